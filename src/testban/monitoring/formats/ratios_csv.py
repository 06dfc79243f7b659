"""Regional P over S amplitudes as CSV: `station,phases,low_hz,high_hz,log10_ratio`, and what else is known.

`uncertainty`, `lower_bound`, `p_snr` and `s_snr` may follow; `event` says which event a row is of.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from testban.monitoring.formats.csv_by_event import ANY_EVENT, read_by_event
from testban.monitoring.formats.records import number
from testban.monitoring.screening import PhaseRatio

__all__ = ["ANY_EVENT", "read_ratios"]

_NEEDED = ("station", "phases", "low_hz", "high_hz", "log10_ratio")
_CURE = f"Give a CSV file whose first line is {','.join(_NEEDED)} or the like"


def read_ratios(path: Path | str) -> tuple[dict[str, list[PhaseRatio]], tuple[str, ...]]:
    """The ratios by event, and what was left out, named by its line.

    Raises
    ------
    BulletinError
        The file cannot be read, lacks a column, or holds no ratio.
    """
    return read_by_event(path, _ratio, noun="ratio", needed=_NEEDED, cure=_CURE)


def _ratio(cells: Mapping[str, str]) -> PhaseRatio:
    low, high, ratio = (number(cells[name]) for name in ("low_hz", "high_hz", "log10_ratio"))
    if not cells["station"] or low is None or high is None or ratio is None:
        raise ValueError("station, low_hz, high_hz and log10_ratio must be given")
    if not 0.0 < low < high:
        raise ValueError(f"{low:g} to {high:g} Hz is no band")
    if abs(ratio) > 10.0:
        raise ValueError(f"log10_ratio {ratio:g} cannot be: is it the ratio itself?")
    uncertainty = number(cells.get("uncertainty"))
    if uncertainty is not None and uncertainty <= 0.0:
        raise ValueError(f"uncertainty {uncertainty:g} cannot be")
    return PhaseRatio(
        cells["station"], cells["phases"], (low, high), ratio, uncertainty,
        cells.get("lower_bound", "").lower() in ("true", "1", "yes"),
        number(cells.get("p_snr")), number(cells.get("s_snr")),
    )  # fmt: skip
