"""Settings of the screening: thresholds, how many sigmas, from where."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ScreeningParameters"]


@dataclass(frozen=True, slots=True)
class ScreeningParameters:
    """Settings of the screening; the defaults are those of the parameter file.

    A line of Ms against mb is `(slope, offset)`: Ms = slope mb + offset. `ps_threshold` is log10
    of P over S below which an event is taken out; None until it is calibrated for a region.
    """

    smallest_mb: float = 3.5
    sigmas: float = 2.0
    depth_km: float = 10.0
    ms_mb: tuple[float, float] = (1.0, -0.64)
    ms_mb_former: tuple[float, float] = (1.25, -2.20)
    mb_scatter: float = 0.34
    ms_scatter: float = 0.23
    """Of one station, where a magnitude comes without its uncertainty."""
    ps_threshold: float | None = None
    ps_source: str = ""
    """Who calibrated the threshold, on which events."""
    ps_lowest_hz: float = 4.0
    ps_scatter: float = 0.25
    """Of log10 of one station's ratio, where none is given."""
