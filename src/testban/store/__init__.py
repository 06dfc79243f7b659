"""One database for what the wings make: SQLite by default, PostgreSQL by URL."""

from testban.store.ingest import papers_in
from testban.store.pages import Counts, FactFilter, FindingFilter
from testban.store.prepare import Pipeline
from testban.store.records import (
    BlockRecord,
    DocumentRecord,
    DocumentText,
    EventLine,
    Failure,
    Hit,
    IngestReport,
    RunRecord,
    StoredFact,
    StoredFinding,
)
from testban.store.store import (
    ENVIRONMENT,
    Store,
    load_ledger,
    missing_store,
    open_store,
    state_code,
    store_exists,
)

__all__ = [
    "ENVIRONMENT",
    "BlockRecord",
    "Counts",
    "DocumentRecord",
    "DocumentText",
    "EventLine",
    "FactFilter",
    "Failure",
    "FindingFilter",
    "Hit",
    "IngestReport",
    "Pipeline",
    "RunRecord",
    "Store",
    "StoredFact",
    "StoredFinding",
    "load_ledger",
    "missing_store",
    "open_store",
    "papers_in",
    "state_code",
    "store_exists",
]
