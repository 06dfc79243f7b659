"""The record section of an event: what stations recorded, filtered, with picks and times of waves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from markupsafe import Markup, escape
from numpy.typing import NDArray

from testban.monitoring.model import Arrival, Origin
from testban.monitoring.processing.excerpts import BEFORE_S, Excerpt
from testban.monitoring.processing.naming import LATER
from testban.monitoring.processing.rays import PN_DEG
from testban.monitoring.traveltimes import TravelTimes

__all__ = ["BANDS", "LENGTHS", "USUAL", "SectionRow", "record_section", "section_rows"]

BANDS: dict[str, tuple[float, float] | None] = {
    "1-4": (1.0, 4.0),
    "0.5-2": (0.5, 2.0),
    "2-8": (2.0, 8.0),
    "0.02-0.1": (0.02, 0.1),
    "all": None,
}
"""Filters to choose from, Hz: the usual one; teleseismic; local; surface waves; none."""
LENGTHS = (60, 120, 300, 600)
"""Seconds after the first wave to choose from."""
USUAL = "1-4"

_WIDTH, _LEFT, _RIGHT, _TOP, _ROW, _BOTTOM = 960, 96, 16, 22, 44, 34
_COLUMNS = 760
"""A trace is drawn by its extremes in so many columns at most."""
_SHARE = 0.46
"""A trace reaches so far to either side of its row."""


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A station: its picks, and the times when later waves are due, seconds after the first."""

    excerpt: Excerpt
    picks: Sequence[tuple[Arrival, float]]
    due: Sequence[tuple[str, float]]

    @property
    def first_phase(self) -> str:
        """The name of the wave that is due first."""
        near, far = PN_DEG
        return "Pn" if near <= self.excerpt.distance_deg <= far else "P"


def section_rows(
    excerpts: Sequence[Excerpt], origin: Origin, arrivals: Sequence[Arrival]
) -> list[SectionRow]:
    """The stations, nearest first, with what was picked there and what was to be expected."""
    times = _times()
    distance = np.array([each.distance_deg for each in excerpts])
    first = np.array([each.first for each in excerpts])
    due: list[list[tuple[str, float]]] = [[] for _ in excerpts]
    for phase, (near, far) in LATER.items():
        seconds = times.predict(phase, distance, origin.depth_km).time_s + origin.time - first
        for n in np.flatnonzero((distance >= near) & (distance <= far) & (seconds > 1)):
            due[n].append((phase, float(seconds[n])))
    return [
        SectionRow(
            each,
            [(a, a.time - each.first) for a in arrivals if a.station == each.station],
            sorted(expected, key=lambda pair: pair[1]),
        )
        for each, expected in zip(excerpts, due, strict=True)
    ]


@cache
def _times() -> TravelTimes:
    """The usual travel times, read in once."""
    return TravelTimes()


def record_section(
    rows: Sequence[SectionRow],
    band_hz: tuple[float, float] | None,
    length_s: float,
    label: str,
    below: str,
) -> Markup:
    """Vertical records, nearest station at the bottom, against the time when the first wave is due.

    Each trace is as large as its own largest part in what is shown.
    """
    height = _TOP + _ROW * len(rows) + _BOTTOM
    span = (-BEFORE_S, length_s)
    inner = list(_frame(span, height, below))
    for place, row in enumerate(reversed(rows)):
        inner += _drawn(row, _TOP + (place + 0.5) * _ROW, span, band_hz)
    frame = Markup(
        '<svg class="plot records zoom" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
    )
    return frame.format(_WIDTH, height, label, Markup("".join(inner)))


def _x(seconds: float, span: tuple[float, float]) -> float:
    return _LEFT + (seconds - span[0]) / (span[1] - span[0]) * (_WIDTH - _LEFT - _RIGHT)


def _frame(span: tuple[float, float], height: float, below: str) -> Iterator[str]:
    """Lines of time, and their numbers."""
    every = next((s for s in (10, 20, 30, 60, 120) if (span[1] - span[0]) / s <= 14), 120)
    last = height - _BOTTOM
    for second in range(int(-(-span[0] // every)) * every, int(span[1]) + 1, every):
        x = _x(second, span)
        kind = "first" if second == 0 else "grid"
        yield f'<path class="{kind}" d="M{x:.1f} {_TOP}V{last}"/>'
        yield f'<text x="{x:.1f}" y="{last + 14}">{second}</text>'
    yield f'<text x="{(_WIDTH + _LEFT) / 2:g}" y="{height - 4}">{escape(below)}</text>'


def _drawn(
    row: SectionRow, y: float, span: tuple[float, float], band_hz: tuple[float, float] | None
) -> Iterator[str]:
    each = row.excerpt
    half = _SHARE * _ROW
    yield f'<text class="right" x="{_LEFT - 6}" y="{y - 1:g}">{escape(each.station)}</text>'
    yield (
        f'<text class="right small" x="{_LEFT - 6}" y="{y + 12:g}">'
        f"{escape(each.channel)} {each.distance_deg:.1f}°</text>"
    )
    trace = each.filtered(band_hz)
    if trace is not None:
        path = _path(each, trace, span)
        yield f'<path class="trace" transform="translate({_LEFT} {y:g})" d="{path}"/>'
    for phase, seconds in row.due:
        if span[0] <= seconds <= span[1]:
            yield _mark(
                f"due {phase.lower()}", phase, _x(seconds, span), y, half, f"{phase}, ak135"
            )
    for arrival, seconds in row.picks:
        if span[0] <= seconds <= span[1]:
            kind = "picked used" if arrival.time_defining else "picked unused"
            title = f"{each.station} {arrival.phase or ''} {seconds:+.1f} s"
            yield _mark(kind, arrival.phase or "", _x(seconds, span), y, half, title)


def _mark(kind: str, name: str, x: float, y: float, half: float, title: str) -> str:
    up = -half if kind.startswith("picked") else half
    return (
        f'<g class="{kind}"><title>{escape(title)}</title>'
        f'<path d="M{x:.1f} {y - half:.1f}v{2 * half:.1f}"/>'
        f'<text class="left small" x="{x + 2:.1f}" y="{y + up + (8 if up < 0 else 0):.1f}">'
        f"{escape(name)}</text></g>"
    )


def _path(each: Excerpt, trace: NDArray[np.float64], span: tuple[float, float]) -> str:
    """The trace by its extremes, column by column, from the left edge of the frame."""
    begin = max(round((each.first + span[0] - each.start) * each.rate_hz), 0)
    end = round((each.first + span[1] - each.start) * each.rate_hz) + 1
    shown = trace[begin:end]
    largest = float(np.abs(shown).max(initial=0.0))
    if not largest > 0:
        return ""
    size = max(1, -(-round((span[1] - span[0]) * each.rate_hz) // _COLUMNS))
    count = len(shown) // size
    pieces = np.round(-shown[: count * size].reshape(count, size) / largest * _SHARE * _ROW, 1)
    across = size / each.rate_hz / (span[1] - span[0]) * (_WIDTH - _LEFT - _RIGHT)
    left = _x(each.start + begin / each.rate_hz - each.first, span) - _LEFT
    if size == 1:
        steps = [f"L{left + n * across:.1f} {v:g}" for n, v in enumerate(pieces[:, 0].tolist())]
        return "M" + "".join(steps)[1:]
    ends = zip(pieces.min(axis=1).tolist(), pieces.max(axis=1).tolist(), strict=True)
    steps = [f"{left + n * across:.1f} {a:g}V{b:g}" for n, (a, b) in enumerate(ends)]
    return "M" + "L".join(steps)
