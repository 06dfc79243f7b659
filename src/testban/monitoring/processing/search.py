"""Where and when an event would explain the detections: votes of first arrivals over the Earth."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit
from testban.monitoring.location.geometry import unit_vector
from testban.monitoring.model import Arrival, Origin, Station
from testban.monitoring.parameters import ProcessParameters
from testban.monitoring.processing.crests import Crests, crest_gain
from testban.monitoring.processing.rays import first_times
from testban.monitoring.traveltimes import TravelTimes

__all__ = ["RARER_DEG", "Candidate", "azimuth_gain", "candidates", "false_rate"]

Array = NDArray[np.float64]

FAR_STEP_DEG, NEAR_STEP_DEG, NEAR_DEG = 2.0, 0.5, 16.0
TABLE_STEP_DEG = 0.1
SLACK_S = 2.5
"""Errors of onsets and velocities, beside those of the grid."""
APART_DEG = 0.9
KEPT = 12
RARER_DEG = (1.0, 20.0)
"""Between these distances the amplitude of P falls by one power of the distance throughout."""


@dataclass(frozen=True)
class Candidate:
    """A place and time, what speaks for it, and the arrivals that it would explain as first P."""

    latitude: float
    longitude: float
    time: float
    weight: float
    arrivals: tuple[int, ...]

    @property
    def origin(self) -> Origin:
        """At the surface."""
        return Origin(self.time, self.latitude, self.longitude, 0.0)


def false_rate(snr: float | None, settings: ProcessParameters) -> float:
    """False detections a second at one station, of such a ratio or larger."""
    ratio = max(snr or 3.0, 1.0) / 3.0
    power = settings.false_snr_power if ratio >= 1 else settings.false_weak_power
    return float(ratio**-power / settings.false_seconds)


def candidates(
    arrivals: Sequence[Arrival],
    stations: Mapping[str, Station],
    travel_times: TravelTimes,
    settings: ProcessParameters,
    found: Crests | None = None,
) -> list[Candidate]:
    """Distinct places that explain first arrivals at as many stations as may seed an event, best first.

    `found` are crests of Lg, which tell how far off a place is.
    """
    codes = sorted({arrival.station for arrival in arrivals})
    if len(codes) < settings.seed_stations:
        return []
    index = {code: i for i, code in enumerate(codes)}
    vectors = unit_vector(
        [stations[code].latitude for code in codes], [stations[code].longitude for code in codes]
    )
    latitude, longitude = _grid([stations[code] for code in codes])
    nodes = unit_vector(latitude, longitude)
    distance = np.degrees(np.arccos(np.clip(nodes @ vectors.T, -1.0, 1.0)))
    table = np.arange(0.0, 180.0 + TABLE_STEP_DEG, TABLE_STEP_DEG)
    known = first_times(np.minimum(table, 180.0), travel_times)
    seconds = np.interp(distance, table[np.isfinite(known)], known[np.isfinite(known)])
    station = np.array([index[a.station] for a in arrivals], dtype=np.int64)
    base = min(a.time for a in arrivals)
    time = np.array([a.time - base for a in arrivals])
    weight = np.array([-math.log(2 * SLACK_S * false_rate(a.snr, settings)) for a in arrivals])
    near = distance.min(axis=1) < NEAR_DEG
    slack = SLACK_S + np.where(near, NEAR_STEP_DEG * 0.5 * 13.7, FAR_STEP_DEG * 0.5 * 9.0)
    score, when = _votes(seconds, station, time, weight, slack, len(codes))
    # Of three stations many places take all votes: directions, nearness and Lg part them.
    late = time[None, :] - seconds[:, station] - when[:, None]
    within = np.abs(late) <= slack[:, None]
    for i, arrival in enumerate(arrivals):
        if arrival.azimuth_deg is not None:
            azimuth = _azimuths(vectors[station[i]], nodes)
            score += within[:, i] * azimuth_gain(arrival, azimuth, settings)
        crest = (found or {}).get((arrival.station, arrival.time))
        if crest is not None:
            score += within[:, i] * crest_gain(
                crest, base + when, distance[:, station[i]], settings
            )
    seen = np.where(within, distance[:, station], 180.0).min(axis=1)
    score -= settings.larger_is_rarer * np.log(np.clip(seen, *RARER_DEG))
    out: list[Candidate] = []
    for node in np.argsort(-score, kind="stable"):
        if len(out) == KEPT:
            break
        if any(_near(latitude[node], longitude[node], c) for c in out):
            continue
        inside = _explained(seconds[node], station, time, weight, when[node], slack[node])
        if len(inside) >= settings.seed_stations:
            out.append(
                Candidate(
                    float(latitude[node]), float(longitude[node]), base + float(when[node]),
                    float(score[node]), inside,
                )
            )  # fmt: skip
    return out


def _azimuths(station: Array, nodes: Array) -> Array:
    """From a station to places, degrees; all as unit vectors."""
    east = np.array([-station[1], station[0], 0.0])
    east /= max(float(np.linalg.norm(east)), 1e-12)
    north = np.cross(station, east)
    azimuth: Array = np.degrees(np.arctan2(nodes @ east, nodes @ north)) % 360.0
    return azimuth


def azimuth_gain(arrival: Arrival, azimuth_deg: Array, settings: ProcessParameters) -> Array:
    """How much likelier a measured azimuth is from such a direction than from any (logarithm).

    Some are wrong altogether, however certain they look: what is scattered beside the path.
    """
    sd = max(arrival.azimuth_uncertainty_deg or 0.0, settings.azimuth_sd_deg)
    off = (np.asarray(arrival.azimuth_deg) - azimuth_deg + 180.0) % 360.0 - 180.0
    right = np.exp(-0.5 * (off / sd) ** 2) / (sd * math.sqrt(2 * math.pi)) * 360.0
    wrong = settings.azimuth_wrong
    gain: Array = np.log((1 - wrong) * right + wrong)
    return gain


def _grid(stations: Sequence[Station]) -> tuple[Array, Array]:
    """Places all over the Earth, denser where a station is near."""
    vectors = unit_vector([s.latitude for s in stations], [s.longitude for s in stations])

    def near(places: Array) -> NDArray[np.bool_]:
        nodes = unit_vector(places[:, 0], places[:, 1])
        found: NDArray[np.bool_] = (nodes @ vectors.T).max(axis=1) > math.cos(
            math.radians(NEAR_DEG)
        )
        return found

    coarse, fine = _spread(FAR_STEP_DEG), _spread(NEAR_STEP_DEG)
    kept = np.concatenate([coarse[~near(coarse)], fine[near(fine)]])
    return kept[:, 0], kept[:, 1]


def _spread(step_deg: float) -> Array:
    """Places a step apart, all over the Earth."""
    rows: list[Array] = []
    for latitude in np.arange(-90 + step_deg / 2, 90, step_deg):
        count = max(1, round(360 / step_deg * math.cos(math.radians(latitude))))
        longitude = -180 + 360 * (np.arange(count) + 0.5) / count
        rows.append(np.column_stack([np.full(count, latitude), longitude]))
    return np.concatenate(rows)


def _near(latitude: float, longitude: float, other: Candidate) -> bool:
    a = unit_vector(latitude, longitude)
    b = unit_vector(other.latitude, other.longitude)
    return float(a @ b) > math.cos(math.radians(APART_DEG))


@njit(cache=True)
def _votes(
    seconds: Array,
    station: NDArray[np.int64],
    time: Array,
    weight: Array,
    slack: Array,
    count: int,
) -> tuple[Array, Array]:
    """At each place the largest weight of arrivals with one origin time, one of each station."""
    nodes, n = len(seconds), len(time)
    score, when = np.zeros(nodes), np.zeros(nodes)
    for node in range(nodes):
        origin = np.empty(n)
        for i in range(n):
            origin[i] = time[i] - seconds[node, station[i]]
        order = np.argsort(origin)
        for first in range(n):
            best = np.zeros(count)
            start = origin[order[first]]
            total, middle = 0.0, 0.0
            for k in range(first, n):
                i = order[k]
                if origin[i] > start + 2 * slack[node]:
                    break
                if weight[i] > best[station[i]]:
                    total += weight[i] - best[station[i]]
                    best[station[i]] = weight[i]
                middle = origin[i]
            if total > score[node]:
                score[node], when[node] = total, (start + middle) / 2
    return score, when


def _explained(
    seconds: Array,
    station: NDArray[np.int64],
    time: Array,
    weight: Array,
    when: float,
    slack: float,
) -> tuple[int, ...]:
    """The heaviest arrival of each station whose origin time is near."""
    best: dict[int, int] = {}
    for i in np.flatnonzero(np.abs(time - seconds[station] - when) <= slack):
        code = int(station[i])
        if code not in best or weight[i] > weight[best[code]]:
            best[code] = int(i)
    return tuple(sorted(best.values()))
