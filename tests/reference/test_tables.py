"""Reading shipped tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from testban.errors import ReferenceError
from testban.reference import tables


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that tables are read from."""
    monkeypatch.setattr(tables, "files", lambda package: tmp_path)
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def test_a_quoted_cell_may_hold_any_kind_of_line_break(data: Path) -> None:
    (data / "x.csv").write_text('a,b\n1,"two\nlines"\n2,"form\ffeed\u2028"\n', encoding="utf-8")
    assert tables.read_table("x.csv", ["a", "b"]) == [
        ["1", "two\nlines"],
        ["2", "form\ffeed\u2028"],
    ]


def test_a_short_row_is_named_by_its_line(data: Path) -> None:
    (data / "x.csv").write_text('a,b\n1,"two\nlines"\n2\n', encoding="utf-8")
    with pytest.raises(ReferenceError, match=r"x\.csv:4: 1 fields where 2 are expected"):
        tables.read_table("x.csv", ["a", "b"])
