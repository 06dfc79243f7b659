"""The shipped tables are what the build script makes of the real data."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "src" / "testban" / "reference" / "data"


def build(shared: Path, out: Path) -> subprocess.CompletedProcess[str]:
    script = ROOT / "scripts" / "build_reference.py"
    return subprocess.run(
        [sys.executable, str(script), str(shared), str(out)], capture_output=True, text=True
    )


def test_a_rebuild_gives_the_shipped_bytes(shared: Path, tmp_path: Path) -> None:
    done = build(shared, tmp_path)
    assert done.returncode == 0, done.stderr
    rebuilt = sorted(path.name for path in tmp_path.iterdir())
    assert {"states.csv", "names.csv", "facilities.csv", "meetings.csv"} <= set(rebuilt)
    for name in rebuilt:
        assert (tmp_path / name).read_bytes() == (SHIPPED / name).read_bytes(), name


def test_a_wrong_folder_is_told_in_one_line(tmp_path: Path) -> None:
    done = build(tmp_path, tmp_path / "out")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "no folder 'treaty'" in done.stderr


def test_every_shipped_row_has_a_source() -> None:
    for name in ("states", "former_states", "names", "facilities", "meetings"):
        header, *rows = (SHIPPED / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        assert "source" in header.split(",")
        assert rows
        assert not [row for row in rows if header.endswith(",source") and row.endswith(",")]
