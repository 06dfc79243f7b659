"""How well times fit a place, every one taken at its word: what a heavy-tailed fit would forgive is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from testban.monitoring.location.correlated import covariance, whitener
from testban.monitoring.location.data import prepare
from testban.monitoring.location.geometry import unit_vector
from testban.monitoring.location.inversion import predicted
from testban.monitoring.location.phases import PHASES
from testban.monitoring.location.times import TravelTimesLike, tables
from testban.monitoring.model import Arrival, Origin, Station

__all__ = ["TimeFit", "time_fit"]

UNKNOWNS = 3
"""Of time and place; the depth is held."""


@dataclass(frozen=True)
class TimeFit:
    """How many times there are, what they miss by (chi-square), and the logarithm of their covariance's
    determinant."""

    count: int
    chi_square: float
    log_determinant: float


def time_fit(
    origin: Origin,
    arrivals: Sequence[Arrival],
    stations: Mapping[str, Station],
    travel_times: TravelTimesLike,
) -> TimeFit:
    """The least chi-square of times around an origin, with Gaussian errors that go together at stations nearby.

    Each arrival is of the phase that it is named; those that do not arrive there are left out. Time and place
    are moved by one linear step, so that an origin found with a robust fit is none the worse for it.
    """
    prepared = prepare(arrivals, stations)
    data = prepared.data
    n = len(data.time)
    seconds = origin.time - prepared.epoch
    place = unit_vector(origin.latitude, origin.longitude)
    state = np.array([*place, seconds, origin.depth_km])
    names = [arrivals[i].phase or "" for i in prepared.indices]
    phases = np.array([PHASES.index(name) if name in PHASES else -1 for name in names])
    phases = phases.astype(np.int64)
    residual, jacobian, sd = predicted(data, tables(travel_times), state, phases, np.zeros(n))
    rows = np.flatnonzero(np.isfinite(residual[:n]))
    white = whitener(covariance(data, phases, sd, rows, np.ones(len(rows))))
    slopes, missed = white @ jacobian[rows, :UNKNOWNS], white @ residual[rows]
    step = np.linalg.lstsq(slopes, missed, rcond=None)[0]
    left = missed - slopes @ step
    determinant = -2.0 * float(np.log(np.diag(white)).sum())
    return TimeFit(len(rows), float(left @ left), determinant)
