"""Starting points from nothing: the sphere is asked everywhere, and origin times vote.

At a trial place each arrival, by each phase that it may be, gives an origin time; where many agree, an
event is possible. Places are a lattice over the sphere and rings round the stations that saw it first,
for a small event is near them. Where a whole network lies within some seconds of travel time the votes
are alike everywhere, so the earliest station, places round it as far off as the network is wide, and those
whence a wave would cross it as the first arrivals do, are begun from whatever they say.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit
from testban.monitoring.location.as_array import front_places
from testban.monitoring.location.data import Data
from testban.monitoring.location.geometry import DEG, moved
from testban.monitoring.location.phases import PHASES
from testban.monitoring.location.times import (
    DEPTH_STEP,
    FAR_STEP,
    NEAR_NODES,
    NEAR_STEP,
    Tables,
    lookup,
)

__all__ = ["Start", "starts"]

LATTICE = 2000
RING_DEG = (0.2, 0.6, 1.2, 2.0, 3.0, 4.5)
RING_POINTS = 8
DEPTHS = np.array([10.0, 150.0, 450.0])
BIN_S = 12.0
VOTERS = 40
"""So many arrivals vote at most."""
RINGED, DIRECTIONS = 4, 3
"""So many stations get rings, and so many measured azimuths are followed."""
MOST, MOST_OF_FEW, FEW = 12, 30, 10
"""So many starts at most; more where arrivals are so few that the votes say little."""
APART_DEG, RING_APART_DEG = 8.0, 1.0
MOST_THOROUGH, APART_THOROUGH_DEG = 120, 4.0
"""So many starts, so close, where those found at first leave arrivals unexplained."""
ERROR_S = 16.0
"""Errors at a start that the lattice gives: its places are some hundred kilometres off."""
NETWORK_S = 120.0
"""First arrivals within so many seconds are of a network that is asked as such: some 8 degrees."""
NETWORK_RINGS, NETWORK_POINTS = (0.7, 2.0), 4
"""Starts round the earliest station of a network, in the median distance of its other stations."""
NETWORK_DEPTH = 10.0
FRONT_ERROR_S = 4.0
"""Errors at a start that the network's own front gives."""
FIRST_P = PHASES.index("P")
EARLIEST_S = 1500.0
"""No phase in use travels longer."""
HALF = round(FAR_STEP / NEAR_STEP)
SHALLOW, DEEP = np.array([0]), np.array([1, 2])
DEEP_PLACES = 300
KINDS = (("P", "Pn", "PKPdf"), ("S", "Sn"), ("Lg",), ("PKPbc", "PKPab"))
"""Phases that vote with one voice; where several arrive, the first listed is asked."""
KIND_OF = np.array(
    [next((k for k, kind in enumerate(KINDS) if phase in kind), -1) for phase in PHASES]
)
KIND_OF[PHASES.index("Pg")] = 0
KIND_OF[PHASES.index("Sg")] = 1
KIND_OF[PHASES.index("pP")] = 0
KIND_OF[PHASES.index("sP")] = 0


def lattice(count: int = LATTICE) -> NDArray[np.float64]:
    """Directions spread evenly over the sphere (Fibonacci's lattice); 2,000 are 4.5° apart."""
    k = np.arange(count) + 0.5
    z = 1 - 2 * k / count
    turn = math.pi * (1 + math.sqrt(5)) * k
    r = np.sqrt(1 - z * z)
    return np.stack([r * np.cos(turn), r * np.sin(turn), z], -1)


_LATTICE = lattice()


@njit(cache=True)
def rings(centres: NDArray[np.float64]) -> NDArray[np.float64]:
    """Directions round some stations, at `RING_DEG` degrees."""
    out = np.empty((len(centres) * len(RING_DEG) * RING_POINTS, 3))
    k = 0
    for c in range(len(centres)):
        for radius in RING_DEG:
            for p in range(RING_POINTS):
                angle = p * (2 * math.pi / RING_POINTS) + radius
                out[k, 0], out[k, 1], out[k, 2] = moved(
                    centres[c, 0],
                    centres[c, 1],
                    centres[c, 2],
                    radius * math.sin(angle),
                    radius * math.cos(angle),
                )
                k += 1
    return out


