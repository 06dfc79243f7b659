"""Events from ObsPy's `Catalog` and `Event`; `to_obspy` says how they travel."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, get_args

from testban.errors import BulletinError
from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.formats.confidence import ONE_SIGMA, USUAL, half_width
from testban.monitoring.formats.csv_rows import Doubts, summed
from testban.monitoring.formats.event_types import ANALYSES, event_type_of
from testban.monitoring.formats.ims1 import with_readings
from testban.monitoring.formats.limits import limit_from
from testban.monitoring.formats.records import arrival_from, square
from testban.monitoring.formats.to_obspy import TAG
from testban.monitoring.model import (
    Arrival,
    Ellipse,
    Event,
    Limit,
    Magnitude,
    Origin,
    Quality,
    Screening,
    ScreeningResult,
    StationMagnitude,
)
from testban.monitoring.words import counted

__all__ = ["from_catalog", "from_event"]

_DEFAULTS: dict[str, dict[str, Any]] = {
    "screening": {"criterion": "", "value": None, "uncertainty": None, "threshold": None},
}
_KNOWN = {"screening": frozenset(Screening.__slots__)}


def from_catalog(catalog: Any, where: str = "the catalog") -> Bulletin:
    """The events of an ObsPy `Catalog`, and what of it cannot be used.

    Raises
    ------
    BulletinError
        It holds no origin and no pick.
    """
    if not isinstance(catalog, Iterable):
        raise BulletinError(
            f"events cannot be taken from {type(catalog).__name__}",
            where=where,
            cure="Give a Catalog or an Event of ObsPy, or what read_bulletin gives",
        )
    events: list[Event] = []
    doubts: Doubts = []
    for number, each in enumerate(catalog, 1):
        event, left = from_event(each, number, where)
        events.append(event)
        doubts += [(line, f"event {event.event_id}: {what}") for line, what in left]
    if not any(event.origin or event.arrivals for event in events):
        raise BulletinError("no origin and no pick", where=where, cure="Give a catalog with picks")
    return Bulletin(tuple(events), left_out=summed(doubts, where), format="quakeml")


def from_event(given: Any, number: int = 1, where: str = "") -> tuple[Event, Doubts]:
    """The event that an ObsPy `Event` describes, and what of it cannot be used, in words.

    ObsPy's elements know no line: that is 0.
    """
    doubts: Doubts = []
    told = _told(given, "event")
    key = str(told.get("id") or str(given.resource_id).rpartition("/")[2] or number)
    preferred = given.preferred_origin() or (given.origins[-1] if given.origins else None)
    origins = []
    for each in given.origins:
        origin = _read_origin(each)
        if origin is None:
            doubts.append((_line(each), "an origin without coordinates or time"))
        elif each is not preferred:
            origins.append(origin)
    magnitudes = [_read_magnitude(each, given) for each in given.magnitudes if each.mag is not None]
    chosen = _read_origin(preferred) if preferred is not None else None
    if chosen is not None and not told and given.event_type:
        certainty = str(given.event_type_certainty or "")
        chosen = replace(chosen, event_type=event_type_of(str(given.event_type), certainty))
    name = next((each.text for each in given.event_descriptions if each.text), "") or ""
    return (
        Event(
            event_id=key[:64],
            origin=chosen,
            arrivals=tuple(_read_arrivals(given, preferred, where, doubts)),
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
            limits=tuple(_limits(given)),
            comments=tuple(_words(given)),
        ),
        doubts,
    )


def _words(given: Any) -> Iterator[str]:
    """The comments of others."""
    for comment in getattr(given, "comments", ()):
        if comment.text and not comment.text.startswith(TAG):
            yield comment.text


def _limits(given: Any) -> Iterator[Limit]:
    for each in _all_told(given, "limit"):
        with suppress(ValueError):
            if limit := limit_from(each):
                yield limit


def _all_told(given: Any, kind: str) -> Iterator[dict[str, Any]]:
    """The values in our comments of a kind; a stranger's comment holds none."""
    for comment in getattr(given, "comments", ()):
        text = comment.text or ""
        if text.startswith(f"{TAG}{kind} "):
            with suppress(ValueError, RecursionError):
                values = json.loads(text[len(TAG) + len(kind) + 1 :])
                if isinstance(values, dict):
                    known = _KNOWN.get(kind)
                    plain = {k: v for k, v in values.items() if known is None or k in known}
                    yield _DEFAULTS.get(kind, {}) | plain


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
    ellipse = _read_ellipse(given.origin_uncertainty)
    confidence = ellipse.confidence if ellipse else USUAL
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
        time_uncertainty_s=_interval(
            given.time_errors, told.get("time_uncertainty_s"), 1.0, confidence
        ),
        depth_uncertainty_km=_interval(
            given.depth_errors, told.get("depth_uncertainty_km"), 1e-3, confidence
        ),
        ellipse=ellipse,
        standard_error_s=getattr(given.quality, "standard_error", None),
        covariance=square(told.get("covariance")),
        quality=_read_quality(given.quality, told),
        author=_author(given),
        origin_id=told.get("origin_id") or str(given.resource_id).rpartition("/")[2] or None,
        parameters=str(told.get("parameters") or ""),
        velocity_model=str(told.get("velocity_model") or model),
        analysis=str(told.get("analysis") or _ANALYSES.get(str(given.evaluation_mode), "")),
        method=str(told.get("method") or ""),
        event_type=str(told.get("event_type") or ""),
        comments=tuple(_words(given)),
    )


