"""Full text search: the same tokens and the same answers on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Connection

from testban.store.excerpt import Paragraph, best_sentence
from testban.store.read import batched, document_records
from testban.store.records import Hit
from testban.store.schema import BLOCK_BITS, block_states, blocks, documents
from testban.store.tokens import Phrase, Query

__all__ = ["MOST_FOUND", "search"]

MOST_FOUND = 10_000
"""The most paragraphs that one search answers with."""

MOST_RANKED = {"sqlite": 10_000, "postgresql": 1_000}
"""A query of everyday words can match most paragraphs of a large store, and ranking them all takes
longer than finding them. Beyond this many, those of the newest documents are ranked. PostgreSQL
reads every paragraph again that it ranks; SQLite ranks from its index."""
_FEW_OTHERS = 40
"""Of so many paragraphs one at least must match, that reading them all beats the index."""


@dataclass(frozen=True, slots=True)
class _Match:
    """A condition on a database's index: all terms stand in a block.

    Attributes
    ----------
    table
        What to select from.
    number, document
        The numbers of the block and of its document.
    score
        How well it matches, greater is better.
    """

    table: sa.FromClause
    number: sa.ColumnElement[int]
    document: sa.ColumnElement[int]
    condition: sa.ColumnElement[bool]
    score: sa.ColumnElement[float]


def _fts5(terms: Iterable[Phrase]) -> _Match:
    """SQLite: bm25. Tokens are letters and digits: quoted, none of them can be an operator."""
    table = sa.table("block_index", sa.column("rowid"), sa.column("rank"), sa.column("block_index"))
    text = " AND ".join(
        f'"{" ".join(term.tokens)}"' + (" *" if term.prefix else "") for term in terms
    )
    condition = table.c.block_index.op("MATCH", is_comparison=True)(text)
    document = table.c.rowid.op(">>")(BLOCK_BITS)
    return _Match(table, table.c.rowid, document, condition, -table.c.rank)


def _tsvector(terms: Iterable[Phrase], table: sa.FromClause) -> _Match:
    """PostgreSQL: cover density, divided by 1 + the logarithm of the paragraph's length."""
    phrases = (
        " <-> ".join(f"'{token}'" for token in term.tokens) + (":*" if term.prefix else "")
        for term in terms
    )
    text = " & ".join(f"({phrase})" for phrase in phrases)
    query = sa.cast(sa.literal(text, sa.Text), postgresql.TSQUERY)
    condition = table.c.tokens.op("@@", is_comparison=True)(query)
    score = sa.func.ts_rank_cd(table.c.tokens, query, 1)
    return _Match(table, table.c.id, table.c.document_id, condition, score)


def search(
    connection: Connection,
    query: Query,
    *,
    state: str | None,
    language: str | None,
    limit: int,
    offset: int = 0,
    phrase: bool,
    count: bool = False,
) -> tuple[list[Hit], int]:
    """The best paragraphs: those with the whole query as a phrase, then those with all its terms.

    Within each group by rank, then newer documents first, then in the order of the text.

    Returns
    -------
    The `limit` after the first `offset`, and how many were found; where they are to be counted, all
    that are ranked.
    """
    most = MOST_RANKED[connection.dialect.name] if count else 0
    wanted = max(offset + limit, most)
    rounds: list[tuple[Phrase, ...]] = [(query.whole,)]
    if not phrase and query.terms != rounds[0]:
        rounds.append(query.terms)
    found: dict[int, _Found] = {}
    for terms in rounds:
        if len(found) < wanted:
            for number, score in _best(connection, terms, state, language, wanted):
                found.setdefault(number, _Found(number, score, terms))
    best = list(found.values())[:wanted]
    return _hits(connection, best[offset : offset + limit]), len(best)


