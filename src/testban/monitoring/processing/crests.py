"""How far a source is by the crest of its Lg: when the waves behind a first arrival are strongest.

No pick is needed for it, so that a weak event shows it where no onset of a shear wave can be seen. Along
continental paths the envelope of the horizontals at 1 to 3 Hz is highest when Lg comes that travelled at
some 3.3 km/s (3.24 to 3.41 of four tests at two to five stations each, `benchmarks/processing.py`); across
oceans Lg is missing, and a crest tells nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.detection.bands import band_pass
from testban.monitoring.detection.records import Instrument, Record
from testban.monitoring.model import Arrival
from testban.monitoring.parameters import ProcessParameters
from testban.monitoring.processing.network import Network
from testban.monitoring.processing.spans import noise_span
from testban.monitoring.sphere import KM_PER_DEG
from testban.monitoring.traveltimes import TravelTimes

__all__ = ["Crest", "Crests", "crest_gain", "crest_seconds", "crests", "lg_arrivals"]

BAND_HZ = (1.0, 3.0)
BIN_S, SMOOTH_BINS = 0.5, 17
SETTLE_S = 20.0
SOONEST_S, LATEST_S = 8.0, 290.0
"""After the first arrival: when P is over, and when Lg comes from the farthest."""
RISES = 1.5
"""By so much its power exceeds the least before it and after it: P's coda falls, and has no crest."""


@dataclass(frozen=True)
class Crest:
    """When the envelope is highest behind a first arrival."""

    time: float


Crests = Mapping[tuple[str, float], Crest]
"""By station and time of the first arrival."""


def crest_seconds(
    distance_deg: NDArray[np.float64], settings: ProcessParameters
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """From the origin to the crest, and the standard deviation of that; s."""
    seconds = np.asarray(distance_deg) * KM_PER_DEG / settings.crest_km_s
    return seconds, np.hypot(settings.crest_sd_s, settings.crest_share * seconds)


def crest_gain(
    crest: Crest,
    time: NDArray[np.float64],
    distance_deg: NDArray[np.float64],
    settings: ProcessParameters,
) -> NDArray[np.float64]:
    """How much likelier a crest is of an origin at such times and distances than of anything (logarithm)."""
    seconds, sd = crest_seconds(distance_deg, settings)
    density = np.exp(-0.5 * ((crest.time - time - seconds) / sd) ** 2) / sd
    right = density / math.sqrt(2 * math.pi) * (LATEST_S - SOONEST_S)
    near, far = settings.crest_distance_deg
    right = np.where((distance_deg >= near) & (distance_deg <= far), right, 0.0)
    wrong = settings.crest_wrong
    gain: NDArray[np.float64] = np.log((1 - wrong) * right + wrong)
    return gain


def crests(
    arrivals: Iterable[Arrival], network: Network, settings: ProcessParameters
) -> dict[tuple[str, float], Crest]:
    """Of those arrivals behind which there is one, on the first instrument that shows it."""
    out = {}
    for arrival in arrivals:
        for instrument in network.instruments.get(arrival.station, ()):
            found = _crest(instrument, arrival.time, settings)
            if found is not None:
                out[arrival.station, arrival.time] = found
                break
    return out


def _crest(instrument: Instrument, first: float, settings: ProcessParameters) -> Crest | None:
    records = [
        record
        for record in instrument.horizontals or instrument.verticals
        if record.start <= first <= record.end
    ]
    spans = [span for record in records if (span := noise_span(record, first)) is not None]
    if not records or len(spans) < len(records):
        return None
    start = max(span[0] for span in spans)
    end = min(first + LATEST_S, *(record.end for record in records))
    powers = [_power(record, start, end) for record in records]
    known = [power for power in powers if power is not None]
    if not known:
        return None
    power = np.sum(known, axis=0)
    quiet, soonest = (int((time - start) / BIN_S) for time in (spans[0][1], first + SOONEST_S))
    if soonest + SMOOTH_BINS >= len(power) or quiet < SMOOTH_BINS:
        return None
    top = soonest + int(np.argmax(power[soonest:]))
    least = power[soonest : top + 1].min(), power[top:].min()
    noise = float(np.median(power[:quiet]))
    if power[top] < settings.crest_snr**2 * noise or power[top] < RISES * max(least):
        return None
    return Crest(start + (top + 0.5) * BIN_S)


def _power(record: Record, start: float, end: float) -> NDArray[np.float64] | None:
    """Of the record in the band, smoothed, a value a bin; None where it does not allow the band."""
    band = band_pass(*BAND_HZ, record.rate_hz)
    if band is None:
        return None
    begin = max(record.at(start - SETTLE_S), 0)
    trace = band.apply(record.data[begin : record.at(end) + 1])
    edges = np.arange(start, end, BIN_S)
    at = np.clip(np.ceil((edges - record.start) * record.rate_hz).astype(int) - begin, 0, None)
    total = np.concatenate(([0.0], np.cumsum(trace * trace)))
    at = np.minimum(at, len(trace))
    mean = np.diff(total[at]) / np.maximum(np.diff(at), 1)
    return np.convolve(mean, np.ones(SMOOTH_BINS) / SMOOTH_BINS, mode="same")


def lg_arrivals(
    arrivals: Sequence[Arrival],
    found: Crests,
    origin_time: float,
    distance_deg: Mapping[str, float],
    travel_times: TravelTimes,
    settings: ProcessParameters,
) -> list[Arrival]:
    """Those crests that an origin explains, as Lg that came when its fastest waves did.

    A table has one velocity of Lg, that of its onset, so that the time is the crest's less how much
    later it comes at this distance.
    """
    out = []
    for arrival in arrivals:
        crest = found.get((arrival.station, arrival.time))
        if crest is None:
            continue
        distance = distance_deg[arrival.station]
        seconds, sd = (float(x) for x in crest_seconds(np.array(distance), settings))
        near, far = settings.crest_distance_deg
        if near <= distance <= far and abs(crest.time - origin_time - seconds) <= 3 * sd:
            onset = travel_times.predict("Lg", np.array([distance]), 0.0).time_s[0]
            out.append(
                Arrival(
                    station=arrival.station,
                    time=crest.time - seconds + float(onset),
                    phase="Lg",
                    time_uncertainty_s=round(sd, 2),
                )
            )
    return out
