"""`testban check` and `testban rules`, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from testban.cli import app
from testban.errors import UsageError

WRONG = "Report\n\n1. Cabo Verde ratified the CTBT on 6 February 2006.\n"
RIGHT = "Report\n\n1. Cabo Verde ratified the CTBT on 1 March 2006.\n"


@pytest.fixture(autouse=True)
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TESTBAN_DB", raising=False)
    Path("wrong.txt").write_text(WRONG, encoding="utf-8")
    Path("right.txt").write_text(RIGHT, encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_a_finding_is_a_line_that_editors_understand_and_the_exit_code_tells() -> None:
    result = run("check", "wrong.txt", "right.txt", "--select", "S")
    assert result.exit_code == 1
    assert result.stdout == (
        "wrong.txt:3:36: S203 error  "
        "Cabo Verde ratified the CTBT on 1 March 2006, not 6 February 2006 as stated; "
        "on that day, Cameroon ratified it\n"
    )
    assert result.stderr == "2 papers checked: 1 error, 0 warnings, 0 notes\n"
    assert run("check", "right.txt").exit_code == 0
    assert run("check", "wrong.txt", "--select", "V").exit_code == 0
    assert run("check", "wrong.txt", "--ledger", "none").exit_code == 0


def test_papers_are_held_against_each_other_and_a_folder_is_papers() -> None:
    told = "ratification, CTBT: 6 February 2006 here, 1 March 2006 in {}right.txt, line 3"
    result = run("check", "right.txt", "wrong.txt", "--select", "X")
    assert result.stdout.startswith("wrong.txt:3:4: X902 warning  Cabo Verde, ")
    assert told.format("") in result.stdout
    assert result.exit_code == 0  # one of two papers is wrong: which, a person must tell
    assert "X902" in run("check", ".", "--select", "X").stdout
    assert run("check", "right.txt", "wrong.txt", "--select", "V").stdout == ""
    Path("let.toml").write_text(
        '[[exception]]\ncode = "X902"\nfile = "wrong.txt"\nreason = "the later is a draft"\n',
        encoding="utf-8",
    )
    waived = run("check", "right.txt", "wrong.txt", "--select", "X", "--exceptions", "let.toml")
    assert waived.stdout == ""


def test_a_paper_that_cannot_be_read_is_named_and_the_others_are_checked() -> None:
    Path("empty.txt").touch()
    result = run("check", ".")
    assert result.exit_code == 2
    assert "S203" in result.stdout
    assert result.stderr.startswith("testban: empty.txt: the file is empty")
    missing = run("check", "gone.txt")
    assert (missing.exit_code, missing.stdout) == (2, "")
    assert missing.stderr.startswith("testban: gone.txt: there is no such file or folder")


def test_json_has_the_shape_that_programs_depend_on() -> None:
    (finding,) = json.loads(run("check", "wrong.txt", "--format", "json").stdout)["findings"]
    assert set(finding) == {
        "file", "line", "column", "code", "severity", "cause", "message", "expected", "cite",
    }  # fmt: skip
    assert (finding["file"], finding["line"], finding["expected"]) == ("wrong.txt", 3, "2006-03-01")
    assert WRONG[slice(*finding["cite"]["spans"][0])] == "6 February 2006"


def test_an_exception_lets_a_finding_stand_and_is_told_when_it_is_of_no_use_any_more() -> None:
    Path("e.toml").write_text(
        '[[exception]]\ncode = "S203"\nfile = "wrong.txt"\nreason = "as the depositary had it"\n',
        encoding="utf-8",
    )
    result = run("check", "wrong.txt", "--exceptions", "e.toml")
    assert (result.exit_code, result.stdout) == (0, "")
    result = run("check", "right.txt", "--exceptions", "e.toml")
    assert result.stderr == (
        "testban: e.toml: no S203 is found there any more\n"
        "1 paper checked: 0 errors, 0 warnings, 0 notes\n"
    )


def test_the_cause_is_told_where_it_is_not_the_paper_and_clean_papers_are_counted() -> None:
    Path("note.txt").write_text("Report\n\n1. The Conference met.\n\n¹ See A/61/50.\n")
    result = run("check", "note.txt", "right.txt")
    (line,) = result.stdout.splitlines()
    assert "N509 warning" in line
    assert line.endswith(" [extraction]")
    assert result.stderr == "2 papers checked: 0 errors, 1 warning, 0 notes\n"
    result = run("check", "note.txt", "right.txt", "--lang", "zh")
    assert result.stdout.rstrip().endswith(" [文本提取]")
    assert result.stderr == "已校对2份文件：错误0处，警告1处，提示0处\n"


@pytest.mark.parametrize("form", ["sarif", "html", "corrigendum"])
def test_other_formats_are_printed(form: str) -> None:
    result = run("check", "wrong.txt", "--format", form)
    assert result.exit_code == 1
    assert "2006" in result.stdout


def test_findings_are_written_to_a_file_and_a_corrigendum_to_a_word_file() -> None:
    result = run("check", "wrong.txt", "--format", "json", "-o", "found.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert '"S203"' in Path("found.json").read_text(encoding="utf-8")
    assert run("check", "wrong.txt", "--format", "corrigendum", "-o", "corr.docx").exit_code == 1
    assert Path("corr.docx").read_bytes().startswith(b"PK")
    result = run("check", "wrong.txt", "-o", "found.docx")
    assert isinstance(result.exception, UsageError)
    assert not Path("found.docx").exists()


def test_a_rule_is_explained_with_an_example() -> None:
    assert "S203" in run("rules").stdout
    explained = run("rules", "s203", "--lang", "zh").stdout
    assert "佛得角于2006年2月6日批准了" in explained


def test_a_paper_in_two_languages_and_a_text_without_an_end_get_a_plain_answer() -> None:
    zh = "会议注意到各缔约国关于条约的现况和实施情况的报告，并请秘书处在下次会议之前提出关于执行情况的进一步报告供缔约国审议。"
    en = "The Meeting took note of the reports of the States Parties on the status of the Treaty.\n\n"
    Path("two.txt").write_text(f"Report\n\n{en * 8}{(zh + chr(10) * 2) * 8}", encoding="utf-8")
    result = run("check", "two.txt")
    assert result.stderr.startswith("testban: two.txt: a part of the paper is in '")
    assert len(result.stderr.splitlines()) == 2  # and the summary
    assert "in '" not in run("check", "right.txt").stderr
    nl = "De Staten die partij zijn, Ierland en Ethiopië, hebben het verslag van de zitting.\n\n"
    Path("nl.txt").write_text(f"Report\n\n{en * 8}{nl * 8}", encoding="utf-8")
    result = run("check", "nl.txt")
    assert "a part of the paper is in 'nl', and was not checked" in result.stderr
    assert result.stdout == ""  # no State is called "Ierland", in English
    Path("endless.txt").write_bytes(b"A" * 5_000_001)
    result = run("check", "endless.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("testban: endless.txt: 5 MB of text: no paper is so long")


def test_a_paper_is_held_against_the_documents_of_the_store() -> None:
    assert run("ingest", "right.txt", "--db", "kept.sqlite").exit_code == 0
    told = "X902 warning  Cabo Verde, ratification, CTBT: "
    result = run("check", "wrong.txt", "--select", "X", "--db", "kept.sqlite")
    assert told in result.stdout
    assert "in right.txt, line 3: Cabo Verde ratified the CTBT on 1 March 2006" in result.stdout
    # Neither against itself, nor where the store is left aside.
    assert run("check", "right.txt", "--select", "X", "--db", "kept.sqlite").stdout == ""
    options = ("--select", "X", "--db", "kept.sqlite", "--ledger", "shipped")
    assert run("check", "wrong.txt", *options).stdout == ""
