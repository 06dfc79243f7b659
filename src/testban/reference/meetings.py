"""Meetings that the two treaties brought about, with place, dates and document symbols."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from testban.reference.tables import read_table

__all__ = ["Meeting", "find_meeting", "meetings"]

_COLUMNS = (
    "id", "treaty", "ordinal", "name_en", "name_zh", "start", "end", "place_en", "place_zh",
    "symbol_prefix", "source", "confidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meeting:
    """One conference or meeting of States.

    `ordinal` counts meetings of its kind. `symbol_prefix` begins the symbols of its documents
    (``CTBT-Art.XIV/2021``); it is empty where none is known. `confidence` is ``confirmed``, or
    ``scheduled`` for a meeting that had not been held when the table was made.
    """

    id: str
    treaty: str
    ordinal: int
    name_en: str
    name_zh: str
    start: date
    end: date
    place_en: str
    place_zh: str
    symbol_prefix: str
    source: str
    confidence: str


@cache
def meetings() -> tuple[Meeting, ...]:
    """The Article XIV conferences and the TPNW meetings, by treaty and date."""
    return tuple(
        Meeting(
            row[0],
            row[1],
            int(row[2]),
            row[3],
            row[4],
            date.fromisoformat(row[5]),
            date.fromisoformat(row[6]),
            *row[7:],
        )
        for row in read_table("meetings.csv", _COLUMNS)
    )


def find_meeting(symbol: str) -> Meeting | None:
    """The meeting whose documents bear symbols like `symbol`, or None.

    Examples
    --------
    >>> find_meeting("CTBT-Art.XIV/2021/WP.1").id
    'CTBT-2021'
    """
    for meeting in meetings():
        if meeting.symbol_prefix and symbol.startswith(meeting.symbol_prefix + "/"):
            return meeting
    return None
