"""One file of any kind: what recordings and what metadata it holds.

ObsPy's readers are asked by name, and never its reader of pickles, which would run what a stranger
wrote.
"""

from __future__ import annotations

import io
import tarfile
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from testban.errors import TestbanError, WaveformError
from testban.monitoring.files import read_limited
from testban.monitoring.waveforms.css3 import is_wfdisc, read_wfdisc
from testban.monitoring.waveforms.ims import is_ims, read_ims
from testban.monitoring.waveforms.metadata import Epoch, is_sacpz, read_sacpz, read_stationxml
from testban.monitoring.waveforms.miniseed import is_miniseed, quiet, read_miniseed
from testban.monitoring.waveforms.model import Note
from testban.monitoring.waveforms.raw import Piece
from testban.monitoring.waveforms.sac import mended_sac
from testban.monitoring.waveforms.seed_headers import (
    is_resp,
    is_seed_volume,
    read_resp,
    read_seed_volume,
)

__all__ = ["Contents", "piece_of", "read_file"]

MOST_BYTES = 2 << 30
_MOST_MEMBERS = 20_000
# ObsPy's formats that are told by their content and need no other file.
_OBSPY = ("SAC", "SACXY", "GSE1", "SEISAN", "SH_ASC", "SEGY", "SU", "AH", "KNET", "Y",
          "DMX", "REFTEK130", "RG16", "WAV", "TSPAIR", "SLIST", "GCF")  # fmt: skip
# A SAC header holds the time between samples in single precision; ObsPy tells of every one.
_HARMLESS = "Sample spacing read from SAC file"
# What a name says that it is a recording.
_RECORDINGS = (
    ".mseed",
    ".miniseed",
    ".msd",
    ".ms",
    ".seed",
    ".sac",
    ".gse",
    ".gse2",
    ".wfdisc",
)
# Beginnings of files that lie beside recordings: pictures, PDF, HDF5, SQLite, NumPy, documents.
_BESIDE = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"\x89HDF", b"SQLite format 3", b"\x93NUMPY",
           b"\xd0\xcf\x11\xe0", b"RIFF", b"\x7fELF", b"CDF")  # fmt: skip
# Samples of CSS3.0 without a header, which only a `wfdisc` table explains.
_RAW = (".w", ".w.gz")
_SHORTEST = 128
_SAC_UNITS = {6: "nm", 7: "nm/s", 8: "nm/s²", 50: "V"}


@dataclass(slots=True)
class Contents:
    """What was found in files: pieces of recordings, epochs of channels, notes, and files that are neither."""

    pieces: list[Piece] = field(default_factory=list)
    epochs: list[Epoch] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    samples: set[str] = field(default_factory=set)
    """Files without a header that a `wfdisc` table explained."""
    files: int = 0

    def add(self, pieces: list[Piece] | list[Epoch], notes: list[Note]) -> None:
        """Take in what a reader gave."""
        for each in pieces:
            if isinstance(each, Piece):
                self.pieces.append(each)
            else:
                self.epochs.append(each)
        self.notes.extend(notes)

    def forget_explained(self) -> None:
        """Take back what was said of files without a header before, or after, their `wfdisc` table was read."""

        def explained(where: str) -> bool:
            return str(Path(where).resolve()) in self.samples

        self.others = [each for each in self.others if not explained(each)]
        self.notes = [
            each for each in self.notes if each.kind != "unreadable" or not explained(each.where)
        ]


def read_file(path: Path, into: Contents) -> None:
    """Add what a file holds; one that cannot be read becomes a note."""
    try:
        data = read_limited(path, most=MOST_BYTES, error=WaveformError)
    except TestbanError as error:
        text = f"{error.what}; left out. {error.cure}"
        into.notes.append(Note("unreadable", str(path), text, lost=True))
        return
    if is_wfdisc(data):

        def load(inner: Path) -> bytes:
            into.samples.add(str(inner.resolve()))
            return read_limited(inner, most=MOST_BYTES, error=WaveformError)

        pieces, notes = read_wfdisc(data, path, load)
        into.files += 1
        into.add(pieces, notes)
        return
    _read(data, str(path), into)


