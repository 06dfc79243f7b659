"""Events as ObsPy has them, in and out: `Catalog`, `Event`, `Inventory`.

What QuakeML (and so ObsPy) has no element for travels in comments that begin with ``testban:`` and
hold JSON. Conventions of QuakeML: depths in metres, amplitudes in metres, ellipses in metres,
`arrival.azimuth` from the event to the station, `pick.backazimuth` from the station to the event,
slownesses in s/deg.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, get_args

from testban.errors import BulletinError
from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.formats.events_json import plain
from testban.monitoring.formats.ims1 import with_readings
from testban.monitoring.formats.records import arrival_from, square
from testban.monitoring.model import (
    Arrival,
    Ellipse,
    Event,
    Magnitude,
    Origin,
    Quality,
    Screening,
    ScreeningResult,
    StationMagnitude,
)

__all__ = ["from_catalog", "from_event", "to_catalog", "to_event"]

_TAG = "testban:"
_PREFIX = "smi:local/"


# -- out ----------------------------------------------------------------------------------------


def to_catalog(bulletin: Bulletin | Iterable[Event]) -> Any:
    """An ObsPy `Catalog` of the events; arrivals of no event are no part of it.

    Parameters
    ----------
    bulletin
        A `Bulletin`, or any events.
    """
    from obspy.core.event import Catalog

    events = bulletin.events if isinstance(bulletin, Bulletin) else tuple(bulletin)
    return Catalog([to_event(event, number) for number, event in enumerate(events, 1)])


def to_event(event: Event, number: int = 1) -> Any:
    """An ObsPy `Event`, with every field of `event`; its identifiers are unique within a catalog."""
    from obspy.core import event as obspy

    base = f"{_word(event.event_id) or 'event'}/{number}"
    made = obspy.Event(resource_id=f"{_PREFIX}event/{base}", event_descriptions=[])
    if event.name:
        made.event_descriptions.append(obspy.EventDescription(_clean(event.name), "region name"))
    made.comments = [_comment("event", {"id": event.event_id, "score": event.score})]
    made.comments += [_comment("note", {"text": note}) for note in event.notes]
    made.comments += [_comment("screening", _slots(each)) for each in event.screening]
    made.picks = [
        _pick(arrival, f"{base}/{place}") for place, arrival in enumerate(event.arrivals, 1)
    ]
    made.amplitudes = [
        _amplitude(arrival, pick)
        for arrival, pick in zip(event.arrivals, made.picks, strict=True)
        if (arrival.amplitude_nm, arrival.period_s, arrival.snr) != (None, None, None)
    ]
    origins = [*([event.origin] if event.origin else []), *event.other_origins]
    made.origins = [_origin(each, f"{base}/{place}") for place, each in enumerate(origins, 1)]
    if event.origin:
        made.preferred_origin_id = made.origins[0].resource_id
        made.origins[0].arrivals = [
            _arrival(arrival, pick)
            for arrival, pick in zip(event.arrivals, made.picks, strict=True)
        ]
    _add_magnitudes(made, event, base)
    return made


def _clean(text: str) -> str:
    """What XML can hold of it; at most as long as the schema allows."""
    return "".join(c for c in text if c.isprintable())[:128]


def _word(text: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in text)


def _slots(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


def _comment(kind: str, values: dict[str, Any]) -> Any:
    from obspy.core.event import Comment

    kept = {name: value for name, value in values.items() if value not in (None, "")}
    return Comment(
        text=f"{_TAG}{kind} {json.dumps(kept, ensure_ascii=False, default=plain)}",
        force_resource_id=False,
    )


def _error(value: float | None) -> Any:
    from obspy.core.event import QuantityError

    return QuantityError(uncertainty=value) if value is not None else QuantityError()


def _pick(arrival: Arrival, key: str) -> Any:
    from obspy import UTCDateTime
    from obspy.core.event import Pick, WaveformStreamID

    channel = arrival.channel if arrival.channel and len(arrival.channel) <= 8 else None
    return Pick(
        resource_id=f"{_PREFIX}pick/{key}",
        # Nanoseconds, so that ObsPy does not round to what a float of seconds holds.
        time=UTCDateTime(ns=round(arrival.time * 1e6) * 1000),
        time_errors=_error(arrival.time_uncertainty_s),
        waveform_id=WaveformStreamID(
            network_code="", station_code=arrival.station[:8], channel_code=channel
        ),
        phase_hint=arrival.reported_phase or arrival.phase,
        backazimuth=arrival.azimuth_deg,
        backazimuth_errors=_error(arrival.azimuth_uncertainty_deg),
        horizontal_slowness=arrival.slowness_s_per_deg,
        horizontal_slowness_errors=_error(arrival.slowness_uncertainty_s_per_deg),
        comments=[
            _comment(
                "arrival",
                {
                    "arrival_id": arrival.arrival_id, "reported_phase": arrival.reported_phase,
                    "phase": arrival.phase, "station": arrival.station if len(arrival.station) > 8 else None,
                    "channel": arrival.channel if channel is None else None,
                    "azimuth_residual_deg": arrival.azimuth_residual_deg,
                    "time_defining": arrival.time_defining or None,
                    "azimuth_defining": arrival.azimuth_defining or None,
                    "slowness_defining": arrival.slowness_defining or None,
                },
            )
        ],
    )  # fmt: skip


def _amplitude(arrival: Arrival, pick: Any) -> Any:
    from obspy.core.event import Amplitude

    metres = None if arrival.amplitude_nm is None else arrival.amplitude_nm * 1e-9
    return Amplitude(
        resource_id=str(pick.resource_id).replace("/pick/", "/amplitude/"),
        # The schema wants a value where there is only a ratio of signal to noise.
        generic_amplitude=0.0 if metres is None else metres,
        type="A",
        category="point",
        unit="m" if metres is not None else "other",
        period=arrival.period_s,
        snr=arrival.snr,
        pick_id=pick.resource_id,
        waveform_id=pick.waveform_id,
    )


def _arrival(arrival: Arrival, pick: Any) -> Any:
    from obspy.core.event import Arrival as ObspyArrival

    return ObspyArrival(
        resource_id=str(pick.resource_id).replace("/pick/", "/arrival/"),
        pick_id=pick.resource_id,
        phase=arrival.phase or "",
        distance=arrival.distance_deg,
        azimuth=arrival.event_azimuth_deg,
        time_residual=arrival.residual_s,
        backazimuth_residual=arrival.azimuth_residual_deg,
        horizontal_slowness_residual=arrival.slowness_residual_s_per_deg,
        time_weight=arrival.time_weight,
    )


def _origin(origin: Origin, key: str) -> Any:
    from obspy import UTCDateTime
    from obspy.core import event as obspy

    quality, ellipse = origin.quality, origin.ellipse
    made = obspy.Origin(
        resource_id=f"{_PREFIX}origin/{key}",
        time=UTCDateTime(ns=round(origin.time * 1e6) * 1000),
        time_errors=_error(origin.time_uncertainty_s),
        latitude=origin.latitude,
        longitude=origin.longitude,
        depth=origin.depth_km * 1000,
        depth_errors=_error(
            None if origin.depth_uncertainty_km is None else origin.depth_uncertainty_km * 1000
        ),
        depth_type="operator assigned" if origin.depth_fixed else "from location",
        evaluation_mode="automatic",
        comments=[_comment("origin", _kept(origin))],
    )
    if origin.author:
        made.creation_info = obspy.CreationInfo(author=_clean(origin.author))
    if origin.velocity_model:
        made.earth_model_id = f"{_PREFIX}earth_model/{_word(origin.velocity_model)}"
    if quality or origin.standard_error_s is not None:
        made.quality = obspy.OriginQuality(
            standard_error=origin.standard_error_s,
            azimuthal_gap=quality and quality.gap_deg,
            secondary_azimuthal_gap=quality and quality.secondary_gap_deg,
            minimum_distance=quality and quality.nearest_deg,
            maximum_distance=quality and quality.farthest_deg,
            used_station_count=quality and quality.stations,
            used_phase_count=quality and quality.defining,
        )
    if ellipse:
        made.origin_uncertainty = obspy.OriginUncertainty(
            max_horizontal_uncertainty=ellipse.semi_major_km * 1000,
            min_horizontal_uncertainty=ellipse.semi_minor_km * 1000,
            azimuth_max_horizontal_uncertainty=ellipse.strike_deg,
            confidence_level=ellipse.confidence * 100,
            preferred_description="uncertainty ellipse",
        )
    return made


def _kept(origin: Origin) -> dict[str, Any]:
    """What an origin has and QuakeML has no place for, or only a rounded one."""
    names = ("origin_id", "depth_basis", "depth_km", "parameters", "velocity_model", "covariance")
    kept = {name: getattr(origin, name) for name in names}
    quality = origin.quality
    return kept | {"flags": list(quality.flags) if quality and quality.flags else None}


def _add_magnitudes(made: Any, event: Event, base: str) -> None:
    from obspy.core import event as obspy

    origin = made.preferred_origin_id
    for place, magnitude in enumerate(event.magnitudes, 1):
        each = obspy.Magnitude(
            resource_id=f"{_PREFIX}magnitude/{base}/{place}",
            mag=magnitude.value,
            mag_errors=_error(magnitude.uncertainty),
            magnitude_type=_clean(magnitude.type),
            station_count=magnitude.stations,
            origin_id=origin,
            comments=[
                _comment(
                    "magnitude",
                    {
                        "bound": magnitude.bound, "method": magnitude.method,
                        "readings": [_slots(reading) for reading in magnitude.readings] or None,
                    },
                )
            ],
        )  # fmt: skip
        if magnitude.author:
            each.creation_info = obspy.CreationInfo(author=_clean(magnitude.author))
        made.magnitudes.append(each)
        for count, reading in enumerate(magnitude.readings, 1):
            station = obspy.StationMagnitude(
                resource_id=f"{_PREFIX}station_magnitude/{base}/{place}/{count}",
                origin_id=origin,
                mag=reading.value,
                station_magnitude_type=_clean(reading.type),
                waveform_id=obspy.WaveformStreamID(
                    network_code="", station_code=_clean(reading.station)[:8]
                ),
            )
            # The schema wants an origin for each; without one they stay in the comment.
            if origin:
                made.station_magnitudes.append(station)
                each.station_magnitude_contributions.append(
                    obspy.StationMagnitudeContribution(
                        station_magnitude_id=station.resource_id,
                        residual=reading.residual,
                        weight=1.0 if reading.used else 0.0,
                    )
                )


# -- in -----------------------------------------------------------------------------------------


def from_catalog(catalog: Any, where: str = "the catalog") -> Bulletin:
    """The events of an ObsPy `Catalog`, and what of it cannot be used.

    Raises
    ------
    BulletinError
        It holds no origin and no pick.
    """
    events, doubts = [], []
    for number, each in enumerate(catalog, 1):
        event, left = from_event(each, number)
        events.append(event)
        doubts += [f"{where}: event {event.event_id}: {what}; left out" for what in left]
    if not any(event.origin or event.arrivals for event in events):
        raise BulletinError("no origin and no pick", where=where, cure="Give a catalog with picks")
    return Bulletin(tuple(events), left_out=tuple(dict.fromkeys(doubts)), format="quakeml")


def from_event(given: Any, number: int = 1) -> tuple[Event, list[str]]:
    """The event that an ObsPy `Event` describes, and what of it cannot be used, in words."""
    doubts: list[str] = []
    told = _told(given, "event")
    key = str(told.get("id") or str(given.resource_id).rpartition("/")[2] or number)
    preferred = given.preferred_origin() or (given.origins[-1] if given.origins else None)
    origins = []
    for each in given.origins:
        origin = _read_origin(each)
        if origin is None:
            doubts.append("an origin without coordinates or time")
        elif each is not preferred:
            origins.append(origin)
    magnitudes = [_read_magnitude(each, given) for each in given.magnitudes if each.mag is not None]
    chosen = _read_origin(preferred) if preferred is not None else None
    name = next((each.text for each in given.event_descriptions if each.text), "") or ""
    return (
        Event(
            event_id=key[:64],
            origin=chosen,
            arrivals=tuple(_read_arrivals(given, preferred, doubts)),
            magnitudes=tuple(
                with_readings(
                    magnitudes, list(_read_readings(given)), chosen.author if chosen else ""
                )
            ),
            screening=tuple(
                Screening(**each)
                for each in _all_told(given, "screening")
                if each.get("result") in get_args(ScreeningResult)
            ),
            name=name,
            score=told.get("score"),
            other_origins=tuple(origins),
            notes=tuple(each["text"] for each in _all_told(given, "note") if "text" in each),
        ),
        doubts,
    )


_DEFAULTS: dict[str, dict[str, Any]] = {
    "screening": {"criterion": "", "value": None, "uncertainty": None, "threshold": None},
}


def _all_told(given: Any, kind: str) -> Iterator[dict[str, Any]]:
    """The values in our comments of a kind; a stranger's comment holds none."""
    for comment in getattr(given, "comments", ()):
        text = comment.text or ""
        if text.startswith(f"{_TAG}{kind} "):
            with suppress(ValueError, RecursionError):
                values = json.loads(text[len(_TAG) + len(kind) + 1 :])
                if isinstance(values, dict):
                    known = _KNOWN.get(kind)
                    plain = {k: v for k, v in values.items() if known is None or k in known}
                    yield _DEFAULTS.get(kind, {}) | plain


