"""Figures into files: which suffixes there are, and the same bytes for the same figure."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from testban.errors import UsageError
from testban.files import place_to_write, write_whole

__all__ = ["FORMATS", "kind_of", "save_figure"]

FORMATS = ("png", "svg", "pdf")


def kind_of(path: Path) -> str:
    """What the suffix of a file asks for.

    Raises
    ------
    UsageError
        Where it is none of the formats, or there is no place for the file: told before anything is drawn.
    """
    kind = path.suffix.lower().lstrip(".")
    if kind not in FORMATS:
        raise UsageError(
            f"cannot draw into a file of type '{path.suffix}'",
            where=str(path),
            cure="End its name in .png, .svg or .pdf"
            + ("; testban locate --format html writes a page" if kind in ("html", "htm") else ""),
        )
    place_to_write(path)
    return kind


def save_figure(path: Path, figure: Figure, dpi: int = 150) -> None:
    """Write a figure, whole or not at all.

    Raises
    ------
    UsageError
        Where the suffix is unknown, or the file cannot be written.
    """
    kind = kind_of(path)
    # No date: the same figure gives the same bytes.
    stamp: dict[str, Any] = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(kind, {})
    drawn = io.BytesIO()
    figure.savefig(drawn, format=kind, dpi=dpi, metadata=stamp)
    write_whole(path, drawn.getvalue())
