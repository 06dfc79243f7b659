"""Text as any database takes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["storable"]

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
