"""A comparison as a Word file: a table of changes, and the changed paragraphs side by side."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from testban.treaty.compare.model import Change, Comparison
from testban.treaty.compare.view import WORDS, Cell, heading, places, rows, where

__all__ = ["as_docx"]

# The colours of tracked changes, dark enough to be read in print.
_DROPPED = RGBColor(0xB3, 0x26, 0x1E)
_ADDED = RGBColor(0x1B, 0x6E, 0x2C)
_SOFT = RGBColor(0x66, 0x66, 0x66)
_FONT, _CHINESE_FONT = "Calibri", "SimSun"


def as_docx(comparison: Comparison, lang: str = "en") -> bytes:
    """The bytes of the file."""
    words = WORDS[lang]
    document = docx.Document()
    _set_up(document)
    document.core_properties.title = words["title"]
    document.add_heading(words["title"], level=1)
    for name, paper in (("A", comparison.a), ("B", comparison.b)):
        document.add_paragraph(_plain(f"{name}  {heading(paper)}"))
    for note in comparison.notes:
        document.add_paragraph(_plain(note.told(lang)))
    if not comparison.substance and not comparison.wording:
        document.add_paragraph(words["none"])
    for part, changes in (("substance", comparison.substance), ("wording", comparison.wording)):
        document.add_heading(words[part].format(n=len(changes)), level=2)
        if changes:
            _changes(document, changes, lang)
    document.add_heading(words["side_by_side"], level=2)
    _side_by_side(document, comparison)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(1.8))
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name = _FONT
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _CHINESE_FONT)
    document.styles["Normal"].font.size = Pt(10)


def _changes(document: Any, changes: Sequence[Change], lang: str) -> None:
    words = WORDS[lang]
    table = _table(document, (words["number"], words["change"], "A", "B"), (1.2, 12.0, 6.4, 6.4))
    for number, change in enumerate(changes, start=1):
        cells = table.add_row().cells
        cells[0].text = str(number)
        paragraph = cells[1].paragraphs[0]
        paragraph.add_run(_plain(change.message(lang)))
        if change.kind.severity == "warning":
            paragraph.add_run(f" ({words['warning']})").bold = True
        under = where(change, lang) + (
            f"  {words['also']}{places(change)}" if change.places else ""
        )
        run = cells[1].add_paragraph().add_run(_plain(under))
        run.font.size, run.font.color.rgb = Pt(8), _SOFT
        _run(cells[2].paragraphs[0], change.old, _DROPPED, strike=True)
        _run(cells[3].paragraphs[0], change.new, _ADDED, strike=False)


def _side_by_side(document: Any, comparison: Comparison) -> None:
    table = _table(document, ("A", "B"), (13.0, 13.0))
    for row in rows(comparison):
        if row.state == "same":
            continue
        cells = table.add_row().cells
        _text(cells[0].paragraphs[0], row.a, _DROPPED, strike=True)
        _text(cells[1].paragraphs[0], row.b, _ADDED, strike=False)


def _text(paragraph: Any, cell: Cell, colour: RGBColor, *, strike: bool) -> None:
    if cell.line is None:
        return
    label = paragraph.add_run(_plain(f"{cell.line}  {cell.label} "))
    label.font.color.rgb = _SOFT
    for text, differs in cell.pieces:
        if differs:
            _run(paragraph, text, colour, strike=strike)
        else:
            paragraph.add_run(_plain(text))


def _run(paragraph: Any, text: str, colour: RGBColor, *, strike: bool) -> None:
    run = paragraph.add_run(_plain(text))
    run.font.color.rgb = colour
    run.font.strike, run.font.underline = strike, not strike


def _table(document: Any, heads: Iterable[str], widths: Sequence[float]) -> Any:
    table = document.add_table(rows=1, cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, head, width in zip(table.rows[0].cells, heads, widths, strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].add_run(head).bold = True
    # The heads stand on every page.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def _plain(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return (
        "".join(c for c in text if c in "\t\n" or " " <= c < "\ud800" or c > "\udfff")
        .replace("\ufffe", "")
        .replace("\uffff", "")
    )
