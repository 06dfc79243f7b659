"""How firm the places are that recordings of underground tests give: shifted, shortened, thinned.

Each of the tests at hand is processed as it was recorded, from later on, to earlier, without each of its
stations, and with other settings of the detector. The truth is `NKNT.dat`: places by satellite images.

    python benchmarks/processing.py [--shared ../shared/data] [--mixed 25 --seed 1] [--strange 5] [--pairs]
                                    [--clocks 10] [--day DAY]

With `--mixed`, all of that happens at once, at random: each station begins up to 20 s later and ends
after two to five minutes, one or two are dropped, others are resampled, responses are forgotten, and the
detector is set anew. With `--strange`, each run is as of somebody else: three stations are dropped, all are
resampled to 25 or 32 Hz, called otherwise, and without responses. With `--pairs`, each two stations are left
out in turn. With `--clocks`, the clock of each station in turn is so many seconds late, and early. `--day` takes
some of the tests alone.

An error is owned to where the ellipse reaches the truth, or where the event names another place that is within
100 km of it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np

from testban.monitoring.model import Event, epoch
from testban.monitoring.parameters import Parameters, load_parameters
from testban.monitoring.processing import process
from testban.monitoring.sphere import KM_PER_DEG, distance_azimuth
from testban.monitoring.waveforms import Recordings, read_waveforms
from testban.monitoring.waveforms.model import Channel, Segment

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
STRANGE_HZ = (25.0, 32.0)
NAMED_KM = 100.0
RATES_HZ = (20.0, 25.0, 50.0, 100.0)
SETTINGS = {
    "sigmas": (4.0, 5.5),
    "short_s": (0.7, 1.5),
    "long_s": (20.0, 45.0),
    "group_s": (3.0, 6.0),
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


def mixed(
    recordings: Recordings, shipped: Parameters, rng: np.random.Generator
) -> tuple[Recordings, Parameters]:
    """One recording under changes of every kind at once."""
    stations = recordings.stations
    dropped = set(rng.choice(stations, min(rng.integers(0, 3), len(stations) - 3), replace=False))
    rates = {code: rng.choice(RATES_HZ) for code in stations if rng.random() < 0.3}
    spans = {code: (rng.uniform(0, 20), rng.uniform(120, 300)) for code in stations}
    calibrated = rng.random() < 0.7
    channels = []
    for channel in recordings.channels:
        code = channel.station
        if code in dropped:
            continue
        some = cut(Recordings((channel,)), *spans[code]).channels
        for one in some:
            known = one if calibrated else replace(one, response=None)
            channels.append(resampled(known, rates[code]) if code in rates else known)
    picked = {key: rng.uniform(*limits) for key, limits in SETTINGS.items()}
    detection = replace(shipped.detection, **{key: float(v) for key, v in picked.items()})
    kept = Recordings(tuple(channels), recordings.notes, recordings.files)
    return kept, replace(shipped, detection=detection)


def strange(recordings: Recordings, rng: np.random.Generator) -> Recordings:
    """One recording as of stations that are not known: three fewer, resampled, renamed, without responses."""
    stations = recordings.stations
    dropped = set(rng.choice(stations, 3, replace=False))
    called = {code: f"Q{k:03d}" for k, code in enumerate(stations)}
    rate = float(rng.choice(STRANGE_HZ))
    channels = tuple(
        replace(resampled(each, rate), station=called[each.station], response=None)
        for each in recordings.channels
        if each.station not in dropped
    )
    return Recordings(channels, recordings.notes, recordings.files)


def pairs(recordings: Recordings) -> Iterator[tuple[str, Recordings]]:
    """The recordings without each two stations."""
    for two in combinations(recordings.stations, 2):
        left = tuple(each for each in recordings.channels if each.station not in two)
        yield f"without {'+'.join(two)}", Recordings(left, recordings.notes, recordings.files)


def clocks(recordings: Recordings, seconds: float) -> Iterator[tuple[str, Recordings]]:
    """The recordings with the clock of each station in turn late, and early."""
    for station in recordings.stations:
        for shift in (seconds, -seconds):
            channels = tuple(
                replace(each, segments=tuple(_later(piece, shift) for piece in each.segments))
                if each.station == station
                else each
                for each in recordings.channels
            )
            moved = Recordings(channels, recordings.notes, recordings.files)
            yield f"{station} by {shift:+.0f} s", moved


def _later(segment: Segment, seconds: float) -> Segment:
    return replace(segment, start=segment.start + seconds)


def owned(event: Event, latitude: float, longitude: float) -> bool:
    """Whether the event owns to its error: by its ellipse, or by another place that it names."""
    origin = event.origin
    if origin is None or origin.ellipse is None:
        return False
    turn, azimuth = distance_azimuth(origin.latitude, origin.longitude, latitude, longitude)
    ellipse, away = origin.ellipse, np.radians(azimuth - origin.ellipse.strike_deg)
    along, across = turn * KM_PER_DEG * np.cos(away), turn * KM_PER_DEG * np.sin(away)
    if np.hypot(along / ellipse.semi_major_km, across / ellipse.semi_minor_km) <= 1:
        return True
    others = ((each.latitude, each.longitude) for each in event.other_origins)
    return any(
        distance_azimuth(latitude, longitude, *each)[0] * KM_PER_DEG <= NAMED_KM for each in others
    )


def resampled(channel: Channel, rate: float) -> Channel:
    """A channel at another rate, as a user's own programs would give it."""
    from fractions import Fraction

    from scipy.signal import resample_poly

    ratio = Fraction(rate / channel.rate).limit_denominator(1000)
    exact = channel.rate * ratio.numerator / ratio.denominator
    segments = tuple(
        Segment(
            each.start,
            exact,
            resample_poly(each.samples, ratio.numerator, ratio.denominator, padtype="line"),
        )
        for each in channel.segments
    )
    return replace(channel, rate=exact, segments=segments)


