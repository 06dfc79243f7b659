"""Events of a dense regional network, beside PyOcto and GaMMA, on the same picks in one run.

Automatic picks of about 900 stations in the United States (the regional example of USGS glass3) and its
list of 107 earthquakes, the larger ones only: how many are found within 1.5 degrees and 20 s, how many
events are put out in all, and how many from decoys, the same picks with the times of each station shifted
by an amount of its own, so that nothing is true. Seconds are of the processor, on all its cores together, and of
the clock.

    pip install pyocto gmma pandas
    python benchmarks/association_regional.py [--days 100] [--shared ../shared/data]
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import json
import math
import os
import random
import struct
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from testban.monitoring.association import associate
from testban.monitoring.model import Arrival, Station
from testban.monitoring.sphere import distance_azimuth
from testban.monitoring.traveltimes import TravelTimes

WITHIN_DEG, WITHIN_S = 1.5, 20.0
DEG_PER_KM = 1 / 111.195
SHIFT_S = 600.0
"""Decoys are moved by up to so much either way."""
PYOCTO_TOLERANCE_S, PYOCTO_REACH_KM, PYOCTO_PICKS = 2.0, 250.0, 8
PYOCTO_NODE_KM, PYOCTO_PRECISION_KM, PYOCTO_SPLITS = 20.0, 5.0, (4, 2)
"""Coarser than usual, as its guide advises where it runs for too long."""
PYOCTO_TILE_DEG, PYOCTO_MARGIN_DEG = 15.0, 3.0
"""The region is too wide for one map: it is done in tiles."""
S_WITHIN_S = 70.0
"""From P to S as far as PyOcto looks."""
PYOCTO_FAR_KM, PYOCTO_DEEP_KM = 6000, 60
"""Of its table of times, which is filled with those of our travel times; wider than all that is searched."""

NEEDS = {
    "testban": (), "pyocto": ("pyocto", "pandas"),
    "gamma": ("gamma", "pandas", "pyproj", "sklearn", "threadpoolctl"),
}  # fmt: skip
"""What a method imports."""
PACKAGES = {"pyocto": "pyocto", "gamma": "gmma pandas"}
"""Where that comes from; what these need comes with them."""

Found = list[tuple[float, float, float]]
"""Time, latitude, longitude."""
Method = Callable[[Sequence[Arrival], Mapping[str, Station]], Found]


def load(folder: Path) -> tuple[list[Arrival], dict[str, Station], Found]:
    """Picks, stations and the listed earthquakes."""
    network = {}
    for each in json.loads((folder / "stationlist.json").read_text())["StationList"]:
        code = f"{each['Site']['Network']}.{each['Site']['Station']}"
        network[code] = Station(code, each["Latitude"], each["Longitude"], each["Elevation"])
    arrivals = []
    with zipfile.ZipFile(folder / "ceus_input_picks.zip") as packed:
        for line in packed.open(packed.namelist()[0]):
            pick = json.loads(line)
            code = f"{pick['Site']['Network']}.{pick['Site']['Station']}"
            if code in network:
                seconds = datetime.fromisoformat(pick["Time"]).timestamp()
                arrivals.append(Arrival(code, seconds))
    with (folder / "CEUS.csv").open() as lines:
        truth = [
            (float(row["OT"]), float(row["Lat"]), float(row["Lon"]))
            for row in csv.DictReader(lines)
        ]
    return arrivals, network, truth


def decoys(arrivals: Sequence[Arrival], seed: int = 1) -> list[Arrival]:
    """The picks with each station's clock wrong by an amount of its own."""
    rng = random.Random(seed)
    shift = {code: rng.uniform(-SHIFT_S, SHIFT_S) for code in sorted({a.station for a in arrivals})}
    return [Arrival(a.station, a.time + shift[a.station]) for a in arrivals]


def testban(arrivals: Sequence[Arrival], network: Mapping[str, Station]) -> Found:
    """By `associate`."""
    origins = [event.origin for event in associate(arrivals, network).events]
    return [(o.time, o.latitude, o.longitude) for o in origins if o is not None]


