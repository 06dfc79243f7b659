"""Read GSE2.0 bulletins, as the prototype IDC and national centres wrote them.

An event is a line of the hypocentre and one of its errors, then a line for each phase. Columns as in
GSE/CRP/243 (Operations Annex 3); centres that put author and identifier a column further are read too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from testban.errors import BulletinError
from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.formats.csv_rows import summed
from testban.monitoring.formats.event_types import known_type
from testban.monitoring.formats.fixed import Field, read_fields
from testban.monitoring.formats.ims1 import CUT_SHORT, whole_lines, with_readings
from testban.monitoring.formats.records import arrival_from, when
from testban.monitoring.model import (
    Arrival,
    Ellipse,
    Event,
    Magnitude,
    Origin,
    Quality,
    StationMagnitude,
)
from testban.monitoring.sphere import distance_azimuth
from testban.monitoring.stations import ims_stations

__all__ = ["is_gse2", "read_gse2"]

_MARK = re.compile(r"^(BEGIN GSE2|DATA_TYPE +BULLETIN +GSE2)", re.M)
_EVENT = re.compile(r"EVENT\s+(\S+)")
_DATED = re.compile(r"\d{4}/\d\d/\d\d \d\d:\d\d:")
_ORIGIN = (
    Field("date", 1, 10), Field("time", 12, 21), Field("latitude", 26, 33, "f"),
    Field("longitude", 35, 43, "f"), Field("depth", 48, 52, "f"), Field("depth_fixed", 54, 54),
    Field("ndef", 57, 60, "i"), Field("nsta", 62, 65, "i"), Field("gap", 67, 69, "f"),
)  # fmt: skip
_MAGNITUDES = tuple(
    (
        Field("type", at, at + 1), Field("bound", at + 2, at + 2), Field("value", at + 3, at + 5, "f"),
        Field("stations", at + 6, at + 8, "i"),
    )
    for at in (72, 83, 94)
)  # fmt: skip
# The second line, by its words: centres differ in its columns.
_NUMBER = r"(-?\d*\.?\d+)"
_ERRORS = re.compile(
    rf"\s+{_NUMBER}?\s*\+-\s*{_NUMBER}?\s+{_NUMBER}\s+{_NUMBER}\s+{_NUMBER}\s*\+-\s*{_NUMBER}?"
    rf"\s+{_NUMBER}\s+{_NUMBER}"
)
# The last words of it, where the heading has Quality: analysis, method, event type.
_QUALITY = re.compile(r"\s([amg]) ([ipgo]) ([a-z]{2})\s*$")
_ARRIVAL = (
    Field("station", 1, 5), Field("distance_deg", 7, 12, "f"), Field("event_azimuth_deg", 14, 18, "f"),
    Field("phase", 24, 30), Field("date", 32, 41), Field("clock", 43, 52),
    Field("residual_s", 54, 58, "f"), Field("azimuth_deg", 60, 64, "f"),
    Field("azimuth_residual_deg", 66, 71, "f"), Field("slowness_s_per_deg", 73, 77, "f"),
    Field("slowness_residual_s_per_deg", 79, 83, "f"), Field("defining", 84, 87),
    Field("snr", 89, 93, "f"), Field("amplitude_nm", 95, 103, "f"), Field("period_s", 105, 109, "f"),
    Field("type1", 111, 112), Field("value1", 113, 116, "f"), Field("type2", 118, 119),
    Field("value2", 120, 124, "f"), Field("arrival_id", 125, 133),
)  # fmt: skip
_Doubts = list[tuple[int, str]]
# Azimuths are printed to a tenth of a degree, of places to a hundredth.
_AZIMUTHS_AGREE_DEG = 2.0


def is_gse2(text: str) -> bool:
    """Whether the text holds a GSE2.0 bulletin."""
    return bool(_MARK.search(text[:20_000]))


def read_gse2(text: str, where: str) -> Bulletin:
    """Read a bulletin; a line that cannot be read is left out and named.

    Raises
    ------
    BulletinError
        It holds no event.
    """
    doubts: _Doubts = []
    parts: list[tuple[str, list[tuple[int, str]]]] = []
    stopped = True
    for number, line in enumerate(whole_lines(text), 1):
        opened = _EVENT.match(line)
        if opened:
            parts.append((opened[1], []))
            stopped = False
        elif line.startswith("STOP"):
            stopped = True
        elif line.startswith(("DATA_TYPE", "BEGIN")):
            parts.append(("", []))
            stopped = stopped and not line.startswith("BEGIN")
        elif parts and line.strip():
            parts[-1][1].append((number, line))
    lines = text.count("\n")
    cut = () if stopped else (f"{where}:{lines}: {CUT_SHORT}",)
    events = tuple(_event(key, lines, where, doubts) for key, lines in parts if key)
    if not any(event.origin or event.arrivals for event in events):
        raise BulletinError(
            "a bulletin without events", where=where, cure="Download or save it again"
        )
    return Bulletin(events, (), (*summed(doubts, where), *cut), "gse2.0")


def _event(key: str, lines: list[tuple[int, str]], where: str, doubts: _Doubts) -> Event:
    origins: list[Origin] = []
    magnitudes: list[Magnitude] = []
    arrivals: list[Arrival] = []
    readings: list[StationMagnitude] = []
    name = ""
    in_arrivals = False
    for place, (number, line) in enumerate(lines):
        if line.startswith("Sta "):
            in_arrivals = True
            name = lines[place - 1][1].strip() if place else ""
        elif in_arrivals and line.strip() != ".":
            _arrival(number, line, where, arrivals, readings, doubts)
        elif not in_arrivals and _DATED.match(line):
            following = next((text for _, text in lines[place + 1 :] if _ERRORS.match(text)), "")
            _origin(number, line, following, origins, magnitudes, doubts)
    origin = origins[-1] if origins else None
    if _points_to_the_event(arrivals, origin):
        arrivals = [replace(arrival, event_azimuth_deg=None) for arrival in arrivals]
    return Event(
        event_id=key,
        origin=origin,
        arrivals=tuple(arrivals),
        magnitudes=tuple(with_readings(magnitudes, readings, origin.author if origin else "")),
        name=name,
        other_origins=tuple(origins[:-1]),
    )


def _points_to_the_event(arrivals: Sequence[Arrival], origin: Origin | None) -> bool:
    """Whether the column EvAz is the azimuth from the station, against its name and the standard.

    The prototype IDC of 1995 wrote so: there EvAz is what the measured azimuth less its residual
    gives. Where no azimuth was measured, shipped stations tell; where none is known, the standard
    holds.
    """
    votes = [
        _is_near(given, arrival.azimuth_deg - arrival.azimuth_residual_deg)
        for arrival in arrivals
        if (given := arrival.event_azimuth_deg) is not None
        and arrival.azimuth_deg is not None
        and arrival.azimuth_residual_deg is not None
    ]
    if not votes and origin is not None:
        votes = [
            _is_near(given, back) and not _is_near(given, ahead)
            for arrival in arrivals
            if (given := arrival.event_azimuth_deg) is not None
            and (station := ims_stations().by_code.get(arrival.station)) is not None
            for _, back in [distance_azimuth(
                station.latitude, station.longitude, origin.latitude, origin.longitude
            )]
            for _, ahead in [distance_azimuth(
                origin.latitude, origin.longitude, station.latitude, station.longitude
            )]
        ]  # fmt: skip
    return bool(votes) and sum(votes) > len(votes) / 2


def _is_near(one: float, two: float) -> bool:
    return abs((one - two + 180.0) % 360.0 - 180.0) <= _AZIMUTHS_AGREE_DEG


def _origin(
    number: int,
    line: str,
    following: str,
    origins: list[Origin],
    magnitudes: list[Magnitude],
    doubts: _Doubts,
) -> None:
    values, left = read_fields(line, _ORIGIN)
    doubts += [(number, what) for what in left]
    errors = _ERRORS.match(following)
    rms, ot, major, minor, strike, depth, nearest, farthest = (
        [float(text) if text else None for text in errors.groups()] if errors else [None] * 8
    )
    words = line[102:].split()
    author = words[0] if len(words) > 1 else ""
    quality = _QUALITY.search(following)
    made, how, kind = quality.groups() if quality else ("", "", None)
    try:
        if values["latitude"] is None or values["longitude"] is None:
            raise ValueError("it has no coordinates")
        fixed = values["depth_fixed"] is not None
        origins.append(
            Origin(
                time=when(f"{values['date']}T{values['time']}"),
                latitude=values["latitude"],
                longitude=values["longitude"],
                depth_km=values["depth"] or 0.0,
                depth_fixed=fixed or values["depth"] is None,
                depth_basis="fixed by the author" if fixed else "",
                time_uncertainty_s=ot,
                depth_uncertainty_km=None if fixed else depth,
                ellipse=Ellipse(major, minor, strike or 0.0) if major and minor else None,
                standard_error_s=rms,
                quality=_quality(values, nearest, farthest),
                author=author,
                origin_id=words[-1] if words else None,
                analysis=made,
                method=how,
                event_type=known_type(kind),
            )
        )
    except ValueError as error:
        doubts.append((number, f"no origin: {error}"))
        return
    spreads = re.findall(r"\+-\s*(\d*\.?\d+)", following[errors.end() :] if errors else "")
    for place, fields in enumerate(_MAGNITUDES):
        read, _ = read_fields(line, fields)
        if read["type"] and read["value"] is not None:
            spread = float(spreads[place]) if place < len(spreads) else None
            bound = {"<": "upper", ">": "lower"}.get(read["bound"] or "")
            magnitudes.append(
                Magnitude(
                    read["type"], read["value"], spread, read["stations"],
                    bound=bound, author=author,  # type: ignore[arg-type]
                )
            )  # fmt: skip


def _quality(
    values: dict[str, Any], nearest: float | None, farthest: float | None
) -> Quality | None:
    quality = Quality(values["gap"], None, nearest, farthest, values["nsta"], values["ndef"])
    return None if quality == Quality() else quality


def _arrival(
    number: int,
    line: str,
    where: str,
    arrivals: list[Arrival],
    readings: list[StationMagnitude],
    doubts: _Doubts,
) -> None:
    values, left = read_fields(line, _ARRIVAL)
    doubts += [(number, what) for what in left]
    flags = values["defining"] or ""
    defining = {
        "time_defining": "T" in flags,
        "azimuth_defining": "A" in flags,
        "slowness_defining": "S" in flags,
    }
    try:
        moment = f"{values['date'] or ''}T{values['clock'] or ''}"
        given = values | defining | {"time": moment}
        arrival, left = arrival_from(given, f"{where}:{number}")
    except ValueError as error:
        doubts.append((number, f"no arrival: {error}"))
        return
    doubts += [(number, what) for what in left]
    arrivals.append(arrival)
    for kind, value in (("type1", "value1"), ("type2", "value2")):
        if values[kind] and values[value] is not None:
            readings.append(
                StationMagnitude(
                    station=arrival.station,
                    type=values[kind],
                    value=values[value],
                    phase=arrival.phase,
                    distance_deg=arrival.distance_deg,
                    amplitude_nm=arrival.amplitude_nm,
                    period_s=arrival.period_s,
                )
            )
