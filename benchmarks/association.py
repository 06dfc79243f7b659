"""How well events are formed of a network's arrivals: made-up days, and real reported times.

Days of the primary seismic network with seeds that the thresholds were not set on, scored against the
events that three stations or more heard; and, where the folder of real data is at hand, the reported times
of earthquakes of one day, without names or directions, among false ones: of all stations, and of 6 to 15
an event. Seconds are of the processor, on all its cores together, after a first run that compiles.

    python benchmarks/association.py [--events 50 150] [--seed 11] [--false 0.3 1.0]
        [--shared ../shared/data]
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from testban.monitoring import TravelTimes, load_stations, read_bulletin
from testban.monitoring.association import associate
from testban.monitoring.model import Arrival, Event, Station
from testban.monitoring.scoring import score
from testban.monitoring.simulate import Settings, primary_seismic, sensors, simulate_day
from testban.monitoring.sphere import KM_PER_DEG

HEAD = f"{'':34s} arrivals stations  truth found precision recall    F1  median km 90 % km CPU s"
AROUND_S = 3600.0
THIN = (6, 15)
THINNINGS = 8
ONE_DAY_FROM = 1.2e9
"""Of the five real earthquakes four are of one day, and later than this."""


def row(
    name: str, arrivals: Sequence[Arrival], network: Mapping[str, Station], truth: Sequence[Event]
) -> list[float]:
    """Form events and print how they score; the errors of place (km)."""
    begin = time.process_time()
    found = associate(arrivals, network)
    seconds = time.process_time() - begin
    got = score(found.events, truth)
    heard = len({arrival.station for arrival in arrivals})
    spread = got.location_error_km
    print(
        f"{name:34s} {len(arrivals):8d} {heard:8d} {got.truth:6d} {got.events:5d} {got.precision or 0:9.3f} "
        f"{got.recall or 0:6.3f} {got.f1 or 0:5.3f} {spread.median or 0:10.1f} {spread.p90 or 0:7.1f} {seconds:5.0f}",
        flush=True,
    )
    return [match.distance_deg * KM_PER_DEG for match in got.matches]


def made_up(events: int, seed: int, **other: float) -> None:
    """A simulated day."""
    network = primary_seismic()
    day = simulate_day(
        sensors(network), TravelTimes(), replace(Settings(events=events, seed=seed), **other)
    )
    heard = [e for e in day.truth if len({arrival.station for arrival in e.arrivals}) >= 3]
    harder = ", harder" if other.get("error_scale", 1.0) > 1.0 else ""
    row(f"made up, {events} events, seed {seed}{harder}", day.arrivals, network, heard)


def reported(shared: Path, share: float, seed: int, thin: bool) -> list[float]:
    """Real times of one day, with so many false ones for each true one."""
    folder = shared / "monitoring" / "bulletins" / "global_arrivals"
    network = load_stations(shared / "monitoring" / "tables" / "iloc" / "isc_stalist.gz")
    truth = [
        e
        for e in read_bulletin(folder / "events.csv").events
        if e.origin and e.origin.time > ONE_DAY_FROM
    ]
    rng = random.Random(seed)
    true = []
    for event in read_bulletin(folder / "arrivals.csv").events:
        these = [a for a in event.arrivals if a.station in network and a.time > ONE_DAY_FROM]
        kept = sorted({a.station for a in these})
        if thin and these:
            kept = rng.sample(kept, min(len(kept), rng.randint(*THIN)))
        true += [Arrival(a.station, a.time) for a in these if a.station in kept]
    codes = sorted({arrival.station for arrival in true})
    low, high = min(a.time for a in true) - AROUND_S, max(a.time for a in true) + AROUND_S
    false = [
        Arrival(rng.choice(codes), rng.uniform(low, high)) for _ in range(round(share * len(true)))
    ]
    thinned = f", thinned {seed}" if thin else ""
    return row(f"reported times, {share:.0%} false{thinned}", true + false, network, truth)


def main() -> int:
    """Print a row for each day."""
    parser = argparse.ArgumentParser(description="Events formed of a network's arrivals.")
    parser.add_argument("--events", type=int, nargs="*", default=[50, 150])
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--false", type=float, nargs="*", default=[0.3, 1.0])
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    network = primary_seismic()
    first = simulate_day(sensors(network), TravelTimes(), Settings(events=8, days=0.1, seed=1))
    associate(first.arrivals, network)
    print(HEAD)
    for events in options.events:
        made_up(events, options.seed)
        made_up(events, options.seed, error_scale=1.5, noise_per_station_day=120.0)
    if (options.shared / "monitoring" / "bulletins" / "global_arrivals").is_dir():
        for share in options.false:
            reported(options.shared, share, 1, False)
            far = [
                km
                for seed in range(1, THINNINGS + 1)
                for km in reported(options.shared, share, seed, True)
            ]
            print(
                f"{share:.0%} false, all {THINNINGS} thinnings: {len(far)} events found, "
                f"median {np.median(far):.1f} km, 90 % {np.percentile(far, 90):.1f} km"
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
