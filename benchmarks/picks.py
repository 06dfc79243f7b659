"""How well first arrivals are found on real records: explosions seen in Norway, 1985 to 1998.

The recordings of each test (`waveforms/nnsn`) are searched; a first arrival counts as found where it lies
within two seconds of P of ak135 after the event's median residual is taken off, for catalogued origin
times are rough and places are not (`bulletins/explosion_catalogs`). What is detected earlier than that
is a false detection. Only vertical records with ten seconds or more before P are judged.

    python benchmarks/picks.py [--shared ../shared/data] [--verbose]
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from testban.monitoring.detection import detect
from testban.monitoring.model import Arrival
from testban.monitoring.sphere import distance_azimuth
from testban.monitoring.traveltimes import TravelTimes
from testban.monitoring.waveforms import read_waveforms

WITHIN_S, LEAD_S, SEARCHED_S = 2.0, 10.0, 20.0
COUNTRIES = {"CHI": "CHINA", "USS": "USSR", "IND": "INDIA"}


@dataclass(frozen=True)
class Judged:
    """One record: its station, and how late each detection before P and the nearest to it are."""

    station: str
    late_s: float | None
    snr: float
    false: int


def places(shared: Path) -> dict[tuple[str, date], list[tuple[float, float]]]:
    """Latitude and longitude by country and day."""
    path = shared / "monitoring" / "bulletins" / "explosion_catalogs" / "nuclear_explosions.csv"
    out: dict[tuple[str, date], list[tuple[float, float]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            year = int(row["Date.Year"])
            day = date(
                year + (1900 if year < 100 else 0), int(row["Date.Month"]), int(row["Date.Day"])
            )
            where = "Location.Cordinates.Latitude", "Location.Cordinates.Longitude"
            out.setdefault((row["Location.Country"], day), []).append(
                (float(row[where[0]]), float(row[where[1]]))
            )
    return out


def judged(folder: Path, place: tuple[float, float]) -> list[Judged]:
    """Every record of one event that is long enough before P."""
    recordings = read_waveforms([folder, folder.parent / "RESPONSES_stationxml.tar.gz"])
    by_station: dict[str, list[Arrival]] = {}
    for arrival in detect(recordings):
        by_station.setdefault(arrival.station, []).append(arrival)
    times = TravelTimes()
    expected: dict[str, float] = {}
    begins: dict[str, float] = {}
    for channel in recordings:
        if not channel.vertical or channel.latitude is None or channel.longitude is None:
            continue
        distance, _ = distance_azimuth(*place, channel.latitude, channel.longitude)
        expected[channel.station] = float(times.predict("P", np.array([distance]), 0.0).time_s[0])
        begins[channel.station] = min(channel.start, begins.get(channel.station, np.inf))
    # The origin time that most records agree upon.
    origins = np.array(
        [a.time - expected[code] for code in expected for a in by_station.get(code, ())]
    )
    if not len(origins):
        return []
    votes = [(np.abs(origins - origin) <= WITHIN_S).sum() for origin in origins]
    origin = float(np.median(origins[np.abs(origins - origins[np.argmax(votes)]) <= WITHIN_S]))
    out = []
    for code, seconds in expected.items():
        time = origin + seconds
        if begins[code] > time - LEAD_S or not np.isfinite(time):
            continue
        found = by_station.get(code, ())
        near = min(found, key=lambda a: abs(a.time - time), default=None)
        late = None if near is None or abs(near.time - time) > SEARCHED_S else near.time - time
        false = sum(a.time < time - WITHIN_S for a in found)
        out.append(Judged(code, late, (near.snr or 0.0) if near else 0.0, false))
    return out


def events(shared: Path) -> Iterator[tuple[Path, tuple[float, float]]]:
    """Folders, with the places of the tests in them."""
    known = places(shared)
    for folder in sorted((shared / "monitoring" / "waveforms" / "nnsn").glob("*[0-9]")):
        day = date(int(folder.name[3:7]), 1, 1) + timedelta(int(folder.name[7:10]) - 1)
        found = known.get((COUNTRIES[folder.name[:3]], day), [])
        if found:
            yield folder, found[0]
        else:
            print(f"{folder.name}: no place is known")


def main() -> int:
    """Print what was found on each event, and in all."""
    parser = argparse.ArgumentParser(description="First arrivals found on real records.")
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    if not (options.shared / "monitoring" / "waveforms" / "nnsn").is_dir():
        print(f"no recordings below {options.shared}: give --shared")
        return 0
    everything: list[Judged] = []
    for folder, place in events(options.shared):
        rows = judged(folder, place)
        everything += rows
        hits = sum(row.late_s is not None and abs(row.late_s) <= WITHIN_S for row in rows)
        print(f"{folder.name}  {hits} of {len(rows)} found, {sum(row.false for row in rows)} false")
        for row in rows if options.verbose else ():
            late = "" if row.late_s is None else f"{row.late_s:+7.2f} s"
            print(f"    {row.station:6s} {late:10s} ratio {row.snr:7.1f}, {row.false} false")
    count = len(everything)
    late = np.array([row.late_s for row in everything if row.late_s is not None])
    hits = int((np.abs(late) <= WITHIN_S).sum())
    false = sum(row.false for row in everything)
    print(f"{hits} of {count} found ({hits / count:.1%}), {false / count:.2f} false a record")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
