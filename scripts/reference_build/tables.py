"""Reading source tables and writing shipped ones, the same way everywhere."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

HAND_KEPT = Path(__file__).resolve().parent.parent / "reference_sources"


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a UTF-8 CSV file with a header line (a byte-order mark is dropped)."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table with Unix line ends, so that a rebuild is the same bytes everywhere."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
