"""Atom feeds of new treaty actions and of new events."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from starlette.responses import Response

from testban.reference.actions import Action
from testban.reference.states import list_name
from testban.treaty.prose.vocabulary import act
from testban.web.catalogue import translations
from testban.web.event_names import event_name, in_short
from testban.web.language import language_of
from testban.web.site import site_of

router = APIRouter()

_MOST = 50
_NAMES = uuid.UUID("8e2f1c7a-3b52-5d4e-9a60-6f0d1b7c2a11")
"""The name space of our identifiers: it must never change."""


@router.get("/feeds/actions.atom")
def actions(request: Request) -> Response:
    """The newest treaty actions, by day of deposit."""
    lang = language_of(request)
    words = translations(lang).gettext
    known = [e.action for e in site_of(request).store.ledger().entries if not e.superseded_by]
    known.sort(key=_entered, reverse=True)
    entries = [
        {
            "id": _id(action.dated_key),
            "title": _title(action, lang),
            "updated": _entered(action),
            "link": f"treaty/{action.treaty}/actions",
            "summary": action.source,
        }
        for action in known[:_MOST]
    ]
    return _feed(request, "treaty actions", words("Treaty actions"), entries)


@router.get("/feeds/events.atom")
def events(request: Request) -> Response:
    """The newest events, by origin time."""
    words = translations(language_of(request)).gettext
    lines, _ = site_of(request).store.events(limit=_MOST)
    lang = language_of(request)
    numbers = [line.number for line in lines]
    measured = site_of(request).store.read_events(numbers, arrivals=False)
    entries = [
        {
            "id": _id(f"event/{line.number}/{line.identifier}"),
            "title": event_name(event.name, line.time, line.latitude, line.longitude),
            "updated": _moment(line.changed),
            "link": f"event/{line.number}",
            "summary": in_short(event, lang) or line.author,
        }
        for line, event in zip(lines, measured, strict=True)
    ]
    return _feed(request, "events", words("Events"), entries)


def _title(action: Action, lang: str) -> str:
    name, done = list_name(action.state, lang), act(action.action, action.scope, lang)
    if lang == "zh":
        return f"{name}：{action.treaty}，{done}，{action.deposited}"
    return f"{name}: {action.treaty}, {done}, {action.deposited}"


def _entered(action: Action) -> str:
    """When it became known here: entered by the user, or deposited."""
    return f"{action.entered_at or action.deposited:%Y-%m-%dT%H:%M:%SZ}"


def _moment(changed: str) -> str:
    # A store that an older version made may lack the time.
    return (
        datetime.fromisoformat(changed).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if (changed)
        else "1970-01-01T00:00:00Z"
    )


def _id(key: str) -> str:
    """An identifier that stays the same wherever the site is served (RFC 4287, 4.2.6)."""
    return f"urn:uuid:{uuid.uuid5(_NAMES, key)}"


def _feed(request: Request, name: str, title: str, entries: list[dict[str, str]]) -> Response:
    site = site_of(request)
    template = site.environments[language_of(request)].get_template("feed.xml")
    updated = max((entry["updated"] for entry in entries), default="1970-01-01T00:00:00Z")
    text = template.render(
        title=f"testban{'：' if language_of(request) == 'zh' else ': '}{title}",
        base=str(request.base_url),
        me=str(request.url.include_query_params(lang=language_of(request))),
        id=_id(f"feed/{name}/{language_of(request)}"),
        updated=updated,
        entries=entries,
    )
    head = {"Vary": "Accept-Language, Cookie"}
    return Response(text, media_type="application/atom+xml", headers=head)
