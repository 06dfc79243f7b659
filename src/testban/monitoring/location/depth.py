"""What the arrivals say of depth: a scan for the best, and how sure it is.

Depth trades against origin time where all rays leave steeply, and a misfit by depth can have several
valleys (pP taken for sP). So it is not left to the derivative alone: the hypocentre is found anew at a
ladder of depths, and the likelihood along it, with the prior of `seismicity`, is the answer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit
from testban.monitoring.location.data import Data
from testban.monitoring.location.geometry import axes
from testban.monitoring.location.inversion import refine
from testban.monitoring.location.noise import RADIUS_KM
from testban.monitoring.location.phases import CORE, DEPTH, FIRST, PHASES, SHEAR
from testban.monitoring.location.seismicity import GRID as PRIOR_DEPTHS
from testban.monitoring.location.times import DEEPEST, Tables

__all__ = [
    "LADDER",
    "DepthAnswer",
    "Evidence",
    "carried",
    "evidence",
    "or_misread",
    "overhead_km",
    "posterior",
    "profile",
    "scan",
    "surprise",
]

LADDER = np.array(
    [0.0, 10.0, 20.0, 35.0, 55.0, 80.0, 115.0, 160.0, 220.0, 300.0, 400.0, 500.0, 600.0, 700.0]
)
"""Depths (km) at which the hypocentre is found anew."""
FINE_KM = 0.5
FINE = np.arange(0.0, DEEPEST + FINE_KM / 2, FINE_KM)
"""The posterior is summed at these depths."""
STEPS = np.array([-4.0, -2.5, -1.6, -1.0, -0.5, 0.0, 0.5, 1.0, 1.6, 2.5, 4.0])
"""Further depths round the best one, in standard deviations of it."""


WRONG_NAMED, WRONG_UNNAMED = (0.03, 4.5), (0.1, 3.0)
"""How probable it is that an event's depth phases are misread all alike (a reflection from the sea's
surface or a second shock for pP, say), and what their free shift then costs: range over precision. By
whether somebody named them, or they seem such by their times alone."""
ALONE_NAMED, ALONE_UNNAMED = (0.25, 3.1), (0.4, 3.1)
"""The same of those of one station: whatever came in the minute after P. One pP or sP allows any depth that
the other arrivals do; it takes several stations to make it sure."""
OVERHEAD_KM = 3.0
"""A second of pP − P is 3.2 km, of sP − P 2.3 km, in the upper crust of ak135 (5.8 and 3.46 km/s) and by rays
that leave 25° from the vertical."""
NEAR_DEPTHS, NEAR_KM = 1.4, 20.0
"""A station is near within so many focal depths, and always within so many kilometres."""
PAIR_DEG, LEAST_FAR_PAIRS = 2.0, 2
"""Within so many degrees S−P knows of depth; farther off, where both waves run below the crust, one alone
says nothing."""
ONE_SIDED_DEG = 270.0
CARRY_KM = 25.0


def _among(kind: frozenset[str]) -> NDArray[np.bool_]:
    """Whether a phase is of a kind, by its number; the last is of −1, which is none."""
    return np.array([*(phase in kind for phase in PHASES), False])


IS_DEPTH, IS_CORE, IS_FIRST, IS_SHEAR = (_among(kind) for kind in (DEPTH, CORE, FIRST, SHEAR))


class Scan(NamedTuple):
    """By depth: cost of the best place, the part of each arrival's time in it, phases, and the place."""

    total: NDArray[np.float64]
    costs: NDArray[np.float64]
    phases: NDArray[np.int64]
    states: NDArray[np.float64]


@njit(cache=True)
def scan(
    d: Data,
    t: Tables,
    state: NDArray[np.float64],
    correction: NDArray[np.float64],
    prior: NDArray[np.float64],
    ladder: NDArray[np.float64],
    rounds: int,
) -> Scan:
    """The best place at each depth, each begun from its neighbour's."""
    n = len(d.time)
    out = Scan(
        np.empty(len(ladder)),
        np.empty((len(ladder), n)),
        np.empty((len(ladder), n), dtype=np.int64),
        np.empty((len(ladder), 5)),
    )
    nearest = np.argmin(np.abs(ladder - state[4]))
    for direction in (1, -1):
        at = state.copy()
        k = nearest if direction == 1 else nearest - 1
        while 0 <= k < len(ladder):
            # The origin time follows the depth, about a tenth of a second a kilometre.
            at[3] += (ladder[k] - at[4]) * 0.1
            at[4] = ladder[k]
            out.total[k] = refine(
                d, t, at, out.phases[k], out.costs[k], correction, prior, False, 0.0, rounds
            )
            out.states[k] = at
            k += direction
    return out


