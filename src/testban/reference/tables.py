"""Reading the tables that ship with the package."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from importlib.resources import files

from testban.errors import ReferenceError

__all__ = ["read_table"]


def read_table(name: str, columns: Sequence[str]) -> list[list[str]]:
    """Read a shipped CSV table as rows of text.

    Parameters
    ----------
    name
        File name within the package's `reference/data` folder.
    columns
        The header that the file must have, in order.

    Raises
    ------
    ReferenceError
        The header differs, or a row has another number of fields.
    """
    text = files("testban.reference").joinpath("data", name).read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines()))
    if not rows or rows[0] != list(columns):
        raise ReferenceError(
            "the columns are not those expected",
            where=f"reference/data/{name}",
            cure="Reinstall testban, or rebuild the table with 'make reference'",
        )
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(columns):
            raise ReferenceError(
                f"{len(row)} fields where {len(columns)} are expected",
                where=f"reference/data/{name}:{number}",
                cure="Reinstall testban, or rebuild the table with 'make reference'",
            )
    return rows[1:]
