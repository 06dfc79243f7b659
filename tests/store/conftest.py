"""A store on each kind of database; PostgreSQL is skipped, visibly, where no server answers."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL, make_url

from testban.store import Store, open_store

SERVER = os.environ.get("TESTBAN_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


@pytest.fixture(scope="session", autouse=True)
def _importable() -> Iterator[None]:
    """Reading processes import the tests' pipeline by its name."""
    root = str(Path(__file__).parents[2])
    sys.path.insert(0, root)
    yield
    sys.path.remove(root)


@pytest.fixture(scope="session")
def database() -> Iterator[URL]:
    """A PostgreSQL database of this session's own."""
    name = f"testban_test_{uuid.uuid4().hex[:12]}"
    server = make_url(SERVER)
    _on_server(server, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    yield server.set(database=name)
    _on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def new_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], str]:
    """Gives the URL of an empty database of a kind."""

    def make(kind: str) -> str:
        if kind == "sqlite":
            return str(tmp_path_factory.mktemp("store") / "testban.sqlite")
        database: URL = request.getfixturevalue("database")
        # A schema is as good as a database, and is made and dropped in no time.
        schema = f"s{uuid.uuid4().hex[:12]}"
        _on_server(database, f"CREATE SCHEMA {schema}")
        place = database.update_query_dict({"options": f"-csearch_path={schema}"})
        return place.render_as_string(hide_password=False)

    return make


def _on_server(server: URL, statement: str) -> None:
    psycopg = pytest.importorskip("psycopg")
    plain = server.set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        with psycopg.connect(plain, autocommit=True, connect_timeout=3) as connection:
            connection.execute(statement)
    except psycopg.OperationalError as error:
        pytest.skip(f"no PostgreSQL at {server} (TESTBAN_TEST_POSTGRES names another): {error}")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> str:
    """Where a store can be made."""
    return new_database(request.param)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store."""
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for papers."""
    path = tmp_path / "papers"
    path.mkdir()
    return path