def carried(
    data: Data,
    tables: Tables,
    state: NDArray[np.float64],
    correction: NDArray[np.float64],
    prior: NDArray[np.float64],
    depth_km: float,
) -> NDArray[np.float64]:
    """A state taken to another depth in steps that its arrivals can follow: time and place go along."""
    count = 2 + int(abs(depth_km - float(state[4])) / CARRY_KM)
    ladder = np.linspace(min(float(state[4]), depth_km), max(float(state[4]), depth_km), count)
    found = scan(data, tables, state, correction, prior, ladder, 2)
    return np.asarray(found.states[int(np.argmin(np.abs(ladder - depth_km)))]).copy()


@dataclass(frozen=True)
class DepthAnswer:
    """Posterior of the depth and what goes with it.

    `best` is the likeliest of the depths asked, with its state; `second` is the second moment of
    (time s, east deg, north deg, depth km) about the state given to `profile`, from the spread of depth
    alone.
    `low` and `high` hold the confidence asked, and so does `half_width` round the depth given: none of it
    reaches above the ground.
    """

    middle: float
    """The median."""
    half_width: float
    low: float
    high: float
    second: NDArray[np.float64]
    best: NDArray[np.float64]
    gain: float
    """By how much the best is likelier (natural logarithm) than the depth nearest the one given."""


def surprise(
    data: Data,
    found: Scan,
    ladder: NDArray[np.float64],
    prior: NDArray[np.float64],
    temper: float,
) -> NDArray[np.float64]:
    """Minus log posterior of the depths, prior included.

    Depth phases convince together, but only so far: they may all be misread alike, and then any depth is
    as good as the one where they fit. Without this a handful of wrong ones outweighs hundreds of P.
    """
    before = np.interp(ladder, PRIOR_DEPTHS, prior)
    of_depth = np.flatnonzero(IS_DEPTH[found.phases].any(axis=0))
    theirs = found.costs[:, of_depth] * temper
    others = (found.total - before) * temper - theirs.sum(axis=1)
    unnamed = np.diff(data.hyp_start)[of_depth] == len(PHASES)
    mostly_unnamed = unnamed.sum() * 2 > unnamed.size
    alone = ALONE_UNNAMED if mostly_unnamed else ALONE_NAMED
    alike = WRONG_UNNAMED if mostly_unnamed else WRONG_NAMED
    _, station = np.unique(data.station[of_depth], axis=0, return_inverse=True)
    by_station = np.zeros((len(ladder), len(of_depth)))
    np.add.at(by_station.T, station.ravel(), theirs.T)
    doubted = or_misread(by_station, *alone).sum(axis=1)
    return np.asarray(others + or_misread(doubted, *alike) + before)


def or_misread(costs: NDArray[np.float64], chance: float, shift: float) -> NDArray[np.float64]:
    """Costs by depth (the first axis) of readings that may, so probably, be misread: any depth then costs what
    the best does, and the shift."""
    wrong = costs.min(axis=0) + shift
    return np.asarray(-np.logaddexp(math.log(1 - chance) - costs, math.log(chance) - wrong))


def profile(
    data: Data,
    tables: Tables,
    at: NDArray[np.float64],
    correction: NDArray[np.float64],
    prior: NDArray[np.float64],
    sd_km: float,
    temper: float,
    over_km: float,
    confidence: float,
) -> DepthAnswer:
    """Posterior of the depth round a state, whose local standard deviation is `sd_km`.

    `temper` (at most 1) weakens the likelihood, which takes errors as independent, to what correlated
    errors leave of it; `over_km` is what `overhead_km` says.
    """
    around = at[4] + STEPS * max(sd_km, 0.5)
    ladder = np.unique(np.clip(np.concatenate([LADDER, around]), 0.0, DEEPEST))
    ladder = ladder[np.concatenate([[True], np.diff(ladder) > 0.05])]
    # Two rounds: what groups of phases are off by together is nought at the start of each.
    found = scan(data, tables, at, correction, prior, ladder, 2)
    cost = surprise(data, found, ladder, prior, temper)
    share = posterior(ladder, cost, prior, over_km)
    cumulative = np.cumsum(share) - share / 2
    tail = (1 - confidence) / 2
    low, middle, high = np.interp([tail, 0.5, 1 - tail], cumulative, FINE)
    offset = _offsets(found.states, at)
    moved = np.stack([np.interp(FINE, ladder, column) for column in offset.T], -1)
    k, nearest = int(np.argmin(cost)), int(np.argmin(np.abs(ladder - at[4])))
    return DepthAnswer(
        float(middle),
        _half_width(share, float(at[4]), confidence),
        float(low),
        float(high),
        np.einsum("k,ki,kj->ij", share, moved, moved),
        found.states[k],
        float(cost[nearest] - cost[k]),
    )


