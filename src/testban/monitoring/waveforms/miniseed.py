"""miniSEED record by record, so that one that is damaged costs no other.

libmseed (under ObsPy) checks the last sample of a Steim record and tells of a mismatch, but hands the
samples out all the same, or gives up the file. Here the records are told apart first; those whose header
cannot be, or does not fit its neighbours, and those that libmseed complains of are left out and named.
Source: SEED Reference Manual 2.4 (FDSN 2012), chapter 8, fixed section of data header and blockette 1000.
"""

from __future__ import annotations

import io
import re
import struct
import sys
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from testban.monitoring.model import iso
from testban.monitoring.waveforms.model import Note

__all__ = ["CONTROL", "is_miniseed", "quiet", "read_miniseed"]

_START = re.compile(rb"[0-9 \0]{6}[DRQM][ \0]")
CONTROL = re.compile(rb"[0-9]{6}[VAST][ *](?=0[0-9]{2}[0-9 ]{4})")
"""Headers of a SEED volume, of stations, and of spans of time: they hold no samples."""
_CODES = re.compile(rb"[A-Z0-9 -]{12}")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_SHORTEST, _LONGEST = 7, 20
"""Powers of two of a record's length: 128 bytes to 1 MiB."""
_HEADER = 48
# Encodings of blockette 1000: text, integers and floats, Steim 1 to 3, GEOSCOPE, CDSN, SRO, DWWSSN.
_ENCODINGS = frozenset([0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 16, 30, 31, 32, 33])


class _DamagedError(ValueError):
    """What is wrong with a header."""


@dataclass(frozen=True, slots=True)
class _Record:
    """A record, where it lies in the file, and what its header says; `wrong` where it cannot be used."""

    at: int
    length: int
    name: str = ""
    start: float = 0.0
    samples: int = 0
    rate: float = 0.0
    wrong: str = ""

    @property
    def end(self) -> float:
        """When the sample after its last one is due."""
        return self.start + (self.samples / self.rate if self.rate else 0.0)

    @property
    def stream(self) -> tuple[str, float]:
        """What the records of one instrument have in common."""
        return self.name, self.rate


def is_miniseed(data: bytes) -> bool:
    """Whether a file begins with a record, of data or of a SEED volume, or has one where one is due."""
    return any(
        _START.match(data, at) and _CODES.match(data[at + 8 : at + 20].upper())
        for at in (0, *(1 << power for power in range(_SHORTEST, _LONGEST)))
    ) or bool(CONTROL.match(data))


def read_miniseed(data: bytes, where: str) -> tuple[list[Any], list[Note]]:
    """ObsPy traces of the records that are whole, and a note on each channel's that are not."""
    records = list(_records(data))
    records = _beside_neighbours(records)
    whole = [each for each in records if not each.wrong]
    traces, complaints = _sound(data, whole)
    names = {each.name for each in whole}
    # Where a file is of one channel, a record whose header is broken is of it too.
    only = names.pop() if len(names) == 1 else ""
    bad = [replace(each, name=each.name or only) for each in records if each.wrong]
    bad += [replace(each, wrong=complaint) for each, complaint in complaints]
    return traces, list(_notes(bad, len(records), where))


# -- headers ------------------------------------------------------------------------------------


def _records(data: bytes) -> Iterator[_Record]:
    """Every record in order; what lies between them, and a last one that is cut short, as wrong."""
    at, length = 0, 0
    while at < len(data):
        if not _START.match(data, at):
            found = _START.search(data, at + 1)
            following = found.start() if found else len(data)
            # Padding after the last record is no loss, nor are headers of a SEED volume.
            if data[at:following].strip(b"\0 ") and not CONTROL.match(data, at):
                text = f"{following - at} bytes that are no record"
                yield _Record(at, following - at, wrong=text)
            at = following
            continue
        try:
            record = _header(data, at)
            length = record.length
        except _DamagedError as error:
            record = _Record(at, _to_next(data, at, length), wrong=str(error))
        if at + record.length > len(data):
            text = f"cut short ({len(data) - at} of {record.length} bytes)"
            record = _Record(at, len(data) - at, record.name, record.start, wrong=text)
        yield record
        at += record.length


