"""The command plot, as a user meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from testban.cli import app
from testban.errors import TestbanError
from testban.monitoring.formats import Bulletin, write_bulletin
from testban.monitoring.model import Arrival, Event, Origin

EVENTS = tuple(
    Event(name, Origin(0.0, 41.3, 129.1, 0.0), (Arrival("ASAR", 100.0, "P", residual_s=0.2),))
    for name in ("one", "two")
)


def _run(folder: Path, events: tuple[Event, ...], *arguments: str) -> Result:
    path = folder / "located.json"
    path.write_text(write_bulletin(Bulletin(events), "json"), "utf-8")
    return CliRunner().invoke(app, ["plot", str(path), *arguments])


def test_a_picture_is_written_and_named(tmp_path: Path) -> None:
    picture = tmp_path / "event.svg"
    result = _run(tmp_path, EVENTS[:1], "-o", str(picture))
    assert (result.exit_code, result.stdout) == (0, f"{picture}\n")
    assert picture.stat().st_size > 1000


def test_of_several_events_the_first_is_drawn_or_the_one_named(tmp_path: Path) -> None:
    picture = str(tmp_path / "event.svg")
    assert (
        "2 events, drawn is one; --event ID chooses" in _run(tmp_path, EVENTS, "-o", picture).stderr
    )
    chosen = _run(tmp_path, EVENTS, "-o", picture, "--event", "two", "--no-depths")
    assert (chosen.exit_code, chosen.stderr) == (0, "")
    again = _run(tmp_path, EVENTS, "-o", picture, "--event", "two")
    assert "--stations names a file of them" in again.stderr
    wrong = _run(tmp_path, EVENTS, "-o", picture, "--event", "six")
    assert isinstance(wrong.exception, TestbanError)
    assert str(wrong.exception).endswith("no event 'six'. It has one, two")


def test_a_terminal_obeys_nothing_in_the_name_of_a_bulletin(tmp_path: Path) -> None:
    folder = tmp_path / "\x1b[31mred"
    folder.mkdir()
    result = _run(folder, EVENTS, "-o", str(tmp_path / "event.svg"), "--no-depths")
    assert result.stderr == (
        f"testban: {tmp_path}/\\x1b[31mred/located.json: 2 events, drawn is one; "
        "--event ID chooses another\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "event.gif"), "cannot draw into a file of type '.gif'"),
        (("--lang", "fr"), "no labels in 'fr'. Use en or zh"),
        (("-o", "nowhere/event.png"), "cannot be written"),
        (("--band", "1,4"), "--band is of recordings"),
        (("--event", "one", "--event", "two"), "one and two cannot both be drawn"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = _run(tmp_path, EVENTS, *arguments)
    assert isinstance(result.exception, TestbanError)
    assert said in str(result.exception)


def test_arrivals_alone_must_be_located_first(tmp_path: Path) -> None:
    path = tmp_path / "arrivals.csv"
    path.write_text("station,time,phase\nASAR,2013-02-12T03:07:00Z,P\n", "utf-8")
    result = CliRunner().invoke(app, ["plot", str(path)])
    assert isinstance(result.exception, TestbanError)
    assert "Locate it first" in str(result.exception)


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (("--event", "missing.txt"), "missing.txt: no such file"),
        (("--event", "."), "a folder, not a file"),
        ((), "drawn as the recordings of an event"),
    ],
)
def test_recordings_need_the_file_of_their_event(
    tmp_path: Path, event: tuple[str, ...], said: str
) -> None:
    result = CliRunner().invoke(app, ["plot", str(tmp_path), *event])
    assert isinstance(result.exception, TestbanError)
    assert said in str(result.exception)
