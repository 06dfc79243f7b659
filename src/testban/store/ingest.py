"""Ingesting files: found, read in parallel, written one document at a time by one writer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from sqlalchemy.engine import Engine

from testban import __version__
from testban.reference.actions import Action
from testban.store.extractor import checker, entry_names, extractor
from testban.store.papers import failure, find_papers
from testban.store.parallel import prepared_files
from testban.store.prepare import Pipeline, Prepared
from testban.store.records import Failure, IngestReport
from testban.store.write import (
    add_name,
    finish_run,
    known_documents,
    start_run,
    write_document,
)

__all__ = ["Progress", "Target", "ingest"]

Progress = Callable[[int, int, Path], None]
"""Called after every file: how many are done, of how many, and which it was."""

# A run's description in the store; the paths of a shell's * can be thousands.
_LONGEST_WHAT = 500


class Target:
    """The store that is written to: made with its first document, where there is none yet.

    Parameters
    ----------
    engine
        Gives connections to the store, and makes it where that was put off.
    made
        Whether it is there.
    entered
        The user's own entries in the ledger, against which documents are checked.
    """

    def __init__(
        self, engine: Callable[[], Engine], *, made: bool, entered: Sequence[Action] = ()
    ) -> None:
        self._engine = engine
        self._made = made
        self._reader = (extractor(), checker(entry_names(entered)))
        self._run: int | None = None
        self._what = ""

    def start(self, what: str) -> None:
        """Begin a run that does `what`; a store that is not there yet hears of it later."""
        self._what = what
        if self._made:
            self._run = start_run(self._engine(), __version__, what)

    def known(self) -> dict[str, bool]:
        """The SHA-256 of every stored document; whether it was read and checked as it would be now."""
        if not self._made:
            return {}
        stored = known_documents(self._engine())
        return {sha256: reader == self._reader for sha256, reader in stored.items()}

    def write(self, prepared: Prepared) -> bool:
        """Store a document; see `write_document`."""
        engine = self._engine()
        self._made = True
        if self._run is None:
            self._run = start_run(engine, __version__, self._what)
        return write_document(engine, prepared, self._reader, self._run)

    def add_name(self, sha256: str, name: str) -> None:
        """Remember that a stored document was met under this file name too."""
        add_name(self._engine(), sha256, name)

    def finish(self, report: IngestReport) -> None:
        """End the run."""
        if self._run is not None:
            finish_run(self._engine(), self._run, report)


def ingest(
    target: Target,
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
    files = find_papers(given, report, own_files)
    target.start(" ".join(map(str, given))[:_LONGEST_WHAT])
    done = len(report.failed)
    total = len(files) + done

    def tick(path: Path) -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, total, path)

    new = _Unread(target, files, report, tick)
    for path, result in prepared_files(new, pipeline, workers):
        if isinstance(result, Failure):
            report.failed.append(result)
        elif target.write(result):
            report.ingested.append(path)
        else:
            report.unchanged.append(path)
        tick(path)
    new.settle()
    target.finish(report)
    return report


class _Unread:
    """The files that have to be read: those whose bytes the store does not know yet."""

    def __init__(
        self,
        target: Target,
        files: list[Path],
        report: IngestReport,
        tick: Callable[[Path], None],
    ) -> None:
        self._target = target
        self._files = files
        self._stored = {sha256 for sha256, as_now in target.known().items() if as_now}
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
                self._report.failed.append(failure(path, error))
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
        self._stored = set(self._target.known())
        for path, sha256 in self._copies:
            if sha256 in self._stored:
                self._same(path, sha256)
                continue
            self._report.failed.append(
                Failure(path, f"{path}: the same bytes as another file that could not be read")
            )
            self._tick(path)

    def _same(self, path: Path, sha256: str) -> None:
        self._target.add_name(sha256, path.name)
        self._report.unchanged.append(path)
        self._tick(path)
