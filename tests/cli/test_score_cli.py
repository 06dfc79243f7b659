"""`testban score` on two small catalogues."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from testban.cli import main

_TRUTH = """\
event,time,latitude,longitude,depth_km,magnitude,magnitude_type
one,2031-03-05T13:58:50Z,10.6,-41.5,10,4.1,mb
two,2031-03-05T18:00:00Z,-20.0,170.0,33,4.6,mb
"""
_BULLETIN = """\
id,ot,lat,lon
a,1930485531.0,10.9,-41.2
b,1930486000.0,60.0,10.0
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "truth.csv").write_text(_TRUTH, "utf-8")
    (tmp_path / "bulletin.csv").write_text(_BULLETIN, "utf-8")
    return str(tmp_path / "bulletin.csv"), str(tmp_path / "truth.csv")


def _run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["testban", "score", *words])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def test_json_has_the_documented_shape(
    files: tuple[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(monkeypatch, *files, "--format", "json", "--explain") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["precision"], told["recall"], told["f1"], told["matched"]) == (0.5, 0.5, 0.5, 1)
    assert set(told["location_error_km"]) == {"median", "p90"}
    false, missed = told["cases"]
    assert (false["kind"], missed["kind"]) == ("false", "missed")
    assert (false["latitude"], false["longitude"], false["magnitude"]) == (60.0, 10.0, None)
    assert (missed["time"], missed["magnitude"]) == ("2031-03-05T18:00:00.000Z", 4.6)


def test_a_missed_event_is_told_with_its_time_place_and_size(
    files: tuple[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(monkeypatch, *files, "--explain") == 0
    assert (
        "missed: truth two, 2031-03-05T18:00:00Z -20.00 170.00, mb 4.6: nothing near"
        in capsys.readouterr().out
    )


@pytest.mark.parametrize("quiet", ["bulletin.csv", "truth.csv"])
@pytest.mark.parametrize("text", ['{"events": []}', "time,latitude,longitude\n"])
def test_a_quiet_day_can_be_scored(
    files: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    quiet: str,
    text: str,
) -> None:
    Path(files[0]).with_name(quiet).write_text(text, "utf-8")
    assert _run(monkeypatch, *files, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert sorted((told["events"], told["truth"])) == [0, 2]
    assert told["f1"] == 0.0


def test_stations_are_counted_where_the_truth_has_arrivals(
    files: tuple[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(monkeypatch, *files, "--least-stations", "3") == 2
    assert "truth.csv: no event has arrivals" in capsys.readouterr().err


def test_the_gates_are_printed(
    files: tuple[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(monkeypatch, *files, "--distance", "0.1") == 0
    shown = capsys.readouterr().out
    assert "0.1 degrees, 50 s" in shown
    assert "0.000" in shown


def test_a_row_without_a_place_is_named(
    files: tuple[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(files[0]).write_text(_BULLETIN + "c,2031-03-05,95,0\nd,2031-03-05,,0\n", "utf-8")
    assert _run(monkeypatch, *files) == 1
    told = capsys.readouterr().err
    assert "bulletin.csv:4: latitude '95' is no number up to 90; left out" in told
    assert "bulletin.csv:5: no latitude or no longitude; left out" in told


def test_a_table_of_arrivals_has_no_events_to_score(
    files: tuple[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "event,station,time\n1,ASAR,2031-03-05T14:00:00Z\n2,ASAR,2031-03-05T18:00:00Z\n"
    Path(files[0]).write_text(rows, "utf-8")
    assert _run(monkeypatch, *files) == 2
    assert "2 events without an origin cannot be scored" in capsys.readouterr().err


def test_gates_of_nothing_are_one_line(
    files: tuple[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(monkeypatch, *files, "--time", "0") == 2
    assert capsys.readouterr().err.count("\n") == 1
