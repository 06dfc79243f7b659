"""Is anyone testing? From recordings to arrivals, and from arrivals to located, sized and screened events.

Needs the extra `monitoring`: `pip install 'testban[monitoring]'`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from testban.monitoring.compiled import give_a_place

if TYPE_CHECKING:
    from testban.monitoring.arrays import fk
    from testban.monitoring.detection import detect
    from testban.monitoring.formats import (
        from_catalog,
        read_bulletin,
        to_catalog,
        write_bulletin,
    )
    from testban.monitoring.location import locate, locate_many
    from testban.monitoring.magnitude import size
    from testban.monitoring.pipeline import solve
    from testban.monitoring.processing import process
    from testban.monitoring.screening import screen
    from testban.monitoring.stations import load_stations
    from testban.monitoring.traveltimes import TravelTimes
    from testban.monitoring.waveforms import read_waveforms

__all__ = [
    "TravelTimes",
    "detect",
    "fk",
    "from_catalog",
    "load_stations",
    "locate",
    "locate_many",
    "process",
    "read_bulletin",
    "read_waveforms",
    "screen",
    "size",
    "solve",
    "to_catalog",
    "write_bulletin",
]

# Imported when first asked for: numba takes a second, and a reader of bulletins needs none of it.
_WHERE = {
    "TravelTimes": "testban.monitoring.traveltimes",
    "detect": "testban.monitoring.detection",
    "fk": "testban.monitoring.arrays",
    "from_catalog": "testban.monitoring.formats",
    "load_stations": "testban.monitoring.stations",
    "locate": "testban.monitoring.location",
    "locate_many": "testban.monitoring.location",
    "process": "testban.monitoring.processing",
    "read_bulletin": "testban.monitoring.formats",
    "read_waveforms": "testban.monitoring.waveforms",
    "screen": "testban.monitoring.screening",
    "size": "testban.monitoring.magnitude",
    "solve": "testban.monitoring.pipeline",
    "to_catalog": "testban.monitoring.formats",
    "write_bulletin": "testban.monitoring.formats",
}

give_a_place(Path(__file__).parent)


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)
