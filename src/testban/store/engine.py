"""Where a store lies, and how to connect to it: URLs, SQLite's settings, errors in one line."""

from __future__ import annotations

import json
import os
import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    ProgrammingError,
    SAWarning,
)

from testban.errors import StoreError
from testban.store.place import DEFAULT_STORE, ENVIRONMENT
from testban.store.storable import shown

__all__ = [
    "DEFAULT_STORE",
    "ENVIRONMENT",
    "changing",
    "connect",
    "file_missing",
    "label",
    "locate",
    "plain_errors",
    "reach",
    "sqlite_file",
    "use_write_ahead_log",
    "writing",
]

_POSTGRES = {"postgresql", "postgres", "postgresql+psycopg"}
_SQLITE_SETTINGS = (
    "PRAGMA busy_timeout = 30000",
    "PRAGMA foreign_keys = ON",
    # With WAL, NORMAL cannot corrupt a store: a power cut may lose the last documents, whole, and
    # the next ingest reads them again.
    "PRAGMA synchronous = NORMAL",
    "PRAGMA cache_size = -65536",
)


def locate(url: str | None) -> URL:
    """Where the store is: a URL, a plain file path, ``TESTBAN_DB``, or the default file.

    Raises
    ------
    StoreError
        It is neither a file path nor the URL of an SQLite or PostgreSQL database.
    """
    given = url or os.environ.get(ENVIRONMENT) or DEFAULT_STORE
    if "://" not in given:
        try:
            return URL.create("sqlite", database=str(Path(given).expanduser()))
        except RuntimeError as error:
            raise StoreError(
                "nobody here is called so", where=shown(given), cure="Check the name behind the ~"
            ) from error
    try:
        found = make_url(given)
    except (ArgumentError, ValueError) as error:
        # What SQLAlchemy says of it may hold the password.
        raise StoreError("not the URL of a store", cure=_URL_CURE) from error
    if found.drivername in _POSTGRES:
        return found.set(drivername="postgresql+psycopg")
    if found.drivername != "sqlite":
        raise StoreError(f"no store can be kept in '{found.drivername}'", cure=_URL_CURE)
    return found


_URL_CURE = "Give a file name, or postgresql://user@host/database"


def label(url: URL) -> str:
    """How messages name the store: the file, or the URL without its password and its options.

    Options are left out because a password can be one of them (``?password=``).
    """
    if url.get_backend_name() == "sqlite":
        return shown(url.database or ":memory:")
    plain = url.set(drivername="postgresql", query={})
    return shown(plain.render_as_string(hide_password=True))


def sqlite_file(url: URL) -> Path | None:
    """The file of an SQLite store; None for one in memory and for PostgreSQL."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database)


def file_missing(url: URL) -> bool:
    """Whether the store would be an SQLite file, and there is none.

    Raises
    ------
    StoreError
        It cannot be told: the path is too long, or a folder on it is closed to the user.
    """
    file = sqlite_file(url)
    try:
        return file is not None and not file.is_file()
    except OSError as error:
        raise StoreError(
            (error.strerror or type(error).__name__).lower(),
            where=label(url),
            cure="Check the path, and that you may read its folder",
        ) from error


def connect(url: URL) -> Engine:
    """An engine for `url`; no connection is made yet.

    Raises
    ------
    StoreError
        The PostgreSQL driver is not installed, or the URL has an option that makes no sense.
    """
    try:
        with warnings.catch_warnings():
            # It warns of options that it does not know, and goes on without them.
            warnings.simplefilter("error", SAWarning)
            options: dict[str, Any] = {"json_serializer": _to_json, "pool_pre_ping": True}
            if unwritable := _unwritable(url):
                options["creator"] = partial(sqlite3.connect, unwritable, uri=True)
            engine = sa.create_engine(url, **options)
    except ImportError as error:
        raise StoreError(
            "the PostgreSQL driver is not installed",
            where=label(url),
            cure="Run pip install 'testban[postgres]'",
        ) from error
    except (ArgumentError, NoSuchModuleError, SAWarning, TypeError, ValueError) as error:
        raise _unconnected(url, error) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _unwritable(url: URL) -> str:
    """The SQLite URI of a store that can be read but not written; empty for any other.

    A store with a write-ahead log needs a file beside it even to be read. Where none can be made,
    SQLite must be told that nobody changes the store.
    """
    file = sqlite_file(url)
    if file is None or url.query or not file.is_file() or os.access(file.parent, os.W_OK):
        return ""
    return f"file:{quote(str(file.absolute()))}?mode=ro&immutable=1"


def _to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions behind our back: see _begin_sqlite.
    connection.isolation_level = None
    for setting in _SQLITE_SETTINGS:
        connection.execute(setting)


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that starts by reading and goes on to write can find itself locked out by
    # another process, without a second chance; a writer therefore takes the lock first, and waits.
    immediate = connection.get_execution_options().get("testban_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def use_write_ahead_log(engine: Engine) -> None:
    """Let readers of an SQLite store not wait for a writer; the file remembers it."""
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction that writes: all of it is kept, or nothing."""
    with engine.connect().execution_options(testban_write=True) as connection, connection.begin():
        yield connection


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """As `writing`, and the store's number of changes rises, so that readers look again."""
    with writing(engine) as connection:
        yield connection
        # Last: on PostgreSQL writers then wait for each other for this moment only.
        connection.execute(sa.text("UPDATE changes SET number = number + 1"))


