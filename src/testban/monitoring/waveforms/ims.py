"""Waveforms in messages of the formats IMS1.0, IMS2.0 and GSE2: WID2, STA2, DAT2 and CHK2 blocks.

A block that is damaged is left out and named; those after it are read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.waveforms.compression import CompressionError, checksum, cm6
from testban.monitoring.waveforms.model import Note
from testban.monitoring.waveforms.raw import Piece

__all__ = ["is_ims", "read_ims"]

_WID2 = re.compile(rb"^WID2 ", re.MULTILINE)
# Columns of WID2 and STA2, counted from 0: IDC 3.4.1, tables of the waveform format.
_COLUMNS = {
    "date": (5, 28), "station": (29, 34), "channel": (35, 38), "auxiliary": (39, 43),
    "form": (44, 47), "count": (48, 56), "rate": (57, 68), "calibration": (69, 79),
    "period": (80, 87), "instrument": (88, 94), "azimuth": (95, 100), "incidence": (101, 105),
}  # fmt: skip
_STA2 = {"network": (5, 14), "latitude": (15, 24), "longitude": (25, 35), "elevation": (49, 54)}
_WORD = re.compile(rb"^(CHK2|DAT2|STA2|EID2|BEA2|OUT2|STOP|DATA_TYPE|BEGIN|MSG_TYPE|AUT2)\b", re.M)
_MOST_SAMPLES = 200_000_000


def is_ims(data: bytes) -> bool:
    """Whether a file holds WID2 blocks of such a message."""
    return _WID2.search(data[: 1 << 20]) is not None


def read_ims(data: bytes, where: str) -> tuple[list[Piece], list[Note]]:
    """All segments in a message, and a note on each that was left out."""
    pieces, notes = [], []
    for number, block in _blocks(data):
        place = f"{where}:{number}"
        try:
            pieces.append(_segment(block, place))
        except (_DamagedError, CompressionError) as error:
            kind = error.kind if isinstance(error, _DamagedError) else "damaged"
            text = f"{_name(block)}: {error}; left out. Request the message again"
            notes.append(Note(kind, place, text, lost=True))
        more = len(re.findall(rb"^DAT2\b", block, re.M)) - 1
        if more > 0:
            text = (
                f"{more} DAT2 after it without a WID2 line of its own; left out. Request it again"
            )
            notes.append(Note("damaged", place, f"{_name(block)}: {text}", lost=True))
    return pieces, notes


class _DamagedError(ValueError):
    def __init__(self, text: str, kind: str = "damaged") -> None:
        self.kind = kind
        super().__init__(text)


def _blocks(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each WID2 line with what follows it, and its line's number."""
    starts = [found.start() for found in _WID2.finditer(data)]
    line, before = 1, 0
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        line += data.count(b"\n", before, start)
        before = start
        yield line, data[start:end]


def _name(block: bytes) -> str:
    fields = _fields(block.split(b"\n", 1)[0], _COLUMNS)
    return f"{fields['station']} {fields['channel']}".strip() or "a segment"


def _fields(line: bytes, columns: dict[str, tuple[int, int]]) -> dict[str, str]:
    text = line.rstrip(b"\r\n").decode("latin-1")
    return {name: text[first:last].strip() for name, (first, last) in columns.items()}


def _sections(block: bytes) -> dict[str, bytes]:
    """What stands from each key word to the next one; of several of a kind the first."""
    found: dict[str, bytes] = {}
    marks = [(m.start(), m.end(), m.group(1).decode()) for m in _WORD.finditer(block)]
    ends = [start for start, _, _ in marks[1:]] + [len(block)] * bool(marks)
    for (start, after, word), end in zip(marks, ends, strict=True):
        # Data begin on the line after their word.
        body = block[start:end] if word == "STA2" else block[after:end]
        found.setdefault(word, body)
    return found


def _segment(block: bytes, where: str) -> Piece:
    head = _fields(block.split(b"\n", 1)[0], _COLUMNS)
    parts = _sections(block)
    count, rate = _number(head["count"], "number of samples"), _number(head["rate"], "rate")
    if not (0 < count <= _MOST_SAMPLES and count == int(count) and 1e-6 < rate < 1e6):
        raise _DamagedError(f"{head['count']} samples at {head['rate']} Hz cannot be")
    if "DAT2" not in parts:
        raise _DamagedError("no DAT2 block: the message is cut short or damaged", "truncated")
    samples = _samples(parts, head["form"], int(count))
    station = _fields(parts.get("STA2", b"").split(b"\n", 1)[0], _STA2)
    latitude, longitude = _maybe(station["latitude"]), _maybe(station["longitude"])
    placed = (
        latitude is not None and longitude is not None
        and -90 <= latitude <= 90 and -180 <= longitude <= 180
    )  # fmt: skip
    elevation = _maybe(station["elevation"])
    azimuth, incidence = _maybe(head["azimuth"]), _maybe(head["incidence"])
    calibration, period = _maybe(head["calibration"]), _maybe(head["period"])
    return Piece(
        network=station["network"],
        station=head["station"],
        location=head["auxiliary"],
        code=head["channel"],
        rate=rate,
        start=_time(head["date"]),
        samples=samples.astype(np.float64),
        where=where,
        latitude=latitude if placed else None,
        longitude=longitude if placed else None,
        elevation_m=None if elevation is None or not placed else elevation * 1000.0,
        azimuth_deg=azimuth if azimuth is not None and azimuth >= 0 else None,
        incidence_deg=incidence if incidence is not None and incidence >= 0 else None,
        nm_per_count=calibration if calibration else None,
        calibration_s=period if period and period > 0 else None,
    )


def _samples(parts: dict[str, bytes], form: str, count: int) -> NDArray[np.int64]:
    text = parts["DAT2"]
    if form == "CM6":
        samples = cm6(text)
    elif form == "INT":
        try:
            samples = np.array([int(word) for word in text.split()], dtype=np.int64)
        except (ValueError, OverflowError):
            raise _DamagedError("a word among the samples is no whole number") from None
    else:
        raise _DamagedError(f"data of the form {form!r} are not read (CM6 and INT are)", "format")
    if len(samples) != count:
        more = "overrun: " if len(samples) > count else "cut short: "
        kind = "overrun" if len(samples) > count else "truncated"
        raise _DamagedError(f"{more}{len(samples)} samples, and the header says {count}", kind)
    given = parts.get("CHK2", b"").split()
    if not given:
        raise _DamagedError("no checksum (CHK2): the end is cut off", "truncated")
    # The formats take the sum without its sign; libraries in wide use (ObsPy) write it with it.
    unsigned = given[0].removeprefix(b"-")
    if unsigned.isdigit() and int(unsigned) == checksum(samples):
        return samples
    raise _DamagedError(
        f"checksum {checksum(samples)}, and CHK2 says {given[0].decode('latin-1')[:12]}", "checksum"
    )


def _number(text: str, what: str) -> float:
    value = _maybe(text)
    if value is None:
        raise _DamagedError(f"the {what} {text!r:.20} is no number")
    return value


def _maybe(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _time(text: str) -> float:
    for form in ("%Y/%m/%d %H:%M:%S.%f", "%Y/%m/%d %H:%M:%S"):
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC).timestamp()
        except ValueError:
            continue
    raise _DamagedError(f"the time {text!r:.30} cannot be read")
