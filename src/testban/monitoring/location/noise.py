"""How far readings and models err, and how errors go together.

An arrival's time errs twice: the reading (heavy-tailed: weak onsets are picked late, clocks slip, other
events' phases are taken in) and the velocity model (by phase and distance, and alike at stations near
one another, for their rays share the Earth's structure). Treating model errors as independent makes
ellipses too small where stations cluster: Bondár and McLaughlin (2009), Bull. Seismol. Soc. Am. 99,
172-193, doi:10.1785/0120080922.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit
from testban.monitoring.location.phases import GROUPS, PHASES

__all__ = [
    "BASELINE_S",
    "CORRELATION",
    "GROUP",
    "READING_S",
    "REGIONAL_DEG",
    "SHARED_S",
    "correlation_matrix",
    "model_errors",
    "station_correlation",
]

CORRELATION = ((0.193, 17.3), (0.247, 197.0), (0.560, 2430.0))
"""Share and length (km) of three exponentials whose sum is the correlation of P model errors.

Fitted to the generic variogram of iLoc (variogram.model, sill 0.6 s², 0 to 1,000 km; the largest
difference is 0.016). A sum of exponentials in chord length is positive definite on the sphere, which
the tabulated values, cut off at 1,000 km, are not."""

OTHER_PHASE = 0.6
"""Correlation of the model errors of two phases of one group at one station, P and pP say."""

_READING_P_S = 0.5
_READING_LATER_S: Mapping[str, float] = {
    **dict.fromkeys(("S", "Sn"), 1.5),
    "Sg": 1.5,
    "Lg": 2.0,
    **dict.fromkeys(("pP", "PcP"), 0.8),
    **dict.fromkeys(("sP", "ScP"), 1.0),
}
READING_S = np.array([_READING_LATER_S.get(phase, _READING_P_S) for phase in PHASES])
"""Scale of the reading error where the arrival gives none, by phase; tails are Student's."""

LEAST_MODEL_S: Mapping[str, float] = {"S": 3.5, "Sn": 2.5}
"""Model errors are taken as at least so large (other phases: `LEAST_S`): the tables of the Prototype IDC
give S 1.3 s, and residuals of bulletins scatter by 4 s."""
LEAST_S = 0.3
REGIONAL_DEG, REGIONAL_SHARE = 20.0, 0.65
"""Up to so many degrees P, Pn and Pg are given so much of their tabulated error: 2.7 s is that of places
without any station near; residuals of relocated events scatter by 1.9 s, readings included."""


def model_errors(
    phase: str, distance_deg: NDArray[np.float64], tabulated: Any
) -> NDArray[np.float64]:
    """The model errors that the locator goes by (s), from those of the tables."""
    error = np.asarray(tabulated, dtype=np.float64)
    if phase in REGIONAL:
        error = np.where(distance_deg <= REGIONAL_DEG, REGIONAL_SHARE * error, error)
    return np.asarray(np.maximum(error, LEAST_MODEL_S.get(phase, LEAST_S)))


REGIONAL = frozenset({"P", "Pn", "Pg"})

GROUP = np.array([GROUPS[p] for p in PHASES])

SHARED_S = np.array([0.0, 1.0, 1.5, 0.6])
"""By group, what all its times are off by together against those of P (standard deviation, s): the core
for PKP, the ratio of the speeds of P and S for S, and the same for Sg over its short way. However many PKP
are read, they fix no depth by their time after P alone. Assumed: in the three of five relocated earthquakes
that have PKP the medians of its branches lie between -1.4 and 0.6 s, those of S between -2.6 and 1.2 s."""

BASELINE_S = 1.4
"""What all times of the model are off by at one source (standard deviation, s), which moves the origin time
alone; a free depth takes it up, a fixed one does not. The variance of the model's errors is up to 1.9 s² for
explosions of the Nevada Test Site (Douglas, Young, Bowers and Marshall 2005, Bull. Seismol. Soc. Am. 95,
941-950, doi:10.1785/0120030153), and its baseline is taken to be as uncertain."""

RADIUS_KM = 6371.0


@njit(cache=True)
def station_correlation(chord_km: float) -> float:
    """Correlation of the model errors of one phase at two stations."""
    total = 0.0
    for share, length in CORRELATION:
        total += share * math.exp(-chord_km / length)
    return total


@njit(cache=True)
def correlation_matrix(
    stations: NDArray[np.float64], phase: NDArray[np.int64], group: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Correlations of the model errors of arrivals; a phase of -1 stands apart."""
    n = len(phase)
    out = np.eye(n)
    for i in range(n):
        if phase[i] < 0:
            continue
        for j in range(i):
            if phase[j] < 0 or group[phase[i]] != group[phase[j]]:
                continue
            dx = stations[i, 0] - stations[j, 0]
            dy = stations[i, 1] - stations[j, 1]
            dz = stations[i, 2] - stations[j, 2]
            chord = RADIUS_KM * math.sqrt(dx * dx + dy * dy + dz * dz)
            rho = station_correlation(chord)
            if phase[i] != phase[j]:
                rho *= OTHER_PHASE
            out[i, j] = out[j, i] = rho
    return out
