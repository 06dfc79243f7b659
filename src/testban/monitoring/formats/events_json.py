"""Events and arrivals as JSON, in the shapes of docs/reference/json.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from testban.errors import BulletinError
from testban.monitoring.formats.bulletin import EMPTY, EMPTY_CURE, Bulletin, breaks_off
from testban.monitoring.formats.csv_rows import Doubts, summed
from testban.monitoring.formats.json_cut import as_far_as
from testban.monitoring.formats.json_lines import line_of, loads
from testban.monitoring.formats.limits import is_arrival, limit_from, limit_row
from testban.monitoring.formats.records import arrival_from, arrival_row, number, square, when
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
    iso,
)

__all__ = ["as_json", "event_json", "plain", "read_json", "write_json"]

_CURE = "Give what 'testban locate --format json' prints, or {\"arrivals\": [...]}"


def as_json(bulletin: Bulletin) -> dict[str, Any]:
    """The object that ``testban locate --format json`` prints."""
    return {
        "events": [event_json(event) for event in bulletin.events],
        "unassociated": [arrival_row(arrival) for arrival in bulletin.unassociated],
        "left_out": list(bulletin.left_out),
    }


def write_json(bulletin: Bulletin) -> str:
    """`as_json` as text, two spaces deep."""
    return json.dumps(as_json(bulletin), ensure_ascii=False, indent=2, default=plain) + "\n"


def plain(value: Any) -> Any:
    """NumPy's numbers and truths as Python's, for `json`."""
    return value.item()


def event_json(event: Event) -> dict[str, Any]:
    """An event as an object: the documented fields, then what else its origin has."""
    origin = event.origin
    ellipse = origin.ellipse if origin else None
    return {
        "id": event.event_id,
        "time": iso(origin.time, 6) if origin else None,
        "latitude": origin.latitude if origin else None,
        "longitude": origin.longitude if origin else None,
        "depth_km": origin.depth_km if origin else None,
        "depth_fixed": origin.depth_fixed if origin else None,
        "score": event.score,
        "ellipse": _fields(ellipse, "semi_major_km", "semi_minor_km", "strike_deg", "confidence"),
        "magnitudes": [_magnitude(magnitude) for magnitude in event.magnitudes],
        "screening": [
            _fields(
                each, "criterion", "value", "uncertainty", "threshold", "result", "source", "reason"
            )
            for each in event.screening
        ],
        "arrivals": [arrival_row(arrival) for arrival in event.arrivals],
        "limits": [limit_row(limit) for limit in event.limits],
        "comments": list(event.comments),
        "name": event.name,
        "notes": list(event.notes),
        **(_rest(origin) if origin else dict.fromkeys((*_REST, "quality", "origin_comments"))),
        "other_origins": [_whole_origin(other) for other in event.other_origins],
    }


_REST = (
    "depth_basis", "time_uncertainty_s", "depth_uncertainty_km", "standard_error_s", "covariance",
    "author", "origin_id", "parameters", "velocity_model", "analysis", "method", "event_type",
)  # fmt: skip
_QUALITY = (
    "gap_deg", "secondary_gap_deg", "nearest_deg", "farthest_deg", "stations", "defining", "flags"
)  # fmt: skip
_ELLIPSE = ("semi_major_km", "semi_minor_km", "strike_deg", "confidence")


def _fields(value: object, *names: str) -> dict[str, Any] | None:
    return None if value is None else {name: getattr(value, name) for name in names}


def _rest(origin: Origin) -> dict[str, Any]:
    rest = {name: getattr(origin, name) for name in _REST}
    quality = _fields(origin.quality, *_QUALITY)
    return rest | {"quality": quality, "origin_comments": list(origin.comments)}


def _whole_origin(origin: Origin) -> dict[str, Any]:
    plain = {
        name: getattr(origin, name) for name in ("latitude", "longitude", "depth_km", "depth_fixed")
    }
    ellipse = _fields(origin.ellipse, *_ELLIPSE)
    return {"time": iso(origin.time, 6), **plain, "ellipse": ellipse, **_rest(origin)}


_READING = (
    "station", "value", "phase", "distance_deg", "amplitude_nm", "period_s", "residual", "used", "bound"
)  # fmt: skip


def _magnitude(magnitude: Magnitude) -> dict[str, Any]:
    told = _fields(
        magnitude, "type", "value", "uncertainty", "stations", "bound", "method", "author"
    )
    return {**(told or {}), "readings": [_fields(each, *_READING) for each in magnitude.readings]}


def read_json(text: str, where: str, *, name: str = "event") -> Bulletin:
    """Read events, or arrivals alone (which are then those of one event).

    Raises
    ------
    BulletinError
        It is no JSON, or no event and no arrival is in it.
    """
    value, broken = _loaded(text, where)
    doubts: Doubts = []
    events, loose = _parts(value)
    bulletin = Bulletin(
        tuple(
            _event(each, f"{name}-{i}", where, doubts)
            for i, each in enumerate(events, 1)
            if _is(each)
        ),
        tuple(_arrivals(loose, where, doubts)),
        format="json",
    )
    if not events and bulletin.unassociated and not (_is(value) and "events" in value):
        apart = _list(value.get("limits")) if _is(value) else []
        limits = _limits(loose, apart, doubts)
        bulletin = Bulletin((Event(name, None, bulletin.unassociated, limits=limits),))
    if not bulletin.events and not bulletin.unassociated:
        if isinstance(value, dict) and value.get("events") == []:
            raise BulletinError(EMPTY, where=where, cure=EMPTY_CURE)
        if broken:
            raise BulletinError(f"not JSON, or cut short ({broken})", where=where, cure=_CURE)
        raise BulletinError("no event and no arrival", where=where, cure=_CURE)
    cut: tuple[str, ...] = ()
    if broken:
        last = bulletin.events[-1] if bulletin.events else Event("", None, bulletin.unassociated)
        cut = (f"{where}: not JSON, or cut short ({broken}): {breaks_off(last)}",)
    left = (*cut, *summed(doubts, where))
    return Bulletin(bulletin.events, bulletin.unassociated, left, "json")


def _loaded(text: str, where: str) -> tuple[Any, str]:
    """The value of a text, as far as it stands, and what is wrong with it."""
    try:
        return loads(text), ""
    except RecursionError as error:
        raise BulletinError("nested too deeply", where=where, cure=_CURE) from error
    except ValueError as error:
        end = error.pos if isinstance(error, json.JSONDecodeError) else len(text)
        stands = as_far_as(text, end, _is_half)
        if stands is None:
            line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
            raise BulletinError(
                f"not JSON, or cut short ({error})", where=f"{where}{line}", cure=_CURE
            ) from error
        return stands, str(error)


def _is_half(broken: Mapping[str, Any], within: int) -> bool:
    """Of half an object only an event is of use, which lies in a list, or in one under `events`."""
    is_event = "station" not in broken and ("arrivals" in broken or "latitude" in broken)
    return not (is_event and within <= 2)


def _is(value: Any) -> bool:
    return isinstance(value, Mapping)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(map(str, _list(value)))


def _parts(value: Any) -> tuple[list[Any], list[Any]]:
    """The events and the arrivals of no event that the value holds."""
    if isinstance(value, list):
        value = (
            {"events": value}
            if any("arrivals" in each for each in value if _is(each))
            else {"arrivals": value}
        )
    if not _is(value):
        return [], []
    if "events" in value:
        return _list(value["events"]), _list(value.get("unassociated"))
    if "latitude" in value and "arrivals" in value:
        return [value], []
    return [], _list(value.get("arrivals"))


def _arrivals(values: Iterable[Any], where: str, doubts: Doubts) -> list[Arrival]:
    found = []
    for place, each in enumerate(values, 1):
        row, line = each if _is(each) else {}, line_of(each)
        try:
            if row.get("bound"):  # what it says of an amplitude is for `_limits`
                if not is_arrival(row):
                    continue
                row = {**row, "amplitude_nm": None}
            arrival, left = arrival_from(row, f"{where}:{line}" if line else "")
        except ValueError as error:
            doubts.append((line, f"arrival {place}: {error}"))
            continue
        doubts += [(line, f"arrival {place}: {what}") for what in left]
        found.append(arrival)
    return found


def _limits(arrivals: Iterable[Any], limits: Iterable[Any], doubts: Doubts) -> tuple[Limit, ...]:
    """The limits among the arrivals, and those apart from them."""
    found = []
    rows = [each for each in arrivals if _is(each) and each.get("bound")]
    for each in [*rows, *limits]:
        try:
            limit = limit_from(each if _is(each) else {}, "upper")
        except ValueError as error:
            doubts.append((line_of(each), f"a limit: {error}"))
            continue
        found += [limit] if limit else []
    return tuple(found)


def _event(value: Mapping[str, Any], name: str, where: str, doubts: Doubts) -> Event:
    key = str(value.get("id") or name)[:64]
    origin = None
    if value.get("latitude") is not None:
        origin = _origin(value, key, doubts)
    return Event(
        event_id=key,
        origin=origin,
        arrivals=tuple(_arrivals(_list(value.get("arrivals")), where, doubts)),
        magnitudes=tuple(_kept(_read_magnitude, _list(value.get("magnitudes")), key, doubts)),
        screening=tuple(_kept(_read_screening, _list(value.get("screening")), key, doubts)),
        name=str(value.get("name") or ""),
        score=_number(value.get("score")),
        other_origins=tuple(
            found
            for each in _list(value.get("other_origins"))
            if _is(each) and (found := _origin(each, key, doubts))
        ),
        notes=_texts(value.get("notes")),
        comments=_texts(value.get("comments")),
        limits=_limits(_list(value.get("arrivals")), _list(value.get("limits")), doubts),
    )


def _number(value: Any) -> float | None:
    try:
        return number(value)
    except ValueError:
        return None


def _needed(value: Any) -> float:
    read = number(value)
    if read is None:
        raise ValueError("a number is missing")
    return read


def _origin(value: Mapping[str, Any], key: str, doubts: Doubts) -> Origin | None:
    try:
        latitude, longitude = _needed(value.get("latitude")), _needed(value.get("longitude"))
        if not -90 <= latitude <= 90 or not -180 <= longitude <= 360:
            raise ValueError(f"no place on Earth at {latitude:g}, {longitude:g}")
        depth = _number(value.get("depth_km"))
        return Origin(
            time=when(value.get("time")),
            latitude=latitude,
            longitude=longitude if abs(longitude) <= 180 else (longitude + 180) % 360 - 180,
            depth_km=depth or 0.0,
            depth_fixed=depth is None or bool(value.get("depth_fixed")),
            ellipse=_read_ellipse(value.get("ellipse")),
            quality=_read_quality(value.get("quality")),
            **_read_rest(value),
        )
    except (ValueError, TypeError, KeyError) as error:
        doubts.append((0, f"the origin of event {key}: {error}"))
        return None


def _read_rest(value: Mapping[str, Any]) -> dict[str, Any]:
    rest: dict[str, Any] = {
        name: str(value.get(name) or "")
        for name in (
            "depth_basis", "author", "parameters", "velocity_model", "analysis", "method", "event_type"
        )
    }  # fmt: skip
    for name in ("time_uncertainty_s", "depth_uncertainty_km", "standard_error_s"):
        rest[name] = number(value.get(name))
    rest["origin_id"] = None if value.get("origin_id") is None else str(value["origin_id"])
    rest["covariance"] = square(value.get("covariance"))
    rest["comments"] = _texts(value.get("origin_comments"))
    return rest


def _read_ellipse(value: Any) -> Ellipse | None:
    if not _is(value):
        return None
    ellipse = Ellipse(*(_needed(value.get(name)) for name in _ELLIPSE))
    if not 0.0 < ellipse.confidence < 1.0:
        raise ValueError(f"an ellipse of confidence {ellipse.confidence:g}")
    return ellipse


def _read_quality(value: Any) -> Quality | None:
    if not _is(value):
        return None
    angles: dict[str, Any] = {name: number(value.get(name)) for name in _QUALITY[:4]}
    counts: dict[str, Any] = {name: _count(value.get(name)) for name in _QUALITY[4:6]}
    return Quality(**angles, **counts, flags=tuple(map(str, _list(value.get("flags")))))


def _count(value: Any) -> int | None:
    read = number(value)
    return None if read is None else int(read)


def _kept(read: Any, values: list[Any], key: str, doubts: Doubts) -> list[Any]:
    found = []
    for each in values:
        try:
            found.append(read(each))
        except (ValueError, TypeError, AttributeError) as error:
            doubts.append((0, f"event {key}: {error}"))
    return found


def _read_magnitude(value: Mapping[str, Any]) -> Magnitude:
    bound = value.get("bound")
    kind = str(value.get("type") or "")
    return Magnitude(
        type=kind,
        value=_needed(value.get("value")),
        uncertainty=number(value.get("uncertainty")),
        stations=_count(value.get("stations")),
        bound=bound if bound in ("upper", "lower") else None,
        method=str(value.get("method") or ""),
        readings=tuple(_read_reading(each, kind) for each in _list(value.get("readings"))),
        author=str(value.get("author") or ""),
    )


def _read_reading(value: Mapping[str, Any], kind: str) -> StationMagnitude:
    bound = value.get("bound")
    return StationMagnitude(
        station=str(value.get("station") or ""),
        type=kind,
        value=_needed(value.get("value")),
        phase=None if value.get("phase") is None else str(value["phase"]),
        distance_deg=number(value.get("distance_deg")),
        amplitude_nm=number(value.get("amplitude_nm")),
        period_s=number(value.get("period_s")),
        residual=number(value.get("residual")),
        used=bool(value.get("used", True)),
        bound=bound if bound in ("upper", "lower") else None,
    )


def _read_screening(value: Mapping[str, Any]) -> Screening:
    result: Any = value.get("result")
    if result not in get_args(ScreeningResult):
        raise ValueError(f"no screening can have the result {result!r:.40}")
    return Screening(
        criterion=str(value.get("criterion") or ""),
        value=number(value.get("value")),
        uncertainty=number(value.get("uncertainty")),
        threshold=number(value.get("threshold")),
        result=result,
        source=str(value.get("source") or ""),
        reason=str(value.get("reason") or ""),
    )
