"""Tables kept between runs: found again, and never believed when damaged."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from testban.monitoring.traveltimes import TravelTimes, cache
from testban.monitoring.traveltimes.earth import load_model


@pytest.fixture(autouse=True)
def ak135() -> TravelTimes:
    """Made before any test names another folder, so from the tables that the machine keeps."""
    return TravelTimes("ak135")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ak135: TravelTimes) -> Path:
    monkeypatch.setenv(cache.ENVIRONMENT, str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_tables_are_found_again(folder: Path, ak135: TravelTimes) -> None:
    model = load_model("ak135")
    assert cache.load(model) is None
    cache.save(model, ak135.kernel, ak135.phases)
    kept = cache.load(model)
    assert kept is not None
    assert kept[1] == ak135.phases
    for mine, theirs in zip(kept[0], ak135.kernel, strict=True):
        np.testing.assert_array_equal(mine, theirs)
    # Of another model there are none, and no half-written file is left.
    assert cache.load(load_model("iasp91")) is None
    assert [path.suffix for path in folder.iterdir()] == [".npz"]


def test_a_damaged_file_is_not_believed(folder: Path, ak135: TravelTimes) -> None:
    model = load_model("ak135")
    cache.save(model, ak135.kernel, ak135.phases)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    for damaged in (b"", b"PK\x03\x04", whole[: len(whole) // 2]):
        file.write_bytes(damaged)
        assert cache.load(model) is None
    astray = ak135.kernel._replace(members=ak135.kernel.members + 10**6)
    cache.save(model, astray, ak135.phases)
    assert cache.load(model) is None


def test_a_folder_that_cannot_be_written_costs_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ak135: TravelTimes
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv(cache.ENVIRONMENT, str(tmp_path / "file"))
    model = load_model("ak135")
    cache.save(model, ak135.kernel, ak135.phases)
    assert cache.load(model) is None


def test_an_empty_name_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.ENVIRONMENT, "")
    assert cache.cache_folder() is None
