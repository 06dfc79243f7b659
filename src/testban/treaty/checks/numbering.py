"""Numbering: gaps and repeats in the series of a paper's paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.documents.model import Block

__all__ = ["broken_series"]


def broken_series(paper: Paper) -> Iterator[Finding]:
    """N501: a paragraph's number is not the one after the last."""
    for series in _series(paper):
        for before, after in pairwise(series):
            expected = int(before.label) + 1
            if int(after.label) != expected:
                cite = paper.context.cite([after.text[:1]], after.place)
                yield paper.finding("N501", cite, expected, stated=after.label, before=before.label)


def _series(paper: Paper) -> list[list[Block]]:
    """The numbered paragraphs, a list for each part that counts for itself."""
    series: list[list[Block]] = []
    part: tuple[object, ...] = ()
    for block in paper.document.blocks:
        if block.kind != "paragraph" or not block.label.isdigit():
            continue
        here = (block.annex, block.place.rpartition("para.")[0] if block.annex else "")
        # A paper that begins to count again has begun another part.
        if here != part or block.label == "1":
            series.append([])
        part = here
        series[-1].append(block)
    return series
