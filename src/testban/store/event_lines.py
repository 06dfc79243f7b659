"""The list of events, read from the preferred origins alone: no arrivals are loaded."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from testban.store.records import EventLine
from testban.store.schema import measurements

__all__ = ["event_lines"]


def event_lines(
    connection: Connection, *, limit: int, offset: int, start: float | None, end: float | None
) -> tuple[list[EventLine], int]:
    """So many events, newest first, and how many there are in all."""
    event, origin = measurements["event"].c, measurements["origin"].c
    where = [origin.orid == event.prefor]
    if start is not None:
        where.append(origin.time >= start)
    if end is not None:
        where.append(origin.time < end)
    number = sa.select(sa.func.count()).where(*where)
    query = (
        sa.select(
            event.evid, event.identifier, origin.time, origin.lat, origin.lon, origin.depth,
            origin.mb, origin.ms, origin.ml, origin.nass, origin.ndef, origin.auth, event.lddate,
        )
        .where(*where)
        .order_by(origin.time.desc(), event.evid)
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    rows = connection.execute(query)
    return [EventLine(*tuple(row)) for row in rows], connection.execute(number).scalar_one()
