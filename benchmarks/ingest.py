"""1,000 papers from files to facts and index: how fast, and in how much memory.

The papers are the specimens of the tests, each with a paragraph of its own. The floor is what a
user would write in ten lines: the whole text of each file into an FTS5 trigram table, without
structure, facts or citations, in one process.

    python benchmarks/ingest.py [--papers 1000] [--workers N]
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from testban.store import open_store

LIMIT_MB = 500
SPECIMENS = Path(__file__).parent.parent / "tests" / "specimens"


def write_papers(folder: Path, count: int) -> int:
    """Write papers that all differ; their size in bytes."""
    specimens = [path.read_text(encoding="utf-8") for path in sorted(SPECIMENS.glob("*.txt"))]
    size = 0
    for number in range(count):
        text = specimens[number % len(specimens)]
        own = f"\n\nPaper No. {number} of this benchmark.\n"
        size += (folder / f"{number:05}.txt").write_text(text + own, encoding="utf-8")
    return sum(path.stat().st_size for path in folder.iterdir())


def floor(folder: Path, file: Path) -> float:
    """Seconds for the ten lines."""
    start = time.perf_counter()
    with sqlite3.connect(file) as database:
        database.execute("CREATE VIRTUAL TABLE papers USING fts5(name, text, tokenize='trigram')")
        for path in sorted(folder.iterdir()):
            row = (path.name, path.read_text(encoding="utf-8"))
            database.execute("INSERT INTO papers VALUES (?, ?)", row)
    return time.perf_counter() - start


class Memory:
    """The greatest resident memory of this process and its readers, looked at all the time."""

    def __init__(self) -> None:
        self.peak_mb = 0.0
        self.processes = 0
        self._done = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Memory:
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._done.wait(0.1):
            sizes = self._sizes()
            if sum(sizes) > self.peak_mb:
                self.peak_mb, self.processes = sum(sizes), len(sizes)

    @staticmethod
    def _sizes() -> list[float]:
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid=,rss=,comm="], capture_output=True, text=True, check=True
        )
        own = str(os.getpid())
        rows = [line.split(None, 3) for line in listed.stdout.splitlines()]
        return [
            int(size) / 1024
            for pid, parent, size, command in rows
            if own in (pid, parent) and not command.endswith("ps")
        ]


def main() -> int:
    """Run it; 1 where it takes too much memory or a paper is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=1000)
    parser.add_argument("--workers", type=int)
    parser.add_argument("--db", help="another store, such as postgresql://…; default SQLite")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, file = Path(place, "papers"), Path(place, "testban.sqlite")
        folder.mkdir()
        size = write_papers(folder, options.papers) / 1e6
        print(
            f"{options.papers:,} papers, {size:.1f} MB; Python {platform.python_version()}, "
            f"SQLite {sqlite3.sqlite_version}, {os.cpu_count()} processors, "
            f"{platform.machine()} {platform.system()}"
        )
        with open_store(options.db or str(file)) as store:
            start = time.perf_counter()
            with Memory() as memory:
                report = store.ingest([folder], workers=options.workers)
            first = time.perf_counter() - start
            start = time.perf_counter()
            again = store.ingest([folder], workers=options.workers)
            second = time.perf_counter() - start
            facts = sum(document.facts for document in store.documents())
        least = floor(folder, Path(place, "floor.sqlite"))
    print(
        f"testban ingest   {first:6.1f} s  {options.papers / first:7.0f} papers/s  "
        f"{size / first:5.2f} MB/s  {facts:,} facts; {first / least:.0f} × the floor\n"
        f"  the same again {second:6.1f} s  {options.papers / second:7.0f} papers/s\n"
        f"text only, floor {least:6.1f} s  {options.papers / least:7.0f} papers/s  "
        f"{size / least:5.2f} MB/s  no facts\n"
        f"peak memory: {memory.peak_mb:.0f} MB in {memory.processes} processes "
        f"(aim: under {LIMIT_MB} MB)"
    )
    whole = len(report.ingested) == len(again.unchanged) == options.papers
    return 0 if whole and memory.peak_mb < LIMIT_MB else 1


if __name__ == "__main__":
    sys.exit(main())
