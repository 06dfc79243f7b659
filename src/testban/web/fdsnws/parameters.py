"""The parameters of a request: tables of names and types, read strictly, as the FDSN asks."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from testban.web.fdsnws.answers import ServiceError

__all__ = ["COMMON", "PLACES", "Parameter", "read"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a service.

    Attributes
    ----------
    kind
        ``time``, ``degrees``, ``number``, ``count``, ``flag`` or ``text``.
    short
        Its other name, where it has one.
    options
        The only values, where it takes no others.
    limits
        Of a number: the least and the greatest.
    """

    name: str
    kind: str
    short: str = ""
    default: str = ""
    options: tuple[str, ...] = ()
    limits: tuple[float, float] = (-math.inf, math.inf)


_LATITUDES, _LONGITUDES, _RADII = (-90.0, 90.0), (-180.0, 180.0), (0.0, 180.0)

COMMON = (
    Parameter("starttime", "time", "start"),
    Parameter("endtime", "time", "end"),
    Parameter("nodata", "count", default="204", options=("204", "404")),
)
PLACES = (
    Parameter("minlatitude", "number", "minlat", limits=_LATITUDES),
    Parameter("maxlatitude", "number", "maxlat", limits=_LATITUDES),
    Parameter("minlongitude", "number", "minlon", limits=_LONGITUDES),
    Parameter("maxlongitude", "number", "maxlon", limits=_LONGITUDES),
    Parameter("latitude", "number", "lat", limits=_LATITUDES),
    Parameter("longitude", "number", "lon", limits=_LONGITUDES),
    Parameter("minradius", "number", limits=_RADII),
    Parameter("maxradius", "number", limits=_RADII),
)
"""By which events and stations alike are chosen."""

_TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,6})?Z?)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})([eE][+-]?\d{1,2})?", re.ASCII)
_MOST_TEXT = 1000


def read(table: Iterable[Parameter], given: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The values by long name; None for a parameter that is neither given nor has a default.

    Raises
    ------
    ServiceError
        A parameter is unknown, given twice, or its value makes no sense: 400.
    """
    known = {name: each for each in table for name in (each.name, each.short) if name}
    values: dict[str, Any] = {
        each.name: _value(each, each.default) if each.default else None for each in table
    }
    seen: set[str] = set()
    for name, text in given:
        parameter = known.get(name.lower())
        if parameter is None:
            raise ServiceError(400, f"there is no parameter {name[:40]!r}")
        if parameter.name in seen:
            raise ServiceError(400, f"{parameter.name} is given more than once")
        seen.add(parameter.name)
        # Some clients send what they have no value for.
        if text != "":
            values[parameter.name] = _value(parameter, text)
    _check_pairs(values)
    return values


def _value(parameter: Parameter, text: str) -> Any:
    reader = _READERS[parameter.kind]
    value = reader(text)
    if value is None:
        raise ServiceError(400, f"{parameter.name}={text[:60]!r} is no {_CALLED[parameter.kind]}")
    if parameter.options and text.lower() not in parameter.options:
        options = ", ".join(parameter.options)
        raise ServiceError(400, f"{parameter.name}={text[:60]!r}: it can be {options}")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        least, most = parameter.limits
        if not least <= value <= most:
            raise ServiceError(400, f"{parameter.name}={text[:60]} is not {least:g} to {most:g}")
    return value.lower() if parameter.options and isinstance(value, str) else value


def _time(text: str) -> float | None:
    if not _TIME.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text.removesuffix("Z"))
        return moment.replace(tzinfo=UTC).timestamp()
    except (ValueError, OverflowError):
        return None


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text) else None


def _count(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else None


def _flag(text: str) -> bool | None:
    return {"true": True, "false": False, "1": True, "0": False}.get(text.lower())


def _text(text: str) -> str | None:
    printable = len(text) <= _MOST_TEXT and text.isprintable()
    return text if printable else None


_READERS: Mapping[str, Any] = {
    "time": _time, "number": _number, "count": _count, "flag": _flag, "text": _text,
}  # fmt: skip
_CALLED = {
    "time": "time (YYYY-MM-DDThh:mm:ss.ssssss, UTC)",
    "number": "number",
    "count": "whole number",
    "flag": "true or false",
    "text": "text that it can be",
}


def _check_pairs(values: Mapping[str, Any]) -> None:
    for low, high in (
        ("starttime", "endtime"),
        ("minlatitude", "maxlatitude"),
        ("mindepth", "maxdepth"),
        ("minmagnitude", "maxmagnitude"),
        ("minradius", "maxradius"),
    ):
        least, most = values.get(low), values.get(high)
        if least is not None and most is not None and least > most:
            raise ServiceError(400, f"{low} is greater than {high}")
    middle = [values.get(name) is not None for name in ("latitude", "longitude")]
    around = any(values.get(name) is not None for name in ("minradius", "maxradius"))
    if any(middle) != all(middle) or (around and not all(middle)):
        raise ServiceError(400, "a radius needs latitude and longitude")
