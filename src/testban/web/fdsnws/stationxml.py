"""Stations as FDSN StationXML 1.2, without channels, which are not known of the shipped network."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from lxml import etree

from testban import __version__
from testban.monitoring.model import Station

__all__ = ["NETWORK", "NETWORK_NAME", "stationxml"]

NETWORK, NETWORK_NAME = "IM", "International Monitoring System of the CTBT"
"""The FDSN's code for stations of the International Monitoring System, and its name."""

_NAMESPACE = "http://www.fdsn.org/xml/station/1"


def stationxml(stations: Iterable[Station], total: int) -> bytes:
    """The document; `total` is how many stations the network has."""
    root = etree.Element("FDSNStationXML", {"schemaVersion": "1.2"}, {None: _NAMESPACE})
    _text(root, "Source", "testban")
    _text(root, "Module", f"testban {__version__}")
    # The day alone, so that the same answer keeps its tag.
    _text(root, "Created", f"{datetime.now(UTC):%Y-%m-%dT00:00:00Z}")
    network = etree.SubElement(root, "Network", {"code": NETWORK})
    _text(network, "Description", NETWORK_NAME)
    shown = list(stations)
    _text(network, "TotalNumberStations", str(total))
    _text(network, "SelectedNumberStations", str(len(shown)))
    for each in shown:
        station = etree.SubElement(network, "Station", {"code": each.code})
        if each.source:
            _text(station, "Description", f"Coordinates: {each.source}")
        _text(station, "Latitude", repr(each.latitude))
        _text(station, "Longitude", repr(each.longitude))
        _text(station, "Elevation", repr(each.elevation_m))
        site = etree.SubElement(station, "Site")
        _text(site, "Name", each.name or each.code)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = text
