"""What a serving process runs: the application made from its environment, one for each worker."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import socket
import threading
import time
from multiprocessing import connection

from fastapi import FastAPI
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from testban.store import open_store
from testban.web.app import create_app
from testban.web.upload import Uploads

__all__ = ["STORE", "TOKEN", "UPLOAD", "Connection", "application"]

STORE, UPLOAD, TOKEN = "TESTBAN_SERVE_STORE", "TESTBAN_SERVE_UPLOAD", "TESTBAN_UPLOAD_TOKEN"
"""Names in the environment: the store, whether files may be uploaded, and the token to keep them."""

_GRACE_S = 10.0


def application() -> FastAPI:
    """The application, for the store that the environment names."""
    _end_with_parent()
    uploads = Uploads(token=os.environ.get(TOKEN, "")) if os.environ.get(UPLOAD) else None
    # The process that started the workers has made or migrated it.
    return create_app(open_store(os.environ[STORE], create=False), uploads=uploads)


def _end_with_parent() -> None:
    """Have this worker end when the process that started it is gone, even if it was killed."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)
        # Answers that are under way may be finished.
        time.sleep(_GRACE_S)
        os._exit(1)

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()


class Connection(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
    """A reader's connection, on which the end of an answer does not wait for a sign of its beginning.

    Where several workers share one socket, asyncio does not see that it is of TCP and leaves Nagle's
    algorithm on: the body, written after the head, then waits for the reader to acknowledge the head,
    which many do only after 40 ms.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Have what is written sent at once."""
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)
