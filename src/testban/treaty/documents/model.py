"""What a document is, once read: its decoded original, and the structure found in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from testban.treaty.documents.mapped import MappedText, Span
from testban.treaty.documents.markdown import bare

__all__ = ["Block", "BlockKind", "Document", "Source"]

_LINE_END = re.compile("\n")
BlockKind = Literal["title", "heading", "paragraph", "item", "row", "footnote", "furniture"]


@dataclass(frozen=True)
class Source:
    """The decoded original of one file.

    Attributes
    ----------
    name
        The file's name, without its folder.
    sha256
        Of the file's bytes, lower-case hexadecimal: the document's identity.
    media_type
        ``text/plain``, ``application/pdf``, ``text/html`` or
        ``application/vnd.openxmlformats-officedocument.wordprocessingml.document``.
    text
        The decoded original. Every position that testban reports is a character offset in it.
        For PDF, DOCX and HTML it is the text that the reader took out: one line of the page a
        line, cells of a table row parted by a tab, pages parted by a form feed.
    page_starts
        Offset at which each page starts, the first being 0; empty where the format has no pages.
    warnings
        What the reader could not take out (a page without a text layer), one line each.
    links
        Hyperlinks to documents that the file does not print: start and end of their words in the
        text, and the address.
    """

    name: str
    sha256: str
    media_type: str
    text: str
    page_starts: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()

    @cached_property
    def line_starts(self) -> list[int]:
        """Offset at which each line starts; lines end at ``\\n`` (a ``\\r`` before it belongs to it)."""
        return [0, *[match.end() for match in _LINE_END.finditer(self.text)]]

    def line(self, offset: int) -> int:
        """The line, counted from 1, on which the character at `offset` stands."""
        return bisect_right(self.line_starts, offset)

    def column(self, offset: int) -> int:
        """The column, counted from 1, of the character at `offset`."""
        return offset - self.line_starts[self.line(offset) - 1] + 1

    def page(self, offset: int) -> int | None:
        """The page, counted from 1, or None where the format has no pages."""
        return bisect_right(self.page_starts, offset) or None if self.page_starts else None


_LABEL_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document's structure, in reading order.

    Attributes
    ----------
    kind
        ``title`` (the title block: symbol, date, language, name of the paper), ``heading``,
        ``paragraph``, ``item`` (a lettered or numbered item under a paragraph), ``row`` (of a
        table; see `cells`), ``footnote`` or ``furniture`` (running heads, page numbers, printed
        hyperlinks: kept, so that nothing of the original is lost).
    text
        The repaired text, without its label.
    label
        The number or letter as printed, without brackets or full stop: ``10``, ``a``, ``㈠``.
    level
        Depth: of a heading, from 1; of an item, from 1 under its paragraph; else 0.
    place
        Where it stands, for people: ``annex I, para. 5 (a)``.
    cells
        Of a row: its cells in the order of the columns, empty ones included.
    table
        Of a row: the number, from 1, of its table in the document; else 0.
    annex
        Number of the annex it stands in, counted from 1 through the document; 0 in the body.
    mark
        Of a footnote: the offset in the original at which its mark stands; None where not found.
    """

    kind: BlockKind
    text: MappedText
    label: str = ""
    level: int = 0
    place: str = ""
    cells: tuple[MappedText, ...] = ()
    table: int = 0
    annex: int = 0
    mark: int | None = None


@dataclass(frozen=True)
class Document:
    """One language version of one official paper.

    Attributes
    ----------
    symbol
        As ``CTBT-Art.XIV/2021/6`` with Add., Corr., Rev.; None where none could be found.
    symbol_from
        ``printed`` (in the title block), ``running_head``, ``inferred`` (the text speaks of itself
        by it, or its number heads a resolution) or None.
    reissued
        The symbol carries an asterisk: reissued for technical reasons.
    date
        Of the document, ISO 8601, as precise as it is printed; None where it gives none.
    language, original_language
        ``ar zh en fr ru es``; None where not known.
    whole
        False where the text is evidently a fragment (starts in mid-sentence, or breaks off).
    warnings
        What the reader could not make out, one line each.
    joined
        Where paragraphs end was certain: they stand on one line each, or end with a space.
    """

    source: Source
    blocks: tuple[Block, ...]
    title: str = ""
    symbol: str | None = None
    symbol_from: str | None = None
    reissued: bool = False
    date: str | None = None
    language: str | None = None
    original_language: str | None = None
    session: int | None = None
    whole: bool = True
    warnings: tuple[str, ...] = field(default=())
    joined: bool = False

    def printed_label(self, block: Block) -> str:
        """The label of a paragraph or item just as it is printed: ``1.``, ``(a)``, ``一、``, ``㈠``."""
        if not block.label or not block.text.origin:
            return ""
        first = block.text.origin[0]
        start = self.source.text.rfind("\n", 0, first) + 1
        shown = bare(self.source.text[start:first])[1].strip(" \t\r\f\u3000\xa0")
        # Where all the text is on one line, more than the label stands before it.
        return shown if len(shown) <= _LABEL_LENGTH else shown.split()[-1]

    def spans(self, text: MappedText) -> list[Span]:
        """Where `text`, a piece of one of the blocks, stands in the original."""
        return text.spans(self.source.text)
