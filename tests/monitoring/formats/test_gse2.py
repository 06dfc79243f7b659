"""GSE2.0 bulletins of several centres: they differ in columns, and in which way EvAz points."""

from __future__ import annotations

from pathlib import Path

import pytest

from testban.monitoring.formats import read_bulletin
from testban.monitoring.formats.fixed import Field, read_fields
from testban.monitoring.sphere import distance_azimuth
from testban.monitoring.stations import ims_stations


@pytest.mark.parametrize(
    "name", ["gse_2.0_standard.txt", "gse_2.0_2_events.txt", "gse_2.0_non_standard.txt"]
)
def test_azimuths_from_the_station_are_not_taken_for_those_from_the_event(
    shared: Path, name: str
) -> None:
    """The IDC's of 1995: FINES in Finland is north of Greece, and EvAz says 191.6."""
    bulletin = read_bulletin(shared / "monitoring" / "bulletins" / "obspy_formats" / name)
    first = bulletin.events[0]
    assert {arrival.station for arrival in first.arrivals} >= {"FINES", "ARCES", "YKA"}
    assert all(arrival.event_azimuth_deg is None for arrival in first.arrivals)


def test_azimuths_from_the_event_are_kept(shared: Path) -> None:
    """The French centre's: LPG is north of the event."""
    path = shared / "monitoring" / "bulletins" / "obspy_formats" / "event.txt"
    arrivals = read_bulletin(path).events[0].arrivals
    assert {a.event_azimuth_deg for a in arrivals if a.station == "LPG"} == {7.2}


def test_shipped_stations_tell_where_no_azimuth_was_measured(tmp_path: Path) -> None:
    """One event in Greece, seen at ARCES (69.5 N, 25.5 E), written both ways."""
    place = ims_stations()["ARCES"]
    _, ahead = distance_azimuth(39.45, 20.44, place.latitude, place.longitude)
    _, back = distance_azimuth(place.latitude, place.longitude, 39.45, 20.44)
    head = (
        "BEGIN GSE2.0\nDATA_TYPE BULLETIN GSE2.0\nEVENT 1\n"
        "1995/01/16 07:26:52.4     39.4500   20.4400     66.8       9    8 322\n\nGREECE\n"
        "Sta    Dist   EvAz     Phase       Date      Time     TRes\n"
    )
    for azimuth, kept in ((ahead, True), (back, False)):
        path = tmp_path / "bulletin.txt"
        path.write_text(
            f"{head}ARCES  30.27 {azimuth:5.1f}     P       1995/01/16 07:32:57.8   1.2\nSTOP\n"
        )
        (arrival,) = read_bulletin(path).events[0].arrivals
        assert (arrival.event_azimuth_deg is not None) is kept


@pytest.mark.parametrize(
    ("name", "amplitudes"),
    [
        ("gse_2.0_standard.txt", {"FINES": 4.5, "MBC": 0.3}),
        ("gse_2.0_non_standard.txt", {"FINES": 4.5, "MBC": 0.3, "WALA": 11.2, "FCC": 1.7}),
        ("event.txt", {"MBDF": 32.4, "ORIF": 3.8, "LPG": 1.9, "SBF": 3.2}),
    ],
)
def test_amplitudes_a_column_off_keep_their_last_digit(
    shared: Path, name: str, amplitudes: dict[str, float]
) -> None:
    """As printed: the prototype IDC's end in column 103, the French centre's in 104."""
    bulletin = read_bulletin(shared / "monitoring" / "bulletins" / "obspy_formats" / name)
    read = {(a.station, a.amplitude_nm) for event in bulletin.events for a in event.arrivals}
    assert set(amplitudes.items()) <= read
    assert bulletin.left_out == ()


def test_a_number_that_runs_into_the_next_column_is_refused_and_named() -> None:
    """Amplitude 12345678.91 and period 0.45 without a blank between them are no two numbers."""
    line = "ARCES  30.27" + " " * 82 + "12345678.910.45"
    fields = (Field("amplitude_nm", 95, 103, "f"), Field("period_s", 105, 109, "f"))
    values, doubts = read_fields(line, fields)
    assert values == {"amplitude_nm": None, "period_s": None}
    assert len(doubts) == 2
    assert "columns 95-103 (amplitude_nm)" in doubts[0]
