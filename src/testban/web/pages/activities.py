"""The register of what States did to promote the Treaty, filtered, and as CSV and Word file."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from testban.errors import UsageError
from testban.store import FactFilter, state_code
from testban.treaty.papers.register import SECTIONS, as_csv, as_docx, period
from testban.web.labels import labels
from testban.web.language import language_of
from testban.web.site import PAGE_SIZE, page_asked, site_of

router = APIRouter()

_MOST = 10_000
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _wanted(actor: str, target: str, section: str, start: str, end: str) -> FactFilter:
    values = []
    if actor.strip():
        values.append(("actor", state_code(actor)))
    if section:
        if section not in SECTIONS:
            raise UsageError(f"no section is called '{section}'", cure=f"Use {' '.join(SECTIONS)}")
        values.append(("section", section))
    members = (("targets", state_code(target)),) if target.strip() else ()
    return FactFilter(
        kinds=("activity",), values=tuple(values), members=members, start=start, end=end
    )


@router.get("/activities")
def register(
    request: Request,
    actor: str = "",
    target: str = "",
    section: str = "",
    start: str = "",
    end: str = "",
) -> Response:
    """Activities by actor, target, section and period."""
    site, lang = site_of(request), language_of(request)
    wanted = _wanted(actor, target, section, start, end)
    pages = page_asked(request, site.store.fact_count(wanted))
    found, _ = site.store.fact_page(wanted, limit=PAGE_SIZE, offset=pages.offset)
    asked = {"actor": actor, "target": target, "section": section, "start": start, "end": end}
    query = urlencode({name: value for name, value in asked.items() if value})
    return site.render(
        request,
        "activities.html",
        rows=[
            (each, period(each.fact.fields["start"], each.fact.fields["end"], lang))
            for each in found
        ],
        sections=SECTIONS,
        labels=labels(lang),
        pages=pages,
        query=f"?{query}" if query else "",
        asked=asked,
    )


@router.get("/activities.{form}")
def download(
    request: Request,
    form: str,
    actor: str = "",
    target: str = "",
    section: str = "",
    start: str = "",
    end: str = "",
) -> Response:
    """All of them as CSV, or as the table of the Secretary-General's report."""
    wanted = _wanted(actor, target, section, start, end)
    stored, _ = site_of(request).store.fact_page(wanted, limit=_MOST)
    facts = [each.fact for each in stored]
    head = {"Content-Disposition": f'attachment; filename="activities.{form}"'}
    if form == "csv":
        # Spreadsheets take a file without this mark for one in the system's own encoding.
        return Response("\ufeff" + as_csv(facts), media_type="text/csv", headers=head)
    if form == "docx":
        return Response(as_docx(facts, language_of(request)), media_type=_WORD, headers=head)
    raise HTTPException(404, f"no format is called {form!r}: use csv or docx")
