"""From the arrivals of one event to its hypocentre, with its uncertainty and what was doubted."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtri, ndtri

from testban.errors import LocationError
from testban.monitoring.location.data import Data, Prepared, prepare
from testban.monitoring.location.depth import LADDER, DepthAnswer, basis, profile, scan
from testban.monitoring.location.geometry import KM_PER_DEG, distance_azimuth, gaps, place
from testban.monitoring.location.inversion import correlated, nearest, predicted, refine
from testban.monitoring.location.phases import PHASES, is_blank
from testban.monitoring.location.search import starts
from testban.monitoring.location.times import Tables, TravelTimesLike, tables
from testban.monitoring.model import Arrival, Ellipse, Event, Origin, Quality, Station
from testban.monitoring.parameters import LocationParameters, Parameters, load_parameters

__all__ = ["locate"]


AUTHOR = "testban"


MANY = 200
"""From so many arrivals on, fewer rounds with the full covariance: it is the cube that costs."""
WORTH_A_SCAN = 15.0
"""A start is searched through all depths unless it is so much worse, the best one's gain granted."""


@dataclass
class _Minimum:
    state: NDArray[np.float64]
    cost: float


def locate(
    arrivals: Sequence[Arrival],
    stations: Mapping[str, Station],
    *,
    parameters: Parameters | None = None,
    travel_times: TravelTimesLike | None = None,
    use_names: bool = True,
    event_id: str = "",
    depth_km: float | None = None,
) -> Event:
    """Locate one event from its arrivals.

    Parameters
    ----------
    arrivals
        Of one event; those of another, late picks and bad clocks are doubted, not obeyed.
    stations
        By code; arrivals at stations that are missing here are left out and counted in the notes.
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

    Returns
    -------
    Event
        With one origin, the arrivals in the order given with their residuals, weights and phases
        as renamed, rival origins where the data allow two, and notes on what was left out.

    Raises
    ------
    LocationError
        Where fewer than three times, azimuths and slownesses are left.
    """
    settings = parameters or load_parameters()
    goes_by = settings.location
    source = travel_times if travel_times is not None else default_travel_times()
    table = tables(source)
    prepared = prepare(arrivals, stations, use_names=use_names)
    _check(prepared)
    data = prepared.data
    correction = np.zeros(len(data.time))
    minima = _minima(data, table, correction, depth_km)
    if not minima:
        raise LocationError(
            "no place on Earth explains these arrivals",
            cure="Check station codes, times and phase names",
        )
    found = _solve(source, prepared, minima[0], depth_km, goes_by)
    return _event(arrivals, stations, prepared, found, minima, settings, source.name, event_id)


def default_travel_times() -> TravelTimesLike:
    """The shipped ak135."""
    from testban.monitoring.traveltimes import TravelTimes

    return TravelTimes("ak135")


def _check(prepared: Prepared) -> None:
    data = prepared.data
    count = len(data.time) + int(np.isfinite(data.azimuth).sum() + np.isfinite(data.slowness).sum())
    if len(data.time) < 1 or count < 3:
        left_out = "; ".join(prepared.notes)
        raise LocationError(
            f"{count} usable times, azimuths and slownesses cannot locate an event"
            + (f" ({left_out})" if left_out else ""),
            cure="Give at least three, at stations whose coordinates are known",
        )


def _minima(
    data: Data, table: Tables, correction: NDArray[np.float64], depth_km: float | None
) -> list[_Minimum]:
    """Distinct minima, best first: from many starts, then through all depths from the best of them."""
    phases = np.empty(len(data.time), dtype=np.int64)
    rough: list[_Minimum] = []
    for state in starts(data, table):
        if depth_km is not None:
            state[4] = depth_km
        cost = refine(data, table, state, phases, correction, False, 16.0, 6)
        _keep(rough, _Minimum(state, cost), 1.0)
    rough.sort(key=lambda m: m.cost)
    out: list[_Minimum] = []
    gained = 0.0
    for minimum in rough[:3]:
        if out and minimum.cost - gained > out[0].cost + WORTH_A_SCAN:
            continue
        if depth_km is None:
            costs, states = scan(data, table, minimum.state, correction, LADDER, 2)
            state = states[int(np.argmin(costs))].copy()
            cost = refine(data, table, state, phases, correction, True, 0.0, 4)
            if cost > costs.min():
                state, cost = states[int(np.argmin(costs))], float(costs.min())
            gained = max(gained, minimum.cost - cost)
            minimum = _Minimum(state, cost)
        else:
            cost = refine(data, table, minimum.state, phases, correction, False, 0.0, 4)
            minimum = _Minimum(minimum.state, cost)
        _keep(out, minimum, 1.0)
    out.sort(key=lambda m: m.cost)
    return out


