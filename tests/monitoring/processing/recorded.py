"""The underground tests of the recordings at hand, each processed once for all that is asked of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from testban.monitoring.processing import Processed, process
from testban.monitoring.waveforms import read_waveforms


@cache
def processed(shared: Path, day: str) -> Processed:
    """What `process` finds in the recordings of one day."""
    return process(read_waveforms(shared / "monitoring" / "waveforms" / "dprk" / day))
