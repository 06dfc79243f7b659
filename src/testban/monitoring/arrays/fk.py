"""Broadband f-k analysis: from where, and how fast, a wave crosses an array, window by window."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from testban.errors import UsageError, WaveformError
from testban.monitoring.arrays.geometry import FEWEST, array_channels, centre, offsets_km
from testban.monitoring.arrays.kernel import Peaks, SlownessGrid, grid_power, refine
from testban.monitoring.arrays.traces import Traces, align
from testban.monitoring.waveforms.model import Channel, Recordings
from testban.monitoring.waveforms.read import from_obspy

if TYPE_CHECKING:
    from testban.monitoring.traveltimes.sasc import StationTable

__all__ = ["KM_PER_DEG", "FkResult", "FkSettings", "fk", "settings_for"]

KM_PER_DEG = 111.19492664455873
"""Of a sphere of 6,371 km: slowness in s/deg is that in s/km times this."""

_SEISMIC = (1.0, 6.0, 4.0, 0.5)
_INFRASOUND = (0.5, 5.0, 10.0, 4.0)
_TAPER = 0.22
_BLOCK = 512
_GRID_POINTS = 81
_MOST_GRID = 401
_NOISE_S = 1800.0
_NOISE_WINDOWS = 300
_MOST_WINDOWS = 5_000_000
# Of the ideal number of independent values: a taper gives away part of a window.
_TAPERED = 0.8
# Waves are bent by what lies under an array: no slowness is surer than this part of a second a km,
# and no time differences than this part of a second over the aperture.
_MODEL_S = 0.01


@dataclass(frozen=True, slots=True)
class FkSettings:
    """Band (Hz), windows and step (s), the largest slowness (s/km) and the grid's points a side.

    `whiten` gives each frequency the weight of the inverse of the noise there. Peaks are refined between
    grid points, and their uncertainties known, where F is at least `refine_above`.
    """

    low_hz: float
    high_hz: float
    window_s: float
    step_s: float
    slowness_s_per_km: float
    points: int = _GRID_POINTS
    whiten: bool = True
    refine_above: float = 0.0


@dataclass(frozen=True, eq=False)
class FkResult:
    """What each window of an array recording says, as arrays of the same length.

    `time` is that of a window's middle (seconds since 1970), `azimuth_deg` points to where the wave comes
    from, slownesses are horizontal. `semblance` is the beam's power over the mean power of the elements
    (1 where all see the same), `f_statistic` the ratio of what is common to what is not. Uncertainties
    are standard deviations. `elements` is how many took part, `rms` their root mean square in the band,
    `beam_power` the power of the beam in units of the noise (where frequencies are whitened).
    """

    array: str
    latitude: float
    longitude: float
    channels: tuple[str, ...]
    settings: FkSettings
    time: NDArray[np.float64]
    azimuth_deg: NDArray[np.float64]
    slowness_s_per_km: NDArray[np.float64]
    azimuth_uncertainty_deg: NDArray[np.float64]
    slowness_uncertainty_s_per_km: NDArray[np.float64]
    semblance: NDArray[np.float64]
    f_statistic: NDArray[np.float64]
    rms: NDArray[np.float64]
    beam_power: NDArray[np.float64]
    elements: NDArray[np.int64]
    infrasound: bool = False
    notes: tuple[str, ...] = ()
    best_map: NDArray[np.float64] | None = field(default=None, repr=False)
    """Semblance over the grid (east, north) of the window with the largest F."""

    def __len__(self) -> int:
        return len(self.time)

    @property
    def slowness_s_per_deg(self) -> NDArray[np.float64]:
        """Slowness in seconds a degree."""
        return self.slowness_s_per_km * KM_PER_DEG

    @property
    def velocity_km_s(self) -> NDArray[np.float64]:
        """Apparent (trace) velocity."""
        with np.errstate(divide="ignore"):
            return np.asarray(1.0 / self.slowness_s_per_km)

    def corrected(self, table: StationTable) -> FkResult:
        """Azimuths and slownesses after a slowness-azimuth station correction, with its errors added."""
        rows = [
            table.correct(slow, azimuth)
            for slow, azimuth in zip(
                self.slowness_s_per_deg.tolist(), self.azimuth_deg.tolist(), strict=True
            )
        ]
        slowness, azimuth, error, azimuth_error = np.array(rows).T
        return replace(
            self,
            azimuth_deg=azimuth,
            slowness_s_per_km=slowness / KM_PER_DEG,
            azimuth_uncertainty_deg=np.minimum(
                np.hypot(self.azimuth_uncertainty_deg, azimuth_error), 180.0
            ),
            slowness_uncertainty_s_per_km=np.hypot(
                self.slowness_uncertainty_s_per_km, error / KM_PER_DEG
            ),
        )

    def peaks(self, count: int = 20) -> NDArray[np.int64]:
        """The windows in which F is greatest, no two of them overlapping, in order of time."""
        apart = self.settings.window_s
        kept: list[int] = []
        for at in np.argsort(-self.f_statistic):
            if all(abs(self.time[at] - self.time[other]) >= apart for other in kept):
                kept.append(int(at))
            if len(kept) == count:
                break
        return np.array(sorted(kept), dtype=np.int64)

    @property
    def best(self) -> int:
        """The window with the largest F."""
        return int(np.nanargmax(self.f_statistic))


def settings_for(
    infrasound: bool,
    *,
    band: tuple[float, float] | None = None,
    window_s: float | None = None,
    step_s: float | None = None,
    slowness_s_per_km: float | None = None,
    points: int | None = None,
    whiten: bool = True,
    refine_above: float = 0.0,
    rate: float | None = None,
) -> FkSettings:
    """Settings with the usual values where none is given: those of seismic or infrasound arrays.

    Raises
    ------
    UsageError
        A value cannot be: a band that is none or lies above the Nyquist frequency, no window.
    """
    usual = _INFRASOUND if infrasound else _SEISMIC
    low, high = band or usual[:2]
    if rate is not None and band is None:
        high = min(high, 0.4 * rate)
        low = min(low, high / 4)
    if not (0 < low < high < math.inf) or (rate is not None and high > rate / 2):
        nyquist = f", the Nyquist frequency is {rate / 2:g} Hz" if rate else ""
        raise UsageError(
            f"{low:g}-{high:g} Hz is no band of these recordings{nyquist}",
            where="--band",
            cure="Give a lower and a higher frequency, as in --band 1,6",
        )
    window = usual[2] if window_s is None else window_s
    step = window / 8 if step_s is None else step_s
    slowness = usual[3] if slowness_s_per_km is None else slowness_s_per_km
    if not (0 < step < math.inf and 0 < slowness < math.inf and window * low >= 1.0):
        raise UsageError(
            f"a window of {window:g} s with a step of {step:g} s and slownesses to {slowness:g} s/km",
            cure="Let a window hold at least one period of the lowest frequency, "
            "and step and slowness be above zero",
        )
    count = _GRID_POINTS if points is None else points
    if not 3 <= count <= _MOST_GRID:
        raise UsageError(
            f"a grid of {count} points a side", cure=f"Give from 3 to {_MOST_GRID} of them"
        )
    return FkSettings(low, high, window, step, slowness, count, whiten, refine_above)


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


def offsets_of(channels: tuple[Channel, ...], place: tuple[float, float]) -> NDArray[np.float64]:
    """East and north of a place, in km, of channels whose coordinates are known."""
    return offsets_km(
        [c.latitude or 0.0 for c in channels], [c.longitude or 0.0 for c in channels], *place
    )


def analyse(
    traces: Traces,
    offsets: NDArray[np.float64],
    settings: FkSettings,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """The arrays of a result, as keywords of `FkResult`."""
    length = round(settings.window_s * traces.rate)
    hop = max(1, round(settings.step_s * traces.rate))
    firsts = np.arange(0, traces.samples.shape[1] - length + 1, hop)
    if not len(firsts) or len(firsts) > _MOST_WINDOWS:
        many = "no" if not len(firsts) else "more than five million"
        raise WaveformError(
            f"{many} windows of {settings.window_s:g} s in the recordings",
            cure="Change the window, the step, or the time",
        )
    whole = _complete(traces.present, firsts, length)
    out: dict[str, list[NDArray[Any]]] = {}
    done, top, best = 0, -1.0, None
    for rows, some in _alike(whole):
        if len(rows) < FEWEST:
            done += len(some)
            continue
        plan = _Plan.of(traces, rows, offsets, settings, length)
        for block, noise in plan.blocks(firsts, some):
            values, power, total = plan.windows(firsts[block], noise)
            for key, value in (values | {"index": block}).items():
                out.setdefault(key, []).append(value)
            k = int(np.argmax(values["f_statistic"]))
            if values["f_statistic"][k] > top:
                top = float(values["f_statistic"][k])
                best = power[k].astype(float) / (len(rows) * total[k])
            done += len(block)
            if progress is not None:
                progress(done, len(firsts))
    if not out:
        raise WaveformError(
            f"no window of {settings.window_s:g} s in which {FEWEST} elements recorded",
            cure="Give a shorter window, or another time",
        )
    joined = {key: np.concatenate(parts) for key, parts in out.items()}
    order = np.argsort(joined.pop("index"))
    return {key: value[order] for key, value in joined.items()} | {"best_map": best}


def _complete(
    present: NDArray[np.bool_], firsts: NDArray[np.int64], length: int
) -> NDArray[np.bool_]:
    """(window, element): whether an element recorded throughout a window."""
    whole = np.empty((len(firsts), len(present)), dtype=bool)
    # One by one, since running counts take eight times the memory of what is counted.
    for row, there in enumerate(present):
        counts = np.concatenate(([0], np.cumsum(there, dtype=np.int32)))
        whole[:, row] = counts[firsts + length] - counts[firsts] == length
    return whole


def _alike(whole: NDArray[np.bool_]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Elements, and the windows in which just these recorded."""
    patterns, of = np.unique(whole, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        yield np.flatnonzero(pattern), np.flatnonzero(of.ravel() == number)


@dataclass(frozen=True, eq=False)
class _Plan:
    """All that windows with the same elements share."""

    traces: Traces
    rows: NDArray[np.int64]
    length: int
    size: int
    bins: slice
    taper: NDArray[np.float32]
    grid: SlownessGrid
    freedom: float
    whiten: bool
    refine_above: float

    @classmethod
    def of(
        cls,
        traces: Traces,
        rows: NDArray[np.int64],
        offsets: NDArray[np.float64],
        settings: FkSettings,
        length: int,
    ) -> _Plan:
        # As ObsPy does it, so that answers can be compared bin by bin.
        size = 1 << (length - 1).bit_length()
        known = np.fft.rfftfreq(size, 1 / traces.rate).astype(np.float64)
        first = int(np.searchsorted(known, settings.low_hz - 1e-9))
        last = max(int(np.searchsorted(known, settings.high_hz + 1e-9)), first + 1)
        grid = SlownessGrid.of(
            known[first:last], offsets[rows], settings.slowness_s_per_km, settings.points
        )
        bandwidth = max(settings.high_hz - settings.low_hz, 1 / settings.window_s)
        freedom = max(1.0, _TAPERED * bandwidth * settings.window_s)
        return cls(
            traces, rows, length, size, slice(first, last), _cosine(length), grid, freedom,
            settings.whiten, settings.refine_above,
        )  # fmt: skip

    def blocks(
        self, firsts: NDArray[np.int64], some: NDArray[np.int64]
    ) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float64] | None]]:
        """Windows to be worked on together, with the noise at each frequency in that half hour."""
        period = max(1, round(_NOISE_S * self.traces.rate))
        half_hours = (firsts[some] - firsts[some[0]]) // period
        for number in np.unique(half_hours):
            here = some[half_hours == number]
            noise = self._noise(firsts[here]) if self.whiten else None
            for a in range(0, len(here), _BLOCK):
                yield here[a : a + _BLOCK], noise

    def _noise(self, firsts: NDArray[np.int64]) -> NDArray[np.float64]:
        """The power at each frequency that three quarters of the windows exceed."""
        every = max(1, len(firsts) // _NOISE_WINDOWS)
        power = (np.abs(self._spectra(firsts[::every])) ** 2).mean(axis=1)
        level = np.quantile(power, 0.25, axis=1)
        return np.asarray(np.maximum(level, max(float(level.max()), 1e-30) * 1e-12))

    def windows(
        self, firsts: NDArray[np.int64], noise: NDArray[np.float64] | None
    ) -> tuple[dict[str, NDArray[Any]], NDArray[np.float32], NDArray[np.float64]]:
        """The results for windows that begin at these samples, their power maps and total power."""
        spectra = self._spectra(firsts)
        size = (np.abs(spectra) ** 2).sum(axis=(0, 1), dtype=np.float64)
        if noise is not None:
            spectra *= (1.0 / np.sqrt(noise)).astype(np.float32)[:, None, None]
        total = (np.abs(spectra) ** 2).sum(axis=(0, 1), dtype=np.float64)
        total = np.maximum(total, 1e-300)
        power = grid_power(spectra, self.grid)
        peaks = refine(spectra, self.grid, power, self._worth(power, total))
        middle = self.traces.start + (firsts + (self.length - 1) / 2) / self.traces.rate
        values = _values(peaks, total, len(self.rows), self.freedom, self.grid.offsets)
        energy = float((self.taper.astype(np.float64) ** 2).sum())
        rms = np.sqrt(2 * size / (len(self.rows) * self.size * energy))
        count = np.full(len(firsts), len(self.rows))
        beam = values["semblance"] * total / (len(self.rows) * len(spectra))
        values |= {"time": middle, "rms": rms, "beam_power": beam, "elements": count}
        return values, power, total

    def _worth(self, power: NDArray[np.float32], total: NDArray[np.float64]) -> NDArray[np.bool_]:
        """The windows whose peaks are wanted exactly: those with enough F on the grid."""
        top = power.reshape(len(power), -1).max(axis=1) / (len(self.rows) * total)
        return np.asarray((len(self.rows) - 1) * top >= self.refine_above * (1 - top))

    def _spectra(self, firsts: NDArray[np.int64]) -> NDArray[np.complex64]:
        """(frequency, element, window)"""
        from scipy.fft import rfft

        every = np.lib.stride_tricks.sliding_window_view(self.traces.samples, self.length, axis=1)
        cut = every[self.rows][:, firsts] if len(self.rows) < len(every) else every[:, firsts]
        cut = (cut - cut.mean(axis=2, keepdims=True)) * self.taper
        spectra = rfft(cut, self.size, axis=2)[:, :, self.bins]
        return np.ascontiguousarray(spectra.transpose(2, 0, 1)).astype(np.complex64)


def _cosine(length: int) -> NDArray[np.float32]:
    """One, and at both ends a quarter of a cosine over a tenth of the window."""
    ends = max(1, round(_TAPER / 2 * length))
    taper = np.ones(length, dtype=np.float32)
    ramp = 0.5 * (1 - np.cos(np.pi * (np.arange(ends) + 0.5) / ends))
    taper[:ends], taper[-ends:] = ramp, ramp[::-1]
    return taper


def _values(
    peaks: Peaks,
    total: NDArray[np.float64],
    elements: int,
    freedom: float,
    offsets: NDArray[np.float64],
) -> dict[str, NDArray[Any]]:
    """Azimuth and slowness with standard deviations, semblance and F.

    With noise of unknown power the logarithm of the likelihood is -N B T ln(1 - semblance), so the
    inverse of its second derivative at the peak is the covariance of the slowness vector.
    """
    semblance = np.clip(peaks.power / (elements * total), 0.0, 1 - 1e-9)
    f = (elements - 1) * semblance / (1 - semblance)
    slowness = np.hypot(peaks.east, peaks.north)
    azimuth = np.degrees(np.arctan2(peaks.east, peaks.north)) % 360.0
    information = (elements * freedom / (1 - semblance) / (elements * total))[
        :, None, None
    ] * peaks.bend
    covariance = _inverse(information)
    # Toward the source, and across.
    toward = np.column_stack([peaks.east, peaks.north]) / np.maximum(slowness, 1e-12)[:, None]
    across = np.column_stack([-toward[:, 1], toward[:, 0]])
    model = _MODEL_S / max(float(np.ptp(offsets, axis=0).max()), 1e-3)
    along_error = np.sqrt(np.einsum("wi,wij,wj->w", toward, covariance, toward) + model**2)
    across_error = np.sqrt(np.einsum("wi,wij,wj->w", across, covariance, across) + model**2)
    turn = np.degrees(np.arctan2(across_error, slowness))
    return {
        "azimuth_deg": azimuth,
        "slowness_s_per_km": slowness,
        "azimuth_uncertainty_deg": np.where(np.isfinite(turn), np.minimum(turn, 180.0), 180.0),
        "slowness_uncertainty_s_per_km": along_error,
        "semblance": semblance,
        "f_statistic": f,
    }


def _inverse(matrices: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of two-by-two matrices; infinite where one is no peak's."""
    a, b, d = matrices[:, 0, 0], matrices[:, 0, 1], matrices[:, 1, 1]
    determinant = a * d - b * b
    good = (determinant > 0) & (a > 0)
    safe = np.where(good, determinant, 1.0)
    out = np.empty_like(matrices)
    out[:, 0, 0], out[:, 1, 1] = d / safe, a / safe
    out[:, 0, 1] = out[:, 1, 0] = -b / safe
    out[~good] = np.diag([1e6, 1e6])
    return out
