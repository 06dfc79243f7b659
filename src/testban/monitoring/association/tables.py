"""What association looks up millions of times: stations as vectors, travel times on even grids."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.location.geometry import unit_vector
from testban.monitoring.model import Arrival, Station

__all__ = [
    "DEPTHS_KM",
    "PHASES",
    "REGIONAL",
    "STEP_DEG",
    "Phase",
    "Picks",
    "Tables",
    "picks_of",
    "sphere",
    "tables_of",
    "within",
]

STEP_DEG = 0.25
DEPTHS_KM = (0.0, 15.0, 35.0, 70.0, 120.0, 200.0, 300.0, 400.0, 500.0, 600.0, 680.0)

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase that events are built of.

    Attributes
    ----------
    first
        It is what a station hears first of an event: a station without it has missed the event.
    share
        Of the stations that hear the event, how many report a phase of this kind (assumed).
    time_sd_s, sd_s_per_deg, unsure
        Of model and pick together: at the source, how much more with distance, and how many times as much
        within 20°, where waves stay in the crust and upper mantle.
    blur
        How much more than the first arrival's its time blurs where the place is off.
    stacked
        Candidates are where stations agree on such arrivals.
    """

    name: str
    first: bool
    share: float
    time_sd_s: float
    sd_s_per_deg: float = 0.0
    unsure: float = 1.0
    blur: float = 1.0
    stacked: bool = False


PHASES = (
    Phase("first", True, 1.0, 1.8, unsure=1.3, stacked=True),
    Phase("Pg", False, 0.3, 1.8),
    Phase("P", False, 0.3, 1.8),
    Phase("PKPbc", False, 0.4, 2.0),
    Phase("PKPab", False, 0.15, 2.5),
    Phase("pP", False, 0.1, 2.2),
    Phase("sP", False, 0.08, 2.5),
    Phase("PcP", False, 0.08, 2.0),
    Phase("ScP", False, 0.05, 2.5),
    Phase("S", False, 0.12, 4.0),
    Phase("Sn", False, 0.3, 4.0),
    Phase("Lg", False, 0.3, 5.0),
    # What large events leave behind; unnamed, it would look like an event of its own.
    Phase("PKPdf", False, 0.2, 2.5),
    Phase("Pdiff", False, 0.1, 3.0),
    Phase("PKiKP", False, 0.05, 2.5),
    Phase("PP", False, 0.1, 4.0),
    Phase("PKKPbc", False, 0.05, 4.0),
    Phase("PKKPdf", False, 0.03, 4.0),
    Phase("SKPbc", False, 0.05, 4.0),
    Phase("SKSac", False, 0.05, 5.0),
    Phase("ScS", False, 0.05, 5.0),
    Phase("SS", False, 0.05, 8.0),
)
"""`first` is Pg, Pn, P or PKPdf (or PKiKP), whichever arrives first and is seen by itself."""

REGIONAL = (
    Phase("first", True, 0.75, 1.0, 0.2, stacked=True),
    Phase("Pg", False, 0.3, 1.2, 0.3, blur=1.3),
    Phase("Sn", False, 0.25, 1.5, 0.3, blur=1.7),
    # Near by it is Sg, as fast.
    Phase("Lg", False, 0.6, 1.4, 0.4, blur=2.2, stacked=True),
)
"""What near stations hear of small events. Of many the shear waves alone stand out of the noise."""

_FIRST = ("Pg", "Pn", "P", "PKiKP", "PKPdf")
# Diffracted waves are seldom seen: beyond this the core's phases come first.
_LAST_P_DEG, _FIRST_CORE_DEG = 100.0, 112.0
_UNSURE_DEG = 20.0


