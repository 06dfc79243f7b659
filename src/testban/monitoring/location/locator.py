"""From the arrivals of one event to its hypocentre, with its uncertainty and what was doubted."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from testban.errors import LocationError
from testban.monitoring.location.bystanders import placed
from testban.monitoring.location.corrections import before_any_place, corrected
from testban.monitoring.location.correlated import correlated
from testban.monitoring.location.data import Data, Prepared, prepare
from testban.monitoring.location.depth import (
    DepthAnswer,
    carried,
    evidence,
    overhead_km,
    profile,
)
from testban.monitoring.location.geometry import gaps, place, rays
from testban.monitoring.location.inversion import predicted, refine
from testban.monitoring.location.minima import Minimum, minima, rival, second_event
from testban.monitoring.location.noise import BASELINE_S, GROUP, SHARED_S
from testban.monitoring.location.results import Best, Solution, clocks, report
from testban.monitoring.location.seismicity import depth_prior
from testban.monitoring.location.times import Tables, TravelTimesLike, tables
from testban.monitoring.model import Arrival, Event, iso
from testban.monitoring.parameters import LocationParameters, Parameters, load_parameters
from testban.monitoring.stations import load_stations
from testban.monitoring.traveltimes.corrections import Correction

__all__ = ["locate"]


LEAST_DATA = 3
"""Epicentre and origin time are three unknowns; the depth can be fixed."""
OPEN_KM = 0.25 * 2 * math.pi * 6371.0
"""An ellipse with a longer half-axis bounds nothing."""
MANY = 200
"""From so many arrivals on, fewer rounds with the full covariance: it is the cube that costs."""
OTHER_VALLEY = 1.0
"""Another depth is gone to where it is so much likelier (natural logarithm)."""
SECONDS_A_KM = 0.12
"""What is unknown over the source bears on the origin time as well, by about so much a kilometre of depth."""
MOST_CORRECTIONS, SAME_DEG = 3, 0.3
"""Corrections are made anew until the place moves less than this."""
LOPSIDED = 1.2
"""The middle of the interval is taken where this makes it so much shorter."""
CRUST_KM = 25.0
"""An unresolved depth is the default one where the middle of what is left is not deeper."""


def locate(
    arrivals: Any,
    stations: Any,
    *,
    parameters: Parameters | None = None,
    travel_times: TravelTimesLike | None = None,
    use_names: bool = True,
    event_id: str = "",
    depth_km: float | None = None,
    corrections: Sequence[Correction] = (),
) -> Event:
    """Locate one event from its arrivals.

    Parameters
    ----------
    arrivals
        A sequence of `Arrival` of one event, or an `Event`, ours or ObsPy's; those of another, late
        picks and bad clocks are doubted, not obeyed.
    stations
        By code, or whatever `load_stations` takes, an ObsPy `Inventory` too; arrivals at
        stations that are missing here are left out and counted in the notes.
    parameters
        Thresholds; the shipped ones where None.
    travel_times
        A velocity model; ak135 where None.
    use_names
        Whether to trust the phases' names; otherwise every arrival may be any phase.
    event_id
        Of the event given back.
    depth_km
        Fixes the depth; where None it is free if the arrivals resolve it, and fixed otherwise.
    corrections
        Of what the velocity model predicts: `load_correction` reads them, and anything with a method
        `shift` is one. A note says how much they changed.

    Returns
    -------
    Event
        With one origin, the arrivals in the order given with their residuals, weights and phases
        as renamed, rival origins where the data allow two, and notes on what was left out.

    Raises
    ------
    LocationError
        Where fewer than three times, azimuths and slownesses are left, or fit the best place, or
        where they leave the epicentre open over half the Earth.
    """
    arrivals = _arrivals(arrivals)
    stations = stations if isinstance(stations, Mapping) else load_stations(stations)
    settings = parameters or load_parameters()
    goes_by = settings.location
    source = travel_times if travel_times is not None else default_travel_times()
    table = tables(source)
    prepared = prepare(arrivals, stations, use_names=use_names)
    _check(prepared)
    data = before_any_place(prepared, corrections)
    places = minima(data, table, np.zeros(len(data.time)), depth_km)
    if not places:
        raise LocationError(
            "no place on Earth explains these arrivals",
            cure="Check station codes, times and phase names",
        )
    descend = _Descent(source, prepared, corrections)
    found = _solve(descend, places[0], depth_km, goes_by)
    rivals = [m for m in places if rival(data, m, places[0], found.state, goes_by)]
    event = report(arrivals, prepared, found, rivals, settings, source.name, event_id)
    if corrections:
        event = replace(event, notes=(found.best.corrected.note, *event.notes))
    _check_defined(event, prepared)
    event = _with_second(event, prepared, table)
    assert event.origin is not None
    return replace(event, arrivals=placed(event.arrivals, event.origin, stations, source))


def _arrivals(given: Any) -> Sequence[Arrival]:
    """Those of an event, where it is one."""
    if isinstance(given, Event):
        return given.arrivals
    if hasattr(given, "picks"):
        from testban.monitoring.formats.from_obspy import from_catalog

        return from_catalog([given]).events[0].arrivals
    return list(given)


def default_travel_times() -> TravelTimesLike:
    """The shipped ak135."""
    from testban.monitoring.traveltimes import TravelTimes

    return TravelTimes("ak135")


def _count(data: Data) -> int:
    return len(data.time) + int(np.isfinite(data.azimuth).sum() + np.isfinite(data.slowness).sum())


def _check(prepared: Prepared) -> None:
    data = prepared.data
    count = _count(data)
    if len(data.time) < 1 or count < LEAST_DATA:
        left_out = "; ".join(prepared.notes)
        raise LocationError(
            f"{count} usable times, azimuths and slownesses cannot locate an event"
            + (f" ({left_out})" if left_out else ""),
            cure="Give at least three, at stations whose coordinates are known",
        )


def _check_defined(event: Event, prepared: Prepared) -> None:
    """A place that its arrivals do not fit, or do not bound, is none."""
    origin, rows = event.origin, event.arrivals
    fit = sum(a.time_defining + a.azimuth_defining + a.slowness_defining for a in rows)
    if fit < LEAST_DATA:
        raise LocationError(
            f"only {fit} of {_count(prepared.data)} times, azimuths and slownesses fit the best place",
            cure=f"It takes {LEAST_DATA}: check station codes, clocks and phase names",
        )
    if origin is not None and origin.ellipse and origin.ellipse.semi_major_km > OPEN_KM:
        raise LocationError(
            "the arrivals leave the epicentre open over half the Earth",
            cure="Give arrivals of more stations, or azimuths",
        )


@dataclass(frozen=True)
class _Descent:
    """What finds the best state near a start: the arrivals of one event, a velocity model, corrections."""

    source: TravelTimesLike
    prepared: Prepared
    corrections: Sequence[Correction]

    def __call__(self, start: NDArray[np.float64], free: bool) -> Best:
        """The best state near a start, with corrections and correlated errors."""
        table = tables(self.source)
        state = start.copy()
        prior = depth_prior(*place(state[:3]))
        data = before_any_place(self.prepared, self.corrections)
        n = len(data.time)
        phases, costs = np.empty(n, dtype=np.int64), np.empty(n)
        rounds = 0 if free else 2
        refine(data, table, state, phases, costs, np.zeros(n), prior, False, 0.0, rounds)
        for _ in range(MOST_CORRECTIONS):
            before = state.copy()
            made = corrected(self.source, self.prepared, self.corrections, state, phases)
            refine(made.data, table, state, phases, costs, made.seconds, prior, free, 0.0, 3)
            if float(before[:3] @ state[:3]) > math.cos(math.radians(SAME_DEG)):
                break
        args = made.data, table, state, phases, made.seconds
        rounds = 6 if n <= MANY else 3
        information, weights = correlated(*args, prior, free, rounds)
        residual, _, _ = predicted(*args)
        if (np.isnan(residual[:n]) & (phases >= 0)).any():
            # The depth slid to where a phase does not arrive, Pn at a near station say: name it anew.
            refine(made.data, table, state, phases, costs, made.seconds, prior, False, 0.0, 3)
            information, weights = correlated(*args, prior, False, rounds)
        return Best(state, phases, made, weights, information)

    def at_depth(self, found: Best, depth_km: float) -> NDArray[np.float64]:
        """A state to begin from at another depth."""
        prior = depth_prior(*place(found.state[:3]))
        table = tables(self.source)
        return carried(found.data, table, found.state, found.correction, prior, depth_km)


def _solve(
    descend: _Descent, minimum: Minimum, depth_km: float | None, settings: LocationParameters
) -> Solution:
    """The best state with correlated errors, and its covariance with that of the depth in it."""
    table = tables(descend.source)
    free = depth_km is None
    found = descend(minimum.state, free)
    if not free:
        covariance = np.zeros((4, 4))
        covariance[:3, :3] = _inverse(found.information[:3, :3])
        covariance[0, 0] += BASELINE_S**2
        return Solution(table, found, covariance, None, True)
    answer = _depth(table, found, settings.confidence)
    # Left free, the depth can slide back to where depth phases draw it that the profile doubts: the
    # second time it is held.
    for still_free in (True, False):
        if answer.gain > OTHER_VALLEY:
            found = descend(answer.best, still_free)
            answer = _depth(table, found, settings.confidence)
    if answer.half_width > LOPSIDED * (answer.high - answer.low) / 2:
        # The likeliest depth stands at the edge of a wide valley, or in one of two.
        # The interval is kept: seen from the middle of two valleys, one of them would be lost.
        half = (answer.high - answer.low) / 2
        found = descend(descend.at_depth(found, (answer.low + answer.high) / 2), False)
        moved = _depth(table, found, settings.confidence)
        answer = replace(moved, half_width=half, low=answer.low, high=answer.high)
    fixed = not _resolved(answer, found, settings)
    if fixed:
        shallow = answer.middle <= CRUST_KM
        depth = settings.default_depth_km if shallow else 5.0 * round(answer.middle / 5)
        found = descend(descend.at_depth(found, depth), False)
        answer = _depth(table, found, settings.confidence)
    covariance = _covariance(found, answer, settings.confidence)
    if fixed:
        covariance[0, 0] += BASELINE_S**2
    return Solution(table, found, covariance, answer, fixed)


def _resolved(answer: DepthAnswer, found: Best, settings: LocationParameters) -> bool:
    """Whether the arrivals say enough of the depth to leave it free: something among them bounds it, and
    their own half-width, that of the prior aside, is small as well."""
    limit = max(settings.depth_resolved_km, settings.depth_resolved_share * found.state[4])
    over = overhead_km(found.phases, found.data, found.state)
    own = math.hypot(math.sqrt(_inverse(found.information)[3, 3]), over)
    own *= float(ndtri(0.5 + settings.confidence / 2))
    said = evidence(found.phases, found.data, found.state)
    used = found.data.station[found.phases >= 0]
    gap, _ = gaps(rays(found.state, used)[:, 1].tolist())
    enough = _count(found.data) > LEAST_DATA and said.bounds(gap)
    return bool(enough and max(answer.half_width, own) <= limit)


def _covariance(found: Best, answer: DepthAnswer, confidence: float) -> NDArray[np.float64]:
    """Of (time, east, north, depth): at the depth given, and what the spread of depth adds.

    Depth has the variance of its interval; time and place go with it as in the posterior, so that the
    correlations are the posterior's and the matrix stays a covariance.
    """
    sd = answer.half_width / float(ndtri(0.5 + confidence / 2))
    covariance = answer.second.copy()
    covariance[:3, 3] *= sd / math.sqrt(max(answer.second[3, 3], 1e-12))
    covariance[3, :3], covariance[3, 3] = covariance[:3, 3], sd**2
    covariance[:3, :3] += _inverse(found.information[:3, :3])
    return covariance


def _depth(table: Tables, found: Best, confidence: float) -> DepthAnswer:
    data = found.data
    sd = math.sqrt(_inverse(found.information + np.diag([0, 0, 0, 1e-4]))[3, 3])
    temper = _temper(table, found)
    prior = depth_prior(*place(found.state[:3]))
    over = overhead_km(found.phases, data, found.state)
    answer = profile(
        data, table, found.state, found.correction, prior, sd, temper, over, confidence
    )
    second = answer.second.copy()
    second[0, 0] += (SECONDS_A_KM * over) ** 2
    return replace(answer, second=second)


def _inverse(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of an information matrix; what the data leave open gets the width of the Earth."""
    weakest = np.diag([1e-6, 1e-4, 1e-4, 1e-6])[: len(matrix), : len(matrix)]
    return np.asarray(np.linalg.inv(matrix + weakest))


