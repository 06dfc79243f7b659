"""Mistakes in the command line itself, and the words of its help."""

from __future__ import annotations

import errno
import itertools
import re
import sys
from typing import Any

import pytest
import typer

from testban.cli import app, main


def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["testban", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    captured = capsys.readouterr()
    return int(left.value.code or 0), captured.out, captured.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["status"], "Missing argument 'TREATY'. Help: testban status --help"),
        (["status", "CTBT", "extra"], "unexpected extra argument"),
        (["statsu"], "Did you mean 'status'"),
        (["status", "CTBT", "\x1b[31mred"], "(\\x1b[31mred). Help: testban status --help"),
        (["ledger", "ad"], "Did you mean 'add'? Help: testban ledger --help"),
        (["status", "CTBT", "--langg", "zh"], "--langg. Did you mean --lang? Help: testban"),
        (["status", "CTBT", "--format", "xml"], "'xml' is not one of"),
        (["status", "CTBT", "--lang"], "--lang"),
        (["search", "x", "--limit", "0"], "--limit"),
    ],
)
def test_a_wrong_command_line_is_one_line(
    arguments: list[str],
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = run(monkeypatch, capsys, *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("testban: ")
    assert says in err
    assert "--help" in err


def test_ctrl_c_is_one_line_and_the_code_of_shells(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("testban.reference.treaties.find_treaty", interrupted)
    code, out, err = run(monkeypatch, capsys, "status", "CTBT")
    assert (code, out) == (130, "")
    assert err == "testban: stopped; what was finished before is kept\n"


@pytest.mark.parametrize(
    "command",
    ["facts", "read", "status", "list", "whatif", "treaties", "state", "ingest", "search",
     "documents", "ledger add", "ledger import", "ledger void", "ledger show"],
)  # fmt: skip
def test_help_names_values_in_words(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    code, out, _ = run(monkeypatch, capsys, *command.split(), "--help")
    assert code == 0
    assert "<" not in out


def _commands(group: Any = None, *before: str) -> list[tuple[str, ...]]:
    """The words of each command."""
    found: list[tuple[str, ...]] = []
    for name, command in (group or typer.main.get_group(app)).commands.items():
        below = hasattr(command, "commands")
        found += _commands(command, *before, name) if below else [(*before, name)]
    return found


@pytest.mark.parametrize("command", _commands(), ids=" ".join)
def test_no_word_of_help_is_cut_on_a_narrow_terminal(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    code, out, _ = run(monkeypatch, capsys, *command, "--help")
    assert code == 0
    # Of the longest name of an option (--noise-per-station-day) Typer's table cuts the end.
    assert not re.search(r"\w…\s+│", out)


def test_help_folds_where_the_terminal_ends(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = run(monkeypatch, capsys, "process", "--help")
    # The lines of a paragraph are full: the first word of the next had no room.
    paragraph = out.split("\n Signals", 1)[1].split("\n " + " " * 70)[0].splitlines()
    assert len(paragraph) > 2
    for line, following in itertools.pairwise(paragraph):
        assert len(line.rstrip()) + 1 + len(following.split()[0]) > 70
    assert "ims1.0|quakeml|" in out


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "Make room, or write elsewhere"), (errno.EACCES, "Check who may use it")],
)
def test_what_the_system_refuses_is_named_with_its_cure(
    number: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object) -> None:
        raise OSError(number, "Refused", "store.sqlite")

    monkeypatch.setattr("testban.reference.treaties.find_treaty", refused)
    code, _, err = run(monkeypatch, capsys, "status", "CTBT")
    assert (code, err) == (2, f"testban: store.sqlite: Refused. {said}\n")
