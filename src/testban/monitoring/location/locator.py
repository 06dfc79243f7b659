"""From the arrivals of one event to its hypocentre, with its uncertainty and what was doubted."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from testban.errors import LocationError, UsageError
from testban.monitoring.location.bystanders import placed
from testban.monitoring.location.corrections import before_any_place
from testban.monitoring.location.data import Prepared, prepare
from testban.monitoring.location.geometry import place
from testban.monitoring.location.minima import minima, rival, second_event
from testban.monitoring.location.results import clocks, report
from testban.monitoring.location.solving import LEAST_DATA, Descent, hypocentre, measured
from testban.monitoring.location.times import Tables, TravelTimesLike, tables
from testban.monitoring.location.weighing import Against, weighed
from testban.monitoring.model import Arrival, Event, iso
from testban.monitoring.parameters import Parameters, load_parameters
from testban.monitoring.places import with_places
from testban.monitoring.sentences import in_words
from testban.monitoring.stations import load_stations
from testban.monitoring.traveltimes.corrections import Correction

__all__ = ["locate"]


HIGHEST_KM, DEEPEST_KM = 10.0, 760.0
"""Of travel times."""
OPEN_KM = 0.25 * 2 * math.pi * 6371.0
"""An ellipse with a longer half-axis bounds nothing."""


def locate(
    arrivals: Any,
    stations: Any,
    *,
    parameters: Parameters | None = None,
    travel_times: TravelTimesLike | None = None,
    use_names: bool = True,
    event_id: str = "",
    depth_km: float | None = None,
    corrections: Sequence[Correction] = (),
    speaks_against: Against | None = None,
) -> Event:
    """Locate one event from its arrivals.

    Parameters
    ----------
    arrivals
        A sequence of `Arrival` of one event, or an `Event`, ours or ObsPy's, or a `Catalog` of one (its
        limits and comments are those of the event given back);
        those of another, late picks and bad clocks are doubted, not obeyed.
    stations
        By code, or whatever `load_stations` takes, an ObsPy `Inventory` too; arrivals at
        stations that are missing here are left out and counted in the notes.
    parameters
        Thresholds; the shipped ones where None.
    travel_times
        A velocity model; ak135 where None.
    use_names
        Whether to trust the phases' names; otherwise every arrival may be any phase.
    event_id
        Of the event given back.
    depth_km
        Fixes the depth; where None it is free if the arrivals resolve it, and fixed otherwise.
    corrections
        Of what the velocity model predicts: `load_correction` reads them, and anything with a method
        `shift` is one. A note says how much they changed.
    speaks_against
        What else speaks against a place (latitude, longitude) and an origin time (seconds since 1970), as a
        natural logarithm. It is asked of places far apart that fit the arrivals, and moves none; they are then
        told apart by their posteriors with the full covariance of the errors.

    Returns
    -------
    Event
        With one origin, the arrivals in the order given with their residuals, weights and phases
        as renamed, rival origins where the data allow two, and notes on what was left out.

    Raises
    ------
    LocationError
        Where fewer than three times, azimuths and slownesses are left, or fit the best place, or
        where they leave the epicentre open over half the Earth; or what is given are no arrivals.
    UsageError
        Where there are no travel times for the depth.
    """
    if depth_km is not None and not -HIGHEST_KM <= depth_km <= DEEPEST_KM:
        raise UsageError(
            f"no event is at a depth of {depth_km:g} km",
            cure=f"Give {-HIGHEST_KM:g} to {DEEPEST_KM:g} km below sea level",
        )
    given = _given(arrivals)
    arrivals = given.arrivals
    stations = stations if isinstance(stations, Mapping) else load_stations(stations)
    settings = parameters or load_parameters()
    goes_by = settings.location
    source = travel_times if travel_times is not None else default_travel_times()
    table = tables(source)
    prepared = prepare(arrivals, stations, use_names=use_names)
    _check(prepared)
    data = before_any_place(prepared, corrections)
    places = minima(data, table, np.zeros(len(data.time)), depth_km)
    if not places:
        raise LocationError(
            "no place on Earth explains these arrivals",
            cure="Check station codes, times and phase names",
        )
    descend = Descent(source, prepared, corrections)
    if speaks_against is not None:
        against = partial(_against, prepared, speaks_against)
        places = weighed(places, descend, data, table, depth_km is None, against)
    found = hypocentre(descend, places[0], depth_km, goes_by)
    rivals = [m for m in places if rival(data, m, places[0], found.state, goes_by)]
    event = report(arrivals, prepared, found, rivals, settings, source.name, event_id)
    if corrections:
        event = replace(event, notes=(found.best.corrected.note, *event.notes))
    _check_defined(event, prepared)
    event = _with_second(event, prepared, table)
    assert event.origin is not None
    return replace(
        event,
        arrivals=placed(event.arrivals, event.origin, stations, source),
        limits=given.limits,
        comments=given.comments,
    )


def _against(prepared: Prepared, speaks: Against, state: NDArray[np.float64]) -> float:
    return speaks(*place(state[:3]), prepared.epoch + float(state[3]))


def _given(given: Any) -> Event:
    """The event that is given, or the only one of a catalogue; arrivals alone are one without a name."""
    if isinstance(given, Event):
        return given
    events = getattr(given, "events", None)
    if events is not None:
        if len(events) != 1:
            raise LocationError(
                f"{len(events)} events are given, and one is located at a time",
                cure="Give one of them, or all to testban.monitoring.solve",
            )
        return _given(events[0])
    if hasattr(given, "picks"):
        from testban.monitoring.formats.from_obspy import from_catalog

        return from_catalog([given]).events[0]
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise LocationError(
            f"arrivals cannot be taken from {type(given).__name__}",
            cure="Give arrivals or an event; testban.monitoring.formats.read_bulletin reads files",
        )
    return Event("", None, tuple(_arrival(each, place) for place, each in enumerate(given, 1)))


def _arrival(given: Any, place: int) -> Arrival:
    """An arrival of a notebook; its time may be ObsPy's."""
    if isinstance(given, Arrival) and isinstance(given.phase, str | None):
        if isinstance(given.time, float):
            return given
        with suppress(TypeError, ValueError):
            return replace(given, time=float(given.time))
    raise LocationError(
        f"arrival {place} is no arrival with a time in seconds and the name of a phase",
        cure="Give Arrival(station, time, phase) of testban.monitoring.model",
    )


