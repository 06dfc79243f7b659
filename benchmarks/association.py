"""How well events are formed of a network's arrivals: made-up days, and real reported times.

Days of the primary seismic network with seeds that the thresholds were not set on, scored against the
events that three stations or more heard; and, where the folder of real data is at hand, the reported times
of earthquakes of one day, without names or directions, among false ones.

    python benchmarks/association.py [--events 50 150] [--seed 11] [--false 0.3 1.0] [--shared ../shared/data]
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from testban.monitoring import TravelTimes, load_stations, read_bulletin
from testban.monitoring.association import associate
from testban.monitoring.model import Arrival, Event, Station
from testban.monitoring.scoring import score
from testban.monitoring.simulate import Settings, primary_seismic, sensors, simulate_day

HEAD = f"{'':34s} arrivals stations  truth found precision recall    F1  median km 90 % km   s"
AROUND_S = 3600.0
ONE_DAY_FROM = 1.2e9
"""Of the five real earthquakes four are of one day, and later than this."""


def row(
    name: str, arrivals: Sequence[Arrival], network: Mapping[str, Station], truth: Sequence[Event]
) -> None:
    """Form events and print how they score."""
    begin = time.perf_counter()
    found = associate(arrivals, network)
    seconds = time.perf_counter() - begin
    got = score(found.events, truth)
    heard = len({arrival.station for arrival in arrivals})
    spread = got.location_error_km
    print(
        f"{name:34s} {len(arrivals):8d} {heard:8d} {got.truth:6d} {got.events:5d} {got.precision or 0:9.3f} "
        f"{got.recall or 0:6.3f} {got.f1 or 0:5.3f} {spread.median or 0:10.1f} {spread.p90 or 0:7.1f} {seconds:4.0f}",
        flush=True,
    )


def made_up(events: int, seed: int) -> None:
    """A simulated day."""
    network = primary_seismic()
    day = simulate_day(sensors(network), TravelTimes(), Settings(events=events, seed=seed))
    heard = [e for e in day.truth if len({arrival.station for arrival in e.arrivals}) >= 3]
    row(f"made up, {events} events, seed {seed}", day.arrivals, network, heard)


def reported(shared: Path, share: float) -> None:
    """Real times of one day, with so many false ones for each true one."""
    folder = shared / "monitoring" / "bulletins" / "global_arrivals"
    network = load_stations(shared / "monitoring" / "tables" / "iloc" / "isc_stalist.gz")
    truth = [
        e
        for e in read_bulletin(folder / "events.csv").events
        if e.origin and e.origin.time > ONE_DAY_FROM
    ]
    true = [
        Arrival(arrival.station, arrival.time)
        for event in read_bulletin(folder / "arrivals.csv").events
        for arrival in event.arrivals
        if arrival.station in network and arrival.time > ONE_DAY_FROM
    ]
    rng = random.Random(1)
    codes = sorted({arrival.station for arrival in true})
    low, high = min(a.time for a in true) - AROUND_S, max(a.time for a in true) + AROUND_S
    false = [
        Arrival(rng.choice(codes), rng.uniform(low, high)) for _ in range(round(share * len(true)))
    ]
    row(f"reported times, {share:.0%} false", true + false, network, truth)


def main() -> int:
    """Print a row for each day."""
    parser = argparse.ArgumentParser(description="Events formed of a network's arrivals.")
    parser.add_argument("--events", type=int, nargs="*", default=[50, 150])
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--false", type=float, nargs="*", default=[0.3])
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    print(HEAD)
    for events in options.events:
        made_up(events, options.seed)
    if (options.shared / "monitoring" / "bulletins" / "global_arrivals").is_dir():
        for share in options.false:
            reported(options.shared, share)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
