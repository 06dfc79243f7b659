"""Recordings parted where everyone is silent: those of several days, or of several events, thrown together."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from testban.monitoring.waveforms.model import Channel, Recordings, Segment

__all__ = ["SILENCE_S", "Span", "episodes", "joined"]

Span = tuple[float, float]
"""From when to when, in seconds since 1970."""

SILENCE_S = 3600.0
"""Where no station recorded for so long, nothing before has to do with anything after: P, S and their coda
have passed by all the Earth."""


def joined(spans: Iterable[Span], within_s: float = 0.0) -> list[Span]:
    """Spans in order of time, those that touch or are no farther apart than `within_s` made one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start - out[-1][1] <= within_s:
            out[-1] = out[-1][0], max(out[-1][1], end)
        else:
            out.append((start, end))
    return out


def episodes(recordings: Recordings) -> list[Recordings]:
    """The recordings of each time, in order; the very same where they are of one time."""
    spans = joined(
        ((each.start, each.end) for channel in recordings for each in channel.segments), SILENCE_S
    )
    if len(spans) <= 1:
        return [recordings]
    starts = [start for start, _ in spans]
    parts: list[list[Channel]] = [[] for _ in spans]
    for channel in recordings:
        by_span: dict[int, list[Segment]] = defaultdict(list)
        for each in channel.segments:
            by_span[bisect_right(starts, each.start) - 1].append(each)
        for number, segments in by_span.items():
            parts[number].append(replace(channel, segments=tuple(segments)))
    return [replace(recordings, channels=tuple(channels)) for channels in parts]
