"""The tables of the store: one schema for SQLite and PostgreSQL.

The migrations build it and a test holds the two together. What SQLAlchemy has no words for (the
FTS5 index and the triggers of the ledger) stands in the migrations only.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect

from testban.monitoring.css3_tables import TABLES

__all__ = [
    "BLOCK_BITS",
    "HEAD",
    "VERSION_TABLE",
    "TokenList",
    "actions",
    "block_states",
    "blocks",
    "changes",
    "checked",
    "document_names",
    "documents",
    "excerpts",
    "fact_states",
    "facts",
    "findings",
    "measurements",
    "metadata",
    "runs",
]

HEAD = "0004"
"""The newest migration: a store at this revision is opened without loading Alembic."""

VERSION_TABLE = "testban_version"
"""Not Alembic's usual name, so that a PostgreSQL database can be shared with another program."""

BLOCK_BITS = 20
"""A block's or fact's number is its document's, shifted left by this, plus its place in it: their
order is the reading order, and the document of a search hit is known without a look-up."""

# INTEGER PRIMARY KEY is SQLite's row number, which FTS5 counts by; BIGINT would not be.
_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


class TokenList(sa.types.TypeDecorator[str]):
    """A paragraph's search tokens: text that FTS5 splits at spaces, or a ``tsvector``.

    The ``tsvector`` is written out with its positions, not made by ``to_tsvector``, whose parser
    would split the tokens again, differently from one locale to the next.
    """

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> sa.types.TypeEngine[Any]:
        """The column type of this database."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.TSVECTOR())
        return dialect.type_descriptor(sa.Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The tokens, parted by spaces, as this database writes them."""
        if value is None or dialect.name != "postgresql":
            return value
        # Nothing needs escaping: tokens hold letters and digits only.
        return " ".join(f"'{token}':{place}" for place, token in enumerate(value.split(), 1))


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    sa.Column("started_at", sa.Text, nullable=False),
    sa.Column("finished_at", sa.Text),  # empty: it was killed, or is still at work
    sa.Column("version", sa.Text, nullable=False),  # of testban
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("ingested", sa.Integer, nullable=False, default=0),
    sa.Column("unchanged", sa.Integer, nullable=False, default=0),
    sa.Column("failed", sa.Integer, nullable=False, default=0),
    sa.Column("failures", sa.JSON, nullable=False),  # [[path, message], …]
)

