"""Directions on the sphere: nowhere is special, neither the poles nor the antimeridian."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("numba")

from obspy.geodetics import locations2degrees

from testban.monitoring.location.geometry import (
    distance_azimuth,
    gaps,
    moved,
    place,
    unit_vector,
)

LATITUDES = st.one_of(st.floats(-90, 90), st.sampled_from([-90.0, 90.0, 89.9999, 0.0]))
LONGITUDES = st.one_of(st.floats(-180, 180), st.sampled_from([-180.0, 179.9999, 180.0]))


@given(LATITUDES, LONGITUDES)
def test_a_place_comes_back(latitude: float, longitude: float) -> None:
    back = place(unit_vector(latitude, longitude))
    assert np.allclose(unit_vector(*back), unit_vector(latitude, longitude), atol=1e-9)
    assert back[0] == pytest.approx(latitude, abs=1e-6)


@settings(deadline=None)  # the first call compiles
@given(LATITUDES, LONGITUDES, st.floats(0.01, 179.0), st.floats(0, 360))
def test_a_step_is_as_long_as_it_says_and_leads_where_it_says(
    latitude: float, longitude: float, length: float, azimuth: float
) -> None:
    start = unit_vector(latitude, longitude)
    turn = math.radians(azimuth)
    end = moved(*start, length * math.sin(turn), length * math.cos(turn))
    distance, sine, cosine = distance_azimuth(*start, *end)
    assert distance == pytest.approx(length, abs=1e-7)
    assert sine == pytest.approx(math.sin(turn), abs=1e-6)
    assert cosine == pytest.approx(math.cos(turn), abs=1e-6)
    assert math.hypot(*end) == pytest.approx(1.0)


@settings(deadline=None)
@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_distances_are_those_of_obspy(a: float, b: float, c: float, d: float) -> None:
    """ObsPy works on the latitudes as they are; so its distances, given geocentric ones, are ours."""
    one, two = unit_vector(a, b), unit_vector(c, d)
    distance, _, _ = distance_azimuth(*one, *two)
    geocentric = [math.degrees(math.asin(max(-1.0, min(1.0, v[2])))) for v in (one, two)]
    theirs = locations2degrees(geocentric[0], b, geocentric[1], d)
    assert distance == pytest.approx(float(theirs), abs=1e-5)


def test_the_antimeridian_is_no_wall() -> None:
    distance, sine, _ = distance_azimuth(*unit_vector(0, 179.5), *unit_vector(0, -179.5))
    assert distance == pytest.approx(1.0)
    assert sine == pytest.approx(1.0)


def test_gaps_by_hand() -> None:
    assert gaps([0, 10, 20, 200]) == (180.0, 340.0)
    assert gaps([350, 10]) == (340.0, 360.0)
    assert gaps([]) == (360.0, 360.0)


@settings(deadline=None)
@given(st.lists(st.floats(0, 360), min_size=3, max_size=20))
def test_the_secondary_gap_is_the_larger(azimuths: list[float]) -> None:
    gap, secondary = gaps(azimuths)
    assert 0 < gap <= secondary <= 360
