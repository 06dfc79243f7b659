"""What stations recorded of an event: the part around its waves, small enough to be kept with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import decimate

from testban.monitoring.detection.array_search import arrays_of
from testban.monitoring.detection.bands import band_pass
from testban.monitoring.detection.records import Record, instruments
from testban.monitoring.model import Event, Origin
from testban.monitoring.parameters import Parameters, load_parameters
from testban.monitoring.processing.network import Network, network
from testban.monitoring.processing.rays import Ray, rays
from testban.monitoring.sphere import KM_PER_DEG
from testban.monitoring.traveltimes import TravelTimes
from testban.monitoring.waveforms import Recordings

__all__ = ["BEFORE_S", "MOST_ROWS", "Excerpt", "drawn_until", "excerpts_of", "heard"]

BEFORE_S, AFTER_S = 30.0, 60.0
"""What is shown begins so long before the first wave is due, and goes on so long after it at least."""
SLOWEST_KM_S = 2.8
LONGEST_S = 600.0
MOST_ROWS = 60
MOST_KEPT = 24
"""Stations of one event: more cannot be told apart on a screen."""
RATE_HZ = 20.0
"""What is kept has this rate, or between it and twice as much."""
SETTLING_S = 20.0
"""Kept before what is shown, so that a filter has settled."""
_FULL = 32_000


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The vertical record of one station around an event.

    Attributes
    ----------
    distance_deg
        Of the station from the epicentre.
    first
        When the first wave is due there (ak135, surface source), seconds since 1970.
    start
        Of the first sample, seconds since 1970.
    samples
        16-bit integers, the largest of them 32,000: in no unit.
    """

    station: str
    channel: str
    distance_deg: float
    first: float
    start: float
    rate_hz: float
    samples: NDArray[np.int16]

    def filtered(self, band_hz: tuple[float, float] | None) -> NDArray[np.float64] | None:
        """The samples in a band, or less their mean; None where their rate does not allow the band."""
        data = self.samples.astype(float)
        if band_hz is None:
            return data - data.mean() if len(data) else data
        band = band_pass(*band_hz, self.rate_hz)
        return None if band is None else band.apply(data)


def excerpts_of(
    recordings: Recordings, events: Sequence[Event], parameters: Parameters | None = None
) -> dict[str, list[Excerpt]]:
    """Of each located event by its identifier: nearest station first, those with picks before others."""
    settings = parameters or load_parameters()
    groups, _ = instruments(recordings, settings.detection)
    there = network(recordings, groups, arrays_of(recordings))
    times = TravelTimes()
    found = {}
    for event in events:
        if event.origin is not None:
            rows = heard(event.origin, there, rays(event.origin, there, times))
            picked = {arrival.station for arrival in event.arrivals}
            rows.sort(key=lambda row: (row[0] not in picked, row[1].distance_deg))
            kept = sorted(rows[:MOST_KEPT], key=lambda row: row[1].distance_deg)
            found[event.event_id] = [
                each for row in kept if (each := _excerpt(*row, event.origin)) is not None
            ]
    return found


def heard(
    origin: Origin,
    there: Network,
    ways: Mapping[str, Ray],
    fit: Callable[[Record], bool] = lambda _: True,
) -> list[tuple[str, Ray, Record]]:
    """One fit record a station, nearest first: of the instrument with the longest of the event."""
    rows = []
    for code, ray in sorted(ways.items(), key=lambda item: item[1].distance_deg):
        end = drawn_until(ray, origin)
        lengths: dict[float, Record] = {}
        for instrument in there.instruments.get(code, ()):
            for record in instrument.verticals:
                together = min(record.end, end) - max(record.start, ray.first - BEFORE_S)
                if together > 0 and fit(record):
                    lengths.setdefault(together, record)
        if lengths:
            rows.append((code, ray, lengths[max(lengths)]))
    return rows


def drawn_until(ray: Ray, origin: Origin) -> float:
    """Until when a station is shown: the slowest wave has passed, or long enough."""
    slow = origin.time + ray.distance_deg * KM_PER_DEG / SLOWEST_KM_S
    return min(max(slow, ray.first + AFTER_S), ray.first + LONGEST_S)


def _excerpt(code: str, ray: Ray, record: Record, origin: Origin) -> Excerpt | None:
    begin = max(record.at(ray.first - BEFORE_S - SETTLING_S), 0)
    data = record.data[begin : record.at(drawn_until(ray, origin)) + 1]
    every = max(int(record.rate_hz // RATE_HZ), 1)
    if len(data) < 30 * every:
        return None
    data = data - data.mean()
    if every > 1:
        data = decimate(data, every, ftype="fir")
    largest = float(np.abs(data).max())
    if not largest > 0:
        return None
    return Excerpt(
        code,
        record.channel,
        ray.distance_deg,
        ray.first,
        record.start + begin / record.rate_hz,
        record.rate_hz / every,
        np.round(data * (_FULL / largest)).astype(np.int16),
    )
