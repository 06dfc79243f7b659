"""Room for files: few at once, a short queue, the operator first; pages wait for none of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

import testban.web.upload as uploading
from testban.store import Failure, Store
from testban.store.confined import Limits
from testban.web import create_app
from testban.web.room import NoRoomError, Room
from testban.web.scratch import Scratch
from testban.web.upload import Uploads
from tests.pace import allowed

PAPER = b"Report\n\n1. Egypt and China took the floor.\n"


async def entered(room: Room, log: list[str], name: str, hold: asyncio.Event) -> None:
    """Hold a place until told, and note the entry or the refusal."""
    try:
        async with room.place(operator=name.startswith("operator")):
            log.append(name)
            await hold.wait()
    except NoRoomError:
        log.append(f"{name} turned away")


def run(scene: Callable[[list[str]], Coroutine[Any, Any, None]]) -> list[str]:
    """What a scene noted."""
    log: list[str] = []
    asyncio.run(scene(log))
    return log


def test_the_operator_has_a_place_of_his_own_and_goes_first() -> None:
    async def scene(log: list[str]) -> None:
        room, hold, rest = Room(places=1, waiting=1, wait_s=60), asyncio.Event(), asyncio.Event()
        names = ("a", "b", "c", "operator 1", "operator 2")
        async with asyncio.TaskGroup() as group:
            for name in names:
                kept = rest if name == "operator 1" else hold
                group.create_task(entered(room, log, name, kept))
                await asyncio.sleep(0)
            await asyncio.sleep(0)
            assert log == ["a", "c turned away", "operator 1"]
            hold.set()
            for _ in range(10):
                await asyncio.sleep(0)
            rest.set()

    assert run(scene) == ["a", "c turned away", "operator 1", "operator 2", "b"]


def test_who_waits_too_long_is_turned_away_and_the_place_is_not_lost() -> None:
    async def scene(log: list[str]) -> None:
        room, hold, free = Room(places=1, waiting=2, wait_s=0.02), asyncio.Event(), asyncio.Event()
        free.set()
        async with asyncio.TaskGroup() as group:
            group.create_task(entered(room, log, "a", hold))
            await asyncio.sleep(0)
            await entered(room, log, "b", free)
            hold.set()
        given_up = asyncio.create_task(entered(room, log, "c", asyncio.Event()))
        await asyncio.sleep(0)
        given_up.cancel()
        await asyncio.gather(given_up, return_exceptions=True)
        await entered(room, log, "d", free)

    assert run(scene) == ["a", "b turned away", "c", "d"]


@asynccontextmanager
async def asking(store: Store, uploads: Uploads) -> AsyncIterator[httpx.AsyncClient]:
    """A client that asks many things at once."""
    transport = httpx.ASGITransport(create_app(store, uploads=uploads, kept_bytes=0))
    async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
        yield client


@pytest.mark.parametrize("path", ["/api/v1/uploads?name=a.txt", "/upload"])
def test_a_crowd_of_files_stops_neither_pages_nor_the_operator(
    store: Store, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = 0.4

    def slow(file: Path, name: str, entered: object, limits: Limits) -> Failure:
        time.sleep(reading)
        return Failure(file, f"{name}: {limits.cpu_s} s")

    monkeypatch.setattr(uploading, "prepare_confined", slow)
    uploads = Uploads(token="t", room=Room(places=2, waiting=3, wait_s=0.1))
    form = {"files": {"file": ("a.txt", PAPER)}}
    body = form if path == "/upload" else {"content": PAPER}

    async def scene() -> tuple[list[httpx.Response], httpx.Response, httpx.Response, float]:
        async with asking(store, uploads) as client:
            await client.get("/findings")
            crowd = [asyncio.create_task(client.post(path, **body)) for _ in range(60)]
            await asyncio.sleep(0.05)
            token = (
                {**form, "data": {"token": "t"}}
                if path == "/upload"
                else {**body, "headers": {"Authorization": "Bearer t"}}
            )
            operator = asyncio.create_task(client.post(path, **token))
            started = time.perf_counter()
            page = await client.get("/findings?x=1")
            waited = time.perf_counter() - started
            return await asyncio.gather(*crowd), await operator, page, waited

    crowd, operator, page, waited = asyncio.run(scene())
    told = [answer.status_code for answer in crowd]
    assert (told.count(422), told.count(503)) == (2, 58)
    turned_away = next(answer for answer in crowd if answer.status_code == 503)
    assert int(turned_away.headers["retry-after"]) > 0
    if path != "/upload":
        assert turned_away.json()["code"] == "busy"
    assert operator.status_code == 422
    # What is read with the token may take longer.
    assert f"{uploads.limits_kept.cpu_s} s" in operator.text
    assert uploads.limits.cpu_s < uploads.limits_kept.cpu_s
    assert page.status_code == 200
    assert waited < allowed(reading)


@pytest.mark.parametrize("path", ["/api/v1/uploads?name=a.txt", "/upload"])
def test_a_file_that_trickles_in_is_cut_off(store: Store, path: str) -> None:
    async def trickle() -> AsyncIterator[bytes]:
        yield b"--x\r\nContent-Disposition: form-data; name=file; filename=a.txt\r\n\r\n"
        while True:
            await asyncio.sleep(0.01)
            yield b"x"

    async def scene() -> httpx.Response:
        async with asking(store, Uploads(receive_s=0.1)) as client:
            head = {"Content-Type": "multipart/form-data; boundary=x"}
            return await client.post(path, content=trickle(), headers=head)

    assert asyncio.run(scene()).status_code == 408


def test_what_a_killed_process_left_is_removed_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left = tmp_path / "testban-serve-gone"
    left.mkdir()
    (left / "lock").touch()
    (left / "upload.txt").write_bytes(PAPER)
    others = tmp_path / "testban-serve-without-a-lock"
    others.mkdir()
    first = Scratch()
    assert not left.exists()
    with first.folder() as folder:
        second = Scratch()
        assert Path(folder).is_dir()
        assert {others, first.path, second.path} == set(tmp_path.iterdir())
    assert not Path(folder).exists()
    first.close()
    del second
    assert list(tmp_path.iterdir()) == [others]
