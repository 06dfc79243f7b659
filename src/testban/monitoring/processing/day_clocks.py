"""Stations whose clocks are wrong on a day of many events: what all of its events say together.

A clock that is off shifts a station's first arrivals by the same time in every event, and chance does not.
One event alone is looked at otherwise (`clocks`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from testban.errors import LocationError
from testban.monitoring.location import locate
from testban.monitoring.model import Arrival, Event
from testban.monitoring.parameters import Parameters, ProcessParameters
from testban.monitoring.processing.clocks import LATE_S, LEAST_S, WITHIN_S, WRONG
from testban.monitoring.processing.network import Network
from testban.monitoring.processing.rays import rays
from testban.monitoring.processing.search import false_rate
from testban.monitoring.sentences import in_words
from testban.monitoring.traveltimes import TravelTimes

__all__ = ["WrongClock", "told", "wrong_clocks"]

_Late = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Of arrivals: their times, or how late they are (s), and how often chance brings such (1/s)."""

LEAST_EVENTS = 2
SD_S, STEP_S = 1.5, 0.5
"""Of a first arrival about its predicted time, and how finely shifts are tried."""
CODA = 3.0
"""Later than `LATE_S`, chance brings so many times as many: what follows the first arrival."""
DOUBTED_S = 2.0
"""An event leans to a station that it was located with: one whose first arrivals are late by so much is
judged without its say."""
RIGHT_S = 3.0
"""What lies under a station delays all its first arrivals by so much at most."""
SEEN = 0.5
"""A station shows about so many of the events of its network (assumed)."""
SURE = math.log(20.0)
"""A clock is called wrong where that is so many times likelier than that it is right."""


@dataclass(frozen=True)
class WrongClock:
    """The times of a station are later than the others say by so many seconds, in so many events."""

    station: str
    seconds: float
    events: int

    def line(self) -> str:
        """For whoever reads the summary."""
        return in_words(
            "clock_of_a_day",
            station=self.station,
            seconds=f"{self.seconds:+.0f}",
            number=self.events,
        )


def wrong_clocks(
    events: Sequence[Event],
    arrivals: Sequence[Arrival],
    network: Network,
    travel_times: TravelTimes,
    parameters: Parameters,
) -> tuple[WrongClock, ...]:
    """The stations of which two events or more say that all times are off by one shift, in order of code.

    A station that looks like it is judged by where the others put the events.
    """
    columns = _columns(arrivals, network, parameters.process)
    found = []
    for code in sorted(columns):
        late = _late(code, events, columns[code], network, travel_times)
        shifts, gain = _gains(late)
        if abs(shifts[np.argmax(gain)]) < DOUBTED_S:
            continue
        apart = [_without(code, each, network, travel_times, parameters) for each in events]
        late = _late(code, apart, columns[code], network, travel_times)
        wrong = _wrong(code, late)
        if wrong is not None:
            found.append(wrong)
    return tuple(found)


def told(
    event: Event,
    others: Sequence[Arrival],
    wrong: Sequence[WrongClock],
    network: Network,
    travel_times: TravelTimes,
) -> tuple[Event, tuple[Arrival, ...]]:
    """The event with what stations of wrong clocks show of it, which defines nothing; and the other arrivals."""
    if event.origin is None or not wrong:
        return event, tuple(others)
    ways = rays(event.origin, network, travel_times)
    rows, notes, used = list(event.arrivals), list(event.notes), set()
    for clock in wrong:
        way = ways[clock.station]
        due = way.first + clock.seconds
        near = [
            (abs(each.time - due), k)
            for k, each in enumerate(others)
            if each.station == clock.station and abs(each.time - due) <= 3 * SD_S
        ]
        if not near:
            continue
        _, k = min(near)
        used.add(k)
        shift = others[k].time - way.first
        rows.append(
            replace(
                others[k], phase="P", residual_s=shift, distance_deg=way.distance_deg,
                event_azimuth_deg=way.event_azimuth_deg, time_weight=0.0,
            )
        )  # fmt: skip
        notes.append(in_words("times_disagree", station=clock.station, seconds=f"{shift:+.0f}"))
    left = tuple(each for k, each in enumerate(others) if k not in used)
    rows.sort(key=lambda each: (each.time, each.station))
    return replace(event, arrivals=tuple(rows), notes=tuple(notes)), left


