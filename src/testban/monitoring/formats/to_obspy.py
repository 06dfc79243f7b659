"""Events as ObsPy has them: `Catalog` and `Event`.

What QuakeML (and so ObsPy) has no element for travels in comments that begin with ``testban:`` and
hold JSON. Conventions of QuakeML: depths in metres, amplitudes in metres, ellipses in metres,
`arrival.azimuth` from the event to the station, `pick.backazimuth` from the station to the event,
slownesses in s/deg.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from testban.errors import UsageError
from testban.monitoring.formats.bulletin import WithArrivals, WithEvents
from testban.monitoring.formats.confidence import ONE_SIGMA, confidence_of, half_width
from testban.monitoring.formats.event_types import ANALYSES, quakeml_type
from testban.monitoring.formats.events_json import plain
from testban.monitoring.model import Arrival, Event, Origin
from testban.monitoring.words import counted

__all__ = ["CLASSES", "NOT_XML", "TAG", "to_catalog", "to_event"]

TAG = "testban:"
CLASSES = (
    "Amplitude", "Arrival", "Comment", "CreationInfo", "Event", "EventDescription", "Magnitude",
    "Origin", "OriginQuality", "OriginUncertainty", "Pick", "QuantityError", "StationMagnitude",
    "StationMagnitudeContribution", "WaveformStreamID",
)  # fmt: skip
"""Of `obspy.core.event`: what an event is made of."""
_PREFIX = "smi:local/"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that no XML document may hold."""
_JSON = json.JSONEncoder(ensure_ascii=False, default=plain).encode


def to_catalog(
    bulletin: WithEvents | WithArrivals | Event | Iterable[Event] | Iterable[Arrival],
) -> Any:
    """An ObsPy `Catalog` of the events; arrivals of no event are no part of it.

    Parameters
    ----------
    bulletin
        A `Bulletin`, what `process` gives, an event, any events; or arrivals, as `detect` or `detect_all`
        gives them: these become the picks of one event that has no origin, for ObsPy keeps picks in events
        alone.

    Raises
    ------
    UsageError
        It is none of these, or events and arrivals together.
    """
    from obspy.core.event import Catalog

    rows = _rows(bulletin)
    arrivals = tuple(row for row in rows if isinstance(row, Arrival))
    events = tuple(row for row in rows if isinstance(row, Event))
    if arrivals and events:
        raise UsageError(
            f"{counted(len(events), 'event')} and {counted(len(arrivals), 'arrival')} of none together",
            cure="Make a catalog of each, or put the arrivals in an event",
        )
    if arrivals:
        events = (Event("", None, arrivals),)
    return Catalog([to_event(event, number) for number, event in enumerate(events, 1)])


def _rows(given: Any) -> tuple[Event | Arrival, ...]:
    """The events or arrivals of what a catalog is to be made of."""
    if isinstance(given, Event):
        return (given,)
    rows = getattr(given, "events", getattr(given, "arrivals", given))
    rows = tuple(rows) if isinstance(rows, Iterable) else (given,)
    for row in rows:
        if not isinstance(row, Event | Arrival):
            raise UsageError(
                f"{type(row).__name__} is no event or arrival of testban",
                cure="Give a Bulletin, what process gives, events, or arrivals",
            )
    return rows


@lru_cache(maxsize=1)
def _obspy() -> SimpleNamespace:
    from obspy import UTCDateTime
    from obspy.core import event

    return SimpleNamespace(
        UTCDateTime=UTCDateTime, **{name: getattr(event, name) for name in CLASSES}
    )


def to_event(event: Event, number: int = 1, kit: Any = None) -> Any:
    """An ObsPy `Event`, with every field of `event`; its identifiers are unique within a catalog.

    `kit` has the classes to make it of, `CLASSES` and `UTCDateTime`; those of ObsPy where None.
    """
    kit = kit or _obspy()
    base = f"{_word(event.event_id) or 'event'}/{number}"
    made = kit.Event(
        resource_id=f"{_PREFIX}event/{base}",
        preferred_origin_id=None,
        event_descriptions=[],
        magnitudes=[],
        station_magnitudes=[],
    )
    if event.name:
        made.event_descriptions.append(
            kit.EventDescription(text=_clean(event.name), type="region name")
        )
    made.comments = [_comment(kit, "event", {"id": event.event_id, "score": event.score})]
    made.comments += [_comment(kit, "note", {"text": note}) for note in event.notes]
    made.comments += [_comment(kit, "screening", _slots(each)) for each in event.screening]
    made.comments += [_comment(kit, "limit", _slots(each)) for each in event.limits]
    made.comments += _words(kit, event.comments)
    made.picks = [
        _pick(kit, arrival, f"{base}/{place}") for place, arrival in enumerate(event.arrivals, 1)
    ]
    made.amplitudes = [
        _amplitude(kit, arrival, pick)
        for arrival, pick in zip(event.arrivals, made.picks, strict=True)
        # The schema wants a value in each: what was measured without an amplitude is in the pick's comment.
        if arrival.amplitude_nm is not None
    ]
    origins = [*([event.origin] if event.origin else []), *event.other_origins]
    # It is of the event there: the preferred origin's, or else the first that says what it was.
    types = (quakeml_type(each.event_type) for each in origins)
    made.event_type, made.event_type_certainty = next(filter(any, types), (None, None))
    made.origins = [_origin(kit, each, f"{base}/{place}") for place, each in enumerate(origins, 1)]
    if event.origin:
        made.preferred_origin_id = made.origins[0].resource_id
        made.origins[0].arrivals = [
            _arrival(kit, arrival, pick)
            for arrival, pick in zip(event.arrivals, made.picks, strict=True)
        ]
    _add_magnitudes(kit, made, event, base)
    return made


