"""Terms: one thing under two names in one paper, and signs that do not pair."""

from __future__ import annotations

import re
from collections.abc import Iterator

from testban.treaty.checks.model import Finding, States
from testban.treaty.checks.paper import Paper
from testban.treaty.documents.mapped import MappedText
from testban.treaty.extract.passage import Passage

__all__ = ["one_person_spelt_twice", "one_state_two_names", "unpaired"]

_PERSON = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:·[\u4e00-\u9fff]{1,8}?)+(?=先生|女士|[^·\u4e00-\u9fff]|$)"
)
_PAIRS = {"（": "）", "《": "》", "“": "”", "「": "」", "[": "]"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}


def one_person_spelt_twice(paper: Paper) -> Iterator[Finding]:
    """T801: two names with the same last part, of the same length, and one or two other signs."""
    seen: dict[str, MappedText] = {}
    for passage in paper.context.passages:
        text = passage.text.text
        for match in _PERSON.finditer(text):
            name, piece = match.group(), passage.text[match.start() : match.end()]
            for other, first in seen.items():
                if _alike(other, name):
                    cite = paper.context.cite([piece], passage.block.place)
                    line = paper.document.source.line(first.origin[0])
                    shown, known = _short(name), _short(other)
                    yield paper.finding("T801", cite, known, name=shown, other=known, line=line)
            seen.setdefault(name, piece)


# Chinese sets nothing between a title and a name: a first name is so many signs at most.
_FIRST_NAME = 4


def _alike(one: str, two: str) -> bool:
    """All but the first names are the same, and those differ in some signs."""
    (first, *rest), (other, *others) = one.split("·"), two.split("·")
    if rest != others or first[-2:] == other[-2:]:
        return False
    pairs = list(zip(first[-_FIRST_NAME:], other[-_FIRST_NAME:], strict=False))
    return len(pairs) > 2 and 2 * sum(a == b for a, b in pairs) >= len(pairs)


def _short(name: str) -> str:
    first, _, rest = name.partition("·")
    return f"{first[-_FIRST_NAME:]}·{rest}"


def one_state_two_names(paper: Paper) -> Iterator[Finding]:
    """T802: one State stands under two short names in the paper's lists."""
    seen: dict[str, tuple[str, int]] = {}
    source = paper.document.source
    for fact in paper.of("state_list"):
        for entry in paper.entries(fact):
            if len(entry.readings) > 1:
                continue
            here = entry.text, source.line(entry.origin)
            known, line = seen.setdefault(entry.readings[0], here)
            if known != entry.text:
                yield paper.finding(
                    "T802",
                    paper.context.cite([entry.piece], fact.cite.place),
                    known,
                    name=entry.text,
                    other=known,
                    line=line,
                    state=States(entry.readings),
                )
                seen[entry.readings[0]] = here


def unpaired(paper: Paper) -> Iterator[Finding]:
    """T803: a bracket or quotation mark that is not closed, or not opened, in its paragraph."""
    odd = [
        (passage, *found)
        for passage in paper.context.passages
        if passage.block.kind in ("paragraph", "item") and (found := _odd(passage.text.text))
    ]
    for place, (passage, sign, position) in enumerate(odd):
        if _goes_on(odd, place):
            continue
        piece = passage.text[position : position + 1]
        cite = paper.context.cite([piece], passage.block.place)
        yield paper.finding("T803", cite, sign=sign)


def _odd(text: str) -> tuple[str, int] | None:
    """The first sign of a paragraph that has no pair, and where it stands."""
    open_at: list[tuple[str, int]] = []
    for position, sign in enumerate(text):
        if sign in _PAIRS:
            open_at.append((sign, position))
        elif sign in _CLOSING:
            if not open_at or open_at[-1][0] != _CLOSING[sign]:
                open_at.append((sign, position))
                break
            open_at.pop()
    return open_at[0] if open_at else None


def _goes_on(odd: list[tuple[Passage, str, int]], place: int) -> bool:
    """A quotation of several paragraphs: opened in one, and closed in the next odd one."""
    sign = odd[place][1]
    other, signs = (place + 1, "“”") if sign == "“" else (place - 1, "”“")
    return sign in "“”" and 0 <= other < len(odd) and odd[other][1] == signs[1]
