"""An event with its magnitudes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from testban.monitoring.magnitude.network import network_magnitude
from testban.monitoring.magnitude.scales import scales
from testban.monitoring.magnitude.stations import (
    few,
    left_out,
    limits_left_out,
    station_limits,
    station_magnitudes,
)
from testban.monitoring.model import Arrival, Event, Limit, Magnitude, Station, StationMagnitude
from testban.monitoring.parameters import MagnitudeParameters, load_parameters
from testban.monitoring.places import with_places
from testban.monitoring.sentences import in_words

__all__ = ["AUTHOR", "size"]

AUTHOR = "testban"


def size(
    event: Event,
    stations: Mapping[str, Station] | Iterable[Station] | None = None,
    parameters: MagnitudeParameters | None = None,
    limits: Iterable[Limit] = (),
) -> Event:
    """The event with a magnitude of every scale that its amplitudes allow.

    Magnitudes of other authors stay; earlier ones of ours are replaced. What gave no magnitude,
    and what was taken for an outlier, stands in the notes.

    Parameters
    ----------
    event
        With an origin; without one it is returned as it is.
    stations
        Coordinates by code, or the stations themselves; where a station is missing, the distance
        that its arrival carries is taken.
    limits
        Noise levels where a phase was not seen, and clipped amplitudes; beside those that the event has.
    """
    if event.origin is None:
        return event
    known = (
        stations
        if stations is None or isinstance(stations, Mapping)
        else {station.code: station for station in stations}
    )
    settings = parameters or load_parameters().magnitude
    readings = station_magnitudes(event.arrivals, event.origin, known, settings)
    all_limits = tuple(dict.fromkeys((*event.limits, *limits)))
    bounds = station_limits(all_limits, event.origin, known, settings)
    made = [
        replace(
            magnitude,
            author=AUTHOR,
            method="; ".join(filter(None, (magnitude.method, scale.states))),
        )
        for scale in scales(settings)
        if (
            magnitude := network_magnitude(
                [r for r in readings if r.type == scale.type],
                [b for b in bounds if b.type == scale.type],
                settings,
            )
        )
    ]
    others = [magnitude for magnitude in event.magnitudes if magnitude.author != AUTHOR]
    notes = [
        *left_out(event.arrivals, event.origin, known, settings),
        *limits_left_out(all_limits, event.origin, known, settings),
        *(line for magnitude in made for line in _outliers(magnitude, event.arrivals)),
        *(line for magnitude in made for line in _needless(magnitude, bounds)),
    ]
    return replace(
        event,
        magnitudes=(*others, *made),
        limits=all_limits,
        notes=tuple(dict.fromkeys((*event.notes, *notes))),
    )


def _needless(magnitude: Magnitude, bounds: Sequence[StationMagnitude]) -> Iterable[str]:
    """That a station which measured a magnitude needs no limit."""
    measured = {each.station for each in magnitude.readings if each.used and not each.bound}
    codes = [b.station for b in bounds if b.type == magnitude.type and b.station in measured]
    if codes:
        yield in_words(
            "limit_needless", type=magnitude.type, number=len(codes), stations=few(codes)
        )


def _outliers(magnitude: Magnitude, arrivals: Sequence[Arrival]) -> Iterable[str]:
    counted = {reading.station for reading in magnitude.readings if reading.used}
    for reading in magnitude.readings:
        if not reading.used and reading.station not in counted:
            said = in_words(
                "outlier",
                type=magnitude.type,
                station=reading.station,
                value=f"{reading.value:.1f}",
                middle=f"{magnitude.value:.1f}",
            )
            measured = reading.station, reading.phase, reading.amplitude_nm
            yield with_places(
                said, [a for a in arrivals if (a.station, a.phase, a.amplitude_nm) == measured]
            )
