"""One database for what the wings make: SQLite by default, PostgreSQL by URL."""

from testban.store.prepare import Pipeline
from testban.store.records import (
    DocumentRecord,
    DocumentText,
    Failure,
    Hit,
    IngestReport,
    RunRecord,
    StoredFact,
)
from testban.store.store import Store, load_ledger, open_store, state_code, store_exists

__all__ = [
    "DocumentRecord",
    "DocumentText",
    "Failure",
    "Hit",
    "IngestReport",
    "Pipeline",
    "RunRecord",
    "Store",
    "StoredFact",
    "load_ledger",
    "open_store",
    "state_code",
    "store_exists",
]
