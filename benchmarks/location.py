"""Events located: how fast, beside a least-squares locator over TauP, and how many in two minutes.

The rival is what a user would write with ObsPy and SciPy: residuals of the first matching TauP arrival
at each station, `scipy.optimize.least_squares` over latitude, longitude, depth and time with a soft loss.
It is given a start within some degrees of the truth; `locate` is given none, and says how sure it is. The limits
are of seconds on the clock of a machine that does nothing else; seconds of the processor are printed beside.

    python benchmarks/location.py [--events 10000] [--workers 2]
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import obspy
import scipy
from obspy.geodetics import locations2degrees
from obspy.taup import TauPyModel
from scipy.optimize import least_squares

from testban.monitoring import TravelTimes, locate, locate_many
from testban.monitoring.model import Arrival, Event, Station
from testban.monitoring.simulate import SCENARIOS, Scenario, Truth, simulate

HUNDRED = Scenario((88, 88), 3.0, 95.0, clusters=3)
LIMIT_MS = 20.0
LIMIT_S = 120.0
DIFFERENT = 400
"""Made-up events; they are located again and again, as the same work."""


def rival(
    arrivals: Sequence[Arrival], stations: dict[str, Station], start: Truth, model: TauPyModel
) -> tuple[float, float]:
    """Latitude and longitude by least squares over TauP."""

    def residuals(at: np.ndarray) -> list[float]:
        latitude, longitude, depth, origin = at
        out = []
        for a in arrivals:
            station = stations[a.station]
            distance = locations2degrees(latitude, longitude, station.latitude, station.longitude)
            phases = {"P": ["P", "Pdiff", "p"], "S": ["S", "s"]}.get(str(a.phase), [str(a.phase)])
            found = model.get_travel_times(min(max(depth, 0), 700), distance, phases)
            out.append(a.time - start.time - origin - found[0].time if found else 10.0)
        return out

    begin = [start.latitude, start.longitude, start.depth_km, 0.0]
    found = least_squares(
        residuals, begin, loss="soft_l1", x_scale=[1, 1, 30, 5], diff_step=1e-4, max_nfev=15
    )
    return float(found.x[0]), float(found.x[1])


def one(model: TravelTimes) -> None:
    """A hundred arrivals, one event."""
    made = [simulate(np.random.default_rng(i), model, HUNDRED) for i in range(20)]
    for _, arrivals, stations in made[:3]:
        locate(arrivals, stations)
    print("one event, no start given          arrivals  median ms  of a processor  limit ms")
    for names in (True, False):
        spent, worked = [], []
        for _, arrivals, stations in made:
            begun, busy = time.perf_counter(), time.process_time()
            locate(arrivals, stations, use_names=names)
            spent.append((time.perf_counter() - begun) * 1e3)
            worked.append((time.process_time() - busy) * 1e3)
        mean = statistics.mean(len(arrivals) for _, arrivals, _ in made)
        median = statistics.median(spent)
        label = "testban, phases named" if names else "testban, phases not named"
        kept = "" if median < LIMIT_MS else "  MISSED"
        processor = statistics.median(worked)
        print(f"{label:34s} {mean:8.0f} {median:10.1f} {processor:15.1f} {LIMIT_MS:9.0f}{kept}")
        if names:
            ours = median
    truth, arrivals, stations = made[0]
    near = replace(truth, latitude=truth.latitude + 1.5, longitude=truth.longitude + 1.5)
    taup = TauPyModel("ak135")
    begun = time.perf_counter()
    rival(arrivals, stations, near, taup)
    theirs = (time.perf_counter() - begun) * 1e3
    print(f"{'SciPy over TauP, start 2° off':34s} {len(arrivals):8d} {theirs:10.0f}")
    print(f"testban is {theirs / ours:,.0f} times as fast")


def processors() -> float:
    """Seconds of processors that this process and its finished workers have used: what a busy machine does not
    change."""
    return sum(os.times()[:4])


def many(model: TravelTimes, events: int, workers: int) -> None:
    """Thousands of events, in parallel."""
    kinds = list(SCENARIOS.values())
    stations: dict[str, Station] = {}
    made: list[Event] = []
    for i in range(min(DIFFERENT, events)):
        _, arrivals, network = simulate(np.random.default_rng(i), model, kinds[i % len(kinds)])
        stations |= {f"{i}.{c}": replace(s, code=f"{i}.{c}") for c, s in network.items()}
        made.append(
            Event(str(i), None, tuple(replace(a, station=f"{i}.{a.station}") for a in arrivals))
        )
    work = [made[i % len(made)] for i in range(events)]
    mean = statistics.mean(len(event.arrivals) for event in work)
    begun, busy = time.perf_counter(), processors()
    found = locate_many(work, stations, workers=workers)
    spent, worked = time.perf_counter() - begun, processors() - busy
    located = sum(event.origin is not None for event in found)
    limit = LIMIT_S * events / 10_000
    kept = "" if spent < limit else "  MISSED"
    print()
    print(
        "many events                        arrivals   workers    seconds  of processors  limit s"
    )
    print(
        f"{located:6d} of {events:6d} located            {mean:8.0f} {workers:9d} {spent:10.1f}"
        f" {worked:14.1f} {limit:8.0f}{kept}"
    )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    print(
        f"Python {platform.python_version()}, ObsPy {obspy.__version__}, SciPy {scipy.__version__}, "
        f"{platform.machine()}, {os.cpu_count()} cores"
    )
    model = TravelTimes("ak135")
    one(model)
    many(model, arguments.events, arguments.workers)


if __name__ == "__main__":
    main()
