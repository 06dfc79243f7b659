"""What was read of each arrival, and on which of several rows, through every format and a relocation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from testban.monitoring.formats import Bulletin, write_bulletin
from testban.monitoring.formats.ims1 import read_ims1
from testban.monitoring.formats.quakeml import read_quakeml
from testban.monitoring.model import Arrival, Event, Magnitude, Screening, Station, StationMagnitude
from testban.monitoring.pipeline import solve
from tests.monitoring.formats.made import EVENT, ORIGIN


def test_quakeml_names_the_channel_whole_and_writes_no_amplitude_where_none_was_measured() -> None:
    text = write_bulletin(Bulletin((EVENT,)), "quakeml")
    assert (
        '<waveformID networkCode="IM" stationCode="USRK" locationCode="00" channelCode="BHZ"/>'
        in text
    )
    assert text.count("<genericAmplitude>") == 1
    back = read_quakeml(text.encode(), "x").events[0].arrivals
    assert [(a.network, a.location) for a in back] == [("IM", "00"), (None, None), (None, None)]
    # The ratio to the noise of an arrival without an amplitude is not lost.
    assert [a.snr for a in back] == [88.25, None, 4.5]


def test_a_magnitude_of_lg_stands_on_the_row_it_was_measured_on() -> None:
    start = ORIGIN.time
    rows = (
        Arrival("MDJ", start + 100, "Lg"),
        Arrival("MDJ", start + 110, "Lg", amplitude_nm=321.5, period_s=1.1),
        Arrival("MDJ", start + 120, "Lg", amplitude_nm=17.0, period_s=0.9),
    )
    reading = StationMagnitude("MDJ", "mb_Lg", 4.9, "Lg", 3.3, 321.5, 1.1, 0.0)
    event = Event("1", ORIGIN, rows, (Magnitude("mb_Lg", 4.9, None, 1, readings=(reading,)),))
    text = write_bulletin(Bulletin((event,)), "ims1.0")
    lines = [line for line in text.splitlines() if line.startswith("MDJ")]
    assert [("mb_Lg" in line, "321.5" in line) for line in lines] == [
        (False, False), (True, True), (False, False)
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["ims1.0", "quakeml"])
def test_what_was_read_and_the_ratios_outlive_a_relocation(form: str) -> None:
    ratio = Screening("P/S", 0.41, 0.1, None, "insufficient data", "none", "four stations")
    at = Screening("P/S at MDJ", 0.5, 0.2, None, "not considered", "none", "2 to 4 Hz")
    given = replace(EVENT, screening=(ratio, at))
    text = write_bulletin(Bulletin((given,)), form)
    read = read_ims1(text, "x") if form == "ims1.0" else read_quakeml(text.encode(), "x")
    stations = {
        a.station: Station(a.station, 41.0 + i, -126.0 + 2 * i)
        for i, a in enumerate(EVENT.arrivals)
    }
    (found,) = solve(read, stations).events
    first = next(a for a in found.arrivals if a.station == "USRK")
    assert (first.analysis, first.polarity, first.onset) == ("m", "c", "i")
    assert [s for s in found.screening if s.criterion.startswith("P/S")] == [ratio, at]