_ANALYSES = {mode: code for code, mode in ANALYSES.items() if mode}


def _interval(errors: Any, told: Any, factor: float, confidence: float) -> float | None:
    """The half-width at the confidence of the ellipse; as `told` by our own comment where there is one.

    An uncertainty that does not say its confidence is a standard deviation.
    """
    value = _uncertainty(errors, factor)
    if value is None or isinstance(told, (int, float)):
        return None if value is None else float(told)
    level = (getattr(errors, "confidence_level", None) or 100 * ONE_SIGMA) / 100
    return half_width(value, level, confidence) if 0.0 < level < 1.0 else value


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
        level / 100 if 0.0 < (level := given.confidence_level or 90.0) < 100.0 else USUAL,
    )


def _read_quality(given: Any, told: dict[str, Any]) -> Quality | None:
    if given is None:
        return None
    quality = Quality(
        gap_deg=given.azimuthal_gap,
        secondary_gap_deg=given.secondary_azimuthal_gap,
        nearest_deg=given.minimum_distance,
        farthest_deg=given.maximum_distance,
        stations=given.used_station_count,
        defining=given.used_phase_count,
        flags=tuple(map(str, told.get("flags") or ())),
    )
    return None if quality == Quality() else quality


def _line(element: Any) -> int:
    return getattr(element, "line", None) or 0


def _read_arrivals(given: Any, origin: Any, where: str, doubts: Doubts) -> Iterator[Arrival]:
    """The picks, with what the preferred origin's arrivals and the amplitudes say of them."""
    of_pick = {str(each.pick_id): each for each in (origin.arrivals if origin is not None else ())}
    if astray := len(of_pick.keys() - {str(pick.resource_id) for pick in given.picks}):
        doubts.append(
            (_line(origin), f"{counted(astray, 'arrival')} without the pick that has its time")
        )
    amplitudes: dict[str, Any] = {}
    for each in given.amplitudes:
        kept = amplitudes.get(str(each.pick_id))
        # Of several the first displacement: SeisComP hangs the noise ratio and velocities on a pick too.
        if each.pick_id and (kept is None or (_metric(each) and not _metric(kept))):
            amplitudes[str(each.pick_id)] = each
    for pick in given.picks:
        key = str(pick.resource_id)
        values = _values(pick, of_pick.get(key), amplitudes.get(key))
        line = _line(pick)
        if pick.time is None:
            doubts.append((line, "a pick without a time"))
            continue
        try:
            place = f"{where}:{line}" if line else ""
            arrival, left = arrival_from(values | {"time": _seconds(pick.time)}, place)
        except ValueError as error:
            doubts.append((line, f"a pick: {error}"))
            continue
        doubts += [(line, what) for what in left]
        yield arrival


def _values(pick: Any, arrival: Any, amplitude: Any) -> dict[str, Any]:
    told = _told(pick, "arrival")
    waveform = pick.waveform_id
    values: dict[str, Any] = {
        "station": waveform.station_code if waveform else "",
        "channel": waveform.channel_code if waveform else None,
        "network": waveform.network_code or None if waveform else None,
        "location": waveform.location_code or None if waveform else None,
        "onset": _CODES.get(str(pick.onset)),
        "polarity": _CODES.get(str(pick.polarity)),
        "analysis": _ANALYSES.get(str(pick.evaluation_mode)),
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
        values |= {
            "amplitude_nm": _digits(amplitude.generic_amplitude * 1e9)
            if _metric(amplitude)
            else None,
            "period_s": amplitude.period or None,
            "snr": amplitude.snr,
        }
    if told:
        flags = ("time_defining", "azimuth_defining", "slowness_defining")
        values |= {"phase": None} | {name: bool(told.get(name)) for name in flags} | told
    return values


def _metric(amplitude: Any) -> bool:
    """Whether an amplitude is a displacement in metres, which it is too where no unit stands beside it: but a
    ratio to the noise has none."""
    unit = str(amplitude.unit or ("m" if str(amplitude.type).lower() != "snr" else ""))
    return unit == "m" and (amplitude.generic_amplitude or 0) > 0


_CODES = {
    "impulsive": "i", "emergent": "e", "questionable": "q", "positive": "c", "negative": "d",
}  # fmt: skip


def _digits(value: float) -> float:
    """Without the last digits, which metres cost."""
    return float(f"{value:.12g}")


def _read_magnitude(given: Any, event: Any) -> Magnitude:
    told = _told(given, "magnitude")
    bound = told.get("bound")
    kind = str(given.magnitude_type or "")
    readings = told.get("readings") or ()
    names = set(StationMagnitude.__slots__)
    return Magnitude(
        type=kind,
        value=float(given.mag),
        uncertainty=_uncertainty(given.mag_errors),
        stations=given.station_count,
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
            type=str(each.station_magnitude_type or ""),
            value=float(each.mag),
            amplitude_nm=_scaled(getattr(amplitude, "generic_amplitude", None), 1e9),
            period_s=getattr(amplitude, "period", None),
        )
