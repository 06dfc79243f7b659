"""`testban compare`, as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from testban.cli import app, main

DRAFT = (
    "Report\n\n1. The Conference was attended by Chile, Ghana and Japan.\n\n2. It met in 2033.\n"
)
FINAL = DRAFT.replace("Ghana and ", "")


@pytest.fixture(autouse=True)
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("draft.txt").write_text(DRAFT, encoding="utf-8")
    Path("final.txt").write_text(FINAL, encoding="utf-8")
    Path("gesamt.txt").write_text("报告\n\n1. 智利和日本出席了会议。\n", encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["compare", *arguments])


def test_the_exit_code_tells_whether_the_substance_changed() -> None:
    assert run("draft.txt", "final.txt").exit_code == 1
    assert run("draft.txt", "draft.txt").exit_code == 0


def test_json_has_the_shape_that_programs_depend_on() -> None:
    found = json.loads(run("draft.txt", "final.txt", "--format", "json").stdout)
    assert set(found) == {"substance", "wording"}
    (change,) = found["substance"]
    assert set(change) == {
        "kind", "severity", "message", "a", "b", "old", "new", "values",
        "possible_retranslation", "places",
    }  # fmt: skip
    assert (change["kind"], change["values"]["states"]) == ("state_dropped", ["GHA"])
    assert DRAFT[slice(*change["a"]["spans"][0])] == "Ghana"


@pytest.mark.parametrize("name", ["changes.html", "changes.docx", "changes.json", "changes.txt"])
def test_a_file_is_written_in_the_format_of_its_name(name: str) -> None:
    assert run("draft.txt", "final.txt", "-o", name).exit_code == 1
    first = {"html": b"<!doctype html>", "docx": b"PK", "json": b"{", "txt": b"A  draft.txt"}
    assert Path(name).read_bytes().startswith(first[name.split(".")[1]])
    assert sorted(path.name for path in Path().iterdir()) == sorted(
        ["draft.txt", "final.txt", "gesamt.txt", name]
    )


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("draft.txt", "empty.txt"), "empty.txt: the file is empty"),
        (("draft.txt", "gone.txt"), "gone.txt: no such file"),
        (("draft.txt", "gesamt.txt"), "the versions are in two languages (en, zh)"),
        (("draft.txt", "other.txt"), "the two papers have next to nothing in common"),
        (("draft.txt", "final.txt", "-o", "gone/x.html"), "gone/x.html: cannot be written"),
        (("draft.txt", "final.txt", "-o", "folder"), "folder: this is a folder"),
        (("draft.txt", "final.txt", "--format", "docx"), "a Word file is not for the screen"),
    ],
)
def test_what_cannot_be_told_is_one_line_and_leaves_no_file(
    arguments: tuple[str, ...],
    line: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("empty.txt").touch()
    Path("other.txt").write_text("Rules\n\n1. Water the roses of the garden daily.\n")
    Path("folder").mkdir()
    before = set(Path().rglob("*"))
    monkeypatch.setattr("sys.argv", ["testban", "compare", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    printed = capsys.readouterr()
    assert (left.value.code, printed.out) == (2, "")
    assert printed.err.count("\n") == 1
    assert line in printed.err
    assert set(Path().rglob("*")) == before
