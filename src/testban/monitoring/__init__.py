"""Is anyone testing? From arrivals to located, sized and screened events.

Needs the extra `monitoring`: `pip install 'testban[monitoring]'`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from testban.monitoring.location import locate, locate_many
    from testban.monitoring.magnitude import size
    from testban.monitoring.screening import screen
    from testban.monitoring.traveltimes import TravelTimes

__all__ = ["TravelTimes", "locate", "locate_many", "screen", "size"]

# Imported when first asked for: numba takes a second, and a reader of bulletins needs none of it.
_WHERE = {
    "TravelTimes": "testban.monitoring.traveltimes",
    "locate": "testban.monitoring.location",
    "locate_many": "testban.monitoring.location",
    "screen": "testban.monitoring.screening",
    "size": "testban.monitoring.magnitude",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)
