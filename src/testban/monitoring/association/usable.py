"""What of a day's arrivals can be used, and in words what cannot."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from testban.monitoring.model import Arrival, Station
from testban.monitoring.places import with_places
from testban.monitoring.words import counted

__all__ = ["SAME_S", "Usable", "listed", "usable"]

SAME_S = 0.05
"""Two readings at one station nearer than this are one, given twice."""
_SLOWEST_S_PER_DEG = 60.0
"""Of anything that travels through the Earth, Rg included."""
_FARTHEST_S = 1e10
"""From 1970, some three centuries: nobody recorded anything then."""
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Usable:
    """The arrivals as they were given but for values that cannot be, which of them to use, and notes."""

    arrivals: Sequence[Arrival]
    indices: tuple[int, ...]
    notes: tuple[str, ...]


def usable(arrivals: Sequence[Arrival], stations: Mapping[str, Station]) -> Usable:
    """Those at stations with coordinates, at times that can be, each once."""
    nowhere: list[Arrival] = []
    untimed: list[Arrival] = []
    repeated: list[Arrival] = []
    absurd: list[Arrival] = []
    kept: list[int] = []
    timed = []
    for i, arrival in enumerate(arrivals):
        if not _placed(stations.get(arrival.station)):
            nowhere.append(arrival)
        elif not abs(arrival.time) < _FARTHEST_S:  # not a number compares false
            untimed.append(arrival)
        else:
            timed.append(i)
    for i in sorted(timed, key=lambda i: _order(arrivals[i])):
        code, time = arrivals[i].station, arrivals[i].time
        if kept and arrivals[kept[-1]].station == code and (
            time - arrivals[kept[-1]].time < SAME_S
        ):  # fmt: skip
            repeated.append(arrivals[i])
        else:
            kept.append(i)
    cleaned = list(arrivals)
    for i in kept:
        cleaned[i] = _possible(arrivals[i])
        if cleaned[i] is not arrivals[i]:
            absurd.append(arrivals[i])
    reasons = (
        (nowhere, "at stations without coordinates: of no event"),
        (untimed, "at times that cannot be: of no event"),
        (repeated, f"within {SAME_S:g} s of another at the station: counted once"),
        (absurd, "with an azimuth or slowness that no wave has: used without it"),
    )
    notes = tuple(
        with_places(f"{counted(len(those), 'arrival')} {why} ({listed(those)})", those)
        for those, why in reasons
        if those
    )
    return Usable(cleaned, tuple(sorted(kept)), notes)


def _order(arrival: Arrival) -> tuple[str, float, bool]:
    """By station and time; of two readings of one moment the one with a direction first."""
    return arrival.station, arrival.time, arrival.azimuth_deg is None


def _placed(station: Station | None) -> bool:
    return station is not None and abs(station.latitude) <= 90 and abs(station.longitude) <= 360


def _possible(arrival: Arrival) -> Arrival:
    """Without an azimuth, slowness or uncertainty that no measurement gives."""
    wrong: dict[str, Any] = {}
    if not _between(arrival.azimuth_deg, -360.0, 360.0):
        wrong["azimuth_deg"] = None
    if not _between(arrival.slowness_s_per_deg, 0.0, _SLOWEST_S_PER_DEG):
        wrong["slowness_s_per_deg"] = None
    for name in ("azimuth_uncertainty_deg", "slowness_uncertainty_s_per_deg"):
        if not _between(getattr(arrival, name), 0.0, math.inf):
            wrong[name] = None
    return replace(arrival, **wrong) if wrong else arrival


def _between(value: float | None, least: float, most: float) -> bool:
    return value is None or least <= value <= most


def listed(arrivals: Iterable[Arrival]) -> str:
    """The stations of arrivals, the first few by name."""
    names = sorted({arrival.station for arrival in arrivals})
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
