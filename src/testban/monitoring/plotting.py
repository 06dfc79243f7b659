"""One picture of an event: where its stations are, how well they fit, what the depth hangs on.

Nothing here is shown on a screen; a figure is drawn with Agg and saved, or handed to a notebook.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, isfinite, nan, pi, radians, sin, sqrt
from pathlib import Path
from typing import Any, Literal

import numpy as np
from matplotlib import font_manager, rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse as EllipsePatch
from matplotlib.patches import Wedge
from numpy.typing import NDArray

from testban.errors import LocationError, UsageError
from testban.files import write_whole
from testban.monitoring.model import Arrival, Event, Origin, Station, iso
from testban.monitoring.sphere import distance_azimuth

__all__ = ["FORMATS", "DepthTrial", "chinese_font", "depth_trials", "plot_event", "save_event"]

FORMATS = ("png", "svg", "pdf")
Lang = Literal["en", "zh"]

CHINESE_FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC",
    "Microsoft YaHei", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "SimHei", "Noto Sans CJK JP",
)  # fmt: skip

# Colours that keep apart for the colour-blind (Okabe and Ito 2008), markers that keep apart in grey.
FAMILIES: Mapping[str, tuple[str, str]] = {
    "P": ("#0072B2", "o"),
    "S": ("#D55E00", "s"),
    "depth": ("#009E73", "^"),
    "core": ("#CC79A7", "D"),
    "other": ("#7F7F7F", "v"),
}
KM_PER_DEG = 111.195
GAP_COLOUR, ELLIPSE_COLOUR = "#E69F00", "#0072B2"
RINGS_DEG = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 100.0, 150.0)
NAME_ROOM = (0.17, 0.08)
"""How far apart, in parts of the map's radius, two codes must stand to be read."""
BEYOND_NAMED = 6
LONGEST_NAME = 60
FEWEST_KNOWN = 0.8
"""The part of an event's arrivals whose stations must be known to locate it at fixed depths."""
DEEPEST_KM = 700.0
FLAT = 0.25
"""Fits that differ by a smaller part of themselves are drawn as what they are: much the same."""

WORDS: Mapping[str, tuple[str, str]] = {
    "stations": (
        "Stations and gap (distance by its square root)",
        "台站与方位空隙（距离取平方根）",
    ),
    "epicentre": ("Epicentre", "震中"),
    "residuals": ("Time residuals", "到时残差"),
    "depth": ("Depth", "深度"),
    "east": ("east (km)", "东（公里）"),
    "north": ("north (km)", "北（公里）"),
    "distance": ("distance (°)", "震中距（°）"),
    "residual": ("observed − predicted (s)", "观测 − 预测（秒）"),
    "depth_km": ("depth (km)", "深度（公里）"),
    "misfit": ("standard error (s)", "标准误差（秒）"),
    "time": ("origin time − best (s)", "发震时刻 − 最佳值（秒）"),
    "gap": ("gap {:.0f}°", "空隙{:.0f}°"),
    "ellipse": ("{:.0%} ellipse", "{:.0%}误差椭圆"),
    "other_origin": ("other origins", "其他解"),
    "fixed": ("depth fixed at {:.1f} km", "深度固定为{:.1f}公里"),
    "free": ("depth free: {:.1f} ± {:.1f} km", "深度不固定：{:.1f} ± {:.1f}公里"),
    "no_residuals": ("no residuals", "没有残差"),
    "no_distances": ("no station with a known place", "没有位置已知的台站"),
    "no_uncertainty": ("no uncertainty of depth and time", "没有深度和时刻的不确定度"),
    "fewer": ("open: on fewer arrivals", "空心：所用到时较少"),
    "beyond": ("beyond: {} s", "超出范围：{}秒"),
    "unused": ("open: not defining", "空心：未参与定位"),
    "P": ("P", "P"),
    "S": ("S", "S"),
    "depth_phases": ("depth phases", "深度震相"),
    "core": ("core phases", "核震相"),
    "other": ("other", "其他"),
}


