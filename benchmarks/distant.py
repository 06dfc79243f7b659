"""Distant explosions seen by a small network: where they are put, and whether the answer owns to its error.

Each of the tests recorded in Norway from 1985 to 1998 (`waveforms/nnsn`) is processed; its place is that of
`bulletins/explosion_catalogs`. A place is owned to where the ellipse reaches the truth, or where the event says that
another place fits about as well.

    python benchmarks/distant.py [--shared ../shared/data]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from picks import events
from testban.monitoring.model import Event
from testban.monitoring.processing import process
from testban.monitoring.sphere import KM_PER_DEG, distance_azimuth
from testban.monitoring.waveforms import read_waveforms

NEAR_KM = 200.0


def told(event: Event, km: float) -> str:
    """What the event itself says of an error."""
    origin = event.origin
    if origin is not None and len(event.other_origins):
        return "another place fits about as well"
    if origin is not None and origin.ellipse is not None and origin.ellipse.semi_major_km >= km:
        return "within the longer half-axis"
    return "not said"


def main() -> int:
    """Print a line an event, then how many are near, and how many of the others say so."""
    parser = argparse.ArgumentParser(description="Places of distant explosions.")
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    if not (options.shared / "monitoring" / "waveforms" / "nnsn").is_dir():
        print(f"no recordings below {options.shared}: give --shared")
        return 0
    near = silent = found = lost = 0
    for folder, place in events(options.shared):
        recordings = read_waveforms([folder, folder.parent / "RESPONSES_stationxml.tar.gz"])
        here = process(recordings).events
        lost += not here
        if not here:
            print(f"{folder.name}  no event ({len(recordings.stations)} stations)", flush=True)
        for event in here:
            origin = event.origin
            if origin is None or origin.ellipse is None:
                continue
            turn, _ = distance_azimuth(*place, origin.latitude, origin.longitude)
            km, ellipse = turn * KM_PER_DEG, origin.ellipse
            said = told(event, km)
            found, near = found + 1, near + (km <= NEAR_KM)
            silent += km > NEAR_KM and said == "not said"
            print(
                f"{folder.name}  {km:6.0f} km  ellipse {ellipse.semi_major_km:.0f} by "
                f"{ellipse.semi_minor_km:.0f} km  {said}",
                flush=True,
            )
    print(
        f"{found} events, {lost} recordings without one, {near} within {NEAR_KM:.0f} km, ", end=""
    )
    print(f"{silent} farther off that do not say so")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
