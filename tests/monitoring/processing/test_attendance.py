"""No station that recorded vanishes without a word."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from testban.monitoring.model import Arrival, Event, Station
from testban.monitoring.parameters import load_parameters
from testban.monitoring.processing.attendance import attendance, attendance_lines
from testban.monitoring.waveforms import Channel, Recordings, Segment
from testban.monitoring.waveforms.model import Note


def _channel(
    station: str,
    code: str = "BHZ",
    *,
    placed: bool = True,
    rate: float = 20.0,
    seconds: float = 60.0,
) -> Channel:
    at = 40.0 if placed else None
    samples = Segment(0.0, rate, np.arange(seconds * rate))
    return Channel("XX", station, "", code, rate, (samples,), latitude=at, longitude=at)


def test_each_station_is_used_or_it_says_why_not() -> None:
    channels = (
        _channel("AAA"), _channel("BBB"), _channel("CCC"), _channel("DDD", placed=False),
        _channel("EEE", "BHN"), _channel("FFF", "BDF"), _channel("ARA1"),
        _channel("HHH", "LHZ", rate=1.0), _channel("III", seconds=5.0),
    )  # fmt: skip
    recordings = Recordings(channels, (Note("dead", "XX.GGG..BHZ", "nothing moves", True),))
    searched = {
        c: Station(c, 40.0, 40.0)
        for c in ("AAA", "BBB", "CCC", "EEE", "FFF", "HHH", "III", "ARCES")
    }
    event = Event("1", None, (Arrival("AAA", 1.0, "P"), Arrival("ARCES", 1.0, "P")))
    others = (Arrival("BBB", 1.0), Arrival("BBB", 2.0), Arrival("DDD", 2.0), Arrival("AAA", 9.0))
    found = attendance(recordings, (event,), others, searched, load_parameters().detection)
    assert {each.station: each.why for each in found} == {
        "AAA": "", "ARCES": "", "BBB": "2 arrivals not associated", "CCC": "no signal detected",
        "DDD": "no coordinates", "EEE": "no vertical channel", "FFF": "pressure only",
        "GGG": "dead channels only", "HHH": "sampled at a rate that is not searched",
        "III": "no piece of 8 s",
    }  # fmt: skip
    lines = attendance_lines(found)
    assert lines[0] == "used: 2 of 10 stations: AAA, ARCES"
    assert "not used: DDD: no coordinates" in lines
    # Two with one reason share its line.
    alike = [replace(each, why="no signal detected") for each in found if each.why]
    assert len(attendance_lines(alike)) == 2


def test_one_station_is_no_stations() -> None:
    recordings = Recordings((_channel("AAA"),), ())
    event = Event("1", None, (Arrival("AAA", 1.0, "P"),))
    searched = {"AAA": Station("AAA", 40.0, 40.0)}
    found = attendance(recordings, (event,), (), searched, load_parameters().detection)
    assert attendance_lines(found)[0] == "used: 1 of 1 station: AAA"