def _to_next(data: bytes, at: int, length: int) -> int:
    """How far it is to the next record: as far as to the last one, or where the next begins."""
    if length and (at + length == len(data) or _START.match(data, at + length)):
        return length
    found = _START.search(data, at + 1)
    return (found.start() if found else len(data)) - at


def _header(data: bytes, at: int) -> _Record:
    if at + _HEADER > len(data):
        raise _DamagedError("cut short within its header")
    codes = data[at + 8 : at + 20].upper()
    if not _CODES.match(codes):
        raise _DamagedError("its codes are not letters and digits")
    order = ">" if _FIRST_YEAR <= struct.unpack_from(">H", data, at + 20)[0] <= _LAST_YEAR else "<"
    year, day, hour, minute, second, _, fraction, samples, factor, multiplier = struct.unpack_from(
        order + "HHBBBBHHhh", data, at + 20
    )
    if not (
        _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= day <= 366 and hour < 24
        and minute < 60 and second <= 60 and fraction < 10_000
    ):  # fmt: skip
        raise _DamagedError("its time cannot be")
    flags, count = data[at + 36], data[at + 39]
    correction, samples_at, blockette_at = struct.unpack_from(order + "iHH", data, at + 40)
    length, encoding = _blockette_1000(data, at, blockette_at, count, order)
    if samples and not _HEADER <= samples_at < length:
        raise _DamagedError("its samples lie outside of it")
    if encoding not in _ENCODINGS:
        raise _DamagedError(f"its encoding {encoding} is none")
    # No form packs more than seven samples into four bytes.
    if samples > max(0, length - samples_at) * 7 // 4:
        raise _DamagedError(f"{samples} samples do not fit into {length} bytes")
    start = datetime(year, 1, 1, hour, minute, tzinfo=UTC) + timedelta(day - 1, second)
    # Bit 1 of the activity flags says that the correction is in the time already.
    seconds = start.timestamp() + fraction / 1e4 + (0 if flags & 2 else correction / 1e4)
    station, location, channel, network = (
        codes[a:b].decode("latin-1").strip("- ") for a, b in ((0, 5), (5, 7), (7, 10), (10, 12))
    )
    name = f"{network}.{station}.{location}.{channel}"
    return _Record(at, length, name, seconds, samples, _rate(factor, multiplier))


def _blockette_1000(data: bytes, at: int, offset: int, count: int, order: str) -> tuple[int, int]:
    """The length of the record in bytes, and how its samples are encoded."""
    for _ in range(min(count, 20)):
        if offset < _HEADER or at + offset + 8 > len(data):
            break
        kind, following = struct.unpack_from(order + "HH", data, at + offset)
        if kind == 1000:
            encoding, power = data[at + offset + 4], data[at + offset + 6]
            if not _SHORTEST <= power <= _LONGEST:
                raise _DamagedError(f"a length of 2 to the power of {power}")
            return 1 << power, encoding
        if following <= offset:
            break
        offset = following
    # Old records without it tell their length by where the next one begins, and are Steim 1.
    found = _START.search(data, at + _HEADER)
    length = (found.start() if found else len(data)) - at
    if length & (length - 1):
        raise _DamagedError("its length is not told")
    return length, 10


def _rate(factor: int, multiplier: int) -> float:
    """Samples a second (SEED manual, chapter 8: negative numbers divide)."""
    if not factor or not multiplier:
        return 0.0
    rate = float(factor) if factor > 0 else -1.0 / factor
    return rate * multiplier if multiplier > 0 else -rate / multiplier


