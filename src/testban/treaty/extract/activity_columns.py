"""Tables of activities whose columns stand side by side, each cell wrapped in its own column.

Extraction that keeps the layout of the page leaves the four cells of a row on the same lines, parted
by runs of spaces. The heading of the table says where the columns begin; a row begins where a period
does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import pairwise

from testban.treaty.documents.dates import dates_of
from testban.treaty.documents.lines import display_width
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.documents.paragraphs import join_pieces
from testban.treaty.extract.context import Context
from testban.treaty.extract.passage import Passage
from testban.treaty.languages import pack
from testban.treaty.literals import finder, lines_holding, needs

__all__ = ["Printed", "columns_of", "has_heading", "is_heading", "printed_rows"]

_GAP = re.compile(r"\S(?: \S|\S)*")
_BLANKS = re.compile(r"\s+")
# So many rows show where the columns begin.
_ROWS = 2
_FEWEST = 3
_HEADING = 40
_HEADING_LINE = 80
_SLACK = 4
_NEAR = 6
_FEW = 2
_OVERRUN = 0.1
_BELOW = 80
_YEAR = re.compile(r"(?:19|20)\d{2}\b")
_STOPS = "。.！!；;"


@dataclass(frozen=True)
class _Measure:
    """Where columns begin: in characters of the line, or in columns of the page (`wide`)."""

    starts: tuple[int, ...]
    wide: bool
    period: int = 1
    name: int = 0

    @property
    def head(self) -> int:
        """The number of columns up to the last that says who acted and when."""
        return max(self.period, self.name) + 1

    def index(self, text: str, column: int) -> int:
        """The character of `text` with which a column begins."""
        if not self.wide or text.isascii():
            return column
        at = width = 0
        while width < column and at < len(text):
            width += display_width(text[at])
            at += 1
        return at if width >= column else at + 1

    def is_overrun(self, below: Sequence[str]) -> bool:
        """Periods run on across the start of the text: lines were padded, and columns not kept."""
        column = self.starts[self.head]
        cuts = [(text, cut) for text in below if 0 < (cut := self.index(text, column)) < len(text)]
        across = sum(
            not text[cut - 1].isspace() and "  " not in text[max(cut - _NEAR, 0) : cut + _NEAR]
            for text, cut in cuts
        )
        return across >= _FEW and across > _OVERRUN * len(cuts)

    def fits(self, text: str) -> int:
        """How many of the columns begin in `text` after white space."""
        return len(self._cuts(text))

    def begins(self, text: str) -> int:
        """How many of those begin with a cell's first character."""
        return sum(not text[cut].isspace() for cut in self._cuts(text))

    def _cuts(self, text: str) -> list[int]:
        cuts = [self.index(text, column) for column in self.starts[1:]]
        return [cut for cut in cuts if 0 < cut < len(text) and text[cut - 1].isspace()]


Printed = tuple[Block, tuple[MappedText, ...]]
"""A row of the table with its cells, or a line that runs across it with the one cell."""


@dataclass
class _Row:
    block: Block
    cells: list[list[MappedText]]
    period: str = field(default="")


def printed_rows(context: Context) -> list[Printed]:
    """The rows of every table set in columns, and the headings between; nothing where none is."""
    if not has_heading(context):
        return []
    lines = [line for line in context.lines if line[1].text]
    if not any(_columns(context, line) for _, line in lines):
        return []
    marks = _marks(context)
    found = [
        (block, tuple(_without(cell, marks) for cell in cells) if marks else cells)
        for block, cells in _rows(context, lines)
    ]
    return found if any(len(cells) > 1 for _, cells in found) else []


def _marks(context: Context) -> set[int]:
    """Where marks of footnotes are glued to a word in the original: printed lines hold them still."""
    source = context.document.source.text
    return {
        block.mark - at
        for block in context.document.blocks
        if block.kind == "footnote" and block.mark is not None and block.label
        for at in range(len(block.label))
        if not source[block.mark - len(block.label)].isspace()
    }


def _without(cell: MappedText, marks: set[int]) -> MappedText:
    if marks.isdisjoint(cell.origin):
        return cell
    return MappedText.join([cell[i : i + 1] for i, at in enumerate(cell.origin) if at not in marks])


def has_heading(context: Context) -> bool:
    """Some line begins like the heading of a table of activities (most papers have none)."""
    return _has_heading(
        context.document.source.text, context.language.regex("activities", "header")
    )


@lru_cache(maxsize=1)  # whoever reads a paper asks twice
def _has_heading(text: str, header: re.Pattern[str]) -> bool:
    words = [word.partition(" ")[0] for word in needs(header.pattern)]  # blanks may be many
    return any(
        header.match(" ".join(line.split()))
        for line in lines_holding(text, finder(tuple(dict.fromkeys(words))))
    )


