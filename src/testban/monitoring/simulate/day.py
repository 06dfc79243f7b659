"""A network's day, made up: sources, what each station hears of them, noise, and the truth.

An exercise for programs that turn arrivals into events. What is simulated is assumed, not measured:
amplitudes fall off by the table of Veith and Clawson, noise and errors are those of `network.Kind`,
secondary phases are weaker than P by what `PHASES` says. Everything follows from the seed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from testban.monitoring.magnitude.attenuation import veith_clawson_q
from testban.monitoring.model import Arrival, Event, Magnitude, Origin
from testban.monitoring.simulate.network import Sensor
from testban.monitoring.simulate.sources import (
    Explosion,
    Region,
    Source,
    earthquakes,
    explosion_magnitude,
)
from testban.monitoring.sphere import distance_azimuth

__all__ = ["PHASES", "Exercise", "Outage", "Settings", "simulate_day"]


@dataclass(frozen=True, slots=True)
class Phase:
    """Where a phase is heard (degrees), and log10 of its amplitude against what P would have."""

    name: str
    from_deg: float
    to_deg: float
    log_amplitude: float


PHASES = (
    Phase("Pg", 0.0, 4.0, 0.0),
    Phase("Pn", 1.5, 18.0, 0.0),
    Phase("P", 12.0, 98.0, 0.0),
    Phase("PKPdf", 115.0, 180.0, -0.3),
    Phase("PKPbc", 145.0, 153.0, 0.1),
    Phase("PKiKP", 105.0, 115.0, -0.8),
    Phase("pP", 25.0, 95.0, -0.8),
    Phase("sP", 25.0, 95.0, -0.9),
    Phase("PcP", 30.0, 70.0, -1.0),
    Phase("ScP", 30.0, 60.0, -1.1),
    Phase("Sn", 2.0, 14.0, -0.3),
    Phase("Lg", 1.5, 14.0, 0.0),
    Phase("S", 18.0, 80.0, -1.1),
)
"""Assumed: a ladder of what bulletins report."""

_SHEAR = frozenset({"S", "Sn", "Lg"})
# Depth phases of a source so shallow cannot be told from P.
_OVERHEAD, _OVERHEAD_KM = frozenset({"pP", "sP"}), 15.0


@dataclass(frozen=True, slots=True)
class Settings:
    """What an exercise is made with.

    Attributes
    ----------
    events, days, start
        How many earthquakes from `least_mb` on, in so many days from `start` (seconds since 1970).
    noise_per_station_day
        False arrivals at each station and day that belong to no event.
    least_mb, b_value
        The smallest magnitude, and the slope of the law of magnitudes.
    region
        Where all earthquakes are; None: the whole Earth.
    detection_snr, detection_sd
        The signal-to-noise ratio that is detected every second time, and the standard deviation of
        its logarithm.
    time_sd_s, late_share
        Of the pick and the Earth together at a good signal; the share of onsets read late.
    coda_per_arrival
        False arrivals in the coda of each true one.
    outage_share, outage_hours
        The share of stations that fail once a day, and for how many hours on average.
    error_scale
        Multiplies all errors of time, azimuth and slowness.
    """

    events: int = 150
    days: float = 1.0
    start: float = 1893456000.0
    noise_per_station_day: float = 60.0
    seed: int = 0
    least_mb: float = 3.5
    b_value: float = 1.0
    detection_snr: float = 3.0
    detection_sd: float = 0.35
    time_sd_s: float = 0.8
    late_share: float = 0.1
    coda_per_arrival: float = 0.15
    outage_share: float = 0.05
    outage_hours: float = 4.0
    error_scale: float = 1.0
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class Outage:
    """A station recorded nothing from `start` to `end` (seconds since 1970)."""

    station: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Exercise:
    """Arrivals without names, the events that they came from, and when stations were silent."""

    arrivals: tuple[Arrival, ...]
    truth: tuple[Event, ...]
    outages: tuple[Outage, ...]
    settings: Settings


def simulate_day(
    network: Sequence[Sensor],
    travel_times: Any,
    settings: Settings | None = None,
    explosions: Iterable[Explosion] = (),
) -> Exercise:
    """An exercise; the same seed, network and settings give the same one.

    Parameters
    ----------
    network
        See `testban.monitoring.simulate.network.sensors`.
    travel_times
        A `testban.monitoring.TravelTimes`.
    """
    settings = settings or Settings()
    rng = np.random.default_rng(settings.seed)
    seconds = settings.days * 86400.0
    sources = [
        *earthquakes(
            rng, settings.events, settings.start, seconds,
            least=settings.least_mb, b=settings.b_value, region=settings.region,
        ),
        *(_exploded(rng, each, settings.start, seconds) for each in explosions),
    ]  # fmt: skip
    sources.sort(key=lambda source: source.time)
    outages = list(_outages(rng, network, settings))
    silent: dict[str, list[Outage]] = {}
    for outage in outages:
        silent.setdefault(outage.station, []).append(outage)
    heard: list[tuple[int | None, Arrival]] = []
    for index, source in enumerate(sources):
        heard += [
            (index, arrival) for arrival in _heard(rng, source, network, travel_times, settings)
        ]
    heard += [
        (None, arrival) for _, first in list(heard) for arrival in _coda(rng, first, settings)
    ]
    heard += [(None, arrival) for arrival in _noise(rng, network, settings)]
    kept = sorted(
        (pair for pair in heard if _recorded(pair[1], silent)),
        key=lambda p: (p[1].time, p[1].station),
    )
    named = [
        (index, replace(arrival, arrival_id=str(number)))
        for number, (index, arrival) in enumerate(kept, start=1)
    ]
    of: dict[int, list[Arrival]] = {number: [] for number in range(len(sources))}
    for owner, arrival in named:
        if owner is not None:
            of[owner].append(arrival)
    truth = tuple(_event(number, source, of[number]) for number, source in enumerate(sources))
    blind = tuple(replace(arrival, phase=None) for _, arrival in named)
    return Exercise(blind, truth, tuple(outages), settings)


def _exploded(
    rng: np.random.Generator, explosion: Explosion, start: float, seconds: float
) -> Source:
    time = start + float(rng.uniform(0, seconds)) if explosion.time is None else explosion.time
    size = explosion_magnitude(explosion.yield_kt)
    return Source(time, explosion.latitude, explosion.longitude, 0.0, size, "explosion")


def _outages(
    rng: np.random.Generator, network: Sequence[Sensor], settings: Settings
) -> Iterator[Outage]:
    for sensor in network:
        for day in range(math.ceil(settings.days)):
            if rng.random() < settings.outage_share:
                begin = settings.start + (day + rng.random()) * 86400.0
                length = rng.exponential(settings.outage_hours * 3600.0)
                yield Outage(sensor.station.code, begin, begin + length)


def _recorded(arrival: Arrival, silent: dict[str, list[Outage]]) -> bool:
    return not any(
        outage.start <= arrival.time <= outage.end for outage in silent.get(arrival.station, ())
    )


def _heard(
    rng: np.random.Generator,
    source: Source,
    network: Sequence[Sensor],
    travel_times: Any,
    settings: Settings,
) -> Iterator[Arrival]:
    """What the network detects of one source, with its errors."""
    for sensor in network:
        place = sensor.station
        distance, back = distance_azimuth(
            place.latitude, place.longitude, source.latitude, source.longitude
        )
        # One scatter for the path and the site: phases of one source are weak or strong together.
        site = rng.normal(0, settings.detection_sd)
        for phase in PHASES:
            if not phase.from_deg <= distance <= phase.to_deg:
                continue
            if phase.name in _OVERHEAD and source.depth_km < _OVERHEAD_KM:
                continue
            predicted = travel_times.predict(phase.name, distance, source.depth_km)
            seconds = float(predicted.time_s)
            if not math.isfinite(seconds):
                continue
            log_ratio = _log_amplitude(source, distance) + phase.log_amplitude - sensor.noise_log_nm
            log_ratio += site + rng.normal(0, 0.15)
            if log_ratio < math.log10(settings.detection_snr):
                continue
            slowness = float(predicted.slowness_s_per_deg)
            yield _measured(
                rng, sensor, phase.name, source.time + seconds, back, slowness, log_ratio, settings
            )


def _log_amplitude(source: Source, distance_deg: float) -> float:
    """log10 of A/T in nm of P at a distance.

    Beyond 105 degrees by the table's last value; nearer than 20 by the same slope as regional
    amplitudes have there (the table is uncertain below).
    """
    near = max(distance_deg, 20.0)
    q = veith_clawson_q(min(near, 105.0), source.depth_km)
    if distance_deg < near:
        q -= 1.5 * math.log10(near / max(distance_deg, 0.1))
    return source.mb - q


def _measured(
    rng: np.random.Generator,
    sensor: Sensor,
    phase: str,
    time: float,
    azimuth: float,
    slowness: float,
    log_ratio: float,
    settings: Settings,
) -> Arrival:
    """An arrival as a station would report it: time, direction and size with their errors."""
    ratio = 10.0**log_ratio
    # Weak signals are measured worse, down to three times.
    weak = min(max((10.0 / ratio) ** 0.5, 1.0), 3.0)
    shear = 2.5 if phase in _SHEAR else 1.0
    time_sd = settings.time_sd_s * settings.error_scale * shear
    error = rng.normal(0, time_sd * (0.5 + 0.5 * weak))
    if rng.random() < settings.late_share:
        error += rng.exponential(1.5 * shear * settings.error_scale)
    azimuth_sd = sensor.kind.azimuth_sd_deg * weak * settings.error_scale
    slowness_sd = sensor.kind.slowness_sd_s_per_deg * weak * settings.error_scale
    period = float(np.clip(rng.lognormal(math.log(0.8), 0.25), 0.3, 3.0))
    size = 10.0 ** (log_ratio + sensor.noise_log_nm) * period
    return Arrival(
        station=sensor.station.code,
        time=round(time + error, 3),
        phase=phase,
        time_uncertainty_s=round(settings.time_sd_s * (0.5 + 0.5 * weak), 2),
        azimuth_deg=round((azimuth + rng.normal(0, azimuth_sd)) % 360.0, 1),
        azimuth_uncertainty_deg=round(sensor.kind.azimuth_sd_deg * weak, 1),
        slowness_s_per_deg=round(abs(slowness + rng.normal(0, slowness_sd)), 2),
        slowness_uncertainty_s_per_deg=round(sensor.kind.slowness_sd_s_per_deg * weak, 2),
        snr=round(ratio, 1),
        amplitude_nm=round(size, 3),
        period_s=round(period, 2),
    )


def _coda(rng: np.random.Generator, first: Arrival, settings: Settings) -> Iterator[Arrival]:
    """False arrivals after a true one: from its direction or scattered, and weaker."""
    for _ in range(int(rng.poisson(settings.coda_per_arrival))):
        strength = float(rng.uniform(0.2, 0.7))
        scattered = rng.random() < 0.3
        spread = 180.0 if scattered else 15.0
        azimuth = (first.azimuth_deg or 0.0) + rng.uniform(-spread, spread)
        yield replace(
            first,
            time=round(first.time + float(rng.uniform(5.0, 90.0)), 3),
            azimuth_deg=round(azimuth % 360.0, 1),
            slowness_s_per_deg=round((first.slowness_s_per_deg or 8.0) * rng.uniform(0.7, 1.6), 2),
            snr=round(max((first.snr or 3.0) * strength, settings.detection_snr), 1),
            amplitude_nm=round((first.amplitude_nm or 1.0) * strength, 3),
        )


def _noise(
    rng: np.random.Generator, network: Sequence[Sensor], settings: Settings
) -> Iterator[Arrival]:
    """Arrivals of no event: quarries and surf near by, and what looks like a distant P."""
    for sensor in network:
        for _ in range(int(rng.poisson(settings.noise_per_station_day * settings.days))):
            local = rng.random() < 0.6
            slowness = rng.uniform(12.0, 40.0) if local else rng.uniform(2.0, 12.0)
            log_ratio = math.log10(settings.detection_snr) + rng.exponential(0.2)
            time = settings.start + rng.uniform(0, settings.days * 86400.0)
            azimuth = rng.uniform(0, 360)
            yield _measured(rng, sensor, "N", time, azimuth, slowness, log_ratio, settings)


def _event(number: int, source: Source, arrivals: list[Arrival]) -> Event:
    origin = Origin(
        source.time, source.latitude, source.longitude, source.depth_km, author="simulated"
    )
    size = Magnitude("mb", round(source.mb, 2), None, 0, method="simulated", author="simulated")
    return Event(f"{number + 1}", origin, tuple(arrivals), (size,), name=source.kind)
