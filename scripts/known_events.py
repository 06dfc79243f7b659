"""Real events whose places are known, and how far from its true place an event was put.

For the tests and the benchmark of location. The folders are those of the real data that the tests
are given, `monitoring/bulletins/…`.
"""

from __future__ import annotations

import csv
import math
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from testban.monitoring.location.geometry import distance_azimuth, unit_vector
from testban.monitoring.model import Arrival, Event, Station, epoch
from testban.monitoring.simulate import Truth
from testban.monitoring.sphere import KM_PER_DEG

__all__ = ["Given", "apart", "earthquakes", "judge", "nuclear_tests", "thinned"]

Given = tuple[Truth, list[Arrival]]


def apart(event: Event, truth: Truth) -> tuple[float, float]:
    """Kilometres from the truth, and in units of the ellipse (at most 1 is inside)."""
    origin = event.origin
    assert origin is not None
    assert origin.ellipse is not None
    here = unit_vector(origin.latitude, origin.longitude)
    distance, sine, cosine = distance_azimuth(*here, *unit_vector(truth.latitude, truth.longitude))
    km = distance * KM_PER_DEG
    turn = math.atan2(sine, cosine) - math.radians(origin.ellipse.strike_deg)
    along = km * math.cos(turn) / origin.ellipse.semi_major_km
    across = km * math.sin(turn) / origin.ellipse.semi_minor_km
    return km, math.hypot(along, across)


def judge(event: Event, truth: Truth) -> tuple[float, bool, bool, bool | None]:
    """Kilometres off; whether ellipse, time interval and depth interval hold the truth."""
    origin = event.origin
    assert origin is not None
    assert origin.time_uncertainty_s is not None
    km, inside = apart(event, truth)
    half = origin.depth_uncertainty_km
    deep = None if half is None else abs(origin.depth_km - truth.depth_km) <= half
    return km, inside <= 1, abs(origin.time - truth.time) <= origin.time_uncertainty_s, deep


def thinned(
    arrivals: Sequence[Arrival], stations: Mapping[str, Station], key: str
) -> list[Arrival]:
    """What 6 to 15 of the known stations reported; which, follows from the key."""
    rng = random.Random(key)
    codes = sorted({a.station for a in arrivals if a.station in stations})
    kept = set(rng.sample(codes, rng.randint(6, 15)))
    return [a for a in arrivals if a.station in kept]


def earthquakes(folder: Path) -> dict[str, Given]:
    """`global_arrivals`: earthquakes of 2005 and 2008, published hypocentres and reported arrivals."""
    out: dict[str, Given] = {}
    with (folder / "events.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            where = (float(row[name]) for name in ("latitude", "longitude", "depth_km"))
            out[row["event"]] = (Truth(epoch(row["time"]), *where), [])
    with (folder / "arrivals.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            phase = None if row["phase"] in ("", "None") else row["phase"]
            out[row["event"]][1].append(Arrival(row["station"], epoch(row["time"]), phase))
    return out


def nuclear_tests(folder: Path) -> tuple[dict[str, Station], dict[str, Given]]:
    """`dprk_relative_times`: announced tests, places by satellite images, times by correlation."""
    stations = {}
    for line in (folder / "DPRK_phaselist.txt").read_text().splitlines():
        code, _, latitude, longitude = line.split()[:4]
        stations[code] = Station(code, float(latitude), float(longitude))
    times: dict[str, dict[tuple[str, str], float]] = {}
    for line in (folder / "DPRK_CC_times.txt").read_text().splitlines():
        first, second, one, two, code, phase = line.split()[:6]
        for event, time in ((first, one), (second, two)):
            times.setdefault(event, {}).setdefault((code, phase), epoch(time))
    out: dict[str, Given] = {}
    for line in (folder / "NKNT.dat").read_text(encoding="utf-8").splitlines():
        number, day, clock, latitude, longitude = line.split()[:5]
        if found := times.get(f"DPRK{number}"):
            truth = Truth(epoch(f"{day}T{clock}"), float(latitude), float(longitude), 0.0)
            out[number] = (truth, [Arrival(code, time, p) for (code, p), time in found.items()])
    return stations, out
