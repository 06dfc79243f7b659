"""Travel times in the form that the inner loops read: one even table of all phases.

Whatever gives travel times, a shipped model or a user's own, is sampled once onto even steps of
distance and depth; a look-up is then a few additions wherever it falls. Between distances a cubic
through times and slownesses, between depths a straight line (steps of 5 km): within 0.02 s of the
source but in the half degree beside a branch's end or a crossing of branches.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from testban.errors import UsageError
from testban.monitoring.compiled import njit
from testban.monitoring.location.noise import model_errors
from testban.monitoring.location.phases import PHASES

__all__ = [
    "Tables",
    "TravelTimesLike",
    "cell",
    "lookup",
    "model_error",
    "read",
    "read_time",
    "tables",
]

NEAR_DEG, NEAR_STEP, FAR_STEP = 2.0, 0.05, 0.5
NEAR_NODES = round(NEAR_DEG / NEAR_STEP)
DISTANCES = np.concatenate(
    [np.arange(NEAR_NODES) * NEAR_STEP, np.arange(NEAR_DEG, 180.0 + FAR_STEP / 2, FAR_STEP)]
)
DEPTH_STEP, DEEPEST = 5.0, 700.0
DEPTHS = np.arange(0.0, DEEPEST + DEPTH_STEP / 2, DEPTH_STEP)
ERROR_STEP = 1.0
LAST_DEG = {"P": 116.0, "S": 116.0}
"""Diffracted waves go on round the core, ever fainter; farther than this the first arrival is PKP."""
FIRST_DEG = {"Lg": 2.0}
"""A guided wave needs some way to form; nearer than this its place is taken by Sg, which knows of depth."""


class TravelTimesLike(Protocol):
    """What the locator asks of a velocity model."""

    @property
    def name(self) -> str: ...

    def __hash__(self) -> int: ...

    def predict(self, phase: str, distance_deg: Any, depth_km: Any) -> Any:
        """Times, slownesses and depth derivatives, NaN where the phase does not arrive."""

    def model_error_s(self, phase: str, distance_deg: Any) -> Any:
        """Standard deviation of the model's times."""

    def ellipticity_s(
        self,
        phase: str,
        distance_deg: Any,
        depth_km: Any,
        source_latitude: Any,
        azimuth_deg: Any,
    ) -> Any:
        """Seconds to add for the Earth's flattening."""

    def elevation_s(self, phase: str, slowness_s_per_deg: Any, elevation_m: Any) -> Any:
        """Seconds to add for stations above sea level."""


class Tables(NamedTuple):
    """`nodes` by depth, distance and phase: time (s) and slowness (s/deg); `error` (s) by phase and degree.

    All phases at a node lie side by side: an arrival is asked by several at one place.
    """

    nodes: NDArray[np.float32]
    error: NDArray[np.float64]


@lru_cache(maxsize=8)
def tables(source: TravelTimesLike) -> Tables:
    """The tables of a velocity model; made once for each. A phase that it has no table of never comes.

    Raises
    ------
    UsageError
        It has no table of any phase that tells where an event was.
    """
    nodes = np.full((len(DEPTHS), len(DISTANCES), len(PHASES), 2), np.nan, dtype=np.float32)
    degrees = np.arange(0.0, 180.0 + ERROR_STEP / 2, ERROR_STEP)
    error = np.ones((len(PHASES), len(degrees)))
    depth, distance = np.meshgrid(DEPTHS, DISTANCES, indexing="ij")
    for i, phase in enumerate(PHASES):
        try:
            found = source.predict(phase, distance, depth)
        except UsageError:
            continue
        nodes[:, :, i, 0], nodes[:, :, i, 1] = found.time_s, found.slowness_s_per_deg
        if phase in LAST_DEG:
            nodes[:, LAST_DEG[phase] < DISTANCES, i, 0] = np.nan
        if phase in FIRST_DEG:
            nodes[:, FIRST_DEG[phase] > DISTANCES, i, 0] = np.nan
        error[i] = model_errors(phase, degrees, source.model_error_s(phase, degrees))
    if np.isnan(nodes[..., 0]).all():
        raise UsageError(
            f"{source.name} has no table of a phase that locates",
            cure=f"It needs some of {', '.join(PHASES)}",
        )
    return Tables(nodes, error)


