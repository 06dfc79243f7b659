"""The moves that make a day's events of candidates: create, drop, merge, choose again."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.association.busy import busy, soon_after
from testban.monitoring.association.candidates import distinct, rough, stack
from testban.monitoring.association.coda import coda
from testban.monitoring.association.grid import WHOLE_DEG, fitted
from testban.monitoring.association.likelihood import evaluate, near_to
from testban.monitoring.association.search import refine
from testban.monitoring.association.settings import Settings
from testban.monitoring.association.tables import Picks, within

__all__ = ["Hypothesis", "Moves"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_MODEL_S = 4.0
_MARGIN_S = 100.0
"""More than any residual."""
_MERGE_DEG = 15.0
"""Events so near may be parts of one, on the nodes of the whole sphere; on closer ones in proportion."""
_MERGE_S = 120.0
_USES = 4
_TRIES = 3
"""So often the arrivals of a candidate may have been tried before in others."""
_LEVELS, _FIRST_LEVELS = 8, 4


@dataclass
class Hypothesis:
    """An event while it is being made; `chosen` `[phase, station]` are its arrivals (−1: none)."""

    node: FloatArray
    depth: float
    time: float
    score: float
    chosen: IntArray
    stations: int
    coda: tuple[IntArray, FloatArray] = field(
        default_factory=lambda: (np.empty(0, np.int64), np.empty(0))
    )

    @property
    def taken(self) -> IntArray:
        """Its arrivals."""
        return self.chosen[self.chosen >= 0]


class Moves:
    """The arrays of one run, and the moves over them."""

    def __init__(self, picks: Picks, travel_times: Any, settings: Settings) -> None:
        self.picks, self.settings = picks, settings
        self.grid = fitted(picks.vectors, settings.spacing_deg)
        self.tables = self.grid.tables(travel_times)
        asked = settings.candidate_weight
        self.candidate_weight = self.grid.candidate_weight if asked is None else asked
        asked = settings.least_score
        self.least_score = self.grid.least_score if asked is None else asked
        self.free = np.ones(len(picks.time), dtype=np.bool_)
        counts = np.diff(picks.begins)
        self.begin, self.end = float(picks.time.min()), float(picks.time.max())
        # Long silences of all stations are gaps between recordings.
        silence = self.grid.silence_s
        recorded = len(np.unique((picks.time - self.begin) // silence)) * silence
        self.base = (counts + 1.0) / recorded
        self.rate = np.repeat(self.base, counts)
        if self.grid.busy_s > 0.0:
            self.rate *= busy(picks, self.base, self.grid.busy_s, self.grid.busy_deg)
            self.rate *= soon_after(picks, self.rate)
        self.nodes = self.grid.nodes
        self.tried = np.zeros(len(picks.time), dtype=np.int64)

    def events(self, progress: Callable[[float], None] | None = None) -> list[Hypothesis]:
        """All events that hold, by time."""
        enough = self.least_score - self.grid.slack
        formed = self._formed(enough, progress)
        for least in (enough, self.least_score):
            formed = self._settled(self._merged(formed), least)
        return sorted(formed, key=lambda each: each.time)

    # --- create

    def _formed(self, enough: float, progress: Callable[[float], None] | None) -> list[Hypothesis]:
        """Take the best candidate, give it its arrivals, and so on until none is left that holds."""
        heap = self._candidates()
        formed: list[Hypothesis] = []
        total = max(len(heap), 1)
        least = enough - self.grid.later_gain
        while heap:
            if progress is not None:
                progress(1 - len(heap) / total)
            negative, n, depth, time = heapq.heappop(heap)
            blur = 0.5 * self.grid.spacing_deg * self.grid.s_per_deg
            now = self.scored(self.nodes[n], depth, time, blur, self.grid.rough_phases)
            if now.stations < self.settings.least_stations or now.score < 0.3 * -negative:
                continue
            if now.score < 0.9 * -negative:
                # What others have taken since is gone: back in the queue with what is left.
                heapq.heappush(heap, (-now.score, n, depth, time))
                continue
            if np.mean(self.tried[now.taken] < _TRIES) < 0.5:
                continue
            self.tried[now.taken] += 1
            best = self._refined(now, least)
            if best is not None and self._holds(best, enough):
                formed.append(best)
                self._take(best)
        return formed

    def _candidates(self) -> list[tuple[float, int, float, float]]:
        """A heap of candidates: negative score, node, depth, origin time."""
        # A block at a time, and only those with arrivals: one wrong year must not cost a century,
        # nor a hundred days the memory of all their candidates.
        blocks = np.unique((self.picks.time - self.begin) // self.grid.block_s)
        heap = [row for block in blocks for row in self._of_block(block)]
        heapq.heapify(heap)
        return heap

    def _of_block(self, block: float) -> list[tuple[float, int, float, float]]:
        """The candidates of one block: negative score, node, depth, origin time."""
        start = self.begin + block * self.grid.block_s
        last = float(self.tables.last_s[self.grid.rough_phases - 1].max())
        beyond = self.grid.block_s + last + _MARGIN_S
        kept, picks = within(self.picks, start - self.grid.before_s - _MARGIN_S, start + beyond)
        rows = _best_of_each_minute(self._stacked(start, picks), self.grid.per_minute)
        known = self.tables, picks, self.rate[kept], self.settings.misses
        blur = 0.5 * self.grid.spacing_deg * self.grid.s_per_deg
        few = self.grid.rough_phases
        rows[:, 0] = rough(self.nodes, rows, blur, few, *known)
        rows = rows[rows[:, 0] > self.grid.least_rough]
        rows = rows[np.argsort(-rows[:, 0], kind="stable")]
        rows = rows[distinct(self.nodes, rows, blur, _USES, few, *known)]
        return [(-score, int(n), depth, time) for score, n, time, depth in rows.tolist()]

    def _stacked(self, start: float, picks: Picks) -> FloatArray:
        """Candidates whose first arrivals are of one block: rows of weight, node, time, depth."""
        spacing, before, block = self.grid.spacing_deg, self.grid.before_s, self.grid.block_s
        bin_s = 0.3 * spacing * self.grid.s_per_deg + 0.5 * _MODEL_S
        _, picks = within(picks, start - before, start + block)
        span = min(self.end - start, block) + before
        most = int(max(span / 1200.0, 12))
        rows = stack(
            self.nodes, np.array(self.grid.depths_km), spacing, bin_s, start - before,
            int(span / bin_s) + 2, self.candidate_weight, most, self.tables, picks,
        )  # fmt: skip
        return rows[rows[:, 0] > 0]

    # --- what a hypothesis is worth

    def scored(
        self, node: FloatArray, depth: float, time: float, extra: float = 0.0,
        phases: int | None = None,
    ) -> Hypothesis:  # fmt: skip
        """What an event at a place, depth and time is worth, with the arrivals that it would take.

        Times are off by `extra` (s) more; the first so many phases are looked for, or all of the grid's.
        """
        phases = len(self.grid.phases) if phases is None else phases
        chosen = np.full((phases, len(self.picks.vectors)), -1, dtype=np.int64)
        residuals = np.empty(len(self.picks.vectors))
        near = near_to(node, time, 0.0, _MARGIN_S, self.tables, self.picks)
        score, found = evaluate(
            node, depth, time, extra, phases, self.tables, self.picks, near, self.rate, self.free,
            self.settings.misses, chosen, residuals,
        )  # fmt: skip
        return Hypothesis(node, depth, time, score, chosen, found)

    def _refined(self, start: Hypothesis, least: float, step: float = 0.0) -> Hypothesis | None:
        """The best near a hypothesis: by first arrivals until it is near, then by all phases."""
        step = step or 0.6 * self.grid.spacing_deg
        at = start.node, start.depth, start.time
        few, all_of_them = self.grid.rough_phases, len(self.grid.phases)
        stages = ((few, _FIRST_LEVELS), (all_of_them, _LEVELS - _FIRST_LEVELS))
        for stage, (phases, levels) in enumerate(stages):
            chosen = np.full((phases, len(self.picks.vectors)), -1, dtype=np.int64)
            residuals = np.empty(len(self.picks.vectors))
            at = refine(
                *at, step, levels, phases, least, self.tables, self.picks, self.rate, self.free,
                self.settings.misses, chosen, residuals,
            )  # fmt: skip
            step *= 0.55**levels
            if stage == 0 and self.scored(*at, step * 6.0, few).score < least:
                return None
        return self.scored(*at)

    def _holds(self, found: Hypothesis, least: float) -> bool:
        return found.score >= least and found.stations >= self.settings.least_stations

    def _take(self, found: Hypothesis) -> None:
        self.free[found.taken] = False
        found.coda = coda(
            found.node, found.depth, found.time, self.tables, self.picks, self.base, self.free,
            found.chosen[0],
        )  # fmt: skip
        self.rate[found.coda[0]] += found.coda[1]

    def _give_back(self, found: Hypothesis) -> None:
        self.free[found.taken] = True
        self.rate[found.coda[0]] -= found.coda[1]

    # --- merge, choose again, drop

    def _merged(self, formed: list[Hypothesis]) -> list[Hypothesis]:
        """Make one of two events where that one explains as much: a large event may be split."""
        formed.sort(key=lambda each: -each.score)
        kept: dict[int, Hypothesis] = {}
        slots: dict[int, list[int]] = {}
        for number, each in enumerate(formed):
            for place in self._near(each, kept, slots):
                one = kept[place]
                self._give_back(each)
                self._give_back(one)
                both = self._refined(one, 0.0)
                if both is not None and both.score > (one.score + each.score - self.least_score):
                    kept[place] = both
                    slots.setdefault(int(both.time // _MERGE_S), []).append(place)
                    self._take(both)
                    break
                self._take(one)
                self._take(each)
            else:
                kept[number] = each
                slots.setdefault(int(each.time // _MERGE_S), []).append(number)
        return list(kept.values())

    def _near(
        self, each: Hypothesis, others: Mapping[int, Hypothesis], slots: Mapping[int, list[int]]
    ) -> list[int]:
        """Which others are near in place and time, the best first; `slots` has them by time."""
        least = np.cos(np.radians(_MERGE_DEG * self.grid.spacing_deg / WHOLE_DEG))
        slot = int(each.time // _MERGE_S)
        found = {place for k in (slot - 1, slot, slot + 1) for place in slots.get(k, ())}
        return [
            place
            for place in sorted(found)
            if abs(each.time - others[place].time) < _MERGE_S
            and float(each.node @ others[place].node) > least
        ]

    def _settled(self, formed: list[Hypothesis], least: float) -> list[Hypothesis]:
        """Let each event choose again, weakest first, among what is free and its own."""
        formed.sort(key=lambda each: each.score)
        kept = []
        for each in formed:
            self._give_back(each)
            again = self._refined(each, 0.0, 0.3)
            same = self.scored(each.node, each.depth, each.time)
            if again is None or again.score < same.score:
                again = same
            if self._holds(again, least):
                self._take(again)
                kept.append(again)
        return kept


def _best_of_each_minute(rows: FloatArray, most: int) -> FloatArray:
    """Rows of weight, node, time …: of each minute the best so many."""
    rows = rows[np.lexsort((-rows[:, 0], rows[:, 2] // 60.0))]
    minutes = rows[:, 2] // 60.0
    return rows[np.arange(len(rows)) - np.searchsorted(minutes, minutes) < most]
