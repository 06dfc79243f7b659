"""What stations recorded of an event, kept with it: samples of 16 bits, compressed."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from testban.monitoring.processing.excerpts import Excerpt
from testban.store.records import Recorded
from testban.store.schema import excerpts

__all__ = ["read_excerpts", "recorded", "save_excerpts"]


def save_excerpts(connection: Connection, of_event: Mapping[int, Sequence[Excerpt]]) -> None:
    """Keep the excerpts of events that have none yet, by the events' numbers."""
    rows = [
        {
            "evid": evid,
            "sta": each.station,
            "chan": each.channel,
            "delta": each.distance_deg,
            "first": each.first,
            "time": each.start,
            "samprate": each.rate_hz,
            "samples": zlib.compress(each.samples.astype("<i2").tobytes()),
        }
        for evid, found in of_event.items()
        for each in found
    ]
    if rows:
        connection.execute(sa.insert(excerpts), rows)


def read_excerpts(connection: Connection, evid: int) -> list[Excerpt]:
    """The excerpts of an event, nearest station first."""
    query = sa.select(excerpts).where(excerpts.c.evid == evid)
    return [
        Excerpt(
            row.sta,
            row.chan,
            row.delta,
            row.first,
            row.time,
            row.samprate,
            np.frombuffer(zlib.decompress(row.samples), "<i2").astype(np.int16),
        )
        for row in connection.execute(query.order_by(excerpts.c.delta, excerpts.c.id))
    ]


def recorded(connection: Connection, before: float) -> Recorded | None:
    """How much is kept of what stations recorded before a time, in seconds since 1970."""
    events, stations = (
        sa.func.count(sa.distinct(column)) for column in (excerpts.c.evid, excerpts.c.sta)
    )
    first, last = sa.func.min(excerpts.c.time), sa.func.max(excerpts.c.time)
    kept = sa.select(events, stations, first, last).where(excerpts.c.time < before)
    row = connection.execute(kept).one()
    return Recorded(*row) if row[0] else None
