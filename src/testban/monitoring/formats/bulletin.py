"""What a file of arrivals or a bulletin holds: the noun that every reader gives and writer takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from testban.monitoring.model import Arrival, Event
from testban.monitoring.words import counted

__all__ = ["EMPTY", "EMPTY_CURE", "Bulletin", "WithArrivals", "WithEvents", "breaks_off"]

EMPTY = "no event in it"
EMPTY_CURE = "It is whole: whoever wrote it found none"
"""What is said of a file that is in order and holds nothing."""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """Events with their arrivals, arrivals of no event, and what of the file was left out.

    `left_out` has one line for each thing that could not be read: where it stands and why; the
    same cause on many lines is one line with a count.
    """

    events: tuple[Event, ...] = ()
    unassociated: tuple[Arrival, ...] = ()
    left_out: tuple[str, ...] = ()
    format: str = ""


class WithEvents(Protocol):
    """Whatever has events, as a `Bulletin` and what `process` gives."""

    @property
    def events(self) -> Sequence[Event]:
        """The events, in order."""


class WithArrivals(Protocol):
    """Whatever has arrivals and no events, as what `detect_all` gives."""

    @property
    def arrivals(self) -> Sequence[Arrival]:
        """The arrivals, in order of time."""


def breaks_off(event: Event) -> str:
    """What is said of a file that breaks off in or after its last event."""
    stands = counted(len(event.arrivals), "arrival")
    stands += " and an origin" if event.origin is not None else ""
    of = f" of event {event.event_id}" if event.event_id else ""
    return f"what stands{of} is {stands}, what followed is lost; fetch the file whole"
