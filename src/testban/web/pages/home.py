"""Both questions on one page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, Request
from starlette.responses import Response

from testban.monitoring.model import iso
from testban.treaty.prose import standing as view
from testban.treaty.prose.one_state import statuses
from testban.web.catalogue import translations
from testban.web.counted import counted_rows
from testban.web.language import language_of
from testban.web.maps import kind_words, status_map, territory_rows
from testban.web.site import day_asked, site_of

router = APIRouter()


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
    newest, events = site.store.events(limit=1, end=end)
    return site.render(
        request,
        "home.html",
        day=day,
        answers=answers,
        map=status_map(held[0], lang, words("Map of the States by where they stand in the CTBT")),
        words=kind_words(lang),
        territories=territory_rows(lang),
        events=events,
        newest=iso(newest[0].time, 0) if newest else "",
        documents=site.store.counts().documents,
    )
