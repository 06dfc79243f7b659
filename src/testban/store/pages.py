"""Long lists a page at a time: documents, facts and findings, filtered and cut by the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from testban.errors import UsageError
from testban.store.read import document_records, fact_of, numbers_of
from testban.store.records import DocumentRecord, StoredFact, StoredFinding
from testban.store.schema import (
    changes,
    checked,
    documents,
    fact_states,
    facts,
    findings,
    measurements,
)
from testban.treaty.extract.model import Citation

__all__ = [
    "Counts",
    "FactFilter",
    "FindingFilter",
    "change_number",
    "counts",
    "document_page",
    "fact_count",
    "fact_page",
    "finding_numbers",
    "finding_page",
]

_ORDER = (documents.c.symbol.nulls_last(), documents.c.date.nulls_last(), documents.c.id)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds.

    Attributes
    ----------
    events
        Those that have an origin.
    unchecked
        Documents whose findings were made by other rules or with another ledger, or not at all:
        ingesting them again makes them new.
    """

    documents: int
    facts: int
    findings: int
    events: int
    unchecked: int


@dataclass(frozen=True, slots=True)
class FactFilter:
    """Which facts are wanted: all that is given must hold.

    Attributes
    ----------
    kinds
        Any of these kinds.
    state
        Code of a State that the fact concerns, in whatever role.
    document
        SHA-256 or its beginning, symbol, or file name.
    symbols
        How the symbols of the documents begin: ``CTBT-Art.XIV/2021/``.
    language
        Of the documents.
    values
        Exact values of fields, by name: ``{"section": "1a"}``.
    members
        Codes that stand in fields that are lists: ``{"targets": "CHN"}``.
    start, end
        Facts whose own period (``start`` to ``end``) touches the time from `start` to `end`, ISO
        dates of any precision.
    """

    kinds: tuple[str, ...] = ()
    state: str | None = None
    treaty: str | None = None
    document: str | None = None
    symbols: str = ""
    language: str | None = None
    values: tuple[tuple[str, str], ...] = ()
    members: tuple[tuple[str, str], ...] = ()
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings are wanted: all that is given must hold; `document` as in `FactFilter`."""

    code: str | None = None
    cause: str | None = None
    severity: str | None = None
    document: str | None = None


def change_number(connection: Connection) -> int:
    """How often the store was changed: what was kept from an earlier number may be old."""
    return int(connection.execute(sa.select(changes.c.number)).scalar_one())


def counts(connection: Connection, checker: str) -> Counts:
    """How much there is; `checker` is what would check documents now."""
    event, origin = measurements["event"].c, measurements["origin"].c

    def number(table: sa.Table, *where: sa.ColumnElement[bool]) -> Any:
        return sa.select(sa.func.count()).select_from(table).where(*where).scalar_subquery()

    located = sa.select(sa.func.count()).where(origin.orid == event.prefor).scalar_subquery()
    row = connection.execute(
        sa.select(
            number(documents),
            number(facts),
            number(findings),
            located,
            number(checked, checked.c.checker == checker),
        )
    ).one()
    return Counts(row[0], row[1], row[2], row[3], row[0] - row[4])


def document_page(
    connection: Connection,
    *,
    limit: int,
    offset: int,
    language: str | None = None,
    symbols: str = "",
) -> tuple[list[DocumentRecord], int]:
    """So many documents in order of symbol and date, and how many there are in all."""
    where = []
    if language is not None:
        where.append(documents.c.language == language)
    if symbols:
        where.append(documents.c.symbol.startswith(symbols, autoescape=True))
    query = sa.select(documents.c.id).where(*where).order_by(*_ORDER).limit(limit).offset(offset)
    numbers = list(connection.execute(query).scalars())
    records = _records(connection, numbers)
    total = sa.select(sa.func.count()).select_from(documents).where(*where)
    return [records[number] for number in numbers], connection.execute(total).scalar_one()


def fact_page(
    connection: Connection, wanted: FactFilter, *, limit: int, offset: int, newest: bool = False
) -> tuple[list[StoredFact], int]:
    """So many facts, oldest (or newest) document first, and how many there are in all."""
    joined = _wanted_facts(connection, wanted)
    order = (
        (documents.c.date.desc().nulls_last(), facts.c.id.desc())
        if newest
        else (documents.c.date.nulls_last(), facts.c.id)
    )
    # The numbers are put in order alone, without what they are the numbers of: that is long.
    ordered = joined.with_only_columns(facts.c.id).order_by(*order).limit(limit).offset(offset)
    numbers = connection.execute(ordered).scalars().all()
    rows = {
        row.id: row for row in connection.execute(sa.select(facts).where(facts.c.id.in_(numbers)))
    }
    records = _records(connection, {row.document_id for row in rows.values()})
    found = [
        StoredFact(records[rows[number].document_id], fact_of(rows[number])) for number in numbers
    ]
    return found, fact_count(connection, wanted)


def fact_count(connection: Connection, wanted: FactFilter) -> int:
    """How many facts are wanted."""
    counted = _wanted_facts(connection, wanted).with_only_columns(sa.func.count())
    return connection.execute(counted).scalar_one()


def _wanted_facts(connection: Connection, wanted: FactFilter) -> sa.Select[Any]:
    joined = sa.join(facts, documents, documents.c.id == facts.c.document_id)
    return sa.select().select_from(joined).where(*_fact_conditions(connection, wanted))


def _fact_conditions(connection: Connection, wanted: FactFilter) -> list[sa.ColumnElement[bool]]:
    where: list[sa.ColumnElement[bool]] = []
    if wanted.kinds:
        where.append(facts.c.kind.in_(wanted.kinds))
    if wanted.treaty is not None:
        where.append(facts.c.treaty == wanted.treaty)
    if wanted.state is not None:
        concerned = sa.select(fact_states.c.fact_id).where(fact_states.c.iso3 == wanted.state)
        where.append(facts.c.id.in_(concerned))
    if wanted.document is not None:
        where.append(facts.c.document_id.in_(numbers_of(connection, wanted.document)))
    if wanted.symbols:
        where.append(documents.c.symbol.startswith(wanted.symbols, autoescape=True))
    if wanted.language is not None:
        where.append(documents.c.language == wanted.language)
    for name, value in wanted.values:
        where.append(facts.c.fields[name].as_string() == value)
    for name, code in wanted.members:
        listed = sa.cast(facts.c.fields[name], sa.Text)
        where.append(listed.contains(f'"{code}"', autoescape=True))
    begins, ends = (facts.c.fields[name].as_string() for name in ("start", "end"))
    # A date of lower precision begins one of higher precision: "~" sorts behind every digit.
    if wanted.start:
        where.append(sa.func.coalesce(ends, begins).concat("~") >= wanted.start)
    if wanted.end:
        where.append(sa.func.coalesce(begins, ends) <= wanted.end + "~")
    return where


def finding_page(
    connection: Connection, wanted: FindingFilter, *, limit: int, offset: int
) -> tuple[list[StoredFinding], int]:
    """So many findings, in order of their documents and places, and how many there are in all."""
    where = []
    for column, value in (
        (findings.c.code, wanted.code),
        (findings.c.cause, wanted.cause),
        (findings.c.severity, wanted.severity),
    ):
        if value is not None:
            where.append(column == value)
    if wanted.document is not None:
        where.append(findings.c.document_id.in_(numbers_of(connection, wanted.document)))
    joined = sa.join(findings, documents, documents.c.id == findings.c.document_id)
    query = sa.select(findings).select_from(joined).where(*where)
    query = query.order_by(*_ORDER, findings.c.id).limit(limit).offset(offset)
    total = sa.select(sa.func.count()).select_from(findings).where(*where)
    rows = connection.execute(query).all()
    records = _records(connection, {row.document_id for row in rows})
    found = [_finding(row, records[row.document_id]) for row in rows]
    return found, connection.execute(total).scalar_one()


def _finding(row: Any, document: DocumentRecord) -> StoredFinding:
    spans = tuple((start, end) for start, end in row.spans)
    return StoredFinding(
        document=document,
        code=row.code,
        severity=row.severity,
        cause=row.cause,
        cite=Citation(spans=spans, line=row.line, page=row.page, place=row.place, quote=row.quote),
        column=row.column,
        expected=row.expected,
        messages=row.messages,
    )


def finding_numbers(connection: Connection) -> list[tuple[str, str, str, int]]:
    """How many findings there are, by rule, severity and cause, in the order of the codes."""
    what = (findings.c.code, findings.c.severity, findings.c.cause)
    query = sa.select(*what, sa.func.count()).group_by(*what).order_by(*what)
    return [(row[0], row[1], row[2], row[3]) for row in connection.execute(query)]


def _records(
    connection: Connection, numbers: Sequence[int] | set[int]
) -> dict[int, DocumentRecord]:
    return document_records(connection, numbers) if numbers else {}


def check_limits(limit: int, offset: int) -> None:
    """Refuse a page that no list has.

    Raises
    ------
    UsageError
        `limit` is below 1 or above 10,000, or `offset` negative or beyond any list.
    """
    if not 1 <= limit <= MOST_AT_ONCE or not 0 <= offset <= FURTHEST:
        raise UsageError(
            f"no page has {limit:,} items from {offset:,} on",
            cure=f"Ask for 1 to {MOST_AT_ONCE:,} items, from 0 to {FURTHEST:,} on",
        )


MOST_AT_ONCE = 10_000
FURTHEST = 1_000_000_000
