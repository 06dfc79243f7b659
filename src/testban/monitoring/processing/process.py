"""From recordings to one event and the arrivals that are not of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from testban.monitoring.detection.detector import detect_all
from testban.monitoring.detection.records import instruments
from testban.monitoring.magnitude import size
from testban.monitoring.model import Arrival, Event, Station
from testban.monitoring.parameters import Parameters, load_parameters
from testban.monitoring.processing.network import network
from testban.monitoring.processing.one_event import find_event
from testban.monitoring.screening import screen
from testban.monitoring.traveltimes import TravelTimes
from testban.monitoring.waveforms import Recordings, from_obspy

__all__ = ["Processed", "process"]


@dataclass(frozen=True)
class Processed:
    """The event, if there is one, the other arrivals, the stations, and what was left out."""

    events: tuple[Event, ...]
    unassociated: tuple[Arrival, ...]
    stations: Mapping[str, Station]
    left_out: tuple[str, ...] = ()


def process(
    recordings: Any, inventory: Any = None, parameters: Parameters | None = None
) -> Processed:
    """Detect, find the one event that explains most, locate, size and screen it.

    Parameters
    ----------
    recordings
        `Recordings`, or an ObsPy `Stream`; what its headers say of an event is not read.
    inventory
        Of a stream, an ObsPy `Inventory`.

    Raises
    ------
    WaveformError
        Nothing in the stream can be used.
    """
    settings = parameters or load_parameters()
    given = recordings if isinstance(recordings, Recordings) else from_obspy(recordings, inventory)
    heard = detect_all(given, None, settings)
    groups, _ = instruments(given, settings.detection)
    there = network(given, groups)
    found = find_event(heard.arrivals, there, TravelTimes(), settings)
    if found is None:
        return Processed((), heard.arrivals, there.stations, heard.left_out)
    sized = size(found.event, there.stations, parameters=settings.magnitude)
    event = screen(sized, parameters=settings.screening)
    event = replace(event, event_id="1", score=round(found.evidence, 2))
    used = {(arrival.station, round(arrival.time, 1)) for arrival in event.arrivals}
    others = tuple(
        arrival
        for arrival in heard.arrivals
        if (arrival.station, round(arrival.time, 1)) not in used
    )
    return Processed((event,), others, there.stations, heard.left_out)