_KNOWN = {"screening": frozenset(Screening.__slots__)}


def _told(given: Any, kind: str) -> dict[str, Any]:
    return next(_all_told(given, kind), {})


def _scaled(value: Any, factor: float) -> float | None:
    return None if value is None else float(value) * factor


def _uncertainty(errors: Any, factor: float = 1.0) -> float | None:
    return _scaled(getattr(errors, "uncertainty", None), factor)


def _seconds(time: Any) -> float:
    return float(round(time.ns / 1000) / 1e6)


def _read_origin(given: Any) -> Origin | None:
    if given.time is None or given.latitude is None or given.longitude is None:
        return None
    if not -90 <= given.latitude <= 90 or not -360 <= given.longitude <= 360:
        return None
    told = _told(given, "origin")
    longitude = float(given.longitude)
    fixed = given.depth is None or str(given.depth_type) == "operator assigned"
    model = str(given.earth_model_id or "").rpartition("/")[2]
    depth = told.get("depth_km")
    return Origin(
        time=_seconds(given.time),
        latitude=float(given.latitude),
        longitude=longitude - 360
        if longitude > 180
        else longitude + 360
        if longitude < -180
        else longitude,
        depth_km=float(depth)
        if isinstance(depth, (int, float))
        else _scaled(given.depth, 1e-3) or 0.0,
        depth_fixed=bool(fixed),
        depth_basis=str(told.get("depth_basis") or ""),
        time_uncertainty_s=_uncertainty(given.time_errors),
        depth_uncertainty_km=_uncertainty(given.depth_errors, 1e-3),
        ellipse=_read_ellipse(given.origin_uncertainty),
        standard_error_s=getattr(given.quality, "standard_error", None),
        covariance=square(told.get("covariance")),
        quality=_read_quality(given.quality, told),
        author=_author(given),
        origin_id=told.get("origin_id") or str(given.resource_id).rpartition("/")[2] or None,
        parameters=str(told.get("parameters") or ""),
        velocity_model=str(told.get("velocity_model") or model),
    )


