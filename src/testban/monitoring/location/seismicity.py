"""How deep earthquakes are, in the world and near a place: the prior of the depth.

Counts by cells of two degrees, of the USGS catalogue of significant earthquakes (magnitude 5.5 and above,
1965 to 2016: 23,000), as a grid of default depths is made for the ISC bulletin (Bondár and Storchak 2011,
Geophys. J. Int. 186, 1220-1244). Where nothing quaked the world's shares hold; and everywhere they keep
a part, and shallow events half, for an explosion does not ask where earthquakes are.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit

__all__ = ["CELL_DEG", "EDGES_KM", "PRIOR_STEP_KM", "WORLD", "cells", "depth_cost", "depth_prior"]

CELL_DEG = 2
EDGES_KM = (0, 40, 70, 110, 160, 230, 330, 450, 570, 700)
PRIOR_STEP_KM = 5.0
GRID = np.arange(0.0, 700.0 + PRIOR_STEP_KM / 2, PRIOR_STEP_KM)
WORLD_COUNT, WORLD_LEAST = 5.0, 0.2
"""The world's shares weigh as much as so many earthquakes, and at least so much of the whole."""
LEAST_SHALLOW = 0.5
"""At least this share is shallower than 40 km, also above a slab: large earthquakes are counted, and what
small ones and explosions do there is not."""
NEIGHBOUR = 0.3
"""What an earthquake in one of the eight cells around counts."""


def _world() -> NDArray[np.float64]:
    """Most are crustal, a fifth reach some hundred kilometres, a few lie anywhere (per km)."""
    share = 0.75 * np.exp(-GRID / 22.0) / 22.0 + 0.2 * np.exp(-GRID / 130.0) / 130.0 + 0.05 / 700.0
    return np.asarray(share / (share.sum() * PRIOR_STEP_KM))


_WORLD_SHARE = _world()
WORLD: NDArray[np.float64] = -np.log(_WORLD_SHARE)
"""Minus log of the world's share per kilometre, by `PRIOR_STEP_KM`."""


def _shapes() -> NDArray[np.float64]:
    """The share per km of each layer by depth: as in the world within the first, even in the others."""
    out = np.zeros((len(EDGES_KM) - 1, len(GRID)))
    for k in range(len(EDGES_KM) - 1):
        out[k] = (EDGES_KM[k] <= GRID) & (EDGES_KM[k + 1] + (k == len(EDGES_KM) - 2) > GRID)
        if k == 0:
            out[k] *= _WORLD_SHARE
        else:  # layers have no sharp edge
            wide = np.convolve(np.pad(out[k], 4, mode="edge"), np.ones(9) / 9, mode="same")
            out[k] = wide[4:-4]
        out[k] /= out[k].sum() * PRIOR_STEP_KM
    return out


_SHAPES = _shapes()


@lru_cache(maxsize=1)
def _counts() -> dict[tuple[int, int], NDArray[np.float64]]:
    text = files("testban.monitoring.location").joinpath("seismicity.csv").read_text("utf-8")
    rows = csv.reader(text.splitlines()[1:])
    return {
        (int(lat) // CELL_DEG, int(lon) // CELL_DEG): np.array(found, dtype=np.float64)
        for lat, lon, *found in rows
    }


def cells() -> Iterator[tuple[float, float, NDArray[np.float64]]]:
    """The south-western corner of each cell (degrees), and how many earthquakes by `EDGES_KM`."""
    for (row, column), found in sorted(_counts().items()):
        yield float(row * CELL_DEG), float(column * CELL_DEG), found


@lru_cache(maxsize=4096)
def _of_cell(row: int, column: int) -> NDArray[np.float64]:
    found = np.zeros(len(EDGES_KM) - 1)
    columns = 360 // CELL_DEG
    for up in (-1, 0, 1):
        for right in (-1, 0, 1):
            there = (column + right + columns // 2) % columns - columns // 2
            count = _counts().get((row + up, there))
            if count is not None:
                found += count * (1.0 if up == right == 0 else NEIGHBOUR)
    number = float(found.sum())
    world = max(WORLD_COUNT, number * WORLD_LEAST / (1 - WORLD_LEAST))
    share = (world * _WORLD_SHARE + found @ _SHAPES) / (world + number)
    shallow = EDGES_KM[1] > GRID
    now = float(share[shallow].sum()) * PRIOR_STEP_KM
    if now < LEAST_SHALLOW:
        share = np.where(
            shallow, share * LEAST_SHALLOW / now, share * (1 - LEAST_SHALLOW) / (1 - now)
        )
    return np.asarray(-np.log(share))


def depth_prior(latitude: float, longitude: float) -> NDArray[np.float64]:
    """Minus log of the share per km of earthquakes near a place, by `PRIOR_STEP_KM` of depth."""
    return _of_cell(math.floor(latitude / CELL_DEG), math.floor(longitude / CELL_DEG))


@njit(cache=True)
def depth_cost(prior: NDArray[np.float64], depth: float) -> float:
    """Minus log of how often events happen at a depth (per km)."""
    at = depth / PRIOR_STEP_KM
    k = min(max(int(at), 0), len(prior) - 2)
    return float(prior[k] + (at - k) * (prior[k + 1] - prior[k]))