def pyocto_table(path: Path) -> None:
    """Write a velocity model of PyOcto: times of the first P and S every kilometre across and down."""
    times, x = TravelTimes(), np.arange(PYOCTO_FAR_KM + 1) * DEG_PER_KM

    def first(names: tuple[str, ...]) -> bytes:
        columns = [
            np.fmin.reduce([times.predict(name, x, float(z)).time_s for name in names])
            for z in range(PYOCTO_DEEP_KM + 1)
        ]
        return np.nan_to_num(np.stack(columns, axis=1), nan=-1.0).tobytes()

    head = struct.pack("iid", PYOCTO_FAR_KM + 1, PYOCTO_DEEP_KM + 1, 1.0)
    path.write_bytes(head + first(("Pg", "Pn", "P")) + first(("Sn", "S", "Lg")))


def labelled(arrivals: Sequence[Arrival]) -> list[tuple[Arrival, str]]:
    """By station and time, with a crude name: S for what follows another at its station soon, else P."""
    out: list[tuple[Arrival, str]] = []
    code, first = "", 0.0
    for each in sorted(arrivals, key=lambda a: (a.station, a.time)):
        later = each.station == code and each.time - first < S_WITHIN_S
        out.append((each, "S" if later else "P"))
        if not later:
            code, first = each.station, each.time
    return out


def pyocto(arrivals: Sequence[Arrival], network: Mapping[str, Station]) -> Found:
    """By PyOcto, with our travel times, one tile of the region after another."""
    import pandas as pd
    from pyocto import OctoAssociator, VelocityModel1D

    heard = sorted({arrival.station for arrival in arrivals})
    stations = pd.DataFrame(
        {
            "id": heard, "elevation": 0.0,
            "latitude": [network[code].latitude for code in heard],
            "longitude": [network[code].longitude for code in heard],
        }
    )  # fmt: skip
    named = labelled(arrivals)
    picks = pd.DataFrame(
        {
            "station": [a.station for a, _ in named], "phase": [phase for _, phase in named],
            "time": [a.time for a, _ in named],
        }
    )  # fmt: skip
    found: Found = []
    with tempfile.NamedTemporaryFile(suffix=".model") as file:
        pyocto_table(Path(file.name))
        model = VelocityModel1D(
            path=file.name, tolerance=PYOCTO_TOLERANCE_S,
            association_cutoff_distance=PYOCTO_REACH_KM,
        )  # fmt: skip
        lows = [math.floor(stations[name].min()) - 1 for name in ("latitude", "longitude")]
        highs = [stations[name].max() + 1 for name in ("latitude", "longitude")]
        for south in np.arange(lows[0], highs[0], PYOCTO_TILE_DEG):
            for west in np.arange(lows[1], highs[1], PYOCTO_TILE_DEG):
                tile = (south, south + PYOCTO_TILE_DEG), (west, west + PYOCTO_TILE_DEG)
                found += _of_tile(OctoAssociator, model, tile, picks, stations)
    return found


def _of_tile(
    associator_of: Any, model: Any, tile: tuple[tuple[float, float], tuple[float, float]],
    picks: Any, stations: Any,
) -> Found:  # fmt: skip
    """The events of one tile, by its stations and those not far from it."""
    (south, north), (west, east) = tile
    near = stations[
        stations.latitude.between(south - PYOCTO_MARGIN_DEG, north + PYOCTO_MARGIN_DEG)
        & stations.longitude.between(west - PYOCTO_MARGIN_DEG, east + PYOCTO_MARGIN_DEG)
    ].reset_index(drop=True)
    if len(near) < PYOCTO_PICKS:
        return []
    associator = associator_of.from_area(
        lat=(south, north), lon=(west, east), zlim=(0, 30), time_before=120,
        velocity_model=model, n_picks=PYOCTO_PICKS, n_p_picks=PYOCTO_PICKS // 2, n_s_picks=0,
        n_p_and_s_picks=0, n_threads=2, min_node_size=PYOCTO_NODE_KM,
        min_node_size_location=PYOCTO_PRECISION_KM, location_split_depth=PYOCTO_SPLITS[0],
        location_split_return=PYOCTO_SPLITS[1],
    )  # fmt: skip
    associator.transform_stations(near)
    own = picks[picks.station.isin(set(near.id))].reset_index(drop=True)
    events, _ = associator.associate(own, near)
    if not len(events):
        return []
    events = associator.transform_events(events)
    return [
        (float(e.time), float(e.latitude), float(e.longitude))
        for e in events.itertuples()
        if south <= e.latitude < north and west <= e.longitude < east
    ]


