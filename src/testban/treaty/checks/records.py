"""Records: the days of treaties and resolutions, and the places of meetings, as they are on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from testban.reference.meetings import meetings
from testban.reference.treaties import Treaty, treaties
from testban.treaty.checks.known import known_meeting
from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper, first_day, last_day
from testban.treaty.checks.shown import Held, Place
from testban.treaty.checks.words import words
from testban.treaty.extract.passage import Hit

__all__ = ["held_elsewhere", "resolution_out_of_session", "treaty_dated_otherwise"]

_EVENTS = ("opened", "adopted", "in_force")
# The first session of the General Assembly began in 1946; since its thirty-first, resolutions carry
# the session before the stroke (United Nations Documentation: Research Guide, "Resolutions").
_BEFORE_FIRST = 1945
_NUMBERED_SINCE = 31
_FOR = 12


def treaty_dated_otherwise(paper: Paper) -> Iterator[Finding]:
    """S209: a treaty was opened for signature, adopted or in force on another day than is said."""
    if paper.ledger is None:
        return
    for event in _EVENTS:
        for hit in paper.context.found("records", event):
            treaty = treaties().get(_treaty(paper, hit) or "")
            alone = _for_one_state(paper, hit) if event == "in_force" else ""
            right = _day_of(treaty, event) if treaty and not alone else None
            if treaty and alone:
                right = _in_force_for(paper, treaty, alone)
            shown = _shown(paper, hit)
            if right is None or not shown or _on(shown, right) is not False:
                continue
            cite = paper.context.cite([hit.piece("date")], hit.passage.block.place)
            name = treaty.id if treaty else ""
            yield paper.finding("S209", cite, right, treaty=name, stated=shown)


def _treaty(paper: Paper, hit: Hit) -> str | None:
    """The treaty of a match; "It entered into force" speaks of the one named last before it."""
    if hit.has("treaty"):
        return paper.context.treaty(hit)
    before = list(hit.passage.before(hit.match.start(), "treaty"))
    return str(before[0].value or paper.context.main_treaty) if before else None


def _for_one_state(paper: Paper, hit: Hit) -> str:
    """ "For Sri Lanka, the Treaty enters into force on …": that State; empty where none is named so."""
    passage = hit.passage
    first, last = passage.sentence(*hit.match.span(), paper.context.full_stops)
    before = words(paper.context.language.code).regex("for_a_state")
    found = [
        paper.context.state(mention.value)
        for mention in passage.within(first, last)
        if mention.kind == "state"
        and before.search(passage.condensed, max(0, mention.start - _FOR), mention.start)
    ]
    return found[0] if found else ""


def _in_force_for(paper: Paper, treaty: Treaty, state: str) -> date | None:
    """The day from which the treaty binds the State, as the ledger has it on the paper's day."""
    found = paper.status(treaty.id, paper.day)
    position = found.positions.get(state) if found else None
    return position.in_force_on if position else None


def _day_of(treaty: Treaty, event: str) -> date | None:
    if event == "in_force":
        return treaty.entered_into_force
    return treaty.opened if event == "opened" else treaty.adopted


def _shown(paper: Paper, hit: Hit) -> str | None:
    mention = hit.date("date")
    return paper.context.dated(mention.date) if mention and mention.valid else None


def _on(shown: str, right: date) -> bool | None:
    """The day lies in what is shown; None where that is no date."""
    first, last = first_day(shown), last_day(shown)
    return first <= right <= last if first and last else None


def resolution_out_of_session(paper: Paper) -> Iterator[Finding]:
    """D310: a resolution of the General Assembly is dated outside the session that it is numbered by."""
    others = paper.context.language.regex("records", "other_body")
    for hit in paper.context.found("records", "resolution"):
        passage = hit.passage
        first_char, _ = passage.sentence(*hit.match.span(), paper.context.full_stops)
        if others.search(passage.masked, first_char, hit.match.end()):
            continue  # the Human Rights Council numbers its resolutions likewise
        session = int(hit.words("session"))
        shown = _shown(paper, hit)
        first, last = first_day(shown), last_day(shown)
        year = _BEFORE_FIRST + session
        if session < _NUMBERED_SINCE or first is None or last is None:
            continue
        if last < date(year, 9, 1) or first > date(year + 1, 9, 30):
            cite = paper.context.cite([hit.piece("date")], passage.block.place)
            yield paper.finding(
                "D310", cite, year, session=session, first=year, last=year + 1, stated=shown
            )


def held_elsewhere(paper: Paper) -> Iterator[Finding]:
    """M707: a known meeting is said to have been held in a city where another one was."""
    if paper.ledger is None:
        return
    lang = "zh" if paper.context.language.code == "zh" else "en"
    places = {getattr(meeting, f"place_{lang}") for meeting in meetings()}
    for fact in paper.of("meeting"):
        known, place = known_meeting(paper, fact), fact.fields["place"]
        if known is None or str(known.start) != fact.fields["start"]:
            continue
        right = getattr(known, f"place_{lang}")
        if place in places and place != right:
            values = {"stated": place, "right": Place(right), "wrong": Place(place)}
            yield paper.finding("M707", fact.cite, right, meeting=Held(known), **values)
