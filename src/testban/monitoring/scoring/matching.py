"""Which event of a bulletin is which event of another: matching within gates of space and time.

As many pairs as the gates allow, and among all such pairings the one that is closest on the whole
(minimum-weight maximum-cardinality matching, as Arora, Russell and Sudderth 2013, BSSA 103, 709-729,
score NET-VISA; there 5° and 50 s too).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from scipy.optimize import linear_sum_assignment

from testban.errors import UsageError
from testban.monitoring.model import Event, Origin
from testban.monitoring.sphere import distance_azimuth

__all__ = ["Gates", "Match", "match_events"]


@dataclass(frozen=True, slots=True)
class Gates:
    """How far apart two events may be and still be the same: degrees of arc, and seconds."""

    distance_deg: float = 5.0
    time_s: float = 50.0

    def __post_init__(self) -> None:
        if not (0 < self.distance_deg <= 180 and 0 < self.time_s < float("inf")):
            raise UsageError(
                f"gates of {self.distance_deg:g} degrees and {self.time_s:g} s match nothing",
                cure="Give a distance of up to 180 degrees and a time, both above zero",
            )


@dataclass(frozen=True, slots=True)
class Match:
    """One pair: the places of both in their sequences, how far apart, and the time between.

    `time_s` is positive where the first bulletin's origin is later.
    """

    event: int
    truth: int
    distance_deg: float
    time_s: float


def match_events(
    events: Sequence[Event], truth: Sequence[Event], gates: Gates | None = None
) -> list[Match]:
    """The pairs of events that are the same, in the order of `events`; each is in one pair at most.

    Events without an origin are in none.
    """
    gates = gates or Gates()
    pairs = _within(events, truth, gates)
    found: list[Match] = []
    for group in _groups(pairs):
        found += _best(group, gates)
    return sorted(found, key=lambda match: match.event)


def _within(events: Sequence[Event], truth: Sequence[Event], gates: Gates) -> list[Match]:
    """All pairs within the gates."""
    origins: list[tuple[float, int, Origin]] = sorted(
        (
            (event.origin.time, index, event.origin)
            for index, event in enumerate(truth)
            if event.origin
        ),
        key=lambda each: each[:2],
    )
    times = [time for time, _, _ in origins]
    found = []
    for index, event in enumerate(events):
        if (mine := event.origin) is None:
            continue
        first = bisect_left(times, mine.time - gates.time_s)
        last = bisect_right(times, mine.time + gates.time_s)
        for time, other, origin in origins[first:last]:
            distance, _ = distance_azimuth(
                origin.latitude, origin.longitude, mine.latitude, mine.longitude
            )
            if distance <= gates.distance_deg:
                found.append(Match(index, other, distance, mine.time - time))
    return found


def _groups(pairs: list[Match]) -> list[list[Match]]:
    """The pairs parted into groups that share no event: each is a problem of its own."""
    roots: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while roots.setdefault(node, node) != node:
            roots[node] = node = roots[roots[node]]
        return node

    for pair in pairs:
        roots[root(("event", pair.event))] = root(("truth", pair.truth))
    groups: dict[tuple[str, int], list[Match]] = {}
    for pair in pairs:
        groups.setdefault(root(("event", pair.event)), []).append(pair)
    return list(groups.values())


def _best(group: list[Match], gates: Gates) -> list[Match]:
    """As many pairs of a group as there can be, and the closest such."""
    if len(group) == 1:
        return group
    rows = dict(zip(dict.fromkeys(pair.event for pair in group), count(), strict=False))
    columns = dict(zip(dict.fromkeys(pair.truth for pair in group), count(), strict=False))
    # A pair outside the gates costs more than all pairs within them: it is taken only where no
    # pair within is left, and dropped afterwards.
    dear = 2.0 * (min(len(rows), len(columns)) + 1)
    cost = np.full((len(rows), len(columns)), dear)
    at: dict[tuple[int, int], Match] = {}
    for pair in group:
        cell = rows[pair.event], columns[pair.truth]
        cost[cell] = pair.distance_deg / gates.distance_deg + abs(pair.time_s) / gates.time_s
        at[cell] = pair
    chosen = zip(*linear_sum_assignment(cost), strict=True)
    return [at[cell] for row, column in chosen if (cell := (int(row), int(column))) in at]