@dataclass(frozen=True, slots=True)
class DepthTrial:
    """An event located again with its depth held: the fit that was reached, and on how many data.

    A fit on fewer data is no better one: what did not fit was left out.
    """

    depth_km: float
    standard_error_s: float
    defining: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a station lies, seen from the epicentre."""

    code: str
    distance_deg: float
    azimuth_deg: float
    defining: bool


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
            defining = again.quality.defining if again.quality else 0
            found.append(DepthTrial(float(depth), again.standard_error_s, defining))
    return tuple(found)


def chinese_font() -> str | None:
    """The name of an installed font that has Chinese characters; None where there is none."""
    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in CHINESE_FONTS if name in installed), None)


def plot_event(
    event: Event,
    stations: Mapping[str, Station] | None = None,
    *,
    trials: Sequence[DepthTrial] = (),
    lang: Lang = "en",
) -> Figure:
    """Four panels: stations with gap, epicentre with ellipse, residuals by distance, depth.

    Parameters
    ----------
    event
        With an origin.
    stations
        Coordinates by code; where a station is missing, the distance and azimuth of its arrival.
    trials
        The event located at fixed depths. Without them the depth panel shows how depth and origin
        time hang together in the covariance.
    lang
        `zh` takes effect where a Chinese font is installed; otherwise all is in English.

    Raises
    ------
    UsageError
        Where the event has no origin.
    """
    origin = event.origin
    if origin is None:
        raise UsageError(
            f"event {event.event_id} has no origin to draw", cure="Locate it first: testban locate"
        )
    if not all(isfinite(x) for x in (origin.latitude, origin.longitude, origin.depth_km)):
        raise UsageError(
            f"the origin of event {event.event_id} is no place", cure="Locate it again"
        )
    font = chinese_font() if lang == "zh" else None
    words = {key: pair[1 if font else 0] for key, pair in WORDS.items()}
    # Fonts are looked up when the text is made, so the setting need not outlive this block.
    # Names come from files: a dollar sign in one begins no formula.
    family = [font, "sans-serif"] if font else ["sans-serif"]
    with rc_context({"font.family": family, "text.parse_math": False}):
        figure = Figure(figsize=(11.0, 9.0), layout="constrained")
        FigureCanvasAgg(figure)
        panels = figure.subplots(2, 2)
        _draw_stations(panels[0][0], _places(event, origin, stations), words)
        _draw_epicentre(panels[0][1], event, origin, words)
        _draw_residuals(panels[1][0], event, origin, stations, words)
        _draw_depth(panels[1][1], origin, trials, words)
        figure.suptitle(_title(event, origin), fontsize=11)
    return figure


def save_event(
    path: Path,
    event: Event,
    stations: Mapping[str, Station] | None = None,
    *,
    trials: Sequence[DepthTrial] = (),
    lang: Lang = "en",
) -> None:
    """Draw the event into a file; its suffix says whether as PNG, SVG or PDF.

    Raises
    ------
    UsageError
        Where the suffix is another, or the file cannot be written.
    """
    kind = path.suffix.lower().lstrip(".")
    if kind not in FORMATS:
        raise UsageError(
            f"cannot draw into a file of type '{path.suffix}'",
            where=str(path),
            cure="End its name in .png, .svg or .pdf",
        )
    figure = plot_event(event, stations, trials=trials, lang=lang)
    # No date: the same event gives the same bytes.
    stamp: dict[str, Any] = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(kind, {})
    drawn = io.BytesIO()
    figure.savefig(drawn, format=kind, dpi=150, metadata=stamp)
    write_whole(path, drawn.getvalue())


def _title(event: Event, origin: Origin) -> str:
    north = "N" if origin.latitude >= 0 else "S"
    east = "E" if origin.longitude >= 0 else "W"
    first = (
        f"{(event.name or event.event_id)[:LONGEST_NAME]}   {iso(origin.time, 1)}   "
        f"{abs(origin.latitude):.3f}°{north} {abs(origin.longitude):.3f}°{east}   "
        f"{origin.depth_km:.0f} km"
    )
    sizes = "   ".join(
        f"{m.type} {'≤ ' if m.bound == 'upper' else '≥ ' if m.bound == 'lower' else ''}{m.value:.1f}"
        + (f" ± {m.uncertainty:.1f}" if m.uncertainty else "")
        for m in event.magnitudes[:6]
    )
    return f"{first}\n{sizes}" if sizes else first


def _seen(
    arrival: Arrival, origin: Origin, stations: Mapping[str, Station] | None
) -> tuple[float, float] | None:
    """Distance and azimuth of an arrival's station from the epicentre."""
    station = stations.get(arrival.station) if stations else None
    if station is not None:
        return distance_azimuth(
            origin.latitude, origin.longitude, station.latitude, station.longitude
        )
    if arrival.distance_deg is None or not 0.0 <= arrival.distance_deg <= 180.0:
        return None
    azimuth = arrival.event_azimuth_deg
    return arrival.distance_deg, nan if azimuth is None else azimuth


