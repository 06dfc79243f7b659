"""From a path to bytes: without hanging on a pipe, and without filling the memory."""

from __future__ import annotations

import os
from pathlib import Path

from testban.errors import DocumentError
from testban.files import opened, shortened
from testban.treaty.documents.readers.sniff import refuse_foreign, size_limit

__all__ = ["read_bytes"]

_HEAD = 4096
"""Bytes looked at to tell the kind."""


def read_bytes(path: Path) -> bytes:
    """All bytes of the file at `path`.

    Raises
    ------
    DocumentError
        Where `path` is no readable ordinary file, is empty, is larger than its kind may be, or
        begins like a file that holds no text (a picture, a program, a spreadsheet).
    """
    where = shortened(path)
    with opened(path, DocumentError) as file:
        head = file.read(_HEAD)
        if not head:
            raise DocumentError(
                "the file is empty", where=where, cure="Download or save the document again"
            )
        refuse_foreign(head, where)
        limit = size_limit(head)
        # Asked of the file, so that a large one is refused before it is read ...
        size = os.fstat(file.fileno()).st_size
        data = head if size > limit else head + file.read(limit + 1 - len(head))
    # ... and of what was read, because a file can grow meanwhile.
    if max(size, len(data)) > limit:
        raise DocumentError(
            f"{max(size, len(data)) / 2**20:.0f} MiB is too large: the limit for this kind of file "
            f"is {limit >> 20} MiB",
            where=where,
            cure="Split it into one file a document",
        )
    return data