def _keep(minima: list[_Minimum], new: _Minimum, apart_deg: float) -> None:
    """Add a minimum, or let it replace a worse one at the same place."""
    for k, old in enumerate(minima):
        if float(old.state[:3] @ new.state[:3]) > math.cos(math.radians(apart_deg)):
            if new.cost < old.cost:
                minima[k] = new
            return
    minima.append(new)


@dataclass(frozen=True)
class _Solution:
    table: Tables
    state: NDArray[np.float64]
    phases: NDArray[np.int64]
    correction: NDArray[np.float64]
    weights: NDArray[np.float64]
    covariance: NDArray[np.float64]
    spread: float
    depth: DepthAnswer | None
    depth_fixed: bool


def _solve(
    source: TravelTimesLike,
    prepared: Prepared,
    minimum: _Minimum,
    depth_km: float | None,
    settings: LocationParameters,
) -> _Solution:
    """The best state with correlated errors, and its covariance with that of the depth in it."""
    data, table = prepared.data, tables(source)
    state = minimum.state.copy()
    phases = np.empty(len(data.time), dtype=np.int64)
    correction = np.zeros(len(data.time))
    free = depth_km is None
    rounds = 6 if len(data.time) <= MANY else 3
    refine(data, table, state, phases, correction, False, 0.0, 0)
    # A second round: corrections and names as of the place that the first one led to.
    for _ in range(2):
        correction = _corrections(source, prepared, state, phases)
        refine(data, table, state, phases, correction, free, 0.0, 2)
    information, weights, spread = correlated(data, table, state, phases, correction, free, rounds)
    if not free:
        covariance = np.zeros((4, 4))
        covariance[:3, :3] = _inverse(information[:3, :3])
        return _Solution(table, state, phases, correction, weights, covariance, spread, None, True)
    sd = math.sqrt(_inverse(information + np.diag([0, 0, 0, 1e-4]))[3, 3])
    temper = _temper(data, table, state, phases, correction, weights, information)
    answer = profile(data, table, state, correction, sd, temper, settings.confidence)
    limit = max(settings.depth_resolved_km, settings.depth_resolved_share * state[4])
    fixed = answer.half_width > limit
    if fixed:
        state[4] = settings.default_depth_km if answer.low <= 35.0 else round(answer.depth, -1)
        refine(data, table, state, phases, correction, False, 0.0, 3)
        information, weights, spread = correlated(
            data, table, state, phases, correction, False, rounds
        )
        answer = profile(data, table, state, correction, sd, temper, settings.confidence)
    covariance = np.zeros((4, 4))
    covariance[:3, :3] = _inverse(information[:3, :3]) + answer.second
    covariance[3, 3] = (answer.half_width / ndtri(0.5 + settings.confidence / 2)) ** 2
    return _Solution(table, state, phases, correction, weights, covariance, spread, answer, fixed)


