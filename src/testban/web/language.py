"""The reader's language: chosen, remembered, or asked for by the browser."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from testban.web.catalogue import LANGUAGES

__all__ = ["COOKIE", "language_of", "remember"]

COOKIE = "lang"
_YEAR = 365 * 24 * 3600


def language_of(request: Request) -> str:
    """By ``?lang=``, else by the cookie of an earlier choice, else by ``Accept-Language``."""
    for chosen in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if chosen is not None and chosen in LANGUAGES:
            return chosen
    return _accepted(request.headers.get("accept-language", ""))


def _accepted(header: str) -> str:
    wanted: list[tuple[float, str]] = []
    for part in header.split(","):
        tag, _, weight = part.partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        wanted.append((-quality, tag.strip().partition("-")[0].lower()))
    # Of equal weights the first counts: sorting keeps their order.
    for _, lang in sorted(wanted, key=lambda each: each[0]):
        if lang in LANGUAGES:
            return lang
    return "en"


def remember(request: Request, response: Response) -> None:
    """Keep a choice made with ``?lang=``, for this site alone."""
    chosen = request.query_params.get("lang")
    if chosen is not None and chosen in LANGUAGES:
        response.set_cookie(COOKIE, chosen, max_age=_YEAR, samesite="lax", httponly=True)
