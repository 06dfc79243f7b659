"""The bulletin as map and table, one event, and downloads of it."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from testban.monitoring.model import iso
from testban.reference.worldmap import Mark
from testban.store import EventLine
from testban.web.catalogue import translations
from testban.web.language import language_of
from testban.web.maps import place_map
from testban.web.site import PAGE_SIZE, page_asked, site_of

router = APIRouter()


@router.get("/events")
def all_events(request: Request) -> Response:
    """The events, newest first."""
    site = site_of(request)
    _, total = site.store.events(limit=1)
    pages = page_asked(request, total)
    shown, _ = site.store.events(limit=PAGE_SIZE, offset=pages.offset)
    label = translations(language_of(request)).gettext("Epicentres of the events in the table")
    return site.render(
        request,
        "events.html",
        rows=[(line, iso(line.time, 1)) for line in shown],
        pages=pages,
        map=place_map([_mark(line) for line in shown], label),
    )


def _mark(line: EventLine) -> Mark:
    label = f"{iso(line.time, 0)} {line.latitude:.2f} {line.longitude:.2f}"
    return Mark(line.latitude, line.longitude, "epicentre", label, f"/event/{line.number}")


# By the ending of the file: its media type, and the format's name.
_FORMATS = {
    "xml": ("application/xml", "quakeml"),
    "ims1": ("text/plain", "ims1.0"),
    "csv": ("text/csv", "csv"),
    "json": ("application/json", "json"),
}


@router.get("/event/{number:int}.{form}")
def download(request: Request, number: int, form: str) -> Response:
    """The event as QuakeML, IMS1.0, CSV of its arrivals, or JSON."""
    if form not in _FORMATS:
        raise HTTPException(404, f"no format is called {form!r}: use {', '.join(_FORMATS)}")
    from testban.monitoring.formats.io import write_bulletin

    media, written = _FORMATS[form]
    text = write_bulletin(site_of(request).store.bulletin(str(number)), written)
    name = f'attachment; filename="event-{number}.{form}"'
    return Response(text, media_type=media, headers={"Content-Disposition": name})


@router.get("/event/{number:int}")
def one_event(request: Request, number: int) -> Response:
    """Its origin, ellipse, sizes, screening and arrivals."""
    site = site_of(request)
    event = site.store.bulletin(str(number)).events[0]
    origin = event.origin
    return site.render(
        request,
        "event.html",
        number=number,
        event=event,
        origin=origin,
        time=iso(origin.time, 2) if origin else "",
        arrivals=[
            (arrival, datetime.fromtimestamp(arrival.time, UTC).strftime("%H:%M:%S.%f")[:-4])
            for arrival in sorted(event.arrivals, key=lambda each: each.time)
        ],
        forms=list(_FORMATS),
    )
