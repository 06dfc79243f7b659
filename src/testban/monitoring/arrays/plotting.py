"""A picture of an f-k analysis: the slowness map of its best window, and F, azimuth and slowness in time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from testban.monitoring.arrays.result import FkResult
from testban.monitoring.model import iso

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["plot_fk", "save_fk"]

_WORDS: Mapping[str, tuple[str, str]] = {
    "array": ("array", "台阵"),
    "title": (
        "{array}: {elements} elements, {low:g}–{high:g} Hz, windows of {window:g} s",
        "{array}：{elements}个子台，{low:g}–{high:g}赫兹，时窗{window:g}秒",
    ),
    "best": (
        "{time}: from {azimuth:.1f}°, {speed:.2f} km/s",
        "{time}：来自{azimuth:.1f}°，{speed:.2f}千米/秒",
    ),
    "semblance": ("semblance", "相似系数"),
    "east": ("east slowness (s/km)", "东向慢度（秒/千米）"),
    "north": ("north slowness (s/km)", "北向慢度（秒/千米）"),
    "f": ("F", "F"),
    "azimuth": ("from azimuth (°)", "来波方位角（°）"),
    "slowness": ("slowness (s/km)", "慢度（秒/千米）"),
    "seconds": ("seconds after {}", "{}之后的秒数"),
    "dots": ("dots: the darker, the larger F", "圆点越深，F越大"),
}
_CIRCLES_KM_S = (0.34, 1.0, 3.5, 6.0, 8.0, 15.0)


def plot_fk(result: FkResult, *, lang: Literal["en", "zh"] = "en") -> Figure:
    """The figure, for a notebook; `zh` takes effect where a Chinese font is installed."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    from testban.monitoring.plotting.figure import chinese_font

    font = chinese_font() if lang == "zh" else None
    words = {key: pair[1 if font else 0] for key, pair in _WORDS.items()}
    settings = result.settings
    with rc_context({"font.family": [font, "sans-serif"] if font else ["sans-serif"]}):
        figure = Figure(figsize=(11, 6), layout="constrained")
        halves: Any = figure.subfigures(1, 2, width_ratios=(1, 1.2))
        left, right = halves
        _map(left.subplots(), result, words)
        _series(right, result, words)
        figure.suptitle(
            words["title"].format(
                array=result.array or words["array"], elements=len(result.channels),
                low=settings.low_hz, high=settings.high_hz, window=settings.window_s,
            )
        )  # fmt: skip
    return figure


def save_fk(path: Path, result: FkResult, *, lang: Literal["en", "zh"] = "en") -> None:
    """Write the picture as .png, .svg or .pdf.

    Raises
    ------
    UsageError
        The suffix is none of these, or the file cannot be written.
    """
    from testban.monitoring.plotting.saving import kind_of, save_figure

    kind_of(path)
    save_figure(path, plot_fk(result, lang=lang))


def _map(axes: Any, result: FkResult, words: Mapping[str, str]) -> None:
    best, most = result.best, result.settings.slowness_s_per_km
    if result.best_map is not None:
        # A grid point is the middle of what is coloured for it.
        edge = most * (1 + 1 / (len(result.best_map) - 1))
        shown = axes.imshow(
            result.best_map.T, origin="lower", extent=(-edge, edge, -edge, edge), cmap="viridis"
        )
        axes.figure.colorbar(shown, ax=axes, label=words["semblance"], shrink=0.8)
    for speed in _CIRCLES_KM_S:
        if 1 / speed < most and 1 / speed > most / 12:
            turn = np.linspace(0, 2 * np.pi, 181)
            axes.plot(np.sin(turn) / speed, np.cos(turn) / speed, color="white", lw=0.6, ls=":")
            axes.text(0, 1 / speed, f"{speed:g} km/s", color="white", fontsize=7, ha="center")
    angle = np.radians(result.azimuth_deg[best])
    slowness = result.slowness_s_per_km[best]
    axes.plot(slowness * np.sin(angle), slowness * np.cos(angle), "r+", ms=12)
    axes.set(
        xlim=(-most, most), ylim=(-most, most), xlabel=words["east"], ylabel=words["north"],
    )  # fmt: skip
    axes.set_title(
        words["best"].format(
            time=iso(float(result.time[best]), 1),
            azimuth=result.azimuth_deg[best],
            speed=result.velocity_km_s[best],
        ),
        fontsize=10,
    )


def _series(figure: Any, result: FkResult, words: Mapping[str, str]) -> None:
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    panels = figure.subplots(3, 1, sharex=True)
    seconds = result.time - result.time[0]
    colour = np.log10(np.maximum(result.f_statistic, 1.0))
    panels[0].plot(seconds, result.f_statistic, color="black", lw=0.8)
    panels[0].set(ylabel=words["f"], yscale="log")
    # F spans a decade or two: whole numbers say more than powers of ten.
    panels[0].yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    panels[0].yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    panels[0].yaxis.set_minor_formatter(NullFormatter())
    # Larger F over smaller: what stands out is not hidden by noise. Dark on white is seen best.
    order = np.argsort(colour)
    marks = {"c": colour[order], "s": 6, "cmap": "viridis_r"}
    panels[1].scatter(seconds[order], result.azimuth_deg[order], **marks)
    panels[1].set_title(words["dots"], fontsize=8, loc="right", color="#555555")
    panels[1].set(ylabel=words["azimuth"], ylim=(0, 360), yticks=range(0, 361, 90))
    panels[2].scatter(seconds[order], result.slowness_s_per_km[order], **marks)
    panels[2].set(
        ylabel=words["slowness"],
        ylim=(0, result.settings.slowness_s_per_km),
        xlabel=words["seconds"].format(iso(float(result.time[0]), 1)),
    )
