"""One magnitude of an event from those of its stations, non-detections included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp, log, pi, sqrt
from statistics import fmean, median

from scipy.optimize import brentq
from scipy.special import log_ndtr

from testban.monitoring.model import Magnitude, StationMagnitude
from testban.monitoring.parameters import MagnitudeParameters, load_parameters

__all__ = ["network_magnitude"]

# A normal law's median absolute deviation is this part of its standard deviation.
MAD_OF_SIGMA = 0.6745
EM_STEPS = 500
EM_TOLERANCE = 1e-6


def network_magnitude(
    readings: Sequence[StationMagnitude],
    limits: Sequence[StationMagnitude] = (),
    parameters: MagnitudeParameters | None = None,
) -> Magnitude | None:
    """The event's magnitude on one scale.

    Without limits it is the mean of the stations that are no outliers, with its standard error.
    With limits (stations that saw nothing, or clipped) it is the maximum-likelihood estimate of
    Ringdal (1976), which takes away the bias that only loud stations report; where all readings
    are limits on one side it is itself a bound, at the confidence of the settings.

    The scatter of one station is that of the readings, shrunk towards the expected one (a prior of
    `scatter_weight` stations): two stations that happen to agree are not certain.

    Parameters
    ----------
    readings
        Of one scale; those with `used` false are carried along and do not count.
    limits
        Readings with `bound`, of the same scale.

    Returns
    -------
    None where there is nothing at all. The readings of the result carry their residuals, and
    `used` says which of them counted.

    Raises
    ------
    ValueError
        Where readings of several scales are mixed.

    Notes
    -----
    F. Ringdal, Maximum-likelihood estimation of seismic magnitude, Bull. Seism. Soc. Am. 66 (1976)
    789-802. A detected station's magnitude x contributes its normal density, a limit t the
    probability of lying below (or above) it; log-concave, so the answer is the only one.
    """
    everything = [*readings, *limits]
    kinds = {reading.type for reading in everything}
    if len(kinds) > 1:
        raise ValueError(f"readings of several scales: {', '.join(sorted(kinds))}")
    if not kinds:
        return None
    settings = parameters or load_parameters().magnitude
    (kind,) = kinds
    prior = settings.scatter.get(kind, 0.3)
    marked = _without_outliers(readings, settings.outlier_sigmas, prior)
    values = [reading.value for reading in marked if reading.used]
    # A station that measured the phase needs no limit.
    measured = {reading.station for reading in marked if reading.used}
    bounds = [limit for limit in limits if limit.bound and limit.station not in measured]
    sides = {limit.bound for limit in bounds}
    if not values and len(sides) == 1:
        return _bound(kind, bounds, prior, settings.bound_confidence)
    if not values and not bounds:
        return None
    if bounds:
        value, error = _most_likely(values, bounds, prior, settings.scatter_weight)
        method = "maximum likelihood with non-detections (Ringdal 1976)"
    else:
        value = fmean(values)
        squares = sum((x - value) ** 2 for x in values)
        weight = settings.scatter_weight
        scatter = sqrt((weight * prior**2 + squares) / (weight + len(values) - 1))
        error = scatter / sqrt(len(values))
        method = "mean without outliers"
    kept = tuple(replace(reading, residual=reading.value - value) for reading in [*marked, *bounds])
    return Magnitude(kind, value, error, len(values), None, method, kept)


def _without_outliers(
    readings: Sequence[StationMagnitude], outlier: float, prior: float
) -> list[StationMagnitude]:
    """Readings far from the median no longer count; of two nobody can say which is wrong."""
    values = [reading.value for reading in readings if reading.used]
    if len(values) < 3:
        return list(readings)
    middle = median(values)
    scatter = max(median(abs(x - middle) for x in values) / MAD_OF_SIGMA, prior)
    return [
        replace(r, used=r.used and abs(r.value - middle) <= outlier * scatter) for r in readings
    ]


def _bound(
    kind: str, bounds: Sequence[StationMagnitude], scatter: float, confidence: float
) -> Magnitude:
    """The magnitude at which all limits together would hold with probability 1 - confidence."""
    side = bounds[0].bound
    sign = 1.0 if side == "upper" else -1.0
    thresholds = [sign * limit.value for limit in bounds]

    def chance(level: float) -> float:
        total = sum(float(log_ndtr((t - level) / scatter)) for t in thresholds)
        return total - log(1.0 - confidence)

    low, high = min(thresholds) - 10.0 * scatter, max(thresholds) + 10.0 * scatter
    level = sign * float(brentq(chance, low, high))
    method = f"{side} bound at {confidence:.0%} from {len(bounds)} stations (Ringdal 1976)"
    kept = tuple(replace(limit, residual=limit.value - level) for limit in bounds)
    return Magnitude(kind, level, None, 0, side, method, kept)


def _most_likely(
    values: Sequence[float], bounds: Sequence[StationMagnitude], prior: float, weight: float
) -> tuple[float, float]:
    """Mean and its standard error of a normal law seen in part only, by expectation-maximisation."""
    mean = fmean([*values, *(limit.value for limit in bounds)])
    scatter = prior
    total = len(values) + len(bounds)
    for _ in range(EM_STEPS):
        hidden = [_expected(limit, mean, scatter) for limit in bounds]
        new = (sum(values) + sum(first for first, _ in hidden)) / total
        squares = sum((x - new) ** 2 for x in values)
        squares += sum(spread + (first - new) ** 2 for first, spread in hidden)
        step = abs(new - mean)
        mean, scatter = new, sqrt((weight * prior**2 + squares) / (weight + total))
        if step < EM_TOLERANCE:
            break
    information = len(values) + sum(_information(limit, mean, scatter) for limit in bounds)
    return mean, scatter / sqrt(information)


def _hazard(z: float) -> float:
    """φ(z)/Φ(z), stable for any z."""
    return exp(-0.5 * (z * z + log(2.0 * pi)) - float(log_ndtr(z)))


def _reduced(limit: StationMagnitude, mean: float, scatter: float) -> tuple[float, float, float]:
    sign = 1.0 if limit.bound == "upper" else -1.0
    z = sign * (limit.value - mean) / scatter
    return sign, z, _hazard(z)


def _expected(limit: StationMagnitude, mean: float, scatter: float) -> tuple[float, float]:
    """Mean and variance of what a station would have measured beyond its limit."""
    sign, z, hazard = _reduced(limit, mean, scatter)
    variance = scatter**2 * max(1.0 - hazard * (hazard + z), 0.0)
    return mean - sign * scatter * hazard, variance


def _information(limit: StationMagnitude, mean: float, scatter: float) -> float:
    """What a limit tells of the mean, in units of one measured station."""
    _, z, hazard = _reduced(limit, mean, scatter)
    return hazard * (hazard + z)
