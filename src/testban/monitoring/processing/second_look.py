"""A second look at stations where nothing was detected: first arrivals that an event says should be there."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from testban.monitoring.detection.detector import arrival_of
from testban.monitoring.detection.records import Record
from testban.monitoring.detection.triggering import Trigger, in_bands
from testban.monitoring.model import Arrival, Origin
from testban.monitoring.parameters import Parameters
from testban.monitoring.processing.beside import BESIDE_S, nearest_beside
from testban.monitoring.processing.found import Given
from testban.monitoring.processing.rays import Ray, rays

__all__ = ["weak_arrivals"]

NOISE_S, AFTER_S = 90.0, 20.0
"""What a second look at a record takes in, before and after."""


def weak_arrivals(seen: Sequence[Arrival], origin: Origin, given: Given) -> list[Arrival]:
    """Weaker first arrivals where an origin says that they should be, at stations not seen yet."""
    ways = rays(origin, given.network, given.travel_times)
    shown = {arrival.station: arrival.time - ways[arrival.station].first for arrival in seen}
    found = [
        _weak_arrival(code, *_due(code, ways, shown, given), given)
        for code in ways
        if code not in shown
    ]
    return [a for a in found if a is not None and not given.taken(a.station, a.time)]


def _due(
    code: str, ways: Mapping[str, Ray], shown: Mapping[str, float], given: Given
) -> tuple[float, float]:
    """When P is due at a station, and within how many seconds.

    A wave that stations beside it show is due there as late as at the nearest of them: what comes at another time is
    something else.
    """
    first, within = ways[code].first, given.parameters.process.relook_s
    beside = nearest_beside(code, shown, given.network)
    return (first, within) if beside is None else (first + shown[beside], min(within, BESIDE_S))


def _weak_arrival(code: str, due: float, within_s: float, given: Given) -> Arrival | None:
    """The strongest rise near the time at which P is due, by a lower threshold."""
    parameters = given.parameters
    best: tuple[float, Arrival] | None = None
    for instrument in given.network.instruments.get(code, ()):
        for record in instrument.verticals:
            for trigger in _weak_triggers(record, due, within_s, parameters):
                arrival = arrival_of(record, trigger, instrument.horizontals, parameters.detection)
                if arrival is not None and (best is None or trigger.strength > best[0]):
                    best = trigger.strength, arrival
    if best is None:
        return None
    # What is hardly above the noise begins before it is seen.
    sd = math.hypot(best[1].time_uncertainty_s or 0.0, parameters.process.relook_sd_s)
    return replace(best[1], time_uncertainty_s=round(sd, 3))


def _weak_triggers(
    record: Record, time: float, within_s: float, parameters: Parameters
) -> list[Trigger]:
    first = max(record.at(time - NOISE_S), 0)
    last = min(record.at(time + AFTER_S), len(record.data))
    settings = parameters.detection
    if (last - first) / record.rate_hz < settings.least_s:
        return []
    piece = replace(
        record, data=record.data[first:last], start=record.start + first / record.rate_hz
    )
    lower = replace(settings, least_snr=parameters.process.relook_snr)
    found = in_bands(piece, lower, settings.sigmas * parameters.process.relook_share)
    return [t for t in found if abs(t.start - time) <= within_s]
