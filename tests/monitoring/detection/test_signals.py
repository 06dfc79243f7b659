"""The parts of the detector on signals whose truth is known."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from testban.monitoring.detection.amplitude import amplitude, peak_to_trough
from testban.monitoring.detection.bands import band_pass
from testban.monitoring.detection.kernel import block_power
from testban.monitoring.detection.onset import onset
from testban.monitoring.detection.polarisation import polarisation
from testban.monitoring.detection.records import Record
from testban.monitoring.detection.triggering import grouped, in_bands
from testban.monitoring.parameters import load_parameters
from testban.monitoring.waveforms import Response

RATE = 40.0
SETTINGS = load_parameters().detection
Array = NDArray[np.float64]


def noise(seconds: float, seed: int = 0) -> Array:
    return np.random.default_rng(seed).normal(0.0, 10.0, round(seconds * RATE))


def record(data: Array, channel: str = "BHZ", **more: object) -> Record:
    return Record("MADE", "XX", "", channel, 1e9, RATE, data, **more)  # type: ignore[arg-type]


def heard(data: Array) -> list[float]:
    found = grouped(
        in_bands(record(data), SETTINGS, SETTINGS.sigmas),
        SETTINGS.group_s,
        SETTINGS.least_bands,
        SETTINGS.least_strength,
    )
    return [trigger.start - 1e9 for trigger in found]


@pytest.mark.parametrize(("low", "high"), SETTINGS.bands_hz)
def test_the_compiled_filter_gives_what_scipy_gives(low: float, high: float) -> None:
    band = band_pass(low, high, RATE)
    assert band is not None
    data = noise(60.0)
    data -= data[0]
    truth = sosfilt(butter(3, (low, band.band_hz[1]), "bandpass", fs=RATE, output="sos"), data)
    assert band.apply(data) == pytest.approx(truth, abs=1e-9)
    power = block_power(data, band.sections, band.step * data[0], 4)
    assert power == pytest.approx(np.mean(truth.reshape(-1, 4) ** 2, axis=1), abs=1e-9)


def test_an_offset_makes_no_transient() -> None:
    band = band_pass(1.0, 3.0, RATE)
    assert band is not None
    assert band.apply(np.full(400, 1e6)) == pytest.approx(np.zeros(400), abs=1e-3)


def test_a_band_that_the_rate_does_not_allow_is_left_out() -> None:
    assert band_pass(6.0, 12.0, 10.0) is None
    reduced = band_pass(4.0, 8.0, 15.0)
    assert reduced is not None
    assert reduced.band_hz[1] < 7.5


def test_a_burst_is_heard_once_and_noise_is_not() -> None:
    data = noise(120.0)
    assert heard(data) == []
    start = round(60 * RATE)
    data[start : start + round(10 * RATE)] *= 10
    assert heard(data) == pytest.approx([60.0], abs=1.0)


def test_a_second_phase_is_heard_in_the_coda_of_the_first() -> None:
    data = noise(200.0)
    time = np.arange(len(data)) / RATE
    envelope = np.ones_like(data)
    after = time > 60
    envelope[after] += 50 * np.exp(-(time[after] - 60) / 20)
    after = time > 110
    envelope[after] += 60 * np.exp(-(time[after] - 110) / 20)
    assert heard(data * envelope) == pytest.approx([60.0, 110.0], abs=1.5)


def test_restless_noise_raises_the_threshold() -> None:
    rng = np.random.default_rng(3)
    steady = noise(600.0)
    # Gusts: the level changes by a factor of e every few seconds.
    gusts = np.repeat(np.exp(rng.normal(0.0, 0.7, 150)), round(4 * RATE))
    assert len(heard(steady * gusts)) <= 6


@pytest.mark.parametrize("ratio", [3.0, 10.0, 100.0])
def test_the_onset_lies_within_its_uncertainty(ratio: float) -> None:
    """Over thirty records the error in standard deviations is about one, and nowhere absurd."""
    errors = []
    band = band_pass(1.0, 4.0, RATE)
    assert band is not None
    for seed in range(30):
        data = noise(12.0, seed)
        data[round(8 * RATE) :] *= ratio
        found = onset(band.apply(data)[round(2 * RATE) :], RATE, 3.0)
        assert found is not None
        index, sd = found
        errors.append((index / RATE + 2.0 - 8.0) / math.hypot(sd, 0.1))
    assert abs(np.median(errors)) < 1.5
    assert np.mean(np.abs(errors) < 3.0) > 0.8


def test_amplitude_is_half_the_step_between_neighbouring_extremes() -> None:
    time = np.arange(0, 10, 1 / RATE)
    assert peak_to_trough(7.0 * np.sin(2 * np.pi * time), RATE) == pytest.approx((7.0, 1.0))
    assert peak_to_trough(np.zeros(100), RATE) is None


@pytest.mark.parametrize("period", [0.37, 0.5, 0.93])
def test_amplitude_and_period_are_not_those_of_the_nearest_samples(period: float) -> None:
    """At 20 a second neighbouring extremes lie a whole number of twentieths apart, or so it seems."""
    time = np.arange(0, 5, 0.05)
    for phase in (0.2, 1.1, 2.9):
        found = peak_to_trough(np.sin(2 * np.pi * time / period + phase), 20.0)
        assert found == pytest.approx((1.0, period), rel=0.01)


def test_amplitude_is_that_of_the_ground() -> None:
    """A sine of 5 nm and 1 s, recorded with 4 counts per nanometre."""
    time = np.arange(0, 60, 1 / RATE)
    data = np.where(time > 30, 20.0 * np.sin(2 * np.pi * (time - 30)), 0.0)
    with_gain = record(data, gain=lambda period_s: 4.0)
    found = amplitude(with_gain, 1e9 + 32.0, SETTINGS)
    assert found is not None
    nanometres, period = found
    assert nanometres == pytest.approx(5.0, rel=0.05)
    assert period == pytest.approx(1.0, abs=0.06)
    assert amplitude(record(data), 1e9 + 32.0, SETTINGS) is None
    # A calibration at 0.4 s says nothing of a second.
    elsewhere = replace(with_gain, covers=Response(4e9, known_at_s=0.4).covers)
    assert amplitude(elsewhere, 1e9 + 32.0, SETTINGS) is None
    assert amplitude(with_gain, 1e9 + 57.0, SETTINGS) is None  # the window is cut


@pytest.mark.parametrize("azimuth", [5.0, 120.0, 275.0])
@pytest.mark.parametrize("upwards", [1.0, -1.0])
def test_polarisation_points_to_the_source(azimuth: float, upwards: float) -> None:
    """A P wave from `azimuth` moves the ground along its ray, whatever the first motion."""
    time = np.arange(0, 40, 1 / RATE)
    wave = np.where(time > 30, upwards * np.sin(2 * np.pi * 2 * (time - 30)), 0.0)
    steep = math.radians(25.0)
    away = math.radians(azimuth + 180.0)
    rng = np.random.default_rng(1)
    north, east, up = (
        wave * part + rng.normal(0, 0.02, len(wave))
        for part in (
            math.sin(steep) * math.cos(away),
            math.sin(steep) * math.sin(away),
            math.cos(steep),
        )
    )
    # The horizontals of a borehole point anywhere.
    turn = math.radians(37.0)
    one = record(north * math.cos(turn) + east * math.sin(turn), "BH1", azimuth_deg=37.0)
    two = record(-north * math.sin(turn) + east * math.cos(turn), "BH2", azimuth_deg=127.0)
    # A header may round the sampling interval of one component.
    two = replace(two, rate_hz=RATE * (1 + 6e-7))
    found = polarisation(record(up), (one, two), 1e9 + 30.0, (1.0, 4.0), 2.0)
    assert found is not None
    error = (found.azimuth_deg - azimuth + 180) % 360 - 180
    assert abs(error) < 3 * max(found.azimuth_uncertainty_deg, 0.5)
    assert found.incidence_deg == pytest.approx(25.0, abs=3.0)
    assert found.rectilinearity > 0.9


def test_the_gains_of_the_components_are_taken_off_where_all_are_known() -> None:
    time = np.arange(0, 40, 1 / RATE)
    rng = np.random.default_rng(4)
    wave = np.where(time > 30, np.sin(2 * np.pi * 2 * (time - 30)), 0.0)
    up, north, east = (wave * part + rng.normal(0, 0.02, len(wave)) for part in (0.9, -0.3, -0.3))

    def seen(east_gain: float, known: bool) -> float:
        gains = [(lambda _, g=g: g) if known else None for g in (5.0, 5.0, 5.0 * east_gain)]
        z, n, e = (
            replace(each, gain=gain)
            for each, gain in zip(
                (
                    record(up),
                    record(north, "BHN", azimuth_deg=0.0),
                    record(east_gain * east, "BHE", azimuth_deg=90.0),
                ),
                gains,
                strict=True,
            )
        )
        found = polarisation(z, (n, e), 1e9 + 30.0, (1.0, 4.0), 2.0)
        assert found is not None
        return found.azimuth_deg

    assert seen(1.0, True) == pytest.approx(45.0, abs=2.0)
    assert seen(2.0, True) == pytest.approx(45.0, abs=2.0)
    assert seen(2.0, False) == pytest.approx(63.4, abs=2.0)


def test_the_horizontals_of_another_day_do_not_take_the_azimuth_away() -> None:
    time = np.arange(0, 40, 1 / RATE)
    rng = np.random.default_rng(2)
    wave = np.where(time > 30, np.sin(2 * np.pi * 2 * (time - 30)), 0.0)
    up, north, east = (wave * part + rng.normal(0, 0.02, len(wave)) for part in (0.9, -0.4, 0.0))
    ours = (record(north, "BHN", azimuth_deg=0.0), record(east, "BHE", azimuth_deg=90.0))
    others = tuple(replace(each, start=each.start + 86400.0) for each in ours)
    alone = polarisation(record(up), ours, 1e9 + 30.0, (1.0, 4.0), 2.0)
    assert alone is not None
    assert polarisation(record(up), (*ours, *others), 1e9 + 30.0, (1.0, 4.0), 2.0) == alone
