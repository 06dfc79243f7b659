"""Waveforms by a CSS3.0 `wfdisc` table: integers, floats and e1 blocks in binary files beside it.

Source: Anderson and others (1990), Center for Seismic Studies Version 3 Database: Schema Reference
Manual, C90-01, relation `wfdisc`. Lines are read by their words, since producers widened columns.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray

from testban.errors import TestbanError
from testban.monitoring.waveforms.compression import e1
from testban.monitoring.waveforms.model import Note
from testban.monitoring.waveforms.raw import Piece

__all__ = ["is_wfdisc", "read_wfdisc"]

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_LINE = re.compile(
    rf"\s*(?P<station>\S{{1,8}})\s+(?P<channel>\S{{1,8}})\s+(?P<time>{_NUMBER})\s+-?\d+\s+-?\d+\s+"
    rf"-?\d+\s+(?P<end>{_NUMBER})\s+(?P<count>\d+)\s+(?P<rate>{_NUMBER})\s+(?P<calibration>{_NUMBER})"
    rf"\s+(?P<period>{_NUMBER})\s+(?P<instrument>.*?)\s+\S\s+(?P<type>[a-zA-Z]\d)\s+\S\s+"
    r"(?P<folder>\S.*?)\s+(?P<file>\S+)\s+(?P<offset>\d+)\s+-?\d+(?:\s|$)"
)
# Numbers by `datatype`: t and f are IEEE floats, s and i integers; s and t have the big end first.
_TYPES = {
    "t4": ">f4", "t8": ">f8", "f4": "<f4", "f8": "<f8",
    "s4": ">i4", "s2": ">i2", "i4": "<i4", "i2": "<i2",
}  # fmt: skip
_MOST_SAMPLES = 200_000_000


def is_wfdisc(data: bytes) -> bool:
    """Whether the first line is one of a `wfdisc` table."""
    head = data[:2000].lstrip().split(b"\n", 1)[0]
    return _LINE.match(head.decode("latin-1")) is not None


def read_wfdisc(
    data: bytes, path: Path, load: Callable[[Path], bytes]
) -> tuple[list[Piece], list[Note]]:
    """All segments that a table names; `load` gives the bytes of a file, unpacked."""
    pieces: list[Piece] = []
    notes: list[Note] = []
    files: dict[Path, bytes | str] = {}
    for number, line in enumerate(data.decode("latin-1").splitlines(), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        row = _LINE.match(line)
        if row is None:
            notes.append(Note("damaged", where, "no line of a wfdisc table; left out", lost=True))
            continue
        try:
            pieces.append(_piece(row, where, _file(row, path, files, load)))
        except _LeftOutError as error:
            name = f"{row['station']} {row['channel']}"
            notes.append(Note(error.kind, where, f"{name}: {error}; left out", lost=True))
    return pieces, _gathered(notes)


class _LeftOutError(ValueError):
    def __init__(self, text: str, kind: str = "damaged") -> None:
        self.kind = kind
        super().__init__(text)


def _gathered(notes: list[Note]) -> list[Note]:
    """One note for all lines that want the same missing file."""
    kept: list[Note] = []
    missing: dict[str, list[Note]] = {}
    for note in notes:
        if note.kind == "missing":
            missing.setdefault(note.text.split(": ", 1)[1], []).append(note)
        else:
            kept.append(note)
    for text, some in missing.items():
        more = f" (and {len(some) - 1} more lines)" if len(some) > 1 else ""
        kept.append(Note("missing", some[0].where + more, text, lost=True))
    return kept


def _file(
    row: re.Match[str], table: Path, files: dict[Path, bytes | str], load: Callable[[Path], bytes]
) -> bytes:
    """The bytes of the file that a row names: in its folder under the table's, or beside the table.

    A table from a stranger can name any file; only those below its own folder are opened.
    """
    name = PurePosixPath(row["file"]).name
    home = table.parent.resolve()
    folder = row["folder"] if row["folder"] != "-" else "."
    for path in (home / folder / name, home / f"{name}", home / f"{name}.gz"):
        try:
            real = path.resolve()
            if not real.is_relative_to(home) or not real.is_file():
                continue
        except (OSError, ValueError):  # no name that a file can have
            continue
        if real not in files:
            try:
                files[real] = load(real)
            except TestbanError as error:
                files[real] = str(error)
        found = files[real]
        if isinstance(found, str):
            raise _LeftOutError(found)
        return found
    raise _LeftOutError(
        f"the file {name} is neither in {folder} nor beside the table, put it there", "missing"
    )


def _piece(row: re.Match[str], where: str, data: bytes) -> Piece:
    values = {
        key: float(row[key]) for key in ("time", "count", "rate", "calibration", "period", "offset")
    }
    if not all(map(math.isfinite, values.values())) or not 1e-6 < values["rate"] < 1e6:
        raise _LeftOutError("a number in the line cannot be")
    count = int(values["count"])
    if not 0 < count <= _MOST_SAMPLES:
        raise _LeftOutError(f"{count} samples")
    form = row["type"].lower()
    # A view: a table may name thousands of pieces of one large file.
    samples = _samples(memoryview(data)[int(values["offset"]) :], form, count)
    if form[0] in "tf":
        samples = np.where(np.isfinite(samples), samples, np.nan)
    calibration = values["calibration"]
    return Piece(
        network="",
        station=row["station"],
        location="",
        code=row["channel"],
        rate=values["rate"],
        start=values["time"],
        samples=samples,
        where=where,
        nm_per_count=calibration if calibration not in (0.0, -1.0) else None,
        calibration_s=values["period"] if values["period"] > 0 else None,
    )


def _samples(data: memoryview, form: str, count: int) -> NDArray[np.float64]:
    if form == "e1":
        packed, wrong = e1(data, count)
        if wrong or len(packed) < count:
            raise _LeftOutError(f"e1 data: {wrong or 'the file ends too early'}")
        return packed.astype(np.float64)
    if form == "s3":
        return _three_bytes(_enough(data, count, 3))
    if form not in _TYPES:
        raise _LeftOutError(f"data of the type {form!r} are not read", "format")
    kind = np.dtype(_TYPES[form])
    return np.frombuffer(_enough(data, count, kind.itemsize), dtype=kind).astype(np.float64)


def _enough(data: memoryview, count: int, width: int) -> memoryview:
    if len(data) < count * width:
        raise _LeftOutError(
            f"cut short: {len(data) // width} samples of {count} are in the file", "truncated"
        )
    return data[: count * width]


def _three_bytes(data: memoryview) -> NDArray[np.float64]:
    """Three-byte integers, the big end first."""
    raw = np.frombuffer(data, dtype=np.uint8).reshape(-1, 3).astype(np.int64)
    value = (raw[:, 0] << 16) | (raw[:, 1] << 8) | raw[:, 2]
    return np.where(value & 0x800000, value - (1 << 24), value).astype(np.float64)