@njit(cache=True)
def cell(t: Tables, distance: float, depth: float) -> tuple[int, int, float, float, float]:
    """Where a distance and depth lie in the tables: row, column, shares of the steps, step (deg)."""
    if distance < NEAR_DEG:
        step = NEAR_STEP
        j = min(int(distance / NEAR_STEP), NEAR_NODES - 1)
        u = distance / NEAR_STEP - j
    else:
        step = FAR_STEP
        at = (distance - NEAR_DEG) / FAR_STEP
        k = min(int(at), t.nodes.shape[1] - 2 - NEAR_NODES)
        j = NEAR_NODES + k
        u = at - k
    i = min(max(int(depth / DEPTH_STEP), 0), t.nodes.shape[0] - 2)
    return i, j, u, depth / DEPTH_STEP - i, step


@njit(cache=True)
def lookup(t: Tables, phase: int, distance: float, depth: float) -> tuple[float, float, float]:
    """Time (s), slowness (s/deg) and derivative by depth (s/km); NaN where there is no such phase."""
    i, j, u, v, step = cell(t, distance, depth)
    return read(t.nodes, phase, i, j, u, v, step)


@njit(cache=True)
def read(
    nodes: NDArray[np.float32], phase: int, i: int, j: int, u: float, v: float, step: float
) -> tuple[float, float, float]:
    """`lookup` where the cell is known."""
    if math.isnan(nodes[i, j, phase, 0]):  # most phases do not arrive at most places
        return math.nan, math.nan, math.nan
    # Hermite's cubic: values t0, t1, slopes p0, p1 over a step.
    h00, h10 = (1 + 2 * u) * (1 - u) ** 2, u * (1 - u) ** 2
    h01, h11 = u * u * (3 - 2 * u), u * u * (u - 1)
    g0, g1 = 6 * u * (u - 1), (1 - u) * (1 - 3 * u)
    g2 = u * (3 * u - 2)
    a0, a1 = nodes[i, j, phase, 0], nodes[i, j + 1, phase, 0]
    p0, p1 = nodes[i, j, phase, 1] * step, nodes[i, j + 1, phase, 1] * step
    b0, b1 = nodes[i + 1, j, phase, 0], nodes[i + 1, j + 1, phase, 0]
    q0, q1 = nodes[i + 1, j, phase, 1] * step, nodes[i + 1, j + 1, phase, 1] * step
    upper = h00 * a0 + h10 * p0 + h01 * a1 + h11 * p1
    lower = h00 * b0 + h10 * q0 + h01 * b1 + h11 * q1
    p_upper = (g0 * (a0 - a1) + g1 * p0 + g2 * p1) / step
    p_lower = (g0 * (b0 - b1) + g1 * q0 + g2 * q1) / step
    return (
        upper + v * (lower - upper),
        p_upper + v * (p_lower - p_upper),
        (lower - upper) / DEPTH_STEP,
    )


@njit(cache=True)
def read_time(
    nodes: NDArray[np.float32], phase: int, i: int, j: int, u: float, v: float, step: float
) -> float:
    """The time alone of `read`."""
    h00, h10 = (1 + 2 * u) * (1 - u) ** 2, u * (1 - u) ** 2
    h01, h11 = u * u * (3 - 2 * u), u * u * (u - 1)
    p0, p1 = nodes[i, j, phase, 1] * step, nodes[i, j + 1, phase, 1] * step
    q0, q1 = nodes[i + 1, j, phase, 1] * step, nodes[i + 1, j + 1, phase, 1] * step
    a0, a1 = nodes[i, j, phase, 0], nodes[i, j + 1, phase, 0]
    b0, b1 = nodes[i + 1, j, phase, 0], nodes[i + 1, j + 1, phase, 0]
    upper = h00 * a0 + h10 * p0 + h01 * a1 + h11 * p1
    lower = h00 * b0 + h10 * q0 + h01 * b1 + h11 * q1
    return float(upper + v * (lower - upper))


@njit(cache=True)
def model_error(error: NDArray[np.float64], phase: int, distance: float) -> float:
    """Standard deviation of the model's time of a phase at a distance, s."""
    j = min(int(distance / ERROR_STEP), error.shape[1] - 2)
    u = distance / ERROR_STEP - j
    return float(error[phase, j] * (1 - u) + error[phase, j + 1] * u)
