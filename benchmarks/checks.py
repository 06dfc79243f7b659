"""Mistakes planted one at a time into papers: how many does `check` find?

Declarations and reports are made up and have no error to start with; the papers are real ones and the
specimens, as they are. One mistake is planted, and it is found where a finding stands in the altered
paper that did not stand in the right one.

    python benchmarks/checks.py [--mistakes 1000] [--seed 1996] [--set papers] [--missed]
"""

from __future__ import annotations

import argparse
import platform
import random

from planting.measure import Measured
from planting.sets import SETS

ENOUGH = 0.95


def main() -> int:
    """Plant, look, print; 1 where too few are found."""
    parser = argparse.ArgumentParser(description="How many planted mistakes does check find?")
    parser.add_argument("--mistakes", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1996)
    parser.add_argument("--set", choices=SETS, action="append", help="all of them otherwise")
    parser.add_argument("--missed", action="store_true", help="tell each that is not found")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}; seed {options.seed}")
    shares = []
    for name in options.set or SETS:
        measured = Measured()
        for mistake in SETS[name](random.Random(options.seed), options.mistakes):
            measured.add(mistake)
        print("\n".join(measured.lines(name)), flush=True)
        for mistake in measured.missed if options.missed else ():
            print(f"  missed: {mistake.kind}: {mistake.where}")
        shares.append(measured.share)
    print(f"{ENOUGH:.0%} wanted: {'met' if min(shares) >= ENOUGH else 'MISSED'}")
    return int(min(shares) < ENOUGH)


if __name__ == "__main__":
    raise SystemExit(main())
