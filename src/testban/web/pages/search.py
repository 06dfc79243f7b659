"""Search across documents, States and events."""

from __future__ import annotations

from fastapi import APIRouter, Request
from markupsafe import Markup, escape
from starlette.responses import Response

from testban.errors import UsageError
from testban.reference.states import State, find_state
from testban.store import Hit
from testban.web.event_names import event_name
from testban.web.event_query import find_sought
from testban.web.site import PAGE_SIZE, page_asked, site_of

router = APIRouter()


@router.get("/search")
def search(request: Request, q: str = "", state: str = "", language: str = "") -> Response:
    """The paragraphs that answer a query, the State of that name, and events by when and where."""
    site, sought = site_of(request), bool(q.strip())

    def found(offset: int) -> tuple[list[Hit], int]:
        return site.store.search_page(
            q, state=state or None, language=language or None, limit=PAGE_SIZE, offset=offset
        )

    hits, total = found(0) if sought else ([], 0)
    pages = page_asked(request, total)
    if pages.offset:
        hits, _ = found(pages.offset)
    events = find_sought(site.store, q)
    return site.render(
        request,
        "search.html",
        q=q,
        state=state,
        language=language,
        found=[(hit, _marked(hit)) for hit in hits],
        named=_named(q),
        pages=pages,
        ranked=site.store.most_ranked,
        events=[
            (row, event_name(row.name, row.time, row.latitude, row.longitude)) for row in events
        ],
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
