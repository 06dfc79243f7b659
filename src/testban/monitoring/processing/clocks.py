"""Whether the clock of one station is wrong: the event with its times, against the event without them.

A heavy-tailed fit spreads the misfit of one station over all: with a clock ten seconds off every residual is a few
seconds, and none is doubted. So each station in turn is supposed to be off by an unknown shift, all its arrivals
together; the event is found anew from the others; and what all arrivals say of both suppositions is compared.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from testban.monitoring.location.misfit import TimeFit, time_fit
from testban.monitoring.location.widening import reaching
from testban.monitoring.model import Arrival, Origin
from testban.monitoring.parameters import ProcessParameters
from testban.monitoring.processing.crests import LATEST_S, SOONEST_S, crest_gain
from testban.monitoring.processing.found import Found, Given
from testban.monitoring.processing.owning import hidden_s
from testban.monitoring.processing.rays import PN_DEG, Ray, rays
from testban.monitoring.processing.search import azimuth_gain, false_rate
from testban.monitoring.sentences import in_words

__all__ = ["with_clocks"]

WITHIN_S, LEAST_S = 120.0, 5.0
"""A clock is supposed to be off by so much at most, and at least: weak onsets are late by less. Between them each
factor is as likely."""
WRONG = 0.03
"""How often the times of a station are wrong altogether (assumed)."""
FREEDOM = 4.0
"""How large errors of time are is known as if from so many others; the rest is learnt from the event itself."""
LATE_S, CODA = 20.0, 10.0
"""Later than the first after an arrival is due, chance brings so many times as many: what follows the event's own."""
FAINT_SNR = 10.0
"""The noise hides the beginning of what is fainter."""
LIVE = 0.02
"""A supposition that is less likely is not spoken of."""


@dataclass(frozen=True)
class Supposed:
    """The event if the times of a station are off (of none: as found); `weight` is a probability.

    `shifted` is the arrival of the station that shows it, with the shift as its residual.
    """

    shifted: Arrival | None
    found: Found
    weight: float

    @property
    def origin(self) -> Origin:
        """Of the event then."""
        assert self.found.event.origin is not None
        return self.found.event.origin


def with_clocks(
    found: Found, heard: Sequence[Arrival], given: Given, without: Callable[[str], Found | None]
) -> Found:
    """The event as it is if the likeliest clock is wrong, or as found; its ellipse reaches the others, which are told.

    `without` finds the event from the arrivals of all stations but one.
    """
    rows = _supposed(found, heard, given, without)
    event = rows[0].found.event
    origin = rows[0].origin
    live = [row for row in rows if row.weight >= LIVE]
    wide = reaching(origin, [row.origin for row in live])
    doubted = [row for row in live if row.shifted is not None]
    if wide is origin and rows[0].shifted is None:
        return found
    arrivals = event.arrivals if rows[0].shifted is None else (*event.arrivals, rows[0].shifted)
    told = _told([row.shifted for row in doubted if row.shifted], rows[0].shifted is None)
    event = replace(event, origin=wide, arrivals=arrivals, notes=(*event.notes, told))
    return replace(rows[0].found, event=event)


def _told(doubted: Sequence[Arrival], perhaps: bool) -> str:
    """A line for whoever reads the bulletin; the first is the likeliest, the others are in brackets."""
    stations = _or([arrival.station for arrival in doubted])
    seconds = _or([f"{arrival.residual_s:+.0f}" for arrival in doubted])
    code = "times_may_disagree" if perhaps else "times_disagree"
    return in_words(code, station=stations, seconds=seconds)


def _or(words: Sequence[str]) -> str:
    one, *others = words
    return in_words("or_others", one=one, others=", ".join(others)) if others else one


def _supposed(
    found: Found, heard: Sequence[Arrival], given: Given, without: Callable[[str], Found | None]
) -> list[Supposed]:
    """The event as found, and as it is if the times of each station are off, the likeliest first."""
    rows: list[tuple[float, Found, Arrival | None]] = [(_score(found, given, None), found, None)]
    prior = math.log(WRONG / (1 - WRONG))
    for code in sorted({arrival.station for arrival in heard}):
        other = without(code)
        if other is None or other.event.origin is None:
            continue
        alone = [arrival for arrival in heard if arrival.station == code]
        shifted, gain = _shifted(alone, other, given)
        if shifted is not None:
            rows.append((_score(other, given, code) + gain + prior, other, shifted))
    rows.sort(key=lambda row: -row[0])
    weights = [math.exp(row[0] - rows[0][0]) for row in rows]
    return [
        Supposed(shifted, event, weight / sum(weights))
        for (_, event, shifted), weight in zip(rows, weights, strict=True)
    ]


