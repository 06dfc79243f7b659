"""Opening, migrating and refusing stores."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from testban.errors import StoreError
from testban.store import Store, load_ledger, open_store, store_exists
from testban.store.engine import connect, label, locate, writing
from testban.store.migrate import migrations_config
from testban.store.schema import HEAD, VERSION_TABLE, metadata


def test_the_migrations_make_the_tables_that_the_code_uses(store: Store, url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = connect(locate(url))
    with engine.connect() as connection:
        postgresql_only = {"ix_blocks_tokens"} if engine.dialect.name == "sqlite" else set()

        def ours(
            thing: object, name: str | None, kind: str, reflected: bool, other: object
        ) -> bool:
            # FTS5 keeps its index in tables of its own.
            return not str(name).startswith("block_index") and name not in postgresql_only

        options = {"version_table": VERSION_TABLE, "compare_type": True, "include_object": ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_head_is_the_last_migration(store: Store, url: str) -> None:
    from alembic.script import ScriptDirectory

    engine = connect(locate(url))
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(migrations_config(connection))
    engine.dispose()
    assert script.get_heads() == [HEAD]


def test_a_store_of_a_newer_testban_is_refused_in_one_line(url: str) -> None:
    open_store(url).close()
    engine = connect(locate(url))
    with writing(engine) as connection:
        connection.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match=r"made by a newer testban.*pip install") as caught:
        open_store(url)
    assert "\n" not in str(caught.value)


def test_reading_makes_no_store(url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        open_store(url, create=False)
    assert not store_exists(url)
    missing = tmp_path / "missing.sqlite"
    with pytest.raises(StoreError, match="no store here"):
        open_store(str(missing), create=False)
    assert not missing.exists()


def test_without_any_store_the_ledger_is_the_shipped_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TESTBAN_DB", raising=False)
    assert load_ledger().of("CTBT", "CMR")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(StoreError, match="no store here"):
        load_ledger("named.sqlite")


def test_another_programs_file_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "music.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(StoreError, match=r"another program .it has a table 'songs'"):
        open_store(str(file))
    assert file.read_bytes() == before


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_database_can_be_shared_with_another_program_on_a_server(url: str) -> None:
    engine = connect(locate(url))
    with writing(engine) as connection:
        connection.execute(sa.text("CREATE TABLE songs (title TEXT)"))
    with open_store(url) as store:
        assert store.documents() == []
    with writing(engine) as connection:
        connection.execute(sa.text(f"DROP TABLE {VERSION_TABLE}"))
    engine.dispose()
    with pytest.raises(StoreError, match=r"another program .it has a table 'actions'"):
        open_store(url)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("mysql://localhost/papers", "no store can be kept in 'mysql'"),
        ("postgresql://localhost:port/papers", "not the URL of a store"),
        ("postgresql://reader:secret@127.0.0.1:1/papers", "Connection refused"),
        ("{tmp}/nowhere/papers.sqlite", "unable to open database file.*folder exists"),
        ("{tmp}", "unable to open"),
        ("{tmp}/notes.txt", "not a database"),
    ],
)
def test_what_cannot_be_opened_is_one_line(given: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Remember the milk, and the papers. " * 50)
    with pytest.raises(StoreError, match=message) as caught:
        open_store(given.format(tmp=tmp_path))
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_missing_driver_is_named_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"driver is not installed. Run pip install 'testban\[pos"):
        open_store("postgresql://localhost/papers")


def test_where_a_store_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TESTBAN_DB", "postgres://me@host/papers")
    assert locate(None).drivername == "postgresql+psycopg"
    assert label(locate(None)) == "postgresql://me@host/papers"
    monkeypatch.delenv("TESTBAN_DB")
    assert label(locate(None)) == "testban.sqlite"
    assert label(locate("my papers.db")) == "my papers.db"


def test_a_store_can_be_in_memory() -> None:
    with open_store("sqlite://") as store:
        assert (store.documents(), store.where) == ([], ":memory:")


def test_many_processes_can_make_one_store_at_once(url: str) -> None:
    code = "import sys; from testban.store import open_store; open_store(sys.argv[1]).close()"
    running = [
        subprocess.Popen([sys.executable, "-c", code, url], stderr=subprocess.PIPE, env=os.environ)
        for _ in range(6)
    ]
    assert [(process.communicate()[1], process.returncode) for process in running] == [(b"", 0)] * 6
    with open_store(url, create=False) as store:
        assert store.documents() == []
