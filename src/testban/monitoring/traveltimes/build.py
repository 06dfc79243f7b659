"""From rays to tables: curves of distance against ray parameter, cut into branches, and sampled."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.traveltimes.earth import EarthModel
from testban.monitoring.traveltimes.kernel import Tables
from testban.monitoring.traveltimes.phases import (
    ALIASES,
    GROUP_VELOCITIES,
    PHASES,
    PhaseSpec,
)
from testban.monitoring.traveltimes.rays import Legs, Nodes, trace

__all__ = ["DEEPEST_KM", "SAMPLES", "Branch", "assemble", "build", "source_nodes"]

Array = NDArray[np.float64]

DEEPEST_KM = 760.0
SAMPLES = 96
_RAD = np.pi / 180.0
_NOISE_DEG = 2e-3
"""Where the distance falls by less than this along a curve, it is rounding and no caustic."""
_KM_PER_DEG = 111.195


@dataclass(frozen=True)
class Branch:
    """One smooth branch in one slab: ends (node) and samples (node, SAMPLES, 3)."""

    slab: int
    direct: bool
    lo: Array
    hi: Array
    samples: Array


@dataclass(frozen=True)
class _Curve:
    """One phase at one node, in the order of take-off angle from straight up to straight down."""

    order: Array
    """Grows along the curve and means the same at other depths."""
    p: Array
    x: Array
    t: Array
    q: Array
    upgoing: int
    """How many of the first points leave upwards."""


def source_nodes(model: EarthModel) -> Nodes:
    """Slabs between the discontinuities above `DEEPEST_KM`; nodes closer where it is shallower."""
    cuts = [0.0, *(z for z in model.discontinuities_km if 0 < z < DEEPEST_KM), DEEPEST_KM]
    depth: list[float] = []
    eta: dict[str, list[float]] = {"P": [], "S": []}
    first, count, step = [], [], []
    for top, bottom in pairwise(cuts):
        wanted = 2.0 if bottom <= 50 else 8.0 if bottom <= 250 else 12.5
        n = max(2, int(np.ceil((bottom - top) / wanted)) + 1)
        first.append(len(depth))
        count.append(n)
        step.append((bottom - top) / (n - 1))
        for k, z in enumerate(np.linspace(top, bottom, n)):
            depth.append(float(z))
            for wave, values in eta.items():
                v = model.velocity(float(z), wave, below=k < n - 1)
                values.append((model.radius_km - float(z)) / v)
    return Nodes(
        np.array(depth),
        np.array(eta["P"]),
        np.array(eta["S"]),
        np.array(cuts),
        np.array(first, dtype=np.int64),
        np.array(count, dtype=np.int64),
        np.array(step),
    )


def _limits(model: EarthModel, spec: PhaseSpec) -> tuple[float, float]:
    """Least and greatest ray parameter by where the ray may turn."""

    def eta(depth: float, below: bool) -> float:
        return (model.radius_km - depth) / model.velocity(depth, spec.wave, below=below)

    if spec.turns == "crust":
        return eta(model.moho_km, False), np.inf
    if spec.turns == "lower crust":
        return eta(model.moho_km, False), eta(model.conrad_km, True)
    if spec.turns == "uppermost mantle":
        return eta(model.transition_km(), False), eta(model.moho_km, True)
    return 0.0, np.inf


def _sum(legs: Legs, spec: PhaseSpec) -> tuple[Array, Array]:
    x = np.zeros_like(legs.p)
    t = np.zeros_like(legs.p)
    for leg, times in spec.legs.items():
        x = x + times * legs.x[leg]
        t = t + times * legs.t[leg]
    return x, t


def _curve(
    model: EarthModel, nodes: Nodes, legs: Legs, spec: PhaseSpec, node: int
) -> _Curve | None:
    """The curve of a phase from one depth; None where it has no ray."""
    eta = (nodes.eta_p if spec.wave == "P" else nodes.eta_s)[node]
    radius = model.radius_km - nodes.depth_km[node]
    up_x, up_t = legs.up_x[spec.wave][node], legs.up_t[spec.wave][node]
    least, most = _limits(model, spec)
    x, t = _sum(legs, spec)
    sign = 1.0 if spec.up else -1.0
    x, t = x + sign * up_x, t + sign * up_t
    reached = np.isfinite(x) & (legs.p < eta)
    pick = np.flatnonzero(reached & (legs.p > least) & (legs.p < most))[::-1]
    order, p, xs, ts = -legs.p[pick], legs.p[pick], x[pick], t[pick]
    q = sign * np.sqrt(eta * eta - p * p) / radius
    upgoing = 0
    if spec.direct and eta < most:
        rises = np.flatnonzero(np.isfinite(up_x) & (legs.p < eta))
        upgoing = rises.size
        rise = legs.p[rises]
        order = np.concatenate([rise - 2e4, order])
        p = np.concatenate([rise, p])
        xs = np.concatenate([up_x[rises], xs])
        ts = np.concatenate([up_t[rises], ts])
        q = np.concatenate([np.sqrt(eta * eta - rise * rise) / radius, q])
    if p.size < 4:
        return None
    return _Curve(order, p * _RAD, xs / _RAD, ts, q, upgoing)


def _retrograde(curve: _Curve) -> list[tuple[float, float]]:
    """Intervals of `order` over which the distance falls."""
    x = curve.x
    steps = np.sign(np.diff(x))
    turns = np.flatnonzero(steps[1:] * steps[:-1] < 0) + 1
    ends = [0, *turns.tolist(), x.size - 1]
    while len(ends) > 2:
        change = np.abs(np.diff(x[ends]))
        least = int(np.argmin(change))
        if change[least] > _NOISE_DEG:
            break
        # A wiggle of rounding: what is before it and what is after it are one.
        del ends[max(least, 1) : min(least + 2, len(ends) - 1)]
    return [
        (float(curve.order[a]), float(curve.order[b]))
        for a, b in pairwise(ends)
        if x[a] - x[b] > _NOISE_DEG
    ]


def _merge(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for lo, hi in sorted(spans):
        if found and lo <= found[-1][1]:
            found[-1] = (found[-1][0], max(hi, found[-1][1]))
        else:
            found.append((lo, hi))
    return found


def _pieces(curve: _Curve, cuts: list[tuple[float, float]]) -> list[slice]:
    """Index ranges of the curve, one a piece: rising, falling, rising, ...; as many as cuts say."""
    edges = [0]
    for lo, hi in cuts:
        inside = np.flatnonzero((curve.order >= lo) & (curve.order <= hi))
        if inside.size < 2:
            at = int(np.searchsorted(curve.order, 0.5 * (lo + hi)))
            edges += [at, at]
            continue
        x = curve.x[inside]
        # Within the cut the distance rises to a caustic, falls, and rises again.
        drop = np.maximum.accumulate(x) - x
        low = int(np.argmax(drop))
        high = int(np.argmax(x[: low + 1]))
        edges += [int(inside[high]), int(inside[low])]
    edges.append(curve.x.size - 1)
    return [slice(a, b + 1) for a, b in pairwise(edges)]


def _sample(curve: _Curve, piece: slice) -> tuple[float, float, Array] | None:
    """Ends and samples of a piece of a curve; None where it is no wider than rounding."""
    x, p, t, q = curve.x[piece], curve.p[piece], curve.t[piece], curve.q[piece]
    if x.size < 4:
        return None
    if x[-1] < x[0]:
        x, p, t, q = x[::-1], p[::-1], t[::-1], q[::-1]
    # Of equal distances the last: at the surface all upgoing rays end where they begin.
    keep = np.concatenate([np.diff(np.maximum.accumulate(x)) > 0, [True]])
    x, p, t, q = x[keep], p[keep], t[keep], q[keep]
    if x.size < 4 or x[-1] - x[0] < 1e-4:
        return None
    lo, hi = float(x[0]), float(x[-1])
    at = lo + (hi - lo) * np.sin(np.linspace(0.0, np.pi / 2, SAMPLES)) ** 2
    j = np.clip(np.searchsorted(x, at, side="right") - 1, 0, x.size - 2)
    h = x[j + 1] - x[j]
    u = np.clip((at - x[j]) / h, 0.0, 1.0)
    v = 1.0 - u
    time = v * v * ((1 + 2 * u) * t[j] + u * h * p[j])
    time += u * u * ((3 - 2 * u) * t[j + 1] - v * h * p[j + 1])
    return lo, hi, np.stack([time, v * p[j] + u * p[j + 1], v * q[j] + u * q[j + 1]], axis=-1)


def _fold(branch: Branch) -> list[Branch]:
    """Rays that go farther than halfway round, seen by the distance they arrive at."""
    if not np.nanmax(branch.hi) > 180.0:
        return [branch]
    found = []
    for turn in range(int(np.nanmax(branch.hi) // 180.0) + 1):
        lo = np.maximum(branch.lo, 180.0 * turn)
        hi = np.minimum(branch.hi, 180.0 * (turn + 1))
        lo = np.where(hi - lo > 1e-3, lo, np.nan)
        if not np.isfinite(lo).any():
            continue
        samples = np.full_like(branch.samples, np.nan)
        for node in np.flatnonzero(np.isfinite(lo)):
            samples[node] = _resample(branch, int(node), float(lo[node]), float(hi[node]))
        hi = np.where(np.isfinite(lo), hi, np.nan)
        if turn % 2:
            samples = samples[:, ::-1].copy()
            samples[..., 1] *= -1.0
            lo, hi = 180.0 * (turn + 1) - hi, 180.0 * (turn + 1) - lo
        else:
            lo, hi = lo - 180.0 * turn, hi - 180.0 * turn
        found.append(Branch(branch.slab, False, lo, hi, samples))
    return found


def _resample(branch: Branch, node: int, lo: float, hi: float) -> Array:
    grid = np.sin(np.linspace(0.0, np.pi / 2, SAMPLES)) ** 2
    x = branch.lo[node] + (branch.hi[node] - branch.lo[node]) * grid
    old = branch.samples[node]
    curve = _Curve(x, old[:, 1], x, old[:, 0], old[:, 2], 0)
    at = lo + (hi - lo) * grid
    j = np.clip(np.searchsorted(x, at, side="right") - 1, 0, x.size - 2)
    h = x[j + 1] - x[j]
    u = (at - x[j]) / h
    v = 1.0 - u
    time = v * v * ((1 + 2 * u) * curve.t[j] + u * h * curve.p[j])
    time += u * u * ((3 - 2 * u) * curve.t[j + 1] - v * h * curve.p[j + 1])
    return np.stack(
        [time, v * curve.p[j] + u * curve.p[j + 1], v * curve.q[j] + u * curve.q[j + 1]], axis=-1
    )


def _branches(model: EarthModel, nodes: Nodes, legs: Legs, spec: PhaseSpec) -> list[Branch]:
    """All branches of a phase that follows rays."""
    found: list[Branch] = []
    for slab, (first, count) in enumerate(zip(nodes.first, nodes.count, strict=True)):
        if not _serves(model, spec, float(nodes.slab_top[slab])):
            continue
        curves = [_curve(model, nodes, legs, spec, node) for node in range(first, first + count)]
        cuts = _merge([span for curve in curves if curve for span in _retrograde(curve)])
        kinds: dict[int, Branch] = {}
        for k, curve in enumerate(curves):
            if curve is None:
                continue
            for number, piece in enumerate(_pieces(curve, cuts)):
                falling = number % 2 == 1
                if (spec.run == "ab" and not falling) or (spec.run == "bc" and falling):
                    continue
                sampled = _sample(curve, piece)
                if sampled is None:
                    continue
                branch = kinds.setdefault(
                    number,
                    Branch(
                        slab,
                        number == 0 and curve.upgoing > 0,
                        np.full(count, np.nan),
                        np.full(count, np.nan),
                        np.full((count, SAMPLES, 3), np.nan),
                    ),
                )
                branch.lo[k], branch.hi[k], branch.samples[k] = sampled
        found.extend(part for branch in kinds.values() for part in _fold(branch))
    return _first_somewhere(found)


def _serves(model: EarthModel, spec: PhaseSpec, top: float) -> bool:
    return not spec.source or (spec.source == "crust") == (top < model.moho_km)


def _first_somewhere(branches: list[Branch]) -> list[Branch]:
    """Without the branches that are nowhere the first of their phase (the backs of triplications)."""
    grid = np.arange(0.025, 180.0, 0.05)
    kept: list[Branch] = []
    for slab in sorted({branch.slab for branch in branches}):
        here = [branch for branch in branches if branch.slab == slab]
        times = np.full((len(here), len(here[0].lo), grid.size), np.inf)
        for b, branch in enumerate(here):
            for k in np.flatnonzero(np.isfinite(branch.lo)):
                x = branch.lo[k] + (branch.hi[k] - branch.lo[k]) * (
                    np.sin(np.linspace(0.0, np.pi / 2, SAMPLES)) ** 2
                )
                times[b, k] = np.interp(grid, x, branch.samples[k, :, 0], np.inf, np.inf)
        best = times.min(axis=0)
        kept += [
            branch
            for b, branch in enumerate(here)
            if ((times[b] <= best) & np.isfinite(best)).any()
        ]
    return kept


def _along(model: EarthModel, nodes: Nodes, legs: Legs, spec: PhaseSpec) -> list[Branch]:
    """A phase that follows a boundary: straight lines, from where the grazing ray comes up."""
    boundary = model.core_km if spec.wave_along == "core" else model.moho_km
    kind = "S" if any(leg in spec.legs for leg in ("Sm", "Sc")) else "P"
    v = model.velocity(boundary, kind, below=spec.wave_along == "moho")
    grazing = (model.radius_km - boundary) / v
    if spec.wave_along == "moho":
        # The ray that comes back from the boundary with the slowness of the wave below it.
        at = int(np.searchsorted(legs.p, grazing, side="right"))
    else:
        at = int(np.searchsorted(legs.p, grazing)) - 1
    x, t = _sum(legs, spec)
    sign = 1.0 if spec.up else -1.0
    found: list[Branch] = []
    for slab, (first, count) in enumerate(zip(nodes.first, nodes.count, strict=True)):
        if not _serves(model, spec, float(nodes.slab_top[slab])):
            continue
        rows = range(first, first + count)
        lo = np.array([(x[at] + sign * legs.up_x[spec.wave][n][at]) / _RAD for n in rows])
        t0 = np.array([t[at] + sign * legs.up_t[spec.wave][n][at] for n in rows])
        eta = (nodes.eta_p if spec.wave == "P" else nodes.eta_s)[first : first + count]
        q = sign * np.sqrt(np.maximum(eta**2 - grazing**2, 0.0))
        q /= model.radius_km - nodes.depth_km[first : first + count]
        found.append(_line(slab, lo, lo + spec.degrees, t0, grazing * _RAD, q))
    return found


def _line(slab: int, lo: Array, hi: Array, t0: Array, p: float, q: Array) -> Branch:
    """A branch of constant slowness."""
    share = np.sin(np.linspace(0.0, np.pi / 2, SAMPLES)) ** 2
    samples = np.empty((lo.size, SAMPLES, 3))
    samples[..., 0] = t0[:, None] + p * (hi - lo)[:, None] * share
    samples[..., 1] = p
    samples[..., 2] = q[:, None]
    return Branch(slab, False, lo, hi, samples)


def build(model: EarthModel) -> tuple[Tables, tuple[str, ...]]:
    """The tables of all phases of a model, and the phases' names in the order of their index."""
    nodes = source_nodes(model)
    legs = trace(model, nodes)
    made: dict[str, list[Branch]] = {}
    for name, spec in PHASES.items():
        follow = _along if spec.wave_along else _branches
        made[name] = follow(model, nodes, legs, spec)
    for name, (speed, farthest) in GROUP_VELOCITIES.items():
        made[name] = [
            _line(
                slab,
                np.zeros(count),
                np.full(count, farthest),
                np.zeros(count),
                _KM_PER_DEG / speed,
                np.zeros(count),
            )
            for slab, count in enumerate(nodes.count)
        ]
    return assemble(model.radius_km, nodes, made, ALIASES)


