"""Commands that open no store do not load the database library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import testban.store


def test_every_public_name_of_the_store_is_there() -> None:
    assert all(getattr(testban.store, name) is not None for name in testban.store.__all__)
    assert not hasattr(testban.store, "no_such_name")


def test_check_does_not_load_the_database_library(tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text("Report\n\n1. The Meeting was opened.\n", encoding="utf-8")
    script = (
        "import sys\nfrom typer.testing import CliRunner\nfrom testban.cli import app\n"
        "assert CliRunner().invoke(app, ['check', 'paper.txt']).exit_code == 0\n"
        "print('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout == "False\n", done.stderr
