"""LocSAT's travel-time tables in the form of the kernel, so that a locator cannot tell them apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline, PchipInterpolator

from testban.monitoring.traveltimes.build import assemble
from testban.monitoring.traveltimes.curves import SAMPLES, SHARE, Branch
from testban.monitoring.traveltimes.kernel import Tables
from testban.monitoring.traveltimes.locsat import LocsatTable, read_folder
from testban.monitoring.traveltimes.model_errors import ErrorTable
from testban.monitoring.traveltimes.rays import Nodes

__all__ = ["build_folder"]

Array = NDArray[np.float64]

_RADIUS_KM = 6371.0
_STEP_KM = 10.0


def build_folder(folder: Path) -> tuple[Tables, tuple[str, ...], dict[str, ErrorTable]]:
    """Tables, names and modelling errors of all phases in a folder.

    Raises
    ------
    ReferenceError
        The folder has no tables, or one cannot be read.
    """
    tables = read_folder(folder)
    deepest = max(float(table.depth_km[-1]) for table in tables.values())
    count = max(2, int(np.ceil(deepest / _STEP_KM)) + 1)
    depth = np.linspace(0.0, max(deepest, _STEP_KM), count)
    unused = np.zeros(count)
    nodes = Nodes(
        depth,
        unused,
        unused,
        np.array([0.0, depth[-1]]),
        np.zeros(1, dtype=np.int64),
        np.array([count]),
        np.array([depth[1]]),
    )
    made = {phase: _branches(table, depth) for phase, table in tables.items()}
    arrays, names = assemble(_RADIUS_KM, nodes, made, {})
    errors = {
        phase: ErrorTable(table.error_depth_km, table.error_distance_deg, table.error_s)
        for phase, table in tables.items()
        if table.error_s is not None
        and table.error_depth_km is not None
        and table.error_distance_deg is not None
    }
    return arrays, names, errors


def _branches(table: LocsatTable, depth: Array) -> list[Branch]:
    """One branch: at each node from the first to the last distance with a time.

    A spline in depth at every distance, of the depths that have a time there; then one in distance.
    """
    times = table.values[..., 0]
    at_nodes = np.full((depth.size, table.distance_deg.size), np.nan)
    slope = np.full_like(at_nodes, np.nan)
    have = np.isfinite(times)
    for pattern in np.unique(have, axis=1).T:
        columns = np.flatnonzero((have == pattern[:, None]).all(axis=0))
        z = table.depth_km[pattern]
        if z.size == 0:
            continue
        known = times[np.ix_(pattern, columns)]
        if z.size == 1:
            # A table of one depth serves that depth's surroundings only.
            rows = np.flatnonzero(np.abs(depth - z[0]) <= _STEP_KM)
            at_nodes[np.ix_(rows, columns)], slope[np.ix_(rows, columns)] = known, 0.0
            continue
        rows = np.flatnonzero((depth >= z[0] - 1e-9) & (depth <= z[-1] + _STEP_KM))
        at = np.clip(depth[rows], z[0], z[-1])
        curve = PchipInterpolator(z, known)
        slopes = curve.derivative()(at)
        beyond = (depth[rows] - at)[:, None]
        at_nodes[np.ix_(rows, columns)] = curve(at) + slopes * beyond
        slope[np.ix_(rows, columns)] = slopes
    branch = Branch(
        0,
        False,
        np.full(depth.size, np.nan),
        np.full(depth.size, np.nan),
        np.full((depth.size, SAMPLES, 3), np.nan),
    )
    for node, (row, slopes) in enumerate(zip(at_nodes, slope, strict=True)):
        reached = np.isfinite(row)
        if reached.sum() < 4:
            continue
        x = table.distance_deg[reached]
        spline = CubicSpline(x, row[reached])
        grid = x[0] + (x[-1] - x[0]) * SHARE
        branch.lo[node], branch.hi[node] = x[0], x[-1]
        branch.samples[node, :, 0] = spline(grid)
        branch.samples[node, :, 1] = spline(grid, 1)
        branch.samples[node, :, 2] = np.interp(grid, x, slopes[reached])
    return [branch] if np.isfinite(branch.lo).any() else []
