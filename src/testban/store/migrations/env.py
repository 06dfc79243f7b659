"""What Alembic runs to migrate a store: always on the connection that `testban.store` opened."""

from __future__ import annotations

from alembic import context

from testban.store.schema import VERSION_TABLE, metadata


def run() -> None:
    """Migrate, in the transaction that is open."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        version_table=VERSION_TABLE,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


# Alembic sets the configuration before it runs this file; a tool that only imports it does not.
if hasattr(context, "config"):
    run()
