"""Time and distance along a ray, leg by leg, in closed form.

Within a thin layer the velocity is taken as v = A r^B (Bullen's law), for which with eta = r / v

    X = f [acos(p / eta)],  T = f [sqrt(eta^2 - p^2)],  f = ln(r1 / r2) / ln(eta1 / eta2)

between its top (1) and its bottom (2); a ray that turns within it has eta2 = p (Bullen and Bolt 1985,
An Introduction to the Theory of Seismology, section 7.4). p is in s/rad, X in rad, T in s.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit
from testban.monitoring.traveltimes.earth import EarthModel

__all__ = ["LEGS", "Legs", "Nodes", "trace"]

Array = NDArray[np.float64]

LEGS = ("Pm", "Sm", "Pc", "Sc", "Kt", "Kc", "It")
"""One way each: surface to the turning point in the mantle, surface to the core, core to the turning
point in the outer core, core to inner core, inner core to the turning point there."""

_THIN_KM = 10.0
_CENTRE_KM = 0.1
_PER_INTERVAL = 18


@dataclass(frozen=True)
class Nodes:
    """Source depths at which the tables stand, slab by slab; a discontinuity ends one slab."""

    depth_km: Array
    eta_p: Array
    eta_s: Array
    slab_top: Array
    """Tops of the slabs and, last, the bottom of the last."""
    first: NDArray[np.int64]
    count: NDArray[np.int64]
    step_km: Array


@dataclass(frozen=True)
class Legs:
    """Distance (rad) and time (s) of every leg for every ray parameter (s/rad); NaN where none is."""

    p: Array
    x: dict[str, Array]
    t: dict[str, Array]
    up_x: dict[str, Array]
    """By wave: (node, p), from the source to the surface."""
    up_t: dict[str, Array]


@njit(cache=True)
def _descend(p, radius, eta_top, eta_bottom, want, up_x, up_t, turn, full):  # type: ignore[no-untyped-def]
    """Rays from the top of the first layer downwards, summed until they turn or pass the last.

    `want[i]` is the first row of `up` that takes the sum at the bottom of layer i (-1: none).
    """
    layers = radius.size - 1
    for k in range(p.size):
        x = 0.0
        t = 0.0
        turned = False
        for i in range(layers):
            top, bottom = eta_top[i], eta_bottom[i]
            if p[k] >= top:
                turned = True
                break
            a = np.sqrt(top * top - p[k] * p[k])
            logs = np.log(top / bottom)
            drop = np.log(radius[i] / radius[i + 1])
            if abs(logs) < 1e-12:
                x += p[k] / a * drop
                t += top * top / a * drop
            elif p[k] >= bottom:
                x += drop / logs * np.arccos(p[k] / top)
                t += drop / logs * a
                turned = True
                break
            else:
                x += drop / logs * (np.arccos(p[k] / top) - np.arccos(p[k] / bottom))
                t += drop / logs * (a - np.sqrt(bottom * bottom - p[k] * p[k]))
            if want[i] >= 0:
                up_x[want[i], k] = x
                up_t[want[i], k] = t
        out = turn if turned else full
        out[0, k] = x
        out[1, k] = t


def _layers(model: EarthModel, wave: str, top: float, bottom: float, also: Array) -> list[Array]:
    """Thin layers from `top` to `bottom` km: radii of their ends, eta above and below, depths."""
    knots = np.unique(
        np.concatenate([model.depth_km, also, np.arange(top, bottom, _THIN_KM), [top, bottom]])
    )
    knots = knots[(knots >= top) & (knots <= bottom)]
    radius = model.radius_km - knots
    up = np.array([model.velocity(z, wave, below=True) for z in knots[:-1]])
    down = np.array([model.velocity(z, wave, below=False) for z in knots[1:]])
    return [radius, radius[:-1] / up, radius[1:] / down, knots]


def _parameters(model: EarthModel, nodes: Nodes) -> Array:
    """Ray parameters, dense towards each at which the kind of path changes."""
    ends = [0.01]
    for wave, values in (("P", model.vp), ("S", model.vs)):
        keep = (values > 0) & (model.depth_km < model.radius_km - _CENTRE_KM)
        if wave == "S":
            keep &= model.depth_km <= model.core_km
        ends.extend((model.radius_km - model.depth_km[keep]) / values[keep])
    ends.extend(nodes.eta_p)
    ends.extend(nodes.eta_s)
    edge = np.unique(np.round(ends, 9))
    edge = edge[np.concatenate([[True], np.diff(edge) > 1e-6])]
    share = (1.0 - np.cos(np.linspace(0.0, np.pi, _PER_INTERVAL))) / 2.0
    # Not on the edge itself: a ray either turns above a boundary or passes it.
    share[0], share[-1] = 1e-10, 1.0 - 1e-10
    return np.asarray((edge[:-1, None] + np.diff(edge)[:, None] * share).ravel())


def trace(model: EarthModel, nodes: Nodes) -> Legs:
    """Every leg of every ray."""
    p = _parameters(model, nodes)
    x: dict[str, Array] = {}
    t: dict[str, Array] = {}
    up_x: dict[str, Array] = {}
    up_t: dict[str, Array] = {}
    core, inner = model.core_km, model.inner_core_km
    parts = (
        ("P", 0.0, core, "Pm", "Pc"),
        ("S", 0.0, core, "Sm", "Sc"),
        ("P", core, inner, "Kt", "Kc"),
        ("P", inner, model.radius_km - _CENTRE_KM, "It", ""),
    )
    for wave, top, bottom, turn_name, full_name in parts:
        source = top == 0.0
        radius, above, below, knots = _layers(
            model, wave, top, bottom, nodes.depth_km if source else np.empty(0)
        )
        want = np.full(len(knots) - 1, -1, dtype=np.int64)
        depths, place = np.unique(nodes.depth_km, return_inverse=True)
        rows = np.full((2, len(depths) if source else 1, p.size), np.nan)
        if source:
            rows[:, 0] = 0.0
            for row, depth in enumerate(depths[1:], 1):
                want[np.searchsorted(knots, depth) - 1] = row
        turn, full = np.full((2, p.size), np.nan), np.full((2, p.size), np.nan)
        _descend(p, radius, above, below, want, rows[0], rows[1], turn, full)
        x[turn_name], t[turn_name] = turn
        if full_name:
            x[full_name], t[full_name] = full
        if source:
            up_x[wave], up_t[wave] = rows[0][place], rows[1][place]
    return Legs(p, x, t, up_x, up_t)
