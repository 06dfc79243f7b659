"""The criteria, one function each: what the measurements allow, and never what a State did.

The hypothesis is that the event was one explosion in the ground. *Screened out*: the measurements
contradict it at so many sigmas. *Not screened out*: they do not, which says nothing for it; most
such events are earthquakes. *Insufficient data*: they are too few to tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, inf, isfinite, sqrt
from re import sub
from statistics import NormalDist, fmean

from testban.monitoring.model import Event, Magnitude, Origin, Screening, ScreeningResult
from testban.monitoring.parameters import ScreeningParameters
from testban.monitoring.sentences import in_words

__all__ = [
    "PhaseRatio",
    "depth",
    "former_ms_mb",
    "is_p_over_s",
    "ms_mb",
    "of_one_station",
    "p_over_s",
    "p_over_s_at",
    "too_small",
]

USUAL_CONFIDENCE = 0.9
# Annex 2 to the Protocol of the treaty, paragraph 2, names depth, the ratio of surface-wave to
# body-wave magnitude and spectral ratios of phases; the thresholds are the Data Centre's.
DEPTH_SOURCE = "Fisk, Jepsen and Murphy 2002; IDC"
MS_MB_SOURCE = "Selby, Marshall and Bowers 2012; IDC since 3 June 2010"
AT_STATION = "P/S at "
FORMER_SOURCE = "Murphy, Barker and Marshall 1997; IDC until June 2010"


@dataclass(frozen=True, slots=True)
class PhaseRatio:
    """A regional P amplitude over an S amplitude at one station, as log10.

    A threshold for a region is of ratios as they are given: corrected for the path, or not.
    `phases` such as `Pn/Lg`; `band_hz` the band of both. `lower_bound` where S did not rise above
    the noise: the true ratio is then larger.
    """

    station: str
    phases: str
    band_hz: tuple[float, float]
    log10_ratio: float
    uncertainty: float | None = None
    lower_bound: bool = False
    p_snr: float | None = None
    """P, and S, over the noise before the event, where that was measured."""
    s_snr: float | None = None


def depth(origin: Origin | None, parameters: ScreeningParameters) -> Screening:
    """Deeper than anybody drills: screened out where depth - 2σ exceeds 10 km.

    The half-width of the depth interval is turned into σ by the confidence of the ellipse (0.9
    where there is none).
    """

    def answer(
        result: ScreeningResult,
        reason: str,
        value: float | None = None,
        sigma: float | None = None,
    ) -> Screening:
        limit = parameters.depth_km
        return Screening("depth", value, sigma, limit, result, DEPTH_SOURCE, reason)

    if origin is None:
        return answer("insufficient data", in_words("no_origin"))
    if origin.depth_fixed:
        why = sub("^fixed:? ", "", origin.depth_basis) or in_words("depth_unresolved")
        return answer("insufficient data", in_words("depth_fixed", why=why), origin.depth_km)
    if origin.depth_uncertainty_km is None:
        return answer("insufficient data", in_words("depth_without_uncertainty"), origin.depth_km)
    if not (isfinite(origin.depth_km) and 0.0 < origin.depth_uncertainty_km < inf):
        return answer("insufficient data", in_words("depth_no_number"))
    confidence = origin.ellipse.confidence if origin.ellipse else USUAL_CONFIDENCE
    if not 0.0 < confidence < 1.0:
        confidence = USUAL_CONFIDENCE
    sigma = origin.depth_uncertainty_km / NormalDist().inv_cdf((1.0 + confidence) / 2.0)
    least = origin.depth_km - parameters.sigmas * sigma
    limits = {"km": f"{parameters.depth_km:g}", "sigmas": f"{parameters.sigmas:g}"}
    if least > parameters.depth_km:
        return answer("screened out", in_words("deep", **limits), origin.depth_km, sigma)
    return answer("not screened out", in_words("shallow", **limits), origin.depth_km, sigma)


def ms_mb(event: Event, parameters: ScreeningParameters) -> Screening:
    """Long-period energy beyond that of explosions: Ms - (mb - 0.64) > 2σ."""
    line = parameters.ms_mb_slope, parameters.ms_mb_intercept
    return _against("Ms:mb", line, MS_MB_SOURCE, event, parameters)


def former_ms_mb(event: Event, parameters: ScreeningParameters) -> Screening:
    """The line that the International Data Centre used before: Ms - (1.25 mb - 2.20) > 2σ.

    It is shown for comparison with older bulletins and decides nothing.
    """
    line = parameters.former_ms_mb_slope, parameters.former_ms_mb_intercept
    return _against("Ms:mb before 2010", line, FORMER_SOURCE, event, parameters)


def p_over_s(ratios: Sequence[PhaseRatio], parameters: ScreeningParameters) -> Screening | None:
    """Shear waves beyond those of explosions, at regional distances and high frequency.

    Screened out where the network's log10(P/S) + 2σ lies below the threshold that was calibrated
    for the region. None where no ratio is given.
    """
    if not ratios:
        return None
    threshold = parameters.ps_threshold[0] if parameters.ps_threshold else None
    source = parameters.ps_source or "no threshold is calibrated for this region"
    high = [ratio for ratio in ratios if ratio.band_hz[0] >= parameters.ps_lowest_hz]
    measured = [ratio for ratio in high if not ratio.lower_bound]
    if not measured:
        lowest = in_words("no_ratio_at", hz=f"{parameters.ps_lowest_hz:g}")
        reason = in_words("s_in_noise") if high else lowest
        return Screening("P/S", None, None, threshold, "insufficient data", source, reason)
    value = fmean(ratio.log10_ratio for ratio in measured)
    errors = [
        parameters.ps_scatter if ratio.uncertainty is None else ratio.uncertainty
        for ratio in measured
    ]
    sigma = sqrt(sum(error**2 for error in errors)) / len(measured)
    bounds = len(high) - len(measured)
    code = {0: "mean_of", 1: "mean_of_bound"}.get(bounds, "mean_of_bounds")
    of = "; " + in_words(code, number=len(measured), bounds=bounds)
    if threshold is None:
        reason = in_words("ps_uncalibrated") + of
        return Screening("P/S", value, sigma, None, "insufficient data", source, reason)
    if value + parameters.sigmas * sigma < threshold:
        reason = in_words("ps_larger") + of
        return Screening("P/S", value, sigma, threshold, "screened out", source, reason)
    reason = in_words("ps_within", sigmas=f"{parameters.sigmas:g}") + of
    return Screening("P/S", value, sigma, threshold, "not screened out", source, reason)


def p_over_s_at(ratio: PhaseRatio) -> Screening:
    """The ratio of one station, shown and not judged: the network's answer is that of `p_over_s`."""
    low, high = ratio.band_hz
    over = {
        wave: f"{float(f'{snr:.3g}'):,.10g}"
        for wave, snr in (("p", ratio.p_snr), ("s", ratio.s_snr))
        if snr is not None
    }
    reasons = [in_words("lower_bound")] if ratio.lower_bound else []
    if len(over) == 2:
        reasons.append(in_words("p_s_over_noise", **over))
    else:
        reasons += [in_words("over_noise", wave=w.upper(), snr=snr) for w, snr in over.items()]
    return Screening(
        in_words("ps_at", station=ratio.station, low=f"{low:g}", high=f"{high:g}"),
        ratio.log10_ratio,
        ratio.uncertainty,
        None,
        "insufficient data",
        f"log10 of {ratio.phases}",
        "; ".join(reasons) or in_words("one_station"),
    )


