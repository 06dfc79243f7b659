"""What the locator found, as an event: origin, arrivals, quality, and notes on what was doubted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtri, ndtri

from testban.monitoring.location.corrections import Corrected
from testban.monitoring.location.data import Data, Prepared
from testban.monitoring.location.depth import DepthAnswer, evidence
from testban.monitoring.location.geometry import gaps, place, rays
from testban.monitoring.location.inversion import nearest, predicted
from testban.monitoring.location.minima import Minimum
from testban.monitoring.location.naming import as_named
from testban.monitoring.location.phases import PHASES, hypotheses, is_blank
from testban.monitoring.location.times import Tables
from testban.monitoring.model import Arrival, Ellipse, Event, Origin, Quality, iso
from testban.monitoring.parameters import LocationParameters, Parameters
from testban.monitoring.places import with_places
from testban.monitoring.sentences import in_words
from testban.monitoring.sphere import KM_PER_DEG
from testban.monitoring.words import counted

__all__ = ["Best", "Solution", "alternatives", "clocks", "report"]

AUTHOR = "testban"
TOLD = 6
"""So many doubted arrivals are named in a note."""
CLOCK_S, CLOCK_MINUTES = 3.0, 10
"""A residual so close to so many whole minutes at most, or to whole hours, points at a clock."""
UNKNOWNS = ("origin time", "latitude", "longitude", "depth")
NO_PART: dict[str, Any] = {
    "residual_s": None, "azimuth_residual_deg": None, "slowness_residual_s_per_deg": None,
    "time_weight": None, "time_defining": False, "azimuth_defining": False, "slowness_defining": False,
}  # fmt: skip
"""Of an arrival that takes no part in a location."""
FAR_OFF_S = 60.0
"""An arrival without a name that is farther than this from every phase is compared with none."""


@dataclass(frozen=True)
class Best:
    """The best state, the phases there, what is corrected, the weights, and the information of the unknowns."""

    state: NDArray[np.float64]
    phases: NDArray[np.int64]
    corrected: Corrected
    weights: NDArray[np.float64]
    information: NDArray[np.float64]

    @property
    def data(self) -> Data:
        """The arrivals as corrected."""
        return self.corrected.data

    @property
    def correction(self) -> NDArray[np.float64]:
        """What is added to each predicted time, s."""
        return self.corrected.seconds


@dataclass(frozen=True)
class Solution:
    """The best state, and what is known of how good it is."""

    table: Tables
    best: Best
    covariance: NDArray[np.float64]
    depth: DepthAnswer | None
    depth_fixed: bool

    @property
    def state(self) -> NDArray[np.float64]:
        return self.best.state


def report(
    arrivals: Sequence[Arrival],
    prepared: Prepared,
    found: Solution,
    rivals: Sequence[Minimum],
    parameters: Parameters,
    model: str,
    event_id: str,
) -> Event:
    """The event, with what was left out or doubted in its notes."""
    settings = parameters.location
    rows = _arrivals(arrivals, prepared, found, settings)
    used = [a for a in rows if a.time_defining or a.azimuth_defining or a.slowness_defining]
    others = tuple(_rival(rival, prepared.epoch, model) for rival in rivals)
    quality = _quality(used, len(prepared.indices), found.depth_fixed, bool(others))
    residuals = [a.residual_s for a in used if a.time_defining and a.residual_s is not None]
    latitude, longitude = place(found.state[:3])
    free = found.depth is not None and not found.depth_fixed
    origin = Origin(
        prepared.epoch + float(found.state[3]),
        latitude,
        longitude,
        float(found.state[4]),
        depth_fixed=found.depth_fixed,
        depth_basis=_depth_basis(found, found.best.data, settings),
        time_uncertainty_s=_half_width(settings.confidence) * math.sqrt(found.covariance[0, 0]),
        depth_uncertainty_km=found.depth.half_width if free and found.depth else None,
        ellipse=_ellipse(found.covariance, settings.confidence),
        standard_error_s=math.sqrt(sum(r * r for r in residuals) / len(residuals))
        if residuals
        else None,
        covariance=_kilometres(found.covariance),
        quality=quality,
        author=AUTHOR,
        parameters=parameters.sha256,
        velocity_model=model,
        analysis="a",
        method="i",
    )
    doubts = (*_doubts(rows, prepared), *_spare(used, found.depth_fixed))
    notes = (*prepared.notes, *doubts, *alternatives(others))
    return Event(event_id, origin, tuple(rows), other_origins=others, notes=notes)


def _half_width(confidence: float) -> float:
    """Of an interval, in standard deviations."""
    return float(ndtri(0.5 + confidence / 2))


def _rival(rival: Minimum, epoch: float, model: str) -> Origin:
    latitude, longitude = place(rival.state[:3])
    time, depth = epoch + float(rival.state[3]), float(rival.state[4])
    return Origin(
        time,
        latitude,
        longitude,
        depth,
        author=AUTHOR,
        velocity_model=model,
        analysis="a",
        method="i",
    )


def _quality(used: Sequence[Arrival], taken: int, depth_fixed: bool, rivals: bool) -> Quality:
    """How well the stations surround the place; `taken` is of how many arrivals those `used` are."""
    distances = [a.distance_deg for a in used if a.distance_deg is not None]
    azimuths = [a.event_azimuth_deg for a in used if a.event_azimuth_deg is not None]
    gap, secondary = gaps(azimuths)
    flags = (
        ("rival minimum", rivals),
        ("gap above 180°", gap > 180),
        ("most arrivals doubted", 2 * len(used) < taken),
        ("nothing to spare", bool(_spare(used, depth_fixed))),
    )
    return Quality(
        gap,
        secondary,
        min(distances, default=None),
        max(distances, default=None),
        len({a.station for a in used}),
        len(used),
        tuple(flag for flag, holds in flags if holds),
    )


def _spare(used: Sequence[Arrival], depth_fixed: bool) -> list[str]:
    """What is said where there is not one datum more than unknowns."""
    data = sum(a.time_defining + a.azimuth_defining + a.slowness_defining for a in used)
    unknowns, which = len(UNKNOWNS) - depth_fixed, ", ".join(UNKNOWNS[: 3 if depth_fixed else 4])
    if data > unknowns:
        return []
    return [in_words("nothing_to_spare", data=data, unknowns=unknowns, which=which)]


def _doubts(rows: Sequence[Arrival], prepared: Prepared) -> list[str]:
    doubted = [rows[i] for i in prepared.indices if not rows[i].time_defining]
    off = [a for a in doubted if a.residual_s is not None]
    strange = [a for a in doubted if a.residual_s is None]
    notes = []
    if off:
        code = "doubted_one" if len(off) == 1 else "doubted"
        said = [f"{a.station} {a.residual_s:+.1f} s" for a in off]
        told = in_words(code, arrivals=counted(len(off), "arrival"), some=_some(said))
        notes.append(with_places(told, off))
    if strange:
        said = [f"{a.station} {a.phase or ''}".strip() for a in strange]
        told = in_words("strange", arrivals=counted(len(strange), "arrival"), some=_some(said))
        notes.append(with_places(told, strange))
    return notes


def _some(said: Sequence[str]) -> str:
    more = f" and {len(said) - TOLD} more" if len(said) > TOLD else ""
    return ", ".join(said[:TOLD]) + more


def clocks(rows: Sequence[Arrival]) -> list[str]:
    """Stations whose clocks are to be looked at: nothing of theirs fits, and all that is told of them is
    off by the same whole minutes or hours."""
    off: dict[str, set[int]] = {}
    right = {a.station for a in rows if a.time_defining}
    for a in rows:
        if a.station not in right and a.residual_s is not None:
            minutes = round(a.residual_s / 60)
            whole = abs(a.residual_s - 60 * minutes) < CLOCK_S
            likely = whole and (abs(minutes) <= CLOCK_MINUTES or minutes % 60 == 0)
            off.setdefault(a.station, set()).add(minutes if likely else 0)
    return [
        with_places(
            in_words("clock", station=station, seconds=f"{60 * minutes:+d}"),
            [a for a in rows if a.station == station],
        )
        for station, (minutes, *others) in off.items()
        if minutes and not others
    ]


def alternatives(others: Sequence[Origin]) -> list[str]:
    """A note of each place that fits about as well."""
    return [
        f"another place fits about as well: {o.latitude:.1f}, {o.longitude:.1f}, "
        f"{o.depth_km:.0f} km, {iso(o.time, 0)}"
        for o in others
    ]


def _ellipse(covariance: NDArray[np.float64], confidence: float) -> Ellipse:
    """Of the epicentre: the axes of the covariance of (east, north), scaled to a confidence."""
    values, vectors = np.linalg.eigh(covariance[1:3, 1:3])
    scale = math.sqrt(chdtri(2, 1 - confidence)) * KM_PER_DEG
    major, minor = math.sqrt(max(values[1], 0.0)), math.sqrt(max(values[0], 0.0))
    strike = math.degrees(math.atan2(vectors[0, 1], vectors[1, 1])) % 180.0
    half_turn = KM_PER_DEG * 180.0
    return Ellipse(min(scale * major, half_turn), min(scale * minor, half_turn), strike, confidence)


def _kilometres(covariance: NDArray[np.float64]) -> tuple[tuple[float, ...], ...]:
    unit = np.array([1.0, KM_PER_DEG, KM_PER_DEG, 1.0])
    return tuple(tuple(float(v) for v in row) for row in covariance * np.outer(unit, unit))


def _depth_basis(found: Solution, data: Data, settings: LocationParameters) -> str:
    if found.depth is None:
        return "fixed by the user"
    if not found.depth_fixed:
        return "free: " + ", ".join(evidence(found.best.phases, data, found.state).words)
    low, high = f"{found.depth.low:.0f}", f"{found.depth.high:.0f}"
    return "fixed: " + in_words(
        "depth_left", low=low, high=high, share=round(100 * settings.confidence)
    )


def _arrivals(
    arrivals: Sequence[Arrival],
    prepared: Prepared,
    found: Solution,
    settings: LocationParameters,
) -> list[Arrival]:
    """The arrivals as given, each with its distance, residuals, weights and phase."""
    data, n = found.best.data, len(prepared.data.time)
    best = found.best
    args = data, found.table, found.state, best.phases, best.correction
    best = replace(best, phases=as_named(prepared, *args))
    # An arrival that belongs to no phase is told how far it is off the nearest.
    told = nearest(data, found.table, found.state, best.phases, best.correction)
    residual, _, sd = predicted(data, found.table, found.state, told, best.correction)
    residuals = residual.reshape(3, n).T.tolist()
    deviation = np.hypot(sd[:n, 0], sd[:n, 1]).tolist()
    phases, weights = best.phases.tolist(), best.weights[:n].tolist()
    ray = rays(found.state, data.station).tolist()
    # What the author of an earlier origin says of an arrival says nothing of this one, but for the distance
    # of a station that is not known here.
    took_part = frozenset(prepared.indices)
    out = [a if i in took_part else replace(a, **NO_PART) for i, a in enumerate(arrivals)]
    for row, i in enumerate(prepared.indices):
        arrival = arrivals[i]
        phase = PHASES[phases[row]] if phases[row] >= 0 else None
        r, az, slow = residuals[row]
        fits = phases[row] >= 0 and abs(r) <= settings.defining_sd * deviation[row]
        renamed = phase is not None and phase != arrival.phase and not is_blank(arrival.phase)
        if phase is None and not _comparable(arrival, PHASES[told[row]], r, data.late[row] <= 0):
            r = math.nan
        out[i] = replace(
            arrival,
            phase=phase or arrival.phase,
            reported_phase=arrival.phase if renamed else arrival.reported_phase,
            distance_deg=ray[row][0],
            event_azimuth_deg=ray[row][1],
            residual_s=r if math.isfinite(r) else None,
            azimuth_residual_deg=az if math.isfinite(az) else None,
            slowness_residual_s_per_deg=slow if math.isfinite(slow) else None,
            time_weight=min(weights[row], 1.0) if fits else 0.0,
            time_defining=fits,
            azimuth_defining=bool(abs(az) <= settings.defining_sd * data.azimuth_sd[row]),
            slowness_defining=bool(abs(slow) <= settings.defining_sd * data.slowness_sd[row]),
        )
    return out


def _comparable(arrival: Arrival, phase: str, residual: float, first: bool) -> bool:
    """Whether an arrival that belongs to no phase can be said to miss one: that of its own name, or, where
    it has none, one nearby."""
    if is_blank(arrival.phase):
        return first or abs(residual) <= FAR_OFF_S
    return phase in (hypotheses(arrival.phase) or ())
