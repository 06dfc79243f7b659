"""Tables of signatures and ratifications: a State a row, the day of each act in its column.

The columns are parted by tabs, by runs of spaces, or (where text extraction lost them) by nothing.
Where nothing else tells a row's columns apart, its days stand in their order: a State that gives
one day has signed, for nobody ratifies unsigned without the mark of an accession.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from testban.reference.gazetteer import condense
from testban.treaty.documents.dates import dates_of
from testban.treaty.documents.lines import display_width
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.markdown import bare
from testban.treaty.documents.model import Block
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact
from testban.treaty.literals import finder, lines_holding, needs

__all__ = ["extract"]

_CELL = re.compile(r"[^\s\u3000]+(?:[ \u3000][^\s\u3000]+)*")
# Days in figures, as tables print them; day before month, as the United Nations do.
_FIGURES = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})([-/.])(?P<m2>\d{1,2})\6(?P<y2>\d{4}))(?!\d)"
)
_LEAD = re.compile(r"^\s*\d{1,3}\s?[.、)]?\s*")
_NUMBER = re.compile(r"\d{1,3}[.、)]?")
_NOTE = re.compile(r"[*†‡]+|\[\d+\]|[⁰¹²³⁴-⁹]+|(?<=[^\d\s])\d{1,2}$")
_CLOSED = re.compile(r"[)）]")
_ENDS = re.compile(r"[)）\t]|\s{2}")
_CELL_END = re.compile(r"\t|\s{2}|[(（](?=[^()（）]*\d{4}|[^()（）]*$)")
_LONGEST_HEADER = 220
_HEADER_LINES = 3
_STRANGE_LINES = 3
_STRANGE_SHARE = 0.4
_NO_STATE = "EU"


@dataclass(frozen=True)
class _Column:
    """A column of days: the act that they are of, and where its head begins on the page."""

    action: str
    at: int | None


@dataclass(frozen=True)
class _Day:
    """A day in a row: where it stands, what it says, and the words in its cell."""

    start: int
    end: int
    date: str
    words: str
    aside: bool


@dataclass
class _Row:
    """A State and its days, of one line or of a name that goes on below."""

    block: Block
    name: str
    pieces: list[MappedText]
    states: tuple[str, ...] | None
    days: list[tuple[MappedText, str, str]] = field(default_factory=list)


def extract(context: Context) -> Iterator[Fact]:
    """Each day of each row, as an act of the row's State."""
    if not _may_hold_table(context):
        return
    columns: list[_Column] = []
    header: list[MappedText] = []
    row: _Row | None = None
    strange = 0
    for block, line in context.lines:
        text = line.text
        if not text.strip():
            continue
        if _is_header(context, text):
            header, columns = [line], _columns(context, [line])
            strange = 0
            continue
        if row is None and 0 < len(header) < _HEADER_LINES and _only_columns(context, text):
            header = [*header, line]
            columns = _columns(context, header)
            continue
        if not columns:
            header = []
            continue
        found = _row(context, block, line, columns, row)
        if found is None:
            strange += 1
            if strange > _STRANGE_LINES or (block.kind == "heading" and block.level == 1):
                yield from _facts(context, row)
                columns, header, row = [], [], None
            continue
        strange = 0
        if row is not None and (merged := _merged(context, row, found)) is not None:
            row = merged
            continue
        yield from _facts(context, row)
        row = found
    yield from _facts(context, row)


# -- the head of a table ---------------------------------------------------------------------


def _may_hold_table(context: Context) -> bool:
    """Some line is the head of such a table, or the first cell of one (most papers have none)."""
    pattern = context.language.regex("status_tables", "header")
    text = context.document.source.text
    return any(
        _is_header(context, bare(line)[1])
        for held in lines_holding(text, finder(needs(pattern.pattern)))
        for line in held.splitlines()
        if len(line) <= _LONGEST_HEADER
    )


