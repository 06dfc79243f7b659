"""Where a store lies that nobody names, and whether there is one: told without opening a database.

SQLAlchemy takes longer to load than a short paper to check; most commands need none of it.
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["DEFAULT_STORE", "ENVIRONMENT", "nobody_keeps_one"]

DEFAULT_STORE = "testban.sqlite"
"""The store where neither ``--db`` nor the environment names one: a file in the current folder."""

ENVIRONMENT = "TESTBAN_DB"


def nobody_keeps_one(url: str | None) -> bool:
    """No store is named, and there is no file where it would be.

    False also where only opening it can tell.
    """
    if url or os.environ.get(ENVIRONMENT):
        return False
    try:
        return not Path(DEFAULT_STORE).exists()
    except OSError:
        return False
