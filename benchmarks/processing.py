"""How firm the places are that recordings of underground tests give: shifted, shortened, thinned.

Each of the tests at hand is processed as it was recorded, from later on, to earlier, without each of its
stations, and with other settings of the detector. The truth is `NKNT.dat`: places by satellite images.

    python benchmarks/processing.py [--shared ../shared/data]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from testban.monitoring.model import epoch
from testban.monitoring.parameters import Parameters, load_parameters
from testban.monitoring.processing import process
from testban.monitoring.sphere import distance_azimuth
from testban.monitoring.waveforms import Recordings, read_waveforms

KM_PER_DEG = 111.19
WITHIN_KM = (10.0, 17.84)
"""The aim, and the radius of a circle of 1,000 km², the largest area of an on-site inspection."""
LATER_S = (5.0, 10.0, 15.0, 20.0)
LONG_S = (300.0, 240.0, 180.0, 120.0)
OTHERWISE = {
    "sigmas 4.0": {"sigmas": 4.0},
    "sigmas 5.5": {"sigmas": 5.5},
    "short 0.7 s": {"short_s": 0.7},
    "short 1.5 s": {"short_s": 1.5},
    "long 20 s": {"long_s": 20.0},
    "long 45 s": {"long_s": 45.0},
    "group 6 s": {"group_s": 6.0},
    "onset 4, 3 s": {"onset_window_s": (4.0, 3.0)},
    "onset 9, 6 s": {"onset_window_s": (9.0, 6.0)},
}


def cut(recordings: Recordings, first_s: float, last_s: float) -> Recordings:
    """Each channel from so many seconds after its beginning to so many."""
    channels = []
    for channel in recordings.channels:
        begin, end = channel.start + first_s, channel.start + last_s
        kept = tuple(piece for each in channel.segments if (piece := each.between(begin, end)))
        if kept:
            channels.append(replace(channel, segments=kept))
    return Recordings(tuple(channels), recordings.notes, recordings.files)


def cases(
    recordings: Recordings, shipped: Parameters
) -> Iterator[tuple[str, Recordings, Parameters]]:
    """The ways in which one test is processed, by name."""
    yield "as recorded", recordings, shipped
    for seconds in LATER_S:
        yield f"{seconds:.0f} s later", cut(recordings, seconds, 1e9), shipped
    for seconds in LONG_S:
        yield f"{seconds:.0f} s long", cut(recordings, 0.0, seconds), shipped
    for station in recordings.stations:
        left = tuple(each for each in recordings.channels if each.station != station)
        yield f"without {station}", Recordings(left, recordings.notes, recordings.files), shipped
    for name, values in OTHERWISE.items():
        yield name, recordings, replace(shipped, detection=replace(shipped.detection, **values))


def tests(shared: Path) -> Iterator[tuple[str, float, float, float]]:
    """Day, origin time, latitude and longitude of the announced tests."""
    path = shared / "monitoring" / "bulletins" / "dprk_relative_times" / "NKNT.dat"
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            words = line.split()
            yield words[1], epoch(f"{words[1]}T{words[2]}"), float(words[3]), float(words[4])


def main() -> int:
    """Print every case, then how many hold."""
    parser = argparse.ArgumentParser(description="Places of underground tests, under changes.")
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    shared: Path = parser.parse_args().shared
    folder = shared / "monitoring" / "waveforms" / "dprk"
    if not folder.is_dir():
        print(f"no recordings at {folder}: give --shared")
        return 0
    shipped = load_parameters()
    far, late, lost = [], [], 0
    for day, time, latitude, longitude in tests(shared):
        if not (folder / day).is_dir():
            continue
        recorded = read_waveforms(folder / day)
        for name, recordings, parameters in cases(recorded, shipped):
            events = process(recordings, None, parameters).events
            origin = events[0].origin if events else None
            if origin is None:
                lost += 1
                print(f"{day}  {name:16s} no event")
                continue
            turn, _ = distance_azimuth(latitude, longitude, origin.latitude, origin.longitude)
            far.append(turn * KM_PER_DEG)
            late.append(abs(origin.time - time))
            print(f"{day}  {name:16s} {far[-1]:8.1f} km {origin.time - time:+8.2f} s")
    runs = len(far) + lost
    print(f"{runs} runs, {lost} without an event")
    for limit in WITHIN_KM:
        print(f"within {limit:5.1f} km: {sum(km <= limit for km in far)}")
    print(f"within 1.5 s: {sum(seconds <= 1.5 for seconds in late)}")
    print(f"median {np.median(far):.1f} km, 90 % {np.percentile(far, 90):.1f} km")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
