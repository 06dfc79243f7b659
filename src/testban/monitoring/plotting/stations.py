"""The panel of stations: azimuths, distances and the gap, as a map with the epicentre in its middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, pi, sqrt

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Wedge

from testban.monitoring.coasts import coasts
from testban.monitoring.model import Event, Origin, Station
from testban.monitoring.plotting.style import ORIGIN_COLOUR, say, seen_from, turned

__all__ = ["Place", "draw_stations", "places"]

GAP_COLOUR = "#E69F00"
RINGS_DEG = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 100.0, 150.0)
ASIDE_DEG = 30.0
NAME_ROOM = (0.17, 0.08)
"""How far apart, in parts of the map's radius, two codes must stand to be read."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a station lies, seen from the epicentre."""

    code: str
    distance_deg: float
    azimuth_deg: float
    defining: bool


def places(
    event: Event, origin: Origin, stations: Mapping[str, Station] | None
) -> tuple[Place, ...]:
    """The stations of an event's arrivals, each once; those whose place is unknown are left out."""
    found: dict[str, Place] = {}
    for arrival in event.arrivals:
        seen = seen_from(arrival, origin, stations)
        if seen is None or not isfinite(seen[1]):
            continue
        before = found.get(arrival.station)
        defining = arrival.time_defining or arrival.azimuth_defining or arrival.slowness_defining
        used = defining or (before is not None and before.defining)
        found[arrival.station] = Place(arrival.station, *seen, used)
    return tuple(found.values())


def draw_stations(
    axes: Axes, places: Sequence[Place], words: Mapping[str, str], origin: Origin
) -> None:
    """Azimuths as they are; distances by their square root, so that near stations keep apart."""
    axes.set_title(words["stations"])
    axes.set_axis_off()
    if not places:
        say(axes, words["no_distances"])
        return
    axes.set_aspect("equal")
    reach = 1.08 * _radius(max(place.distance_deg for place in places)) + 1e-3
    # A bulletin without marks of what defined it is drawn as if all had.
    marked = [place for place in places if place.defining] or list(places)
    start, gap = _gap([place.azimuth_deg for place in marked])
    _draw_coasts(axes, origin, reach, words)
    _draw_rings(axes, reach, _free(start + gap / 2.0))
    _draw_gap(axes, start, gap, reach, words)
    for place in places:
        x, y = _flat(place)
        face = "k" if place in marked else "none"
        axes.plot([0, x], [0, y], color="0.75", lw=0.5, zorder=1)
        axes.plot(x, y, "^", ms=6, mec="k", mfc=face, zorder=3, clip_on=False)
    _name_stations(axes, places, reach)
    axes.plot(0, 0, "*", ms=14, color=ORIGIN_COLOUR, mec="k", zorder=4)
    axes.set_xlim(-reach, reach)
    axes.set_ylim(-reach, reach)


def _radius(distance_deg: float) -> float:
    return sqrt(distance_deg)


def _flat(place: Place) -> tuple[float, float]:
    return turned(_radius(place.distance_deg), place.azimuth_deg)


def _name_stations(axes: Axes, places: Sequence[Place], reach: float) -> None:
    """Codes, as many as have room: those that defined the origin first, far before near."""
    named: list[tuple[float, float]] = []
    for place in sorted(places, key=lambda place: (not place.defining, -place.distance_deg)):
        x, y = _flat(place)
        wide, high = NAME_ROOM[0] * reach, NAME_ROOM[1] * reach
        if any(abs(x - u) < wide and abs(y - v) < high for u, v in named):
            continue
        named.append((x, y))
        axes.annotate(
            place.code, (x, y), xytext=(0, 5), textcoords="offset points",
            ha="center", va="bottom", fontsize=7, zorder=5, annotation_clip=False,
        )  # fmt: skip


def _draw_coasts(axes: Axes, origin: Origin, reach: float, words: Mapping[str, str]) -> None:
    """The edges of land, bent as distances are."""
    drawn = False
    for distance, azimuth in coasts(origin.latitude, origin.longitude, reach**2):
        radius = np.sqrt(distance)
        axes.plot(
            radius * np.sin(azimuth), radius * np.cos(azimuth), color="0.7", lw=0.5, zorder=0.5
        )
        drawn = True
    if drawn:
        axes.text(
            0.5, -0.02, words["coasts"], transform=axes.transAxes, fontsize=6, color="0.45",
            ha="center", va="top",
        )  # fmt: skip


def _free(gap_deg: float) -> float:
    """The direction in which rings are labelled: south, or beside it where the gap has its label there."""
    return (
        180.0 if abs((gap_deg - 180.0 + 180.0) % 360.0 - 180.0) > ASIDE_DEG else 180.0 + ASIDE_DEG
    )


def _draw_rings(axes: Axes, reach: float, azimuth_deg: float) -> None:
    angle = np.linspace(0.0, 2.0 * pi, 181)
    for ring in [ring for ring in RINGS_DEG if _radius(ring) <= reach][-4:]:
        radius = _radius(ring)
        axes.plot(radius * np.sin(angle), radius * np.cos(angle), color="0.85", lw=0.8, zorder=0)
        axes.text(
            *turned(radius, azimuth_deg), f"{ring:g}°", fontsize=7, color="0.45", ha="center", va="center",
            bbox={"fc": "white", "ec": "none", "pad": 0.5}, zorder=2,
        )  # fmt: skip
    axes.annotate("N", (0, reach), ha="center", va="top", fontsize=9, color="0.45")


def _gap(azimuths: Sequence[float]) -> tuple[float, float]:
    """Where the largest gap between neighbouring azimuths begins, and how wide it is, degrees."""
    turn = sorted(azimuth % 360.0 for azimuth in azimuths)
    following = [*turn[1:], turn[0] + 360.0]
    gap, start = max((there - here, here) for here, there in zip(turn, following, strict=True))
    return start, gap


def _draw_gap(axes: Axes, start: float, gap: float, reach: float, words: Mapping[str, str]) -> None:
    # matplotlib turns counter-clockwise from east.
    wedge = Wedge((0, 0), reach, 90.0 - start - gap, 90.0 - start, fc=GAP_COLOUR, alpha=0.18, lw=0)
    axes.add_patch(wedge)
    x, y = turned(0.85 * reach, start + gap / 2.0)
    axes.text(x, y, words["gap"].format(gap), fontsize=8, ha="center", va="center", zorder=5)