def _inverse(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of an information matrix; what the data leave open gets the width of the Earth."""
    weakest = np.diag([1e-6, 1e-4, 1e-4, 1e-6])[: len(matrix), : len(matrix)]
    return np.asarray(np.linalg.inv(matrix + weakest))


def _corrections(
    source: TravelTimesLike,
    prepared: Prepared,
    state: NDArray[np.float64],
    phases: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Seconds that the flattening of the Earth and the heights of stations add."""
    data = prepared.data
    out = np.zeros(len(data.time))
    x, y, z = (float(v) for v in state[:3])
    ray = np.array([distance_azimuth(x, y, z, *station) for station in data.station.tolist()])
    latitude, _ = place(state[:3])
    azimuth = np.degrees(np.arctan2(ray[:, 1], ray[:, 2]))
    _, jacobian, _ = predicted(data, tables(source), state, phases, out)
    n = len(out)
    slowness = np.hypot(jacobian[:n, 1], jacobian[:n, 2])
    for p in np.unique(phases[phases >= 0]):
        at = phases == p
        out[at] = source.ellipticity_s(
            PHASES[p], ray[at, 0], state[4], latitude, azimuth[at]
        ) + source.elevation_s(PHASES[p], slowness[at], prepared.elevation_m[at])
    return np.nan_to_num(out)


def _temper(
    data: Data,
    table: Tables,
    state: NDArray[np.float64],
    phases: NDArray[np.int64],
    correction: NDArray[np.float64],
    weights: NDArray[np.float64],
    information: NDArray[np.float64],
) -> float:
    """How much of the precision of depth is left when model errors are correlated, at most 1."""
    r, jacobian, sd = predicted(data, table, state, phases, correction)
    rows = np.isfinite(r)
    precision = 1 / (sd[rows, 0] ** 2 + sd[rows, 1] ** 2 / weights[rows])
    independent = jacobian[rows].T @ (precision[:, None] * jacobian[rows])
    small = np.diag([1e-9, 1e-9, 1e-9, 1e-6])
    ratio = np.linalg.inv(independent + small)[3, 3] / np.linalg.inv(information + small)[3, 3]
    return float(min(max(ratio, 0.05), 1.0))


def _ellipse(covariance: NDArray[np.float64], confidence: float) -> Ellipse:
    """Of the epicentre: the axes of the covariance of (east, north), scaled to a confidence."""
    values, vectors = np.linalg.eigh(covariance[1:3, 1:3])
    scale = math.sqrt(chdtri(2, 1 - confidence)) * KM_PER_DEG
    major, minor = math.sqrt(max(values[1], 0.0)), math.sqrt(max(values[0], 0.0))
    strike = math.degrees(math.atan2(vectors[0, 1], vectors[1, 1])) % 180.0
    half_turn = KM_PER_DEG * 180.0
    return Ellipse(min(scale * major, half_turn), min(scale * minor, half_turn), strike, confidence)


def _event(
    arrivals: Sequence[Arrival],
    stations: Mapping[str, Station],
    prepared: Prepared,
    found: _Solution,
    minima: Sequence[_Minimum],
    parameters: Parameters,
    model: str,
    event_id: str,
) -> Event:
    settings = parameters.location
    table_rows = _arrivals(arrivals, stations, prepared, found, settings)
    used = [a for a in table_rows if a.time_defining or a.azimuth_defining or a.slowness_defining]
    sd = np.sqrt(np.diag(found.covariance))
    z = float(ndtri(0.5 + settings.confidence / 2))
    latitude, longitude = place(found.state[:3])
    ellipse = _ellipse(found.covariance, settings.confidence)
    flags: list[str] = []
    others: list[Origin] = []
    for rival in minima[1:]:
        apart = math.degrees(
            math.acos(min(max(float(rival.state[:3] @ found.state[:3]), -1.0), 1.0))
        )
        if rival.cost - minima[0].cost <= settings.rival_cost and apart >= settings.rival_deg:
            where = place(rival.state[:3])
            others.append(
                Origin(
                    prepared.epoch + float(rival.state[3]),
                    *where,
                    float(rival.state[4]),
                    author=AUTHOR,
                    velocity_model=model,
                )
            )
    if others:
        flags.append("rival minimum")
    distances = [a.distance_deg for a in used if a.distance_deg is not None]
    azimuths = [a.event_azimuth_deg for a in used if a.event_azimuth_deg is not None]
    gap, secondary = gaps(azimuths)
    defining = sum(a.time_defining + a.azimuth_defining + a.slowness_defining for a in used)
    if gap > 180:
        flags.append("gap above 180°")
    quality = Quality(
        gap,
        secondary,
        min(distances, default=math.nan),
        max(distances, default=math.nan),
        len({a.station for a in used}),
        defining,
        tuple(flags),
    )
    residuals = [a.residual_s for a in used if a.time_defining and a.residual_s is not None]
    error = math.sqrt(sum(r * r for r in residuals) / len(residuals)) if residuals else None
    origin = Origin(
        prepared.epoch + float(found.state[3]),
        latitude,
        longitude,
        float(found.state[4]),
        depth_fixed=found.depth_fixed,
        depth_basis=_depth_basis(found, used, settings),
        time_uncertainty_s=z * float(sd[0]),
        depth_uncertainty_km=None
        if found.depth_fixed or found.depth is None
        else found.depth.half_width,
        ellipse=ellipse,
        standard_error_s=error,
        covariance=_kilometres(found.covariance),
        quality=quality,
        author=AUTHOR,
        parameters=parameters.sha256,
        velocity_model=model,
    )
    notes = list(prepared.notes)
    doubted = [a for a in table_rows if a.residual_s is not None and not a.time_defining]
    if doubted:
        notes.append(
            f"{len(doubted)} arrivals doubted: their times do not fit ("
            + ", ".join(f"{a.station} {a.residual_s:+.1f} s" for a in doubted[:6])
            + (" …" if len(doubted) > 6 else "")
            + ")"
        )
    for other in others:
        notes.append(
            f"another place fits about as well: {other.latitude:.1f}, {other.longitude:.1f}"
        )
    return Event(
        event_id, origin, tuple(table_rows), other_origins=tuple(others), notes=tuple(notes)
    )


def _kilometres(covariance: NDArray[np.float64]) -> tuple[tuple[float, ...], ...]:
    unit = np.array([1.0, KM_PER_DEG, KM_PER_DEG, 1.0])
    return tuple(tuple(float(v) for v in row) for row in covariance * np.outer(unit, unit))


def _depth_basis(found: _Solution, used: Sequence[Arrival], settings: LocationParameters) -> str:
    if found.depth is None:
        return "fixed by the user"
    index = {phase: i for i, phase in enumerate(PHASES)}
    said = basis(
        np.array([index.get(a.phase or "", -1) for a in used], dtype=np.int64),
        [a.station for a in used],
        np.array([a.distance_deg for a in used], dtype=np.float64),
        float(found.state[4]),
    )
    if not found.depth_fixed:
        return "free: " + (", ".join(said) if said else "the curve of travel times by distance")
    share = round(100 * settings.confidence)
    return (
        f"fixed: the arrivals leave {found.depth.low:.0f} to {found.depth.high:.0f} km ({share} %)"
    )


def _arrivals(
    arrivals: Sequence[Arrival],
    stations: Mapping[str, Station],
    prepared: Prepared,
    found: _Solution,
    settings: LocationParameters,
) -> list[Arrival]:
    """The arrivals as given, each with its distance, residuals, weights and phase."""
    data, n = prepared.data, len(prepared.data.time)
    # An arrival that belongs to no phase is told how far it is off the nearest.
    told = nearest(data, found.table, found.state, found.phases, found.correction)
    residual, _, sd = predicted(data, found.table, found.state, told, found.correction)
    out = list(arrivals)
    for row, i in enumerate(prepared.indices):
        arrival = arrivals[i]
        distance, sin_az, cos_az = distance_azimuth(*found.state[:3], *data.station[row])
        phase = PHASES[found.phases[row]] if found.phases[row] >= 0 else None
        r, az, slow = (float(residual[row + k * n]) for k in range(3))
        total = math.hypot(sd[row, 0], sd[row, 1])
        fits = (
            found.phases[row] >= 0 and math.isfinite(r) and abs(r) <= settings.defining_sd * total
        )
        renamed = phase is not None and phase != arrival.phase and not is_blank(arrival.phase)
        out[i] = replace(
            arrival,
            phase=phase or arrival.phase,
            reported_phase=arrival.phase if renamed else arrival.reported_phase,
            distance_deg=distance,
            event_azimuth_deg=math.degrees(math.atan2(sin_az, cos_az)) % 360.0,
            residual_s=r if math.isfinite(r) else None,
            azimuth_residual_deg=az if math.isfinite(az) else None,
            slowness_residual_s_per_deg=slow if math.isfinite(slow) else None,
            time_weight=float(min(found.weights[row], 1.0)) if fits else 0.0,
            time_defining=fits,
            azimuth_defining=math.isfinite(az)
            and abs(az) <= settings.defining_sd * data.azimuth_sd[row],
            slowness_defining=math.isfinite(slow)
            and abs(slow) <= settings.defining_sd * data.slowness_sd[row],
        )
    return out
