"""The projection keeps areas, and what goes over the edge comes in at the other."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from testban.reference.worldmap import (
    HEIGHT,
    WIDTH,
    Mark,
    Region,
    line_path,
    project,
    symbol,
    world_map,
)


def cell(longitude: float, latitude: float, size: float = 0.01) -> float:
    """The map's area of a small cell, over the globe's."""
    import math

    corners = [
        project(longitude + dx, latitude + dy)
        for dx, dy in ((0, 0), (size, 0), (size, size), (0, size))
    ]
    shifted = [*corners[1:], corners[0]]
    drawn = (
        abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(corners, shifted, strict=True))) / 2
    )
    globe = math.radians(size) * (
        math.sin(math.radians(latitude + size)) - math.sin(math.radians(latitude))
    )
    return drawn / globe


@given(st.floats(-179, 179), st.floats(-85, 85))
def test_areas_keep_their_size(longitude: float, latitude: float) -> None:
    assert cell(longitude, latitude) == pytest.approx(cell(0, 0), rel=2e-3)


def test_the_map_has_the_proportions_of_equal_earth() -> None:
    assert pytest.approx(2.05458, abs=2e-3) == WIDTH / HEIGHT
    # The poles are lines, 0.59 times as long as the equator (Šavrič, Patterson and Jenny 2019).
    assert (project(180, 90)[0] - project(-180, 90)[0]) / WIDTH == pytest.approx(0.59, abs=0.01)


@given(st.floats(-1000, 1000), st.floats(-90, 90))
def test_every_place_lies_on_the_map(longitude: float, latitude: float) -> None:
    x, y = project(longitude, latitude)
    assert -1e-6 <= x <= WIDTH + 1e-6
    assert -0.1 <= y <= HEIGHT + 0.1


def test_a_line_over_the_antimeridian_is_cut_in_two() -> None:
    over = line_path([(170, 10), (-170, 20)])
    assert over.count("M") == 2
    ends = [float(x) for x in re.findall(r"M([-\d.]+) ", over)]
    assert ends[0] > 0.9 * WIDTH
    assert ends[1] < 0.1 * WIDTH
    assert line_path([(10, 10), (20, 20)]).count("M") == 1


def test_marks_stand_at_poles_and_on_the_antimeridian() -> None:
    marks = [
        Mark(90, 0, "a", "N"),
        Mark(-90, 77, "a", "S"),
        Mark(0, 180, "a", "E"),
        Mark(0, -180, "a", "W"),
    ]
    tree = etree.fromstring(world_map("x", marks=marks))
    circles = tree.findall(".//{*}circle") or tree.findall(".//circle")
    places = [(float(c.get("cx")), float(c.get("cy"))) for c in circles]
    assert places[0] == (WIDTH / 2, pytest.approx(0, abs=0.1))
    assert places[1][1] == pytest.approx(HEIGHT, abs=0.1)
    assert (places[2][0], places[3][0]) == (WIDTH, 0)


def test_words_are_escaped_and_the_map_is_well_formed() -> None:
    hostile = '"><script>alert(1)</script>'
    regions = {"156": Region("bound", hostile, f"/{hostile}", {"since": hostile})}
    text = world_map(hostile, regions=regions, marks=[Mark(0, 0, "m", hostile, hostile, "diamond")])
    assert "<script" not in text
    etree.fromstring(text)
    assert 'role="group"' in text
    assert 'role="img"' in world_map("land alone")


@pytest.mark.parametrize("shape", ["circle", "square", "diamond", "triangle", "down", "cross"])
def test_each_shape_can_be_drawn(shape: str) -> None:
    drawn = etree.fromstring(symbol("kind", shape))
    assert [each.get("class") for each in drawn] == ["kind"]
