"""What a search for one event goes by, and what it finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from testban.monitoring.model import Arrival, Event
from testban.monitoring.parameters import Parameters
from testban.monitoring.processing.crests import Crests
from testban.monitoring.processing.network import Network
from testban.monitoring.traveltimes import TravelTimes

__all__ = ["Found", "Given", "Taken"]

Taken = Callable[[str, float], bool]
"""Whether what a station shows at a time is of another event."""


@dataclass(frozen=True)
class Found:
    """An event with its first arrivals alone, Lg by its crests, and what speaks for it (natural logarithm).

    `detected` are the first arrivals as they were before any was trusted less, in the order of the event's.
    """

    event: Event
    evidence: float
    shear: tuple[Arrival, ...] = ()
    detected: tuple[Arrival, ...] = ()


@dataclass(frozen=True)
class Given:
    """What every step of a search goes by."""

    network: Network
    travel_times: TravelTimes
    parameters: Parameters
    crests: Crests
    taken: Taken
