"""What an event's figures show is what its numbers say."""

from __future__ import annotations

import math
import re

import pytest
from lxml import etree

from testban.monitoring.model import Arrival, Ellipse, Origin
from testban.web.event_figures import arrival_section, ellipse_figure, residual_figure, station_map


def origin(latitude: float = 0.0, longitude: float = 0.0, strike: float = 0.0) -> Origin:
    return Origin(0.0, latitude, longitude, 10.0, ellipse=Ellipse(20.0, 10.0, strike))


def arrival(station: str, distance: float, azimuth: float, residual: float | None = 0.5) -> Arrival:
    return Arrival(
        station, 60 * distance, "P", distance_deg=distance, event_azimuth_deg=azimuth,
        residual_s=residual, time_defining=True,
    )  # fmt: skip


def stations(figure: str) -> dict[str, tuple[float, float]]:
    found = re.findall(r'class="station used" d="M(\S+) (\S+)l5 9h-10z"><title>(\w+)', figure)
    return {name: (float(x), float(y) + 5) for x, y, name in found}


def test_stations_stand_in_their_direction_and_at_their_distance() -> None:
    placed = stations(
        station_map(
            origin(), [arrival("N", 60, 0), arrival("E", 60, 90), arrival("H", 30, 180)], "x"
        )
    )
    assert placed["N"][0] == pytest.approx(0, abs=0.1)
    assert placed["N"][1] < 0  # upwards
    assert placed["E"] == pytest.approx((-placed["N"][1], 0), abs=0.2)
    assert math.hypot(*placed["H"]) == pytest.approx(math.hypot(*placed["N"]) / 2, abs=0.2)


@pytest.mark.parametrize(
    "place", [(0, 180), (0, -179.9), (90, 0), (-90, 12), (35, 140), (-18, 178)]
)
def test_a_map_can_be_drawn_anywhere(place: tuple[float, float]) -> None:
    figure = station_map(origin(*place), [arrival("A", 170, 10), arrival("B", 2, 350)], "x")
    etree.fromstring(figure)
    coast = re.search(r'class="coast" d="([^"]*)"', figure)
    assert coast
    points = [tuple(map(float, p)) for p in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", coast[1])]
    assert len(points) > 500
    assert max(math.hypot(x, y) for x, y in points) <= 220.2


def test_the_ellipse_points_where_its_strike_says() -> None:
    assert 'transform="rotate(-90.0)"' in ellipse_figure(origin(strike=0), "x")  # north
    assert 'transform="rotate(0.0)"' in ellipse_figure(origin(strike=90), "x")  # east
    assert "20 km" in ellipse_figure(origin(), "x")
    assert ellipse_figure(Origin(0.0, 0.0, 0.0, 10.0), "x") == ""


def test_each_arrival_with_a_residual_has_its_mark() -> None:
    arrivals = [arrival("A", 10, 0), arrival("B", 20, 0, -1.25), arrival("C", 30, 0, None)]
    figure = residual_figure(arrivals, "x", ("d", "r"))
    assert figure.count("<circle") == 2
    assert "B P -1.25 s" in figure
    assert arrival_section(origin(), arrivals, "x", ("d", "t")).count("<circle") == 3
    assert residual_figure([], "x", ("d", "r")) == ""


def test_names_of_stations_are_escaped() -> None:
    figure = station_map(origin(), [arrival("<b>", 10, 0)], '"x')
    assert "<b>" not in figure
    etree.fromstring(figure)
