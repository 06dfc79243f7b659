"""One continuous piece of one channel, as the detectors read it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Instrument", "Record", "instruments"]

Gain = Callable[[float], float]
"""Counts per nanometre of ground displacement, at a period in seconds."""


@dataclass(frozen=True)
class Record:
    """One piece of one channel without gaps.

    `azimuth_deg` and `dip_deg` (positive downwards, as in SEED) are those of its axis, None where
    unknown; `gain` is None without a response.
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
    clipped: bool = False
    gain: Gain | None = None

    @property
    def end(self) -> float:
        """The time of its last sample."""
        return self.start + (len(self.data) - 1) / self.rate_hz

    @property
    def vertical(self) -> bool:
        """Whether it shows vertical motion."""
        if self.dip_deg is not None:
            return abs(self.dip_deg) > 45
        return self.channel[-1:].upper() in ("Z", "3") or len(self.channel) < 3

    def at(self, time: float) -> int:
        """The index of the sample at or before a time; may lie outside."""
        return math.floor((time - self.start) * self.rate_hz + 1e-6)


@dataclass(frozen=True)
class Instrument:
    """The records of one sensor at one station, by kind of motion."""

    station: str
    network: str
    location: str
    verticals: tuple[Record, ...] = ()
    horizontals: tuple[Record, ...] = ()


def instruments(found: Iterable[Record]) -> list[Instrument]:
    """Records by station and sensor, in the order of their names."""
    groups: dict[tuple[str, ...], list[Record]] = {}
    for record in found:
        sensor = record.location + record.channel[:2]
        groups.setdefault((record.network, record.station, sensor), []).append(record)
    out = []
    for (network, station, sensor), group in sorted(groups.items()):
        group.sort(key=lambda record: (record.start, record.channel))
        out.append(
            Instrument(
                station,
                network,
                sensor,
                tuple(record for record in group if record.vertical),
                tuple(record for record in group if not record.vertical),
            )
        )
    return out
