"""Events with their arrivals, sizes and screening, kept in the tables of CSS3.0."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from testban.monitoring.css3_tables import TABLES
from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.formats.css3_events import events_of_rows
from testban.monitoring.formats.css3_rows import (
    Numbers,
    Row,
    Rows,
    rows_of_arrival,
    rows_of_event,
)
from testban.monitoring.model import Arrival, Event
from testban.store.schema import excerpts, measurements
from testban.store.storable import storable
from testban.store.write import now

if TYPE_CHECKING:
    from testban.monitoring.processing.excerpts import Excerpt

__all__ = ["SaveReport", "read_bulletin", "read_events", "save_bulletin"]

# Two processes that save on PostgreSQL at once would take the same numbers.
_LOCK = 0x7E57BA3
_KINDS = (("ev", "event", "evid"), ("or", "origin", "orid"), ("ar", "arrival", "arid"),
          ("mag", "netmag", "magid"), ("comm", "remark", "commid"))  # fmt: skip
_AT_A_TIME = 500

SaveReport = dict[str, int]
"""How many events are new (`saved`), and how many took the place of an older solution (`replaced`)."""


def save_bulletin(
    connection: Connection,
    bulletin: Bulletin,
    recorded: Mapping[str, Sequence[Excerpt]] | None = None,
) -> SaveReport:
    """Keep the events and the arrivals of none, in the transaction of `connection`.

    With them is kept what was `recorded` of events, by their identifiers.

    An event is known by its identifier and its arrivals: saved again, with another solution or the
    same, it takes the place of the older one.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    digests = {event: _digest(event) for event in bulletin.events}
    older = _older(connection, set(digests.values()))
    for evid in older.values():
        _delete(connection, evid)
    numbers = _numbers(connection, bulletin)
    rows: Rows = {name: [] for name in TABLES}
    for event in bulletin.events:
        for table, more in rows_of_event(event, numbers, older.get(digests[event])).items():
            for row in more if table == "event" else ():
                row |= {"identifier": event.event_id, "sha256": digests[event]}
            rows[table] += more
    for arrival in _new(connection, bulletin.unassociated):
        rows_of_arrival(rows, numbers, arrival)
    moment = now()
    for table, lines in rows.items():
        columns = [column.name for column in measurements[table].columns if column.name != "id"]
        filled = [
            storable({name: row.get(name) for name in columns}) | {"lddate": moment}
            for row in lines
        ]
        for start in range(0, len(filled), _AT_A_TIME):
            connection.execute(sa.insert(measurements[table]), filled[start : start + _AT_A_TIME])
    if recorded:
        known = {row["identifier"]: row["evid"] for row in rows["event"]}
        # Reading it in takes a while, which a bulletin alone need not wait for.
        from testban.store.excerpts import save_excerpts

        save_excerpts(connection, {known[name]: found for name, found in recorded.items()})
    return {"saved": len(bulletin.events) - len(older), "replaced": len(older)}


def read_bulletin(connection: Connection, key: str | None = None) -> Bulletin:
    """All that was saved, or the events that `key` names: an identifier as it came, or an evid."""
    doubts: list[str] = []
    if key is None:
        whole = {name: _rows(connection, name) for name in TABLES}
        events, free = events_of_rows(whole, doubts)
        return Bulletin(tuple(events), tuple(free), tuple(doubts), "store")
    table = measurements["event"]
    named = [table.c.identifier == storable(key)]
    if key.isdecimal() and len(key) <= 8:
        named.append(table.c.evid == int(key))
    query = sa.select(table.c.evid).where(sa.or_(*named)).order_by(table.c.evid)
    found: list[Event] = []
    for evid in connection.execute(query).scalars().all():
        found += events_of_rows(_rows_of(connection, evid), doubts)[0]
    return Bulletin(tuple(found), (), tuple(doubts), "store")


def read_events(connection: Connection, evids: Sequence[int], *, arrivals: bool) -> list[Event]:
    """The events of these numbers, in their order, read together; without arrivals where not wanted."""
    at = {name: table.c for name, table in measurements.items()}
    rows: Rows = {name: [] for name in measurements}
    for some in _parts(list(evids)):
        for name in ("event", "origin", "netmag", "screening", *(["stamag"] if arrivals else [])):
            rows[name] += _rows(connection, name, at[name].evid.in_(some))
    orids = {row["orid"] for row in rows["origin"]} | {row["prefor"] for row in rows["event"]}
    wanted = sorted(orids - {None})
    for name in ("origerr", *(["assoc"] if arrivals else [])):
        for some in _parts(wanted):
            rows[name] += _rows(connection, name, at[name].orid.in_(some))
    _complete(connection, rows, "arrival", "arid", {row["arid"] for row in rows["assoc"]})
    commids = {row["commid"] for lines in rows.values() for row in lines}
    _complete(connection, rows, "remark", "commid", commids - {None})
    numbers = [row["evid"] for row in rows["event"]]
    found = dict(zip(numbers, events_of_rows(rows, [])[0], strict=True))
    return [found[evid] for evid in evids if evid in found]


