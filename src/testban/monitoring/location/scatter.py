"""The ellipse of a regional network by how the residuals scatter: the Earth is rougher here than there."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.location.correlated import covariance, whitener
from testban.monitoring.location.inversion import predicted
from testban.monitoring.location.noise import REGIONAL_DEG
from testban.monitoring.location.results import Best
from testban.monitoring.location.times import Tables

__all__ = ["as_scattered"]

LOCAL_DEG = 2.0
"""Nearer than this readings and crust make the errors, and not what the tables say of the mantle."""
UNKNOWNS = 4


def as_scattered(
    table: Tables, best: Best, given: NDArray[np.float64], weight: float
) -> NDArray[np.float64]:
    """The covariance (time, east, north, depth) with an epicentre as sure as the residuals show it to be.

    The model's errors within 20° are those of any region; where the residuals of a network that reaches from
    2° to 20° are smaller, so are its errors, which are scaled by

        (weight + chi-square) / (weight + data - unknowns),

    at most 1: `weight` is how many data the tables are worth. T. H. Jordan and K. A. Sverdrup, Teleseismic location
    techniques and their application to earthquake clusters in the South-Central Pacific, Bull. Seismol. Soc.
    Am. 71 (1981) 1105-1130, take 8. Time and depth are left as they are: all times of a region can be off
    alike, which no residual shows. Nor does one show that a depth given by the user is wrong: nothing is scaled then.
    """
    data, used = best.data, best.phases >= 0
    if not used.any():
        return given
    nearness = float((data.station[used] @ best.state[:3]).min())
    if not math.cos(math.radians(REGIONAL_DEG)) <= nearness <= math.cos(math.radians(LOCAL_DEG)):
        return given
    residual, _, sd = predicted(data, table, best.state, best.phases, best.correction)
    rows = np.flatnonzero(~np.isnan(residual))
    white = whitener(covariance(data, best.phases, sd, rows, best.weights[rows]))
    missed = white @ residual[rows]
    share = (weight + float(missed @ missed)) / (weight + max(len(rows) - UNKNOWNS, 0))
    scale = np.ones(4)
    scale[1:3] = math.sqrt(min(share, 1.0))
    return given * np.outer(scale, scale)
