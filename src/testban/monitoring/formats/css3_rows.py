"""An event as rows of the CSS3.0 tables: for files of fixed columns and for the store.

A row is a mapping of column names to values; None where nothing was measured. `azimuth` and `seaz`
point from the station to the event, `esaz` from the event to the station; amplitudes are nanometres
zero-to-peak; in the covariances x is north, y east, z down and t time. `css3_events` reads them back.
"""

from __future__ import annotations

import time as clock
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from testban.monitoring.css3_tables import TABLES
from testban.monitoring.formats.fixed import exact
from testban.monitoring.formats.ims1_fields import remark
from testban.monitoring.formats.limits import in_a_word
from testban.monitoring.model import Arrival, Event, Magnitude, Origin
from testban.monitoring.sphere import back_azimuth

__all__ = [
    "COVARIANCE",
    "QUALITY",
    "SCREENING",
    "TOLD_OF_ARRIVALS",
    "Numbers",
    "Row",
    "Rows",
    "rows_of_arrival",
    "rows_of_event",
]

Row = dict[str, Any]
Rows = dict[str, list[Row]]
_REMARK_WIDTH = 80
_LARGEST_ID = 99_999_999

SCREENING = ("criterion", "value", "uncertainty", "threshold", "result")
QUALITY = (
    "gap_deg", "secondary_gap_deg", "nearest_deg", "farthest_deg", "stations", "defining"
)  # fmt: skip

# The elements of the covariance by their places in ours, which is of (time, east, north, down).
COVARIANCE = {
    "sxx": (2, 2), "syy": (1, 1), "szz": (3, 3), "stt": (0, 0), "sxy": (2, 1), "sxz": (2, 3),
    "syz": (1, 3), "stx": (0, 2), "sty": (0, 1), "stz": (0, 3),
}  # fmt: skip


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


def rows_of_event(event: Event, numbers: Numbers, number: int | None = None) -> Rows:
    """All rows of one event; `numbers` is shared by the events of one set of tables.

    Its own is `number` where that is given and free, and else after its identifier.
    """
    rows: Rows = {name: [] for name in TABLES}
    evid = numbers.take("ev", event.event_id if number is None else str(number))
    origins = [*([event.origin] if event.origin else []), *event.other_origins]
    orids = [numbers.take("or", each.origin_id) for each in origins]
    told: Row = {
        "id": None if event.event_id == str(evid) else event.event_id,
        "score": event.score,
    }
    told |= {f"note{place}": note for place, note in enumerate(event.notes, 1)}
    told |= {f"comment{place}": text for place, text in enumerate(event.comments, 1)}
    told |= {f"limit{place}": in_a_word(limit) for place, limit in enumerate(event.limits, 1)}
    prefor = orids[0] if event.origin else None
    if prefor is None and event.arrivals:
        prefor = numbers.take("or")  # of no row in `origin`: it holds the arrivals together
    _add(rows, numbers, "event", {"evid": evid, "evname": event.name, "prefor": prefor}, told)
    sized = [(numbers.take("mag"), magnitude) for magnitude in event.magnitudes]
    for origin, orid in zip(origins, orids, strict=True):
        own = origin is event.origin
        _origin(rows, numbers, origin, orid, evid, event if own else None, sized if own else ())
    arids: dict[tuple[str, str | None], int] = {}
    for arrival in event.arrivals:
        arid = rows_of_arrival(rows, numbers, arrival)
        arids.setdefault((arrival.station, arrival.phase), arid)
        _assoc(rows, numbers, arrival, arid, prefor, event.origin)
    for magid, magnitude in sized:
        _magnitude(rows, numbers, magnitude, (magid, prefor, evid), arids)
    for each in event.screening:
        values = {name: getattr(each, name) for name in SCREENING}
        _add(
            rows, numbers, "screening", {"orid": prefor, "evid": evid, **values},
            {"source": each.source, "reason": each.reason},
        )  # fmt: skip
    return rows


def _origin(
    rows: Rows,
    numbers: Numbers,
    origin: Origin,
    orid: int,
    evid: int,
    event: Event | None,
    sized: Sequence[tuple[int, Magnitude]],
) -> None:
    sizes: Row = {}
    for magid, magnitude in sized:
        kind = magnitude.type.lower()
        if kind in ("mb", "ms", "ml") and not magnitude.bound and kind not in sizes:
            sizes |= {kind: round(magnitude.value, 2), f"{kind}id": magid}
    quality = origin.quality
    told: Row = {
        "id": None if origin.origin_id in (str(orid), None) else origin.origin_id,
        "depth_basis": origin.depth_basis, "parameters": origin.parameters,
        "velocity_model": origin.velocity_model,
        "flags": ",".join(quality.flags) if quality else None,
        "analysis": origin.analysis, "method": origin.method,
    }  # fmt: skip
    told |= {name: getattr(quality, name) for name in QUALITY} if quality else {}
    told |= {f"comment{place}": text for place, text in enumerate(origin.comments, 1)}
    values = {
        "lat": origin.latitude, "lon": origin.longitude, "depth": origin.depth_km,
        "time": origin.time, "orid": orid, "evid": evid, "jdate": _jdate(origin.time),
        "nass": len(event.arrivals) if event else None, "ndef": quality and quality.defining,
        "dtype": "r" if origin.depth_fixed else "f", "auth": origin.author,
        "algorithm": "testban" if origin.author.startswith("testban") else None,
        "etype": origin.event_type,
    } | sizes  # fmt: skip
    _add(rows, numbers, "origin", values, told)
    _origerr(rows, numbers, origin, orid)


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
        values |= {name: covariance[i][j] for name, (i, j) in COVARIANCE.items()}
        told["covariance"] = "4"  # all ten stand there; a null and a covariance of -1 look alike
    if any(value is not None for name, value in values.items() if name != "orid"):
        _add(rows, numbers, "origerr", values, told)


TOLD_OF_ARRIVALS = ("network", "location", "analysis", "polarity", "onset")
"""What an arrival has beside the columns."""


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
        **{name: getattr(arrival, name) for name in TOLD_OF_ARRIVALS},
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
    elif origin and arrival.distance_deg is not None and arrival.event_azimuth_deg is not None:
        computed = back_azimuth(origin.latitude, arrival.distance_deg, arrival.event_azimuth_deg)
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
    of: tuple[int, int | None, int],
    arids: Mapping[tuple[str, str | None], int],
) -> None:
    magid, orid, evid = of
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
