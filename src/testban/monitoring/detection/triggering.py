"""Triggers of one record in all bands, and their grouping into detections."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from testban.monitoring.detection.bands import Filter, band_pass
from testban.monitoring.detection.kernel import block_power, triggers
from testban.monitoring.detection.records import Record
from testban.monitoring.parameters import DetectionParameters

__all__ = ["Trigger", "grouped", "in_bands"]

AT_ONCE_S = 1.5
"""A wave rises within so many seconds in all the bands that show it."""
QUIET, MEDIAN_STEP = 1e-2, 8
"""Less than such a share of a record's usual power is no noise, but a stretch without signal."""


@dataclass(frozen=True)
class Trigger:
    """A rise of power in one band.

    `snr` is of amplitudes; `strength` is the logarithm of the power over the noise in units of the
    threshold: 1 is just enough. `bands` counts the bands that rose with it, `group` are the
    triggers of all of them. It rises `alone` where no other band does within `AT_ONCE_S`, as noise does.
    """

    start: float
    end: float
    peak: float
    snr: float
    strength: float
    band: Filter
    bands: int = 1
    alone: bool = False
    group: tuple[Trigger, ...] = ()


def in_bands(record: Record, settings: DetectionParameters, sigmas: float) -> list[Trigger]:
    """All triggers of a record in the bands of the settings, in order of time."""
    found: list[Trigger] = []
    for low, high in settings.bands_hz:
        band = band_pass(low, high, record.rate_hz)
        if band is not None:
            found += _triggers(record, band, settings, sigmas)
    found.sort(key=lambda trigger: trigger.start)
    return [replace(each, alone=_alone(i, found)) for i, each in enumerate(found)]


def _alone(place: int, found: Sequence[Trigger]) -> bool:
    """Whether no trigger near one, in order of time, is of another band."""
    one = found[place]
    for step in (-1, 1):
        i = place + step
        while 0 <= i < len(found) and abs(found[i].start - one.start) <= AT_ONCE_S:
            if found[i].band.band_hz != one.band.band_hz:
                return False
            i += step
    return True


def _triggers(
    record: Record, band: Filter, settings: DetectionParameters, sigmas: float
) -> Iterable[Trigger]:
    block = max(1, round(settings.block_s * record.rate_hz))
    step = block / record.rate_hz
    low, high = band.band_hz
    if len(record.data) < block:
        return
    power = block_power(record.data, band.sections, band.step * record.data[0], block)
    # An exponential average over τ has the scatter of 2τ of noise; of power, each of 2B values a second
    # has a relative variance of 2.
    floor_sd = math.sqrt(1.0 / ((high - low) * 2 * settings.short_s))
    rows = triggers(
        power,
        settings.short_s / step,
        _blocks(settings.long_s, step),
        _blocks(settings.gap_s, step),
        _blocks(settings.coda_s, step),
        _blocks(settings.hold_s, step),
        _blocks(settings.settle_s, step),
        floor_sd,
        sigmas,
        2 * math.log(settings.least_snr),
        2 * math.log(settings.off_snr),
        float(np.median(power[::MEDIAN_STEP])) * QUIET,
    )
    for first, last, peak, log_ratio, threshold in rows:
        yield Trigger(
            record.start + first * step,
            record.start + (last + 1) * step,
            record.start + (peak + 1) * step,
            math.exp(log_ratio / 2),
            float(log_ratio / threshold),
            band,
        )


def _blocks(seconds: float, step: float) -> int:
    return max(1, round(seconds / step))


def grouped(
    found: Iterable[Trigger], within_s: float, least_bands: int, least_strength: float
) -> list[Trigger]:
    """The strongest trigger of each group that starts within so many seconds.

    A group of fewer bands or of less strength is noise: bands overlap, and a signal fills several.
    """
    groups: list[list[Trigger]] = []
    for trigger in sorted(found, key=lambda trigger: trigger.start):
        if groups and trigger.start - groups[-1][0].start <= within_s:
            groups[-1].append(trigger)
        else:
            groups.append([trigger])
    strongest = [
        replace(
            max(group, key=lambda trigger: trigger.strength),
            bands=len({trigger.band.band_hz for trigger in group}),
            group=tuple(group),
        )
        for group in groups
    ]
    return [
        trigger
        for trigger in strongest
        if trigger.bands >= least_bands and trigger.strength >= least_strength
    ]
