"""From a place that explains the arrivals to the best hypocentre, its depth free or fixed, and its covariance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from testban.monitoring.compiled import njit
from testban.monitoring.location.corrections import before_any_place, corrected
from testban.monitoring.location.correlated import correlated
from testban.monitoring.location.data import Data, Prepared
from testban.monitoring.location.depth import (
    IS_DEPTH,
    DepthAnswer,
    carried,
    evidence,
    overhead_km,
    profile,
)
from testban.monitoring.location.geometry import gaps, place, rays
from testban.monitoring.location.inversion import predicted, refine
from testban.monitoring.location.minima import Minimum
from testban.monitoring.location.noise import BASELINE_S, GROUP, SHARED_S
from testban.monitoring.location.renaming import MOST, renamed
from testban.monitoring.location.results import Best, Solution
from testban.monitoring.location.scatter import as_scattered
from testban.monitoring.location.seismicity import depth_prior
from testban.monitoring.location.times import Tables, TravelTimesLike, tables
from testban.monitoring.parameters import LocationParameters
from testban.monitoring.traveltimes.corrections import Correction

__all__ = ["LEAST_DATA", "Descent", "hypocentre", "measured"]

LEAST_DATA = 3
"""Epicentre and origin time are three unknowns; the depth can be fixed."""
MANY = 200
"""From so many arrivals on, fewer rounds with the full covariance: it is the cube that costs."""
OTHER_VALLEY = 1.0
"""Another depth is gone to where it is so much likelier (natural logarithm)."""
SECONDS_A_KM = 0.12
"""What is unknown over the source bears on the origin time as well, by about so much a kilometre of depth."""
MOST_CORRECTIONS, SAME_DEG = 3, 0.3
"""Corrections are made anew until the place moves less than this."""
SHARPENED = 2.0
"""Errors that go together make depth phases more precise by so much at most."""
LOPSIDED = 1.2
"""The middle of the interval is taken where this makes it so much shorter."""
CRUST_KM = 25.0
"""An unresolved depth is the default one where the middle of what is left is not deeper."""


@dataclass(frozen=True)
class Descent:
    """What finds the best state near a start: the arrivals of one event, a velocity model, corrections."""

    source: TravelTimesLike
    prepared: Prepared
    corrections: Sequence[Correction]

    def __call__(self, start: NDArray[np.float64], free: bool) -> Best:
        """The best state near a start, with corrections and correlated errors."""
        table = tables(self.source)
        state = start.copy()
        prior = depth_prior(*place(state[:3]))
        data = before_any_place(self.prepared, self.corrections)
        n = len(data.time)
        phases, costs = np.empty(n, dtype=np.int64), np.empty(n)
        rounds = 0 if free else 2
        refine(data, table, state, phases, costs, np.zeros(n), prior, False, 0.0, rounds)
        for _ in range(MOST_CORRECTIONS):
            before = state.copy()
            made = corrected(self.source, self.prepared, self.corrections, state, phases)
            refine(made.data, table, state, phases, costs, made.seconds, prior, free, 0.0, 3)
            if float(before[:3] @ state[:3]) > math.cos(math.radians(SAME_DEG)):
                break
        args = made.data, table, state, phases, made.seconds
        rounds = 6 if n <= MANY else 3
        information, weights = correlated(*args, prior, free, rounds)
        residual, _, _ = predicted(*args)
        if (np.isnan(residual[:n]) & (phases >= 0)).any():
            # The depth slid to where a phase does not arrive, Pn at a near station say: name it anew.
            refine(made.data, table, state, phases, costs, made.seconds, prior, False, 0.0, 3)
            information, weights = correlated(*args, prior, False, rounds)
        return Best(state, phases, made, weights, information)

    def at_depth(self, found: Best, depth_km: float) -> NDArray[np.float64]:
        """A state to begin from at another depth."""
        prior = depth_prior(*place(found.state[:3]))
        table = tables(self.source)
        return carried(found.data, table, found.state, found.correction, prior, depth_km)


def measured(data: Data) -> int:
    """How many times, azimuths and slownesses there are."""
    return len(data.time) + int(np.isfinite(data.azimuth).sum() + np.isfinite(data.slowness).sum())


def hypocentre(
    descend: Descent, minimum: Minimum, depth_km: float | None, settings: LocationParameters
) -> Solution:
    """The best state with correlated errors, and its covariance with that of the depth in it."""
    table = tables(descend.source)
    found = descend(minimum.state, depth_km is None)
    if depth_km is not None:
        covariance = np.zeros((4, 4))
        covariance[:3, :3] = _inverse(found.information[:3, :3])
        return Solution(table, found, _with_baseline(covariance), None, True)
    found, answer = _settled(descend, found, settings.confidence)
    found, answer = _centred(descend, found, answer, settings.confidence)
    fixed = not _resolved(answer, found, settings)
    if fixed:
        shallow = answer.middle <= CRUST_KM
        depth = settings.default_depth_km if shallow else 5.0 * round(answer.middle / 5)
        found = descend(descend.at_depth(found, depth), False)
        answer = _depth(table, found, settings.confidence)
    covariance = _covariance(found, answer, settings.confidence)
    covariance = as_scattered(table, found, covariance, settings.scatter_weight)
    covariance = covariance + _of_names(table, found)
    covariance = _with_baseline(covariance) if fixed else covariance
    return Solution(table, found, covariance, answer, fixed)


def _settled(descend: Descent, found: Best, confidence: float) -> tuple[Best, DepthAnswer]:
    """Gone to another depth where it is much likelier.

    Left free, the depth can slide back to where depth phases draw it that the profile doubts: the second
    time it is held.
    """
    table = tables(descend.source)
    answer = _depth(table, found, confidence)
    for free in (True, False):
        if answer.gain > OTHER_VALLEY:
            found = descend(answer.best, free)
            answer = _depth(table, found, confidence)
    return found, answer


def _centred(
    descend: Descent, found: Best, answer: DepthAnswer, confidence: float
) -> tuple[Best, DepthAnswer]:
    """Gone to the middle of the interval where the likeliest depth stands at the edge of a wide valley, or in
    one of two. The interval is kept: seen from the middle of two valleys, one of them would be lost."""
    half = (answer.high - answer.low) / 2
    if answer.half_width <= LOPSIDED * half:
        return found, answer
    found = descend(descend.at_depth(found, (answer.low + answer.high) / 2), False)
    moved = _depth(tables(descend.source), found, confidence)
    return found, replace(moved, half_width=half, low=answer.low, high=answer.high)


def _of_names(table: Tables, found: Best) -> NDArray[np.float64]:
    """What the names of few arrivals leave open of time and place; the depth has its own interval."""
    out = np.zeros((4, 4))
    if len(found.data.time) <= MOST:
        prior = depth_prior(*place(found.state[:3]))
        out[:3, :3] = renamed(found.data, table, found.state, found.correction, prior)
    return out


def _with_baseline(covariance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of a fixed depth: the origin time errs by what the model's times are off by together as well."""
    out = covariance.copy()
    out[0, 0] += BASELINE_S**2
    return out


