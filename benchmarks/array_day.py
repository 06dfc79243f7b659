"""A day of an array of twenty elements: every wave that crosses it, by f-k analysis in three bands and on beams.

    python benchmarks/array_day.py [--hours 24]

White noise at 40 samples a second at twenty elements of ARCES, and every hour a wave of some seconds that crosses
them. Nothing that is usual does all of this; of the f-k analysis alone `fk.py` says how much ObsPy would take.
The aims: a day in under five minutes and 2 GB, and every wave found.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import time

import numba
import numpy as np
from scipy.fft import irfft, rfft, rfftfreq

from testban.monitoring.arrays import offsets_km
from testban.monitoring.detection import detect_all
from testban.monitoring.stations import load_stations
from testban.monitoring.waveforms import Channel, Recordings, Segment

RATE_HZ = 40.0
ELEMENTS = 20
START = 1_900_000_000.0
AZIMUTH_DEG, SLOWNESS_S_PER_KM = 120.0, 0.125
WAVE_S, APART_S = 10.0, 3600.0
DAY_S, DAY_GB = 300.0, 2.0


def main() -> int:
    """Search the recording, print how long that took; 1 where it missed an aim."""
    parser = argparse.ArgumentParser(description="A day of an array.")
    parser.add_argument("--hours", type=float, default=24.0)
    options = parser.parse_args()
    recordings, times = made(options.hours * 3600.0)
    detect_all(made(60.0)[0])  # once for the compiler
    before = _memory_gb()
    started = time.perf_counter()
    found = detect_all(recordings)
    seconds = time.perf_counter() - started
    memory = _memory_gb()
    heard = sum(any(abs(a.time - each) < 2.0 for a in found.arrivals) for each in times)
    others = len(found.arrivals) - heard
    limit = DAY_S * options.hours / 24.0
    missed = seconds > limit or memory > DAY_GB or heard < len(times)
    print(
        f"Python {platform.python_version()}, numpy {np.__version__}, numba {numba.__version__}, "
        f"{platform.machine()}, {os.cpu_count()} cores"
    )
    print(f"{options.hours:g} h of {ELEMENTS} elements at {RATE_HZ:g} Hz, {len(times)} waves")
    print(
        f"searched in {seconds:.0f} s (aim {limit:.0f}) and {memory:.2f} GB (aim {DAY_GB:g}), of which the "
        f"samples and the program took {before:.2f}"
    )
    print(f"{heard} waves found, {others} other arrivals{'  MISSED' if missed else ''}")
    return int(missed)


def made(seconds: float) -> tuple[Recordings, list[float]]:
    """The recording, and when each wave crosses the first element."""
    rng = np.random.default_rng(20)
    stations = load_stations("ims").elements("ARCES")[:ELEMENTS]
    offsets = offsets_km(
        [s.latitude for s in stations],
        [s.longitude for s in stations],
        stations[0].latitude,
        stations[0].longitude,
    )
    angle = np.radians(AZIMUTH_DEG)
    early = offsets @ (SLOWNESS_S_PER_KM * np.array([np.sin(angle), np.cos(angle)]))
    count, long = round(seconds * RATE_HZ), round(3 * WAVE_S * RATE_HZ)
    time_s = np.arange(long) / RATE_HZ - WAVE_S
    envelope = np.where(time_s >= 0, np.exp(-np.abs(time_s) / 3.0), 0.0)
    spectrum = rfft(rng.normal(0.0, 5.0, long) * envelope)
    frequency = rfftfreq(long, 1 / RATE_HZ)
    begins = np.arange(APART_S / 2, seconds - 3 * WAVE_S, APART_S)
    channels = []
    for station, ahead in zip(stations, early, strict=True):
        samples = rng.normal(0.0, 1.0, count)
        wave = irfft(spectrum * np.exp(2j * np.pi * frequency * ahead), long)
        for begin in begins:
            at = round(begin * RATE_HZ)
            samples[at : at + long] += wave
        channels.append(
            Channel(
                "IM", station.code, "", "SHZ", RATE_HZ, (Segment(START, RATE_HZ, samples),),
                station.latitude, station.longitude, station.elevation_m,
            )
        )  # fmt: skip
    return Recordings(tuple(channels)), [START + float(begin) + WAVE_S for begin in begins]


def _memory_gb() -> float:
    """The most that this process has held, GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9


if __name__ == "__main__":
    raise SystemExit(main())
