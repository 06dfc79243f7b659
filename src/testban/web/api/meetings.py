"""Conferences and meetings, what their papers tell of them, and measures across declarations."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Query, Request

from testban.reference.meetings import meetings
from testban.store import StoredFact
from testban.treaty.measures import Thread
from testban.web.api.papers import language_of_document
from testban.web.api.shapes import (
    Json,
    Language,
    Limit,
    Offset,
    Page,
    Word,
    api_router,
    page_of,
)
from testban.web.gathered import measures_across, told_of
from testban.web.site import named, site_of

router = api_router("meetings")

Name = Annotated[
    str, Query(max_length=200, description="Of the meeting: CTBT-2021, or CTBT-Art.XIV/2021.")
]


@router.get("/meetings", response_model=Page)
def get_meetings(treaty: Word = None, limit: Limit = 1000, offset: Offset = 0) -> Json:
    """Conferences and meetings."""
    found = [each for each in meetings() if treaty in (None, each.treaty)]
    return page_of(found, limit, offset, asdict)


@router.get("/meeting")
def get_meeting(request: Request, name: Name, language: Language = None) -> Json:
    """Who attended, spoke and held office at a meeting, its agenda, decisions, measures and papers."""
    wanted = language_of_document(language) or "en"
    told = named(lambda key: told_of(site_of(request).store, key, wanted), name)
    facts = ("officers", "agenda", "decisions", "measures")
    return {
        "meeting": asdict(told.known) if told.known else None,
        "symbols": told.prefix,
        "treaty": told.treaty,
        "language": told.language,
        "languages": told.languages,
        "lists": {role: each.as_json() for role, each in told.lists},
        **{kind: [each.as_json() for each in getattr(told, kind)] for kind in facts},
        "listed_documents": [each.as_json() for each in told.entries],
        "documents": [paper.as_json() for paper in told.papers],
    }


@router.get("/measures", response_model=Page)
def get_measures(
    request: Request, language: Language = None, limit: Limit = 100, offset: Offset = 0
) -> Json:
    """Measures across declarations, matched by what they say, as letters shift.

    Each item is one measure: its last wording, and its text by the meeting's symbols. Measures of the
    newest declaration come first, in its order.
    """
    found = measures_across(site_of(request).store, language_of_document(language) or "en")
    of_fact: dict[int, StoredFact] = {
        id(each.fact): each for papers in found.papers.values() for each in papers
    }

    def plain(thread: Thread[str]) -> dict[str, Any]:
        return {
            "language": found.language,
            "newest": thread.newest.fields["text"],
            "declarations": {key: of_fact[id(f)].as_json() for key, f in thread.texts.items()},
        }

    return page_of(found.threads, limit, offset, plain)
