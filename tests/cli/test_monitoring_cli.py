"""What the commands of the monitoring wing share."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from numba.core import event
from typer.testing import CliRunner

from testban.cli import app, main
from testban.errors import TestbanError, WaveformError

COMMANDS = (
    ("associate", "a.csv"),
    ("detect", "a.mseed"),
    ("fk", "a.mseed"),
    ("locate", "a.csv"),
    ("plot", "a.csv"),
    ("process", "a.mseed"),
    ("score", "a.csv", "b.csv"),
    ("simulate", "-o", "new"),
    ("traveltimes", "--distance", "30"),
)

WITHOUT = """
import sys
sys.modules["numpy"] = None
from testban.cli import main
for command in {commands!r}:
    sys.argv = ["testban", *command]
    try:
        main()
    except SystemExit as left:
        print(left.code)
"""
"""Each command where numpy is not installed."""


def test_every_command_says_how_to_install_what_it_lacks(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(commands=COMMANDS)],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["2"] * len(COMMANDS)
    lines = done.stderr.splitlines()
    assert len(lines) == len(COMMANDS)
    assert all("needs numpy" in line and "testban[monitoring]" in line for line in lines)


@pytest.mark.parametrize("command", ["detect", "process", "fk"])
def test_compiling_is_told_on_a_terminal(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def read(*_: object, **__: object) -> None:
        for _again in range(2):
            event.start_event("numba:compile", data={})
            event.end_event("numba:compile", data={})
        raise WaveformError("nothing")

    monkeypatch.setattr("testban.monitoring.waveforms.read_waveforms", read)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr("sys.argv", ["testban", command, "recordings"])
    with pytest.raises(SystemExit):
        main()
    told = capsys.readouterr().err
    assert told.count("first run on this machine: compiling") == 1


@pytest.mark.parametrize("command", ["associate", "locate", "process"])
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-o", "out.txt"), "a table is for the screen"),
        (("-o", "nowhere/out", "--format", "json"), "cannot be written"),
        (("-o", "nowhere/out", "--format", "css3.0"), "cannot be written"),
        (("-o", ".", "--format", "css3.0"), "this is a folder"),
    ],
)
def test_a_result_without_a_place_is_told_of_before_the_work(
    command: str, options: tuple[str, ...], said: str
) -> None:
    result = CliRunner().invoke(app, [command, "no such file", *options])
    assert isinstance(result.exception, TestbanError)
    assert said in str(result.exception)


def test_a_report_without_a_place_is_told_of_before_the_work() -> None:
    result = CliRunner().invoke(app, ["process", "none", "--availability", "nowhere/a.txt"])
    assert isinstance(result.exception, TestbanError)
    assert "cannot be written" in str(result.exception)
