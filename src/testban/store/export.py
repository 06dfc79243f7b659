"""Whole tables for other programs: rows of plain values, and a copy of the store itself."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from testban.reference.facilities import facilities
from testban.reference.meetings import meetings
from testban.reference.states import states
from testban.store.actions import entered
from testban.store.event_search import EventFilter, EventRow, find_events
from testban.store.schema import documents, facts, findings, measurements
from testban.treaty.ledger import Ledger, LedgerEntry

__all__ = ["TABLES", "action_row", "columns_of", "copy_sqlite", "table_rows"]

Row = dict[str, Any]

_DOCUMENT = (
    "sha256", "symbol", "symbol_from", "reissued", "title", "date", "language",
    "original_language", "session", "whole", "name", "media_type", "block_count", "fact_count",
    "extractor", "ingested_at", "warnings",
)  # fmt: skip
_OF_DOCUMENT = (
    documents.c.sha256.label("document"), documents.c.symbol, documents.c.date, documents.c.language,
)  # fmt: skip
_CITED = ("spans", "line", "page", "place", "quote")


def _selected(query: Callable[[], sa.Select[Any]]) -> Callable[[Connection], Iterator[Row]]:
    def rows(connection: Connection) -> Iterator[Row]:
        # Read as they come: a store holds more facts than fit the memory of a small machine.
        for row in connection.execution_options(yield_per=1000).execute(query()).mappings():
            yield dict(row)

    return rows


def _documents() -> sa.Select[Any]:
    return sa.select(*(documents.c[name] for name in _DOCUMENT)).order_by(documents.c.id)


def _facts() -> sa.Select[Any]:
    own = (facts.c[name] for name in ("kind", "treaty", "fields", *_CITED))
    joined = sa.select(facts.c.id, *_OF_DOCUMENT, *own).join_from(facts, documents)
    return joined.order_by(facts.c.id)


def _findings() -> sa.Select[Any]:
    names = ("code", "severity", "cause", "column", "expected", "messages", *_CITED)
    own = (findings.c[name] for name in names)
    joined = sa.select(findings.c.id, *_OF_DOCUMENT, *own).join_from(findings, documents)
    return joined.order_by(findings.c.id)


def _arrivals() -> sa.Select[Any]:
    event, assoc, arrival = (measurements[n].c for n in ("event", "assoc", "arrival"))
    joined = sa.join(
        sa.join(measurements["event"], measurements["assoc"], assoc.orid == event.prefor),
        measurements["arrival"],
        arrival.arid == assoc.arid,
    )
    query = sa.select(
        event.evid.label("event"), arrival.arid, arrival.sta, arrival.chan, arrival.time,
        assoc.phase, arrival.deltim, arrival.azimuth, arrival.slow, arrival.snr, arrival.amp,
        arrival.per, assoc.delta, assoc.seaz, assoc.timeres, assoc.timedef,
    )  # fmt: skip
    return query.select_from(joined).order_by(event.evid, arrival.time, arrival.arid)


def _actions(connection: Connection) -> Iterator[Row]:
    entries = Ledger.shipped().plus(entered(connection)).entries
    return ({"key": entry.action.key, **action_row(entry)} for entry in entries)


def action_row(entry: LedgerEntry) -> Row:
    """An entry of the ledger as others may see it."""
    by = entry.superseded_by
    # Who sat at the keyboard is nobody's business but the operator's.
    who = "testban" if entry.action.entry_id is None else "operator"
    return {**asdict(entry.action), "entered_by": who, "superseded_by": by.key if by else None}


def _events(connection: Connection) -> Iterator[Row]:
    yield from (row.as_json() for row in find_events(connection, EventFilter(), limit=None)[0])


def _shipped(items: Callable[[], Any]) -> Callable[[Connection], Iterator[Row]]:
    return lambda _: (asdict(item) for item in items())


TABLES: dict[str, Callable[[Connection], Iterator[Row]]] = {
    "actions": _actions,
    "documents": _selected(_documents),
    "facts": _selected(_facts),
    "findings": _selected(_findings),
    "events": _events,
    "arrivals": _selected(_arrivals),
    "states": _shipped(lambda: states().values()),
    "meetings": _shipped(meetings),
    "facilities": _shipped(facilities),
}
"""By name, what gives the rows of a table; every row of a table has the same columns."""


_SELECTED = {
    "documents": _documents, "facts": _facts, "findings": _findings, "arrivals": _arrivals,
}  # fmt: skip


def columns_of(name: str, row: Row | None) -> list[str]:
    """The columns of a table, of which `row` is the first; None: it is empty."""
    if row is not None:
        return list(row)
    if name in _SELECTED:
        return [str(column.key) for column in _SELECTED[name]().selected_columns]
    return list(EventRow.__slots__)


def table_rows(connection: Connection, name: str) -> Iterator[Row]:
    """The rows of a table of `TABLES`."""
    return TABLES[name](connection)


def copy_sqlite(source: Path, target: Path) -> None:
    """A copy of an SQLite store as it is at this moment, in one file, while others write to it.

    Where files lay on the operator's machine is left out of it.
    """
    unfinished = target.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    uri = f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as held:
        held.execute("VACUUM INTO ?", (str(unfinished),))
    with closing(sqlite3.connect(unfinished)) as copied:
        copied.execute("UPDATE runs SET what = '', failures = '[]'")
        copied.execute("PRAGMA secure_delete = ON")
        copied.commit()
        # A copy is only read: it then needs no second file beside it.
        copied.execute("PRAGMA journal_mode = DELETE")
        copied.execute("VACUUM")
    shutil.move(unfinished, target)
