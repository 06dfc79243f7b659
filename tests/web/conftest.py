"""The site on a store with the made-up papers and the made-up event."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient

from testban.monitoring.formats.io import read_bulletin
from testban.monitoring.model import Event
from testban.monitoring.processing.excerpts import Excerpt
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
        bulletin = read_bulletin(TESTS / "monitoring/specimens/made_up_event.json")
        (event,) = bulletin.events
        made.save_bulletin(bulletin, {event.event_id: made_up_records(event)})
        yield made


def made_up_records(event: Event) -> list[Excerpt]:
    """Noise of the stations that picked first waves, each with a wave of 2 Hz at its pick."""
    chance = np.random.default_rng(2096)
    found: dict[str, Excerpt] = {}
    for each in event.arrivals:
        if each.distance_deg is None or each.station in found:
            continue
        seconds = np.arange(0, 200, 0.05)
        wave = np.where(seconds > 50, np.exp((50 - seconds) / 8), 0) * np.sin(4 * np.pi * seconds)
        data = 1000 * chance.standard_normal(len(seconds)) + 20_000 * wave
        start = each.time - 50
        found[each.station] = Excerpt(
            each.station, "BHZ", each.distance_deg, each.time, start, 20.0, data.astype(np.int16)
        )
    return sorted(found.values(), key=lambda excerpt: excerpt.distance_deg)


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
