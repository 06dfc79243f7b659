"""The site on a store with the made-up papers and the made-up event."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from testban.monitoring.formats.io import read_bulletin
from testban.store import Store, open_store
from testban.web import create_app

TESTS = Path(__file__).parents[1]
HOSTILE = "会议报告\n\n1. <script>alert(1)</script> 巴基斯坦尚未签署《全面禁止核试验条约》。\n"


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Four specimens, a hostile paper, and an event."""
    folder = tmp_path_factory.mktemp("web")
    names = ("zh_final_declaration_2037", "en_final_declaration_2033", "zh_artxiv_report_2041")
    papers = [TESTS / f"specimens/{name}.txt" for name in names]
    hostile = folder / "hostile.txt"
    hostile.write_text(HOSTILE, "utf-8")
    with open_store(str(folder / "site.sqlite")) as made:
        made.ingest([*papers, hostile], workers=1)
        made.save_bulletin(read_bulletin(TESTS / "monitoring/specimens/made_up_event.json"))
        yield made


@pytest.fixture(scope="session")
def client(store: Store) -> TestClient:
    """What asks the site."""
    return TestClient(create_app(store))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's own browser."""
    found = os.environ.get("TESTBAN_TEST_CHROMIUM") or shutil.which("chromium")
    if not found:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
    return found
