"""Entries as people give them, one by one or in a file."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from testban.errors import LedgerError, TestbanError
from testban.treaty.entries import (
    RejectedFileError,
    check_import,
    find_action,
    make_action,
    read_import,
)
from testban.treaty.ledger import Ledger

GOOD = {
    "treaty": "全面禁止核试验条约",
    "state": "中国",
    "action": "批准",
    "deposited": "2026 年 12 月 1 日",
    "source": "C.N.1.2026",
}


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "actions.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_what_is_typed_in_chinese_is_the_same_action() -> None:
    action = make_action(GOOD, "me")
    assert action.key == "CTBT/CHN/ratification"
    assert action.deposited == date(2026, 12, 1)
    assert (action.entered_by, action.confidence) == ("me", "user")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("treaty", "CTTB", "treaty: no treaty is called 'CTTB'. Did you mean CTBT?"),
        ("state", "Egipt", "state: no State is called 'Egipt'. Did you mean"),
        ("action", "ratfication", "action: no action is called 'ratfication'. Did you mean rat"),
        ("deposited", "2026-02-30", "deposited: '2026-02-30': February has no day 30"),
        ("deposited", "2 月 30 日", "deposited: '2 月 30 日': February has no day 30"),
        ("deposited", "", "deposited: no deposited is given"),
        ("source", " ", "source: no source is given"),
        ("effect", "soon", "effect: 'soon' is not a day"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_cure(field: str, value: str, says: str) -> None:
    with pytest.raises(TestbanError) as error:
        make_action({**GOOD, field: value}, "me")
    assert str(error.value).startswith(says)


def test_actions_have_many_spellings() -> None:
    assert {find_action(text) for text in ("ratify", "Ratification", "批准")} == {"ratification"}
    with pytest.raises(LedgerError, match="The actions are signature, ratification"):
        find_action("xyzzy")


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(",", "utf-8"), (",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-8"), (",", "utf-16")],
)
def test_files_as_spreadsheets_write_them(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = ["treaty,state,action,deposited,source", "CTBT,中国,批准,2026-12-01,C.N.1", ",,,,", ""]
    path = write(tmp_path, "\r\n".join(rows).replace(",", delimiter), encoding)
    (line,) = read_import(path, "me")
    assert (line.number, line.action.key) == (2, "CTBT/CHN/ratification")


def test_a_file_can_have_one_source_for_all(tmp_path: Path) -> None:
    path = write(tmp_path, "treaty,state,action,deposited\nCTBT,CHN,ratification,2026-12-01\n")
    assert read_import(path, "me", "UNODA, 2026-12-31")[0].action.source == "UNODA, 2026-12-31"
    with pytest.raises(RejectedFileError, match="line 2, source: no source is given"):
        read_import(path, "me")


def test_every_bad_line_is_named(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "treaty,state,action,deposited,source\n"
        "CTBT,CHN,ratification,2026-12-01,x\n"
        "CTBT,Wakanda,ratification,2026-12-01,x\n"
        "CTBT,EGY,ratification,2026-02-30,x\n"
        "CTBT,EGY\n",
    )
    with pytest.raises(RejectedFileError) as error:
        read_import(path, "me")
    assert [str(one).split(":")[0] for one in error.value.errors] == [
        "actions.csv, line 3, state",
        "actions.csv, line 4, deposited",
        "actions.csv, line 5",
    ]
    assert "(and 2 more)" in str(error.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("\n", "it is empty"),
        ("treaty,state,action,deposited,source\n", "it holds no actions"),
        ("treaty,state,action,date\n", "line 1: no column is called 'date'"),
        ("treaty,state,action\n", "line 1: the column deposited is missing"),
        ("treaty,treaty,state,action,deposited\n", "the column treaty stands twice"),
    ],
)
def test_a_file_that_is_no_table_of_actions(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(LedgerError) as error:
        read_import(write(tmp_path, text), "me")
    assert says in str(error.value)
    assert str(error.value).startswith("actions.csv")


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    text = "treaty,state,action,deposited\nCTBT,中国,批准,2026-12-01\n"
    with pytest.raises(LedgerError, match=r"line 2: it is not UTF-8\. Save it as CSV UTF-8"):
        read_import(write(tmp_path, text, "gb18030"), "me")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"none\.csv: no such file"):
        read_import(tmp_path / "none.csv", "me")


def test_what_is_no_ordinary_file_is_neither_waited_for_nor_read_to_its_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(LedgerError, match=r"pipe\.csv: a pipe, not a file"):
        read_import(tmp_path / "pipe.csv", "me")
    with pytest.raises(LedgerError, match="a device, not a file"):
        read_import(Path("/dev/zero"), "me")
    with pytest.raises(LedgerError, match="a folder"):
        read_import(tmp_path, "me")
    with pytest.raises(LedgerError, match="the file is empty"):
        read_import(write(tmp_path, ""), "me")
    with (tmp_path / "large.csv").open("wb") as file:
        file.write(b"treaty,state")
        file.truncate(1 << 40)  # no such file is read: it takes no room on the disk
    with pytest.raises(LedgerError, match="too large"):
        read_import(tmp_path / "large.csv", "me")


def test_a_line_that_does_not_fit_the_ledger_is_named_by_its_number(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "treaty,state,action,deposited,source\n"
        "CTBT,IND,ratification,2026-12-02,x\n"
        "CTBT,FRA,signature,2026-12-01,x\n"
        "CTBT,IND,signature,2026-12-01,x\n",
    )
    lines = read_import(path, "me")
    with pytest.raises(RejectedFileError) as error:
        check_import(Ledger.shipped(), lines, path.name)
    (only,) = error.value.errors
    assert str(only).startswith("actions.csv, line 3: FRA signed on 1996-09-24 already")