def sample(data: Data, most: int) -> NDArray[np.int64]:
    """Arrivals that vote: the first at each station, half of them the earliest, half spread over the rest."""
    firsts = np.nonzero(data.late <= 0)[0]
    order = firsts[np.argsort(data.time[firsts], kind="stable")]
    if len(order) < most:
        later = np.nonzero(data.late > 0)[0][: most - len(order)]
        return np.concatenate([order, later]).astype(np.int64)
    half = most // 2
    rest = np.unique(np.linspace(half, len(order) - 1, most - half).astype(np.int64))
    return np.concatenate([order[:half], order[rest]]).astype(np.int64)


def kinds(tables: Tables) -> NDArray[np.float32]:
    """Times (s) of the kinds of wave that vote, by layer, kind and half degree.

    What follows first P within seconds (PKPbc, PcP, pP) has no voice of its own: bins are wide.
    """
    layers = (DEPTHS / DEPTH_STEP).astype(int)
    columns = np.concatenate(
        [np.arange(0, NEAR_NODES, HALF), np.arange(NEAR_NODES, tables.nodes.shape[1])]
    )
    out = np.full((len(DEPTHS), len(KINDS), len(columns)), np.nan, dtype=np.float32)
    for k, phases in enumerate(KINDS):
        for phase in reversed(phases):
            times = tables.nodes[:, :, PHASES.index(phase), 0][np.ix_(layers, columns)]
            out[:, k] = np.where(np.isnan(times), out[:, k], times)
    return out


class Start(NamedTuple):
    """A state to begin from, and how many seconds the times may err there."""

    state: NDArray[np.float64]
    error_s: float


_tables: list[tuple[NDArray[np.float32], NDArray[np.float32]]] = []


def _vote_table(tables: Tables) -> NDArray[np.float32]:
    """`kinds` of the tables in use, made once (an array is no key of a cache)."""
    for nodes, found in _tables:
        if nodes is tables.nodes:
            return found
    _tables.append((tables.nodes, kinds(tables)))
    return _tables[-1][1]


@njit(cache=True)
def voices(d: Data, chosen: NDArray[np.int64]) -> NDArray[np.float64]:
    """How loud each chosen arrival speaks as each kind; nought where it cannot be."""
    out = np.zeros((len(chosen), len(KINDS)))
    for v in range(len(chosen)):
        i = chosen[v]
        for k in range(d.hyp_start[i], d.hyp_start[i + 1]):
            kind = KIND_OF[d.hyp_phase[k]]
            if kind >= 0:
                out[v, kind] = max(out[v, kind], math.exp(-0.5 * d.hyp_cost[k]))
    return out


@njit(cache=True)
def _degrees(cosine: float) -> float:
    """Arc of a cosine within 0.004°: Abramowitz and Stegun (1964), 4.4.45."""
    x = abs(cosine)
    series = 1.5707288 + x * (-0.2121144 + x * (0.0742610 - x * 0.0187293))
    arc = math.sqrt(max(1 - x, 0.0)) * series
    return arc / DEG if cosine >= 0 else 180.0 - arc / DEG


