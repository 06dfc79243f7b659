"""What makes an event at the International Data Centre: what its defining observations weigh together.

The International Data Centre keeps an event where the weights of its defining times, azimuths and
slownesses come to enough: 3.55 in its automatic lists, so that two arrays with all three will do, and 4.6
in its reviewed bulletin. The weights are assumed to be those of its associator (GA, IDC-5.2.1; Coyne and
others 2012); they could not be compared with that documentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from testban.monitoring.model import Event, Station

__all__ = ["Definition", "weighted_count"]

_PRIMARY = frozenset(
    {"P", "Pn", "Pg", "Pb", "Pdiff", "PKP", "PKPdf", "PKPbc", "PKPab", "PKiKP", "PKIKP"}
)
_AUXILIARY = "auxiliary seismic"
"""Stations of this network confirm an event there and do not make one."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What observations weigh: of arrays, and of three-component stations.

    Attributes
    ----------
    primary_time, secondary_time
        The time of the first arrival of P at a station, and of any other phase.
    array_azimuth, array_slowness, other_azimuth, other_slowness
        Of the first arrival at an array, and at another station. Those of later phases weigh nothing.
    """

    primary_time: float = 1.0
    secondary_time: float = 0.7
    array_azimuth: float = 0.4
    array_slowness: float = 0.4
    other_azimuth: float = 0.2
    other_slowness: float = 0.2


def weighted_count(
    event: Event, stations: Mapping[str, Station], definition: Definition | None = None
) -> float:
    """What the defining observations of a located event weigh together.

    Auxiliary stations of the International Monitoring System weigh nothing. A station is an array where its
    network says so; in a table without that column it is none.
    """
    weights = definition or Definition()
    arrays = {station.array for station in stations.values() if station.array}
    total = 0.0
    begun: set[str] = set()
    for arrival in sorted(event.arrivals, key=lambda each: each.time):
        code = arrival.station
        station = stations.get(code)
        if station is not None and station.network == _AUXILIARY:
            continue
        first = arrival.phase in _PRIMARY and code not in begun
        if first:
            begun.add(code)
        if arrival.time_defining:
            total += weights.primary_time if first else weights.secondary_time
        if first and arrival.azimuth_defining:
            total += weights.array_azimuth if code in arrays else weights.other_azimuth
        if first and arrival.slowness_defining:
            total += weights.array_slowness if code in arrays else weights.other_slowness
    return round(total, 6)