def columns_of(context: Context, cells: Sequence[MappedText]) -> dict[str, int]:
    """What each column holds, if the cells are the heading of a table of activities.

    The first column that answers to a name of the pack's ``[activities.columns]`` is the one;
    nothing is returned unless State, period and text each have theirs.
    """
    shown = [_BLANKS.sub("", cell.text) for cell in cells]
    if len(shown) < _FEWEST or max(map(len, shown)) > _HEADING:
        return {}
    names = _column_names(context.language.code)
    if "actor" not in names or not any(map(names["actor"].search, shown)):
        return {}
    if any(context.language.regex("activities", "other_table").search(cell) for cell in shown):
        return {}  # "State | Date of signature | Date of ratification | Remarks"
    found: dict[str, int] = {}
    for at, cell in enumerate(shown):
        name = next((name for name, regex in names.items() if regex.search(cell)), None)
        if cell and name is not None:
            found.setdefault(name, at)
    return found if {"actor", "when", "text"} <= found.keys() else {}


@cache
def _column_names(code: str) -> dict[str, re.Pattern[str]]:
    columns = pack(code).table("activities").get("columns", {})
    return {name: re.compile(source) for name, source in columns.items()}


def is_heading(context: Context, passage: Passage) -> bool:
    """The passage is (or begins with) the heading of a table of activities, run into one line."""
    if context.pattern("activities", "header").search(passage) is None:
        return False
    first = passage.masked[:_HEADING_LINE]
    columns = context.language.table("activities").get("columns", {})
    other = context.language.regex("activities", "other_table").search(first)
    return other is None and re.search(columns.get("text", r"(?!)"), first) is not None


def _columns(context: Context, line: MappedText) -> list[int]:
    """Where the columns begin, in characters, if the line is the heading of a table set in columns."""
    found = [match.start() for match in _GAP.finditer(line.text)]
    if len(found) < _FEWEST or len(line.text) > 200 or "\t" in line.text:
        return []
    condensed = " ".join(line.text.split())
    return found if context.language.regex("activities", "header").match(condensed) else []


def _measured(line: str, columns: list[int], below: Sequence[str]) -> _Measure:
    """Whether the lines below were padded to so many characters or to so wide a text.

    A Chinese character is as wide as two others: what is set to widths has fewer characters before
    a column the more of them are Chinese.
    """
    if line.isascii() and all(text.isascii() for text in below):
        return _Measure(tuple(columns), False)
    wide = tuple(display_width(line[:column]) for column in columns)
    both = [_Measure(tuple(columns), False), _Measure(wide, True)]
    return max(
        both, key=lambda measure: (sum(map(measure.fits, below)), sum(map(measure.begins, below)))
    )


def _placed(
    context: Context, heading: MappedText, starts: Sequence[int], measure: _Measure
) -> _Measure:
    """The measure with the columns of periods and of names where the heading has them."""
    edges = [*starts, len(heading.text)]
    cells = [heading[a:b].strip() for a, b in pairwise(edges)]
    named = columns_of(context, cells)
    if not named:
        return measure
    return replace(measure, period=named["when"], name=named["actor"])


def _parted(columns: _Measure, below: Sequence[str]) -> _Measure:
    """The columns but those across whose beginning the text of the lines below runs.

    A heading set in the middle of its column, or one of a column that the page leaves empty,
    begins where the text beside it goes on.
    """
    kept = columns.starts[: columns.head + 1]
    for column in columns.starts[columns.head + 1 :]:
        cuts = [(text, columns.index(text, column)) for text in below]
        near = [text[max(cut - _SLACK, 0) : cut + 1] for text, cut in cuts if cut < len(text)]
        across = sum("  " not in text for text in near)
        if across < _FEWEST or 2 * across <= len(near):
            kept += (column,)
    return replace(columns, starts=kept)


def _rows(context: Context, lines: list[tuple[Block, MappedText]]) -> Iterator[Printed]:
    columns: _Measure | None = None
    current: _Row | None = None
    for at, (block, line) in enumerate(lines):
        if found := _columns(context, line):
            below = list(_below(context, lines, at))
            measure = _placed(context, line, found, _measured(line.text, found, below))
            if measure.is_overrun(below):
                continue
            columns = _parted(measure, below)
            if current is not None:
                yield _printed(current)
            current = None
            yield block, tuple(cell.strip() for cell in _cut(line, columns) or ())
            continue
        cells = _cut(line, columns) if columns else None
        if cells is None or not _is_line_of(context, block, line):
            if current is not None:
                yield _printed(current)
            current = None
            yield block, (line.strip(),)
            continue
        period = cells[columns.period].text.strip() if columns else ""
        if current is None or _begins(context, current, cells, columns):
            if current is not None:
                yield _printed(current)
            current = _Row(block, [[] for _ in cells])
        for cell, piece in zip(current.cells, cells, strict=False):
            if piece.text.strip():
                cell.append(piece.strip())
        current.period = f"{current.period} {period}".strip()
    if current is not None:
        yield _printed(current)