def _author(given: Any) -> str:
    info = given.creation_info
    return str((info.author or info.agency_id or "") if info else "")


def _read_ellipse(given: Any) -> Ellipse | None:
    if given is None or None in (
        given.max_horizontal_uncertainty,
        given.min_horizontal_uncertainty,
    ):
        return None
    return Ellipse(
        given.max_horizontal_uncertainty / 1000,
        given.min_horizontal_uncertainty / 1000,
        float(given.azimuth_max_horizontal_uncertainty or 0.0),
        (given.confidence_level or 90.0) / 100,
    )


def _read_quality(given: Any, told: dict[str, Any]) -> Quality | None:
    if given is None or None in (
        given.azimuthal_gap, given.minimum_distance, given.maximum_distance
    ):  # fmt: skip
        return None
    return Quality(
        gap_deg=given.azimuthal_gap,
        secondary_gap_deg=given.secondary_azimuthal_gap,
        nearest_deg=given.minimum_distance,
        farthest_deg=given.maximum_distance,
        stations=given.used_station_count or 0,
        defining=given.used_phase_count or 0,
        flags=tuple(map(str, told.get("flags") or ())),
    )


def _read_arrivals(given: Any, origin: Any, doubts: list[str]) -> Iterator[Arrival]:
    """The picks, with what the preferred origin's arrivals and the amplitudes say of them."""
    of_pick = {str(each.pick_id): each for each in (origin.arrivals if origin is not None else ())}
    amplitudes = {str(each.pick_id): each for each in given.amplitudes if each.pick_id}
    for pick in given.picks:
        key = str(pick.resource_id)
        values = _values(pick, of_pick.get(key), amplitudes.get(key))
        if pick.time is None:
            doubts.append("a pick without a time")
            continue
        try:
            arrival, left = arrival_from(values | {"time": _seconds(pick.time)})
        except ValueError as error:
            doubts.append(f"a pick: {error}")
            continue
        doubts += left
        yield arrival


