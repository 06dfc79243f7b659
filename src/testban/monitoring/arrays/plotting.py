"""A picture of an f-k analysis: the slowness map of its best window, and F, azimuth and slowness in time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from testban.monitoring.arrays.result import FkResult
from testban.monitoring.model import iso

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["plot_fk", "save_fk"]

_CIRCLES_KM_S = (0.34, 1.0, 3.5, 6.0, 8.0, 15.0)


def plot_fk(result: FkResult) -> Figure:
    """The figure, for a notebook."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 6), layout="constrained")
    halves: Any = figure.subfigures(1, 2, width_ratios=(1, 1.2))
    left, right = halves
    _map(left.subplots(), result)
    _series(right, result)
    band = f"{result.settings.low_hz:g}–{result.settings.high_hz:g} Hz"
    figure.suptitle(
        f"{result.array or 'array'}: {len(result.channels)} elements, {band}, "
        f"windows of {result.settings.window_s:g} s"
    )
    return figure


def save_fk(path: Path, result: FkResult) -> None:
    """Write the picture as .png, .svg or .pdf.

    Raises
    ------
    UsageError
        The suffix is none of these, or the file cannot be written.
    """
    from testban.monitoring.plotting.saving import kind_of, save_figure

    kind_of(path)
    save_figure(path, plot_fk(result))


def _map(axes: Any, result: FkResult) -> None:
    best, most = result.best, result.settings.slowness_s_per_km
    if result.best_map is not None:
        # A grid point is the middle of what is coloured for it.
        edge = most * (1 + 1 / (len(result.best_map) - 1))
        shown = axes.imshow(
            result.best_map.T, origin="lower", extent=(-edge, edge, -edge, edge), cmap="viridis"
        )
        axes.figure.colorbar(shown, ax=axes, label="semblance", shrink=0.8)
    for speed in _CIRCLES_KM_S:
        if 1 / speed < most and 1 / speed > most / 12:
            turn = np.linspace(0, 2 * np.pi, 181)
            axes.plot(np.sin(turn) / speed, np.cos(turn) / speed, color="white", lw=0.6, ls=":")
            axes.text(0, 1 / speed, f"{speed:g} km/s", color="white", fontsize=7, ha="center")
    angle = np.radians(result.azimuth_deg[best])
    slowness = result.slowness_s_per_km[best]
    axes.plot(slowness * np.sin(angle), slowness * np.cos(angle), "r+", ms=12)
    axes.set(
        xlim=(-most, most), ylim=(-most, most), xlabel="east slowness (s/km)",
        ylabel="north slowness (s/km)",
    )  # fmt: skip
    axes.set_title(
        f"{iso(float(result.time[best]), 1)}: from {result.azimuth_deg[best]:.1f}°, "
        f"{result.velocity_km_s[best]:.2f} km/s",
        fontsize=10,
    )


def _plain_tick(value: float, _: int) -> str:
    """A tick of the logarithmic axis, where there is room for its number."""
    digit = value / 10 ** np.floor(np.log10(value) + 1e-9)
    return f"{value:g}" if round(float(digit), 3) in (1, 2, 5) else ""


def _series(figure: Any, result: FkResult) -> None:
    panels = figure.subplots(3, 1, sharex=True)
    seconds = result.time - result.time[0]
    colour = np.log10(np.maximum(result.f_statistic, 1.0))
    panels[0].plot(seconds, result.f_statistic, color="black", lw=0.8)
    panels[0].set(ylabel="F", yscale="log")
    for axis in ("major", "minor"):
        getattr(panels[0].yaxis, f"set_{axis}_formatter")(_plain_tick)
    panels[0].set_title("darker dots below: larger F", fontsize=9)
    marks = {"c": colour, "s": 6, "cmap": "viridis_r"}
    panels[1].scatter(seconds, result.azimuth_deg, **marks)
    panels[1].set(ylabel="from azimuth (°)", ylim=(0, 360), yticks=range(0, 361, 90))
    panels[2].scatter(seconds, result.slowness_s_per_km, **marks)
    panels[2].set(
        ylabel="slowness (s/km)",
        ylim=(0, result.settings.slowness_s_per_km),
        xlabel=f"seconds after {iso(float(result.time[0]), 1)}",
    )
