"""How much likelier an event is than that chance brought its arrivals together; compiled.

The likelihood ratio of an event against none is that of NET-VISA (Arora, Russell and Sudderth 2013,
BSSA 103, 709-729), with less in it: a detected phase counts log(p f / r), with p how often it is
detected, f the density of its residuals and r the rate of other arrivals at the station then; a
station that should have heard the event and did not counts log(1 - p). Of near events the absence of
a phase where others are reported counts in the same way.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.association.tables import STEP_DEG, Picks, Tables
from testban.monitoring.compiled import njit
from testban.monitoring.location.geometry import distance_azimuth

__all__ = [
    "Near",
    "Spot",
    "azimuth_ratio",
    "cosine",
    "degrees_of",
    "evaluate",
    "lookup",
    "near_to",
    "ray",
    "slowness_ratio",
]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_DEG = math.pi / 180
_LOG_2PI = math.log(2 * math.pi)
_TAIL = 0.05
"""Of residuals, the share that is anywhere within the window: late onsets and wrong models."""
_WINDOW_SD = 4.0
_FLAT = 1.0 / 360.0
_SLOW_RANGE = 40.0
_SLOWNESS_MODEL_SD = 0.3
_SURE_DEG = 60.0
"""So near there is a first arrival from any depth."""
_SURE_COS = math.cos(math.radians(_SURE_DEG))

Spot = tuple[int, int, float, float]
"""Row and column of a table and how far on to the next of both."""


@njit(cache=True)
def spot(depths: FloatArray, columns: int, depth: float, x: float) -> Spot:
    """Where in tables `[depth, distance]` of so many columns a depth and a distance are."""
    column = min(int(x / STEP_DEG), columns - 2)
    row = 0
    while row < len(depths) - 2 and depth >= depths[row + 1]:
        row += 1
    fz = min(max((depth - depths[row]) / (depths[row + 1] - depths[row]), 0.0), 1.0)
    return row, column, fz, x / STEP_DEG - column


@njit(cache=True)
def at_spot(table: FloatArray, where: Spot) -> float:
    """A table between its points; NaN where a neighbour has nothing."""
    row, column, fz, fx = where
    above = table[row, column] * (1 - fx) + table[row, column + 1] * fx
    if fz == 0.0:
        return float(above)
    below = table[row + 1, column] * (1 - fx) + table[row + 1, column + 1] * fx
    return float(above * (1 - fz) + below * fz)


@njit(cache=True)
def lookup(table: FloatArray, depths: FloatArray, depth: float, x: float) -> float:
    """A table `[depth, distance]` between its points; NaN where a neighbour has nothing."""
    return float(at_spot(table, spot(depths, table.shape[1], depth, x)))


@njit(cache=True)
def cosine(vectors: FloatArray, s: int, node: FloatArray) -> float:
    """Of the distance from a station to a place."""
    return float(vectors[s, 0] * node[0] + vectors[s, 1] * node[1] + vectors[s, 2] * node[2])


@njit(cache=True)
def degrees_of(cosine: float) -> float:
    """The distance of a cosine; good to a metre from a hundred metres on."""
    return math.acos(min(max(cosine, -1.0), 1.0)) / _DEG


@njit(cache=True)
def ray(vectors: FloatArray, s: int, node: FloatArray) -> tuple[float, float]:
    """Distance from a station to a place and azimuth there, in degrees."""
    x, sine, cosine = distance_azimuth(
        vectors[s, 0], vectors[s, 1], vectors[s, 2], node[0], node[1], node[2]
    )
    return x, math.atan2(sine, cosine) / _DEG % 360.0


@njit(cache=True)
def _density(d: float, sd: float, anywhere: float) -> float:
    return (1 - _TAIL) * math.exp(-0.5 * d * d - 0.5 * _LOG_2PI) / sd + _TAIL * anywhere


@njit(cache=True)
def azimuth_ratio(picks: Picks, p: int, back: float, wide: float) -> float:
    """How much better an azimuth fits than any would; 1 where none was measured.

    `wide` (degrees) is how far the place may be off, as the station sees it.
    """
    if math.isnan(picks.azimuth[p]):
        return 1.0
    sd = math.sqrt(picks.azimuth_sd[p] ** 2 + wide**2)
    turn = (picks.azimuth[p] - back + 180.0) % 360.0 - 180.0
    return float(_density(turn / sd, sd, _FLAT) / _FLAT)


@njit(cache=True)
def slowness_ratio(picks: Picks, p: int, slow: float) -> float:
    """The same of a slowness."""
    if math.isnan(picks.slowness[p]) or math.isnan(slow):
        return 1.0
    sd = math.sqrt(picks.slowness_sd[p] ** 2 + _SLOWNESS_MODEL_SD**2)
    off = (picks.slowness[p] - abs(slow)) / sd
    return float(_density(off, sd, 1.0 / _SLOW_RANGE) * _SLOW_RANGE)


@njit(cache=True)
def _not_before(times: FloatArray, low: int, high: int, time: float) -> int:
    """The first of sorted times from `low` to `high` that is not before one."""
    while low < high:
        mid = (low + high) // 2
        if times[mid] < time:
            low = mid + 1
        else:
            high = mid
    return low


class Near(NamedTuple):
    """The stations to ask about an event, and from which of their arrivals to which."""

    station: IntArray
    begin: IntArray
    end: IntArray


@njit(cache=True)
def near_to(
    node: FloatArray, origin: float, off_deg: float, off_s: float, tables: Tables, picks: Picks
) -> Near:
    """Of an event within so many degrees and seconds of a place and an origin time."""
    least = -2.0
    if tables.nearness >= -1.0:
        least = math.cos(min((degrees_of(tables.nearness) + off_deg) * _DEG, math.pi))
    station = np.flatnonzero(picks.vectors @ node >= least)
    last = origin + tables.last_s[-1].max() + off_s
    begin, end = np.empty_like(station), np.empty_like(station)
    for i, s in enumerate(station):
        all_of_it = picks.begins[s], picks.begins[s + 1]
        begin[i] = _not_before(picks.time, *all_of_it, origin - off_s)
        end[i] = _not_before(picks.time, begin[i], all_of_it[1], last)
    return Near(station, begin, end)


@njit(cache=True)
def _best(
    picks: Picks, tables: Tables, rate: FloatArray, free: NDArray[np.bool_], chosen: IntArray,
    s: int, low: int, high: int, k: int, origin: float, where: Spot, x: float, node: FloatArray,
    extra: float,
) -> tuple[float, int, float]:  # fmt: skip
    """The arrival at a station that fits a phase best: log ratio, which, residual (−1: none).

    None where its absence is likelier. Only those from `low` to `high` are looked at.
    """
    seconds = at_spot(tables.time_s[k], where)
    if math.isnan(seconds):
        return 0.0, -1, 0.0
    model = tables.sd[k, where[1]]
    blurred = extra * tables.blur[k]
    sd = math.sqrt(model * model + blurred * blurred)
    due, reach = origin + seconds, _WINDOW_SD * sd
    if picks.time[high - 1] < due - reach or picks.time[low] > due + reach:
        return tables.absent[k], -1, 0.0
    best, at, off = tables.absent[k], -1, 0.0
    slow, wide, back = math.nan, -1.0, 0.0
    for p in range(_not_before(picks.time, low, high, due - reach), high):
        d = (picks.time[p] - due) / sd
        if d > _WINDOW_SD:
            break
        if not free[p]:
            continue
        taken = False
        for other in range(k):
            taken = taken or chosen[other, s] == p
        if taken:
            continue
        if wide < 0.0:
            slow = at_spot(tables.slowness[k], where)
            near = max(math.sin(min(max(x, 0.5), 179.5) * _DEG), 0.02)
            wide = min((extra / 9.0) / near, 90.0)
            _, back = ray(picks.vectors, s, node)
        likely = _density(d, sd, 1.0 / (2 * _WINDOW_SD * sd)) / rate[p] * tables.share[k]
        likely *= azimuth_ratio(picks, p, back, wide) * slowness_ratio(picks, p, slow)
        fit = math.log(likely)
        if fit > best:
            best, at, off = fit, p, picks.time[p] - due
    return best, at, off


@njit(cache=True)
def _silent(picks: Picks, s: int, time: float) -> bool:
    """Whether a station is known to have recorded nothing at a time."""
    for i in range(picks.silences[s], picks.silences[s + 1]):
        if picks.silent[i, 0] <= time <= picks.silent[i, 1]:
            return True
    return False


@njit(cache=True)
def _audible(heard: FloatArray, able: FloatArray, misses: float) -> float:
    """What it counts that so many stations of each group hear an event, and others could and do not."""
    total = 0.0
    for g in range(len(heard)):
        p = min(max((heard[g] + 0.3) / (able[g] + 1.0), 0.01), 0.97)
        total += heard[g] * math.log(p) + misses * (able[g] - heard[g]) * math.log(1 - p)
    return total


@njit(cache=True)
def _sized(
    fits: FloatArray, groups: IntArray, silent: FloatArray, misses: float, curves: FloatArray
) -> tuple[float, int]:
    """What stations that may hear an event and others that could count, by the size that suits best; which.

    `fits` and `groups` are of each that may: it does where that is likelier. `silent` `[group]` are those
    that do not.
    """
    best, which = -math.inf, 0
    for c, curve in enumerate(curves):
        total = 0.0
        for g in range(len(silent)):
            total += misses * silent[g] * curve[g, 1]
        for i in range(len(fits)):
            g = groups[i]
            total += max(fits[i] + curve[g, 0], misses * curve[g, 1])
        if total > best:
            best, which = total, c
    return best, which


@njit(cache=True)
def evaluate(
    node: FloatArray, depth: float, origin: float, extra: float, phases: int, tables: Tables,
    picks: Picks, near: Near, rate: FloatArray, free: NDArray[np.bool_], misses: float,
    chosen: IntArray, residuals: FloatArray,
) -> tuple[float, int]:  # fmt: skip
    """The log likelihood ratio of an event, and how many stations hear it first-hand.

    Fills `chosen` `[phase, station]` with the best arrival of each of the first `phases` phases (−1:
    none; all are that at first) and `residuals` `[station]` with those of the first. `near` may have
    stations that are too far, and arrivals too early or late. `extra` (s) is added to the errors of time while the
    place is rough. An arrival is taken by the earliest phase that has it. A station may hear an event by
    later phases alone if the tables say so.

    How often stations hear the event is told from itself, by distance: by the curve that suits best or,
    without curves, as many of those that could, with a little before. `misses` weighs what is not
    heard: 0 where nobody knows what worked. With curves a station hears an event only where that is likelier
    than that it does not.
    """
    groups = len(tables.groups) + 1
    heard, able = np.zeros(groups), np.zeros(groups)
    # Of each station that may hear it: how it fits, which it is, its group.
    fits, whose = np.empty(len(near.station)), np.empty((2, len(near.station)), dtype=np.int64)
    maybe = 0
    # Of all phases the widest window, before the origin of an event at the station.
    blurred = extra * tables.blur[phases - 1]
    early = _WINDOW_SD * math.sqrt(tables.widest_s**2 + blurred * blurred)
    for i, s in enumerate(near.station):
        if tables.alone or chosen[0, s] >= 0:
            chosen[:, s] = -1
        dot = cosine(picks.vectors, s, node)
        if dot < tables.nearness:
            continue
        end = near.end[i]
        low = _not_before(picks.time, near.begin[i], end, origin - early)
        g = 0
        while g < groups - 1 and dot <= tables.groups[g]:
            g += 1
        last = origin + tables.last_s[phases - 1, g] + early
        nothing = low == end or picks.time[low] > last
        if nothing and dot > _SURE_COS and picks.silences[s] == picks.silences[s + 1]:
            able[g] += 1.0
            continue
        x = degrees_of(dot)
        where = spot(tables.depths, tables.time_s.shape[2], depth, x)
        if math.isnan(at_spot(tables.time_s[0], where)):
            continue
        # What did not record has missed nothing.
        if not _silent(picks, s, origin + at_spot(tables.time_s[0], where)):
            able[g] += 1.0
        if nothing:
            continue
        high = _not_before(picks.time, low, end, last)
        if low == high:
            continue
        fit, at, off = _best(
            picks, tables, rate, free, chosen, s, low, high, 0, origin, where, x, node, extra
        )  # fmt: skip
        if at < 0 and not tables.alone:
            continue
        chosen[0, s], residuals[s] = at, off
        any_of_them = at >= 0
        total = fit
        for k in range(1, phases):
            fit, at, off = _best(
                picks, tables, rate, free, chosen, s, low, high, k, origin, where, x, node, extra
            )  # fmt: skip
            chosen[k, s] = at
            any_of_them = any_of_them or at >= 0
            total += fit
        if any_of_them:
            fits[maybe], whose[0, maybe], whose[1, maybe] = total, s, g
            heard[g] += 1.0
            maybe += 1
    # An arrival in an outage: the table of outages is wrong there.
    able = np.maximum(able, heard)
    if not len(tables.heard):
        return fits[:maybe].sum() + _audible(heard, able, misses), maybe
    score, size = _sized(fits[:maybe], whose[1, :maybe], able - heard, misses, tables.heard)
    found = 0
    for i in range(maybe):
        s, g = whose[0, i], whose[1, i]
        if fits[i] + tables.heard[size, g, 0] < misses * tables.heard[size, g, 1]:
            chosen[:, s] = -1
        elif chosen[0, s] >= 0:
            found += 1
    return score, found
