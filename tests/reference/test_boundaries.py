"""Whose outline is where, and what has none of its own."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest

from testban.reference.boundaries import Area, areas, state_of_area, territories
from testban.reference.states import states

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "src/testban/reference/data"


def holds(area: Area, longitude: float, latitude: float) -> bool:
    """Whether an odd number of rings goes round a place."""
    crossings = 0
    for ring in area.rings:
        for (x0, y0), (x1, y1) in pairwise([*ring, ring[0]]):
            if (y0 > latitude) != (y1 > latitude):
                crossings += longitude < x0 + (latitude - y0) / (y1 - y0) * (x1 - x0)
    return crossings % 2 == 1


def test_every_state_has_its_area_and_every_other_area_its_row() -> None:
    shown = {state.m49 for state in states().values()}
    assert shown <= set(areas())
    assert set(areas()) - shown == set(territories())
    for area in areas():
        assert state_of_area(area) in {"", *states()}


def test_what_the_united_nations_hold_unsettled_is_nobodys() -> None:
    for area in (
        "732", "238", "239", "086", "kosovo", "northern-cyprus", "somaliland", "crimea", "abyei",
        "jammu-and-kashmir",
    ):  # fmt: skip
        assert territories()[area].status == "disputed"
        assert state_of_area(area) == ""
        assert territories()[area].note_en
        assert territories()[area].note_zh
    assert state_of_area("158") == "CHN"
    assert territories()["158"].name_en == "Taiwan Province of China"
    assert not state_of_area("010")
    assert all(each.source for each in territories().values())
    # They lie over other areas, so they come last.
    unsettled = [area in territories() and not state_of_area(area) for area in areas()]
    assert unsettled.index(True) > 0
    assert all(unsettled[-10:])


@pytest.mark.parametrize(
    ("area", "longitude", "latitude"),
    [
        ("156", 116.4, 39.9), ("643", 37.6, 55.75), ("643", -173.0, 66.5), ("840", -98.0, 39.0),
        ("840", -150.0, 65.0), ("076", -47.9, -15.8), ("036", 149.1, -35.3), ("710", 25.0, -31.0),
        ("426", 28.2, -29.5), ("242", 178.0, -17.8), ("554", 175.0, -39.0), ("010", 0.0, -85.0),
        ("010", 179.5, -85.0), ("010", -179.5, -85.0), ("crimea", 34.1, 45.0), ("732", -13.0, 25.0),
        ("jammu-and-kashmir", 74.8, 34.1), ("abyei", 28.4, 9.7), ("729", 32.5, 15.5),
    ],
)  # fmt: skip
def test_places_lie_where_they_belong(area: str, longitude: float, latitude: float) -> None:
    assert holds(areas()[area], longitude, latitude)


@pytest.mark.parametrize(
    ("area", "longitude", "latitude"),
    [
        ("643", 34.1, 45.0),
        ("710", 28.2, -29.5),
        ("504", -13.0, 25.0),
        ("706", 44.0, 9.7),
        ("688", 21.0, 42.6),
    ],
)
def test_places_do_not_lie_where_they_do_not_belong(
    area: str, longitude: float, latitude: float
) -> None:
    assert not holds(areas()[area], longitude, latitude)


def test_outlines_are_cut_at_the_antimeridian() -> None:
    for area in areas().values():
        for ring in area.rings:
            assert len(ring) >= 3
            assert all(abs(x) <= 180 and abs(y) <= 90 for x, y in ring)
            if area.id != "010":  # which goes round the pole, along the map's edge
                assert max(abs(x1 - x0) for (x0, _), (x1, _) in pairwise([*ring, ring[0]])) < 60


def test_states_that_cannot_be_seen_are_marked() -> None:
    small = {area.id for area in areas().values() if area.small}
    for iso3 in ("VAT", "TUV", "SGP", "MLT", "NRU", "NIU", "COK", "MCO", "MUS"):
        assert states()[iso3].m49 in small
    for iso3 in ("FRA", "LSO", "QAT", "LBN"):
        assert states()[iso3].m49 not in small


def test_the_table_is_small() -> None:
    assert (DATA / "boundaries.csv").stat().st_size < 200_000


def test_the_shipped_territories_are_those_kept_by_hand() -> None:
    kept = ROOT / "scripts/reference_sources/territories.csv"
    assert (DATA / "territories.csv").read_bytes() == kept.read_bytes()
    with kept.open(encoding="utf-8") as stream:
        names = [row["name_en"] for row in csv.DictReader(stream)]
    assert len(set(names)) == len(names)
