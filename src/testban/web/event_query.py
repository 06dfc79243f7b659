"""A reader's words taken for a day, a place, a size or a name of events."""

from __future__ import annotations

import calendar
import re

from testban.store import Circle, EventFilter, EventRow, Store

__all__ = ["events_sought", "find_sought"]

_DAY = re.compile(r"(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?)?月?)?年?")
_SIDE = r"\s*°?\s*"
_PLACE = re.compile(
    rf"([+-]?\d{{1,2}}(?:\.\d+)?){_SIDE}([NS]?)[\s,;]+([+-]?\d{{1,3}}(?:\.\d+)?){_SIDE}([EW]?)",
    re.IGNORECASE,
)
_DEGREES = re.compile(rf"([+-]?\d{{1,3}}\.\d+){_SIDE}([NSEW]?)", re.IGNORECASE)
_SIZE = re.compile(r"(m[a-z]{1,2}\w*)(?:\s*(>=?|≥|=)?\s*(\d(?:\.\d+)?))?", re.IGNORECASE)
_NEAR_DEG = 1.0
_MOST = 50


def events_sought(text: str) -> list[EventFilter]:
    """What the words may mean: an event is found where any of it holds.

    Examples
    --------
    >>> [each.magnitude_type for each in events_sought("mb")]
    ['mb*', '']
    >>> [each.name for each in events_sought("Some Valley")]
    ['Some Valley']
    """
    said = " ".join(text.split())
    if not said:
        return []
    found = [*_of_day(said), *_of_place(said), *_of_size(said)]
    # A number is no name: it would be found in the middle of others.
    return found if said[0].isdigit() else [*found, EventFilter(name=said)]


def _of_day(said: str) -> list[EventFilter]:
    day = _DAY.fullmatch(said)
    if not day or not 1 <= int(day[1]) <= 9998 or not 1 <= int(day[2] or 1) <= 12:
        return []
    year, month = int(day[1]), int(day[2] or 1)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= int(day[3] or 1) <= last:
        return []
    end = (year, month, int(day[3] or last)) if day[2] else (year, 12, 31)
    start = calendar.timegm((year, month, int(day[3] or 1), 0, 0, 0))
    return [EventFilter(start=start, end=calendar.timegm((*end, 24, 0, 0)) - 1e-6)]


def _of_place(said: str) -> list[EventFilter]:
    if point := _PLACE.fullmatch(said):
        latitude, longitude = _signed(point[1], point[2]), _signed(point[3], point[4])
        if abs(latitude) > 90 or abs(longitude) > 180:
            return []
        return [EventFilter(circle=Circle(latitude, longitude, most=_NEAR_DEG))]
    if (degrees := _DEGREES.fullmatch(said)) is None:
        return []
    value, side = _signed(degrees[1], degrees[2]), degrees[2].upper()
    # All that is written so when it is rounded.
    half = 0.5 * 10.0 ** -len(degrees[1].partition(".")[2])
    limits = (value - half, value + half)
    found = [EventFilter(latitude=limits)] if side not in ("E", "W") else []
    found += [EventFilter(longitude=limits)] if side not in ("N", "S") else []
    return found if side else [*found, EventFilter(magnitude=limits)]


def _signed(number: str, side: str) -> float:
    return -float(number) if side.upper() in ("S", "W") else float(number)


def _of_size(said: str) -> list[EventFilter]:
    size = _SIZE.fullmatch(said)
    if size is None:
        return []
    least: tuple[float | None, float | None] = (None, None)
    if size[3]:
        value = float(size[3])
        least = (value, None) if size[2] in (">", ">=", "≥") else (value - 0.05, value + 0.05)
    return [EventFilter(magnitude_type=f"{size[1]}*", magnitude=least)]


def find_sought(store: Store, text: str) -> list[EventRow]:
    """The events that a reader's words name, the newest first, at most fifty."""
    found: dict[int, EventRow] = {}
    for wanted in events_sought(text):
        found |= {row.number: row for row in store.find_events(wanted, limit=_MOST)[0]}
    return sorted(found.values(), key=lambda row: (-row.time, row.number))[:_MOST]
