"""Ends of a record that were faded in or out are no signals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from testban.monitoring.detection.tapers import tapered, without_tapers
from testban.monitoring.waveforms import Segment


def segment(rate: float, seconds: float, seed: int = 0) -> Segment:
    """Noise above the microseism, twenty times as large, of six seconds."""
    rng = np.random.default_rng(seed)
    time = np.arange(round(seconds * rate)) / rate
    swell = 20 * np.sin(2 * np.pi * time / 6 + rng.uniform(0, 6)) * (1 + 0.5 * np.sin(time / 11))
    return Segment(1e9, rate, rng.normal(size=len(time)) + swell)


def faded(given: Segment, share: float, straight: bool = False) -> Segment:
    n = round(share * len(given.samples))
    ramp = (np.arange(n) + 0.5) / n
    if not straight:
        ramp = 0.5 * (1 - np.cos(np.pi * ramp))
    size = np.ones(len(given.samples))
    size[:n], size[-n:] = ramp, ramp[::-1]
    return Segment(given.start, given.rate, given.samples * size)


@pytest.mark.parametrize("rate", [20.0, 40.0, 100.0])
@pytest.mark.parametrize(("seconds", "share"), [(60.0, 0.05), (480.0, 0.05), (3600.0, 0.05)])
@pytest.mark.parametrize("straight", [False, True])
def test_tapered_ends_are_left_out(
    rate: float, seconds: float, share: float, straight: bool
) -> None:
    given = faded(segment(rate, seconds), share, straight)
    kept = without_tapers(given)
    for cut in (kept.start - given.start, given.end - kept.end):
        assert 0.3 * share * seconds <= cut <= 1.8 * share * seconds + 4


@pytest.mark.parametrize("rate", [20.0, 50.0])
@pytest.mark.parametrize("shares", [(0.05, 0.025), (0.02, 0.025), (0.1, 0.05, 0.025)])
def test_ends_that_were_tapered_more_than_once_are_left_out(
    rate: float, shares: tuple[float, ...]
) -> None:
    """As where somebody tapers and then removes the response, which tapers again, and filters: a foot is left."""
    for seed in range(10):
        given = segment(rate, 360.0, seed)
        for share in shares:
            given = faded(given, share)
        foot = np.random.default_rng(seed).normal(0, 1e-4, len(given.samples))
        kept = without_tapers(Segment(given.start, rate, given.samples + foot))
        for cut in (kept.start - given.start, given.end - kept.end):
            # What is left of the taper is more than a third of what follows, and rises by less than is heard.
            assert 0.5 * max(shares) * 360.0 <= cut <= 1.5 * sum(shares) * 360.0


def test_tapered_ends_in_whole_counts_are_left_out() -> None:
    given = faded(segment(20.0, 360.0), 0.05)
    kept = without_tapers(replace(given, samples=np.round(5 * given.samples)))
    assert 9.0 <= kept.start - given.start <= 27.0


@pytest.mark.parametrize("rate", [5.0, 20.0, 100.0])
def test_noise_that_was_not_tapered_loses_seconds_at_most(rate: float) -> None:
    given = [segment(rate, 400.0, seed) for seed in range(100)]
    kept = [without_tapers(each) for each in given]
    assert sum(map(tapered, given)) <= 8
    assert max(b.start - a.start for a, b in zip(given, kept, strict=True)) < 10.0


def test_an_event_soon_after_the_beginning_is_no_taper() -> None:
    given = segment(20.0, 400.0)
    samples = given.samples.copy()
    after = np.arange(len(samples) - 200) / 20.0
    samples[200:] += 400 * np.exp(-after / 30) * np.sin(2 * np.pi * 2 * after)
    found = without_tapers(Segment(given.start, 20.0, samples))
    assert found.start - given.start < 8.0
