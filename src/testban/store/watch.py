"""Whether an SQLite store has changed, asked so often that it must cost next to nothing."""

from __future__ import annotations

import threading
from typing import Any

from sqlalchemy.engine import URL, Engine

from testban.store.engine import plain_errors

__all__ = ["Watch"]


class Watch:
    """A connection of its own, kept open for one question; may be used by several threads.

    Taking a connection from the pool, and a transaction, would take many times as long.
    """

    def __init__(self, engine: Engine, url: URL) -> None:
        self._url = url
        self._lock = threading.Lock()
        with plain_errors(url):
            held = engine.raw_connection()
            # No longer the pool's, which would hand it to another thread.
            held.detach()
            self._connection: Any = held.dbapi_connection

    def number(self) -> int:
        """The number of changes, by whatever process.

        Raises
        ------
        StoreError
            The store does not answer.
        """
        with self._lock, plain_errors(self._url):
            return int(self._connection.execute("SELECT number FROM changes").fetchone()[0])

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            self._connection.close()
