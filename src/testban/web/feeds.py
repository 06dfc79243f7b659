"""Atom feeds of new treaty actions and of new events."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from testban.monitoring.model import iso
from testban.reference.states import list_name
from testban.treaty.prose.vocabulary import act
from testban.web.language import language_of
from testban.web.site import site_of

router = APIRouter()

_MOST = 50


@router.get("/feeds/actions.atom")
def actions(request: Request) -> Response:
    """The newest treaty actions, by day of deposit."""
    lang = language_of(request)
    known = [e.action for e in site_of(request).store.ledger().entries if not e.superseded_by]
    known.sort(key=lambda action: action.deposited, reverse=True)
    entries = [
        {
            "id": action.key,
            "title": f"{list_name(action.state, lang)}: {action.treaty}, "
            f"{act(action.action, action.scope, lang)}",
            "updated": f"{action.deposited}T00:00:00Z",
            "link": f"treaty/{action.treaty}/actions",
            "summary": action.source,
        }
        for action in known[:_MOST]
    ]
    return _feed(request, "treaty actions", entries)


@router.get("/feeds/events.atom")
def events(request: Request) -> Response:
    """The newest events, by origin time."""
    lines, _ = site_of(request).store.events(limit=_MOST)
    entries = [
        {
            "id": f"event-{line.number}",
            "title": f"{iso(line.time, 0)}  {line.latitude:.2f} {line.longitude:.2f}",
            "updated": iso(line.time, 0),
            "link": f"event/{line.number}",
            "summary": line.author,
        }
        for line in lines
    ]
    return _feed(request, "events", entries)


def _feed(request: Request, title: str, entries: list[dict[str, str]]) -> Response:
    site = site_of(request)
    template = site.environments[language_of(request)].get_template("feed.xml")
    updated = max((entry["updated"] for entry in entries), default="1970-01-01T00:00:00Z")
    text = template.render(
        title=f"testban: {title}",
        base=str(request.base_url),
        me=str(request.url),
        updated=updated,
        entries=entries,
    )
    return Response(text, media_type="application/atom+xml")
