"""The panel of depth: the fit at fixed depths, or how depth and origin time hang together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import pi, sqrt

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from testban.errors import LocationError
from testban.monitoring.model import Event, Origin, Station
from testban.monitoring.plotting.style import ORIGIN_COLOUR, say

__all__ = ["DepthTrial", "depth_trials", "draw_depth"]

FEWEST_KNOWN = 0.8
"""The part of an event's arrivals whose stations must be known to locate it at fixed depths."""
DEEPEST_KM = 700.0
FLAT = 0.25
"""Fits that differ by a smaller part of themselves are drawn as what they are: much the same."""


@dataclass(frozen=True, slots=True)
class DepthTrial:
    """An event located again with its depth held: the fit that was reached, and on how many data.

    A fit on fewer data is no better one: what did not fit was left out.
    """

    depth_km: float
    standard_error_s: float
    defining: int = 0


def depth_trials(
    event: Event, stations: Mapping[str, Station], count: int = 16
) -> tuple[DepthTrial, ...]:
    """The event located again at so many depths, from the surface to well below its own.

    Empty where its arrivals cannot locate it, or where so many of their stations are unknown that
    it would be another event that is located.
    """
    from testban.monitoring.location import locate

    known = sum(arrival.station in stations for arrival in event.arrivals)
    if event.origin is None or known < FEWEST_KNOWN * len(event.arrivals):
        return ()
    half = event.origin.depth_uncertainty_km or 0.0
    deepest = max(40.0, 2.0 * event.origin.depth_km, event.origin.depth_km + 3.0 * half)
    found = []
    for depth in np.linspace(0.0, min(deepest, DEEPEST_KM), count):
        try:
            again = locate(event.arrivals, stations, depth_km=float(depth)).origin
        except LocationError:
            return ()
        if again is not None and again.standard_error_s is not None:
            defining = again.quality.defining if again.quality else None
            found.append(DepthTrial(float(depth), again.standard_error_s, defining or 0))
    return tuple(found)


def draw_depth(
    axes: Axes, origin: Origin, trials: Sequence[DepthTrial], words: Mapping[str, str]
) -> None:
    """The trials, or without them the covariance, or without that why the depth is what it is."""
    half = origin.depth_uncertainty_km
    if origin.depth_fixed or half is None:
        note = words["fixed"].format(origin.depth_km) if origin.depth_fixed else words["depth"]
    else:
        note = words["free"].format(origin.depth_km, half)
    axes.set_title(note)
    axes.set_ylabel(words["depth_km"])
    if trials:
        _draw_trials(axes, origin, trials, words)
    elif (pair := _of_time_and_depth(origin)) is not None and not origin.depth_fixed:
        _draw_covariance(axes, origin, pair, words)
    else:
        axes.set_axis_off()
        say(axes, origin.depth_basis or words["no_uncertainty"])


def _draw_trials(
    axes: Axes, origin: Origin, trials: Sequence[DepthTrial], words: Mapping[str, str]
) -> None:
    ordered = sorted(trials, key=lambda trial: trial.depth_km)
    errors = [trial.standard_error_s for trial in ordered]
    depths = [trial.depth_km for trial in ordered]
    axes.plot(errors, depths, "-", color="k", lw=1)
    most = max(trial.defining for trial in ordered)
    for trial in ordered:
        face = "k" if trial.defining == most else "white"
        axes.plot(trial.standard_error_s, trial.depth_km, "o", mec="k", mfc=face, ms=5)
    # Below the panel: wherever in it the words stood, the curve could run through them.
    fewer = any(trial.defining < most for trial in ordered)
    axes.set_xlabel("; ".join([words["misfit"], *([words["fewer"]] if fewer else [])]))
    axes.axhline(origin.depth_km, color=ORIGIN_COLOUR)
    half = origin.depth_uncertainty_km
    if half is not None and not origin.depth_fixed:
        low, high = max(origin.depth_km - half, 0.0), origin.depth_km + half
        axes.axhspan(low, high, color=ORIGIN_COLOUR, alpha=0.2, lw=0)
    axes.ticklabel_format(axis="x", useOffset=False)
    middle = (max(errors) + min(errors)) / 2.0
    reach = max(max(errors) - min(errors), FLAT * middle, 1e-3) * 0.55
    axes.set_xlim(middle - reach, middle + reach)
    axes.set_ylim(max(depths) + 1.0, min(depths) - 1.0)
    axes.grid(color="0.9")


def _of_time_and_depth(origin: Origin) -> NDArray[np.float64] | None:
    """Their part of the covariance; None where there is none, or it is no covariance."""
    rows = origin.covariance
    if rows is None or [len(row) for row in rows] != [4, 4, 4, 4]:
        return None
    pair = np.array([[rows[0][0], rows[0][3]], [rows[3][0], rows[3][3]]])
    return pair if np.isfinite(pair).all() else None


def _draw_covariance(
    axes: Axes, origin: Origin, pair: NDArray[np.float64], words: Mapping[str, str]
) -> None:
    """The ellipse of depth and origin time: the longer and the more tilted, the less is resolved."""
    values, vectors = np.linalg.eigh(pair)
    scale = sqrt(4.605)  # chi-squared of two at 90 %
    angle = np.linspace(0.0, 2.0 * pi, 181)
    circle = np.array([np.cos(angle), np.sin(angle)])
    times, depths = scale * vectors @ (np.sqrt(np.maximum(values, 0.0))[:, None] * circle)
    axes.fill(times, origin.depth_km + depths, fc=ORIGIN_COLOUR, alpha=0.25, ec="k")
    axes.plot(0.0, origin.depth_km, "*", ms=14, color=ORIGIN_COLOUR, mec="k")
    axes.axhline(0.0, color="0.4", lw=1.2)
    axes.set_xlabel(words["time"])
    axes.invert_yaxis()
    axes.grid(color="0.9")
