"""Who may have a file read now: few at once, a short queue, and the operator before everybody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

__all__ = ["NoRoomError", "Room"]


class NoRoomError(Exception):
    """There is no room, and none came free in time."""


class Room:
    """Places in which files are read, and those who wait for one.

    Waiting costs no thread: pages are answered as fast however many wait.

    Parameters
    ----------
    places
        Files read at once for readers whom nobody vouches for; the operator has one place more, so
        that they cannot keep him out.
    waiting
        So many of them wait at most; the next is turned away at once.
    wait_s
        Seconds after which one of them is turned away. The operator is not.
    """

    def __init__(self, places: int = 2, waiting: int = 8, wait_s: float = 5.0) -> None:
        self._places, self._most_waiting, self._wait_s = places, waiting, wait_s
        self._taken = 0
        self._queues: dict[bool, list[asyncio.Future[None]]] = {True: [], False: []}

    @asynccontextmanager
    async def place(self, *, operator: bool) -> AsyncIterator[None]:
        """A place, held while the context lasts.

        Raises
        ------
        NoRoomError
            None came free in time.
        """
        await self._enter(operator)
        try:
            yield
        finally:
            self._taken -= 1
            self._next()

    async def _enter(self, operator: bool) -> None:
        queue = self._queues[operator]
        if self._free(operator) and not queue:
            self._taken += 1
            return
        if not operator and len(queue) >= self._most_waiting:
            raise NoRoomError
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue.append(turn)
        try:
            async with asyncio.timeout(None if operator else self._wait_s):
                await turn
        except (TimeoutError, asyncio.CancelledError) as error:
            with suppress(ValueError):
                queue.remove(turn)
            if turn.done() and not turn.cancelled():
                # Given a place at the very moment: it goes to the next.
                self._taken -= 1
                self._next()
            if isinstance(error, TimeoutError):
                raise NoRoomError from None
            raise

    def _free(self, operator: bool) -> bool:
        return self._taken < self._places + operator

    def _next(self) -> None:
        """Give free places to those who wait, the operator first."""
        for operator in (True, False):
            queue = self._queues[operator]
            while queue and self._free(operator):
                turn = queue.pop(0)
                if not turn.done():
                    self._taken += 1
                    turn.set_result(None)
