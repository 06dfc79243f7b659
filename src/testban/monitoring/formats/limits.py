"""Limits of amplitudes in rows and objects: where a station that worked saw nothing, and where a record clipped.

A row of arrivals with `bound` has in `amplitude_nm` what was not exceeded (`upper` or `<`) or exceeded (`lower`
or `>`). Nothing has no time; a clipped wave has, and such a row with a time is an arrival, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Literal

from testban.monitoring.formats.records import number, word
from testban.monitoring.model import Limit

__all__ = [
    "LIMIT",
    "LIMIT_PHASE",
    "in_a_word",
    "is_arrival",
    "limit_from",
    "limit_row",
    "of_a_word",
    "side",
]

LIMIT = tuple(field.name for field in fields(Limit))
LIMIT_PHASE = "P"
"""What was looked for, where a row does not say."""
_SIDES: Mapping[str, Literal["upper", "lower"]] = {
    "upper": "upper", "<": "upper", "lower": "lower", ">": "lower",
}  # fmt: skip


def side(value: Any) -> Literal["upper", "lower"] | None:
    """Of which side a word says that something is a limit; None where it says nothing.

    Raises
    ------
    ValueError
        It says something else.
    """
    said = word(value).lower()
    if said and said not in _SIDES:
        raise ValueError(f"bound: {said!r:.40} is none of upper (<) and lower (>)")
    return _SIDES.get(said)


def is_arrival(row: Mapping[str, Any]) -> bool:
    """Whether a row with a limit is an arrival as well: clipped, and at a time."""
    return side(row.get("bound")) == "lower" and bool(word(row.get("time")))


def limit_from(row: Mapping[str, Any], default: Literal["upper"] | None = None) -> Limit | None:
    """The limit that a row or object describes; None where it is an arrival alone.

    Parameters
    ----------
    row
        With `station` and `amplitude_nm`; `bound`, `phase`, `period_s` and `distance_deg` where they are known.
    default
        Its side where it does not say.

    Raises
    ------
    ValueError
        It is a limit without a station, or without an amplitude that can be.
    """
    bound = side(row.get("bound")) or default
    if bound is None:
        return None
    station = word(row.get("station"))
    if not station:
        raise ValueError("there is no station")
    amplitude = number(row.get("amplitude_nm"))
    if amplitude is None or amplitude <= 0.0:
        raise ValueError("a limit needs amplitude_nm, above 0")
    values = {name: number(row.get(name)) for name in ("period_s", "distance_deg")}
    for name, value in values.items():
        if value is not None and value < 0.0:
            raise ValueError(f"{name}: {value:g} cannot be")
    phase = word(row.get("phase")) or LIMIT_PHASE
    return Limit(
        station, phase, amplitude, values["period_s"] or None, bound, values["distance_deg"]
    )


def limit_row(limit: Limit) -> dict[str, Any]:
    """A limit as an object of its fields."""
    return {name: getattr(limit, name) for name in LIMIT}


def in_a_word(limit: Limit) -> str:
    """A limit as one word: its fields between semicolons."""
    return ";".join("" if value is None else str(value) for value in limit_row(limit).values())


def of_a_word(text: str) -> Limit | None:
    """The limit that `in_a_word` wrote; None where it is none."""
    try:
        return limit_from(dict(zip(LIMIT, text.split(";"), strict=True)))
    except ValueError:
        return None