def posterior(
    ladder: NDArray[np.float64],
    cost: NDArray[np.float64],
    prior: NDArray[np.float64],
    over_km: float,
) -> NDArray[np.float64]:
    """Share of each depth of `FINE`, from minus the log posterior on a ladder of depths.

    The likelihood is blurred by what no model knows of (`overhead_km`); the prior is not, and has no depth
    above the ground.
    """
    before = np.interp(FINE, PRIOR_DEPTHS, prior)
    fit = np.interp(FINE, ladder, cost - np.interp(ladder, PRIOR_DEPTHS, prior))
    likelihood = np.exp(fit.min() - fit)
    if over_km > 0:
        reach = math.ceil(4 * over_km / FINE_KM)
        blur = np.exp(-0.5 * (np.arange(-reach, reach + 1) * FINE_KM / over_km) ** 2)
        likelihood = np.convolve(np.pad(likelihood, reach, mode="edge"), blur, mode="valid")
    share = likelihood * np.exp(before.min() - before)
    return np.asarray(share / share.sum())


def _half_width(share: NDArray[np.float64], depth: float, confidence: float) -> float:
    """The half-width round a depth that holds the confidence asked; above the ground there is nothing."""
    away = np.abs(FINE - depth)
    order = np.argsort(away, kind="stable")
    held = np.cumsum(share[order])
    return float(np.interp(confidence, held, away[order]))


def _offsets(states: NDArray[np.float64], best: NDArray[np.float64]) -> NDArray[np.float64]:
    """(time s, east deg, north deg, depth km) of states from the best one."""
    ex, ey, nx, ny, nz = axes(best[0], best[1], best[2])
    east = np.rad2deg(states[:, 0] * ex + states[:, 1] * ey)
    north = np.rad2deg(states[:, 0] * nx + states[:, 1] * ny + states[:, 2] * nz)
    return np.stack([states[:, 3] - best[3], east, north, states[:, 4] - best[4]], -1)


@dataclass(frozen=True)
class Evidence:
    """How many arrivals in use bear on depth, by how they do."""

    near: int
    """First arrivals of stations so near that their rays leave sideways."""
    depth_phases: int
    near_pairs: int
    """S−P within `PAIR_DEG`."""
    far_pairs: int
    core: int

    @property
    def words(self) -> list[str]:
        """What there is of it, in words."""
        kinds = (
            (self.near, "arrivals of near stations"),
            (self.depth_phases, "depth phases"),
            (self.near_pairs + self.far_pairs, "S−P times"),
            (self.core, "core reflections"),
        )
        return [f"{count} {kind}" for count, kind in kinds if count]

    def bounds(self, gap_deg: float) -> bool:
        """Whether it can bound a depth, which a curve of travel times by distance cannot: the Earth bends it
        as a change of depth does. Seen from one side depth goes with distance."""
        if self.depth_phases:
            return True
        said = self.near or self.near_pairs or self.core or self.far_pairs >= LEAST_FAR_PAIRS
        return bool(said) and gap_deg <= ONE_SIDED_DEG


def evidence(phases: NDArray[np.int64], data: Data, state: NDArray[np.float64]) -> Evidence:
    """What bears on depth among the arrivals in use; later phases count beside a first one."""
    stations = [tuple(row) for row in data.station.tolist()]
    leads = IS_FIRST[phases].tolist()
    first = {s for s, leading in zip(stations, leads, strict=True) if leading}
    paired = np.array([s in first for s in stations], dtype=bool)
    within = data.station @ state[:3] >= math.cos(math.radians(PAIR_DEG))
    shear = IS_SHEAR[phases] & paired
    return Evidence(
        _near(phases, data, state),
        int((IS_DEPTH[phases] & paired).sum()),
        int((shear & within).sum()),
        int((shear & ~within).sum()),
        int((IS_CORE[phases] & paired).sum()),
    )


def _near(phases: NDArray[np.int64], data: Data, state: NDArray[np.float64]) -> int:
    """How many first arrivals are of stations nearer than the depth says much of, 1.4 of it at most."""
    near_km = max(NEAR_DEPTHS * float(state[4]), NEAR_KM)
    close = data.station @ state[:3] >= math.cos(near_km / RADIUS_KM)
    return int((close & IS_FIRST[phases]).sum())


def overhead_km(phases: NDArray[np.int64], data: Data, state: NDArray[np.float64]) -> float:
    """Standard deviation of the depth from what is no model's: the crust round the source and over it.

    Thickness of crust and depth of water shift all pP and sP alike, by about a second; the speeds of P and S in
    the crust do the same to the times of near stations and to S−P. No number of readings averages that out.
    """
    near = _near(phases, data, state)
    told = near or bool((IS_DEPTH | IS_SHEAR)[phases].any())
    return OVERHEAD_KM if told else 0.0
