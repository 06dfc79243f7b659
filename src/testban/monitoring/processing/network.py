"""The stations of recordings: where they stand, when they recorded, what they show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from testban.monitoring.detection.array_search import ArrayFound
from testban.monitoring.detection.records import Instrument
from testban.monitoring.model import Arrival, Station
from testban.monitoring.waveforms import Recordings

__all__ = ["Network", "network"]

SLOWEST_P_S_PER_DEG = 20.0
"""Pg at 5.6 km/s."""


@dataclass(frozen=True)
class Network:
    """Stations by code, and the instruments at each."""

    stations: Mapping[str, Station]
    instruments: Mapping[str, tuple[Instrument, ...]] = field(default_factory=dict)

    @property
    def calibrated(self) -> bool:
        """Whether the response of any vertical channel is known."""
        return any(
            record.gain is not None
            for here in self.instruments.values()
            for instrument in here
            for record in instrument.verticals
        )

    @property
    def recorded_s(self) -> float:
        """How long the instrument that recorded longest did, less its gaps, seconds."""
        return max(
            (
                sum(record.end - record.start for record in instrument.verticals)
                for here in self.instruments.values()
                for instrument in here
            ),
            default=1.0,
        )

    def recording(self, station: str, start: float, end: float) -> bool:
        """Whether a vertical channel of the station recorded all of a span."""
        return any(
            record.start <= start and record.end >= end
            for instrument in self.instruments.get(station, ())
            for record in instrument.verticals
        )

    def compressional(self, arrival: Arrival) -> bool:
        """Whether an arrival may be P.

        It is then seen on a vertical channel, if the station has one, is no infrasound, and no slower than
        Pg at its uncertainty.
        """
        here = self.instruments.get(arrival.station, ())
        verticals = {record.channel for instrument in here for record in instrument.verticals}
        if arrival.phase == "I" or (verticals and arrival.channel not in verticals):
            return False
        slowness, sd = arrival.slowness_s_per_deg, arrival.slowness_uncertainty_s_per_deg or 0.0
        return slowness is None or slowness - 2 * sd <= SLOWEST_P_S_PER_DEG


def network(
    recordings: Recordings, instruments: Iterable[Instrument], arrays: Iterable[ArrayFound] = ()
) -> Network:
    """Of the stations with coordinates; an array is one station, and shows what its middle element does."""
    instruments = list(instruments)
    stations: dict[str, Station] = {each.station.code: each.station for each in arrays}
    called = {each.reference: each.station.code for each in arrays}
    elements = {code for each in arrays for code in each.elements}
    for channel in recordings:
        if channel.station in elements:
            continue
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
        code = called.get(instrument.station, instrument.station)
        if code in stations and (code == instrument.station or code in called.values()):
            by_station.setdefault(code, []).append(_renamed(instrument, code))
    return Network(stations, {code: tuple(found) for code, found in by_station.items()})


def _renamed(instrument: Instrument, code: str) -> Instrument:
    if instrument.station == code:
        return instrument
    verticals, horizontals = (
        tuple(replace(record, station=code) for record in some)
        for some in (instrument.verticals, instrument.horizontals)
    )
    return Instrument(code, verticals, horizontals)
