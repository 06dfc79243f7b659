"""What an instrument and its digitizer make of ground motion or pressure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Response"]

_NM_PER_M = 1e9


@dataclass(frozen=True, eq=False)
class Response:
    """Counts per metre of ground displacement, or per pascal, as a function of frequency.

    It is given by poles and zeros (rad/s) and a constant, or by a table of frequencies (Hz) and complex
    values; a response of the constant alone is flat. `known_at_s` is the one period at which a calibration
    is known, where nothing else is.
    """

    constant: float
    zeros: tuple[complex, ...] = ()
    poles: tuple[complex, ...] = ()
    table: tuple[NDArray[np.float64], NDArray[np.complex128]] | None = None
    unit: str = "m"
    known_at_s: float | None = None
    source: str = ""

    def at(self, frequencies_hz: ArrayLike) -> NDArray[np.complex128]:
        """Counts per metre (per pascal where `unit` is Pa) at frequencies above zero."""
        f = np.atleast_1d(np.asarray(frequencies_hz, dtype=np.float64))
        if self.table is None:
            return self.constant * _shape(f, self.zeros, self.poles)
        known, values = self.table
        # Amplitudes are close to powers of frequency, so they are interpolated in logarithms.
        x = np.log(np.maximum(f, 1e-12))
        size = np.interp(x, np.log(known), np.log(np.maximum(np.abs(values), 1e-300)))
        turn = np.interp(x, np.log(known), np.unwrap(np.angle(values)))
        return np.asarray(self.constant * np.exp(size + 1j * turn))

    def gain(self, period_s: float) -> float:
        """Counts per nanometre (per pascal where `unit` is Pa) at a period.

        An amplitude in counts divided by it is one in nanometres.

        >>> Response(constant=2e9, known_at_s=1.0).gain(1.0)
        2.0
        """
        if not (period_s > 0 and math.isfinite(period_s)):
            return math.nan
        size = float(np.abs(self.at(1.0 / period_s))[0])
        return size / _NM_PER_M if self.unit == "m" else size

    def covers(self, period_s: float) -> bool:
        """Whether the period lies within what is known of the response."""
        if self.table is not None:
            known = self.table[0]
            return bool(known[0] <= 1.0 / period_s <= known[-1])
        if self.known_at_s is not None:
            return bool(0.5 <= period_s / self.known_at_s <= 2.0)
        return True


def _shape(
    frequencies: NDArray[np.float64], zeros: Sequence[complex], poles: Sequence[complex]
) -> NDArray[np.complex128]:
    s = 2j * np.pi * frequencies
    value = np.ones(len(frequencies), dtype=np.complex128)
    # Alternating keeps products of many roots within the range of numbers.
    for j in range(max(len(zeros), len(poles))):
        if j < len(zeros):
            value = value * (s - zeros[j])
        if j < len(poles):
            value = value / (s - poles[j])
    return value