# The long columns stand last: SQLite reads a row from its start.
documents = sa.Table(
    "documents",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    sa.Column("sha256", sa.String(64), nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("symbol", sa.Text, index=True),
    sa.Column("symbol_from", sa.Text),
    sa.Column("reissued", sa.Boolean, nullable=False),
    sa.Column("date", sa.Text),
    sa.Column("language", sa.Text),
    sa.Column("original_language", sa.Text),
    sa.Column("session", sa.Integer),
    sa.Column("whole", sa.Boolean, nullable=False),
    sa.Column("extractor", sa.Text, nullable=False),  # what read it: re-read when that changes
    sa.Column("ingested_at", sa.Text, nullable=False),
    sa.Column("run_id", _Id, sa.ForeignKey("runs.id"), nullable=False),
    sa.Column("block_count", sa.Integer, nullable=False),
    sa.Column("fact_count", sa.Integer, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("warnings", sa.JSON, nullable=False),
    sa.Column("page_starts", sa.JSON, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Index("ix_documents_newest", "date", "id", "block_count"),
)

document_names = sa.Table(
    "document_names",
    metadata,
    sa.Column("document_id", _Id, sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sqlite_with_rowid=False,
)

blocks = sa.Table(
    "blocks",
    metadata,
    sa.Column("id", _Id, primary_key=True, autoincrement=False),
    sa.Column("document_id", _Id, sa.ForeignKey("documents.id"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("annex", sa.Integer, nullable=False),
    sa.Column("table_number", sa.Integer, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),  # offsets in the original
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("line", sa.Integer, nullable=False),
    sa.Column("page", sa.Integer),
    sa.Column("origin", sa.JSON, nullable=False),  # [[index in text, offset in original], …]
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("tokens", TokenList, nullable=False),  # empty: not searched (running heads)
    sa.Index("ix_blocks_tokens", "tokens", postgresql_using="gin").ddl_if(dialect="postgresql"),
)

block_states = sa.Table(
    "block_states",
    metadata,
    sa.Column("iso3", sa.String(4), primary_key=True),
    sa.Column("block_id", _Id, sa.ForeignKey("blocks.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

facts = sa.Table(
    "facts",
    metadata,
    sa.Column("id", _Id, primary_key=True, autoincrement=False),
    sa.Column("document_id", _Id, sa.ForeignKey("documents.id"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False, index=True),
    sa.Column("treaty", sa.Text, index=True),
    sa.Column("fields", sa.JSON, nullable=False),
    sa.Column("spans", sa.JSON, nullable=False),
    sa.Column("line", sa.Integer, nullable=False),
    sa.Column("page", sa.Integer),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("quote", sa.Text, nullable=False),
)

fact_states = sa.Table(
    "fact_states",
    metadata,
    sa.Column("iso3", sa.String(4), primary_key=True),
    sa.Column("fact_id", _Id, sa.ForeignKey("facts.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

# What the checks found in each document when it was read, and by which rules and ledger.
checked = sa.Table(
    "checked",
    metadata,
    sa.Column("document_id", _Id, sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("checker", sa.Text, nullable=False),  # what checked it: checked again when it changes
    sa.Column("problem", sa.Text, nullable=False),  # why it could not be checked; else empty
    sqlite_with_rowid=False,
)

findings = sa.Table(
    "findings",
    metadata,
    sa.Column("id", _Id, primary_key=True, autoincrement=False),
    sa.Column("document_id", _Id, sa.ForeignKey("documents.id"), nullable=False, index=True),
    sa.Column("code", sa.Text, nullable=False, index=True),
    sa.Column("severity", sa.Text, nullable=False),
    sa.Column("cause", sa.Text, nullable=False, index=True),
    sa.Column("column", sa.Integer, nullable=False),
    sa.Column("expected", sa.Text, nullable=False),
    sa.Column("messages", sa.JSON, nullable=False),  # by language
    sa.Column("spans", sa.JSON, nullable=False),
    sa.Column("line", sa.Integer, nullable=False),
    sa.Column("page", sa.Integer),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("quote", sa.Text, nullable=False),
)

# One row: raised by every transaction that writes, so that readers know what they keep is old.
changes = sa.Table(
    "changes",
    metadata,
    sa.Column("id", _Id, primary_key=True, autoincrement=False),
    sa.Column("number", sa.BigInteger, nullable=False),
)

# Append-only: the migrations add triggers that refuse every UPDATE and DELETE.
actions = sa.Table(
    "actions",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    sa.Column("treaty", sa.Text, nullable=False, index=True),
    sa.Column("state", sa.String(4), nullable=False, index=True),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("scope", sa.Text, nullable=False),
    sa.Column("deposited", sa.Date, nullable=False),
    sa.Column("effect", sa.Date),
    sa.Column("notified", sa.Date),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("confidence", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("entered_by", sa.Text, nullable=False),
    sa.Column("entered_at", sa.Text, nullable=False),
    sa.Column("supersedes", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
)

# What stations recorded of an event, 16 bits a sample: see `testban.store.excerpts`.
excerpts = sa.Table(
    "excerpts",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    sa.Column("evid", sa.Integer, nullable=False, index=True),
    sa.Column("sta", sa.Text, nullable=False),
    sa.Column("chan", sa.Text, nullable=False),
    sa.Column("delta", sa.Double, nullable=False),  # distance, degrees
    sa.Column("first", sa.Double, nullable=False),  # when the first wave is due
    sa.Column("time", sa.Double, nullable=False),  # of the first sample
    sa.Column("samprate", sa.Double, nullable=False),
    sa.Column("samples", sa.LargeBinary, nullable=False),
)

_KEYS = {"event": "evid", "origin": "orid", "origerr": "orid", "arrival": "arid", "netmag": "magid"}
_INDEXED = {
    "event": ("identifier", "sha256"), "origin": ("evid", "time"), "arrival": ("time",), "assoc": ("orid", "arid"),
    "netmag": ("evid",), "stamag": ("magid",), "screening": ("evid",), "remark": ("commid",),
}  # fmt: skip


def _measurement(name: str) -> sa.Table:
    key = _KEYS.get(name, "id")
    types: dict[str, sa.types.TypeEngine[Any]] = {
        "a": sa.Text(),
        "f": sa.Double(),
        "i": sa.Integer(),
    }
    fields: list[tuple[str, sa.types.TypeEngine[Any]]] = [
        (each.name, types[each.kind]) for each in TABLES[name] if each.name != key
    ]
    if name == "event":
        # The identifier as it came; and the hash of it and the arrivals, by which an event that is
        # located again is known.
        fields += [("identifier", sa.Text()), ("sha256", sa.Text())]
    return sa.Table(
        name,
        metadata,
        sa.Column(key, _Id, primary_key=True, autoincrement=key == "id"),
        *(
            sa.Column(column, kind, index=column in _INDEXED.get(name, ()) or None)
            for column, kind in fields
        ),
    )


# What was measured, in the tables and columns of CSS3.0; `screening` is in the same manner, and
# `remark` holds what has no column.
measurements = {name: _measurement(name) for name in TABLES}
