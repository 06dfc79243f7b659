"""Bulk downloads and feeds: whole, consistent, and what other programs take."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import sqlite3
import uuid
from datetime import datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import etree

from testban.monitoring.formats.io import read_bulletin
from testban.reference.actions import Action
from testban.store import Store, open_store
from testban.store.export import TABLES
from testban.web import create_app
from tests.web.conftest import TESTS

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_the_same_in_both_forms(client: TestClient, name: str) -> None:
    text = client.get(f"/data/{name}.csv").content.decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    data = client.get(f"/data/{name}.jsonld").json()
    nodes = data["@graph"]
    assert len(rows) == len(nodes) > 0
    assert len({node["@id"] for node in nodes}) == len(nodes)
    assert all(node["@type"].startswith("schema:") for node in nodes)
    assert data["@context"]["schema"] == "https://schema.org/"
    for row, node in zip(rows, nodes, strict=True):
        assert set(row) == set(node) - {"@id", "@type"}


def test_facts_are_all_there_with_their_quotes(client: TestClient, store: Store) -> None:
    text = client.get("/data/facts.csv").content.decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == store.counts().facts
    held = {(s.document.sha256, s.fact.kind, s.fact.cite.quote) for s in store.facts()}
    assert {(row["document"], row["kind"], row["quote"]) for row in rows} == held
    assert all(isinstance(json.loads(row["fields"]), dict) for row in rows)


def test_nobodys_name_and_no_folder_is_given_away(tmp_path: Path) -> None:
    paper = tmp_path / "secret-folder" / "paper.txt"
    paper.parent.mkdir()
    paper.write_text((TESTS / "specimens/en_final_declaration_2033.txt").read_text("utf-8"))
    with open_store(str(tmp_path / "own.sqlite")) as store:
        store.ingest(paper.parent, workers=1)
        day = datetime(2025, 11, 11).date()
        store.add_action(
            Action("CTBT", "YEM", "ratification", "", day, source="s", entered_by="jane.doe")
        )
        client = TestClient(create_app(store))
        assert "jane.doe" not in client.get("/data/actions.csv").text
        assert "jane.doe" not in client.get("/api/v1/treaties/CTBT/actions?limit=1000").text
        copy = client.get("/data/testban.sqlite").content
        assert b"secret-folder" not in copy


def test_the_file_is_the_store_of_one_moment(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "own.sqlite")) as store:
        client = TestClient(create_app(store))
        store.ingest(TESTS / "specimens/en_final_declaration_2033.txt", workers=1)
        first = client.get("/data/testban.sqlite")
        assert first.headers["content-type"] == "application/vnd.sqlite3"
        again = client.get("/data/testban.sqlite", headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        part = client.get("/data/testban.sqlite", headers={"Range": "bytes=0-15"})
        assert (part.status_code, part.content) == (206, b"SQLite format 3\x00")
        store.ingest(TESTS / "specimens/zh_final_declaration_2037.txt", workers=1)
        second = client.get("/data/testban.sqlite")
        for number, answer in ((1, first), (2, second)):
            path = tmp_path / f"copy{number}.sqlite"
            path.write_bytes(answer.content)
            with sqlite3.connect(path) as copied:
                assert copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                assert copied.execute("SELECT count(*) FROM documents").fetchone() == (number,)
            copied.close()
            with open_store(str(path), create=False) as opened:
                assert len(opened.documents()) == number
                assert opened.search("treaty" if number == 1 else "条约")


def test_datasette_opens_the_file(client: TestClient, store: Store, tmp_path: Path) -> None:
    datasette = pytest.importorskip("datasette.app", reason="datasette is not installed")
    path = tmp_path / "testban.sqlite"
    path.write_bytes(client.get("/data/testban.sqlite").content)

    async def look() -> dict[str, int]:
        shown = datasette.Datasette([str(path)])
        await shown.invoke_startup()
        numbers = {}
        for table in ("documents", "facts", "findings", "event", "arrival", "fact_states"):
            answer = await shown.client.get(f"/testban/{table}.json?_size=1")
            assert answer.status_code == 200, answer.text
            query = f"/testban.json?sql=select+count(*)+n+from+{table}&_shape=array"
            numbers[table] = (await shown.client.get(query)).json()[0]["n"]
        return numbers

    numbers = asyncio.run(look())
    counts = store.counts()
    assert (numbers["documents"], numbers["facts"]) == (counts.documents, counts.facts)
    assert numbers["findings"] == counts.findings


def feed(client: TestClient, name: str) -> etree._Element:
    answer = client.get(f"/feeds/{name}.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return etree.fromstring(answer.content)


@pytest.mark.parametrize("name", ["actions", "events"])
def test_feeds_keep_the_rules_of_atom(client: TestClient, name: str) -> None:
    """RFC 4287: 4.1.1 (feed), 4.1.2 (entry), 4.2.6 (id), 3.3 (dates), 4.2.7 (links)."""
    root = feed(client, name)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for each in (root, *entries):
        for child in ("id", "title", "updated"):
            assert len(each.findall(f"{ATOM}{child}")) == 1
        moment = each.findtext(f"{ATOM}updated")
        assert moment is not None
        assert moment.endswith("Z")
        assert datetime.fromisoformat(moment).tzinfo is not None
        key = each.findtext(f"{ATOM}id")
        assert key is not None
        assert uuid.UUID(key).urn == key
        kinds = [(k.get("rel"), k.get("type")) for k in each.findall(f"{ATOM}link")]
        assert kinds.count(("alternate", "text/html")) == 1
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    (own,) = (k for k in root.findall(f"{ATOM}link") if k.get("rel") == "self")
    assert own.get("href", "").startswith("http://")
    keys = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(keys)) == len(keys)
    assert keys == [
        entry.findtext(f"{ATOM}id") for entry in feed(client, name).findall(f"{ATOM}entry")
    ]
    newest = max(entry.findtext(f"{ATOM}updated") or "" for entry in entries)
    assert root.findtext(f"{ATOM}updated") == newest


def test_what_is_entered_now_heads_its_feed(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "own.sqlite")) as store:
        client = TestClient(create_app(store))
        before = feed(client, "actions")
        store.add_action(
            Action("CTBT", "YEM", "ratification", "", datetime(2025, 1, 2).date(), source="UNTC")
        )
        store.save_bulletin(read_bulletin(TESTS / "monitoring/specimens/made_up_event.json"))
        after = feed(client, "actions")
        assert after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id")
        first = after.find(f"{ATOM}entry")
        assert first is not None
        assert "Yemen" in (first.findtext(f"{ATOM}title") or "")
        assert feed(client, "events").find(f"{ATOM}entry") is not None
