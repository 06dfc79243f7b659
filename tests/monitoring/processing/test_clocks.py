"""A station whose clock is wrong: told, and without a say in where the event was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.monitoring.processing.heard import STATIONS, heard, off_km

from testban.monitoring.location.widening import reaching
from testban.monitoring.model import Ellipse, Origin
from testban.monitoring.processing import process
from testban.monitoring.waveforms import Recordings, read_waveforms


@pytest.mark.parametrize(("code", "seconds"), [("CCC", 10.0), ("AAA", -10.0), ("EEE", 12.0)])
def test_a_wrong_clock_is_told_and_does_not_move_the_place(code: str, seconds: float) -> None:
    event = heard({code: seconds})
    assert off_km(event) < 5.0
    (note,) = event.notes
    assert note.startswith(f"the times of {code} disagree with the others by {seconds:+.0f} s")
    (row,) = (each for each in event.arrivals if each.station == code)
    assert not row.time_defining
    assert row.residual_s == pytest.approx(seconds, abs=1.0)


def test_right_clocks_are_not_accused() -> None:
    scattered = dict(zip(STATIONS, (0.5, -1.0, 0.8, -0.4, 1.2, 1.5, -0.9, 0.3), strict=True))
    event = heard(scattered)
    assert event.notes == ()
    assert {each.station for each in event.arrivals if each.time_defining} == set(STATIONS)


def test_an_ellipse_is_made_to_reach_another_place_and_no_farther() -> None:
    covariance = ((1.0, 0, 0, 0), (0, 25.0, 0, 0), (0, 0, 25.0, 0), (0, 0, 0, 0))
    here = Origin(0.0, 0.0, 0.0, 0.0, ellipse=Ellipse(10.7, 10.7, 0.0, 0.9), covariance=covariance)
    near, far = replace(here, longitude=0.09), replace(here, longitude=0.5, time=3.0)
    assert reaching(here, [near]) is here
    wide = reaching(here, [near, far])
    assert wide.ellipse is not None
    assert wide.ellipse.strike_deg == pytest.approx(90.0)
    assert 55.6 < wide.ellipse.semi_major_km < 57.0
    assert wide.ellipse.semi_minor_km == pytest.approx(10.7, abs=0.1)
    assert wide.time_uncertainty_s is not None
    assert wide.time_uncertainty_s > 2.0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("day", "code", "seconds", "most_km"),
    [
        ("2013-02-12", "BJT", 10.0, 10.0),
        ("2013-02-12", "HIA", -10.0, 10.0),
        ("2013-02-12", "MDJ", -60.0, 10.0),
        ("2009-05-25", "MAJO", -10.0, 20.0),
    ],
)
def test_a_real_recording_with_a_wrong_clock(
    shared: Path, day: str, code: str, seconds: float, most_km: float
) -> None:
    """Places by satellite: 41.29 N, 129.08 E on both days."""
    recordings = read_waveforms(shared / "monitoring" / "waveforms" / "dprk" / day)
    channels = tuple(
        replace(each, segments=tuple(replace(s, start=s.start + seconds) for s in each.segments))
        if each.station == code
        else each
        for each in recordings.channels
    )
    (event,) = process(Recordings(channels, recordings.notes, recordings.files)).events
    assert off_km(event, (41.29, 129.08)) < most_km
    assert any(note.startswith(f"the times of {code}") for note in event.notes)
