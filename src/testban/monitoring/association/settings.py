"""How events are formed: what a user may set."""

from __future__ import annotations

from dataclasses import dataclass, field

from testban.monitoring.association.definition import Definition

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How events are formed.

    Attributes
    ----------
    spacing_deg
        Of the nodes over the whole sphere from which arrivals are traced back. None: 2.5° over the
        sphere, or, for a dense network of one region, closer ones around its stations alone.
    least_stations, least_score
        Of an event: the stations that hear it first-hand, and the log likelihood ratio. No score:
        22, or 26 for a dense network of one region, of which chance makes more.
    candidate_weight
        How many stations (a little more for directions that fit) must agree at a node. None: 3.2 over
        the whole sphere, 6 for a dense network of one region.
    misses
        How much a station that hears nothing speaks against an event, from 0 to 1.
    least_weight, definition
        What the defining observations of a located event must weigh together, and what each weighs
        (`weighted_count`). None: nothing is asked.
    """

    spacing_deg: float | None = None
    least_stations: int = 3
    least_score: float | None = None
    candidate_weight: float | None = None
    misses: float = 0.7
    least_weight: float | None = None
    definition: Definition = field(default_factory=Definition)
