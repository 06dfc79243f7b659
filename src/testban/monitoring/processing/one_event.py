"""One event out of detections: its first arrivals, put to the locator until both agree."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from testban.monitoring.model import Arrival, Event, Origin
from testban.monitoring.parameters import Parameters, ProcessParameters
from testban.monitoring.processing.beginnings import begun_earlier
from testban.monitoring.processing.beside import nearest_beside, together
from testban.monitoring.processing.clocks import with_clocks
from testban.monitoring.processing.crests import Crests, crest_gain, crests, lg_arrivals
from testban.monitoring.processing.found import Found, Given, Taken
from testban.monitoring.processing.lateness import without_late
from testban.monitoring.processing.network import Network
from testban.monitoring.processing.owning import with_late, with_rivals
from testban.monitoring.processing.placing import depth_not_asked, placed
from testban.monitoring.processing.rays import Ray, rays
from testban.monitoring.processing.search import RARER_DEG, azimuth_gain, candidates, false_rate
from testban.monitoring.processing.second_look import weak_arrivals
from testban.monitoring.traveltimes import TravelTimes

__all__ = ["find_event"]

ROUNDS = 5
TRIED = 12
LOOKS = 3
OCCASION_S = 300.0
"""In so long a record chance has one occasion to make an event of noise."""


def find_event(
    arrivals: Sequence[Arrival],
    network: Network,
    travel_times: TravelTimes,
    parameters: Parameters,
    taken: Taken = lambda station, time: False,
) -> Found | None:
    """The event that explains most of the arrivals; None where chance explains them as well.

    What is `taken` at a station and time, by an event found before, is not found again.
    """
    settings = parameters.process
    # What only horizontal channels show is shear.
    able = [arrival for arrival in arrivals if network.compressional(arrival)]
    seen = _free_crests(able, network, settings, taken)
    given = Given(network, travel_times, parameters, seen, taken)
    founds = []
    for candidate in candidates(able, network.stations, travel_times, settings, seen)[:TRIED]:
        found = _looked([able[i] for i in candidate.arrivals], candidate.origin, able, given)
        if found is not None:
            founds.append(found)
    # Chance has the more occasions the longer it is listened to.
    least = settings.evidence + math.log(max(network.recorded_s / OCCASION_S, 1.0))
    best = max(founds, key=lambda found: found.evidence, default=None)
    if best is None or best.evidence < least:
        return None
    told = with_rivals(with_late(without_late(best, given), given), founds, parameters.location)
    return with_clocks(told, able, given, partial(_without, told, able, given))


def _free_crests(
    arrivals: Sequence[Arrival], network: Network, settings: ProcessParameters, taken: Taken
) -> Crests:
    """Crests behind arrivals, without those that an event found before makes: its P is no other one's Lg."""
    found = crests(arrivals, network, settings)
    return {key: crest for key, crest in found.items() if not taken(key[0], crest.time)}


def _looked(
    chosen: Sequence[Arrival], origin: Origin | None, able: Sequence[Arrival], given: Given
) -> Found | None:
    """The best event that a place and its first arrivals lead to."""
    best: Found | None = None
    # Three first arrivals fit many places; what is weak at the other stations parts them.
    for _ in range(LOOKS):
        if origin is None:
            break
        weak = weak_arrivals(chosen, origin, given)
        all_of_them = [*able, *weak]
        behind = _free_crests(weak, given.network, given.parameters.process, given.taken)
        found = _settled(
            [*chosen, *weak], all_of_them, replace(given, crests={**given.crests, **behind})
        )
        if found is None:
            break
        if best is None or found.evidence > best.evidence:
            best = found
        # As they were detected: the event's own are trusted less where they come late.
        chosen, origin = found.detected, found.event.origin
        if origin is None:
            break
        begun = begun_earlier(chosen, origin, given)
        chosen = [begun.get((each.station, each.time), each) for each in chosen]
        able = [*able, *begun.values()]
        given = replace(given, crests={**given.crests, **_moved(given.crests, begun)})
    return best


def _moved(seen: Crests, begun: Mapping[tuple[str, float], Arrival]) -> Crests:
    """Crests behind arrivals that begin earlier than they were picked."""
    return {(each.station, each.time): seen[key] for key, each in begun.items() if key in seen}


def _without(best: Found, able: Sequence[Arrival], given: Given, code: str) -> Found | None:
    """The event as the other stations have it."""

    def taken(station: str, time: float) -> bool:
        return station == code or given.taken(station, time)

    left = [arrival for arrival in able if arrival.station != code]
    seen = {(arrival.station, arrival.time) for arrival in left}
    chosen = [each for each in best.detected if (each.station, each.time) in seen]
    found = _looked(chosen, best.event.origin, left, replace(given, taken=taken))
    return None if found is None else with_late(without_late(found, given), given)


