"""How findings are printed: for people, for programs, or as a corrigendum."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from testban.treaty.checks import Finding
    from testban.treaty.documents.model import Document

    Checked = tuple[str, Document, list[Finding]]
    """The name of a file, the paper, and what was found in it."""

__all__ = ["Report", "print_findings"]


class Report(StrEnum):
    """How findings are printed."""

    text = "text"
    json = "json"
    sarif = "sarif"
    html = "html"
    corrigendum = "corrigendum"


def print_findings(checked: Sequence[Checked], report: Report, lang: str, out: Path | None) -> None:
    """Print what was found, or write it to `out`; of a report for people, the summary to stderr.

    Raises
    ------
    UsageError
        A Word file is asked for something else than the corrigendum of one paper.
    """
    from testban.files import write_whole
    from testban.treaty.checks.report import summary

    if out is not None and out.suffix.lower() == ".docx":
        write_whole(out, _as_word(checked, report))
    elif out is not None:
        write_whole(out, _rendered(checked, report, lang).encode())
    else:
        typer.echo(_rendered(checked, report, lang), nl=False)
    if report is Report.text and checked:
        typer.echo(summary([(file, found) for file, _, found in checked], lang), err=True)


def _as_word(checked: Sequence[Checked], report: Report) -> bytes:
    from testban.errors import UsageError
    from testban.treaty.checks.corrigendum import draft
    from testban.treaty.checks.corrigendum.word import as_docx

    if report is not Report.corrigendum or len(checked) != 1:
        raise UsageError(
            "a Word file holds the corrigendum of one paper",
            cure="Give one paper, --format corrigendum and -o FILE.docx",
        )
    (_, document, found) = checked[0]
    return as_docx(draft(document, found), date.today())


def _rendered(checked: Sequence[Checked], report: Report, lang: str) -> str:
    from testban.treaty.checks.corrigendum import as_corrigendum
    from testban.treaty.checks.report import as_html, as_lines, as_sarif

    if report is Report.json:
        return _as_json(
            {"findings": [f.as_json(file, lang) for file, _, fs in checked for f in fs]}
        )
    if report is Report.sarif:
        return _as_json(as_sarif([(file, found) for file, _, found in checked], lang))
    if report is Report.html:
        return "".join(as_html(document, found, lang) for _, document, found in checked)
    if report is Report.corrigendum:
        today = date.today()
        return "\n".join(as_corrigendum(document, found, today) for _, document, found in checked)
    lines = (line for file, _, found in checked for line in as_lines(file, found, lang))
    return "".join(f"{line}\n" for line in lines)


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
