"""Write IMS1.0:short: origin, magnitude and arrival blocks; screening and the rest in comments."""

from __future__ import annotations

import itertools
import time as clock
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import isclose

from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.formats.confidence import USUAL, at_confidence, confidence_of
from testban.monitoring.formats.event_types import EVENT_TYPES, UNKNOWN
from testban.monitoring.formats.fixed import exact, write_fields
from testban.monitoring.formats.ims1_fields import (
    ARRIVAL,
    ARRIVAL_HEAD,
    MAGNITUDE,
    MAGNITUDE_HEAD,
    ORIGIN,
    ORIGIN_HEAD,
    on_clock,
    remark,
)
from testban.monitoring.formats.limits import limit_row
from testban.monitoring.formats.records import LETTERS
from testban.monitoring.model import Arrival, Event, Magnitude, Origin, Screening, StationMagnitude

__all__ = ["write_ims1"]

_BOUNDS = {"upper": "<", "lower": ">", None: ""}
_ID_WIDTH = 8


def write_ims1(bulletin: Bulletin, numbers: Iterable[int] | None = None) -> str:
    """The events as one IMS1.0 message, and in a second one the arrivals of none and what was left out.

    Without an origin, an event is a list of arrivals alone. ObsPy reads the first message and stops at its
    end; of arrivals of no event in the same one it breaks.

    Parameters
    ----------
    numbers
        What the events are called by, and their origins after them, in place of their own
        identifiers, which are told in comments.
    """
    lines = ["BEGIN IMS1.0", "MSG_TYPE DATA", "MSG_ID testban", "DATA_TYPE BULLETIN IMS1.0:short"]
    lines.append("Events located from their arrivals")
    for number, event in zip(numbers or itertools.count(1), bulletin.events, strict=False):
        lines += _event(event, number, own=numbers is None)
    if bulletin.unassociated or bulletin.left_out:
        lines += ["", "STOP", "", "BEGIN IMS1.0", "MSG_TYPE DATA", "MSG_ID testban"]
        lines += ["DATA_TYPE ARRIVAL IMS1.0:short"]
        lines += _arrivals(bulletin.unassociated, [], 1, None)
        for line in bulletin.left_out:
            lines += remark("LEFTOUT", {"text": line})
    return "\n".join([*lines, "", "STOP", ""])


def _event(event: Event, number: int, *, own: bool) -> Iterator[str]:
    def name(identifier: str | None, instead: int) -> str:
        return _short(identifier if own else None, instead)

    key = name(event.event_id, number)
    yield ""
    yield f"EVENT {key:<8s} {_plain(event.name)[:65]}".rstrip()
    # ObsPy takes the last origin for the preferred one where none is marked.
    origins = [*event.other_origins, *([event.origin] if event.origin else [])]
    after = event.origin.time if event.origin else None
    if not event.origin and event.arrivals:
        # ObsPy wants an origin for every event; centres write one of a time alone where there is none.
        after = min(arrival.time for arrival in event.arrivals)
    yield ""
    yield ORIGIN_HEAD
    if event.origin is None and after is not None:
        day, moment = _clock(after, 2)
        alone = {"date": day, "time": moment, "event_type": UNKNOWN, "id": str(number * 100)}
        yield write_fields(alone, ORIGIN)
        yield " (#UNLOCATED)"
    for place, origin in enumerate(origins, 1):
        yield from _origin(origin, name(origin.origin_id, number * 100 + place))
        yield from map(_comment, origin.comments)
        if origin is event.origin:
            yield " (#PRIME)"
            yield from _screenings(event.screening)
    # ObsPy takes comments for those of the origin above: before the first it stops reading.
    if event.event_id != key:
        yield from remark("EVENTID", {"id": event.event_id})
    yield from remark("SCORE", {"value": event.score})
    for note in event.notes:
        yield from remark("NOTE", {"text": note})
    for limit in event.limits:
        yield from remark("LIMIT", limit_row(limit))
    # A magnitude belongs to the origin of its author, and else to the prime one.
    by_author = {
        origin.author: name(origin.origin_id, number * 100 + place)
        for place, origin in enumerate(origins, 1)
    }
    prime = by_author[event.origin.author] if event.origin else ""
    if event.magnitudes:
        yield ""
        yield MAGNITUDE_HEAD
        for magnitude in event.magnitudes:
            yield from _magnitude(magnitude, by_author.get(magnitude.author, prime))
    if event.arrivals:
        readings = [each for magnitude in event.magnitudes for each in magnitude.readings]
        yield from _arrivals(event.arrivals, readings, number * 10_000 + 1, after)
    yield from map(_comment, event.comments)


