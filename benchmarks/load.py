"""Requests by the clock over a few connections that stay open, from one cheap process."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

__all__ = ["Outcome", "send"]

CONNECTIONS = 32
_PLAIN = "/?&=+%*"
_HEAD = "Host: localhost\r\nAccept-Encoding: gzip\r\n\r\n"


@dataclass
class Outcome:
    """What became of the requests; `own_s` is the processor time of sending them."""

    late_ms: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0
    own_s: float = 0.0


def send(port: int, addresses: Sequence[str], rate: float) -> Outcome:
    """Ask a server on loopback for the addresses, so many a second, and wait for all answers."""
    return asyncio.run(_send(port, addresses, rate))


async def _send(port: int, addresses: Sequence[str], rate: float) -> Outcome:
    found = Outcome()
    due: asyncio.Queue[tuple[float, str] | None] = asyncio.Queue()
    workers = [asyncio.create_task(_work(port, due, found)) for _ in range(CONNECTIONS)]
    begin, used = time.perf_counter(), time.process_time()
    for number, address in enumerate(addresses):
        moment = begin + number / rate
        await asyncio.sleep(max(0.0, moment - time.perf_counter()))
        due.put_nowait((moment, address))
    for _ in workers:
        due.put_nowait(None)
    await asyncio.gather(*workers)
    found.seconds = time.perf_counter() - begin
    found.own_s = time.process_time() - used
    return found


async def _work(port: int, due: asyncio.Queue[tuple[float, str] | None], found: Outcome) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while (job := await due.get()) is not None:
        moment, address = job
        try:
            writer.write((f"GET {quote(address, safe=_PLAIN)} HTTP/1.1\r\n" + _HEAD).encode())
            status = await _answer(reader)
            if status != 200:
                found.wrong.append(f"{address}: {status}")
        except (OSError, EOFError, ValueError) as error:
            found.wrong.append(f"{address}: {error!r}")
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        found.late_ms.append((time.perf_counter() - moment) * 1000)
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> int:
    """The status of the next answer, which is read to its end."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    lengths = [line for line in head.split("\r\n") if line.startswith("content-length:")]
    length = int(lengths[0].partition(":")[2]) if lengths else 0
    await reader.readexactly(length)
    return int(head.split(" ", 2)[1])