def _values(pick: Any, arrival: Any, amplitude: Any) -> dict[str, Any]:
    told = _told(pick, "arrival")
    waveform = pick.waveform_id
    values: dict[str, Any] = {
        "station": waveform.station_code if waveform else "",
        "channel": waveform.channel_code if waveform else None,
        "time_uncertainty_s": _uncertainty(pick.time_errors) or None,
        "phase": pick.phase_hint,
        "azimuth_deg": pick.backazimuth,
        "azimuth_uncertainty_deg": _uncertainty(pick.backazimuth_errors) or None,
        "slowness_s_per_deg": pick.horizontal_slowness,
        "slowness_uncertainty_s_per_deg": _uncertainty(pick.horizontal_slowness_errors) or None,
        "arrival_id": str(pick.resource_id).rpartition("/")[2],
    }
    if arrival is not None:
        weight = arrival.time_weight
        values |= {
            "phase": arrival.phase or pick.phase_hint,
            "distance_deg": arrival.distance,
            "event_azimuth_deg": arrival.azimuth,
            "residual_s": arrival.time_residual,
            "azimuth_residual_deg": arrival.backazimuth_residual,
            "slowness_residual_s_per_deg": arrival.horizontal_slowness_residual,
            "time_weight": weight,
            "time_defining": arrival.time_residual is not None and weight != 0,
        }
    if amplitude is not None:
        metric = str(amplitude.unit or "m") == "m" and (amplitude.generic_amplitude or 0) > 0
        values |= {
            "amplitude_nm": _digits(amplitude.generic_amplitude * 1e9) if metric else None,
            "period_s": amplitude.period or None,
            "snr": amplitude.snr,
        }
    if told:
        flags = ("time_defining", "azimuth_defining", "slowness_defining")
        values |= {"phase": None} | {name: bool(told.get(name)) for name in flags} | told
    return values


