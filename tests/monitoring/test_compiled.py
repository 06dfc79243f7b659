"""Compiled code has a place even where neither the package nor the user's home can be written to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from testban.monitoring import compiled


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
