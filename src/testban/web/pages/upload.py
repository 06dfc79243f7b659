"""The page on which a reader has a file of their own read."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response
from starlette.types import Message

from testban.web.language import language_of
from testban.web.scratch import Scratch
from testban.web.site import site_of
from testban.web.upload import Uploads, allowed, checked_name, in_time, in_turn, read, shown

router = APIRouter()

_MOST_SHOWN = 500


@router.get("/upload")
def form(request: Request) -> Response:
    """A form with one file."""
    uploads: Uploads = request.app.state.uploads
    return _page(request, uploads, None)


@router.post("/upload")
async def sent(request: Request) -> Response:
    """What the file says, and what is wrong in it."""
    uploads: Uploads = request.app.state.uploads
    limited = Request(request.scope, _Limited(request, uploads.most_bytes + (64 << 10)))
    scratch: Scratch = request.app.state.scratch
    async with in_time(uploads):
        fields = await limited.form(max_files=1, max_fields=2)
    try:
        file, token = fields.get("file"), fields.get("token")
        if not isinstance(file, UploadFile) or not file.filename:
            raise HTTPException(400, "no file was chosen")
        given = f"Bearer {token.strip()}" if isinstance(token, str) and token.strip() else ""
        keep = allowed(given, uploads)
        name = checked_name(file.filename)

        def answer() -> Response:
            _, prepared = read(request, path, name, keep)
            return _page(request, uploads, shown(prepared, language_of(request), kept=keep))

        with scratch.folder() as folder:
            path = Path(folder) / f"upload{Path(name).suffix.lower()}"
            path.write_bytes(await file.read())
            return await in_turn(uploads, keep, answer)
    finally:
        await fields.close()


def _page(request: Request, uploads: Uploads, told: dict[str, object] | None) -> Response:
    return site_of(request).render(
        request,
        "upload.html",
        most_mb=uploads.most_bytes >> 20,
        can_keep=bool(uploads.token),
        told=told,
        most=_MOST_SHOWN,
    )


class _Limited:
    """What receives a request's body, up to a number of bytes."""

    def __init__(self, request: Request, most: int) -> None:
        self._receive, self._left = request.receive, most

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise HTTPException(413, "the file is too large")
        return message
