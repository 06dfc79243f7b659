"""Read a bulletin of whatever format its content shows; write one in the format named."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape
from pathlib import Path

from testban.errors import BulletinError, UsageError
from testban.monitoring.files import MOST_BYTES, decode, read_limited
from testban.monitoring.formats.arrivals_csv import read_arrivals_csv, write_arrivals_csv
from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.formats.css3 import is_css3, read_css3, write_css3
from testban.monitoring.formats.events_json import read_json, write_json
from testban.monitoring.formats.gse2 import is_gse2, read_gse2
from testban.monitoring.formats.html import write_html
from testban.monitoring.formats.ims1 import is_ims1, read_ims1
from testban.monitoring.formats.ims1_write import write_ims1
from testban.monitoring.formats.origins_csv import is_origins_csv, read_origins_csv
from testban.monitoring.formats.quakeml import read_quakeml
from testban.monitoring.formats.quakeml_write import write_quakeml
from testban.monitoring.formats.repeats import without_repeats
from testban.monitoring.packed import salvaged
from testban.monitoring.words import counted

__all__ = ["FORMATS", "read_bulletin", "write_bulletin"]

_WRITERS: dict[str, Callable[[Bulletin], str]] = {
    "csv": write_arrivals_csv,
    "json": write_json,
    "ims1.0": write_ims1,
    "quakeml": write_quakeml,
    "css3.0": write_css3,
    "html": write_html,
}
FORMATS = tuple(_WRITERS)
"""The formats that `write_bulletin` knows."""

_CURE = (
    "Give CSV with a header station,time,... or time,latitude,longitude,..., JSON, QuakeML, "
    "IMS1.0, ISF, GSE2.0 or CSS3.0 tables"
)
_OTHER_PARTS = re.compile(r'[\s";]+')
_TAG = re.compile(r"<[^<>\n]*>")
_PAGE = "Give the bulletin that it shows: write that in another format than html"


def read_bulletin(path: Path | str) -> Bulletin:
    """The events and arrivals in a file; its content says which format it is, not its name.

    CSS3.0 tables, NAME.origin and so on, are named by any of them or by NAME.

    Raises
    ------
    BulletinError
        It cannot be read, is of no known format, or holds neither an event nor an arrival.
    """
    path = _table(Path(path))
    try:
        data = read_limited(path)
    except BulletinError as damaged:
        return without_repeats(_salvaged(path, damaged), str(path))
    return without_repeats(_read(path, data, str(path)), str(path))


def _table(path: Path) -> Path:
    """The file itself, or, where there is none, one of the CSS3.0 tables that were written by its name."""
    if path.exists():
        return path
    tables = (path.with_name(f"{path.name}.{table}") for table in ("origin", "arrival"))
    return next((table for table in tables if table.is_file()), path)


def _salvaged(path: Path, damaged: BulletinError) -> Bulletin:
    """What stands beside the damaged places of a gzip file, and a line that says so; raises what kept it from
    being read where nothing stands there."""
    texts = salvaged(path, MOST_BYTES)
    parts, lost = _parts(path, texts)
    if not parts:
        raise damaged
    lines = counted(sum(text.count(b"\n") for text in texts), "line")
    apart = f" in {len(texts)} parts" if len(texts) > 1 else ""
    told = (
        f"{path}: the gzip file is damaged or cut short: {lines}{apart} could be unpacked, and the last "
        "before a damaged place may be wrong; the others are lost. Download it again"
    )
    return Bulletin(
        tuple(event for each in parts for event in each.events),
        tuple(arrival for each in parts for arrival in each.unassociated),
        (*(line for each in parts for line in each.left_out), *lost, told),
        parts[0].format,
    )


def _parts(path: Path, texts: Sequence[bytes]) -> tuple[list[Bulletin], list[str]]:
    """What each text holds, and of each that cannot be read why; rows of CSV are all below the first heading."""
    found: list[Bulletin] = []
    lost: list[str] = []
    for number, text in enumerate(texts, 1):
        try:
            found.append(_read(path, text, f"{path}, part {number}" if number > 1 else str(path)))
        except BulletinError as error:
            lost.append(str(error))
        if number == 1 < len(texts) and found and found[0].format == "csv":
            head = text[: text.find(b"\n") + 1]
            rows = b"".join(each.removeprefix(head) for each in texts[1:])
            return [_read(path, text + rows, str(path))], lost
    return found, lost


def _read(path: Path, data: bytes, where: str) -> Bulletin:
    text = decode(data)
    start = text.lstrip()
    if not start:
        raise BulletinError("the file is empty", where=where, cure=_CURE)
    name = path.name.split(".")[0] or "event"
    if start[:14].lower() == "<!doctype html" or start[:5].lower() == "<html":
        if not is_ims1(shown := unescape(_TAG.sub("", text))):
            raise BulletinError("a page to look at, and no data", where=where, cure=_PAGE)
        return read_ims1(shown, where)  # as the ISC's search shows it
    if start.startswith("<"):
        return read_quakeml(data, where)
    if start[:1] in ("{", "["):
        return read_json(text, where, name=name)
    if is_css3(path, text):
        return read_css3(path, text)
    if is_gse2(text):
        return read_gse2(text, where)
    if is_ims1(text):
        return read_ims1(text, where)
    if is_origins_csv(start):
        return read_origins_csv(start, where)
    if "," in start.splitlines()[0]:
        return read_arrivals_csv(start, where, name=name)
    if {"station", "time"} <= set(_OTHER_PARTS.split(start.splitlines()[0].lower())):
        raise BulletinError(
            "columns parted by semicolons or tabs", where=f"{where}:1", cure="Part them by commas"
        )
    raise BulletinError("neither arrivals nor a bulletin", where=where, cure=_CURE)


def write_bulletin(bulletin: Bulletin, format: str) -> str:
    """The bulletin as text in one of `FORMATS`.

    Raises
    ------
    UsageError
        No format is called so.
    """
    writer = _WRITERS.get(format)
    if writer is None:
        raise UsageError(f"no format is called '{format}'", cure=f"Use one of {' '.join(FORMATS)}")
    return writer(bulletin)
