"""What became of each station that recorded: used for an event, or why it was not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from testban.monitoring.model import Arrival, Event, Station
from testban.monitoring.parameters import DetectionParameters
from testban.monitoring.waveforms import Channel, Recordings
from testban.monitoring.words import counted

__all__ = ["StationUse", "attendance", "attendance_lines"]


@dataclass(frozen=True, slots=True)
class StationUse:
    """A station with the events that its arrivals belong to; `why` says why there are none."""

    station: str
    events: tuple[str, ...]
    why: str = ""


def attendance(
    recordings: Recordings,
    events: Sequence[Event],
    unassociated: Iterable[Arrival],
    stations: Mapping[str, Station],
    settings: DetectionParameters,
) -> tuple[StationUse, ...]:
    """Every station of the recordings, and those of which only dead channels came, in order.

    `stations` are those that were searched: an array is one of them, and its elements are none; `settings` say
    which rates and how short pieces are searched.
    """
    used: dict[str, list[str]] = defaultdict(list)
    for event in events:
        for code in dict.fromkeys(arrival.station for arrival in event.arrivals):
            used[code].append(event.event_id)
    heard = Counter(arrival.station for arrival in unassociated)
    dead = {note.where.split(".")[1] for note in recordings.notes if note.kind == "dead"}
    found = []
    for code in sorted({*recordings.stations, *dead, *stations}):
        here = recordings.of(code)
        if not used[code] and here and code not in stations and _part_of_array(here):
            continue
        why = "" if used[code] else _why(here, heard[code], settings)
        found.append(StationUse(code, tuple(used[code]), why))
    return tuple(found)


def _part_of_array(channels: Sequence[Channel]) -> bool:
    """A station with coordinates that was not searched by itself is an element of an array."""
    return any(channel.placed for channel in channels)


def _why(channels: Sequence[Channel], detections: int, settings: DetectionParameters) -> str:
    if detections:
        plural = "" if detections == 1 else "s"
        placed = not channels or any(channel.placed for channel in channels)
        return f"{detections} arrival{plural} not associated" if placed else "no coordinates"
    if not channels:
        return "dead channels only"
    if not any(channel.placed for channel in channels):
        return "no coordinates"
    if all(channel.pressure for channel in channels):
        return "pressure only"
    if not any(channel.vertical for channel in channels):
        return "no vertical channel"
    least, most = settings.rate_hz
    fitting = [channel for channel in channels if least <= channel.rate <= most]
    if not fitting:
        return "sampled at a rate that is not searched"
    if all(
        len(segment.samples) < settings.least_s * segment.rate
        for channel in fitting
        for segment in channel.segments
    ):
        return f"no piece of {settings.least_s:g} s"
    return "no signal detected"


def attendance_lines(found: Sequence[StationUse]) -> list[str]:
    """For people: the stations that were used, and those that were not by why."""
    used = [each.station for each in found if each.events]
    lines = [
        f"used: {len(used)} of {counted(len(found), 'station')}{': ' if used else ''}{', '.join(used)}"
    ]
    reasons: dict[str, list[str]] = defaultdict(list)
    for each in found:
        if not each.events:
            reasons[each.why].append(each.station)
    lines += [f"not used: {', '.join(codes)}: {why}" for why, codes in reasons.items()]
    return lines
