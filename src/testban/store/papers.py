"""Papers in files and folders: which there are, and what cannot be read at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from testban.store.records import Failure, IngestReport
from testban.store.storable import shown

__all__ = ["SUFFIXES", "failure", "find_papers", "papers_in"]

SUFFIXES = (".docx", ".htm", ".html", ".md", ".pdf", ".text", ".txt", ".xhtml")
"""What is taken from a folder. A file that is named itself is read whatever it is called."""

_README = "readme"
"""How the names of files begin that describe a folder: they are none of its papers."""


def failure(path: Path, why: OSError | str) -> Failure:
    what = why if isinstance(why, str) else why.strerror or str(why)
    return Failure(path, f"{shown(path)}: {what}")


def _mode(path: Path) -> int | OSError:
    """What kind of thing is at `path`, links followed, or why that cannot be told."""
    try:
        return path.stat().st_mode
    except OSError as error:
        return error
    except ValueError:
        return OSError(errno.EINVAL, "not a path: it holds a NUL character")


def _is_file(mode: int | OSError) -> bool:
    return isinstance(mode, int) and stat.S_ISREG(mode)


def papers_in(given: Iterable[Path]) -> tuple[list[Path], list[Failure]]:
    """The files that an ingest of `given` would read, and what of it cannot be read at all."""
    report = IngestReport()
    return find_papers(list(given), report, frozenset()), report.failed


def find_papers(given: list[Path], report: IngestReport, own_files: frozenset[Path]) -> list[Path]:
    """The files to read, each once; what is missing or of another type goes into the report."""
    found: dict[Path, Path] = {}
    for path in given:
        mode = _mode(path)
        if _is_file(mode):
            found.setdefault(path.resolve(), path)
        elif isinstance(mode, (FileNotFoundError, NotADirectoryError)):
            why = "there is no such file or folder. Check the spelling"
            report.failed.append(failure(path, why))
        elif isinstance(mode, OSError):
            report.failed.append(failure(path, mode))
        elif stat.S_ISDIR(mode):
            before = len(found)
            for file in _walk(path, report, own_files):
                found.setdefault(file.resolve(), file)
            if len(found) == before and not any(path.resolve() in f.parents for f in found):
                why = f"no document in this folder. Types read: {' '.join(SUFFIXES)}"
                report.failed.append(failure(path, why))
        else:
            report.failed.append(failure(path, "not a file or a folder. Name a document"))
    return list(found.values())


# Of links that lead nowhere: there is nothing that could be read.
_NOWHERE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}


def _walk(folder: Path, report: IngestReport, own_files: frozenset[Path]) -> Iterator[Path]:
    """The documents under `folder`, in order of their paths."""

    def refused(error: OSError) -> None:
        report.failed.append(failure(Path(error.filename or folder), error))

    for place, folders, files in os.walk(folder, onerror=refused):
        # Not followed, but named: what is hidden, and links to folders, which can go in circles.
        for name in sorted(folders):
            if name.startswith(".") or os.path.islink(Path(place) / name):  # noqa: PTH114 - never fails
                report.skipped.append(Path(place) / name)
                folders.remove(name)
        folders.sort()
        for name in sorted(files):
            path = Path(place) / name
            mode = _mode(path)
            if isinstance(mode, OSError) and mode.errno not in _NOWHERE:
                report.failed.append(failure(path, mode))
            elif _is_file(mode) and _is_paper(name):
                yield path
            elif not (_is_file(mode) and path.resolve() in own_files):
                report.skipped.append(path)


def _is_paper(name: str) -> bool:
    plain = name.lower()
    return plain.endswith(SUFFIXES) and not plain.startswith((".", _README))