class Tables(NamedTuple):
    """Times and slownesses as `[phase, depth, distance]`; NaN where nothing arrives.

    `nearness` is the cosine of the distance beyond which stations hear nothing, `groups` (cosines too)
    where groups of stations that hear an event about as often as one another end. `last_s` `[phase, group]`
    is when, after the origin, the last of the phases up to this one comes.

    `share`, `blur` and `sd` (`[phase]`, the last `[phase, distance]`, s) are those of the phases, `widest_s`
    is the largest error of time. `absent` `[phase]` is what it counts that a station which hears an event does
    not report a phase; `alone` says whether later phases are looked for where the first is not reported.
    `stacked` are rows of phases; a station at `half_deg` counts half when arrivals are stacked.

    `heard` `[curve, group, 2]` are logarithms of how often stations hear an event, and do not, for events of
    many sizes; without any it is told from each event by itself.
    """

    depths: FloatArray
    time_s: FloatArray
    slowness: FloatArray
    share: FloatArray
    absent: FloatArray
    sd: FloatArray
    blur: FloatArray
    widest_s: float
    alone: bool
    stacked: NDArray[np.int64]
    half_deg: float
    nearness: float
    groups: FloatArray
    last_s: FloatArray
    heard: FloatArray

    def limited(
        self, reach_deg: float, groups_deg: Sequence[float], heard: FloatArray | None = None
    ) -> Tables:
        """The same for stations that hear nothing beyond a distance, and these groups.

        `heard` `[curve, group]` is how often stations of each hear events of several sizes.
        """
        curves = np.empty((0, 1, 2)) if heard is None else np.log([heard, 1 - heard])
        columns = int(np.ceil(min(reach_deg, 180.0) / STEP_DEG)) + 1
        edges = np.array([0.0, *groups_deg, reach_deg]) / STEP_DEG
        last = [
            np.nanmax(self.time_s[:, :, int(low) : int(high) + 2], axis=(1, 2), initial=0.0)
            for low, high in pairwise(edges)
        ]
        sd = np.ascontiguousarray(self.sd[:, :columns])
        return self._replace(
            nearness=-2.0 if reach_deg >= 180.0 else float(np.cos(np.radians(reach_deg))),
            groups=np.cos(np.radians(groups_deg)),
            last_s=np.ascontiguousarray(np.maximum.accumulate(np.array(last).T, axis=0)),
            sd=sd,
            widest_s=float(sd.max()),
            heard=curves if heard is None else np.ascontiguousarray(np.moveaxis(curves, 0, -1)),
        )


def tables_of(
    travel_times: Any,
    phases: Sequence[Phase] = PHASES,
    *,
    alone: bool = False,
    half_deg: float = np.inf,
) -> Tables:
    """The tables of a velocity model for some phases, the first arrival before the others.

    `alone`: later phases are looked for at stations that do not report the first, and what a station that
    hears an event does not report counts. So far off as `half_deg` a station counts half when arrivals
    are stacked.
    """
    x = np.arange(0.0, 180.0 + STEP_DEG / 2, STEP_DEG)
    time = np.full((len(phases), len(DEPTHS_KM), len(x)), np.nan)
    slowness = np.full_like(time, np.nan)
    for k, phase in enumerate(phases):
        for d, depth in enumerate(DEPTHS_KM):
            if phase.name == "first":
                time[k, d], slowness[k, d] = _first(travel_times, x, depth)
                continue
            found = travel_times.predict(phase.name, x, depth)
            time[k, d], slowness[k, d] = found.time_s, found.slowness_s_per_deg
        if phase.name in ("pP", "sP"):  # cannot be told from P over a shallow source
            time[k, :2] = np.nan
    # A later phase where it is the first is that.
    same = np.abs(time - time[0]) < 0.05
    same[0] = False
    time[same] = np.nan
    share = np.array([phase.share for phase in phases])
    return Tables(
        depths=np.array(DEPTHS_KM),
        time_s=np.ascontiguousarray(time),
        slowness=np.ascontiguousarray(slowness),
        share=share,
        absent=np.log1p(-share) if alone else np.zeros(len(phases)),
        sd=np.array(
            [
                (p.time_sd_s + p.sd_s_per_deg * x) * np.where(x <= _UNSURE_DEG, p.unsure, 1.0)
                for p in phases
            ]
        ),
        blur=np.array([phase.blur for phase in phases]),
        widest_s=0.0,
        alone=alone,
        stacked=np.array([k for k, phase in enumerate(phases) if phase.stacked]),
        half_deg=half_deg,
        nearness=-2.0,
        groups=np.zeros(3),
        last_s=np.zeros((len(phases), 4)),
        heard=np.empty((0, 1, 2)),
    ).limited(180.0, (20.0, 60.0, 100.0))


