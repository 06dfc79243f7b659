"""How far events are located from the truth, and how often what is said of it holds.

Made-up events of seven kinds, with errors made otherwise than the locator thinks of them; and, where the
folder of real data is at hand, earthquakes with published hypocentres from their reported arrivals, whole
and thinned to 6 to 15 stations, and the announced nuclear tests of the DPRK from published times.

    python benchmarks/location_coverage.py [--events 1000] [--shared ../shared/data]
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from testban.errors import LocationError
from testban.monitoring import TravelTimes, locate
from testban.monitoring.model import Event
from testban.monitoring.simulate import SCENARIOS, Truth, simulate
from testban.monitoring.stations import load_stations

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

from known_events import earthquakes, judge, nuclear_tests, thinned

Case = tuple[Event, Truth]
HEAD = f"{'':34s} events  median km  90 % km  in ellipse  in time  depth free  in depth"


def row(label: str, cases: Iterable[Case]) -> None:
    """One line of the table."""
    found = [judge(event, truth) for event, truth in cases]
    kms = [km for km, *_ in found]
    depths = [deep for *_, deep in found if deep is not None]
    print(
        f"{label:34s} {len(found):6d} {statistics.median(kms):10.1f} {np.percentile(kms, 90):8.1f}"
        f" {np.mean([x[1] for x in found]):11.3f} {np.mean([x[2] for x in found]):8.3f}"
        f" {len(depths) / len(found):11.2f} {np.mean(depths) if depths else math.nan:9.3f}",
        flush=True,
    )


def made_up(name: str, count: int, model: TravelTimes) -> Iterable[Case]:
    """Events of a scenario; those that cannot be located are counted by what is missing of `count`."""
    for i in range(count):
        truth, arrivals, stations = simulate(np.random.default_rng(i), model, SCENARIOS[name])
        try:
            yield locate(arrivals, stations), truth
        except LocationError:
            continue


def real(shared: Path) -> None:
    """Lines of the real events."""
    isc = load_stations(shared / "monitoring/tables/iloc/isc_stalist.gz")
    events = earthquakes(shared / "monitoring/bulletins/global_arrivals")
    for names in (True, False):
        said = "" if names else ", no names"
        row(
            f"earthquakes{said}",
            ((locate(a, isc, use_names=names), truth) for truth, a in events.values()),
        )
        row(
            f"earthquakes, 6-15 stations{said}",
            (
                (locate(thinned(a, isc, f"{k}-{n}"), isc, use_names=names), truth)
                for k, (truth, a) in events.items()
                for n in range(40)
            ),
        )
    stations, known = nuclear_tests(shared / "monitoring/bulletins/dprk_relative_times")
    row(
        "nuclear tests, depth 0",
        ((locate(a, stations, depth_km=0.0), t) for t, a in known.values()),
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1000)
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    arguments = parser.parse_args()
    model = TravelTimes("ak135")
    print(HEAD)
    for name in SCENARIOS:
        row(f"made up: {name}", made_up(name, arguments.events, model))
    if arguments.shared.is_dir():
        real(arguments.shared)


if __name__ == "__main__":
    main()
