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
import time

from planting.declarations import declaration
from planting.measure import Measured
from planting.places import findings
from planting.sets import SETS

ENOUGH = 0.95
LONGEST = 2.0
PAGE = 3_000


def main() -> int:
    """Plant, look, print; 1 where too few are found, or a long paper takes too long."""
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
    slow = long_paper(random.Random(options.seed)) > LONGEST
    return int(min(shares) < ENOUGH or slow)


def long_paper(chance: random.Random) -> float:
    """Seconds of CPU time to read and check a paper of a hundred pages, most of it lists; printed."""
    text = ""
    while len(text) < 100 * PAGE:
        text += declaration(chance, "en").text + "\n\n"
    started = time.process_time()
    findings(text)
    seconds = time.process_time() - started
    print(f"100 pages of {PAGE:,} characters: {seconds:.1f} s (aim: under {LONGEST:.0f} s)")
    return seconds


if __name__ == "__main__":
    raise SystemExit(main())
