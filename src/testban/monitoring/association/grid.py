"""Where candidates are looked for: the whole sphere, or the surroundings of a dense network."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

from testban.monitoring.association.tables import (
    PHASES,
    REGIONAL,
    Phase,
    Tables,
    sphere,
    tables_of,
)

__all__ = ["WHOLE_DEG", "Grid", "fitted"]

FloatArray = NDArray[np.float64]

WHOLE_DEG = 2.5
"""Between the nodes over the whole sphere."""
_WIDEST_DEG = 40.0
"""From its middle: a network that is wider is for the whole sphere."""
_DENSE_DEG = 1.0
_FEWEST = 20
_LEAST_DEG, _MOST_DEG = 0.2, 0.5
_REACH_DEG = 10.0
_INSIDE_DEG = 3.0
"""From a node to its third station: farther off nothing small is heard by three."""

_GROUPS_DEG = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0)
_RADII_DEG = (0.5, 0.75, 1.1, 1.6, 2.3, 3.4, 5.0, 7.0, 10.0, 15.0)
_SHARES = (0.8, 0.55, 0.3)
_SELDOM = 0.005
"""Within about a radius so many stations hear an event, far beyond it few."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Nodes and what goes with them.

    Attributes
    ----------
    nodes, spacing_deg, depths_km
        Directions from the Earth's centre `[node, 3]`, how far apart they are, and how deep.
    reach_deg, groups_deg
        How far off stations hear an event, and where groups of stations that hear about as often as
        one another end.
    heard
        How often stations of each group hear events of several sizes, by any phase `[size, group]`. None:
        that is told from each event.
    half_deg
        So far off a station counts half when arrivals are stacked: small events are near.
    s_per_deg
        How much a node that is off blurs times.
    before_s, block_s
        An event may be so long before its first arrival; arrivals are stacked so long at a time.
    silence_s
        So long without an arrival anywhere is a gap between recordings.
    phases
        What is looked for, first arrivals before the others.
    rough_phases
        How many of them tell where candidates are.
    busy_s, busy_deg
        Over so long, before and after, the arrivals of stations so near are counted to tell busy times
        from quiet ones (0: they are not told).
    per_minute
        So many candidates of a minute are scored.
    least_rough
        Of a candidate by its rough phases, times blurred by the grid.
    candidate_weight
        How many stations must agree at a node, unless the settings say otherwise.
    later_gain
        What all phases and a better place may add to what the rough phases give near a candidate.
    least_score
        Of an event, unless the settings say otherwise.
    slack
        So much less is enough for an event to be formed; it stays if it makes that up when all have
        chosen again.
    """

    nodes: FloatArray
    spacing_deg: float
    depths_km: tuple[float, ...]
    reach_deg: float
    groups_deg: tuple[float, ...]
    heard: FloatArray | None
    half_deg: float
    s_per_deg: float
    before_s: float
    block_s: float
    silence_s: float
    phases: tuple[Phase, ...]
    rough_phases: int
    busy_s: float
    busy_deg: float
    per_minute: int
    least_rough: float
    candidate_weight: float
    later_gain: float
    least_score: float
    slack: float

    def tables(self, travel_times: Any) -> Tables:
        """The tables of a velocity model for the phases and distances of this grid."""
        alone = self.heard is not None
        tables = tables_of(travel_times, self.phases, alone=alone, half_deg=self.half_deg)
        return tables.limited(self.reach_deg, self.groups_deg, self.heard)


def fitted(vectors: FloatArray, spacing_deg: float | None) -> Grid:
    """The grid for stations `[station, 3]`; a spacing that is given is of the whole sphere."""
    if spacing_deg is None and (near := _station_spacing(vectors)) is not None:
        spacing = float(np.clip(near, _LEAST_DEG, _MOST_DEG))
        return Grid(
            nodes=_around(vectors, spacing), spacing_deg=spacing, depths_km=(8.0, 60.0),
            reach_deg=_REACH_DEG, groups_deg=_GROUPS_DEG, heard=_heard(), half_deg=4.0, s_per_deg=14.0,
            before_s=200.0, block_s=3600.0, silence_s=120.0, phases=REGIONAL,
            rough_phases=len(REGIONAL), busy_s=600.0, busy_deg=3.0, per_minute=40, least_rough=8.0,
            candidate_weight=6.0, later_gain=10.0, least_score=26.0, slack=10.0,
        )  # fmt: skip
    spacing = spacing_deg or WHOLE_DEG
    return Grid(
        nodes=sphere(spacing), spacing_deg=spacing, depths_km=(0.0, 70.0, 200.0, 400.0, 600.0),
        reach_deg=180.0, groups_deg=(20.0, 60.0, 100.0), heard=None, half_deg=math.inf,
        s_per_deg=9.0, before_s=1300.0, block_s=86400.0, silence_s=3600.0, phases=PHASES,
        rough_phases=1, busy_s=0.0, busy_deg=0.0, per_minute=250, least_rough=11.0,
        candidate_weight=3.2, later_gain=14.0, least_score=22.0, slack=0.0,
    )  # fmt: skip


def _heard() -> FloatArray:
    """How often stations of each group hear events of several sizes."""
    edges = np.array([0.0, *_GROUPS_DEG, _REACH_DEG])
    x = 0.5 * (edges[1:] + edges[:-1])
    curves = [
        _SELDOM + share / (1.0 + (x / radius) ** 4) for share in _SHARES for radius in _RADII_DEG
    ]
    return np.array(curves)


def _station_spacing(vectors: FloatArray) -> float | None:
    """Of a dense network, in degrees from a station to the next in the median; None of others."""
    places = np.unique(vectors.round(6), axis=0)
    if len(places) < _FEWEST:
        return None
    middle = places.mean(axis=0)
    length = float(np.linalg.norm(middle))
    if length < 0.5 or float((places @ middle).min()) < length * np.cos(np.radians(_WIDEST_DEG)):
        return None
    chords, _ = KDTree(places).query(places, k=2)
    spacing = float(np.degrees(np.median(chords[:, 1])))
    return spacing if spacing <= _DENSE_DEG else None


def _around(vectors: FloatArray, spacing: float) -> FloatArray:
    """The nodes with three stations near."""
    nodes = sphere(spacing)
    middle = vectors.mean(axis=0)
    middle /= np.linalg.norm(middle)
    nodes = nodes[nodes @ middle > np.cos(np.radians(_WIDEST_DEG + _INSIDE_DEG))]
    chords, _ = KDTree(np.unique(vectors.round(6), axis=0)).query(nodes, k=3)
    return np.ascontiguousarray(nodes[chords[:, 2] < 2 * np.sin(np.radians(_INSIDE_DEG / 2))])
