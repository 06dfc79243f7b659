"""What papers say: documents, facts, findings, the register of activities, and search."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import Query, Request
from starlette.responses import PlainTextResponse, Response

from testban.errors import UsageError
from testban.reference.states import LANGUAGES
from testban.reference.treaties import find_treaty
from testban.store import FactFilter, FindingFilter
from testban.treaty.checks import find_rule, rules
from testban.treaty.days import parse_day
from testban.treaty.extract.model import FIELDS
from testban.web.api.items import FactPage, FindingPage, HitPage
from testban.web.api.shapes import (
    Json,
    Language,
    Limit,
    Offset,
    Page,
    State,
    Word,
    api_router,
    listed,
    page_of,
    state_of,
)
from testban.web.site import named, site_of

router = api_router("papers")

Key = Annotated[
    str | None,
    Query(max_length=500, description="SHA-256 or its beginning, symbol, or file name."),
]
Cause = Literal["paper", "translation", "extraction"]
Severity = Literal["error", "warning", "info"]


@router.get("/documents", response_model=Page)
def get_documents(
    request: Request,
    language: Language = None,
    symbols: Annotated[
        str, Query(max_length=200, description="How their symbols begin: CTBT-Art.XIV/2021/.")
    ] = "",
    limit: Limit = 100,
    offset: Offset = 0,
) -> Json:
    """The documents in order of symbol and date."""
    found, total = site_of(request).store.document_page(
        limit=limit, offset=offset, language=language_of_document(language), symbols=symbols
    )
    return listed([each.as_json() for each in found], total, limit, offset)


@router.get(
    "/documents/{key:path}/text",
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def get_text(request: Request, key: str) -> Response:
    """The decoded original of a document, in which all offsets count."""
    return PlainTextResponse(named(site_of(request).store.document, key).text)


@router.get("/documents/{key:path}/blocks")
def get_blocks(request: Request, key: str) -> Json:
    """The repaired paragraphs, headings and items of a document, in the order of the text."""
    store = site_of(request).store
    document = named(store.document, key)
    return {"items": [asdict(block) for block in store.blocks(document.record.sha256)]}


@router.get("/documents/{key:path}")
def get_document(request: Request, key: str) -> Json:
    """One document, by SHA-256 or its beginning, symbol, or file name."""
    return named(site_of(request).store.document, key).record.as_json()


@router.get("/facts", response_model=FactPage)
def get_facts(
    request: Request,
    kind: Word = None,
    state: State = None,
    treaty: Word = None,
    document: Key = None,
    language: Language = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Json:
    """What documents state, oldest document first; all filters must hold."""
    if kind is not None and kind not in FIELDS:
        raise UsageError(
            f"no kind of fact is called '{kind}'", cure=f"Use one of {' '.join(FIELDS)}"
        )
    wanted = FactFilter(
        kinds=(kind,) if kind else (),
        state=state_of(state),
        treaty=find_treaty(treaty).id if treaty else None,
        document=document,
        language=language_of_document(language),
    )
    found, total = site_of(request).store.fact_page(wanted, limit=limit, offset=offset)
    return listed([each.as_json() for each in found], total, limit, offset)


@router.get("/activities", response_model=FactPage)
def get_activities(
    request: Request,
    actor: State = None,
    target: State = None,
    section: Literal["1a", "1b", "2a", "2b"] | None = None,
    start: Annotated[str, Query(max_length=40, description="From this day on.")] = "",
    end: Annotated[str, Query(max_length=40, description="To this day.")] = "",
    language: Language = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Json:
    """What States did to promote a treaty, of which their reports tell, oldest report first."""
    values = [("actor", state_of(actor)), ("section", section)]
    wanted = FactFilter(
        kinds=("activity",),
        values=tuple((name, value) for name, value in values if value),
        members=(("targets", state_of(target) or ""),) if target else (),
        start=parse_day(start, "start").isoformat() if start else "",
        end=parse_day(end, "end").isoformat() if end else "",
        language=language_of_document(language),
    )
    found, total = site_of(request).store.fact_page(wanted, limit=limit, offset=offset)
    return listed([each.as_json() for each in found], total, limit, offset)


@router.get("/findings", response_model=FindingPage)
def get_findings(
    request: Request,
    code: Word = None,
    cause: Cause | None = None,
    severity: Severity | None = None,
    document: Key = None,
    messages: Annotated[Literal["en", "zh"], Query(description="Their language.")] = "en",
    limit: Limit = 100,
    offset: Offset = 0,
) -> Json:
    """What the checks found in the documents, in order of the documents and places."""
    wanted = FindingFilter(
        code=find_rule(code).code if code else None,
        cause=cause,
        severity=severity,
        document=document,
    )
    found, total = site_of(request).store.finding_page(wanted, limit=limit, offset=offset)
    return listed([each.as_json(messages) for each in found], total, limit, offset)


@router.get("/findings/numbers")
def get_numbers(request: Request) -> Json:
    """How many findings there are, by rule, severity and probable cause."""
    names = ("code", "severity", "cause", "number")
    store = site_of(request).store
    items = [dict(zip(names, row, strict=True)) for row in store.finding_numbers()]
    return {"unchecked_documents": store.counts().unchecked, "items": items}


@router.get("/rules", response_model=Page)
def get_rules(limit: Limit = 1000, offset: Offset = 0) -> Json:
    """The rules of the checks, with their texts in English and Chinese."""
    return page_of(list(rules().values()), limit, offset, asdict)


@router.get("/search", response_model=HitPage)
def get_search(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=1000)],
    state: State = None,
    language: Language = None,
    limit: Limit = 20,
    offset: Annotated[int, Query(ge=0, le=9_000, description="Leave out so many.")] = 0,
) -> Json:
    """The paragraphs that answer a query, best first."""
    hits, total = site_of(request).store.search_page(
        q, state=state, language=language, limit=limit, offset=offset
    )
    return listed([hit.as_json() for hit in hits], total, limit, offset)


def language_of_document(text: str | None) -> str | None:
    """The language of documents that a parameter names.

    Raises
    ------
    UsageError
        Papers are in none of that name.
    """
    if text is not None and text not in LANGUAGES:
        cure = f"Use one of {' '.join(LANGUAGES)}"
        raise UsageError(f"no language is called '{text}'", cure=cure)
    return text
