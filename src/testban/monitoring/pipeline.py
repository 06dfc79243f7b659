"""From a bulletin of arrivals to one of located, sized and screened events."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.formats.from_obspy import from_catalog
from testban.monitoring.formats.ratios_csv import ANY_EVENT
from testban.monitoring.location import locate_many
from testban.monitoring.location.times import TravelTimesLike
from testban.monitoring.magnitude import size
from testban.monitoring.model import Event, Limit, Station
from testban.monitoring.parameters import Parameters, load_parameters
from testban.monitoring.screening import PhaseRatio, is_p_over_s, screen
from testban.monitoring.stations import load_stations
from testban.monitoring.traveltimes.corrections import Correction

__all__ = ["sized", "solve"]

T = TypeVar("T")


def solve(
    bulletin: Any,
    stations: Any = "ims",
    *,
    parameters: Parameters | None = None,
    workers: int = 1,
    use_names: bool = True,
    depth_km: float | None = None,
    travel_times: TravelTimesLike | None = None,
    corrections: Sequence[Correction] = (),
    ratios: Mapping[str, Sequence[PhaseRatio]] | None = None,
    limits: Mapping[str, Sequence[Limit]] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Bulletin:
    """Every event located anew from its arrivals, then sized and screened.

    An event that cannot be located comes back as it was, with a note that says why.

    Parameters
    ----------
    bulletin
        A `Bulletin` or one `Event`, or an ObsPy `Catalog` or `Event`.
    stations
        Whatever `load_stations` takes, an ObsPy `Inventory` too, or stations by code; arrivals
        elsewhere are left out, counted and named in the notes.
    parameters
        The shipped ones where None.
    workers
        Processes.
    use_names
        Whether the phases' names are trusted.
    depth_km
        Fixes the depth of every event; where None it is free where the arrivals resolve it.
    travel_times
        A velocity model (`TravelTimes`); ak135 where None.
    corrections
        Of what the velocity model predicts, as for `locate`.
    ratios
        Regional P over S by the identifier of the event; those under an empty one are of every event.
    limits
        What stations did not see, and where they clipped, in the same way; beside the events' own.
    progress
        Called with the number of events located.
    """
    settings = parameters or load_parameters()
    if isinstance(bulletin, Event):
        bulletin = Bulletin((bulletin,))
    elif hasattr(bulletin, "picks"):  # one event of ObsPy's
        bulletin = [bulletin]
    given = bulletin if isinstance(bulletin, Bulletin) else from_catalog(bulletin)
    network = stations if isinstance(stations, Mapping) else load_stations(stations)
    located = locate_many(
        given.events,
        network,
        parameters=settings,
        workers=workers,
        use_names=use_names,
        depth_km=depth_km,
        travel_times=travel_times,
        corrections=corrections,
        progress=progress,
    )
    return replace(
        given,
        events=tuple(
            _judged(event, network, settings, _of(ratios, event), _of(limits, event))
            for event in located
        ),
    )


def _of(given: Mapping[str, Sequence[T]] | None, event: Event) -> tuple[T, ...]:
    """What is given for an event, and for every event."""
    known = given or {}
    return (*known.get(event.event_id, ()), *known.get(ANY_EVENT, ()))


def sized(
    events: Sequence[Event],
    stations: Mapping[str, Station],
    parameters: Parameters | None = None,
) -> tuple[Event, ...]:
    """Located events with their magnitudes and screening; nothing is located again."""
    settings = parameters or load_parameters()
    return tuple(_judged(event, stations, settings, (), ()) for event in events)


def _judged(
    event: Event,
    stations: Mapping[str, Station],
    settings: Parameters,
    ratios: Sequence[PhaseRatio],
    limits: Sequence[Limit],
) -> Event:
    if event.origin is None:
        return event
    judged = size(event, stations, settings.magnitude, limits)
    judged = screen(judged, settings.screening, ratios)
    if not ratios:
        # Measured on recordings that are not here: they stay as they were told.
        judged = replace(
            judged,
            screening=(*judged.screening, *(each for each in event.screening if is_p_over_s(each))),
        )
    # What is located again is doubted again, in the same words.
    return replace(judged, notes=tuple(dict.fromkeys(judged.notes)))
