"""Events seen by so few stations that another place may fit, or none; the truth is ObsPy's TauP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

pytest.importorskip("numba")

from obspy.core import inventory as obspy_inventory

from taup_events import Made, made
from testban.errors import LocationError
from testban.monitoring import locate, solve, to_catalog
from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.location import relocate
from testban.monitoring.model import Arrival, Event, Origin, Station

FAR = (10.0, 95.0)


def _nameless(truth: Made) -> Sequence[Arrival]:
    return [replace(a, phase=None) for a in truth.arrivals]


@pytest.mark.parametrize("count", [3, 4])
def test_a_few_far_stations_without_names_find_the_place_that_explains_them(count: int) -> None:
    """Seed 12 with four stations was put 4,400 km off, with half of the arrivals thrown out."""
    for seed in (*range(6), 12):
        truth = made(seed, count, FAR, ["P", "S"])
        event = locate(_nameless(truth), truth.stations)
        assert truth.km(event) < 60
        assert event.origin is not None
        assert event.origin.quality is not None
        assert event.origin.quality.defining == len(truth.arrivals)


def test_three_far_first_arrivals_fit_the_place_they_give() -> None:
    """Three times, three unknowns: the fit is exact. Carried 600 km down without its origin time, the place
    fitted none of them."""
    for seed in range(8):
        truth = made(seed, 3, FAR, ["P"])
        event = locate(truth.arrivals, truth.stations)
        assert all(a.residual_s is not None for a in event.arrivals)
        assert all(abs(a.residual_s) < 0.1 for a in event.arrivals if a.residual_s is not None)
        assert event.origin is not None
        assert event.origin.quality is not None
        assert event.origin.quality.defining == 3
        assert "nothing to spare" in event.origin.quality.flags
        assert any("3 unknowns (" in note and "rest on 3 times" in note for note in event.notes)


def _contradicting() -> tuple[list[Arrival], dict[str, Station]]:
    """Neighbouring stations that hear P an hour after one another."""
    stations = {f"N{k}": Station(f"N{k}", 50.0 + 0.1 * k, 10.0) for k in range(4)}
    return [Arrival(f"N{k}", 1e9 + 3600.0 * k, "P") for k in range(4)], stations


def test_a_place_that_no_three_arrivals_fit_is_none() -> None:
    arrivals, stations = _contradicting()
    with pytest.raises(LocationError, match="fit the best place") as caught:
        locate(arrivals, stations)
    assert "\n" not in str(caught.value)


def test_an_event_that_cannot_be_located_again_says_so_and_keeps_what_it_had() -> None:
    arrivals, stations = _contradicting()
    given = Event("old", Origin(1e9, 50.0, 10.0, 0.0, author="another"), tuple(arrivals))
    assert given.located
    event = relocate(given, stations)
    assert not event.located
    assert event.origin == given.origin
    assert event.notes[-1].startswith("not located: only ")
    truth = made(1, 8, FAR, ["P"])
    assert relocate(replace(event, arrivals=tuple(truth.arrivals)), truth.stations).located


def test_the_same_reading_thrice_is_one_and_no_wave_comes_from_400_degrees() -> None:
    truth = made(4, 6, FAR, ["P"])
    first = replace(truth.arrivals[0], azimuth_deg=400.0, slowness_s_per_deg=500.0)
    once = locate([first, *truth.arrivals[1:]], truth.stations)
    thrice = locate([first, *truth.arrivals[1:], first, first], truth.stations)
    assert once.origin is not None
    assert thrice.origin is not None
    assert thrice.origin.ellipse == once.origin.ellipse
    assert thrice.notes[0] == "2 arrivals left out: given before, alike in all"
    assert not once.arrivals[0].azimuth_defining
    assert "azimuth or slowness of 1 arrival not used" in once.notes[0]


def test_one_event_is_solved_as_a_bulletin_of_one() -> None:
    truth = made(4, 6, FAR, ["P"])
    found = solve(Event("one", None, tuple(truth.arrivals)), truth.stations)
    there = to_catalog(Bulletin(found.events))[0]
    again = solve(there, truth.stations)
    assert truth.km(found.events[0]) < 60
    assert truth.km(again.events[0]) < 60


def test_locate_takes_an_event_and_an_inventory_of_obspy() -> None:
    truth = made(4, 6, FAR, ["P"])
    stations = [
        obspy_inventory.Station(s.code, s.latitude, s.longitude, s.elevation_m)
        for s in truth.stations.values()
    ]
    inventory = obspy_inventory.Inventory([obspy_inventory.Network("XX", stations)], "test")
    ours = Event("one", None, tuple(truth.arrivals))
    theirs = to_catalog(Bulletin((ours,)))[0]
    found = [locate(event, inventory) for event in (ours, theirs)]
    assert all(truth.km(event) < 60 for event in found)
    assert all(len(event.arrivals) == 6 for event in found)
