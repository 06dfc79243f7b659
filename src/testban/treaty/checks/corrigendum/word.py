"""A corrigendum as a Word file: the head of a United Nations document, then place by place."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from testban.treaty.checks.corrigendum.draft import Corrigendum
from testban.treaty.checks.corrigendum.layout import (
    Entry,
    Head,
    corrections,
    head,
    queries,
    words_of,
)

__all__ = ["as_docx"]

_FONT, _CHINESE_FONT = "Times New Roman", "SimSun"
_WIDTHS = (Cm(9.0), Cm(8.0))


def as_docx(corrigendum: Corrigendum, day: date | None = None) -> bytes:
    """The bytes of the file; queries to the author stand on a page of their own."""
    words, top = words_of(corrigendum), head(corrigendum, day)
    document = docx.Document()
    _set_up(document)
    document.core_properties.title = f"{top.symbol} {top.heading}"
    _head(document, top)
    entries = list(corrections(corrigendum))
    _numbered(document, entries)
    if not entries:
        document.add_paragraph(words["none"])
    asked = list(queries(corrigendum))
    if asked:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph().add_run(words["queries"]).bold = True
        _numbered(document, asked)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.0)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _CHINESE_FONT)


def _head(document: Any, top: Head) -> None:
    table = document.add_table(rows=2, cols=2)
    table.autofit = False
    for row, cells in zip(
        table.rows, ((top.organization, top.symbol), ("", "\n".join(top.below))), strict=True
    ):
        for cell, text, width in zip(row.cells, cells, _WIDTHS, strict=True):
            cell.width = width
            cell.text = _plain(text)
    _ruled(table.rows[0])
    if top.title:
        document.add_paragraph()
        _bold(document, top.title, Pt(14))
    _bold(document, top.heading, Pt(12))


def _ruled(row: Any) -> None:
    """A line below the row, as below the symbol of a United Nations document."""
    for cell in row.cells:
        borders, line = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "8"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
        cell._tc.get_or_add_tcPr().append(borders)


def _bold(document: Any, text: str, size: Pt) -> None:
    run = document.add_paragraph().add_run(_plain(text))
    run.bold, run.font.size = True, size


def _numbered(document: Any, entries: Iterable[Entry]) -> None:
    for number, entry in enumerate(entries, start=1):
        place = document.add_paragraph()
        place.paragraph_format.keep_with_next = True
        place.paragraph_format.space_after = Pt(0)
        place.add_run(_plain(f"{number}.\t{entry.place}")).bold = True
        for line in entry.lines:
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(1.27)
            for text, marked in line.pieces:
                paragraph.add_run(_plain(text)).italic = marked


def _plain(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(
        c for c in text if c in "\t\n" or " " <= c < "\ud800" or "\ue000" <= c < "\ufffe"
    )
