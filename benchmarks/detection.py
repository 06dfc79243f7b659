"""Detection on one channel-day, beside ObsPy's band-pass and recursive STA/LTA, in one process.

    python benchmarks/detection.py [--hours 24] [--rounds 5]

Both filter a day of noise at 40 samples a second with bursts in it to one band and look for rises of
power; ObsPy's part is `bandpass` (four corners, its default), `recursive_sta_lta` and
`trigger_onset`, testban's the compiled filter, the adaptive noise level and the triggers. Both must find
every burst. The aim is to be no slower, for each band.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Callable
from dataclasses import replace

import numba
import numpy as np
import obspy
from numpy.typing import NDArray
from obspy.signal.filter import bandpass
from obspy.signal.trigger import recursive_sta_lta, trigger_onset

from testban.monitoring.detection.records import Record
from testban.monitoring.detection.triggering import in_bands
from testban.monitoring.parameters import load_parameters

RATE_HZ = 40.0
BURSTS = 50
SHORT_S, LONG_S, ON, OFF = 1.0, 30.0, 4.0, 1.5


def main() -> int:
    """Time both for each band, print the ratios; 1 where one is slower than ObsPy."""
    parser = argparse.ArgumentParser(description="Detection beside ObsPy's STA/LTA.")
    parser.add_argument("--hours", type=float, default=24.0)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    data, times = made(round(options.hours * 3600 * RATE_HZ))
    settings = load_parameters().detection
    print(
        f"Python {platform.python_version()}, numpy {np.__version__}, numba {numba.__version__}, "
        f"obspy {obspy.__version__}, {platform.machine()}"
    )
    print(f"{options.hours:g} h of one channel at {RATE_HZ:g} Hz; best of {options.rounds}")
    print(
        f"{'band Hz':<12}{'obspy s':>10}{'testban s':>12}{'ratio':>8}{'found (of ' + str(len(times)) + ')':>18}"
    )
    missed = False
    for band in settings.bands_hz:
        theirs, seen_by_them = timed(lambda band=band: rival(data, band), options.rounds)
        ours, seen = timed(lambda band=band: own(data, band), options.rounds)
        ratio = theirs / ours
        found = sum(bool(np.any(np.abs(seen - t) < 3.0)) for t in times)
        found_by_them = sum(bool(np.any(np.abs(seen_by_them - t) < 3.0)) for t in times)
        mark = " MISSED" if ratio < 1.0 or found < len(times) else ""
        missed = missed or bool(mark)
        name = f"{band[0]:g}-{band[1]:g}"
        both = f"{found_by_them} and {found}"
        print(f"{name:<12}{theirs:>10.3f}{ours:>12.3f}{ratio:>8.1f}{both:>18}{mark}")
    return int(missed)


def made(count: int) -> tuple[NDArray[np.float64], list[float]]:
    """White noise with bursts of white noise ten times as strong, and the times of these."""
    chance = np.random.default_rng(1996)
    data = chance.normal(0.0, 100.0, count)
    length = round(8 * RATE_HZ)
    starts = np.linspace(0.05, 0.95, BURSTS) * count
    for start in starts.astype(int):
        data[start : start + length] *= 10.0
    return data, [float(start / RATE_HZ) for start in starts.astype(int)]


def timed(
    work: Callable[[], NDArray[np.float64]], rounds: int
) -> tuple[float, NDArray[np.float64]]:
    """The shortest time of some rounds, after one for the compiler, and what was found."""
    found = work()
    best = np.inf
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return float(best), found


def rival(data: NDArray[np.float64], band: tuple[float, float]) -> NDArray[np.float64]:
    """ObsPy's way; times of triggers in seconds."""
    trace = bandpass(data, band[0], band[1], RATE_HZ)
    ratio = recursive_sta_lta(trace, round(SHORT_S * RATE_HZ), round(LONG_S * RATE_HZ))
    return np.array([on for on, _ in trigger_onset(ratio, ON, OFF)]) / RATE_HZ


def own(data: NDArray[np.float64], band: tuple[float, float]) -> NDArray[np.float64]:
    """testban's; times of triggers in seconds."""
    record = Record("MADE", "", "", "BHZ", 0.0, RATE_HZ, data)
    settings = load_parameters().detection
    found = in_bands(record, replace(settings, bands_hz=(band,)), settings.sigmas)
    return np.array([trigger.start for trigger in found])


if __name__ == "__main__":
    raise SystemExit(main())
