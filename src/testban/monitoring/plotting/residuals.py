"""The panel of time residuals by distance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite

import numpy as np
from matplotlib.axes import Axes

from testban.monitoring.model import Arrival, Event, Origin, Station
from testban.monitoring.plotting.style import say, seen_from

__all__ = ["draw_residuals"]

# Colours that keep apart for the colour-blind (Okabe and Ito 2008), markers that keep apart in grey.
FAMILIES: Mapping[str, tuple[str, str]] = {
    "P": ("#0072B2", "o"),
    "S": ("#D55E00", "s"),
    "depth": ("#009E73", "^"),
    "core": ("#CC79A7", "D"),
    "other": ("#7F7F7F", "v"),
}
BEYOND_NAMED = 6


def _family(phase: str | None) -> str:
    name = phase or ""
    if name[:1] in "ps" and name[1:2] in ("P", "S"):
        return "depth"
    if "K" in name or "c" in name:
        return "core"
    if name.startswith(("P", "p")):
        return "P"
    return "S" if name.startswith(("S", "s", "Lg")) else "other"


def draw_residuals(
    axes: Axes,
    event: Event,
    origin: Origin,
    stations: Mapping[str, Station] | None,
    words: Mapping[str, str],
) -> None:
    """Each family of phases in its colour; arrivals that did not define the origin are open."""
    axes.set_title(words["residuals"])
    axes.set_xlabel(words["distance"])
    axes.set_ylabel(words["residual"])
    axes.axhline(0.0, color="0.6", lw=0.8, zorder=0)
    points = [
        (seen[0], arrival.residual_s, _family(arrival.phase), arrival)
        for arrival in event.arrivals
        if arrival.residual_s is not None
        and isfinite(arrival.residual_s)
        and (seen := seen_from(arrival, origin, stations))
    ]
    if not points:
        say(axes, words["no_residuals"])
        return
    some_defining = any(arrival.time_defining for *_, arrival in points)
    reach = _reach([residual for _, residual, _, _ in points])
    for family, (colour, marker) in FAMILIES.items():
        mine = [point for point in points if point[2] == family]
        if all(abs(residual) > reach for _, residual, _, _ in mine):
            continue
        label = words["depth_phases" if family == "depth" else family]
        axes.plot([], [], marker, color=colour, label=label)
        for distance, residual, _, arrival in mine:
            filled = arrival.time_defining or not some_defining
            axes.plot(
                distance, residual, marker, ms=5, mec=colour, mfc=colour if filled else "none"
            )
    _limit_residuals(axes, points, reach, words)
    unused = some_defining and not all(arrival.time_defining for *_, arrival in points)
    title = words["unused"] if unused else None
    axes.legend(loc="best", fontsize=7, title=title, title_fontsize=7)


def _reach(residuals: Sequence[float]) -> float:
    """The scale that most of them need."""
    sizes = np.abs(residuals)
    reach = max(1.2 * float(np.quantile(sizes, 0.9)), 1.0)
    largest = float(sizes.max())
    return max(reach, 1.1 * largest) if largest < 2.0 * reach else reach


def _limit_residuals(
    axes: Axes,
    points: Sequence[tuple[float, float, str, Arrival]],
    reach: float,
    words: Mapping[str, str],
) -> None:
    """What lies beyond the scale is listed instead of squeezing the rest."""
    axes.set_ylim(-reach, reach)
    beyond = sorted(
        (
            (residual, arrival.station)
            for _, residual, _, arrival in points
            if abs(residual) > reach
        ),
        key=lambda item: -abs(item[0]),
    )
    if beyond:
        listed = ", ".join(f"{code} {residual:+.1f}" for residual, code in beyond[:BEYOND_NAMED])
        more = " …" if len(beyond) > BEYOND_NAMED else ""
        text = words["beyond"].format(listed + more)
        # Below the panel: in it, points could lie under the words.
        axes.set_xlabel(f"{words['distance']}\n{text}", fontsize=8)
