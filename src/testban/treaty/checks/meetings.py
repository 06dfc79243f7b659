"""Meetings: who is said to act there and is not said to be there, and which meeting is meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from testban.reference.meetings import meetings
from testban.treaty.checks.model import Finding, States
from testban.treaty.checks.paper import Paper
from testban.treaty.extract.model import Citation, Fact
from testban.treaty.extract.passage import Passage

__all__ = ["absent_but_acting", "another_meeting", "another_ordinal", "title_printed_otherwise"]

_ATTENDING = (
    "attending_ratifiers_and_signatories",
    "attending_other",
    "attending_states_parties",
    "observer_states",
)
_ACTING = ("speakers", "vice_presidents", "credentials_committee")
_ELECTED = ("president", "vice_president", "chair", "rapporteur")


def absent_but_acting(paper: Paper) -> Iterator[Finding]:
    """M701: a State presides, speaks or is elected, and is not in the list of those attending."""
    present = {
        state
        for fact in paper.of("state_list")
        if fact.fields["role"] in _ATTENDING
        for state in _meant(fact)
    }
    if not present:
        return
    told: set[str] = set()
    for state, role, cite in (*_listed(paper), *_officers(paper)):
        if state not in present:
            told.add(state)
            yield paper.finding("M701", cite, state=States((state,)), role=role)
    for state, role, cite in _at_work(paper):
        if state not in present and state not in told:
            told.add(state)
            yield paper.finding("M701", cite, state=States((state,)), role=role)


_Act = tuple[str, str, Citation]


def _listed(paper: Paper) -> Iterator[_Act]:
    for fact in paper.of("state_list"):
        if fact.fields["role"] in _ACTING:
            for state in dict.fromkeys(fact.fields["states"]):
                yield state, str(fact.fields["role"]), paper.where(fact, state)


def _officers(paper: Paper) -> Iterator[_Act]:
    for fact in paper.of("appointment"):
        state = fact.fields["state"]
        if fact.fields["role"] in _ELECTED and state:
            yield state, str(fact.fields["role"]), paper.where(fact, state)


def _at_work(paper: Paper) -> Iterator[_Act]:
    """Ministers and representatives of States, named as presiding or speaking."""
    for role in ("presiding", "speaking"):
        pattern = paper.context.pattern("meetings", role)
        for passage in paper.context.passages:
            if passage.block.kind != "paragraph":
                continue
            for hit in pattern.find(passage):
                cite = paper.context.cite([hit.piece("state")], passage.block.place)
                for readings in hit.states("state"):
                    yield paper.context.state(readings), role, cite


def _meant(fact: Fact) -> set[str]:
    """The States of a list, by either reading of an ambiguous name."""
    either = {code for each in fact.fields.get("ambiguous", ()) for code in each["readings"]}
    return {*fact.fields["states"], *either}


def another_ordinal(paper: Paper) -> Iterator[Finding]:
    """M704: a meeting is given the number of another, by its days."""
    treaty = paper.context.main_treaty
    known = {(m.start, m.end): m.ordinal for m in meetings() if m.treaty == treaty}
    for fact in paper.of("meeting"):
        days = _days(fact)
        ordinal = fact.fields["ordinal"]
        if ordinal and days in known and known[days] != ordinal:
            yield paper.finding(
                "M704", fact.cite, known[days], stated=ordinal, start=days[0], end=days[1]
            )


def _days(fact: Fact) -> tuple[date | None, date | None]:
    def day(text: object) -> date | None:
        shown = str(text or "")
        return date.fromisoformat(shown) if re.fullmatch(r"\d{4}-\d\d-\d\d", shown) else None

    try:
        return day(fact.fields["start"]), day(fact.fields["end"])
    except ValueError:
        return None, None


def another_meeting(paper: Paper) -> Iterator[Finding]:
    """M705: under "Preparations for the Third Meeting", matters of the Second are put off."""
    chapter = paper.context.pattern("meetings", "preparation")
    put_off = paper.context.pattern("meetings", "put_off")
    ordinals = paper.context.language.regex("meetings", "ordinal")
    wanted: tuple[str, str] | None = None
    for passage in paper.context.passages:
        if passage.block.kind == "heading":
            hit = chapter.search(passage)
            wanted = (_number(ordinals, passage.masked), passage.text.text) if hit else None
        elif wanted is not None:
            for hit in put_off.find(passage):
                stated = _number(ordinals, hit.words("which"))
                if stated and wanted[0] and stated.lower() != wanted[0].lower():
                    cite = paper.context.cite([hit.piece("which")], passage.block.place)
                    yield paper.finding("M705", cite, wanted[0], stated=stated, heading=wanted[1])


def _number(ordinals: re.Pattern[str], text: str) -> str:
    """``Third`` of "Preparations for the Third Meeting", 第三次 of 第三次会议; empty for none."""
    match = ordinals.search(text)
    if match is None:
        return ""
    return match.group() if match.group().startswith("第") else str(match[match.lastindex or 0])


_LONG_TITLE = 12
_QUOTES = re.compile(r"[《》〈〉“”「」\"'\s\[\]‘’*†‡]")
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》|“([^“”]{8,90})”")


def title_printed_otherwise(paper: Paper) -> Iterator[Finding]:
    """M706: a title stands in two forms, one of which lacks a word or two of the other."""
    forms: dict[str, list[tuple[Passage, int, int]]] = defaultdict(list)
    for passage in paper.context.passages:
        text = passage.text.text
        if passage.block.kind == "heading" and passage.block.level > 0:
            forms[_QUOTES.sub("", text)].append((passage, 0, len(text)))
        elif passage.block.kind in ("paragraph", "item", "row"):
            for match in _QUOTED.finditer(text):
                group = 1 if match[1] else 2
                forms[_QUOTES.sub("", match[group])].append((passage, *match.span(group)))
    spaced = paper.context.language.spaced
    titles = sorted((form for form in forms if len(form) >= _LONG_TITLE), key=len)
    for index, short in enumerate(titles):
        for full in titles[index + 1 :]:
            if _lacks_a_word(short, full, spaced=spaced):
                passage, start, end = forms[short][0]
                cite = paper.context.cite([passage.text[start:end]], passage.block.place)
                first = forms[full][0][0]
                line = paper.document.source.line(first.text.origin[forms[full][0][1]])
                yield paper.finding("M706", cite, full, line=line)
                break


def _lacks_a_word(short: str, full: str, *, spaced: bool) -> bool:
    """`full` is `short` with a word more at its beginning; a word at its end may be a part."""
    most = 12 if spaced else 2
    return 0 < len(full) - len(short) <= most and full.endswith(short)
