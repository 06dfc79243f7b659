"""The table of activities, whatever text extraction made of its four columns.

One row is one activity: State, period, activity, comment. The table comes in three shapes:

* cells parted by tabs (from DOCX, HTML, or a PDF with wide gaps);
* columns kept apart by runs of spaces, each cell wrapped in its own column;
* columns interleaved: State, period and activity run into one line, the lines of the comment
  follow below, and the State's name stands only in the first of its rows.

The row's parts are found again from the order of things and from the width of the lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from testban.treaty.documents.lines import display_width
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.markdown import bare
from testban.treaty.documents.model import Block
from testban.treaty.documents.paragraphs import join_pieces
from testban.treaty.extract.activity_columns import columns_of, printed_rows
from testban.treaty.extract.activity_headings import headed_rows
from testban.treaty.extract.activity_rows import Row, section_of
from testban.treaty.extract.context import Context
from testban.treaty.extract.passage import Passage

__all__ = ["rows", "settle"]

_TERMINAL = '。.！？!?”"’』」)）;；'
_GAP = re.compile(r"\t|[ \u3000]{2,}(?=\S)")
_NARROW = 0.55
_FEWEST = 3
_TITLE = 40


def settle(context: Context) -> None:
    """Find the rows, and put the text of each, whole, in place of the lines it was printed on."""
    context.rows = headed_rows(context) or list(rows(context))
    if not context.rows:
        return
    following: dict[int, list[Row]] = {}
    for row in context.rows:
        following.setdefault(id(row.taken[0]), []).append(row)
    taken = {id(block) for row in context.rows for block in row.taken}
    ranges = sorted(_reach(row) for row in context.rows)
    settled: list[Passage] = []
    for passage in context.passages:
        block = passage.block
        if id(block) not in taken and not _within(block, ranges):
            settled.append(passage)
        for row in following.get(id(block), ()):
            settled += _passages(context, row)
    context.passages = settled


def _reach(row: Row) -> tuple[int, int]:
    """The first and the last character of a row in the original."""
    pieces = [piece for piece in (row.head, *row.text, *row.comment) if piece.origin]
    return min(p.origin[0] for p in pieces), max(p.origin[-1] for p in pieces)


def _within(block: Block, ranges: list[tuple[int, int]]) -> bool:
    """The block is a part of a row whose cells were read line by line."""
    if block.kind == "footnote" or not block.text.origin:
        return False
    first, last = block.text.origin[0], block.text.origin[-1]
    at = bisect_right(ranges, (first, last)) - 1
    return at >= 0 and ranges[at][0] <= first and last <= ranges[at][1]


def _passages(context: Context, row: Row) -> Iterator[Passage]:
    """The activity with its State and period, and the comment on it."""
    for pieces in ([row.head, *row.text], row.comment):
        text = join_pieces(pieces)
        if text.text:
            block = Block("paragraph", text, place=row.place, annex=row.block.annex)
            yield context.passage(block, text)


@dataclass(frozen=True)
class _Line:
    """A line of the table, or a paragraph where lines were joined for certain."""

    block: Block
    cells: tuple[MappedText, ...]
    joined: bool

    @property
    def text(self) -> MappedText:
        return join_pieces([cell for cell in self.cells if cell.text])

    @property
    def width(self) -> int:
        return display_width(self.text.text)


def rows(context: Context) -> Iterator[Row]:
    """Every row of every table of activities in the document."""
    lines = list(_lines(context))
    if not lines:
        return
    narrow = _NARROW * _text_width(lines)
    section = ""
    actors: list[tuple[str, ...]] = []
    current: Row | None = None
    columns: dict[str, int] = {}
    waiting = list(reversed(lines))
    while waiting:
        line = _whole_period(context, waiting)
        passage = context.passage(line.block, line.text)
        if found := _opened(context, line, passage, section):
            if current is not None:
                yield current
            section, current, actors = found, None, []
            continue
        if heads := columns_of(context, line.cells):
            columns = heads
            continue
        if not section or context.pattern("activities", "header").search(passage):
            continue
        if context.pattern("activities", "part").search(passage):
            if current is not None:
                yield current
            current, actors = None, []
            continue
        start = _by_columns(context, line, columns) or _start(context, line, passage, current)
        if start is not None:
            if current is not None:
                yield current
            actors = start.actors or actors
            current = start
            current.section, current.actors = section, actors
        elif (current is not None and line.block.kind == "heading" and line.block.level < 3) or (
            current is not None and _goes_on_after(line, current)
        ):
            yield current
            section, current, actors = "", None, []
        elif current is not None:
            current.taken.append(line.block)
            _append(current, line, narrow)
    if current is not None:
        yield current


def _goes_on_after(line: _Line, current: Row) -> bool:
    """Below rows of cells, a paragraph with a number of its own is the paper's text again."""
    of_cells = current.block.kind == "row" and line.block.kind == "paragraph"
    return of_cells and line.block.label.isdigit()


