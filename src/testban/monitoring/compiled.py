"""Where numba keeps compiled code, on machines that leave it no place of its own."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

__all__ = ["give_a_place"]

ENVIRONMENT = "NUMBA_CACHE_DIR"


def give_a_place(package: Path) -> Path | None:
    """See to it that compiled code can be kept: numba refuses to be imported where it cannot.

    It keeps it beside the code, or in the user's cache folder. Where neither can be written to (a
    program that an administrator installed, run by an account without a home) it is given a folder
    of this process alone, which is removed at the end. A shared one would let others plant code.

    Returns
    -------
    The folder made; None where there is no need for one.
    """
    if os.environ.get(ENVIRONMENT) or os.access(package, os.W_OK) or _home_is_writable():
        return None
    folder = Path(tempfile.mkdtemp(prefix="testban-compiled-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ[ENVIRONMENT] = str(folder)
    if "numba" in sys.modules:  # it reads the environment only when it is imported
        sys.modules["numba"].config.CACHE_DIR = str(folder)
    return folder


def _home_is_writable() -> bool:
    """Whether the user's cache folder is there and open, or can be made."""
    try:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        return False
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK)
