"""Urging: States that are asked to ratify what they had ratified already, or not even signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from testban.reference.gazetteer import condense
from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper, first_day, last_day
from testban.treaty.checks.shown import States
from testban.treaty.checks.standing import ratified, signed
from testban.treaty.checks.words import words
from testban.treaty.extract.passage import Hit

__all__ = ["urged_in_vain"]


def urged_in_vain(paper: Paper) -> Iterator[Finding]:
    """S207, S208: a State is urged to ratify what it had not even signed, or had ratified already."""
    told: set[int] = set()
    for finding in (*_in_tables(paper), *_in_prose(paper)):
        start = finding.cite.spans[0][0] if finding.cite.spans else -1
        if start not in told:
            told.add(start)
            yield finding


def _in_tables(paper: Paper) -> Iterator[Finding]:
    """Activities of a table, each with its day and those whom it addressed."""
    known = words(paper.context.language.code)
    urges, signs = known.regex("urges"), known.regex("signs")
    for fact in paper.of("activity"):
        text = condense(str(fact.fields["text"]))[0]
        if not urges.search(text):
            continue
        start, end = first_day(fact.fields["start"]), last_day(fact.fields["end"])
        before = paper.status("CTBT", start)
        after = paper.status("CTBT", end)
        if before is None or after is None:
            continue
        for state in fact.fields["targets"]:
            if ratified(before, state):
                code = "S208"
            elif not signs.search(text) and not signed(after, state):
                code = "S207"
            else:
                continue
            yield paper.finding(code, paper.where(fact, state), state=States((state,)), day=start)


def _in_prose(paper: Paper) -> Iterator[Finding]:
    """Sentences that name whom they urge to ratify; the paragraph or the paper says when."""
    for hit in paper.context.found("urging", "urged"):
        treaty = paper.context.treaty(hit)
        days = _days(paper, hit)
        before, after = (paper.status(treaty, day) for day in days)
        if before is None or after is None or days[0] is None:
            continue
        for entry in paper.entries_in(hit.piece("states")):
            state = paper.context.state(entry.readings)
            if ratified(before, state):
                code = "S208"
            elif not hit.has("sign") and not signed(after, state):
                code = "S207"
            else:
                continue
            cite = paper.context.cite([entry.piece], hit.passage.block.place)
            yield paper.finding(code, cite, state=States((state,)), day=days[0])


def _days(paper: Paper, hit: Hit) -> tuple[date | None, date | None]:
    """The first and the last day of which the paragraph speaks; else the paper's own."""
    named = [m.value for m in hit.passage.mentions if m.kind in ("date", "period")]
    first = [first_day(paper.context.dated(each.date)) for each in named]
    last = [last_day(paper.context.dated(each.end_date or each.date)) for each in named]
    return (
        min(filter(None, first), default=paper.day),
        max(filter(None, last), default=paper.day),
    )
