"""Everything about one State, and the list of them."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from testban.reference.facilities import facilities
from testban.reference.states import LANGUAGES, find_state, formal_name, short_name, states
from testban.store import FactFilter, StoredFact
from testban.treaty.lists import un_order
from testban.treaty.prose import standing as view
from testban.treaty.prose.one_state import actions_by, stands, statuses
from testban.treaty.prose.words import say
from testban.web.labels import labels
from testban.web.language import language_of
from testban.web.site import PAGE_SIZE, Site, day_asked, page_asked, site_of

router = APIRouter()

# Facts from which its votes and meetings are told: beyond them a page would grow without end.
_MOST = 100
# Roles in a meeting, in the order in which they are told.
_ROLES = (
    "attending_ratifiers_and_signatories", "attending_states_parties", "attending_other",
    "observer_states", "speakers", "vice_presidents", "credentials_committee",
)  # fmt: skip


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
    state = find_state(name)
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
        said=said,
        labels=labels(lang),
        pages=pages,
    )  # fmt: skip


def _votes(site: Site, code: str) -> list[tuple[StoredFact, str]]:
    """The recorded votes that a paper says it cast, the newest paper first."""
    rows = []
    for each in _newest(site, FactFilter(kinds=("vote",), state=code)):
        for cast in ("yes", "no", "abstain"):
            if code in (each.fact.fields.get(f"states_{cast}") or ()):
                rows.append((each, cast))
    return rows


def _attended(site: Site, code: str) -> list[tuple[StoredFact, list[str]]]:
    """By paper, the newest first, what it did at the meeting that the paper is of."""
    papers: dict[str, tuple[StoredFact, list[str]]] = {}
    for each in _newest(site, FactFilter(kinds=("state_list",), state=code)):
        role = each.fact.fields["role"]
        if role in _ROLES:
            held = papers.setdefault(each.document.sha256, (each, []))
            if role not in held[1]:
                held[1].append(role)
    return [(each, sorted(roles, key=_ROLES.index)) for each, roles in papers.values()]


def _newest(site: Site, wanted: FactFilter) -> list[StoredFact]:
    """The facts of the newest papers, the newest first."""
    return site.store.fact_page(wanted, limit=_MOST, newest=True)[0]
