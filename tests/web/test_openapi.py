"""The API keeps to its own OpenAPI document, whatever it is asked (schemathesis)."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

from testban.store import Store
from testban.web import create_app

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
checks = pytest.importorskip("schemathesis.specs.openapi.checks")


MOST = 12
"""Requests for each address, right and wrong ones."""


def test_every_answer_is_one_that_the_document_describes(store: Store) -> None:
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", create_app(store))
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 20
    for operation in operations:

        @settings(
            max_examples=MOST,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def asked(case: Any) -> None:
            # A text that names no State, day or document is refused, though the type is right.
            case.call_and_validate(excluded_checks=[checks.positive_data_acceptance])

        asked()


def test_the_document_is_of_openapi_three(store: Store) -> None:
    with TestClient(create_app(store)) as client:
        document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.")
    problem = document["components"]["schemas"]["Problem"]
    assert set(problem["properties"]) == {"error", "code"}
    for path, verbs in document["paths"].items():
        for verb, described in verbs.items():
            assert described["description"], (verb, path)
            assert {"400", "422"} <= set(described["responses"]), (verb, path)


def test_items_are_described_by_their_fields(store: Store) -> None:
    with TestClient(create_app(store)) as client:
        schemas = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
        for path, name in (("facts", "Fact"), ("findings", "Finding"), ("events", "Event")):
            assert schemas[f"{name}Page"]["properties"]["items"]["items"]["$ref"].endswith(
                f"/{name}Item"
            )
            described = set(schemas[f"{name}Item"]["properties"])
            item = client.get(f"/api/v1/{path}?limit=1").json()["items"][0]
            assert described <= set(item)
            assert path == "facts" or described == set(item)
        assert "vote" in schemas["Kind"]["enum"]
