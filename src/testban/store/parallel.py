"""Reading files in several processes, with bounded memory, and outliving a reader that crashes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from pathlib import Path

from testban.errors import StoreError, UsageError
from testban.store.prepare import Pipeline, Prepared, prepare
from testban.store.records import Failure

__all__ = ["prepared_files"]

MOST_WORKERS = 4
"""More gain little: one process writes, and each reader costs some 80 MB of memory."""

MOST_PER_CORE = 4
"""A number of workers that someone asks for is cut to so many for each processor."""

FEW_FILES = 4
"""So few are read sooner than a second process has started."""

# Files given to the readers and not yet written, per reader: enough that none waits behind one
# slow file, few enough for the memory.
_AHEAD = 4

Result = Prepared | Failure


def prepared_files(
    paths: Iterable[Path], pipeline: Pipeline, workers: int | None
) -> Iterator[tuple[Path, Result]]:
    """Each file with its rows, or with why it has none, in the order of `paths`.

    Parameters
    ----------
    paths
        Taken one by one, only as results are taken.
    workers
        Processes that read: never more than there are files, nor than `MOST_PER_CORE` for each
        processor. None for as many as there are processors, but at most `MOST_WORKERS`, and none
        beside this one for a few files.

    Raises
    ------
    UsageError
        The number of workers is not positive.
    StoreError
        No process can be started.
    """
    if workers is not None and workers < 1:
        raise UsageError(f"{workers} workers cannot read anything", cure="Give 1 or more")
    cores = os.cpu_count() or 1
    most = min(cores, MOST_WORKERS) if workers is None else min(workers, MOST_PER_CORE * cores)
    remaining = iter(paths)
    head = list(islice(remaining, max(most, FEW_FILES + 1)))
    few = workers is None and len(head) <= FEW_FILES
    remaining = chain(head, remaining)
    if few or most == 1:
        for path in remaining:
            yield path, prepare(path, pipeline)
        return
    workers = min(most, len(head))
    for path in remaining:
        # Once round for every time that a reader crashes.
        yield from _pooled(chain([path], remaining), pipeline, workers)


def _pooled(
    paths: Iterator[Path], pipeline: Pipeline, workers: int
) -> Iterator[tuple[Path, Result]]:
    """Results until the files are at an end, or a reader crashed and took its pool with it."""
    flying: deque[tuple[Path, Future[Result]]] = deque()
    pool = _pool(workers)
    try:
        while True:
            for path in islice(paths, workers * _AHEAD - len(flying)):
                flying.append((path, _submit(pool, path, pipeline)))
            if not flying:
                return
            if _crashed(flying[0][1]):
                # Nobody knows which file it was: those without a result are read again, alone.
                for path, future in flying:
                    yield path, _alone(path, pipeline) if _crashed(future) else future.result()
                return
            path, future = flying.popleft()
            yield path, future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, path: Path, pipeline: Pipeline) -> Future[Result]:
    try:
        return pool.submit(prepare, path, pipeline)
    except BrokenProcessPool as error:
        future: Future[Result] = Future()
        future.set_exception(error)
        return future


def _crashed(future: Future[Result]) -> bool:
    return isinstance(future.exception(), BrokenProcessPool)


def _alone(path: Path, pipeline: Pipeline) -> Result:
    """A file's rows, read in a process of its own, so that a crash is this file's."""
    pool = _pool(1)
    try:
        future = _submit(pool, path, pipeline)
        if not _crashed(future):
            return future.result()
    finally:
        pool.shutdown()
    message = "its reader crashed (a damaged file, or too large for the memory)"
    return Failure(path, f"{path}: {message}. Save it anew as PDF or text")


def _pool(workers: int) -> ProcessPoolExecutor:
    # spawn: the same on every system, and safe where the caller has threads.
    context = multiprocessing.get_context("spawn")
    cure = "Call it under if __name__ == '__main__', or read in one process: workers=1"
    try:
        pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start_reader)
        pool.submit(os.getpid).result()
    except (BrokenProcessPool, OSError, NotImplementedError) as error:
        raise StoreError("no reading process can be started", cure=cure) from error
    return pool


def _start_reader() -> None:
    """Set up a reading process: Ctrl-C is the parent's to handle, and its death is this one's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def follow() -> None:
        # A killed parent closes no queue: its readers would wait for work for ever.
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
