"""The meetings, one of them with what its papers say, and measures across declarations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from testban.reference.meetings import Meeting, find_meeting, meetings
from testban.reference.treaties import treaties
from testban.store import FactFilter, StoredFact
from testban.store.records import DocumentRecord
from testban.treaty.extract.model import Fact
from testban.treaty.measures import threads
from testban.web.labels import labels
from testban.web.language import language_of
from testban.web.site import Site, site_of

router = APIRouter()

_MOST = 10_000
# How the symbols of papers of the meetings of these treaties begin.
_SERIES = {"CTBT-Art.XIV/": "CTBT", "TPNW/MSP/": "TPNW"}
_LISTS = (
    "attending_ratifiers_and_signatories", "attending_states_parties", "attending_other",
    "observer_states", "speakers", "vice_presidents", "credentials_committee",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that the tables know, or that papers of the store are of."""

    prefix: str
    treaty: str
    known: Meeting | None
    papers: int


def _prefix(symbol: str | None) -> str:
    """``CTBT-Art.XIV/2021`` of the symbol of one of its papers; empty for papers of no meeting."""
    for series in _SERIES:
        if symbol and symbol.startswith(series):
            return series + symbol[len(series) :].split("/")[0]
    return ""


def _held(site: Site) -> list[Held]:
    """All meetings, the newest first."""
    papers: dict[str, int] = {}
    for series in _SERIES:
        for record in site.store.document_page(limit=_MOST, symbols=series)[0]:
            prefix = _prefix(record.symbol)
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


@router.get("/meetings")
def all_meetings(request: Request) -> Response:
    """The conferences and meetings, the newest first."""
    site = site_of(request)
    return site.render(request, "meetings.html", rows=_held(site))


@router.get("/meeting/{prefix:path}")
def one_meeting(request: Request, prefix: str, language: str = "") -> Response:
    """Who attended, spoke and held office, its agenda, papers, decisions and measures."""
    site, lang = site_of(request), language_of(request)
    known = next((m for m in meetings() if prefix in (m.id, m.symbol_prefix)), None)
    start = known.symbol_prefix if known else prefix
    papers = site.store.document_page(limit=_MOST, symbols=f"{start}/")[0] if start else []
    if not known and not (papers and _prefix(papers[0].symbol) == prefix):
        raise HTTPException(404, f"no meeting is called {prefix!r}")
    spoken = _language(papers, language or lang)
    kinds = ("state_list", "appointment", "agenda_item", "decision", "measure", "document_entry")
    wanted = FactFilter(kinds=kinds, symbols=f"{start}/", language=spoken)
    facts = site.store.fact_page(wanted, limit=_MOST)[0] if papers else []
    return site.render(
        request,
        "meeting.html",
        prefix=start or prefix,
        known=known,
        treaty=treaties()[_treaty(start, known)],
        papers=papers,
        lists=list(_lists(facts)),
        officers=_first_of_each(_of(facts, "appointment"), ("role", "body", "state")),
        agenda=_first_of_each(_of(facts, "agenda_item"), ("label",)),
        decisions=_first_of_each(_of(facts, "decision"), ("label", "title")),
        measures=_declaration(facts),
        entries=_first_of_each(_of(facts, "document_entry"), ("symbol",)),
        labels=labels(lang),
        language=spoken,
        languages=sorted({paper.language for paper in papers if paper.language}),
    )


def _language(papers: Sequence[DocumentRecord], wanted: str) -> str | None:
    held = [paper.language for paper in papers if paper.language]
    return wanted if wanted in held else (held[0] if held else None)


def _of(facts: Iterable[StoredFact], kind: str) -> list[StoredFact]:
    return [each for each in facts if each.fact.kind == kind]


def _lists(facts: Iterable[StoredFact]) -> Iterable[tuple[str, StoredFact]]:
    """The longest list of each role: a draft may have fewer States than the report."""
    found = _of(facts, "state_list")
    for role in _LISTS:
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


@router.get("/measures")
def measures(request: Request, language: str = "") -> Response:
    """Measures across declarations, matched by what they say."""
    site, lang = site_of(request), language_of(request)
    found, _ = site.store.fact_page(FactFilter(kinds=("measure",)), limit=_MOST)
    languages = sorted({each.document.language or "" for each in found} - {""})
    spoken = language if language in languages else lang if lang in languages else ""
    spoken = spoken or (languages[0] if languages else "")
    by_meeting: dict[str, list[StoredFact]] = {}
    for each in found:
        if each.document.language == spoken and (prefix := _prefix(each.document.symbol)):
            by_meeting.setdefault(prefix, []).append(each)
    declarations = {key: _declaration(by_meeting[key]) for key in sorted(by_meeting)}
    facts: dict[str, Sequence[Fact]] = {
        key: [each.fact for each in held] for key, held in declarations.items()
    }
    return site.render(
        request,
        "measures.html",
        columns=[(key, find_meeting(f"{key}/1"), held[0].document) for key, held in
                 declarations.items()],
        threads=threads(facts),
        language=spoken,
        languages=languages,
    )  # fmt: skip
