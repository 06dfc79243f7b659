"""``fdsnws/station/1``: the stations of the International Monitoring System, as StationXML or text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from testban.monitoring.model import Station
from testban.monitoring.sphere import distance_azimuth
from testban.monitoring.stations import ims_stations
from testban.web.fdsnws.answers import VERSION, ServiceError, nothing, text_table, xml
from testban.web.fdsnws.parameters import COMMON, PLACES, Parameter, read
from testban.web.fdsnws.stationxml import NETWORK, NETWORK_NAME, stationxml
from testban.web.fdsnws.wadl import wadl

router = APIRouter(prefix="/fdsnws/station/1")

_LEVELS = ("network", "station", "channel", "response")
_LONGEST_POST = 1 << 20

PARAMETERS = (
    *COMMON,
    *PLACES,
    # When the stations began and ended is not known: every time matches.
    *(Parameter(n, "time") for n in ("startbefore", "startafter", "endbefore", "endafter")),
    Parameter("network", "text", "net"),
    Parameter("station", "text", "sta"),
    Parameter("location", "text", "loc"),
    Parameter("channel", "text", "cha"),
    Parameter("level", "text", default="station", options=_LEVELS),
    Parameter("includerestricted", "flag", default="true"),
    Parameter("includeavailability", "flag", default="false"),
    Parameter("matchtimeseries", "flag", default="false"),
    Parameter("updatedafter", "time"),
    Parameter("format", "text", default="xml", options=("xml", "text")),
)

Choice = tuple[re.Pattern[str], re.Pattern[str]]


@router.get("/query")
def query(request: Request) -> Response:
    """The stations that match, or 204."""
    values = read(PARAMETERS, request.query_params.multi_items())
    return _answer(values, [_choice(values["network"], values["station"])], _any_channel(values))


@router.post("/query")
async def query_many(request: Request) -> Response:
    """The stations of many lines ``network station location channel start end``, or 204."""
    body = await request.body()
    if len(body) > _LONGEST_POST:
        raise ServiceError(413, f"the request is longer than {_LONGEST_POST:,} bytes")
    try:
        lines = [line.strip() for line in body.decode("ascii").splitlines() if line.strip()]
    except UnicodeDecodeError:
        raise ServiceError(400, "the request is not ASCII text") from None
    given = [line.split("=", 1) for line in lines if "=" in line]
    values = read(PARAMETERS, [(name.strip(), value.strip()) for name, value in given])
    chosen, any_channel = [], False
    for line in lines:
        if "=" in line:
            continue
        words = line.split()
        if len(words) != 6:
            raise ServiceError(400, f"{line[:60]!r}: six words are wanted, from network to end")
        times = [word for word in words[4:] if word != "*"]
        read(COMMON, zip(("starttime", "endtime"), times, strict=False))
        chosen.append(_choice(words[0], words[1]))
        any_channel |= words[3].strip("*") == ""
    if not chosen:
        raise ServiceError(
            400, "no line names stations: network station location channel start end"
        )
    return _answer(values, chosen, any_channel)


def _any_channel(values: dict[str, Any]) -> bool:
    """Whether a station without known channels can match."""
    asked = (values["channel"] or "*", values["location"] or "*")
    return all("*" in re.split(",", each) for each in asked)


def _choice(network: str | None, station: str | None) -> Choice:
    return _pattern(network), _pattern(station)


@cache
def _pattern(text: str | None) -> re.Pattern[str]:
    """Codes parted by commas, in which ``*`` and ``?`` stand for any characters and any one."""
    if not text:
        return re.compile(".*")
    codes = []
    for code in text.upper().split(","):
        parts = re.split(r"([*?])", re.sub(r"\*+", "*", code.strip()))
        codes.append("".join({"*": "[^ ]*", "?": "."}.get(p, re.escape(p)) for p in parts))
    return re.compile("|".join(codes))


def _answer(values: dict[str, Any], chosen: list[Choice], any_channel: bool) -> Response:
    found = [each for each in _stations() if _matches(each, values, chosen)] if any_channel else []
    level, lines = values["level"], values["format"] == "text"
    if level in ("channel", "response") and (lines or values["updatedafter"]):
        found = []  # no channel is known
    if level == "response" and lines:
        raise ServiceError(400, "responses have no form as text: use format=xml")
    if not found:
        return nothing(values)
    if not lines:
        return xml(stationxml(() if level == "network" else found, len(_stations())))
    if level == "network":
        columns = ("Network", "Description", "StartTime", "EndTime", "TotalStations")
        return text_table(columns, [(NETWORK, NETWORK_NAME, "", "", len(_stations()))])
    return text_table(
        ("Network", "Station", "Latitude", "Longitude", "Elevation", "SiteName", "StartTime",
         "EndTime"),
        ((NETWORK, s.code, s.latitude, s.longitude, s.elevation_m, s.name, "", "") for s in found),
    )  # fmt: skip


def _stations() -> tuple[Station, ...]:
    return tuple(ims_stations().values())


def _matches(station: Station, values: dict[str, Any], chosen: Iterable[Choice]) -> bool:
    if not any(net.fullmatch(NETWORK) and sta.fullmatch(station.code) for net, sta in chosen):
        return False
    south, north = values["minlatitude"], values["maxlatitude"]
    if (south is not None and station.latitude < south) or (
        north is not None and station.latitude > north
    ):
        return False
    west, east = values["minlongitude"], values["maxlongitude"]
    inside = [west is None or station.longitude >= west, east is None or station.longitude <= east]
    round_by_180 = west is not None and east is not None and west > east
    if not (any(inside) if round_by_180 else all(inside)):
        return False
    if values["latitude"] is None:
        return True
    centre = values["latitude"], values["longitude"]
    distance, _ = distance_azimuth(*centre, station.latitude, station.longitude)
    most = values["maxradius"]
    return (values["minradius"] or 0.0) <= distance <= (180.0 if most is None else most)


@router.get("/version")
def version() -> Response:
    """The version of the service."""
    return PlainTextResponse(VERSION)


@router.get("/application.wadl")
def application(request: Request) -> Response:
    """The description of the service."""
    return xml(
        wadl(f"{request.base_url}fdsnws/station/1/", PARAMETERS, ("version", "application.wadl"))
    )
