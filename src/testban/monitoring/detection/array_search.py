"""Arrivals of arrays: found by f-k analysis, timed and measured on the beam that is steered to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from testban.errors import UsageError, WaveformError
from testban.monitoring.arrays.beams import beam
from testban.monitoring.arrays.detections import FkDetection, fk_detections
from testban.monitoring.arrays.geometry import array_channels, arrays_in, centre
from testban.monitoring.detection.amplitude import amplitude
from testban.monitoring.detection.array_coda import one_for_each_signal, without_coda
from testban.monitoring.detection.picking import picked
from testban.monitoring.detection.records import Record, records
from testban.monitoring.detection.triggering import Trigger, in_bands
from testban.monitoring.model import Arrival, Station
from testban.monitoring.parameters import DetectionParameters
from testban.monitoring.waveforms import Channel, Recordings

__all__ = ["ArrayFound", "arrays_of", "search_arrays", "without_arrays"]

BEFORE_S, AFTER_S = 60.0, 15.0
"""What of a beam is looked at round a detection."""
SHARE = 0.5
"""The f-k analysis has detected: the beam need not rise by the whole threshold."""
MOST_DELAY_S = 30.0
"""A wave crosses a seismic array in less."""
INFRASOUND = "I"


@dataclass(frozen=True)
class ArrayFound:
    """What one array heard: its arrivals, where it stands, its elements, and what was left out."""

    station: Station
    elements: tuple[str, ...]
    reference: str
    arrivals: tuple[Arrival, ...] = ()
    left_out: tuple[str, ...] = ()


def without_arrays(recordings: Recordings, found: Iterable[ArrayFound]) -> Recordings:
    """The recordings less the elements of arrays: a wave that crosses an array is one arrival."""
    elements = {code for each in found for code in each.elements}
    left = tuple(channel for channel in recordings if channel.station not in elements)
    return replace(recordings, channels=left)


def arrays_of(recordings: Recordings) -> list[ArrayFound]:
    """Every array that recordings hold, where it stands and what its elements are, without a search."""
    found = []
    for name, members in arrays_in(recordings).items():
        # What is no array after all are stations; a search tells of it.
        with suppress(WaveformError):
            found.append(_standing(name, members, array_channels(members, name)[0]))
    return found


def _standing(name: str, members: Recordings, channels: tuple[Channel, ...]) -> ArrayFound:
    """An array at the middle of its channels, which the element nearest to it stands for."""
    place = centre(channels)
    nearest = min(channels, key=lambda c: _apart(c, place))
    return ArrayFound(
        Station(name, *place, nearest.elevation_m or 0.0, nearest.network),
        tuple(sorted({channel.station for channel in members})),
        nearest.station,
    )


def search_arrays(
    recordings: Recordings,
    settings: DetectionParameters,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[list[ArrayFound], list[str]]:
    """Search every array that recordings hold, seismic and infrasound ones; a line for each that cannot be."""
    found, left_out = [], []
    for name, members in arrays_in(recordings).items():
        try:
            found.append(_search(name, members, settings, progress))
        except (UsageError, WaveformError) as error:
            left_out.append(f"array {name} not searched as one: {error.what}")
    return found, left_out


def _search(
    name: str,
    members: Recordings,
    settings: DetectionParameters,
    progress: Callable[[int, int], None] | None,
) -> ArrayFound:
    channels, _, _ = array_channels(members, name)
    heard, results = fk_detections(members, array=name, progress=progress)
    notes = list(dict.fromkeys(note for result in results for note in result.notes))
    here = _standing(name, members, channels)
    place = here.station.latitude, here.station.longitude
    sound = bool(channels[0].pressure)
    if sound:
        arrivals = one_for_each_signal([each.arrival(name) for each in heard])
    else:
        timed = [_timed(each, name, channels, place, settings) for each in heard]
        # What no onset was found of on the beam has the time of its f-k window.
        arrivals, coda = without_coda(
            [(one, one.time != each.time) for one, each in zip(timed, heard, strict=True)]
        )
        if coda:
            notes.append(f"{coda} weak detections in the coda of stronger ones left out")
    phase = INFRASOUND if sound else None
    return replace(
        here,
        arrivals=tuple(_finished(each, phase, channels[0]) for each in arrivals),
        left_out=tuple(f"array {name}: {note}" for note in notes),
    )


def _finished(arrival: Arrival, phase: str | None, channel: Channel) -> Arrival:
    azimuth, slowness = arrival.azimuth_deg or 0.0, arrival.slowness_s_per_deg or 0.0
    return replace(
        arrival,
        phase=phase,
        channel=channel.code,
        network=channel.network or None,
        location=channel.location or None,
        azimuth_deg=round(azimuth, 2) % 360.0,
        slowness_s_per_deg=round(slowness, 3),
        snr=round(arrival.snr or 0.0, 2),
    )


def _apart(channel: Channel, place: tuple[float, float]) -> float:
    shrink = np.cos(np.radians(place[0]))
    north = (channel.latitude or 0.0) - place[0]
    return float(np.hypot(north, ((channel.longitude or 0.0) - place[1]) * shrink))


def _cut(channels: tuple[Channel, ...], start: float, end: float) -> list[Channel]:
    """The channels about a detection: delays are made by Fourier transforms, and a day is long."""
    return [
        replace(channel, segments=pieces)
        for channel in channels
        if (pieces := tuple(p for s in channel.segments if (p := s.between(start, end))))
    ]


def _timed(
    heard: FkDetection,
    name: str,
    channels: tuple[Channel, ...],
    place: tuple[float, float],
    settings: DetectionParameters,
) -> Arrival:
    """The arrival with its onset and amplitude on the beam; as the f-k analysis has it where none shows."""
    coarse = heard.arrival(name)
    start, end = heard.time - BEFORE_S, heard.time + AFTER_S
    steered = beam(
        _cut(channels, start - MOST_DELAY_S, end + MOST_DELAY_S),
        heard.azimuth_deg,
        heard.slowness_s_per_km,
        place=place,
        start=start,
        end=end,
        station=name,
    )
    best: tuple[Record, Trigger] | None = None
    for record in records(steered, settings):
        for trigger in in_bands(record, settings, settings.sigmas * SHARE):
            near = abs(trigger.start - heard.time) <= heard.window_s
            if near and (best is None or trigger.strength > best[1].strength):
                best = record, trigger
    if best is None:
        return coarse
    record, trigger = best
    pick = picked(record, trigger, settings)
    if pick is None or abs(pick[0] - heard.time) > heard.window_s:
        return coarse
    time, sd = pick
    size = amplitude(record, time, settings)
    return replace(
        coarse,
        time=time,
        time_uncertainty_s=round(sd, 3),
        snr=round(max(trigger.snr, heard.snr), 2),
        amplitude_nm=size[0] if size else None,
        period_s=size[1] if size else None,
    )
