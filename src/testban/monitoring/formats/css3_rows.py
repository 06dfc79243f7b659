"""An event as rows of the CSS3.0 tables, and back: for files of fixed columns and for the store.

A row is a mapping of column names to values; None where nothing was measured. `azimuth` and `seaz`
point from the station to the event, `esaz` from the event to the station; amplitudes are nanometres
zero-to-peak; in the covariances x is north, y east, z down and t time.
"""

from __future__ import annotations

import time as clock
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from testban.monitoring.css3_tables import TABLES
from testban.monitoring.formats.fixed import exact
from testban.monitoring.formats.ims1_fields import pairs, remark
from testban.monitoring.formats.records import arrival_from, number, when
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

__all__ = ["Numbers", "Row", "Rows", "events_of_rows", "rows_of_arrival", "rows_of_event"]

Row = dict[str, Any]
Rows = dict[str, list[Row]]
_REMARK_WIDTH = 80
_LARGEST_ID = 99_999_999


@dataclass
class Numbers:
    """Identifiers for rows: the own number where a thing has one that is free, the next one else."""

    used: dict[str, set[int]] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)

    def take(self, kind: str, wanted: str | None = None) -> int:
        """A number for a thing of a kind."""
        used = self.used.setdefault(kind, set())
        number = int(wanted) if wanted and wanted.isdecimal() and len(wanted) <= 8 else 0
        if not 0 < number <= _LARGEST_ID or number in used:
            number = self.last.get(kind, 0) + 1
            while number in used:
                number += 1
            self.last[kind] = number
        used.add(number)
        return number


