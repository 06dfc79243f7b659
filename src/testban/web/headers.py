"""What every answer carries: a policy without inline script, and a tag to ask again by."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from urllib.parse import unquote_plus

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["POLICY", "AnswerHeaders", "HeadAsGet", "PlainAddresses", "unless_known"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_SAFE: Iterable[tuple[str, str]] = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


class AnswerHeaders:
    """Adds the headers, and answers 304 where the reader has the page already.

    Answers are made whole in memory, so the tag is a digest of what is sent: it is right
    whatever changed, the day included.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope).get("if-none-match", "")
        begin: Message = {}
        body = bytearray()

        async def finish(message: Message) -> None:
            if message["type"] == "http.response.start":
                begin.update(message)
                if _tagged(begin):
                    _complete(begin, asked)
                    await send(begin)
                return
            if _tagged(begin):
                if begin["status"] != 304:
                    await send(message)
                elif not message.get("more_body"):
                    await send({"type": "http.response.body"})
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                await _send_whole(send, begin, bytes(body), asked)

        await self._app(scope, receive, finish)


def _tagged(begin: Message) -> bool:
    """Whether it is a file, which has its tag and is sent as it is read."""
    return "etag" in Headers(raw=begin["headers"])


async def _send_whole(send: Send, begin: Message, body: bytes, asked: str) -> None:
    if begin["status"] == 200:
        tag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
        MutableHeaders(scope=begin)["ETag"] = tag
    _complete(begin, asked)
    await send(begin)
    await send({"type": "http.response.body", "body": b"" if begin["status"] == 304 else body})


def _complete(begin: Message, asked: str) -> None:
    """Add what every answer carries, and make it 304 where the reader has it."""
    headers = MutableHeaders(scope=begin)
    for name, value in _SAFE:
        headers.setdefault(name, value)
    if begin["status"] == 200 and "etag" in headers:
        headers.setdefault("Cache-Control", "no-cache")
    unless_known(begin, asked)


def unless_known(begin: Message, asked: str) -> None:
    """Make an answer's beginning 304 where the reader, by ``If-None-Match``, has the whole."""
    headers = MutableHeaders(scope=begin)
    tag = headers.get("etag")
    if begin["status"] != 200 or tag is None or not asked:
        return
    known = {part.strip().removeprefix("W/") for part in asked.split(",")}
    if tag.removeprefix("W/") in known:
        begin["status"] = 304
        for name in ("content-length", "content-encoding"):
            del headers[name]


class HeadAsGet:
    """Answers HEAD as GET, so that length and tag are those of the whole, and sends no body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, without_body)


_LONGEST_ADDRESS = 16_000
_UNSEEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]")


class PlainAddresses:
    """Refuses addresses that no reader types: endless ones, and those with control characters.

    What they name cannot be in a store, and databases do not take them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http":
            query = scope.get("query_string", b"")
            if len(query) + len(scope["path"]) > _LONGEST_ADDRESS:
                await _refusal(414, "the address is too long")(scope, receive, send)
                return
            if _UNSEEN.search(scope["path"]) or _UNSEEN.search(
                unquote_plus(query.decode("latin-1"))
            ):
                why = "the address holds a control character"
                await _refusal(400, why)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _refusal(status: int, why: str) -> Response:
    code = {400: "bad_request", 414: "too_large"}[status]
    return JSONResponse({"error": why, "code": code}, status)
