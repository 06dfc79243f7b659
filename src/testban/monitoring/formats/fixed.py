"""Lines of fixed columns, read and written by the same table of fields."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from testban.monitoring.css3_tables import Field

__all__ = ["Field", "end_of", "exact", "read_fields", "write_fields"]


# What a number is made of: one that goes on beyond its columns is a longer number.
_OF_NUMBERS = frozenset("0123456789.+-")


def read_fields(line: str, fields: Sequence[Field]) -> tuple[dict[str, Any], list[str]]:
    """The values in a line, None where nothing stands, and what is no number, in words.

    A number that leaves its columns is read whole where the columns beside them belong to no field, as
    producers who stand one column off have it; where it runs on into another field it is refused.
    """
    values: dict[str, Any] = {}
    doubts = []
    for field in fields:
        text = line[field.first - 1 : field.last].strip()
        values[field.name] = None
        if not text:
            continue
        if field.kind in "ar":
            values[field.name] = None if text == field.null else text
            continue
        before, after = (
            line[max(field.first - 2, 0) : field.first],
            line[field.last - 1 : field.last + 1],
        )
        if _goes_on(before) or _goes_on(after):
            text = _whole(line, field, fields)
        try:
            read = float(text)
            if not math.isfinite(read):
                raise ValueError
        except ValueError:
            doubts.append(
                f"columns {field.first}-{field.last} ({field.name}): {text!r:.30} is no number"
            )
            continue
        if not field.null or not math.isclose(read, float(field.null)):
            values[field.name] = int(read) if field.kind == "i" else read
    return values, doubts


def _goes_on(pair: str) -> bool:
    """Whether a number crosses from one of two columns to the other."""
    return len(pair) == 2 and pair[0] in _OF_NUMBERS and pair[1] in _OF_NUMBERS


def _whole(line: str, field: Field, fields: Sequence[Field]) -> str:
    """The number of a field as far as it goes; empty where it runs on into another field's columns."""
    others = {
        column for each in fields if each != field for column in range(each.first - 1, each.last)
    }
    start, end = field.first - 1, min(field.last, len(line))
    if start - 1 in others:  # no gap before it: the border is the other's
        left = start
    else:
        left = start
        while left > 0 and _goes_on(line[left - 1 : left + 1]):
            left -= 1
    right = end
    if end not in others:
        while right < len(line) and _goes_on(line[right - 1 : right + 1]):
            right += 1
    if others & {*range(left, start), *range(end, right)}:
        return line[left:right].strip() + "…"
    return line[left:right].strip()


def write_fields(values: Mapping[str, Any], fields: Sequence[Field]) -> str:
    """A line of the values, each in its columns; without blanks at the end."""
    line = [" "] * end_of(fields)
    for field in fields:
        text = _text(values.get(field.name), field)
        line[field.first - 1 : field.last] = text
    return "".join(line).rstrip()


def exact(values: Mapping[str, Any], fields: Sequence[Field]) -> dict[str, object]:
    """The numbers that their columns would round or have no room for, to six digits."""
    return {
        field.name: round(value, 6)
        for field in fields
        if field.kind in "fi"
        and (value := values.get(field.name)) is not None
        and (round(value, field.digits) != value or not _has_room(value, field))
    }


def _has_room(value: float, field: Field) -> bool:
    """Whether the columns hold the number with all its digits."""
    return len(f"{value:.{field.digits}f}") <= field.width


def end_of(fields: Sequence[Field]) -> int:
    """The last column of all."""
    return max(field.last for field in fields)


def _text(value: Any, field: Field) -> str:
    if value is None or value == "":
        value = field.null
    elif field.kind == "f":
        # A number too large for its digits loses digits first.
        for digits in range(field.digits, -1, -1):
            text = f"{value:.{digits}f}"
            if len(text) <= field.width:
                break
        value = text if len(text) <= field.width else field.null
    elif field.kind == "i":
        value = str(round(value))
        value = value if len(value) <= field.width else field.null
    text = "".join(c if c.isprintable() else " " for c in str(value))[: field.width]
    return text.ljust(field.width) if field.kind == "a" else text.rjust(field.width)
