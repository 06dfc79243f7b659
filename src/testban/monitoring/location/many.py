"""Many events located in parallel, on the cores of one machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from typing import TypedDict, Unpack

from testban.errors import LocationError
from testban.monitoring.location.locator import locate
from testban.monitoring.location.results import AUTHOR
from testban.monitoring.location.times import TravelTimesLike
from testban.monitoring.model import NOT_LOCATED, Event, Station
from testban.monitoring.parameters import Parameters
from testban.monitoring.traveltimes.corrections import Correction

__all__ = ["locate_many", "relocate"]


class How(TypedDict, total=False):
    """What `locate` can be told."""

    parameters: Parameters | None
    travel_times: TravelTimesLike | None
    use_names: bool
    depth_km: float | None
    corrections: Sequence[Correction]


CHUNK = 25
"""Events handed to a worker at a time: some tenths of a second of work."""

_shared: dict[str, tuple[Mapping[str, Station], How]] = {}


def relocate(event: Event, stations: Mapping[str, Station], **how: Unpack[How]) -> Event:
    """An event located anew from its arrivals; the origin it had becomes one of the others.

    Where that cannot be done the event comes back as it was, with a note that says why.

    Parameters
    ----------
    event
        With its arrivals.
    stations
        By code.
    how
        As for `locate`.
    """
    try:
        found = locate(event.arrivals, stations, event_id=event.event_id, **how)
    except LocationError as error:
        return replace(event, notes=(*_lasting(event), f"{NOT_LOCATED}{error}"))
    before = (event.origin,) if event.origin is not None else ()
    return replace(
        event,
        origin=found.origin,
        arrivals=found.arrivals,
        other_origins=(*found.other_origins, *before, *event.other_origins),
        notes=(*_lasting(event), *found.notes),
    )


def _lasting(event: Event) -> tuple[str, ...]:
    """The notes that hold for a new solution too: not those on an earlier one of this locator."""
    if event.origin is not None and event.origin.author == AUTHOR:
        return ()
    return tuple(note for note in event.notes if not note.startswith(NOT_LOCATED))


def _begin(stations: Mapping[str, Station], how: How) -> None:
    _shared["settings"] = stations, how


def _chunk(events: Sequence[Event]) -> list[Event]:
    stations, how = _shared["settings"]
    return [relocate(event, stations, **how) for event in events]


def locate_many(
    events: Sequence[Event],
    stations: Mapping[str, Station],
    *,
    workers: int = 2,
    progress: Callable[[int], None] | None = None,
    **how: Unpack[How],
) -> list[Event]:
    """Each event located anew from its arrivals, in the order given.

    Parameters
    ----------
    events
        Each with its arrivals; origins they have become `other_origins`.
    stations
        By code.
    workers
        Processes; with one, the work is done in this process.
    progress
        Called with the number of events done so far.
    how
        As for `locate`: parameters, travel_times, use_names, depth_km, corrections.
    """
    chunks = [events[i : i + CHUNK] for i in range(0, len(events), CHUNK)]
    out: list[Event] = []
    if workers <= 1 or len(chunks) <= 1:
        _begin(stations, how)
        for chunk in chunks:
            out += _chunk(chunk)
            if progress:
                progress(len(out))
        return out
    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(stations, how)) as pool:
        for done in pool.map(_chunk, chunks):
            out += done
            if progress:
                progress(len(out))
    return out
