"""The windows of an f-k analysis: spectra, power over the grid, and what the peak says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from testban.errors import WaveformError
from testban.monitoring.arrays.geometry import FEWEST
from testban.monitoring.arrays.kernel import Peaks, SlownessGrid, grid_power, refine
from testban.monitoring.arrays.settings import FkSettings
from testban.monitoring.arrays.traces import Traces

__all__ = ["analyse"]

_TAPER = 0.22
_BLOCK = 512
_NOISE_S = 1800.0
_NOISE_WINDOWS = 300
_MOST_WINDOWS = 5_000_000
# Of the ideal number of independent values: a taper gives away part of a window.
_TAPERED = 0.8
# Waves are bent by what lies under an array: no slowness is surer than this part of a second a km,
# and no time differences than this part of a second over the aperture.
_MODEL_S = 0.01


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
    """One, and at both ends half a cosine from nothing to one over a tenth of the window.

    As ObsPy does it: where strong low frequencies leak into the band, another taper has its peak elsewhere.
    """
    ends = max(2, round(_TAPER / 2 * length))
    taper = np.ones(length, dtype=np.float32)
    ramp = 0.5 * (1 - np.cos(np.pi * np.arange(ends) / (ends - 1)))
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
