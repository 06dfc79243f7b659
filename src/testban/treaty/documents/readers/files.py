"""From a path to bytes: without hanging on a pipe, and without filling the memory."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from testban.errors import DocumentError
from testban.treaty.documents.readers.sniff import refuse_foreign, size_limit

__all__ = ["read_bytes"]

_HEAD = 4096
_LONGEST = 1000
"""Bytes looked at to tell the kind, and characters of a path that an error prints."""

_REFUSALS = {
    errno.ENOENT: ("no such file", "Check the spelling of the path"),
    errno.ENOTDIR: ("no such file: a part of the path is not a folder", "Check the path"),
    errno.EACCES: ("not readable: permission denied", "Give yourself read permission (chmod u+r)"),
    errno.EPERM: ("not readable: permission denied", "Give yourself read permission (chmod u+r)"),
    errno.ELOOP: ("a symbolic link that leads back to itself", "Name the file itself"),
    errno.ENAMETOOLONG: ("the path is too long", "Move the file to a shorter path"),
    errno.EISDIR: ("a folder, not a document", "Name a file in it, or ingest the folder"),
    errno.ENXIO: ("a socket, not a document", "Save what it sends to a file and name that"),
}

_KINDS = (
    (stat.S_ISDIR, "a folder, not a document", "Name a file in it, or ingest the folder"),
    (stat.S_ISFIFO, "a pipe, not a file", "Save what it sends to a file and name that"),
    (stat.S_ISSOCK, "a socket, not a file", "Save what it sends to a file and name that"),
    (stat.S_ISCHR, "a device, not a file", "Name a document"),
    (stat.S_ISBLK, "a device, not a file", "Name a document"),
)


def read_bytes(path: Path) -> bytes:
    """All bytes of the file at `path`.

    Raises
    ------
    DocumentError
        Where `path` is no readable ordinary file, is empty, is larger than its kind may be, or
        begins like a file that holds no text (a picture, a program, a spreadsheet).
    """
    where = str(path)
    where = where if len(where) < _LONGEST else f"{where[:60]}…"
    try:
        # Not blocking, so that a pipe without a writer is seen to be a pipe instead of waited for.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        what, cure = _REFUSALS.get(
            error.errno or 0, (f"cannot be opened: {error.strerror}", "Check the file and its disk")
        )
        raise DocumentError(what, where=where, cure=cure) from error
    except ValueError as error:
        raise DocumentError(
            "not a path: it holds a NUL character", where=repr(where), cure="Check the path"
        ) from error
    try:
        _refuse_special(os.fstat(descriptor).st_mode, where)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            head = file.read(_HEAD)
            if not head:
                raise DocumentError(
                    "the file is empty", where=where, cure="Download or save the document again"
                )
            refuse_foreign(head, where)
            limit = size_limit(head)
            # Asked of the file, so that a large one is refused before it is read ...
            size = os.fstat(descriptor).st_size
            data = head if size > limit else head + file.read(limit + 1 - len(head))
    except OSError as error:
        raise DocumentError(
            f"cannot be read: {error.strerror}", where=where, cure="Check the file and its disk"
        ) from error
    finally:
        os.close(descriptor)
    # ... and of what was read, because a file can grow meanwhile.
    if max(size, len(data)) > limit:
        raise DocumentError(
            f"{max(size, len(data)) / 2**20:.0f} MiB is too large: the limit for this kind of file "
            f"is {limit >> 20} MiB",
            where=where,
            cure="Split it into one file a document",
        )
    return data


def _refuse_special(mode: int, where: str) -> None:
    """Let only an ordinary file pass."""
    if stat.S_ISREG(mode):
        return
    for test, what, cure in _KINDS:
        if test(mode):
            raise DocumentError(what, where=where, cure=cure)
    raise DocumentError("not an ordinary file", where=where, cure="Name a document")
