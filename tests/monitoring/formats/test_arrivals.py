"""Arrivals as CSV and events as JSON: there and back, and whatever else a file may hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from testban.errors import BulletinError, TestbanError, UsageError
from testban.monitoring.formats import Bulletin, read_bulletin, write_bulletin
from testban.monitoring.formats.arrivals_csv import read_arrivals_csv
from testban.monitoring.formats.events_json import read_json
from testban.monitoring.model import Arrival, Event
from testban.monitoring.stations import Stations, load_stations

from .made import BULLETIN, EVENT, ORIGIN

JSON = write_bulletin(Bulletin((EVENT,)), "json")

words = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=6)
positive = st.none() | st.floats(0.001, 1e6)
arrivals = st.builds(
    Arrival,
    station=words,
    time=st.integers(-(10**12), 4 * 10**12).map(lambda n: n / 1000),
    phase=st.none() | words,
    channel=st.none() | words,
    time_uncertainty_s=positive,
    azimuth_deg=st.none() | st.floats(0, 359.99),
    slowness_s_per_deg=st.none() | st.floats(0, 60),
    amplitude_nm=positive,
    period_s=positive,
    residual_s=st.none() | st.floats(-60, 60),
    time_defining=st.booleans(),
    arrival_id=st.none() | words,
    reported_phase=st.none() | words,
)


@given(st.lists(arrivals, min_size=1, max_size=5))
def test_arrivals_come_back_from_csv_and_json_as_they_went(given_: list[Arrival]) -> None:
    bulletin = Bulletin((Event("one", None, tuple(given_)),))
    assert read_arrivals_csv(write_bulletin(bulletin, "csv"), "x").events == bulletin.events
    assert read_json(write_bulletin(bulletin, "json"), "x").events == bulletin.events


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "given.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_that_are_no_arrivals_are_named_by_line_and_the_rest_is_kept(tmp_path: Path) -> None:
    text = (
        "station,time,phase,amplitude_nm,azimuth_deg\n"
        "AAA,2006-10-09T01:36:21.52Z,P,12.5,400\n"
        "BBB,yesterday,P,,\n"
        "CCC,2006-10-09 01:36:25,P,-3,10\n"
        ",2006-10-09T01:36:21Z,P,,\n"
        "DDD,2006-10-09T01:36:21Z\n"
        "EEE,9e99,P,,\n"
    )
    bulletin = read_bulletin(file(tmp_path, text))
    kept = bulletin.events[0].arrivals
    assert [arrival.station for arrival in kept] == ["AAA", "CCC"]
    assert kept[0].azimuth_deg is None
    assert kept[1].amplitude_nm is None
    told = "\n".join(bulletin.left_out)
    for line, what in (
        (2, "azimuth_deg: 400 cannot be"), (3, "'yesterday' is no time"), (4, "amplitude_nm: -3 cannot be"),
        (5, "there is no station"), (6, "2 cells where 5 are expected"),
        (7, "'9e99' is no time of a recording"),
    ):  # fmt: skip
        assert f"given.csv:{line}: {what}; left out" in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sta,phase\nA,P\n", "no column 'time'"),
        ("station,time\n", "no arrival"),
        ("station,time\nA,never\n", r"no arrival \(line 2: 'never' is no time\)"),
        ("{", "not JSON, or cut short"),
        ('{"events": [{"id": "x"', "not JSON, or cut short"),
        ("[" * 100_000, "JSON|nested"),
        ('{"planets": []}', "no event and no arrival"),
        ("A letter to a friend\n", "neither arrivals nor a bulletin"),
        ("", "empty"),
    ],
)
def test_what_holds_no_arrivals_is_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BulletinError, match=said) as caught:
        read_bulletin(file(tmp_path, text))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("end", "told"),
    [
        (
            2,
            "given.csv:5: the file breaks off in this line (fetch it whole): '0' may be cut short; left out",
        ),
        (8, "given.csv:5: the file breaks off in this line (fetch it whole); left out"),
    ],
)
def test_a_csv_file_cut_in_its_last_line_says_so(tmp_path: Path, end: int, told: str) -> None:
    rows = "".join(
        f"{code},2006-10-09T01:36:21.52Z,P,0.85\n" for code in ("AAA", "BBB", "CCC", "DDD")
    )
    text = f"station,time,phase,period_s\n{rows}"
    assert read_bulletin(file(tmp_path, text)).left_out == ()
    cut = text[: -1 - end] if end > 2 else text[:-4]
    bulletin = read_bulletin(file(tmp_path, cut))
    assert [line.rpartition("/")[2] for line in bulletin.left_out] == [told]
    assert len(bulletin.events[0].arrivals) == (4 if end == 2 else 3)


def test_a_csv_file_without_a_last_line_end_may_be_cut_in_a_number(tmp_path: Path) -> None:
    (event,) = read_bulletin(
        file(tmp_path, "station,time,period_s\nAAA,2006-10-09T01:36:21Z,0.8")
    ).events
    assert "no line end after the last value of the file, 0.8" in event.notes[0]


def test_a_phase_called_none_by_a_program_is_none(tmp_path: Path) -> None:
    (event,) = read_bulletin(
        file(tmp_path, "station,time,phase\nKSH,2006-10-09T01:36:21Z,None\n")
    ).events
    assert event.arrivals[0].phase is None


def test_a_page_is_no_data(tmp_path: Path) -> None:
    with pytest.raises(BulletinError, match="a page to look at, and no data"):
        read_bulletin(file(tmp_path, write_bulletin(BULLETIN, "html")))


def test_json_that_breaks_off_is_read_as_far_as_it_stands(tmp_path: Path) -> None:
    text = write_bulletin(BULLETIN, "json")
    cut = text.index('"station": "WRA"')
    bulletin = read_bulletin(file(tmp_path, text[: cut + 40]))
    (event,) = bulletin.events
    assert event.arrivals == EVENT.arrivals[:2]
    assert event.magnitudes == EVENT.magnitudes
    assert event.origin is not None
    assert event.origin.latitude == ORIGIN.latitude
    assert "not JSON, or cut short" in bulletin.left_out[0]
    assert (
        "what stands of event 90001 is 2 arrivals and an origin, what followed is lost"
        in bulletin.left_out[0]
    )
    alone = (
        '{"arrivals": [{"station": "AAA", "time": 1.0, "phase": "P"}, {"station": "BBB", "time": 2'
    )
    (event,) = read_bulletin(file(tmp_path, alone)).events
    assert [a.station for a in event.arrivals] == ["AAA"]


@given(st.integers(min_value=1, max_value=100_000))
def test_json_cut_anywhere_gives_whole_arrivals_or_one_line(end: int) -> None:
    try:
        found = read_json(JSON[: end % len(JSON)], "cut.json")
    except BulletinError:
        return
    for event in found.events:
        assert event.arrivals == EVENT.arrivals[: len(event.arrivals)]
        assert event.origin is None or event.origin.time == ORIGIN.time


def _assert_read_or_refused(
    read: Callable[[], Bulletin | Stations], error: type[TestbanError]
) -> None:
    """Something is read, or one line says why not; anything else is a fault of ours."""
    found = _outcome(read, error)
    if isinstance(found, TestbanError):
        assert "\n" not in str(found)
    elif isinstance(found, Bulletin):
        assert found.events or found.unassociated
    else:
        assert len(found) > 0


def _outcome(
    read: Callable[[], Bulletin | Stations], error: type[TestbanError]
) -> Bulletin | Stations | TestbanError:
    try:
        return read()
    except error as refused:
        return refused


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
                        st.sampled_from(["events", "arrivals", "id", "latitude", "longitude", "time",
                                         "station", "ellipse", "quality", "magnitudes", "screening",
                                         "value", "covariance", "result", "readings"]), inner, max_size=4),
                    max_leaves=20))  # fmt: skip
def test_no_json_breaks_the_reader(value: object) -> None:
    _assert_read_or_refused(lambda: read_json(json.dumps(value), "x"), BulletinError)


def test_a_folder_a_pipe_and_nothing_are_told_of(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")
    for name, said in (("", "folder"), ("pipe", "a pipe, not a file"), ("none", "no such file")):
        with pytest.raises(BulletinError, match=said):
            read_bulletin(tmp_path / name)


def test_an_unknown_format_is_told_of() -> None:
    with pytest.raises(UsageError, match="no format is called 'xls'"):
        write_bulletin(Bulletin(), "xls")


def test_real_arrivals_are_all_read_once(shared: Path) -> None:
    path = shared / "monitoring/bulletins/global_arrivals/arrivals.csv"
    bulletin = read_bulletin(path)
    # Of 59, 202, 603, 60 and 303 rows, those that repeat another are taken once.
    assert {event.event_id: len(event.arrivals) for event in bulletin.events} == {
        "888": 58, "8880": 191, "8882": 587, "8883": 60, "8885": 286
    }  # fmt: skip
    assert len(bulletin.left_out) == 4
    assert all("repeat" in line for line in bulletin.left_out)


STARTS = (
    b"", b"station,time\n", b"station,latitude,longitude\n", b"<quakeml>", b"<FDSNStationXML>", b"{",
    b"# origin\n", b"# arrival\n", b"BEGIN IMS1.0\nDATA_TYPE BULLETIN IMS1.0\nEVENT 1\n",
    b"BEGIN GSE2.0\nEVENT 1\n", b"\x1f\x8b", b"AAA, AAA, 1.0, 2.0, 3.0\n",
    b"AAK 2007065 2286324 42.6 74.4 1.6\n", b"\xe3\x80\x80", b"station,time," + b"x" * 70_000,
)  # fmt: skip


@pytest.mark.parametrize("start", STARTS, ids=lambda start: repr(start[:20]))
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_of_strange_bytes_breaks_a_reader(
    tmp_path: Path, start: bytes, rest: bytes
) -> None:
    path = tmp_path / "strange.origin"
    path.write_bytes(start + rest)
    for read in (read_bulletin, load_stations):
        _assert_read_or_refused(partial(read, path), TestbanError)


def test_an_arrival_that_stands_three_times_counts_once(tmp_path: Path) -> None:
    row = "AAA,2006-10-09T01:36:21.52Z,P\n"
    other = "AAA,2006-10-09T01:36:21.52Z,S\n"
    bulletin = read_bulletin(file(tmp_path, "station,time,phase\n" + 3 * row + other))
    assert [arrival.phase for arrival in bulletin.events[0].arrivals] == ["P", "S"]
    (told,) = bulletin.left_out
    assert "event given: 2 arrivals repeat another: AAA P, AAA P; left out [" in told
    assert told.endswith(":3, 4]")


def test_rows_of_csv_that_name_no_event_beside_others_are_of_none() -> None:
    arrivals = [Arrival(f"S{k}", 100.0 * k) for k in range(5)]
    mixed = Bulletin((Event("A", None, tuple(arrivals[:3])),), tuple(arrivals[3:]))
    back = read_arrivals_csv(write_bulletin(mixed, "csv"), "a.csv")
    assert [(event.event_id, len(event.arrivals)) for event in back.events] == [("A", 3)]
    assert [arrival.station for arrival in back.unassociated] == ["S3", "S4"]
    alone = read_arrivals_csv(
        write_bulletin(Bulletin(unassociated=tuple(arrivals)), "csv"), "a.csv"
    )
    assert [len(event.arrivals) for event in alone.events] == [5]
    assert not alone.unassociated
