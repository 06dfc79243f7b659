"""Make the shipped tables of modelling errors and ellipticity coefficients from LocSAT's files.

    python scripts/build_traveltime_facts.py FOLDER

FOLDER holds `ak135` (travel times with modelling errors) and `elcor` (ellipticity), as in the
repositories SNL-GMS/GMS-PI25 under config/earth-models and config/ellipticity-correction.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np

from testban.monitoring.traveltimes.locsat import phase_of, read_folder, read_locsat
from testban.monitoring.traveltimes.phases import ALIASES, PHASES

DATA = Path(__file__).resolve().parent.parent / "src/testban/monitoring/traveltimes/data"


def main() -> None:
    """Write model_errors.csv and ellipticity.npz."""
    source = Path(sys.argv[1])
    known = {*PHASES, *ALIASES, "Lg", "Rg"}
    with (DATA / "model_errors.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["phase", "depth_km", "distance_deg", "error_s"])
        for phase, table in read_folder(source / "ak135").items():
            if phase not in known or table.error_s is None:
                continue
            assert table.error_depth_km is not None
            assert table.error_distance_deg is not None
            for depth, row in zip(table.error_depth_km, table.error_s, strict=True):
                for distance, error in zip(table.error_distance_deg, row, strict=True):
                    writer.writerow([phase, f"{depth:g}", f"{distance:g}", f"{error:g}"])
    arrays: dict[str, np.ndarray] = {}
    for path in sorted((source / "elcor").iterdir()):
        phase = phase_of(path)
        if phase in known:
            table = read_locsat(path, columns=3)
            arrays[f"{phase}.depth_km"] = table.depth_km.astype("<f4")
            arrays[f"{phase}.distance_deg"] = table.distance_deg.astype("<f4")
            # Tenths of milliseconds, as printed.
            arrays[f"{phase}.tau"] = np.round(table.values * 1e4).astype("<i2")
    np.savez_compressed(DATA / "ellipticity.npz", **arrays)


if __name__ == "__main__":
    main()