@njit(cache=True)
def vote(
    stations: NDArray[np.float64],
    times: NDArray[np.float64],
    loud: NDArray[np.float64],
    table: NDArray[np.float32],
    places: NDArray[np.float64],
    layers: NDArray[np.int64],
    score: NDArray[np.float64],
    origin: NDArray[np.float64],
    layer_of: NDArray[np.int64],
) -> None:
    """Ask each place at some layers; better scores, their origin times and layers are written down."""
    bins = int((EARLIEST_S + 200.0) / BIN_S)
    held = np.zeros(bins)
    n = len(times)
    x, y, z = stations[:, 0].copy(), stations[:, 1].copy(), stations[:, 2].copy()
    columns = np.zeros(n, dtype=np.uint32)
    last = np.float64(table.shape[2] - 1)
    # Who speaks as what, and how loudly: most cannot be most.
    voter, kind = np.nonzero(loud)
    who, what = voter.astype(np.uint32), kind.astype(np.uint32)
    voice = np.array([loud[voter[m], kind[m]] for m in range(len(voter))])
    late = np.array([(times[v] + EARLIEST_S) / BIN_S for v in voter])
    bin_of = np.zeros(len(who), dtype=np.uint32)
    for p in range(len(places)):
        px, py, pz = places[p, 0], places[p, 1], places[p, 2]
        for v in range(n):
            arc = _degrees(px * x[v] + py * y[v] + pz * z[v])
            columns[v] = np.uint32(min(arc * 2.0 + 0.5, last))
        for layer in layers:
            row = table[layer]
            for m in range(len(who)):
                at = late[m] - row[what[m], columns[who[m]]] * (1.0 / BIN_S)
                # What is no time, or none in question, speaks in the first bin, where nobody listens.
                b = np.uint32(at if 1.0 <= at < bins - 1 else 0.0)
                bin_of[m] = b
                held[b] += voice[m]
            held[0] = 0.0
            for b in bin_of:
                total = held[b] + 0.5 * (held[b - 1] + held[b + 1])
                if total > score[p] and b > 0:
                    score[p], layer_of[p] = total, layer
                    # Where the neighbours pull.
                    pull = 0.5 * (held[b + 1] - held[b - 1]) / total
                    origin[p] = (b + 0.5 + pull) * BIN_S - EARLIEST_S
            for b in bin_of:
                held[b] = 0.0


def starts(data: Data, tables: Tables, *, thorough: bool = False) -> list[Start]:
    """Where to begin from: beside the earliest station, along measured azimuths, and at the peaks of the
    votes, best first; ten times as many of those where it is to be thorough."""
    chosen = sample(data, VOTERS)
    places = np.concatenate([_LATTICE, rings(data.station[chosen[:RINGED]])])
    score, origin = np.zeros(len(places)), np.zeros(len(places))
    layer = np.zeros(len(places), dtype=np.int64)
    common = (data.station[chosen], data.time[chosen], voices(data, chosen), _vote_table(tables))
    vote(*common, places, SHALLOW, score, origin, layer)
    # Deep sources are asked only where a shallow one is not out of the question.
    likely = np.argsort(-score, kind="stable")[:DEEP_PLACES]
    deep = (score[likely], origin[likely], layer[likely])
    vote(*common, places[likely], DEEP, *deep)
    score[likely], origin[likely], layer[likely] = deep
    most = MOST if len(data.time) > FEW else MOST_OF_FEW
    if thorough:
        peaks = _peaks(places, score, MOST_THOROUGH, APART_THOROUGH_DEG)
    else:
        peaks = _peaks(places, score, most, APART_DEG)
    voted = [np.array([*places[p], origin[p], DEPTHS[layer[p]]]) for p in peaks]
    anywhere = [Start(state, ERROR_S) for state in (*along_azimuths(data, tables), *voted)]
    near = beside_network(data, tables, chosen)
    return [*near, *before_the_front(data, tables), *anywhere]


def before_the_front(data: Data, tables: Tables) -> list[Start]:
    """Whence a wave comes that crosses the network as the first arrivals do."""
    first = _vote_table(tables)[0, 0].astype(np.float64)  # of P, by half degree
    return [
        Start(np.array([*spot, origin, NETWORK_DEPTH]), FRONT_ERROR_S)
        for spot, origin in front_places(data, first)
    ]


