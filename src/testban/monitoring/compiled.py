"""Compiled code: `njit`, and where numba keeps what it made.

Numba looks only at the file of a function to see whether what it kept is stale. But a compiled function
holds the compiled functions that it calls, and the constants of other modules, as they were. So each
module's code is kept in a folder named for the digest of that module and of all of testban that it
imports: where a constant changes, every module that can hold it is compiled anew.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

__all__ = ["digest", "folder_of", "give_a_place", "njit"]

ENVIRONMENT = "NUMBA_CACHE_DIR"
KEPT = 3
"""So many versions of a module's code are kept: to go back to another branch costs nothing then."""

_PACKAGE = Path(__file__).parent
_ROOT = _PACKAGE.parent.parent
_IMPORTS = re.compile(r"^[ \t]*(?:from|import) (testban[\w.]*)(?: import (\([^)]*\)|.*))?", re.M)


if TYPE_CHECKING:
    from numba import njit  # with what a type checker makes of it
else:

    def njit(**options: Any) -> Callable[[Callable[..., Any]], Any]:
        """Numba's `njit`, whose code is kept by the digest of its module.

        Numba reads the folder when a function is decorated, so it is set for that moment alone: what
        a user compiles stays where he keeps it.
        """
        import numba

        def decorate(function: Callable[..., Any]) -> Any:
            before = numba.config.CACHE_DIR
            numba.config.CACHE_DIR = str(folder_of(Path(function.__code__.co_filename)))
            try:
                return numba.njit(**options)(function)
            finally:
                numba.config.CACHE_DIR = before

        return decorate


@lru_cache(maxsize=256)
def folder_of(source: Path) -> Path:
    """The folder for the code of a module, made ready: of older versions the newest are left."""
    name = source.relative_to(_ROOT).with_suffix("").as_posix().replace("/", ".")
    base = _base()
    folder = base / f"{name}-{digest(source)}"
    if not folder.exists():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            older = sorted(base.glob(f"{name}-*"), key=lambda path: -path.stat().st_mtime)
            for path in older[KEPT:]:
                shutil.rmtree(path, ignore_errors=True)
        except OSError:
            pass  # another process was quicker to tidy up, or numba will say what is the matter
    return folder


def digest(source: Path) -> str:
    """Of a module and of all modules of testban that it imports, directly or through others."""
    found = {source}
    left = [source]
    while left:
        new = set(_imported(left.pop())) - found
        found |= new
        left += new
    parts = hashlib.sha256()
    for path in sorted(found):
        parts.update(path.relative_to(_ROOT).as_posix().encode() + b"\0")
        parts.update(_text(path).encode() + b"\0")
    return parts.hexdigest()[:16]


@lru_cache(maxsize=512)
def _text(source: Path) -> str:
    return source.read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _imported(source: Path) -> tuple[Path, ...]:
    """The files of testban that a module names in imports: modules, and packages by their `__init__`.

    Read from its text, for what a package offers may be imported only when it is asked for.
    """
    found = []
    for module, names in _IMPORTS.findall(_text(source)):
        within = [f"{module}.{name}" for name in re.findall(r"\w+", names)]
        for dotted in (module, *within):
            path = _ROOT.joinpath(*dotted.split("."))
            found += [
                file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()
            ]
    return tuple(found)


def _base() -> Path:
    """Beside the code where that can be written to, else in the user's cache folder."""
    if given := os.environ.get(ENVIRONMENT):
        return Path(given) / "testban"
    if os.access(_PACKAGE, os.W_OK):
        return _PACKAGE / "__pycache__" / "compiled"
    return _cache_folder() / "testban" / "compiled"


def give_a_place(package: Path) -> Path | None:
    """See to it that compiled code can be kept: numba refuses to be imported where it cannot.

    It is kept beside the code, or in the user's cache folder. Where neither can be written to (a
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


def _cache_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _home_is_writable() -> bool:
    """Whether the user's cache folder is there and open, or can be made."""
    try:
        folder = _cache_folder()
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        return folder.is_dir() and os.access(folder, os.W_OK)
    except (RuntimeError, PermissionError):  # no home, or one that is closed to this account
        return False
