"""Broadband f-k analysis: from where, and how fast, a wave crosses an array, window by window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from testban.monitoring.arrays.geometry import array_channels, centre, offsets_of
from testban.monitoring.arrays.result import FkResult
from testban.monitoring.arrays.settings import settings_for
from testban.monitoring.arrays.traces import align
from testban.monitoring.arrays.windows import analyse
from testban.monitoring.waveforms.model import Recordings
from testban.monitoring.waveforms.read import from_obspy

__all__ = ["fk"]


def fk(
    recordings: Any,
    stations: Any = None,
    *,
    array: str | None = None,
    band: tuple[float, float] | None = None,
    window_s: float | None = None,
    step_s: float | None = None,
    slowness_s_per_km: float | None = None,
    points: int | None = None,
    whiten: bool = True,
    refine_above: float = 0.0,
    start: float | None = None,
    end: float | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> FkResult:
    """F-k analysis of an array's recordings in sliding windows.

    Parameters
    ----------
    recordings
        `Recordings`, or an ObsPy `Stream` with `stations` (see `read_waveforms`) to place it.
    array
        The array's name where the recordings hold several; else the one with the most sites.
    band, window_s, step_s
        Frequencies (Hz) from and to, length and step of windows: by default 1-6 Hz in windows of 4 s for
        seismic arrays, 0.5-5 Hz in 10 s for infrasound, stepping by an eighth.
    slowness_s_per_km, points
        The grid reaches from minus to plus this in both directions, with so many points a side;
        by default 0.5 (infrasound 4) and 81.
    whiten
        Weigh each frequency by the inverse of the noise there, so that the low ones, where noise is
        strong and the same at all elements, do not decide.
    refine_above
        Windows with a smaller F keep the highest grid point, which saves time.
    start, end
        Seconds since 1970; all that was recorded where not given.
    progress
        Called with windows done and windows in all.

    Raises
    ------
    WaveformError
        There is no array of three sites with coordinates, or nothing in that time.
    UsageError
        A setting cannot be.
    """
    if not isinstance(recordings, Recordings):
        recordings = from_obspy(recordings, stations)
    channels, name, left = array_channels(recordings, array)
    infrasound = channels[0].pressure
    settings = settings_for(
        infrasound, band=band, window_s=window_s, step_s=step_s,
        slowness_s_per_km=slowness_s_per_km, points=points, whiten=whiten, refine_above=refine_above,
        rate=channels[0].rate,
    )  # fmt: skip
    traces = align(channels, start, end)
    place = centre(channels)
    found = analyse(traces, offsets_of(channels, place), settings, progress)
    return FkResult(
        array=name,
        latitude=place[0],
        longitude=place[1],
        channels=tuple(c.id for c in channels),
        settings=settings,
        infrasound=infrasound,
        notes=(*left, *traces.notes),
        **found,
    )
