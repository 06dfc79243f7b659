"""Places that explain the arrivals: many starts, followed down to distinct minima, best first."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit
from testban.monitoring.location.data import Data, subset
from testban.monitoring.location.depth import LADDER, scan
from testban.monitoring.location.geometry import DEG, place
from testban.monitoring.location.inversion import refine
from testban.monitoring.location.search import Start, starts
from testban.monitoring.location.seismicity import WORLD, depth_prior
from testban.monitoring.location.times import Tables
from testban.monitoring.parameters import LocationParameters

__all__ = ["Minimum", "are_few", "minima", "rival", "second_event"]

DOUBTED = 2
"""So many of the nearest arrivals are doubted in turn."""
WORTH_A_SCAN = 15.0
"""A start is searched through all depths unless it is so much worse, the best one's gain granted."""


SCANNED, SCANNED_THOROUGH = 3, 8
"""Twice so many of the starts are followed to the end, and so many of those through all depths."""
MOST_WORTH_MORE, NONE_TO_SPARE = 40, 3
"""With more arrivals the votes do not err; with so few any place that fits has a rival."""
UNEXPLAINED_COST, UNEXPLAINED_SHARE = 6.0, 0.15
"""An arrival that costs more is explained by none of its phases; of readings one in seven may be wild."""
SECOND_ARRIVALS, SECOND_COST = 6, 4.0


RARER, NEAREST_DEG = 1.66, 0.2
"""An event has to be larger by so much of log10 of the distance to be seen from there (the distance term of
the Prague formula for Ms; Vaněk and others 1962), and is rarer by the same (Gutenberg and Richter, b = 1)."""


@dataclass(frozen=True)
class Minimum:
    """A state (x, y, z, time, depth) that is best around, and minus its log posterior, `rarity` included."""

    state: NDArray[np.float64]
    cost: float


def minima(
    data: Data, table: Tables, correction: NDArray[np.float64], depth_km: float | None
) -> list[Minimum]:
    """Distinct minima, best first: from many starts, then through all depths from the best of them.

    Where the best leaves arrivals unexplained, or there are none to spare, it is done again from ten times
    as many starts: among few arrivals a wrong place can explain some, and be far from the right one.
    """
    out = _followed(data, table, correction, depth_km, starts(data, table), SCANNED)
    if len(data.time) <= MOST_WORTH_MORE and _unexplained(data, table, correction, out):
        more = starts(data, table, thorough=True)
        for minimum in _followed(data, table, correction, depth_km, more, SCANNED_THOROUGH):
            _keep(out, minimum, 1.0)
    return sorted(out, key=lambda m: m.cost)


def _unexplained(
    data: Data, table: Tables, correction: NDArray[np.float64], found: list[Minimum]
) -> bool:
    """Whether the best minimum leaves arrivals out, or fits only because there are so few."""
    if not found or len(data.time) <= NONE_TO_SPARE:
        return True
    phases, costs = np.empty(len(data.time), dtype=np.int64), np.empty(len(data.time))
    state = found[0].state.copy()
    refine(data, table, state, phases, costs, correction, WORLD, False, 0.0, 0)
    return float((costs > UNEXPLAINED_COST).mean()) > UNEXPLAINED_SHARE


def _followed(
    data: Data,
    table: Tables,
    correction: NDArray[np.float64],
    depth_km: float | None,
    begun: list[Start],
    scanned: int,
) -> list[Minimum]:
    if not begun:
        return []
    states = np.array([start.state for start in begun])
    if depth_km is not None:
        states[:, 4] = depth_km
    errors = np.array([start.error_s for start in begun])
    costs = _refined(data, table, states, correction, errors, 4)
    kept = distinct(states, costs, 1.0)
    kept = kept[np.argsort(costs[kept], kind="stable")][: 2 * scanned]
    states = states[kept]
    costs = _refined(data, table, states, correction, np.full(len(kept), 2.0), 3)
    order = np.argsort(costs, kind="stable")[:scanned]
    phases, spare = np.empty(len(data.time), dtype=np.int64), np.empty(len(data.time))
    out: list[Minimum] = []
    gained = 0.0
    free = depth_km is None
    for rough, begins in zip(costs[order].tolist(), states[order], strict=True):
        if out and rough - gained > out[0].cost + WORTH_A_SCAN:
            continue
        state = begins.copy()
        prior = depth_prior(*place(state[:3]))
        if free:
            found = scan(data, table, state, correction, prior, LADDER, 1)
            state = found.states[int(np.argmin(found.total))].copy()
        cost = refine(data, table, state, phases, spare, correction, prior, free, 0.0, 4)
        cost += rarity(data.station, state)
        gained = max(gained, rough - cost)
        _keep(out, Minimum(state, cost), 1.0)
    out.sort(key=lambda m: m.cost)
    for doubted in _doubted(data, table, correction, out[0], free):
        _keep(out, doubted, 1.0)
    return sorted(out, key=lambda m: m.cost)


