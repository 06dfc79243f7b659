"""Settings of the magnitudes: limits, prior scatter, which attenuation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["MagnitudeParameters"]

Range = tuple[float, float]


def _scatter() -> Mapping[str, float]:
    return {"mb": 0.34, "Ms": 0.23, "ML": 0.30, "mb_Pn": 0.40, "mb_Lg": 0.30}


@dataclass(frozen=True, slots=True)
class MagnitudeParameters:
    """Settings of the magnitudes; the defaults are those of the parameter file.

    Distances are degrees, periods seconds, depths kilometres. `scatter` is the standard deviation
    of one station's magnitude that is expected before any is seen; it weighs as much as
    `scatter_weight` stations.
    """

    mb_distance_deg: Range = (20.0, 105.0)
    mb_period_s: Range = (0.1, 3.0)
    ms_distance_deg: Range = (20.0, 100.0)
    ms_period_s: Range = (18.0, 22.0)
    ms_depth_km: float = 60.0
    ml_distance_deg: Range = (0.0, 9.0)
    ml_depth_km: float = 40.0
    ml_attenuation: str = "hutton-boore"
    pn_distance_deg: Range = (2.0, 18.0)
    pn_period_s: Range = (0.1, 2.0)
    lg_distance_deg: Range = (1.0, 20.0)
    lg_period_s: Range = (0.7, 1.3)
    lg_q: float = 400.0
    regional_depth_km: float = 50.0
    scatter: Mapping[str, float] = field(default_factory=_scatter)
    scatter_weight: float = 4.0
    outlier: float = 3.0
    """How many times the scatter from the median a reading may lie."""
    bound_confidence: float = 0.9
    largest_amplitude_nm: float = 1e9
    """A metre of ground motion: what is larger is no measurement."""
