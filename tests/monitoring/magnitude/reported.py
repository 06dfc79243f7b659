"""Readings with their published magnitudes, from the lines of GSE2.0 and IMS1.0 bulletins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from testban.monitoring.model import Arrival, Origin

WHEN = r"^\d{4}/\d\d/\d\d \d\d:\d\d:\d\d\.\d+ +"
PLACE = r"(-?\d+\.\d{4}) +(-?\d+\.\d{4}) +"
ORIGINS = (
    re.compile(WHEN + PLACE + r"([\d.]+)"),  # GSE2.0: the depth follows
    re.compile(WHEN + r"[\d.]+ +[\d.]+ +" + PLACE + r"[\d.]+ +[\d.]+ +\d+ +([\d.]+)"),  # IMS1.0
)
READING = re.compile(
    r"^(?P<sta>\S+) +(?P<dist>[\d.]+) +[\d.]+ .{0,6}?(?P<phase>[A-Z]\w*) +(?:[\d/]+ )?[\d:.]+ .*?"
    r"(?P<amp>\d*\.\d+) +(?P<per>\d*\.\d+) (?:m\S\S )?(?:(?P<type>m[bB]|ML|Ms) +(?P<mag>-?[\d.]+))? +\d+ *$"
)


@dataclass(frozen=True)
class Reported:
    """One amplitude with the magnitude that the bulletin gives it, if it does."""

    origin: Origin
    arrival: Arrival
    type: str | None
    magnitude: float | None


def reported(path: Path) -> list[Reported]:
    """Every reading with an amplitude, below the origin that stands last before it."""
    found: list[Reported] = []
    origin: Origin | None = None
    for line in path.read_text("utf-8").splitlines():
        if match := ORIGINS[0].match(line) or ORIGINS[1].match(line):
            latitude, longitude, depth = (float(cell) for cell in match.groups())
            origin = Origin(0.0, latitude, longitude, depth)
        elif origin and (match := READING.match(line)):
            arrival = Arrival(
                match["sta"], 0.0, match["phase"], amplitude_nm=float(match["amp"]),
                period_s=float(match["per"]), distance_deg=float(match["dist"]),
            )  # fmt: skip
            mag = match["mag"]
            found.append(Reported(origin, arrival, match["type"], float(mag) if mag else None))
    return found
