"""Reading the tables that ship with the package."""

from __future__ import annotations

import csv
import io
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
    # Not the text's lines: a cell in quotation marks may hold line breaks.
    rows = csv.reader(io.StringIO(text, newline=""))
    if next(rows, None) != list(columns):
        raise ReferenceError(
            "the columns are not those expected",
            where=f"reference/data/{name}",
            cure="Reinstall testban, or rebuild the table with 'make reference'",
        )
    found: list[list[str]] = []
    for row in rows:
        if len(row) != len(columns):
            raise ReferenceError(
                f"{len(row)} fields where {len(columns)} are expected",
                where=f"reference/data/{name}:{rows.line_num}",
                cure="Reinstall testban, or rebuild the table with 'make reference'",
            )
        found.append(row)
    return found
