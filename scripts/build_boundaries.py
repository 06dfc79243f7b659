"""Write the table of boundaries, simplified from Natural Earth: src/testban/reference/data/boundaries.csv.

Usage: python scripts/build_boundaries.py WORLD_ATLAS

WORLD_ATLAS is the unpacked npm package world-atlas 2.0.2 (``npm pack world-atlas@2.0.2``), which holds
Natural Earth 4.1.0 (public domain) as TopoJSON. Its arcs, the lines between two areas or between land
and sea, are simplified once each, so that neighbours still fit without gaps. What the table of
territories calls disputed is cut out, as scripts/reference_sources/disputed_outlines.csv says.
"""

from __future__ import annotations

import csv
import heapq
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from reference_build.tables import HAND_KEPT, read_rows, write_rows

OUT = Path(__file__).resolve().parent.parent / "src/testban/reference/data"
VERSION = "2.0.2"
SOURCE = "Natural Earth 4.1.0 via world-atlas 2.0.2, simplified"
HEADER = ("area", "latitude", "longitude", "small", "rings", "source")

# Square degrees: a corner that spans less is smoothed away, and an island that covers less is left
# out where its area has a larger one.
CORNER = 0.03
ISLAND = 0.06
# An area that covers less is shown as a dot.
SMALL = 0.6
# Areas by what Natural Earth calls them where it gives no M49 code.
UNCODED = {
    "Kosovo": "kosovo",
    "N. Cyprus": "northern-cyprus",
    "Somaliland": "somaliland",
    "Siachen Glacier": "jammu-and-kashmir",
    "Indian Ocean Ter.": "036",
}
# A polygon that Natural Earth counts to one area and this table to another: area, place, new area.
MOVED = {("643", (34.6, 45.3)): "crimea"}

# Natural Earth draws areas as they are administered. The United Nations' line between Morocco and
# Western Sahara is the parallel of 27 degrees 40 minutes: what lies south of it is cut off here.
NORTH_OF = {"504": 27.66}

Point = tuple[float, float]
Ring = list[Point]


def decoded(atlas: dict[str, Any]) -> list[Ring]:
    """The arcs in degrees (TopoJSON, section 2.1.4: quantized and delta-encoded)."""
    (kx, ky), (dx, dy) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    return arcs


def simplified(points: Ring) -> Ring:
    """The corners that span `CORNER` or more (Visvalingam and Whyatt 1993); the ends stay."""
    before = list(range(-1, len(points) - 1))
    after = list(range(1, len(points) + 1))
    queue: list[tuple[float, int, int, int]] = []

    def weigh(n: int) -> None:
        if 0 < n < len(points) - 1:
            spans = _triangle(points[before[n]], points[n], points[after[n]])
            heapq.heappush(queue, (spans, n, before[n], after[n]))

    for n in range(len(points)):
        weigh(n)
    gone: set[int] = set()
    # A ring keeps enough corners to remain one.
    least = 5 if points[0] == points[-1] else 2
    while queue and len(points) - len(gone) > least:
        spans, n, left, right = heapq.heappop(queue)
        if n in gone or (left, right) != (before[n], after[n]):
            continue
        if spans >= CORNER:
            break
        gone.add(n)
        after[left], before[right] = right, left
        weigh(left)
        weigh(right)
    return [point for n, point in enumerate(points) if n not in gone]


def _triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def cut(ring: Ring) -> list[Ring]:
    """A ring in parts between -180 and 180 degrees; one round a pole goes by way of the pole."""
    path = [ring[0]]
    for x, y in ring[1:]:
        last = path[-1][0]
        path.append((x + 360 * round((last - x) / 360), y))
    if path[0][0] != path[-1][0]:
        pole = 90.0 if middle(path)[1] > 0 else -90.0
        # Begin where the path meets the antimeridian, which then is the edge of the map.
        start = next(n for n, (a, b) in enumerate(pairwise(ring)) if abs(a[0] - b[0]) > 180) + 1
        path = [*ring[start:-1], *ring[:start]]
        edge = 180.0 if path[0][0] > 0 else -180.0
        level = (path[0][1] + path[-1][1]) / 2
        path = [(edge, level), *path, (-edge, level), (-edge, pole), (edge, pole), (edge, level)]
    found = []
    for turn in (-360, 0, 360):
        part = [(x + turn, y) for x, y in path]
        for side in (-180.0, 180.0):
            part = _beyond(part, 0, side, upper=side < 0)
        if len(part) > 3:
            found.append(part)
    return found


def _beyond(ring: Ring, axis: int, edge: float, *, upper: bool) -> Ring:
    """The part of a ring above or below a meridian or parallel (Sutherland and Hodgman 1974)."""
    part: Ring = []
    for a, b in pairwise(ring):
        here, there = ((x >= edge) if upper else (x <= edge) for x in (a[axis], b[axis]))
        if here:
            part.append(a)
        if here != there:
            share = (edge - a[axis]) / (b[axis] - a[axis])
            between = [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]
            between[axis] = edge
            part.append((between[0], between[1]))
    return [*part, part[0]] if part else []


def covered(ring: Ring) -> float:
    """Square degrees."""
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))) / 2


