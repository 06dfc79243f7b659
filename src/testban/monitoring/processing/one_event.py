"""One event out of detections: its first arrivals, put to the locator until both agree."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from testban.errors import LocationError
from testban.monitoring.detection.detector import arrival_of
from testban.monitoring.detection.records import Record
from testban.monitoring.detection.triggering import Trigger, in_bands
from testban.monitoring.location import locate
from testban.monitoring.model import Arrival, Event, Origin
from testban.monitoring.parameters import Parameters
from testban.monitoring.processing.network import Network
from testban.monitoring.processing.search import candidates, false_rate, first_times
from testban.monitoring.sphere import distance_azimuth
from testban.monitoring.traveltimes import TravelTimes

__all__ = ["Found", "Ray", "evidence", "find_event", "rays"]

ROUNDS = 5
TRIED = 6
LEAST_AZIMUTH_EVIDENCE = -1.0
PN_DEG = (1.8, 17.0)
"""Where the first arrival of a source in the crust is called Pn."""
NOISE_S, AFTER_S = 90.0, 20.0
"""What a second look at a record takes in, before and after."""


@dataclass(frozen=True)
class Ray:
    """From an origin to a station: distance, azimuth at the station, time of the first P."""

    distance_deg: float
    azimuth_deg: float
    first: float


@dataclass(frozen=True)
class Found:
    """An event with its first arrivals alone, and what speaks for it (natural logarithm)."""

    event: Event
    evidence: float


def rays(origin: Origin, network: Network, travel_times: TravelTimes) -> dict[str, Ray]:
    """From an origin to every station."""
    out = {}
    for code, station in network.stations.items():
        distance, _ = distance_azimuth(
            origin.latitude, origin.longitude, station.latitude, station.longitude
        )
        _, azimuth = distance_azimuth(
            station.latitude, station.longitude, origin.latitude, origin.longitude
        )
        out[code] = Ray(distance, azimuth, 0.0)
    times = first_times(np.array([ray.distance_deg for ray in out.values()]), travel_times)
    return {
        code: replace(ray, first=origin.time + float(seconds))
        for (code, ray), seconds in zip(out.items(), times, strict=True)
    }


def find_event(
    arrivals: Sequence[Arrival],
    network: Network,
    travel_times: TravelTimes,
    parameters: Parameters,
) -> Found | None:
    """The event that explains most of the arrivals; None where chance explains them as well."""
    settings = parameters.process
    best: Found | None = None
    for candidate in candidates(arrivals, network.stations, travel_times, settings)[:TRIED]:
        chosen = [arrivals[i] for i in candidate.arrivals]
        found = _settled(chosen, arrivals, network, travel_times, parameters)
        if found is not None and (best is None or found.evidence > best.evidence):
            best = found
    if best is None:
        return None
    again = _looked_again(best, arrivals, network, travel_times, parameters)
    if again is not None and again.evidence > best.evidence:
        best = again
    return best if best.evidence >= settings.evidence else None


def _settled(
    chosen: Sequence[Arrival],
    arrivals: Sequence[Arrival],
    network: Network,
    travel_times: TravelTimes,
    parameters: Parameters,
) -> Found | None:
    """The event that locator and association agree upon, starting from some first arrivals."""
    before: set[tuple[str, float]] = set()
    event: Event | None = None
    for _ in range(ROUNDS):
        keys = {(arrival.station, arrival.time) for arrival in chosen}
        if len(keys) < parameters.process.least_stations:
            return None
        if keys == before:
            break
        before = keys
        event = _located(chosen, network, travel_times, parameters)
        if event is None or event.origin is None:
            return None
        chosen = _first_arrivals(event.origin, arrivals, network, travel_times, parameters)
    if event is None or event.origin is None:
        return None
    defining = [arrival for arrival in event.arrivals if arrival.time_defining]
    if len(defining) < parameters.process.least_stations:
        return None
    # Depth was not asked of the arrivals; whoever reads the bulletin is told so.
    basis = f"fixed at {event.origin.depth_km:g} km: recordings of one event are not asked for its depth"
    event = replace(
        event, arrivals=tuple(defining), origin=replace(event.origin, depth_basis=basis)
    )
    return Found(event, evidence(event, network, travel_times, parameters))


def _located(
    chosen: Sequence[Arrival],
    network: Network,
    travel_times: TravelTimes,
    parameters: Parameters,
) -> Event | None:
    try:
        return locate(
            [replace(arrival, phase="P") for arrival in chosen],
            network.stations,
            parameters=parameters,
            travel_times=travel_times,
            depth_km=parameters.process.depth_km,
        )
    except LocationError:
        return None


def _first_arrivals(
    origin: Origin,
    arrivals: Sequence[Arrival],
    network: Network,
    travel_times: TravelTimes,
    parameters: Parameters,
) -> list[Arrival]:
    """At each station the arrival that the event best explains as its first P, if it explains any."""
    best: dict[str, tuple[float, Arrival]] = {}
    predicted = rays(origin, network, travel_times)
    for arrival in arrivals:
        gain = _gain(arrival, predicted[arrival.station], parameters)
        if gain > 0 and gain > best.get(arrival.station, (0.0, arrival))[0]:
            best[arrival.station] = gain, arrival
    return [arrival for _, arrival in best.values()]


def _gain(arrival: Arrival, ray: Ray, parameters: Parameters) -> float:
    """How much better an event explains an arrival than chance does (natural logarithm)."""
    settings = parameters.process
    sd = math.hypot(settings.match_s, arrival.time_uncertainty_s or 0.0)
    deviation = (arrival.time - ray.first) / sd
    density = math.exp(-0.5 * deviation**2) / (sd * math.sqrt(2 * math.pi))
    if abs(deviation) > parameters.location.defining_sd:
        return -math.inf
    return math.log(density / false_rate(arrival.snr, settings)) + _azimuth_gain(
        arrival, ray, parameters
    )


def _azimuth_gain(arrival: Arrival, ray: Ray, parameters: Parameters) -> float:
    if arrival.azimuth_deg is None:
        return 0.0
    sd = max(arrival.azimuth_uncertainty_deg or 0.0, parameters.process.azimuth_sd_deg)
    off = (arrival.azimuth_deg - ray.azimuth_deg + 180.0) % 360.0 - 180.0
    likely = math.exp(-0.5 * (off / sd) ** 2) / (sd * math.sqrt(2 * math.pi)) * 360.0
    return max(math.log(max(likely, 1e-12)), LEAST_AZIMUTH_EVIDENCE)


def evidence(
    event: Event, network: Network, travel_times: TravelTimes, parameters: Parameters
) -> float:
    """What speaks for an event: its arrivals, less the stations that should have seen it."""
    origin, settings = event.origin, parameters.process
    if origin is None:
        return -math.inf
    predicted = rays(origin, network, travel_times)
    seen = {arrival.station: arrival for arrival in event.arrivals}
    total = sum(_gain(arrival, predicted[code], parameters) for code, arrival in seen.items())
    farthest = max((predicted[code].distance_deg for code in seen), default=0.0)
    for code, ray in predicted.items():
        near = ray.distance_deg <= min(farthest, settings.seen_deg)
        if code not in seen and near and network.recording(code, ray.first - 5, ray.first + 10):
            total -= settings.missed_cost
    return total


# -- a second look ------------------------------------------------------------------------------


def _looked_again(
    found: Found,
    arrivals: Sequence[Arrival],
    network: Network,
    travel_times: TravelTimes,
    parameters: Parameters,
) -> Found | None:
    """The event with weaker first arrivals where it says that they should be."""
    if found.event.origin is None:
        return None
    seen = {arrival.station for arrival in found.event.arrivals}
    more = [
        arrival
        for code, ray in rays(found.event.origin, network, travel_times).items()
        if code not in seen
        and (arrival := _weak_arrival(code, ray, network, parameters)) is not None
    ]
    if not more:
        return None
    together = [*found.event.arrivals, *more]
    return _settled(together, together, network, travel_times, parameters)


def _weak_arrival(code: str, ray: Ray, network: Network, parameters: Parameters) -> Arrival | None:
    """The strongest rise near the time of P that the event predicts, by a lower threshold."""
    best: tuple[float, Arrival] | None = None
    for instrument in network.instruments.get(code, ()):
        for record in instrument.verticals:
            for trigger in _weak_triggers(record, ray.first, parameters):
                arrival = arrival_of(record, trigger, instrument.horizontals, parameters.detection)
                if arrival is not None and (best is None or trigger.strength > best[0]):
                    best = trigger.strength, arrival
    if best is None:
        return None
    # What is hardly above the noise begins before it is seen.
    sd = math.hypot(best[1].time_uncertainty_s or 0.0, parameters.process.relook_sd_s)
    return replace(best[1], time_uncertainty_s=round(sd, 3))


def _weak_triggers(record: Record, time: float, parameters: Parameters) -> list[Trigger]:
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
    return [t for t in found if abs(t.start - time) <= parameters.process.relook_s]
