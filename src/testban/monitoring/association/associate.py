"""From the arrivals of a network to its events: candidates, likelihood, moves, location."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from testban.errors import LocationError
from testban.monitoring.association.definition import weighted_count
from testban.monitoring.association.moves import Hypothesis, Moves
from testban.monitoring.association.settings import Settings
from testban.monitoring.association.tables import picks_of
from testban.monitoring.association.usable import listed, usable
from testban.monitoring.location import locate
from testban.monitoring.location.geometry import rays
from testban.monitoring.model import Arrival, Event, Station, iso
from testban.monitoring.parameters import Parameters
from testban.monitoring.traveltimes import TravelTimes
from testban.monitoring.words import counted

__all__ = ["Associated", "associate"]

_FIRST_CORE_DEG = 105.0


@dataclass(frozen=True, slots=True)
class Associated:
    """What came of it: events by time, the arrivals of none, and notes on what was left out."""

    events: tuple[Event, ...]
    unassociated: tuple[Arrival, ...]
    notes: tuple[str, ...] = ()


def associate(
    arrivals: Sequence[Arrival],
    stations: Mapping[str, Station],
    *,
    settings: Settings | None = None,
    parameters: Parameters | None = None,
    outages: Mapping[str, Sequence[tuple[float, float]]] | None = None,
    progress: Callable[[float], None] | None = None,
) -> Associated:
    """Form events of arrivals; each arrival belongs to one event at most.

    Parameters
    ----------
    arrivals
        In any order; names of phases are not looked at. Directions are used where measured.
    stations
        By code; arrivals elsewhere are of no event. What is left out is counted in the notes: these, and
        arrivals at times that cannot be, repeated ones, azimuths and slownesses that no wave has.
    outages
        When stations recorded nothing, from and to, by code: they have missed nothing then.
    progress
        Called with the share of the work that is done.
    """
    settings = settings or Settings()
    given = usable(arrivals, stations)
    notes = list(given.notes)
    heard = {arrivals[i].station for i in given.indices}
    if given.indices and len(heard) < settings.least_stations:
        notes.append(
            f"{counted(len(heard), 'station')} heard anything: an event needs "
            f"{settings.least_stations}"
        )
    if len(heard) < settings.least_stations:
        return Associated((), tuple(arrivals), tuple(notes))
    picks = picks_of(given.arrivals, stations, given.indices, outages)
    moves = Moves(picks, TravelTimes(), settings)
    events, used = [], set()
    for number, found in enumerate(moves.events(progress), start=1):
        members = _members(found, moves, arrivals)
        try:
            event = locate(
                [arrival for _, arrival in members], stations, parameters=parameters,
                event_id=str(number),
            )  # fmt: skip
        except LocationError as error:
            notes.append(f"{_told(members)}: no event, for it could not be located: {error}")
            continue
        if settings.least_weight is not None:
            weight = weighted_count(event, stations, settings.definition)
            if weight < settings.least_weight:
                notes.append(
                    f"{_told(members)}: no event, for its weighted count is {weight:g}, less than "
                    f"{settings.least_weight:g}"
                )
                continue
        used |= {index for index, _ in members}
        events.append(replace(event, score=round(found.score, 2)))
    left = tuple(each for i, each in enumerate(arrivals) if i not in used)
    return Associated(tuple(events), left, tuple(notes))


def _told(members: Sequence[tuple[int, Arrival]]) -> str:
    """What would have been an event, in words: its first arrival, and who heard it."""
    arrivals = [arrival for _, arrival in members]
    return (
        f"{counted(len(arrivals), 'arrival')} from {iso(arrivals[0].time, 0)} ({listed(arrivals)})"
    )


def _members(
    found: Hypothesis, moves: Moves, arrivals: Sequence[Arrival]
) -> list[tuple[int, Arrival]]:
    """The arrivals of an event, named, with their indices in the input."""
    distances = rays(found.node, moves.picks.vectors)[:, 0]
    out = []
    for k, phase in enumerate(moves.grid.phases[: len(found.chosen)]):
        for s in np.flatnonzero(found.chosen[k] >= 0):
            index = int(moves.picks.number[found.chosen[k, s]])
            name = phase.name
            if phase.first:
                name = "PKPdf" if distances[s] > _FIRST_CORE_DEG else "P"
            out.append((index, replace(arrivals[index], phase=name)))
    return sorted(out, key=lambda pair: pair[1].time)
