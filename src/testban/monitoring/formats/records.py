"""One arrival from the words of a CSV row or a JSON object, with a plain line where it is none."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from testban.monitoring.model import Arrival, epoch, iso

__all__ = [
    "COLUMNS",
    "EXTRA_COLUMNS",
    "LETTERS",
    "arrival_from",
    "arrival_row",
    "number",
    "square",
    "when",
    "word",
]

COLUMNS = (
    "station", "channel", "time", "time_uncertainty_s", "phase", "azimuth_deg",
    "slowness_s_per_deg", "snr", "amplitude_nm", "period_s", "residual_s",
)  # fmt: skip
"""The documented shape of an arrival, in CSV and JSON."""

EXTRA_COLUMNS = (
    "azimuth_uncertainty_deg", "slowness_uncertainty_s_per_deg", "arrival_id", "distance_deg",
    "event_azimuth_deg", "azimuth_residual_deg", "slowness_residual_s_per_deg", "time_weight",
    "time_defining", "azimuth_defining", "slowness_defining", "reported_phase",
    "network", "location", "analysis", "polarity", "onset",
)  # fmt: skip
"""What follows them: the rest of what an arrival has."""

_TEXTS = ("channel", "phase", "arrival_id", "reported_phase", "network", "location")
LETTERS = {"analysis": "am", "polarity": "cd", "onset": "ieq"}
"""The letters of Qual; others mean nothing."""
_NOTHING = ("None", "nan", "NaN", "null", "<NA>")
"""What programs write where they have no text."""
_FLAGS = ("time_defining", "azimuth_defining", "slowness_defining")
_LONGEST = 64
# In s/deg: 0.25 km/s, slower than sound in air by a quarter.
_SLOWEST = 445.0
_FIRST, _LAST = epoch("1880-01-01"), epoch("2200-01-01")


def _positive(value: float) -> float | None:
    return value if value > 0 else None


def _not_negative(value: float) -> float | None:
    return value if value >= 0 else None


def _any(value: float) -> float | None:
    return value


def _angle(value: float) -> float | None:
    return value % 360 if -180 <= value <= 360 else None


def _slowness(value: float) -> float | None:
    return value if 0 <= value <= _SLOWEST else None


# A value that its check turns into None is told of: the rest of the arrival is kept.
_NUMBERS: dict[str, Callable[[float], float | None]] = {
    "time_uncertainty_s": _positive,
    "azimuth_deg": _angle,
    "azimuth_uncertainty_deg": _positive,
    "slowness_s_per_deg": _slowness,
    "slowness_uncertainty_s_per_deg": _positive,
    "snr": _not_negative,
    "amplitude_nm": _positive,
    "period_s": _positive,
    "distance_deg": _not_negative,
    "event_azimuth_deg": _angle,
    "residual_s": _any,
    "azimuth_residual_deg": _any,
    "slowness_residual_s_per_deg": _any,
    "time_weight": _not_negative,
}


def number(value: Any) -> float | None:
    """A finite number, or None where nothing was given.

    Raises
    ------
    ValueError
        It is something else.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise ValueError(f"{value!r:.40} is no number")
    try:
        read = float(value)
    except (ValueError, OverflowError):
        raise ValueError(f"{value!r:.40} is no number") from None
    if not math.isfinite(read):
        raise ValueError(f"{value!r:.40} is no number")
    return read


def square(rows: Any) -> tuple[tuple[float, ...], ...] | None:
    """A covariance of four by four finite numbers, or None where it is not that."""
    try:
        matrix = tuple(tuple(float(cell) for cell in row) for row in rows or ())
    except (TypeError, ValueError):
        return None
    whole = len(matrix) == 4 and all(
        len(row) == 4 and all(map(math.isfinite, row)) for row in matrix
    )
    return matrix if whole else None


def when(value: Any) -> float:
    """Seconds since 1970 of an ISO 8601 time, or of such seconds themselves.

    Raises
    ------
    ValueError
        It is neither, or a time at which nobody recorded anything.
    """
    try:
        seconds = number(value)
    except ValueError:
        try:
            seconds = epoch(str(value).strip().replace("/", "-"))
        except (ValueError, OverflowError):
            raise ValueError(f"{value!r:.40} is no time") from None
    if seconds is None:
        raise ValueError("there is no time")
    if not _FIRST <= seconds <= _LAST:
        raise ValueError(f"{value!r:.40} is no time of a recording")
    return seconds


def arrival_from(row: Mapping[str, Any], read_from: str = "") -> tuple[Arrival, list[str]]:
    """The arrival that a row or object describes, and what of it was left out, in words.

    `read_from` is the file and line of it.

    Raises
    ------
    ValueError
        It has no station or no time.
    """
    station = word(row.get("station"))
    if not station:
        raise ValueError("there is no station")
    fields: dict[str, Any] = {name: word(row.get(name)) or None for name in _TEXTS}
    fields |= {name: None for name, said in fields.items() if said in _NOTHING}
    for name, letters in LETTERS.items():
        code = word(row.get(name)).lower()
        fields[name] = code if len(code) == 1 and code in letters else None
    doubts = []
    for name, check in _NUMBERS.items():
        try:
            given = number(row.get(name))
        except ValueError as error:
            doubts.append(f"{name}: {error}")
            continue
        if given is not None:
            fields[name] = check(given)
            if fields[name] is None:
                doubts.append(f"{name}: {given:g} cannot be")
    for name in _FLAGS:
        fields[name] = str(row.get(name, "")).strip().lower() in ("true", "1", "d", "t")
    time = when(row.get("time"))
    return Arrival(station=station, time=time, **fields, read_from=read_from), doubts


def word(value: Any) -> str:
    """A short word of printable characters."""
    if value is None or isinstance(value, (dict, list)):
        return ""
    return "".join(c for c in str(value).strip() if c.isprintable())[:_LONGEST]


def arrival_row(arrival: Arrival, *, extra: bool = True) -> dict[str, Any]:
    """An arrival as the documented object: times in ISO 8601, None where nothing was measured."""
    names = (*COLUMNS, *EXTRA_COLUMNS) if extra else COLUMNS
    row = {name: getattr(arrival, name) for name in names}
    row["time"] = iso(arrival.time, 6 if round(arrival.time, 3) != arrival.time else 3)
    return row
