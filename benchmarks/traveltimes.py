"""Travel times in bulk, beside ObsPy's TauP: the same arrivals, in one process.

    python benchmarks/traveltimes.py [--calls 60] [--bulk 1000000]

Each arrival is a P and an S time with slowness at a random distance and depth. TauP answers a few
of them, since it is slow; that both give the same is asserted. The aim is 1,000 times its speed.
"""

from __future__ import annotations

import argparse
import platform
import time

import numba
import numpy as np
import obspy
from obspy.taup import TauPyModel

from testban.monitoring.traveltimes import TravelTimes

AIM = 1_000
CLOSE_S = 0.05


def main() -> int:
    """Time both, print the ratio; 1 where it is under the aim."""
    parser = argparse.ArgumentParser(description="Travel times beside ObsPy's TauP.")
    parser.add_argument("--calls", type=int, default=60)
    parser.add_argument("--bulk", type=int, default=1_000_000)
    options = parser.parse_args()
    chance = np.random.default_rng(1995)
    distance = chance.uniform(25.0, 95.0, options.bulk)
    depth = chance.uniform(0.0, 600.0, options.bulk)
    tt, taup = TravelTimes("ak135"), TauPyModel("ak135")
    # Once for the compiler, and for TauP's file.
    tt.predict(["P", "S"], 60.0, 10.0)
    taup.get_travel_times(10.0, 60.0, ["P", "S"])
    started = time.perf_counter()
    theirs = [
        taup.get_travel_times(float(z), float(x), ["P", "S"])
        for x, z in zip(distance[: options.calls], depth[: options.calls], strict=True)
    ]
    slow = (time.perf_counter() - started) / options.calls
    started = time.perf_counter()
    ours = tt.predict("P", distance, depth).time_s, tt.predict("S", distance, depth).time_s
    fast = (time.perf_counter() - started) / options.bulk
    worst = 0.0
    for i, arrivals in enumerate(theirs):
        for name, times in zip("PS", ours, strict=True):
            first = min(a.time for a in arrivals if a.name == name)
            worst = max(worst, abs(first - times[i]))
    ratio = slow / fast
    print(
        f"Python {platform.python_version()}, numpy {np.__version__}, numba {numba.__version__}, "
        f"obspy {obspy.__version__}, {platform.machine()}"
    )
    print("P and S at one distance and depth, 25 to 95 degrees, 0 to 600 km")
    print(f"{'obspy TauPyModel':<24}{options.calls:>10,} calls{1e6 * slow:>14,.1f} us each")
    print(f"{'testban TravelTimes':<24}{options.bulk:>10,} pairs{1e6 * fast:>14,.2f} us each")
    missed = "" if ratio >= AIM else " MISSED"
    print(f"{ratio:,.0f} times as fast (aim: {AIM:,}){missed}")
    print(f"greatest difference {worst:.4f} s (limit {CLOSE_S} s)")
    return int(ratio < AIM or worst > CLOSE_S)


if __name__ == "__main__":
    raise SystemExit(main())
