"""Ingesting: once, whole, in parallel, and the good in spite of the bad."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from testban.errors import UsageError
from testban.store import Store, open_store
from testban.treaty.extract.model import Fact
from tests.store import papers
from tests.store.invariants import check

PS = shutil.which("ps")


def ingest(store: Store, *paths: Path, workers: int = 1):
    return store.ingest(paths, pipeline=papers.PIPELINE, workers=workers)


def many(folder: Path, count: int) -> list[Path]:
    words = ["条约", "批准", "喀麦隆", "中国", "附件 2", "国家", "核试验"]
    return [
        papers.write(
            folder,
            f"{number:03}.txt",
            *(f"第 {place} 段：{words[(number + place) % 7]}。" * 5 for place in range(20)),
            "@CMR ratification",
            symbol=f"X/{number}",
        )
        for number in range(count)
    ]


def test_what_is_ingested_can_be_read_back(store: Store, folder: Path, url: str) -> None:
    path = papers.write(
        folder,
        "a.txt",
        "~X/2021/6 第 1 页",
        "喀麦隆于当日交存\n批准书。",
        "@CMR ratification",
        symbol="X/2021/6",
        date="2021-09-23",
    )
    assert ingest(store, path).ingested == [path]
    (record,) = store.documents()
    assert (record.symbol, record.date, record.names) == ("X/2021/6", "2021-09-23", ("a.txt",))
    assert (record.blocks, record.facts) == (3, 1)
    assert store.document("x/2021/6").text == path.read_text()
    assert store.document(record.sha256[:8]).record == record
    (stored,) = store.facts(kind="treaty_action", state="Cameroon", treaty="CTBT")
    assert stored.document == record
    assert stored.fact == Fact("treaty_action", stored.fact.fields, stored.fact.cite)
    (start, end), *_ = stored.fact.cite.spans
    assert path.read_text()[start:end] == "@CMR ratification"
    assert stored.as_json()["document"]["symbol"] == "X/2021/6"
    assert store.facts(state="CHN") == store.facts(kind="vote") == store.facts(treaty="TPNW") == []
    assert check(url) == 1


def test_a_document_is_ingested_once_under_all_its_names(store: Store, folder: Path) -> None:
    first = papers.write(folder, "a.txt", "条约。")
    assert ingest(store, folder).ingested == [first]
    again = papers.write(folder, "copy.txt", "条约。")
    report = ingest(store, folder)
    assert (report.ingested, report.unchanged, report.failed) == ([], [first, again], [])
    (record,) = store.documents()
    assert record.names == ("a.txt", "copy.txt")
    assert store.document("copy.txt").record == record
    assert len(store.search("条约")) == 1


def test_two_copies_in_one_folder_are_one_document(store: Store, folder: Path) -> None:
    papers.write(folder, "a.txt", "条约。")
    papers.write(folder / "deeper", "b.txt", "条约。")
    papers.write(folder, "c.txt", "BROKEN")
    papers.write(folder, "d.txt", "BROKEN")
    report = ingest(store, folder)
    assert (len(report.ingested), len(report.unchanged)) == (1, 1)
    assert [failure.path.name for failure in report.failed] == ["c.txt", "d.txt"]


def test_a_file_named_twice_is_read_once(store: Store, folder: Path) -> None:
    path = papers.write(folder, "a.txt", "条约。")
    report = ingest(store, path, folder, folder / "." / "a.txt")
    assert (report.ingested, report.unchanged, report.failed) == ([path], [], [])


def test_another_extractor_reads_again_and_leaves_nothing_of_the_old(
    store: Store, folder: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = papers.write(folder, "a.txt", "条约。", "@CMR ratification", "@CHN signature")
    ingest(store, path)
    monkeypatch.setattr("testban.store.ingest.extractor", lambda: "testban 9")
    monkeypatch.setitem(papers.NAMES, "条约", "EGY")
    newer = replace(papers.PIPELINE, facts=lambda document: list(papers.facts(document))[:1])
    assert store.ingest([path], pipeline=newer, workers=1).ingested == [path]
    (record,) = store.documents()
    assert (record.extractor, record.facts, record.names) == ("testban 9", 1, ("a.txt",))
    assert [stored.fact.fields["state"] for stored in store.facts()] == ["CMR"]
    assert len(store.search("条约", state="EGY")) == 1
    assert check(url) == 1
    assert ingest(store, path).unchanged == [path]


@pytest.mark.parametrize("workers", [1, 2])
def test_the_good_files_of_a_folder_are_ingested_and_the_bad_ones_named(
    store: Store, folder: Path, url: str, workers: int
) -> None:
    good = many(folder, 8)
    papers.write(folder, "001_broken.txt", "BROKEN")
    papers.write(folder, "003_bug.txt", "BUG")
    (folder / "004_bytes.txt").write_bytes(b"\xff\xfe\xff")
    (folder / "table.xlsx").write_bytes(b"PK")
    (folder / ".hidden.txt").write_text("条约")
    (folder / ".git").mkdir()
    (folder / ".git" / "index.txt").write_text("条约")
    missing = folder / "missing.txt"
    report = ingest(store, folder, missing, workers=workers)
    assert report.ingested == good
    said = {failure.path.name: failure.message for failure in report.failed}
    assert set(said) == {"missing.txt", "001_broken.txt", "003_bug.txt", "004_bytes.txt"}
    assert said["001_broken.txt"].endswith("001_broken.txt: the paper is broken. Mend it")
    assert "testban failed here (KeyError: 'a bug\\nin two lines')" in said["003_bug.txt"]
    assert all("\n" not in message and name in message for name, message in said.items())
    assert [path.name for path in report.skipped] == [".git", ".hidden.txt", "table.xlsx"]
    assert check(url) == 8
    (run,) = store.runs()
    assert (run.ingested, run.unchanged, len(run.failures)) == (8, 0, 4)
    assert run.finished_at is not None
    assert str(folder) in run.what


def test_a_reader_that_crashes_costs_its_own_file_only(store: Store, folder: Path) -> None:
    good = many(folder, 12)
    for name in ("002_crash.txt", "007_crash.txt"):
        papers.write(folder, name, "CRASH", name)
    report = ingest(store, folder, workers=2)
    assert report.ingested == good
    assert [failure.path.name for failure in report.failed] == ["002_crash.txt", "007_crash.txt"]
    assert "its reader crashed" in report.failed[0].message


def test_order_and_answers_do_not_depend_on_the_number_of_readers(
    folder: Path, tmp_path: Path
) -> None:
    many(folder, 10)
    answers = []
    for workers in (1, 3):
        with open_store(str(tmp_path / f"{workers}.sqlite")) as store:
            ingest(store, folder, workers=workers)
            answers.append([hit.as_json() for hit in store.search("附件 2", limit=50)])
    assert answers[0] == answers[1] != []


def test_progress_counts_every_file(store: Store, folder: Path) -> None:
    many(folder, 3)
    papers.write(folder, "copy.txt", *(folder / "001.txt").read_text().split("\n\n"))
    papers.write(folder, "z.txt", "BROKEN")
    seen: list[tuple[int, int]] = []
    store.ingest(
        [folder, folder / "missing.txt"],
        pipeline=papers.PIPELINE,
        progress=lambda done, total, path: seen.append((done, total)),
    )
    assert seen == [(2, 6), (3, 6), (4, 6), (5, 6), (6, 6)]


def test_a_folder_without_papers_is_named(store: Store, folder: Path) -> None:
    (folder / "empty").mkdir()
    (failure,) = ingest(store, folder).failed
    assert "no document in this folder" in failure.message


def test_a_pipe_is_not_waited_for(store: Store, folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (failure,) = ingest(store, folder / "pipe.txt").failed
    assert "not a file or a folder" in failure.message


def test_characters_that_a_database_refuses_cost_nothing_else(store: Store, folder: Path) -> None:
    path = papers.write(folder, "a.txt", "条约\x00生效。", "@CMR a\x00b")
    assert ingest(store, path).ingested == [path]
    assert len(store.document("a.txt").text) == len(path.read_text())
    assert store.search("生效")[0].cite.quote == "条约\ufffd生效。"


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has no such file names")
def test_a_file_name_may_be_any_bytes(store: Store, folder: Path) -> None:
    for name in (b"\xff.txt", b"two\nlines.txt", b"broken\n\xff.txt"):
        path = folder / os.fsdecode(name)
        path.write_text("BROKEN" if name.startswith(b"broken") else f"条约 {len(name)}。")
    report = ingest(store, folder)
    assert {record.name for record in store.documents()} == {"\ufffd.txt", "two\nlines.txt"}
    (failure,) = report.failed
    assert "\n" not in failure.message
    assert "broken" in json.dumps(report.as_json(), ensure_ascii=False).encode().decode()
    assert ingest(store, folder).ingested == []


def test_a_single_path_will_do(store: Store, folder: Path) -> None:
    path = papers.write(folder, "a.txt", "条约。")
    report = store.ingest(str(path), pipeline=papers.PIPELINE)
    assert report.ingested == [path]


def test_what_the_store_does_not_hold_is_said(store: Store, folder: Path) -> None:
    ingest(store, papers.write(folder, "a.txt", "条约。", symbol="X/1"))
    ingest(store, papers.write(folder, "b.txt", "Treaty.", symbol="X/1", language="en"))
    with pytest.raises(UsageError, match="holds no document 'X/2'"):
        store.document("X/2")
    with pytest.raises(
        UsageError, match=r"'X/1' is 2 documents. Use one of \w{12} .zh., \w{12} .en"
    ):
        store.document("X/1")
    with pytest.raises(UsageError, match="no kind of fact is called 'votes'"):
        store.facts(kind="votes")
    with pytest.raises(UsageError, match="no State is called"):
        store.facts(state="Atlantis")
    assert store.facts(document="X/1") == []


def test_a_very_long_paragraph_is_found_to_its_end(store: Store, folder: Path) -> None:
    text = "各国重申其对条约的承诺。" * 20_000 + "喀麦隆发了言。"
    papers.write(folder, "a.txt", text)
    assert ingest(store, folder).failed == []
    (hit,) = store.search("喀麦隆", state="CMR")
    (start, end), *_ = hit.cite.spans
    assert text[start:end] == hit.cite.quote == "喀麦隆发了言。"


def test_workers_must_be_a_positive_number(store: Store, folder: Path) -> None:
    many(folder, 1)
    with pytest.raises(UsageError, match="0 workers"):
        ingest(store, folder, workers=0)


def test_two_processes_can_ingest_the_same_folder(url: str, folder: Path) -> None:
    many(folder, 40)
    running = [_ingesting(url, folder, 1) for _ in range(3)]
    reports = []
    for process in running:
        out, error = process.communicate(timeout=60)
        assert process.returncode == 0, error
        reports.append(json.loads(out.splitlines()[-1]))
    assert all(report["failed"] == [] for report in reports)
    assert sum(len(report["ingested"]) for report in reports) == 40
    assert check(url) == 40


_PROGRAM = """
import json, sys
sys.path.insert(0, {tests!r})
from tests.store import papers
from testban.store import open_store
if __name__ == "__main__":
    with open_store({url!r}) as store:
        say = lambda done, total, path: print(done, flush=True)
        report = store.ingest(
            [{folder!r}], pipeline=papers.PIPELINE, workers={workers}, progress=say
        )
    print(json.dumps(report.as_json()))
