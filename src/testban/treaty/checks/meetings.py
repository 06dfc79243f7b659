"""Meetings: who is said to act there and is not said to be there, and which meeting is meant."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from testban.reference.meetings import meetings
from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.shown import States
from testban.treaty.documents.mapped import MappedText
from testban.treaty.extract.model import Citation, Fact
from testban.treaty.extract.passage import Hit, Passage
from testban.treaty.extract.patterns import number

__all__ = [
    "absent_but_acting",
    "another_meeting",
    "another_ordinal",
    "ordinal_of_itself",
    "title_printed_otherwise",
]

_ATTENDING = (
    "attending_ratifiers_and_signatories",
    "attending_other",
    "attending_states_parties",
    "observer_states",
    "attending_states",
)
_ACTING = ("speakers", "vice_presidents", "credentials_committee")
_ELECTED = ("president", "vice_president", "chair", "rapporteur")
# So many acting of whom a good part is not listed: the list is of some, or of another meeting.
_MANY, _PART = 4, 3


def absent_but_acting(paper: Paper) -> Iterator[Finding]:
    """M701: a State presides, speaks or is elected, and is not in the list of those attending."""
    beside = paper.context.language.regex("meetings", "beside")
    present = {
        state
        for fact in paper.of("state_list")
        if fact.fields["role"] in _ATTENDING and not beside.search(fact.cite.quote)
        for state in _meant(fact)
    }
    if not present:
        return
    named = [*_listed(paper), *_officers(paper)]
    at_work = list(_at_work(paper))
    acting = {state for state, *_ in (*named, *at_work)}
    if len(acting) >= _MANY and len(acting - present) * _PART > len(acting):
        return
    told: set[str] = set()
    for state, role, cite in named:
        if state not in present:
            told.add(state)
            yield paper.finding("M701", cite, state=States((state,)), role=role)
    for state, role, cite in at_work:
        if state not in present and state not in told:
            told.add(state)
            yield paper.finding("M701", cite, state=States((state,)), role=role)


_AT_WORK = {
    "presiding": "presiding",
    "speaking": "speaking",
    "speaking_for": "speaking",
    "submitting": "submitting",
}
_NO_STATE = "EU"
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
    for name, role in _AT_WORK.items():
        pattern = paper.context.pattern("meetings", name)
        for passage in paper.context.passages:
            if passage.block.kind not in ("paragraph", "item"):
                continue
            for hit in pattern.find(passage):
                if _elsewhere(paper, hit):
                    continue
                cite = paper.context.cite([hit.piece("state")], passage.block.place)
                for readings in hit.states("state"):
                    if readings[0] != _NO_STATE:
                        yield paper.context.state(readings), role, cite


def _elsewhere(paper: Paper, hit: Hit) -> bool:
    """The sentence speaks of another time than the meeting's, or of an event beside it."""
    passage = hit.passage
    first, last = passage.sentence(*hit.match.span(), paper.context.full_stops)
    if paper.context.language.regex("meetings", "beside").search(passage.masked, first, last):
        return True
    own = paper.context.own_meeting
    year = str(own.start.year) if own else paper.context.year
    dates = [m.value.date for m in passage.within(first, last) if m.kind in ("date", "period")]
    return any(date[:1].isdigit() and date[:4] != year for date in dates)


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


def ordinal_of_itself(paper: Paper) -> Iterator[Finding]:
    """M704: one meeting carries two numbers, or the masthead another than the symbol's meeting."""
    by_days: dict[tuple[date, date], list[Fact]] = defaultdict(list)
    for fact in paper.of("meeting"):
        first, last = _days(fact)
        if first and last and fact.fields["ordinal"]:
            by_days[first, last].append(fact)
    own = paper.context.own_meeting
    known = {(m.start, m.end) for m in meetings()}
    for days, facts in by_days.items():
        numbers = Counter(fact.fields["ordinal"] for fact in facts)
        usual = facts[0].fields["ordinal"] if len(numbers) > 1 else None
        if len(numbers) > 1 and max(numbers.values()) > 1:
            usual = numbers.most_common(1)[0][0]
        for fact in facts:
            stated = fact.fields["ordinal"]
            if usual and stated != usual and days not in known:  # those are told already
                yield _numbered(paper, fact.cite, usual, stated, days)
    for title, stated in _of_masthead(paper):
        right = own.ordinal if own else _own_number(paper, by_days)
        span = (own.start, own.end) if own else next(iter(by_days), None)
        if right and span and stated != right:
            yield _numbered(paper, paper.context.cite([title], ""), right, stated, span)


def _numbered(
    paper: Paper, cite: Citation, right: int, stated: int, days: tuple[date, date]
) -> Finding:
    return paper.finding("M704", cite, right, stated=stated, start=days[0], end=days[1])


def _own_number(paper: Paper, held: dict[tuple[date, date], list[Fact]]) -> int | None:
    """The number that the text gives the meeting in the year of the paper's symbol."""
    year = re.search(r"/((?:19|20)\d\d)(?:/|$)", paper.document.symbol or "")
    of_year = [
        f for days, facts in held.items() if year and str(days[0].year) == year[1] for f in facts
    ]
    numbers = {fact.fields["ordinal"] for fact in of_year}
    return numbers.pop() if len(numbers) == 1 else None


def _of_masthead(paper: Paper) -> Iterator[tuple[MappedText, int]]:
    """The numbers that the title block gives the treaty's own meeting."""
    own = paper.context.language.table("meetings").get("own", {})
    names = tuple(name for each in own.values() for name in each)
    ordinal = paper.context.language.regex("meetings", "ordinal")
    for block in paper.document.blocks:
        text = block.text.text
        if block.kind != "title" or not any(name in text for name in names):
            continue
        match = ordinal.search(text)
        shown = match[match.lastindex or 0] if match else ""
        language = paper.context.language
        count = number(shown, language) or language.table("ordinals").get(shown.lower())
        if count:
            yield block.text, int(count)


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
# So many signs may stand more at the beginning of a title; a word at its end may be a part.
_MORE, _MORE_SPACED = 2, 12
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
    most = _MORE_SPACED if paper.context.language.spaced else _MORE
    titles = sorted((form for form in forms if len(form) >= _LONG_TITLE), key=len)
    fuller: dict[str, str] = {}
    for full in titles:
        for more in range(1, most + 1):
            fuller.setdefault(full[more:], full)
    for short in titles:
        if full := fuller.get(short, ""):
            passage, start, end = forms[short][0]
            cite = paper.context.cite([passage.text[start:end]], passage.block.place)
            first = forms[full][0][0]
            line = paper.document.source.line(first.text.origin[forms[full][0][1]])
            yield paper.finding("M706", cite, full, line=line)
