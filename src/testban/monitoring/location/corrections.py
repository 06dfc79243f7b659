"""What is added to the times, azimuths and slownesses that a velocity model predicts.

Always the flattening of the Earth and the heights of stations; and whatever plugs in through
`testban.monitoring.traveltimes.Correction`: terms of stations, slowness-azimuth corrections, corrections
by source, another model for a region. They are made anew as the place moves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.location.data import AZIMUTH_SD, SLOWNESS_SD, Data, Prepared
from testban.monitoring.location.geometry import place, rays
from testban.monitoring.location.inversion import predicted
from testban.monitoring.location.naming import as_named
from testban.monitoring.location.phases import PHASES
from testban.monitoring.location.times import TravelTimesLike, tables
from testban.monitoring.traveltimes.corrections import Correction, RayPath, Shift, total
from testban.monitoring.words import counted

__all__ = ["Corrected", "before_any_place", "corrected"]


@dataclass(frozen=True)
class Corrected:
    """The data with azimuths, slownesses and model errors as corrected, what is added to each predicted time
    (s), and how many times and directions the plugged-in corrections changed."""

    data: Data
    seconds: NDArray[np.float64]
    times: int = 0
    directions: int = 0

    @property
    def note(self) -> str:
        """What the plugged-in corrections changed, in words."""
        turned = counted(self.directions, "arrival")
        return f"corrections changed {counted(self.times, 'time')} and the azimuth or slowness of {turned}"


def before_any_place(prepared: Prepared, corrections: Sequence[Correction]) -> Data:
    """The data with azimuths and slownesses corrected for the station alone: nothing is known of the source."""
    if not corrections:
        return prepared.data
    data = prepared.data
    unknown = np.full(len(data.time), math.nan)
    paths = _paths(prepared, [""] * len(unknown), (math.nan, math.nan, math.nan), unknown,
                   data.azimuth, data.slowness)  # fmt: skip
    return _turned(data, [total(corrections, path) for path in paths])


def corrected(
    source: TravelTimesLike,
    prepared: Prepared,
    corrections: Sequence[Correction],
    state: NDArray[np.float64],
    phases: NDArray[np.int64],
) -> Corrected:
    """What is corrected for an event at a state, by the phases that its arrivals are taken for."""
    data = prepared.data
    n = len(data.time)
    ray = rays(state, data.station)
    latitude, longitude = place(state[:3])
    _, jacobian, _ = predicted(data, tables(source), state, phases, np.zeros(n))
    slowness = np.hypot(jacobian[:n, 1], jacobian[:n, 2])
    seconds = np.zeros(n)
    for p in np.unique(phases[phases >= 0]):
        at = phases == p
        seconds[at] = source.ellipticity_s(
            PHASES[p], ray[at, 0], state[4], latitude, ray[at, 1]
        ) + source.elevation_s(PHASES[p], slowness[at], prepared.elevation_m[at])
    seconds = np.nan_to_num(seconds)
    if not corrections:
        return Corrected(data, seconds)
    named = as_named(prepared, data, tables(source), state, phases, seconds)
    names = [PHASES[p] if p >= 0 else "" for p in named]
    back = np.array([rays(where, state[None, :3])[0, 1] for where in data.station])
    paths = _paths(
        prepared,
        names,
        (latitude, longitude, float(state[4])),
        ray[:, 0],
        np.where(np.isnan(data.azimuth), back, data.azimuth),
        np.where(np.isnan(data.slowness), slowness, data.slowness),
    )
    shifts = [total(corrections, path) for path in paths]
    turned = _turned(data, shifts)
    model = np.array([math.nan if s.time_error_s is None else s.time_error_s for s in shifts])
    added = np.array([s.time_s for s in shifts])
    return Corrected(
        turned._replace(model_sd=model),
        seconds + added,
        int(np.count_nonzero(added)),
        sum(
            bool((s.azimuth_deg and az == az) or (s.slowness_s_per_deg and slow == slow))
            for s, az, slow in zip(shifts, data.azimuth, data.slowness, strict=True)
        ),
    )


def _paths(
    prepared: Prepared,
    phases: Sequence[str],
    source: tuple[float, float, float],
    distance: NDArray[np.float64],
    azimuth: NDArray[np.float64],
    slowness: NDArray[np.float64],
) -> list[RayPath]:
    rows = zip(prepared.stations, phases, distance, azimuth, slowness, strict=True)
    return [
        RayPath(code, phase, *source, float(degrees), float(seaz), float(slow))
        for code, phase, degrees, seaz, slow in rows
    ]


def _turned(data: Data, shifts: Sequence[Shift]) -> Data:
    """Shifts are of predictions: taken from what was measured they do the same.

    A correction that says how uncertain it leaves an azimuth or slowness adds that to the uncertainty which
    this came with; where it came with none, it takes the place of the usual one.
    """
    errors = np.array(
        [
            [
                math.nan if e is None else e
                for e in (s.azimuth_error_deg, s.slowness_error_s_per_deg)
            ]
            for s in shifts
        ]
    ).reshape(len(shifts), 2)
    return data._replace(
        azimuth=(data.azimuth - np.array([s.azimuth_deg for s in shifts])) % 360.0,
        azimuth_sd=_combined(data.azimuth_sd, errors[:, 0], AZIMUTH_SD),
        slowness=np.maximum(data.slowness - np.array([s.slowness_s_per_deg for s in shifts]), 0.0),
        slowness_sd=_combined(data.slowness_sd, errors[:, 1], SLOWNESS_SD),
    )


def _combined(
    reading: NDArray[np.float64], structure: NDArray[np.float64], usual: float
) -> NDArray[np.float64]:
    both = np.where(reading == usual, structure, np.hypot(reading, structure))
    return np.asarray(np.where(np.isnan(structure), reading, both))
