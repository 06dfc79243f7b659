"""Where first arrivals put an event, those that may be late trusted less."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from testban.errors import LocationError
from testban.monitoring.location import locate
from testban.monitoring.model import Arrival, Event, Origin
from testban.monitoring.processing.found import Given
from testban.monitoring.processing.owning import less_if_late
from testban.monitoring.processing.strengths import misfit
from testban.monitoring.sentences import in_words

__all__ = ["Shear", "depth_not_asked", "placed", "speaks_against"]

Shear = Callable[[Origin | None], tuple[Arrival, ...]]
"""The Lg that speaks for an origin."""

ROUNDS = 8


def placed(
    chosen: Sequence[Arrival], shear: Shear, given: Given
) -> tuple[Event, tuple[Arrival, ...]] | None:
    """Where first arrivals put the event, once those that may be late are trusted less, and Lg helps.

    With the rows of the Lg that defines it. None where the locator finds no place.
    """
    first = tuple(replace(arrival, phase="P") for arrival in chosen)
    settings = [given.parameters.process] * len(first)
    trusted, event = first, None
    others: tuple[Arrival, ...] = ()
    for _ in range(ROUNDS):
        try:
            event = locate(
                [*trusted, *others],
                given.network.stations,
                parameters=given.parameters,
                travel_times=given.travel_times,
                depth_km=given.parameters.process.depth_km,
                speaks_against=partial(speaks_against, first, given),
            )
        except LocationError:
            return None
        before = trusted, others
        trusted = tuple(map(less_if_late, first, event.arrivals, settings))
        others = shear(event.origin)
        if (trusted, others) == before:
            break
    if event is None:
        return None
    rows = event.arrivals[: len(first)], event.arrivals[len(first) :]
    return replace(event, arrivals=rows[0]), tuple(row for row in rows[1] if row.time_defining)


def speaks_against(
    first: Sequence[Arrival], given: Given, latitude: float, longitude: float, _: float
) -> float:
    """What the strengths of first arrivals say against a place (natural logarithm)."""
    place = latitude, longitude
    return misfit(first, given.network.stations, place, given.parameters.process)


def depth_not_asked(origin: Origin) -> Origin:
    """The origin, telling whoever reads the bulletin that the arrivals were not asked for its depth."""
    basis = f"fixed {in_words('depth_not_asked', km=f'{origin.depth_km:g}')}"
    return replace(origin, depth_basis=basis)