def _comment(text: str) -> str:
    return f" ({_plain(text)})"


def _origin(given: Origin, key: str) -> Iterator[str]:
    # The columns are of 90 %, whatever ours are.
    origin = at_confidence(given, USUAL)
    confidence = confidence_of(given)
    day, moment = _clock(origin.time, 2)
    quality, ellipse = origin.quality, origin.ellipse
    values: dict[str, object] = {
            "date": day, "time": moment, "time_error": origin.time_uncertainty_s,
            "rms": origin.standard_error_s, "latitude": origin.latitude,
            "longitude": origin.longitude, "depth": origin.depth_km,
            "semi_major": ellipse and ellipse.semi_major_km,
            "semi_minor": ellipse and ellipse.semi_minor_km,
            "strike": ellipse and ellipse.strike_deg,
            "depth_fixed": "f" if origin.depth_fixed else "",
            "depth_error": origin.depth_uncertainty_km, "ndef": quality and quality.defining,
            "nsta": quality and quality.stations, "gap": quality and quality.gap_deg,
            "nearest": quality and quality.nearest_deg,
            "farthest": quality and quality.farthest_deg,
            "analysis": origin.analysis, "method": origin.method,
            "event_type": origin.event_type if origin.event_type in EVENT_TYPES else UNKNOWN,
            "author": origin.author, "id": key,
    }  # fmt: skip
    yield write_fields(values, ORIGIN)
    rows = ",".join(";".join(f"{cell:.6g}" for cell in row) for row in origin.covariance or ())
    told: dict[str, object] = {
        **exact(values, ORIGIN),
        "time": origin.time if round(origin.time, 2) != origin.time else None,
        "author": origin.author if len(origin.author) > 9 else None,
        "origin_id": origin.origin_id if origin.origin_id != key else None,
        "depth_basis": origin.depth_basis,
        "confidence": confidence if confidence != USUAL else None,
        "event_type": origin.event_type if origin.event_type not in EVENT_TYPES else None,
        "secondary_gap": quality.secondary_gap_deg if quality else None,
        "flags": ",".join(quality.flags) if quality else None,
        "velocity_model": origin.velocity_model,
        "parameters": origin.parameters,
        "covariance": rows,
    }
    yield from remark("PARAM", told)


def _screenings(screenings: tuple[Screening, ...]) -> Iterator[str]:
    for each in screenings:
        yield from remark(
            "SCREENING",
            {
                "criterion": each.criterion, "value": each.value, "uncertainty": each.uncertainty,
                "threshold": each.threshold, "result": each.result, "source": each.source,
                "reason": each.reason,
            },
        )  # fmt: skip


def _magnitude(magnitude: Magnitude, origin: str) -> Iterator[str]:
    values: dict[str, object] = {
        "type": magnitude.type, "bound": _BOUNDS[magnitude.bound], "value": magnitude.value,
        "error": magnitude.uncertainty, "stations": magnitude.stations, "author": magnitude.author,
        "origin": origin,
    }  # fmt: skip
    yield write_fields(values, MAGNITUDE)
    author = magnitude.author if len(magnitude.author) > 9 else None
    kind = magnitude.type if len(magnitude.type) > 5 else None
    told = {"type": kind, "method": magnitude.method, "author": author}
    yield from remark("PARAM", exact(values, MAGNITUDE) | told)
    # Readings at stations without an arrival line of that phase have no other place.
    for each in magnitude.readings:
        yield from remark(
            "STAMAG",
            {
                "station": each.station, "value": round(each.value, 4), "phase": each.phase,
                "distance_deg": each.distance_deg, "amplitude_nm": each.amplitude_nm,
                "period_s": each.period_s, "residual": each.residual,
                "used": "" if each.used else "no", "bound": each.bound,
            },
        )  # fmt: skip


def _arrivals(
    arrivals: tuple[Arrival, ...],
    readings: Sequence[StationMagnitude],
    first: int,
    after: float | None,
) -> Iterator[str]:
    yield ""
    yield ARRIVAL_HEAD
    of_row = _rows_of(readings, arrivals)
    for number, arrival in enumerate(arrivals, first):
        reading = of_row.get(number - first)
        key = _short(arrival.arrival_id, number)
        values = _arrival(arrival, reading, key)
        yield write_fields(values, ARRIVAL)
        yield from _rest(arrival, values, key, after)


