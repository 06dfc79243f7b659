"""Where stations stand: the shipped network, or a user's file in any of four formats.

Coordinates are geodetic degrees, elevations metres. Of a station given for several epochs, the
newest is taken.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from testban.errors import ReferenceError
from testban.monitoring.files import decode, parse_xml, read_limited
from testban.monitoring.model import Arrival, Station
from testban.monitoring.words import counted
from testban.reference.tables import read_table

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Stations", "ims_stations", "load_stations", "with_stations"]

_COLUMNS = (
    "code", "latitude", "longitude", "elevation_m", "array", "network", "facility", "name",
    "source",
)  # fmt: skip
_NAMED_AT_MOST = 10
_CURE = (
    "Give 'ims', StationXML, a CSS3.0 site table, an ISC station list, or CSV with the columns "
    "station,latitude,longitude,elevation_m"
)
_MOST_BYTES = 256 << 20


@dataclass(frozen=True, slots=True)
class Stations(Mapping[str, Station]):
    """Stations by code, as upper-case letters and digits.

    `left_out` names what the file held and could not be used: one line each.
    """

    by_code: Mapping[str, Station] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    source: str = ""

    def __getitem__(self, code: str) -> Station:
        return self.by_code[code.upper()]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_code)

    def __len__(self) -> int:
        return len(self.by_code)

    def elements(self, array: str) -> tuple[Station, ...]:
        """The elements of an array, in order of their codes; empty where it has none."""
        wanted = array.upper()
        found = [station for station in self.by_code.values() if station.array == wanted]
        return tuple(sorted(found, key=lambda station: station.code))


def load_stations(spec: Any = "ims") -> Stations:
    """The stations that `spec` names.

    Parameters
    ----------
    spec
        ``ims``, a path, an ObsPy ``Inventory``, `Stations`, or any iterable of `Station`.

    Raises
    ------
    ReferenceError
        The file cannot be read, is of no known format, or no station in it has coordinates.

    Examples
    --------
    >>> load_stations("ims")["ARCES"].latitude
    69.534859
    """
    if isinstance(spec, Stations):
        return spec
    if isinstance(spec, str) and spec.strip().lower() == "ims":
        return ims_stations()
    if isinstance(spec, (str, Path)):
        return _read(Path(spec))
    if hasattr(spec, "networks"):
        return _collected(_from_inventory(spec), "the inventory")
    if not isinstance(spec, Iterable):
        raise ReferenceError(f"stations cannot be taken from {type(spec).__name__}", cure=_CURE)
    return _collected(((station, 0.0, "", 0) for station in spec), "the stations")


@cache
def ims_stations() -> Stations:
    """The shipped International Monitoring System: stations and array elements."""
    found = {
        row[0]: Station(
            code=row[0],
            latitude=float(row[1]),
            longitude=float(row[2]),
            elevation_m=float(row[3]),
            network="IMS",
            name=row[7],
            array=row[4],
            source=row[8],
        )
        for row in read_table("stations.csv", _COLUMNS)
    }
    return Stations(found, source="ims")


def with_stations(
    arrivals: Iterable[Arrival], stations: Mapping[str, Station]
) -> tuple[list[Arrival], tuple[str, ...]]:
    """The arrivals at stations that are known, and a line that counts and names the others."""
    kept, unknown = [], Counter[str]()
    for arrival in arrivals:
        if arrival.station in stations:
            kept.append(arrival)
        else:
            unknown[arrival.station] += 1
    if not unknown:
        return kept, ()
    names = ", ".join(list(unknown)[:_NAMED_AT_MOST])
    more = len(unknown) - _NAMED_AT_MOST
    count = unknown.total()
    return kept, (
        f"{counted(count, 'arrival')} left out: no coordinates for "
        f"{counted(len(unknown), 'station')} ({names}"
        f"{f' and {more} more' if more > 0 else ''})",
    )


# A station, since when it stands there, why it cannot be used (empty where it can), and its line (0 of no file).
_Found = tuple[Station, float, str, int]
_CURES = {
    "no code": "give the code of the station",
    "no coordinates": "give latitude and longitude in degrees",
    "no place on Earth has such coordinates": "latitudes go to 90°, longitudes to 180° or 360°",
    "no place on Earth has such an elevation": "give metres (kilometres in a CSS3.0 table)",
}
_EXCHANGED = "no place on Earth has such coordinates (latitude and longitude exchanged?)"


def _collected(found: Iterable[_Found], where: str, *more: str) -> Stations:
    """The newest epoch of each station; what cannot be used is named."""
    newest: dict[str, tuple[Station, float]] = {}
    left = list(more)
    bad: Counter[str] = Counter()
    first: dict[str, str] = {}
    twice: dict[str, str] = {}
    for station, since, why, line in found:
        why = why or _impossible(station)
        if why:
            bad[why] += 1
            first.setdefault(why, f"{where}{f':{line}' if line else ''}: {station.code or '?'}")
            continue
        code = station.code.upper()
        other, before = newest.get(code, (station, since))
        if since < before:
            continue
        if since > before:
            twice.pop(code, None)
        elif _apart(station, other):
            twice[code] = f"{where}{f':{line}' if line else ''}: {station.code}"
        newest[code] = (station, since)
    for why, count in bad.items():
        others = f" and {count - 1} more" if count > 1 else ""
        cure = f"; {_CURES[why]}" if why in _CURES else ""
        left.append(f"{first[why]}{others}: {why}; left out{cure}")
    if twice:
        others = f" and {len(twice) - 1} more" if len(twice) > 1 else ""
        left.append(
            f"{next(iter(twice.values()))}{others}: given before at another place; this one is used"
        )
    if not newest:
        reason = f" ({left[0]})" if left else ""
        raise ReferenceError(f"no station with coordinates{reason}", where=where, cure=_CURE)
    return Stations({code: station for code, (station, _) in newest.items()}, tuple(left), where)


def _apart(one: Station, other: Station) -> bool:
    """Whether they stand a kilometre or two apart: farther than two surveys of one place differ."""
    return (
        abs(one.latitude - other.latitude) > 0.01
        or abs(_turned(one.longitude - other.longitude)) > 0.02
    )


def _impossible(station: Station) -> str:
    if not station.code:
        return "no code"
    values = (station.latitude, station.longitude, station.elevation_m)
    if not all(math.isfinite(value) for value in values):
        return "no coordinates"
    if not (-90 <= station.latitude <= 90 and -180 <= station.longitude <= 360):
        swapped = abs(station.longitude) <= 90 < abs(station.latitude) <= 180
        return _EXCHANGED if swapped else "no place on Earth has such coordinates"
    if not -12000 <= station.elevation_m <= 9000:
        return "no place on Earth has such an elevation"
    return ""


def _read(path: Path) -> Stations:
    data = read_limited(path, most=_MOST_BYTES, error=ReferenceError)
    where = str(path)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        root, cut = parse_xml(data, where, ReferenceError)
        if _local(root) != "FDSNStationXML":
            raise ReferenceError(
                f"XML, but no StationXML (its root is '{_local(root)}')", where=where, cure=_CURE
            )
        lost = (f"{where}: {cut}; what follows was left out",) if cut else ()
        return _collected(_from_stationxml(root), where, *lost)
    text = decode(data)
    lines = text.splitlines()
    head = next((line for line in lines if line.strip()), "")
    if separator := _separator(head):
        return _collected(_from_csv(text, separator), where)
    if _ISC.match(head) or sum(bool(_ISC.match(line)) for line in lines[:20]) > 5:
        return _collected(_from_isc(lines), where)
    if _SITE.match(head):
        return _collected(_from_site(lines), where)
    raise ReferenceError("no list of stations", where=where, cure=_CURE)


def _float(text: str | None) -> float:
    """The number, or one that is none."""
    try:
        return float(text or "nan")
    except ValueError:
        return math.nan


# -- StationXML ---------------------------------------------------------------------------------


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _child(element: etree._Element, name: str) -> str | None:
    for inner in element:
        if _local(inner) == name:
            return str(inner.text or "")
    return None


def _from_stationxml(root: etree._Element) -> Iterator[_Found]:
    for network in root:
        if _local(network) != "Network":
            continue
        for element in network:
            if _local(element) != "Station":
                continue
            site = next((inner for inner in element if _local(inner) == "Site"), None)
            station = Station(
                code=(element.get("code") or "").strip(),
                latitude=_float(_child(element, "Latitude")),
                longitude=_turned(_float(_child(element, "Longitude"))),
                elevation_m=_float(_child(element, "Elevation") or "0"),
                network=network.get("code") or "",
                name=(_child(site, "Name") or "") if site is not None else "",
                source="StationXML",
            )
            yield station, _day(element.get("startDate")), "", element.sourceline or 0


def _day(text: str | None) -> float:
    """A date as a number that grows with it."""
    digits = re.sub(r"\D", "", text or "")[:8]
    return float(digits) if digits else 0.0


def _turned(longitude: float) -> float:
    return longitude - 360 if 180 < longitude <= 360 else longitude


def _from_inventory(inventory: Any) -> Iterator[_Found]:
    for network in inventory.networks:
        for each in network.stations:
            station = Station(
                code=each.code,
                latitude=float(each.latitude),
                longitude=float(each.longitude),
                elevation_m=float(each.elevation or 0.0),
                network=network.code or "",
                name=(each.site.name or "") if each.site else "",
                source="inventory",
            )
            yield station, float(each.start_date.timestamp) if each.start_date else 0.0, "", 0


# -- text ---------------------------------------------------------------------------------------

_SITE = re.compile(
    r"(?P<code>\S{1,6}) +(?P<on>-?\d+) +(?P<off>-?\d+) +(?P<lat>-?[\d.]+) +(?P<lon>-?[\d.]+) +"
    r"(?P<km>-?[\d.]+)(?: (?P<name>.*?) +(?P<type>ss|ar|-) +(?P<array>\S+)(?: .*)?)?"
)
_ISC = re.compile(r"\s*[\w.-]+\s*,\s*[\w.-]*\s*,\s*-?[\d.]+\s*,")


def _from_site(lines: list[str]) -> Iterator[_Found]:
    """A CSS3.0 `site` table: elevations in kilometres, the array in `refsta`."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        read = _SITE.match(line.strip())
        if read is None:
            yield Station(line.split()[0][:8], 0.0, 0.0), 0.0, "no line of a site table", number
            continue
        array = read["array"] or ""
        station = Station(
            code=read["code"],
            latitude=_float(read["lat"]),
            longitude=_turned(_float(read["lon"])),
            elevation_m=_float(read["km"]) * 1000,
            name=" ".join((read["name"] or "").replace("_", " ").split()),
            array="" if array in ("-", read["code"]) else array,
            source="CSS3.0 site",
        )
        yield station, float(read["on"]), "", number


