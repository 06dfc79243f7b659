"""Both questions on one page."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, Request
from starlette.responses import Response

from testban.monitoring.model import iso
from testban.store.records import Recorded
from testban.treaty.prose import standing as view
from testban.treaty.prose.one_state import statuses
from testban.web.catalogue import translations
from testban.web.counted import counted_rows
from testban.web.event_names import best_size, event_name, verdict
from testban.web.language import language_of
from testban.web.maps import kind_words, status_map, territory_rows
from testban.web.site import day_asked, site_of

router = APIRouter()

_NEWEST = 5


@router.get("/")
def home(request: Request, on: str | None = None) -> Response:
    """Is it in force, and is anyone testing?"""
    site, lang, day = site_of(request), language_of(request), day_asked(on)
    held = statuses(site.store.ledger(), day)
    answers = [
        {
            "id": found.treaty.id,
            "name": found.treaty.names[lang],
            "answer": view.answer(found, lang),
            "requirement": "" if found.published else view.requirement_line(found, lang),
            "counts": counted_rows(found, lang),
            "basis": list(view.basis(found, lang)),
            "met": found.requirement.met,
            "required": found.requirement.required,
        }
        for found in held
    ]
    words = translations(lang).gettext
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    end = (midnight + timedelta(days=1)).timestamp() if day.year < 9999 else None
    newest, events = site.store.events(limit=_NEWEST, end=end)
    measured = site.store.read_events([line.number for line in newest], arrivals=False)
    return site.render(
        request,
        "home.html",
        day=day,
        answers=answers,
        map=status_map(held[0], lang, words("Map of the States by where they stand in the CTBT")),
        words=kind_words(lang),
        territories=territory_rows(lang),
        events=events,
        newest=[
            (
                line.number,
                event_name(line.identifier, line.time, line.latitude, line.longitude),
                best_size(event.magnitudes),
                verdict(event),
            )
            for line, event in zip(newest, measured, strict=True)
        ],
        recorded=_recorded(site.store.kept_recordings(math.inf if end is None else end)),
        documents=site.store.counts().documents,
    )


def _recorded(kept: Recorded | None) -> dict[str, object] | None:
    if kept is None:
        return None
    days = [iso(time, 0)[:10] for time in (kept.first, kept.last)]
    return {"events": kept.events, "stations": kept.stations, "first": days[0], "last": days[1]}
