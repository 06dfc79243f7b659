"""The table of activities, whatever text extraction made of its four columns.

One row is one activity: State, period, activity, comment. The table comes in these shapes:

* cells parted by tabs (from DOCX, HTML, or a PDF with wide gaps), whatever their order;
* columns kept apart by runs of spaces, each cell wrapped in its own column;
* columns interleaved: State, period and activity run into one line, the lines of the comment
  follow below, and the State's name stands only in the first of its rows;
* one cell after the other, each on lines of its own.

It has sections (`1(a)`), a heading of its columns, both, or neither. The row's parts are found again
from the order of things and from the width of the lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.documents.paragraphs import join_pieces
from testban.treaty.extract.activity_cells import append_cells, row_of_cells, unheaded_tables
from testban.treaty.extract.activity_columns import columns_of, is_heading
from testban.treaty.extract.activity_headings import headed_rows
from testban.treaty.extract.activity_heads import whole_head
from testban.treaty.extract.activity_lines import split_heading, table_of_activities
from testban.treaty.extract.activity_paragraphs import told_rows
from testban.treaty.extract.activity_rows import (
    EMPTY,
    TERMINAL,
    Line,
    Row,
    part_of,
    section_of,
    whole_when,
)
from testban.treaty.extract.context import Context
from testban.treaty.extract.passage import Hit, Mention, Passage

__all__ = ["rows", "settle"]

_NARROW = 0.55
_TITLE = 40
_CELLS = 3
_GOES_ON = ",，、;"
# The mark of a note and its first word: "1 See …", "a See …", "* An observer".
_NOTE = re.compile(
    r"^(?:(?P<number>\d{1,2})|[a-z]|\*{1,3}|[†‡§])\s+[“\"(《A-ZÀ-Þ\u4e00-\u9fff]|^\*"
)


def settle(context: Context) -> None:
    """Find the rows, and put the text of each, whole, in place of the lines it was printed on."""
    context.rows = headed_rows(context) or told_rows(context) or list(rows(context))
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
    context.put(settled)


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


@dataclass
class _Reading:
    """Where the reading of the tables stands.

    Attributes
    ----------
    section, opened
        The section that was opened last; whether a section or a heading of columns was.
    columns
        What each column holds, as far as a heading or the cells themselves say.
    actors
        Of the row above: carried down where the next one names none.
    current
        The row that lines go on with.
    resting
        A note or other text stands below the table: what begins no row belongs to none.
    table
        The number of the table that the row before stood in.
    notes
        How many numbered notes stood below rows so far.
    stacked
        The heading of the columns was read cell by cell, so that each cell has its own lines.
    """

    section: str = ""
    opened: bool = False
    columns: dict[str, int] = field(default_factory=dict)
    actors: list[tuple[str, ...]] = field(default_factory=list)
    current: Row | None = None
    resting: bool = False
    table: int = 0
    notes: int = 0
    stacked: bool = False

    def close(self) -> Iterator[Row]:
        """The row that is being read, which ends here."""
        if self.current is not None:
            yield self.current
        self.current = None

    def open(self, section: str) -> Iterator[Row]:
        """A section begins, or (empty) the tables end."""
        yield from self.close()
        self.section, self.opened, self.actors = section, bool(section), []
        self.resting = False

    def begin(self, row: Row) -> Iterator[Row]:
        """A row begins; a State that it does not name is that of the row above."""
        yield from self.close()
        if row.section and row.section != self.section:
            self.section, self.actors = row.section, []
        self.actors = row.actors or self.actors
        row.section, row.actors = self.section, self.actors
        self.current, self.resting = row, False


def _part_above(context: Context, lines: list[Line]) -> str:
    """The part ("bilateral") whose heading stands right above the first line of a table."""
    first = lines[0].block if lines else None
    part = ""
    for passage in context.passages:
        if passage.block is first:
            return part
        part = part_of(context, passage)
    return ""


def rows(context: Context) -> Iterator[Row]:
    """Every row of every table of activities in the document."""
    unheaded = unheaded_tables(context)
    lines = list(table_of_activities(context, frozenset(unheaded)))
    narrow = _NARROW * _text_width(lines)
    state = _Reading(section=_part_above(context, lines))
    waiting = list(reversed(lines))
    while waiting:
        free = state.opened and (state.current is None or state.current.finished)
        line = whole_head(context, waiting) if free else waiting.pop()
        block = line.block
        if block.kind == "row" and block.table in unheaded:
            state.columns, state.opened = unheaded[block.table], True
        passage = context.passage(block, line.text)
        if heads := columns_of(context, line.cells):
            state.columns, state.opened, state.stacked = heads, True, False
        elif number := split_heading(context, passage, _texts(waiting)):
            del waiting[len(waiting) - number + 1 :]
            state.opened, state.stacked = True, number > _CELLS
        elif is_heading(context, passage):
            state.opened = True
        else:
            yield from _read(context, state, line, passage, narrow)
        state.table = block.table if block.kind == "row" else state.table
    yield from state.close()


def _texts(waiting: list[Line]) -> list[MappedText]:
    return [line.text for line in reversed(waiting[-_CELLS:])]


def _read(
    context: Context, state: _Reading, line: Line, passage: Passage, narrow: float
) -> Iterator[Row]:
    """A line that is no heading of columns: a section, a row, or what goes on with one."""
    of_cells = row_of_cells(context, line, state.columns) if state.opened else None
    if of_cells is not None:
        yield from state.begin(of_cells)
        return
    if found := _opened(context, line, passage, state.section):
        yield from state.open(found)
        return
    if context.pattern("activities", "header").search(passage):
        return
    if part := part_of(context, passage):
        if state.opened:
            yield from state.open(part)
        return
    if not state.opened:
        return
    start = _start(context, line, passage, state.current)
    if start is not None:
        yield from state.begin(start)
    elif _ends_table(state, line):
        yield from state.open("")
    elif state.current is not None and _is_aside(context, state, line):
        state.resting = True
    elif state.current is not None and not state.resting:
        state.current.taken.append(line.block)
        if not append_cells(state.current, line, state.columns):
            _append(state.current, line, narrow, stacked=state.stacked)


def _ends_table(state: _Reading, line: Line) -> bool:
    """The paper's text goes on, or a table of another kind begins."""
    block, current = line.block, state.current
    if block.kind == "row" and len(line.cells) >= _CELLS:
        return block.table != state.table > 0 and all(cell.text for cell in line.cells[:_CELLS])
    if current is None:
        return False
    if block.kind == "heading" and block.level < _CELLS:
        return True
    # Below the table, a paragraph with a number of its own is the paper's text again.
    below = current.block.kind == "row" or current.finished
    return below and block.kind == "paragraph" and block.label.isdigit()


