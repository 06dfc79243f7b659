"""F-k analysis of an array, beside ObsPy's `array_processing`: the same windows and grid, in one process.

    python benchmarks/fk.py [--windows 80] [--recordings FOLDER]

The recording is that of the 25 elements of ARCES where it is at hand, else a plane wave made for the same
array. ObsPy takes some windows of it, since it is slow; that both find the same azimuth and slowness
there, wherever a wave stands out, is asserted. The aim is 50 times its speed.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from pathlib import Path

import numba
import numpy as np
import obspy
from obspy import Stream, Trace, UTCDateTime
from obspy.core.util import AttribDict
from obspy.signal.array_analysis import array_processing

from testban.monitoring.arrays import fk, offsets_km
from testban.monitoring.stations import load_stations
from testban.monitoring.waveforms import Recordings, from_obspy, read_waveforms

AIM = 50
BAND = (2.0, 8.0)
WINDOW_S, STEP_S, SLOWNESS, POINTS = 4.0, 0.25, 0.4, 81
# ObsPy answers with a grid point, and ours lies between them.
CLOSE = 2 * 2 * SLOWNESS / (POINTS - 1)
STANDS_OUT = 0.4
FOLDER = Path("monitoring/waveforms/arces_2010-01-22/SAC")


def main() -> int:
    """Time both, print the ratio; 1 where it is under the aim or the answers differ."""
    parser = argparse.ArgumentParser(description="F-k analysis beside ObsPy's.")
    parser.add_argument("--windows", type=int, default=80)
    parser.add_argument("--recordings", type=Path, default=None)
    options = parser.parse_args()
    recordings, what = _recordings(options.recordings)
    stream = recordings.to_stream()
    for trace, channel in zip(stream, recordings, strict=True):
        trace.stats.coordinates = AttribDict(
            latitude=channel.latitude, longitude=channel.longitude, elevation=0.0
        )
    ours = {
        "band": BAND, "window_s": WINDOW_S, "step_s": STEP_S, "slowness_s_per_km": SLOWNESS,
        "points": POINTS, "whiten": False,
    }  # fmt: skip
    fk(recordings, end=recordings.channels[0].start + 10, **ours)  # once for the compiler
    started = time.perf_counter()
    result = fk(recordings, **ours)
    fast = (time.perf_counter() - started) / len(result)
    first = stream[0].stats.starttime + 82.0
    last = first + WINDOW_S + (options.windows + 1) * STEP_S
    started = time.perf_counter()
    theirs = array_processing(
        stream, WINDOW_S, STEP_S / WINDOW_S, -SLOWNESS, SLOWNESS, -SLOWNESS, SLOWNESS,
        2 * SLOWNESS / (POINTS - 1), -1e9, -1e9, *BAND, first, last, 0,
        coordsys="lonlat", timestamp="julsec", method=0,
    )  # fmt: skip
    slow = (time.perf_counter() - started) / len(theirs)
    compared, worst = _compare(theirs, result)
    ratio = slow / fast
    print(
        f"Python {platform.python_version()}, numpy {np.__version__}, numba {numba.__version__}, "
        f"obspy {obspy.__version__}, {platform.machine()}"
    )
    print(f"{what}, {POINTS} x {POINTS} slownesses, {BAND[0]:g}-{BAND[1]:g} Hz, {WINDOW_S:g} s")
    print(f"{'obspy array_processing':<24}{len(theirs):>8,} windows{1 / slow:>12,.1f} a second")
    print(f"{'testban fk':<24}{len(result):>8,} windows{1 / fast:>12,.1f} a second")
    missed = ratio < AIM or worst > CLOSE or compared == 0
    print(
        f"{ratio:,.0f} times as fast (aim {AIM}); in {compared} windows in which a wave stands out the "
        f"slownesses differ by at most {worst:.4f} s/km{'  MISSED' if missed else ''}"
    )
    return int(missed)


def _recordings(folder: Path | None) -> tuple[Recordings, str]:
    shared = Path(os.environ.get("TESTBAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    folder = folder or shared / "data" / FOLDER
    if folder.is_dir():
        return read_waveforms(folder), "ARCES, 25 elements"
    return from_obspy(_made(), "ims"), "a plane wave made for ARCES, 25 elements"


def _made() -> Stream:
    """Noise for four minutes, and a wave from 120 degrees at 0.125 s/km from the first minute on."""
    rng = np.random.default_rng(25)
    elements = [s for s in load_stations("ims").elements("ARCES") if s.code != "ARE0"]
    places = [s.latitude for s in elements], [s.longitude for s in elements]
    offsets = offsets_km(*places, places[0][0], places[1][0])
    toward = 0.125 * np.array([np.sin(np.radians(120)), np.cos(np.radians(120))])
    frequency = np.fft.rfftfreq(10_560, 1 / 40)
    wave = np.fft.rfft(rng.normal(0, 3, 10_560) * (np.arange(10_560) > 2600))
    traces = []
    for station, offset in zip(elements, offsets, strict=True):
        early = np.exp(2j * np.pi * frequency * (offset @ toward))
        samples = np.fft.irfft(wave * early, 10_560) + rng.normal(0, 1, 10_560)
        head = {"station": station.code, "channel": "SHZ", "sampling_rate": 40.0}
        traces.append(Trace(samples, head | {"starttime": UTCDateTime(2010, 1, 22)}))
    return Stream(traces)


def _compare(theirs: np.ndarray, result: object) -> tuple[int, float]:
    """How many windows were compared, and the largest difference of their slowness vectors."""
    worst, compared = 0.0, 0
    for start, power, _, azimuth, slowness in theirs:
        at = int(np.argmin(np.abs(result.time - WINDOW_S / 2 - start)))  # type: ignore[attr-defined]
        if power < STANDS_OUT or abs(result.time[at] - WINDOW_S / 2 - start) > 0.06:  # type: ignore[attr-defined]
            continue
        a, b = np.radians(azimuth), np.radians(result.azimuth_deg[at])  # type: ignore[attr-defined]
        mine = result.slowness_s_per_km[at]  # type: ignore[attr-defined]
        difference = slowness * np.exp(1j * a) - mine * np.exp(1j * b)
        worst, compared = max(worst, float(abs(difference))), compared + 1
    return compared, worst


if __name__ == "__main__":
    raise SystemExit(main())
