"""Detections in f-k results: where coherent power from one direction rises above its noise.

The F-statistic says that a wave is common to the elements, the power of the beam that it is more than
before. Both thresholds adapt to the recording, since noise is coherent at low frequencies, and steady
sources (surf, a factory) send waves that are as plane as an earthquake's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from testban.errors import UsageError
from testban.monitoring.arrays.fk import fk
from testban.monitoring.arrays.geometry import array_channels
from testban.monitoring.arrays.result import FkResult
from testban.monitoring.model import Arrival
from testban.monitoring.sphere import KM_PER_DEG
from testban.monitoring.waveforms.model import Recordings
from testban.monitoring.waveforms.read import from_obspy

__all__ = [
    "INFRASOUND_BANDS",
    "SEISMIC_BANDS",
    "FkDetection",
    "detections",
    "fk_detections",
    "merged",
]

SEISMIC_BANDS = ((0.8, 2.0), (1.5, 4.0), (2.5, 8.0))
INFRASOUND_BANDS = ((0.1, 0.7), (0.5, 3.0), (1.0, 5.0))
_LONG_S, _GAP_S, _BLOCK_S = 60.0, 5.0, 1800.0
_FEWEST_NOISE = 5
# Noise is told by its lower half, which a signal does not reach; a spread is that of a normal
# distribution between these two quantiles.
_LOW, _MIDDLE, _SPREAD = 0.1, 0.4, 1.03
_LEAST_SPREAD = 0.12
_F_LOW, _F_SPREADS, _LEAST_F = 0.16, 6.0, 3.0
_POWER_SPREADS = 4.0
_SAME_S_PER_KM = 0.04
_STILL = 0.6
_APART_WINDOWS = 0.75
_WINDOW_S, _STEP_S = 5.0, 0.5
# Where in the window of the largest F an onset usually lies: before its middle by this part of it.
_ONSET = 0.4


@dataclass(frozen=True, slots=True)
class FkDetection:
    """A wave that crosses an array; its time is known to a part of the window in which F is greatest.

    `snr` is the beam's amplitude over that of the beam before, `score` how many spreads of noise its
    power lies above the noise.
    """

    time: float
    azimuth_deg: float
    azimuth_uncertainty_deg: float
    slowness_s_per_km: float
    slowness_uncertainty_s_per_km: float
    f_statistic: float
    semblance: float
    snr: float
    score: float
    band_hz: tuple[float, float]
    window_s: float

    def arrival(self, station: str) -> Arrival:
        """As an arrival at the array's reference station; the onset is known to a part of the window."""
        return Arrival(
            station=station,
            time=self.time,
            time_uncertainty_s=self.window_s / 4,
            azimuth_deg=self.azimuth_deg,
            azimuth_uncertainty_deg=self.azimuth_uncertainty_deg,
            slowness_s_per_deg=self.slowness_s_per_km * KM_PER_DEG,
            slowness_uncertainty_s_per_deg=self.slowness_uncertainty_s_per_km * KM_PER_DEG,
            snr=self.snr,
        )


def fk_detections(
    recordings: Any,
    stations: Any = None,
    *,
    array: str | None = None,
    bands: Iterable[tuple[float, float]] | None = None,
    progress: Callable[[int, int], None] | None = None,
    **settings: Any,
) -> tuple[list[FkDetection], list[FkResult]]:
    """Detections of an array in several bands, and the f-k results they come from.

    Parameters are those of `fk`; `bands` are by default 0.8-2, 1.5-4 and 2.5-8 Hz, for infrasound 0.1-0.7,
    0.5-3 and 1-5 Hz, as far as they lie below the Nyquist frequency. Detections of several bands
    at one time become one, that of the best score.

    Raises
    ------
    WaveformError
        There is no array, or nothing in that time.
    UsageError
        A setting cannot be, or no band is left.
    """
    if not isinstance(recordings, Recordings):
        recordings = from_obspy(recordings, stations)
    channels, name, _ = array_channels(recordings, array)
    usual = INFRASOUND_BANDS if channels[0].pressure else SEISMIC_BANDS
    wanted = [band for band in (bands or usual) if band[1] <= 0.45 * channels[0].rate]
    if not wanted:
        raise UsageError(
            f"no band lies below the Nyquist frequency of {channels[0].rate / 2:g} Hz",
            cure="Give lower bands",
        )
    results = []
    for number, band in enumerate(wanted):
        longer = dict(settings)
        longer.setdefault("window_s", max(_WINDOW_S, 4.0 / band[0]))
        longer.setdefault("refine_above", _LEAST_F * 0.8)
        longer.setdefault("step_s", longer["window_s"] * _STEP_S / _WINDOW_S)

        def told(done: int, total: int, number: int = number) -> None:
            if progress is not None:
                progress(number * total + done, len(wanted) * total)

        results.append(fk(recordings, array=name, band=band, progress=told, **longer))
    return merged([each for result in results for each in detections(result)]), results


