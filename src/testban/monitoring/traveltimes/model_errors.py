"""How wrong a model's time is expected to be: by phase, distance and depth.

The shipped numbers are the distance-dependent modelling errors of the LocSAT tables for ak135 of the
Prototype International Data Centre (1996), as distributed with SNL-GMS/GMS-PI25: standard deviations
in seconds, largest at regional distances where the crust and the uppermost mantle differ most.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["DEFAULT_S", "ErrorTable", "shipped_errors"]

Array = NDArray[np.float64]

DEFAULT_S = 3.0
"""For a phase without a table."""
_SAME = {"PKIKP": "PKPdf", "p": "P", "s": "S", "P*": "Pb", "S*": "Sb"}
# IDC usage: a T phase is timed at its greatest amplitude; infrasound's celerity is uncertain by 5 %.
_BY_DISTANCE = {"T": 3.7, "I": 19.0, "LR": 2.0, "LQ": 2.0}
"""Seconds a degree, for what travels by group velocity."""


@dataclass(frozen=True)
class ErrorTable:
    """Standard deviation (s) on a grid of depth (km) and distance (deg)."""

    depth_km: Array
    distance_deg: Array
    error_s: Array

    def __call__(self, distance_deg: Array, depth_km: Array) -> Array:
        """Bilinear; beyond the grid as at its edge."""
        rows = np.stack([np.interp(distance_deg, self.distance_deg, row) for row in self.error_s])
        if len(rows) == 1:
            return np.asarray(rows[0])
        j = np.clip(np.searchsorted(self.depth_km, depth_km) - 1, 0, len(rows) - 2)
        u = np.clip((depth_km - self.depth_km[j]) / (self.depth_km[j + 1] - self.depth_km[j]), 0, 1)
        upper = np.take_along_axis(rows, j[None], axis=0)[0]
        lower = np.take_along_axis(rows, j[None] + 1, axis=0)[0]
        return np.asarray((1 - u) * upper + u * lower)


@lru_cache(maxsize=1)
def shipped_errors() -> dict[str, ErrorTable]:
    """The shipped tables by phase."""
    text = (
        files("testban.monitoring.traveltimes")
        .joinpath("data", "model_errors.csv")
        .read_text("utf-8")
    )
    values: dict[str, dict[float, dict[float, float]]] = {}
    for row in csv.DictReader(text.splitlines()):
        by_depth = values.setdefault(row["phase"], {})
        at = by_depth.setdefault(float(row["depth_km"]), {})
        at[float(row["distance_deg"])] = float(row["error_s"])
    found = {}
    for phase, by_depth in values.items():
        depths = sorted(by_depth)
        distances = sorted(by_depth[depths[0]])
        found[phase] = ErrorTable(
            np.array(depths),
            np.array(distances),
            np.array([[by_depth[z][x] for x in distances] for z in depths]),
        )
    return found


def model_error_s(
    tables: dict[str, ErrorTable], phase: str, distance_deg: ArrayLike, depth_km: ArrayLike
) -> Array:
    """Standard deviation of a phase; without a table of its own, of the phase that it is a branch or
    a depth phase of."""
    x, z = np.broadcast_arrays(np.asarray(distance_deg, float), np.asarray(depth_km, float))
    flat_x, flat_z = x.ravel(), z.ravel()
    if phase in _BY_DISTANCE:
        return np.maximum(DEFAULT_S, _BY_DISTANCE[phase] * x)
    name = _SAME.get(phase, phase)
    for known in (name, name[:-2], name.lstrip("ps"), name.lstrip("ps")[:-2]):
        if known in tables:
            return tables[known](flat_x, flat_z).reshape(x.shape)
    return np.full(x.shape, DEFAULT_S)