"""


def _ingesting(url: str, folder: Path, workers: int) -> subprocess.Popen[str]:
    program = folder.parent / f"ingest_{workers}.py"
    if not program.exists():  # another process may be reading it
        program.write_text(
            _PROGRAM.format(
                tests=str(Path(__file__).parents[2]), url=url, folder=str(folder), workers=workers
            )
        )
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, str(program)], stdout=pipe, stderr=pipe, text=True)


@pytest.mark.parametrize("workers", [1, 2])
def test_killed_at_any_moment_it_leaves_whole_documents(
    url: str, folder: Path, workers: int
) -> None:
    many(folder, 150)
    chance = random.Random(1954)
    counts: list[int] = []
    met: list[int] = []
    for _ in range(4):
        process = _ingesting(url, folder, workers)
        assert process.stdout is not None
        # A line for each file: those stored before come first.
        for _ in range((counts or [0])[-1] + chance.randint(1, 15)):
            assert process.stdout.readline()
        time.sleep(chance.uniform(0, 0.01))
        readers = _children(process.pid)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        counts.append(check(url))
        _wait_until_gone(readers)
        met += readers
    assert counts == sorted(counts)
    assert bool(met) == (workers > 1 and PS is not None)
    assert 0 < counts[0] < 150, "it was killed before or after the work, not during it"
    with open_store(url) as store:
        report = ingest(store, folder)
        assert len(report.ingested) + len(report.unchanged) == 150
        assert [run.finished_at is None for run in store.runs()][:2] == [True, True]
    assert check(url) == 150


def _children(pid: int) -> list[int]:
    if PS is None:
        return []
    listed = subprocess.run([PS, "-A", "-o", "pid=,ppid="], capture_output=True, text=True)
    pairs = [line.split() for line in listed.stdout.splitlines()]
    return [int(child) for child, parent in pairs if int(parent) == pid]


def _wait_until_gone(pids: list[int]) -> None:
    """Readers must not outlive the process that they read for."""
    end = time.monotonic() + 20
    while alive := [pid for pid in pids if _runs(pid)]:
        assert time.monotonic() < end, alive
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    state = subprocess.run(
        [PS or "", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True
    )
    return bool(state.stdout.strip()) and not state.stdout.startswith("Z")
