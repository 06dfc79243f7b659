"""The figure of four panels, drawn with Agg and saved, or handed to a notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Literal

from matplotlib import font_manager, rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from testban.errors import UsageError
from testban.monitoring.model import Event, Origin, Station, iso
from testban.monitoring.plotting.depth import DepthTrial, draw_depth
from testban.monitoring.plotting.epicentre import draw_epicentre
from testban.monitoring.plotting.residuals import draw_residuals
from testban.monitoring.plotting.saving import FORMATS, kind_of, save_figure
from testban.monitoring.plotting.stations import draw_stations, places
from testban.monitoring.plotting.style import WORDS

__all__ = ["FORMATS", "can_draw", "chinese_font", "plot_event", "save_event"]

Lang = Literal["en", "zh"]

CHINESE_FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC",
    "Microsoft YaHei", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "SimHei", "Noto Sans CJK JP",
)  # fmt: skip
LONGEST_NAME = 60


def chinese_font() -> str | None:
    """The name of an installed font that has Chinese characters; None where there is none."""
    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in CHINESE_FONTS if name in installed), None)


def can_draw(text: str) -> bool:
    """Whether the installed fonts have the characters of a text."""
    return _families(text) is not None


def _families(text: str) -> list[str] | None:
    """The fonts to draw a text with: the usual one, and one with Chinese where it takes that; None where they do
    not have all characters."""
    usual, chinese = ["sans-serif"], chinese_font()
    if not (missing := _missing(text, "sans-serif")):
        return usual
    return None if chinese is None or _missing(missing, chinese) else [*usual, chinese]


def _missing(text: str, family: str) -> str:
    font = font_manager.get_font(
        font_manager.findfont(font_manager.FontProperties(family=[family]))
    )
    return "".join(c for c in text if c.isprintable() and not font.get_char_index(ord(c)))


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
        `zh` takes effect where a Chinese font is installed; otherwise all is in English. An event whose
        name no installed font can draw is called by its identifier.

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
    title = _title(event, origin)
    family = [font, "sans-serif"] if font else _families(title) or ["sans-serif"]
    with rc_context({"font.family": family, "text.parse_math": False}):
        figure = Figure(figsize=(11.0, 9.0), layout="constrained")
        FigureCanvasAgg(figure)
        panels = figure.subplots(2, 2)
        draw_stations(panels[0][0], places(event, origin, stations), words, origin)
        draw_epicentre(panels[0][1], event, origin, words)
        draw_residuals(panels[1][0], event, origin, stations, words)
        draw_depth(panels[1][1], origin, trials, words)
        figure.suptitle(title, fontsize=11)
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
    kind_of(path)
    save_figure(path, plot_event(event, stations, trials=trials, lang=lang))


def _title(event: Event, origin: Origin) -> str:
    north = "N" if origin.latitude >= 0 else "S"
    east = "E" if origin.longitude >= 0 else "W"
    name = next((each for each in (event.name, event.event_id) if each and can_draw(each)), "")
    first = (
        f"{name[:LONGEST_NAME]}   {iso(origin.time, 1)}   "
        f"{abs(origin.latitude):.3f}°{north} {abs(origin.longitude):.3f}°{east}   "
        f"{origin.depth_km:.0f} km"
    )
    sizes = "   ".join(
        f"{m.type} {'≤ ' if m.bound == 'upper' else '≥ ' if m.bound == 'lower' else ''}{m.value:.1f}"
        + (f" ± {m.uncertainty:.1f}" if m.uncertainty else "")
        for m in event.magnitudes[:6]
    )
    return f"{first}\n{sizes}" if sizes else first
