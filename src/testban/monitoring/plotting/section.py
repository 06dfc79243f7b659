"""A record section: the recordings of an event by distance, its picks, and when its waves are due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from numpy.typing import NDArray

from testban.errors import UsageError
from testban.monitoring.detection.array_search import arrays_of
from testban.monitoring.detection.records import Record, instruments
from testban.monitoring.model import Arrival, Event, Origin, iso
from testban.monitoring.parameters import Parameters, load_parameters
from testban.monitoring.plotting.figure import Lang, chinese_font
from testban.monitoring.plotting.saving import kind_of, save_figure
from testban.monitoring.plotting.style import ORIGIN_COLOUR, WORDS
from testban.monitoring.processing.excerpts import BEFORE_S, MOST_ROWS, drawn_until, heard
from testban.monitoring.processing.naming import LATER
from testban.monitoring.processing.network import Network, network
from testban.monitoring.processing.rays import PN_DEG, Ray, rays
from testban.monitoring.processing.spans import filtered
from testban.monitoring.traveltimes import TravelTimes
from testban.monitoring.waveforms import Recordings

__all__ = ["plot_section", "save_section"]

BAND_HZ = (1.0, 4.0)
DPI = 100
MOST_OF_NYQUIST = 0.9
"""A filter needs room below half the sampling rate."""
ROW_SHARE = 0.45
"""A trace reaches so far to either side of its row."""
POINTS = 4000
"""More than a printer shows across a page; longer traces are drawn by their extremes."""
PICK_COLOUR = "#D55E00"
DUE_COLOURS = {"Pg": "#56B4E9", "Sn": "#009E73", "S": "#009E73", "Lg": "#CC79A7"}


@dataclass(frozen=True)
class _Row:
    """One station: its trace against the predicted first arrival, its picks, its later waves."""

    code: str
    ray: Ray
    record: Record
    picks: tuple[Arrival, ...]
    band_hz: tuple[float, float]
    """That of the filter: as wide as asked, or as the sampling rate allows."""


def plot_section(
    recordings: Recordings,
    event: Event,
    *,
    band_hz: tuple[float, float] = BAND_HZ,
    lang: Lang = "en",
    parameters: Parameters | None = None,
) -> Figure:
    """Vertical records, nearest station at the bottom, against the time when the first wave is due.

    Each trace is filtered and as large as its own largest part. Where the sampling rate does not allow all
    of the band, the trace is filtered as far as it does, and its label says so; one that leaves less than half
    an octave is not drawn. Picks are orange: whole where their time
    took part in the location, broken where not. Times of later waves (ak135) are joined from row to row. An array is
    one row: the record of its middle element.

    Parameters
    ----------
    recordings
        Of any stations; those without coordinates, or not recording when the event's waves came, are
        left out.
    event
        With an origin.
    band_hz
        Of the filter.
    lang
        `zh` takes effect where a Chinese font is installed.

    Raises
    ------
    UsageError
        The event has no origin, or no station recorded when its waves came.
    """
    origin = event.origin
    if origin is None:
        raise UsageError(
            f"event {event.event_id} has no origin to draw", cure="Locate it first: testban locate"
        )
    settings = parameters or load_parameters()
    groups, _ = instruments(recordings, settings.detection)
    there = network(recordings, groups, arrays_of(recordings))
    times = TravelTimes()
    rows = _rows(event, origin, there, rays(origin, there, times), band_hz)
    if not rows and (slow := _too_slow(there, band_hz)):
        raise UsageError(
            f"{band_hz[0]:g} to {band_hz[1]:g} Hz lies above what the recordings hold, "
            f"{slow:g} samples a second",
            where="--band",
            cure=f"Choose a band below {MOST_OF_NYQUIST * slow / 2:g} Hz",
        )
    if not rows:
        raise UsageError(
            f"no station with coordinates recorded when waves of {iso(origin.time, 0)} came",
            cure="Give the recordings of this event, and --stations where coordinates are missing",
        )
    font = chinese_font() if lang == "zh" else None
    words = {key: pair[1 if font else 0] for key, pair in WORDS.items()}
    family = [font, "sans-serif"] if font else ["sans-serif"]
    with rc_context({"font.family": family, "text.parse_math": False}):
        height = min(3.0 + 0.55 * len(rows), 24.0)
        figure = Figure(figsize=(11.0, height), layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.subplots()
        span = _span(rows, origin)
        for place, row in enumerate(rows):
            _draw_trace(axes, place, row, span)
            _draw_picks(axes, place, row)
        _draw_due(axes, rows, origin, times, span)
        _finish(axes, rows, origin, band_hz, span, words)
        if missing := _left_out(rows, there, band_hz):
            axes.set_xlabel(f"{axes.get_xlabel()}\n{words['too_slow'].format(', '.join(missing))}")
    return figure


def save_section(
    path: Path,
    recordings: Recordings,
    event: Event,
    *,
    band_hz: tuple[float, float] = BAND_HZ,
    lang: Lang = "en",
) -> None:
    """Draw a section into a .png, .svg or .pdf file.

    Raises
    ------
    UsageError
        As `plot_section`; or the suffix is another, or the file cannot be written.
    """
    kind_of(path)
    save_figure(path, plot_section(recordings, event, band_hz=band_hz, lang=lang), DPI)


def _fitting(band_hz: tuple[float, float], rate_hz: float) -> tuple[float, float] | None:
    """The band as far as the sampling rate allows it; None where that leaves less than half an octave."""
    low, high = band_hz
    high = min(high, MOST_OF_NYQUIST * rate_hz / 2)
    return (low, high) if high >= low * 2**0.5 else None


def _left_out(
    rows: Sequence[_Row], there: Network, band_hz: tuple[float, float]
) -> tuple[str, ...]:
    """Stations of which no trace is drawn, since none is sampled fast enough for the band."""
    drawn = {row.code for row in rows}
    return tuple(
        code
        for code, here in sorted(there.instruments.items())
        if code not in drawn
        and not any(_fitting(band_hz, r.rate_hz) for each in here for r in each.verticals)
    )


def _too_slow(there: Network, band_hz: tuple[float, float]) -> float | None:
    """The highest sampling rate, where it is too low for the band."""
    rates = [
        record.rate_hz
        for here in there.instruments.values()
        for instrument in here
        for record in instrument.verticals
    ]
    fastest = max(rates, default=None)
    return None if fastest is None or _fitting(band_hz, fastest) else fastest


def _rows(
    event: Event,
    origin: Origin,
    there: Network,
    ways: Mapping[str, Ray],
    band_hz: tuple[float, float],
) -> list[_Row]:
    """One row a station, nearest first: on the instrument with the longest record of the event."""
    rows = []
    fast = heard(origin, there, ways, lambda record: bool(_fitting(band_hz, record.rate_hz)))
    for code, ray, record in fast:
        picks = tuple(a for a in event.arrivals if a.station == code)
        rows.append(_Row(code, ray, record, picks, _fitting(band_hz, record.rate_hz) or band_hz))
    picked = [row for row in rows if row.picks]
    return rows if len(rows) <= MOST_ROWS else (picked or rows)[:MOST_ROWS]


def _span(rows: Sequence[_Row], origin: Origin) -> tuple[float, float]:
    return -BEFORE_S, max(drawn_until(row.ray, origin) - row.ray.first for row in rows)


def _draw_trace(axes: Axes, place: int, row: _Row, span: tuple[float, float]) -> None:
    record, first = row.record, row.ray.first
    trace = filtered(record, row.band_hz, first + span[1])
    if trace is None:
        return
    begin = max(record.at(first + span[0]), 0)
    shown = trace[begin:]
    largest = float(np.max(np.abs(shown), initial=0.0))
    if not largest > 0:
        return
    seconds = record.start - first + (begin + np.arange(len(shown))) / record.rate_hz
    x, y = _thinned(seconds, shown / largest)
    axes.plot(x, place + ROW_SHARE * y, color="0.25", lw=0.5, zorder=1)


def _thinned(
    x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A long trace by the extremes of its pieces."""
    size = len(y) // POINTS
    if size < 2:
        return x, y
    count = len(y) // size
    pieces = y[: count * size].reshape(count, size)
    ends = np.column_stack([pieces.min(axis=1), pieces.max(axis=1)]).ravel()
    return np.repeat(x[: count * size : size], 2), ends


