"""What is wrong with samples: padding, gaps filled with one value, dead and spiky channels, clipping."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Flaws", "cleaned", "clipped_spans", "join"]

_FLAT_S = 2.0
_FLAT_SAMPLES = 50
# A channel that moves so rarely (its noise is below one count) may stand still for long.
_COARSE_S = 20.0
_SHORTEST_S = 1.0
_SPIKE = 12.0
_SPIKE_S = 1.0
_MOST_SPIKES = 0.01
_CLIP_RUN = 3
_CLIP_SAMPLES = 6
_CLIP_OVER = 2.0
_CLIP_COUNTS = 20.0


@dataclass(frozen=True, slots=True)
class Flaws:
    """Seconds of padding and of filled gaps cut away, and spikes replaced."""

    padded_s: float = 0.0
    filled_s: float = 0.0
    spikes: int = 0


def cleaned(
    samples: NDArray[np.float64], rate: float
) -> tuple[list[tuple[int, NDArray[np.float64]]], Flaws]:
    """The good stretches of a segment, each with the index of its first sample, and what was wrong.

    Where nothing moves there is none. Samples that are no numbers, and stretches in which one value stands
    still for seconds, are cut out; spikes of one or two samples are replaced by a line between their neighbours.
    """
    bad = ~np.isfinite(samples)
    finite = samples[~bad]
    if len(finite) < 2 or finite.min() == finite.max():
        return [], Flaws()
    bad |= _standing(samples, rate)
    stretches = _stretches(~bad)
    if not stretches:
        return [], Flaws()
    edge = stretches[0][0] + len(samples) - stretches[-1][1]
    inner = int(bad.sum()) - edge
    shortest = max(2, round(_SHORTEST_S * rate))
    found, spikes = [], 0
    for first, last in stretches:
        if last - first < shortest and len(stretches) > 1:
            continue
        good, count = _despiked(samples[first:last], rate)
        spikes += count
        found.append((first, good))
    return found, Flaws(edge / rate, max(inner, 0) / rate, spikes)


def _stretches(good: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], good.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _standing(samples: NDArray[np.float64], rate: float) -> NDArray[np.bool_]:
    """Where one value stands still longer than noise would."""
    still = np.diff(samples) == 0
    moving = float(np.mean(~still))
    seconds = _FLAT_S if moving > 0.5 else _COARSE_S
    # A padded channel has few moving samples too; a quiet one is still in short runs.
    run = max(_FLAT_SAMPLES, round(seconds * rate))
    bad = np.zeros(len(samples), dtype=bool)
    for first, last in _stretches(still):
        if last - first + 1 >= run or (
            samples[first] == 0.0
            and (first == 0 or last == len(still))
            and last - first + 1 >= max(_FLAT_SAMPLES // 2, round(_FLAT_S / 2 * rate))
            and moving > 0.2
        ):
            bad[first : last + 1] = True
    return bad


def _despiked(samples: NDArray[np.float64], rate: float) -> tuple[NDArray[np.float64], int]:
    """Without spikes of one or two samples, and how many there were.

    A spike leaves its neighbours as they were; an onset does not. So a sample is one where its
    second difference is far above all others within a second on both sides.
    """
    n = len(samples)
    reach = max(10, round(_SPIKE_S * rate))
    if n < 2 * reach:
        return samples, 0
    bend = np.zeros(n)
    bend[1:-1] = np.abs(np.diff(samples, 2))
    floor = float(np.median(bend))
    least = _SPIKE * max(floor, 1e-12)
    suspects = np.flatnonzero(bend > least)
    if len(suspects) > _MOST_SPIKES * n * 3:
        # A strong signal is as far off for long: only what stands out of it is looked at.
        suspects = np.flatnonzero(bend > np.maximum(_SPIKE * _around(bend, reach), least))
    if not len(suspects) or len(suspects) > _MOST_SPIKES * n * 3:
        return samples, 0
    out, count = samples.copy(), 0
    for i in suspects[np.argsort(-bend[suspects])][:2000]:
        near = bend[max(0, i - reach) : max(0, i - 3)]
        after = bend[i + 4 : i + reach]
        rest = max(near.max(initial=0.0), after.max(initial=0.0), floor)
        if not len(near) or not len(after) or bend[i] <= _SPIKE * rest:
            continue
        first, last = max(i - 1, 0), min(i + 1, n - 1)
        a, b = max(first - 1, 0), min(last + 1, n - 1)
        out[first : last + 1] = np.interp(
            np.arange(first, last + 1), [a, b], [samples[a], samples[b]]
        )
        bend[max(0, i - 3) : i + 4] = floor
        count += 1
    return out, count


def _around(bend: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The second largest of the largest values of four pieces: a second on both sides of a sample, and a second beyond
    these. So a spike in one of them hides no other.
    """
    from scipy.ndimage import maximum_filter1d

    width = max(reach - 4, 1)
    near = maximum_filter1d(bend, width, mode="nearest")
    sides = [np.roll(near, shift * (4 + width // 2)) for shift in (-1, 1)]
    sides += [np.roll(near, shift * (4 + width // 2 + width)) for shift in (-1, 1)]
    return np.asarray(np.sort(sides, axis=0)[-2])


def clipped_spans(
    samples: NDArray[np.float64], rate: float, start: float
) -> tuple[tuple[float, float], ...]:
    """Times from and to which the digitizer stood at its largest or smallest value.

    Clipped is a record that meets the same extreme in many samples, some of them in a row, far beyond
    what is usual in it, and comes there steeply: a smooth peak of few counts has a flat top too.
    """
    middle = float(np.median(samples))
    usual = float(np.quantile(np.abs(samples - middle), 0.25))
    steps = np.abs(np.diff(samples))
    count = float(steps[steps > 0].min(initial=np.inf))
    at = np.zeros(len(samples), dtype=bool)
    for extreme in (float(samples.max()), float(samples.min())):
        size = abs(extreme - middle)
        if size <= max(_CLIP_OVER * usual, _CLIP_COUNTS * count):
            continue
        tied = np.abs(samples - extreme) <= 1e-9 * abs(extreme)
        runs = [run for run in _stretches(tied) if run[1] - run[0] >= _CLIP_RUN]
        entries = [float(steps[first - 1]) for first, _ in runs if first > 0]
        steep = bool(entries) and float(np.median(entries)) > max(2 * count, 0.005 * size)
        if int(tied.sum()) >= _CLIP_SAMPLES and steep:
            at |= tied
    spans: list[tuple[float, float]] = []
    for first, last in _stretches(at):
        a, b = start + first / rate, start + (last - 1) / rate
        if spans and a - spans[-1][1] < 1.0:
            spans[-1] = (spans[-1][0], b)
        else:
            spans.append((a, b))
    return tuple(spans)


@dataclass(slots=True)
class _Joined:
    start: float
    rate: float
    parts: list[NDArray[np.float64]]
    count: int

    def end(self) -> float:
        return self.start + self.count / self.rate

    def tail(self, count: int) -> NDArray[np.float64]:
        """The last samples, out of as few parts as hold them: there may be thousands."""
        found: list[NDArray[np.float64]] = []
        here = 0
        for part in reversed(self.parts):
            found.append(part)
            here += len(part)
            if here >= count:
                break
        return np.concatenate(found[::-1])[here - count :]


def join(
    pieces: list[tuple[float, float, NDArray[np.float64]]],
) -> tuple[list[tuple[float, float, NDArray[np.float64]]], int, int, int]:
    """Pieces (start, rate, samples) in order of time, put together where they touch or overlap.

    Returns the joined pieces, and how many gaps, overlaps that agree and overlaps that do not were
    met. Of two that disagree the earlier piece is kept as long as it goes.
    """
    done: list[_Joined] = []
    gaps = same = other = 0
    for start, rate, samples in sorted(pieces, key=lambda piece: (piece[0], -len(piece[2]))):
        last = done[-1] if done else None
        if last is None or abs(rate / last.rate - 1) > 1e-3:
            done.append(_Joined(start, rate, [samples], len(samples)))
            continue
        ahead = round((start - last.end()) * last.rate)
        if ahead > 0:
            gaps += 1
            done.append(_Joined(start, rate, [samples], len(samples)))
            continue
        lap = min(-ahead, len(samples))
        if lap:
            agree = bool(np.array_equal(last.tail(-ahead)[:lap], samples[:lap]))
            same, other = same + agree, other + (not agree)
        if lap < len(samples):
            last.parts.append(samples[lap:])
            last.count += len(samples) - lap
    joined = [
        (
            each.start,
            each.rate,
            each.parts[0] if len(each.parts) == 1 else np.concatenate(each.parts),
        )
        for each in done
    ]
    return joined, gaps, same, other