def tests(shared: Path) -> Iterator[tuple[str, float, float, float]]:
    """Day, origin time, latitude and longitude of the announced tests."""
    path = shared / "monitoring" / "bulletins" / "dprk_relative_times" / "NKNT.dat"
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            words = line.split()
            yield words[1], epoch(f"{words[1]}T{words[2]}"), float(words[3]), float(words[4])


def _runs(
    recorded: Recordings,
    shipped: Parameters,
    options: argparse.Namespace,
    rng: np.random.Generator,
) -> Iterator[tuple[str, Recordings, Parameters]]:
    if options.strange:
        for i in range(options.strange):
            yield f"strange {i}", strange(recorded, rng), shipped
    elif options.pairs:
        for name, recordings in pairs(recorded):
            yield name, recordings, shipped
    elif options.clocks:
        for name, recordings in clocks(recorded, options.clocks):
            yield name, recordings, shipped
    elif options.mixed:
        for i in range(options.mixed):
            yield f"mixed {i}", *mixed(recorded, shipped, rng)
    else:
        yield from cases(recorded, shipped)


def main() -> int:
    """Print every case, then how many hold."""
    parser = argparse.ArgumentParser(description="Places of underground tests, under changes.")
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument(
        "--mixed", type=int, default=0, help="runs a test under all changes at once"
    )
    parser.add_argument("--strange", type=int, default=0, help="runs a test as of other stations")
    parser.add_argument("--pairs", action="store_true", help="without each two stations")
    parser.add_argument(
        "--clocks", type=float, default=0.0, help="seconds by which one clock is off"
    )
    parser.add_argument("--day", action="append", default=[], help="of these tests alone")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    shared: Path = options.shared
    rng = np.random.default_rng(options.seed)
    folder = shared / "monitoring" / "waveforms" / "dprk"
    if not folder.is_dir():
        print(f"no recordings at {folder}: give --shared")
        return 0
    shipped = load_parameters()
    far, late, lost, several, silent = [], [], 0, 0, 0
    for day, time, latitude, longitude in tests(shared):
        if not (folder / day).is_dir() or (options.day and day not in options.day):
            continue
        recorded = read_waveforms(folder / day)
        runs = _runs(recorded, shipped, options, rng)
        for name, recordings, parameters in runs:
            events = process(recordings, None, parameters).events
            origin = events[0].origin if events else None
            if origin is None:
                lost += 1
                print(f"{day}  {name:16s} no event ({len(recordings.stations)} stations)")
                continue
            several += len(events) > 1
            turn, _ = distance_azimuth(latitude, longitude, origin.latitude, origin.longitude)
            far.append(turn * KM_PER_DEG)
            late.append(abs(origin.time - time))
            said = owned(events[0], latitude, longitude)
            silent += not said and far[-1] > WITHIN_KM[1]
            print(
                f"{day}  {name:16s} {far[-1]:8.1f} km {origin.time - time:+8.2f} s  {len(events)}"
                f"{'' if said else '  not owned to'}",
                flush=True,
            )
    print(f"{len(far) + lost} runs, {lost} without an event, {several} with more than one")
    for limit in WITHIN_KM:
        print(f"within {limit:5.1f} km: {sum(km <= limit for km in far)}")
    print(f"farther off, and not owned to: {silent}")
    print(f"within 1.5 s: {sum(seconds <= 1.5 for seconds in late)}")
    print(f"median {np.median(far):.1f} km, 90 % {np.percentile(far, 90):.1f} km")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
