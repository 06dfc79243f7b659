"""From recordings to arrivals."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from testban.monitoring.detection.amplitude import amplitude
from testban.monitoring.detection.array_search import ArrayFound, search_arrays, without_arrays
from testban.monitoring.detection.picking import picked
from testban.monitoring.detection.polarisation import Polarisation, polarisation
from testban.monitoring.detection.records import Instrument, Record, instruments
from testban.monitoring.detection.triggering import Trigger, grouped, in_bands
from testban.monitoring.model import Arrival
from testban.monitoring.parameters import DetectionParameters, Parameters, load_parameters
from testban.monitoring.waveforms import Recordings, from_obspy
from testban.monitoring.waveforms.episodes import episodes

__all__ = [
    "QUESTIONABLE", "Detections", "Progress", "arrival_of", "detect", "detect_all", "detect_episode",
]  # fmt: skip

QUESTIONABLE = "q"
"""Of an onset (IMS1.0's code): it is weak and rises in one band alone, as noise does."""
WEAK_SNR = 5.0
"""What is fewer times as large as the noise is weak."""

Progress = Callable[[int, int, str], None]
"""Called with what is done, of how many (0 where nobody knows), and of what."""


@dataclass(frozen=True)
class Detections:
    """Arrivals in order of time, how many vertical records were searched, and what was left out."""

    arrivals: tuple[Arrival, ...]
    records: int
    left_out: tuple[str, ...] = ()
    arrays: tuple[ArrayFound, ...] = ()


def detect(
    recordings: Any, inventory: Any = None, parameters: Parameters | None = None
) -> list[Arrival]:
    """The arrivals that recordings show, in order of time.

    Every vertical channel is searched in several bands against the noise before; onsets are refined
    by Akaike's criterion; triggers that belong together, and those of several instruments at one
    station, are one arrival. Arrays are searched by f-k analysis: what crosses one is one arrival, with
    the azimuth and slowness of the f-k peak, timed on the beam that is steered to it; infrasound is named I.
    Amplitude and period are those of mb; azimuth and slowness of other stations are of the polarisation
    where three components allow it.

    Parameters
    ----------
    recordings
        `Recordings`, or an ObsPy `Stream`; what its headers say of an event is not read.
    inventory
        Of a stream: an ObsPy `Inventory`, or what `read_waveforms` takes. Without a response there
        is no amplitude.
    parameters
        The shipped ones where None.

    Raises
    ------
    WaveformError
        Nothing in the stream can be used.
    """
    return list(detect_all(recordings, inventory, parameters).arrivals)


def detect_all(
    recordings: Any,
    inventory: Any = None,
    parameters: Parameters | None = None,
    progress: Progress | None = None,
) -> Detections:
    """`detect`, with what was left out.

    What no station recorded parts for an hour is searched by itself: all elements of an array are laid side by
    side, and years between two recordings would fill any memory. `progress` is called with what is done, of how
    many, and of what.
    """
    settings = (parameters or load_parameters()).detection
    given = recordings if isinstance(recordings, Recordings) else from_obspy(recordings, inventory)
    # Whoever read recordings was told of them then.
    told = () if given is recordings else given.told()
    parts = [detect_episode(each, settings, progress) for each in episodes(given)]
    return Detections(
        tuple(arrival for part in parts for arrival in part.arrivals),
        sum(part.records for part in parts),
        tuple(dict.fromkeys([*told, *(line for part in parts for line in part.left_out)])),
        tuple(array for part in parts for array in part.arrays),
    )


def detect_episode(
    recordings: Recordings,
    settings: DetectionParameters,
    progress: Progress | None = None,
    arrays: Sequence[ArrayFound] | None = None,
) -> Detections:
    """What recordings without a long silence of all stations show.

    `arrays` are what an earlier search of them found, which does not depend on the thresholds.
    """
    unsearched: Sequence[str] = ()
    if arrays is None:
        arrays, unsearched = search_arrays(recordings, settings, _of(progress, "windows"))
    groups, left_out = instruments(without_arrays(recordings, arrays), settings)
    arrivals: list[Arrival] = []
    for done, instrument in enumerate(groups):
        arrivals += _of_instrument(instrument, settings)
        if progress:
            progress(done + 1, len(groups), "instruments")
    single = _one_for_each_station(arrivals, settings.group_s)
    heard = _one_for_each_station(
        (arrival for each in arrays for arrival in each.arrivals), settings.group_s
    )
    merged = sorted([*single, *heard], key=lambda arrival: (arrival.time, arrival.station))
    count = sum(len(each.verticals) for each in groups)
    count += sum(len(each.elements) for each in arrays)
    told = (*left_out, *unsearched, *(line for each in arrays for line in each.left_out))
    return Detections(tuple(merged), count, told, tuple(arrays))


def _of(progress: Progress | None, what: str) -> Callable[[int, int], None] | None:
    return None if progress is None else lambda done, total: progress(done, total, what)


def _of_instrument(instrument: Instrument, settings: DetectionParameters) -> Iterable[Arrival]:
    first: list[Arrival] = []
    for record in instrument.verticals:
        for trigger in _heard(record, settings, settings.sigmas):
            arrival = arrival_of(record, trigger, instrument.horizontals, settings)
            if arrival is not None:
                first.append(arrival)
    yield from first
    yield from _shear(instrument, first, settings)


def _shear(
    instrument: Instrument, first: Sequence[Arrival], settings: DetectionParameters
) -> Iterable[Arrival]:
    """What only horizontal channels show, in the minutes after something on the vertical one."""
    found = [
        arrival
        for record in instrument.horizontals
        for trigger in _heard(record, settings, settings.shear_sigmas)
        if (arrival := arrival_of(record, trigger, (), settings, False)) is not None
    ]
    for arrival in _one_for_each_station(found, settings.group_s):
        late = [arrival.time - each.time for each in first]
        near = any(abs(seconds) <= settings.group_s for seconds in late)
        after = any(settings.group_s < seconds <= settings.shear_s for seconds in late)
        if (after and not near) or not instrument.verticals:
            yield arrival


def _heard(record: Record, settings: DetectionParameters, sigmas: float) -> list[Trigger]:
    found = in_bands(record, settings, sigmas)
    return grouped(found, settings.group_s, settings.least_bands, settings.least_strength)


def arrival_of(
    record: Record,
    trigger: Trigger,
    horizontals: Sequence[Record],
    settings: DetectionParameters,
    vertical: bool = True,
) -> Arrival | None:
    """The arrival that a trigger stands for; None where no onset can be found."""
    pick = picked(record, trigger, settings)
    if pick is None:
        return None
    time, sd = pick
    size = amplitude(record, time, settings) if vertical else None
    motion = _azimuth(record, horizontals, time, trigger, settings)
    arrival = Arrival(
        station=record.station,
        time=time,
        channel=record.channel,
        network=record.network or None,
        location=record.location or None,
        time_uncertainty_s=round(sd, 3),
        snr=round(trigger.snr, 2),
        onset=QUESTIONABLE if trigger.alone and trigger.snr < WEAK_SNR else None,
        amplitude_nm=size[0] if size else None,
        period_s=size[1] if size else None,
    )
    if motion is None:
        return arrival
    # What bends the ray by some degrees turns a steep one anywhere.
    tilt = settings.tilt_sd_deg / max(math.sin(math.radians(motion.incidence_deg)), 1e-3)
    azimuth_sd = math.hypot(motion.azimuth_uncertainty_deg, tilt)
    if azimuth_sd > settings.azimuth_most_sd_deg:
        return arrival
    slowness_sd = math.hypot(motion.slowness_uncertainty_s_per_deg, settings.slowness_sd_s_per_deg)
    return replace(
        arrival,
        azimuth_deg=round(motion.azimuth_deg, 1),
        azimuth_uncertainty_deg=round(azimuth_sd, 1),
        slowness_s_per_deg=round(motion.slowness_s_per_deg, 2),
        slowness_uncertainty_s_per_deg=round(slowness_sd, 2),
    )


def _azimuth(
    record: Record,
    horizontals: Sequence[Record],
    time: float,
    trigger: Trigger,
    settings: DetectionParameters,
) -> Polarisation | None:
    if len(horizontals) < 2:
        return None
    found = polarisation(
        record, horizontals, time, trigger.band.band_hz, settings.polarisation_window_s
    )
    if found is None or found.rectilinearity < settings.rectilinearity:
        return None
    return found if found.incidence_deg <= settings.incidence_deg else None


def _one_for_each_station(found: Iterable[Arrival], within_s: float) -> list[Arrival]:
    """Of arrivals at one station within so many seconds, the one with the best ratio to the noise."""
    kept: dict[str, list[Arrival]] = {}
    for arrival in sorted(found, key=lambda arrival: (-(arrival.snr or 0), arrival.time)):
        others = kept.setdefault(arrival.station, [])
        if all(abs(arrival.time - other.time) > within_s for other in others):
            others.append(arrival)
    return sorted(
        (arrival for each in kept.values() for arrival in each),
        key=lambda arrival: (arrival.time, arrival.station),
    )
