"""What every answer carries: a policy without inline script, and a tag to ask again by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["POLICY", "AnswerHeaders"]

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
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                await _send_whole(send, begin, bytes(body), asked)

        await self._app(scope, receive, finish)


async def _send_whole(send: Send, begin: Message, body: bytes, asked: str) -> None:
    headers = MutableHeaders(scope=begin)
    for name, value in _SAFE:
        headers.setdefault(name, value)
    if begin["status"] == 200:
        tag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
        headers["ETag"] = tag
        headers.setdefault("Cache-Control", "no-cache")
        if tag in (part.strip() for part in asked.split(",")):
            begin["status"], body = 304, b""
            del headers["content-length"]
    await send(begin)
    await send({"type": "http.response.body", "body": body})
