"""The register of what States did to promote the Treaty, filtered, and as CSV and Word file."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from testban.errors import UsageError
from testban.store import FactFilter, state_code
from testban.treaty.days import parse_day
from testban.treaty.papers.register import SECTIONS, Source, as_csv, as_docx, period
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
    for name, day in (("start", start), ("end", end)):
        if day.strip():
            _checked(day.strip(), name)
    return FactFilter(
        kinds=("activity",),
        values=tuple(values),
        members=members,
        start=start.strip(),
        end=end.strip(),
    )


def _checked(day: str, where: str) -> None:
    """See that it is a year, a month or a day."""
    parts = day.split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3 or len(parts[0]) != 4:
        raise UsageError(f"{day!r} is no date", where=where, cure="Use 2020, 2020-05 or 2020-05-31")
    parse_day("-".join([*parts, "1", "1"][:3]), where)


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
    base = str(request.base_url)
    sources = [
        Source(
            each.document.symbol or each.document.name,
            f"{base}document/{each.document.sha256}#line-{each.fact.cite.line}",
        )
        for each in stored
    ]
    head = {"Content-Disposition": f'attachment; filename="activities.{form}"'}
    if form == "csv":
        # Spreadsheets take a file without this mark for one in the system's own encoding.
        return Response("\ufeff" + as_csv(facts, sources), media_type="text/csv", headers=head)
    if form == "docx":
        return Response(
            as_docx(facts, language_of(request), sources), media_type=_WORD, headers=head
        )
    raise HTTPException(404, f"no format is called {form!r}: use csv or docx")
