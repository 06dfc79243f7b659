"""Ingesting files: found, read in parallel, written one document at a time by one writer."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sqlalchemy.engine import Engine

from testban import __version__
from testban.store.parallel import prepared_files
from testban.store.prepare import Pipeline, extractor
from testban.store.records import Failure, IngestReport
from testban.store.write import (
    add_name,
    finish_run,
    known_documents,
    start_run,
    write_document,
)

__all__ = ["SUFFIXES", "Progress", "ingest"]

SUFFIXES = (".docx", ".htm", ".html", ".md", ".pdf", ".text", ".txt", ".xhtml")
"""What is taken from a folder. A file that is named itself is read whatever it is called."""

Progress = Callable[[int, int, Path], None]
"""Called after every file: how many are done, of how many, and which it was."""

# A run's description in the store; the paths of a shell's * can be thousands.
_LONGEST_WHAT = 500


def ingest(
    engine: Engine,
    paths: Iterable[Path],
    *,
    pipeline: Pipeline,
    workers: int | None = None,
    progress: Progress | None = None,
    own_files: frozenset[Path] = frozenset(),
) -> IngestReport:
    """Bring files and folders into the store; see `Store.ingest`."""
    given = list(paths)
    report = IngestReport()
    files = _find(given, report, own_files)
    reader = extractor()
    run = start_run(engine, __version__, " ".join(map(str, given))[:_LONGEST_WHAT])
    done = len(report.failed)
    total = len(files) + done

    def tick(path: Path) -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, total, path)

    new = _Unread(engine, files, reader, report, tick)
    for path, result in prepared_files(new, pipeline, workers):
        if isinstance(result, Failure):
            report.failed.append(result)
        elif write_document(engine, result, reader, run):
            report.ingested.append(path)
        else:
            report.unchanged.append(path)
        tick(path)
    new.settle()
    finish_run(engine, run, report)
    return report


class _Unread:
    """The files that have to be read: those whose bytes the store does not know yet."""

    def __init__(
        self,
        engine: Engine,
        files: list[Path],
        reader: str,
        report: IngestReport,
        tick: Callable[[Path], None],
    ) -> None:
        self._engine = engine
        self._files = files
        self._stored = {sha256 for sha256, by in known_documents(engine).items() if by == reader}
        self._coming: set[str] = set()
        self._copies: list[tuple[Path, str]] = []
        self._report = report
        self._tick = tick

    def __iter__(self) -> Iterator[Path]:
        for path in self._files:
            try:
                with path.open("rb") as file:
                    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            except OSError as error:
                self._report.failed.append(Failure(path, f"{path}: {error.strerror or error}"))
                self._tick(path)
                continue
            if sha256 in self._stored:
                self._same(path, sha256)
            elif sha256 in self._coming:
                self._copies.append((path, sha256))
            else:
                self._coming.add(sha256)
                yield path

    def settle(self) -> None:
        """Deal with the files that were copies of others in the same run."""
        self._stored = set(known_documents(self._engine))
        for path, sha256 in self._copies:
            if sha256 in self._stored:
                self._same(path, sha256)
                continue
            self._report.failed.append(
                Failure(path, f"{path}: the same bytes as another file that could not be read")
            )
            self._tick(path)

    def _same(self, path: Path, sha256: str) -> None:
        add_name(self._engine, sha256, path.name)
        self._report.unchanged.append(path)
        self._tick(path)


def _find(given: list[Path], report: IngestReport, own_files: frozenset[Path]) -> list[Path]:
    """The files to read, each once; what is missing or of another type goes into the report."""
    found: dict[Path, Path] = {}
    for path in given:
        if path.is_dir():
            before = len(found)
            for file in _walk(path, report, own_files):
                found.setdefault(file.resolve(), file)
            if len(found) == before and not any(path.resolve() in f.parents for f in found):
                message = f"{path}: no document in this folder. Types read: {' '.join(SUFFIXES)}"
                report.failed.append(Failure(path, message))
        elif path.is_file():
            found.setdefault(path.resolve(), path)
        else:
            what = "not a file or a folder" if path.exists() else "there is no such file or folder"
            report.failed.append(Failure(path, f"{path}: {what}. Check the spelling"))
    return list(found.values())


def _walk(folder: Path, report: IngestReport, own_files: frozenset[Path]) -> Iterator[Path]:
    """The documents under `folder`, in order of their paths."""

    def refused(error: OSError) -> None:
        path = Path(error.filename or folder)
        report.failed.append(Failure(path, f"{path}: {error.strerror or error}"))

    for place, folders, files in os.walk(folder, onerror=refused):
        # Not followed, but named: what is hidden, and links to folders, which can go in circles.
        for name in sorted(folders):
            if name.startswith(".") or (Path(place) / name).is_symlink():
                report.skipped.append(Path(place) / name)
                folders.remove(name)
        folders.sort()
        for name in sorted(files):
            path = Path(place) / name
            # A folder's own description is no paper; named by itself it is read all the same.
            read = path.suffix.lower() in SUFFIXES and path.stem.upper() != "README"
            if read and not name.startswith(".") and path.is_file():
                yield path
            elif path.resolve() not in own_files:
                report.skipped.append(path)