def of_one_station(answer: Screening) -> bool:
    """Whether a row shows what one station measured, and is no answer about the event."""
    return answer.criterion.startswith(AT_STATION)


# What centres call the same scale: MS is the ISC's, Ms_20 and Ms(20) IASPEI's, Msz of vertical records.
# mB is another scale than mb, so that case alone decides nothing.
_NAMES = {"Ms": frozenset({"Ms", "MS", "ms", "Ms_20", "Ms(20)", "Msz", "MSZ"})}
REGIONAL = ("mb_Lg", "mb_Pn")
"""Estimates of mb from regional phases, the better one first."""


def is_p_over_s(answer: Screening) -> bool:
    """Whether it rests on regional P over S, of the network or of one station."""
    return answer.criterion == "P/S" or of_one_station(answer)


def magnitude_of(event: Event, kind: str, author: str = "testban") -> Magnitude | None:
    """The event's magnitude of a type, by whatever name: ours, else the first that somebody else gave."""
    names = _NAMES.get(kind, {kind})
    found = [m for m in event.magnitudes if m.type in names and isfinite(m.value)]
    return next((m for m in found if m.author == author), found[0] if found else None)


def too_small(event: Event, parameters: ScreeningParameters) -> tuple[ScreeningResult, str] | None:
    """The answer to every criterion where the event is not known to be large enough; None where it is.

    Only events of an mb of 3.5 or more are screened, by mb or, where there is none, a regional estimate of it.
    """
    floor = parameters.mb_floor
    mb = next(filter(None, (magnitude_of(event, kind) for kind in ("mb", *REGIONAL))), None)
    if mb is None:
        return "insufficient data", in_words("mb_unknown", floor=f"{floor:g}")
    if mb.value < floor and mb.bound != "lower":
        small = in_words("mb_small", type=mb.type, value=f"{mb.value:.1f}", floor=f"{floor:g}")
        return "not considered", small
    if mb.bound == "upper" or mb.value < floor:
        return "insufficient data", in_words("mb_bounded", limit=_limit(mb), floor=f"{floor:g}")
    return None