def _below(context: Context, lines: list[tuple[Block, MappedText]], at: int) -> Iterator[str]:
    """The lines under the heading `at`, up to the next part of the paper.

    The next section of a table that has rows already may be set in columns of its own.
    """
    for number, (block, text) in enumerate(lines[at + 1 : at + _BELOW]):
        if number >= _ROWS and "  " not in text.text and not _is_line_of(context, block, text):
            return
        if block.kind == "heading" and block.level == 1 and text.text.strip() == block.text.text:
            return
        yield text.text


def _printed(row: _Row) -> Printed:
    return row.block, tuple(join_pieces(cell) for cell in row.cells)


def _is_line_of(context: Context, block: Block, line: MappedText) -> bool:
    """No heading that happens to have a space where the columns part."""
    passage = context.passage(block, line.strip())
    if context.pattern("activities", "part").search(passage):
        return False
    if context.pattern("activities", "section").search(passage):
        return False
    return context.first("activity_section", passage) is None


def _cut(line: MappedText, columns: _Measure) -> list[MappedText] | None:
    """The cells of a line; None where its text runs on across the start of a column."""
    cuts = [0]
    for column in columns.starts[1:]:
        cut = _space_near(line.text, columns.index(line.text, column))
        if cut is None:
            return None
        cuts.append(max(_past_a_day(line.text, cut), cuts[-1]))
    return [line[a:b] for a, b in zip(cuts, [*cuts[1:], len(line.text)], strict=True)]


def _past_a_day(text: str, cut: int) -> int:
    """After the end of a day that is wider than its column: a gap of blanks stands behind it."""
    rest = _END_OF_A_DAY.match(text, cut)
    return rest.end() if rest and _OPEN_DAY.search(text, 0, cut) else cut


_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_OPEN_DAY = re.compile(rf"(?:[\d年月至–—-]|\b{_MONTH}) ?$")
_END_OF_A_DAY = re.compile(
    r"(?:\d{1,4} ?)?(?:[年月日]|(?<=\d))(?: ?\d{1,2} ?[月日]){0,2}\s{2,}(?=\S)"
)


def _space_near(text: str, column: int) -> int | None:
    """Where the cell that begins at `column` or a little before it begins."""
    if column >= len(text) or text[column - 1].isspace():
        return min(column, len(text))
    for cut in range(column - 1, max(column - _SLACK, 1), -1):
        if text[cut - 1].isspace():
            return cut
    return None


def _begins(
    context: Context, row: _Row, cells: Sequence[MappedText], columns: _Measure | None
) -> bool:
    """The line begins another row: a State beside a period, or a period that ends none above."""
    if columns is None:
        return True
    period = cells[columns.period].text.strip()
    if not row.period or not period:
        return bool(period)
    if _goes_on(context, row.period, period):
        return False
    own = cells[columns.name].text.strip()
    name = " ".join([*(piece.text for piece in row.cells[columns.name]), own])
    if own and not context.names.begins(name):
        return True
    if dates_of(context.language.code).find(_BLANKS.sub(" ", row.period)):
        return True
    # "Throughout the" / "period": words that give no day run on while the text beside them does.
    return _finished(row, columns.head)


def _finished(row: _Row, head: int) -> bool:
    text = [cell[-1].text.rstrip() for cell in row.cells[head:] if cell]
    return bool(text) and text[0][-1:] in _STOPS


def _goes_on(context: Context, period: str, below: str) -> bool:
    """The period printed so far wants what stands below: its end (`30 November to`), its year."""
    condensed = _BLANKS.sub(" ", period)
    dates = dates_of(context.language.code)
    both = condensed + (" " if context.language.spaced else "") + below
    if any(date.start < len(condensed) < date.end for date in dates.find(both)):
        return True
    found = dates.find(condensed)
    if not found:
        return condensed[-1:].isdigit()  # "24 and 25" above "January 2023"
    yearless = found[-1].date.startswith("--") and _YEAR.match(below) is not None
    rest = condensed[found[-1].end :]
    return yearless or context.language.regex("activities", "goes_on").match(rest) is not None
