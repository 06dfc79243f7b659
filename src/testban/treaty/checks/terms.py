"""Terms: one thing under two names in one paper, and signs that do not pair."""

from __future__ import annotations

import re
from collections.abc import Iterator

from testban.reference.states import Name, names
from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Named, Paper
from testban.treaty.checks.shown import States
from testban.treaty.lists import collation_key

__all__ = ["one_state_two_names", "unpaired"]

# Brackets of both widths pair: their width is the matter of T808.
_WIDTHS = str.maketrans("（）", "()")
_PAIRS = {"(": ")", "《": "》", "“": "”", "「": "」", "[": "]"}
_PROSE = ("paragraph", "item", "footnote")
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_SIGN = re.compile(f"[{re.escape(''.join((*_PAIRS, *_CLOSING)))}（）]")
# "a)" and "1)" number an item, and have no other bracket.
_NUMBERS_AN_ITEM = re.compile(r"(?:^|[,，;；:：。、]\s?)[A-Za-z0-9]{1,4}$|(?:^|\s)[a-z]$")


def one_state_two_names(paper: Paper) -> Iterator[Finding]:
    """T802: one State under two short names in lists, or under a former name beside its present one."""
    told: set[int] = set()
    for finding in (*_in_lists(paper), *_of_two_times(paper)):
        start = finding.cite.spans[0][0] if finding.cite.spans else -1
        if start not in told:
            told.add(start)
            yield finding


def _in_lists(paper: Paper) -> Iterator[Finding]:
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


def _of_two_times(paper: Paper) -> Iterator[Finding]:
    lang = paper.context.language.code
    of_another_time = {
        (name.iso3, name.text): name
        for name in names(lang)
        if name.valid_from or name.valid_to or name.kind == "former"
    }
    here: dict[str, list[tuple[Named, str]]] = {}
    for passage, entries in paper.named:
        for entry in entries:
            if len(entry.readings) == 1:
                here.setdefault(entry.readings[0], []).append((entry, passage.block.place))
    for state, found in here.items():
        usual = [(e, p) for e, p in found if (state, e.text) not in of_another_time]
        others = [(e, p) for e, p in found if (state, e.text) in of_another_time]
        if not usual or not others:
            continue
        model = usual[0][0]
        for entry, place in others:
            same = collation_key(entry.text) == collation_key(model.text)
            if (
                same
                or _explained(paper, entry, usual)
                or _of_its_time(paper, entry, of_another_time)
            ):
                continue
            yield paper.finding(
                "T802",
                paper.context.cite([entry.piece], place),
                model.text,
                name=entry.text,
                other=model.text,
                line=paper.document.source.line(model.origin),
                state=States((state,)),
            )
            break


# "Swaziland, now Eswatini": names so near to each other explain each other.
_NEAR = 40


def _explained(paper: Paper, entry: Named, usual: list[tuple[Named, str]]) -> bool:
    for other, _ in usual:
        one, two = sorted((entry, other), key=lambda named: named.start)
        between = entry.passage.condensed[one.end : two.start]
        stops = any(stop in between for stop in paper.context.full_stops)
        if other.passage is entry.passage and len(between) <= _NEAR and not stops:
            return True
    return False


def _of_its_time(paper: Paper, entry: Named, of_another_time: dict[tuple[str, str], Name]) -> bool:
    """The sentence speaks of a day on which the State was called so."""
    ended = of_another_time[entry.readings[0], entry.text].valid_to
    passage = entry.passage
    at = passage.masked_at(entry.start)
    first, last = passage.sentence(at, at, paper.context.full_stops)
    dates = [m.value.date for m in passage.within(first, last) if m.kind in ("date", "period")]
    return bool(ended) and any(date[:1].isdigit() and date < str(ended) for date in dates)


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
    if not _SIGN.search(text):
        return None
    open_at: list[tuple[str, int]] = []
    for position, sign in enumerate(text.translate(_WIDTHS)):
        if sign in _PAIRS:
            open_at.append((sign, position))
        elif sign == '"' and open_at and open_at[-1][0] == "“":
            open_at.pop()  # “so": a sign of another kind, and a pair
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
