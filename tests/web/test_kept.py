"""Kept answers are those that would be made now, for whoever may see them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from testban.reference.actions import Action
from testban.store import Store, open_store
from testban.web import create_app
from testban.web.kept import KeptAnswers


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Store]:
    """A store of this test."""
    with open_store(str(tmp_path / "own.sqlite")) as store:
        yield store


class Counted:
    """An application that counts how often it is asked."""

    def __init__(self, body: bytes = b"x", headers: tuple[tuple[bytes, bytes], ...] = ()) -> None:
        self.body, self.headers, self.times = body, headers, 0
        self.status = 200

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        self.times += 1
        await asyncio.sleep(0.01)
        await send(
            {"type": "http.response.start", "status": self.status, "headers": list(self.headers)}
        )
        await send({"type": "http.response.body", "body": self.body})


async def ask(app: Any, path: str = "/", method: str = "GET", query: bytes = b"", **headers: str
              ) -> tuple[int, bytes]:  # fmt: skip
    """Status and body of one request."""
    sent: list[Message] = []
    given = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    scope = {
        "type": "http", "method": method, "scheme": "http", "path": path, "query_string": query,
        "headers": [(b"host", b"here"), *given],
    }  # fmt: skip

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent[0]["status"], sent[1]["body"]


def often(app: Any, times: int = 2, **how: Any) -> None:
    """Ask the same so many times, one after the other."""
    for _ in range(times):
        asyncio.run(ask(app, **how))


def test_what_was_answered_is_not_made_again(own: Store) -> None:
    inner = Counted()
    often(KeptAnswers(inner, own), 5)
    assert inner.times == 1


@pytest.mark.parametrize(
    "other",
    [{"path": "/b"}, {"query": b"on=2021-09-23"}, {"accept_language": "zh"}, {"cookie": "lang=zh"},
     {"accept_encoding": "gzip"}],
)  # fmt: skip
def test_another_question_has_another_answer(own: Store, other: dict[str, Any]) -> None:
    inner = Counted()
    app = KeptAnswers(inner, own)
    often(app)
    often(app, **other)
    assert inner.times == 2


@pytest.mark.parametrize("how", [{"authorization": "Bearer x"}, {"method": "POST"},
                                 {"path": "/data/testban.sqlite"}])  # fmt: skip
def test_what_is_private_or_no_question_is_not_kept(own: Store, how: dict[str, Any]) -> None:
    inner = Counted()
    often(KeptAnswers(inner, own), 3, **how)
    assert inner.times == 3


def test_an_error_a_cookie_and_a_long_answer_are_not_kept(own: Store) -> None:
    failing = Counted()
    failing.status = 404
    for inner in (failing, Counted(headers=((b"set-cookie", b"lang=zh"),)), Counted(b"x" * 2**20)):
        often(KeptAnswers(inner, own), 3)
        assert inner.times == 3


def test_all_together_stay_within_their_bytes(own: Store) -> None:
    inner = Counted(b"x" * 1000)
    app = KeptAnswers(inner, own, most_bytes=5000)
    for number in range(50):
        often(app, 1, path=f"/{number}")
        assert app._bytes <= 5000
    often(app, 1, path="/49")
    assert inner.times == 50
    often(app, 1, path="/0")
    assert inner.times == 51


def test_many_at_once_have_it_made_once(own: Store) -> None:
    inner = Counted()
    app = KeptAnswers(inner, own)

    async def together() -> list[tuple[int, bytes]]:
        return await asyncio.gather(*(ask(app) for _ in range(50)))

    assert asyncio.run(together()) == [(200, b"x")] * 50
    assert inner.times == 1


def test_a_change_of_the_store_shows_at_once(own: Store) -> None:
    client = TestClient(create_app(own))
    address = "/api/v1/treaties/CTBT/status"
    before = client.get(address)
    assert client.get(address, headers={"If-None-Match": before.headers["etag"]}).status_code == 304
    # Another process changes it.
    with open_store(own.where) as other:
        other.add_action(
            Action(
                treaty="CTBT",
                state="CHN",
                action="ratification",
                scope="",
                deposited=date(2026, 1, 5),
                source="a test",
                entered_by="t",
            )
        )
    after = client.get(address, headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    ratifiers = [answer.json()["counts"]["ratifiers"] for answer in (before, after)]
    assert ratifiers[1] == ratifiers[0] + 1


def test_a_kept_page_is_the_page(own: Store) -> None:
    client = TestClient(create_app(own))
    for head in ({}, {"Accept-Encoding": "identity"}, {"Accept-Language": "zh"}):
        first, second = (client.get("/treaty/CTBT", headers=head) for _ in range(2))
        assert first.text == second.text
        assert first.headers == second.headers
    whole = client.get("/treaty/CTBT")
    assert client.head("/treaty/CTBT").headers == whole.headers
    assert client.head("/treaty/CTBT").content == b""
    known = client.get("/treaty/CTBT", headers={"If-None-Match": whole.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")
    assert known.headers["content-security-policy"] == whole.headers["content-security-policy"]
