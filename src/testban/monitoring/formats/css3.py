"""CSS3.0 tables as files: ``NAME.origin``, ``NAME.arrival`` …, or one text with a heading for each."""

from __future__ import annotations

import re
from pathlib import Path

from testban.errors import BulletinError
from testban.monitoring.css3_tables import TABLES
from testban.monitoring.files import decode, read_limited
from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.formats.css3_events import events_of_rows
from testban.monitoring.formats.css3_rows import (
    Numbers,
    Row,
    Rows,
    rows_of_arrival,
    rows_of_event,
)
from testban.monitoring.formats.csv_rows import BROKEN, summed
from testban.monitoring.formats.fixed import Field, read_fields, write_fields

__all__ = ["css3_files", "is_css3", "read_css3", "write_css3", "write_css3_tables"]

_HEADING = re.compile(r"^# ?(\w+)\s*$")
_CURE = "Give NAME.arrival, and NAME.assoc and NAME.origin beside it where there are any"
_KEYS = {"arrival": "arid", "origin": "orid", "assoc": "arid", "event": "evid"}


def write_css3_tables(bulletin: Bulletin) -> dict[str, str]:
    """By table, its lines; tables without a row are left out."""
    numbers = Numbers()
    # Numbers that things have are theirs, whatever stands before them.
    rows: Rows = {name: [] for name in TABLES}
    for event in bulletin.events:
        for table, more in rows_of_event(event, numbers).items():
            rows[table] += more
    for arrival in bulletin.unassociated:
        rows_of_arrival(rows, numbers, arrival)
    return {
        table: "".join(write_fields(row, TABLES[table]) + "\n" for row in lines)
        for table, lines in rows.items()
        if lines
    }


def write_css3(bulletin: Bulletin) -> str:
    """All tables in one text, each under a line ``# name``."""
    tables = write_css3_tables(bulletin)
    return "".join(f"# {table}\n{text}" for table, text in tables.items())


def is_css3(path: Path, text: str) -> bool:
    """Whether this is such a text, or a file of a table by its name and its first line."""
    if (heading := _HEADING.match(text.lstrip().partition("\n")[0])) and heading[1] in TABLES:
        return True
    table = path.suffix[1:]
    if table not in TABLES:
        return False
    values, _ = _read_line(text.splitlines()[0], TABLES[table])
    return table not in _KEYS or values.get(_KEYS[table]) is not None


def css3_files(path: Path) -> dict[str, Path]:
    """By table, the files that belong to the one at `path`: those of the same name before the dot."""
    return {
        table: beside
        for table in TABLES
        if (beside := path.with_suffix(f".{table}")).is_file() or beside == path
    }


def read_css3(path: Path, text: str) -> Bulletin:
    """Read a text of several tables, or the table at `path` and those beside it.

    Raises
    ------
    BulletinError
        There is no event and no arrival in them.
    """
    left: list[str] = []
    texts = _parts(_whole_lines(text, str(path), left))
    places = {table: (str(path), line) for table, (line, _) in texts.items()}
    lines = {table: body for table, (_, body) in texts.items()}
    if not texts:
        left = []
        for table, beside in css3_files(path).items():
            places[table] = (str(beside), 1)
            lines[table] = _whole_lines(decode(read_limited(beside)), str(beside), left)
    rows: dict[str, list[Row]] = {}
    for table, body in lines.items():
        where, first = places[table]
        doubts: list[tuple[int, str]] = []
        rows[table] = _read_table(table, body, where, first, doubts)
        left += summed(doubts, where)
    told: list[str] = []
    events, free = events_of_rows(rows, told, path.stem)
    if not any(event.origin or event.arrivals for event in events) and not free:
        first_told = f" ({left[0]})" if left else ""
        raise BulletinError(f"no event and no arrival{first_told}", where=str(path), cure=_CURE)
    left += [f"{path}: {what}; left out" for what in dict.fromkeys(told)]
    return Bulletin(tuple(events), tuple(free), tuple(left), "css3.0")


def _whole_lines(text: str, where: str, left: list[str]) -> list[str]:
    """The lines, without a last one that a cut has shortened: it has no end, and is shorter than those before."""
    lines = text.splitlines()
    full = max(map(len, lines[-3:-1]), default=0)
    if not text.endswith("\n") and lines and len(lines[-1]) < full:
        left.append(f"{where}:{len(lines)}: {BROKEN}; left out")
        return lines[:-1]
    return lines


def _parts(lines: list[str]) -> dict[str, tuple[int, list[str]]]:
    """By table, the number of its first line and its lines, where there are headings."""
    parts: dict[str, tuple[int, list[str]]] = {}
    table = ""
    for number, line in enumerate(lines, 1):
        heading = _HEADING.match(line)
        if heading and heading[1] in TABLES:
            table = heading[1]
            parts[table] = (number + 1, [])
        elif table:
            parts[table][1].append(line)
    return parts


def _read_table(
    table: str, lines: list[str], where: str, first: int, doubts: list[tuple[int, str]]
) -> list[Row]:
    rows = []
    for number, line in enumerate(lines, first):
        if not line.strip():
            continue
        values, left = _read_line(line, TABLES[table])
        key = _KEYS.get(table)
        if key and values.get(key) is None:
            doubts.append((number, f"no row of the table {table}"))
            continue
        doubts += [(number, what) for what in left]
        rows.append(values | {"read_from": f"{where}:{number}"})
    return rows


def _read_line(line: str, fields: tuple[Field, ...]) -> tuple[Row, list[str]]:
    """A row by its columns; by its words where other producers' columns are wider."""
    values, doubts = read_fields(line, fields)
    if doubts:
        words = line.split()
        # The date of loading may be two words, or one.
        if len(words) in (len(fields), len(fields) + 1):
            return _by_words(words, fields)
    return values, doubts


def _by_words(words: list[str], fields: tuple[Field, ...]) -> tuple[Row, list[str]]:
    values: Row = {}
    doubts: list[str] = []
    for field, word in zip(fields, words, strict=False):
        alone = Field(field.name, 1, len(word), field.kind, field.digits, field.null)
        read, left = read_fields(word, (alone,))
        values |= read
        doubts += left
    return values, doubts
