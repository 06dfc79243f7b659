"""From the arrivals of a network to its events: candidates, likelihood, reassignment, location."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from testban.errors import LocationError
from testban.monitoring.association.kernels import hits, likelihood, stack
from testban.monitoring.association.tables import (
    DEPTHS_KM,
    PHASES,
    Picks,
    Tables,
    picks_of,
    sphere,
    tables_of,
)
from testban.monitoring.location import locate
from testban.monitoring.location.geometry import moved
from testban.monitoring.model import Arrival, Event, Station
from testban.monitoring.parameters import Parameters
from testban.monitoring.traveltimes import TravelTimes

__all__ = ["Associated", "Settings", "associate"]

_DEPTHS = np.array(DEPTHS_KM)
_STACK_DEPTHS = (0.0, 70.0, 200.0, 400.0, 600.0)


@dataclass(frozen=True, slots=True)
class Settings:
    """How events are formed.

    Attributes
    ----------
    spacing_deg
        Of the nodes from which arrivals are traced back.
    least_stations, least_score
        Of an event: the stations that hear it first-hand, and the log likelihood ratio.
    candidate_score
        How many stations (a little more for directions that fit) must agree at a node.
    misses
        How much a station that hears nothing speaks against an event, from 0 to 1.
    """

    spacing_deg: float = 2.5
    least_stations: int = 3
    least_score: float = 22.0
    candidate_score: float = 3.2
    misses: float = 0.7


@dataclass(frozen=True, slots=True)
class Associated:
    """What came of it: events by time, the arrivals of none, and notes on what was left out."""

    events: tuple[Event, ...]
    unassociated: tuple[Arrival, ...]
    notes: tuple[str, ...] = ()


@dataclass
class _Hypothesis:
    """An event while it is being made."""

    node: NDArray[np.float64]
    depth: float
    time: float
    score: float
    chosen: NDArray[np.int64]
    stations: int


def associate(
    arrivals: Sequence[Arrival],
    stations: Mapping[str, Station],
    *,
    settings: Settings | None = None,
    parameters: Parameters | None = None,
    progress: Callable[[float], None] | None = None,
) -> Associated:
    """Form events of arrivals; each arrival belongs to one event at most.

    Parameters
    ----------
    arrivals
        In any order; names of phases are not looked at. Directions are used where measured.
    stations
        By code; arrivals elsewhere are counted in the notes and are of no event.
    progress
        Called with the share of the work that is done.
    """
    settings = settings or Settings()
    chosen = [i for i, each in enumerate(arrivals) if each.station in stations]
    unknown = len(arrivals) - len(chosen)
    plural = "" if unknown == 1 else "s"
    said = f"{unknown} arrival{plural} at stations without coordinates: of no event"
    notes = (said,) if unknown else ()
    if len(chosen) < settings.least_stations:
        return Associated((), tuple(arrivals), notes)
    picks = picks_of(arrivals, stations, chosen)
    work = _Work(picks, tables_of(TravelTimes()), settings)
    formed = work.form(progress)
    events, used = [], set()
    for number, found in enumerate(sorted(formed, key=lambda each: each.time), start=1):
        members = work.members(found, arrivals)
        try:
            event = locate(
                [arrival for _, arrival in members], stations, parameters=parameters,
                event_id=str(number),
            )  # fmt: skip
        except LocationError:
            continue
        used |= {index for index, _ in members}
        events.append(replace(event, score=round(found.score, 2)))
    left = tuple(each for i, each in enumerate(arrivals) if i not in used)
    return Associated(tuple(events), left, notes)


class _Work:
    """The arrays of one run, and the steps over them."""

    def __init__(self, picks: Picks, tables: Tables, settings: Settings) -> None:
        self.picks, self.tables, self.settings = picks, tables, settings
        self.columns = (
            picks.time, picks.station, picks.azimuth, picks.azimuth_sd, picks.slowness,
            picks.slowness_sd,
        )  # fmt: skip
        self.free = np.ones(len(picks.time), dtype=np.bool_)
        span = max(float(picks.time[-1] - picks.time[0]), 3600.0)
        counts = np.diff(picks.begins)
        self.rate = (counts + 1.0) / span
        self.known = counts > 0
        self.nodes = sphere(settings.spacing_deg)

    def form(self, progress: Callable[[float], None] | None) -> list[_Hypothesis]:
        """Take the best candidate, give it its arrivals, and so on until none is left that holds."""
        heap = self._candidates()
        formed: list[_Hypothesis] = []
        total = max(len(heap), 1)
        while heap:
            if progress is not None:
                progress(1 - len(heap) / total)
            negative, n, depth, time = heapq.heappop(heap)
            rough = self._evaluate(self.nodes[n], depth, time, 0.5 * self.settings.spacing_deg * 8)
            # What others have taken since is gone: back in the queue with what is left.
            if rough.stations < self.settings.least_stations or rough.score < 0.3 * -negative:
                continue
            best = self._refined(rough)
            if (
                best.score < self.settings.least_score
                or best.stations < self.settings.least_stations
            ):
                continue
            formed.append(best)
            self._take(best, False)
        return self._settled(formed)

    def _candidates(self) -> list[tuple[float, int, float, float]]:
        found: list[tuple[float, int, float, float]] = []
        for depth in _STACK_DEPTHS:
            rows = stack(
                self.nodes, depth, _DEPTHS, self.tables.time_s[0], self.tables.slowness[0],
                self.picks.vectors, self.columns, self.settings.spacing_deg,
                self.settings.candidate_score, self._most(),
            )  # fmt: skip
            kept = rows[rows[:, 0] > 0]
            found += [(-score, int(n), depth, time) for score, n, time in kept]
        # Many nodes tell of one event: of those within a minute the best few stand for it.
        found.sort()
        bins: dict[int, int] = {}
        chosen = []
        for each in found:
            minute = int(each[3] // 60.0)
            if bins.get(minute, 0) < 25:
                bins[minute] = bins.get(minute, 0) + 1
                chosen.append(each)
        heapq.heapify(chosen)
        return chosen

    def _most(self) -> int:
        """How many moments of a node are kept: a few an hour."""
        hours = (self.picks.time[-1] - self.picks.time[0]) / 3600.0
        return int(min(max(hours * 3, 12), 240))

    def _evaluate(
        self, node: NDArray[np.float64], depth: float, time: float, extra: float
    ) -> _Hypothesis:
        shape = (len(PHASES), len(self.picks.codes))
        chosen, gain = np.empty(shape, dtype=np.int64), np.empty(shape)
        found = hits(
            node, depth, time, _DEPTHS, self.tables.time_s, self.tables.slowness, self.tables.sd,
            self.tables.share, self.picks.vectors, self.columns, self.picks.by_station,
            self.picks.begins, self.rate, self.free, extra, chosen, gain,
        )  # fmt: skip
        score = likelihood(
            node, depth, _DEPTHS, self.tables.time_s[0], self.picks.vectors, chosen, gain,
            self.settings.misses, self.known,
        )  # fmt: skip
        return _Hypothesis(node, depth, time, float(score), chosen, int(found))

    def _refined(self, start: _Hypothesis) -> _Hypothesis:
        """The best place, depth and time near a hypothesis, by ever smaller steps."""
        step = 0.6 * self.settings.spacing_deg
        best = start
        for _ in range(7):
            extra = step * 6.0
            best = self._evaluate(best.node, best.depth, best.time, extra)
            for _ in range(6):
                rivals = [self._retimed(*place, extra) for place in self._around(best, step)]
                top = max(rivals, key=lambda each: each.score)
                if top.score <= best.score + 1e-6:
                    break
                best = top
            step *= 0.55
        return self._evaluate(best.node, best.depth, best.time, 0.0)

    def _around(
        self, best: _Hypothesis, step: float
    ) -> list[tuple[NDArray[np.float64], float, float]]:
        x, y, z = (float(v) for v in best.node)
        places = [
            (np.array(moved(x, y, z, step * e, step * n)), best.depth, best.time)
            for e, n in ((1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))
        ]  # fmt: skip
        deeper = max(step * 40.0, 5.0)
        for depth in (best.depth - deeper, best.depth + deeper):
            if 0.0 <= depth <= 690.0:
                # Deeper sources send their waves earlier to the surface above them.
                places.append((best.node, depth, best.time + (depth - best.depth) / 9.0))
        places += [(best.node, best.depth, best.time + shift) for shift in (-4 * step, 4 * step)]
        return places

    def _retimed(
        self, node: NDArray[np.float64], depth: float, time: float, extra: float
    ) -> _Hypothesis:
        """A place with the origin time that its first arrivals agree on."""
        first = self._evaluate(node, depth, time, extra)
        taken = first.chosen[0][first.chosen[0] >= 0]
        if len(taken) < 2:
            return first
        shift = float(np.median(self._residuals(first, taken)))
        again = self._evaluate(node, depth, time + shift, extra)
        return again if again.score > first.score else first

    def _residuals(self, found: _Hypothesis, taken: NDArray[np.int64]) -> NDArray[np.float64]:
        from testban.monitoring.association.kernels import lookup
        from testban.monitoring.location.geometry import rays

        at = self.picks.station[taken]
        distances = rays(found.node, self.picks.vectors[at])[:, 0]
        due = [lookup(self.tables.time_s[0], _DEPTHS, found.depth, float(x)) for x in distances]
        return np.asarray(self.picks.time[taken] - found.time - np.array(due))

    def _take(self, found: _Hypothesis, free: bool) -> None:
        taken = found.chosen[found.chosen >= 0]
        self.free[taken] = free

    def _settled(self, formed: list[_Hypothesis]) -> list[_Hypothesis]:
        """Let each event choose again, strongest first, among what is free and its own."""
        for _ in range(2):
            formed.sort(key=lambda each: -each.score)
            kept = []
            for each in formed:
                self._take(each, True)
                again = self._refined(each)
                if again.score < each.score - 1e-6:
                    again = self._evaluate(each.node, each.depth, each.time, 0.0)
                holds = (
                    again.score >= self.settings.least_score
                    and again.stations >= self.settings.least_stations
                )
                if holds:
                    self._take(again, False)
                    kept.append(again)
            formed = kept
        return formed

    def members(self, found: _Hypothesis, arrivals: Sequence[Arrival]) -> list[tuple[int, Arrival]]:
        """The arrivals of an event, named, with their indices in the input."""
        out = []
        for k, phase in enumerate(PHASES):
            for s in np.flatnonzero(found.chosen[k] >= 0):
                index = int(self.picks.index[found.chosen[k, s]])
                name = "P" if phase.name == "first" else phase.name
                x = self._distance(found, int(s))
                if phase.name == "first" and x > 105.0:
                    name = "PKPdf"
                out.append((index, replace(arrivals[index], phase=name)))
        return sorted(out, key=lambda pair: pair[1].time)

    def _distance(self, found: _Hypothesis, station: int) -> float:
        from testban.monitoring.location.geometry import rays

        return float(rays(found.node, self.picks.vectors[station : station + 1])[0, 0])
