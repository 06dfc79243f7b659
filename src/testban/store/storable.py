"""Text as any database, and any message, takes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["shown", "storable"]

_LONGEST_SHOWN, _SHOWN = 1000, 60
"""Characters of a path or URL up to which messages give it whole, and otherwise."""

# PostgreSQL stores no NUL, and neither database a lone surrogate, which is how Python spells a
# byte of a file name that is not UTF-8.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(value: Any) -> Any:
    """The value without characters that a database refuses, and as plain JSON.

    One character stands for one, so that offsets hold.
    """
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {storable(key): storable(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [storable(part) for part in value]
    return value


def shown(path: object) -> str:
    """A path or URL as messages name it: its beginning, where it is too long for a line."""
    text = str(path)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_SHOWN]}…"
