"""Stations that worked and saw nothing, and records that clipped: from the file to the magnitude and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from testban.errors import BulletinError
from testban.monitoring import locate, solve
from testban.monitoring.formats import Bulletin, read_bulletin, write_bulletin
from testban.monitoring.formats.limits_csv import read_limits
from testban.monitoring.model import Event, Limit, Magnitude, epoch

from .made import EVENT

RIDGE = Path(__file__).parents[1] / "specimens" / "ridge_2031.csv"
HEAD = "station,time,phase,amplitude_nm,period_s,bound\n"


def written(tmp_path: Path, text: str, name: str = "given.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def mb(event: Event) -> Magnitude:
    (found,) = (each for each in event.magnitudes if each.type == "mb")
    return found


def test_a_row_with_a_bound_is_a_limit_and_a_clipped_one_an_arrival_too(tmp_path: Path) -> None:
    text = HEAD + (
        "AAA,2031-03-05T14:04:34Z,P,17.0,0.8,\n"
        "BBB,,P,1.5,0.7,upper\n"
        "CCC,,,2.5,0.9,<\n"
        "DDD,2031-03-05T14:05:34Z,P,9000,1.1,lower\n"
        "EEE,,P,,0.7,upper\n"
        "FFF,,P,2,0.7,none\n"
        "GGG,,P,2,0.7,\n"
    )
    bulletin = read_bulletin(written(tmp_path, text))
    (event,) = bulletin.events
    assert [(a.station, a.amplitude_nm) for a in event.arrivals] == [("AAA", 17.0), ("DDD", None)]
    assert event.limits == (
        Limit("BBB", "P", 1.5, 0.7), Limit("CCC", "P", 2.5, 0.9),
        Limit("DDD", "P", 9000.0, 1.1, "lower"),
    )  # fmt: skip
    told = "\n".join(bulletin.left_out)
    assert "given.csv:6: a limit needs amplitude_nm, above 0; left out" in told
    assert "given.csv:7: bound: 'none' is none of upper (<) and lower (>); left out" in told
    assert "given.csv:8: there is no time; left out" in told


def test_silent_stations_lower_the_magnitude_and_say_so() -> None:
    """Ringdal (1976): the mean of those that report is too large where as many others saw nothing."""
    given = read_bulletin(RIDGE)
    (loud,) = solve(given).events
    silent = [Limit(code, "P", 2.0, 0.8) for code in ("WRA", "ASAR", "STKA", "MKAR", "ZALV", "NOA")]
    (event,) = given.events
    (quiet,) = solve(given, limits={event.event_id: silent}).events
    assert mb(quiet).value < mb(loud).value - 0.05
    assert mb(quiet).stations == mb(loud).stations
    assert "maximum likelihood" in mb(quiet).method
    assert {r.station for r in mb(quiet).readings if r.bound} <= {x.station for x in silent}
    # Far beyond 105 degrees mb is not taken, and the note says of whom.
    assert any(note.startswith("limits: no mb: distance outside") for note in quiet.notes)
    assert quiet.limits == tuple(silent)
    (again,) = solve(Bulletin((quiet,))).events  # they stay with the event
    assert mb(again).value == pytest.approx(mb(quiet).value)


def test_only_silence_gives_a_bound_and_a_limit_where_it_was_measured_is_told() -> None:
    (event,) = read_bulletin(RIDGE).events
    bare = tuple(Event("", None, event.arrivals).arrivals)
    still = [
        Limit("AKASG", "P", 1.0, 0.8),
        Limit("AKASG", "P", 3.0, 0.8),
        Limit("YKA", "P", 1.0, 0.8),
    ]
    mute = solve(
        Event("mute", None, tuple(a for a in bare if a.amplitude_nm is None)), limits={"": still}
    )
    if mute.events[0].origin is not None:
        assert mb(mute.events[0]).bound == "upper"
        assert len(mb(mute.events[0]).readings) == 2  # the tighter of two limits at one station
    (both,) = solve(event, limits={"": [Limit("BDFB", "P", 1.0, 0.8)]}).events
    assert "limits: no mb where one was measured (1: BDFB)" in both.notes


def test_locate_keeps_the_limits_of_an_event() -> None:
    (event,) = read_bulletin(RIDGE).events
    limits = (Limit("WRA", "P", 2.0, 0.8),)
    from dataclasses import replace

    assert locate(replace(event, limits=limits), "ims").limits == limits


@pytest.mark.parametrize("form", ["csv", "json", "ims1.0", "quakeml", "css3.0"])
def test_limits_go_through_every_format(tmp_path: Path, form: str) -> None:
    path = written(tmp_path, write_bulletin(Bulletin((EVENT,)), form), "again")
    (again,) = read_bulletin(path).events
    assert again.limits == EVENT.limits


def test_json_has_them_among_the_arrivals_or_apart(tmp_path: Path) -> None:
    arrivals = [
        {"station": "AAA", "time": "2031-03-05T14:04:34Z", "phase": "P"},
        {"station": "BBB", "phase": "P", "amplitude_nm": 1.5, "bound": "upper"},
    ]
    apart = [{"station": "CCC", "amplitude_nm": 2.5}, {"station": "DDD"}]
    text = json.dumps({"arrivals": arrivals, "limits": apart})
    bulletin = read_bulletin(written(tmp_path, text, "given.json"))
    (event,) = bulletin.events
    assert [a.station for a in event.arrivals] == ["AAA"]
    assert event.limits == (Limit("BBB", "P", 1.5), Limit("CCC", "P", 2.5))
    assert "a limit: a limit needs amplitude_nm" in bulletin.left_out[0]


def test_the_mark_beside_a_station_magnitude_of_ims1_is_a_limit(tmp_path: Path) -> None:
    line = (
        "YKA    24.00 320.0 P        14:05:00.0     0.1"
        + 27 * " "
        + "T__       "
        + "    250.0  0.80 a__ mb   >"
    )
    text = (
        "BEGIN IMS1.0\nDATA_TYPE BULLETIN IMS1.0:short\nEVENT 1\n\n"
        "   Date       Time        Err   RMS Latitude Longitude  Smaj  Smin  Az Depth   Err Ndef Nsta "
        "Gap  mdist  Mdist Qual   Author      OrigID\n"
        "2031/03/05 14:00:00.00               10.0000   20.0000\n\n"
        "Sta     Dist  EvAz Phase        Time      TRes  Azim AzRes   Slow   SRes Def   SNR       Amp   "
        f"Per Qual Magnitude    ArrID\n{line} 5.5        1\n\nSTOP\n"
    )
    (event,) = read_bulletin(written(tmp_path, text, "a.txt")).events
    assert event.limits == (Limit("YKA", "P", 250.0, 0.8, "lower"),)
    assert event.arrivals[0].amplitude_nm is None
    assert not event.magnitudes  # a limit alone is no measured magnitude


def test_a_clipped_arrival_of_css3_is_a_limit(tmp_path: Path) -> None:
    text = write_bulletin(Bulletin((EVENT,)), "css3.0").splitlines()
    place = next(i for i, line in enumerate(text) if line.startswith("USRK") and "Pn" not in line)
    text[place] = text[place][:163] + "c" + text[place][164:]
    (event,) = read_bulletin(written(tmp_path, "\n".join(text) + "\n", "a.txt")).events
    assert Limit("USRK", "P", 123.4375, 0.625, "lower") in event.limits
    assert event.arrivals[0].amplitude_nm is None


def test_a_file_of_limits_is_read_by_event_and_line(tmp_path: Path) -> None:
    path = written(
        tmp_path, "event,station,phase,amplitude_nm,period_s\nA,YKA,P,1.5,0.7\nB,ZAL,Pn,x,1\n"
    )
    found, left_out = read_limits(path)
    assert found == {"A": [Limit("YKA", "P", 1.5, 0.7)]}
    assert left_out == (f"{path}:3: 'x' is no number; left out",)
    with pytest.raises(
        BulletinError, match=r"no column 'amplitude_nm'.*station,phase,amplitude_nm"
    ):
        read_limits(written(tmp_path, "station,phase\nYKA,P\n"))
    with pytest.raises(BulletinError, match="no limit"):
        read_limits(written(tmp_path, "station,amplitude_nm\n"))


def test_an_arrival_of_a_file_is_dated_as_before() -> None:
    (event,) = read_bulletin(RIDGE).events
    assert event.arrivals[0].time == epoch("2031-03-05T14:04:34.02Z")
    assert event.limits == ()
