"""Everything about one State, and the list of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from testban.reference.facilities import facilities
from testban.reference.meetings import Meeting, find_meeting
from testban.reference.states import LANGUAGES, find_state, formal_name, short_name, states
from testban.store import FactFilter, StoredFact
from testban.treaty.lists import un_order
from testban.treaty.prose import standing as view
from testban.treaty.prose.one_state import actions_by, stands, statuses
from testban.treaty.prose.words import say
from testban.web.gathered import ROLES, meeting_of
from testban.web.labels import labels
from testban.web.language import language_of
from testban.web.quotes import around_name
from testban.web.site import PAGE_SIZE, Site, day_asked, named, page_asked, site_of

router = APIRouter()

# Facts from which its votes and meetings are told: beyond them a page would grow without end.
_MOST = 100


@router.get("/states")
def all_states(request: Request, on: str | None = None) -> Response:
    """The States in the order of United Nations papers, with where they stand."""
    site, day = site_of(request), day_asked(on)
    held = statuses(site.store.ledger(), day)
    rows = [
        (states()[code], [_mark(code, status) for status in held]) for code in un_order(states())
    ]
    return site.render(request, "states.html", day=day, held=held, rows=rows)


def _mark(code: str, status: object) -> tuple[object, object]:
    position = status.positions.get(code)  # type: ignore[attr-defined]
    signed = position.signed.deposited if position and position.signed else None
    return signed, position.instrument.deposited if position and position.instrument else None


@router.get("/state/{name}")
def one_state(request: Request, name: str, on: str | None = None) -> Response:
    """Its actions, groups, stations, and what documents say of it."""
    state = named(find_state, name, "/states")
    if name != state.iso3:
        return RedirectResponse(f"/state/{state.iso3}")
    site, lang, day = site_of(request), language_of(request), day_asked(on)
    ledger = site.store.ledger()
    held = statuses(ledger, day)
    lines = []
    for status in held:
        sentence, since = stands(state.iso3, status)
        lines.append(say(sentence, lang, treaty=view.title(status.treaty, lang), on=since))
    concerned = FactFilter(state=state.iso3)
    pages = page_asked(request, site.store.fact_count(concerned))
    said, _ = site.store.fact_page(concerned, limit=PAGE_SIZE, offset=pages.offset)
    return site.render(
        request,
        "state.html",
        state=state,
        day=day,
        lines=lines,
        names=[(code, short_name(state.iso3, code), formal_name(state.iso3, code))
               for code in LANGUAGES],
        actions=[a for status in held for a in actions_by(ledger, status, state.iso3)],
        facilities=[each for each in facilities() if state.iso3 in each.iso3],
        votes=_votes(site, state.iso3),
        attended=_attended(site, state.iso3),
        said=[(each, around_name(each.fact.cite.quote, state.iso3)) for each in said],
        labels=labels(lang),
        pages=pages,
    )  # fmt: skip


def _votes(site: Site, code: str) -> list[tuple[list[StoredFact], str]]:
    """The recorded votes that papers say it cast, the newest paper first, each vote once."""
    found: dict[tuple[object, ...], list[StoredFact]] = {}
    for each in _newest(site, FactFilter(kinds=("vote",), state=code)):
        said = each.fact.fields
        for cast in ("yes", "no", "abstain"):
            if code in (said.get(f"states_{cast}") or ()):
                # Without its resolution a vote is that of its paper alone.
                what = said.get("resolution") or each.document.sha256
                found.setdefault((what, said.get("part"), cast), []).append(each)
    return [(papers, str(cast)) for (_, _, cast), papers in found.items()]


@dataclass(frozen=True, slots=True)
class Attended:
    """What a State did at a meeting, and the papers that say so, one of each language version."""

    meeting: str
    known: Meeting | None
    roles: Sequence[str]
    papers: Sequence[StoredFact]


def _attended(site: Site, code: str) -> list[Attended]:
    """By meeting, the newest paper first; papers of no known meeting stand for themselves."""
    papers: dict[str, dict[str, StoredFact]] = {}
    roles: dict[str, set[str]] = {}
    for each in _newest(site, FactFilter(kinds=("state_list",), state=code)):
        role = each.fact.fields["role"]
        if role in ROLES:
            key = meeting_of(each.document.symbol) or each.document.sha256
            papers.setdefault(key, {}).setdefault(each.document.sha256, each)
            roles.setdefault(key, set()).add(role)
    return [
        Attended(
            meeting_of(next(iter(held.values())).document.symbol),
            find_meeting(f"{key}/1"),
            sorted(roles[key], key=ROLES.index),
            list(held.values()),
        )
        for key, held in papers.items()
    ]


def _newest(site: Site, wanted: FactFilter) -> list[StoredFact]:
    """The facts of the newest papers, the newest first."""
    return site.store.fact_page(wanted, limit=_MOST, newest=True)[0]
