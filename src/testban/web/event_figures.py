"""Figures of one event: where its stations lie, its ellipse, residuals, and arrivals by distance."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy as np
from markupsafe import Markup, escape

from testban.monitoring.model import Arrival, Origin
from testban.reference.boundaries import land

__all__ = ["arrival_section", "ellipse_figure", "residual_figure", "station_map"]

_R = 220.0  # units from the centre of a round map to its edge
_W, _H, _LEFT, _RIGHT, _TOP, _BOTTOM = 720.0, 300.0, 52.0, 16.0, 10.0, 34.0


def _svg(kind: str, box: str, label: str, inner: Iterable[str]) -> Markup:
    text = Markup("").join(Markup(part) for part in inner)
    frame = Markup('<svg class="{}" viewBox="{}" role="img" aria-label="{}">{}</svg>')
    return frame.format(kind, box, label, text)


@cache
def _shores() -> tuple[np.ndarray, np.ndarray]:
    """Rings of all land, closed, one behind the other, in radians; and whether each point begins one."""
    rings = [np.radians([*ring, ring[0]]) for ring in land()]
    begins = np.zeros(sum(map(len, rings)), dtype=bool)
    begins[np.cumsum([0, *map(len, rings[:-1])])] = True
    return np.concatenate(rings), begins


def _from_centre(
    longitude: np.ndarray, latitude: np.ndarray, centre: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray]:
    """Distance in degrees and azimuth in radians on a sphere: near enough for a drawing."""
    lon0, lat0 = np.radians(centre)
    step = longitude - lon0
    cosine = np.sin(lat0) * np.sin(latitude) + np.cos(lat0) * np.cos(latitude) * np.cos(step)
    azimuth = np.arctan2(
        np.sin(step) * np.cos(latitude),
        np.cos(lat0) * np.sin(latitude) - np.sin(lat0) * np.cos(latitude) * np.cos(step),
    )
    return np.degrees(np.arccos(np.clip(cosine, -1, 1))), azimuth


def _coast(centre: tuple[float, float], radius_deg: float) -> str:
    """Shores within a distance, as lines; north is up and distances from the centre are true."""
    shores, begins = _shores()
    distance, azimuth = _from_centre(shores[:, 0], shores[:, 1], centre)
    inside = distance <= radius_deg
    scale = _R / radius_deg
    x = np.round(distance * np.sin(azimuth) * scale, 1)
    y = np.round(-distance * np.cos(azimuth) * scale, 1)
    drawn = inside & np.roll(inside, 1) & ~begins
    # A shore beside the antipode would be drawn across the whole map.
    drawn &= np.hypot(x - np.roll(x, 1), y - np.roll(y, 1)) < _R / 2
    return "".join(
        f"{'L' if line else 'M'}{across:g} {down:g}"
        for line, across, down in zip(
            drawn[inside].tolist(), x[inside].tolist(), y[inside].tolist(), strict=True
        )
    )


def _placed(arrivals: Sequence[Arrival]) -> Iterator[tuple[Arrival, float, float]]:
    """The nearest-timed arrival of each station with its distance and azimuth from the event."""
    seen: set[str] = set()
    for each in arrivals:
        if each.distance_deg is not None and each.event_azimuth_deg is not None:
            if each.station not in seen:
                yield each, each.distance_deg, math.radians(each.event_azimuth_deg)
            seen.add(each.station)


def station_map(origin: Origin, arrivals: Sequence[Arrival], label: str) -> Markup:
    """The stations around the epicentre: distances from it are true, and so are azimuths."""
    placed = list(_placed(arrivals))
    farthest = max((distance for _, distance, _ in placed), default=10.0)
    radius = min(180.0, max(3.0, farthest * 1.08))
    every = next(step for step in (1, 2, 5, 10, 20, 30, 60) if radius / step <= 6)
    inner = [f'<circle class="sea" r="{_R:g}"/>']
    inner.append(f'<path class="coast" d="{_coast((origin.longitude, origin.latitude), radius)}"/>')
    for ring in range(every, int(radius) + 1, every):
        r = ring / radius * _R
        inner.append(f'<circle class="grid ring" r="{r:.1f}"/>')
        inner.append(f'<text x="0" y="{-r - 2:.1f}">{ring}°</text>')
    for each, distance, azimuth in placed:
        r = distance / radius * _R
        x, y = r * math.sin(azimuth), -r * math.cos(azimuth)
        kind = "used" if each.time_defining else "unused"
        title = f"<title>{escape(each.station)} {distance:.1f}°</title>"
        inner.append(f'<path class="ray" d="M0 0L{x:.1f} {y:.1f}"/>')
        inner.append(
            f'<path class="station {kind}" d="M{x:.1f} {y - 5:.1f}l5 9h-10z">{title}</path>'
        )
    inner.append('<path class="epicentre" d="M-6 0h12M0 -6v12"/>')
    inner.append(f'<circle class="edge" r="{_R:g}"/>')
    return _svg("round", f"{-_R - 4} {-_R - 14} {2 * _R + 8} {2 * _R + 18}", label, inner)


def ellipse_figure(origin: Origin, label: str) -> Markup | str:
    """The confidence ellipse to scale, north up, with a bar of a round number of kilometres."""
    ellipse = origin.ellipse
    if ellipse is None or not ellipse.semi_major_km > 0:
        return ""
    scale = 90 / ellipse.semi_major_km
    power = 10 ** math.floor(math.log10(ellipse.semi_major_km))
    bar = max(step * power for step in (1, 2, 5) if step * power <= ellipse.semi_major_km)
    rx, ry = 90.0, max(ellipse.semi_minor_km * scale, 0.5)
    inner = [
        '<path class="grid" d="M-110 0H110M0 -110V110"/>',
        # An SVG turns clockwise from the x axis; the strike is clockwise from north.
        f'<ellipse class="ellipse" rx="{rx:g}" ry="{ry:.1f}" '
        f'transform="rotate({ellipse.strike_deg - 90:.1f})"/>',
        '<path class="epicentre" d="M-6 0h12M0 -6v12"/>',
        '<text x="0" y="-114">N</text>',
        f'<path class="bar" d="M-105 118h{bar * scale:.1f}m0 -4v8m-{bar * scale:.1f} 0v-8"/>',
        f'<text class="left" x="{bar * scale - 98:.1f}" y="122">{bar:g} km</text>',
    ]
    return _svg("round small", "-125 -128 250 262", label, inner)


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers, four to nine of them."""
    span = max(high - low, 1e-9)
    power = 10 ** math.floor(math.log10(span / 4))
    step = next(k * power for k in (1, 2, 5, 10) if span / (k * power) <= 9)
    first = math.ceil(low / step)
    return [n * step for n in range(first, math.floor(high / step) + 1)]


