"""Arrivals as arrays: what the inner loops read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.location.geometry import unit_vector
from testban.monitoring.location.left_out import (
    REPEATED,
    UNKNOWN,
    UNPLACED,
    UNTIMED,
    UNUSED,
    listed,
    note,
)
from testban.monitoring.location.phases import FIRST, GENERIC, PHASES, hypotheses, is_blank, plain
from testban.monitoring.model import Arrival, Station
from testban.monitoring.places import with_places
from testban.monitoring.words import counted

__all__ = ["Data", "Prepared", "prepare", "subset"]

SECONDARY_ALONE = 2.5
"""What speaks against a later phase where the station has no earlier arrival (log odds)."""
FIRST_AGAIN = 1.5
"""What speaks against a first phase some seconds after the station's first arrival (log odds)."""
AGAIN_S = 4.0
AZIMUTH_SD, SLOWNESS_SD = 15.0, 1.5
"""Where an azimuth (deg) or slowness (s/deg) comes without its uncertainty: those of small arrays."""
AZIMUTHS, SLOWNESSES = (-360.0, 360.0), (0.0, 60.0)
"""What can be measured: Lg has 32 s/deg, Rg 37."""
FARTHEST_S = 1e10
"""From 1970, some three centuries: nobody recorded anything then; so large are seconds given in milliseconds."""
LEAST_TIME_SD, LEAST_AZIMUTH_SD, LEAST_SLOWNESS_SD = 0.05, 3.0, 0.4
"""Below these an uncertainty speaks of the noise and forgets the structure under the station."""

INDEX = {phase: i for i, phase in enumerate(PHASES)}


class Data(NamedTuple):
    """Arrivals in columns; NaN where not measured. `hyp_*` are rows of hypotheses, by `hyp_start`.

    `model_sd` is NaN where the model's error is that of the tables; `hyp_factor` is e to the `hyp_cost`.
    """

    station: NDArray[np.float64]
    time: NDArray[np.float64]
    time_sd: NDArray[np.float64]
    azimuth: NDArray[np.float64]
    azimuth_sd: NDArray[np.float64]
    slowness: NDArray[np.float64]
    slowness_sd: NDArray[np.float64]
    model_sd: NDArray[np.float64]
    late: NDArray[np.float64]
    hyp_start: NDArray[np.int64]
    hyp_phase: NDArray[np.int64]
    hyp_cost: NDArray[np.float64]
    hyp_factor: NDArray[np.float64]


@dataclass(frozen=True)
class Prepared:
    """The arrays, which arrivals they hold, of which stations, the epoch of their times, and what was left out.

    `named` are the phases of those whose reported names say more than P or S, −1 elsewhere.
    Heights of stations stand apart: the inner loops get them as corrections.
    """

    data: Data
    indices: tuple[int, ...]
    stations: tuple[str, ...]
    named: NDArray[np.int64]
    epoch: float
    elevation_m: NDArray[np.float64]
    notes: tuple[str, ...]


@lru_cache(maxsize=1024)
def _costs(name: str | None, first: bool, again: bool) -> tuple[tuple[int, float], ...]:
    """Hypotheses of an arrival with what speaks against each; none where its phase is not used.

    `name` is None where there is none to trust; `first` is of the first arrival at its station, `again`
    of one some seconds later.
    """
    unnamed = is_blank(name)
    rows = []
    for phase, log_share in (hypotheses(name) or {}).items():
        cost = -log_share
        if unnamed and first and phase not in FIRST:
            cost += SECONDARY_ALONE
        if unnamed and again and phase in FIRST:
            cost += FIRST_AGAIN
        rows.append((INDEX[phase], cost))
    return tuple(rows)


def _number(value: float | None, least: float, default: float) -> float:
    if value is None or not np.isfinite(value) or value <= 0:
        return default
    return max(value, least)


def _measured(value: float | None, least: float, most: float) -> float:
    return float(value) if value is not None and least <= value <= most else np.nan


def _is_absurd(arrival: Arrival) -> bool:
    return any(
        value is not None and not least <= value <= most
        for value, (least, most) in (
            (arrival.azimuth_deg, AZIMUTHS),
            (arrival.slowness_s_per_deg, SLOWNESSES),
        )
    )


def _row(arrival: Arrival) -> tuple[object, ...]:
    """What makes a reading: the same again is no second one."""
    return (
        arrival.station, arrival.time, arrival.phase, arrival.azimuth_deg,
        arrival.slowness_s_per_deg,
    )  # fmt: skip


def _named(name: str | None) -> int:
    phase = plain(name or "")
    return INDEX[phase] if phase in INDEX and phase not in GENERIC else -1


def _epoch(arrivals: Sequence[Arrival]) -> float:
    """What times are counted from."""
    return min((a.time for a in arrivals), default=0.0)


