"""Files that a command writes: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from testban.errors import UsageError

__all__ = ["write_whole"]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there: nobody ever sees half of it.

    Raises
    ------
    UsageError
        The folder is missing or closed, the path is a folder, or the disk is full.
    """
    if path.is_dir():
        raise UsageError("this is a folder", where=str(path), cure="Name a file in it")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            # mkstemp closes its file to others; what a user asks for is as open as any other.
            mask = os.umask(0)
            os.umask(mask)
            Path(name).chmod(0o666 & ~mask)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(
            f"cannot be written ({error.strerror or error})",
            where=str(path),
            cure="Name a file in a folder that is there and open to you",
        ) from error
