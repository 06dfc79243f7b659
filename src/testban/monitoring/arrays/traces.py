"""Channels of an array on one clock: a matrix of samples, with what is missing marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from testban.errors import WaveformError
from testban.monitoring.waveforms.model import Channel, Segment

__all__ = ["Traces", "align", "shifted"]

_FINE = 0.01
"""A sampling instant that is off by less of a sample is on time."""
_MOST = 2_000_000_000
_UNLIKE = 30.0


@dataclass(frozen=True, eq=False)
class Traces:
    """Samples (element, time) from `start` on, without their mean; `present` says where there are any.

    Single precision holds 24 bits, as many as a digitizer gives, and a day of an array in memory.
    """

    start: float
    rate: float
    samples: NDArray[np.float32]
    present: NDArray[np.bool_]
    notes: tuple[str, ...] = ()


def align(
    channels: Sequence[Channel], start: float | None = None, end: float | None = None
) -> Traces:
    """The channels on the clock of the first, from the earliest sample to the last.

    Samples taken between two instants of that clock are moved onto it by the phases of their
    Fourier transform. Channels of far larger or smaller amplitude than the rest are scaled to it, and named.

    Raises
    ------
    WaveformError
        Nothing was recorded in that time.
    """
    rate = channels[0].rate
    first = min(c.start for c in channels) if start is None else start
    last = max(c.end for c in channels) if end is None else end
    # The clock of the array is that of its first channel.
    first = channels[0].start + np.floor((first - channels[0].start) * rate + 1e-6) / rate
    count = int(np.floor((last - first) * rate + 1e-6)) + 1
    if count < 2 or count * len(channels) > _MOST:
        raise WaveformError(
            "nothing was recorded in that time" if count < 2 else "too long to be held at once",
            cure="Give a --start and an --end within the recordings",
        )
    samples = np.zeros((len(channels), count), dtype=np.float32)
    present = np.zeros((len(channels), count), dtype=bool)
    for row, channel in enumerate(channels):
        for segment in channel.segments:
            _place(segment, first, rate, samples[row], present[row])
    if not present.any():
        raise WaveformError(
            "nothing was recorded in that time",
            cure="Give a --start and an --end within the recordings",
        )
    notes = _levelled(channels, samples, present)
    return Traces(float(first), rate, samples, present, notes)


def _place(
    segment: Segment,
    start: float,
    rate: float,
    samples: NDArray[np.float32],
    present: NDArray[np.bool_],
) -> None:
    at = (segment.start - start) * rate
    index = round(at)
    values = segment.samples - segment.samples.mean()
    if abs(at - index) > _FINE:
        values = shifted(values, at - index)
    a, b = max(index, 0), min(index + len(values), len(samples))
    if b > a:
        samples[a:b] = values[a - index : b - index]
        present[a:b] = True


def shifted(values: NDArray[np.float64], later: float) -> NDArray[np.float64]:
    """Samples delayed by a fraction of a sample, by the phases of their Fourier transform."""
    from scipy.fft import irfft, next_fast_len, rfft

    pad = next_fast_len(len(values) + 64, real=True)
    spectrum = rfft(values, pad)
    phase = np.exp(-2j * np.pi * np.arange(len(spectrum)) / pad * later)
    return np.asarray(irfft(spectrum * phase, pad)[: len(values)])


def _levelled(
    channels: Sequence[Channel], samples: NDArray[np.float32], present: NDArray[np.bool_]
) -> tuple[str, ...]:
    """Scale what is in another unit or gain, so that one element does not outweigh all others."""
    size = np.array(
        [
            np.median(np.abs(np.diff(row[there][: 1 << 20]))) if there.sum() > 2 else 0.0
            for row, there in zip(samples, present, strict=True)
        ]
    )
    moving = size > 0
    if not moving.any():
        return ()
    usual = float(np.median(size[moving]))
    notes = []
    for row in np.flatnonzero(moving).tolist():
        ratio = float(size[row] / usual)
        if not 1 / _UNLIKE < ratio < _UNLIKE:
            samples[row] /= ratio
            notes.append(
                f"{channels[row].id}: its amplitude is {ratio:.3g} times that of the others (another "
                "unit or gain?); scaled to theirs"
            )
    return tuple(notes)