def reach(engine: Engine, url: URL) -> None:
    """Connect once: whatever is wrong with the URL, the file or the server shows here.

    Raises
    ------
    StoreError
        No connection can be made.
    """
    try:
        engine.connect().close()
    except DBAPIError as error:
        raise _from_database(url, error.orig) from error
    except Exception as error:
        # Options of the URL reach the driver unchecked, and it may raise anything for them.
        raise _unconnected(url, error) from error


def _unconnected(url: URL, error: Exception) -> StoreError:
    said = " ".join(str(error).split()) or type(error).__name__
    return StoreError(f"no connection can be made ({said})", where=label(url), cure=_OPTIONS_CURE)


def _from_database(url: URL, error: BaseException | None) -> StoreError:
    said = " ".join(str(error).split()) or type(error).__name__
    return StoreError(said.rstrip(".?"), where=label(url), cure=_cure(said))


@contextmanager
def plain_errors(url: URL) -> Iterator[None]:
    """Turn what the database says into a `StoreError` of one line."""
    try:
        yield
    except DBAPIError as error:
        denied = getattr(error.orig, "sqlstate", None) == _INSUFFICIENT_PRIVILEGE
        if isinstance(error, (DataError, IntegrityError, ProgrammingError)) and not denied:
            raise  # a mistake of ours, not of the user or the server
        raise _from_database(url, error.orig) from error
    except sqlite3.OperationalError as error:  # from a statement that went past SQLAlchemy
        raise _from_database(url, error) from error


_INSUFFICIENT_PRIVILEGE = "42501"

_OPTIONS_CURE = "Check the URL, and what stands behind its ?"

# The first sign that what the database says holds, in small letters, gives the cure.
_CURES = (
    ("fts5", "This Python's SQLite lacks FTS5; use another Python, or PostgreSQL"),
    ("permission denied", "Have the database's owner grant it"),
    ("not a database", "It is no SQLite file; name another with --db"),
    ("malformed", "The file is damaged; restore a copy, or ingest into a new store"),
    ("locked", "Another program holds the store; try again when it has finished"),
    ("readonly", "Give yourself the right to write to the file and its folder"),
    ("full", "Free some space and run it again: what was stored so far is whole"),
    ("unable to open", "Check that the folder exists and that you may write to it"),
    ("connection option", _OPTIONS_CURE),
    ("connection info", _OPTIONS_CURE),
    ('role "', "Name a user of the server in the URL, or make this one: createuser NAME"),
    ("resolve host", "Check the host's name in the URL"),
    ("does not exist", "Make the database first: createdb NAME"),
    ("password", "Put user and password into the URL, or use ~/.pgpass"),
    ("connection", "Check the URL, and that the server is running"),
)


def _cure(said: str) -> str:
    return next((cure for sign, cure in _CURES if sign in said.casefold()), "")