def prepare(
    arrivals: Sequence[Arrival], stations: Mapping[str, Station], *, use_names: bool = True
) -> Prepared:
    """Columns of the arrivals that can take part; the others are told of in the notes."""
    unknown: list[Arrival] = []
    unplaced: list[Arrival] = []
    untimed: list[Arrival] = []
    repeated: list[Arrival] = []
    unused: list[Arrival] = []
    seen: set[tuple[object, ...]] = set()
    kept: list[int] = []
    first: dict[str, float] = {}
    for i, arrival in enumerate(arrivals):
        station = stations.get(arrival.station)
        if station is None:
            unknown.append(arrival)
        elif not (abs(station.latitude) <= 90 and abs(station.longitude) <= 360):
            unplaced.append(arrival)  # NaN as well: it compares false
        elif not abs(arrival.time) < FARTHEST_S:  # NaN as well
            untimed.append(arrival)
        elif (row := _row(arrival)) in seen:
            repeated.append(arrival)
        else:
            seen.add(row)
            kept.append(i)
            earliest = first.get(arrival.station, np.inf)
            first[arrival.station] = min(earliest, arrival.time)
    rows: list[tuple[tuple[int, float], ...]] = []
    indices: list[int] = []
    for i in kept:
        arrival = arrivals[i]
        late = arrival.time - first[arrival.station]
        found = _costs(arrival.phase if use_names else None, late <= 0, late > AGAIN_S)
        if found:
            rows.append(found)
            indices.append(i)
        else:
            unused.append(arrival)
    absurd = [arrivals[i] for i in indices if _is_absurd(arrivals[i])]
    notes = [
        note(those, reason, names)
        for reason, those, names in (
            (UNKNOWN, unknown, [a.station for a in unknown]),
            (UNPLACED, unplaced, [a.station for a in unplaced]),
            (UNTIMED, untimed, ()),
            (REPEATED, repeated, ()),
            (UNUSED, unused, [a.phase or "" for a in unused]),
        )
        if those
    ]
    if absurd:
        said = (
            f"azimuth or slowness of {counted(len(absurd), 'arrival')} not used, for no wave has it: "
            f"{listed([a.station for a in absurd])}"
        )
        notes.append(with_places(said, absurd))
    data = _columns(arrivals, stations, indices, rows, first)
    used = [arrivals[i] for i in indices]
    heights = [stations[a.station].elevation_m for a in used]
    return Prepared(
        data,
        tuple(indices),
        tuple(a.station for a in used),
        np.array([_named(a.phase) for a in used], dtype=np.int64),
        _epoch(used),
        np.nan_to_num(np.array(heights, dtype=np.float64)),
        tuple(notes),
    )


def _columns(
    arrivals: Sequence[Arrival],
    stations: Mapping[str, Station],
    indices: list[int],
    rows: list[tuple[tuple[int, float], ...]],
    first: Mapping[str, float],
) -> Data:
    used = [arrivals[i] for i in indices]
    epoch = _epoch(used)
    places = [stations[a.station] for a in used]
    flat = [row for group in rows for row in group]
    column = np.array(
        [
            (
                a.time - epoch,
                _number(a.time_uncertainty_s, LEAST_TIME_SD, np.nan),
                _measured(a.azimuth_deg, *AZIMUTHS),
                _number(a.azimuth_uncertainty_deg, LEAST_AZIMUTH_SD, AZIMUTH_SD),
                _measured(a.slowness_s_per_deg, *SLOWNESSES),
                _number(a.slowness_uncertainty_s_per_deg, LEAST_SLOWNESS_SD, SLOWNESS_SD),
                a.time - first[a.station],
            )
            for a in used
        ],
        dtype=np.float64,
    ).reshape(len(used), 7)
    vectors = unit_vector([s.latitude for s in places], [s.longitude for s in places])
    columns = [np.ascontiguousarray(column[:, k]) for k in range(7)]
    cost = np.array([cost for _, cost in flat], dtype=np.float64)
    return Data(
        station=np.ascontiguousarray(vectors.reshape(len(used), 3)),
        time=columns[0],
        time_sd=columns[1],
        azimuth=columns[2],
        azimuth_sd=columns[3],
        slowness=columns[4],
        slowness_sd=columns[5],
        model_sd=np.full(len(used), np.nan),
        late=columns[6],
        hyp_start=np.concatenate([[0], np.cumsum([len(group) for group in rows])]).astype(np.int64),
        hyp_phase=np.array([phase for phase, _ in flat], dtype=np.int64),
        hyp_cost=cost,
        hyp_factor=np.exp(cost),
    )


def subset(data: Data, keep: NDArray[np.int64]) -> Data:
    """Some of the arrivals, in the order asked."""
    spans = [range(data.hyp_start[i], data.hyp_start[i + 1]) for i in keep]
    hypotheses_kept = [k for span in spans for k in span]
    columns = {name: getattr(data, name)[keep] for name in Data._fields[:9]}
    return Data(
        **columns,
        hyp_start=np.concatenate([[0], np.cumsum([len(span) for span in spans])]).astype(np.int64),
        hyp_phase=data.hyp_phase[hypotheses_kept],
        hyp_cost=data.hyp_cost[hypotheses_kept],
        hyp_factor=data.hyp_factor[hypotheses_kept],
    )
