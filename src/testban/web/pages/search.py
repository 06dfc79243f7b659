"""Search across documents, States and events."""

from __future__ import annotations

from fastapi import APIRouter, Request
from markupsafe import Markup, escape
from starlette.responses import Response

from testban.errors import UsageError
from testban.reference.states import State, find_state
from testban.store import Hit
from testban.web.site import site_of

router = APIRouter()

_MOST = 50


@router.get("/search")
def search(request: Request, q: str = "", state: str = "", language: str = "") -> Response:
    """The paragraphs that answer a query, and the State of that name."""
    site = site_of(request)
    hits = (
        site.store.search(q, state=state or None, language=language or None, limit=_MOST)
        if q.strip()
        else []
    )
    return site.render(
        request,
        "search.html",
        q=q,
        state=state,
        language=language,
        found=[(hit, _marked(hit)) for hit in hits],
        named=_named(q),
        most=_MOST,
    )


def _marked(hit: Hit) -> Markup:
    """The sentence with its matches marked; the text is the document's, and is escaped."""
    parts, place = [], 0
    for start, end in hit.matches:
        parts += [escape(hit.cite.quote[place:start])]
        parts += [Markup("<mark>{}</mark>").format(hit.cite.quote[start:end])]
        place = end
    return Markup("").join([*parts, escape(hit.cite.quote[place:])])


def _named(q: str) -> State | None:
    try:
        return find_state(q) if q.strip() else None
    except UsageError:
        return None