def _jdate(seconds: float) -> int:
    day = clock.gmtime(seconds // 1)
    return day.tm_year * 1000 + day.tm_yday


def _comment(rows: Rows, numbers: Numbers, values: Row) -> int | None:
    """Put words that no column holds into `remark`, and give its number."""
    lines = remark("PARAM", values)
    if not lines:
        return None
    text = lines[0].strip()
    commid = numbers.take("comm")
    for place, start in enumerate(range(0, len(text), _REMARK_WIDTH), 1):
        piece = text[start : start + _REMARK_WIDTH]
        # A blank at either end of a piece would be lost in its column.
        rows["remark"].append(
            {"commid": commid, "lineno": place, "remark": piece.replace(" ", "|")}
        )
    return commid


def _add(rows: Rows, numbers: Numbers, table: str, values: Row, more: Row | None = None) -> None:
    """Add a row, and a remark of what its columns would round or cannot hold."""
    texts = {
        f.name: values[f.name]
        for f in TABLES[table]
        if f.kind == "a" and len(str(values.get(f.name) or "")) > f.width
    }
    values["commid"] = _comment(rows, numbers, exact(values, TABLES[table]) | texts | (more or {}))
    rows[table].append(values)


def rows_of_event(event: Event, numbers: Numbers) -> Rows:
    """All rows of one event; `numbers` is shared by the events of one set of tables."""
    rows: Rows = {name: [] for name in TABLES}
    evid = numbers.take("ev", event.event_id)
    origins = [*([event.origin] if event.origin else []), *event.other_origins]
    orids = [numbers.take("or", each.origin_id) for each in origins]
    told: Row = {
        "id": None if event.event_id == str(evid) else event.event_id,
        "score": event.score,
    }
    told |= {f"note{place}": note for place, note in enumerate(event.notes, 1)}
    prefor = orids[0] if event.origin else None
    if prefor is None and event.arrivals:
        prefor = numbers.take("or")  # of no row in `origin`: it holds the arrivals together
    _add(rows, numbers, "event", {"evid": evid, "evname": event.name, "prefor": prefor}, told)
    for origin, orid in zip(origins, orids, strict=True):
        _origin(rows, numbers, origin, orid, evid, event if origin is event.origin else None)
    arids: dict[tuple[str, str | None], int] = {}
    for arrival in event.arrivals:
        arid = rows_of_arrival(rows, numbers, arrival)
        arids.setdefault((arrival.station, arrival.phase), arid)
        _assoc(rows, numbers, arrival, arid, prefor, event.origin)
    for magnitude in event.magnitudes:
        _magnitude(rows, numbers, magnitude, (prefor, evid), arids)
    for each in event.screening:
        values = {name: getattr(each, name) for name in _SCREENING}
        _add(
            rows, numbers, "screening", {"orid": prefor, "evid": evid, **values},
            {"source": each.source, "reason": each.reason},
        )  # fmt: skip
    return rows


_SCREENING = ("criterion", "value", "uncertainty", "threshold", "result")
_QUALITY = (
    "gap_deg", "secondary_gap_deg", "nearest_deg", "farthest_deg", "stations", "defining"
)  # fmt: skip


def _origin(
    rows: Rows, numbers: Numbers, origin: Origin, orid: int, evid: int, event: Event | None
) -> None:
    sizes: Row = {}
    for magnitude in event.magnitudes if event else ():
        if magnitude.type.lower() in ("mb", "ms", "ml") and not magnitude.bound:
            sizes.setdefault(magnitude.type.lower(), magnitude.value)
    quality = origin.quality
    told: Row = {
        "id": None if origin.origin_id in (str(orid), None) else origin.origin_id,
        "depth_basis": origin.depth_basis, "parameters": origin.parameters,
        "velocity_model": origin.velocity_model,
        "flags": ",".join(quality.flags) if quality else None,
    }  # fmt: skip
    told |= {name: getattr(quality, name) for name in _QUALITY} if quality else {}
    values = {
        "lat": origin.latitude, "lon": origin.longitude, "depth": origin.depth_km,
        "time": origin.time, "orid": orid, "evid": evid, "jdate": _jdate(origin.time),
        "nass": len(event.arrivals) if event else None, "ndef": quality and quality.defining,
        "dtype": "r" if origin.depth_fixed else "f", "auth": origin.author,
        "algorithm": "testban" if origin.author.startswith("testban") else None,
    } | {name: round(value, 2) for name, value in sizes.items()}  # fmt: skip
    _add(rows, numbers, "origin", values, told)
    _origerr(rows, numbers, origin, orid)


# The elements of the covariance by their places in ours, which is of (time, east, north, down).
_COVARIANCE = {
    "sxx": (2, 2), "syy": (1, 1), "szz": (3, 3), "stt": (0, 0), "sxy": (2, 1), "sxz": (2, 3),
    "syz": (1, 3), "stx": (0, 2), "sty": (0, 1), "stz": (0, 3),
}  # fmt: skip


def _origerr(rows: Rows, numbers: Numbers, origin: Origin, orid: int) -> None:
    ellipse, covariance = origin.ellipse, origin.covariance
    values: Row = {
        "orid": orid, "sdobs": origin.standard_error_s, "sdepth": origin.depth_uncertainty_km,
        "stime": origin.time_uncertainty_s, "smajax": ellipse and ellipse.semi_major_km,
        "sminax": ellipse and ellipse.semi_minor_km, "strike": ellipse and ellipse.strike_deg,
        "conf": ellipse and ellipse.confidence,
    }  # fmt: skip
    told: Row = {}
    if covariance:
        values |= {name: covariance[i][j] for name, (i, j) in _COVARIANCE.items()}
        told["covariance"] = "4"  # all ten stand there; a null and a covariance of -1 look alike
    if any(value is not None for name, value in values.items() if name != "orid"):
        _add(rows, numbers, "origerr", values, told)


def rows_of_arrival(rows: Rows, numbers: Numbers, arrival: Arrival) -> int:
    """Add the row of an arrival, and give its number."""
    arid = numbers.take("ar", arrival.arrival_id)
    values = {
        "sta": arrival.station, "time": arrival.time, "arid": arid, "jdate": _jdate(arrival.time),
        "chan": arrival.channel, "iphase": arrival.reported_phase or arrival.phase,
        "deltim": arrival.time_uncertainty_s, "azimuth": arrival.azimuth_deg,
        "delaz": arrival.azimuth_uncertainty_deg, "slow": arrival.slowness_s_per_deg,
        "delslo": arrival.slowness_uncertainty_s_per_deg, "amp": arrival.amplitude_nm,
        "per": arrival.period_s, "snr": arrival.snr,
    }  # fmt: skip
    told = {
        "id": None if arrival.arrival_id in (str(arid), None) else arrival.arrival_id,
        "reported": "yes" if arrival.reported_phase else None,
    }
    _add(rows, numbers, "arrival", values, told)
    return arid


def _assoc(
    rows: Rows,
    numbers: Numbers,
    arrival: Arrival,
    arid: int,
    orid: int | None,
    origin: Origin | None,
) -> None:
    computed = None
    if arrival.azimuth_deg is not None and arrival.azimuth_residual_deg is not None:
        computed = (arrival.azimuth_deg - arrival.azimuth_residual_deg) % 360
    values = {
        "arid": arid, "orid": orid, "sta": arrival.station, "phase": arrival.phase,
        "delta": arrival.distance_deg, "seaz": computed, "esaz": arrival.event_azimuth_deg,
        "timeres": arrival.residual_s, "timedef": "d" if arrival.time_defining else "n",
        "azres": arrival.azimuth_residual_deg, "azdef": "d" if arrival.azimuth_defining else "n",
        "slores": arrival.slowness_residual_s_per_deg,
        "slodef": "d" if arrival.slowness_defining else "n", "wgt": arrival.time_weight,
        "vmodel": origin.velocity_model if origin else None,
    }  # fmt: skip
    _add(rows, numbers, "assoc", values)


def _magnitude(
    rows: Rows,
    numbers: Numbers,
    magnitude: Magnitude,
    of: tuple[int | None, int],
    arids: Mapping[tuple[str, str | None], int],
) -> None:
    magid = numbers.take("mag")
    orid, evid = of
    values = {
        "magid": magid, "orid": orid, "evid": evid, "magtype": magnitude.type,
        "nsta": magnitude.stations, "magnitude": magnitude.value,
        "uncertainty": magnitude.uncertainty, "auth": magnitude.author,
    }  # fmt: skip
    told: Row = {"bound": magnitude.bound, "method": magnitude.method}
    _add(rows, numbers, "netmag", values, told)
    for each in magnitude.readings:
        own = {
            "magid": magid, "sta": each.station, "arid": arids.get((each.station, each.phase)),
            "orid": orid, "evid": evid, "phase": each.phase, "magtype": each.type,
            "magnitude": each.value, "auth": magnitude.author,
        }  # fmt: skip
        names = ("distance_deg", "amplitude_nm", "period_s", "residual")
        told = {name: getattr(each, name) for name in names}
        told |= {"used": "" if each.used else "no", "bound": each.bound}
        _add(rows, numbers, "stamag", own, told)


# -- back ---------------------------------------------------------------------------------------


def events_of_rows(
    rows: Mapping[str, Iterable[Row]], doubts: list[str], name: str = "event"
) -> tuple[list[Event], list[Arrival]]:
    """The events that the rows describe, and the arrivals that no row of `assoc` names.

    Without `assoc`, all arrivals are those of one event, which is called `name`. What cannot be
    used is told in `doubts`.
    """
    remarks = _remarks(rows.get("remark", ()))
    tables = {
        table: [_completed(row, table, remarks) for row in rows.get(table, ())] for table in TABLES
    }
    arrivals = {row["arid"]: row for row in tables["arrival"]}
    origins = _origins(tables, doubts)
    assocs: dict[Any, list[Row]] = {}
    for row in tables["assoc"]:
        if row["arid"] in arrivals:
            assocs.setdefault(row["orid"], []).append(row)
        else:
            doubts.append(f"assoc names an arrival {row['arid']} that is not in the table")
    taken = {row["arid"] for group in assocs.values() for row in group}
    free = _arrivals([(row, {}) for arid, row in arrivals.items() if arid not in taken], doubts)
    linked = _Linked(tables, origins, assocs, arrivals)
    events = [_event(key, known, linked, doubts) for key, known in _events(tables, linked).items()]
    if not events and free:
        return [Event(name, None, tuple(free))], []
    return events, free


def _remarks(rows: Iterable[Row]) -> dict[Any, Row]:
    texts: dict[Any, list[tuple[int, str]]] = {}
    for row in rows:
        texts.setdefault(row["commid"], []).append((row["lineno"] or 0, row["remark"] or ""))
    return {
        commid: dict(pairs("".join(text for _, text in sorted(lines)).replace("|", " ")))
        for commid, lines in texts.items()
    }


def _completed(row: Row, table: str, remarks: Mapping[Any, Row]) -> Row:
    """The row with what the remark adds to its columns; the rest under `told`."""
    told = remarks.get(row.get("commid"), {}) if row.get("commid") else {}
    full: Row = {field.name: row.get(field.name) for field in TABLES[table]}
    for each in TABLES[table]:
        if each.name in told and each.name != "commid":
            full[each.name] = told[each.name] if each.kind == "a" else _number(told[each.name])
    return full | {"told": told}


def _number(text: str | None) -> float | None:
    try:
        return number(text)
    except ValueError:
        return None


class _Linked:
    """The rows by what they belong to, so that each is looked up and none searched for."""

    def __init__(
        self,
        tables: Rows,
        origins: Mapping[Any, Origin],
        assocs: Mapping[Any, list[Row]],
        arrivals: Mapping[Any, Row],
    ) -> None:
        self.origins, self.assocs, self.arrivals = origins, assocs, arrivals
        # An origin without an event is one of its own.
        self.owner = {
            row["orid"]: row["evid"] if row["evid"] is not None else f"origin {row['orid']}"
            for row in tables["origin"]
        }
        self.orids: dict[Any, list[Any]] = {}
        for orid, evid in self.owner.items():
            if orid in origins:
                self.orids.setdefault(evid, []).append(orid)
        self.netmag = self._of_event(tables["netmag"])
        self.screening = self._of_event(tables["screening"])
        self.stamag: dict[Any, list[Row]] = {}
        for row in tables["stamag"]:
            self.stamag.setdefault(row["magid"], []).append(row)

    def _of_event(self, rows: list[Row]) -> dict[Any, list[Row]]:
        found: dict[Any, list[Row]] = {}
        for row in rows:
            evid = row["evid"] if row["evid"] is not None else self.owner.get(row["orid"])
            found.setdefault(evid, []).append(row)
        return found


def _events(tables: Rows, linked: _Linked) -> dict[Any, Row]:
    """By evid, the row of `event`; where there is none, one for each origin that a row names."""
    known = {row["evid"]: row for row in tables["event"]}
    named = {row["prefor"] for row in known.values()}
    loose = {orid: f"origin {orid}" for orid in linked.assocs if orid not in named}
    for orid, evid in (loose | linked.owner).items():
        known.setdefault(evid, {"evid": evid, "prefor": orid, "evname": None, "told": {}})
    return known


def _origins(tables: Rows, doubts: list[str]) -> dict[Any, Origin]:
    errors = {row["orid"]: row for row in tables["origerr"]}
    found = {}
    for row in tables["origin"]:
        place = (row["lat"], row["lon"], row["time"])
        try:
            if None in place or abs(row["lat"]) > 90 or abs(row["lon"]) > 360:
                raise ValueError("no time or no place on Earth")
            when(row["time"])
        except ValueError as error:
            doubts.append(f"origin {row['orid']}: {error}")
            continue
        found[row["orid"]] = _read_origin(row, errors.get(row["orid"], {"told": {}}))
    return found


def _read_origin(row: Row, error: Row) -> Origin:
    told: Row = row["told"]
    flags = tuple(filter(None, told.get("flags", "").split(",")))
    quality = None
    if "gap_deg" in told:
        numbers = {name: _number(told.get(name)) or 0.0 for name in _QUALITY[:4]}
        counts = {name: int(_number(told.get(name)) or 0) for name in _QUALITY[4:]}
        quality = Quality(**(numbers | counts), flags=flags)  # type: ignore[arg-type]
        if "secondary_gap_deg" not in told:
            quality = Quality(**(numbers | counts | {"secondary_gap_deg": None}), flags=flags)  # type: ignore[arg-type]
    covariance = None
    if "covariance" in error["told"]:
        square = [[0.0] * 4 for _ in range(4)]
        for name, (i, j) in _COVARIANCE.items():
            # A covariance of exactly -1 reads as nothing.
            square[i][j] = square[j][i] = -1.0 if error[name] is None else float(error[name])
        covariance = tuple(map(tuple, square))
    major, minor = error.get("smajax"), error.get("sminax")
    return Origin(
        time=float(row["time"]),
        latitude=float(row["lat"]),
        longitude=float(row["lon"]) - (360 if row["lon"] > 180 else 0),
        depth_km=float(row["depth"] or 0.0),
        depth_fixed=row["depth"] is None or row["dtype"] not in ("f", None),
        depth_basis=told.get("depth_basis", ""),
        time_uncertainty_s=error.get("stime"),
        depth_uncertainty_km=error.get("sdepth"),
        ellipse=Ellipse(major, minor, error["strike"] or 0.0, error["conf"] or 0.9)
        if major is not None and minor is not None
        else None,
        standard_error_s=error.get("sdobs"),
        covariance=covariance,
        quality=quality,
        author=row["auth"] or "",
        origin_id=told.get("id") or str(int(row["orid"])),
        parameters=told.get("parameters", ""),
        velocity_model=told.get("velocity_model", ""),
    )


def _event(evid: Any, known: Row, linked: _Linked, doubts: list[str]) -> Event:
    own, origins = linked.orids.get(evid, []), linked.origins
    prefor = known["prefor"] if known["prefor"] in origins else (own[-1] if own else None)
    of_origin = linked.assocs.get(prefor) or linked.assocs.get(known["prefor"]) or []
    associated = [(linked.arrivals[each["arid"]], each) for each in of_origin]
    told: Row = known["told"]
    notes = [told[key] for key in sorted(told, key=len) if key.startswith("note")]
    sizes = linked.netmag.get(evid, ())
    return Event(
        event_id=told.get("id") or str(evid),
        origin=origins.get(prefor),
        arrivals=tuple(_arrivals(associated, doubts)),
        magnitudes=tuple(
            _read_magnitude(row, linked.stamag.get(row["magid"], ())) for row in sizes
        ),
        screening=tuple(
            _read_screening(row)
            for row in linked.screening.get(evid, ())
            if row["result"] in get_args(ScreeningResult)
        ),
        name=known["evname"] or "",
        score=_number(told.get("score")),
        other_origins=tuple(origins[orid] for orid in own if orid != prefor),
        notes=tuple(notes),
    )


def _arrivals(rows: Iterable[tuple[Row, Row]], doubts: list[str]) -> list[Arrival]:
    found = []
    for row, assoc in rows:
        told: Row = row["told"]
        phase = assoc.get("phase") or (None if assoc else row["iphase"])
        values = {
            "station": row["sta"], "time": row["time"], "channel": row["chan"], "phase": phase,
            "time_uncertainty_s": row["deltim"], "azimuth_deg": row["azimuth"],
            "azimuth_uncertainty_deg": row["delaz"], "slowness_s_per_deg": row["slow"],
            "slowness_uncertainty_s_per_deg": row["delslo"], "snr": row["snr"],
            "amplitude_nm": row["amp"], "period_s": row["per"],
            "arrival_id": told.get("id") or str(int(row["arid"])),
            "distance_deg": assoc.get("delta"), "event_azimuth_deg": assoc.get("esaz"),
            "residual_s": assoc.get("timeres"), "azimuth_residual_deg": assoc.get("azres"),
            "slowness_residual_s_per_deg": assoc.get("slores"), "time_weight": assoc.get("wgt"),
            "time_defining": assoc.get("timedef") == "d",
            "azimuth_defining": assoc.get("azdef") == "d",
            "slowness_defining": assoc.get("slodef") == "d",
            "reported_phase": row["iphase"]
            if told.get("reported") or (phase and row["iphase"] not in (None, phase)) else None,
        }  # fmt: skip
        try:
            arrival, left = arrival_from(values)
        except ValueError as error:
            doubts.append(f"arrival {row['arid']}: {error}")
            continue
        doubts += [f"arrival {row['arid']}: {what}" for what in left]
        found.append(arrival)
    return found


def _read_magnitude(row: Row, readings: Iterable[Row]) -> Magnitude:
    told: Row = row["told"]
    bound = told.get("bound")
    return Magnitude(
        type=row["magtype"] or "M",
        value=float(row["magnitude"] or 0.0),
        uncertainty=row["uncertainty"],
        stations=int(row["nsta"] or 0),
        bound=bound if bound in ("upper", "lower") else None,
        method=told.get("method", ""),
        readings=tuple(_read_stamag(each) for each in readings),
        author=row["auth"] or "",
    )


def _read_stamag(row: Row) -> StationMagnitude:
    told: Row = row["told"]
    bound = told.get("bound")
    names = ("distance_deg", "amplitude_nm", "period_s", "residual")
    numbers: Row = {name: _number(told.get(name)) for name in names}
    return StationMagnitude(
        station=row["sta"] or "",
        type=row["magtype"] or "M",
        value=float(row["magnitude"] or 0.0),
        phase=row["phase"],
        used=told.get("used") != "no",
        bound=bound if bound in ("upper", "lower") else None,
        **numbers,
    )


def _read_screening(row: Row) -> Screening:
    told: Row = row["told"]
    return Screening(
        **{name: row[name] for name in _SCREENING},
        source=told.get("source", ""),
        reason=told.get("reason", ""),
    )
