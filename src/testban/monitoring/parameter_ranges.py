"""What each parameter may be: the table that a file of parameters is held against when it is read.

The ranges are wide: they shut out what makes no sense or breaks a formula (a confidence of 1.5, a
negative length of time), not what is unusual.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = ["CHOICES", "RANGES", "Range", "allowed"]


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; a pair that is `ordered` has its smaller number first."""

    low: float
    high: float
    ordered: bool = False

    def __str__(self) -> str:
        order = ", the smaller first" if self.ordered else ""
        return f"{self.low:g} to {self.high:g}{order}"


# Low, high, and `ordered` for pairs that are themselves a range; then the parameters of which it holds.
_LAYOUT = """
detection
  0.001 1e3 ordered  bands_hz mb_band_hz
  0.01 1e4           block_s short_s long_s
  0 1e4              gap_s coda_s hold_s settle_s shear_s group_s onset_window_s mb_window_s least_s
  0.1 100            sigmas shear_sigmas off_snr least_snr
  1 100              least_bands
  0 100              least_strength onset_sd_periods onset_sd_rise
  0.001 60           onset_sd_s
  0.1 60             polarisation_window_s
  0 1                rectilinearity
  0 90               incidence_deg
  0.1 180            tilt_sd_deg azimuth_most_sd_deg
  0.01 100           slowness_sd_s_per_deg
  0.1 1e5 ordered    rate_hz
process
  -1e3 1e3           evidence
  0.1 1e7            false_seconds
  0 20               false_snr_power false_weak_power larger_is_rarer
  0 1e3              missed_cost late_s late_most_s
  0 180              seen_deg
  1 1000             least_stations seed_stations faint_seed_stations
  0 700              depth_km
  0.01 1e3           match_s relook_s relook_sd_s later_sd
  0.1 180            azimuth_sd_deg
  0 1                azimuth_wrong crest_wrong crest_share
  0.001 0.999        late_share
  0.1 100            crest_km_s crest_sd_s crest_snr
  0.01 1             relook_share faint_share
  0.01 5             strength_scatter
  0.1 100            relook_snr faint_snr ps_least_snr
  0.001 1e3 ordered  ps_bands_hz
  0 180 ordered      ps_distance_deg crest_distance_deg
location
  0.1 0.9999         confidence
  0 700              default_depth_km depth_resolved_km
  0 10               depth_resolved_share
  0 1e3              rival_cost
  0 180              rival_deg
  0.1 100            defining_sd
  0.1 1e6            scatter_weight
magnitude
  0 180 ordered      mb_distance_deg ms_distance_deg ml_distance_deg pn_distance_deg lg_distance_deg
  0.001 1e3 ordered  mb_period_s ms_period_s pn_period_s lg_period_s
  0 800              ms_depth_km ml_depth_km regional_depth_km
  -5 5               pn_correction
  1 1e5              lg_q
  1e-9 1e12 ordered  amplitude_nm
  0 15               largest
  0.1 100            outlier_sigmas
  0 1e3              scatter_weight
  0.1 0.9999         bound_confidence
  0.01 5             scatter
screening
  0 100              sigmas
  0 700              depth_km
  -10 10             ms_mb_slope ms_mb_intercept former_ms_mb_slope former_ms_mb_intercept mb_floor
  -10 10             ps_threshold
  0.01 5             mb_scatter ms_scatter ps_scatter
  0 1e3              ps_lowest_hz
"""


def _ranges() -> Iterator[tuple[str, Range]]:
    section = ""
    for line in _LAYOUT.strip().splitlines():
        low, *rest = line.split()
        if not rest:
            section = low
            continue
        ordered = rest[1] == "ordered"
        for name in rest[1 + ordered :]:
            yield f"{section}.{name}", Range(float(low), float(rest[0]), ordered)


RANGES: dict[str, Range] = dict(_ranges())
"""By the parameter's full name; of a table or a list, what each number in it may be."""
CHOICES: dict[str, tuple[str, ...]] = {
    "magnitude.ml_attenuation": ("hutton-boore", "scherbaum-stoll")
}
"""Parameters that are one of several words."""


def allowed(name: str, value: object) -> str:
    """What the parameter may be, in words, where `value` is not that; empty where it is."""
    if name in CHOICES:
        return "" if value in CHOICES[name] else f"one of {', '.join(CHOICES[name])}"
    limits = RANGES.get(name)
    return "" if limits is None or _within(value, limits) else str(limits)


def _within(value: object, limits: Range) -> bool:
    if isinstance(value, dict):
        return _within(tuple(value.values()), limits)
    if isinstance(value, Iterable) and not isinstance(value, str):
        inner = tuple(value)
        numbers = [each for each in inner if isinstance(each, (int, float))]
        rising = not limits.ordered or len(numbers) != 2 or numbers[0] < numbers[1]
        return rising and all(_within(each, limits) for each in inner)
    return not isinstance(value, (int, float)) or limits.low <= value <= limits.high