def _rows_of(
    readings: Sequence[StationMagnitude], arrivals: Sequence[Arrival]
) -> dict[int, StationMagnitude]:
    """The reading of each row, by the row's place: of several rows of one phase, that which was measured."""
    rows: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for place, arrival in enumerate(arrivals):
        rows[arrival.station, arrival.phase].append(place)
    found: dict[int, StationMagnitude] = {}
    for reading in readings:
        own = rows.get((reading.station, reading.phase), [])
        size = reading.amplitude_nm
        if size is not None:
            measured = (arrivals[place].amplitude_nm for place in own)
            own = [
                place
                for place, there in zip(own, measured, strict=True)
                if there is not None and isclose(there, size, rel_tol=1e-6)
            ]
        if own:
            found[own[0]] = reading
    return found


def _arrival(arrival: Arrival, reading: StationMagnitude | None, key: str) -> dict[str, object]:
    return {
        "station": arrival.station, "distance": arrival.distance_deg,
        "event_azimuth": arrival.event_azimuth_deg, "phase": arrival.phase,
        "time": _clock(arrival.time, 3)[1], "residual": arrival.residual_s,
        "azimuth": arrival.azimuth_deg, "azimuth_residual": arrival.azimuth_residual_deg,
        "slowness": arrival.slowness_s_per_deg,
        "slowness_residual": arrival.slowness_residual_s_per_deg,
        "time_defining": "T" if arrival.time_defining else "_",
        "azimuth_defining": "A" if arrival.azimuth_defining else "_",
        "slowness_defining": "S" if arrival.slowness_defining else "_",
        "snr": arrival.snr, "amplitude": arrival.amplitude_nm, "period": arrival.period_s,
        **{name: getattr(arrival, name) or "_" for name in LETTERS},
        "magnitude_type": reading and reading.type,
        "magnitude_bound": reading and _BOUNDS[reading.bound], "magnitude": reading and reading.value,
        "id": key,
    }  # fmt: skip


# What the arrival line may round or have no room for, by its columns; it then travels in the comment.
_NAMES = {
    "distance": "distance_deg", "event_azimuth": "event_azimuth_deg", "residual": "residual_s",
    "azimuth": "azimuth_deg", "azimuth_residual": "azimuth_residual_deg",
    "slowness": "slowness_s_per_deg", "slowness_residual": "slowness_residual_s_per_deg", "snr": "snr",
    "amplitude": "amplitude_nm", "period": "period_s",
}  # fmt: skip
_UNLISTED = (
    "channel", "time_uncertainty_s", "azimuth_uncertainty_deg", "slowness_uncertainty_s_per_deg",
    "time_weight", "reported_phase", "network", "location",
)  # fmt: skip


def _rest(arrival: Arrival, values: dict[str, object], key: str, after: float | None) -> list[str]:
    """What the columns cannot hold, in a comment."""
    told: dict[str, object] = {name: getattr(arrival, name) for name in _UNLISTED}
    told |= {
        _NAMES[name]: value for name, value in exact(values, ARRIVAL).items() if name in _NAMES
    }
    # The line has no day, milliseconds, and five letters for a station.
    if after is None or on_clock(_clock(arrival.time, 3)[1], after) != arrival.time:
        told["time"] = arrival.time
    told["station"] = arrival.station if len(arrival.station) > 5 else None
    told["phase"] = arrival.phase if len(arrival.phase or "") > 8 else None
    told["arrival_id"] = arrival.arrival_id if arrival.arrival_id not in (key, None) else None
    return remark("PARAM", told)


def _clock(seconds: float, digits: int) -> tuple[str, str]:
    """Day and time of day as the format has them."""
    whole = round(seconds, digits)
    day = clock.gmtime(int(whole // 1))
    second = f"{day.tm_sec + whole % 1:0{digits + 3}.{digits}f}"
    return clock.strftime("%Y/%m/%d", day), clock.strftime("%H:%M:", day) + second


def _short(key: str | None, number: int) -> str:
    """The identifier where it fits the columns, a number where it does not."""
    return key if key and len(key) <= _ID_WIDTH and key.isalnum() and key.isascii() else str(number)


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
