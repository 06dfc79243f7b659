"""What was measured: events and stations."""

from __future__ import annotations

import calendar
from typing import Annotated, Literal

from fastapi import HTTPException, Query, Request

from testban.monitoring.model import Event
from testban.monitoring.stations import ims_stations
from testban.store import EventFilter, Store
from testban.treaty.days import parse_day
from testban.web.api.items import EventPage
from testban.web.api.shapes import (
    Json,
    Limit,
    Offset,
    Page,
    Word,
    api_router,
    listed,
    page_of,
)
from testban.web.site import named, site_of

router = api_router("measured")

Latitude = Annotated[float | None, Query(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float | None, Query(ge=-180, le=180, allow_inf_nan=False)]
Number = Annotated[float | None, Query(ge=-1e6, le=1e6, allow_inf_nan=False)]
_LARGEST = 2**31 - 1
Date = Annotated[str, Query(max_length=40, description="A day of UTC, YYYY-MM-DD.")]


@router.get("/events", response_model=EventPage)
def get_events(
    request: Request,
    start: Date = "",
    end: Date = "",
    min_latitude: Latitude = None,
    max_latitude: Latitude = None,
    min_longitude: Longitude = None,
    max_longitude: Longitude = None,
    min_depth_km: Number = None,
    max_depth_km: Number = None,
    min_magnitude: Number = None,
    max_magnitude: Number = None,
    order: Literal["time", "time-asc", "magnitude", "magnitude-asc"] = "time",
    limit: Limit = 100,
    offset: Offset = 0,
) -> Json:
    """The events with an origin, from the day `start` to the day `end`, the newest first."""
    wanted = EventFilter(
        start=_seconds(start, "start"),
        end=None if not end else (_seconds(end, "end") or 0.0) + 86_399.999_999,
        latitude=(min_latitude, max_latitude),
        longitude=(min_longitude, max_longitude),
        depth_km=(min_depth_km, max_depth_km),
        magnitude=(min_magnitude, max_magnitude),
    )
    found, total = site_of(request).store.find_events(
        wanted, limit=limit, offset=offset, order=order
    )
    return listed([each.as_json() for each in found], total, limit, offset)


def _seconds(day: str, where: str) -> float | None:
    return float(calendar.timegm(parse_day(day, where).timetuple())) if day else None


@router.get("/events/{number}")
def get_event(request: Request, number: str) -> Json:
    """One event with its arrivals, by number; else those of the identifier with which they came."""
    from testban.monitoring.formats.events_json import as_json

    store = site_of(request).store
    if number.isdecimal() and len(number) < 10:
        return event_told(event_of(store, int(number)), int(number))
    return as_json(named(store.bulletin, number))


def event_of(store: Store, number: int) -> Event:
    """The event of a number, with its arrivals.

    Raises
    ------
    HTTPException
        404: there is none.
    """
    found = store.read_events([number]) if number <= _LARGEST else []
    if not found:
        raise HTTPException(404, f"there is no event {str(number)[:20]}: see /events")
    return found[0]


def event_told(event: Event, number: int) -> Json:
    """It alone as a bulletin, called by its number; `identifier` is what it came with."""
    from testban.monitoring.formats.events_json import event_json

    told = {**event_json(event), "id": str(number), "identifier": event.event_id}
    return {"events": [told], "unassociated": []}


@router.get("/stations", response_model=Page)
def get_stations(
    network: Word = None, array: Word = None, limit: Limit = 100, offset: Offset = 0
) -> Json:
    """The shipped stations and elements of arrays of the International Monitoring System."""
    found = [
        each
        for each in ims_stations().values()
        if network in (None, each.network) and array in (None, each.array)
    ]
    return page_of(found, limit, offset, _station)


def _station(station: object) -> Json:
    return {name: getattr(station, name) for name in station.__slots__}  # type: ignore[attr-defined]
