"""Files on the way in and out: only ordinary ones are opened, and none is ever half written."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from testban.errors import TestbanError, UsageError

__all__ = ["opened", "place_to_write", "read_text", "shortened", "write_whole"]

_LONGEST = 1000
"""Characters of a path that an error prints."""

_FOLDER = ("a folder, not a file", "Name a file in it")
_DENIED = ("not readable: permission denied", "Give yourself read permission (chmod u+r)")
_REFUSALS = {
    errno.ENOENT: ("no such file", "Check the spelling of the path"),
    errno.ENOTDIR: ("no such file: a part of the path is not a folder", "Check the path"),
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.ELOOP: ("a symbolic link that leads back to itself", "Name the file itself"),
    errno.ENAMETOOLONG: ("the path is too long", "Move the file to a shorter path"),
    errno.EISDIR: _FOLDER,
    errno.ENXIO: ("a socket, not a file", "Save what it sends to a file and name that"),
}
_KINDS = (
    (stat.S_ISDIR, *_FOLDER),
    (stat.S_ISFIFO, "a pipe, not a file", "Save what it sends to a file and name that"),
    (stat.S_ISSOCK, "a socket, not a file", "Save what it sends to a file and name that"),
    (stat.S_ISCHR, "a device, not a file", "Name an ordinary file"),
    (stat.S_ISBLK, "a device, not a file", "Name an ordinary file"),
)


@contextmanager
def opened(path: Path, error: type[TestbanError]) -> Iterator[BinaryIO]:
    """The ordinary file at `path`, open for reading bytes, without ever waiting for one.

    Raises
    ------
    TestbanError
        Of the class `error`: there is no such file, it is not an ordinary one (a folder, a pipe, a
        device), or it cannot be opened or read.
    """
    where = shortened(path)
    try:
        # Not blocking, so that a pipe without a writer is seen to be a pipe instead of waited for.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as caught:
        # Windows refuses to open a folder as if it were closed to us.
        folder = caught.errno == errno.EACCES and path.is_dir()
        what, cure = _REFUSALS.get(
            errno.EISDIR if folder else caught.errno or 0,
            (f"cannot be opened: {caught.strerror}", "Check the file and its disk"),
        )
        raise error(what, where=where, cure=cure) from caught
    except ValueError as caught:
        raise error(
            "not a path: it holds a NUL character", where=repr(where), cure="Check the path"
        ) from caught
    try:
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            _refuse_special(os.fstat(descriptor).st_mode, where, error)
            yield file
    except OSError as caught:
        raise _unreadable(caught, where, error) from caught
    finally:
        os.close(descriptor)


def read_text(path: Path, most: int, error: type[TestbanError]) -> str:
    """The text of an ordinary file of at most `most` bytes; what is no UTF-8 in it is replaced.

    Raises
    ------
    TestbanError
        Of the class `error`: it is larger, or cannot be read (see `opened`).
    """
    with opened(path, error) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise error(
            f"larger than {most // 1_000_000} MB", where=shortened(path), cure="Give another file"
        )
    return data.decode("utf-8-sig", "replace")


def shortened(path: Path) -> str:
    """A path as an error prints it."""
    shown = str(path)
    return shown if len(shown) < _LONGEST else f"{shown[:60]}…"


def _unreadable(caught: OSError, where: str, error: type[TestbanError]) -> TestbanError:
    what, cure = _REFUSALS.get(
        caught.errno or 0, (f"cannot be read: {caught.strerror}", "Check the file and its disk")
    )
    return error(what, where=where, cure=cure)


def _refuse_special(mode: int, where: str, error: type[TestbanError]) -> None:
    """Let only an ordinary file pass."""
    if stat.S_ISREG(mode):
        return
    for test, what, cure in _KINDS:
        if test(mode):
            raise error(what, where=where, cure=cure)
    raise error("not an ordinary file", where=where, cure="Name an ordinary file")


def place_to_write(path: Path, error: type[TestbanError] = UsageError) -> Path:
    """Where a file is written that is called `path`: there, or where a link of that name leads.

    Asked before long work too, so that its result has a place.

    Raises
    ------
    TestbanError
        Of the class `error`: the folder is missing or closed, or the path is of a folder, a pipe or a device.
    """
    where = shortened(path)
    try:
        if path.is_dir():
            raise error("this is a folder", where=where, cure="Name a file in it")
        # A file moved to the place of a device would take the device away.
        if path.exists() and not path.is_file():
            raise error(
                "a pipe or a device, not a file",
                where=where,
                cure="Name a file, or leave the option out to print the result",
            )
        place = Path(os.path.realpath(path))
        if not place.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        if not os.access(place.parent, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as caught:
        raise _unwritable(caught, path, error) from caught
    except ValueError as caught:
        raise error(
            "not a path: it holds a NUL character", where=repr(str(path)), cure="Check the path"
        ) from caught
    return place


def _unwritable(caught: OSError, path: Path, error: type[TestbanError]) -> TestbanError:
    return error(
        f"cannot be written ({caught.strerror or caught})",
        where=shortened(path),
        cure="Name a file in a folder that is there and open to you",
    )


def write_whole(path: Path, content: bytes, error: type[TestbanError] = UsageError) -> None:
    """Write a file beside its place and move it there: nobody ever sees half of it.

    Raises
    ------
    TestbanError
        Of the class `error`: there is no place for it (see `place_to_write`), or the disk is full. An older file
        of that name stays as it was.
    """
    place = place_to_write(path, error)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{place.name[:100]}.", dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            # mkstemp closes its file to others; what a user asks for is as open as any other.
            mask = os.umask(0)
            os.umask(mask)
            Path(name).chmod(0o666 & ~mask)
            Path(name).replace(place)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as caught:
        raise _unwritable(caught, path, error) from caught
