"""Upload of a reader's own file, where the operator allows it: looked at, or kept with a token."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import anyio
from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import JSONResponse, Response

from testban.store import Failure
from testban.store.confined import Limits, prepare_confined
from testban.store.papers import SUFFIXES
from testban.store.prepare import Prepared
from testban.web.api.shapes import Busy, Json, Problem
from testban.web.room import NoRoomError, Room
from testban.web.scratch import Scratch
from testban.web.site import site_of

__all__ = ["Uploads", "allowed", "checked_name", "in_time", "in_turn", "read", "router", "shown"]

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem} for status in (400, 401, 408, 413, 415, 422, 503)
}
router = APIRouter(prefix="/api/v1", tags=["upload"], responses=_PROBLEMS)

T = TypeVar("T")
_AGAIN_S = 30


@dataclass(frozen=True)
class Uploads:
    """What the operator allows.

    Attributes
    ----------
    token
        With it a file is kept in the store; empty: none can be kept.
    most_bytes
        Size of a file.
    receive_s
        Seconds in which it must have arrived.
    limits
        What reading it may cost where it came without the token.
    limits_kept
        The same where it came with it.
    room
        How many are read at once.
    """

    token: str = ""
    most_bytes: int = 20 << 20
    receive_s: float = 60.0
    limits: Limits = field(default_factory=lambda: Limits(cpu_s=10, wall_s=20.0))
    limits_kept: Limits = field(default_factory=Limits)
    room: Room = field(default_factory=Room)
    # Of their own: however long files take, pages find a thread to be made in.
    threads: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(64))


@router.post(
    "/uploads", responses={200: {"description": "Looked at"}, 201: {"description": "Kept"}}
)
async def upload(
    request: Request,
    name: Annotated[str, Query(min_length=1, max_length=200, description="The file's name.")],
    messages: Annotated[Literal["en", "zh"], Query(description="Of the findings.")] = "en",
) -> Response:
    """Read a file, which is the body: its facts and findings. With the token it is kept (201)."""
    uploads: Uploads = request.app.state.uploads
    keep = allowed(request.headers.get("authorization", ""), uploads)
    called = checked_name(name)
    scratch: Scratch = request.app.state.scratch

    def answer() -> Response:
        status, prepared = read(request, path, called, keep)
        return JSONResponse(shown(prepared, messages, kept=keep), status)

    with scratch.folder() as folder:
        path = Path(folder) / f"upload{Path(called).suffix.lower()}"
        async with in_time(uploads):
            await _receive(request, path, uploads)
        return await in_turn(uploads, keep, answer)


async def in_turn(uploads: Uploads, keep: bool, work: Callable[[], T]) -> T:
    """What `work` gives, done in a thread when there is room for one more file.

    Raises
    ------
    Busy
        There was none in time.
    """
    try:
        async with uploads.room.place(operator=keep):
            return await anyio.to_thread.run_sync(work, limiter=uploads.threads)
    except NoRoomError:
        raise Busy("too many files are being read: try again in a minute", _AGAIN_S) from None


@asynccontextmanager
async def in_time(uploads: Uploads) -> AsyncIterator[None]:
    """As long as a file may take to arrive; 408 where it takes longer."""
    try:
        async with asyncio.timeout(uploads.receive_s):
            yield
    except TimeoutError:
        raise HTTPException(408, f"it did not arrive in {uploads.receive_s:g} seconds") from None


def allowed(given: str, uploads: Uploads) -> bool:
    """Whether a file that came with this ``Authorization`` is to be kept.

    A wrong token is refused rather than passed over.
    """
    if not given:
        return False
    expected = f"Bearer {uploads.token}"
    if not uploads.token or not hmac.compare_digest(given.encode(), expected.encode()):
        raise HTTPException(401, "this token does not allow to keep files")
    return True


def checked_name(name: str) -> str:
    """The last part of a file's name, if testban reads such files; it is never used as a path."""
    called = name.replace("\\", "/").rsplit("/", 1)[-1].strip()
    if not called.isprintable() or not called.lower().endswith(SUFFIXES) or called[0] == ".":
        raise HTTPException(415, f"the name must end in one of {' '.join(SUFFIXES)}")
    return called


async def _receive(request: Request, path: Path, uploads: Uploads) -> None:
    too_large = HTTPException(413, f"a file may have {uploads.most_bytes:,} bytes at most")
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > uploads.most_bytes:
        raise too_large
    size = 0
    with path.open("wb") as file:
        async for chunk in request.stream():
            size += len(chunk)
            if size > uploads.most_bytes:
                raise too_large
            file.write(chunk)
    if not size:
        raise HTTPException(400, "the file is empty")


def read(request: Request, path: Path, name: str, keep: bool) -> tuple[int, Prepared]:
    """The file's rows, kept where that is wanted, and the status to answer with."""
    uploads: Uploads = request.app.state.uploads
    store = site_of(request).store
    limits = uploads.limits_kept if keep else uploads.limits
    prepared = prepare_confined(path, name, store.actions(), limits)
    if isinstance(prepared, Failure):
        raise HTTPException(422, prepared.message)
    # Answered only when the transaction has ended: what was told to be kept is kept.
    new = keep and store.keep(prepared)
    return (201 if new else 200), prepared


def shown(prepared: Prepared, lang: str, *, kept: bool) -> Json:
    """What is told of a file."""
    hidden = ("text", "page_starts")
    document = {k: v for k, v in prepared.document.items() if k not in hidden}
    cited = ("spans", "line", "page", "place", "quote")

    def cite(row: dict[str, Any]) -> Json:
        return {name: row[name] for name in cited}

    return {
        "kept": kept,
        "document": {"sha256": prepared.sha256, **document},
        "facts": [
            {"kind": row["kind"], **row["fields"], "cite": cite(row)} for row in prepared.facts
        ],
        "findings": [
            {
                "line": row["line"],
                "column": row["column"],
                "code": row["code"],
                "severity": row["severity"],
                "cause": row["cause"],
                "message": row["messages"][lang],
                "expected": row["expected"],
                "cite": cite(row),
            }
            for row in prepared.findings
        ],
        "problem": prepared.problem,
    }
