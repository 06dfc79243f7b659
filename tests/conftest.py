"""Fixtures that the whole suite shares."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How fast a machine is, and what else it does, must not fail a test of what is true.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real papers, tables and recordings; the test is skipped where it is absent."""
    folder = Path(os.environ.get("TESTBAN_SHARED", ROOT.parent / "shared")) / "data"
    if not folder.is_dir():
        pytest.skip(
            f"real data not found at {folder}: set TESTBAN_SHARED to the folder that holds data/"
        )
    return folder