def _places(
    event: Event, origin: Origin, stations: Mapping[str, Station] | None
) -> tuple[_Place, ...]:
    found: dict[str, _Place] = {}
    for arrival in event.arrivals:
        seen = _seen(arrival, origin, stations)
        if seen is None or not isfinite(seen[1]):
            continue
        before = found.get(arrival.station)
        defining = arrival.time_defining or arrival.azimuth_defining or arrival.slowness_defining
        used = defining or (before is not None and before.defining)
        found[arrival.station] = _Place(arrival.station, *seen, used)
    return tuple(found.values())


def _draw_stations(axes: Axes, places: Sequence[_Place], words: Mapping[str, str]) -> None:
    """Azimuths as they are; distances by their square root, so that near stations keep apart."""
    axes.set_title(words["stations"])
    axes.set_axis_off()
    if not places:
        _say(axes, words["no_distances"])
        return
    axes.set_aspect("equal")
    reach = 1.08 * _radius(max(place.distance_deg for place in places)) + 1e-3
    _draw_rings(axes, reach)
    # A bulletin without marks of what defined it is drawn as if all had.
    marked = [place for place in places if place.defining] or list(places)
    _draw_gap(axes, [place.azimuth_deg for place in marked], reach, words)
    for place in places:
        x, y = _flat(place)
        face = "k" if place in marked else "none"
        axes.plot([0, x], [0, y], color="0.75", lw=0.5, zorder=1)
        axes.plot(x, y, "^", ms=6, mec="k", mfc=face, zorder=3, clip_on=False)
    _name_stations(axes, places, reach)
    axes.plot(0, 0, "*", ms=14, color=ELLIPSE_COLOUR, mec="k", zorder=4)
    axes.set_xlim(-reach, reach)
    axes.set_ylim(-reach, reach)


def _radius(distance_deg: float) -> float:
    return sqrt(distance_deg)


def _turned(radius: float, azimuth_deg: float) -> tuple[float, float]:
    return radius * sin(radians(azimuth_deg)), radius * cos(radians(azimuth_deg))


def _flat(place: _Place) -> tuple[float, float]:
    return _turned(_radius(place.distance_deg), place.azimuth_deg)


def _name_stations(axes: Axes, places: Sequence[_Place], reach: float) -> None:
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


def _draw_rings(axes: Axes, reach: float) -> None:
    angle = np.linspace(0.0, 2.0 * pi, 181)
    for ring in [ring for ring in RINGS_DEG if _radius(ring) <= reach][-4:]:
        radius = _radius(ring)
        axes.plot(radius * np.sin(angle), radius * np.cos(angle), color="0.85", lw=0.8, zorder=0)
        axes.text(
            0, -radius, f"{ring:g}°", fontsize=7, color="0.45", ha="center", va="center",
            bbox={"fc": "white", "ec": "none", "pad": 0.5}, zorder=2,
        )  # fmt: skip
    axes.annotate("N", (0, reach), ha="center", va="top", fontsize=9, color="0.45")


def _draw_gap(
    axes: Axes, azimuths: Sequence[float], reach: float, words: Mapping[str, str]
) -> None:
    turn = sorted(azimuth % 360.0 for azimuth in azimuths)
    if not turn:
        return
    following = [*turn[1:], turn[0] + 360.0]
    gap, start = max((there - here, here) for here, there in zip(turn, following, strict=True))
    # matplotlib turns counter-clockwise from east.
    wedge = Wedge((0, 0), reach, 90.0 - start - gap, 90.0 - start, fc=GAP_COLOUR, alpha=0.18, lw=0)
    axes.add_patch(wedge)
    x, y = _turned(0.85 * reach, start + gap / 2.0)
    axes.text(x, y, words["gap"].format(gap), fontsize=8, ha="center", va="center", zorder=5)


def _draw_epicentre(axes: Axes, event: Event, origin: Origin, words: Mapping[str, str]) -> None:
    axes.set_title(words["epicentre"])
    axes.set_xlabel(words["east"])
    axes.set_ylabel(words["north"])
    axes.set_aspect("equal")
    axes.grid(color="0.9")
    axes.plot(0, 0, "*", ms=14, color=ELLIPSE_COLOUR, mec="k", zorder=4)
    reach = 10.0
    ellipse = origin.ellipse
    if ellipse is not None and isfinite(ellipse.semi_major_km + ellipse.semi_minor_km):
        label = words["ellipse"].format(ellipse.confidence)
        patch = EllipsePatch(
            (0, 0), 2 * ellipse.semi_minor_km, 2 * ellipse.semi_major_km,
            angle=-ellipse.strike_deg, fc=ELLIPSE_COLOUR, alpha=0.25, ec="k", label=label,
        )  # fmt: skip
        axes.add_patch(patch)
        reach = max(abs(ellipse.semi_major_km), abs(ellipse.semi_minor_km), 1e-3)
    near = []
    for other in event.other_origins:
        distance, azimuth = distance_azimuth(
            origin.latitude, origin.longitude, other.latitude, other.longitude
        )
        if isfinite(distance):
            near.append(_turned(distance * KM_PER_DEG, azimuth))
    if near:
        axes.plot(*zip(*near, strict=True), "x", color="k", ms=7, label=words["other_origin"])
        reach = max([reach, *(max(abs(x), abs(y)) for x, y in near)])
    axes.set_xlim(-1.15 * reach, 1.15 * reach)
    axes.set_ylim(-1.15 * reach, 1.15 * reach)
    if axes.get_legend_handles_labels()[1]:
        axes.legend(loc="upper right", fontsize=8)


