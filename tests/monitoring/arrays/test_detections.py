"""Detections by f-k analysis: of made-up waves, and of those that others found in real recordings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from testban.errors import UsageError
from testban.monitoring.arrays import FkDetection, fk_detections
from testban.monitoring.arrays.detections import merged
from testban.monitoring.model import epoch
from testban.monitoring.waveforms import Recordings, Segment, read_waveforms
from tests.monitoring.arrays.waves import START, recordings


def _with_a_pulse(azimuth: float, slowness: float, at: float, size: float) -> Recordings:
    """Two minutes of noise, and five seconds of a wave."""
    waves = recordings(azimuth, slowness, noise=0.0, seconds=120.0)
    rng = np.random.default_rng(7)
    channels = []
    for channel in waves:
        (segment,) = channel.segments
        seconds = np.arange(len(segment.samples)) / segment.rate
        envelope = size * np.exp(-np.maximum(seconds - at, 0.0) / 3.0) * (seconds >= at)
        samples = segment.samples * envelope + rng.normal(0, 1, len(seconds))
        channels.append(replace(channel, segments=(Segment(segment.start, 40.0, samples),)))
    return Recordings(tuple(channels))


def test_a_wave_is_found_once_and_where_it_came_from() -> None:
    found, results = fk_detections(_with_a_pulse(122.3, 0.125, 80.0, 2.0))
    assert len(results) == 3
    (one,) = found
    assert abs(one.time - START - 80.0) < 2.0
    assert abs(one.azimuth_deg - 122.3) < max(3 * one.azimuth_uncertainty_deg, 3.0)
    assert abs(one.slowness_s_per_km - 0.125) < 0.01
    arrival = one.arrival("ARCES")
    assert arrival.slowness_s_per_deg == pytest.approx(0.125 * 111.2, rel=0.08)
    assert arrival.azimuth_deg == one.azimuth_deg


def test_noise_gives_nothing() -> None:
    found, _ = fk_detections(_with_a_pulse(122.3, 0.125, 80.0, 0.0))
    assert found == []


def test_of_two_bands_the_clearer_one_stays() -> None:
    low = FkDetection(100.0, 10.0, 1.0, 0.1, 0.01, 9.0, 0.3, 3.0, 5.0, (0.8, 2.0), 5.0)
    high = replace(low, time=101.0, score=8.0, band_hz=(2.5, 8.0))
    later = replace(low, time=110.0)
    assert merged([low, high, later]) == [high, later]


def test_bands_above_what_was_sampled_are_refused() -> None:
    with pytest.raises(UsageError, match="no band lies below"):
        fk_detections(_with_a_pulse(0.0, 0.1, 80.0, 1.0), bands=[(5.0, 30.0)])


@pytest.mark.parametrize(
    "cut", [0.0, *(pytest.param(cut, marks=pytest.mark.slow) for cut in (7.3, 11.7, 19.1))]
)
def test_arces_reference_detections_whenever_the_file_begins(shared: Path, cut: float) -> None:
    folder = shared / "monitoring/waveforms/arces_2010-01-22"
    recorded = read_waveforms(folder)
    found, _ = fk_detections(recorded, start=recorded.channels[0].start + cut)
    lines = (folder / "summary.txt").read_text().splitlines()
    for line in lines:
        time, azimuth, slowness = line.split()[:3]
        assert any(
            abs(each.time - epoch(time)) <= 2.0
            and abs(each.azimuth_deg - float(azimuth)) <= 8.0
            and abs(each.slowness_s_per_km - float(slowness)) <= 0.03
            for each in found
        ), line
    assert len(found) <= len(lines) + 4


def test_cmar_finds_nias_and_nothing_in_the_minutes_before(shared: Path) -> None:
    file = shared / "monitoring/waveforms/cmar/20050514/20050514T045948.ims"
    found, _ = fk_detections(read_waveforms(file), bands=[(0.8, 2.0)], step_s=1.0)
    # ak135 predicts P at 05:09:23 (SOURCE.txt); the file ends twelve seconds later.
    (nias,) = found
    assert abs(nias.time - epoch("2005-05-14T05:09:23")) < 6.0
    assert abs(nias.azimuth_deg - 191.9) < 5.0