def middle(ring: Ring) -> Point:
    """The mean of the corners: for a mark, not for measuring."""
    corners = ring[:-1] or ring
    return (
        sum(x for x, _ in corners) / len(corners),
        sum(y for _, y in corners) / len(corners),
    )


def joined(arcs: list[Ring], numbers: list[int]) -> Ring:
    """A ring out of arcs; ``~n`` is arc n backwards."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def polygons(geometry: dict[str, Any]) -> Iterable[list[list[int]]]:
    """Each polygon's rings as numbers of arcs."""
    return geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]


def areas(atlas: dict[str, Any], only: str = "") -> Iterator[tuple[str, float, Point, list[Ring]]]:
    """Of every polygon: its area's name, what it covers, where it lies, and its rings."""
    whole = decoded(atlas)
    smooth = [simplified(arc) for arc in whole]
    for geometry in atlas["objects"]["countries"]["geometries"]:
        code = geometry.get("id") or UNCODED.get(geometry["properties"]["name"], "")
        if only and code != only:
            continue
        assert code, geometry["properties"]["name"]
        for rings in polygons(geometry):
            outers = cut(joined(whole, rings[0]))
            place = middle(max(outers, key=covered))
            moved = next(
                (to for (of, at), to in MOVED.items() if of == code and near(at, place)), code
            )
            parts = [part for ring in rings for part in cut(joined(smooth, ring))]
            if code in NORTH_OF:
                north = [_beyond(part, 1, NORTH_OF[code], upper=True) for part in parts]
                parts = [part for part in north if part]
            yield moved, sum(map(covered, outers)), place, parts


def near(a: Point, b: Point) -> bool:
    """Within a degree."""
    return abs(a[0] - b[0]) < 1 and abs(a[1] - b[1]) < 1


def outlines() -> dict[str, Ring]:
    """The outlines that are kept by hand, closed."""
    found: dict[str, Ring] = {}
    for row in read_rows(HAND_KEPT / "disputed_outlines.csv"):
        found.setdefault(row["area"], []).append((float(row["longitude"]), float(row["latitude"])))
    return {area: [*ring, ring[0]] for area, ring in found.items()}


def written(ring: Ring) -> str:
    """Tenths of a degree, the first corner whole and the others as steps: ``x y dx dy dx dy``."""
    tenths: list[tuple[int, int]] = []
    for x, y in ring:
        point = (round(x * 10), round(y * 10))
        if not tenths or point != tenths[-1]:
            tenths.append(point)
    if len(tenths) < 4:
        return ""
    steps = [tenths[0], *((x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(tenths[:-1]))]
    return " ".join(f"{dx} {dy}" for dx, dy in steps)


def table(world: dict[str, Any], fine: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """The rows, in order of the areas."""
    found: dict[str, list[tuple[float, Point, list[Ring]]]] = {}
    # Tuvalu is too small for the scale of 1:50 million.
    for area, size, place, rings in [*areas(world), *areas(fine, "798")]:
        found.setdefault(area, []).append((size, place, rings))
    for area, ring in outlines().items():
        found[area] = [(covered(ring), middle(ring), [ring])]
    for area, parts in sorted(found.items()):
        parts.sort(key=lambda part: -part[0])
        total, (longitude, latitude) = sum(part[0] for part in parts), parts[0][1]
        shown = [part for part in parts if part[0] >= ISLAND]
        rings = [text for part in shown for ring in part[2] if (text := written(ring))]
        small = "1" if total < SMALL or not rings else ""
        yield area, f"{latitude:.1f}", f"{longitude:.1f}", small, ";".join(rings), SOURCE


def land(world: dict[str, Any]) -> tuple[str, ...]:
    """All land in one row, without the lines between areas."""
    smooth = [simplified(arc) for arc in decoded(world)]
    (geometry,) = world["objects"]["land"]["geometries"]
    parts = [
        [part for ring in rings for part in cut(joined(smooth, ring))]
        for rings in polygons(geometry)
    ]
    shown = [part for part in parts if part and covered(part[0]) >= ISLAND]
    texts = [text for part in shown for ring in part if (text := written(ring))]
    return "land", "0.0", "0.0", "", ";".join(texts), SOURCE


def main(folder: Path) -> None:
    """Check the version, and write both tables."""
    about = json.loads((folder / "package.json").read_text("utf-8"))
    assert (about["name"], about["version"]) == ("world-atlas", VERSION), about["version"]
    world, fine = (
        json.loads((folder / f"countries-{scale}.json").read_text("utf-8"))
        for scale in ("50m", "10m")
    )
    csv.field_size_limit(1 << 20)
    rows = [*table(world, fine), land(world)]
    write_rows(OUT / "boundaries.csv", HEADER, rows)
    kept = read_rows(HAND_KEPT / "territories.csv")
    states = {row["m49"] for row in read_rows(OUT / "states.csv")}
    known = states | {row["area"] for row in kept}
    named = {row[0] for row in rows} - {"land"}
    assert named <= known, named - known
    assert states <= named, states - named
    write_rows(OUT / "territories.csv", list(kept[0]), (list(row.values()) for row in kept))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
