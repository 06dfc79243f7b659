"""Words that every match of a regular expression must contain.

Most rules match nowhere in most papers. Finding out costs a scan by the regular-expression
engine, unless a word that any match would hold is missing from the passage: looking for a word
is a hundred times quicker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

__all__ = ["DIGIT", "NUMBER", "Need", "all_needs", "finder", "lines_holding", "needs"]

Need = tuple[str, ...]
"""Literals, in lower case, of which a match contains at least one."""
NUMBER, DIGIT = "\x1a", "\x1b"
"""Stand for any number and any figure: in what is needed, and after a text that holds one."""

_SIGNS = ((NUMBER,), (DIGIT,))
_QUANTIFIER = re.compile(r"(?:([?*+])|\{(\d+)(?:,\d*)?\})\??")
# What must stand before or after a place is needed as well; what must not, is not.
_GROUP = re.compile(
    r"\((?:\?(?:P<\w+>|i?:|(?P<beside><?=)|(?P<ignored><?!|[a-z-]+:|P=\w+)|(?P<flags>[a-z]+\))))?"
)
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_BRACKET = re.compile(rf"(?s)\\.|{_CLASS.pattern}|[()]")
_FEW = re.compile(r"\[([^\^\\\]-][^\\\]-]{0,3})\]")
_PLAIN_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([^\w\s]))")

# Signs that stand for themselves; the last of them may carry a quantifier, and is left out then.
_PLAIN = re.compile(rf"[^\\()\[\]|?*+{{}}.^${NUMBER}]+(?![?*+{{])")

_RARE = 3
_MOST = 16
"""No more strings are kept of one stretch: beyond them it is looked for in two."""
# Equal needs are one object, so that what answers to it is kept by its identity.
_KNOWN: dict[Need, Need] = {}
# What stands for a name or a date in text made ready for patterns.
_MASKS = frozenset(map(chr, range(0xE000, 0xE010)))


@dataclass
class _Branch:
    """One alternative, as far as it is read.

    Attributes
    ----------
    run
        All that its last stretch may be, in lower case.
    whole
        That stretch is all of it.
    needs
        What its earlier stretches need.
    """

    run: tuple[str, ...] = ("",)
    whole: bool = True
    needs: list[Need] = field(default_factory=list)

    def add(self, strings: Need) -> None:
        """One of the strings goes on right there."""
        if len(self.run) * len(strings) > _MOST:
            self.cut()
        ends = [string.lower() for string in strings]
        self.run = tuple(dict.fromkeys(run + end for run in self.run for end in ends))

    def cut(self) -> None:
        """What follows does not stand beside what came before."""
        self.needs, self.run, self.whole = self.all(), ("",), False

    def all(self) -> list[Need]:
        """Every need of its own."""
        return [*self.needs, *([] if "" in self.run else [_shortest(self.run)])]


def _shortest(strings: Need) -> Need:
    """Without those that hold another one."""
    if len(strings) == 1:
        return strings
    return tuple(s for s in strings if not any(o in s for o in strings if o != s))


def _most_telling(found: list[Need]) -> Need:
    """Of several needs, the one whose shortest literal is longest: few texts hold it."""
    return max(found, key=_telling, default=())


@cache
def needs(source: str) -> Need:
    """Literals of which any match of `source` contains at least one; empty where none is certain.

    They are in lower case, as parts of an expression may disregard case: look for them in text
    in lower case.

    >>> needs("(?:已经?)?批准了(?P<what>.{2,8})条约"), needs("反对|弃权票"), needs("[^。]*")
    (('批准了',), ('反对', '弃权票'), ())
    >>> needs("(?i:Ratified|acceded to) [TC]")
    ('ratified t', 'ratified c', 'acceded to t', 'acceded to c')
    """
    return next(iter(all_needs(source)), ())


@cache
def finder(need: Need) -> re.Pattern[str]:
    """Finds the literals of a need in text in lower case; the empty need anywhere."""
    return re.compile("|".join(map(re.escape, need)))


def lines_holding(text: str, words: re.Pattern[str]) -> Iterator[str]:
    """The lines of a text that hold one of the `words` (see `finder`) in whatever case.

    >>> list(lines_holding("No head\\nSTATE  Date\\nChile  2031", finder(("state", "date"))))
    ['STATE  Date']
    """
    lower = text.lower()
    if len(lower) != len(text):  # a letter that small letters write as two
        yield from (line for line in text.split("\n") if words.search(line.lower()))
        return
    end = -1
    while (match := words.search(lower, end + 1)) is not None:
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        yield text[start : end if end >= 0 else len(text)]
        if end < 0:
            return


@cache
def all_needs(source: str) -> tuple[Need, ...]:
    """Every set of literals of which any match contains at least one, the most telling first.

    A text must answer to each of them: a day *and* a treaty *and* "ratified".

    >>> all_needs("(?:批准|签署)了.{2,8}(?:条约|公约)")
    (('批准了', '签署了'), ('条约', '公约'))
    """
    inner, exact = _alternatives(source)
    found = [*inner, *([_shortest(exact)] if exact and "" not in exact else [])]
    kept: list[Need] = []
    for need in sorted(found, key=_telling, reverse=True):
        # Blanks, commas and "in" stand everywhere: to look for them says nothing.
        rare = need in _SIGNS or _telling(need) >= _RARE or not kept
        if rare and not any(_says(other, need) for other in kept):
            kept.append(need)
    return tuple(_KNOWN.setdefault(need, need) for need in kept)


def _says(need: Need, other: Need) -> bool:
    """What answers to `need` answers to the other as well."""
    return all(any(part in word for part in other) for word in need)


@cache
def _telling(need: Need) -> int:
    """How much the least of the literals says: a wide character is a syllable, a mask a name.

    That a text holds some number, or figure, says nothing.
    """
    return min(map(_weight, need))


@cache
def _weight(word: str) -> int:
    return sum((c >= " ") + (c >= "\u2e80") + (c in _MASKS) for c in word)


@cache
def _alternatives(source: str) -> tuple[tuple[Need, ...], Need | None]:
    """An expression, or what stands in a bracket of one: its needs, and all that it may be.

    Where it may be one of so many strings and nothing else, its needs are those beside them. The
    parts of a pack stand in many of its patterns, and are read once.
    """
    branches = [_Branch()]
    position = 0
    while position < len(source):
        if source[position] == "|":
            branches.append(_Branch())
            position += 1
        elif plain := _PLAIN.match(source, position):
            branches[-1].add((plain.group(),))
            position = plain.end()
        else:
            position = _item(source, position, branches[-1])
    exact = None
    if all(branch.whole for branch in branches):
        exact = tuple(dict.fromkeys(run for branch in branches for run in branch.run))
    if len(branches) == 1:
        return tuple(branches[0].all() if exact is None else branches[0].needs), exact
    each = [_most_telling(branch.all()) for branch in branches]
    return ((_shortest(tuple(dict.fromkeys(sum(each, ())))),) if all(each) else ()), exact


def _closing(source: str, position: int) -> int:
    """Where the bracket closes inside which `position` is."""
    depth = 1
    for sign in _BRACKET.finditer(source, position):
        depth += (sign.group() == "(") - (sign.group() == ")")
        if not depth:
            return sign.start()
    return len(source)


def _item(source: str, position: int, branch: _Branch) -> int:
    """Read one item with its quantifier; returns where the next one starts."""
    found: tuple[Need, ...] = ()
    exact: Need | None = None
    end = position + 1
    if source[position] == "(":
        opened = _GROUP.match(source, position)
        assert opened is not None  # the pattern matches any opening bracket
        if opened["flags"]:
            return opened.end()
        closing = _closing(source, opened.end())
        end = closing + 1
        if opened["ignored"] and opened["ignored"][-1] == "!":
            return end
        found, exact = _alternatives(source[opened.end() : closing])
        if opened["beside"]:
            branch.needs += found if exact is None or "" in exact else (*found, _shortest(exact))
            return end
        if opened["ignored"]:
            found, exact = (), None
    elif source[position] == "[":
        match = _CLASS.match(source, position)
        end = match.end() if match else position + 1
        few = _FEW.fullmatch(source, position, end)
        exact = tuple(few[1]) if few else None
    elif source[position] == "\\":
        escaped = _PLAIN_ESCAPE.match(source, position)
        end = escaped.end() if escaped else position + 2
        code = escaped and (escaped[1] or escaped[2])
        if escaped:
            exact = (chr(int(code, 16)) if code else escaped[3],)
        elif source[position + 1] in "bBAZ":
            exact = ("",)
        elif source[position + 1] == "d":
            found = ((DIGIT,),)
    elif source[position] == NUMBER:
        found = ((NUMBER,),)
    elif source[position] != ".":
        exact = ("",) if source[position] in "^$" else (source[position],)
    quantifier = _QUANTIFIER.match(source, end)
    if quantifier is not None:
        end = quantifier.end()
        if quantifier[1] == "?" and exact is not None:
            branch.add((*exact, ""))
            return end
        if quantifier[1] in ("?", "*") or quantifier[2] == "0":
            branch.cut()
            return end
    branch.needs += found
    if exact is not None:
        branch.add(exact)
    if exact is None or quantifier is not None:
        branch.cut()
    return end
