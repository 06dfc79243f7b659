"""The first schema: runs, documents, blocks, facts, actions, and the search index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# The index holds no text of its own: it follows the table. `ascii` leaves our tokens as they are
# (the other tokenizers would fold and split them once more); the prefix index answers queries of
# a single Chinese character.
_FTS5 = """
CREATE VIRTUAL TABLE block_index USING fts5(
    tokens, content='blocks', content_rowid='id', tokenize='ascii', prefix='1'
)
"""
_FTS5_TRIGGERS = (
    """
    CREATE TRIGGER blocks_indexed AFTER INSERT ON blocks BEGIN
        INSERT INTO block_index(rowid, tokens) VALUES (new.id, new.tokens);
    END
    """,
    """
    CREATE TRIGGER blocks_unindexed AFTER DELETE ON blocks BEGIN
        INSERT INTO block_index(block_index, rowid, tokens) VALUES ('delete', old.id, old.tokens);
    END
    """,
    """
    CREATE TRIGGER blocks_kept BEFORE UPDATE ON blocks BEGIN
        SELECT RAISE(ABORT, 'blocks are replaced, never changed: the search index follows them');
    END
    """,
)

_REFUSAL = "the ledger is append-only: enter a later action that supersedes this one"
_LEDGER_SQLITE = tuple(
    f"""
    CREATE TRIGGER actions_no_{event.lower()} BEFORE {event} ON actions BEGIN
        SELECT RAISE(ABORT, '{_REFUSAL}');
    END
    """
    for event in ("UPDATE", "DELETE")
)
_LEDGER_POSTGRESQL = (
    f"""
    CREATE FUNCTION testban_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$
    """,
    """
    CREATE TRIGGER actions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON actions
    FOR EACH STATEMENT EXECUTE FUNCTION testban_refuse()
    """,
)


def upgrade() -> None:
    """Make the tables, the search index and the triggers."""
    _runs_and_documents()
    _blocks()
    _facts()
    _actions()
    statements = (
        (_FTS5, *_FTS5_TRIGGERS, *_LEDGER_SQLITE)
        if op.get_bind().dialect.name == "sqlite"
        else _LEDGER_POSTGRESQL
    )
    for statement in statements:
        op.execute(statement)


def _runs_and_documents() -> None:
    op.create_table(
        "runs",
        sa.Column("id", _ID, nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.Text(), nullable=True),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("ingested", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("failures", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_table(
        "documents",
        sa.Column("id", _ID, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=True),
        sa.Column("symbol_from", sa.Text(), nullable=True),
        sa.Column("reissued", sa.Boolean(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("original_language", sa.Text(), nullable=True),
        sa.Column("session", sa.Integer(), nullable=True),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("ingested_at", sa.Text(), nullable=False),
        sa.Column("run_id", _ID, nullable=False),
        sa.Column("block_count", sa.Integer(), nullable=False),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("page_starts", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_documents_run_id_runs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("sha256", name=op.f("uq_documents_sha256")),
    )
    op.create_index("ix_documents_newest", "documents", ["date", "id", "block_count"])
    op.create_index(op.f("ix_documents_symbol"), "documents", ["symbol"])
    op.create_table(
        "document_names",
        sa.Column("document_id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_document_names_document_id_documents"),
        ),
        sa.PrimaryKeyConstraint("document_id", "name", name=op.f("pk_document_names")),
        sqlite_with_rowid=False,
    )


def _blocks() -> None:
    op.create_table(
        "blocks",
        sa.Column("id", _ID, autoincrement=False, nullable=False),
        sa.Column("document_id", _ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("annex", sa.Integer(), nullable=False),
        sa.Column("table_number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("origin", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "tokens",
            sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_blocks_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocks")),
    )
    op.create_index(op.f("ix_blocks_document_id"), "blocks", ["document_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("ix_blocks_tokens", "blocks", ["tokens"], postgresql_using="gin")
    op.create_table(
        "block_states",
        sa.Column("iso3", sa.String(length=4), nullable=False),
        sa.Column("block_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["block_id"], ["blocks.id"], name=op.f("fk_block_states_block_id_blocks")
        ),
        sa.PrimaryKeyConstraint("iso3", "block_id", name=op.f("pk_block_states")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_block_states_block_id"), "block_states", ["block_id"])


def _facts() -> None:
    op.create_table(
        "facts",
        sa.Column("id", _ID, autoincrement=False, nullable=False),
        sa.Column("document_id", _ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("treaty", sa.Text(), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_facts_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facts")),
    )
    op.create_index(op.f("ix_facts_document_id"), "facts", ["document_id"])
    op.create_index(op.f("ix_facts_kind"), "facts", ["kind"])
    op.create_index(op.f("ix_facts_treaty"), "facts", ["treaty"])
    op.create_table(
        "fact_states",
        sa.Column("iso3", sa.String(length=4), nullable=False),
        sa.Column("fact_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["facts.id"], name=op.f("fk_fact_states_fact_id_facts")
        ),
        sa.PrimaryKeyConstraint("iso3", "fact_id", name=op.f("pk_fact_states")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_fact_states_fact_id"), "fact_states", ["fact_id"])


def _actions() -> None:
    op.create_table(
        "actions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("treaty", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=4), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("deposited", sa.Date(), nullable=False),
        sa.Column("effect", sa.Date(), nullable=True),
        sa.Column("notified", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("supersedes", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
    )
    op.create_index(op.f("ix_actions_state"), "actions", ["state"])
    op.create_index(op.f("ix_actions_treaty"), "actions", ["treaty"])
