"""What an f-k analysis is asked: band, windows and grid of slownesses, with the usual values."""

from __future__ import annotations

import math
from dataclasses import dataclass

from testban.errors import UsageError

__all__ = ["FkSettings", "settings_for"]

_SEISMIC = (1.0, 6.0, 4.0, 0.5)
_INFRASOUND = (0.5, 5.0, 10.0, 4.0)
GRID_POINTS = 81
_MOST_GRID = 401


@dataclass(frozen=True, slots=True)
class FkSettings:
    """Band (Hz), windows and step (s), the largest slowness (s/km) and the grid's points a side.

    `whiten` gives each frequency the weight of the inverse of the noise there. Peaks are refined between
    grid points, and their uncertainties known, where F is at least `refine_above`.
    """

    low_hz: float
    high_hz: float
    window_s: float
    step_s: float
    slowness_s_per_km: float
    points: int = GRID_POINTS
    whiten: bool = True
    refine_above: float = 0.0


def settings_for(
    infrasound: bool,
    *,
    band: tuple[float, float] | None = None,
    window_s: float | None = None,
    step_s: float | None = None,
    slowness_s_per_km: float | None = None,
    points: int | None = None,
    whiten: bool = True,
    refine_above: float = 0.0,
    rate: float | None = None,
) -> FkSettings:
    """Settings with the usual values where none is given: those of seismic or infrasound arrays.

    Raises
    ------
    UsageError
        A value cannot be: a band that is none or lies above the Nyquist frequency, no window.
    """
    usual = _INFRASOUND if infrasound else _SEISMIC
    low, high = band or usual[:2]
    if rate is not None and band is None:
        high = min(high, 0.4 * rate)
        low = min(low, high / 4)
    if not (0 < low < high < math.inf) or (rate is not None and high > rate / 2):
        nyquist = f", the Nyquist frequency is {rate / 2:g} Hz" if rate else ""
        raise UsageError(
            f"{low:g}-{high:g} Hz is no band of these recordings{nyquist}",
            where="--band",
            cure="Give a lower and a higher frequency, as in --band 1,6",
        )
    window = usual[2] if window_s is None else window_s
    step = window / 8 if step_s is None else step_s
    slowness = usual[3] if slowness_s_per_km is None else slowness_s_per_km
    if not (0 < step < math.inf and 0 < slowness < math.inf and window * low >= 1.0):
        raise UsageError(
            f"a window of {window:g} s with a step of {step:g} s and slownesses to {slowness:g} s/km",
            cure="Let a window hold at least one period of the lowest frequency, "
            "and step and slowness be above zero",
        )
    count = GRID_POINTS if points is None else points
    if not 3 <= count <= _MOST_GRID:
        raise UsageError(
            f"a grid of {count} points a side", cure=f"Give from 3 to {_MOST_GRID} of them"
        )
    return FkSettings(low, high, window, step, slowness, count, whiten, refine_above)