def _family(phase: str | None) -> str:
    name = phase or ""
    if name[:1] in "ps" and name[1:2] in ("P", "S"):
        return "depth"
    if "K" in name or "c" in name:
        return "core"
    if name.startswith(("P", "p")):
        return "P"
    return "S" if name.startswith(("S", "s", "L")) else "other"


def _draw_residuals(
    axes: Axes,
    event: Event,
    origin: Origin,
    stations: Mapping[str, Station] | None,
    words: Mapping[str, str],
) -> None:
    axes.set_title(words["residuals"])
    axes.set_xlabel(words["distance"])
    axes.set_ylabel(words["residual"])
    axes.axhline(0.0, color="0.6", lw=0.8, zorder=0)
    points = [
        (seen[0], arrival.residual_s, _family(arrival.phase), arrival)
        for arrival in event.arrivals
        if arrival.residual_s is not None
        and isfinite(arrival.residual_s)
        and (seen := _seen(arrival, origin, stations))
    ]
    if not points:
        _say(axes, words["no_residuals"])
        return
    some_defining = any(arrival.time_defining for *_, arrival in points)
    for family, (colour, marker) in FAMILIES.items():
        mine = [point for point in points if point[2] == family]
        if not mine:
            continue
        label = words["depth_phases" if family == "depth" else family]
        axes.plot([], [], marker, color=colour, label=label)
        for distance, residual, _, arrival in mine:
            filled = arrival.time_defining or not some_defining
            axes.plot(
                distance, residual, marker, ms=5, mec=colour, mfc=colour if filled else "none"
            )
    _limit_residuals(axes, points, words)
    unused = some_defining and not all(arrival.time_defining for *_, arrival in points)
    title = words["unused"] if unused else None
    axes.legend(loc="best", fontsize=7, title=title, title_fontsize=7)


def _limit_residuals(
    axes: Axes, points: Sequence[tuple[float, float, str, Arrival]], words: Mapping[str, str]
) -> None:
    """The scale is that of most; what lies beyond is listed instead of squeezing the rest."""
    sizes = np.abs([residual for _, residual, _, _ in points])
    reach = max(1.2 * float(np.quantile(sizes, 0.9)), 1.0)
    if float(sizes.max()) < 2.0 * reach:
        reach = max(reach, 1.1 * float(sizes.max()))
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
        axes.text(0.01, 0.01, text, transform=axes.transAxes, fontsize=7, va="bottom")


def _draw_depth(
    axes: Axes, origin: Origin, trials: Sequence[DepthTrial], words: Mapping[str, str]
) -> None:
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
        _say(axes, origin.depth_basis or words["no_uncertainty"])


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
    if any(trial.defining < most for trial in ordered):
        axes.text(0.99, 0.01, words["fewer"], transform=axes.transAxes, fontsize=7, ha="right")
    axes.axhline(origin.depth_km, color=ELLIPSE_COLOUR)
    half = origin.depth_uncertainty_km
    if half is not None and not origin.depth_fixed:
        low, high = max(origin.depth_km - half, 0.0), origin.depth_km + half
        axes.axhspan(low, high, color=ELLIPSE_COLOUR, alpha=0.2, lw=0)
    axes.set_xlabel(words["misfit"])
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
    axes.fill(times, origin.depth_km + depths, fc=ELLIPSE_COLOUR, alpha=0.25, ec="k")
    axes.plot(0.0, origin.depth_km, "*", ms=14, color=ELLIPSE_COLOUR, mec="k")
    axes.axhline(0.0, color="0.4", lw=1.2)
    axes.set_xlabel(words["time"])
    axes.invert_yaxis()
    axes.grid(color="0.9")


def _say(axes: Axes, words: str) -> None:
    axes.text(0.5, 0.5, words, transform=axes.transAxes, ha="center", va="center", wrap=True)
