"""`testban simulate`: a whole folder or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from testban.cli import main
from testban.monitoring.formats import read_bulletin


def _run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["testban", "simulate", *words])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def test_the_folder_holds_what_is_promised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "exercise"
    assert _run(monkeypatch, "--days", "0.1", "--events", "3", "-o", str(made)) == 0
    assert "of 3 events" in capsys.readouterr().out
    assert sorted(path.name for path in made.iterdir()) == [
        "arrivals.csv", "outages.csv", "stations.csv", "truth.csv", "truth.json", "truth.xml",
    ]  # fmt: skip
    assert len((made / "truth.csv").read_text("utf-8").splitlines()) == 4
    again = tmp_path / "again"
    assert _run(monkeypatch, "--days", "0.1", "--events", "3", "-o", str(again)) == 0
    truth = [read_bulletin(made / name).events for name in ("truth.json", "truth.xml")]
    one, two = ([(each.event_id, each.arrivals) for each in events] for events in truth)
    assert one == two
    for path in made.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--start", "yesterday"), "no time"),
        (("--days", "300", "--noise-per-station-day", "5000"), "arrivals"),
        (("--network", "nowhere.xml"), "nowhere.xml"),
        (("--within", "41,129"), "no latitude,longitude,degrees"),
        (("--within", "41,129,0"), "no region"),
    ],
)
def test_what_cannot_be_made_is_one_line_and_no_folder(
    words: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = tmp_path / "exercise"
    assert _run(monkeypatch, *words, "-o", str(made)) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert not made.exists()


def test_an_explosion_of_another_day_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given, made = tmp_path / "explosions.csv", tmp_path / "exercise"
    given.write_text("time,latitude,longitude,yield_kt\n2031-01-01T00:00:00Z,41.3,129.1,10\n")
    words = ("--explosions", str(given), "--days", "0.1", "--events", "0", "-o", str(made))
    assert _run(monkeypatch, *words) == 2
    assert "2031-01-01T00:00:00Z is not in the 0.1 days" in capsys.readouterr().err
    assert not made.exists()
    assert _run(monkeypatch, *words, "--start", "2031-01-01T00:00:00Z") == 0
    assert (made / "truth.csv").read_text("utf-8").endswith("5.20,mb,explosion\n")


def test_nothing_that_is_there_is_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(monkeypatch, "-o", str(tmp_path)) == 2
    assert "is there already" in capsys.readouterr().err
