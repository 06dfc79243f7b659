"""DOCX: the text of a Word document in the order of its body, labels and notes as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from testban.errors import DocumentError
from testban.treaty.documents.readers.docx_inline import Inline, Notes
from testban.treaty.documents.readers.docx_numbering import (
    Numbering,
    Style,
    attribute,
    child,
    integer,
    styles_of,
)
from testban.treaty.documents.readers.marks import LABEL, NOTE_RULE
from testban.treaty.documents.readers.package import Package, Part, local_name

__all__ = ["read_docx"]

_CONTAINERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}
_MOST_COLUMNS = 100
_LABEL_TABS = re.compile(rf"({LABEL.pattern})\t+")
_PAGE_NUMBER = re.compile(r"[\s\d/–-]*")


def read_docx(
    data: bytes, where: str
) -> tuple[str, tuple[str, ...], tuple[tuple[int, int, str], ...]]:
    """The text of a Word document, what could not be taken out, and its links to documents.

    A link is the start and the end of its words in the text, and its address.

    One line a paragraph; one line a row of a table, its cells parted by tabs. Headers and footers
    stand first, notes last, each after its mark.

    Raises
    ------
    DocumentError
        Where the package is damaged, encrypted, a ZIP bomb, no Word document, or empty.
    """
    package = Package(data, where)
    main = package.main()
    body = child(main.root, "body")
    reader = _Reader(package, main)
    lines = reader.blocks(body) if body is not None else []
    lines = reader.headers() + lines + reader.notes()
    text, links = reader.inline.links.taken_out("\n".join(lines) + "\n")
    if not text.strip():
        raise DocumentError(
            "the Word document holds no text",
            where=where,
            cure="If it holds pictures of pages, make it a PDF and run text recognition (ocrmypdf)",
        )
    return text, reader.warnings(), links


@dataclass
class _Reader:
    package: Package
    main: Part
    styles: dict[str, Style] = field(default_factory=dict)
    default_style: str = ""
    numbering: Numbering = field(default_factory=Numbering)
    tables: int = 0
    shown: int = 0
    carried: str = ""
    """Text of a paragraph whose end was deleted with changes tracked: it goes on in the next."""

    def __post_init__(self) -> None:
        if name := self.main.first("styles"):
            self.styles, self.default_style = styles_of(self.package.part(name).root)
        if name := self.main.first("numbering"):
            self.numbering = Numbering.of(self.package.part(name).root, self.styles)
        self.inline = Inline(
            self.styles,
            Notes(self._note_form("footnotePr", "decimal")),
            Notes(self._note_form("endnotePr", "lowerRoman")),
            addresses=self.main.addresses,
        )

    def _note_form(self, kind: str, usual: str) -> str:
        """How notes are numbered: by the section, else by the settings, else as usual."""
        roots = [self.main.root]
        if name := self.main.first("settings"):
            roots.append(self.package.part(name).root)
        for root in roots:
            for element in root.iter(f"{{*}}{kind}"):
                if form := attribute(child(element, "numFmt")):
                    return form
        return usual

    def blocks(self, element: Any) -> list[str]:
        """The lines of a body, a cell, a text box, a header or a note."""
        lines: list[str] = []
        for item in element:
            name = local_name(item)
            if name == "p":
                lines += self._paragraph(item)
            elif name == "tbl":
                lines += self._table(item)
            elif name in _CONTAINERS:
                lines += self.blocks(item)
            elif name == "AlternateContent":
                chosen = child(item, "Choice")
                lines += self.blocks(chosen if chosen is not None else item)
        return lines

    def _paragraph(self, element: Any) -> list[str]:
        text = self.inline.paragraph(element)
        boxes, self.inline.boxes = self.inline.boxes, []
        if child(element, "pPr", "rPr", "del") is not None:
            self.carried += text
            return []
        text, self.carried = self.carried + text, ""
        text = self._label(element) + text.strip()
        text = _LABEL_TABS.sub(r"\1 ", text, count=1) if LABEL.match(text) else text
        lines = [line.rstrip() for line in text.split("\n")]
        for box in boxes:
            lines += self.blocks(box)
        self.shown += any(lines)
        return lines

    def _label(self, element: Any) -> str:
        """The label that Word prints before the paragraph, with the space after it."""
        name = attribute(child(element, "pPr", "pStyle")) or self.default_style
        style = self.styles.get(name, Style())
        own = child(element, "pPr", "numPr")
        number, level = integer(child(own, "numId")), integer(child(own, "ilvl"))
        number = style.number if number is None else number
        level = style.level if level is None else level
        if not number:
            return ""
        label, space = self.numbering.label(number, level, name)
        return label + space if label else ""

    def _table(self, element: Any) -> list[str]:
        self.tables += 1
        first = self.tables == 1 and self.shown < 3
        rows = [self._row(row) for row in _rows(element)]
        rows = [row for row in rows if row]
        widest = max(map(len, rows), default=0)
        if widest < 2 or (first and _is_title_block(rows)):
            return [line for row in rows for cell in row for line in cell if line]
        lines = []
        for row in rows:
            cells = [" ".join(" ".join(cell).split()) for cell in row]
            # A cell across the whole table is a heading in it, and no row of cells.
            across = bool(cells[0]) and all(cell is _ACROSS for cell in row[1:])
            lines.append(cells[0] if across else "\t".join(cells))
        return lines

    def _row(self, element: Any) -> list[list[str]]:
        """The cells of a row, each as its lines; merged cells once, and empty where they go on."""
        cells: list[list[str]] = []
        before = integer(child(element, "trPr", "gridBefore")) or 0
        cells += [_EMPTY] * min(max(before, 0), _MOST_COLUMNS)
        for item in _cells(element):
            merged = child(item, "tcPr", "vMerge")
            lines = [line for line in self.blocks(item) if line]
            goes_on = merged is not None and attribute(merged) != "restart"
            cells.append(_EMPTY if goes_on else lines)
            span = integer(child(item, "tcPr", "gridSpan")) or 1
            cells += [_ACROSS] * min(max(span - 1, 0), _MOST_COLUMNS)
        return cells[: 2 * _MOST_COLUMNS]

    def headers(self) -> list[str]:
        """The lines of headers and footers, each once; page numbers alone are left out."""
        lines: dict[str, None] = {}
        for wanted in ("header", "footer"):
            for kind, name in self.main.related.values():
                if kind != wanted:
                    continue
                for line in self._blocks_of(self.package.part(name)):
                    for part in line.split("\t"):
                        if not _PAGE_NUMBER.fullmatch(part):
                            lines[part.strip()] = None
        return list(lines)

    def _blocks_of(self, part: Part) -> list[str]:
        self.inline.addresses = part.addresses
        return self.blocks(part.root)

    def notes(self) -> list[str]:
        """The line that Word draws above notes, and they in the order of their marks."""
        used = self.inline.footnotes.used or self.inline.endnotes.used
        lines = [NOTE_RULE] if used else []
        for kind, notes in (
            ("footnotes", self.inline.footnotes),
            ("endnotes", self.inline.endnotes),
        ):
            name = self.main.first(kind)
            if not notes.used or name is None:
                continue
            part = self.package.part(name)
            self.inline.addresses = part.addresses
            known = {attribute(note, "id"): note for note in part.root}
            for identifier, mark in list(notes.used):
                note = known.get(identifier)
                text = " ".join(" ".join(self.blocks(note)).split()) if note is not None else ""
                lines.append(f"{mark} {text}" if mark else text)
        return lines

    def warnings(self) -> tuple[str, ...]:
        """What was lost, one line each."""
        found = []
        if self.inline.unknown_symbols:
            found.append(
                f"{self.inline.unknown_symbols} characters of a symbol font have no code: lost"
            )
        for kind, notes in (
            ("footnotes", self.inline.footnotes),
            ("endnotes", self.inline.endnotes),
        ):
            if notes.used and self.main.first(kind) is None:
                found.append(f"the marks of {len(notes.used)} {kind} have no text in the file")
        return tuple(found)


_EMPTY: list[str] = []
_ACROSS: list[str] = []
"""What a cell across columns leaves of those after its first: told from an empty one by `is`."""


def _rows(element: Any) -> Iterator[Any]:
    for item in element:
        name = local_name(item)
        if name == "tr":
            if child(item, "trPr", "del") is None:
                yield item
        elif name in _CONTAINERS:
            yield from _rows(item)


def _cells(element: Any) -> Iterator[Any]:
    for item in element:
        name = local_name(item)
        if name == "tc":
            yield item
        elif name in _CONTAINERS:
            yield from _cells(item)


def _is_title_block(rows: list[list[list[str]]]) -> bool:
    """Whether the table that opens a paper only places its symbol, date and language."""
    return len(rows) <= 6 and any(len(cell) > 2 for row in rows for cell in row)
