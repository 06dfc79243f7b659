"""What an event says of its own error: arrivals that may be late though they fit, and other places."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from testban.errors import LocationError
from testban.monitoring.location import locate
from testban.monitoring.location.results import alternatives
from testban.monitoring.model import Arrival, Origin
from testban.monitoring.parameters import LocationParameters, ProcessParameters
from testban.monitoring.processing.found import Found, Given
from testban.monitoring.processing.rays import PN_DEG
from testban.monitoring.sphere import distance_azimuth

__all__ = ["AT_MOST", "hidden_s", "less_if_late", "with_late", "with_rivals"]

AT_MOST = 2.0
"""So many standard deviations late an arrival may be, where none is to be left out."""
EXCUSED = 2.0
"""Of an arrival that is late by so many seconds, and may be by others: the variance is so many times their product."""
RIVAL = "rival minimum"
ABOUT_MEAN = math.sqrt(1 - 2 / math.pi)
"""The standard deviation of a half-normal distribution about its mean, in that of the normal one."""


def hidden_s(
    arrival: Arrival,
    distance_deg: float | None,
    settings: ProcessParameters,
    deviations: float = 1.0,
) -> float:
    """By so much a first arrival may be late because noise hides its beginning: the weaker, the more; s."""
    near, far = PN_DEG
    if distance_deg is None or not near <= distance_deg <= far:
        return 0.0
    return min(settings.late_most_s, deviations * settings.late_s / max(arrival.snr or 1.0, 1.0))


def less_if_late(arrival: Arrival, located: Arrival, settings: ProcessParameters) -> Arrival:
    """An arrival with the uncertainty that it has if it comes late.

    Noise hides a weak Pn, and what is seen first is a stronger wave seconds later: the weaker the
    record, the more. An arrival that is early has no such excuse. One that is very late pulls hardly
    more than one that is a little late: the variance grows with the lateness, so that the misfit does not
    grow as its square, and no single late pick outweighs several that come in time.
    """
    late = max(located.residual_s or 0.0, 0.0)
    hidden = hidden_s(arrival, located.distance_deg, settings)
    if not (late and hidden):
        return arrival
    sd = math.hypot(arrival.time_uncertainty_s or 0.0, math.sqrt(EXCUSED * late * hidden))
    return replace(arrival, time_uncertainty_s=round(sd, 3))


def with_late(found: Found, given: Given) -> Found:
    """The event with an ellipse that allows for arrivals which are late though they fit.

    A weak arrival that comes late is excused; one that fits may have drawn the place to where it does. The place is
    left, for nothing says which of them it is; its covariance is that of a location with all of them less certain.
    """
    event, origin = found.event, found.event.origin
    if origin is None or origin.ellipse is None:
        return found
    settings = given.parameters.process
    rows = []
    for sure, row in zip(found.detected, event.arrivals, strict=True):
        if not row.time_defining:
            continue
        hidden = ABOUT_MEAN * hidden_s(sure, row.distance_deg, settings, AT_MOST)
        sd = math.hypot(sure.time_uncertainty_s or 0.0, hidden)
        rows.append(
            replace(sure, phase="P", time_uncertainty_s=max(sd, row.time_uncertainty_s or 0.0))
        )
    try:
        other = locate(
            [*rows, *found.shear],
            given.network.stations,
            parameters=given.parameters,
            travel_times=given.travel_times,
            depth_km=settings.depth_km,
        ).origin
    except LocationError:
        return found
    if other is None or other.ellipse is None:
        return found
    if other.ellipse.semi_major_km <= origin.ellipse.semi_major_km:
        return found
    wide = replace(
        origin,
        covariance=other.covariance,
        ellipse=other.ellipse,
        time_uncertainty_s=max(origin.time_uncertainty_s or 0.0, other.time_uncertainty_s or 0.0),
    )
    return replace(found, event=replace(event, origin=wide))


def with_rivals(found: Found, others: Iterable[Found], settings: LocationParameters) -> Found:
    """The event with a note of every other place at which an event explains the detections about as well."""
    event = found.event
    places = [place for place in (event.origin, *event.other_origins) if place is not None]
    rivals: list[Origin] = []
    for other in sorted(others, key=lambda each: -each.evidence):
        origin = other.event.origin
        if origin is None or other.evidence < found.evidence - settings.rival_cost:
            continue
        if all(_apart_deg(origin, place) > settings.rival_deg for place in (*places, *rivals)):
            rivals.append(origin)
    if not rivals:
        return found
    origin = event.origin
    if origin is not None and origin.quality is not None:
        flags = (*origin.quality.flags, RIVAL)
        quality = replace(origin.quality, flags=tuple(dict.fromkeys(flags)))
        origin = replace(origin, quality=quality)
    event = replace(
        event,
        origin=origin,
        other_origins=(*event.other_origins, *rivals),
        notes=(*event.notes, *alternatives(rivals)),
    )
    return replace(found, event=event)


def _apart_deg(one: Origin, other: Origin) -> float:
    return distance_azimuth(one.latitude, one.longitude, other.latitude, other.longitude)[0]
