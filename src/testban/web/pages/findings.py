"""What is wrong in the papers of the store, by rule and by probable cause."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Request
from starlette.responses import Response

from testban.store import FindingFilter
from testban.treaty.checks import rules
from testban.web.labels import labels
from testban.web.language import language_of
from testban.web.site import PAGE_SIZE, page_asked, site_of

router = APIRouter()

CAUSES = ("paper", "translation", "extraction")


@router.get("/findings")
def all_findings(
    request: Request, code: str = "", cause: str = "", severity: str = "", document: str = ""
) -> Response:
    """Numbers by rule and cause, and the findings of those asked for."""
    site, lang = site_of(request), language_of(request)
    wanted = FindingFilter(
        code=code or None, cause=cause or None, severity=severity or None, document=document or None
    )
    pages = page_asked(request, site.store.finding_page(wanted, limit=1)[1])
    found, _ = site.store.finding_page(wanted, limit=PAGE_SIZE, offset=pages.offset)
    numbers: dict[str, Counter[str]] = {}
    severities: dict[str, str] = {}
    for rule, how, why, number in site.store.finding_numbers():
        numbers.setdefault(rule, Counter())[why] += number
        severities[rule] = how
    known = {code: rule.text[lang]["title"] for code, rule in rules().items()}
    return site.render(
        request,
        "findings.html",
        numbers=numbers,
        severities=severities,
        titles=known,
        causes=CAUSES,
        found=found,
        pages=pages,
        code=code,
        cause=cause,
        severity=severity,
        counts=site.store.counts(),
        labels=labels(lang),
    )
