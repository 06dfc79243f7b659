"""The server as it answers over a connection that is kept."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import statistics
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from testban.store import Store
from tests.pace import allowed
from tests.web.live import free_port, served, start


@pytest.mark.parametrize("workers", ["1", "2"])
def test_no_answer_waits_for_a_sign_of_its_beginning(store: Store, workers: str) -> None:
    """Readers acknowledge late, after 40 ms: the end of an answer must be under way long before."""
    with served(store.where, "--workers", workers) as address:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
        waited = []
        for _ in range(40):
            started = time.perf_counter()
            connection.request("GET", "/treaties")
            assert connection.getresponse().read()
            waited.append(time.perf_counter() - started)
        connection.close()
    assert statistics.median(waited) < allowed(0.03)


@pytest.mark.slow
def test_when_the_first_process_is_killed_its_workers_end_and_leave_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    port = free_port()
    server = start(
        store.where, "--workers", "2", "--allow-upload", port=port, errors=subprocess.PIPE
    )
    # A file on its way: whoever hangs up is no error of the server's.
    with socket.create_connection(("127.0.0.1", port)) as hung_up:
        hung_up.sendall(b"POST /api/v1/uploads?name=a.txt HTTP/1.1\r\nHost: x\r\n")
        hung_up.sendall(b"Content-Length: 1000\r\n\r\nbegun")
    os.kill(server.pid, signal.SIGKILL)
    # It comes to its end when the last worker has closed it.
    _, errors = server.communicate(timeout=30)
    assert b"Traceback" not in errors
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))
    assert list(tmp_path.iterdir()) == []
