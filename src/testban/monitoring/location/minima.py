"""Places that explain the arrivals: many starts, followed down to distinct minima, best first."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.location.data import Data, subset
from testban.monitoring.location.depth import LADDER, scan
from testban.monitoring.location.geometry import place
from testban.monitoring.location.inversion import refine
from testban.monitoring.location.search import Start, starts
from testban.monitoring.location.seismicity import WORLD, depth_prior
from testban.monitoring.location.times import Tables
from testban.monitoring.parameters import LocationParameters

__all__ = ["Minimum", "minima", "rival", "second_event"]

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


LEAST_STATIONS = 3
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
    phases = np.empty(len(data.time), dtype=np.int64)
    costs = np.empty(len(data.time))
    rough: list[Minimum] = []
    for state, error_s in begun:
        if depth_km is not None:
            state[4] = depth_km
        cost = refine(data, table, state, phases, costs, correction, WORLD, False, error_s, 4)
        cost += rarity(data, state)
        _keep(rough, Minimum(state, cost), 1.0)
    rough = sorted(rough, key=lambda m: m.cost)[: 2 * scanned]
    for k, minimum in enumerate(rough):
        state = minimum.state.copy()
        cost = refine(data, table, state, phases, costs, correction, WORLD, False, 2.0, 3)
        cost += rarity(data, state)
        rough[k] = Minimum(state, cost)
    rough.sort(key=lambda m: m.cost)
    out: list[Minimum] = []
    gained = 0.0
    free = depth_km is None
    for minimum in rough[:scanned]:
        if out and minimum.cost - gained > out[0].cost + WORTH_A_SCAN:
            continue
        state = minimum.state.copy()
        prior = depth_prior(*place(state[:3]))
        if free:
            found = scan(data, table, state, correction, prior, LADDER, 1)
            state = found.states[int(np.argmin(found.total))].copy()
        cost = refine(data, table, state, phases, costs, correction, prior, free, 0.0, 4)
        cost += rarity(data, state)
        gained = max(gained, minimum.cost - cost)
        minimum = Minimum(state, cost)
        _keep(out, minimum, 1.0)
    out.sort(key=lambda m: m.cost)
    for doubted in _doubted(data, table, correction, out[0], free) if out else ():
        _keep(out, doubted, 1.0)
    return sorted(out, key=lambda m: m.cost)


def rarity(data: Data, state: NDArray[np.float64]) -> float:
    """What speaks against a place that is far from every station (natural logarithm).

    A small network sees many small events near it for one beyond the core; and seen from there P of the one
    and PKP of the other can be alike. Nought for one or two stations: their slownesses and azimuths decide.
    """
    if len(np.unique(data.station[:, 0])) < LEAST_STATIONS:
        return 0.0
    cosine = min(float((data.station @ state[:3]).max()), 1.0)
    return RARER * math.log(max(math.degrees(math.acos(cosine)), NEAREST_DEG))


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
        yield Minimum(state, cost + rarity(data, state))


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
    worse = (other.cost - rarity(data, other.state)) - (best.cost - rarity(data, best.state))
    close = min(worse, other.cost - best.cost) <= settings.rival_cost
    return close and apart >= settings.rival_deg


def second_event(
    data: Data, table: Tables, doubted: NDArray[np.int64]
) -> tuple[Minimum, int] | None:
    """Another event that most of the doubted arrivals fit, and how many; None where they agree on none.

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
    return (found[0], count) if enough else None
