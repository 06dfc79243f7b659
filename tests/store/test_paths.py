"""Paths that cannot be looked at, folders' own files, and stores that are made late."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from testban.errors import StoreError
from testban.store import Store, load_ledger, open_store, store_exists
from testban.store.records import IngestReport
from tests.store import papers

TOO_LONG = "x" * 5000


def ingest(store: Store, *paths: Path) -> IngestReport:
    return store.ingest(paths, pipeline=papers.PIPELINE, workers=1)


def test_a_path_that_cannot_be_looked_at_is_named_and_costs_nothing_else(
    store: Store, folder: Path
) -> None:
    good = papers.write(folder, "a.txt", "条约。")
    report = ingest(store, Path(TOO_LONG), good, folder / TOO_LONG, Path("a\0b"))
    assert report.ingested == [good]
    messages = [failure.message for failure in report.failed]
    assert messages[0] == "x" * 60 + "…: File name too long"
    assert "NUL" in messages[2]
    assert all(len(message) < 200 for message in messages)


def test_a_closed_folder_is_named(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, closed = papers.write(folder, "a.txt", "条约。"), papers.write(folder, "b.txt", "条约")
    look = Path.stat

    def refuse(path: Path, **options: bool) -> os.stat_result:
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return look(path, **options)

    monkeypatch.setattr(Path, "stat", refuse)
    for given in ([good, closed], [folder]):
        (failure,) = ingest(store, *given).failed
        assert failure.message == f"{closed}: Permission denied"
    assert len(store.documents()) == 1


def test_links_that_lead_nowhere_are_skipped_and_such_that_cannot_be_followed_named(
    store: Store, folder: Path
) -> None:
    good = papers.write(folder, "a.txt", "条约。")
    (folder / "gone.txt").symlink_to("missing.txt")
    (folder / "round.txt").symlink_to("round.txt")
    (folder / "long.txt").symlink_to("x" * 300)
    report = ingest(store, folder)
    assert report.ingested == [good]
    assert [path.name for path in report.skipped] == ["gone.txt", "round.txt"]
    assert [failure.path.name for failure in report.failed] == ["long.txt"]


def test_a_folders_description_of_itself_is_no_paper(store: Store, folder: Path) -> None:
    good = papers.write(folder, "a.txt", "条约。")
    names = ("README", "README.md", "README.zh.md", "ReadMe.txt")
    readmes = [papers.write(folder, name, f"关于这个文件夹。{name}") for name in names]
    report = ingest(store, folder)
    assert (report.ingested, report.skipped) == ([good], readmes)
    assert ingest(store, readmes[1]).ingested == [readmes[1]], "it was named itself"


@pytest.mark.parametrize("given", [TOO_LONG, f"sqlite:///{TOO_LONG}"])
def test_a_store_under_an_impossible_path_is_one_short_line(given: str) -> None:
    for opened in (open_store, store_exists, load_ledger):
        with pytest.raises(StoreError, match="file name too long") as caught:
            opened(given)
        assert len(str(caught.value)) < 200
    with pytest.raises(StoreError, match="file name too long"):
        open_store(given, create=False)


def test_a_store_of_a_person_without_a_home_is_refused() -> None:
    with pytest.raises(StoreError, match="Check the name behind the ~"):
        open_store("~no-such-person/testban.sqlite")


def test_a_store_that_is_made_late_is_made_with_its_first_document(
    tmp_path: Path, folder: Path
) -> None:
    file = tmp_path / "testban.sqlite"
    bad = [papers.write(folder, name, "BROKEN") for name in ("a.txt", "copy.txt")]
    with open_store(str(file), late=True) as store:
        report = ingest(store, *bad, folder / "missing.txt")
        assert len(report.failed) == 3
        assert (store.where, list(tmp_path.iterdir())) == (str(file), [folder])
        good = papers.write(folder, "good.txt", "条约。")
        assert ingest(store, *bad, good).ingested == [good]
        assert [record.name for record in store.documents()] == ["good.txt"]
        (run,) = store.runs()
        assert (run.ingested, len(run.failures)) == (1, 2)
        assert ingest(store, good).unchanged == [good]
    with open_store(str(file), late=True) as store:
        assert len(store.documents()) == 1


def test_two_that_make_a_store_late_make_one(tmp_path: Path, folder: Path) -> None:
    file = str(tmp_path / "testban.sqlite")
    path = papers.write(folder, "a.txt", "条约。")
    with open_store(file, late=True) as first, open_store(file, late=True) as second:
        assert ingest(first, path).ingested == [path]
        assert ingest(second, path).unchanged == [path]


@pytest.mark.parametrize("place", ["nowhere/x.sqlite", "."])
def test_where_no_store_can_be_made_is_told_before_anything_is_read(
    tmp_path: Path, place: str
) -> None:
    with pytest.raises(StoreError, match="unable to open"):
        open_store(str(tmp_path / place), late=True)
