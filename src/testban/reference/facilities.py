"""The facilities that the CTBT's Protocol lists: 321 monitoring stations and 16 laboratories.

Coordinates are those of the Protocol of 1996, to a tenth of a degree. Many stations were built some
way off; for work with waveforms take coordinates from a station file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from testban.reference.tables import read_table

__all__ = ["Facility", "facilities"]

_COLUMNS = (
    "code", "table", "number", "network", "host", "iso3", "station", "name", "latitude",
    "longitude", "type", "disagreement", "note", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facility:
    """One row of the tables of Annex 1 to the Protocol.

    Attributes
    ----------
    code
        Treaty code: network prefix and the row's number in the English text (``PS01``, ``AS001``,
        ``RN01``, ``RL01``, ``HA01``, ``IS01``).
    table, number
        ``1-A`` to ``4``, and the row in it.
    network
        ``primary seismic``, ``auxiliary seismic``, ``radionuclide``, ``radionuclide laboratory``,
        ``hydroacoustic`` or ``infrasound``.
    host, iso3
        State responsible as printed, and its ISO 3166-1 alpha-3 codes: none where it is to be
        determined, two where two States share the station.
    station
        Station code as printed in Tables 1-A and 1-B, empty elsewhere.
    name
        Location; for a laboratory its name and place.
    latitude, longitude
        Degrees, north and east positive; None where not printed.
    type
        ``3-C``, ``array``, ``3-C > array``, ``hydrophone`` or ``T-phase``; empty elsewhere.
    disagreement
        What other published copies of the tables say instead, and why this reading is taken.
    """

    code: str
    table: str
    number: int
    network: str
    host: str
    iso3: tuple[str, ...]
    station: str
    name: str
    latitude: float | None
    longitude: float | None
    type: str
    disagreement: str
    note: str


@cache
def facilities() -> tuple[Facility, ...]:
    """All 337 facilities, table by table in the order printed."""
    return tuple(
        Facility(
            code=row[0],
            table=row[1],
            number=int(row[2]),
            network=row[3],
            host=row[4],
            iso3=tuple(row[5].split()),
            station=row[6],
            name=row[7],
            latitude=float(row[8]) if row[8] else None,
            longitude=float(row[9]) if row[9] else None,
            type=row[10],
            disagreement=row[11],
            note=row[12],
        )
        for row in read_table("facilities.csv", _COLUMNS)
    )
