"""Tables built once and kept in the user's cache folder.

The file's name holds a digest of the velocity model and of the code that builds, so that no table
outlives what it was made from. It is written beside and moved into place: of several processes that
build at the same time each writes a whole file, and the last stays.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
import zipfile
from importlib.resources import files
from pathlib import Path

import numpy as np

from testban.monitoring.traveltimes.earth import EarthModel
from testban.monitoring.traveltimes.kernel import Tables

__all__ = ["ENVIRONMENT", "cache_folder", "load", "save"]

ENVIRONMENT = "TESTBAN_CACHE"
"""Names a folder for what is built once; empty: keep nothing."""
_CODE = ("build.py", "curves.py", "kernel.py", "phases.py", "rays.py")


def cache_folder() -> Path | None:
    """Where built tables lie; None where the user wants none."""
    if ENVIRONMENT in os.environ:
        return Path(os.environ[ENVIRONMENT]) if os.environ[ENVIRONMENT] else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "testban"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "testban"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "testban"


def _file(model: EarthModel) -> Path | None:
    folder = cache_folder()
    if folder is None:
        return None
    made_of = hashlib.sha256(model.digest.encode())
    for name in _CODE:
        made_of.update(files("testban.monitoring.traveltimes").joinpath(name).read_bytes())
    return folder / f"traveltimes-{made_of.hexdigest()[:24]}.npz"


def load(model: EarthModel) -> tuple[Tables, tuple[str, ...]] | None:
    """The kept tables of a model; None where there are none that can be read."""
    path = _file(model)
    if path is None or not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as kept:
            fields = [kept[name] for name in Tables._fields]
            names = tuple(str(name) for name in kept["names"])
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    tables = Tables(float(fields[0]), *fields[1:])
    return (tables, names) if _sound(tables, len(names)) else None


def _sound(tables: Tables, phases: int) -> bool:
    """No index leads outside its array: the kernel does not look."""
    slabs = tables.slab_nodes.size
    if tables.start.shape != (phases, slabs + 1) or tables.samples.ndim != 3:
        return False
    rows = tables.samples.shape[0]
    return bool(
        tables.lo.size == tables.hi.size == rows
        and tables.row.size == tables.direct.size
        and tables.samples.shape[1] == tables.share.size
        and tables.start.min() >= 0
        and tables.start.max() <= tables.members.size
        and tables.members.min() >= 0
        and tables.members.max() < tables.row.size
        and tables.row.min() >= 0
        and tables.row.max() + tables.slab_nodes.min() <= rows
    )


def save(model: EarthModel, tables: Tables, names: tuple[str, ...]) -> None:
    """Keep the tables; a folder that cannot be written to costs the next start, and nothing else."""
    path = _file(model)
    if path is None:
        return
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as out:
                np.savez(out, names=np.array(names), **tables._asdict())
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
