"""One database for what the wings make: SQLite by default, PostgreSQL by URL.

What is asked for is loaded when it is asked for: a command that opens no store does not load the
database library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from testban.store.event_search import (
        Circle,
        EventFilter,
        EventRow,
    )
    from testban.store.pages import (
        Counts,
        FactFilter,
        FindingFilter,
    )
    from testban.store.papers import (
        papers_in,
    )
    from testban.store.place import (
        ENVIRONMENT,
    )
    from testban.store.prepare import (
        Pipeline,
    )
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
    "Circle",
    "Counts",
    "DocumentRecord",
    "DocumentText",
    "EventFilter",
    "EventLine",
    "EventRow",
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

_IN_MODULES = {
    "event_search": "Circle EventFilter EventRow",
    "place": "ENVIRONMENT",
    "pages": "Counts FactFilter FindingFilter",
    "papers": "papers_in",
    "prepare": "Pipeline",
    "records": (
        "BlockRecord DocumentRecord DocumentText EventLine Failure Hit IngestReport "
        "RunRecord StoredFact StoredFinding"
    ),
    "store": "Store load_ledger missing_store open_store state_code store_exists",
}
_MODULES = {name: module for module, names in _IN_MODULES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """A public name, from the module in which it is defined."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
