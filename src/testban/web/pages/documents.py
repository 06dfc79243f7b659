"""The documents, and one of them with its facts and findings beside its text."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import lru_cache

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from testban.errors import UsageError
from testban.store import BlockRecord, DocumentText
from testban.treaty.checks import Finding, check
from testban.treaty.documents import parse
from testban.treaty.documents.model import Source
from testban.treaty.ledger import Ledger
from testban.treaty.prose.vocabulary import word
from testban.web.language import language_of
from testban.web.marks import Mark, holder, marked
from testban.web.site import PAGE_SIZE, page_asked, site_of

router = APIRouter()

# Checking takes longer than showing: what was found last is kept.
_KEPT = 256


@router.get("/documents")
def all_documents(request: Request) -> Response:
    """The documents by symbol and date."""
    site = site_of(request)
    held = site.store.documents()
    pages = page_asked(request, len(held))
    shown = held[pages.offset : pages.offset + PAGE_SIZE]
    return site.render(request, "documents.html", documents=shown, pages=pages)


@router.get("/document/{key:path}.txt")
def original(request: Request, key: str) -> Response:
    """The decoded original, in which all offsets count."""
    return PlainTextResponse(site_of(request).store.document(key).text)


@router.get("/document/{key:path}")
def one_document(request: Request, key: str) -> Response:
    """The repaired text beside its outline, facts marked by kind, findings in the margin."""
    site, lang = site_of(request), language_of(request)
    document = site.store.document(key)
    record = document.record
    blocks = [b for b in site.store.blocks(record.sha256) if b.kind != "furniture"]
    facts = [stored.fact for stored in site.store.facts(document=record.sha256)]
    findings = _findings(document, site.store.ledger())
    marks = [
        Mark(f.cite.spans, f"fact k-{f.kind}", f"{word(f.kind, lang)} · {f.cite.line}")
        for f in facts
    ]
    marks += [Mark(f.cite.spans, "finding", f.message(lang)) for f in findings]
    beside: dict[int, list[Finding]] = {}
    for finding in findings:
        beside.setdefault(_place(blocks, finding), []).append(finding)
    return site.render(
        request,
        "document.html",
        record=record,
        outline=[(n, b) for n, b in enumerate(blocks) if b.kind == "heading"],
        rows=[(n, b, marked(b, marks), beside.get(n, [])) for n, b in enumerate(blocks)],
        kinds=Counter(fact.kind for fact in facts).most_common(),
        findings=findings,
    )


def _place(blocks: list[BlockRecord], finding: Finding) -> int:
    return holder(blocks, finding.cite.spans[0][0]) if finding.cite.spans and blocks else 0


def _findings(document: DocumentText, ledger: Ledger) -> tuple[Finding, ...]:
    state = hashlib.sha256(repr([e.action.key for e in ledger.entries]).encode()).hexdigest()
    return _checked(_Checked(document, ledger, (document.record.sha256, state)))


class _Checked:
    """A document and a ledger, equal where the document's bytes and the entries are."""

    def __init__(self, document: DocumentText, ledger: Ledger, key: tuple[str, str]) -> None:
        self.document, self.ledger, self.key = document, ledger, key

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Checked) and self.key == other.key


@lru_cache(maxsize=_KEPT)
def _checked(given: _Checked) -> tuple[Finding, ...]:
    record = given.document.record
    source = Source(
        name=record.name,
        sha256=record.sha256,
        media_type=record.media_type,
        text=given.document.text,
        page_starts=given.document.page_starts,
    )
    try:
        return tuple(check(parse(source), ledger=given.ledger))
    except UsageError:  # there are no words for the document's language
        return ()
