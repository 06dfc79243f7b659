"""Figures as SVG, drawn on the server; each has a table beside it that says the same.

Nothing here carries style: the style sheet colours by class, for light, dark and print.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

__all__ = ["Series", "progress", "steps"]

_WIDTH, _HEIGHT, _LEFT, _BOTTOM = 720, 260, 40, 24


@dataclass(frozen=True, slots=True)
class Series:
    """A number that changes on days: its class, its label, and (day, value from then on)."""

    kind: str
    label: str
    values: Sequence[tuple[date, int]]


def _svg(
    kind: str, width: float, height: float, label: str, inner: Iterable[str], role: str = "img"
) -> Markup:
    return Markup('<svg class="{}" viewBox="0 0 {} {}" role="{}" aria-label="{}">{}</svg>').format(
        kind, width, height, role, label, Markup("".join(inner))
    )


def progress(met: int, required: int, label: str) -> Markup:
    """How much of what a treaty requires there is, one cell each."""
    across = min(required, 22)
    cells = (
        f'<rect class="{"met" if n < met else "lacking"}" x="{n % across * 20 + 1}" '
        f'y="{n // across * 20 + 1}" width="18" height="18" rx="3"/>'
        for n in range(required)
    )
    return _svg("progress", across * 20, -(-required // across) * 20, label, cells)


def steps(series: Sequence[Series], until: date, label: str, need: int = 0) -> Markup:
    """Numbers over time as steps, from the first day to `until`, with the years below."""
    first = min((s.values[0][0] for s in series if s.values), default=until)
    first = date(first.year, 1, 1)
    span = max((until - first).days, 1)
    top = max([need, 1, *(value for s in series for _, value in s.values)])

    def x(day: date) -> float:
        return round(_LEFT + (day - first).days / span * (_WIDTH - _LEFT - 8), 1)

    def y(value: int) -> float:
        return round(8 + (1 - value / top) * (_HEIGHT - _BOTTOM - 8), 1)

    inner = []
    # A label half way up would run into that of the number needed.
    half = {top // 2} if not need or abs(top // 2 - need) > top / 12 else set()
    for value in sorted({0, top, need, *half}):
        kind = "need" if value == need and need else "grid"
        inner.append(f'<path class="{kind}" d="M{_LEFT} {y(value)}H{_WIDTH - 8}"/>')
        inner.append(f'<text class="right" x="{_LEFT - 5}" y="{y(value) + 4}">{value}</text>')
    every = max(1, -(-(until.year - first.year) // 10))
    for year in range(first.year, until.year + 1, every):
        inner.append(f'<text x="{x(date(year, 1, 1))}" y="{_HEIGHT - 6}">{year}</text>')
    for each in series:
        if each.values:
            path = f"M{x(each.values[0][0])} {y(0)}"
            path += "".join(f"H{x(day)}V{y(value)}" for day, value in each.values)
            title = f"<title>{escape(each.label)}</title>"
            inner.append(f'<path class="line {each.kind}" d="{path}H{x(until)}">{title}</path>')
    return _svg("steps", _WIDTH, _HEIGHT, label, inner)