def _is_header(context: Context, text: str) -> bool:
    if len(text) > _LONGEST_HEADER or text.rstrip()[-1:] in "。.;；":
        return False
    shown = condense(text.strip())[0]
    head = context.language.regex("status_tables", "header").match(shown)
    return head is not None and _only_columns(context, shown[head.end() :])


def _only_columns(context: Context, rest: str) -> bool:
    """Nothing but the heads of columns follows the first cell (they may stand on lines below)."""
    shown = re.sub(r"\([^()]*\)", "", condense(rest.strip())[0])
    left = shown
    for rule in context.language.rules("status_column"):
        left = re.sub(rule["pattern"], " ", left)
    return _letters(left) <= _STRANGE_SHARE * _letters(shown)


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)


def _columns(context: Context, lines: Sequence[MappedText]) -> list[_Column]:
    """The columns that hold days, in order; with their places where the head has gaps."""
    found: list[_Column] = []
    for line in lines:
        cells = [(m.start(), m.group()) for m in _CELL.finditer(line.text)]
        placed = len(cells) > 1 or len(lines) > 1
        for start, shown in cells:
            at = display_width(line.text[:start]) if placed else None
            for action in _actions(context, condense(shown)[0]):
                if all(action != column.action for column in found):
                    found.append(_Column(action, at))
    return found if any(column.action for column in found) else []


def _actions(context: Context, shown: str) -> list[str]:
    """The acts that a cell of the head (or the whole head, without gaps) names, in order."""
    hits: list[tuple[int, int, str]] = []
    for rule in context.language.rules("status_column"):
        for match in re.finditer(rule["pattern"], shown):
            if not any(a < match.end() and match.start() < b for a, b, _ in hits):
                hits.append((*match.span(), rule["action"]))
    return [action for _, _, action in sorted(hits)]


# -- rows ------------------------------------------------------------------------------------


def _row(
    context: Context,
    block: Block,
    line: MappedText,
    columns: list[_Column],
    above: _Row | None,
) -> _Row | None:
    """The row that a line is, or a part of: a name, days, or both, and nothing else."""
    text = line.text
    if text.rstrip().endswith("。"):
        return None  # a sentence below the table
    days = _days(context, text)
    first = days[0].start if days else len(text)
    cells = list(_CELL.finditer(text))
    if len(cells) > 1 and _NUMBER.fullmatch(cells[0].group()):
        cells = cells[1:]  # a column of running numbers
    name_end = min(first, cells[0].end() if "\t" in text or len(cells) > 1 else first)
    lead = _LEAD.match(text)
    start = lead.end() if lead and lead.end() < name_end else 0
    name = _NOTE.sub("", text[start:name_end]).strip(" \t\u3000,，-—－.")
    if days and first - name_end > 0 and not _is_empty(context, text[name_end:first]):
        return None
    if not name and not days:
        return None
    mention = _state(context, name)
    if name and mention is None and not _may_be_piece(context, name):
        return None
    row = _Row(block, name, [line[start:name_end].strip()], mention)
    # A day at the margin, below a name and perhaps its first day, is the next cell of that row.
    filled = len(above.days) if above is not None and not name and days[0].start == 0 else 0
    for day, action in zip(days, _assigned(context, text, days, columns, filled), strict=True):
        row.days.append((line[day.start : day.end], day.date, action))
    return row


def _state(context: Context, name: str) -> tuple[str, ...] | None:
    """The State whose name the whole cell is."""
    found = context.names.find(name)
    return found[0].states if len(found) == 1 and context.names.covers(name) else None


def _may_be_piece(context: Context, name: str) -> bool:
    """The beginning or the end of a name that a narrow column broke."""
    return len(name) < 40 and not any(c in name for c in ":：;；。")


def _is_empty(context: Context, text: str) -> bool:
    """A cell without a day: a dash, dots, nothing."""
    shown = condense(_NOTE.sub("", text).strip())[0]
    return context.language.regex("status_tables", "empty").match(shown) is not None


