"""The server as it answers over a connection that is kept."""

from __future__ import annotations

import http.client
import statistics
import time
from urllib.parse import urlsplit

import pytest

from testban.store import Store
from tests.pace import allowed
from tests.web.live import served


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
