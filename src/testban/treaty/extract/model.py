"""What a fact is: one statement a document makes, typed, with its citation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from testban.treaty.documents.mapped import Span

__all__ = ["FIELDS", "Citation", "Fact"]

FIELDS: dict[str, tuple[str, ...]] = {
    "count": ("subject", "treaty", "meeting", "value", "as_of"),
    "state_list": ("role", "states", "treaty", "meeting"),
    "organisation_list": ("role", "names", "starred"),
    "treaty_action": ("treaty", "state", "action", "date", "since"),
    "activity": (
        "section", "actor", "capacity", "start", "end",
        "targets", "groups", "forums", "text", "comment",
    ),
    "vote": (
        "resolution", "part", "yes", "no", "abstain",
        "states_yes", "states_no", "states_abstain", "sponsors",
    ),
    "meeting": ("name", "ordinal", "start", "end", "place"),
    "appointment": ("role", "body", "state", "person"),
    "agenda_item": ("label", "title"),
    "measure": ("label", "text", "addressee"),
    "decision": ("label", "title", "text"),
    "document_entry": ("symbol", "title", "submitter"),
    "statement": ("state", "original_language", "date", "text"),
    "reference": ("symbol", "url"),
    "amount": ("value", "currency", "purpose"),
    "rule": ("name", "value"),
}  # fmt: skip
"""The kinds of fact and their fields, in the order in which tables show them."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where in the document a fact stands.

    Attributes
    ----------
    spans
        Half-open ranges of character offsets in the decoded original; several where columns were
        interleaved or page furniture cut the statement in two.
    line, page
        Of the first character, counted from 1; the page is None where the format has none.
    place
        For people: ``annex I, para. 5``.
    quote
        The statement, repaired: the words between the spans, with line breaks closed.
    """

    spans: tuple[Span, ...]
    line: int
    page: int | None
    place: str
    quote: str

    def as_json(self) -> dict[str, Any]:
        """The citation as the JSON shape that programs depend on."""
        return {
            "spans": [list(span) for span in self.spans],
            "line": self.line,
            "page": self.page,
            "place": self.place,
            "quote": self.quote,
        }


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement that a document makes, right or wrong; it is never corrected.

    `fields` holds the fields of `FIELDS[kind]`, all of them, with None where the document is
    silent, and may hold more (both readings of an ambiguous name, say).
    """

    kind: str
    fields: dict[str, Any]
    cite: Citation

    def as_json(self) -> dict[str, Any]:
        """The fact as the JSON shape that programs depend on."""
        return {"kind": self.kind, **self.fields, "cite": self.cite.as_json()}
