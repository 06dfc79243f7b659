"""The stations of recordings: where they stand, when they recorded, what they show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from testban.monitoring.detection.records import Instrument
from testban.monitoring.model import Arrival, Station
from testban.monitoring.waveforms import Recordings

__all__ = ["Network", "network"]


@dataclass(frozen=True)
class Network:
    """Stations by code, and the instruments at each."""

    stations: Mapping[str, Station]
    instruments: Mapping[str, tuple[Instrument, ...]] = field(default_factory=dict)

    def recording(self, station: str, start: float, end: float) -> bool:
        """Whether a vertical channel of the station recorded all of a span."""
        return any(
            record.start <= start and record.end >= end
            for instrument in self.instruments.get(station, ())
            for record in instrument.verticals
        )

    def compressional(self, arrival: Arrival) -> bool:
        """Whether an arrival may be P: it is seen on a vertical channel, or the station has none."""
        here = self.instruments.get(arrival.station, ())
        verticals = {record.channel for instrument in here for record in instrument.verticals}
        return not verticals or arrival.channel in verticals


def network(recordings: Recordings, instruments: list[Instrument]) -> Network:
    """Of the stations with coordinates."""
    stations: dict[str, Station] = {}
    for channel in recordings:
        if channel.latitude is not None and channel.longitude is not None:
            stations.setdefault(
                channel.station,
                Station(
                    channel.station,
                    channel.latitude,
                    channel.longitude,
                    channel.elevation_m or 0.0,
                    channel.network,
                ),
            )
    by_station: dict[str, list[Instrument]] = {}
    for instrument in instruments:
        if instrument.station in stations:
            by_station.setdefault(instrument.station, []).append(instrument)
    return Network(stations, {code: tuple(found) for code, found in by_station.items()})