def _temper(table: Tables, found: Best) -> float:
    """How much of the precision of depth is left when model errors are correlated."""
    r, jacobian, sd = predicted(found.data, table, found.state, found.phases, found.correction)
    rows = np.isfinite(r)
    precision = 1 / (sd[rows, 0] ** 2 + sd[rows, 1] ** 2 / found.weights[rows])
    weighted = precision[:, None] * jacobian[rows]
    independent = jacobian[rows].T @ weighted
    # What groups of phases are off by together is solved for in the profile too.
    times = rows[: len(found.phases)]
    group = np.full(len(rows), -1)
    group[: len(times)][times] = GROUP[found.phases[times]]
    for g in np.flatnonzero(SHARED_S):
        theirs = group[rows] == g
        column = weighted[theirs].sum(axis=0)
        total = precision[theirs].sum() + 1 / SHARED_S[g] ** 2
        independent -= np.outer(column, column) / total
    small = np.diag([1e-9, 1e-9, 1e-9, 1e-6])
    ratio = (
        np.linalg.inv(independent + small)[3, 3] / np.linalg.inv(found.information + small)[3, 3]
    )
    return float(min(max(ratio, 0.05), 1.0))


def _with_second(event: Event, prepared: Prepared, table: Tables) -> Event:
    """The event with a note where the doubted arrivals are those of another, or show clocks that are wrong.

    Among the arrivals of another event some are whole minutes off by chance: no clock is accused then.
    """
    rows = [k for k, i in enumerate(prepared.indices) if not event.arrivals[i].time_defining]
    second = second_event(prepared.data, table, np.array(rows, dtype=np.int64))
    if second is None or event.origin is None or event.origin.quality is None:
        return replace(event, notes=(*event.notes, *clocks(event.arrivals)))
    minimum, count = second
    latitude, longitude = place(minimum.state[:3])
    when = iso(prepared.epoch + float(minimum.state[3]), 0)
    quality = event.origin.quality
    quality = replace(quality, flags=(*quality.flags, "another event"))
    note = (
        f"{count} of the doubted arrivals fit another event, {when} near {latitude:.1f}, "
        f"{longitude:.1f}: locate them apart"
    )
    origin = replace(event.origin, quality=quality)
    return replace(event, origin=origin, notes=(*event.notes, note))