def _digest(event: Event) -> str:
    words = sorted(f"{arrival.station} {arrival.time:.3f}" for arrival in event.arrivals)
    return hashlib.sha256(
        "\n".join([event.event_id, *words]).encode("utf-8", "replace")
    ).hexdigest()


def _older(connection: Connection, digests: Iterable[str]) -> dict[str, int]:
    """The numbers of events that the store has, by digest: what is cited by number keeps it."""
    table = measurements["event"]
    found: dict[str, int] = {}
    for some in _parts(sorted(digests)):
        query = sa.select(table.c.sha256, table.c.evid).where(table.c.sha256.in_(some))
        found |= {row.sha256: row.evid for row in connection.execute(query)}
    return found


def _parts(values: Sequence[Any]) -> list[Sequence[Any]]:
    """The values, so many at a time as a statement may hold."""
    return [values[start : start + _AT_A_TIME] for start in range(0, len(values), _AT_A_TIME)]


def _numbers(connection: Connection, bulletin: Bulletin) -> Numbers:
    """Numbers for rows that no row of the store has."""
    wanted: dict[str, list[str | None]] = {
        "ev": [event.event_id for event in bulletin.events],
        "or": [
            origin.origin_id
            for event in bulletin.events
            for origin in (event.origin, *event.other_origins)
            if origin
        ],
        "ar": [
            arrival.arrival_id
            for arrivals in (*(event.arrivals for event in bulletin.events), bulletin.unassociated)
            for arrival in arrivals
        ],
    }
    numbers = Numbers()
    for kind, table, column in _KINDS:
        at = measurements[table].c[column]
        numbers.last[kind] = connection.execute(sa.select(sa.func.max(at))).scalar() or 0
        own = {
            int(key) for key in wanted.get(kind, ()) if key and key.isdecimal() and len(key) <= 8
        }
        taken = numbers.used.setdefault(kind, set())
        for some in _parts(sorted(own)):
            taken.update(connection.execute(sa.select(at).where(at.in_(some))).scalars())
    return numbers


def _new(connection: Connection, arrivals: Sequence[Arrival]) -> list[Arrival]:
    """Those that the store does not hold at that station and moment."""
    table = measurements["arrival"]
    query = sa.select(table.c.sta, table.c.time)
    held: set[tuple[str, float]] = set()
    for some in _parts([arrival.time for arrival in arrivals]):
        held |= {
            (row.sta, row.time) for row in connection.execute(query.where(table.c.time.in_(some)))
        }
    return [each for each in arrivals if (each.station, each.time) not in held]


def _rows(connection: Connection, name: str, *where: sa.ColumnElement[bool]) -> list[Row]:
    table = measurements[name]
    order = list(table.primary_key.columns)
    query = sa.select(table).where(*where).order_by(*order)
    return [dict(row) for row in connection.execute(query).mappings()]


def _rows_of(connection: Connection, evid: int) -> Rows:
    """The rows that belong to one event."""
    at = {name: table.c for name, table in measurements.items()}
    rows: Rows = {
        name: _rows(connection, name, at[name].evid == evid)
        for name in ("event", "origin", "netmag", "stamag", "screening")
    }
    orids = {row["orid"] for row in rows["origin"]} | {row["prefor"] for row in rows["event"]}
    rows["origerr"] = _rows(connection, "origerr", at["origerr"].orid.in_(orids - {None}))
    rows["assoc"] = _rows(connection, "assoc", at["assoc"].orid.in_(orids - {None}))
    _complete(connection, rows, "arrival", "arid", {row["arid"] for row in rows["assoc"]})
    commids = {row["commid"] for lines in rows.values() for row in lines}
    _complete(connection, rows, "remark", "commid", commids - {None})
    return rows


def _complete(
    connection: Connection, rows: Rows, name: str, column: str, numbers: set[int]
) -> None:
    at = measurements[name].c[column]
    rows[name] = [
        row for some in _parts(sorted(numbers)) for row in _rows(connection, name, at.in_(some))
    ]


def _delete(connection: Connection, evid: int) -> None:
    """Take one event out, with all that belongs to it."""
    rows = _rows_of(connection, evid)
    connection.execute(sa.delete(excerpts).where(excerpts.c.evid == evid))
    for name, lines in rows.items():
        key = next(iter(measurements[name].primary_key.columns))
        for some in _parts([row[key.name] for row in lines]):
            connection.execute(sa.delete(measurements[name]).where(key.in_(some)))
