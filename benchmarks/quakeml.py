"""Writing QuakeML: testban beside ObsPy's writer, on the same located events in one process.

ObsPy is timed from the same bulletin, as testban would have to use it: into its types, then written;
the second alone is printed too.

    python benchmarks/quakeml.py [--events 100]
"""

from __future__ import annotations

import argparse
import io
import os
import platform
import time

import numpy as np
import obspy

from testban.monitoring import TravelTimes, locate, to_catalog
from testban.monitoring.formats import Bulletin
from testban.monitoring.formats.quakeml_write import write_quakeml
from testban.monitoring.simulate import SCENARIOS, simulate


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100)
    count = parser.parse_args().events
    print(
        f"Python {platform.python_version()}, ObsPy {obspy.__version__}, {platform.machine()}, "
        f"{os.cpu_count()} cores"
    )
    model, kinds = TravelTimes("ak135"), list(SCENARIOS.values())
    made = (simulate(np.random.default_rng(i), model, kinds[i % len(kinds)]) for i in range(count))
    bulletin = Bulletin(tuple(locate(arrivals, network) for _, arrivals, network in made))
    arrivals = sum(len(event.arrivals) for event in bulletin.events)
    write_quakeml(bulletin)
    begun = time.process_time()
    text = write_quakeml(bulletin)
    ours = time.process_time() - begun
    begun = time.process_time()
    catalog = to_catalog(bulletin)
    between = time.process_time()
    catalog.write(io.BytesIO(), format="QUAKEML")
    theirs, writing = time.process_time() - begun, time.process_time() - between
    print(f"{count} events, {arrivals} arrivals, {len(text) / 1e6:.1f} MB   ms an event")
    print(f"{'testban':42s} {ours / count * 1e3:10.2f}")
    print(f"{'ObsPy, types and writer':42s} {theirs / count * 1e3:10.2f}")
    print(f"{'ObsPy, writer alone':42s} {writing / count * 1e3:10.2f}")
    print(f"testban is {theirs / ours:.0f} times as fast")


if __name__ == "__main__":
    main()
