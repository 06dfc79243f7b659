"""Beams: the mean of an array's elements, each delayed by what the wave needs to cross the array."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from testban.errors import UsageError
from testban.monitoring.arrays.geometry import centre, offsets_of
from testban.monitoring.arrays.traces import align
from testban.monitoring.waveforms.model import Channel, Segment

__all__ = ["beam"]


def beam(
    channels: Sequence[Channel],
    azimuth_deg: float,
    slowness_s_per_km: float,
    *,
    place: tuple[float, float] | None = None,
    start: float | None = None,
    end: float | None = None,
    station: str = "BEAM",
) -> Channel:
    """The beam of an array for a wave from an azimuth (station to event) with a horizontal slowness.

    Parameters
    ----------
    channels
        Of one rate, with coordinates, as `array_channels` gives them.
    place
        Latitude and longitude that times are referred to; the mean of the elements where not given.
    start, end
        Seconds since 1970; all that was recorded where not given.

    Returns
    -------
    Channel
        The mean of what was recorded at each instant, by however many elements; delays are exact to a
        fraction of a sample (phases of the Fourier transform).

    Raises
    ------
    UsageError
        Azimuth or slowness is no number, or there is no channel.
    WaveformError
        Nothing was recorded in that time.
    """
    if not (math.isfinite(azimuth_deg) and math.isfinite(slowness_s_per_km) and channels):
        raise UsageError(
            f"no beam of {len(channels)} channels from {azimuth_deg}° at {slowness_s_per_km} s/km",
            cure="Give an azimuth, a slowness and channels",
        )
    latitude, longitude = place or centre(channels)
    offsets = offsets_of(channels, (latitude, longitude))
    angle = math.radians(azimuth_deg)
    toward = slowness_s_per_km * np.array([math.sin(angle), math.cos(angle)])
    # An element towards the source sees the wave earlier, so it is delayed.
    moved = [
        replace(
            channel,
            segments=tuple(Segment(s.start + delay, s.rate, s.samples) for s in channel.segments),
        )
        for channel, delay in zip(channels, (offsets @ toward).tolist(), strict=True)
    ]
    traces = align(moved, start, end)
    count = traces.present.sum(axis=0)
    total = np.where(traces.present, traces.samples, 0.0).sum(axis=0)
    segments = tuple(
        Segment(traces.start + a / traces.rate, traces.rate, total[a:b] / count[a:b])
        for a, b in _runs(count > 0)
    )
    first = channels[0]
    return replace(
        first,
        station=station,
        location="",
        segments=segments,
        latitude=latitude,
        longitude=longitude,
        elevation_m=first.elevation_m,
        clipped=(),
    )


def _runs(good: np.ndarray) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], good.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
