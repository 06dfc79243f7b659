"""The tour of `make demo` runs through, soon, in either language."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("lang", ["en", "zh", "both"])
def test_the_tour_shows_what_it_promises(lang: str, tmp_path: Path) -> None:
    store = tmp_path / "tour.sqlite"
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "scripts/demo.py", "--lang", lang, "--db", str(store)],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    # The first run on a machine compiles the locator.
    assert time.monotonic() - started < 180
    assert store.is_file()
    for shown in (
        "2021-09-23",
        "2027",
        f"{len(list((ROOT / 'tests' / 'specimens').glob('*.txt')))} ingested",
        "**暂停核试验**",
        "**certified facilities**",
        "C101 error",
        "ridge_2031",
    ):
        assert shown in done.stdout
    assert ("生效了吗" in done.stdout) is (lang != "en")
    assert ("Is it in force?" in done.stdout) is (lang != "zh")
    # What commands say on the side is of what they were given, not of how the tour calls them.
    assert "Traceback" not in done.stderr
    assert "there is no store" not in done.stderr


def test_its_own_lines_fit_a_screen_of_eighty_columns(tmp_path: Path) -> None:
    from rich.cells import cell_len

    done = subprocess.run(
        [sys.executable, "scripts/demo.py", "--db", str(tmp_path / "tour.sqlite")],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    tables = [line for line in done.stdout.splitlines() if line[:1] in "┏┃┡│└"]
    assert tables
    assert max(map(cell_len, tables)) <= 80
