"""Conferences under Article XIV of the CTBT and meetings under Article 8 of the TPNW."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from reference_build.tables import HAND_KEPT, read_rows, write_rows

HEADER = (
    "id", "treaty", "ordinal", "name_en", "name_zh", "start", "end", "place_en", "place_zh",
    "symbol_prefix", "source", "confidence",
)  # fmt: skip


def build(shared: Path, out: Path) -> None:
    """Write meetings.csv into `out`; the table is kept by hand and checked here."""
    del shared  # no table of meetings exists there
    rows = read_rows(HAND_KEPT / "meetings.csv")
    for row in rows:
        assert date.fromisoformat(row["start"]) <= date.fromisoformat(row["end"]), row["id"]
        assert row["confidence"] in ("confirmed", "scheduled"), row["id"]
        assert row["source"], row["id"]
    # Every second year since 1999, without a gap.
    years = [int(row["start"][:4]) for row in rows if row["treaty"] == "CTBT"]
    assert years == list(range(1999, 2026, 2)), years
    write_rows(out / "meetings.csv", HEADER, ([row[c] for c in HEADER] for row in rows))
