"""Recordings of an exercise: noise, and a wavelet where each arrival is, as three components of a station.

They are made to try a chain from recordings to bulletin, not to look like the Earth: a wavelet is one short
pulse with a scattered tail, an array is one quiet station, and there are no surface waves. Times carry the
errors of the exercise, which stand for those of the Earth; sizes are those of its arrivals.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from testban.monitoring.detection.polarisation import SURFACE_S_KM_S
from testban.monitoring.model import Arrival
from testban.monitoring.simulate.day import Exercise, Outage
from testban.monitoring.simulate.network import Sensor
from testban.monitoring.sphere import KM_PER_DEG

__all__ = ["CHANNELS", "COUNTS_PER_M_S", "RATE_HZ", "inventory", "recorded"]

Array = NDArray[np.float64]

RATE_HZ = 20.0
CHANNELS = ("BHZ", "BHN", "BHE")
COUNTS_PER_M_S = 1e10
"""Flat to velocity from 120 s on: a count is a tenth of a nanometre a second."""
_NETWORK = "XS"
_PER_NM_S = COUNTS_PER_M_S * 1e-9
_HALF_CYCLES = 2.0
"""The noise of a sensor, as A/T, is that of its larger half cycles: so many root mean squares."""
_MICROSEISM, _MICROSEISM_S = 4.0, 5.0
"""How much larger than short-period noise, and its period."""
_HORIZONTAL = 1.3
_TAIL, _TAIL_S, _SECONDS = 0.25, 8.0, 40.0
"""Of the scattered waves: how large against the pulse, how soon they fall to a third, how long in all."""
_AFTER_S = 120.0
"""Recordings go on for so long after the last arrival."""
_SHEAR = frozenset({"S", "Sn", "Lg"})
_POLE = 2 * math.pi / 120.0 / math.sqrt(2.0)


def recorded(exercise: Exercise, network: Sequence[Sensor]) -> Iterator[tuple[str, Any]]:
    """The code of each station and its ObsPy `Stream` of counts, one station at a time.

    The same exercise gives the same recordings. In an outage there is a gap.
    """
    names = {a.arrival_id: a.phase for event in exercise.truth for a in event.arrivals}
    heard: dict[str, list[Arrival]] = {}
    for arrival in exercise.arrivals:
        heard.setdefault(arrival.station, []).append(arrival)
    silent: dict[str, list[Outage]] = {}
    for outage in exercise.outages:
        silent.setdefault(outage.station, []).append(outage)
    for number, sensor in enumerate(network):
        code = sensor.station.code
        rng = np.random.default_rng((exercise.settings.seed, number))
        data = _ground(rng, sensor, heard.get(code, []), names, exercise)
        yield code, _stream(code, data, exercise.settings.start, silent.get(code, []))


def _ground(
    rng: np.random.Generator,
    sensor: Sensor,
    arrivals: Sequence[Arrival],
    names: Mapping[str | None, str | None],
    exercise: Exercise,
) -> Array:
    """Up, north and east, in counts."""
    seconds = max(
        exercise.settings.days * 86400.0,
        *(a.time - exercise.settings.start + _AFTER_S for a in exercise.arrivals[-1:]),
        0.0,
    )
    count = round(seconds * RATE_HZ)
    usual = 2 * math.pi * 10.0**sensor.noise_log_nm / _HALF_CYCLES * _PER_NM_S
    data = np.stack([_noise(rng, count, usual * k) for k in (1.0, _HORIZONTAL, _HORIZONTAL)])
    length = round(_SECONDS * RATE_HZ)
    for arrival in arrivals:
        first = round((arrival.time - exercise.settings.start) * RATE_HZ)
        if arrival.amplitude_nm is None or arrival.period_s is None or not 0 <= first < count:
            continue
        speed = 2 * math.pi * arrival.amplitude_nm / arrival.period_s * _PER_NM_S
        wave = speed * _wavelet(rng, arrival.period_s, length)[: count - first]
        shear = names.get(arrival.arrival_id) in _SHEAR
        data[:, first : first + len(wave)] += np.outer(_motion(rng, arrival, shear), wave)
    return data


def _noise(rng: np.random.Generator, count: int, usual: float) -> Array:
    """White at short periods, with the microseisms of oceans; `usual` is between 0.5 and 5 Hz."""
    white = rng.normal(0.0, usual * math.sqrt(RATE_HZ / 2 / 4.5), count)
    turn, radius = 2 * math.pi / _MICROSEISM_S / RATE_HZ, 1 - 0.02
    swell = lfilter([1.0], [1.0, -2 * radius * math.cos(turn), radius**2], rng.normal(size=count))
    out: Array = white + swell * (_MICROSEISM * usual / float(np.std(swell)))
    return out


def _wavelet(rng: np.random.Generator, period_s: float, length: int) -> Array:
    """Velocity of a pulse that begins at once, its largest half cycle about 1, and of what follows it."""
    time = np.arange(length) / RATE_HZ
    pulse = time / period_s * np.exp(1 - time / period_s) * np.sin(2 * np.pi * time / period_s)
    tail = lfilter(*_around(period_s), rng.normal(size=length))
    tail *= np.exp(-time / _TAIL_S) * np.minimum(time / period_s, 1.0) * _TAIL / float(np.std(tail))
    out: Array = pulse + tail
    return out


def _around(period_s: float) -> tuple[list[float], list[float]]:
    """A resonance at a period, as the coefficients of a filter."""
    turn, radius = 2 * math.pi / max(period_s, 0.25) / RATE_HZ, 0.95
    return [1.0, -1.0], [1.0, -2 * radius * math.cos(turn), radius**2]


def _motion(rng: np.random.Generator, arrival: Arrival, shear: bool) -> Array:
    """Up, north and east of a wave whose vertical motion is one."""
    if shear:
        turn = rng.uniform(0, 2 * math.pi)
        return np.array([1.0, 1.5 * math.cos(turn), 1.5 * math.sin(turn)])
    # The angle at which the surface shows a P wave (Wiechert): twice that of S of this slowness.
    sine = min((arrival.slowness_s_per_deg or 0.0) * SURFACE_S_KM_S / KM_PER_DEG, 0.65)
    across = math.tan(2 * math.asin(sine))
    away = math.radians((arrival.azimuth_deg or 0.0) + 180.0)
    return np.array([1.0, across * math.cos(away), across * math.sin(away)])


def _stream(code: str, data: Array, start: float, outages: Sequence[Outage]) -> Any:
    from obspy import Stream, Trace, UTCDateTime

    edges = [0]
    for outage in sorted(outages, key=lambda each: each.start):
        edges += [round((time - start) * RATE_HZ) for time in (outage.start, outage.end)]
    edges = [min(max(edge, 0), data.shape[1]) for edge in [*edges, data.shape[1]]]
    edges = list(np.maximum.accumulate(edges))
    stream = Stream()
    for channel, row in zip(CHANNELS, data, strict=True):
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            if last <= first:
                continue
            header = {
                "network": _NETWORK, "station": code, "channel": channel, "sampling_rate": RATE_HZ,
                "starttime": UTCDateTime(start + first / RATE_HZ),
            }  # fmt: skip
            stream.append(Trace(np.rint(row[first:last]).astype(np.int32), header))
    return stream


def inventory(network: Sequence[Sensor]) -> Any:
    """Where the stations stand and what their instruments do, as an ObsPy `Inventory`."""
    from obspy.core.inventory import Channel, Inventory, Network, Response, Station

    response = Response.from_paz(
        [0j, 0j], [complex(-_POLE, _POLE), complex(-_POLE, -_POLE)], COUNTS_PER_M_S,
        stage_gain_frequency=1.0, normalization_frequency=1.0,
    )  # fmt: skip
    axes = {"BHZ": (0.0, -90.0), "BHN": (0.0, 0.0), "BHE": (90.0, 0.0)}
    stations = []
    for sensor in network:
        at = sensor.station
        channels = [
            Channel(
                name, "", at.latitude, at.longitude, at.elevation_m, 0.0,
                azimuth=azimuth, dip=dip, sample_rate=RATE_HZ, response=response,
            )
            for name, (azimuth, dip) in axes.items()
        ]  # fmt: skip
        stations.append(
            Station(at.code, at.latitude, at.longitude, at.elevation_m, channels=channels)
        )
    return Inventory([Network(_NETWORK, stations=stations)], source="made up")