def _is_aside(context: Context, state: _Reading, line: Line) -> bool:
    """A note on the table, or text below its last row."""
    current = state.current
    if current is None or not current.finished:
        return False
    if "\t" in current.block.text.text and line.block.kind != "row":
        return not line.text.text[:1].islower() or _NOTE.match(line.text.text) is not None
    shown = line.text.text
    if context.language.regex("activities", "note").match(shown):
        return True
    note = _NOTE.match(shown)
    if note is None or note["number"] is None:
        return note is not None
    # "98 States took part" counts; the first note, and one whose mark is seen above, is a note.
    above = "".join(piece.text for piece in (*current.text, *current.comment))
    first = int(note["number"]) == state.notes + 1
    state.notes += first
    return first or re.search(rf"\D{note['number']}(?!\d)", above) is not None


def _text_width(lines: list[Line]) -> float:
    widths = sorted(line.width for line in lines if not line.joined)
    return float(widths[int(0.75 * len(widths))]) if widths else 0.0


# -- sections and rows -----------------------------------------------------------------------


def _opened(context: Context, line: Line, passage: Passage, current: str) -> str:
    """The section that a line opens, whether its label counts it (`1(a)`) or not (`A.`)."""
    found = section_of(context, passage, current)
    named = line.block.kind == "heading" or len(passage.condensed) <= _TITLE
    if not found and line.block.label and named and len(line.cells) == 1:
        found = section_of(context, context.passage(line.block, line.block.text), current)
    return found


