"""A map of the world as SVG: land, areas by class, and marks, in the Equal Earth projection.

Areas keep their sizes in it (B. Šavrič, T. Patterson and B. Jenny, "The Equal Earth map projection",
International Journal of Geographical Information Science 33, 2019, equations 1 to 4). North is up; the
map is cut at 180 degrees.

Nothing here carries colour. Whoever shows the map styles its classes: ``sea``, ``grid``, ``land``,
``area``, ``dot`` and ``edge``, and the kinds given to areas, lines and marks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from itertools import pairwise

from testban.reference.boundaries import Area, Ring, areas, land

__all__ = ["HEIGHT", "WIDTH", "Mark", "Region", "line_path", "project", "symbol", "world_map"]

WIDTH = 960.0
"""Units across the whole map, on the equator."""

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_ROOT3 = math.sqrt(3)
# Straight edges longer than this, in degrees, get corners between, since they are curves on the map.
_STEP = 4.0
_SHAPES = {
    "square": "M{x0} {y0}h{d}v{d}h-{d}z",
    "diamond": "M{x} {y0}l{r} {r}l-{r} {r}l-{r} -{r}z",
    "triangle": "M{x} {y0}l{r} {d}h-{d}z",
    "down": "M{x0} {y0}h{d}l-{r} {d}z",
    "cross": "M{x0} {y0}l{d} {d}m-{d} 0l{d} -{d}",
}


def _equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    theta = math.asin(_ROOT3 / 2 * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    a1, a2, a3, a4 = _A
    y = theta * (a1 + a2 * square + sixth * (a3 + a4 * square))
    slope = a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)
    return 2 * _ROOT3 * math.radians(longitude) * math.cos(theta) / (3 * slope), y


_SCALE = WIDTH / 2 / _equal_earth(180, 0)[0]
HEIGHT = round(2 * _SCALE * _equal_earth(0, 90)[1], 1)
"""Units from pole to pole."""


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a place lies on the map, in its units: x from the left, y from above.

    Any longitude is taken round the globe into -180 to 180 degrees.

    Examples
    --------
    >>> project(0, 0) == (WIDTH / 2, HEIGHT / 2)
    True
    >>> project(181, 10) == project(-179, 10)
    True
    """
    if not -180 <= longitude <= 180:
        longitude = (longitude + 180) % 360 - 180
    x, y = _equal_earth(longitude, latitude)
    return WIDTH / 2 + _SCALE * x, HEIGHT / 2 - _SCALE * y


@dataclass(frozen=True, slots=True)
class Region:
    """How an area is shown: its class, the words that tell of it, and where it leads.

    `data` becomes ``data-…`` attributes.
    """

    kind: str
    title: str
    link: str = ""
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map, in degrees: its class, the words that tell of it, where it leads.

    `shape` is ``circle``, ``square``, ``diamond``, ``triangle``, ``down`` or ``cross``: colour alone never
    tells kinds apart.
    """

    latitude: float
    longitude: float
    kind: str
    title: str
    link: str = ""
    shape: str = "circle"
    radius: float = 4.0


def _dense(points: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The points, and others between those far apart; the last one is left out."""
    for (x0, y0), (x1, y1) in pairwise(points):
        parts = max(1, math.ceil(max(abs(x1 - x0), abs(y1 - y0)) / _STEP))
        for n in range(parts):
            yield x0 + (x1 - x0) * n / parts, y0 + (y1 - y0) * n / parts


