"""IMS1.0, ISF and GSE2.0: real bulletins are read, and what is written comes back."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testban.errors import BulletinError
from testban.monitoring.formats import Bulletin, read_bulletin, write_bulletin
from testban.monitoring.formats.gse2 import read_gse2
from testban.monitoring.formats.ims1 import CUT_SHORT, read_ims1
from testban.monitoring.formats.ims1_fields import on_clock, pairs, remark
from testban.monitoring.model import Arrival, epoch, iso

from .made import ARRIVALS, BULLETIN, EVENT, ORIGIN


def test_an_event_comes_back_with_every_field() -> None:
    text = write_bulletin(BULLETIN, "ims1.0")
    again = read_ims1(text, "x")
    assert again.left_out == ()
    assert again.events == BULLETIN.events
    assert again.unassociated == BULLETIN.unassociated
    assert write_bulletin(again, "ims1.0") == text


def test_obspy_reads_back_every_field_that_its_reader_carries(tmp_path: Path) -> None:
    from obspy import read_events

    path = tmp_path / "event.txt"
    path.write_text(write_bulletin(Bulletin((EVENT,)), "ims1.0"), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # Of a magnitude that is a bound it reads the value and says that it does not read the sign.
        warnings.filterwarnings("ignore", "Magnitude min/max")
        (event,) = read_events(str(path))
    origin = event.preferred_origin()
    assert abs(origin.time.timestamp - ORIGIN.time) <= 0.005
    assert (origin.latitude, origin.longitude) == (41.2931, -129.0764)
    assert origin.depth == 600
    assert origin.depth_type == "operator assigned"
    assert origin.time_errors.uncertainty == pytest.approx(0.415, abs=0.0051)
    assert origin.quality.azimuthal_gap == 56
    assert origin.quality.used_phase_count == 57
    assert origin.quality.used_station_count == 42
    assert origin.quality.standard_error == pytest.approx(0.815, abs=0.0051)
    assert origin.quality.maximum_distance == pytest.approx(93.12, abs=0.01)
    ellipse = origin.origin_uncertainty
    assert ellipse.max_horizontal_uncertainty == pytest.approx(11400)
    assert ellipse.azimuth_max_horizontal_uncertainty == 343
    assert ellipse.confidence_level == 90
    assert [(m.magnitude_type, m.mag) for m in event.magnitudes] == [
        ("mb", 4.8), ("Ms", 3.1), (None, 5.1),
    ]  # fmt: skip
    pick, arrival = event.picks[0], origin.arrivals[0]
    assert pick.waveform_id.station_code == "USRK"
    assert abs(pick.time.timestamp - ARRIVALS[0].time) <= 0.001
    assert pick.backazimuth == pytest.approx(171.2, abs=0.05001)  # station to event
    assert arrival.azimuth == pytest.approx(350.5)  # event to station
    assert arrival.phase == "Pn"
    assert arrival.distance == pytest.approx(3.25)
    assert arrival.time_residual == pytest.approx(-0.2)
    assert pick.horizontal_slowness == pytest.approx(13.6)
    # The second arrival is of the next day.
    assert abs(event.picks[1].time.timestamp - ARRIVALS[1].time) <= 0.001
    assert event.amplitudes[0].generic_amplitude == pytest.approx(123.4e-9, rel=1e-3)
    assert event.amplitudes[0].snr == pytest.approx(88.2)


@pytest.mark.parametrize("name", ["ridge_2031", "smi:local/event/1", "my event", "<中文>"])
def test_an_event_of_any_name_is_written_so_that_obspy_reads_it(tmp_path: Path, name: str) -> None:
    from obspy import read_events

    text = write_bulletin(Bulletin((replace(EVENT, event_id=name),)), "ims1.0")
    assert [event.event_id for event in read_ims1(text, "x").events] == [name]
    path = tmp_path / "event.txt"
    path.write_text(text, encoding="utf-8")
    (event,) = read_events(str(path))
    assert len(event.picks) == 3
    assert event.preferred_origin() is not None


def test_an_event_without_an_origin_is_written_so_that_obspy_reads_it(tmp_path: Path) -> None:
    from obspy import read_events

    bulletin = Bulletin((replace(EVENT, origin=None, other_origins=(), screening=()),))
    text = write_bulletin(bulletin, "ims1.0")
    assert read_ims1(text, "x").events[0].arrivals == ARRIVALS
    assert read_ims1(text, "x").left_out == ()
    path = tmp_path / "event.txt"
    path.write_text(text, encoding="utf-8")
    assert len(read_events(str(path))[0].picks) == 3


@given(st.text(max_size=30))
def test_any_words_go_through_a_comment(words: str) -> None:
    lines = remark("PARAM", {"words": words})
    assert pairs(lines[0])["words"] == words if words else lines == []


def test_a_time_without_a_day_is_the_first_after_the_origin() -> None:
    origin = epoch("2031-12-31T23:59:50")
    assert iso(on_clock("23:59:55.5", origin)) == "2031-12-31T23:59:55.500Z"
    assert iso(on_clock("00:10:00", origin)) == "2032-01-01T00:10:00.000Z"
    assert iso(on_clock("23:59:49", origin)) == "2031-12-31T23:59:49.000Z"


CUT = write_bulletin(BULLETIN, "ims1.0")


@given(st.integers(0, len(CUT)))
def test_a_bulletin_cut_anywhere_is_read_as_far_as_it_goes(end: int) -> None:
    try:
        bulletin = read_ims1(CUT[:end], "cut.txt")
    except BulletinError as error:
        told = str(error)
    else:
        told = "".join(bulletin.left_out)
    assert told or "STOP" in CUT[:end]


def test_a_cut_bulletin_names_file_and_line_and_keeps_the_rest() -> None:
    end = CUT.index("\nASAR") + 1
    bulletin = read_ims1(CUT[: end + 40], "cut.txt")
    assert [arrival.station for arrival in bulletin.events[0].arrivals] == ["USRK"]
    assert bulletin.events[0].origin == ORIGIN
    told = "\n".join(bulletin.left_out)
    lines = CUT[: end + 40].count("\n") + 1
    assert f"cut.txt:{lines - 1}: the message ends without STOP" in told


def test_a_number_that_is_none_costs_that_number_only() -> None:
    text = CUT.replace("41.2931", "4l.2931")
    bulletin = read_ims1(text, "x")
    assert bulletin.events[0].origin is not None  # the other one
    assert "columns 37-44 (latitude): '4l.2931' is no number" in bulletin.left_out[0]
    assert bulletin.events[0].arrivals == ARRIVALS


@given(st.text("0123456789 :./-#()TASEVNTP\n", max_size=300))
def test_no_text_breaks_the_readers(text: str) -> None:
    for read, begin in ((read_ims1, CUT[:400]), (read_gse2, "BEGIN GSE2.0\nEVENT 1\n")):
        try:
            read(begin + text, "x")
        except BulletinError as error:
            told = str(error)
        else:
            told = ""
        assert "\n" not in told


# -- real bulletins -----------------------------------------------------------------------------

FOLDER = "monitoring/bulletins/obspy_formats"


def test_the_iscs_event_of_1967_has_six_origins_and_the_prime_one_is_its_own(shared: Path) -> None:
    bulletin = read_bulletin(shared / FOLDER / "19670130012028.isf")
    (event,) = bulletin.events
    assert bulletin.left_out == ()
    assert event.origin is not None
    assert (event.origin.author, event.origin.depth_km) == ("ISC", 11.0)
    assert event.origin.depth_basis == "fixed to the depth of depth phases"
    assert [each.author for each in event.other_origins] == [
        "BCIS",
        "USCGS",
        "IASPEI",
        "MOS",
        "EHB",
    ]
    assert len(event.arrivals) == 255
    by_isc = next(m for m in event.magnitudes if m.author == "ISC")
    assert (by_isc.value, by_isc.stations, len(by_isc.readings)) == (5.0, 15, 15)


def test_the_prototype_idcs_event_of_1995_is_read_with_its_amplitudes(shared: Path) -> None:
    bulletin = read_bulletin(shared / FOLDER / "gse_2.0_standard.txt")
    (event,) = bulletin.events
    assert event.origin is not None
    assert event.origin.ellipse is not None
    assert (event.origin.ellipse.semi_major_km, event.origin.ellipse.strike_deg) == (93.6, 27)
    assert (event.origin.time_uncertainty_s, event.origin.depth_uncertainty_km) == (12.69, 83.8)
    fines = next(arrival for arrival in event.arrivals if arrival.station == "FINES")
    assert (fines.amplitude_nm, fines.period_s, fines.azimuth_deg) == (4.5, 0.8, 182.0)
    assert event.arrivals[1].azimuth_defining  # the second line is marked A, not T
    assert not event.arrivals[1].time_defining
    mb, ml = event.magnitudes
    assert (mb.value, mb.uncertainty, mb.stations) == (3.6, 0.2, 3)
    assert [(each.station, each.value) for each in mb.readings] == [
        ("FINES", 3.7), ("ARCES", 3.7), ("MBC", 3.3)
    ]  # fmt: skip
    assert ml.readings[0].station == "GERES"


@pytest.mark.parametrize(
    ("name", "arrivals"),
    [
        ("19670130012028.isf", [255]), ("ipe202409sel_ims.txt", [6, 7, 8]), ("event.txt", [14]),
        ("gse_2.0_2_begins.txt", [9, 7]), ("gse_2.0_2_events.txt", [9, 7]),
        ("gse_2.0_incomplete.txt", [3]), ("gse_2.0_non_standard.txt", [9, 7]),
        ("gse_2.0_standard.txt", [9]),
    ],
)  # fmt: skip
def test_a_real_bulletin_is_read_written_and_read_back(
    shared: Path, tmp_path: Path, name: str, arrivals: list[int]
) -> None:
    from obspy import read_events

    bulletin = read_bulletin(shared / FOLDER / name)
    assert [len(event.arrivals) for event in bulletin.events] == arrivals
    text = write_bulletin(bulletin, "ims1.0")
    again = read_ims1(text, "x")
    assert again.events == bulletin.events
    assert again.left_out == ()
    path = tmp_path / "again.txt"
    path.write_text(text, encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # one of them has an arrival on the wrong day
        assert len(read_events(str(path))) == len(arrivals)


def test_a_real_bulletin_cut_short_says_so(shared: Path) -> None:
    bulletin = read_bulletin(shared / FOLDER / "gse_2.0_incomplete.txt")
    assert "gse_2.0_incomplete.txt:17: the message ends without STOP" in bulletin.left_out[0]


def test_a_number_too_large_for_its_columns_is_not_lost() -> None:
    """3e12 nm has more digits than the amplitude column."""
    arrival = replace(ARRIVALS[0], amplitude_nm=3e12)
    text = write_bulletin(Bulletin((replace(EVENT, arrivals=(arrival,)),)), "ims1.0")
    assert read_ims1(text, "x").events[0].arrivals == (arrival,)


def test_a_number_without_a_type_is_no_station_magnitude() -> None:
    """An arrival line that stands some columns off brings its identifier there."""
    text = write_bulletin(
        Bulletin((replace(EVENT, magnitudes=(), arrivals=ARRIVALS[1:2]),)), "ims1.0"
    )
    line = next(line for line in text.splitlines() if line.startswith("ASAR"))
    moved = f"{line[:105].rstrip():<109}7.0"
    bulletin = read_ims1(text.replace(line, moved), "x")
    assert bulletin.events[0].magnitudes == ()
    assert "a magnitude without a type; left out" in bulletin.left_out[0]


@pytest.mark.parametrize("loose", [BULLETIN.unassociated, ()])
def test_what_was_left_out_is_told_and_is_no_part_of_what_is_read(
    loose: tuple[Arrival, ...], tmp_path: Path
) -> None:
    from obspy import read_events

    said = "1 arrival at stations without coordinates: of no event (NOPE) [day.csv:5]"
    text = write_bulletin(Bulletin((EVENT,), loose, (said,)), "ims1.0")
    assert "(#LEFTOUT text=1_arrival_at_stations_without_coordinates:_of_no_event" in text
    plain = write_bulletin(Bulletin((EVENT,), loose), "ims1.0")
    assert read_ims1(text, "x") == read_ims1(plain, "x")
    # ObsPy knows events alone, and must not take what follows them for arrivals of the last.
    path = tmp_path / "bulletin.txt"
    path.write_text(text, encoding="utf-8")
    (event,) = read_events(str(path))
    assert len(event.picks) == len(EVENT.arrivals)


def test_arrivals_of_no_event_that_are_cut_off_are_said_to_be() -> None:
    text = write_bulletin(BULLETIN, "ims1.0")
    assert read_ims1(text, "x").left_out == ()
    (cut,) = read_ims1(text[: text.rindex("STOP")], "x").left_out
    assert CUT_SHORT in cut
