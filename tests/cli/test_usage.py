"""Mistakes in the command line itself, and the words of its help."""

from __future__ import annotations

import sys

import pytest

from testban.cli import main


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
