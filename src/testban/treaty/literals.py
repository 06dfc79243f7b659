"""Words that every match of a regular expression must contain.

Most rules match nowhere in most papers. Finding out costs a scan by the regular-expression
engine, unless a word that any match would hold is missing from the passage: looking for a word
is a hundred times quicker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

__all__ = ["needs"]

_QUANTIFIER = re.compile(r"(?:([?*+])|\{(\d+)(?:,\d*)?\})\??")
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|i?:|(?P<ignored><?[=!]|[a-z-]+:|[a-z]+\))))?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_FEW = re.compile(r"\[([^\^\\\]-][^\\\]-]{0,3})\]")
_PLAIN_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([^\w\s]))")


@dataclass
class _Branch:
    """One alternative: its runs of literals, and the needs of the groups it must pass through."""

    runs: list[str] = field(default_factory=lambda: [""])
    groups: list[tuple[str, ...]] = field(default_factory=list)

    def cut(self) -> None:
        """What follows does not stand beside what came before."""
        if self.runs[-1]:
            self.runs.append("")

    def best(self) -> tuple[str, ...]:
        """The most telling need: the longest literal, else that of a group."""
        longest = max(self.runs, key=len)
        options = [*([(longest,)] if longest else []), *self.groups]
        return max(options, key=lambda need: min(map(len, need)), default=())


def needs(source: str) -> tuple[str, ...]:
    """Literals of which any match of `source` contains at least one; empty where none is certain.

    They are in lower case, as parts of an expression may disregard case: look for them in text
    in lower case.

    >>> needs("(?:已经)?批准了(?P<what>.{2,8})条约"), needs("反对|弃权票"), needs("[^。]*")
    (('批准了',), ('反对', '弃权票'), ())
    >>> needs("(?i:Ratified|acceded to) [TC]")
    ('ratified', 'acceded to')
    """
    found, _ = _alternatives(source, 0)
    return tuple(dict.fromkeys(word.lower() for word in found))


def _alternatives(source: str, position: int) -> tuple[tuple[str, ...], int]:
    """The needs of an expression up to its closing bracket, and where that stands."""
    branches = [_Branch()]
    while position < len(source) and source[position] != ")":
        if source[position] == "|":
            branches.append(_Branch())
            position += 1
        else:
            position = _item(source, position, branches[-1])
    each = [branch.best() for branch in branches]
    return (tuple(dict.fromkeys(sum(each, ()))) if all(each) else ()), position


def _item(source: str, position: int, branch: _Branch) -> int:
    """Read one item with its quantifier; returns where the next one starts."""
    literal, end = "", position + 1
    group: tuple[str, ...] = ()
    if source[position] == "(":
        opened = _GROUP.match(source, position)
        assert opened is not None  # the pattern matches any opening bracket
        if (opened["ignored"] or "").endswith(")"):
            branch.cut()
            return opened.end()
        group, closing = _alternatives(source, opened.end())
        group = () if opened["ignored"] else group
        end = closing + 1
    elif source[position] == "[":
        match = _CLASS.match(source, position)
        end = match.end() if match else position + 1
        few = _FEW.fullmatch(source, position, end)
        group = tuple(few[1]) if few else ()
    elif source[position] == "\\":
        escaped = _PLAIN_ESCAPE.match(source, position)
        end = escaped.end() if escaped else position + 2
        literal = (chr(int(escaped[1], 16)) if escaped[1] else escaped[2]) if escaped else ""
    elif source[position] not in ".^$":
        literal = source[position]
    quantifier = _QUANTIFIER.match(source, end)
    if quantifier is not None:
        end = quantifier.end()
        if quantifier[1] in ("?", "*") or quantifier[2] == "0":
            branch.cut()
            return end
    if group:
        branch.groups.append(group)
    branch.runs[-1] += literal
    if not literal or quantifier is not None:
        branch.cut()
    return end
