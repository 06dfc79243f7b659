"""A server on a port of its own, as a user starts it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SOURCES = str(Path(__file__).parents[2] / "src")


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def start(db: str, *options: str, port: int, errors: int | None = None) -> subprocess.Popen[bytes]:
    """``testban serve``, once it answers; what it says on stderr goes to `errors`."""
    command = [sys.executable, "-m", "testban", "serve", "--db", db, "--port", str(port), *options]
    server = subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": SOURCES},
        stdout=subprocess.DEVNULL,
        stderr=errors,
        start_new_session=True,
    )
    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/static/style.css", timeout=1).close()
            return server
        except OSError:
            assert server.poll() is None, "the server ended"
            time.sleep(0.1)
    server.kill()
    raise AssertionError("the server does not answer")


@contextmanager
def served(db: str, *options: str) -> Iterator[str]:
    """The address of a server that shows `db`, ended afterwards."""
    port = free_port()
    server = start(db, *options, port=port)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)
