"""A network's day: the events among the detections of many stations, or of a long time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from testban.monitoring.association import Associated, associate
from testban.monitoring.model import Arrival, Event
from testban.monitoring.parameters import Parameters
from testban.monitoring.processing.availability import Availability
from testban.monitoring.processing.day_clocks import told, wrong_clocks
from testban.monitoring.processing.network import Network
from testban.monitoring.traveltimes import TravelTimes
from testban.monitoring.waveforms import Recordings

__all__ = ["day_events", "is_a_day"]

MANY_STATIONS = 20
"""Of so many and more, what one event does not explain is of others."""
LONG_S = 7200.0


def is_a_day(recordings: Recordings) -> bool:
    """Whether recordings are of more than one event: of many stations, or of hours."""
    if not recordings.channels:
        return False
    start = min(channel.start for channel in recordings)
    end = max(channel.end for channel in recordings)
    return end - start > LONG_S or len(recordings.stations) > MANY_STATIONS


def day_events(
    arrivals: Sequence[Arrival],
    there: Network,
    settings: Parameters,
    recorded: Availability,
    travel_times: TravelTimes,
    progress: Callable[[float], None] | None = None,
) -> tuple[list[Event], list[Arrival], tuple[str, ...]]:
    """Located events, arrivals of none, and what was left out; infrasound is of no event here.

    A station that recorded nothing has missed nothing. Where the events say that a station's clock is wrong
    they are formed anew without it, and it is told.
    """
    outages = {
        each.station: (*each.gaps, *each.outside, *each.absent) for each in recorded.stations
    }
    heard = [arrival for arrival in arrivals if arrival.phase != "I"]
    others = [arrival for arrival in arrivals if arrival.phase == "I"]

    def formed(some: Sequence[Arrival]) -> Associated:
        return associate(
            some, there.stations, parameters=settings, outages=outages, progress=progress
        )

    found = formed(heard)
    wrong = wrong_clocks(found.events, heard, there, travel_times, settings)
    if not wrong:
        return list(found.events), [*found.unassociated, *others], found.notes
    off = {each.station for each in wrong}
    found = formed([each for each in heard if each.station not in off])
    left: Sequence[Arrival] = [each for each in heard if each.station in off]
    events = []
    for event in found.events:
        event, left = told(event, left, wrong, there, travel_times)
        events.append(event)
    lines = tuple(each.line() for each in wrong)
    return events, [*found.unassociated, *left, *others], (*found.notes, *lines)
