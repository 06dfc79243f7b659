"""Why two bulletins differ: each event missed, false, split, merged or moved, and the arrivals."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from testban.monitoring.model import Arrival, Event, Origin
from testban.monitoring.scoring.arrivals import Homes, heard_by
from testban.monitoring.scoring.matching import Gates, match_events
from testban.monitoring.sphere import distance_azimuth
from testban.monitoring.words import counted

__all__ = ["Case", "explain"]

Kind = Literal["missed", "false", "split", "merged", "moved"]

# An event that is this many times as far away as the gates allow was found at the wrong place.
_MOVED = 3.0
# Of an event's arrivals: with so many in another, that is where it went.
_MOST = 0.5
_LEAST = 2
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Case:
    """One event on which the bulletins differ.

    Attributes
    ----------
    kind
        ``missed``: the truth has it alone; ``false``: the bulletin has it alone; ``split``: the
        bulletin makes a second event of one that it has; ``merged``: the bulletin has it in
        another one; ``moved``: the bulletin has it, out of the gates.
    event, truth
        The events' ids; None where that side has none.
    about
        The one that has no like: of the bulletin where it is false or a split part, else of the truth.
    reason
        In words: how far away, and what became of the arrivals.
    """

    kind: Kind
    event: str | None
    truth: str | None
    about: Event
    reason: str


def explain(
    events: Sequence[Event],
    truth: Sequence[Event],
    gates: Gates | None = None,
    unassociated: Sequence[Arrival] = (),
    least_stations: int = 0,
) -> list[Case]:
    """Each event of either side without its like on the other, and why; by the time of its origin.

    `unassociated` are the bulletin's arrivals of no event: what it heard and did not use is told apart from
    what it did not hear. Of the truth, events that fewer than `least_stations` heard are not missed.
    """
    gates = gates or Gates()
    matches = match_events(events, truth, gates)
    bulletin, real = _Side(events, gates, unassociated), _Side(truth, gates, ())
    has_match = {match.event for match in matches}, {match.truth for match in matches}
    moved: set[int] = set()
    cases: list[tuple[float, Case]] = []
    for index, origin in real.located():
        event = truth[index]
        if index in has_match[1] or heard_by(event) < least_stations:
            continue
        other = bulletin.like(event, moved)
        kind: Kind = "missed"
        if other is not None:
            kind = "merged" if other in has_match[0] else "moved"
            if kind == "moved":
                moved.add(other)
        case = Case(kind, bulletin.id(other), event.event_id, event, bulletin.reason(event, other))
        cases.append((origin.time, case))
    for index, origin in bulletin.located():
        if index in has_match[0] or index in moved:
            continue
        event = events[index]
        other = real.like(event, ())
        kind = "false" if other is None else "split"
        case = Case(kind, event.event_id, real.id(other), event, real.reason(event, other))
        cases.append((origin.time, case))
    return [case for _, case in sorted(cases, key=lambda each: each[0])]


class _Side:
    """One of the two bulletins, as the other's events are looked for in it."""

    def __init__(
        self, events: Sequence[Event], gates: Gates, unassociated: Sequence[Arrival]
    ) -> None:
        self._events = events
        self._unused = Homes([Event("", None, tuple(unassociated))]) if unassociated else None
        self._gates = gates
        self._homes = Homes(events)
        self._times = sorted((origin.time, index) for index, origin in self.located())

    def located(self) -> Iterator[tuple[int, Origin]]:
        """The events that have an origin, by their places."""
        for index, event in enumerate(self._events):
            if event.origin is not None:
                yield index, event.origin

    def id(self, index: int | None) -> str | None:
        """The name of an event."""
        return None if index is None else self._events[index].event_id

    def like(self, event: Event, gone: Container[int]) -> int | None:
        """The event here that has most of another's arrivals, or is nearly where and when it is."""
        shared = Counter(
            home for arrival in event.arrivals if (home := self._homes.of(arrival)) is not None
        )
        for index, many in shared.most_common(1):
            if many >= max(_LEAST, _MOST * len(event.arrivals)) and index not in gone:
                return index
        near = [(self._apart(event, index), index) for index in self._around(event)]
        far, index = min((each for each in near if each[1] not in gone), default=(_MOVED + 1, -1))
        return index if far <= _MOVED else None

    def _around(self, event: Event) -> list[int]:
        """The events here whose time is near that of another."""
        if event.origin is None:
            return []
        reach = _MOVED * self._gates.time_s
        first = bisect_left(self._times, (event.origin.time - reach, -1))
        last = bisect_left(self._times, (event.origin.time + reach, len(self._events)))
        return [index for _, index in self._times[first:last]]

    def _apart(self, event: Event, index: int) -> float:
        """How far apart, in gates: the larger of distance and time."""
        distance, seconds = self._between(event, index)
        return max(distance / self._gates.distance_deg, seconds / self._gates.time_s)

    def _between(self, event: Event, index: int) -> tuple[float, float]:
        one, two = event.origin, self._events[index].origin
        if one is None or two is None:
            return float("inf"), float("inf")
        distance, _ = distance_azimuth(one.latitude, one.longitude, two.latitude, two.longitude)
        return distance, abs(one.time - two.time)

    def reason(self, event: Event, other: int | None) -> str:
        """How far the other is, and in which events here the arrivals stand."""
        said = []
        if other is not None:
            distance, seconds = self._between(event, other)
            said.append(f"{distance:.1f} degrees and {seconds:.0f} s away")
        if event.arrivals and (self._homes or self._unused):
            stations = len({arrival.station for arrival in event.arrivals})
            said.append(f"{counted(stations, 'station')}: {self._whereabouts(event.arrivals)}")
        return "; ".join(said) or "nothing near"

    def _whereabouts(self, arrivals: Sequence[Arrival]) -> str:
        at: dict[int | None, list[Arrival]] = {}
        for arrival in arrivals:
            at.setdefault(self._homes.of(arrival), []).append(arrival)
        homeless = at.pop(None, [])
        told = [
            f"{_named(each)} in event {self.id(home)}"
            for home, each in sorted(at.items(), key=lambda each: -len(each[1]))
        ]
        return ", ".join([*told, *self._without_event(homeless)])

    def _without_event(self, arrivals: Sequence[Arrival]) -> Iterator[str]:
        """Those in no event here: heard and not used, or not heard, where that is known."""
        if not arrivals:
            return
        if self._unused is None:
            yield f"{_named(arrivals)} in none"
            return
        unused = [arrival for arrival in arrivals if self._unused.of(arrival) is not None]
        unheard = [arrival for arrival in arrivals if self._unused.of(arrival) is None]
        if unused:
            yield f"{_named(unused)} in none"
        if unheard:
            yield f"{_named(unheard)} not there"


def _named(arrivals: Sequence[Arrival]) -> str:
    shown = " ".join(f"{each.station}/{each.phase or '-'}" for each in arrivals[:_NAMED])
    more = f" and {len(arrivals) - _NAMED} more" if len(arrivals) > _NAMED else ""
    return shown + more
