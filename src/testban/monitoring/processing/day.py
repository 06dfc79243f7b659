"""A network's day: the events among the detections of many stations, or of a long time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from testban.monitoring.association import associate
from testban.monitoring.model import Arrival, Event
from testban.monitoring.parameters import Parameters
from testban.monitoring.processing.availability import Availability
from testban.monitoring.processing.network import Network
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
    progress: Callable[[float], None] | None = None,
) -> tuple[list[Event], list[Arrival], tuple[str, ...]]:
    """Located events, arrivals of none, and what was left out; infrasound is of no event here.

    A station that recorded nothing has missed nothing.
    """
    outages = {
        each.station: (*each.gaps, *each.outside, *each.absent) for each in recorded.stations
    }
    heard = [arrival for arrival in arrivals if arrival.phase != "I"]
    found = associate(
        heard, there.stations, parameters=settings, outages=outages, progress=progress
    )
    others = [arrival for arrival in arrivals if arrival.phase == "I"]
    return list(found.events), [*found.unassociated, *others], found.notes
