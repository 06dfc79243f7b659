"""Weak first arrivals that come late: those that are taken for late define nothing, the others stay."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from tests.monitoring.processing.heard import heard, off_km

from testban.monitoring.model import Event
from testban.monitoring.processing import process
from testban.monitoring.waveforms import Recordings, read_waveforms

WEAK = dict.fromkeys(("CCC", "DDD", "EEE", "FFF", "GGG", "HHH"), 3.0)
"""Two stations are strong."""


def _late(event: Event) -> set[str]:
    return {row.station for row in event.arrivals if not row.time_defining}


def test_weak_arrivals_that_are_late_define_nothing() -> None:
    event = heard({"FFF": 7.0, "HHH": 6.0}, WEAK)
    assert _late(event) == {"FFF", "HHH"}
    assert off_km(event) < 3.0
    residuals = {row.station: row.residual_s for row in event.arrivals}
    assert residuals["FFF"] == pytest.approx(7.0, abs=0.5)
    assert residuals["HHH"] == pytest.approx(6.0, abs=0.5)
    assert event.notes == (
        "first arrivals taken for late define nothing, for noise hides how they begin: FFF, HHH",
    )
    assert event.origin is not None
    assert event.origin.quality is not None
    assert event.origin.quality.stations == 6


def test_a_late_arrival_is_questionable_and_as_uncertain_as_it_may_be_late() -> None:
    event = heard({"FFF": 7.0}, WEAK)
    (row,) = (each for each in event.arrivals if each.station == "FFF")
    assert (row.phase, row.onset) == ("Pn", "q")
    assert row.time_uncertainty_s == pytest.approx(math.hypot(3.4, 8.0), abs=0.01)


def test_weak_arrivals_in_time_are_all_used() -> None:
    assert _late(heard({}, WEAK)) == set()


def test_an_early_arrival_is_not_taken_for_late() -> None:
    assert "FFF" not in _late(heard({"FFF": -4.0}, WEAK))


def test_a_strong_arrival_is_not_taken_for_late() -> None:
    assert "FFF" not in _late(heard({"FFF": 4.5}, {**WEAK, "FFF": 20.0}))


def test_of_four_stations_none_is_taken_for_late() -> None:
    event = heard({"FFF": 5.0}, {"FFF": 4.0}, at=("AAA", "CCC", "DDD", "FFF"))
    assert {row.station for row in event.arrivals} == {"AAA", "CCC", "DDD", "FFF"}
    assert _late(event) == set()


@pytest.mark.parametrize(("alone", "late"), [((), set()), (("FFF",), {"FFF"})])
def test_what_rises_in_one_band_alone_is_sooner_taken_for_late(
    alone: tuple[str, ...], late: set[str]
) -> None:
    assert _late(heard({"FFF": 3.0}, WEAK, alone)) == late


@pytest.mark.parametrize("missing", ["MAJO", "BJT"])
def test_the_faint_records_of_2006_that_show_no_beginning_do_not_draw_the_place(
    shared: Path, missing: str
) -> None:
    """Without MAJO they drew it 36 km to the west."""
    recorded = read_waveforms(shared / "monitoring" / "waveforms" / "dprk" / "2006-10-09")
    left = tuple(each for each in recorded.channels if each.station != missing)
    (event,) = process(Recordings(left, recorded.notes, recorded.files)).events
    first = [row for row in event.arrivals if row.phase == "Pn"]
    assert {row.station for row in first if not row.time_defining} == {"ERM", "YSS"}
    assert off_km(event, (41.2879, 129.1083)) < 10.0
