"""What must hold of every store at every moment, whatever was killed."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa

from testban.store.engine import connect, locate, writing
from testban.store.schema import (
    block_states,
    blocks,
    checked,
    document_names,
    documents,
    fact_states,
    facts,
    findings,
)
from testban.store.tokens import tokens


def check(url: str) -> int:
    """Check that documents are whole; how many there are."""
    engine = connect(locate(url))
    try:
        with writing(engine) as connection:
            if connection.dialect.name == "sqlite":
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
                # Fails where the index does not hold exactly the tokens of the table.
                connection.exec_driver_sql(
                    "INSERT INTO block_index(block_index, rank) VALUES ('integrity-check', 1)"
                )
            rows = connection.execute(sa.select(documents)).all()
            for row in rows:
                assert hashlib.sha256(row.text.encode()).hexdigest() == row.sha256
                _check_parts(connection, row)
            for part, whole in (
                (blocks.c.document_id, documents.c.id),
                (facts.c.document_id, documents.c.id),
                (checked.c.document_id, documents.c.id),
                (findings.c.document_id, checked.c.document_id),
                (document_names.c.document_id, documents.c.id),
                (block_states.c.block_id, blocks.c.id),
                (fact_states.c.fact_id, facts.c.id),
            ):
                orphans = sa.select(sa.func.count()).where(part.not_in(sa.select(whole)))
                assert connection.execute(orphans).scalar() == 0, part
            return len(rows)
    finally:
        engine.dispose()


def _check_parts(connection: sa.Connection, row: sa.Row[tuple[object, ...]]) -> None:
    found = connection.execute(sa.select(blocks).where(blocks.c.document_id == row.id)).all()
    assert len(found) == row.block_count
    for block in found:
        if connection.dialect.name == "sqlite" and block.kind != "furniture":
            assert block.tokens == " ".join(tokens(block.text))
    count = sa.select(sa.func.count()).where(facts.c.document_id == row.id)
    assert connection.execute(count).scalar() == row.fact_count