def beside_network(data: Data, tables: Tables, chosen: NDArray[np.int64]) -> list[Start]:
    """At the earliest station, and round it where the first arrivals come within `NETWORK_S`.

    The errors begin at a share of the network's own seconds: wider ones would make P, S and PKP alike.
    """
    firsts = chosen[data.late[chosen] <= 0]
    if not len(firsts):  # of what another event left over
        firsts = chosen
    station, time = data.station[firsts], data.time[firsts]
    earliest = station[np.argmin(time)]
    span = float(np.quantile(time, 0.75) - time.min())
    error = min(max(span / 3, 1.0), ERROR_S)
    spots = [earliest]
    if span <= NETWORK_S:
        away = np.array([_degrees(float(c)) for c in station @ earliest])
        width = float(np.median(away[away > 0.01])) if (away > 0.01).any() else 0.5
        x, y, z = (float(v) for v in earliest)
        spots += [
            np.array(moved(x, y, z, width * ring * math.sin(turn), width * ring * math.cos(turn)))
            for ring in NETWORK_RINGS
            for turn in np.arange(NETWORK_POINTS) * (2 * math.pi / NETWORK_POINTS) + ring
        ]
    return [
        Start(np.array([*spot, _origin(tables, spot, station, time), NETWORK_DEPTH]), error)
        for spot in spots
    ]


@njit(cache=True)
def _origin(
    tables: Tables,
    spot: NDArray[np.float64],
    station: NDArray[np.float64],
    time: NDArray[np.float64],
) -> float:
    """When an event at a place has to be for most of the stations to see its P at their times."""
    left = np.empty(len(time))
    n = 0
    for i in range(len(time)):
        c = station[i, 0] * spot[0] + station[i, 1] * spot[1] + station[i, 2] * spot[2]
        travelled, _, _ = lookup(tables, FIRST_P, _degrees(min(c, 1.0)), NETWORK_DEPTH)
        if not math.isnan(travelled):
            left[n] = time[i] - travelled
            n += 1
    return float(np.median(left[:n])) if n else float(time.min())


def _peaks(
    places: NDArray[np.float64], score: NDArray[np.float64], most: int, apart_deg: float
) -> list[int]:
    """The places with most votes, each some way from those before; at most half of them in rings."""
    order = np.argsort(-score, kind="stable")
    found: list[int] = _apart(places, score, order, len(_LATTICE), most, apart_deg).tolist()
    return found


@njit(cache=True)
def _apart(
    places: NDArray[np.float64],
    score: NDArray[np.float64],
    order: NDArray[np.int64],
    first_ring: int,
    most: int,
    apart_deg: float,
) -> NDArray[np.int64]:
    """`_peaks` of places in order of their scores; from `first_ring` on they are of rings."""
    out = np.empty(most, dtype=np.int64)
    n, rings_left = 0, most // 2
    for p in order:
        if n >= most or score[p] <= 0:
            break
        near = p >= first_ring
        if near and rings_left == 0:
            continue
        # Rings are closer together than the lattice, and so may their peaks be.
        limit = math.cos((RING_APART_DEG if near else apart_deg) * DEG)
        alone = True
        for m in range(n):
            at, here = places[out[m]], places[p]
            if at[0] * here[0] + at[1] * here[1] + at[2] * here[2] > limit:
                alone = False
                break
        if alone:
            rings_left -= int(near)
            out[n] = p
            n += 1
    return out[:n]


def along_azimuths(data: Data, tables: Tables) -> list[NDArray[np.float64]]:
    """States in the measured directions, as far off as the slowness says, or at some distances."""
    measured = np.nonzero(np.isfinite(data.azimuth))[0]
    best = measured[np.argsort(data.azimuth_sd[measured], kind="stable")][:DIRECTIONS]
    first = _vote_table(tables)[0, 0].astype(np.float64)  # of P, by half degree
    slowness = np.gradient(first, 1.0 / 2.0)
    out = []
    for i in best:
        if np.isfinite(data.slowness[i]):
            miss = np.abs(slowness - data.slowness[i])
            fits = np.nonzero(miss <= max(np.nanmin(miss), data.slowness_sd[i]))[0]
            columns = np.unique(fits[np.linspace(0, len(fits) - 1, 4).astype(int)])
        else:
            columns = np.array([4, 12, 40, 80, 140])
        x, y, z = (float(v) for v in data.station[i])
        turn = float(data.azimuth[i]) * DEG
        for column in columns:
            if math.isfinite(first[column]):
                away = float(column) / 2.0
                spot = moved(x, y, z, away * math.sin(turn), away * math.cos(turn))
                out.append(np.array([*spot, data.time[i] - first[column], DEPTHS[0]]))
    return out
