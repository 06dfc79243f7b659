"""What distance takes from an amplitude: the terms that a magnitude adds back.

Every function takes plain numbers and gives the term to add to log10 of the amplitude (or of
amplitude over period), amplitudes in nanometres, zero-to-peak.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log10, pi, radians, sin
from typing import Any

import numpy as np
from scipy.interpolate import RectBivariateSpline

__all__ = [
    "ML_ATTENUATIONS",
    "Attenuation",
    "lg_term",
    "pn_term",
    "surface_wave_term",
    "veith_clawson_q",
]


WOOD_ANDERSON_STATED = 2800.0
"""The magnification of the Wood-Anderson seismograph that Richter's scale was built on."""


@cache
def _veith_clawson() -> tuple[Any, float]:
    text = files("testban.monitoring.magnitude").joinpath("veith_clawson.csv").read_text("utf-8")
    rows = [line.split(",") for line in text.splitlines() if not line.startswith("#")]
    depths = np.array([float(cell) for cell in rows[0][1:]])
    table = np.array([[float(cell) for cell in row] for row in rows[1:]])
    # Bicubic, as the International Data Centre interpolates; by lines it is up to 0.03 higher
    # between the depths of the table.
    return RectBivariateSpline(table[:, 0], depths, table[:, 1:]), float(depths[-1])


def veith_clawson_q(distance_deg: float, depth_km: float) -> float:
    """Q of mb = log10(A/T) + Q, for zero-to-peak amplitudes in nm (Veith and Clawson 1972).

    Published for peak-to-peak amplitudes, of which this table takes half: it is log10(2) = 0.301
    higher than tables that keep the original convention. Depths above the surface count as 0,
    those below 800 km as 800.

    >>> round(veith_clawson_q(60.0, 0.0), 2)
    3.73
    """
    spline, deepest = _veith_clawson()
    return float(spline(distance_deg, min(max(depth_km, 0.0), deepest))[0, 0])


def surface_wave_term(distance_deg: float) -> float:
    """The distance term of Ms for A/T in nm/s (Rezapour and Pearce 1998, equation for log(A/T)max).

    A third of log Δ is dispersion, half of log sin Δ geometrical spreading, 0.0046 Δ attenuation.

    >>> round(surface_wave_term(60.0), 3)
    3.207
    """
    spreading = log10(distance_deg) / 3.0 + 0.5 * log10(sin(radians(distance_deg)))
    return spreading + 0.0046 * distance_deg + 2.370


def pn_term(distance_km: float) -> float:
    """The distance term of mb(Pn) for an amplitude in nm (Denny, Taylor and Vergino 1987).

    Derived in the western United States; elsewhere upper mantles differ by tenths of a unit.
    """
    return 2.4 * log10(distance_km) - 3.95


def lg_term(distance_km: float, gamma_per_km: float) -> float:
    """The distance term of mb(Lg) for an amplitude in nm (Nuttli 1986; IASPEI 2013).

    `gamma_per_km` is the attenuation π/(Q U T) of the region at a period of a second: an amplitude
    of 110 μm carried back to 10 km is mb 5.0.
    """
    return 0.833 * log10(distance_km) + 0.4343 * gamma_per_km * (distance_km - 10.0) - 0.87


def gamma_of(q: float, group_velocity_km_s: float = 3.5, period_s: float = 1.0) -> float:
    """Attenuation per km of a wave of that quality factor, group velocity and period.

    >>> round(gamma_of(400.0), 5)
    0.00224
    """
    return pi / (q * group_velocity_km_s * period_s)


@dataclass(frozen=True, slots=True)
class Attenuation:
    """A local-magnitude attenuation: the term to add to log10 of the Wood-Anderson amplitude in nm.

    The amplitude is what a Wood-Anderson seismograph of magnification one would draw, in nm.
    """

    term: Callable[[float], float]
    """Of the hypocentral distance in km."""
    formula: str
    source: str
    limits: str


ML_ATTENUATIONS: Mapping[str, Attenuation] = {
    "hutton-boore": Attenuation(
        lambda r: 1.11 * log10(r) + 0.00189 * r - 2.09,
        "log A + 1.11 log R + 0.00189 R - 2.09",
        "Hutton and Boore 1987, in the form of IASPEI 2013",
        "southern California and crusts like it; R up to 1,000 km",
    ),
    "scherbaum-stoll": Attenuation(
        lambda r: log10(1e-6 * WOOD_ANDERSON_STATED / 0.6325) + 0.1 + 1.4 * log10(r),
        "log(A 2800e-6 / 0.6325) + 0.1 + 1.4 log R",
        "Scherbaum and Stoll 1983, as the Institute of Physics of the Earth in Brno uses it",
        "central Europe; R up to some 200 km",
    ),
}
