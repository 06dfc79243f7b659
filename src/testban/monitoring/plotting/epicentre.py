"""The panel of the epicentre: its ellipse, and other origins of the event."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from matplotlib.axes import Axes
from matplotlib.patches import Ellipse

from testban.monitoring.model import Event, Origin
from testban.monitoring.plotting.style import ORIGIN_COLOUR, turned
from testban.monitoring.sphere import KM_PER_DEG, distance_azimuth

__all__ = ["draw_epicentre"]


def draw_epicentre(axes: Axes, event: Event, origin: Origin, words: Mapping[str, str]) -> None:
    """Kilometres east and north of the origin."""
    axes.set_title(words["epicentre"])
    axes.set_xlabel(words["east"])
    axes.set_ylabel(words["north"])
    axes.set_aspect("equal")
    axes.grid(color="0.9")
    axes.plot(0, 0, "*", ms=14, color=ORIGIN_COLOUR, mec="k", zorder=4)
    reach = 10.0
    ellipse = origin.ellipse
    if ellipse is not None and isfinite(ellipse.semi_major_km + ellipse.semi_minor_km):
        label = words["ellipse"].format(ellipse.confidence)
        patch = Ellipse(
            (0, 0), 2 * ellipse.semi_minor_km, 2 * ellipse.semi_major_km,
            angle=-ellipse.strike_deg, fc=ORIGIN_COLOUR, alpha=0.25, ec="k", label=label,
        )  # fmt: skip
        axes.add_patch(patch)
        reach = max(abs(ellipse.semi_major_km), abs(ellipse.semi_minor_km), 1e-3)
    near = []
    for other in event.other_origins:
        distance, azimuth = distance_azimuth(
            origin.latitude, origin.longitude, other.latitude, other.longitude
        )
        if isfinite(distance):
            near.append(turned(distance * KM_PER_DEG, azimuth))
    if near:
        axes.plot(*zip(*near, strict=True), "x", color="k", ms=7, label=words["other_origin"])
        reach = max([reach, *(max(abs(x), abs(y)) for x, y in near)])
    axes.set_xlim(-1.15 * reach, 1.15 * reach)
    axes.set_ylim(-1.15 * reach, 1.15 * reach)
    if axes.get_legend_handles_labels()[1]:
        axes.legend(loc="upper right", fontsize=8)
