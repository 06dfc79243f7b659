"""What all addresses of the API share: pages, errors, and the parameters that recur."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel

from testban.store import state_code
from testban.treaty.days import parse_day

__all__ = [
    "CODES",
    "Busy",
    "Day",
    "Json",
    "Language",
    "Limit",
    "Offset",
    "Page",
    "Problem",
    "State",
    "Word",
    "api_router",
    "day_of",
    "listed",
    "page_of",
    "state_of",
]

Json = dict[str, Any]
T = TypeVar("T")


class Page(BaseModel):
    """One page of a list: `total` counts all of it."""

    total: int
    limit: int
    offset: int
    items: list[dict[str, Any]]


class Problem(BaseModel):
    """Why a request was not answered: one line, and a code that programs can tell apart."""

    error: str
    code: str


class Busy(HTTPException):
    """There is no room at the moment: 503, with the seconds after which to ask again."""

    def __init__(self, why: str, again_s: int) -> None:
        super().__init__(503, why, {"Retry-After": str(again_s)})


CODES = {
    400: "bad_request",
    401: "token_needed",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    408: "too_slow",
    413: "too_large",
    415: "wrong_kind",
    422: "unprocessable",
    503: "store_unavailable",
}
"""`Problem.code` by status; whatever else goes wrong is ``failed``."""

_WORD = {"max_length": 500}
Limit = Annotated[int, Query(ge=1, le=1000, description="So many at most.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="Leave out so many before them.")]
Day = Annotated[
    str | None,
    Query(max_length=40, description="The day asked about, YYYY-MM-DD; else today."),
]
Language = Annotated[str | None, Query(description="Of the document: ar zh en fr ru es.", **_WORD)]
State = Annotated[str | None, Query(description="A State, by code or name.", **_WORD)]
Word = Annotated[str | None, Query(**_WORD)]


def api_router(tag: str) -> APIRouter:
    """A router of the API whose documented errors are those that it gives."""
    errors: dict[int | str, dict[str, Any]] = {
        status: {"model": Problem} for status in (400, 404, 422, 503)
    }
    return APIRouter(prefix="/api/v1", tags=[tag], responses=errors)


def listed(items: Sequence[Any], total: int, limit: int, offset: int) -> Json:
    """A page whose items were cut from the list before."""
    return {"total": total, "limit": limit, "offset": offset, "items": items}


def page_of(
    items: Sequence[T], limit: int, offset: int, plain: Callable[[T], dict[str, Any]]
) -> Json:
    """A page of a list that is held whole."""
    shown = [plain(item) for item in items[offset : offset + limit]]
    return listed(shown, len(items), limit, offset)


def day_of(text: str | None, where: str = "as_of") -> date:
    """The day asked about; today where none is given."""
    return parse_day(text, where) if text else date.today()


def state_of(text: str | None) -> str | None:
    """The code of a State that a parameter names."""
    return state_code(text) if text else None
