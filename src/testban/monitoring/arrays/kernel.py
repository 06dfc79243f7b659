"""Beam power over a grid of slownesses, for many windows at once, and its peak between grid points.

With X the spectra of a window at N elements, the broadband power of the beam for a slowness s is
P(s) = Σ_f |Σ_n X_n(f) exp(-2πi f s·r_n)|². The vector s points to where the wave comes from: it meets the
elements on that side first.

Two facts save most of the work. The beams for s and -s are sums and differences of the same two real
combinations, so half of the grid is enough. And P is band-limited in s: no wavenumber in it is above the
highest frequency times the aperture. So it is computed on a grid that samples this, and interpolated to
the one asked for (as exactly as single precision is).
"""

from __future__ import annotations

import math
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit

__all__ = ["Peaks", "SlownessGrid", "grid_power", "refine"]

# Windows that are worked on together: their beams at one slowness stay in the nearest cache.
_BATCH = 32
_NEWTON = 4
# Of the width of a peak: from so near Newton's method climbs it.
_NEAR = 0.3
_THREADS = min(8, os.cpu_count() or 1)
_OVER = 1.3
_MARGIN = 6


@njit(cache=True, fastmath=True, nogil=True)
def _power(plus, minus, cosines, sines, real, imaginary):  # type: ignore[no-untyped-def]
    """Add to P(s) and P(-s), both (slowness, window), for spectra (frequency, element, window)."""
    frequencies, slownesses, elements = cosines.shape
    windows = real.shape[2]
    a = np.empty(windows, np.float32)
    b = np.empty(windows, np.float32)
    c = np.empty(windows, np.float32)
    d = np.empty(windows, np.float32)
    for f in range(frequencies):
        for h in range(slownesses):
            a[:] = 0
            b[:] = 0
            c[:] = 0
            d[:] = 0
            for n in range(elements):
                x, y = cosines[f, h, n], sines[f, h, n]
                for w in range(windows):
                    a[w] += x * real[f, n, w]
                    b[w] += x * imaginary[f, n, w]
                    c[w] += y * real[f, n, w]
                    d[w] += y * imaginary[f, n, w]
            for w in range(windows):
                p, q = a[w] - d[w], b[w] + c[w]
                plus[h, w] += p * p + q * q
                p, q = a[w] + d[w], b[w] - c[w]
                minus[h, w] += p * p + q * q


@dataclass(frozen=True, eq=False)
class SlownessGrid:
    """A square grid of so many slownesses (s/km) a side, from -`most` to `most`, for one band and array.

    `axis` are the slownesses of a side. Flat indices run over east slowness first, then north.
    """

    most: float
    points: int
    axis: NDArray[np.float64]
    frequencies: NDArray[np.float64]
    offsets: NDArray[np.float64]
    cosines: NDArray[np.float32]
    sines: NDArray[np.float32]
    inner: int
    interpolation: NDArray[np.float32] | None

    @classmethod
    def of(
        cls,
        frequencies: NDArray[np.float64],
        offsets: NDArray[np.float64],
        most: float,
        points: int,
    ) -> SlownessGrid:
        """Prepare a grid; an even number of points becomes the next odd one, so that zero is one."""
        points += 1 - points % 2
        axis = np.linspace(-most, most, points)
        wavenumber = float(frequencies.max()) * float(np.ptp(offsets, axis=0).max())
        inner = math.ceil(2 * wavenumber * 2 * most * _OVER) + _MARGIN
        inner += 1 - inner % 2
        matrix = None
        if inner < 0.8 * points:
            coarse = np.linspace(-most, most, inner)
            matrix = _interpolation(axis, coarse, wavenumber)
        else:
            inner, coarse = points, axis
        east, north = np.meshgrid(coarse, coarse, indexing="ij")
        half = (inner * inner + 1) // 2
        delay = np.outer(east.ravel()[:half], offsets[:, 0])
        delay += np.outer(north.ravel()[:half], offsets[:, 1])
        phase = -2 * np.pi * frequencies[:, None, None] * delay
        return cls(
            most, points, axis, frequencies, offsets,
            np.cos(phase).astype(np.float32), np.sin(phase).astype(np.float32), inner, matrix,
        )  # fmt: skip


