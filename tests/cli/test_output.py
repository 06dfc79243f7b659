"""Tables: what is short stays whole, what is long folds at words."""

from __future__ import annotations

import io
import re
import time

import pytest
from rich.cells import cell_len
from rich.console import Console

from testban.cli import progress
from testban.cli.output import fold, print_blocks, print_csv, print_line, print_table

DAY, KEY = "2017-09-20", "CTBT/RUS/withdrawal/ratification@2023-11-03"


@pytest.fixture(params=[50, 60, 80, 120])
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("COLUMNS", str(request.param))
    return int(request.param)


def test_days_and_codes_stay_whole_at_every_width(
    width: int, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "The former Yugoslav Republic of a country with a long name"
    print_table(["State", "key", "day", "other day"], [(name, KEY, DAY, DAY)] * 3, title="Title")
    shown = capsys.readouterr().out
    assert "Title" in shown
    assert shown.count(KEY) == 3
    assert shown.count(DAY) == 6
    assert "Yugoslav" in shown
    assert max(map(len, shown.splitlines())) <= width


def test_chinese_folds_within_its_column(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    name = "大不列颠及北爱尔兰联合王国" * 3
    print_table(["国家", "代码", "日期"], [(name, "GBR", DAY)])
    shown = capsys.readouterr().out
    assert DAY in shown
    assert "".join(re.findall(r"[\u4e00-\u9fff]+", shown.partition("┡")[2])) == name


def test_a_sentence_is_folded_on_a_terminal_and_whole_in_a_pipe(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    sentence = "  Article XIV, paragraph 1 asks for the instruments of all 44 Annex 2 States."
    print_line(sentence)
    assert capsys.readouterr().out == f"{sentence}\n"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    print_line(sentence)
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "  Article XIV, paragraph 1 asks for the",
        "  instruments of all 44 Annex 2 States.",
    ]


def test_only_the_widest_column_of_words_folds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    print_table(["a", "b"], [("twenty cells of words", "a very long sentence " * 6)])
    assert "twenty cells of words" in capsys.readouterr().out


def test_csv_writes_json_s_words_for_true_and_false(capsys: pytest.CaptureFixture[str]) -> None:
    print_csv(["a", "b"], [(True, None)])
    assert capsys.readouterr().out == "a,b\r\ntrue,\r\n"


@pytest.mark.parametrize("width", [9, 12, 20, 33])
def test_folding_loses_nothing_and_begins_no_line_with_a_stop(width: int) -> None:
    text = "大会以 184 票对 1 票、2 票弃权通过的第 91/72 号决议，表明“绝大多数国家”支持《条约》。"
    lines = fold(text, width).splitlines()
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not [line for line in lines if line[0] in "。，、》”"]
    assert max(map(cell_len, lines)) <= width


def test_a_block_is_a_line_and_an_indented_one(
    width: int, capsys: pytest.CaptureFixture[str]
) -> None:
    print_blocks(
        [("count · signatories = 185", "line 59: “[185] 个国家已经签署” " * 4)], title="Paper"
    )
    title, head, *foot = capsys.readouterr().out.splitlines()
    assert title == "Paper"
    assert head == "count · signatories = 185"
    assert all(line.startswith("    ") and cell_len(line) <= width for line in foot)
    assert sum(line.count("[185]") for line in foot) == 4


def test_a_bar_forgets_the_total_of_what_was_done_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = io.StringIO()
    terminal = Console(file=screen, force_terminal=True, width=80)
    monkeypatch.setattr("rich.console.Console", lambda **_: terminal)
    monkeypatch.setattr(progress, "_PATIENCE_S", 0.0)
    with progress.progress_bar() as advance:
        advance(11, 11, "instruments")
        advance(0, 0, "finding events")
        time.sleep(0.3)
    assert "finding events" in screen.getvalue()
    assert "0/?" in screen.getvalue().rpartition("finding events")[2]
