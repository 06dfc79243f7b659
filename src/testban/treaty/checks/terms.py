"""Terms: one thing under two names in one paper, and signs that do not pair."""

from __future__ import annotations

import re
from collections.abc import Iterator

from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.shown import States

__all__ = ["one_state_two_names", "unpaired"]

# Brackets of both widths pair: their width is the matter of T808.
_WIDTHS = str.maketrans("（）", "()")
_PAIRS = {"(": ")", "《": "》", "“": "”", "「": "」", "[": "]"}
_PROSE = ("paragraph", "item", "footnote")
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
# "a)" and "1)" number an item, and have no other bracket.
_NUMBERS_AN_ITEM = re.compile(r"(?:^|[,，;；:：。、]\s?)[A-Za-z0-9]{1,4}$|(?:^|\s)[a-z]$")


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
    passages = paper.context.passages
    odd = {n: found for n, p in enumerate(passages) if (found := _odd(p.text.text))}
    order = list(odd)
    for place, number in enumerate(order):
        passage, (sign, position) = passages[number], odd[number]
        if passage.block.kind not in _PROSE or _goes_on(odd, order, place):
            continue
        piece = passage.text[position : position + 1]
        cite = paper.context.cite([piece], passage.block.place)
        yield paper.finding("T803", cite, sign=sign)


def _odd(text: str) -> tuple[str, int] | None:
    """The first sign of a paragraph that has no pair, and where it stands."""
    open_at: list[tuple[str, int]] = []
    for position, sign in enumerate(text.translate(_WIDTHS)):
        if sign in _PAIRS:
            open_at.append((sign, position))
        elif sign in _CLOSING:
            if not open_at or open_at[-1][0] != _CLOSING[sign]:
                if sign == ")" and _NUMBERS_AN_ITEM.search(text, 0, position):
                    continue
                open_at.append((sign, position))
                break
            open_at.pop()
    return open_at[0] if open_at else None


def _goes_on(odd: dict[int, tuple[str, int]], order: list[int], place: int) -> bool:
    """The sign's pair is the odd one of the next or the last passage.

    A quotation of several paragraphs is opened in one and closed in the next odd one; a bracket
    may be parted by the reading of the paper from what stands right beside it.
    """
    number = order[place]
    sign = odd[number][0]
    step, pair = (1, _PAIRS[sign]) if sign in _PAIRS else (-1, _CLOSING[sign])
    if not 0 <= place + step < len(order) or odd[order[place + step]][0] != pair:
        return False
    return sign in "“”" or order[place + step] == number + step
