"""Tables that ship with the program, and how much the store holds."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import Query, Request

from testban.reference.facilities import facilities
from testban.web.api.shapes import Json, Limit, Offset, Page, Word, api_router, page_of
from testban.web.site import site_of

router = api_router("reference")


@router.get("/facilities", response_model=Page)
def get_facilities(
    network: Word = None,
    host: Annotated[str | None, Query(max_length=3, description="ISO 3166-1 alpha-3.")] = None,
    limit: Limit = 1000,
    offset: Offset = 0,
) -> Json:
    """The 321 stations and 16 laboratories of the Protocol."""
    found = [
        each
        for each in facilities()
        if network in (None, each.network) and (host is None or host in each.iso3)
    ]
    return page_of(found, limit, offset, asdict)


@router.get("/counts")
def get_counts(request: Request) -> Json:
    """How much the store holds, and the number that rises with every change of it."""
    store = site_of(request).store
    return {**asdict(store.counts()), "changes": store.change_number()}
