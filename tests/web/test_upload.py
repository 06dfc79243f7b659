"""Upload: limited in size, kind, time and memory; what was told to be kept outlives a kill."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from testban.store import Store, open_store
from testban.store.confined import Limits, prepare_confined
from testban.store.records import Failure
from testban.web import create_app
from testban.web.upload import Uploads
from tests.store.invariants import check
from tests.web.conftest import TESTS
from tests.web.live import free_port, start

PAPER = (TESTS / "specimens/en_artxiv_report_2041.txt").read_bytes()
TOKEN = "a-token-of-the-tests"
WITH = {"Authorization": f"Bearer {TOKEN}"}
ADDRESS = "/api/v1/uploads?name=paper.txt"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Store]:
    """A store of this test."""
    with open_store(str(tmp_path / "own.sqlite")) as store:
        yield store


@pytest.fixture
def client(own: Store) -> TestClient:
    """What asks a site that allows uploads."""
    uploads = Uploads(token=TOKEN, most_bytes=1 << 20)
    return TestClient(create_app(own, uploads=uploads), raise_server_exceptions=False)


def test_a_file_is_read_and_not_kept(client: TestClient, own: Store) -> None:
    told = client.post(ADDRESS, content=PAPER)
    assert told.status_code == 200, told.text
    answer = told.json()
    assert answer["kept"] is False
    assert answer["document"]["name"] == "paper.txt"
    assert len(answer["facts"]) > 5
    assert len(answer["findings"]) > 4
    assert own.counts().documents == 0


def test_with_the_token_it_is_kept_as_ingest_would(client: TestClient, own: Store) -> None:
    first = client.post(ADDRESS, content=PAPER, headers=WITH)
    assert (first.status_code, first.json()["kept"]) == (201, True)
    assert client.post(ADDRESS, content=PAPER, headers=WITH).status_code == 200
    (record,) = own.documents()
    assert record.name == "paper.txt"
    uploaded = own.facts(), own.finding_page(limit=1000)[0]
    assert len(own.ingest(TESTS / "specimens/en_artxiv_report_2041.txt", workers=1).unchanged) == 1
    assert [f.fact for f in own.facts()] == [f.fact for f in uploaded[0]]
    assert len(first.json()["findings"]) == len(uploaded[1]) > 4


@pytest.mark.parametrize("token", ["Bearer wrong", "Bearer ", "Basic YTpi", "Bearer \u00e9"])
def test_a_wrong_token_is_refused(client: TestClient, own: Store, token: str) -> None:
    answer = client.post(ADDRESS, content=PAPER, headers={"Authorization": token.encode()})
    assert (answer.status_code, answer.json()["code"]) == (401, "token_needed")
    assert own.counts().documents == 0


def test_without_a_token_nothing_can_be_kept(own: Store) -> None:
    client = TestClient(create_app(own, uploads=Uploads()))
    answer = client.post(ADDRESS, content=PAPER, headers={"Authorization": "Bearer "})
    assert answer.status_code == 401


def test_without_leave_there_is_no_upload(own: Store) -> None:
    assert TestClient(create_app(own)).post(ADDRESS, content=PAPER).status_code == 404


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("paper.txt", b"", 400),
        ("paper.txt", b"x" * ((1 << 20) + 1), 413),
        ("paper.exe", PAPER, 415),
        ("paper", PAPER, 415),
        (".txt", PAPER, 415),
        ("a%0Ab.txt", PAPER, 415),
        ("../../etc/passwd", PAPER, 415),
        ("paper.pdf", b"%PDF-1.7 cut", 422),
        ("paper.docx", b"PK\x03\x04 no zip", 422),
        ("paper.docx", os.urandom(5000), 422),
    ],
)
def test_what_is_no_paper_is_refused(
    client: TestClient, own: Store, name: str, body: bytes, status: int
) -> None:
    answer = client.post(f"/api/v1/uploads?name={name}", content=body, headers=WITH)
    assert answer.status_code == status, answer.text
    assert set(answer.json()) == {"error", "code"}
    assert "testban-upload-" not in answer.text
    assert own.counts().documents == 0


def test_a_path_is_only_a_name(client: TestClient, own: Store) -> None:
    answer = client.post("/api/v1/uploads?name=..%2F..%2Fx.txt", content=PAPER, headers=WITH)
    assert answer.status_code == 201
    assert own.documents()[0].name == "x.txt"


def test_a_body_without_a_length_is_cut_off(client: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 65536

    assert client.post(ADDRESS, content=endless()).status_code == 413


def test_the_page_reads_a_file_and_keeps_it_with_the_token(client: TestClient, own: Store) -> None:
    assert 'name="file"' in client.get("/upload?lang=en").text
    evil = b"Report\n\n1. <script>alert(1)</script> Egypt and China, took the floor.\n"
    page = client.post("/upload?lang=en", files={"file": ("../<b>x</b>.txt", evil)})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<b>x" not in page.text
    page = client.post("/upload?lang=zh", files={"file": ("paper.txt", PAPER)})
    assert "文件所述" in page.text
    assert own.counts().documents == 0
    sent = {"files": {"file": ("paper.txt", PAPER)}}
    assert client.post("/upload", **sent, data={"token": "wrong"}).status_code == 401
    assert client.post("/upload", **sent, data={"token": TOKEN}).status_code == 200
    assert own.counts().documents == 1
    assert client.post("/upload", data={"token": TOKEN}).status_code == 400
    large = {"file": ("paper.txt", b"x" * (2 << 20))}
    assert client.post("/upload", files=large).status_code == 413
    assert client.post("/upload", content=b"nonsense").status_code == 400


@pytest.mark.parametrize(
    "limits", [Limits(memory_bytes=60 << 20), Limits(cpu_s=0), Limits(wall_s=0.05)]
)
def test_a_reader_ends_at_its_limits(tmp_path: Path, limits: Limits) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(PAPER)
    result = prepare_confined(path, "paper.txt", (), limits)
    assert isinstance(result, Failure)
    assert "\n" not in result.message


@pytest.mark.slow
def test_killed_at_any_moment_it_keeps_what_it_said_it_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = str(tmp_path / "killed.sqlite")
    open_store(db).close()
    monkeypatch.setenv("TESTBAN_UPLOAD_TOKEN", TOKEN)
    kept: list[str] = []

    def send(port: int, first: int) -> None:
        for number in range(first, first + 1000):
            name = f"paper{number}.txt"
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}/api/v1/uploads?name={name}",
                data=PAPER + f"\n\nPaper {number}.\n".encode(),
                headers=WITH,
                method="POST",
            )
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    assert answer.status == 201
                    kept.append(name)
            except OSError:
                return

    for turn in range(3):
        port = free_port()
        server = start(db, "--allow-upload", port=port)
        senders = [
            threading.Thread(target=send, args=(port, turn * 10_000 + 1000 * k)) for k in (1, 2)
        ]
        before = len(kept)
        for sender in senders:
            sender.start()
        deadline = time.monotonic() + 60
        while len(kept) < before + 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(random.uniform(0, 1.5))
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        for sender in senders:
            sender.join()
        assert len(kept) > before
        check(db)
        with open_store(db, create=False) as store:
            held = {record.name for record in store.documents()}
        assert set(kept) <= held
