"""A bulletin's score: precision, recall, F1, errors of place and time, arrivals rightly assigned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor

import numpy as np

from testban.monitoring.model import Event
from testban.monitoring.scoring.arrivals import heard_by, same_arrivals
from testban.monitoring.scoring.matching import Gates, Match, match_events
from testban.monitoring.sphere import KM_PER_DEG

__all__ = ["Score", "Share", "Spread", "score", "size_of"]

_PREFERRED = ("mb", "MB", "Mb", "Mw", "Ms", "ML")


@dataclass(frozen=True, slots=True)
class Spread:
    """The median and the 90th percentile of errors; None where there is nothing to measure."""

    median: float | None
    p90: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a kind of the truth's events were found."""

    name: str
    found: int
    of: int

    @property
    def recall(self) -> float:
        """Between 0 and 1."""
        return self.found / self.of


@dataclass(frozen=True, slots=True)
class Score:
    """How well one bulletin tells what another does.

    Attributes
    ----------
    gates
        Within which two events count as one.
    events, truth, matched
        How many events with an origin either has, and how many are the same.
    without_origin
        Events of both that have no origin and so took no part.
    least_stations, unheard
        Events of the truth that fewer stations heard took no part either, nor did what the bulletin has of
        them; how many of the truth those were.
    location_error_km, time_error_s, depth_error_km
        Of the matched, without sign.
    by_magnitude, by_region
        Recall by half units of the truth's magnitude, and by its Flinn-Engdahl region.
    arrivals_correct, arrivals
        Of the arrivals that the truth gives to events, how many the bulletin gives to the same
        events; both 0 where either bulletin has no arrivals.
    """

    gates: Gates
    events: int
    truth: int
    matches: tuple[Match, ...]
    without_origin: int
    location_error_km: Spread
    time_error_s: Spread
    depth_error_km: Spread
    by_magnitude: tuple[Share, ...]
    by_region: tuple[Share, ...]
    arrivals_correct: int
    arrivals: int
    least_stations: int = 0
    unheard: int = 0

    @property
    def matched(self) -> int:
        """How many events are the same in both."""
        return len(self.matches)

    @property
    def precision(self) -> float | None:
        """The share of the bulletin's events that are events of the truth."""
        return self.matched / self.events if self.events else None

    @property
    def recall(self) -> float | None:
        """The share of the truth's events that the bulletin has."""
        return self.matched / self.truth if self.truth else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        return 2 * self.matched / (self.events + self.truth) if self.events + self.truth else None


def score(
    events: Sequence[Event],
    truth: Sequence[Event],
    gates: Gates | None = None,
    least_stations: int = 0,
) -> Score:
    """Score a bulletin against the truth, or against another bulletin in its place.

    Events of the truth that fewer than `least_stations` heard are neither missed where they are not found
    nor false where they are.
    """
    gates = gates or Gates()
    heard = [heard_by(event) >= least_stations for event in truth]
    every = match_events(events, truth, gates)
    matches = [match for match in every if heard[match.truth]]
    found = {match.truth for match in matches}
    located = [
        (index, event)
        for index, event in enumerate(truth)
        if event.origin is not None and heard[index]
    ]
    correct, total = _assigned(events, truth, matches, heard)
    return Score(
        gates=gates,
        events=sum(event.origin is not None for event in events) - len(every) + len(matches),
        truth=len(located),
        matches=tuple(matches),
        without_origin=sum(event.origin is None for event in (*events, *truth)),
        location_error_km=_spread(match.distance_deg * KM_PER_DEG for match in matches),
        time_error_s=_spread(abs(match.time_s) for match in matches),
        depth_error_km=_spread(_depths(events, truth, matches)),
        by_magnitude=_shares((_size(event), index in found) for index, event in located),
        by_region=_shares((_region(event), index in found) for index, event in located),
        arrivals_correct=correct,
        arrivals=total,
        least_stations=least_stations,
        unheard=heard.count(False),
    )


def _spread(errors: Iterable[float]) -> Spread:
    values = np.array(list(errors))
    if not values.size:
        return Spread(None, None)
    return Spread(float(np.median(values)), float(np.percentile(values, 90)))


def _depths(
    events: Sequence[Event], truth: Sequence[Event], matches: Iterable[Match]
) -> Iterable[float]:
    for match in matches:
        mine, theirs = events[match.event].origin, truth[match.truth].origin
        if mine is not None and theirs is not None:
            yield abs(mine.depth_km - theirs.depth_km)


def _assigned(
    events: Sequence[Event],
    truth: Sequence[Event],
    matches: Iterable[Match],
    heard: Sequence[bool],
) -> tuple[int, int]:
    """How many of the truth's arrivals stand in the event that matches theirs, and of how many."""
    total = sum(len(event.arrivals) for event, takes in zip(truth, heard, strict=True) if takes)
    if not total or not any(event.arrivals for event in events):
        return 0, 0
    correct = sum(
        len(same_arrivals(events[match.event].arrivals, truth[match.truth].arrivals))
        for match in matches
    )
    return correct, total


def _shares(kinds: Iterable[tuple[str, bool]]) -> tuple[Share, ...]:
    counted: dict[str, list[bool]] = {}
    for name, found in kinds:
        counted.setdefault(name, []).append(found)
    return tuple(Share(name, sum(found), len(found)) for name, found in sorted(counted.items()))


def size_of(event: Event) -> tuple[str, float] | None:
    """An event's magnitude: its type and value; of several, mb stands first."""
    sizes = {size.type: size.value for size in reversed(event.magnitudes) if size.bound is None}
    if not sizes:
        return None
    chosen = next((kind for kind in _PREFERRED if kind in sizes), next(iter(sizes)))
    return chosen, sizes[chosen]


def _size(event: Event) -> str:
    """The half unit that an event's magnitude is in."""
    if (size := size_of(event)) is None:
        return "unknown"
    low = floor(size[1] * 2) / 2
    return f"{low:.1f} to {low + 0.5:.1f}"


def _region(event: Event) -> str:
    """The Flinn-Engdahl region of an event (Young and others 1996), in ObsPy's spelling."""
    from obspy.geodetics import FlinnEngdahl

    origin = event.origin
    assert origin is not None  # only located events are asked for theirs
    return str(FlinnEngdahl().get_region(origin.longitude, origin.latitude)).title()