def _beside_neighbours(records: Sequence[_Record]) -> list[_Record]:
    """Records whose codes, rate or time no other bears out where their neighbours agree, as wrong.

    A flipped bit in a header makes a station that is none, or puts samples at another time.
    """
    counts = Counter(each.stream for each in records if not each.wrong)
    out = list(records)
    for k in range(1, len(records) - 1):
        before, this, after = records[k - 1 : k + 2]
        if before.wrong or this.wrong or after.wrong or before.stream != after.stream:
            continue
        step = 1.0 / before.rate if before.rate else 0.0
        if this.stream != before.stream:
            if counts[this.stream] == 1 and counts[before.stream] > 2:
                text = f"its codes or its rate ({this.name}, {this.rate:g} Hz) are of no other"
                out[k] = _Record(this.at, this.length, before.name, before.end, wrong=text)
            continue
        # The two beside it leave room for just its samples, and it says that it is elsewhere.
        fits = abs(after.start - before.end - this.samples * step) < step
        if fits and abs(this.start - before.end) > max(step, 0.01):
            text = f"its time ({iso(this.start)}) is not that of its place in the file"
            out[k] = replace(this, start=before.end, wrong=text)
    return out


# -- samples ------------------------------------------------------------------------------------


def _sound(data: bytes, records: Sequence[_Record]) -> tuple[list[Any], list[tuple[_Record, str]]]:
    """Traces of those that libmseed decodes without a word, and the others with what it says."""
    if not records:
        return [], []
    traces, said = _decoded(data, records)
    if not said:
        return traces, []
    complaints = _complaints(data, records, said)
    bad = {each.at for each, _ in complaints}
    good = [each for each in records if each.at not in bad]
    # Together once more, since pieces that were decoded apart would be traces of their own.
    return _decoded(data, good)[0] if good else [], complaints


def _complaints(data: bytes, records: Sequence[_Record], said: str) -> list[tuple[_Record, str]]:
    """The records that are complained of, with what is said of each, where something is said of some.

    Halving finds a few bad ones among thousands in few readings.
    """
    if len(records) == 1:
        return [(records[0], said)]
    middle = len(records) // 2
    found: list[tuple[_Record, str]] = []
    for half in (records[:middle], records[middle:]):
        _, of_half = _decoded(data, half)
        if of_half:
            found += _complaints(data, half, of_half)
    return found


def _decoded(data: bytes, records: Sequence[_Record]) -> tuple[list[Any], str]:
    """The traces of some records, none where they cannot be decoded, and what was complained of."""
    from obspy.core.util.misc import buffered_load_entry_point

    # Asked for by name once: `obspy.read` looks through all of its plugins at each call.
    read = buffered_load_entry_point("obspy", "obspy.plugin.waveform.MSEED", "readFormat")
    chosen = b"".join(data[each.at : each.at + each.length] for each in records)
    try:
        with quiet(), warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            stream = read(io.BytesIO(chosen))
    except Exception as error:  # noqa: BLE001 - ObsPy raises whatever its reader does
        return [], _plain(str(error))
    return list(stream), _plain(str(said[0].message)) if said else ""


def _plain(text: str) -> str:
    """The last line of what libmseed says, without the names of its functions."""
    line = (text.strip().splitlines() or ["cannot be decoded"])[-1]
    if "ntegrity" in line:
        return "its last sample does not fit its check"
    return re.sub(r"^[\w()]*(\([\w ]*\))?: ", "", line)[:80] or "cannot be decoded"


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what libmseed's callback cannot decode from being printed as a traceback."""
    before = sys.unraisablehook
    sys.unraisablehook = lambda _: None
    try:
        yield
    finally:
        sys.unraisablehook = before


# -- what is told -------------------------------------------------------------------------------


def _notes(bad: Sequence[_Record], total: int, where: str) -> Iterator[Note]:
    """One line for the bad records of each channel, and one for those of no known channel."""
    by_name: dict[str, list[_Record]] = defaultdict(list)
    for each in sorted(bad, key=lambda each: each.at):
        by_name[each.name].append(each)
    for name, some in by_name.items():
        first = some[0]
        reasons = "; ".join(dict.fromkeys(each.wrong for each in some[:3]))
        when = f", from {iso(first.start, 0)} on" if name and first.start else ""
        text = (
            f"{name + ': ' if name else ''}{len(some)} of {total} records damaged, the first at byte "
            f"{first.at}{when} ({reasons}); left out. Fetch the file again"
        )
        cut = all(each.wrong.startswith("cut short") for each in some)
        yield Note("truncated" if cut else "damaged", where, text, lost=True)