def _steps(points: Iterable[tuple[float, float]]) -> str:
    """A path through places, in tenths of a unit and as steps: half as long to send."""
    tenths: list[tuple[int, int]] = []
    for place in points:
        x, y = project(*place)
        point = (round(x * 10), round(y * 10))
        if not tenths or point != tenths[-1]:
            tenths.append(point)
    steps = [tenths[0], *((x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(tenths))]
    texts = [f"{x / 10:g} {y / 10:g}" for x, y in steps]
    return f"M{texts[0]}" + (f"l{' '.join(texts[1:])}" if texts[1:] else "")


@cache
def _area_path(area: str) -> str:
    return _rings_path(areas()[area].rings)


def _rings_path(rings: Sequence[Ring]) -> str:
    return "".join(_steps(_dense([*ring, ring[0]])) + "z" for ring in rings)


@cache
def _land_path() -> str:
    return _rings_path(land())


def line_path(points: Sequence[tuple[float, float]]) -> str:
    """The ``d`` of a line through places (longitude, latitude), cut where it crosses 180 degrees.

    Between neighbours the line takes the short way round; give them near to each other.
    """
    parts: list[list[tuple[float, float]]] = [[points[0]]]
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(x1 - x0) <= 180:
            parts[-1].append((x1, y1))
            continue
        edge = 180.0 if x0 > 0 else -180.0
        over = x1 + 2 * edge
        level = y0 + (y1 - y0) * (edge - x0) / (over - x0) if over != x0 else y0
        parts[-1].append((edge, level))
        parts.append([(-edge, level), (x1, y1)])
    return "".join(_steps([*_dense(part), part[-1]]) for part in parts)


@cache
def _frame() -> str:
    down = [(180.0, float(y)) for y in range(90, -91, -2)]
    up = [(-180.0, float(y)) for y in range(-90, 91, 2)]
    return _steps([*down, *up]) + "z"


@cache
def _grid() -> str:
    meridians = [[(float(x), float(y)) for y in range(-90, 91, 3)] for x in range(-150, 180, 30)]
    parallels = [[(-180.0, float(y)), (180.0, float(y))] for y in range(-60, 90, 30)]
    return "".join(_steps(line) for line in [*meridians, *parallels])


def _linked(link: str, drawn: str) -> str:
    # A table with the same links belongs beside each map; the keyboard need not pass every area.
    return f'<a href="{escape(link)}" tabindex="-1">{drawn}</a>' if link else drawn


def _drawn(mark: Mark, x: float, y: float) -> str:
    r, title = mark.radius, f"<title>{escape(mark.title)}</title>" if mark.title else ""
    if mark.shape == "circle":
        return f'<circle class="{mark.kind}" cx="{x:.1f}" cy="{y:.1f}" r="{r:g}">{title}</circle>'
    places = {"x": f"{x:.1f}", "y": f"{y:.1f}", "r": f"{r:g}", "d": f"{2 * r:g}"}
    places |= {"x0": f"{x - r:.1f}", "y0": f"{y - r:.1f}"}
    path = _SHAPES[mark.shape].format(**places)
    return f'<path class="{mark.kind}" d="{path}">{title}</path>'


def _mark(mark: Mark) -> str:
    return _linked(mark.link, _drawn(mark, *project(mark.longitude, mark.latitude)))


def symbol(kind: str, shape: str) -> str:
    """A mark by itself, for a legend."""
    drawn = _drawn(Mark(0, 0, kind, "", shape=shape, radius=5), 7, 7)
    return f'<svg class="swatch" viewBox="0 0 14 14" aria-hidden="true">{drawn}</svg>'


def _shown(area: Area, region: Region) -> str:
    data = "".join(f' data-{name}="{escape(text)}"' for name, text in region.data.items())
    title = f"<title>{escape(region.title)}</title>"
    inner = ""
    if area.rings:
        inner += f'<path class="area {region.kind}" d="{_area_path(area.id)}"{data}>{title}</path>'
    if area.small:
        x, y = project(area.longitude, area.latitude)
        inner += f'<circle class="dot {region.kind}" cx="{x:.1f}" cy="{y:.1f}" r="3"{data}>'
        inner += f"{title}</circle>"
    return _linked(region.link, inner)


def world_map(
    label: str,
    *,
    regions: Mapping[str, Region] | None = None,
    marks: Iterable[Mark] = (),
    lines: Iterable[tuple[str, str]] = (),
    defs: str = "",
) -> str:
    """The map as one ``<svg>`` element.

    Parameters
    ----------
    label
        What the map shows, for those who do not see it.
    regions
        How each area is shown, by `Area.id`; None for land alone, without any boundary.
    marks
        Places, drawn over the land in their order.
    lines
        Pairs of a class and a path, as `line_path` makes it.
    defs
        What goes into the SVG's ``<defs>``: patterns that the styles of areas name.
    """
    inner = [f"<defs>{defs}</defs>" if defs else ""]
    inner.append(f'<path class="sea" d="{_frame()}"/><path class="grid" d="{_grid()}"/>')
    if regions is None:
        inner.append(f'<path class="land" fill-rule="evenodd" d="{_land_path()}"/>')
    else:
        ordered = [(area, regions[area.id]) for area in areas().values() if area.id in regions]
        inner.append('<g fill-rule="evenodd">')
        for small in (False, True):  # the dots lie over everything
            inner += (_shown(area, region) for area, region in ordered if area.small == small)
        inner.append("</g>")
    inner += (f'<path class="{kind}" d="{path}"/>' for kind, path in lines)
    inner += map(_mark, marks)
    inner.append(f'<path class="edge" d="{_frame()}"/>')
    text = "".join(inner)
    # What holds links is no single image to a screen reader.
    role = "group" if "<a " in text else "img"
    box = f"0 0 {WIDTH:g} {HEIGHT:g}"
    return (
        f'<svg class="map" viewBox="{box}" role="{role}" aria-label="{escape(label)}">{text}</svg>'
    )
