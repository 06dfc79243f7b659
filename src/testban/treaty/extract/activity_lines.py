"""The lines of a paper from its first table of activities on, each with its cells.

A table begins with the heading of a section (`1(a) Activities related to Annex 2 States`), with a
heading of its columns (`State | Date/period | Activity and background | Comments`), or, where it
has neither, with the first of its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.markdown import bare
from testban.treaty.documents.model import Block
from testban.treaty.extract.activity_columns import (
    columns_of,
    has_heading,
    is_heading,
    printed_rows,
)
from testban.treaty.extract.activity_rows import Line, section_of
from testban.treaty.extract.context import Context
from testban.treaty.extract.passage import Passage
from testban.treaty.languages import pack

__all__ = ["heading_below", "split_heading", "table_of_activities"]

_GAP = re.compile(r"\t|[ \u3000]{2,}(?=\S)")
_LABEL = 20
_LAST_WORD = re.compile(r"\S+\s*\Z")
_HEAD = 40
_HEADS = 4
"""Cells of a heading, each on a line of its own where the page was read cell by cell."""


def table_of_activities(context: Context, unheaded: frozenset[int]) -> Iterator[Line]:
    """The lines from the first that opens a table of activities to the end of the paper.

    Parameters
    ----------
    unheaded
        The numbers of tables whose cells alone show that they hold activities.
    """
    begun = False
    for block, cells in printed_rows(context):
        begun = begun or bool(section_of(context, context.passage(block, cells[0]), ""))
        begun = begun or bool(columns_of(context, cells))
        if begun:
            yield Line(block, cells, True)
    if begun:
        return
    somewhere = has_heading(context)
    for index, passage in enumerate(context.passages):
        block = passage.block
        begun = begun or block.table in unheaded or _opens(context, index)
        if block.kind == "footnote" or not (begun or somewhere):
            continue
        for line in _lines(context, block):
            # A heading may have been joined to the title above it.
            begun = begun or is_heading(context, context.passage(block, line.text))
            if begun:
                yield line


def _opens(context: Context, index: int) -> bool:
    """A section or a heading of columns begins with this passage."""
    passage = context.passages[index]
    if passage.block.kind == "row":
        return bool(columns_of(context, _cells(passage.text))) or bool(
            section_of(context, passage, "")
        )
    if section_of(context, passage, "") or is_heading(context, passage):
        return True
    return heading_below(context, index)


def heading_below(context: Context, index: int) -> bool:
    """With this passage begins a heading of columns whose cells stand one below the other."""
    first = context.passages[index]
    if not _begins_columns(context.language.code, first.text.text):
        return False
    after = [p.text for p in context.passages[index + 1 : index + _HEADS]]
    return split_heading(context, first, after) > 0


def split_heading(context: Context, first: Passage, after: Sequence[MappedText]) -> int:
    """How many lines, a cell each, make up a heading of columns; 0 where they are none."""
    if not _begins_columns(context.language.code, first.text.text):
        return 0
    cells = [first.text, *after][:_HEADS]
    return next((n for n in (4, 3) if len(cells) >= n and columns_of(context, cells[:n])), 0)


@lru_cache(maxsize=1024)  # the cells of a long list are few texts again and again
def _begins_columns(language: str, text: str) -> bool:
    """The text is short and names the column of the States."""
    if len(text) > _HEAD:
        return False
    actor = pack(language).table("activities").get("columns", {}).get("actor", r"(?!)")
    return re.search(actor, re.sub(r"\s+", "", text)) is not None


def _lines(context: Context, block: Block) -> Iterator[Line]:
    label = _label(context, block)
    if block.kind == "row" or "\t" in block.text.text:
        yield Line(block, _cells(block.text), True)
    elif context.document.joined:
        yield Line(block, (label + block.text if label else block.text,), True)
    else:
        for index, piece in enumerate(_physical(context, block)):
            shown = label + piece if label and not index else piece
            yield Line(block, _cells(shown), False)


def _label(context: Context, block: Block) -> MappedText | None:
    """The label that the structure took off, as it stands in the original (`1(a)`, `2.`)."""
    if not block.label or not block.text.origin:
        return None
    source = context.document.source.text
    first = block.text.origin[0]
    start = source.rfind("\n", max(0, first - _LABEL), first) + 1
    if not start:
        # All of the text is on one line, or much of it: the label is the last word before.
        match = _LAST_WORD.search(source, max(0, first - _LABEL), first)
        start = match.start() if match else first
    sign, shown = bare(source[start:first])
    return MappedText.at(shown, start + sign)


def _physical(context: Context, block: Block) -> Iterator[MappedText]:
    source = context.document.source.text
    origin = block.text.origin
    if origin and "\n" not in source[min(origin) : max(origin)]:
        yield block.text.strip()
        return
    start = 0
    for index in range(1, len(origin)):
        if "\n" in source[origin[index - 1] : origin[index]]:
            yield block.text[start:index].strip()
            start = index
    if start < len(origin):
        yield block.text[start:].strip()


def _cells(text: MappedText) -> tuple[MappedText, ...]:
    cells = []
    position = 0
    for match in _GAP.finditer(text.text):
        cells.append(text[position : match.start()].strip())
        position = match.end()
    cells.append(text[position:].strip())
    return tuple(cells)
