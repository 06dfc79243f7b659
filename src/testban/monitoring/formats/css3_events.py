"""Events from rows of the CSS3.0 tables, as `css3_rows` makes them and as others do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from testban.monitoring.css3_tables import TABLES
from testban.monitoring.formats.css3_rows import (
    COVARIANCE,
    QUALITY,
    SCREENING,
    TOLD_OF_ARRIVALS,
    Row,
    Rows,
)
from testban.monitoring.formats.event_types import known_type
from testban.monitoring.formats.ims1_fields import pairs
from testban.monitoring.formats.limits import LIMIT_PHASE, of_a_word
from testban.monitoring.formats.records import arrival_from, number, when
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

__all__ = ["events_of_rows"]


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
    astray = []
    for row in tables["assoc"]:
        if row["arid"] in arrivals:
            assocs.setdefault(row["orid"], []).append(row)
        else:
            astray.append(row["arid"])
    if astray:
        # A table cut short leaves thousands: one line for all.
        more = f" and {len(astray) - 1} more" if len(astray) > 1 else ""
        doubts.append(f"assoc names an arrival {astray[0]}{more} that the table of arrivals lacks")
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
    return full | {"told": told, "read_from": row.get("read_from", "")}


def _number(text: str | None) -> float | None:
    try:
        return number(text)
    except ValueError:
        return None


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


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
    angles: Row = {name: _number(told.get(name)) for name in QUALITY[:4]}
    counts: Row = {name: _whole(_number(told.get(name))) for name in QUALITY[4:]}
    if counts["defining"] is None:
        counts["defining"] = _whole(row["ndef"])
    quality = Quality(**angles, **counts, flags=flags)
    covariance = None
    if "covariance" in error["told"]:
        square = [[0.0] * 4 for _ in range(4)]
        for name, (i, j) in COVARIANCE.items():
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
        quality=None if quality == Quality() else quality,
        author=row["auth"] or "",
        origin_id=told.get("id") or str(int(row["orid"])),
        parameters=told.get("parameters", ""),
        velocity_model=told.get("velocity_model", ""),
        analysis=told.get("analysis", ""),
        method=told.get("method", ""),
        event_type=known_type(row["etype"]),
        comments=_numbered(told, "comment"),
    )


def _event(evid: Any, known: Row, linked: _Linked, doubts: list[str]) -> Event:
    own, origins = linked.orids.get(evid, []), linked.origins
    prefor = known["prefor"] if known["prefor"] in origins else (own[-1] if own else None)
    of_origin = linked.assocs.get(prefor) or linked.assocs.get(known["prefor"]) or []
    associated = [(linked.arrivals[each["arid"]], each) for each in of_origin]
    told: Row = known["told"]
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
        notes=_numbered(told, "note"),
        comments=_numbered(told, "comment"),
        limits=tuple(_limits(told, [row for row, _ in associated], doubts)),
    )


def _is_clipped(row: Row) -> bool:
    return row["clip"] == "c" and (row["amp"] or 0.0) > 0.0


def _limits(told: Row, rows: Iterable[Row], doubts: list[str]) -> Iterator[Limit]:
    """Those of ours, and the amplitudes of clipped arrivals."""
    for text in _numbered(told, "limit"):
        if limit := of_a_word(text):
            yield limit
        else:
            doubts.append(f"a limit of the event: {text!r:.60}")
    for row in filter(_is_clipped, rows):
        yield Limit(row["sta"], row["iphase"] or LIMIT_PHASE, row["amp"], row["per"], "lower")


def _numbered(told: Row, name: str) -> tuple[str, ...]:
    """The texts under a name and a number, in order."""
    numbers = sorted(int(key[len(name) :]) for key in told if re.fullmatch(f"{name}\\d+", key))
    return tuple(told[f"{name}{number}"] for number in numbers)


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
            "amplitude_nm": None if _is_clipped(row) else row["amp"], "period_s": row["per"],
            "arrival_id": told.get("id") or str(int(row["arid"])),
            "distance_deg": assoc.get("delta"), "event_azimuth_deg": assoc.get("esaz"),
            "residual_s": assoc.get("timeres"), "azimuth_residual_deg": assoc.get("azres"),
            "slowness_residual_s_per_deg": assoc.get("slores"), "time_weight": assoc.get("wgt"),
            "time_defining": assoc.get("timedef") == "d",
            "azimuth_defining": assoc.get("azdef") == "d",
            "slowness_defining": assoc.get("slodef") == "d",
            "reported_phase": row["iphase"]
            if told.get("reported") or (phase and row["iphase"] not in (None, phase)) else None,
            **{name: told.get(name) for name in TOLD_OF_ARRIVALS},
        }  # fmt: skip
        try:
            arrival, left = arrival_from(values, row["read_from"])
        except ValueError as error:
            doubts.append(f"{_named(row)}: {error}")
            continue
        doubts += [f"{_named(row)}: {what}" for what in left]
        found.append(arrival)
    return found


def _named(row: Row) -> str:
    """The number of an arrival, and where it stands."""
    return f"arrival {row['arid']:.0f}" + (f" ({row['read_from']})" if row["read_from"] else "")


def _read_magnitude(row: Row, readings: Iterable[Row]) -> Magnitude:
    told: Row = row["told"]
    bound = told.get("bound")
    return Magnitude(
        type=row["magtype"] or "",
        value=float(row["magnitude"] or 0.0),
        uncertainty=row["uncertainty"],
        stations=_whole(row["nsta"]),
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
        type=row["magtype"] or "",
        value=float(row["magnitude"] or 0.0),
        phase=row["phase"],
        used=told.get("used") != "no",
        bound=bound if bound in ("upper", "lower") else None,
        **numbers,
    )


def _read_screening(row: Row) -> Screening:
    told: Row = row["told"]
    return Screening(
        **{name: row[name] for name in SCREENING},
        source=told.get("source", ""),
        reason=told.get("reason", ""),
    )
