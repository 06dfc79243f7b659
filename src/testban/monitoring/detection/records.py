"""One continuous piece of one channel, as the detectors read it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.detection.tapers import tapered, without_tapers
from testban.monitoring.parameters import DetectionParameters
from testban.monitoring.waveforms import Channel, Recordings, Segment

__all__ = ["Instrument", "Record", "instruments", "records"]

Gain = Callable[[float], float]
"""Counts per nanometre of ground displacement, at a period in seconds."""


def _always(_: float) -> bool:
    return True


PADDING = 8
"""So many samples of one value at an end are padding."""


@dataclass(frozen=True)
class Record:
    """One piece of one channel without gaps.

    `azimuth_deg` and `dip_deg` (positive downwards, as in SEED) are those of its axis, None where
    unknown; `gain` is None without a response, and `covers` says at which periods it is known; `clipped`
    are times (from, to).
    """

    station: str
    network: str
    location: str
    channel: str
    start: float
    rate_hz: float
    data: NDArray[np.float64]
    azimuth_deg: float | None = None
    dip_deg: float | None = None
    clipped: tuple[tuple[float, float], ...] = ()
    gain: Gain | None = None
    covers: Callable[[float], bool] = _always

    @property
    def end(self) -> float:
        """The time of its last sample."""
        return self.start + (len(self.data) - 1) / self.rate_hz

    def at(self, time: float) -> int:
        """The index of the sample at or before a time; may lie outside."""
        return math.floor((time - self.start) * self.rate_hz + 1e-6)


@dataclass(frozen=True)
class Instrument:
    """The records of one sensor at one station, by kind of motion."""

    station: str
    verticals: tuple[Record, ...] = ()
    horizontals: tuple[Record, ...] = ()


def instruments(
    recordings: Recordings, settings: DetectionParameters
) -> tuple[list[Instrument], tuple[str, ...]]:
    """The sensors of all stations, in the order of their names, and a line for each reason of a loss."""
    left: dict[str, Counter[str]] = {}
    groups: dict[tuple[str, ...], tuple[list[Record], list[Record]]] = {}
    for channel in recordings:
        why = _unfit(channel, settings)
        if why:
            left.setdefault(why, Counter())[channel.id] += 1
            continue
        key = (channel.network, channel.station, channel.instrument)
        verticals, horizontals = groups.setdefault(key, ([], []))
        if any(map(tapered, channel.segments)):
            left.setdefault("tapered: its ends left out", Counter())[channel.id] += 1
        found = list(records(channel, settings))
        if len(found) < len(channel.segments):
            why = f"pieces shorter than {settings.least_s:g} s left out"
            left.setdefault(why, Counter())[channel.id] += len(channel.segments) - len(found)
        (verticals if channel.vertical else horizontals).extend(found)
    lines = tuple(
        f"{next(iter(names))}{f' and {len(names) - 1} more' if len(names) > 1 else ''}: {why}"
        for why, names in left.items()
    )
    return [
        Instrument(key[1], tuple(verticals), tuple(horizontals))
        for key, (verticals, horizontals) in sorted(groups.items())
        if verticals or horizontals
    ], lines


def _unfit(channel: Channel, settings: DetectionParameters) -> str:
    """Why a channel is not searched for seismic waves; empty where it is."""
    least, most = settings.rate_hz
    if channel.pressure:
        return "records pressure: not searched for seismic waves"
    if not least <= channel.rate <= most:
        return f"{channel.rate:g} samples a second, not {least:g} to {most:g}: not searched"
    return ""


def records(channel: Channel, settings: DetectionParameters) -> Iterator[Record]:
    """The pieces of a channel that are long enough."""
    response = channel.response
    if response is not None and response.unit != "m":
        response = None
    for segment in map(without_tapers, map(_without_padding, channel.segments)):
        if len(segment.samples) / segment.rate >= settings.least_s:
            yield Record(
                channel.station,
                channel.network,
                channel.location,
                channel.code,
                segment.start,
                segment.rate,
                np.ascontiguousarray(segment.samples, dtype=np.float64),
                channel.azimuth_deg,
                None if channel.incidence_deg is None else channel.incidence_deg - 90.0,
                channel.clipped,
                response.gain if response is not None else None,
                response.covers if response is not None else _always,
            )


def _without_padding(segment: Segment) -> Segment:
    """A segment from where its first value changes to where its last one did."""
    moving = np.flatnonzero(np.diff(segment.samples))
    if not len(moving):
        return segment
    first, last = int(moving[0]) + 1, int(moving[-1]) + 1
    if first < PADDING:
        first = 0
    if len(segment.samples) - last < PADDING:
        last = len(segment.samples)
    return Segment(segment.start + first / segment.rate, segment.rate, segment.samples[first:last])
