"""Distances and azimuths against a published bulletin."""

import pytest

from testban.monitoring.sphere import distance_azimuth


def test_a_distance_is_that_of_the_bulletin_of_1995() -> None:
    # FINES (61.4436 N 26.0771 E) and the event at 39.45 N 20.44 E: 22.29°; 191.6 to the event.
    assert distance_azimuth(39.45, 20.44, 61.4436, 26.0771)[0] == pytest.approx(22.29, abs=0.02)
    assert distance_azimuth(61.4436, 26.0771, 39.45, 20.44)[1] == pytest.approx(191.6, abs=0.1)


def test_the_antimeridian_and_the_poles_are_places_like_others() -> None:
    assert distance_azimuth(0.0, 179.5, 0.0, -179.5) == (1.0, 90.0)
    assert distance_azimuth(90.0, 0.0, -90.0, 0.0)[0] == pytest.approx(180.0)
    assert distance_azimuth(10.0, 20.0, 10.0, 20.0) == (0.0, 0.0)
