"""The documents, and one of them with its facts and findings beside its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from testban.errors import UsageError
from testban.store import BlockRecord, DocumentText, FindingFilter, StoredFinding
from testban.treaty.compare import Comparison, compare
from testban.treaty.documents import parse
from testban.treaty.documents.model import Source
from testban.treaty.extract.model import Fact
from testban.web.labels import labels
from testban.web.language import language_of
from testban.web.marks import Mark, holder, marked
from testban.web.read import LETTERS, read_in
from testban.web.site import PAGE_SIZE, named, page_asked, site_of
from testban.web.versions import versions_of

router = APIRouter()

_MOST_FINDINGS = 2000
# Characters: more would cover the screen.
_LONGEST_HOVER = 600


@router.get("/documents")
def all_documents(request: Request) -> Response:
    """The documents by symbol and date."""
    site = site_of(request)
    pages = page_asked(request, site.store.counts().documents)
    shown, _ = site.store.document_page(limit=PAGE_SIZE, offset=pages.offset)
    return site.render(request, "documents.html", documents=shown, pages=pages)


@router.get("/document/{key:path}.txt")
def original(request: Request, key: str) -> Response:
    """The decoded original, in which all offsets count."""
    return PlainTextResponse(named(site_of(request).store.document, key, "/documents").text)


@router.get("/document/{key:path}")
def one_document(request: Request, key: str) -> Response:
    """The repaired text beside its outline, facts marked by kind, findings in the margin."""
    site, lang = site_of(request), language_of(request)
    document = named(site.store.document, key, "/documents")
    record = document.record
    kinds = labels(lang)
    blocks = [b for b in site.store.blocks(record.sha256) if b.kind != "furniture"]
    facts = [stored.fact for stored in site.store.facts(document=record.sha256)]
    findings, _ = site.store.finding_page(
        FindingFilter(document=record.sha256), limit=_MOST_FINDINGS
    )
    marks = [
        Mark(f.cite.spans, f"fact k-{f.kind}", f"{kinds[f.kind]} · {f.cite.line}") for f in facts
    ]
    marks += [Mark(f.cite.spans, "finding", f.message(lang)) for f in findings]
    beside: dict[int, list[StoredFinding]] = {}
    for finding in findings:
        beside.setdefault(_place(blocks, finding), []).append(finding)
    return site.render(
        request,
        "document.html",
        record=record,
        versions=versions_of(site.store, record),
        read=_read(blocks, facts, lang),
        letters=LETTERS,
        originals=_original_lines(document.text, blocks),
        outline=[(n, b) for n, b in enumerate(blocks) if b.kind == "heading"],
        rows=[(n, b, marked(b, marks), beside.get(n, [])) for n, b in enumerate(blocks)],
        kinds=Counter(fact.kind for fact in facts).most_common(),
        findings=findings,
        labels=kinds,
    )


def _place(blocks: list[BlockRecord], finding: StoredFinding) -> int:
    return holder(blocks, finding.cite.spans[0][0]) if finding.cite.spans and blocks else 0


def _read(
    blocks: list[BlockRecord], facts: Sequence[Fact], lang: str
) -> dict[int, list[tuple[str, list[tuple[str, str]]]]]:
    """By block in which it begins: the kind of each fact, and its fields in words."""
    found: dict[int, list[tuple[str, list[tuple[str, str]]]]] = {}
    for fact in facts:
        if fact.cite.spans and blocks:
            told = found.setdefault(holder(blocks, fact.cite.spans[0][0]), [])
            told.append((fact.kind, read_in(fact, lang)))
    return found


def _original_lines(text: str, blocks: Sequence[BlockRecord]) -> list[str]:
    """Of each block, the lines of the file that it was put together from, for the hover."""
    return [text[block.start : block.end][:_LONGEST_HOVER] for block in blocks]


@router.get("/compare")
def comparison(request: Request, a: str = "", b: str = "") -> Response:
    """What changed from one version of a paper to another."""
    site = site_of(request)
    if not a.strip() or not b.strip():
        raise UsageError("a comparison needs two papers", cure="Name them: /compare?a=…&b=…")
    old, new = (named(site.store.document, key, "/documents") for key in (a, b))
    found = _compared(_Version.of(old), _Version.of(new))
    return site.render(
        request,
        "compare.html",
        old=old.record,
        new=new.record,
        parts=[("substance", found.substance), ("wording", found.wording)],
        notes=found.notes,
    )


@dataclass(frozen=True, slots=True)
class _Version:
    """A paper by its bytes; its text does not count when two are told apart."""

    sha256: str
    source: Source = field(compare=False)

    @classmethod
    def of(cls, document: DocumentText) -> _Version:
        record = document.record
        source = Source(
            name=record.name,
            sha256=record.sha256,
            media_type=record.media_type,
            text=document.text,
            page_starts=document.page_starts,
        )
        return cls(record.sha256, source)


@lru_cache(maxsize=64)
def _compared(a: _Version, b: _Version) -> Comparison:
    return compare(parse(a.source), parse(b.source))