def _digits(value: float) -> float:
    """Without the last digits, which metres cost."""
    return float(f"{value:.12g}")


def _read_magnitude(given: Any, event: Any) -> Magnitude:
    told = _told(given, "magnitude")
    bound = told.get("bound")
    kind = str(given.magnitude_type or "M")
    readings = told.get("readings") or ()
    names = set(StationMagnitude.__slots__)
    return Magnitude(
        type=kind,
        value=float(given.mag),
        uncertainty=_uncertainty(given.mag_errors),
        stations=given.station_count or 0,
        bound=bound if bound in ("upper", "lower") else None,
        method=str(told.get("method") or ""),
        readings=tuple(
            StationMagnitude(**each)
            for each in readings
            if isinstance(each, dict) and set(each) == names
        ),
        author=_author(given),
    )


def _read_readings(given: Any) -> Iterator[StationMagnitude]:
    amplitudes = {str(each.resource_id): each for each in given.amplitudes}
    for each in given.station_magnitudes:
        if each.mag is None or each.waveform_id is None:
            continue
        amplitude = amplitudes.get(str(each.amplitude_id))
        yield StationMagnitude(
            station=each.waveform_id.station_code or "",
            type=str(each.station_magnitude_type or "M"),
            value=float(each.mag),
            amplitude_nm=_scaled(getattr(amplitude, "generic_amplitude", None), 1e9),
            period_s=getattr(amplitude, "period", None),
        )