def _draw_picks(axes: Axes, place: int, row: _Row) -> None:
    for arrival in row.picks:
        at = arrival.time - row.ray.first
        style = "-" if arrival.time_defining else (0, (2, 1.5))
        axes.plot(
            [at, at], [place - ROW_SHARE, place + ROW_SHARE], color=PICK_COLOUR, lw=1.3, ls=style
        )
        axes.text(
            at, place + ROW_SHARE, f" {arrival.phase or ''}", color=PICK_COLOUR, fontsize=7,
            va="top", ha="left", clip_on=True,
        )  # fmt: skip


def _draw_due(
    axes: Axes,
    rows: Sequence[_Row],
    origin: Origin,
    times: TravelTimes,
    span: tuple[float, float],
) -> None:
    axes.axvline(0.0, color=ORIGIN_COLOUR, lw=0.9, zorder=0)
    distance = np.array([row.ray.distance_deg for row in rows])
    first = np.array([row.ray.first for row in rows])
    for phase, (near, far) in LATER.items():
        seconds = times.predict(phase, distance, origin.depth_km).time_s + origin.time - first
        there = (distance >= near) & (distance <= far) & (seconds > 1) & (seconds <= span[1])
        places = np.flatnonzero(there & np.isfinite(seconds))
        if not len(places):
            continue
        colour = DUE_COLOURS[phase]
        axes.plot(seconds[places], places, color=colour, lw=0.9, zorder=0)
        for place in places:
            ends = [place - ROW_SHARE, place + ROW_SHARE]
            axes.plot([seconds[place]] * 2, ends, color=colour, lw=0.9, zorder=2)
        top = places[-1]
        axes.text(
            seconds[top], top + 0.52, phase, color=colour, fontsize=8, ha="center", va="bottom"
        )