def _interpolation(
    fine: NDArray[np.float64], coarse: NDArray[np.float64], wavenumber: float
) -> NDArray[np.float32]:
    """From values on the coarse axis to those of the fine one, best for what is band-limited so."""
    limit = 2 * wavenumber * 1.05

    def covariance(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(np.sinc(limit * (a[:, None] - b[None, :])))

    inside = covariance(coarse, coarse)
    inside[np.diag_indices(len(coarse))] += 1e-6
    return np.linalg.solve(inside, covariance(coarse, fine)).T.astype(np.float32)


def grid_power(spectra: NDArray[np.complex64], grid: SlownessGrid) -> NDArray[np.float32]:
    """Power (window, east slowness, north slowness) of spectra (frequency, element, window)."""
    windows = spectra.shape[2]
    power = np.empty((windows, grid.points, grid.points), dtype=np.float32)

    def fill(first: int) -> None:
        power[first : first + _BATCH] = _batch(spectra[:, :, first : first + _BATCH], grid)

    with ThreadPoolExecutor(_THREADS) as pool:
        # A list, so that an error in a thread is raised here.
        list(pool.map(fill, range(0, windows, _BATCH)))
    return power


def _batch(spectra: NDArray[np.complex64], grid: SlownessGrid) -> NDArray[np.float32]:
    windows = spectra.shape[2]
    half, side = grid.cosines.shape[1], grid.inner
    plus = np.zeros((half, windows), dtype=np.float32)
    minus = np.zeros((half, windows), dtype=np.float32)
    real = np.ascontiguousarray(spectra.real)
    imaginary = np.ascontiguousarray(spectra.imag)
    _power(plus, minus, grid.cosines, grid.sines, real, imaginary)
    # The grid is its own mirror image: the other half is the first, backwards.
    whole = np.concatenate([plus, minus[-2::-1]]).T.reshape(windows, side, side)
    if grid.interpolation is None:
        return whole
    matrix = grid.interpolation
    return np.asarray(np.matmul(np.matmul(matrix, whole), matrix.T), dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Peaks:
    """Where the power of each window is greatest, how great it is, and how it falls off there.

    `bend` is minus the second derivative of the power: (window, 2, 2), east and north.
    """

    east: NDArray[np.float64]
    north: NDArray[np.float64]
    power: NDArray[np.float64]
    bend: NDArray[np.float64]


def refine(
    spectra: NDArray[np.complex64],
    grid: SlownessGrid,
    power: NDArray[np.float32],
    wanted: NDArray[np.bool_],
) -> Peaks:
    """The highest point of the grid for each window, and from there up to the peak by Newton's method.

    The peak stays within one and a half grid steps of the highest grid point. Windows that are not
    wanted keep that point, and no curvature is known there.
    """
    flat = power.reshape(len(power), -1)
    best = flat.argmax(axis=1)
    at = np.column_stack([grid.axis[best // grid.points], grid.axis[best % grid.points]])
    value = flat[np.arange(len(best)), best].astype(np.float64)
    bend = np.zeros((len(best), 2, 2))
    if wanted.any():
        some = spectra[:, :, wanted]
        start = _closer(some, grid, at[wanted])
        at[wanted], value[wanted], bend[wanted] = _climb(some, grid, start)
    return Peaks(at[:, 0], at[:, 1], value, bend)


def _closer(
    spectra: NDArray[np.complex64], grid: SlownessGrid, start: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The highest point around a grid point, where the grid is too coarse for an array so wide.

    Newton's method finds a peak from within a third of its width; on a coarse grid the highest point may lie
    outside, where the power bends the other way and no uncertainty is known.
    """
    step = float(grid.axis[1] - grid.axis[0])
    width = 1.0 / (float(grid.frequencies.max()) * float(np.ptp(grid.offsets, axis=0).max()))
    count = math.ceil(step / (_NEAR * width))
    if count <= 1:
        return start
    found, highest = start.copy(), np.full(len(start), -1.0)
    around = np.arange(-count, count + 1) * step / count
    for east in around:
        for north in around:
            at = start + np.array([east, north])
            value = _beam_power(spectra, grid, at)
            better = value > highest
            found[better], highest[better] = at[better], value[better]
    return found


def _beam_power(
    spectra: NDArray[np.complex64], grid: SlownessGrid, at: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Power at one slowness a window."""
    omega = (-2 * np.pi * grid.frequencies)[:, None, None]
    turned = spectra * np.exp(1j * omega * (grid.offsets @ at.T)[None]).astype(np.complex64)
    return np.asarray((np.abs(turned.sum(axis=1)) ** 2).sum(axis=0), dtype=np.float64)


def _climb(
    spectra: NDArray[np.complex64], grid: SlownessGrid, start: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Where the peaks are, their power, and its curvature."""
    step = 1.5 * (grid.axis[1] - grid.axis[0])
    at = start.copy()
    value, slope, bend = _derivatives(spectra, grid, at)
    for _ in range(_NEWTON):
        move = _ascent(slope, bend, step)
        ahead = np.clip(at + move, start - step, start + step)
        new_value, new_slope, new_bend = _derivatives(spectra, grid, ahead)
        better = new_value > value
        if not better.any():
            break
        at[better], value[better] = ahead[better], new_value[better]
        slope[better], bend[better] = new_slope[better], new_bend[better]
    return at, value, bend


def _ascent(
    slope: NDArray[np.float64], bend: NDArray[np.float64], step: float
) -> NDArray[np.float64]:
    """Newton's step where the power is curved like a peak, else one along the slope."""
    peaked = (bend[:, 0, 0] > 0) & (np.linalg.det(bend) > 0)
    move = np.zeros_like(slope)
    if peaked.any():
        move[peaked] = np.linalg.solve(bend[peaked], slope[peaked][..., None])[..., 0]
    size = np.linalg.norm(slope, axis=1, keepdims=True)
    along = slope / np.maximum(size, 1e-300) * step / 4
    move[~peaked] = along[~peaked]
    return np.clip(move, -step, step)


def _derivatives(
    spectra: NDArray[np.complex64], grid: SlownessGrid, at: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Power at one slowness a window, its first derivatives, and minus its second ones."""
    omega = -2 * np.pi * grid.frequencies[:, None, None]
    delay = grid.offsets @ at.T
    turned = spectra * np.exp(1j * omega * delay[None])
    x, y = grid.offsets[None, :, 0, None], grid.offsets[None, :, 1, None]
    w = omega[:, :, 0]
    beam = turned.sum(axis=1)
    bx, by = (turned * x).sum(axis=1), (turned * y).sum(axis=1)
    bxx, byy = (turned * x * x).sum(axis=1), (turned * y * y).sum(axis=1)
    bxy = (turned * x * y).sum(axis=1)
    value = (np.abs(beam) ** 2).sum(axis=0)

    def first(b: NDArray[np.complex128]) -> NDArray[np.float64]:
        return np.asarray((2 * w * (np.conj(beam) * 1j * b).real).sum(axis=0))

    def second(
        b1: NDArray[np.complex128], b2: NDArray[np.complex128], b12: NDArray[np.complex128]
    ) -> NDArray[np.float64]:
        inner = (np.conj(b1) * b2).real - (np.conj(beam) * b12).real
        return np.asarray((2 * w**2 * inner).sum(axis=0))

    slope = np.column_stack([first(bx), first(by)])
    bend = np.empty((len(value), 2, 2))
    bend[:, 0, 0] = -second(bx, bx, bxx)
    bend[:, 1, 1] = -second(by, by, byy)
    bend[:, 0, 1] = bend[:, 1, 0] = -second(bx, by, bxy)
    return value, slope, bend
