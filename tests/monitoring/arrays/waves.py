"""Plane waves over an array, made by the definition of one and not by the code under test."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.stations import load_stations
from testban.monitoring.waveforms import Channel, Recordings, Segment

START = 1_264_125_888.0


def recordings(
    azimuth: float,
    slowness: float,
    *,
    noise: float = 0.3,
    rate: float = 40.0,
    seconds: float = 40.0,
    late: float = 0.0,
    seed: int = 1,
    array: str = "ARCES",
    code: str = "SHZ",
) -> Recordings:
    """A wave of one to six hertz that fills a recording of an IMS array, and noise of its own at each."""
    rng = np.random.default_rng(seed)
    elements = load_stations("ims").elements(array)
    tones = rng.uniform(1.0, 6.0, 60), rng.uniform(0, 2 * np.pi, 60)
    angle = np.radians(azimuth)
    channels = []
    for number, each in enumerate(elements):
        # Kilometres on a sphere, by hand: good to a metre over three kilometres.
        east = (
            (each.longitude - elements[0].longitude) * 111.412 * np.cos(np.radians(each.latitude))
        )
        north = (each.latitude - elements[0].latitude) * 111.57
        early = slowness * (east * np.sin(angle) + north * np.cos(angle))
        start = START + late * number
        time = start - START + np.arange(int(seconds * rate)) / rate
        samples = _wave(time + early, tones) + rng.normal(0, noise, len(time))
        channels.append(
            Channel("IM", each.code, "", code, rate, (Segment(start, rate, samples),),
                    each.latitude, each.longitude, each.elevation_m)
        )  # fmt: skip
    return Recordings(tuple(channels))


def _wave(
    time: NDArray[np.float64], tones: tuple[NDArray[np.float64], NDArray[np.float64]]
) -> NDArray[np.float64]:
    found = np.zeros_like(time)
    for frequency, phase in zip(*tones, strict=True):
        found += np.sin(2 * np.pi * frequency * time + phase)
    return found / 5.0
