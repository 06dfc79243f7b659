"""The meetings, one of them with what its papers say, and measures across declarations."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from testban.reference.meetings import find_meeting
from testban.reference.treaties import treaties
from testban.web.gathered import held_meetings, measures_across, told_of
from testban.web.labels import labels
from testban.web.language import language_of
from testban.web.site import named, site_of

router = APIRouter()


@router.get("/meetings")
def all_meetings(request: Request) -> Response:
    """The conferences and meetings, the newest first."""
    site = site_of(request)
    return site.render(request, "meetings.html", rows=held_meetings(site.store))


@router.get("/meeting/{prefix:path}")
def one_meeting(request: Request, prefix: str, language: str = "") -> Response:
    """Who attended, spoke and held office, its agenda, papers, decisions and measures."""
    site, lang = site_of(request), language_of(request)
    told = named(lambda key: told_of(site.store, key, language or lang), prefix, "/meetings")
    return site.render(
        request,
        "meeting.html",
        prefix=told.prefix,
        known=told.known,
        treaty=treaties()[told.treaty],
        papers=told.papers,
        lists=told.lists,
        officers=told.officers,
        agenda=told.agenda,
        decisions=told.decisions,
        measures=told.measures,
        entries=told.entries,
        labels=labels(lang),
        language=told.language,
        languages=told.languages,
    )


@router.get("/measures")
def measures(request: Request, language: str = "") -> Response:
    """Measures across declarations, matched by what they say."""
    site, lang = site_of(request), language_of(request)
    found = measures_across(site.store, language, lang)
    return site.render(
        request,
        "measures.html",
        columns=[
            (key, find_meeting(f"{key}/1"), held[0].document) for key, held in found.papers.items()
        ],
        threads=found.threads,
        language=found.language,
        languages=found.languages,
    )
