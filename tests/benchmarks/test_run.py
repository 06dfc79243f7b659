"""benchmarks/run.py: what makes `make bench` fail."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def runner() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmarks_run", FOLDER / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("print('under 5 ms: met')", 0),
        ("print('under 5 ms: MISSED')", 1),
        ("raise SystemExit(1)", 1),
    ],
)
def test_a_missed_limit_is_a_failure(
    runner: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    program: str,
    code: int,
) -> None:
    (tmp_path / "sample.py").write_text(f"def main(): ...\n\n\n{program}\n")
    monkeypatch.setattr(runner, "HERE", tmp_path)
    monkeypatch.setattr(sys, "argv", ["run.py"])
    assert runner.main() == code
