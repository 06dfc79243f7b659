"""Coasts seen from a place: real ones, where they are, and none that an outline only has by being cut."""

from __future__ import annotations

import numpy as np

from testban.monitoring.coasts import coasts
from testban.monitoring.formats import Bulletin, write_bulletin
from tests.monitoring.formats.made import EVENT


def _nearest(latitude: float, longitude: float, reach: float) -> tuple[float, float]:
    """Distance and azimuth, degrees, of the nearest coast."""
    found = [
        (float(d.min()), float(np.degrees(a[d.argmin()])) % 360)
        for d, a in coasts(latitude, longitude, reach)
    ]
    return min(found)


def test_the_sea_of_japan_lies_east_of_the_test_site() -> None:
    distance, azimuth = _nearest(41.29, 129.08, 10.0)
    assert 0.2 < distance < 1.0
    assert 60 < azimuth < 160
    # A thousand kilometres from the sea there is none within five degrees.
    assert not list(coasts(46.5, 87.0, 5.0))
    assert not list(coasts(41.29, 129.08, 0.5))


def test_where_the_map_is_cut_there_is_no_coast() -> None:
    # In Chukotka, some degrees from 180 degrees, whose line the outline runs along for want of a map beyond it.
    for distance, azimuth in coasts(67.5, 179.0, 1.4):
        north = distance * np.cos(azimuth)
        east = distance * np.sin(azimuth) / np.cos(np.radians(67.5))
        assert not np.any((np.abs(east - 1.0) < 0.02) & (np.abs(north) < 0.3))


def test_the_page_of_a_bulletin_has_coasts_and_says_whose() -> None:
    page = write_bulletin(Bulletin((EVENT,)), "html")
    assert '<path class="coast" d="M' in page
    assert "Coasts: Natural Earth" in page