class _Axes:
    """A frame with distance across and something else upwards."""

    def __init__(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        self.x0, self.x1 = x
        self.y0, self.y1 = y

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a pair of values lies."""
        across = (x - self.x0) / (self.x1 - self.x0) * (_W - _LEFT - _RIGHT)
        up = (y - self.y0) / (self.y1 - self.y0) * (_H - _TOP - _BOTTOM)
        return _LEFT + across, _H - _BOTTOM - up

    def frame(self, across: str, upwards: str) -> Iterator[str]:
        """Lines, numbers and names of both axes."""
        for value in _ticks(self.y0, self.y1):
            _, y = self.at(self.x0, value)
            kind = "zero" if value == 0 else "grid"
            yield f'<path class="{kind}" d="M{_LEFT:g} {y:.1f}H{_W - _RIGHT:g}"/>'
            yield f'<text class="right" x="{_LEFT - 5:g}" y="{y + 4:.1f}">{value:g}</text>'
        for value in _ticks(self.x0, self.x1):
            x, _ = self.at(value, self.y0)
            yield f'<path class="grid" d="M{x:.1f} {_TOP:g}V{_H - _BOTTOM:g}"/>'
            yield f'<text x="{x:.1f}" y="{_H - _BOTTOM + 14:g}">{value:g}</text>'
        yield f'<text x="{_W / 2:g}" y="{_H - 4:g}">{escape(across)}</text>'
        middle = (_H - _BOTTOM + _TOP) / 2
        yield f'<text transform="translate(12 {middle:g}) rotate(-90)">{escape(upwards)}</text>'


def _dot(at: tuple[float, float], each: Arrival, more: str) -> str:
    kind = "used" if each.time_defining else "unused"
    family = "p" if (each.phase or "").startswith("P") else "s"
    title = f"{escape(each.station)} {escape(each.phase or '')} {escape(more)}"
    return (
        f'<circle class="pick {kind} {family}" cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="4">'
        f"<title>{title}</title></circle>"
    )


def residual_figure(
    arrivals: Sequence[Arrival], label: str, names: tuple[str, str]
) -> Markup | str:
    """Time residuals by distance; hollow marks took no part in the location."""
    known = [
        (each, each.distance_deg, each.residual_s)
        for each in arrivals
        if each.distance_deg is not None and each.residual_s is not None
    ]
    if not known:
        return ""
    most = max(1.0, *(abs(residual) for _, _, residual in known)) * 1.1
    axes = _Axes((0, max(distance for _, distance, _ in known) * 1.05 or 1), (-most, most))
    inner = [
        *axes.frame(*names),
        *(_dot(axes.at(d, r), each, f"{r:+.2f} s") for each, d, r in known),
    ]
    return _svg("plot", f"0 0 {_W:g} {_H:g}", label, inner)


def arrival_section(
    origin: Origin, arrivals: Sequence[Arrival], label: str, names: tuple[str, str]
) -> Markup | str:
    """Picks by distance and minutes after the origin: those of one phase lie on one curve."""
    known = [
        (each, each.distance_deg, (each.time - origin.time) / 60)
        for each in arrivals
        if each.distance_deg is not None
    ]
    if not known:
        return ""
    latest = max(minutes for _, _, minutes in known)
    axes = _Axes(
        (0, max(distance for _, distance, _ in known) * 1.05 or 1), (0, max(latest, 0.1) * 1.08)
    )
    inner = [
        *axes.frame(*names),
        *(_dot(axes.at(d, m), each, f"{d:.2f}°, {60 * m:.1f} s") for each, d, m in known),
    ]
    return _svg("plot zoom", f"0 0 {_W:g} {_H:g}", label, inner)
