"""Phases by the names that arrivals came with, where these fit about as well."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.location.data import Data, Prepared
from testban.monitoring.location.inversion import predicted
from testban.monitoring.location.times import Tables

__all__ = ["as_named"]

SAME_FIT = 0.5
"""The name that an arrival came with is kept where another fits better by less, in standard deviations."""


def as_named(
    prepared: Prepared,
    data: Data,
    table: Tables,
    state: NDArray[np.float64],
    phases: NDArray[np.int64],
    correction: NDArray[np.float64],
) -> NDArray[np.int64]:
    """The phases found, or those of the reported names where they fit about as well.

    Beside a crossing of branches Pn and P are a tenth of a second apart, and the analyst has seen the wave.
    """
    named = np.where((phases >= 0) & (prepared.named >= 0), prepared.named, phases)
    if (named == phases).all():
        return phases
    n = len(named)
    fit, _, sd = predicted(data, table, state, phases, correction)
    other, _, _ = predicted(data, table, state, named, correction)
    worse = np.abs(other[:n]) - np.abs(fit[:n])
    # False where the phase does not arrive.
    keep = worse <= SAME_FIT * np.hypot(sd[:n, 0], sd[:n, 1])
    return np.where(keep, named, phases)
