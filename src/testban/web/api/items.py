"""What the items of the lists are, for programs that are made from the OpenAPI document."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from testban.treaty.extract.model import FIELDS
from testban.web.api.shapes import Page

__all__ = ["EventPage", "FactPage", "FindingPage", "HitPage"]

Kind = StrEnum("Kind", {name: name for name in FIELDS})  # type: ignore[misc]


class _Open(BaseModel):
    """An object to which fields may be added."""

    model_config = ConfigDict(extra="allow")


class Cite(_Open):
    """Where it stands: spans of characters in the decoded original, and their line."""

    spans: list[tuple[int, int]]
    line: int | None
    page: int | None
    place: str | None
    quote: str | None


class DocumentReference(_Open):
    """The paper in which it stands."""

    sha256: str
    name: str
    symbol: str | None
    title: str | None
    date: str | None
    language: str | None


class FactItem(_Open):
    """One statement of a paper: beside these, the fields of its kind."""

    kind: Kind
    cite: Cite
    document: DocumentReference


class FindingItem(_Open):
    """One thing that is wrong in a paper."""

    line: int | None
    column: int | None
    code: str
    severity: str
    cause: str
    message: str
    expected: Any
    cite: Cite
    document: DocumentReference


class HitItem(_Open):
    """One paragraph that answers a query; `matches` are spans of its quote."""

    document: DocumentReference
    cite: Cite
    matches: list[tuple[int, int]]
    score: float


class EventItem(_Open):
    """One event by its preferred origin and first magnitude."""

    number: int = Field(description="Its number in the store.")
    identifier: str = Field(description="What it came with.")
    name: str
    time: float = Field(description="Seconds since 1970, UTC.")
    latitude: float
    longitude: float
    depth_km: float | None
    author: str
    magnitude_type: str
    magnitude: float | None
    magnitude_author: str
    changed: str = Field(description="When it was saved; ISO 8601.")


class FactPage(Page):
    """A page of facts."""

    items: list[FactItem]  # type: ignore[assignment]


class FindingPage(Page):
    """A page of findings."""

    items: list[FindingItem]  # type: ignore[assignment]


class HitPage(Page):
    """A page of paragraphs."""

    items: list[HitItem]  # type: ignore[assignment]


class EventPage(Page):
    """A page of events."""

    items: list[EventItem]  # type: ignore[assignment]
