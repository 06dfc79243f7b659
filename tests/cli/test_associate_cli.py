"""`testban associate`: what is wrong with a day is said in words, and the day is still used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from testban.cli import main


def _run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["testban", "associate", *words])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def test_a_day_with_nothing_but_trouble_gives_no_event_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "day.csv"
    path.write_text(
        "station,time,azimuth_deg\n"
        "ASAR,2030-01-01T00:00:00Z,700\n"
        "ASAR,2030-01-01T00:00:00Z,700\n"
        "ASAR,0030-01-01T00:00:00Z,\n"
        "NOPE,2030-01-01T00:00:00Z,12\n"
    )
    assert _run(monkeypatch, str(path), "--format", "json") == 1
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert found["events"] == []
    assert {each["station"] for each in found["unassociated"]} == {"ASAR", "NOPE"}
    told = "; ".join(found["left_out"])
    assert "azimuth_deg: 700 cannot be" in told
    assert "1 arrival at stations without coordinates: of no event (NOPE)" in told
    for said in (
        "azimuth_deg: 700 cannot be",
        "no time of a recording",
        "1 arrival at stations without coordinates: of no event (NOPE)",
        "1 station heard anything: an event needs 3",
        "no event: 2 arrivals at 2 stations agree on none",
    ):
        assert said in err
    assert "Traceback" not in err


def test_an_empty_day_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "day.csv"
    path.write_text("station,time\n")
    assert _run(monkeypatch, str(path)) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "no arrival" in err


def test_a_terminal_obeys_nothing_in_the_name_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "\x1b[31mday.csv"
    path.write_text("station,time\nASAR,2030-01-01T00:00:00Z\nNOPE,2030-01-01T00:00:00Z\n")
    _run(monkeypatch, str(path), "--format", "json")
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert "\\x1b[31mday.csv:3" in err
