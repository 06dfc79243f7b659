"""Files of a serving process that nobody needs after it, and what killed processes left of theirs."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import weakref
from pathlib import Path

__all__ = ["Scratch"]

_NAME, _UNFINISHED, _LOCK = "testban-serve-", "testban-new-", "lock"


class Scratch:
    """A folder that goes with the object, at the latest with the process.

    A process that is killed cannot clear up. Its lock is then free, however it ended, and the next one
    to start removes the folder.
    """

    def __init__(self) -> None:
        within = Path(tempfile.gettempdir())
        _sweep(within)
        made = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=within))
        lock = os.open(made / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
        _locked(lock)
        # Under this name others look at it, and find it locked.
        self.path = made.with_name(_NAME + made.name.removeprefix(_UNFINISHED))
        made.rename(self.path)
        self._end = weakref.finalize(self, _removed, self.path, lock)

    def folder(self) -> tempfile.TemporaryDirectory[str]:
        """A new folder within it, which its context removes."""
        return tempfile.TemporaryDirectory(dir=self.path)

    def close(self) -> None:
        """Remove it, with all that is in it."""
        self._end()


def _locked(lock: int) -> bool:
    """Whether the file is locked for this process from now on."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sweep(within: Path) -> None:
    """Remove the folders of processes that are gone."""
    for each in within.glob(f"{_NAME}*"):
        # Others' folders cannot be opened, and another process may be clearing up as well.
        with contextlib.suppress(OSError):
            lock = os.open(each / _LOCK, os.O_RDWR)
            if _locked(lock):
                _removed(each, lock)
            else:
                os.close(lock)


def _removed(path: Path, lock: int) -> None:
    shutil.rmtree(path, ignore_errors=True)
    os.close(lock)
