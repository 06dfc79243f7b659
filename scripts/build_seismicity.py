"""Write src/testban/monitoring/location/seismicity.csv: how deep earthquakes are, by cells of two degrees.

Usage: python scripts/build_seismicity.py CATALOGUE.csv.gz

The catalogue is the USGS list of significant earthquakes (magnitude 5.5 and above), 1965 to 2016, with
the columns Type, Latitude, Longitude and Depth. Counted are earthquakes only.
"""

from __future__ import annotations

import csv
import gzip
import math
import sys
from bisect import bisect_right
from collections import Counter
from pathlib import Path

from testban.monitoring.location.seismicity import CELL_DEG, EDGES_KM

OUT = Path(__file__).resolve().parent.parent / "src/testban/monitoring/location/seismicity.csv"


def main(path: Path) -> None:
    """Count and write."""
    counts: dict[tuple[int, int], Counter[int]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["Type"] != "Earthquake":
                continue
            cell = (
                math.floor(float(row["Latitude"]) / CELL_DEG),
                math.floor(float(row["Longitude"]) / CELL_DEG),
            )
            layer = min(max(bisect_right(EDGES_KM, float(row["Depth"])) - 1, 0), len(EDGES_KM) - 2)
            counts.setdefault(cell, Counter())[layer] += 1
    with OUT.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(["latitude", "longitude", *(f"from_{edge}_km" for edge in EDGES_KM[:-1])])
        for (lat, lon), found in sorted(counts.items()):
            row = [found[k] for k in range(len(EDGES_KM) - 1)]
            out.writerow([lat * CELL_DEG, lon * CELL_DEG, *row])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
