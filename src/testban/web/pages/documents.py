"""The documents, and one of them with its facts and findings beside its text."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from testban.store import BlockRecord, FindingFilter, StoredFinding
from testban.web.labels import labels
from testban.web.language import language_of
from testban.web.marks import Mark, holder, marked
from testban.web.site import PAGE_SIZE, page_asked, site_of

router = APIRouter()

_MOST_FINDINGS = 2000


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
    return PlainTextResponse(site_of(request).store.document(key).text)


@router.get("/document/{key:path}")
def one_document(request: Request, key: str) -> Response:
    """The repaired text beside its outline, facts marked by kind, findings in the margin."""
    site, lang = site_of(request), language_of(request)
    document = site.store.document(key)
    record = document.record
    named = labels(lang)
    blocks = [b for b in site.store.blocks(record.sha256) if b.kind != "furniture"]
    facts = [stored.fact for stored in site.store.facts(document=record.sha256)]
    findings, _ = site.store.finding_page(
        FindingFilter(document=record.sha256), limit=_MOST_FINDINGS
    )
    marks = [
        Mark(f.cite.spans, f"fact k-{f.kind}", f"{named[f.kind]} · {f.cite.line}") for f in facts
    ]
    marks += [Mark(f.cite.spans, "finding", f.message(lang)) for f in findings]
    beside: dict[int, list[StoredFinding]] = {}
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
        labels=named,
    )


def _place(blocks: list[BlockRecord], finding: StoredFinding) -> int:
    return holder(blocks, finding.cite.spans[0][0]) if finding.cite.spans and blocks else 0
