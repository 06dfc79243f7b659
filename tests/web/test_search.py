"""Search page by page; tables that have a head when they are empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from testban.store import open_store
from testban.store.export import TABLES
from testban.store.search import MOST_RANKED
from testban.web import create_app

EN = {"Accept-Language": "en"}


def test_pages_of_a_search_make_the_whole(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = client.get("/api/v1/search?q=the&limit=1000").json()
    total = whole["total"]
    assert total == len(whole["items"]) > 30
    parts = []
    for offset in range(0, total, 12):
        page = client.get(f"/api/v1/search?q=the&limit=12&offset={offset}").json()
        assert (page["total"], page["offset"]) == (total, offset)
        parts += page["items"]
    assert parts == whole["items"]
    for module in ("site", "pages.search"):
        monkeypatch.setattr(f"testban.web.{module}.PAGE_SIZE", 20)
    first, second = (client.get(f"/search?q=the&page={n}", headers=EN).text for n in (1, 2))
    assert f"{total} paragraphs" in first
    assert "page=2" in first
    assert first.count('<li><a href="/document/') == 20
    assert second.count('<li><a href="/document/') == total - 20


def test_an_empty_table_has_its_head(client: TestClient, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "empty.sqlite")) as empty:
        bare = TestClient(create_app(empty))
        for name in TABLES:
            head = client.get(f"/data/{name}.csv").text.splitlines()[0]
            assert bare.get(f"/data/{name}.csv").text.splitlines()[0] == head


def test_all_that_programs_can_take_is_linked_from_the_page_for_them(client: TestClient) -> None:
    page = client.get("/api").text
    for name in TABLES:
        assert f'href="/data/{name}.csv"' in page
    for address in ("/fdsnws/event/1/", "/fdsnws/station/1/", "/data/testban.sqlite"):
        assert f'href="{address}' in page
    asked = client.get("/data/", headers={"Accept": "text/html"}, follow_redirects=False)
    assert asked.headers["location"] == "/api#data"


def test_a_count_that_may_be_too_low_is_told_as_such(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("site", "pages.search"):
        monkeypatch.setattr(f"testban.web.{module}.PAGE_SIZE", 5)
    monkeypatch.setitem(MOST_RANKED, "sqlite", 10)
    page = client.get("/search?q=the&few", headers=EN).text
    assert "The best 10 paragraphs; there may be more" in page
