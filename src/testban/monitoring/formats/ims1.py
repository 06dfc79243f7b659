"""Read IMS1.0 bulletins and the ISC's ISF, of any producer; a bad line costs that line alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Literal, get_args

from testban.errors import BulletinError
from testban.monitoring.formats.bulletin import EMPTY, EMPTY_CURE, Bulletin
from testban.monitoring.formats.confidence import USUAL, at_confidence
from testban.monitoring.formats.csv_rows import BROKEN, summed
from testban.monitoring.formats.event_types import ANALYSES, METHODS, known_type
from testban.monitoring.formats.fixed import Field, read_fields
from testban.monitoring.formats.ims1_fields import (
    ARRIVAL,
    MAGNITUDE,
    ORIGIN,
    on_clock,
    pairs,
)
from testban.monitoring.formats.limits import LIMIT_PHASE, limit_from, side
from testban.monitoring.formats.records import LETTERS, arrival_from, number, square, when
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

__all__ = ["CUT_SHORT", "is_ims1", "read_ims1", "whole_lines", "with_readings"]

_MARK = re.compile(r"^(BEGIN IMS|DATA_TYPE +(BULLETIN|EVENT|ORIGIN|ARRIVAL) +IMS)", re.I | re.M)
_EVENT = re.compile(r"EVENT\s+(\S+)\s*(.*)", re.I)
_ORIGIN = re.compile(r"\d{4}/\d\d/\d\d ")
_HEADS = {
    "origin": re.compile(r"\s+Date\s+Time\s+Err"),
    "magnitude": re.compile(r"Magnitude\s+Err"),
    "arrival": re.compile(r"Sta\s+Dist\s+EvAz"),
    "bibliography": re.compile(r"Year\s+Volume"),
    "": re.compile(r"Net\s+Chan|Sta\s+NetCode|Region|DATA_TYPE|STOP|BEGIN"),
}
CUT_SHORT = "the message ends without STOP: what may have followed is not here; fetch it whole"
_CURE = "Download or save the bulletin again"


def is_ims1(text: str) -> bool:
    """Whether the text holds an IMS1.0 or ISF bulletin."""
    return bool(_MARK.search(text[:20_000]))


@dataclass
class _Draft:
    """An event while its lines are read; each value with the comments that follow it."""

    key: str
    name: str = ""
    origins: list[dict[str, Any]] = field(default_factory=list)
    magnitudes: list[dict[str, Any]] = field(default_factory=list)
    arrivals: list[dict[str, Any]] = field(default_factory=list)
    screening: list[Screening] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    score: float | None = None


@dataclass
class _State:
    doubts: list[tuple[int, str]] = field(default_factory=list)
    drafts: list[_Draft] = field(default_factory=list)
    loose: _Draft = field(default_factory=lambda: _Draft(""))
    block: str = ""
    last: dict[str, Any] | None = None
    ended: bool = False
    associated: bool = True

    @property
    def event(self) -> _Draft:
        return self.drafts[-1] if self.drafts and self.associated else self.loose


def read_ims1(text: str, where: str) -> Bulletin:
    """Read a bulletin: origins, magnitudes, arrivals, and what testban writes into comments.

    Raises
    ------
    BulletinError
        It holds no event and no arrival.
    """
    state = _State()
    lines = whole_lines(text)
    for place, line in enumerate(lines, 1):
        _take(state, place, line.rstrip())
    cut: tuple[str, ...] = ()
    if not state.ended and re.search(r"^BEGIN ", text, re.M):
        cut = (f"{where}:{len(lines)}: {CUT_SHORT}",)
    elif len(lines) < len(text.splitlines()):
        cut = (f"{where}:{len(lines) + 1}: {BROKEN}; left out",)
    events = tuple(_event(draft, where, state.doubts) for draft in state.drafts)
    loose = _arrivals(state.loose, None, where, state.doubts)
    if not loose and not any(event.origin or event.arrivals for event in events):
        first = f" ({state.doubts[0][1]})" if state.doubts else ""
        if state.ended and not state.doubts and not state.drafts:
            raise BulletinError(EMPTY, where=where, cure=EMPTY_CURE)
        raise BulletinError(f"a bulletin without events{first}", where=where, cure=_CURE)
    return Bulletin(events, tuple(loose), (*summed(state.doubts, where), *cut), "ims1.0")


def whole_lines(text: str) -> list[str]:
    """The lines, without a last one that a cut has shortened: half a number is a wrong number."""
    lines = text.splitlines()
    if text.endswith("\n") or not lines or lines[-1].startswith("STOP"):
        return lines
    last = lines[-1].rstrip()
    # Of two lines of headings the second may be shorter than what they head.
    said = (line for line in lines[-2::-1] if line.strip() and not line.lstrip().startswith("("))
    full = max((len(line.rstrip()) for line in islice(said, 2)), default=0)
    cut = not last.endswith(")") if last.lstrip().startswith("(") else len(last) < full
    return lines[:-1] if cut else lines


def _take(state: _State, number: int, line: str) -> None:
    """One line: a heading that opens a block, a comment on what stood before it, or a row."""
    if not line.strip():
        return
    if line.lstrip().startswith("("):
        _comment(state, number, line)
        return
    opened = _EVENT.match(line)
    if opened:
        state.drafts.append(_Draft(_plain(opened[1]), _plain(opened[2])))
        state.block, state.last = "", None
        return
    for block, head in _HEADS.items():
        if head.match(line):
            state.block, state.last = block, None
            if line.startswith("DATA_TYPE"):
                state.associated = "ARRIVAL" not in line.upper()
            state.ended = line.startswith("STOP") or (state.ended and not line.startswith("BEGIN"))
            return
    if state.block == "bibliography":
        _said(state, number, line.strip())
    elif state.block:
        _row(state, number, line)


_ROWS = {"origin": ORIGIN, "magnitude": MAGNITUDE, "arrival": ARRIVAL}


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isprintable()).strip()


def _row(state: _State, number: int, line: str) -> None:
    if state.block == "origin" and not _ORIGIN.match(line):
        state.doubts.append((number, "no origin line"))
        return
    values, doubts = read_fields(line, _ROWS[state.block])
    state.doubts += [(number, doubt) for doubt in doubts]
    if (
        state.block == "arrival"
        and values["magnitude"] is not None
        and not values["magnitude_type"]
    ):
        # In a line that stands off, it is some other number: an identifier, for one.
        state.doubts.append((number, "a magnitude without a type"))
        values["magnitude"] = None
    values["line"] = number
    values["told"] = {}
    state.last = values
    event = state.event
    {"origin": event.origins, "magnitude": event.magnitudes, "arrival": event.arrivals}[
        state.block
    ].append(values)


_OF_ORIGINS = (
    "author", "origin_id", "depth_basis", "confidence", "event_type", "secondary_gap", "flags",
    "velocity_model", "parameters", "covariance",
)  # fmt: skip
_KNOWN = {
    "origin": frozenset(_OF_ORIGINS) | {each.name for each in ORIGIN},
    "magnitude": frozenset(("method",)) | {each.name for each in MAGNITUDE},
    "arrival": frozenset(Arrival.__slots__) | {each.name for each in ARRIVAL},
}
"""Names that we give a parameter; those of others (pP_DEPTH) are kept as they stand."""


def _said(state: _State, number: int, text: str) -> None:
    """Keep what others say in words: of the origin above, or, after its arrivals, of the event."""
    event = state.event
    if event is state.loose:
        state.doubts.append((number, f"a comment of no event: {text!r:.60}"))
    elif event.origins and state.block in ("origin", "bibliography"):
        event.origins[-1].setdefault("comments", []).append(text)
    else:
        event.comments.append(text)


def _comment(state: _State, number: int, line: str) -> None:
    tag = line.strip().lstrip("(").split(" ")[0].rstrip(")").upper()
    event = state.event
    told = pairs(line)
    if tag == "#PARAM" and state.last is not None and _KNOWN[state.block].issuperset(told):
        state.last["told"] |= told
    elif tag == "#PRIME" and event.origins:
        event.origins[-1]["prime"] = True
    elif tag == "#STAMAG" and state.last is not None:
        state.last.setdefault("readings", []).append(told)
    elif tag == "#SCREENING" and told.get("result") in get_args(ScreeningResult):
        event.screening.append(_screening(told))
    elif tag == "#UNLOCATED" and event.origins:
        event.origins[-1]["unlocated"] = True
    elif tag == "#EVENTID":
        event.key = told.get("id", event.key)
    elif tag == "#SCORE":
        event.score = _number(told.get("value"))
    elif tag == "#LEFTOUT":
        pass  # of what it was made from, and not of this file
    elif tag == "#NOTE":
        event.notes.append(told.get("text", ""))
    elif tag == "#LIMIT":
        try:
            event.limits += filter(None, [limit_from(told)])
        except ValueError as error:
            state.doubts.append((number, str(error)))
    else:
        text = _plain(line)[1:]
        _said(state, number, (text[:-1] if text.endswith(")") else text).strip())


def _number(text: str | None) -> float | None:
    try:
        return number(text)
    except ValueError:
        return None


def _screening(told: dict[str, str]) -> Screening:
    result: Any = told["result"]
    return Screening(
        criterion=told.get("criterion", ""),
        value=_number(told.get("value")),
        uncertainty=_number(told.get("uncertainty")),
        threshold=_number(told.get("threshold")),
        result=result,
        source=told.get("source", ""),
        reason=told.get("reason", ""),
    )


# -- from rows to the nouns ---------------------------------------------------------------------


def _event(draft: _Draft, where: str, doubts: list[tuple[int, str]]) -> Event:
    origins = []
    for row in draft.origins:
        try:
            origins.append((bool(row.get("prime")), _origin(row)))
        except ValueError as error:
            if "unlocated" not in row:
                doubts.append((row["line"], f"no origin: {error}"))
    # The one marked as prime; where none is, the last one, as the ISC has it.
    chosen = max(range(len(origins)), key=lambda i: (origins[i][0], i)) if origins else None
    origin = origins[chosen][1] if chosen is not None else None
    arrivals = _arrivals(draft, origin.time if origin else _dated(draft), where, doubts)
    return Event(
        event_id=draft.key,
        origin=origin,
        arrivals=tuple(arrivals),
        magnitudes=tuple(_magnitudes(draft, origin)),
        screening=tuple(draft.screening),
        name=draft.name,
        score=draft.score,
        other_origins=tuple(each for i, (_, each) in enumerate(origins) if i != chosen),
        notes=tuple(draft.notes),
        limits=(*draft.limits, *_limits(draft)),
        comments=tuple(draft.comments),
    )


def _dated(draft: _Draft) -> float | None:
    """The time of an origin without coordinates: it dates the arrivals all the same."""
    for row in draft.origins:
        try:
            return when(f"{row['date']}T{row['time']}")
        except ValueError:
            continue
    return None


def _sharpened(row: dict[str, Any], fields: Sequence[Field]) -> dict[str, Any]:
    """The row with the digits that a comment adds to its numbers."""
    told = {f.name: _number(row["told"].get(f.name)) for f in fields if f.kind in "fi"}
    return row | {name: value for name, value in told.items() if value is not None}


def _origin(row: dict[str, Any]) -> Origin:
    row = _sharpened(row, ORIGIN)
    told = row["told"]
    latitude, longitude = row["latitude"], row["longitude"]
    if latitude is None or longitude is None:
        raise ValueError("it has no coordinates")
    if abs(latitude) > 90 or abs(longitude) > 360:
        raise ValueError(f"no place on Earth at {latitude:g}, {longitude:g}")
    seconds = _number(told.get("time"))
    origin = Origin(
        time=when(f"{row['date']}T{row['time']}" if seconds is None else seconds),
        latitude=latitude,
        longitude=longitude - 360 if longitude > 180 else longitude,
        depth_km=row["depth"] or 0.0,
        depth_fixed=row["depth_fixed"] is not None or row["depth"] is None,
        depth_basis=told.get("depth_basis") or _DEPTHS.get(row["depth_fixed"] or "", ""),
        time_uncertainty_s=row["time_error"],
        depth_uncertainty_km=row["depth_error"],
        ellipse=_ellipse(row),
        standard_error_s=row["rms"],
        covariance=square([row.split(";") for row in told.get("covariance", "").split(",")]),
        quality=_quality(row, told),
        author=told.get("author") or row["author"] or "",
        origin_id=told.get("origin_id") or row["id"],
        parameters=told.get("parameters", ""),
        velocity_model=told.get("velocity_model", ""),
        analysis=row["analysis"] if row["analysis"] in ANALYSES else "",
        method=row["method"] if row["method"] in METHODS else "",
        event_type=told.get("event_type") or known_type(row["event_type"]),
        comments=tuple(row.get("comments", ())),
    )
    confidence = _number(told.get("confidence"))
    if confidence is None or not 0.0 < confidence < 1.0:
        return origin
    return at_confidence(origin, confidence)


_DEPTHS = {
    "f": "fixed by the author",
    "d": "fixed to the depth of depth phases",
}


def _ellipse(row: dict[str, Any]) -> Ellipse | None:
    major, minor = row["semi_major"], row["semi_minor"]
    if major is None or minor is None:
        return None
    return Ellipse(major, minor, float(row["strike"] or 0), USUAL)


def _quality(row: dict[str, Any], told: dict[str, str]) -> Quality | None:
    quality = Quality(
        gap_deg=None if row["gap"] is None else float(row["gap"]),
        secondary_gap_deg=_number(told.get("secondary_gap")),
        nearest_deg=row["nearest"],
        farthest_deg=row["farthest"],
        stations=row["nsta"],
        defining=row["ndef"],
        flags=tuple(filter(None, told.get("flags", "").split(","))),
    )
    return None if quality == Quality() else quality


def _magnitudes(draft: _Draft, origin: Origin | None) -> list[Magnitude]:
    found = []
    for line in draft.magnitudes:
        row = _sharpened(line, MAGNITUDE)
        told, value = row["told"], row["value"]
        if value is None:
            continue
        kind = told.get("type") or row["type"] or ""
        found.append(
            Magnitude(
                type=kind,
                value=value,
                uncertainty=row["error"],
                stations=row["stations"],
                bound=_side(row["bound"]),
                method=told.get("method", ""),
                readings=tuple(_stamag(kind, each) for each in row.get("readings", ())),
                author=told.get("author") or row["author"] or "",
            )
        )
    return with_readings(found, _printed(draft), origin.author if origin else "")


def _stamag(kind: str, told: dict[str, str]) -> StationMagnitude:
    names = ("distance_deg", "amplitude_nm", "period_s", "residual")
    numbers: dict[str, Any] = {name: _number(told.get(name)) for name in names}
    bound: Any = told.get("bound")
    return StationMagnitude(
        station=told.get("station", ""),
        type=kind,
        value=_number(told.get("value")) or 0.0,
        phase=told.get("phase"),
        used=told.get("used") != "no",
        bound=bound if bound in ("upper", "lower") else None,
        **numbers,
    )


def _printed(draft: _Draft) -> list[StationMagnitude]:
    """The station magnitudes that stand in the arrival lines."""
    return [
        StationMagnitude(
            station=row["told"].get("station") or row["station"] or "",
            type=row["magnitude_type"],
            value=row["magnitude"],
            phase=row["phase"],
            distance_deg=row["distance"],
            amplitude_nm=row["amplitude"],
            period_s=row["period"],
            bound=_side(row["magnitude_bound"]),
        )
        for row in draft.arrivals
        if row["magnitude"] is not None
    ]


def _side(mark: str | None) -> Literal["upper", "lower"] | None:
    """What `<` and `>` beside a magnitude say."""
    return side(mark) if mark in ("<", ">") else None


def _limits(draft: _Draft) -> list[Limit]:
    """Amplitudes beside such a mark: the noise, or where the record clipped."""
    return [
        Limit(
            row["station"],
            row["phase"] or LIMIT_PHASE,
            row["amplitude"],
            row["period"] or None,
            bound,
        )
        for row in draft.arrivals
        if row["amplitude"] and row["station"] and (bound := _side(row["magnitude_bound"]))
    ]


def with_readings(
    magnitudes: list[Magnitude], readings: list[StationMagnitude], author: str
) -> list[Magnitude]:
    """The network magnitudes with the station magnitudes of their type, the origin's author first.

    Station magnitudes of a type that has no network magnitude become one of the median value, and
    its `method` says so.
    """
    done = list(magnitudes)
    for kind in dict.fromkeys(each.type for each in readings):
        own = tuple(each for each in readings if each.type == kind)
        places = [i for i, each in enumerate(done) if each.type == kind]
        if any(done[i].readings for i in places):
            continue  # they came with the network magnitude
        if places:
            best = max(places, key=lambda i: (done[i].author == author, -i))
            done[best] = replace(done[best], readings=own)
        elif measured := sorted(each.value for each in own if not each.bound):
            middle, count = measured[len(measured) // 2], len(measured)
            method = "median of the station magnitudes"
            done.append(Magnitude(kind, middle, None, count, method=method, readings=own))
    return done


def _arrivals(
    draft: _Draft, after: float | None, where: str, doubts: list[tuple[int, str]]
) -> list[Arrival]:
    found = []
    for row in draft.arrivals:
        told: dict[str, str] = row["told"]
        try:
            seconds: float | None = _number(told.get("time"))
            if seconds is None:
                seconds = _moment(row["time"], after)
            given: dict[str, Any] = {
                "station": row["station"], "time": seconds, "phase": row["phase"],
                "azimuth_deg": row["azimuth"], "slowness_s_per_deg": row["slowness"],
                "snr": row["snr"],
                "amplitude_nm": None if _side(row["magnitude_bound"]) else row["amplitude"] or None,
                "period_s": row["period"] or None, "residual_s": row["residual"],
                "arrival_id": row["id"], "distance_deg": row["distance"],
                "event_azimuth_deg": row["event_azimuth"],
                "azimuth_residual_deg": row["azimuth_residual"],
                "slowness_residual_s_per_deg": row["slowness_residual"],
                "time_defining": row["time_defining"] == "T",
                "azimuth_defining": row["azimuth_defining"] == "A",
                "slowness_defining": row["slowness_defining"] == "S",
                **{name: row[name] for name in LETTERS},
            }  # fmt: skip
            place = f"{where}:{row['line']}"
            arrival, left = arrival_from(given | told | {"time": seconds}, place)
        except ValueError as error:
            doubts.append((row["line"], f"no arrival: {error}"))
            continue
        doubts += [(row["line"], what) for what in left]
        found.append(arrival)
    return found


def _moment(text: str | None, after: float | None) -> float:
    if after is None:
        raise ValueError("a time without a day, and no origin to take it from")
    return on_clock(text or "", after)