def _from_isc(lines: list[str]) -> Iterator[_Found]:
    """The ISC's list as iLoc has it: code, code of the prime station, latitude, longitude, metres."""
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.split(",")]
        if not line.strip():
            continue
        if len(cells) != 5:
            yield Station(cells[0][:8], 0.0, 0.0), 0.0, "no line of a station list", number
            continue
        latitude, longitude, elevation = map(_float, cells[2:])
        yield (
            Station(cells[0], latitude, _turned(longitude), elevation, source="ISC station list"),
            0.0,
            "",
            number,
        )


_ALIASES = {
    "sta": "station", "code": "station", "lat": "latitude", "lon": "longitude", "elevation": "elevation_m",
    "台站": "station", "台站代码": "station", "纬度": "latitude", "经度": "longitude", "高程": "elevation_m",
}  # fmt: skip


def _header(cells: Iterable[str]) -> list[str]:
    named = (cell.strip().strip('"').lower() for cell in cells)
    return [_ALIASES.get(cell, cell) for cell in named]


def _separator(head: str) -> str:
    """What parts the columns of a table with a heading; empty where it is none. A spreadsheet writes semicolons
    where the decimal mark is a comma, and tabs where a table is copied from it."""
    heading = head.lstrip("\ufeff")
    return next(
        (mark for mark in ",;\t" if {"station", "latitude"} <= set(_header(heading.split(mark)))),
        "",
    )


def _from_csv(text: str, separator: str) -> Iterator[_Found]:
    csv.field_size_limit(1 << 16)
    body = text.lstrip("\ufeff \r\n")
    skipped = text[: len(text) - len(body)].count("\n")
    rows = csv.reader(io.StringIO(body, newline=""), delimiter=separator)
    header: list[str] = []
    try:
        for row in rows:
            if not header:
                header = _header(row)
                continue
            cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
            if not any(cells.values()):
                continue
            if separator != ",":
                for name in ("latitude", "longitude", "elevation_m"):
                    cells[name] = cells.get(name, "").replace(",", ".")
            station = Station(
                code=cells.get("station", ""),
                latitude=_float(cells.get("latitude")),
                longitude=_turned(_float(cells.get("longitude"))),
                elevation_m=_float(cells.get("elevation_m") or "0"),
                network=cells.get("network", ""),
                name=cells.get("name", ""),
                array=cells.get("array", ""),
                source="CSV",
            )
            yield station, 0.0, "", rows.line_num + skipped
    except csv.Error as error:
        yield Station("?", 0.0, 0.0), 0.0, f"{error}, and nothing after it", rows.line_num + skipped