def _columns(
    arrivals: Sequence[Arrival], network: Network, settings: ProcessParameters
) -> dict[str, _Late]:
    """By station, the times of its arrivals and how often chance brings such."""
    by_station: dict[str, list[Arrival]] = {}
    for arrival in arrivals:
        if arrival.station in network.stations:
            by_station.setdefault(arrival.station, []).append(arrival)
    return {
        code: (
            np.array([each.time for each in some]),
            np.array([false_rate(each.snr, settings) for each in some]),
        )
        for code, some in by_station.items()
    }


def _without(
    code: str, event: Event, network: Network, travel_times: TravelTimes, parameters: Parameters
) -> Event:
    """The event as the other stations have it; as it is where the station is not in it."""
    others = [each for each in event.arrivals if each.station != code]
    if len(others) == len(event.arrivals):
        return event
    try:
        return locate(others, network.stations, parameters=parameters, travel_times=travel_times)
    except LocationError:
        return replace(event, origin=None)


def _late(
    code: str,
    events: Iterable[Event],
    column: _Late,
    network: Network,
    travel_times: TravelTimes,
) -> list[_Late]:
    """Of each event that a station recorded: how late its arrivals near the first wave are."""
    times, rates = column
    alone = replace(network, stations={code: network.stations[code]})
    found: list[_Late] = []
    for event in events:
        if event.origin is None:
            continue
        first = rays(event.origin, alone, travel_times)[code].first
        if math.isfinite(first) and network.recording(code, first - WITHIN_S, first + WITHIN_S):
            near = np.abs(times - first) <= WITHIN_S
            found.append((times[near] - first, rates[near]))
    return found


def _gains(late: Sequence[_Late]) -> _Late:
    """Shifts, and how much better each explains the arrivals than chance does (logarithm)."""
    shifts = np.arange(-WITHIN_S, WITHIN_S + STEP_S, STEP_S)
    more = np.where(shifts > LATE_S, CODA, 1.0)
    gain = np.zeros(len(shifts))
    for seconds, rate in late:
        off = (seconds[:, None] - shifts) / SD_S
        ratio = np.exp(-0.5 * off**2) / (SD_S * math.sqrt(2 * math.pi) * rate[:, None] * more)
        gain += np.log(1 - SEEN + SEEN * ratio.max(axis=0, initial=0.0))
    return shifts, gain


def _wrong(code: str, late: Sequence[_Late]) -> WrongClock | None:
    """The shift that explains the arrivals of a station best, if its clock is likelier wrong than right."""
    shifts, gain = _gains(late)
    right = float(gain[np.abs(shifts) <= RIGHT_S].max())
    # A shift is as likely as any other of its size, in logarithms.
    size = 2 * np.maximum(np.abs(shifts), LEAST_S) * math.log(WITHIN_S / LEAST_S)
    wrong = gain + math.log(WRONG / (1 - WRONG)) - np.log(size / SD_S)
    best = int(np.argmax(np.where(np.abs(shifts) < LEAST_S, -np.inf, wrong)))
    if wrong[best] - right < SURE:
        return None
    seen = []
    for seconds, _ in late:
        off = np.abs(seconds - shifts[best])
        if len(off) and off.min() <= 3 * SD_S:
            seen.append(float(seconds[np.argmin(off)]))
    return (
        WrongClock(code, float(np.median(seen)), len(seen)) if len(seen) >= LEAST_EVENTS else None
    )