# -- lines -----------------------------------------------------------------------------------


def _lines(context: Context) -> Iterator[_Line]:
    """The lines of the document from the first section of a table of activities on."""
    begun = False
    for block, cells in printed_rows(context):
        begun = begun or bool(section_of(context, context.passage(block, cells[0]), ""))
        if begun:
            yield _Line(block, cells, True)
    if begun:
        return
    for passage in context.passages:
        block = passage.block
        begun = begun or bool(section_of(context, passage, ""))
        if not begun or block.kind == "footnote":
            continue
        label = _label(context, block)
        if block.kind == "row" or "\t" in block.text.text:
            yield _Line(block, _cells(block.text), True)
        elif context.document.joined:
            yield _Line(block, (label + block.text if label else block.text,), True)
        else:
            for index, piece in enumerate(_physical(context, block)):
                shown = label + piece if label and not index else piece
                yield _Line(block, _cells(shown), False)


def _label(context: Context, block: Block) -> MappedText | None:
    """The label that the structure took off, as it stands in the original (`1(a)`, `2.`)."""
    if not block.label or not block.text.origin:
        return None
    source = context.document.source.text
    first = block.text.origin[0]
    start = source.rfind("\n", 0, first) + 1
    sign, shown = bare(source[start:first])
    return MappedText.at(shown, start + sign)


def _physical(context: Context, block: Block) -> Iterator[MappedText]:
    source = context.document.source.text
    start = 0
    origin = block.text.origin
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


def _text_width(lines: list[_Line]) -> float:
    widths = sorted(line.width for line in lines if not line.joined)
    return float(widths[int(0.75 * len(widths))]) if widths else 0.0


def _whole_period(context: Context, waiting: list[_Line]) -> _Line:
    """The next line; where its period goes on below, with the line that ends it."""
    line = waiting.pop()
    after = waiting[-1] if waiting else None
    if after is None or line.joined or after.joined:
        return line
    passage = context.passage(line.block, line.text)
    hit = context.pattern("activities", "row").search(passage)
    if hit is None or hit.mentions("when")[0].kind == "period":
        return line
    end = hit.mentions("when")[0].end
    until = context.language.regex("activities", "until").match(passage.condensed[end:])
    if until is None:
        return line
    cut = passage.index[end + until.end() - 1] + 1
    below = context.passage(after.block, after.text)
    last = context.pattern("activities", "row").search(below)
    if last is None or last.has("actor"):
        return line
    split = below.index[last.mentions("when")[0].end - 1] + 1
    waiting.pop()
    parts = [line.text[:cut], after.text[:split], line.text[cut:], after.text[split:]]
    return _Line(line.block, (join_pieces([part.strip() for part in parts if part.text]),), False)


# -- sections and rows -----------------------------------------------------------------------


def _opened(context: Context, line: _Line, passage: Passage, current: str) -> str:
    """The section that a line opens, whether its label counts it (`1(a)`) or not (`A.`)."""
    found = section_of(context, passage, current)
    named = line.block.kind == "heading" or len(passage.condensed) <= _TITLE
    if not found and line.block.label and named and len(line.cells) == 1:
        found = section_of(context, context.passage(line.block, line.block.text), current)
    return found


