"""Made-up sources: where the Earth quakes, by the law of magnitudes, and explosions at given places."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from testban.errors import UsageError
from testban.monitoring.files import decode, read_limited
from testban.monitoring.location.geometry import moved, place, unit_vector
from testban.monitoring.location.seismicity import CELL_DEG, EDGES_KM, cells
from testban.monitoring.model import epoch
from testban.monitoring.sphere import distance_azimuth

__all__ = ["Explosion", "Region", "Source", "earthquakes", "explosion_magnitude", "read_explosions"]

_LARGEST = 8.0
# Of earthquakes, the share that happens anywhere: in places where the catalogue has none.
_ANYWHERE = 0.1
_SHALLOW_KM = 15.0
# mb of an explosion of Y kilotons, fully coupled in hard rock of a stable region: 4.45 + 0.75 log10 Y
# (Murphy 1981, in Husebye and Mykkeltveit, eds., Identification of Seismic Sources, 201-205).
_COUPLED, _PER_DECADE = 4.45, 0.75


@dataclass(frozen=True, slots=True)
class Source:
    """One made-up source; `kind` is ``earthquake`` or ``explosion``."""

    time: float
    latitude: float
    longitude: float
    depth_km: float
    mb: float
    kind: str


@dataclass(frozen=True, slots=True)
class Explosion:
    """An explosion to be simulated; without a time it gets one at random."""

    latitude: float
    longitude: float
    yield_kt: float
    time: float | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A cap of the sphere: all that is no farther from a place than some degrees."""

    latitude: float
    longitude: float
    radius_deg: float

    def __post_init__(self) -> None:
        if not (
            abs(self.latitude) <= 90 and abs(self.longitude) <= 360 and 0 < self.radius_deg <= 180
        ):
            raise UsageError(
                f"no region around {self.latitude:g},{self.longitude:g} within {self.radius_deg:g} degrees",
                cure="Give latitude,longitude,degrees",
            )

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a place is in it."""
        far, _ = distance_azimuth(self.latitude, self.longitude, latitude, longitude)
        return far <= self.radius_deg

    def drawn(self, rng: np.random.Generator) -> tuple[float, float]:
        """A place in it, each as likely as any other of the same area."""
        far = math.degrees(math.acos(rng.uniform(math.cos(math.radians(self.radius_deg)), 1)))
        ahead = rng.uniform(0, 2 * math.pi)
        x, y, z = unit_vector(self.latitude, self.longitude)
        return place(np.array(moved(x, y, z, far * math.sin(ahead), far * math.cos(ahead))))


def explosion_magnitude(yield_kt: float) -> float:
    """mb of an explosion, fully coupled in hard rock.

    >>> round(explosion_magnitude(1.0), 2), round(explosion_magnitude(150.0), 2)
    (4.45, 6.08)
    """
    return _COUPLED + _PER_DECADE * math.log10(yield_kt)


def earthquakes(
    rng: np.random.Generator,
    number: int,
    start: float,
    seconds: float,
    *,
    least: float,
    b: float,
    region: Region | None = None,
) -> Iterator[Source]:
    """So many earthquakes, by the Gutenberg-Richter law from magnitude `least` on, in no order.

    Places are drawn from the cells of the catalogue behind the locator's depth prior, one in ten
    from the whole sphere; depths from the layers counted there. With a region all are of it: of its cells,
    and where there is none, from anywhere in it.
    """
    half = 0.5 * CELL_DEG
    places = [
        cell for cell in cells() if region is None or region.holds(cell[0] + half, cell[1] + half)
    ]
    weights = np.array([counts.sum() for _, _, counts in places])
    chosen = (
        rng.choice(len(places), size=number, p=weights / weights.sum())
        if places
        else np.zeros(number, dtype=np.int64)
    )
    for index in chosen:
        if not places or rng.random() < _ANYWHERE:
            latitude, longitude = _anywhere(rng) if region is None else region.drawn(rng)
            depth = rng.exponential(_SHALLOW_KM)
        else:
            south, west, counts = places[int(index)]
            latitude, longitude = _within(rng, south, west)
            while region is not None and not region.holds(latitude, longitude):
                latitude, longitude = _within(rng, south, west)
            depth = _depth(rng, counts)
        ceiling = 1 - 10 ** (-b * (_LARGEST - least))
        size = least - math.log10(1 - rng.random() * ceiling) / b
        time = start + rng.uniform(0, seconds)
        yield Source(time, latitude, longitude, min(depth, 700.0), size, "earthquake")


def _within(rng: np.random.Generator, south: float, west: float) -> tuple[float, float]:
    latitude = float(rng.uniform(south, south + CELL_DEG))
    return latitude, float(rng.uniform(west, west + CELL_DEG))


def _anywhere(rng: np.random.Generator) -> tuple[float, float]:
    latitude = math.degrees(math.asin(rng.uniform(-1, 1)))
    return latitude, float(rng.uniform(-180, 180))


def _depth(rng: np.random.Generator, counts: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    layer = int(rng.choice(len(counts), p=counts / counts.sum()))
    if layer == 0:
        return float(min(rng.exponential(_SHALLOW_KM), EDGES_KM[1]))
    return float(rng.uniform(EDGES_KM[layer], EDGES_KM[layer + 1]))


def read_explosions(path: Path) -> list[Explosion]:
    """Explosions from CSV: `latitude`, `longitude`, `yield_kt`, and `time` where it is given.

    Raises
    ------
    UsageError
        A column is missing, or a row has no such numbers.
    """
    rows = csv.DictReader(io.StringIO(decode(read_limited(path)), newline=""))
    if missing := {"latitude", "longitude", "yield_kt"} - set(rows.fieldnames or ()):
        raise UsageError(
            f"no column '{min(missing)}'", where=f"{path}:1",
            cure="Give a CSV file whose first line is time,latitude,longitude,yield_kt",
        )  # fmt: skip
    found = []
    for row in rows:
        where = f"{path}:{rows.line_num}"
        try:
            latitude, longitude, size = (
                float(row[name]) for name in ("latitude", "longitude", "yield_kt")
            )
            time = epoch(row["time"].strip()) if (row.get("time") or "").strip() else None
        except (TypeError, ValueError) as error:
            raise UsageError(f"no explosion ({error})", where=where, cure="Mend the row") from error
        if not (abs(latitude) <= 90 and abs(longitude) <= 360 and 1e-6 <= size <= 1e6):
            raise UsageError("no such place or yield", where=where, cure="Mend the row")
        found.append(Explosion(latitude, (longitude + 180) % 360 - 180, size, time))
    return found
