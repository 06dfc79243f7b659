"""A paragraph of a document with its facts and findings marked in place."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from testban.store import BlockRecord

__all__ = ["Mark", "marked"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something said of a part of a document: spans of the original, a class and a label."""

    spans: Sequence[tuple[int, int]]
    kind: str
    label: str


def _places(block: BlockRecord, span: tuple[int, int]) -> Iterable[tuple[int, int]]:
    """The parts of a block's text that stand in a span of the original."""
    ends = [index for index, _ in block.origin[1:]] + [len(block.text)]
    for (index, offset), end in zip(block.origin, ends, strict=True):
        first = max(index, index + span[0] - offset)
        last = min(end, index + span[1] - offset)
        if first < last:
            yield first, last


def marked(block: BlockRecord, marks: Sequence[Mark]) -> Markup:
    """The text, escaped, with every mark around its part; marks may overlap."""
    ranges = [
        (first, last, mark)
        for mark in marks
        for span in mark.spans
        if span[0] < block.end and span[1] > block.start
        for first, last in _places(block, span)
    ]
    edges = sorted({0, len(block.text), *(r[0] for r in ranges), *(r[1] for r in ranges)})
    parts: list[Markup] = []
    for first, last in itertools.pairwise(edges):
        piece = escape(block.text[first:last])
        over = list(dict.fromkeys(m for f, end, m in ranges if f <= first and last <= end))
        if over:
            kinds = " ".join(dict.fromkeys(mark.kind for mark in over))
            if any(m in over and last == end for _, end, m in ranges):
                kinds += " end"
            label = "; ".join(dict.fromkeys(mark.label for mark in over))
            piece = Markup('<mark class="{}" title="{}">{}</mark>').format(kinds, label, piece)
        parts.append(piece)
    return Markup("").join(parts)


def holder(blocks: Sequence[BlockRecord], offset: int) -> int:
    """The index of the block, in order of their starts, in which an offset stands."""
    return max(bisect_right([block.start for block in blocks], offset) - 1, 0)
