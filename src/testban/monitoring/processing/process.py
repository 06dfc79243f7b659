"""From recordings to events and the arrivals that are of none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from testban.monitoring.detection.detector import Detections, Progress, detect_episode
from testban.monitoring.detection.records import instruments
from testban.monitoring.magnitude import size
from testban.monitoring.model import Arrival, Event, Station
from testban.monitoring.parameters import Parameters, load_parameters
from testban.monitoring.processing.amplitudes import measured
from testban.monitoring.processing.attendance import StationUse, attendance
from testban.monitoring.processing.availability import Availability, availability
from testban.monitoring.processing.day import day_events, is_a_day
from testban.monitoring.processing.naming import named
from testban.monitoring.processing.network import Network, network
from testban.monitoring.processing.one_event import find_event
from testban.monitoring.processing.ratios import ratios
from testban.monitoring.processing.rays import Ray, rays
from testban.monitoring.screening import screen
from testban.monitoring.sentences import in_words
from testban.monitoring.traveltimes import TravelTimes
from testban.monitoring.waveforms import Recordings, from_obspy
from testban.monitoring.waveforms.episodes import episodes

__all__ = ["Processed", "Search", "process"]


MOST_EVENTS = 50
"""A stop for what never ends."""

Search = Literal["auto", "event", "day"]
"""`event`: one by one, with a second look at the recordings; `day`: by association, many at once."""


@dataclass(frozen=True)
class Processed:
    """The events in order of time, arrivals of none, the stations, what was left out, when each station
    recorded, and what it was used for."""

    events: tuple[Event, ...]
    unassociated: tuple[Arrival, ...]
    stations: Mapping[str, Station]
    left_out: tuple[str, ...] = ()
    availability: Availability | None = None
    attendance: tuple[StationUse, ...] = ()


def process(
    recordings: Any,
    inventory: Any = None,
    parameters: Parameters | None = None,
    progress: Progress | None = None,
    search: Search = "auto",
) -> Processed:
    """Detect, find the events that explain the detections, locate, size and screen them.

    What no station recorded parts for an hour is taken by itself. Of many stations, or of hours, events are
    formed by `associate`. Else they are found one by one, the one that explains most first; what a station
    shows until the slowest waves of an event have passed is not asked again, so that of events within
    minutes of each other the smaller may be missed.

    Parameters
    ----------
    recordings
        `Recordings`, or an ObsPy `Stream`; what its headers say of an event is not read.
    inventory
        Of a stream, an ObsPy `Inventory`.
    parameters
        The shipped ones where None.
    progress
        As of `detect_all`.
    search
        How events are found; told from the recordings where ``auto``.

    Raises
    ------
    WaveformError
        Nothing in the stream can be used.
    """
    settings = parameters or load_parameters()
    given = recordings if isinstance(recordings, Recordings) else from_obspy(recordings, inventory)
    # Whoever read recordings was told of them then.
    told = () if given is recordings else given.told()
    parts = [_episode(each, settings, progress, search) for each in episodes(given)]
    events = [event for part in parts for event in part.events]
    events.sort(key=lambda event: event.origin.time if event.origin else 0.0)
    numbered = tuple(replace(event, event_id=str(k)) for k, event in enumerate(events, start=1))
    others = tuple(arrival for part in parts for arrival in part.unassociated)
    stations = {code: station for part in parts for code, station in part.stations.items()}
    return Processed(
        numbered,
        others,
        stations,
        tuple(dict.fromkeys([*told, *(line for part in parts for line in part.left_out)])),
        availability(given),
        attendance(given, numbered, others, stations, settings.detection),
    )


def _episode(
    given: Recordings, settings: Parameters, progress: Progress | None, search: Search
) -> Processed:
    """Of recordings without a long silence of all stations."""
    heard = detect_episode(given, settings.detection, progress)
    groups, _ = instruments(given, settings.detection)
    there = network(given, groups, heard.arrays)
    if search == "day" or (search == "auto" and is_a_day(given)):
        return _day(heard, there, settings, availability(given), progress)
    events, others = _events(heard.arrivals, there, settings, progress)
    if not events:
        # Once more for what is weak; noise alone does not pass for an event then, either.
        faint = detect_episode(given, fainter(settings).detection, progress, heard.arrays)
        for some, parameters in (
            (faint, settings),
            (heard, _from_fewer(settings)),
            (faint, _from_fewer(settings)),
        ):
            events, others = _events(some.arrivals, there, parameters, progress)
            if events:
                break
        others = others if events else list(heard.arrivals)
    return Processed(tuple(events), tuple(others), there.stations, heard.left_out)


def _day(
    heard: Detections,
    there: Network,
    settings: Parameters,
    recorded: Availability,
    progress: Progress | None,
) -> Processed:
    """By association, then sized and screened event by event."""

    def associating(share: float) -> None:
        if progress is not None:
            progress(round(1000 * share), 1000, "associating")

    times = TravelTimes()
    found, others, notes = day_events(heard.arrivals, there, settings, recorded, times, associating)
    events = []
    for done, event in enumerate(found):
        if event.origin is not None:
            events.append(_judged(event, there, rays(event.origin, there, times), settings))
        if progress is not None:
            progress(done + 1, len(found), "events")
    return Processed(tuple(events), tuple(others), there.stations, (*heard.left_out, *notes))


def fainter(parameters: Parameters) -> Parameters:
    """With the thresholds at which weak signals are looked for."""
    weak = parameters.process
    lower = replace(
        parameters.detection,
        sigmas=parameters.detection.sigmas * weak.faint_share,
        least_snr=weak.faint_snr,
        least_strength=1.0,
    )
    return replace(parameters, detection=lower)


def _from_fewer(parameters: Parameters) -> Parameters:
    """With places that fewer stations give: direction and Lg of one tell where the others may show it weakly."""
    fewer = parameters.process.faint_seed_stations
    return replace(parameters, process=replace(parameters.process, seed_stations=fewer))


def _events(
    arrivals: Sequence[Arrival],
    there: Network,
    settings: Parameters,
    progress: Progress | None = None,
) -> tuple[list[Event], list[Arrival]]:
    """The events, sized and screened, and the arrivals of none."""
    times = TravelTimes()
    left = [arrival for arrival in arrivals if arrival.station in there.stations]
    others = [arrival for arrival in arrivals if arrival.station not in there.stations]
    events: list[Event] = []
    before: list[tuple[float, Mapping[str, Ray]]] = []

    def taken(station: str, time: float) -> bool:
        return any(ways[station].shows(time, origin) for origin, ways in before)

    while len(events) < MOST_EVENTS:
        if progress is not None:
            progress(len(events), 0, "finding events")
        found = find_event(left, there, times, settings, taken)
        if found is None or found.event.origin is None:
            break
        ways = rays(found.event.origin, there, times)
        before.append((found.event.origin.time, ways))
        told = named(found.event, left, ways, times, settings, found.shear)
        event = replace(told.event, score=round(found.evidence, 2))
        events.append(_judged(event, there, ways, settings))
        left = list(told.others)
        others += told.coda
    return events, sorted([*left, *others], key=lambda each: (each.time, each.station))


def _judged(event: Event, there: Network, ways: Mapping[str, Ray], settings: Parameters) -> Event:
    """The event sized and screened by what its recordings show."""
    # No trace of a Wood-Anderson seismograph is made, and ML takes no other amplitude.
    scales = replace(settings.magnitude, ml_distance_deg=(0.0, 0.0))
    sized = size(measured(event, there, ways), there.stations, parameters=scales)
    if not sized.magnitudes and not there.calibrated:
        sized = replace(sized, notes=(*sized.notes, in_words("no_response")))
    found = ratios(event, there, ways, settings.process, settings.screening.ps_scatter)
    return screen(sized, parameters=settings.screening, ratios=found)
