"""What stands in a JSON text that breaks off: the values that are whole up to there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from testban.monitoring.formats.json_lines import loads

__all__ = ["as_far_as"]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},]', re.S)
_CLOSE = {"{": "}", "[": "]"}


def as_far_as(text: str, end: int, half: Callable[[dict[str, Any], int], bool]) -> Any:
    """The value of a text that is no JSON from `end` on, None where nothing stands.

    Parameters
    ----------
    end
        Where the parser stopped.
    half
        Whether an object that breaks off is of no use, by what it holds and how many containers it lies in:
        half an arrival is none.
    """
    open_, best, still = [], 0, ""
    for token in _TOKEN.finditer(text, 0, end):
        said = token[0]
        if said in "{[":
            open_.append(said)
        elif said in "}]":
            if not open_ or _CLOSE[open_.pop()] != said:
                break
            best, still = token.end(), "".join(open_)
        elif said == ",":
            best, still = token.start(), "".join(open_)
    try:
        value = loads(text[:best] + "".join(_CLOSE[each] for each in reversed(still)))
    except (ValueError, RecursionError):
        return None
    return _without_halves(value, len(still), half)


def _without_halves(value: Any, depth: int, half: Callable[[dict[str, Any], int], bool]) -> Any:
    """The value without the first broken object that is of no use; `depth` containers are broken off."""
    holder = value
    for level in range(1, depth):
        key = len(holder) - 1 if isinstance(holder, list) else next(reversed(holder))
        if isinstance(holder[key], dict) and half(holder[key], level):
            del holder[key]
            break
        holder = holder[key]
    return value
