"""The tables as flat arrays, and the one function that reads them, for numba loops to call.

A phase is a list of *branches*, each smooth and single-valued in distance: time is the least of those
that reach the distance. Source depths are cut into *slabs* at the discontinuities; within one, depths
are evenly spaced *nodes*. At a node a branch spans distances `lo` to `hi`; its samples stand at
lo + (hi - lo) sin^2(pi j / (2 (W - 1))), dense at the ends, where dp/dX of a caustic is infinite. Time
is a cubic in distance (from T and p at the samples) and in depth (from T and dT/dz at the nodes).

Near the source time is a hyperbola, no cubic: branches that hold the direct ray are interpolated in
depth as time over straight distance, which is constant where the velocity is.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit

__all__ = ["Tables", "lookup", "lookup_many"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]

_BEYOND_DEG = 0.02
"""A branch serves a little past its ends: they are interpolated between depths."""


class Tables(NamedTuple):
    """All phases of one model; `lookup` reads it, numba passes it as it is."""

    radius_km: float
    slab_top: Array
    """Tops of the slabs and the bottom of the last (km)."""
    slab_step: Array
    slab_nodes: Index
    start: Index
    """(phase, slab): where its branches begin in `members`; one more column, the end."""
    members: Index
    row: Index
    """Branch: its row at the first node of the slab."""
    direct: NDArray[np.bool_]
    lo: Array
    hi: Array
    share: Array
    """Where the samples stand between the ends: 0 to 1."""
    samples: NDArray[np.float32]
    """(row, sample, 3): time (s), slowness dT/dX (s/deg), dT/dz (s/km)."""


@njit(cache=True)
def _between(tables, row, distance_deg):  # type: ignore[no-untyped-def]
    """The sample before a distance, that sample's own distance, and the step to the next.

    Below the branch the first sample with step 0; above it the last.
    """
    last = tables.share.size - 1
    lo = tables.lo[row]
    span = tables.hi[row] - lo
    x = distance_deg - lo
    if x <= 0.0 or span <= 0.0:
        return 0, lo, 0.0
    if x >= span:
        return last, lo + span, 0.0
    j = min(int(np.arcsin(np.sqrt(x / span)) * (2.0 / np.pi) * last), last - 1)
    a = span * tables.share[j]
    return j, lo + a, span * tables.share[j + 1] - a


@njit(cache=True)
def _at_node(tables, row, distance_deg):  # type: ignore[no-untyped-def]
    """Time, slowness, depth derivative and dp/dX of a branch at a node."""
    samples = tables.samples
    j, a, h = _between(tables, row, distance_deg)
    t0, p0 = np.float64(samples[row, j, 0]), np.float64(samples[row, j, 1])
    q0 = np.float64(samples[row, j, 2])
    if h == 0.0:
        return t0 + p0 * (distance_deg - a), p0, q0, 0.0
    t1, p1 = np.float64(samples[row, j + 1, 0]), np.float64(samples[row, j + 1, 1])
    u = (distance_deg - a) / h
    v = 1.0 - u
    t = v * v * ((1 + 2 * u) * t0 + u * h * p0) + u * u * ((3 - 2 * u) * t1 - v * h * p1)
    return t, v * p0 + u * p1, v * q0 + u * samples[row, j + 1, 2], (p1 - p0) / h


@njit(cache=True)
def _blend(t0, q0, t1, q1, u, h):  # type: ignore[no-untyped-def]
    """The cubic with values t and slopes q at the ends of a step of h, at share u of it; its slope."""
    v = 1.0 - u
    t = v * v * ((1 + 2 * u) * t0 + u * h * q0) + u * u * ((3 - 2 * u) * t1 - v * h * q1)
    q = 6 * u * v * (t1 - t0) / h + v * (1 - 3 * u) * q0 + u * (3 * u - 2) * q1
    return t, q


@njit(cache=True)
def _chord(radius, distance_deg, depth_km):  # type: ignore[no-untyped-def]
    """Straight distance (km) to the source, its derivatives by distance (deg) and depth (km)."""
    rad = np.pi / 180.0
    s = np.sin(0.5 * rad * distance_deg)
    below = radius - depth_km
    d = np.sqrt(depth_km * depth_km + 4 * radius * below * s * s)
    return (
        d,
        rad * radius * below * np.sin(rad * distance_deg) / d,
        (depth_km - 2 * radius * s * s) / d,
    )


@njit(cache=True)
def _mean(tables, row, j, x, depth_km):  # type: ignore[no-untyped-def]
    """Time over straight distance at a sample (s/km), its derivatives by distance and by depth."""
    samples = tables.samples
    d, dx, dz = _chord(tables.radius_km, max(x, 1e-6), depth_km)
    p = np.float64(samples[row, j, 1])
    if d < 1e-2:
        return p / dx, 0.0, 0.0
    m = samples[row, j, 0] / d
    return m, (p - m * dx) / d, (samples[row, j, 2] - m * dz) / d


@njit(cache=True)
def _mean_at_node(tables, row, distance_deg, depth_km):  # type: ignore[no-untyped-def]
    """The same at any distance, and the second derivative by it."""
    j, a, h = _between(tables, row, distance_deg)
    m0, x0, z0 = _mean(tables, row, j, a, depth_km)
    if h == 0.0:
        return m0 + x0 * (distance_deg - a), x0, z0, 0.0
    m1, x1, z1 = _mean(tables, row, j + 1, a + h, depth_km)
    u = (distance_deg - a) / h
    m, _ = _blend(m0, x0, m1, x1, u, h)
    return m, x0 + u * (x1 - x0), z0 + u * (z1 - z0), (x1 - x0) / h


@njit(cache=True)
def _direct(tables, row, distance_deg, top, u, h):  # type: ignore[no-untyped-def]
    """As `lookup`, for one branch with the direct ray, at share u of the step h below `top`."""
    x = max(distance_deg, 1e-6)
    m0, x0, z0, c0 = _mean_at_node(tables, row, x, top)
    m1, x1, z1, c1 = _mean_at_node(tables, row + 1, x, top + h)
    m, mz = _blend(m0, z0, m1, z1, u, h)
    mx = x0 + u * (x1 - x0)
    d, dx, dz = _chord(tables.radius_km, x, top + u * h)
    rad = np.pi / 180.0
    bend = dx * rad / np.tan(rad * x) - dx * dx / d
    c = m * bend + 2.0 * mx * dx + (c0 + u * (c1 - c0)) * d
    return m * d, m * dx + mx * d, m * dz + mz * d, c


@njit(cache=True)
def lookup(tables, phase_index, distance_deg, depth_km):  # type: ignore[no-untyped-def]
    """Time and derivatives of the first arrival of a phase; all NaN where it has none.

    Parameters
    ----------
    tables
        A `Tables` (`TravelTimes.kernel`).
    phase_index
        From `TravelTimes.index`.
    distance_deg, depth_km
        Scalars; 0 to 180, and from 10 km above the surface to the deepest node.

    Returns
    -------
    tuple
        Time (s), dT/dX (s/deg), dT/dz (s/km), dp/dX (s/deg^2).
    """
    slabs = tables.slab_nodes.size
    best = (np.nan, np.nan, np.nan, np.nan)
    if not (0.0 <= distance_deg <= 180.0 and -10.0 <= depth_km <= tables.slab_top[slabs]):
        return best
    height = min(depth_km, 0.0)
    depth = depth_km - height
    slab = 0
    while slab < slabs - 1 and depth > tables.slab_top[slab + 1]:
        slab += 1
    h = tables.slab_step[slab]
    at = (depth - tables.slab_top[slab]) / h
    node = min(int(at), tables.slab_nodes[slab] - 2)
    u = at - node
    top = tables.slab_top[slab] + node * h
    for k in range(tables.start[phase_index, slab], tables.start[phase_index, slab + 1]):
        branch = tables.members[k]
        row = tables.row[branch] + node
        lo = (1.0 - u) * tables.lo[row] + u * tables.lo[row + 1]
        hi = (1.0 - u) * tables.hi[row] + u * tables.hi[row + 1]
        # Written so that a NaN, a branch that is not there, fails it.
        if not (lo - _BEYOND_DEG <= distance_deg <= hi + _BEYOND_DEG):
            continue
        if tables.direct[branch]:
            t, p, q, c = _direct(tables, row, distance_deg, top, u, h)
        else:
            t0, p0, q0, c0 = _at_node(tables, row, distance_deg)
            t1, p1, q1, c1 = _at_node(tables, row + 1, distance_deg)
            t, q = _blend(t0, q0, t1, q1, u, h)
            p = (1.0 - u) * p0 + u * p1
            c = (1.0 - u) * c0 + u * c1
        t += q * height
        if not t >= best[0]:
            best = (t, p, q, c)
    return best


@njit(cache=True, nogil=True)
def lookup_many(tables, phase_index, distance_deg, depth_km, out):  # type: ignore[no-untyped-def]
    """`lookup` for flat arrays; `out` is (4, n)."""
    for i in range(distance_deg.size):
        t, p, q, c = lookup(tables, phase_index[i], distance_deg[i], depth_km[i])
        out[0, i], out[1, i], out[2, i], out[3, i] = t, p, q, c
