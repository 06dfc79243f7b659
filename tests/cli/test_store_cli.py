"""testban ingest, search and documents, as a user meets them."""

from __future__ import annotations

import csv
import io
import json
import sys
import time
from pathlib import Path

import pytest

import testban.cli.progress as bar
from testban.cli import main

SPECIMENS = Path(__file__).parent.parent / "specimens"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Runs the command line in an empty folder: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TESTBAN_DB", raising=False)

    def run_it(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["testban", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return run_it


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder with two papers."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in ("zh_artxiv_report_2035.txt", "en_artxiv_report_2031.txt"):
        (folder / name).write_bytes((SPECIMENS / name).read_bytes())
    return folder


def test_ingest_then_search_then_list(run, papers: Path, tmp_path: Path) -> None:
    code, out, err = run("ingest", "papers")
    assert (code, out, err) == (0, "testban.sqlite: 2 ingested\n", "")
    assert (tmp_path / "testban.sqlite").exists()
    assert run("ingest", "papers")[1] == "testban.sqlite: 2 unchanged\n"

    code, out, _ = run("search", "附件", "2", "国家", "--format", "json")
    answer = json.loads(out)
    assert (code, answer["query"]) == (0, "附件 2 国家")
    text = (papers / "zh_artxiv_report_2035.txt").read_text()
    for hit in answer["hits"]:
        assert hit["document"]["name"] == "zh_artxiv_report_2035.txt"
        start = hit["cite"]["spans"][0][0]
        assert text[start] == hit["cite"]["quote"][0]
        assert hit["cite"]["line"] == text.count("\n", 0, start) + 1
    assert answer["hits"]

    code, out, _ = run("documents", "--format", "json")
    assert {paper["language"] for paper in json.loads(out)["documents"]} == {"zh", "en"}
    listed = csv.DictReader(io.StringIO(run("documents", "--format", "csv")[1]))
    assert {paper["file"] for paper in listed} == {path.name for path in papers.iterdir()}
    assert "2031" in run("documents")[1]


def test_what_is_stored_is_what_facts_prints(run, papers: Path) -> None:
    from testban.store import open_store
    from testban.treaty.documents import read_document
    from testban.treaty.extract import extract_facts

    run("ingest", "papers")
    expected = [
        fact.as_json()
        for path in sorted(papers.iterdir())
        for fact in extract_facts(read_document(path))
    ]
    with open_store() as store:
        stored = [one.fact.as_json() for one in store.facts()]
    plain = json.loads(json.dumps(expected))
    assert sorted(stored, key=json.dumps) == sorted(plain, key=json.dumps)
    assert stored


def test_a_match_is_marked_and_placed(run, papers: Path) -> None:
    run("ingest", "papers")
    code, out, err = run("search", "批准书", "--limit", "1", "--language", "zh")
    assert (code, err) == (0, "")
    head, sentence, *rest = out.splitlines()
    assert head.startswith("1. ")
    assert "(zh, " in head
    assert " line " in head
    assert "**批准书**" in sentence
    assert rest == []
    code, out, _ = run("search", "批准书", "--format", "csv")
    (first, *_) = csv.DictReader(io.StringIO(out))
    assert "批准书" in first["quote"]
    assert first["language"] == "zh"


def test_nothing_found_is_said_and_is_no_error(run, papers: Path) -> None:
    run("ingest", "papers")
    assert run("search", "nothingofthekind") == (
        0, "", "Nothing found for 'nothingofthekind' in testban.sqlite.\n"
    )  # fmt: skip
    said = run("search", "nothingofthekind", "--language", "zh", "--state", "CHN", "--phrase")[2]
    assert said.endswith("in testban.sqlite with --state CHN, --language zh --phrase.\n")
    assert json.loads(run("search", "nothingofthekind", "--format", "json")[1])["hits"] == []


def test_a_bad_file_is_named_and_the_good_are_kept(run, papers: Path) -> None:
    (papers / "empty.txt").write_bytes(b"")
    (papers / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    code, out, err = run("ingest", "papers", "missing")
    assert code == 1
    assert out == (
        "testban.sqlite: 2 ingested, 2 failed\n"
        "skipped 1 that testban does not read in a folder: papers/picture.png\n"
    )
    assert len(err.splitlines()) == 2
    assert "empty.txt" in err
    assert "missing: there is no such file or folder" in err
    assert "Traceback" not in err
    code, out, _ = run("ingest", "papers", "--format", "json")
    assert code == 1
    report = json.loads(out)
    assert [len(report[part]) for part in ("ingested", "unchanged", "failed")] == [0, 2, 1]
    code, out, _ = run("ingest", "papers", "--format", "csv")
    assert [row["result"] for row in csv.DictReader(io.StringIO(out))] == [
        "unchanged", "unchanged", "failed", "skipped",
    ]  # fmt: skip


def test_a_read_me_is_no_paper(run, papers: Path) -> None:
    (papers / "README.txt").write_bytes((SPECIMENS / "en_artxiv_report_2031.txt").read_bytes())
    out = run("ingest", "papers")[1]
    assert "2 ingested" in out
    assert "papers/README.txt" in out


def test_reading_makes_no_store(run, tmp_path: Path) -> None:
    for command in (["search", "条约"], ["documents"]):
        code, out, err = run(*command)
        assert (code, out) == (2, "")
        assert err == (
            "testban: testban.sqlite: there is no store here. "
            "Make one with: testban ingest FOLDER\n"
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["search", "*"], "the query holds no word"),
        (["search", "条约", "--state", "Atlantis"], "no State is called 'Atlantis'"),
        (["search", "条约", "--language", "la"], "no language is called 'la'"),
        (["search", "条约", "--db", "papers/zh_artxiv_report_2035.txt"], "not a database"),
        (["ingest", "papers", "--db", "mysql://here"], "no store can be kept in 'mysql'"),
        (["ingest", "papers", "--db", "nowhere/x.sqlite"], "unable to open"),
    ],
)
def test_a_mistake_is_one_line(run, papers: Path, arguments: list[str], said: str) -> None:
    run("ingest", "papers")
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_the_environment_names_the_store(
    run, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TESTBAN_DB", "other.sqlite")
    assert run("ingest", "papers")[1] == "other.sqlite: 2 ingested\n"
    assert run("documents", "--db", "testban.sqlite")[0] == 2


def test_the_bar_appears_on_a_terminal_after_a_while(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bar, "_PATIENCE_S", 0.05)

    def shown(seconds: float) -> str:
        with bar.progress_bar() as advance:
            time.sleep(seconds)
            advance(3, 7, "[a].txt")
            time.sleep(0.2 if seconds else 0)
        return capsys.readouterr().err

    assert shown(0.2) == ""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert "3/7" in shown(0.2)
    assert "[a].txt" in shown(0.2)
    assert "3/7" not in shown(0)


def test_an_ingest_that_stores_nothing_leaves_no_store(run, papers: Path, tmp_path: Path) -> None:
    (papers / "empty.txt").write_bytes(b"")
    for name in ("nope.txt", "papers/empty.txt"):
        code, out, err = run("ingest", name)
        assert (code, out) == (1, "testban.sqlite: 1 failed\n")
        assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == [papers]


@pytest.mark.parametrize(
    "arguments",
    [
        ["ingest", "papers", "--db", "x" * 5000],
        ["documents", "--db", "x" * 5000],
        ["status", "CTBT", "--db", "x" * 5000],
        ["state", "CHN", "--db", "x" * 5000],
        ["search", "条约", "--limit", "1" * 30],
    ],
)
def test_what_is_too_long_is_one_short_line(run, papers: Path, arguments: list[str]) -> None:
    run("ingest", "papers")
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert len(err) < 250


def test_the_environment_may_name_an_impossible_store(
    run, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TESTBAN_DB", "x" * 5000)
    for command in (["status", "CTBT"], ["state", "CHN"], ["documents"]):
        code, _, err = run(*command)
        assert (code, err.count("\n")) == (2, 1)
