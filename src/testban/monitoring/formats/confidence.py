"""Ellipses and intervals at the confidence that a format wants."""

from __future__ import annotations

from dataclasses import replace
from math import erf, log, sqrt
from statistics import NormalDist

from testban.monitoring.model import Ellipse, Origin

__all__ = ["ONE_SIGMA", "USUAL", "at_confidence", "confidence_of", "half_width"]

USUAL = 0.9
"""Of the columns of IMS1.0 and GSE2.0, and of an origin that does not say."""
ONE_SIGMA = erf(sqrt(0.5))
"""Within one standard deviation of a normal law: what an uncertainty is whose confidence is not told."""


def confidence_of(origin: Origin) -> float:
    """That of the origin's ellipse and intervals."""
    return origin.ellipse.confidence if origin.ellipse else USUAL


def half_width(value: float | None, told: float, wanted: float) -> float | None:
    """The half-width of an interval of confidence `told` at confidence `wanted`, for a normal law.

    >>> round(half_width(1.0, ONE_SIGMA, 0.9), 3)
    1.645
    """
    if value is None or told == wanted:
        return value
    law = NormalDist()
    return value * law.inv_cdf((1.0 + wanted) / 2.0) / law.inv_cdf((1.0 + told) / 2.0)


def at_confidence(origin: Origin, wanted: float) -> Origin:
    """The origin with its ellipse and intervals at another confidence.

    They come at that of the ellipse (0.9 without one). The radius of the ellipse goes with the square
    root of -2 ln(1 - confidence), that of a normal law in two dimensions.
    """
    have = confidence_of(origin)
    if have == wanted:
        return origin
    ellipse, grow = origin.ellipse, sqrt(log(1.0 - wanted) / log(1.0 - have))
    return replace(
        origin,
        time_uncertainty_s=half_width(origin.time_uncertainty_s, have, wanted),
        depth_uncertainty_km=half_width(origin.depth_uncertainty_km, have, wanted),
        ellipse=ellipse
        and Ellipse(
            ellipse.semi_major_km * grow, ellipse.semi_minor_km * grow, ellipse.strike_deg, wanted
        ),
    )
