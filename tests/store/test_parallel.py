"""How many processes read."""

from __future__ import annotations

from pathlib import Path

import pytest

from testban.store import parallel
from tests.store import papers


@pytest.mark.parametrize(
    ("asked", "files", "started"),
    [
        (10**9, 3, [3]),  # as many as there are files
        (10**9, 20, [8]),  # four for each of two processors
        (2, 20, [2]),
        (2, 1, [1]),  # still a process of its own, which may crash
        (10**9, 0, []),
        (1, 20, []),
        (None, 4, []),
        (None, 20, [2]),
    ],
)
def test_no_more_processes_are_started_than_are_of_use(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    asked: int | None,
    files: int,
    started: list[int],
) -> None:
    sizes: list[int] = []

    def count(paths, pipeline, workers):
        sizes.append(workers)
        return [(path, parallel.prepare(path, pipeline)) for path in paths]

    monkeypatch.setattr(parallel, "_pooled", count)
    monkeypatch.setattr(parallel.os, "cpu_count", lambda: 2)
    paths = [
        papers.write(folder, f"{number:02}.txt", f"条约 {number}。") for number in range(files)
    ]
    results = list(parallel.prepared_files(iter(paths), papers.PIPELINE, asked))
    assert [path for path, _ in results] == paths
    assert sizes == started
