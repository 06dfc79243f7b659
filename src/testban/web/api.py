"""The JSON API, version 1: the shapes of the command line, paged where there are many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request

from testban.reference.facilities import facilities
from testban.reference.meetings import meetings
from testban.reference.states import find_state, parse_states, states
from testban.reference.treaties import find_treaty
from testban.store import FactFilter, FindingFilter, state_code
from testban.treaty.lists import list_states
from testban.treaty.prose import standing as view
from testban.treaty.prose.one_state import stands, statuses
from testban.treaty.status import status
from testban.treaty.whatif import whatif
from testban.web.site import day_asked, site_of

router = APIRouter(prefix="/api/v1", tags=["v1"])

Limit = Annotated[int, Query(ge=1, le=1000, description="So many at most.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="Leave out so many before them.")]
Day = Annotated[str | None, Query(description="The day asked about, YYYY-MM-DD; else today.")]
Json = dict[str, Any]


def _page(
    items: Sequence[Any], limit: int, offset: int, plain: Callable[[Any], Any]
) -> dict[str, Any]:
    shown = [plain(item) for item in items[offset : offset + limit]]
    return _listed(shown, len(items), limit, offset)


def _listed(items: list[Any], total: int, limit: int, offset: int) -> Json:
    return {"total": total, "limit": limit, "offset": offset, "items": items}


@router.get("/treaties")
def get_treaties() -> Json:
    """The treaties with their rules."""
    return {"items": view.treaties_json()}


@router.get("/treaties/{treaty}/status")
def get_status(request: Request, treaty: str, as_of: Day = None) -> Json:
    """Whether the treaty is in force on a day, its counts, and what is missing."""
    found = status(site_of(request).store.ledger(), find_treaty(treaty), day_asked(as_of))
    return {**found.as_json(), "notes": list(view.caveats(found, "en"))}


@router.get("/treaties/{treaty}/lists/{role}")
def get_list(request: Request, treaty: str, role: str, as_of: Day = None) -> Json:
    """The States with a role in the treaty on a day."""
    found = status(site_of(request).store.ledger(), find_treaty(treaty), day_asked(as_of))
    listed = list_states(found, role)
    return {**listed.as_json(), **view.list_context(listed)}


@router.get("/treaties/{treaty}/whatif")
def get_whatif(
    request: Request,
    treaty: str,
    ratify: str = "",
    sign: str = "",
    withdraw: str = "",
    on: Day = None,
) -> Json:
    """Where the treaty would stand if these States (codes, parted by commas) acted on a day."""
    acts: Any = {
        name: parse_states(text) if text else []
        for name, text in (("ratify", ratify), ("sign", sign), ("withdraw", withdraw))
    }
    ledger = site_of(request).store.ledger()
    return whatif(ledger, find_treaty(treaty), day_asked(on), **acts).as_json()


@router.get("/treaties/{treaty}/actions")
def get_actions(request: Request, treaty: str, limit: Limit = 100, offset: Offset = 0) -> Json:
    """Every action with its source, in the order of the ledger; superseded ones say by what."""
    known = find_treaty(treaty).id
    entries = [e for e in site_of(request).store.ledger().entries if e.action.treaty == known]

    def plain(entry: Any) -> Json:
        by = entry.superseded_by
        return {**asdict(entry.action), "superseded_by": by.key if by else None}

    return _page(entries, limit, offset, plain)


@router.get("/states")
def get_states(limit: Limit = 1000, offset: Offset = 0) -> Json:
    """The States by ISO 3166-1 alpha-3 code."""
    return _page(list(states().values()), limit, offset, asdict)


@router.get("/states/{state}")
def get_state(request: Request, state: str, as_of: Day = None) -> Json:
    """One State, by code or name, and where it stands in each treaty."""
    found = find_state(state)
    held = statuses(site_of(request).store.ledger(), day_asked(as_of))
    standing = {
        each.treaty.id: stands(found.iso3, each)[0].removeprefix("stands_") for each in held
    }
    return {"state": asdict(found), "standing": standing}


@router.get("/documents")
def get_documents(request: Request, limit: Limit = 100, offset: Offset = 0) -> Json:
    """The documents in order of symbol and date."""
    found, total = site_of(request).store.document_page(limit=limit, offset=offset)
    return _listed([each.as_json() for each in found], total, limit, offset)


@router.get("/facts")
def get_facts(
    request: Request,
    kind: str | None = None,
    state: str | None = None,
    treaty: str | None = None,
    document: str | None = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Json:
    """What documents state, oldest document first; all filters must hold."""
    wanted = FactFilter(
        kinds=(kind,) if kind else (),
        state=state_code(state) if state else None,
        treaty=find_treaty(treaty).id if treaty else None,
        document=document,
    )
    found, total = site_of(request).store.fact_page(wanted, limit=limit, offset=offset)
    return _listed([each.as_json() for each in found], total, limit, offset)


@router.get("/findings")
def get_findings(
    request: Request,
    code: str | None = None,
    cause: str | None = None,
    severity: str | None = None,
    document: str | None = None,
    language: Literal["en", "zh"] = "en",
    limit: Limit = 100,
    offset: Offset = 0,
) -> Json:
    """What the checks found in the documents, with messages in English or Chinese."""
    wanted = FindingFilter(code=code, cause=cause, severity=severity, document=document)
    found, total = site_of(request).store.finding_page(wanted, limit=limit, offset=offset)
    return _listed([each.as_json(language) for each in found], total, limit, offset)


@router.get("/search")
def get_search(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=1000)],
    state: str | None = None,
    language: str | None = None,
    limit: Limit = 20,
) -> Json:
    """The paragraphs that answer a query, best first."""
    hits = site_of(request).store.search(q, state=state, language=language, limit=limit)
    return {"items": [hit.as_json() for hit in hits]}


@router.get("/facilities")
def get_facilities(limit: Limit = 1000, offset: Offset = 0) -> Json:
    """The 321 stations and 16 laboratories of the Protocol."""
    return _page(facilities(), limit, offset, asdict)


@router.get("/meetings")
def get_meetings(limit: Limit = 1000, offset: Offset = 0) -> Json:
    """Conferences and meetings."""
    return _page(meetings(), limit, offset, asdict)


@router.get("/events")
def get_events(request: Request, limit: Limit = 100, offset: Offset = 0) -> Json:
    """The events with an origin, newest first."""
    lines, total = site_of(request).store.events(limit=limit, offset=offset)
    return _listed([line.as_json() for line in lines], total, limit, offset)


@router.get("/events/{number}")
def get_event(request: Request, number: str) -> Json:
    """One event with its arrivals, by number or identifier."""
    from testban.monitoring.formats.events_json import as_json

    return as_json(site_of(request).store.bulletin(number))