def gamma(arrivals: Sequence[Arrival], network: Mapping[str, Station]) -> Found:
    """By GaMMA, in one velocity, its picks cut in segments by DBSCAN."""
    import pandas as pd
    from gamma.utils import association
    from pyproj import Proj
    from threadpoolctl import threadpool_limits

    heard = sorted({arrival.station for arrival in arrivals})
    latitudes = [network[code].latitude for code in heard]
    longitudes = [network[code].longitude for code in heard]
    middle = f"+lat_0={np.mean(latitudes)} +lon_0={np.mean(longitudes)}"
    flat = Proj(f"+proj=aea +lat_1=30 +lat_2=45 {middle} +units=km")
    x, y = flat(longitudes, latitudes)
    named = labelled(arrivals)
    picks = pd.DataFrame(
        {
            "id": [a.station for a, _ in named], "type": [phase.lower() for _, phase in named],
            "timestamp": pd.to_datetime([a.time for a, _ in named], unit="s"), "prob": 1.0,
        }
    )  # fmt: skip
    wide = (min(x) - 100, max(x) + 100), (min(y) - 100, max(y) + 100)
    settings = {
        "dims": ["x(km)", "y(km)", "z(km)"], "x(km)": wide[0], "y(km)": wide[1], "z(km)": (0, 40),
        "bfgs_bounds": (*wide, (0, 41), (None, None)), "vel": {"p": 7.0, "s": 4.0},
        "use_amplitude": False, "use_dbscan": True, "dbscan_eps": 25, "dbscan_min_samples": 4,
        "oversample_factor": 5, "min_picks_per_eq": 8, "max_sigma11": 4.0, "ncpu": 2,
    }  # fmt: skip
    places = pd.DataFrame({"id": heard, "x(km)": x, "y(km)": y, "z(km)": 0.0})
    quiet = contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO())
    # its two processes would have two threads each, which makes it several times slower on two cores
    with quiet[0], quiet[1], threadpool_limits(1):
        events, _ = association(picks, places, settings, method="BGMM")
    found = []
    for event in events:
        longitude, latitude = flat(event["x(km)"], event["y(km)"], inverse=True)
        when = datetime.fromisoformat(event["time"]).replace(tzinfo=UTC).timestamp()
        found.append((when, latitude, longitude))
    return found


def matched(found: Found, truth: Found) -> int:
    """Of the truth, how many have an event near."""
    number = 0
    for when, latitude, longitude in truth:
        for t, lat, lon in found:
            if abs(t - when) > WITHIN_S:
                continue
            if distance_azimuth(latitude, longitude, lat, lon)[0] <= WITHIN_DEG:
                number += 1
                break
    return number


def processor_s() -> float:
    """Seconds of this process and of those that it started and that have ended."""
    return sum(os.times()[:4])


def timed(method: Method, arrivals: Sequence[Arrival], network: Mapping[str, Station]) -> Found:
    """What a method finds; prints its seconds of the processor and of the clock at the end of the line."""
    begin, clock = processor_s(), time.perf_counter()
    found = method(arrivals, network)
    spent, passed = processor_s() - begin, time.perf_counter() - clock
    print(f"{spent:7.0f}{passed:7.0f}", end="", flush=True)
    return found


def main() -> int:
    """Print a row for each method."""
    parser = argparse.ArgumentParser(description="Events of a dense regional network.")
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--days", type=float, default=math.inf, help="the first so many days only")
    parser.add_argument("--methods", nargs="*", default=["testban", "pyocto", "gamma"])
    options = parser.parse_args()
    arrivals, network, truth = load(options.shared / "monitoring" / "bulletins" / "glass3_ceus")
    end = min(a.time for a in arrivals) + options.days * 86400.0
    arrivals = [a for a in arrivals if a.time < end]
    truth = [each for each in truth if each[0] < end]
    print(
        f"{len(arrivals)} picks at {len({a.station for a in arrivals})} stations; {len(truth)} listed"
    )
    print("            CPU  clock  decoys' CPU, clock (s)")
    print("method                             listed found   events   events of decoys")
    methods: dict[str, Method] = {"testban": testban, "pyocto": pyocto, "gamma": gamma}
    for name in options.methods:
        print(f"{name:7s}", end="", flush=True)
        lacking = [module for module in NEEDS[name] if find_spec(module) is None]
        if lacking:
            print(f"   not run: {', '.join(lacking)} not installed (pip install {PACKAGES[name]})")
            continue
        found = timed(methods[name], arrivals, network)
        false = timed(methods[name], decoys(arrivals), network)
        print(f"   {matched(found, truth):15d} {len(found):8d} {len(false):18d}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
