"""A bulletin as one HTML page that needs nothing else: map, tables, screening; everything escaped."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

import numpy as np

from testban.monitoring.coasts import COASTS_SAID, LEAST_REACH_DEG, coasts
from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.model import Arrival, Event, Origin, Station, iso

__all__ = ["write_html"]

_STYLE = """
body{font:15px/1.45 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#222}
table{border-collapse:collapse;margin:.5rem 0 1.5rem;font-variant-numeric:tabular-nums}
th,td{padding:.15rem .6rem;border-bottom:1px solid #ddd;text-align:left;white-space:nowrap}
td.n{text-align:right} td.p{white-space:normal;min-width:14rem}
.wide{overflow-x:auto} svg{width:100%;max-width:30rem;height:auto}
.maps{display:flex;flex-wrap:wrap;gap:1rem} figure{margin:0;flex:1 1 20rem}
figcaption,.note{color:#555;font-size:.9em}
"""
_PROSE = 32
"""Characters of a cell that may fold: a page that is printed would lose the end of its line."""
_DEFINING = "defining: what took part in the location, T the time, A the azimuth, S the slowness"
_SIZE = 400
_HALF = _SIZE / 2


def write_html(bulletin: Bulletin, stations: Mapping[str, Station] | None = None) -> str:
    """The page; `stations` puts the stations on the map where their distances do not."""
    title = "Bulletin" if len(bulletin.events) != 1 else f"Event {bulletin.events[0].event_id}"
    parts = [
        "<!doctype html>", '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        # Nothing is loaded, whatever a name in the bulletin may try.
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">",
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1>",
    ]  # fmt: skip
    for event in bulletin.events:
        parts += _event(event, stations or {}, alone=len(bulletin.events) == 1)
    if bulletin.unassociated:
        parts += ["<h2>Arrivals of no event</h2>", _arrivals(bulletin.unassociated)]
    if bulletin.left_out:
        items = "".join(f"<li>{escape(line)}</li>" for line in bulletin.left_out)
        parts.append(f"<h2>Left out of the input</h2><ul>{items}</ul>")
    return "\n".join([*parts, "</body></html>", ""])


def _event(event: Event, stations: Mapping[str, Station], *, alone: bool) -> Iterator[str]:
    if not alone:
        yield f"<h2>Event {escape(event.event_id)}</h2>"
    if event.name:
        yield f"<p>{escape(event.name)}</p>"
    origin = event.origin
    if origin is None:
        yield "<p>Not located.</p>"
    else:
        yield _table(("", ""), [fact for fact in _facts(origin, event.score) if fact[1]])
        yield '<div class="maps">'
        yield _stations_map(origin, event.arrivals, stations)
        yield _ellipse_map(origin)
        yield "</div>"
    if event.magnitudes:
        yield "<h3>Magnitudes</h3>"
        signs = {"upper": "< ", "lower": "> ", None: ""}
        yield _table(
            ("type", "value", "±", "stations", "method", "author"),
            [
                (m.type, signs[m.bound] + f"{m.value:.2f}", m.uncertainty, m.stations, m.method, m.author)
                for m in event.magnitudes
            ],
        )  # fmt: skip
    if event.screening:
        yield "<h3>Screening</h3>"
        yield _table(
            ("criterion", "value", "±", "threshold", "result", "reason", "source"),
            [
                (s.criterion, s.value, s.uncertainty, s.threshold, s.result, s.reason, s.source)
                for s in event.screening
            ],
        )
    for note in event.notes:
        yield f'<p class="note">{escape(note)}</p>'
    for text in [*(origin.comments if origin else ()), *event.comments]:
        yield f'<p class="comment">{escape(text)}</p>'
    if event.arrivals:
        yield "<h3>Arrivals</h3>"
        yield _arrivals(event.arrivals)


def _facts(origin: Origin, score: float | None) -> Iterator[tuple[str, str]]:
    def give(value: float | None, unit: str) -> str:
        return "" if value is None else f" ± {value:.2f} {unit}"

    yield "Time", iso(origin.time, 2) + give(origin.time_uncertainty_s, "s")
    north, east = "N" if origin.latitude >= 0 else "S", "E" if origin.longitude >= 0 else "W"
    yield "Epicentre", f"{abs(origin.latitude):.4f}° {north}, {abs(origin.longitude):.4f}° {east}"
    fixed = " (fixed)" if origin.depth_fixed else give(origin.depth_uncertainty_km, "km")
    yield "Depth", f"{origin.depth_km:.1f} km{fixed}"
    yield "Depth rests on", origin.depth_basis
    if origin.ellipse:
        e = origin.ellipse
        yield (
            f"Ellipse ({e.confidence:.0%})",
            f"{e.semi_major_km:.1f} × {e.semi_minor_km:.1f} km, strike {e.strike_deg:.0f}°",
        )
    if origin.quality:
        q = origin.quality
        yield "Azimuthal gap", _degrees(q.gap_deg, 0)
        yield "Secondary gap", _degrees(q.secondary_gap_deg, 0)
        yield "Stations", "" if q.stations is None else str(q.stations)
        yield "Nearest station", _degrees(q.nearest_deg, 2)
        yield "Farthest station", _degrees(q.farthest_deg, 2)
        yield "Defining arrivals", "" if q.defining is None else str(q.defining)
        yield "Flags", ", ".join(q.flags)
    yield "Score", "" if score is None else f"{score:.1f}"
    yield "Velocity model", origin.velocity_model
    yield "Author", origin.author
    yield "Parameters (SHA-256)", origin.parameters


def _degrees(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}f}°"


def _arrivals(arrivals: Sequence[Arrival]) -> str:
    head = (
        "station", "phase", "time", "distance °", "azimuth °", "residual s", "defining", "slowness s/°",
        "SNR", "amplitude nm", "period s",
    )  # fmt: skip
    flags = ("time_defining", "T"), ("azimuth_defining", "A"), ("slowness_defining", "S")
    rows = [
        (
            a.station, a.phase, iso(a.time), a.distance_deg, a.azimuth_deg, a.residual_s,
            "".join(letter for name, letter in flags if getattr(a, name)), a.slowness_s_per_deg,
            a.snr, a.amplitude_nm, a.period_s,
        )
        for a in arrivals
    ]  # fmt: skip
    told = any(row[6] for row in rows)
    return _table(head, rows) + (f'<p class="note">{_DEFINING}</p>' if told else "")


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    top = f"<thead><tr>{top}</tr></thead>" if any(head) else ""
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f'<div class="wide"><table>{top}<tbody>{body}</tbody></table></div>'


def _cell(value: object) -> str:
    if value is None:
        return "<td></td>"
    if isinstance(value, float):
        return f'<td class="n">{value:.2f}</td>'
    prose = ' class="p"' if len(str(value)) > _PROSE and " " in str(value) else ""
    return f"<td{prose}>{escape(str(value))}</td>"


# -- maps ---------------------------------------------------------------------------------------


def _seen_from(origin: Origin, latitude: float, longitude: float) -> tuple[float, float]:
    """Distance and azimuth in degrees of a place, on the sphere: enough for a map."""
    a, b = math.radians(origin.latitude), math.radians(latitude)
    turn = math.radians(longitude - origin.longitude)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    east = math.sin(turn) * math.cos(b)
    north = math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(turn)
    return math.degrees(math.atan2(math.hypot(east, north), cosine)), math.degrees(
        math.atan2(east, north)
    ) % 360


def _point(distance: float, azimuth: float, scale: float) -> tuple[float, float]:
    angle = math.radians(azimuth)
    return (
        _HALF + distance * scale * math.sin(angle),
        _HALF - distance * scale * math.cos(angle),
    )


def _svg(label: str, inner: Iterable[str], caption: str) -> str:
    return (
        f'<figure><svg viewBox="0 0 {_SIZE} {_SIZE}" role="img" aria-label="{escape(label)}">'
        f"{''.join(inner)}</svg><figcaption>{escape(caption)}</figcaption></figure>"
    )


def _stations_map(
    origin: Origin, arrivals: Sequence[Arrival], stations: Mapping[str, Station]
) -> str:
    """Stations by distance and azimuth around the epicentre, over a graticule of the Earth."""
    places: dict[str, tuple[float, float]] = {}
    defining = {arrival.station for arrival in arrivals if arrival.time_defining}
    for arrival in arrivals:
        if arrival.distance_deg is not None and arrival.event_azimuth_deg is not None:
            places[arrival.station] = (arrival.distance_deg, arrival.event_azimuth_deg)
        elif station := stations.get(arrival.station):
            places[arrival.station] = _seen_from(origin, station.latitude, station.longitude)
    reach = max((distance for distance, _ in places.values()), default=30.0)
    reach = next(
        edge for edge in (1, 2, 5, 10, 20, 30, 60, 100, 180, 181) if edge >= min(reach, 181)
    )
    scale = (_HALF - 12) / reach
    inner = [
        *_graticule(origin, reach, scale),
        *_coasts(origin, reach, scale),
        *_rings(reach, scale),
    ]
    for code, (distance, azimuth) in sorted(places.items()):
        x, y = _point(distance, azimuth, scale)
        fill = "#1b5e9e" if code in defining else "#fff"
        inner.append(
            f'<path d="M{x:.1f} {y - 4:.1f}l4 7h-8z" fill="{fill}" stroke="#1b5e9e">'
            f"<title>{escape(code)} {distance:.1f}°</title></path>"
        )
    inner.append(f'<circle cx="{_HALF}" cy="{_HALF}" r="3.5" fill="#c62828"/>')
    return _svg(
        "Stations around the epicentre", inner,
        "Stations around the epicentre, equidistant; filled where the time is defining. North is up."
        + (f" {COASTS_SAID[0]}." if reach >= LEAST_REACH_DEG else ""),
    )  # fmt: skip


def _coasts(origin: Origin, reach: float, scale: float) -> Iterator[str]:
    """The edges of land, as one quiet path."""
    path = []
    for distance, azimuth in coasts(origin.latitude, origin.longitude, reach):
        x = _HALF + distance * scale * np.sin(azimuth)
        y = _HALF - distance * scale * np.cos(azimuth)
        path.append("M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True)))
    if path:
        yield f'<path class="coast" d="{"".join(path)}" fill="none" stroke="#b5b5b5"/>'


def _rings(reach: float, scale: float) -> Iterator[str]:
    for part in (0.5, 1.0):
        radius = reach * part * scale
        yield (
            f'<circle cx="{_HALF}" cy="{_HALF}" r="{radius:.1f}" fill="none" stroke="#999"/>'
            f'<text x="{_HALF + 3}" y="{_HALF - radius + 11:.1f}" font-size="10" fill="#666">'
            f"{reach * part:g}°</text>"
        )


def _graticule(origin: Origin, reach: float, scale: float) -> Iterator[str]:
    """Meridians and parallels, as far as the map reaches."""
    step = 30 if reach > 60 else 10 if reach > 15 else 5 if reach > 4 else 1
    half = int(min(reach + step, 180) // step + 1) * step
    middle = round(origin.longitude / step) * step
    south = max(-90, (math.floor(origin.latitude / step) * step) - half)
    north = min(90, (math.ceil(origin.latitude / step) * step) + half)
    wide = 180 if abs(origin.latitude) + reach > 80 or reach > 60 else half * 2
    lines: list[list[tuple[float, float]]] = [
        [(lat, float(lon)) for lat in _steps(south, north)]
        for lon in range(middle - min(wide, 180), middle + min(wide, 180) + 1, step)
    ]
    lines += [
        [(float(lat), lon) for lon in _steps(middle - min(wide, 180), middle + min(wide, 180))]
        for lat in range(south + (-south) % step, north + 1, step)
    ]
    for line in lines:
        yield from _drawn(origin, line, reach, scale)


def _steps(first: float, last: float) -> list[float]:
    count = 40
    return [first + (last - first) * place / count for place in range(count + 1)]


def _drawn(
    origin: Origin, line: list[tuple[float, float]], reach: float, scale: float
) -> Iterator[str]:
    """The parts of a line that are on the map; the antipode tears what runs through it."""
    run: list[str] = []
    for latitude, longitude in [*line, (None, None)]:
        seen = None if latitude is None else _seen_from(origin, latitude, longitude or 0.0)
        if seen is not None and seen[0] <= reach and seen[0] < 172:
            x, y = _point(*seen, scale)
            run.append(f"{x:.1f},{y:.1f}")
            continue
        if len(run) > 1:
            yield f'<polyline points="{" ".join(run)}" fill="none" stroke="#ddd"/>'
        run = []


def _ellipse_map(origin: Origin) -> str:
    """The confidence ellipse in kilometres around the epicentre."""
    ellipse = origin.ellipse
    if ellipse is None or not 0 < ellipse.semi_major_km < 1e5:
        return ""
    reach = 10 ** math.ceil(math.log10(ellipse.semi_major_km * 1.2))
    reach = next(
        reach * part for part in (0.2, 0.5, 1.0) if reach * part >= ellipse.semi_major_km * 1.15
    )
    scale = (_HALF - 12) / reach
    ring = reach / 2
    inner = [
        f'<path d="M{_HALF} 0V{_SIZE}M0 {_HALF}H{_SIZE}" stroke="#ddd"/>',
        f'<circle cx="{_HALF}" cy="{_HALF}" r="{ring * scale:.1f}" fill="none" stroke="#999"/>',
        f'<text x="{_HALF + 3}" y="{_HALF - ring * scale + 11:.1f}" font-size="10" fill="#666">'
        f"{ring:g} km</text>",
        f'<ellipse cx="{_HALF}" cy="{_HALF}" rx="{ellipse.semi_minor_km * scale:.1f}" '
        f'ry="{ellipse.semi_major_km * scale:.1f}" fill="#c6282822" stroke="#c62828" '
        f'transform="rotate({ellipse.strike_deg:.1f} {_HALF} {_HALF})"/>',
        f'<circle cx="{_HALF}" cy="{_HALF}" r="3.5" fill="#c62828"/>',
    ]  # fmt: skip
    return _svg(
        "Confidence ellipse",
        inner,
        f"The {ellipse.confidence:.0%} ellipse of the epicentre; north is up.",
    )
