"""Answers kept for the next reader, for as long as neither the store nor the day has changed."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from testban.errors import StoreError
from testban.store import Store
from testban.web.headers import unless_known
from testban.web.language import language_of

__all__ = ["MOST_BYTES", "Answer", "KeptAnswers"]

MOST_BYTES = 64 << 20
"""Of all kept answers together, in each process."""
LARGEST = 1 << 20
"""Bytes of one answer that is kept."""
# Files, which lie ready and may be long: they are sent as they are read.
_FILES = ("/static/", "/data/")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answered, compressed where the reader takes that."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    @property
    def public(self) -> bool:
        """Whether every reader who asks the same may be given it."""
        return self.status == 200 and all(name != b"set-cookie" for name, _ in self.headers)

    @property
    def size(self) -> int:
        """Bytes that it takes, about."""
        return len(self.body) + sum(len(n) + len(v) for n, v in self.headers) + 500

    async def send(self, send: Send, known: str) -> None:
        """Send it; 304 without a body where the reader has it, by ``If-None-Match``."""
        begin: Message = {
            "type": "http.response.start",
            "status": self.status,
            "headers": list(self.headers),
        }
        unless_known(begin, known)
        await send(begin)
        body = b"" if begin["status"] == 304 else self.body
        await send({"type": "http.response.body", "body": body})


class KeptAnswers:
    """Keeps what was answered to GET, by address, language, and the number of the store's changes.

    What comes with an ``Authorization``, sets a cookie, or is no success is never kept. The number is
    read before the answer is made, so that one made while the store changed is not taken for new; and
    of many readers who ask the same at once, one has it made.
    """

    def __init__(self, app: ASGIApp, store: Store, most_bytes: int = MOST_BYTES) -> None:
        self._app = app
        self._store = store
        self._most = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, Answer] = OrderedDict()
        self._number: Hashable = None
        self._making: dict[Hashable, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if "authorization" in headers or scope["path"].startswith(_FILES):
            await self._app(scope, receive, send)
            return
        try:
            number = await self._moment()
        except StoreError:
            # The page itself says what is wrong.
            await self._app(scope, receive, send)
            return
        if number != self._number:
            self._forget(number)
        answer = await self._answer(_key(scope, headers), number, scope, receive)
        await answer.send(send, headers.get("if-none-match", ""))

    async def _moment(self) -> Hashable:
        """What an answer depends on beside its address."""
        if self._store.file is None:
            return await run_in_threadpool(self._store.change_number), date.today()
        # Takes no longer than a hundredth of a millisecond, and waits for no writer.
        return self._store.change_number(), date.today()

    async def _answer(
        self, key: Hashable, number: Hashable, scope: Scope, receive: Receive
    ) -> Answer:
        """The kept answer, or a new one."""
        if (number, key) in self._making:
            await self._making[number, key].wait()
        held = self._kept.get(key) if number == self._number else None
        if held is not None:
            self._kept.move_to_end(key)
            return held
        made = asyncio.Event()
        self._making.setdefault((number, key), made)
        try:
            answer = await _made(self._app, scope, receive)
        finally:
            if self._making.get((number, key)) is made:
                del self._making[number, key]
            made.set()
        if number == self._number and answer.public and answer.size <= LARGEST:
            self._keep(key, answer)
        return answer

    def _forget(self, number: Hashable) -> None:
        self._kept.clear()
        self._bytes = 0
        self._number = number

    def _keep(self, key: Hashable, answer: Answer) -> None:
        older = self._kept.pop(key, None)
        self._bytes += answer.size - (older.size if older else 0)
        self._kept[key] = answer
        while self._bytes > self._most:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= dropped.size


def _key(scope: Scope, headers: Headers) -> Hashable:
    """All of a request that its answer depends on."""
    return (
        scope["scheme"],
        headers.get("host", ""),
        scope["path"],
        scope.get("query_string", b""),
        language_of(Request(scope)),
        "gzip" in headers.get("accept-encoding", ""),
    )


async def _made(app: ASGIApp, scope: Scope, receive: Receive) -> Answer:
    """The whole answer, whatever the reader has already."""
    asked = [(name, value) for name, value in scope["headers"] if name != b"if-none-match"]
    begin: Message = {}
    body = bytearray()

    async def collect(message: Message) -> None:
        if message["type"] == "http.response.start":
            begin.update(message)
        else:
            body.extend(message.get("body", b""))

    await app({**scope, "headers": asked}, receive, collect)
    return Answer(begin["status"], tuple(begin["headers"]), bytes(body))
