"""Events by when, where and how large: the list is cut by the database, the events read together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from testban.monitoring.sphere import distance_azimuth
from testban.store.schema import measurements

__all__ = ["ORDERS", "Circle", "EventFilter", "EventRow", "contributors", "find_events"]

Order = Literal["time", "time-asc", "magnitude", "magnitude-asc"]
ORDERS: tuple[Order, ...] = ("time", "time-asc", "magnitude", "magnitude-asc")
"""By what events can be sorted; descending unless it says otherwise."""


@dataclass(frozen=True, slots=True)
class Circle:
    """All places from `least` to `most` degrees of arc from a point."""

    latitude: float
    longitude: float
    least: float = 0.0
    most: float = 180.0


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are wanted: all that is given must hold of the preferred origin.

    Attributes
    ----------
    start, end
        Origin times from `start` to `end`, seconds since 1970, UTC.
    latitude, longitude, depth_km, magnitude
        Least and greatest, both included; None where there is no such limit. Longitudes whose
        least is the greater go round by 180 degrees.
    magnitude_type
        Which magnitude counts; otherwise the first of the event. ``mb*``: every type that begins so.
    name
        Part of the event's own name, whatever its case.
    numbers, identifiers
        Any of these events.
    author
        Of the origin.
    changed_after
        Only events saved later: ISO 8601, UTC, to the second.
    """

    start: float | None = None
    end: float | None = None
    latitude: tuple[float | None, float | None] = (None, None)
    longitude: tuple[float | None, float | None] = (None, None)
    depth_km: tuple[float | None, float | None] = (None, None)
    magnitude: tuple[float | None, float | None] = (None, None)
    magnitude_type: str = ""
    name: str = ""
    numbers: tuple[int, ...] = ()
    identifiers: tuple[str, ...] = ()
    author: str | None = None
    changed_after: str = ""
    circle: Circle | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of a list: its preferred origin, and the magnitude that the list goes by."""

    number: int
    identifier: str
    name: str
    time: float
    latitude: float
    longitude: float
    depth_km: float | None
    author: str
    magnitude_type: str
    magnitude: float | None
    magnitude_author: str
    changed: str

    def as_json(self) -> dict[str, Any]:
        """All of it, under the names of the attributes."""
        return {name: getattr(self, name) for name in self.__slots__}


def find_events(
    connection: Connection,
    wanted: EventFilter,
    *,
    limit: int | None,
    offset: int = 0,
    order: Order = "time",
) -> tuple[list[EventRow], int]:
    """So many events, and how many there are in all."""
    query, time, size = _query(wanted)
    by = size.desc().nulls_last() if order == "magnitude" else size.nulls_last()
    by = {"time": time.desc(), "time-asc": time}.get(order, by)
    query = query.order_by(by, measurements["event"].c.evid)
    if wanted.circle is not None:
        inside = [row for row in _rows(connection, query) if _within(wanted.circle, row)]
        end = None if limit is None else offset + limit
        return inside[offset:end], len(inside)
    total = connection.execute(sa.select(sa.func.count()).select_from(query.subquery()))
    return _rows(connection, query.limit(limit).offset(offset)), total.scalar_one()


def _rows(connection: Connection, query: sa.Select[Any]) -> list[EventRow]:
    lacking = [EventRow.__slots__.index(name) for name in ("depth_km", "magnitude")]
    found = []
    for row in connection.execute(query):
        values: list[Any] = [
            "" if value is None and place not in lacking else value
            for place, value in enumerate(row)
        ]
        found.append(EventRow(*values))
    return found


def _query(wanted: EventFilter) -> tuple[sa.Select[Any], Any, Any]:
    event, origin = measurements["event"].c, measurements["origin"].c
    netmag = measurements["netmag"].c
    first = sa.select(netmag.evid, sa.func.min(netmag.magid).label("magid"))
    if wanted.magnitude_type:
        kind, kinds = wanted.magnitude_type.lower(), sa.func.lower(netmag.magtype)
        begins = kinds.startswith(kind[:-1], autoescape=True)
        first = first.where(begins if kind.endswith("*") else kinds == kind)
    chosen = first.group_by(netmag.evid).subquery()
    joined = (
        sa.join(measurements["event"], measurements["origin"], origin.orid == event.prefor)
        .outerjoin(chosen, chosen.c.evid == event.evid)
        .outerjoin(measurements["netmag"], netmag.magid == chosen.c.magid)
    )
    query = sa.select(
        event.evid, event.identifier, event.evname, origin.time, origin.lat, origin.lon,
        origin.depth, origin.auth, netmag.magtype, netmag.magnitude, netmag.auth, event.lddate,
    ).select_from(joined)  # fmt: skip
    return query.where(*_conditions(wanted)), origin.time, netmag.magnitude


def _conditions(wanted: EventFilter) -> Iterable[sa.ColumnElement[bool]]:
    event, origin = measurements["event"].c, measurements["origin"].c
    size = measurements["netmag"].c.magnitude
    yield from _between(origin.time, (wanted.start, wanted.end))
    yield from _between(origin.lat, wanted.latitude)
    yield from _between(origin.depth, wanted.depth_km)
    yield from _between(size, wanted.magnitude)
    west, east = wanted.longitude
    if west is not None and east is not None and west > east:
        yield sa.or_(origin.lon >= west, origin.lon <= east)
    else:
        yield from _between(origin.lon, wanted.longitude)
    if wanted.numbers or wanted.identifiers:
        yield sa.or_(event.evid.in_(wanted.numbers), event.identifier.in_(wanted.identifiers))
    if wanted.name:
        yield sa.func.lower(event.evname).contains(wanted.name.lower(), autoescape=True)
    if wanted.author is not None:
        yield origin.auth == wanted.author
    if wanted.changed_after:
        yield event.lddate > wanted.changed_after
    if wanted.magnitude_type:
        yield size.is_not(None)
    if wanted.circle is not None:
        # The database narrows it down; the distance itself is worked out of what is left.
        far = wanted.circle.most + 0.5
        yield origin.lat.between(wanted.circle.latitude - far, wanted.circle.latitude + far)


def _between(
    column: Any, limits: tuple[float | None, float | None]
) -> Iterable[sa.ColumnElement[bool]]:
    least, most = limits
    if least is not None:
        yield column >= least
    if most is not None:
        yield column <= most


def _within(circle: Circle, row: EventRow) -> bool:
    distance, _ = distance_azimuth(circle.latitude, circle.longitude, row.latitude, row.longitude)
    return circle.least <= distance <= circle.most


def contributors(connection: Connection) -> list[str]:
    """The authors of the preferred origins, in order."""
    event, origin = measurements["event"].c, measurements["origin"].c
    query = sa.select(origin.auth).distinct().where(origin.orid == event.prefor)
    return [name for name in connection.execute(query.order_by(origin.auth)).scalars() if name]
