"""Writing one document: its rows and its part of the search index in one transaction."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from testban.store.engine import changing
from testban.store.prepare import Prepared, Row
from testban.store.records import IngestReport
from testban.store.schema import (
    BLOCK_BITS,
    block_states,
    blocks,
    checked,
    document_names,
    documents,
    fact_states,
    facts,
    findings,
    runs,
)
from testban.store.storable import storable

__all__ = [
    "add_name",
    "finish_run",
    "known_documents",
    "now",
    "start_run",
    "write_document",
    "write_findings",
]


Reader = tuple[str, str]
"""What read a document, and what checked it: see `testban.store.extractor`."""


def now() -> str:
    """The time, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def known_documents(engine: Engine) -> dict[str, tuple[str, str | None]]:
    """What read each stored document and what checked it, by SHA-256."""
    query = sa.select(documents.c.sha256, documents.c.extractor, checked.c.checker)
    joined = query.join_from(documents, checked, isouter=True)
    with engine.connect() as connection:
        return {row.sha256: (row.extractor, row.checker) for row in connection.execute(joined)}


def write_document(engine: Engine, prepared: Prepared, reader: Reader, run: int) -> bool:
    """Store a document, in place of an older reading of it.

    Parameters
    ----------
    reader
        What read and what checked it.

    Returns
    -------
    Whether it was written: False where the store holds this reading already, and only the file's
    name was added.
    """
    try:
        with changing(engine) as connection:
            return _write(connection, prepared, reader, run)
    except IntegrityError:
        # On PostgreSQL another process stored the same document in this moment; what it wrote is
        # seen now.
        with changing(engine) as connection:
            return _write(connection, prepared, reader, run)


def _write(connection: Connection, prepared: Prepared, reader: Reader, run: int) -> bool:
    extractor, checker = reader
    query = sa.select(documents.c.id, documents.c.extractor).with_for_update()
    stored = connection.execute(query.where(documents.c.sha256 == prepared.sha256)).one_or_none()
    if stored is not None and stored.extractor == extractor:
        if write_findings(connection, stored.id, prepared.findings, prepared.problem, checker):
            return True
        _add_name(connection, stored.id, prepared.name)
        return False
    values = {**prepared.document, "extractor": extractor, "run_id": run, "ingested_at": now()}
    if stored is None:
        statement = sa.insert(documents).values(sha256=prepared.sha256, **values)
        number = int(connection.execute(statement.returning(documents.c.id)).scalar_one())
    else:
        number = int(stored.id)
        _clear(connection, number)
        # The name stays the first under which it came.
        del values["name"]
        connection.execute(sa.update(documents).where(documents.c.id == number).values(values))
    _add_name(connection, number, prepared.name)
    _insert_parts(connection, number, prepared)
    write_findings(connection, number, prepared.findings, prepared.problem, checker)
    return True


def write_findings(
    connection: Connection, number: int, rows: list[Row], problem: str, checker: str
) -> bool:
    """Keep what was found in a document, in place of what was found before.

    Returns
    -------
    Whether it was written: False where `checker` had checked this reading already.
    """
    same = (checked.c.document_id == number, checked.c.checker == checker)
    if connection.execute(sa.select(checked.c.checker).where(*same)).first():
        return False
    connection.execute(sa.delete(findings).where(findings.c.document_id == number))
    connection.execute(sa.delete(checked).where(checked.c.document_id == number))
    values = {"document_id": number, "checker": checker, "problem": problem}
    connection.execute(sa.insert(checked).values(values))
    if rows:
        first = _first(number)
        numbered = [
            {"id": first + place, "document_id": number, **row} for place, row in enumerate(rows)
        ]
        connection.execute(sa.insert(findings), numbered)
    return True


def _first(number: int) -> int:
    return number << BLOCK_BITS


def _clear(connection: Connection, number: int) -> None:
    first, last = _first(number), _first(number + 1) - 1
    for column in (block_states.c.block_id, blocks.c.id, fact_states.c.fact_id, facts.c.id):
        connection.execute(sa.delete(column.table).where(column.between(first, last)))
    # What was found in the older reading says nothing about the new one.
    connection.execute(sa.delete(checked).where(checked.c.document_id == number))


def _insert_parts(connection: Connection, number: int, prepared: Prepared) -> None:
    first = _first(number)
    parts: tuple[tuple[sa.Table, list[Row]], ...] = (
        (
            blocks,
            [
                {"id": first + place, "document_id": number, **row}
                for place, row in enumerate(prepared.blocks)
            ],
        ),
        (
            block_states,
            [{"block_id": first + place, "iso3": iso3} for place, iso3 in prepared.block_states],
        ),
        (
            facts,
            [
                {"id": first + place, "document_id": number, **row}
                for place, row in enumerate(prepared.facts)
            ],
        ),
        (
            fact_states,
            [{"fact_id": first + place, "iso3": iso3} for place, iso3 in prepared.fact_states],
        ),
    )
    for table, rows in parts:
        if rows:
            connection.execute(sa.insert(table), rows)


def add_name(engine: Engine, sha256: str, name: str) -> None:
    """Remember that a stored document was met under this file name too."""
    with engine.connect() as connection:
        query = sa.select(documents.c.id).where(documents.c.sha256 == sha256)
        number = connection.execute(query).scalar_one()
        # Only so that a folder that is ingested again does not wait for those who write.
        same = (document_names.c.document_id == number, document_names.c.name == storable(name))
        if connection.execute(sa.select(document_names.c.name).where(*same)).first():
            return
    with changing(engine) as connection:
        _add_name(connection, number, name)


def _add_name(connection: Connection, number: int, name: str) -> None:
    # Not looked up first: another process may be adding the same name in this moment.
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(document_names).values(document_id=number, name=storable(name))
    connection.execute(statement.on_conflict_do_nothing())


def start_run(engine: Engine, version: str, what: str) -> int:
    """Enter the beginning of a run; its number."""
    with changing(engine) as connection:
        statement = sa.insert(runs).values(
            started_at=now(), version=version, what=storable(what), failures=[]
        )
        return int(connection.execute(statement.returning(runs.c.id)).scalar_one())


def finish_run(engine: Engine, run: int, report: IngestReport) -> None:
    """Enter the end of a run and its counts."""
    with changing(engine) as connection:
        connection.execute(
            sa.update(runs)
            .where(runs.c.id == run)
            .values(
                finished_at=now(),
                ingested=len(report.ingested),
                unchanged=len(report.unchanged),
                failed=len(report.failed),
                failures=storable([[str(f.path), f.message] for f in report.failed]),
            )
        )
