"""The physical lines of a paper with the block that each belongs to, for tables read line by line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from testban.treaty.documents.lines import LineKind, lines_as_printed
from testban.treaty.documents.mapped import MappedText, folded
from testban.treaty.documents.model import Block, Document

__all__ = ["PrintedLine", "table_lines"]


class PrintedLine(NamedTuple):
    """A line as printed, the block that it belongs to, and where it starts in the original.

    Full-width digits and letters are in their usual form, one character for one.
    """

    block: Block
    text: str
    start: int

    @property
    def mapped(self) -> MappedText:
        """Its text, each character mapped to the original."""
        return MappedText.at(self.text, self.start)


def table_lines(document: Document) -> Iterator[PrintedLine]:
    """The lines of text in the order printed, page furniture and footnotes left out."""
    source = document.source.text
    blocks = sorted((b for b in document.blocks if b.text.origin), key=_first)
    starts = [_first(block) for block in blocks]
    for line in lines_as_printed(source):
        if line.kind is not LineKind.text:
            continue
        at = bisect_right(starts, line.start + len(line.text) - len(line.text.lstrip())) - 1
        if at < 0 or blocks[at].text.origin[-1] < line.start:
            at = min(at + 1, len(blocks) - 1)  # a label stands before the text of its block
        block = blocks[at]
        if block.kind not in ("footnote", "furniture"):
            yield PrintedLine(block, folded(line.text), line.start)


def _first(block: Block) -> int:
    return block.text.origin[0]
