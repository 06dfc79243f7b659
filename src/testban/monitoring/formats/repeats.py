"""Arrivals that a file holds more than once: they would count as so many measurements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.model import Arrival
from testban.monitoring.places import with_places
from testban.monitoring.words import counted

__all__ = ["without_repeats"]

_FEW = 3


def without_repeats(bulletin: Bulletin, where: str) -> Bulletin:
    """The bulletin with each arrival once in its event; what was left out is told.

    Arrivals are the same where everything but their identifiers is.
    """
    events, told = [], list(bulletin.left_out)
    for event in bulletin.events:
        once, repeats = _once(event.arrivals)
        events.append(replace(event, arrivals=once) if repeats else event)
        if repeats:
            told.append(f"{where}: event {event.event_id}: {_said(repeats)}")
    once, repeats = _once(bulletin.unassociated)
    if repeats:
        told.append(f"{where}: {_said(repeats)}")
    return replace(bulletin, events=tuple(events), unassociated=once, left_out=tuple(told))


def _once(arrivals: Iterable[Arrival]) -> tuple[tuple[Arrival, ...], list[Arrival]]:
    kept: dict[Arrival, Arrival] = {}
    repeats = []
    for arrival in arrivals:
        bare = replace(arrival, arrival_id=None)
        if bare in kept:
            repeats.append(arrival)
        else:
            kept[bare] = arrival
    return tuple(kept.values()), repeats


def _said(repeats: Sequence[Arrival]) -> str:
    first = ", ".join(f"{a.station} {a.phase or ''}".strip() for a in repeats[:_FEW])
    more = f" and {len(repeats) - _FEW} more" if len(repeats) > _FEW else ""
    repeat = "repeats" if len(repeats) == 1 else "repeat"
    said = f"{counted(len(repeats), 'arrival')} {repeat} another: {first}{more}; left out"
    return with_places(said, repeats)