def assemble(
    radius_km: float,
    nodes: Nodes,
    made: dict[str, list[Branch]],
    aliases: dict[str, tuple[str, ...]],
) -> tuple[Tables, tuple[str, ...]]:
    """Flat arrays from the branches of every phase; aliases share their branches."""
    flat: list[Branch] = []
    of: dict[str, list[int]] = {}
    for name, branches in made.items():
        of[name] = list(range(len(flat), len(flat) + len(branches)))
        flat += branches
    own = dict(of)
    for name, parts in aliases.items():
        of[name] = [number for part in parts for number in own.get(part, [])]
    names = tuple(name for name in of if " " not in name)
    slabs = len(nodes.count)
    members: list[int] = []
    start = np.zeros((len(names), slabs + 1), dtype=np.int64)
    for i, name in enumerate(names):
        for slab in range(slabs):
            start[i, slab] = len(members)
            members += [number for number in of[name] if flat[number].slab == slab]
        start[i, slabs] = len(members)
    sizes = np.array([branch.lo.size for branch in flat], dtype=np.int64)
    tables = Tables(
        float(radius_km),
        nodes.slab_top,
        nodes.step_km,
        nodes.count,
        start,
        np.array(members, dtype=np.int64),
        np.cumsum(sizes) - sizes,
        np.array([branch.direct for branch in flat]),
        np.concatenate([branch.lo for branch in flat]),
        np.concatenate([branch.hi for branch in flat]),
        # Single precision: 0.0001 s at 1,500 s, and half the memory to fetch.
        np.concatenate([branch.samples for branch in flat]).astype(np.float32),
    )
    return tables, names
