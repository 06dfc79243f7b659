"""The stations of the International Monitoring System with their coordinates and array elements.

Two CSS3.0 `site` tables are read: the station reference of the Geophysical Monitoring System
(GMS-PI21) and an older one (GMS-PI7), which fills what the first lacks. Only the newest epoch of a
site is taken. The Protocol's tables (facilities.csv) say which facility a station is.
"""

from __future__ import annotations

import csv
import math
import re
from pathlib import Path
from typing import NamedTuple

from reference_build.tables import write_rows

HEADER = (
    "code", "latitude", "longitude", "elevation_m", "array", "network", "facility", "name",
    "source",
)  # fmt: skip
TABLES = (
    ("all_site.css3.txt", "SNL-GMS/GMS-PI21-OPEN@4e9f38c"),
    ("ueb_test.site", "SNL-GMS/GMS-PI7-OPEN@4c5f2a3"),
)
NETWORKS = {
    "IMS_PRI": "primary seismic",
    "IMS_AUX": "auxiliary seismic",
    "IMS_HYD": "hydroacoustic",
    "IMS_INF": "infrasound",
}
LINE = re.compile(
    r"(?P<code>\S+) +(?P<on>-?\d+) +(?P<off>-?\d+) +(?P<lat>-?[\d.]+) +(?P<lon>-?[\d.]+) +"
    r"(?P<km>-?[\d.]+) (?P<name>.*?) +(?P<type>ss|ar|-) +(?P<array>\S+) +-?[\d.]+ +-?[\d.]+ +\S.*"
)
# Degrees between the Protocol's place, given to a tenth, and the station as it was built.
NEAR = 1.5
# Seismic stations that were built further off, and the facility that each stands for; None where
# the copies at hand do not say.
BUILT_ELSEWHERE = {
    "BELG": "AS094", "KLR": "AS089", "MATP": "AS120", "QSPA": "AS114", "RCBR": "AS011",
    "RES": "AS016", "TORD": "PS26",
}  # fmt: skip
# In the station reference, but not yet in the older table of affiliations.
LATER = {
    "ARTI": "auxiliary seismic", "FURI": "auxiliary seismic", "HILR": "primary seismic",
    "I03AU": "infrasound", "I20EC": "infrasound", "I60US": "infrasound",
    "LZDM": "primary seismic", "SHEM": "auxiliary seismic",
}  # fmt: skip


class Site(NamedTuple):
    """One row of a `site` table."""

    code: str
    since: int
    latitude: float
    longitude: float
    elevation_m: float
    name: str
    array: str
    source: str


def build(shared: Path, out: Path) -> None:
    """Write stations.csv into `out`."""
    folder = shared / "monitoring/tables/ims_stations"
    sites: dict[str, Site] = {}
    for table, source in TABLES:
        for site in _newest(folder / table, source).values():
            sites.setdefault(site.code, site)
    networks = _networks(folder / "ueb_test.affiliation")
    facilities = _facilities(out / "facilities.csv", sites, networks)
    rows = []
    for site in sorted(sites.values(), key=lambda each: (each.array or each.code, each.code)):
        station = site.code if site.code in networks else site.array
        if station not in networks:
            continue
        rows.append(
            [
                site.code, f"{site.latitude:.6f}", f"{site.longitude:.6f}",
                f"{site.elevation_m:.1f}", site.array if site.array != site.code else "",
                networks[station], facilities.get(station, ""), site.name, site.source,
            ]
        )  # fmt: skip
    assert set(networks) <= {row[0] for row in rows}
    write_rows(out / "stations.csv", HEADER, rows)


def _newest(path: Path, source: str) -> dict[str, Site]:
    found: dict[str, Site] = {}
    for line in path.read_text(encoding="ascii").splitlines():
        read = LINE.fullmatch(line.strip())
        assert read, line
        name = " ".join(read["name"].replace("_", " ").split())
        site = Site(
            code=read["code"],
            since=int(read["on"]),
            latitude=float(read["lat"]),
            longitude=float(read["lon"]),
            elevation_m=float(read["km"]) * 1000,
            name=name,
            array="" if read["array"] in ("-", read["code"]) else read["array"],
            source=source,
        )
        if site.code not in found or site.since >= found[site.code].since:
            found[site.code] = site
    return found


def _networks(path: Path) -> dict[str, str]:
    """By station, which network of the treaty it belongs to; a primary one may be in two lists."""
    found: dict[str, str] = dict(LATER)
    for line in path.read_text(encoding="ascii").splitlines():
        network, station = line.split()[:2]
        if network in NETWORKS and found.get(station) != "primary seismic":
            found[station] = NETWORKS[network]
    return found


def _facilities(path: Path, sites: dict[str, Site], networks: dict[str, str]) -> dict[str, str]:
    """By station, the treaty code of the facility that it is."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    codes = {row["code"] for row in rows}
    placed = [row for row in rows if row["latitude"] and row["longitude"]]
    found: dict[str, str] = {}
    for station, network in networks.items():
        numbered = re.match(r"([IH])(\d\d)", station)
        if numbered and "seismic" not in network:
            found[station] = {"I": "IS", "H": "HA"}[numbered[1]] + numbered[2]
            assert found[station] in codes, station
            continue
        near = [
            (distance, row["code"])
            for row in placed
            if row["network"] == network and (distance := _apart(sites[station], row)) < NEAR
        ]
        found[station] = min(near)[1] if near else BUILT_ELSEWHERE[station]
    return found


def _apart(site: Site, row: dict[str, str]) -> float:
    """Degrees between a site and the place that the Protocol gives."""
    a, b = math.radians(site.latitude), math.radians(float(row["latitude"]))
    turn = math.radians(site.longitude - float(row["longitude"]))
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
