"""Time and memory of association against the load: made-up days of ever more arrivals, as a graph.

Days of the primary seismic network with events and noise multiplied alike. Each is done in a process of its
own, after one that compiles; seconds are of the processor, on all its cores together, without making the
day. The line beside the points is n log n through the third of them (or the last, where there are fewer).

    python benchmarks/association_load.py [--load 2500 5000 10000 20000 40000] [--seed 13]
        [--keep loads.json] [--draw docs/association-load.svg]
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import resource
import subprocess
import sys
import time
from pathlib import Path

from testban.monitoring import TravelTimes
from testban.monitoring.association import associate
from testban.monitoring.scoring import score
from testban.monitoring.simulate import Settings, primary_seismic, sensors, simulate_day

USUAL_ARRIVALS, USUAL_EVENTS, USUAL_NOISE = 5000, 150, 60.0
"""A day of so many events and so much noise at each station has about so many arrivals."""

Row = dict[str, float]


def one(load: int, seed: int) -> Row:
    """A day of about so many arrivals."""
    times = load / USUAL_ARRIVALS
    network = primary_seismic()
    made = Settings(
        events=round(USUAL_EVENTS * times), noise_per_station_day=USUAL_NOISE * times, seed=seed
    )
    day = simulate_day(sensors(network), TravelTimes(), made)
    begin = time.process_time()
    found = associate(day.arrivals, network)
    seconds = time.process_time() - begin
    heard = [e for e in day.truth if len({arrival.station for arrival in e.arrivals}) >= 3]
    got = score(found.events, heard)
    return {
        "arrivals": len(day.arrivals), "cpu_s": round(seconds, 1), "events": got.events,
        "truth": got.truth, "f1": round(got.f1 or 0.0, 3),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }  # fmt: skip


def draw(rows: list[Row], path: Path) -> None:
    """Seconds and memory against arrivals."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    arrivals = [row["arrivals"] for row in rows]
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    left.loglog(arrivals, [row["cpu_s"] for row in rows], "o-", label="associate")
    at = rows[min(2, len(rows) - 1)]
    scale = at["cpu_s"] / (at["arrivals"] * math.log(at["arrivals"]))
    left.loglog(arrivals, [scale * n * math.log(n) for n in arrivals], "--", label="n log n")
    left.set(xlabel="arrivals a day", ylabel="processor seconds")
    left.legend()
    right.semilogx(arrivals, [row["memory_mb"] for row in rows], "o-")
    right.set(xlabel="arrivals a day", ylabel="largest memory, MB", ylim=(0, None))
    for axes in (left, right):
        axes.grid(visible=True, which="both", alpha=0.3)
    figure.savefig(path, metadata={"Date": None})


def main() -> int:
    """Print a row for each load, and draw them."""
    parser = argparse.ArgumentParser(description="Time of association against the load.")
    parser.add_argument("--load", type=int, nargs="*", default=[2500, 5000, 10000, 20000, 40000])
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--keep", type=Path, help="a file of rows, to which new ones are added")
    parser.add_argument("--draw", type=Path, help="where the graph goes")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        print(json.dumps(one(options.one, options.seed)))
        return 0
    keep: Path | None = options.keep
    rows: list[Row] = json.loads(keep.read_text()) if keep and keep.exists() else []
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, seed {options.seed}")
    print("arrivals    CPU s  memory MB  events  truth     F1")
    for load in ([500] if options.load else []) + options.load:
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(load), "--seed", str(options.seed)],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        if load == 500:  # it compiles
            continue
        rows.append(json.loads(done.stdout))
        if keep:
            keep.write_text(json.dumps(rows))
    rows.sort(key=lambda row: row["arrivals"])
    for row in rows:
        print(
            f"{row['arrivals']:8.0f} {row['cpu_s']:8.1f} {row['memory_mb']:10.0f} "
            f"{row['events']:7.0f} {row['truth']:6.0f} {row['f1']:6.3f}"
        )
    if options.draw and rows:
        draw(rows, options.draw)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
