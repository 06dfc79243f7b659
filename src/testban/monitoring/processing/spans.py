"""Pieces of records, filtered: what an event says to look at, where the record has all of it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.detection.bands import band_pass
from testban.monitoring.detection.records import Record
from testban.monitoring.processing.network import Network

__all__ = ["filtered", "noise_span", "piece", "rms", "verticals"]

Array = NDArray[np.float64]

NOISE_S, CLEAR_S, SETTLED_S, LEAST_NOISE_S = 60.0, 3.0, 5.0, 10.0
"""Noise is so long at most and at least, and ends so long before P; the filter settles first."""


def verticals(network: Network, station: str, start: float, end: float) -> Iterator[Record]:
    """The vertical records of a station that hold all of a span, unclipped."""
    for instrument in network.instruments.get(station, ()):
        for record in instrument.verticals:
            clipped = any(a <= end and b >= start for a, b in record.clipped)
            if record.start <= start and record.end >= end and not clipped:
                yield record


def filtered(record: Record, band_hz: tuple[float, float], end: float) -> Array | None:
    """A record in a band up to a time; None where the sampling rate does not allow the band."""
    band = band_pass(*band_hz, record.rate_hz)
    return None if band is None else band.apply(record.data[: record.at(end) + 1])


def noise_span(record: Record, first: float) -> tuple[float, float] | None:
    """From when to when there is noise alone before a first arrival; None where it is too short."""
    start, end = max(first - NOISE_S, record.start + SETTLED_S), first - CLEAR_S
    return (start, end) if end - start >= LEAST_NOISE_S else None


def piece(record: Record, trace: Array, start: float, end: float) -> Array:
    """The samples of a trace of a record between two times."""
    return trace[max(record.at(start), 0) : record.at(end) + 1]


def rms(record: Record, trace: Array, start: float, end: float) -> float:
    """Root of the mean square between two times."""
    found = piece(record, trace, start, end)
    return float(np.sqrt(np.mean(found * found))) if len(found) else 0.0
