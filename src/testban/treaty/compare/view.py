"""A comparison as rows of a page: each pair side by side, its differing characters marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from testban.treaty.compare.model import Change, Comparison, Pair
from testban.treaty.compare.units import Unit
from testban.treaty.documents.model import Document
from testban.treaty.documents.places import place_in_words
from testban.treaty.extract.model import Citation

__all__ = ["WORDS", "Cell", "Row", "heading", "places", "row_of", "rows", "where"]

WORDS = {
    "en": {
        "title": "What changed",
        "substance": "In substance: {n}",
        "wording": "In words alone: {n}",
        "side_by_side": "Side by side",
        "line": "line {line}",
        "also": "also: ",
        "none": "Nothing changed.",
        "change": "Change",
        "number": "No.",
        "same": "unchanged: {n} paragraphs",
        "warning": "to be looked at",
        "in_brackets": " ({})",
    },
    "zh": {
        "title": "改动一览",
        "substance": "实质改动：{n}",
        "wording": "文字改动：{n}",
        "side_by_side": "逐段对照",
        "line": "第{line}行",
        "also": "另见：",
        "none": "没有改动。",
        "change": "改动",
        "number": "序号",
        "same": "未改动：{n}段",
        "warning": "须核实",
        "in_brackets": "（{}）",
    },
}
"""What reports say around the changes, by language."""

# Further places of one change that are named; JSON has all of them.
_PLACES = 12

State = Literal["same", "changed", "moved", "dropped", "added"]
Piece = tuple[str, bool]
"""Some text, and whether it differs from the other version."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row: number and line as they are shown, and the text in pieces."""

    label: str
    line: int | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A pair of the comparison as it is shown."""

    state: State
    a: Cell
    b: Cell


def rows(comparison: Comparison) -> list[Row]:
    """Every pair in the order of `Comparison.pairs`."""
    return [_row(pair, comparison) for pair in comparison.pairs]


def _row(pair: Pair, comparison: Comparison) -> Row:
    a = _cell(pair.a, comparison.a, [(h.a_start, h.a_end) for h in pair.hunks], not pair.b)
    b = _cell(pair.b, comparison.b, [(h.b_start, h.b_end) for h in pair.hunks], not pair.a)
    return Row(_state(pair), a, b)


def _state(pair: Pair) -> State:
    if not pair.b:
        return "dropped"
    if not pair.a:
        return "added"
    if pair.moved:
        return "moved"
    return "changed" if pair.differs else "same"


def _cell(
    units: Sequence[Unit], document: Document, ranges: list[tuple[int, int]], alone: bool
) -> Cell:
    if not units:
        return Cell("", None, ())
    text = Unit.joined(units).shown
    origin = units[0].text.mapped.origin
    pieces = ((text, True),) if alone else tuple(_pieces(text, ranges))
    return Cell(units[0].printed, document.source.line(origin[0]) if origin else None, pieces)


def _pieces(text: str, ranges: Iterable[tuple[int, int]]) -> list[Piece]:
    pieces: list[Piece] = []
    position = 0
    for start, end in sorted(ranges):
        if position < start:
            pieces.append((text[position:start], False))
        if max(start, position) < end:
            pieces.append((text[max(start, position) : end], True))
        position = max(position, end)
    if position < len(text):
        pieces.append((text[position:], False))
    return pieces


def row_of(comparison: Comparison, changes: Sequence[Change]) -> list[int]:
    """For each change, the index of the row in which it is seen."""
    sides = []
    for side in ("a", "b"):
        starts = sorted(
            (units[0].blocks[0].text.origin[0], n)
            for n, pair in enumerate(comparison.pairs)
            if (units := getattr(pair, side)) and units[0].blocks[0].text.origin
        )
        sides.append(starts)
    found = []
    for change in changes:
        starts, cite = (sides[1], change.b) if change.b else (sides[0], change.a)
        at = cite.spans[0][0] if cite else 0
        before = bisect_right(starts, (at, len(comparison.pairs))) - 1
        found.append(starts[max(before, 0)][1] if starts else 0)
    return found


def heading(document: Document) -> str:
    """A paper's symbol and the name of its file."""
    name = document.source.name
    return f"{document.symbol} ({name})" if document.symbol else name


def where(change: Change, lang: str) -> str:
    """``A line 5 (para. 2)  B line 6 (para. 2)``."""
    both = (("A", change.a), ("B", change.b))
    return "  ".join(f"{name} {_place(cite, lang)}" for name, cite in both if cite)


def _place(cite: Citation, lang: str) -> str:
    line = WORDS[lang]["line"].format(line=cite.line)
    if not cite.place:
        return line
    place = cite.place if lang == "en" else place_in_words(cite.place, lang)
    return f"{line}{WORDS[lang]['in_brackets'].format(place)}"


def places(change: Change) -> str:
    """The lines of the further places: ``A 5/B 6, A 9/B 10``; empty where there are none."""
    shown = list(
        dict.fromkeys(
            "/".join(f"{name} {c.line}" for name, c in (("A", a), ("B", b)) if c)
            for a, b in change.places
        )
    )
    more = f" … ({len(shown)})" if len(shown) > _PLACES else ""
    return ", ".join(shown[:_PLACES]) + more