def detections(result: FkResult) -> list[FkDetection]:
    """The detections in one f-k result, in order of time.

    A detection is a peak of F that lies six spreads above the middle of F, in a beam whose power lies
    four spreads above that of the minute before. A later peak from the same direction is its coda for as
    long as F has not fallen below the threshold in between.
    """
    f = result.f_statistic
    if len(f) < 3:
        return []
    threshold = _thresholds(result)
    apart = max(1, round(_APART_WINDOWS * result.settings.window_s / result.settings.step_s))
    power = np.log(np.maximum(result.beam_power, 1e-300))
    angle = np.radians(result.azimuth_deg)
    vectors = result.slowness_s_per_km[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
    found: list[FkDetection] = []
    last = -1
    for at in np.flatnonzero((f >= threshold) & _is_peak(f, apart)).tolist():
        noise = _noise_windows(result, at)
        if len(noise) < _FEWEST_NOISE:
            continue
        low, level = np.quantile(power[noise], [_LOW, _MIDDLE])
        score = float((power[at] - level) / max((level - low) / _SPREAD, _LEAST_SPREAD))
        if score < _POWER_SPREADS:
            continue
        if last >= 0 and (f[last:at] >= threshold[last:at]).all():
            near = max(3 * float(result.slowness_uncertainty_s_per_km[at]), _SAME_S_PER_KM)
            if float(np.hypot(*(vectors[at] - vectors[last]))) < near:
                continue
        last = at
        one = _detection(result, at, float(np.exp((power[at] - level) / 2)), score)
        found.append(_steadied(one, result, vectors, at))
    return found


def _steadied(
    one: FkDetection, result: FkResult, vectors: NDArray[np.float64], at: int
) -> FkDetection:
    """With the mean slowness vector of the windows that begin with the wave, by their F.

    Which window happens to have the largest F is chance, and with it the direction by a degree or two.
    """
    f = result.f_statistic
    last = at
    most = at + round(result.settings.window_s / result.settings.step_s)
    while (
        last + 1 < min(len(f), most + 1)
        and f[last + 1] >= _STILL * f[at]
        and float(np.hypot(*(vectors[last + 1] - vectors[at]))) < _SAME_S_PER_KM
    ):
        last += 1
    east, north = np.average(vectors[at : last + 1], axis=0, weights=f[at : last + 1])
    return replace(
        one,
        azimuth_deg=float(np.degrees(np.arctan2(east, north)) % 360.0),
        slowness_s_per_km=float(np.hypot(east, north)),
    )


def merged(found: Iterable[FkDetection]) -> list[FkDetection]:
    """Of detections that fall into one window of each other the one with the best score."""
    kept: list[FkDetection] = []
    for each in sorted(found, key=lambda each: -each.score):
        if all(abs(each.time - other.time) > _APART_WINDOWS * other.window_s for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.time)


def _detection(result: FkResult, at: int, snr: float, score: float) -> FkDetection:
    settings = result.settings
    return FkDetection(
        time=float(result.time[at]) - _ONSET * settings.window_s,
        azimuth_deg=float(result.azimuth_deg[at]),
        azimuth_uncertainty_deg=float(result.azimuth_uncertainty_deg[at]),
        slowness_s_per_km=float(result.slowness_s_per_km[at]),
        slowness_uncertainty_s_per_km=float(result.slowness_uncertainty_s_per_km[at]),
        f_statistic=float(result.f_statistic[at]),
        semblance=float(result.semblance[at]),
        snr=snr,
        score=score,
        band_hz=(settings.low_hz, settings.high_hz),
        window_s=settings.window_s,
    )


def _is_peak(values: NDArray[np.float64], apart: int) -> NDArray[np.bool_]:
    """Whether a value is the greatest of those less than so many places away."""
    from scipy.ndimage import maximum_filter1d

    return np.asarray(values == maximum_filter1d(values, 2 * apart + 1))


def _thresholds(result: FkResult) -> NDArray[np.float64]:
    """F that noise hardly reaches, for each half hour: its middle value and six of its spreads."""
    hours = ((result.time - result.time[0]) // _BLOCK_S).astype(int)
    out = np.empty(len(result))
    for number in np.unique(hours):
        here = hours == number
        low, middle = np.quantile(result.f_statistic[here], [_F_LOW, _MIDDLE])
        out[here] = max(_LEAST_F, middle * (middle / max(low, 1e-6)) ** _F_SPREADS)
    return out


def _noise_windows(result: FkResult, at: int) -> NDArray[np.int64]:
    """The windows of the minute before, or, at the beginning of a recording, after."""
    hop = result.settings.step_s
    time = result.time[at]
    gap = result.settings.window_s + _GAP_S - hop / 2
    first = int(np.searchsorted(result.time, time - gap - _LONG_S))
    last = int(np.searchsorted(result.time, time - gap))
    if (last - first) * hop < _LONG_S / 2:
        first = int(np.searchsorted(result.time, time + gap))
        last = int(np.searchsorted(result.time, time + gap + _LONG_S))
    return np.arange(first, last)
