"""The bulletin as map and table, one event, and downloads of it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import Response

from testban.monitoring.formats.arrivals_csv import write_arrivals_csv
from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.formats.events_json import plain
from testban.monitoring.model import Arrival, Event, Origin, iso
from testban.reference.worldmap import Mark
from testban.store import EventLine
from testban.web.api.measured import event_of, event_told
from testban.web.catalogue import translations
from testban.web.event_names import best_size, event_name
from testban.web.language import language_of
from testban.web.maps import place_map
from testban.web.site import PAGE_SIZE, Site, page_asked, site_of

if TYPE_CHECKING:
    from testban.web.record_section import SectionRow

router = APIRouter()


@router.get("/events")
def all_events(request: Request) -> Response:
    """The events, newest first."""
    site = site_of(request)
    _, total = site.store.events(limit=1)
    pages = page_asked(request, total)
    shown, _ = site.store.events(limit=PAGE_SIZE, offset=pages.offset)
    measured = site.store.read_events([line.number for line in shown], arrivals=False)
    label = translations(language_of(request)).gettext("Epicentres of the events in the table")
    return site.render(
        request,
        "events.html",
        rows=[
            (line, iso(line.time, 1), best_size(event.magnitudes))
            for line, event in zip(shown, measured, strict=True)
        ],
        pages=pages,
        map=place_map([_mark(line) for line in shown], label),
    )


def _mark(line: EventLine) -> Mark:
    label = f"{iso(line.time, 0)} {line.latitude:.2f} {line.longitude:.2f}"
    return Mark(line.latitude, line.longitude, "epicentre", label, f"/event/{line.number}")


def _quakeml(event: Event, number: int) -> str:
    from testban.monitoring.formats.quakeml_write import write_quakeml

    return write_quakeml(Bulletin((event,)), [number])


def _ims1(event: Event, number: int) -> str:
    from testban.monitoring.formats.ims1_write import write_ims1

    return write_ims1(Bulletin((event,)), [number])


def _csv(event: Event, number: int) -> str:
    return write_arrivals_csv(Bulletin((replace(event, event_id=str(number)),)))


def _json(event: Event, number: int) -> str:
    return json.dumps(event_told(event, number), ensure_ascii=False, indent=2, default=plain) + "\n"


# By the ending of the file: its media type, and what writes it. An event is called by its number in
# the store: files of others, each with an event 1, may have been read into it.
_FORMATS: dict[str, tuple[str, Callable[[Event, int], str]]] = {
    "xml": ("application/xml", _quakeml),
    "ims1": ("text/plain", _ims1),
    "csv": ("text/csv", _csv),
    "json": ("application/json", _json),
}


@router.get("/event/{number:int}.{form}")
def download(request: Request, number: int, form: str) -> Response:
    """The event as QuakeML, IMS1.0, CSV of its arrivals, or JSON."""
    if form not in _FORMATS:
        raise HTTPException(404, f"no format is called {form!r}: use {', '.join(_FORMATS)}")
    media, write = _FORMATS[form]
    text = write(event_of(site_of(request).store, number), number)
    name = f'attachment; filename="event-{number}.{form}"'
    return Response(text, media_type=media, headers={"Content-Disposition": name})


@router.get("/event/{number:int}")
def one_event(request: Request, number: int, band: str = "", seconds: str = "") -> Response:
    """Its origin, ellipse, sizes, screening, what was recorded of it, and its arrivals."""
    site = site_of(request)
    event = event_of(site.store, number)
    origin = event.origin
    lang = language_of(request)
    return site.render(
        request,
        "event.html",
        number=number,
        event=event,
        called=event_name(event.name, origin.time, origin.latitude, origin.longitude)
        if origin
        else event.name or str(number),
        origin=origin,
        time=iso(origin.time, 2) if origin else "",
        arrivals=[
            (arrival, datetime.fromtimestamp(arrival.time, UTC).strftime("%H:%M:%S.%f")[:-4])
            for arrival in sorted(event.arrivals, key=lambda each: each.time)
        ],
        forms=list(_FORMATS),
        figures=_figures(origin, event.arrivals, lang) if origin else {},
        records=_records(site, number, origin, event.arrivals, band, seconds, lang)
        if origin
        else None,
        meanings=_meanings(lang),
    )


def _figures(origin: Origin, arrivals: Sequence[Arrival], lang: str) -> dict[str, Markup | str]:
    from testban.web.event_figures import (
        arrival_section,
        ellipse_figure,
        residual_figure,
        station_map,
    )

    words = translations(lang).gettext
    distance = words("Distance, degrees")
    return {
        "map": station_map(origin, arrivals, words("Stations around the epicentre")),
        "ellipse": ellipse_figure(origin, words("Ellipse of the epicentre")),
        "residuals": residual_figure(
            arrivals, words("Residuals by distance"), (distance, words("Residual, s"))
        ),
        "section": arrival_section(
            origin,
            arrivals,
            words("Arrivals by distance and time"),
            (distance, words("Minutes after the origin")),
        ),
    }


@dataclass(frozen=True, slots=True)
class Records:
    """What was recorded, drawn and in a table, and how it was filtered."""

    svg: Markup
    rows: Sequence[SectionRow]
    band: str
    seconds: int
    bands: Sequence[tuple[str, str]]
    lengths: Sequence[int]


def _records(
    site: Site,
    number: int,
    origin: Origin,
    arrivals: Sequence[Arrival],
    band: str,
    seconds: str,
    lang: str,
) -> Records | None:
    """The record section; None where no recordings were kept with the event."""
    excerpts = site.store.recorded(number)
    if not excerpts:
        return None
    from testban.web.record_section import BANDS, LENGTHS, USUAL, record_section, section_rows

    words = translations(lang).gettext
    rows = section_rows(excerpts, origin, arrivals)
    chosen = band if band in BANDS else USUAL
    longest = max(e.start + len(e.samples) / e.rate_hz - e.first for e in excerpts)
    lengths = [each for each in LENGTHS if each < longest]
    lengths.append(LENGTHS[len(lengths)] if len(lengths) < len(LENGTHS) else LENGTHS[-1])
    length = int(seconds) if seconds in map(str, lengths) else lengths[-1]
    return Records(
        svg=record_section(
            rows,
            BANDS[chosen],
            min(length, math.ceil(longest / 10) * 10),
            words("Record section"),
            words("Seconds after the first wave is due"),
        ),
        rows=rows,
        band=chosen,
        seconds=length,
        bands=[
            (name, words("unfiltered") if hertz is None else f"{hertz[0]:g}–{hertz[1]:g} Hz")
            for name, hertz in BANDS.items()
        ],
        lengths=list(dict.fromkeys(lengths)),
    )


def _meanings(lang: str) -> dict[str, tuple[str, str]]:
    """By criterion: its name, and what its value says in plain words."""
    words = translations(lang).gettext
    return {
        "depth": (
            words("Depth"),
            words(
                "Nobody can set off an explosion tens of kilometres down. An event that is surely"
                " deeper than the threshold is natural."
            ),
        ),
        "Ms:mb": (
            words("Surface waves against body waves (Ms:mb)"),
            words(
                "An earthquake sends out more long waves along the surface, for its short waves"
                " through the Earth, than an explosion does. A value surely above the threshold is"
                " an earthquake's."
            ),
        ),
        "Ms:mb before 2010": (
            words("Ms:mb as it was before 2010"),
            words("The line that was used until 2010, for comparison; it decides nothing."),
        ),
        "P/S": (
            words("P waves against S waves"),
            words(
                "An explosion sends out less S for its P than an earthquake. How much less depends"
                " on the region, so the value is shown and seldom decides."
            ),
        ),
    }
