"""Persons: one that a paper spells in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.slips import one_slip
from testban.treaty.checks.words import words
from testban.treaty.documents.mapped import MappedText

__all__ = ["one_person_spelt_twice"]

# Chinese sets nothing between a title and a name: a first name is so many signs at most, and so
# many of them tell it from others.
_FIRST_NAME, _KNOWN_BY = 4, 3
_SHORTEST = 3


def one_person_spelt_twice(paper: Paper) -> Iterator[Finding]:
    """T801: two names of which one part is the same, and the other differs by a sign or two."""
    known = words(paper.context.language.code)
    pattern, between = known.regex("person"), str(known.data.get("between_names", " "))
    seen: dict[str, MappedText] = {}
    for passage in paper.context.passages:
        text = passage.text.text
        for match in pattern.finditer(text):
            name, piece = match["name"], passage.text[match.start("name") : match.end("name")]
            for other, first in seen.items():
                if _alike(other.split(between), name.split(between), bool(between.strip())):
                    cite = paper.context.cite([piece], passage.block.place)
                    line = paper.document.source.line(first.origin[0])
                    shown, usual = _short(name, between), _short(other, between)
                    yield paper.finding("T801", cite, usual, name=shown, other=usual, line=line)
            seen.setdefault(name, piece)


def _alike(one: list[str], other: list[str], glued: bool) -> bool:
    """All but one part are the same, and the parts that differ do so in few signs.

    `glued`: titles stand before the first names without a blank, so that only their ends count.
    """
    if len(one) != len(other) or len(one) < 2:
        return False
    if one[1:] != other[1:]:
        first = one[0][-_KNOWN_BY:] if glued else one[0]
        same = (other[0][-_KNOWN_BY:] if glued else other[0]) == first
        differ = [(a, b) for a, b in zip(one[1:], other[1:], strict=True) if a != b]
        return same and len(differ) == 1 and _one_name(*differ[0])
    if not glued:
        return _one_name(one[0], other[0])
    if one[0][-2:] == other[0][-2:]:
        return False
    ends = list(zip(one[0][-_FIRST_NAME:], other[0][-_FIRST_NAME:], strict=False))
    return len(ends) >= _SHORTEST and 2 * sum(a == b for a, b in ends) >= len(ends)


def _one_name(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _SHORTEST and one_slip(one, other)


def _short(name: str, between: str) -> str:
    """The name without the title that is glued to it."""
    first, sign, rest = name.partition(between)
    return f"{first[-_FIRST_NAME:]}{sign}{rest}" if between.strip() else name
