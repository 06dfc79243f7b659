"""What the store gives back: plain values, with the JSON shapes that programs depend on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from testban.store.storable import storable
from testban.treaty.documents.mapped import Span
from testban.treaty.extract.model import Citation, Fact

__all__ = [
    "BlockRecord",
    "DocumentRecord",
    "DocumentText",
    "EventLine",
    "Failure",
    "Hit",
    "IngestReport",
    "RunRecord",
    "StoredFact",
    "StoredFinding",
]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document in the store, without its text; the fields are those of `Document`.

    Attributes
    ----------
    sha256
        Of the file's bytes: the document's identity.
    names
        Every file name under which these bytes were ingested, the first one first.
    blocks, facts
        How many there are.
    extractor
        What read it: the version of testban, and a digest of its reading and extraction.
    ingested_at
        ISO 8601, UTC.
    """

    sha256: str
    names: tuple[str, ...]
    media_type: str
    symbol: str | None
    symbol_from: str | None
    reissued: bool
    title: str
    date: str | None
    language: str | None
    original_language: str | None
    session: int | None
    whole: bool
    blocks: int
    facts: int
    extractor: str
    ingested_at: str
    warnings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file name under which it was first ingested."""
        return self.names[0]

    @property
    def heading(self) -> str:
        """What people call it: its symbol, or else its file name."""
        return self.symbol or self.name

    def as_json(self) -> dict[str, Any]:
        """All of it, under the names of the attributes."""
        return {name: _plain(getattr(self, name)) for name in self.__slots__}

    def reference(self) -> dict[str, Any]:
        """What identifies it, for a fact or a hit that points at it."""
        names = ("sha256", "name", "symbol", "title", "date", "language")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The decoded original of a document: what every citation's offsets count in."""

    record: DocumentRecord
    text: str
    page_starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BlockRecord:
    """A paragraph, heading, item or cell of a document, as its reader repaired it.

    Attributes
    ----------
    kind, label, level, place
        As in `testban.treaty.documents.model.Block`.
    start, end
        Offsets in the decoded original.
    origin
        Pairs (index in `text`, offset in the original), one wherever offsets do not go on by one.
    """

    kind: str
    label: str
    level: int
    place: str
    start: int
    end: int
    line: int
    page: int | None
    origin: tuple[tuple[int, int], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is kept of recordings: of how many events, at how many stations, from when to when.

    Times are seconds since 1970, UTC, of the beginnings of the recordings.
    """

    events: int
    stations: int
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class EventLine:
    """What a bulletin's list shows of an event: its preferred origin and its sizes.

    Attributes
    ----------
    number
        The event's number in the store (CSS3.0 `evid`).
    time
        Seconds since 1970, UTC.
    arrivals, defining
        How many are associated, and how many of those took part in the location.
    """

    number: int
    identifier: str
    time: float
    latitude: float
    longitude: float
    depth_km: float | None
    mb: float | None
    ms: float | None
    ml: float | None
    arrivals: int | None
    defining: int | None
    author: str
    changed: str

    def as_json(self) -> dict[str, Any]:
        """All of it, under the names of the attributes."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact, and the document that states it."""

    document: DocumentRecord
    fact: Fact

    def as_json(self) -> dict[str, Any]:
        """The fact's own JSON shape, with ``document`` added."""
        return {**self.fact.as_json(), "document": self.document.reference()}


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """What a check found in a document, and in which.

    Attributes
    ----------
    code, severity, cause
        Those of the rule when it was checked.
    column
        Of the first character, counted from 1; the line is the citation's.
    expected
        What should stand there; empty where that is not known.
    messages
        By language: ``en``, ``zh``.
    """

    document: DocumentRecord
    code: str
    severity: str
    cause: str
    cite: Citation
    column: int
    expected: str
    messages: Mapping[str, str]

    def message(self, lang: str = "en") -> str:
        """The message in Chinese or English."""
        return self.messages[lang]

    def as_json(self, lang: str = "en") -> dict[str, Any]:
        """The shape of ``testban check``, with ``document`` in place of the file."""
        return {
            "line": self.cite.line,
            "column": self.column,
            "code": self.code,
            "severity": self.severity,
            "cause": self.cause,
            "message": self.message(lang),
            "expected": self.expected,
            "cite": self.cite.as_json(),
            "document": self.document.reference(),
        }


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that a search found.

    Attributes
    ----------
    document
        The document it stands in.
    cite
        The sentence of the paragraph that matches best: spans, line, page, place, quote.
    matches
        Half-open ranges of characters in ``cite.quote`` that match.
    score
        Rank, greater is better; comparable within one search only.
    """

    document: DocumentRecord
    cite: Citation
    matches: tuple[Span, ...]
    score: float

    def marked(self, before: str = "**", after: str = "**") -> str:
        """The sentence with `before` and `after` around every match."""
        parts: list[str] = []
        place = 0
        for start, end in self.matches:
            parts += [self.cite.quote[place:start], before, self.cite.quote[start:end], after]
            place = end
        return "".join([*parts, self.cite.quote[place:]])

    def as_json(self) -> dict[str, Any]:
        """``{"document", "cite", "matches", "score"}``."""
        return {
            "document": self.document.reference(),
            "cite": self.cite.as_json(),
            "matches": [list(span) for span in self.matches],
            "score": self.score,
        }


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be ingested, and why, in one line."""

    path: Path
    message: str

    def __post_init__(self) -> None:
        # File names may hold line breaks.
        object.__setattr__(self, "message", " ".join(self.message.split()))


@dataclass(slots=True)
class IngestReport:
    """What became of every file that was named or found.

    Attributes
    ----------
    ingested
        Files whose document is new in the store, or was read again by a newer testban.
    unchanged
        Files whose bytes the store holds already, under this name or another.
    failed
        Files that could not be read; nothing of them is stored.
    skipped
        Files in a folder that are of no type that testban reads, hidden ones and ``README``
        included: a folder's description of itself is no paper.
    """

    ingested: list[Path] = field(default_factory=list)
    unchanged: list[Path] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    skipped: list[Path] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Paths as text; failures as ``{"path", "message"}``."""
        plain: dict[str, Any] = storable(
            {
                "ingested": [str(path) for path in self.ingested],
                "unchanged": [str(path) for path in self.unchanged],
                "failed": [{"path": str(f.path), "message": f.message} for f in self.failed],
                "skipped": [str(path) for path in self.skipped],
            }
        )
        return plain


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One ingest, as the store remembers it; `finished_at` is None where it was killed."""

    started_at: str
    finished_at: str | None
    version: str
    what: str
    ingested: int
    unchanged: int
    failures: tuple[Failure, ...]


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
