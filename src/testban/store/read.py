"""Reading documents, facts and runs back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from testban.errors import UsageError
from testban.store.records import (
    BlockRecord,
    DocumentRecord,
    DocumentText,
    Failure,
    RunRecord,
    StoredFact,
)
from testban.store.schema import blocks, document_names, documents, fact_states, facts, runs
from testban.treaty.extract.model import Citation, Fact

__all__ = [
    "all_runs",
    "batched",
    "block_records",
    "document_records",
    "document_text",
    "fact_of",
    "numbers_of",
    "stored_facts",
]

_RECORD = [column for column in documents.c if column.name not in {"text", "page_starts", "run_id"}]
# Some builds of SQLite take no more than 999 values in a statement.
BATCH = 500
_SHA256_PREFIX = re.compile(r"[0-9a-f]{6,64}")


def document_records(
    connection: Connection, numbers: Collection[int] | None = None
) -> dict[int, DocumentRecord]:
    """Documents by number, in order of symbol and date; all of them where no numbers are given."""
    if numbers is not None and len(numbers) > BATCH:
        everything = document_records(connection)
        return {number: everything[number] for number in everything if number in numbers}
    query = sa.select(*_RECORD).order_by(
        documents.c.symbol.nulls_last(), documents.c.date.nulls_last(), documents.c.id
    )
    names_query = sa.select(document_names)
    if numbers is not None:
        query = query.where(documents.c.id.in_(numbers))
        names_query = names_query.where(document_names.c.document_id.in_(numbers))
    names: dict[int, list[str]] = {}
    for number, name in connection.execute(names_query.order_by(document_names.c.name)):
        names.setdefault(number, []).append(name)
    return {row.id: _record(row, names.get(row.id, [])) for row in connection.execute(query)}


def batched(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """The numbers in pieces small enough for one statement."""
    for start in range(0, len(numbers), BATCH):
        yield numbers[start : start + BATCH]


def _record(row: Any, names: list[str]) -> DocumentRecord:
    return DocumentRecord(
        sha256=row.sha256,
        names=(row.name, *(name for name in names if name != row.name)),
        media_type=row.media_type,
        symbol=row.symbol,
        symbol_from=row.symbol_from,
        reissued=row.reissued,
        title=row.title,
        date=row.date,
        language=row.language,
        original_language=row.original_language,
        session=row.session,
        whole=row.whole,
        blocks=row.block_count,
        facts=row.fact_count,
        extractor=row.extractor,
        ingested_at=row.ingested_at,
        warnings=tuple(row.warnings),
    )


def numbers_of(connection: Connection, key: str) -> list[int]:
    """The documents that a key means: a SHA-256 or its beginning, a symbol, or a file name.

    Raises
    ------
    UsageError
        It means none.
    """
    named = sa.select(document_names.c.document_id).where(document_names.c.name == key)
    means = [
        sa.func.lower(documents.c.symbol) == key.strip().lower(),
        documents.c.id.in_(named),
    ]
    if _SHA256_PREFIX.fullmatch(key.strip().lower()):
        means.append(documents.c.sha256.startswith(key.strip().lower()))
    query = sa.select(documents.c.id).where(sa.or_(*means)).order_by(documents.c.id)
    found = list(connection.execute(query).scalars())
    if not found:
        raise UsageError(
            f"the store holds no document '{key}'", cure="List them with: testban documents"
        )
    return found


def document_text(connection: Connection, key: str) -> DocumentText:
    """A document with its text, for a key as in `numbers_of`.

    Raises
    ------
    UsageError
        The key means no document, or several.
    """
    numbers = numbers_of(connection, key)
    records = document_records(connection, numbers)
    if len(numbers) > 1:
        which = ", ".join(f"{r.sha256[:12]} ({r.language or '?'})" for r in records.values())
        raise UsageError(f"'{key}' is {len(numbers)} documents", cure=f"Use one of {which}")
    query = sa.select(documents.c.text, documents.c.page_starts)
    row = connection.execute(query.where(documents.c.id == numbers[0])).one()
    return DocumentText(records[numbers[0]], row.text, tuple(row.page_starts))


def block_records(connection: Connection, key: str) -> list[BlockRecord]:
    """The blocks of the document that a key as in `numbers_of` means; of several, the first."""
    number = numbers_of(connection, key)[0]
    query = sa.select(blocks).where(blocks.c.document_id == number).order_by(blocks.c.id)
    names = [name for name in BlockRecord.__slots__ if name != "origin"]
    return [
        BlockRecord(
            **{name: getattr(row, name) for name in names},
            origin=tuple((index, offset) for index, offset in row.origin),
        )
        for row in connection.execute(query)
    ]


def stored_facts(
    connection: Connection,
    *,
    kind: str | None = None,
    state: str | None = None,
    treaty: str | None = None,
    document: str | None = None,
) -> list[StoredFact]:
    """Facts, in the order of their documents' dates and then of the text; all filters must hold."""
    query = (
        sa.select(facts)
        .join(documents, documents.c.id == facts.c.document_id)
        .order_by(documents.c.date.nulls_last(), facts.c.id)
    )
    if kind is not None:
        query = query.where(facts.c.kind == kind)
    if treaty is not None:
        query = query.where(facts.c.treaty == treaty)
    if state is not None:
        concerned = sa.select(fact_states.c.fact_id).where(fact_states.c.iso3 == state)
        query = query.where(facts.c.id.in_(concerned))
    if document is not None:
        query = query.where(facts.c.document_id.in_(numbers_of(connection, document)))
    rows = connection.execute(query).all()
    records = document_records(connection, {row.document_id for row in rows})
    return [StoredFact(records[row.document_id], fact_of(row)) for row in rows]


def fact_of(row: Any) -> Fact:
    """The fact in a row of the table."""
    spans = tuple((start, end) for start, end in row.spans)
    cite = Citation(spans=spans, line=row.line, page=row.page, place=row.place, quote=row.quote)
    return Fact(row.kind, row.fields, cite)


def all_runs(connection: Connection) -> list[RunRecord]:
    """Every run, the first one first."""
    return [
        RunRecord(
            started_at=row.started_at,
            finished_at=row.finished_at,
            version=row.version,
            what=row.what,
            ingested=row.ingested,
            unchanged=row.unchanged,
            failures=tuple(Failure(Path(path), message) for path, message in row.failures),
        )
        for row in connection.execute(sa.select(runs).order_by(runs.c.id))
    ]
