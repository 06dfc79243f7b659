"""Read a bulletin of whatever format its content shows; write one in the format named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from testban.errors import BulletinError, UsageError
from testban.monitoring.files import as_far_as_whole, decode, read_limited
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
_PAGE = "Give the bulletin that it shows: write that in another format than html"


def read_bulletin(path: Path | str) -> Bulletin:
    """The events and arrivals in a file; its content says which format it is, not its name.

    Raises
    ------
    BulletinError
        It cannot be read, is of no known format, or holds neither an event nor an arrival.
    """
    path = Path(path)
    try:
        data = read_limited(path)
    except BulletinError as damaged:
        return without_repeats(_salvaged(path, damaged), str(path))
    return without_repeats(_read(path, data), str(path))


def _salvaged(path: Path, damaged: BulletinError) -> Bulletin:
    """What stands before the place where a gzip file is damaged, and a line that says so; raises what kept it
    from being read where nothing stands there."""
    data = as_far_as_whole(path)
    if data.lstrip()[:1] not in (b"<", b"{", b"["):
        data = data[: data.rfind(b"\n") + 1]  # half a line can look like a whole one
    if not data.strip():
        raise damaged
    try:
        found = _read(path, data)
    except BulletinError:
        raise damaged from None
    lines = counted(data.count(b"\n"), "line")
    lost = (
        f"{path}: the gzip file is damaged or cut short: {lines} could be unpacked, and where it is damaged "
        "the last of them may be wrong; what followed is lost. Download it again"
    )
    return replace(found, left_out=(*found.left_out, lost))


def _read(path: Path, data: bytes) -> Bulletin:
    text = decode(data)
    start = text.lstrip()
    if not start:
        raise BulletinError("the file is empty", where=str(path), cure=_CURE)
    name = path.name.split(".")[0] or "event"
    if start[:14].lower() == "<!doctype html" or start[:5].lower() == "<html":
        raise BulletinError("a page to look at, and no data", where=str(path), cure=_PAGE)
    if start.startswith("<"):
        return read_quakeml(data, str(path))
    if start[:1] in ("{", "["):
        return read_json(text, str(path), name=name)
    if is_css3(path, text):
        return read_css3(path, text)
    if is_gse2(text):
        return read_gse2(text, str(path))
    if is_ims1(text):
        return read_ims1(text, str(path))
    if is_origins_csv(start):
        return read_origins_csv(start, str(path))
    if "," in start.splitlines()[0]:
        return read_arrivals_csv(start, str(path), name=name)
    raise BulletinError("neither arrivals nor a bulletin", where=str(path), cure=_CURE)


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
