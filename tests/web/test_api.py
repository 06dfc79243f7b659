"""The JSON API: the shapes of the command line, paged."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


def test_status_is_that_of_the_command_line(client: TestClient) -> None:
    found = client.get("/api/v1/treaties/CTBT/status?as_of=2021-09-23").json()
    assert found["in_force"] is False
    assert found["counts"]["signatories"] == 185
    assert found["counts"]["ratifiers"] == 170
    assert (found["requirement"]["met"], found["requirement"]["required"]) == (36, 44)


def test_lists_keep_their_order(client: TestClient) -> None:
    found = client.get("/api/v1/treaties/CTBT/lists/annex2_not_signed?as_of=2021-09-23").json()
    assert found["states"] == ["PRK", "IND", "PAK"]


def test_pages_of_facts_make_the_whole(client: TestClient) -> None:
    whole = client.get("/api/v1/facts?limit=1000").json()
    parts = []
    for offset in range(0, whole["total"], 50):
        parts += client.get(f"/api/v1/facts?limit=50&offset={offset}").json()["items"]
    assert parts == whole["items"]
    assert len(parts) == whole["total"] > 50


def test_events_come_with_their_arrivals(client: TestClient) -> None:
    line = client.get("/api/v1/events").json()["items"][0]
    event = client.get(f"/api/v1/events/{line['number']}").json()["events"][0]
    assert event["latitude"] == pytest.approx(line["latitude"], abs=1e-6)
    assert event["arrivals"]


def test_mistakes_are_told_as_json(client: TestClient) -> None:
    assert "no State is called" in client.get("/api/v1/states/Atlantis").json()["error"]
    assert client.get("/api/v1/facts?limit=0").status_code == 422
    assert "limit" in client.get("/api/v1/facts?limit=0").json()["error"]


def test_openapi_describes_every_address(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert len(described["paths"]) >= 14
    for path, verbs in described["paths"].items():
        assert path.startswith("/api/v1/")
        assert list(verbs) == ["get"]
        assert verbs["get"]["description"]


def test_measures_are_joined_and_a_meeting_is_told(client: TestClient) -> None:
    found = client.get("/api/v1/measures?language=en&limit=3").json()
    assert found["total"] > len(found["items"]) == 3
    first = found["items"][0]
    (said,) = first["declarations"].values()
    assert said["text"] == first["newest"]
    assert said["label"] == "a"
    rest = client.get("/api/v1/measures?language=en&limit=3&offset=2").json()
    assert rest["items"][0] == found["items"][2]
    meeting = client.get("/api/v1/meeting?name=CTBT-2021").json()
    assert meeting["meeting"]["start"] == "2021-09-23"
    assert meeting["documents"] == []
    assert client.get("/api/v1/meeting?name=Yalta").status_code == 404


def test_a_meeting_of_the_store_has_its_lists(client: TestClient) -> None:
    told = client.get("/api/v1/meeting?name=CTBT-Art.XIV/2041&language=zh").json()
    assert told["meeting"] is None
    assert (told["treaty"], told["language"]) == ("CTBT", "zh")
    attended = told["lists"]["attending_ratifiers_and_signatories"]
    assert len(attended["states"]) > 10
    assert {"agenda", "officers", "decisions", "measures", "listed_documents"} <= set(told)