def _read(data: bytes, where: str, into: Contents, depth: int = 0) -> None:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    # The first byte of a big-endian SAC file of 40, 50 or 100 samples a second is this bracket, too.
    if head.startswith(b"<") and b"\0" not in head:
        if b"FDSNStationXML" in head:
            into.files += 1
            into.add(*read_stationxml(data, where))
        else:
            into.others.append(where)
    elif depth == 0 and (members := _members(data, where, into)) is not None:
        for name, inner in members:
            # Archives made on a Mac hold a hidden file beside each.
            if any(part.startswith(".") and part != "." for part in name.split("/")):
                continue
            _read(inner, f"{where}/{name}", into, 1)
    elif is_sacpz(data):
        into.files += 1
        into.add(*read_sacpz(data, where))
    elif is_ims(data):
        into.files += 1
        into.add(*read_ims(data, where))
    elif is_resp(data):
        into.files += 1
        into.add(*read_resp(data, where))
    elif is_miniseed(data):
        into.files += 1
        if is_seed_volume(data):
            into.add(*read_seed_volume(data, where))
        traces, notes = read_miniseed(data, where)
        into.notes.extend(notes)
        _take(traces, where, into)
    else:
        _by_obspy(data, where, into)


def _members(data: bytes, where: str, into: Contents) -> Iterator[tuple[str, bytes]] | None:
    """The ordinary files in a tar or zip archive; None where it is none."""
    if data[257:262] == b"ustar":
        return _tar(data, where, into)
    if data[:4] == b"PK\x03\x04":
        return _zip(data, where, into)
    return None


def _tar(data: bytes, where: str, into: Contents) -> Iterator[tuple[str, bytes]]:
    room = MOST_BYTES
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for number, member in enumerate(archive):
                if number >= _MOST_MEMBERS or member.size > room:
                    raise tarfile.TarError("more than can be taken")
                stream = archive.extractfile(member) if member.isfile() else None
                if stream is not None and member.size:
                    room -= member.size
                    yield member.name, stream.read(member.size)
    except (tarfile.TarError, OSError, EOFError) as error:
        into.notes.append(_broken(where, error))


def _zip(data: bytes, where: str, into: Contents) -> Iterator[tuple[str, bytes]]:
    room = MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for number, member in enumerate(archive.infolist()):
                if number >= _MOST_MEMBERS or member.file_size > room:
                    raise zipfile.BadZipFile("more than can be taken")
                if not member.is_dir() and member.file_size:
                    with archive.open(member) as stream:
                        inner = stream.read(member.file_size)
                    room -= len(inner)
                    yield member.filename, inner
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError) as error:
        into.notes.append(_broken(where, error))


def _broken(where: str, error: Exception) -> Note:
    text = f"a damaged archive ({error}); what follows was left out"
    return Note("truncated", where, text, lost=True)


# -- ObsPy --------------------------------------------------------------------------------------


def _by_obspy(data: bytes, where: str, into: Contents) -> None:
    data, cut = mended_sac(data, where)
    if cut is not None:
        into.notes.append(cut)
    form = _format_of(data)
    if form is None:
        _unknown(data, where, into)
        return
    from obspy import read

    into.files += 1
    try:
        with quiet(), warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            stream = read(io.BytesIO(data), format=form)
    except Exception as error:  # noqa: BLE001 - ObsPy raises whatever its readers do
        text = f"{form} that cannot be read ({_first_line(str(error))}); left out. Fetch the file again"
        into.notes.append(Note("unreadable", where, text, lost=True))
        return
    for text in dict.fromkeys(_first_line(str(each.message)) for each in said):
        if not text.startswith(_HARMLESS):
            into.notes.append(Note("damaged", where, f"{form}: {text}"))
    _take(stream, where, into)


