"""Treaties on a day: status, lists, what if, actions; States and where they stand."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Query, Request

from testban.reference.states import find_state, parse_states, states
from testban.reference.treaties import find_treaty
from testban.store.export import action_row
from testban.treaty.lists import list_states
from testban.treaty.prose import standing as view
from testban.treaty.prose.one_state import stands, statuses
from testban.treaty.status import status
from testban.treaty.whatif import whatif
from testban.web.api.shapes import (
    Day,
    Json,
    Limit,
    Offset,
    Page,
    State,
    api_router,
    day_of,
    page_of,
    state_of,
)
from testban.web.site import named, site_of

router = api_router("treaties")

States = Annotated[str, Query(max_length=4000, description="Codes or names, parted by commas.")]


@router.get("/treaties")
def get_treaties() -> Json:
    """The treaties with their rules."""
    return {"items": view.treaties_json()}


@router.get("/treaties/{treaty}/status")
def get_status(request: Request, treaty: str, as_of: Day = None) -> Json:
    """Whether the treaty is in force on a day, its counts, and what is missing."""
    ledger, found = site_of(request).store.ledger(), named(find_treaty, treaty)
    answer = status(ledger, found, day_of(as_of))
    return {**answer.as_json(), "notes": list(view.caveats(answer, "en"))}


@router.get("/treaties/{treaty}/lists/{role}")
def get_list(request: Request, treaty: str, role: str, as_of: Day = None) -> Json:
    """The States with a role in the treaty on a day."""
    ledger, found = site_of(request).store.ledger(), named(find_treaty, treaty)
    answer = status(ledger, found, day_of(as_of))
    shown = named(lambda name: list_states(answer, name), role)
    return {**shown.as_json(), **view.list_context(shown)}


@router.get("/treaties/{treaty}/whatif")
def get_whatif(
    request: Request,
    treaty: str,
    ratify: States = "",
    sign: States = "",
    withdraw: States = "",
    on: Day = None,
) -> Json:
    """Where the treaty would stand if these States acted on a day."""
    acts: dict[str, Any] = {
        name: parse_states(text) if text.strip() else []
        for name, text in (("ratify", ratify), ("sign", sign), ("withdraw", withdraw))
    }
    ledger, found = site_of(request).store.ledger(), named(find_treaty, treaty)
    return whatif(ledger, found, day_of(on, "on"), **acts).as_json()


@router.get("/treaties/{treaty}/actions", response_model=Page)
def get_actions(
    request: Request, treaty: str, state: State = None, limit: Limit = 100, offset: Offset = 0
) -> Json:
    """Every action with its source, in the order of the ledger; superseded ones say by what."""
    known, code = named(find_treaty, treaty).id, state_of(state)
    entries = [
        entry
        for entry in site_of(request).store.ledger().entries
        if entry.action.treaty == known and code in (None, entry.action.state)
    ]
    return page_of(entries, limit, offset, action_row)


@router.get("/states", response_model=Page)
def get_states(limit: Limit = 1000, offset: Offset = 0) -> Json:
    """The States by ISO 3166-1 alpha-3 code."""
    return page_of(list(states().values()), limit, offset, asdict)


@router.get("/states/{state}")
def get_state(request: Request, state: str, as_of: Day = None) -> Json:
    """One State, by code or name, and where it stands in each treaty."""
    found = named(find_state, state)
    held = statuses(site_of(request).store.ledger(), day_of(as_of))
    standing = {
        each.treaty.id: stands(found.iso3, each)[0].removeprefix("stands_") for each in held
    }
    return {"state": asdict(found), "standing": standing}
