"""Which arrivals of two bulletins are the same: one station, and the same moment."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from testban.monitoring.model import Arrival, Event

__all__ = ["CLOSE_S", "Homes", "heard_by", "same_arrivals"]

CLOSE_S = 1.0
"""Seconds: two picks of one onset differ by less, two arrivals at a station seldom do."""


def heard_by(event: Event) -> int:
    """How many stations have an arrival of an event."""
    return len({arrival.station for arrival in event.arrivals})


def same_arrivals(one: Iterable[Arrival], two: Sequence[Arrival]) -> list[Arrival]:
    """The arrivals of `two` that are in `one` too; each arrival of `one` answers for one of them."""
    at: dict[str, list[float]] = {}
    for arrival in one:
        at.setdefault(arrival.station, []).append(arrival.time)
    found = []
    for arrival in sorted(two, key=lambda each: each.time):
        times = at.get(arrival.station, [])
        near = min(times, key=lambda time: abs(time - arrival.time), default=None)
        if near is not None and abs(near - arrival.time) <= CLOSE_S:
            times.remove(near)
            found.append(arrival)
    return found


class Homes:
    """In which event of a bulletin each arrival stands, looked up by station and time."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._at: dict[str, list[tuple[float, int]]] = {}
        for index, event in enumerate(events):
            for arrival in event.arrivals:
                self._at.setdefault(arrival.station, []).append((arrival.time, index))
        for each in self._at.values():
            each.sort()

    def __bool__(self) -> bool:
        return bool(self._at)

    def of(self, arrival: Arrival) -> int | None:
        """The index of the event that has the arrival; None where none has."""
        known = self._at.get(arrival.station, [])
        first = bisect_left(known, (arrival.time - CLOSE_S, -1))
        last = bisect_left(known, (arrival.time + CLOSE_S, len(known) + 1_000_000_000), first)
        near = min(known[first:last], key=lambda each: abs(each[0] - arrival.time), default=None)
        return near[1] if near else None