def _start(context: Context, line: Line, passage: Passage, current: Row | None) -> Row | None:
    """The row that a line begins, or None: [State] period, then the activity."""
    hit = context.pattern("activities", "row").search(passage)
    if hit is None:
        return None
    when = next(m for m in hit.mentions("when") if m.kind in ("date", "period"))
    when = whole_when(context, passage, when)
    actors = hit.states("actor")
    said = None if actors else _names_first(context, passage, when)
    if said is not None:
        actors = said.states("actor")
    open_above = current is not None and not current.finished
    if not actors and open_above and not line.joined:
        return None  # a line of the activity that begins with a date
    year = len(when.value.date) < len("2031-01") and when.value.end_date is None
    if year and not line.joined and (not actors or open_above):
        return None  # a year alone dates a row only beside a State, with nothing unsaid above
    closes = said.mentions("actor")[-1].end if said is not None else when.end
    end = passage.index[closes - 1] + 1 if closes else 0
    head, rest = passage.text[:end], passage.text[end:].strip()
    if rest.text[:1].islower() and not line.joined:
        return None  # "Indonesia from 1 to 4 March to discuss …" goes on with a sentence
    row = Row("", actors, when, line.block.place, head, line.block, taken=[line.block])
    cells = [cell for cell in line.cells if cell.text]
    if len(line.cells) >= _CELLS and len(cells) >= 2:
        _from_cells(row, line, end, passage)
    elif rest.text:
        row.text.append(rest)
    return row


def _names_first(context: Context, passage: Passage, when: Mention) -> Hit | None:
    """A row told as a sentence: "On 22 September 2032, Finland convened …"."""
    if passage.condensed[when.end : when.end + 1] not in (",", "，"):
        return None
    hit = context.pattern("activities", "names_first").search(passage)
    return hit if hit is not None and hit.has("actor") else None


def _from_cells(row: Row, line: Line, end: int, passage: Passage) -> None:
    """The cells after the one that holds the period: the activity, then the comment."""
    last = passage.text.origin[end - 1]
    at = next(i for i, cell in enumerate(line.cells) if last in cell.origin)
    rest = line.cells[at][list(line.cells[at].origin).index(last) + 1 :].strip()
    after = [rest] if rest.text else []
    after += [cell for cell in line.cells[at + 1 :] if cell.text or not after]
    row.text += after[:1]
    row.comment += after[1:]


def _append(row: Row, line: Line, narrow: float, *, stacked: bool) -> None:
    """A line that begins no row: more of the activity, or of the comment beside it."""
    cells = [cell for cell in line.cells if cell.text]
    if not cells:
        return
    if line.text.text.strip().lower() in EMPTY:
        row.closed = True
        return
    if len(cells) >= 2 and not line.joined:
        row.text.append(cells[-2])
        row.comment.append(cells[-1])
        return
    said = row.text[-1].text.rstrip()[-1:] if row.text else ""
    slim = line.joined or line.width < narrow
    if said and said in TERMINAL:
        comment = bool(row.comment) or slim or stacked
    elif row.comment:
        # The sentence of the activity was cut by the comment beside it, whose lines are narrow.
        comment = line.joined or (slim and not row.finished)
    else:
        ended = line.text.text.rstrip()[-1:] in TERMINAL
        comment = slim and not line.joined and not ended and said not in _GOES_ON
    (row.comment if comment else row.text).append(line.text)
