"""Sentences of our own in many wordings, and all facts of a kind that each says.

They stand in tables, ``wordings/KIND.toml``: the name of the head below which the sentence stands
(see `reading`), the sentence, and each fact in one line, its fields parted by bars.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from testban.treaty.extract.model import FIELDS

from . import reading

TABLES = sorted((Path(__file__).parent / "wordings").glob("*.toml"))


def _wordings() -> Iterator[Any]:
    for table in TABLES:
        for group in tomllib.loads(table.read_text("utf-8"))["group"]:
            for wording in group["wording"]:
                what = (
                    table.stem,
                    group["fields"],
                    wording["head"],
                    wording["text"],
                    wording["says"],
                )
                yield pytest.param(*what, id=f"{table.stem}: {wording['text'][:40]!a}")


@pytest.mark.parametrize(("kind", "fields", "head", "text", "says"), list(_wordings()))
def test_a_wording_says(
    kind: str, fields: list[str], head: str, text: str, says: list[str]
) -> None:
    assert reading.said(text, kind, fields, getattr(reading, head)) == sorted(says)


def test_each_table_is_of_a_kind_of_fact() -> None:
    assert TABLES
    assert {table.stem for table in TABLES} <= set(FIELDS)
