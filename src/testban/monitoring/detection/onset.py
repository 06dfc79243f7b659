"""Where a signal begins, to a fraction of a second, and how well that is known."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit

__all__ = ["akaike", "onset"]

Array = NDArray[np.float64]

MARGIN = 5
"""A variance takes at least so many samples."""


@njit(cache=True)
def akaike(data: Array, margin: int) -> Array:
    """Akaike's criterion of a change of variance at each sample; infinite at the margins.

    Maeda (1985), Zisin 38, 365: AIC(k) = k log var(x[:k]) + (n - k - 1) log var(x[k:]).
    """
    n = len(data)
    out = np.full(n, np.inf)
    total, squares = 0.0, 0.0
    for x in data:
        total += x
        squares += x * x
    head, head2 = 0.0, 0.0
    least = 1e-12 * squares / max(n, 1) + 1e-300
    for k in range(n):
        if margin <= k <= n - margin:
            before = max(head2 / k - (head / k) ** 2, least)
            rest = n - k
            after = max((squares - head2) / rest - ((total - head) / rest) ** 2, least)
            out[k] = k * math.log(before) + (rest - 1) * math.log(after)
        head += data[k]
        head2 += data[k] * data[k]
    return out


def onset(data: Array, rate_hz: float, bandwidth_hz: float) -> tuple[float, float] | None:
    """The sample (fractional) at which the variance changes, and its standard deviation in seconds.

    Parameters
    ----------
    data
        Filtered; noise, then signal, the strongest part of which is at the end.
    rate_hz, bandwidth_hz
        Neighbouring samples of filtered data are not independent: of n in a band of width B there
        are 2 n B / rate, and the criterion's differences count as much less.

    Returns
    -------
    None where the data are too few. The deviation is that of the posterior, in which every sample
    has the weight exp(-AIC/2) (Akaike weights).
    """
    if len(data) < 4 * MARGIN:
        return None
    criterion = akaike(data, MARGIN)
    finite = np.isfinite(criterion)
    if not finite.any():
        return None
    best = int(np.argmin(criterion))
    independent = min(2.0 * bandwidth_hz / rate_hz, 1.0)
    weight = np.where(finite, np.exp(-0.5 * independent * (criterion - criterion[best])), 0.0)
    weight /= weight.sum()
    at = np.arange(len(data))
    spread = math.sqrt(float((weight * (at - best) ** 2).sum()))
    return float(best), spread / rate_hz
