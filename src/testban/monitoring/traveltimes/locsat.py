"""LocSAT's files: travel times, modelling errors and ellipticity coefficients by distance and depth.

One file a phase, named `MODEL.PHASE`, `tt_MODEL_PHASE` or `el_MODEL_PHASE`: numbers in free format
with comments behind `#`: how many depths, the depths (km), how many distances, the distances (deg),
then a block a depth (Bratt and Bache 1988, Bull. Seismol. Soc. Am. 78, 780-798). -1 is no arrival.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from testban.errors import ReferenceError
from testban.files import read_text

__all__ = ["LocsatTable", "phase_of", "read_folder", "read_locsat"]

Array = NDArray[np.float64]

_LARGEST = 5_000_000
_MOST = 2_000
"""Depths or distances that a table may have."""
_RENAMED = {
    "bigP_bigP": "PP",
    "bigS_bigS": "SS",
    "bigP_bigS": "PS",
    "bigS_bigP": "SP",
    "littlep_bigP": "pP",
    "littlep_bigS": "pS",
    "littles_bigP": "sP",
    "littles_bigS": "sS",
}
"""For file systems that do not tell PP from pP."""
# Not the ending of README.txt.
_PHASE = re.compile(r"[ps]?[PSKLRTI][A-Za-z0-9'_]*")
_DEEPEST_KM = 1_000.0


@dataclass(frozen=True)
class LocsatTable:
    """One table: values (depth, distance, columns); NaN where the phase has none.

    `error_s` is (depth, distance) on its own grid; None where the file gives no modelling errors.
    """

    phase: str
    depth_km: Array
    distance_deg: Array
    values: Array
    error_depth_km: Array | None = None
    error_distance_deg: Array | None = None
    error_s: Array | None = None


def phase_of(path: Path) -> str | None:
    """The phase that a file's name gives; None where it is no table's name."""
    name = path.name
    if name.startswith(("tt_", "el_")):
        parts = name.split("_", 2)
        name = parts[2] if len(parts) == 3 else ""
    elif "." in name:
        name = name.rsplit(".", 1)[1]
    else:
        return None
    name = _RENAMED.get(name, name)
    return name if _PHASE.fullmatch(name) else None


class _Numbers:
    """The numbers of a file one after the other, each with its line."""

    def __init__(self, path: Path) -> None:
        self.where = str(path)
        self.items: list[tuple[float, int]] = []
        text = read_text(path, _LARGEST, ReferenceError)
        for number, line in enumerate(text.splitlines(), 1):
            # Some tables begin their title with another letter than #.
            values = "" if number == 1 and line.startswith("n #") else line.split("#")[0]
            for word in values.split():
                try:
                    self.items.append((float(word), number))
                except ValueError:
                    # "14   Number of depth samples ...": words follow numbers, to the line's end.
                    break
        self.at = 0

    def left(self) -> int:
        return len(self.items) - self.at

    def take(self, n: int, what: str) -> Array:
        if self.left() < n:
            raise ReferenceError(
                f"ends after {self.left()} of {n} {what}",
                where=self.where,
                cure="Fetch the file again; it is cut short",
            )
        found = self.items[self.at : self.at + n]
        self.at += n
        return np.array([value for value, _ in found])

    def count(self, what: str) -> int:
        line = self.items[self.at][1] if self.left() else 1
        value = self.take(1, f"number of {what}")[0]
        if not (value == int(value) if math.isfinite(value) else False) or not 0 < value <= _MOST:
            raise ReferenceError(
                f"{value:g} is no number of {what}",
                where=f"{self.where}:{line}",
                cure="Give a LocSAT table",
            )
        return int(value)

    def axis(self, n: int, what: str, most: float) -> Array:
        line = self.items[self.at][1] if self.left() else 1
        values = self.take(n, what)
        rises = np.isfinite(values).all() and (np.diff(values) > 0).all()
        if not rises or values[0] < 0 or values[-1] > most:
            raise ReferenceError(
                f"the {what} do not rise from 0 to at most {most:g}",
                where=f"{self.where}:{line}",
                cure="Give a LocSAT table",
            )
        return values


def read_locsat(path: Path, *, columns: int = 1) -> LocsatTable:
    """Read one table.

    Parameters
    ----------
    path
        The file.
    columns
        Numbers at each depth and distance: 1 for travel times, 3 for ellipticity coefficients.

    Raises
    ------
    ReferenceError
        It is cut short, or no such table.
    """
    numbers = _Numbers(path)
    depth = numbers.axis(numbers.count("depths"), "depths", _DEEPEST_KM)
    distance = numbers.axis(numbers.count("distances"), "distances", 180.0)
    shape = (depth.size, distance.size, columns)
    values = numbers.take(int(np.prod(shape)), "values").reshape(shape)
    if columns == 1:
        values = np.where(values < 0.0, np.nan, values)
    phase = phase_of(path) or path.name
    if columns > 1 or numbers.left() < 2:
        return LocsatTable(phase, depth, distance, values)
    n, k = numbers.count("distances of errors"), numbers.count("depths of errors")
    # One error for all distances or depths stands without them.
    at = numbers.axis(n, "distances of errors", 180.0) if n > 1 else np.zeros(1)
    depths = numbers.axis(k, "depths of errors", _DEEPEST_KM) if k > 1 else np.zeros(1)
    errors = numbers.take(n * k, "errors").reshape(k, n)
    return LocsatTable(phase, depth, distance, values, depths, at, errors)


def read_folder(folder: Path, *, columns: int = 1) -> dict[str, LocsatTable]:
    """All tables of a folder by phase; second and later parts of a phase (`_B`) are left out.

    Raises
    ------
    ReferenceError
        There is no table in the folder, or one cannot be read.
    """
    found: dict[str, LocsatTable] = {}
    for path in sorted(folder.iterdir()):
        phase = phase_of(path) if path.is_file() else None
        if phase is None or phase[-2:] in ("_B", "_C", "_D") or path.name.startswith("."):
            continue
        found[phase] = read_locsat(path, columns=columns)
    if not found:
        raise ReferenceError(
            "no LocSAT tables in this folder",
            where=str(folder),
            cure="Name a folder with files such as tt_ak135_P or iasp91.P",
        )
    return found
