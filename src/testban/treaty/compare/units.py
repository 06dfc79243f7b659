"""Document -> units: the pieces that are aligned with each other and then compared.

A unit is a paragraph, an item, a heading, a footnote or a row; the rows of a table that names
nothing but States are one unit, since its order on the page (across or down) means nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from testban.reference.gazetteer import Gazetteer, condense
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block, Document
from testban.treaty.extract.model import Citation
from testban.treaty.gazetteer import gazetteer
from testban.treaty.languages import available

__all__ = ["Text", "Unit", "UnitKind", "cite", "note_marks", "units_of"]

UnitKind = str
"""``title heading paragraph item row footnote`` as for blocks, or ``states``."""


# Scripts that do not part words begin here.
_WIDE = "\u2e80"
# Day, place and language above the text are short lines of the title block.
_TITLE = 60


@dataclass(frozen=True, eq=False)
class Text:
    """The words of one or several units, condensed: no white space beside Chinese characters.

    Attributes
    ----------
    mapped
        The repaired text.
    shown
        The condensed text that is compared and shown; `index` maps it back to `mapped`.
    """

    mapped: MappedText
    shown: str
    index: Sequence[int]

    @classmethod
    def of(cls, mapped: MappedText) -> Text:
        """`mapped` in the form in which it is compared."""
        return cls(mapped, *condense(mapped.text))

    def piece(self, start: int, end: int) -> MappedText:
        """The repaired text of the range ``[start, end)`` of `shown`."""
        if start >= end:
            return self.mapped[0:0]
        return self.mapped[self.index[start] : self.index[end - 1] + 1]


@dataclass(frozen=True, eq=False)
class Unit:
    """One piece of a paper.

    Attributes
    ----------
    number
        Its place among the units of its paper, from 0.
    label, place, annex
        As of its (first) block.
    blocks
        The blocks that it holds: one, but for a table of States.
    """

    number: int
    kind: UnitKind
    label: str
    printed: str
    place: str
    annex: int
    blocks: tuple[Block, ...]

    @cached_property
    def text(self) -> Text:
        """Its words."""
        if self.kind in ("states", "row"):
            cells = [cell for block in self.blocks for cell in block.cells if cell.text]
            between = "|" if self.kind == "row" else "、" if cells[0].text[0] >= _WIDE else "; "
            return Text.of(MappedText.join(cells, between))
        return Text.of(MappedText.join((block.text for block in self.blocks), "\n"))

    @staticmethod
    def joined(units: Sequence[Unit]) -> Text:
        """The words of several units as one text."""
        if len(units) == 1:
            return units[0].text
        return Text.of(MappedText.join((unit.text.mapped for unit in units), " "))


def units_of(document: Document) -> list[Unit]:
    """The units of a paper in reading order, without the furniture of its pages."""
    names = gazetteer(document.language) if document.language in available() else None
    units: list[Unit] = []
    blocks = [b for b in document.blocks if b.kind != "furniture" and _says_something(b)]
    opening = True
    for table, group in groupby(blocks, key=lambda block: block.table):
        for kind, pieces in _pieces(table, list(group), names):
            first = pieces[0]
            opening = opening and kind in ("title", "paragraph") and not first.label
            if opening and len(first.text) <= _TITLE:
                kind = "title"
            printed = document.printed_label(first)
            units.append(
                Unit(len(units), kind, first.label, printed, first.place, first.annex, pieces)
            )
    return units


def _says_something(block: Block) -> bool:
    """It holds a letter or a digit: the line under the head of a table does not."""
    return any(character.isalnum() for character in block.text.text)


def _pieces(
    table: int, group: Sequence[Block], names: Gazetteer | None
) -> Iterator[tuple[UnitKind, tuple[Block, ...]]]:
    if table and names is not None and _is_of_states(group, names):
        yield "states", tuple(group)
    else:
        yield from ((block.kind, (block,)) for block in group)


def _is_of_states(rows: Iterable[Block], names: Gazetteer) -> bool:
    cells = [cell.text for row in rows for cell in row.cells if cell.text.strip()]
    return bool(cells) and sum(map(names.covers, cells)) >= 0.9 * len(cells)


def cite(document: Document, pieces: Iterable[MappedText], place: str) -> Citation | None:
    """Where pieces of a paper stand; None for no words at all."""
    kept = [piece for piece in pieces if piece.origin]
    if not kept:
        return None
    spans = tuple(span for piece in kept for span in document.spans(piece))
    first = spans[0][0]
    quote = " ".join(" ".join(piece.text.split()) for piece in kept)
    source = document.source
    return Citation(spans, source.line(first), source.page(first), place, quote)


def note_marks(document: Document) -> frozenset[int]:
    """The offsets in the original at which the marks of footnotes stand."""
    return frozenset(b.mark for b in document.blocks if b.kind == "footnote" and b.mark is not None)
