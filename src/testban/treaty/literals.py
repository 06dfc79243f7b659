"""Words that every match of a regular expression must contain.

Most rules match nowhere in most papers. Finding out costs a scan by the regular-expression
engine, unless a word that any match would hold is missing from the passage: looking for a word
is a hundred times quicker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

__all__ = ["Need", "all_needs", "needs"]

Need = tuple[str, ...]
"""Literals, in lower case, of which a match contains at least one."""

_QUANTIFIER = re.compile(r"(?:([?*+])|\{(\d+)(?:,\d*)?\})\??")
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|i?:|(?P<ignored><?[=!]|[a-z-]+:|[a-z]+\))))?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_FEW = re.compile(r"\[([^\^\\\]-][^\\\]-]{0,3})\]")
_PLAIN_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([^\w\s]))")

# Signs that stand for themselves; the last of them may carry a quantifier, and is left out then.
_PLAIN = re.compile(r"[^\\()\[\]|?*+{}.^$]+(?![?*+{])")

_RARE = 3
# Equal needs are one object, so that what answers to it is kept by its identity.
_KNOWN: dict[Need, Need] = {}
# What stands for a name or a date in text made ready for patterns.
_MASKS = frozenset(map(chr, range(0xE000, 0xE010)))


@dataclass
class _Branch:
    """One alternative: its runs of literals, and the needs of the groups it must pass through."""

    runs: list[str] = field(default_factory=lambda: [""])
    groups: list[Need] = field(default_factory=list)

    def cut(self) -> None:
        """What follows does not stand beside what came before."""
        if self.runs[-1]:
            self.runs.append("")

    def all(self) -> list[Need]:
        """Every need of its own: the longest literal, and those of the groups."""
        longest = max(self.runs, key=len)
        return [*([(longest,)] if longest else []), *self.groups]


def _most_telling(found: list[Need]) -> Need:
    """Of several needs, the one whose shortest literal is longest: few texts hold it."""
    return max(found, key=_telling, default=())


@cache
def needs(source: str) -> Need:
    """Literals of which any match of `source` contains at least one; empty where none is certain.

    They are in lower case, as parts of an expression may disregard case: look for them in text
    in lower case.

    >>> needs("(?:已经)?批准了(?P<what>.{2,8})条约"), needs("反对|弃权票"), needs("[^。]*")
    (('批准了',), ('反对', '弃权票'), ())
    >>> needs("(?i:Ratified|acceded to) [TC]")
    ('ratified', 'acceded to')
    """
    return next(iter(all_needs(source)), ())


@cache
def all_needs(source: str) -> tuple[Need, ...]:
    """Every set of literals of which any match contains at least one, the most telling first.

    A text must answer to each of them: a day *and* a treaty *and* "ratified".

    >>> all_needs("(?:批准|签署)了.{2,8}(?:条约|公约)")
    (('批准', '签署'), ('条约', '公约'))
    """
    found, _ = _alternatives(source, 0)
    lower = dict.fromkeys(tuple(dict.fromkeys(map(str.lower, need))) for need in found)
    first, *others = sorted(lower, key=_telling, reverse=True) or [()]
    # Blanks, commas and "in" stand everywhere: to look for them says nothing.
    kept = tuple(filter(None, (first, *(need for need in others if _telling(need) >= _RARE))))
    return tuple(_KNOWN.setdefault(need, need) for need in kept)


def _telling(need: Need) -> int:
    """How much the least of the literals says: a wide character is a syllable, a mask a name."""
    return min(sum(1 + (c >= "\u2e80") + (c in _MASKS) for c in word) for word in need)


def _alternatives(source: str, position: int) -> tuple[list[Need], int]:
    """The needs of an expression up to its closing bracket, and where that stands."""
    branches = [_Branch()]
    while position < len(source) and source[position] != ")":
        if source[position] == "|":
            branches.append(_Branch())
            position += 1
        elif plain := _PLAIN.match(source, position):
            branches[-1].runs[-1] += plain.group()
            position = plain.end()
        else:
            position = _item(source, position, branches[-1])
    if len(branches) == 1:
        return branches[0].all(), position
    each = [_most_telling(branch.all()) for branch in branches]
    return ([tuple(dict.fromkeys(sum(each, ())))] if all(each) else []), position


def _item(source: str, position: int, branch: _Branch) -> int:
    """Read one item with its quantifier; returns where the next one starts."""
    literal, end = "", position + 1
    group: list[Need] = []
    if source[position] == "(":
        opened = _GROUP.match(source, position)
        assert opened is not None  # the pattern matches any opening bracket
        if (opened["ignored"] or "").endswith(")"):
            branch.cut()
            return opened.end()
        group, closing = _alternatives(source, opened.end())
        group = [] if opened["ignored"] else group
        end = closing + 1
    elif source[position] == "[":
        match = _CLASS.match(source, position)
        end = match.end() if match else position + 1
        few = _FEW.fullmatch(source, position, end)
        group = [tuple(few[1])] if few else []
    elif source[position] == "\\":
        escaped = _PLAIN_ESCAPE.match(source, position)
        end = escaped.end() if escaped else position + 2
        code = escaped and (escaped[1] or escaped[2])
        literal = chr(int(code, 16)) if code else escaped[3] if escaped else ""
    elif source[position] not in ".^$":
        literal = source[position]
    quantifier = _QUANTIFIER.match(source, end)
    if quantifier is not None:
        end = quantifier.end()
        if quantifier[1] in ("?", "*") or quantifier[2] == "0":
            branch.cut()
            return end
    branch.groups += group
    branch.runs[-1] += literal
    if not literal or quantifier is not None:
        branch.cut()
    return end