def _score(found: Found, given: Given, code: str | None) -> float:
    """How much better the event explains its arrivals than chance does, its misfit at its word (logarithm).

    Station `code` is not asked.
    """
    origin, settings = found.event.origin, given.parameters.process
    assert origin is not None
    ways = rays(origin, given.network, given.travel_times)
    seen = {arrival.station for arrival in found.event.arrivals}
    pairs = zip(found.detected, found.event.arrivals, strict=True)
    first = [_excused(each, sure, ways[each.station], settings) for sure, each in pairs]
    times = (*first, *found.shear)
    total = _density(time_fit(origin, times, given.network.stations, given.travel_times))
    total += len(found.shear) * math.log(LATEST_S - SOONEST_S)
    for arrival in first:
        total -= math.log(false_rate(arrival.snr, settings))
        total += _turned(arrival, ways[arrival.station], given)
    farthest = max((ways[each].distance_deg for each in seen), default=0.0)
    for each, way in ways.items():
        near = way.distance_deg <= min(farthest, settings.seen_deg)
        missed = each not in seen and each != code and near
        if missed and given.network.recording(each, way.first - 5, way.first + 10):
            total -= settings.missed_cost
    return total


def _excused(arrival: Arrival, sure: Arrival, way: Ray, settings: ProcessParameters) -> Arrival:
    """A first arrival with the uncertainty that it was detected with; a faint one that comes late may be hidden.

    How late it comes does not widen it, as it does where the place is sought: a misfit is to be told here.
    Errors of the model go together for phases of one name: P is Pn where it is.
    """
    near, far = PN_DEG
    regional = arrival.phase == "P" and near <= way.distance_deg <= far
    faint = (arrival.snr or 0.0) < FAINT_SNR and (arrival.residual_s or 0.0) > 0
    hidden = hidden_s(sure, way.distance_deg, settings) if faint else 0.0
    return replace(
        sure,
        phase="Pn" if regional else arrival.phase,
        time_uncertainty_s=math.hypot(sure.time_uncertainty_s or 0.0, hidden),
    )


def _turned(arrival: Arrival, way: Ray, given: Given) -> float:
    if arrival.azimuth_deg is None:
        return 0.0
    return float(azimuth_gain(arrival, np.array(way.azimuth_deg), given.parameters.process))


def _density(fit: TimeFit) -> float:
    """Of times that miss by so much, their errors' common scale unknown (a multivariate Student's t)."""
    left = max(fit.count - 3, 0)
    scaled = math.lgamma((FREEDOM + left) / 2) - math.lgamma(FREEDOM / 2)
    scaled -= 0.5 * left * math.log(FREEDOM / 2)
    scaled -= 0.5 * (FREEDOM + left) * math.log1p(fit.chi_square / FREEDOM)
    return scaled - 0.5 * fit.log_determinant - 0.5 * fit.count * math.log(2 * math.pi)


def _shifted(alone: Iterable[Arrival], other: Found, given: Given) -> tuple[Arrival | None, float]:
    """The arrival of a station that is of the event if its times are off, and what speaks for that."""
    origin, settings = other.event.origin, given.parameters.process
    assert origin is not None
    ways = rays(origin, given.network, given.travel_times)
    best: Arrival | None = None
    most = -math.inf
    for arrival in alone:
        way = ways[arrival.station]
        shift = arrival.time - way.first
        if not LEAST_S <= abs(shift) <= WITHIN_S:
            continue
        rate = false_rate(arrival.snr, settings) * (CODA if shift > LATE_S else 1.0)
        gain = -math.log(rate) + _turned(arrival, way, given)
        gain -= math.log(2 * abs(shift) * math.log(WITHIN_S / LEAST_S))
        crest = given.crests.get((arrival.station, arrival.time))
        if crest is not None:
            distance, when = np.array(way.distance_deg), np.array(origin.time + shift)
            gain += float(crest_gain(crest, when, distance, settings))
        if gain > most:
            most = gain
            best = replace(
                arrival, phase="P", residual_s=shift, distance_deg=way.distance_deg,
                event_azimuth_deg=way.event_azimuth_deg, time_weight=0.0,
            )  # fmt: skip
    return best, most
