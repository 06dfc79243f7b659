"""JSON whose arrivals know the lines where they stand."""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["line_of", "loads"]

_STATION = re.compile(r'(?<!\\)"station"\s*:')
"""The key that arrivals have: within a string its quotes would stand behind backslashes."""


class _Lined(dict[str, Any]):
    line = 0


def loads(text: str) -> Any:
    """The value of a text, as Python's `json` reads it; `line_of` its arrivals is known.

    Raises
    ------
    ValueError
        It is no JSON.
    """
    found: list[_Lined] = []

    def lined(read: dict[str, Any]) -> dict[str, Any]:
        if "station" not in read:
            return read
        found.append(_Lined(read))
        return found[-1]

    value = json.loads(text, object_hook=lined)
    keys = [key.start() for key in _STATION.finditer(text)]
    if len(keys) == len(found):  # as it is unless an object has the key twice
        line, last = 1, 0
        for each, start in zip(found, keys, strict=True):
            line, last = line + text.count("\n", last, start), start
            each.line = line
    return value


def line_of(value: Any) -> int:
    """The line of the station in an arrival that `loads` read; 0 where it is not known."""
    return value.line if isinstance(value, _Lined) else 0