@njit(cache=True)
def _refined(
    data: Data,
    table: Tables,
    states: NDArray[np.float64],
    correction: NDArray[np.float64],
    errors_s: NDArray[np.float64],
    rounds: int,
) -> NDArray[np.float64]:
    """States moved to the best place near each, their depths held, and what they cost there."""
    phases, spare = np.empty(len(data.time), dtype=np.int64), np.empty(len(data.time))
    out = np.empty(len(states))
    for k in range(len(states)):
        out[k] = refine(
            data, table, states[k], phases, spare, correction, WORLD, False, errors_s[k], rounds
        ) + rarity(data.station, states[k])
    return out


@njit(cache=True)
def distinct(
    states: NDArray[np.float64], costs: NDArray[np.float64], apart_deg: float
) -> NDArray[np.int64]:
    """Which states are left where of those at one place the best is taken; one belongs to the place that was
    first there."""
    limit = math.cos(apart_deg * DEG)
    out = np.empty(len(states), dtype=np.int64)
    n = 0
    for k in range(len(states)):
        new = True
        for m in range(n):
            at = states[out[m]]
            if at[0] * states[k, 0] + at[1] * states[k, 1] + at[2] * states[k, 2] > limit:
                new = False
                if costs[k] < costs[out[m]]:
                    out[m] = k
                break
        if new:
            out[n] = k
            n += 1
    return out[:n]


@njit(cache=True)
def are_few(stations: NDArray[np.float64]) -> bool:
    """Whether the arrivals are of one or two stations."""
    second = -1
    for i in range(len(stations)):
        if stations[i, 0] != stations[0, 0]:
            if second < 0:
                second = i
            elif stations[i, 0] != stations[second, 0]:
                return False
    return True


@njit(cache=True)
def rarity(stations: NDArray[np.float64], state: NDArray[np.float64]) -> float:
    """What speaks against a place that is far from every station (natural logarithm).

    A small network sees many small events near it for one beyond the core; and seen from there P of the one
    and PKP of the other can be alike. Nought for one or two stations: their slownesses and azimuths decide.
    """
    if are_few(stations):
        return 0.0
    cosine = -1.0
    for i in range(len(stations)):
        up = stations[i, 0] * state[0] + stations[i, 1] * state[1] + stations[i, 2] * state[2]
        cosine = max(cosine, up)
    return RARER * math.log(max(math.acos(min(cosine, 1.0)) / DEG, NEAREST_DEG))


def _doubted(
    data: Data,
    table: Tables,
    correction: NDArray[np.float64],
    best: Minimum,
    free: bool,
) -> Iterator[Minimum]:
    """Where the event would be if one of the nearest arrivals were of another kind than it seems.

    A lone S at the nearest station can be taken for P, and draws the event to where it is.
    """
    n = len(data.time)
    phases, costs = np.empty(n, dtype=np.int64), np.empty(n)
    for i in np.argsort(-(data.station @ best.state[:3]), kind="stable")[:DOUBTED]:
        without = data.time.copy()
        without[i] += 1e5  # so late that it belongs to no phase
        state = best.state.copy()
        prior = depth_prior(*place(state[:3]))
        far = data._replace(time=without)
        refine(far, table, state, phases, costs, correction, prior, free, 4.0, 6)
        cost = refine(data, table, state, phases, costs, correction, prior, free, 0.0, 3)
        yield Minimum(state, cost + rarity(data.station, state))


def _keep(minima: list[Minimum], new: Minimum, apart_deg: float) -> None:
    """Add a minimum, or let it replace a worse one at the same place."""
    for k, old in enumerate(minima):
        if float(old.state[:3] @ new.state[:3]) > math.cos(math.radians(apart_deg)):
            if new.cost < old.cost:
                minima[k] = new
            return
    minima.append(new)


def rival(
    data: Data,
    other: Minimum,
    best: Minimum,
    at: NDArray[np.float64],
    settings: LocationParameters,
) -> bool:
    """Whether a minimum is another place that fits about as well, were events as frequent there."""
    cosine = min(max(float(other.state[:3] @ at[:3]), -1.0), 1.0)
    apart = math.degrees(math.acos(cosine))
    worse = (other.cost - rarity(data.station, other.state)) - (
        best.cost - rarity(data.station, best.state)
    )
    close = min(worse, other.cost - best.cost) <= settings.rival_cost
    return close and apart >= settings.rival_deg


def second_event(
    data: Data, table: Tables, doubted: NDArray[np.int64]
) -> tuple[Minimum, NDArray[np.int64]] | None:
    """Another event that most of the doubted arrivals fit, and which; None where they agree on none.

    A few arrivals fit some place by chance: it takes six at five stations, and three in four of all.
    """
    left = subset(data, doubted)
    if len(left.time) < SECOND_ARRIVALS:
        return None
    n = len(left.time)
    found = minima(left, table, np.zeros(n), None)
    if not found:
        return None
    phases, costs = np.empty(n, dtype=np.int64), np.empty(n)
    best = found[0].state.copy()
    refine(left, table, best, phases, costs, np.zeros(n), WORLD, False, 0.0, 0)
    fits = costs < SECOND_COST
    stations = len({tuple(row) for row in left.station[fits].tolist()})
    count = int(fits.sum())
    enough = count >= max(SECOND_ARRIVALS, 0.75 * n) and stations >= SECOND_ARRIVALS - 1
    return (found[0], doubted[fits]) if enough else None
