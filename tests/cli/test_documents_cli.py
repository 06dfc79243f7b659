"""`testban facts` and `testban read` as a user meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.pace import allowed

SPECIMENS = Path(__file__).parents[1] / "specimens"
PAPER = SPECIMENS / "zh_final_declaration_2037.txt"


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "testban", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        check=False,
    )


def test_facts_as_json_have_the_promised_shape() -> None:
    answer = json.loads(run("facts", str(PAPER), "--format", "json").stdout)
    assert set(answer) == {"document", "facts"}
    text = PAPER.read_text(encoding="utf-8")
    for fact in answer["facts"]:
        cite = fact["cite"]
        assert set(cite) == {"spans", "line", "page", "place", "quote"}
        assert all(0 <= start < end <= len(text) for start, end in cite["spans"])
    kinds = {fact["kind"] for fact in answer["facts"]}
    assert {"count", "state_list", "measure", "reference"} <= kinds


def test_one_kind_can_be_asked_for_and_an_unknown_one_is_named() -> None:
    answer = json.loads(run("facts", str(PAPER), "-k", "count", "--format", "json").stdout)
    assert {fact["kind"] for fact in answer["facts"]} == {"count"}
    result = run("facts", str(PAPER), "--kind", "counts")
    assert result.returncode == 2
    assert result.stderr.startswith("testban: no kind of fact is called 'counts'")


def test_csv_has_a_line_for_each_fact() -> None:
    answer = json.loads(run("facts", str(PAPER), "--format", "json").stdout)
    rows = run("facts", str(PAPER), "--format", "csv").stdout.splitlines()
    assert len(rows) >= len(answer["facts"]) + 1


def test_read_prints_structure_without_furniture() -> None:
    shown = run("read", str(SPECIMENS / "en_final_declaration_2033.txt")).stdout
    assert "    (a) Use every channel" in shown
    assert "page 2" not in shown.split("\n")
    assert "further States sign and ratify" in shown


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "picture.txt"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<", "cut.pdf"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old.doc"),
    ],
)
def test_a_bad_file_gets_one_line_and_exit_code_2(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    for command in ("facts", "read"):
        result = run(command, str(tmp_path / name))
        assert result.returncode == 2
        assert result.stdout == ""
        assert len(result.stderr.strip().splitlines()) == 1
        assert words in result.stderr


def test_a_missing_file_gets_one_line(tmp_path: Path) -> None:
    result = run("facts", str(tmp_path / "nowhere.pdf"))
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_language_without_a_pack_is_said_and_not_guessed_at(tmp_path: Path) -> None:
    paper = tmp_path / "fr.txt"
    paper.write_text("Le Traité et les États de la Conférence des Parties. " * 20, encoding="utf-8")
    result = run("facts", str(paper), "--format", "json")
    assert json.loads(result.stdout)["facts"] == []
    assert "no language pack for 'fr'" in result.stderr


def test_help_answers_at_once() -> None:
    run("--help")
    used = []
    for _ in range(6):
        before = os.times()
        run("--help")
        after = os.times()
        used.append(
            after.children_user
            - before.children_user
            + after.children_system
            - before.children_system
        )
    # Of the processor, and the best of some: what else runs on the machine must not fail the test.
    assert min(used) < allowed(0.4)
