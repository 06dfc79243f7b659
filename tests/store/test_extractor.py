"""The name of what reads documents: it changes with whatever decides what is read from them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from testban.store import Store, extractor
from testban.store.extractor import extractor as name_of_extractor
from tests.store import papers

PARTS = ["treaty/languages/en.toml", "treaty/extract/votes.py", "treaty/documents/dates.py",
         "treaty/documents/readers/text.py", "reference/data/names.csv"]  # fmt: skip


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the package's files, which the digest is made of."""
    copy = tmp_path / "testban"
    shutil.copytree(str(files("testban")), copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(extractor, "files", lambda name: copy)
    name_of_extractor.cache_clear()
    yield copy
    name_of_extractor.cache_clear()


@pytest.mark.parametrize("part", PARTS)
def test_it_changes_with_a_language_pack_a_rule_and_a_reader(package: Path, part: str) -> None:
    before = name_of_extractor()
    name_of_extractor.cache_clear()
    assert name_of_extractor() == before
    with (package / part).open("a") as file:
        file.write("# one word more\n")
    assert name_of_extractor() == before, "it is made once in a process"
    name_of_extractor.cache_clear()
    assert name_of_extractor() != before


def test_it_changes_with_nothing_else(package: Path) -> None:
    before = name_of_extractor()
    with (package / "cli" / "output.py").open("a") as file:
        file.write("# one word more\n")
    (package / "treaty" / "extract" / "votes.py~").write_text("an editor's copy")
    name_of_extractor.cache_clear()
    assert name_of_extractor() == before


def test_a_changed_pack_has_the_papers_read_again(
    package: Path, store: Store, folder: Path
) -> None:
    path = papers.write(folder, "a.txt", "条约。")
    assert store.ingest(path, pipeline=papers.PIPELINE).ingested == [path]
    assert store.ingest(path, pipeline=papers.PIPELINE).unchanged == [path]
    (package / "treaty" / "languages" / "xx.toml").write_text("spaced = true\n")
    name_of_extractor.cache_clear()
    assert store.ingest(path, pipeline=papers.PIPELINE).ingested == [path]
    assert len(store.documents()) == 1