def _days(context: Context, text: str) -> list[_Day]:
    """The days of a line with the words that stand beside each."""
    spans = [
        (m.start, m.end, m.date)
        for m in dates_of(context.language.code).find(text)
        if not m.end_date
    ]
    spans = [span for span in spans if len(span[2]) > len("2031-01") and span[2][:1].isdigit()]
    for match in _FIGURES.finditer(text):
        if not any(a < match.end() and match.start() < b for a, b, _ in spans):
            year, month, day = (int(match[name] or match[f"{name}2"]) for name in ("y", "m", "d"))
            spans.append((*match.span(), f"{year:04d}-{month:02d}-{day:02d}"))
    spans.sort()
    found = []
    for index, (start, end, date) in enumerate(spans):
        after = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        opened = max(text.rfind("(", 0, start), text.rfind("（", 0, start))
        # A bracket of another cell ("Iran (Islamic") holds no day of this one.
        aside = opened >= 0 and _ENDS.search(text, opened, start) is None
        first = opened + 1 if aside else end
        # The words of its cell, without what stands in brackets with a day of its own.
        closed = (_CLOSED if aside else _CELL_END).search(text, end, after)
        last = closed.start() if closed else after
        found.append(_Day(start, end, date, f"{text[first:start]} {text[end:last]}", aside))
    return found


def _assigned(
    context: Context, text: str, days: list[_Day], columns: list[_Column], filled: int
) -> Iterator[str]:
    """The act that each day is of, by its cell's words, else by its column."""
    plain = [day for day in days if not day.aside]
    tabbed = "\t" in text
    cells = [cell.count("\t") for cell in (text[: day.start] for day in plain)]
    for day in days:
        said = _said(context, day.words)
        if said or day.aside:
            yield said
            continue
        index = plain.index(day) + filled
        if filled:
            yield _at(columns, index)
        elif tabbed:
            yield _at(columns, cells[index] - 1)
        elif len(plain) < len(columns) and all(c.at is not None for c in columns):
            here = display_width(text[: day.start])
            yield min(columns, key=lambda column: abs((column.at or 0) - here)).action
        else:
            yield _at(columns, index)


def _at(columns: list[_Column], index: int) -> str:
    return columns[index].action if 0 <= index < len(columns) else ""


def _said(context: Context, words: str) -> str:
    """The act that a mark or a word beside the day names; empty for none."""
    table = context.language.table("status_tables")
    shown = condense(words.strip())[0]
    if mark := context.language.regex("status_tables", "mark").match(shown):
        return str(table.get("marks", {}).get(mark["mark"], ""))
    lower = shown.lower()
    return next((act for word, act in table.get("words", {}).items() if word in lower), "")


def _merged(context: Context, row: _Row, below: _Row) -> _Row | None:
    """The two lines as one row, where the second ends the name of the first or gives its days."""
    if not below.name and below.days and row.states is not None:
        return _Row(row.block, row.name, row.pieces, row.states, [*row.days, *below.days])
    name = f"{row.name} {below.name}"
    if below.states is not None and (row.states is not None or row.days):
        return None
    states = _state(context, name)
    if states is None and (below.states is not None or not context.names.begins(name)):
        return None
    pieces = [*row.pieces, *below.pieces]
    return _Row(row.block, name, pieces, states, [*row.days, *below.days])


def _facts(context: Context, row: _Row | None) -> Iterator[Fact]:
    if row is None or row.states is None or _NO_STATE in row.states:
        return
    for piece, date, action in row.days:
        if action:
            yield context.fact(
                "treaty_action",
                {
                    "treaty": context.treaty_before(row.pieces[0].origin[0]),
                    "state": context.state(row.states),
                    "action": action,
                    "date": date,
                    "since": None,
                    **context.readings([row.states]),
                },
                [*row.pieces, piece],
                row.block.place,
            )
