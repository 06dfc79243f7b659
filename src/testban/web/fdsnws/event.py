"""``fdsnws/event/1``: the bulletin, as QuakeML or as lines of text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.formats.quakeml_write import write_quakeml
from testban.monitoring.model import Event, iso
from testban.store import Circle, EventFilter, EventRow
from testban.store.event_search import ORDERS
from testban.web.fdsnws.answers import VERSION, ServiceError, nothing, text_table, xml
from testban.web.fdsnws.parameters import COMMON, PLACES, Parameter, read
from testban.web.fdsnws.wadl import wadl
from testban.web.site import site_of

router = APIRouter(prefix="/fdsnws/event/1")

CATALOG = "testban"

PARAMETERS = (
    *COMMON,
    *PLACES,
    Parameter("mindepth", "number"),
    Parameter("maxdepth", "number"),
    Parameter("minmagnitude", "number", "minmag"),
    Parameter("maxmagnitude", "number", "maxmag"),
    Parameter("magnitudetype", "text", "magtype"),
    Parameter("includeallorigins", "flag", default="false"),
    Parameter("includeallmagnitudes", "flag", default="false"),
    Parameter("includearrivals", "flag", default="false"),
    Parameter("eventid", "text"),
    Parameter("limit", "count", limits=(1, 1e9)),
    Parameter("offset", "count", default="1", limits=(1, 1e9)),
    Parameter("orderby", "text", default="time", options=ORDERS),
    Parameter("catalog", "text"),
    Parameter("contributor", "text"),
    Parameter("updatedafter", "time"),
    Parameter("format", "text", default="xml", options=("xml", "text")),
)

_MOST = {"text": 20_000, "xml": 5_000, "arrivals": 500}
"""Events in one answer, by what is told of each: more is refused (413), as the answer is made whole."""

_COLUMNS = (
    "EventID", "Time", "Latitude", "Longitude", "Depth/km", "Author", "Catalog", "Contributor",
    "ContributorID", "MagType", "Magnitude", "MagAuthor", "EventLocationName",
)  # fmt: skip


@router.get("/query")
def query(request: Request) -> Response:
    """The events that match, or 204."""
    values = read(PARAMETERS, request.query_params.multi_items())
    if values["catalog"] not in (None, CATALOG):
        return nothing(values)
    store = site_of(request).store
    kind = "arrivals" if values["includearrivals"] else values["format"]
    most = _MOST["text" if values["format"] == "text" else kind]
    limit = values["limit"]
    rows, total = store.find_events(
        _wanted(values),
        limit=min(limit or most, most),
        offset=values["offset"] - 1,
        order=values["orderby"],
    )
    if not rows:
        return nothing(values)
    if min(limit or total, total - values["offset"] + 1) > most:
        raise ServiceError(
            413,
            f"{total:,} events match, and one answer has at most {most:,}: use limit and offset",
        )
    if values["format"] == "text":
        return text_table(_COLUMNS, map(_line, rows))
    numbers = [row.number for row in rows]
    events = store.read_events(numbers, arrivals=values["includearrivals"])
    shown = tuple(_cut(event, values) for event in events)
    return xml(write_quakeml(Bulletin(shown), numbers))


def _wanted(values: dict[str, Any]) -> EventFilter:
    circle = None
    if values["latitude"] is not None:
        least, most = values["minradius"], values["maxradius"]
        circle = Circle(
            values["latitude"],
            values["longitude"],
            least or 0.0,
            180.0 if most is None else most,
        )
    named = [part.strip() for part in (values["eventid"] or "").split(",") if part.strip()]
    changed = values["updatedafter"]
    return EventFilter(
        start=values["starttime"],
        end=values["endtime"],
        latitude=(values["minlatitude"], values["maxlatitude"]),
        longitude=(values["minlongitude"], values["maxlongitude"]),
        depth_km=(values["mindepth"], values["maxdepth"]),
        magnitude=(values["minmagnitude"], values["maxmagnitude"]),
        magnitude_type=values["magnitudetype"] or "",
        numbers=tuple(int(each) for each in named if each.isdecimal() and len(each) < 10),
        identifiers=tuple(named),
        author=values["contributor"],
        changed_after="" if changed is None else _moment(changed),
        circle=circle,
    )


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _cut(event: Event, values: dict[str, Any]) -> Event:
    """The event without what was not asked for."""
    sizes = event.magnitudes
    if not values["includeallmagnitudes"]:
        kind = (values["magnitudetype"] or "").lower()
        sizes = tuple(each for each in sizes if not kind or each.type.lower() == kind)[:1]
    others = event.other_origins if values["includeallorigins"] else ()
    return replace(event, magnitudes=sizes, other_origins=others)


def _line(row: EventRow) -> tuple[object, ...]:
    size = None if row.magnitude is None else f"{row.magnitude:.2f}"
    depth = None if row.depth_km is None else f"{row.depth_km:.2f}"
    return (
        row.number, iso(row.time, 3).removesuffix("Z"), f"{row.latitude:.4f}",
        f"{row.longitude:.4f}", depth, row.author, CATALOG, row.author, row.identifier,
        row.magnitude_type, size, row.magnitude_author, row.name,
    )  # fmt: skip


@router.get("/version")
def version() -> Response:
    """The version of the service."""
    return PlainTextResponse(VERSION)


@router.get("/catalogs")
def catalogs() -> Response:
    """The names that ``catalog`` can have."""
    return _names("Catalogs", "Catalog", [CATALOG])


@router.get("/contributors")
def contributors(request: Request) -> Response:
    """The names that ``contributor`` can have: the authors of the origins."""
    return _names("Contributors", "Contributor", site_of(request).store.contributors())


def _names(outer: str, inner: str, names: list[str]) -> Response:
    parts = "".join(f"<{inner}>{escape(name)}</{inner}>" for name in names)
    return xml(f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer}>{parts}</{outer}>\n')


@router.get("/application.wadl")
def application(request: Request) -> Response:
    """The description of the service."""
    others = ("version", "catalogs", "contributors", "application.wadl")
    return xml(wadl(f"{request.base_url}fdsnws/event/1/", PARAMETERS, others))
