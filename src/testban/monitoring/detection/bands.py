"""Frequency bands and their filters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt_zi, sosfreqz

from testban.monitoring.detection.kernel import filtered

__all__ = ["LEAD_S", "ORDER", "Filter", "band_pass"]

ORDER = 3
"""Of the Butterworth filters, as at the International Data Centre; `kernel.block_power` is made for it."""
LEAD_S = 20.0
"""A filter runs in over so much before what is wanted of it."""
NYQUIST_SHARE = 0.95
"""A band may reach up to so much of the Nyquist frequency."""


@dataclass(frozen=True)
class Filter:
    """A causal Butterworth band-pass at one sampling rate."""

    band_hz: tuple[float, float]
    rate_hz: float
    sections: NDArray[np.float64]
    """Rows of (b0, b1, b2, a1, a2)."""
    step: NDArray[np.float64]
    """The state in which it rests on a constant of one: it starts without a transient."""

    def apply(self, data: NDArray[np.float64]) -> NDArray[np.float64]:
        """The filtered data, as if the first value had been there for ever."""
        if len(data) == 0:
            return np.empty(0)
        return np.asarray(filtered(data, self.sections, self.step * data[0]))

    def piece(self, data: NDArray[np.float64], first: int, last: int) -> NDArray[np.float64]:
        """The filtered data from one index up to another; what lies before is filtered too, and cut away."""
        lead = max(first - round(LEAD_S * self.rate_hz), 0)
        return self.apply(data[lead:last])[first - lead :]

    def gain(self, frequency_hz: float) -> float:
        """The factor by which it multiplies an amplitude."""
        sos = np.insert(self.sections, 3, 1.0, axis=1)
        _, response = sosfreqz(sos, [2 * np.pi * frequency_hz / self.rate_hz])
        return float(abs(response[0]))


@lru_cache(maxsize=256)
def band_pass(low_hz: float, high_hz: float, rate_hz: float) -> Filter | None:
    """The filter of a band; None where the sampling rate is too low for it.

    A band whose upper edge is out of reach ends below the Nyquist frequency, where half of it at least
    is left.
    """
    top = min(high_hz, NYQUIST_SHARE * rate_hz / 2)
    if top < high_hz and top - low_hz < (high_hz - low_hz) / 2:
        return None
    sos = butter(ORDER, (low_hz, top), "bandpass", fs=rate_hz, output="sos")
    return Filter(
        (low_hz, top),
        rate_hz,
        np.ascontiguousarray(sos[:, [0, 1, 2, 4, 5]]),
        np.ascontiguousarray(sosfilt_zi(sos)),
    )