def _clean(text: str) -> str:
    """What XML can hold of it; at most as long as the schema allows."""
    return "".join(c for c in text if c.isprintable())[:128]


def _word(text: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in text)


def _slots(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


def _comment(kit: Any, kind: str, values: dict[str, Any]) -> Any:
    kept = {name: value for name, value in values.items() if value not in (None, "")}
    said = _JSON(kept)
    if NOT_XML.search(said):
        said = NOT_XML.sub(lambda found: json.dumps(found.group())[1:-1], said)
    return kit.Comment(text=f"{TAG}{kind} {said}", force_resource_id=False)


def _words(kit: Any, comments: Iterable[str]) -> list[Any]:
    """What others said, as they said it."""
    return [kit.Comment(text=NOT_XML.sub("", text), force_resource_id=False) for text in comments]


def _error(kit: Any, value: float | None) -> Any:
    return kit.QuantityError(uncertainty=value)


def _sigma(kit: Any, value: float | None, confidence: float, factor: float = 1.0) -> Any:
    """A half-width as the standard deviation that readers of QuakeML take an uncertainty for."""
    sigma = half_width(value, confidence, ONE_SIGMA)
    if sigma is None:
        return kit.QuantityError(uncertainty=None)
    return kit.QuantityError(uncertainty=sigma * factor, confidence_level=round(100 * ONE_SIGMA, 2))


_ONSETS = {"i": "impulsive", "e": "emergent", "q": "questionable"}
_POLARITIES = {"c": "positive", "d": "negative"}


def _pick(kit: Any, arrival: Arrival, key: str) -> Any:
    channel = arrival.channel if arrival.channel and len(arrival.channel) <= 8 else None
    return kit.Pick(
        resource_id=f"{_PREFIX}pick/{key}",
        # Nanoseconds, so that ObsPy does not round to what a float of seconds holds.
        time=kit.UTCDateTime(ns=round(arrival.time * 1e6) * 1000),
        time_errors=_error(kit, arrival.time_uncertainty_s),
        waveform_id=kit.WaveformStreamID(
            network_code=(arrival.network or "")[:8],
            station_code=arrival.station[:8],
            location_code=arrival.location and arrival.location[:8],
            channel_code=channel,
        ),
        onset=_ONSETS.get(arrival.onset or ""),
        polarity=_POLARITIES.get(arrival.polarity or ""),
        evaluation_mode=ANALYSES.get(arrival.analysis or ""),
        phase_hint=arrival.reported_phase or arrival.phase,
        backazimuth=arrival.azimuth_deg,
        backazimuth_errors=_error(kit, arrival.azimuth_uncertainty_deg),
        horizontal_slowness=arrival.slowness_s_per_deg,
        horizontal_slowness_errors=_error(kit, arrival.slowness_uncertainty_s_per_deg),
        comments=[
            _comment(
                kit,
                "arrival",
                {
                    "arrival_id": arrival.arrival_id, "reported_phase": arrival.reported_phase,
                    "phase": arrival.phase, "station": arrival.station if len(arrival.station) > 8 else None,
                    "channel": arrival.channel if channel is None else None,
                    "azimuth_residual_deg": arrival.azimuth_residual_deg,
                    "time_defining": arrival.time_defining or None,
                    "azimuth_defining": arrival.azimuth_defining or None,
                    "slowness_defining": arrival.slowness_defining or None,
                    **({} if arrival.amplitude_nm is not None else
                       {"snr": arrival.snr, "period_s": arrival.period_s}),
                },
            )
        ],
    )  # fmt: skip


def _amplitude(kit: Any, arrival: Arrival, pick: Any) -> Any:
    assert arrival.amplitude_nm is not None
    return kit.Amplitude(
        resource_id=str(pick.resource_id).replace("/pick/", "/amplitude/"),
        generic_amplitude=arrival.amplitude_nm * 1e-9,
        type="A",
        category="point",
        unit="m",
        period=arrival.period_s,
        snr=arrival.snr,
        pick_id=pick.resource_id,
        waveform_id=pick.waveform_id,
    )


def _arrival(kit: Any, arrival: Arrival, pick: Any) -> Any:
    return kit.Arrival(
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


def _origin(kit: Any, origin: Origin, key: str) -> Any:
    quality, ellipse = origin.quality, origin.ellipse
    confidence = confidence_of(origin)
    made = kit.Origin(
        resource_id=f"{_PREFIX}origin/{key}",
        time=kit.UTCDateTime(ns=round(origin.time * 1e6) * 1000),
        time_errors=_sigma(kit, origin.time_uncertainty_s, confidence),
        latitude=origin.latitude,
        longitude=origin.longitude,
        depth=origin.depth_km * 1000,
        depth_errors=_sigma(kit, origin.depth_uncertainty_km, confidence, 1000.0),
        depth_type="operator assigned" if origin.depth_fixed else "from location",
        evaluation_mode=ANALYSES.get(origin.analysis),
        comments=[_comment(kit, "origin", _kept(origin)), *_words(kit, origin.comments)],
    )
    if origin.author:
        made.creation_info = kit.CreationInfo(author=_clean(origin.author))
    if origin.velocity_model:
        made.earth_model_id = f"{_PREFIX}earth_model/{_word(origin.velocity_model)}"
    if quality or origin.standard_error_s is not None:
        made.quality = kit.OriginQuality(
            standard_error=origin.standard_error_s,
            azimuthal_gap=quality and quality.gap_deg,
            secondary_azimuthal_gap=quality and quality.secondary_gap_deg,
            minimum_distance=quality and quality.nearest_deg,
            maximum_distance=quality and quality.farthest_deg,
            used_station_count=quality and quality.stations,
            used_phase_count=quality and quality.defining,
        )
    if ellipse:
        made.origin_uncertainty = kit.OriginUncertainty(
            max_horizontal_uncertainty=ellipse.semi_major_km * 1000,
            min_horizontal_uncertainty=ellipse.semi_minor_km * 1000,
            azimuth_max_horizontal_uncertainty=ellipse.strike_deg,
            confidence_level=ellipse.confidence * 100,
            preferred_description="uncertainty ellipse",
        )
    return made


def _kept(origin: Origin) -> dict[str, Any]:
    """What an origin has and QuakeML has no place for, or only a rounded one."""
    names = (
        "origin_id", "depth_basis", "depth_km", "parameters", "velocity_model", "covariance",
        "time_uncertainty_s", "depth_uncertainty_km", "analysis", "method", "event_type",
    )  # fmt: skip
    kept = {name: getattr(origin, name) for name in names}
    quality = origin.quality
    return kept | {"flags": list(quality.flags) if quality and quality.flags else None}


def _add_magnitudes(kit: Any, made: Any, event: Event, base: str) -> None:
    origin = made.preferred_origin_id
    for place, magnitude in enumerate(event.magnitudes, 1):
        each = kit.Magnitude(
            resource_id=f"{_PREFIX}magnitude/{base}/{place}",
            mag=magnitude.value,
            mag_errors=_error(kit, magnitude.uncertainty),
            magnitude_type=_clean(magnitude.type) or None,
            station_count=magnitude.stations,
            origin_id=origin,
            station_magnitude_contributions=[],
            comments=[
                _comment(
                    kit,
                    "magnitude",
                    {
                        "bound": magnitude.bound, "method": magnitude.method,
                        "readings": [_slots(reading) for reading in magnitude.readings] or None,
                    },
                )
            ],
        )  # fmt: skip
        if magnitude.author:
            each.creation_info = kit.CreationInfo(author=_clean(magnitude.author))
        made.magnitudes.append(each)
        for count, reading in enumerate(magnitude.readings, 1):
            station = kit.StationMagnitude(
                resource_id=f"{_PREFIX}station_magnitude/{base}/{place}/{count}",
                origin_id=origin,
                mag=reading.value,
                station_magnitude_type=_clean(reading.type) or None,
                waveform_id=kit.WaveformStreamID(
                    network_code="", station_code=_clean(reading.station)[:8]
                ),
            )
            # The schema wants an origin for each; without one they stay in the comment.
            if origin:
                made.station_magnitudes.append(station)
                each.station_magnitude_contributions.append(
                    kit.StationMagnitudeContribution(
                        station_magnitude_id=station.resource_id,
                        residual=reading.residual,
                        weight=1.0 if reading.used else 0.0,
                    )
                )