def _first(travel_times: Any, x: FloatArray, depth: float) -> tuple[FloatArray, FloatArray]:
    time = np.full(x.shape, np.nan)
    slowness = np.full(x.shape, np.nan)
    for name in _FIRST:
        found = travel_times.predict(name, x, depth)
        core = name in ("PKiKP", "PKPdf")
        usable = np.isfinite(found.time_s) & (
            (x >= _FIRST_CORE_DEG) if core else (x <= _LAST_P_DEG)
        )
        better = usable & ~(found.time_s >= time)
        time[better] = found.time_s[better]
        slowness[better] = np.abs(found.slowness_s_per_deg[better])
    return time, slowness


class Picks(NamedTuple):
    """Arrivals by station and time as arrays; NaN where not measured.

    `number` says which arrival of the input each is; `begins[s]:begins[s + 1]` are those of station `s`;
    `vectors` point to the stations. `silent` `[silence, 2]` are from when to when stations recorded nothing,
    `silences[s]:silences[s + 1]` those of station `s`.
    """

    time: FloatArray
    azimuth: FloatArray
    azimuth_sd: FloatArray
    slowness: FloatArray
    slowness_sd: FloatArray
    number: NDArray[np.int64]
    begins: NDArray[np.int64]
    vectors: FloatArray
    silent: FloatArray
    silences: NDArray[np.int64]


_AZIMUTH_SD, _SLOWNESS_SD = 15.0, 2.5
_LEAST_AZIMUTH_SD, _LEAST_SLOWNESS_SD = 4.0, 0.7


def picks_of(
    arrivals: Sequence[Arrival],
    stations: Mapping[str, Station],
    chosen: Sequence[int],
    outages: Mapping[str, Sequence[tuple[float, float]]] | None = None,
) -> Picks:
    """Those arrivals of the sequence whose indices are `chosen`; their stations must be known.

    `outages` are times, by station, at which it recorded nothing.
    """
    order = sorted(chosen, key=lambda i: (arrivals[i].station, arrivals[i].time))
    heard = [arrivals[i].station for i in order]
    codes = sorted(set(heard))

    def column(name: str, default: float) -> FloatArray:
        values = [getattr(arrivals[i], name) for i in order]
        return np.array([default if v is None else v for v in values], dtype=np.float64)

    begins = [bisect_left(heard, code) for code in codes] + [len(heard)]
    places = [stations[code] for code in codes]
    silent = [sorted((outages or {}).get(code, ())) for code in codes]
    return Picks(
        time=column("time", np.nan),
        azimuth=column("azimuth_deg", np.nan),
        azimuth_sd=np.maximum(column("azimuth_uncertainty_deg", _AZIMUTH_SD), _LEAST_AZIMUTH_SD),
        slowness=column("slowness_s_per_deg", np.nan),
        slowness_sd=np.maximum(
            column("slowness_uncertainty_s_per_deg", _SLOWNESS_SD), _LEAST_SLOWNESS_SD
        ),
        number=np.array(order, dtype=np.int64),
        begins=np.array(begins, dtype=np.int64),
        vectors=unit_vector([p.latitude for p in places], [p.longitude for p in places]),
        silent=np.array([span for each in silent for span in each], dtype=np.float64).reshape(
            -1, 2
        ),
        silences=np.cumsum([0, *map(len, silent)]).astype(np.int64),
    )


def within(picks: Picks, low: float, high: float) -> tuple[NDArray[np.int64], Picks]:
    """Which arrivals are from one time to another, and these alone; the stations stay."""
    kept = np.flatnonzero((picks.time >= low) & (picks.time < high))
    columns = ("time", "azimuth", "azimuth_sd", "slowness", "slowness_sd", "number")
    return kept, picks._replace(
        **{name: getattr(picks, name)[kept] for name in columns},
        begins=np.searchsorted(kept, picks.begins).astype(np.int64),
    )


def sphere(spacing_deg: float) -> FloatArray:
    """Directions spread evenly over the sphere, about so many degrees apart (a Fibonacci lattice)."""
    number = int(np.ceil(4 * np.pi / np.radians(spacing_deg) ** 2))
    k = np.arange(number) + 0.5
    z = 1 - 2 * k / number
    turn = np.pi * (1 + 5**0.5) * k
    across = np.sqrt(1 - z * z)
    return np.stack([across * np.cos(turn), across * np.sin(turn), z], -1)
