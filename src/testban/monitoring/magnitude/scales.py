"""The magnitude scales: which phases, which limits, which formula, from where.

All take ground displacement in nanometres, zero-to-peak; ML takes that of a Wood-Anderson
seismograph of magnification one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import hypot, inf, log10
from typing import Literal

from testban.errors import UsageError
from testban.monitoring.magnitude.attenuation import (
    ML_ATTENUATIONS,
    gamma_of,
    lg_term,
    pn_term,
    surface_wave_term,
    veith_clawson_q,
)
from testban.monitoring.parameters import MagnitudeParameters
from testban.monitoring.sentences import in_words
from testban.monitoring.sphere import KM_PER_DEG

__all__ = ["Reading", "Scale", "scales"]

Range = tuple[float, float]

S_PHASES = frozenset({"S", "Sg", "Sb", "Sn", "Lg", "AML", "IAML"})
SURFACE_PHASES = frozenset({"LR", "LRM", "MLR", "R", "AMS", "IAMs_20"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a formula needs: amplitude in nm (zero-to-peak), period, distance, depth."""

    amplitude_nm: float
    period_s: float | None
    distance_deg: float
    depth_km: float

    @property
    def log_a_over_t(self) -> float:
        """log10 of amplitude over period; the period must be known."""
        assert self.period_s is not None
        return log10(self.amplitude_nm / self.period_s)


@dataclass(frozen=True, slots=True)
class Scale:
    """One magnitude scale.

    `pick` says which reading counts where a station has several: the `first` arrival (mb) or the
    `largest` (the others). `period_s` None: the formula needs none.
    """

    type: str
    phases: frozenset[str]
    distance_deg: Range
    period_s: Range | None
    depth_km: float
    pick: Literal["first", "largest"]
    value: Callable[[Reading], float]
    formula: str
    source: str
    largest: float
    states: str = ""
    """What a reader must know of the settings to use the value: attenuation, constants of a region."""

    def unfit(self, reading: Reading, possible_nm: Range = (0.0, inf)) -> str:
        """Why this scale takes no magnitude from a reading; empty where it does."""
        amplitude, period = reading.amplitude_nm, reading.period_s
        if amplitude <= 0.0 or not possible_nm[0] <= amplitude <= possible_nm[1]:
            return in_words("amplitude_impossible", nm=f"{amplitude:g}")
        least, most = self.distance_deg
        if not least <= reading.distance_deg <= most:
            return in_words("distance_outside", least=f"{least:g}", most=f"{most:g}")
        if reading.depth_km > self.depth_km:
            return in_words("too_deep", km=f"{self.depth_km:g}")
        if self.period_s is not None:
            least, most = self.period_s
            if period is None:
                return in_words("no_period")
            if not least <= period <= most:
                return in_words("period_outside", least=f"{least:g}", most=f"{most:g}")
        value = self.value(reading)
        if value > self.largest:
            return in_words("larger_than_any", value=f"{value:.1f}", nm=f"{amplitude:g}")
        return ""


def scales(parameters: MagnitudeParameters) -> tuple[Scale, ...]:
    """The scales under these settings, in the order in which they are reported; one without room between its
    distances is none of them.

    Raises
    ------
    UsageError
        Where the local attenuation is unknown.
    """
    p = parameters
    local = ML_ATTENUATIONS.get(p.ml_attenuation)
    if local is None:
        raise UsageError(
            f"unknown attenuation {p.ml_attenuation!r} of ML",
            cure=f"Take one of: {', '.join(ML_ATTENUATIONS)}",
        )
    gamma = gamma_of(p.lg_q)
    known = (
        Scale(
            "mb", frozenset({"P", "Pdiff"}), p.mb_distance_deg, p.mb_period_s, 800.0, "first",
            lambda r: r.log_a_over_t + veith_clawson_q(r.distance_deg, r.depth_km),
            "log(A/T) + Q(Δ, h)", "Veith and Clawson 1972", p.largest,
        ),
        Scale(
            "Ms", SURFACE_PHASES, p.ms_distance_deg, p.ms_period_s, p.ms_depth_km, "largest",
            lambda r: r.log_a_over_t + surface_wave_term(r.distance_deg),
            "log(A/T) + 1/3 log Δ + 1/2 log sin Δ + 0.0046 Δ + 2.370", "Rezapour and Pearce 1998", p.largest,
        ),
        Scale(
            "ML", S_PHASES, p.ml_distance_deg, None, p.ml_depth_km, "largest",
            lambda r: log10(r.amplitude_nm) + local.term(_hypocentral_km(r)),
            local.formula, local.source, p.largest, f"{local.formula} ({local.source})",
        ),
        Scale(
            "mb_Pn", frozenset({"Pn"}), p.pn_distance_deg, p.pn_period_s, p.regional_depth_km,
            "first", lambda r: log10(r.amplitude_nm) + pn_term(r.distance_deg * KM_PER_DEG) + p.pn_correction,
            "log A + 2.4 log D - 3.95 + c, D in km", "Denny, Taylor and Vergino 1987",
            p.largest,
            f"c = {p.pn_correction:g}; log A + 2.4 log D - 3.95 + c (Denny, Taylor and Vergino 1987)",
        ),
        Scale(
            "mb_Lg", frozenset({"Lg", "IAmb_Lg"}), p.lg_distance_deg, p.lg_period_s, p.regional_depth_km,
            "largest",
            lambda r: log10(r.amplitude_nm) + lg_term(r.distance_deg * KM_PER_DEG, gamma),
            "log A + 0.833 log D + 0.4343 γ (D - 10) - 0.87, D in km", "Nuttli 1986; IASPEI 2013",
            p.largest,
            f"Q = {p.lg_q:g}; log A + 0.833 log D + 0.4343 γ (D - 10) - 0.87, "
            f"{p.lg_distance_deg[0]:g} to {p.lg_distance_deg[1]:g} degrees on land (Nuttli 1986; IASPEI 2013)",
        ),
    )  # fmt: skip
    return tuple(each for each in known if each.distance_deg[0] < each.distance_deg[1])


def _hypocentral_km(reading: Reading) -> float:
    # Nearer than a kilometre the formula has no meaning, and log R no floor.
    return max(hypot(reading.distance_deg * KM_PER_DEG, reading.depth_km), 1.0)