def _unknown(data: bytes, where: str, into: Contents) -> None:
    """A file of none of the formats: text and pictures may lie beside recordings, other bytes are a loss."""
    named = where.lower().endswith(_RECORDINGS)
    raw = where.lower().endswith(_RAW)
    if raw or data.startswith(_BESIDE) or (not named and _is_text(data[:4096])):
        into.others.append(where)
        return
    cut = " (too short for one)" if len(data) < _SHORTEST else ""
    text = f"bytes of no format that is read{cut}; left out. Fetch the file again, or take it away"
    into.notes.append(Note("unreadable", where, text, lost=True))


def _is_text(head: bytes) -> bool:
    """Whether bytes are text of any encoding: no control characters but those that part lines and words."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 32 and byte not in b"\t\n\r\f\x1a\x1b" for byte in head)


def _take(traces: Iterable[Any], where: str, into: Contents) -> None:
    for trace in traces:
        piece = piece_of(trace, where)
        if isinstance(piece, Note):
            into.notes.append(piece)
        elif len(piece.samples):
            into.pieces.append(piece)


def _first_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason given"])[0][:120]


def _format_of(data: bytes) -> str | None:
    from obspy.core.util.misc import buffered_load_entry_point

    for name in _OBSPY:
        try:
            check = buffered_load_entry_point("obspy", f"obspy.plugin.waveform.{name}", "isFormat")
            with quiet(), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                if check(io.BytesIO(data)):
                    return name
        except Exception:  # noqa: BLE001, S112 - a check that fails on this file says no
            continue
    return None


def piece_of(trace: Any, where: str) -> Piece | Note:
    """A piece from an ObsPy trace. Of headers only what is said of the station is looked at."""
    stats = trace.stats
    name = f"{stats.network}.{stats.station}.{stats.location}.{stats.channel}"
    if not (stats.sampling_rate > 0 and np.isfinite(stats.sampling_rate)):
        return Note(
            "damaged", where, f"{name}: a sampling rate of {stats.sampling_rate}; left out", True
        )
    data = trace.data
    if not np.issubdtype(np.asarray(data).dtype, np.number) or np.iscomplexobj(data):
        return Note("format", where, f"{name}: its samples are no real numbers; left out", True)
    samples = np.ma.filled(np.ma.asarray(data, dtype=np.float64), np.nan)
    head = _station_header(stats)
    return Piece(
        network=stats.network,
        station=stats.station.strip(),
        location=stats.location.strip("- "),
        code=stats.channel.strip(),
        rate=float(stats.sampling_rate),
        start=float(stats.starttime.timestamp),
        samples=np.ascontiguousarray(samples),
        where=where,
        **head,
    )


def _station_header(stats: Any) -> dict[str, Any]:
    if "sac" in stats:
        sac = stats.sac

        def value(key: str, low: float, high: float) -> float | None:
            read = float(sac.get(key, -12345.0))
            return read if low <= read <= high and read != -12345.0 else None

        latitude, longitude = value("stla", -90, 90), value("stlo", -180, 360)
        placed = latitude is not None and longitude is not None
        return {
            "latitude": latitude if placed else None,
            "longitude": (longitude + 180) % 360 - 180 if placed and longitude else longitude,
            "elevation_m": value("stel", -12000, 9000) if placed else None,
            "azimuth_deg": value("cmpaz", -360, 360),
            "incidence_deg": value("cmpinc", 0, 180),
            "unit": _SAC_UNITS.get(int(sac.get("idep", 5)), "counts"),
        }
    if "coordinates" in stats:
        given = stats.coordinates
        return {
            "latitude": given.get("latitude"),
            "longitude": given.get("longitude"),
            "elevation_m": given.get("elevation"),
        }
    return {}