def _settled(
    chosen: Sequence[Arrival],
    arrivals: Sequence[Arrival],
    given: Given,
) -> Found | None:
    """The event that locator and association agree upon, starting from some first arrivals."""
    least = given.parameters.process.least_stations
    before: set[tuple[str, float]] = set()
    event, origin = None, None
    shear: tuple[Arrival, ...] = ()
    for _ in range(ROUNDS):
        keys = {(arrival.station, arrival.time) for arrival in chosen}
        if len(keys) < least:
            return None
        if keys == before:
            break
        before = keys
        located = placed(chosen, partial(_shear, chosen, given), given)
        if located is None:
            return None
        event, shear = located
        origin = event.origin
        if origin is None:
            return None
        chosen = _first_arrivals(origin, arrivals, given)
    if event is None or origin is None:
        return None
    defining = [arrival for arrival in event.arrivals if arrival.time_defining]
    if len(defining) < least:
        return None
    event = replace(event, arrivals=tuple(defining), origin=depth_not_asked(origin))
    known = {(each.station, each.time): each for each in arrivals}
    detected = tuple(known[each.station, each.time] for each in defining)
    return Found(event, _evidence(event, given), shear, detected)


def _shear(chosen: Sequence[Arrival], given: Given, origin: Origin | None) -> tuple[Arrival, ...]:
    """Lg by its crests behind these arrivals, as far as an origin explains them."""
    if origin is None:
        return ()
    distance = {
        code: ray.distance_deg
        for code, ray in rays(origin, given.network, given.travel_times).items()
    }
    return tuple(
        lg_arrivals(
            chosen,
            given.crests,
            origin.time,
            distance,
            given.travel_times,
            given.parameters.process,
        )
    )


def _first_arrivals(origin: Origin, arrivals: Sequence[Arrival], given: Given) -> list[Arrival]:
    """At each station the arrival that the event best explains as its first P, if it explains any.

    Of stations beside each other those whose arrivals come at another time than that of the best are left out.
    """
    best: dict[str, tuple[float, Arrival]] = {}
    predicted = rays(origin, given.network, given.travel_times)
    for arrival in arrivals:
        gain = _gain(arrival, predicted[arrival.station], origin, given)
        if gain > 0 and gain > best.get(arrival.station, (0.0, arrival))[0]:
            best[arrival.station] = gain, arrival
    kept: dict[str, Arrival] = {}
    for _, arrival in sorted(best.values(), key=lambda row: -row[0]):
        beside = nearest_beside(arrival.station, kept, given.network)
        if beside is None or together(arrival, kept[beside], predicted):
            kept[arrival.station] = arrival
    return [arrival for _, arrival in best.values() if arrival.station in kept]


def _gain(arrival: Arrival, ray: Ray, origin: Origin, given: Given) -> float:
    """How much better an event explains an arrival than chance does (natural logarithm)."""
    parameters = given.parameters
    settings = parameters.process
    sd = math.hypot(settings.match_s, arrival.time_uncertainty_s or 0.0)
    deviation = (arrival.time - ray.first) / sd
    density = math.exp(-0.5 * deviation**2) / (sd * math.sqrt(2 * math.pi))
    if abs(deviation) > parameters.location.defining_sd:
        return -math.inf
    gain = math.log(density / false_rate(arrival.snr, settings))
    if arrival.azimuth_deg is not None:
        gain += float(azimuth_gain(arrival, np.array(ray.azimuth_deg), settings))
    crest = given.crests.get((arrival.station, arrival.time))
    if crest is not None:
        distance = np.array(ray.distance_deg)
        gain += float(crest_gain(crest, np.array(origin.time), distance, settings))
    return gain


def _evidence(event: Event, given: Given) -> float:
    """What speaks for an event: its arrivals, less the stations that should have seen it."""
    origin, settings = event.origin, given.parameters.process
    if origin is None:
        return -math.inf
    predicted = rays(origin, given.network, given.travel_times)
    seen = {arrival.station: arrival for arrival in event.arrivals}
    total = sum(_gain(arrival, predicted[code], origin, given) for code, arrival in seen.items())
    farthest = max((predicted[code].distance_deg for code in seen), default=0.0)
    for code, ray in predicted.items():
        near = ray.distance_deg <= min(farthest, settings.seen_deg)
        if (
            code not in seen
            and near
            and given.network.recording(code, ray.first - 5, ray.first + 10)
        ):
            total -= settings.missed_cost
    # An event seen from farther off must be larger, and of ten times as large there are ten times as few.
    nearest = min((predicted[code].distance_deg for code in seen), default=180.0)
    return total - settings.larger_is_rarer * math.log(np.clip(nearest, *RARER_DEG))
