"""Regional P over S amplitudes as CSV: `station,phases,low_hz,high_hz,log10_ratio`, and what else is known.

`uncertainty`, `lower_bound`, `p_snr` and `s_snr` may follow; `event` says which event a row is of.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from testban.errors import BulletinError
from testban.monitoring.files import decode, read_limited
from testban.monitoring.formats.csv_rows import Doubts, csv_rows, summed
from testban.monitoring.formats.records import number
from testban.monitoring.screening import PhaseRatio

__all__ = ["ANY_EVENT", "read_ratios"]

ANY_EVENT = ""
"""The key of rows that name no event."""
_NEEDED = ("station", "phases", "low_hz", "high_hz", "log10_ratio")
_CURE = f"Give a CSV file whose first line is {','.join(_NEEDED)} or the like"


def read_ratios(path: Path | str) -> tuple[dict[str, list[PhaseRatio]], tuple[str, ...]]:
    """The ratios by event, and what was left out, named by its line.

    Raises
    ------
    BulletinError
        The file cannot be read, lacks a column, or holds no ratio.
    """
    where = str(path)
    text = decode(read_limited(Path(path))).lstrip("\ufeff")
    found: dict[str, list[PhaseRatio]] = {}
    doubts: Doubts = []
    for line, cells in csv_rows(text, where, _NEEDED, _CURE, doubts):
        try:
            found.setdefault(cells.get("event", ANY_EVENT), []).append(_ratio(cells))
        except ValueError as error:
            doubts.append((line, str(error)))
    if not any(found.values()):
        first = f" (line {doubts[0][0]}: {doubts[0][1]})" if doubts else ""
        raise BulletinError(f"no ratio{first}", where=where, cure=_CURE)
    return found, summed(doubts, where)


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