def _start(context: Context, line: _Line, passage: Passage, current: Row | None) -> Row | None:
    """The row that a line begins, or None: [State] period, then the activity."""
    hit = context.pattern("activities", "row").search(passage)
    if hit is None:
        return None
    when = next(m for m in hit.mentions("when") if m.kind in ("date", "period"))
    actors = hit.states("actor")
    if not actors and current is not None and not line.joined and not _finished(current):
        return None  # a line of the activity that begins with a date
    year = len(when.value.date) < len("2031-01") and when.value.end_date is None
    open_above = current is not None and not _finished(current)
    if year and not line.joined and (not actors or open_above):
        return None  # a year alone dates a row only beside a State, with nothing unsaid above
    end = passage.index[when.end - 1] + 1 if when.end else 0
    head, rest = passage.text[:end], passage.text[end:].strip()
    if rest.text[:1].islower() and not line.joined:
        return None  # "Indonesia from 1 to 4 March to discuss …" goes on with a sentence
    row = Row("", actors, when, line.block.place, head, line.block, taken=[line.block])
    cells = [cell for cell in line.cells if cell.text]
    if len(line.cells) >= 3 and len(cells) >= 2:
        _from_cells(row, line, end, passage)
    elif rest.text:
        row.text.append(rest)
    return row


def _by_columns(context: Context, line: _Line, columns: dict[str, int]) -> Row | None:
    """The row of a table whose heading says what its columns hold, in whatever order."""
    if not columns or not line.joined or len(line.cells) < _FEWEST:
        return None
    cells = {name: line.cells[at] for name, at in columns.items() if at < len(line.cells)}
    if "when" not in cells or "text" not in cells or not cells["text"].text:
        return None
    dated = context.passage(line.block, cells["when"]).mentions
    when = next((m for m in dated if m.kind in ("date", "period")), None)
    named = context.passage(line.block, cells["actor"]).mentions
    actors = [m.value for m in named if m.kind == "state"]
    actors += [readings for m in named if m.kind == "states" for readings in m.value]
    if when is None and not (actors and cells["when"].text):
        return None  # "Throughout the period" dates nothing, but beside a State it begins a row
    head = [line.cells[at] for at in sorted((columns["actor"], columns["when"]))]
    row = Row("", actors, when, line.block.place, join_pieces(head), line.block, taken=[line.block])
    for name, into in (("target", row.addressed), ("text", row.text), ("comment", row.comment)):
        if name in cells and cells[name].text:
            into.append(cells[name])
    return row


def _from_cells(row: Row, line: _Line, end: int, passage: Passage) -> None:
    """The cells after the one that holds the period: the activity, then the comment."""
    last = passage.text.origin[end - 1]
    at = next(i for i, cell in enumerate(line.cells) if last in cell.origin)
    rest = line.cells[at][list(line.cells[at].origin).index(last) + 1 :].strip()
    after = [rest] if rest.text else []
    after += [cell for cell in line.cells[at + 1 :] if cell.text or not after]
    row.text += after[:1]
    row.comment += after[1:]


def _finished(row: Row) -> bool:
    pieces = row.comment or row.text
    return bool(pieces) and pieces[-1].text.rstrip()[-1:] in _TERMINAL


def _append(row: Row, line: _Line, narrow: float) -> None:
    """A line that begins no row: more of the activity, or of the comment beside it."""
    cells = [cell for cell in line.cells if cell.text]
    if not cells:
        return
    if len(cells) >= 2 and not line.joined:
        row.text.append(cells[-2])
        row.comment.append(cells[-1])
        return
    text = line.text
    finished = bool(row.text) and row.text[-1].text.rstrip()[-1:] in _TERMINAL
    if row.comment or (finished and (line.joined or line.width < narrow)):
        row.comment.append(text)
    else:
        row.text.append(text)
