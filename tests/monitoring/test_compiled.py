"""Compiled code has a place even where neither the package nor the user's home can be written to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import testban
from testban.monitoring import compiled
from testban.monitoring.location import noise


def test_no_folder_is_made_where_there_is_a_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    assert compiled.give_a_place(tmp_path) is None
    assert "NUMBA_CACHE_DIR" not in os.environ


def test_a_folder_of_this_process_is_made_where_there_is_none_and_removed() -> None:
    code = (
        "import os; os.access = lambda *a, **k: False\n"
        "import testban.monitoring\n"
        "print(os.environ['NUMBA_CACHE_DIR'], os.path.isdir(os.environ['NUMBA_CACHE_DIR']))\n"
        "import numba; print(numba.config.CACHE_DIR)"
    )
    environment = {k: v for k, v in os.environ.items() if k != "NUMBA_CACHE_DIR"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    (first, second) = done.stdout.splitlines()
    folder, there = first.split()
    assert there == "True"
    assert second == folder
    assert not Path(folder).exists()


def test_a_home_that_is_closed_to_the_account_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", closed)
    assert not compiled._home_is_writable()


LOOK = """
import numpy as np
from testban.monitoring.location.inversion import Normal, _without
from testban.monitoring.location.noise import correlation_matrix
a, b = np.eye(4), np.zeros(4)
_without(Normal(a, b, np.ones((4, 4)), np.ones(4), np.ones(4)), np.zeros(4))
print(round(a[0, 0], 6), round(correlation_matrix(np.eye(3), np.zeros(3, int), np.zeros(1, int))[0, 1], 6))
"""
"""What is left of a matrix by a function of one module with the constants of another."""


def looked(folder: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    environment.pop("NUMBA_CACHE_DIR", None)
    return subprocess.run(
        [sys.executable, "-c", LOOK], env=environment, capture_output=True, text=True, check=True
    ).stdout


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package, with nothing compiled in it."""
    without = shutil.ignore_patterns("__pycache__", "web", "treaty", "*.npz")
    shutil.copytree(Path(testban.__file__).parent, tmp_path / "testban", ignore=without)
    return tmp_path


@pytest.mark.slow
def test_changed_constants_of_another_module_change_what_is_computed(copy: Path) -> None:
    noise = copy / "testban/monitoring/location/noise.py"
    first = looked(copy)
    assert looked(copy) == first
    changed(noise, "SHARED_S = np.array([0.0, 1.0, 1.5, 0.6])", "SHARED_S = np.array([0.0] * 4)")
    second = looked(copy)
    assert second.split()[0] == "1.0" != first.split()[0]
    assert second.split()[1] == first.split()[1]
    changed(noise, "CORRELATION = ((0.193, 17.3),", "CORRELATION = ((0.000, 17.3),")
    changed(noise, "(0.560, 2430.0)", "(0.0, 2430.0)")
    changed(noise, "(0.247, 197.0)", "(0.0, 197.0)")
    assert looked(copy).split() == ["1.0", "0.0"]


def test_a_module_has_another_digest_when_one_that_it_imports_through_others_changes(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "_ROOT", copy)
    location = copy / "testban/monitoring/location"
    names = ("correlated", "depth", "inversion", "search", "geometry")

    def digests() -> dict[str, str]:
        compiled._text.cache_clear()
        compiled._imported.cache_clear()
        return {name: compiled.digest(location / f"{name}.py") for name in names}

    before = digests()
    changed(location / "noise.py", "OTHER_PHASE = 0.6", "OTHER_PHASE = 0.5")
    after = digests()
    changes = {name for name in names if before[name] != after[name]}
    assert changes == {"correlated", "depth", "inversion", "search"}  # geometry imports no noise


def test_of_a_modules_older_folders_the_newest_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    name = "testban.monitoring.location.noise"
    for age in range(6):
        folder = tmp_path / "testban" / f"{name}-{age}"
        folder.mkdir(parents=True)
        os.utime(folder, (1e9 - age, 1e9 - age))
    compiled.folder_of.cache_clear()
    made = compiled.folder_of(Path(noise.__file__))
    left = {path.name for path in (tmp_path / "testban").iterdir()}
    assert left == {made.name, f"{name}-0", f"{name}-1"}
    compiled.folder_of.cache_clear()


def test_numbas_own_setting_is_left_as_it_was() -> None:
    import numba

    before = numba.config.CACHE_DIR
    compiled.njit(cache=True)(noise.station_correlation.py_func)
    assert before == numba.config.CACHE_DIR