def _against(
    criterion: str,
    line: tuple[float, float],
    source: str,
    event: Event,
    parameters: ScreeningParameters,
) -> Screening:
    mb, ms = magnitude_of(event, "mb"), magnitude_of(event, "Ms")
    if mb is None or ms is None:
        reason = in_words("no_mb_ms" if mb is ms else "no_mb" if mb is None else "no_ms")
        return Screening(criterion, None, None, 0.0, "insufficient data", source, reason)
    slope, offset = line
    value = ms.value - (slope * mb.value + offset)
    if mb.bound or ms.bound:
        return _bounded(criterion, value, source, mb, ms)
    sigma = hypot(slope * _sigma(mb, parameters.mb_scatter), _sigma(ms, parameters.ms_scatter))
    if value > parameters.sigmas * sigma:
        reason = in_words("ms_larger", sigmas=f"{parameters.sigmas:g}")
        return Screening(criterion, value, sigma, 0.0, "screened out", source, reason)
    reason = in_words("ms_within", sigmas=f"{parameters.sigmas:g}")
    return Screening(criterion, value, sigma, 0.0, "not screened out", source, reason)


def _bounded(criterion: str, value: float, source: str, mb: Magnitude, ms: Magnitude) -> Screening:
    """With a bound only one answer is possible: an Ms that is at most too small."""
    if mb.bound is None and ms.bound == "upper" and value <= 0.0:
        reason = in_words("ms_at_most", value=f"{ms.value:.1f}")
        return Screening(criterion, value, None, 0.0, "not screened out", source, reason)
    bounds = [_limit(m) for m in (mb, ms) if m.bound]
    return Screening(criterion, None, None, 0.0, "insufficient data", source, "; ".join(bounds))


def _limit(magnitude: Magnitude) -> str:
    code = "at_most" if magnitude.bound == "upper" else "at_least"
    return in_words(code, type=magnitude.type, value=f"{magnitude.value:.1f}")


def _sigma(magnitude: Magnitude, scatter: float) -> float:
    if magnitude.uncertainty is not None and 0.0 < magnitude.uncertainty < inf:
        return magnitude.uncertainty
    return scatter / sqrt(max(magnitude.stations or 1, 1))
