"""What the papers of a store say of meetings, and of measures across their declarations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from testban.errors import UsageError
from testban.reference.meetings import Meeting, meetings
from testban.reference.states import LANGUAGES
from testban.store import FactFilter, Store, StoredFact
from testban.store.records import DocumentRecord
from testban.treaty.extract.model import Fact
from testban.treaty.measures import Thread, threads

__all__ = [
    "ROLES",
    "Declarations",
    "Held",
    "Told",
    "held_meetings",
    "measures_across",
    "meeting_of",
    "told_of",
]

_MOST = 10_000
_KINDS = ("state_list", "appointment", "agenda_item", "decision", "measure", "document_entry")
# How the symbols of papers of the meetings of these treaties begin.
_SERIES = {"CTBT-Art.XIV/": "CTBT", "TPNW/MSP/": "TPNW"}
ROLES = (
    "attending_ratifiers_and_signatories", "attending_states_parties", "attending_other",
    "observer_states", "speakers", "vice_presidents", "credentials_committee",
)  # fmt: skip
"""What States are at a meeting, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that the tables know, or that papers of the store are of."""

    prefix: str
    treaty: str
    known: Meeting | None
    papers: int


def meeting_of(symbol: str | None) -> str:
    """``CTBT-Art.XIV/2021`` of the symbol of one of its papers; empty for papers of no meeting."""
    for series in _SERIES:
        if symbol and symbol.startswith(series):
            return series + symbol[len(series) :].split("/")[0]
    return ""


def held_meetings(store: Store) -> list[Held]:
    """All meetings, the newest first."""
    papers: dict[str, int] = {}
    for series in _SERIES:
        for record in store.document_page(limit=_MOST, symbols=series)[0]:
            prefix = meeting_of(record.symbol)
            papers[prefix] = papers.get(prefix, 0) + 1
    known = {meeting.symbol_prefix or meeting.id: meeting for meeting in meetings()}
    found = [
        Held(prefix, _treaty(prefix, known.get(prefix)), known.get(prefix), papers.get(prefix, 0))
        for prefix in {**known, **papers}
    ]
    return sorted(found, key=_year, reverse=True)


def _treaty(prefix: str, known: Meeting | None) -> str:
    return known.treaty if known else _SERIES[next(s for s in _SERIES if prefix.startswith(s))]


def _year(held: Held) -> str:
    return held.known.start.isoformat() if held.known else held.prefix.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Told:
    """One meeting, as its papers in one language tell of it; `lists` are by role."""

    prefix: str
    treaty: str
    known: Meeting | None
    papers: Sequence[DocumentRecord]
    language: str | None
    lists: Sequence[tuple[str, StoredFact]]
    officers: Sequence[StoredFact]
    agenda: Sequence[StoredFact]
    decisions: Sequence[StoredFact]
    measures: Sequence[StoredFact]
    entries: Sequence[StoredFact]

    @property
    def languages(self) -> list[str]:
        """Languages in which the store has papers of it."""
        return sorted({paper.language for paper in self.papers if paper.language})


def told_of(store: Store, name: str, language: str) -> Told:
    """A meeting by its identifier or the beginning of the symbols of its papers.

    Raises
    ------
    UsageError
        No meeting is called so.
    """
    known = next((m for m in meetings() if name in (m.id, m.symbol_prefix)), None)
    start = known.symbol_prefix if known else name
    papers = store.document_page(limit=_MOST, symbols=f"{start}/")[0] if start else []
    if not known and not (papers and meeting_of(papers[0].symbol) == name):
        raise UsageError(f"no meeting is called {name!r}", cure="See /meetings")
    spoken = _language(papers, language)
    wanted = FactFilter(kinds=_KINDS, symbols=f"{start}/", language=spoken)
    facts = store.fact_page(wanted, limit=_MOST)[0] if papers else []
    return Told(
        prefix=start or name,
        treaty=_treaty(start, known),
        known=known,
        papers=papers,
        language=spoken,
        lists=list(_lists(facts)),
        officers=_first_of_each(_of(facts, "appointment"), ("role", "body", "state")),
        agenda=_first_of_each(_of(facts, "agenda_item"), ("label",)),
        decisions=_first_of_each(_of(facts, "decision"), ("label", "title")),
        measures=_declaration(facts),
        entries=_first_of_each(_of(facts, "document_entry"), ("symbol",)),
    )


@dataclass(frozen=True, slots=True)
class Declarations:
    """Measures by declaration, oldest first, and joined into threads."""

    language: str
    languages: Sequence[str]
    papers: Mapping[str, Sequence[StoredFact]]
    threads: Sequence[Thread[str]]


def measures_across(store: Store, language: str, other: str = "") -> Declarations:
    """The measures of all declarations in a language that the store has, else in the other one."""
    wanted = {code: FactFilter(kinds=("measure",), language=code) for code in sorted(LANGUAGES)}
    languages = [code for code, measures in wanted.items() if store.fact_count(measures)]
    spoken = next((each for each in (language, other, *languages) if each in languages), "")
    by_meeting: dict[str, list[StoredFact]] = {}
    for each in store.fact_page(wanted[spoken], limit=_MOST)[0] if spoken else ():
        if prefix := meeting_of(each.document.symbol):
            by_meeting.setdefault(prefix, []).append(each)
    papers = {key: _declaration(by_meeting[key]) for key in sorted(by_meeting)}
    facts: dict[str, Sequence[Fact]] = {
        key: [each.fact for each in held] for key, held in papers.items()
    }
    return Declarations(spoken, languages, papers, threads(facts))


def _language(papers: Sequence[DocumentRecord], wanted: str) -> str | None:
    held = [paper.language for paper in papers if paper.language]
    return wanted if wanted in held else (held[0] if held else None)


def _of(facts: Iterable[StoredFact], kind: str) -> list[StoredFact]:
    return [each for each in facts if each.fact.kind == kind]


def _lists(facts: Iterable[StoredFact]) -> Iterable[tuple[str, StoredFact]]:
    """The longest list of each role: a draft may have fewer States than the report."""
    found = _of(facts, "state_list")
    for role in ROLES:
        same = [each for each in found if each.fact.fields["role"] == role]
        if same:
            yield role, max(same, key=lambda each: len(each.fact.fields["states"]))


def _first_of_each(facts: Sequence[StoredFact], names: Sequence[str]) -> list[StoredFact]:
    """Without what a second paper says again."""
    found: dict[tuple[object, ...], StoredFact] = {}
    for each in facts:
        found.setdefault(tuple(each.fact.fields.get(name) for name in names), each)
    return list(found.values())


def _declaration(facts: Sequence[StoredFact]) -> list[StoredFact]:
    """The measures of the paper that has most of them; of a draft only where it has more."""
    papers: dict[str, list[StoredFact]] = {}
    for each in _of(facts, "measure"):
        papers.setdefault(each.document.sha256, []).append(each)

    def rank(found: list[StoredFact]) -> tuple[int, bool]:
        return len(found), "/WP." not in (found[0].document.symbol or "")

    return max(papers.values(), key=rank, default=[])
