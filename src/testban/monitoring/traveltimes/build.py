"""From rays to tables: curves of distance against ray parameter, cut into branches, and sampled."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.sphere import KM_PER_DEG
from testban.monitoring.traveltimes.curves import (
    SAMPLES,
    SHARE,
    Branch,
    Curve,
    fold,
    merge,
    pieces,
    retrograde,
    sample,
)
from testban.monitoring.traveltimes.earth import EarthModel
from testban.monitoring.traveltimes.kernel import Tables
from testban.monitoring.traveltimes.phases import (
    ALIASES,
    GROUP_VELOCITIES,
    PHASES,
    PhaseSpec,
)
from testban.monitoring.traveltimes.rays import Legs, Nodes, trace

__all__ = ["DEEPEST_KM", "assemble", "build", "source_nodes"]

Array = NDArray[np.float64]

DEEPEST_KM = 760.0
_RAD = np.pi / 180.0
_BELOW_MOHO_KM = 15.0


def source_nodes(model: EarthModel) -> Nodes:
    """Slabs between the discontinuities above `DEEPEST_KM`; nodes closer where it is shallower."""
    # Just below the Moho the rays that leave level change fast with depth.
    inner = {*model.discontinuities_km, model.moho_km + _BELOW_MOHO_KM}
    cuts = [0.0, *sorted(z for z in inner if 0 < z < DEEPEST_KM), DEEPEST_KM]
    depth: list[float] = []
    eta: dict[str, list[float]] = {"P": [], "S": []}
    first, count, step = [], [], []
    for top, bottom in pairwise(cuts):
        wanted = 2.0 if bottom <= model.moho_km + _BELOW_MOHO_KM else 8.0 if bottom <= 250 else 12.5
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


def _curve(model: EarthModel, nodes: Nodes, legs: Legs, spec: PhaseSpec, node: int) -> Curve | None:
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
    return Curve(order, p * _RAD, xs / _RAD, ts, q, upgoing)


def _branches(model: EarthModel, nodes: Nodes, legs: Legs, spec: PhaseSpec) -> list[Branch]:
    """All branches of a phase that follows rays."""
    found: list[Branch] = []
    for slab, (first, count) in enumerate(zip(nodes.first, nodes.count, strict=True)):
        if not _serves(model, spec, float(nodes.slab_top[slab])):
            continue
        curves = [_curve(model, nodes, legs, spec, node) for node in range(first, first + count)]
        cuts = merge(
            [
                span
                for curve in curves
                if curve
                for span in retrograde(curve)
                if span[0] > curve.order[0]
            ]
        )
        kinds: dict[int, Branch] = {}
        for k, curve in enumerate(curves):
            if curve is None:
                continue
            for number, piece in enumerate(pieces(curve, cuts)):
                falling = number % 2 == 1
                if (spec.run == "ab" and not falling) or (spec.run == "bc" and falling):
                    continue
                sampled = sample(curve, piece)
                if sampled is None:
                    continue
                branch = kinds.setdefault(
                    number,
                    Branch(
                        slab,
                        False,
                        np.full(count, np.nan),
                        np.full(count, np.nan),
                        np.full((count, SAMPLES, 3), np.nan),
                    ),
                )
                branch.lo[k], branch.hi[k], branch.samples[k] = sampled
                if number > 1 and piece.start < curve.upgoing:
                    kinds[number] = replace(branch, direct=True)
        found.extend(part for branch in kinds.values() for part in fold(branch))
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
                x = branch.lo[k] + (branch.hi[k] - branch.lo[k]) * SHARE
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
    samples = np.empty((lo.size, SAMPLES, 3))
    samples[..., 0] = t0[:, None] + p * (hi - lo)[:, None] * SHARE
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
                KM_PER_DEG / speed,
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
    # Short names first: the ones that people write.
    names = tuple(
        name for name in [*aliases, *(n for n in made if n not in aliases)] if " " not in name
    )
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
        SHARE,
        # Single precision: 0.0001 s at 1,500 s, and half the memory to fetch.
        np.concatenate([branch.samples for branch in flat]).astype(np.float32),
    )
    return tables, names