def _best(
    connection: Connection,
    terms: tuple[Phrase, ...],
    state: str | None,
    language: str | None,
    limit: int,
) -> list[tuple[int, float]]:
    sqlite = connection.dialect.name == "sqlite"
    match = _fts5(terms) if sqlite else _tsvector(terms, blocks)
    most = max(limit, MOST_RANKED[connection.dialect.name])
    conditions = _conditions(match, state, language)
    some = sa.select(match.number.label("number")).select_from(match.table).where(*conditions)
    first = some.limit(most + 1).subquery()
    if not sqlite:
        # The first paragraphs stored, and not those from wherever another reader has got to.
        connection.execute(sa.text("SET LOCAL synchronize_seqscans TO off"))
    counted = sa.select(sa.func.count(), sa.func.max(first.c.number))
    matching, last = connection.execute(counted.select_from(first)).one()
    if matching > most:
        count, newest = _newest(connection, language, last >> BLOCK_BITS)
        if sqlite or count > _FEW_OTHERS * most:
            rows = connection.execute(_ranked(match, [*conditions, newest], limit)).all()
        else:
            # Most of their paragraphs match: PostgreSQL would else look at all that do anywhere.
            among = _tsvector(terms, _paragraphs_of(newest))
            rows = connection.execute(
                _ranked(among, _conditions(among, state, language), limit)
            ).all()
        if len(rows) == limit:
            return [(row[0], row[1]) for row in rows]
    return [(row[0], row[1]) for row in connection.execute(_ranked(match, conditions, limit))]


def _conditions(
    match: _Match, state: str | None, language: str | None
) -> list[sa.ColumnElement[bool]]:
    # An expression, not the bare number: SQLite would else ask its index once for every number.
    number = match.number + 0
    conditions = [match.condition]
    if state:
        mentioning = sa.select(block_states.c.block_id).where(block_states.c.iso3 == state)
        conditions.append(number.in_(mentioning))
    if language:
        written = sa.select(documents.c.id).where(documents.c.language == language)
        conditions.append(match.document.in_(written))
    return conditions


def _ranked(
    match: _Match, conditions: list[sa.ColumnElement[bool]], limit: int
) -> sa.Select[int, float]:
    return (
        sa.select(match.number, match.score.label("score"))
        .select_from(match.table.join(documents, documents.c.id == match.document))
        .where(*conditions)
        .order_by(sa.desc("score"), documents.c.date.desc().nulls_last(), match.number)
        .limit(limit)
    )


def _paragraphs_of(chosen: sa.ColumnElement[bool]) -> sa.CTE:
    """The paragraphs of the documents chosen, found by document and not by word."""
    numbers = sa.func.array(sa.select(documents.c.id).where(chosen).scalar_subquery())
    columns = (blocks.c.id, blocks.c.document_id, blocks.c.tokens)
    paragraphs = sa.select(*columns).where(blocks.c.document_id == sa.any_(numbers))
    return paragraphs.cte("paragraphs").prefix_with("MATERIALIZED")


def _newest(
    connection: Connection, language: str | None, last: int
) -> tuple[int, sa.ColumnElement[bool]]:
    """The newest documents, with as many paragraphs as the documents up to number `last` hold.

    Among those first documents as many paragraphs match as are to be ranked: among as many others
    about as many.

    Returns
    -------
    How many paragraphs that is, and the condition for the documents.
    """
    written = documents.c.language == language if language else sa.true()
    count = sa.func.sum(documents.c.block_count)
    looked_at = sa.select(count).where(written, documents.c.id <= last)
    enough = connection.execute(looked_at).scalar_one()
    age = sa.func.coalesce(documents.c.date, "")
    so_far = count.over(order_by=(age.desc(), documents.c.id.desc())).label("so_far")
    table = sa.select(documents.c.id, age.label("age"), so_far).where(written).subquery()
    oldest = sa.select(table.c.age, table.c.id).where(table.c.so_far >= enough)
    date, number = connection.execute(oldest.order_by(table.c.so_far).limit(1)).one()
    return enough, sa.or_(age > date, sa.and_(age == date, documents.c.id >= number))


@dataclass(frozen=True, slots=True)
class _Found:
    number: int
    score: float
    terms: Sequence[Phrase]


def _hits(connection: Connection, found: list[_Found]) -> list[Hit]:
    length = blocks.c.end - blocks.c.start
    query = sa.select(
        blocks,
        documents.c.page_starts,
        sa.func.substr(documents.c.text, blocks.c.start + 1, length).label("original"),
    ).join(documents, documents.c.id == blocks.c.document_id)
    rows: dict[int, Any] = {}
    for part in batched([each.number for each in found]):
        rows |= {row.id: row for row in connection.execute(query.where(blocks.c.id.in_(part)))}
    records = document_records(connection, {row.document_id for row in rows.values()})
    hits = []
    for each in found:
        row = rows[each.number]
        paragraph = Paragraph(
            row.text, row.origin, row.start, row.original, row.line, row.page_starts, row.place
        )
        (start, end), matches = best_sentence(row.text, each.terms)
        hits.append(
            Hit(records[row.document_id], paragraph.cite(start, end), matches, float(each.score))
        )
    return hits