def default_travel_times() -> TravelTimesLike:
    """The shipped ak135."""
    from testban.monitoring.traveltimes import TravelTimes

    return TravelTimes("ak135")


def _check(prepared: Prepared) -> None:
    data = prepared.data
    count = measured(data)
    if len(data.time) < 1 or count < LEAST_DATA:
        left_out = "; ".join(prepared.notes)
        raise LocationError(
            f"{count} usable times, azimuths and slownesses cannot locate an event"
            + (f" ({left_out})" if left_out else ""),
            cure="Give at least three, at stations whose coordinates are known",
        )


def _check_defined(event: Event, prepared: Prepared) -> None:
    """A place that its arrivals do not fit, or do not bound, is none."""
    origin, rows = event.origin, event.arrivals
    fit = sum(a.time_defining + a.azimuth_defining + a.slowness_defining for a in rows)
    if fit < LEAST_DATA:
        raise LocationError(
            f"only {fit} of {measured(prepared.data)} times, azimuths and slownesses fit the best place",
            cure=f"It takes {LEAST_DATA}: check station codes, clocks and phase names",
        )
    if origin is not None and origin.ellipse and origin.ellipse.semi_major_km > OPEN_KM:
        raise LocationError(
            "the arrivals leave the epicentre open over half the Earth",
            cure="Give arrivals of more stations, or azimuths",
        )


def _with_second(event: Event, prepared: Prepared, table: Tables) -> Event:
    """The event with a note where the doubted arrivals are those of another, or show clocks that are wrong.

    Among the arrivals of another event some are whole minutes off by chance: no clock is accused then.
    """
    rows = [k for k, i in enumerate(prepared.indices) if not event.arrivals[i].time_defining]
    second = second_event(prepared.data, table, np.array(rows, dtype=np.int64))
    if second is None or event.origin is None or event.origin.quality is None:
        return replace(event, notes=(*event.notes, *clocks(event.arrivals)))
    minimum, those = second
    latitude, longitude = place(minimum.state[:3])
    when = iso(prepared.epoch + float(minimum.state[3]), 0)
    quality = event.origin.quality
    quality = replace(quality, flags=(*quality.flags, "another event"))
    note = with_places(
        in_words(
            "another_event", number=len(those), time=when,
            latitude=f"{latitude:.1f}", longitude=f"{longitude:.1f}",
        ),
        [event.arrivals[prepared.indices[k]] for k in those],
    )  # fmt: skip
    origin = replace(event.origin, quality=quality)
    return replace(event, origin=origin, notes=(*event.notes, note))