def _resolved(answer: DepthAnswer, found: Best, settings: LocationParameters) -> bool:
    """Whether the arrivals say enough of the depth to leave it free: something among them bounds it, and
    their own half-width, that of the prior aside, is small as well."""
    limit = max(settings.depth_resolved_km, settings.depth_resolved_share * found.state[4])
    over = overhead_km(found.phases, found.data, found.state)
    own = math.hypot(math.sqrt(_inverse(found.information)[3, 3]), over)
    own *= float(ndtri(0.5 + settings.confidence / 2))
    said = evidence(found.phases, found.data, found.state)
    used = found.data.station[found.phases >= 0]
    gap, _ = gaps(rays(found.state, used)[:, 1].tolist())
    enough = measured(found.data) > LEAST_DATA and said.bounds(gap)
    return bool(enough and max(answer.half_width, own) <= limit)


def _covariance(found: Best, answer: DepthAnswer, confidence: float) -> NDArray[np.float64]:
    """Of (time, east, north, depth): at the depth given, and what the spread of depth adds.

    Depth has the variance of its interval; time and place go with it as in the posterior, so that the
    correlations are the posterior's and the matrix stays a covariance.
    """
    sd = answer.half_width / float(ndtri(0.5 + confidence / 2))
    covariance = answer.second.copy()
    covariance[:3, 3] *= sd / math.sqrt(max(answer.second[3, 3], 1e-12))
    covariance[3, :3], covariance[3, 3] = covariance[:3, 3], sd**2
    covariance[:3, :3] += _inverse(found.information[:3, :3])
    return covariance


def _depth(table: Tables, found: Best, confidence: float) -> DepthAnswer:
    data = found.data
    sd = math.sqrt(_inverse(found.information + np.diag([0, 0, 0, 1e-4]))[3, 3])
    temper = _temper(table, found)
    prior = depth_prior(*place(found.state[:3]))
    over = overhead_km(found.phases, data, found.state)
    answer = profile(
        data, table, found.state, found.correction, prior, sd, temper, over, confidence
    )
    second = answer.second.copy()
    second[0, 0] += (SECONDS_A_KM * over) ** 2
    return replace(answer, second=second)


def _inverse(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of an information matrix; what the data leave open gets the width of the Earth."""
    weakest = np.diag([1e-6, 1e-4, 1e-4, 1e-6])[: len(matrix), : len(matrix)]
    return np.asarray(np.linalg.inv(matrix + weakest))


def _temper(table: Tables, found: Best) -> float:
    """How much of the precision of depth is left when model errors are correlated.

    P and pP at one station err alike, and what is between them says more than errors on their own would let it.
    """
    r, jacobian, sd = predicted(found.data, table, found.state, found.phases, found.correction)
    independent = _information(r, jacobian, sd, found.weights, found.phases)
    small = np.diag([1e-9, 1e-9, 1e-9, 1e-6])
    ratio = (
        np.linalg.inv(independent + small)[3, 3] / np.linalg.inv(found.information + small)[3, 3]
    )
    most = SHARPENED if IS_DEPTH[found.phases].any() else 1.0
    return float(min(max(ratio, 0.05), most))


@njit(cache=True)
def _information(
    r: NDArray[np.float64],
    jacobian: NDArray[np.float64],
    sd: NDArray[np.float64],
    weights: NDArray[np.float64],
    phases: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Of the four unknowns, errors taken as independent but for what groups of phases are off by together,
    which is solved for in the profile too."""
    out = np.zeros((4, 4))
    tied, total = np.zeros((len(SHARED_S), 4)), np.zeros(len(SHARED_S))
    for k in range(len(r)):
        if math.isnan(r[k]):
            continue
        row = jacobian[k]
        precision = 1.0 / (sd[k, 0] ** 2 + sd[k, 1] ** 2 / weights[k])
        for p in range(4):
            for q in range(4):
                out[p, q] += precision * row[p] * row[q]
        if k < len(phases):
            g = GROUP[phases[k]]
            total[g] += precision
            tied[g] += precision * row
    for g in range(len(SHARED_S)):
        if SHARED_S[g] > 0.0:
            for p in range(4):
                for q in range(4):
                    out[p, q] -= tied[g, p] * tied[g, q] / (total[g] + 1.0 / SHARED_S[g] ** 2)
    return out
