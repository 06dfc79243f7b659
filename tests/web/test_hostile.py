"""No address answers with an error of the server, whatever stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from testban.store import Store
from testban.web import api, create_app, fdsnws
from testban.web.app import PAGES
from testban.web.fdsnws import event, station

HOSTILE = (
    "", "%00", "%0a", "%1b[2J", "%ff%fe", "%ed%a0%80", "..%2f..%2fetc%2fpasswd", "../../etc/passwd",
    "<script>alert(1)</script>", "' OR 1=1 --", "\"%3B DROP TABLE facts", "9" * 400, "-1", "1e309",
    "nan", "0000-00-00", "9999-12-31", "10000-01-01", "0001-01-01", "２０２１-０９-２３", "𝟙", "﷽" * 50,
    "{{7*7}}", "%25s%25n", "*", "?" * 50, "(" * 200, "\"", "CHN,,,", "中国" * 50, "a" * 3000,
)  # fmt: skip
ROUTERS = (*(module.router for module in PAGES), *api.ROUTERS, *fdsnws.ROUTERS)
ROUTES = [r for each in ROUTERS for r in each.routes if isinstance(r, APIRoute)]
ADDRESSES = sorted({route.path for route in ROUTES})
"""Every address of the site."""
FDSN = {"/fdsnws/event/1/query": event.PARAMETERS, "/fdsnws/station/1/query": station.PARAMETERS}


def asked(route: APIRoute, value: str) -> Iterator[str]:
    """The address with a value in its path, and in each of its parameters, one by one."""
    path = re.sub(r"\{[^}]*\}", lambda _: value or "x", route.path)
    yield path
    if path == route.path:
        names = [each.name for each in FDSN.get(path, ())]
        names += [each.alias for each in route.dependant.query_params]
        yield from (f"{path}?{name}={value}" for name in (*names, "page", "lang"))


@pytest.fixture(scope="module")
def hostile(store: Store) -> TestClient:
    """What asks, and is told of errors as a reader would be."""
    return TestClient(create_app(store), raise_server_exceptions=False)


# Each takes a second or two: the others are tried by `make test-all`.
OFTEN = {1, 4, 5, 7, 9, 14, 16, 26}


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(value, id=str(number), marks=() if number in OFTEN else pytest.mark.slow)
        for number, value in enumerate(HOSTILE)
    ],
)
def test_no_value_trips_a_page(hostile: TestClient, value: str) -> None:
    assert len(ADDRESSES) > 40
    for address in (each for route in ROUTES for each in asked(route, value)):
        answer = hostile.get(address)
        assert answer.status_code < 500, address
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert "<script>alert" not in answer.text
        assert "root:" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_is_written_without_leave(hostile: TestClient, method: str) -> None:
    for path in ADDRESSES:
        if path == "/fdsnws/station/1/query":
            continue  # a question, which may be long
        answer = hostile.request(method, re.sub(r"\{[^}]*\}", "1", path))
        assert answer.status_code in (403, 404, 405), path


def test_every_answer_bears_its_headers(hostile: TestClient) -> None:
    for path in ("/", "/nowhere", "/api/v1/facts?limit=x", "/fdsnws/event/1/query?x=y", "/%00"):
        headers = hostile.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