def _label(row: _Row, band_hz: tuple[float, float]) -> str:
    """Station, channel and distance, and the band where it is not that of the title."""
    own = "" if row.band_hz == band_hz else f" to {row.band_hz[1]:.3g} Hz"
    return f"{row.code} {row.record.channel}\n{row.ray.distance_deg:.1f}°{own}"


def _finish(
    axes: Axes,
    rows: Sequence[_Row],
    origin: Origin,
    band_hz: tuple[float, float],
    span: tuple[float, float],
    words: Mapping[str, str],
) -> None:
    near, far = PN_DEG
    regional = all(near <= row.ray.distance_deg <= far for row in rows)
    axes.text(
        0.0, len(rows) - 0.48, "Pn" if regional else "P", color=ORIGIN_COLOUR, fontsize=8,
        ha="center", va="bottom",
    )  # fmt: skip
    axes.set(xlim=span, ylim=(-0.7, len(rows) - 0.1))
    axes.set_yticks(
        range(len(rows)),
        [_label(row, band_hz) for row in rows],
        fontsize=8,
    )
    axes.set_xlabel(words["after_first"])
    north = "N" if origin.latitude >= 0 else "S"
    east = "E" if origin.longitude >= 0 else "W"
    axes.set_title(
        f"{iso(origin.time, 1)}   {abs(origin.latitude):.3f}°{north} "
        f"{abs(origin.longitude):.3f}°{east}   {band_hz[0]:g}–{band_hz[1]:g} Hz\n"
        + words["section"],
        fontsize=10,
    )
