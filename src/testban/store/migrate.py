"""Bring a store to the schema that this testban knows, or say why that cannot be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from testban.errors import StoreError
from testban.store.engine import use_write_ahead_log, writing
from testban.store.schema import HEAD, VERSION_TABLE, metadata

if TYPE_CHECKING:
    from alembic.config import Config

__all__ = ["migrate", "migrations_config", "no_store", "revision_of"]

# Two processes that open a new PostgreSQL store at once: one migrates, the other waits.
_MIGRATION_LOCK = 0x7E57BA2


def migrate(engine: Engine, where: str, *, create: bool) -> None:
    """Make or migrate the store behind `engine` where it needs it.

    Raises
    ------
    StoreError
        There is no store and `create` is false; it was made by a newer testban; or the database
        holds tables of another program.
    """
    with engine.connect() as connection:
        revision = revision_of(connection)
        if revision is None:
            if not create:
                raise no_store(where)
            _check_vacant(connection, where)
    if revision == HEAD:
        return
    if revision is None:
        use_write_ahead_log(engine)
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
            _check_encoding(connection, where)
        # Another process may have migrated it while this one waited for the lock.
        revision = revision_of(connection)
        if revision is None:
            _check_vacant(connection, where)
        if revision != HEAD:
            _upgrade(connection, revision, where)


def no_store(where: str) -> StoreError:
    """The error of someone who wants to read from a store that is not there."""
    return StoreError(
        "there is no store here", where=where, cure="Make one with: testban ingest FOLDER"
    )


def revision_of(connection: Connection) -> str | None:
    """The migration at which the store is; None where there is no store."""
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    table = sa.table(VERSION_TABLE, sa.column("version_num", sa.Text))
    return connection.execute(sa.select(table.c.version_num)).scalar()


def _check_vacant(connection: Connection, where: str) -> None:
    """Refuse a database without a revision but with tables: another program's."""
    present = set(sa.inspect(connection).get_table_names())
    taken = sorted(present & set(metadata.tables))
    if connection.dialect.name == "sqlite":
        # A PostgreSQL database may be shared; a file that holds something else is a wrong file.
        taken = sorted(present)
    # Looked at once more: the tables may be those of a store that was made in this moment.
    if taken and revision_of(connection) is None:
        raise StoreError(
            f"this database belongs to another program (it has a table '{taken[0]}')",
            where=where,
            cure="Name another with --db",
        )


def _check_encoding(connection: Connection, where: str) -> None:
    encoding = connection.execute(sa.text("SHOW server_encoding")).scalar()
    if encoding != "UTF8":
        raise StoreError(
            f"the database's encoding is {encoding}, which cannot hold six languages",
            where=where,
            cure="Make one in UTF-8: createdb -E UTF8 -T template0 NAME",
        )


def migrations_config(connection: Connection) -> Config:
    """Alembic's configuration for this package's migrations, on an open connection."""
    from alembic.config import Config

    config = Config()
    folder = str(Path(__file__).with_name("migrations"))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection, revision: str | None, where: str) -> None:
    # Loading Alembic takes a fifth of a second, which a store that is up to date need not pay.
    from alembic import command
    from alembic.script import ScriptDirectory

    config = migrations_config(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise StoreError(
            f"this store was made by a newer testban (schema {revision}, this one knows {HEAD})",
            where=where,
            cure="Upgrade: pip install --upgrade testban",
        )
    command.upgrade(config, "head")
