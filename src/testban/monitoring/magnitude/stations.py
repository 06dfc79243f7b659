"""Magnitudes of single readings, and limits from stations that saw nothing or too much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from testban.monitoring.magnitude.scales import Reading, Scale, scales
from testban.monitoring.model import Arrival, Limit, Origin, Station, StationMagnitude
from testban.monitoring.parameters import MagnitudeParameters, load_parameters
from testban.monitoring.places import with_places
from testban.monitoring.sentences import in_words
from testban.monitoring.sphere import distance_azimuth

__all__ = ["few", "left_out", "limits_left_out", "station_limits", "station_magnitudes"]


def station_magnitudes(
    arrivals: Iterable[Arrival],
    origin: Origin,
    stations: Mapping[str, Station] | None = None,
    parameters: MagnitudeParameters | None = None,
) -> tuple[StationMagnitude, ...]:
    """The magnitude of every amplitude that a scale takes, one or more for each station.

    Parameters
    ----------
    arrivals
        With phase, amplitude (nm, zero-to-peak) and, but for ML, period.
    origin
        The hypocentre: distances and depth.
    stations
        Coordinates by code; a station that is not in it keeps the distance of its arrival.
    parameters
        Settings; the defaults where None.

    Returns
    -------
    Readings by scale and station. Of several at one station only one has `used` true: the first
    arrival for mb, the largest magnitude for the other scales.
    """
    settings = parameters or load_parameters().magnitude
    arrivals = tuple(arrivals)
    found: list[StationMagnitude] = []
    for scale in scales(settings):
        readings = [
            _magnitude(scale, arrival, reading)
            for arrival, reading in _readings(scale, arrivals, origin, stations)
            if not scale.unfit(reading, settings.amplitude_nm)
        ]
        found += _one_for_each_station(scale, readings)
    return tuple(found)


def left_out(
    arrivals: Iterable[Arrival],
    origin: Origin,
    stations: Mapping[str, Station] | None = None,
    parameters: MagnitudeParameters | None = None,
) -> tuple[str, ...]:
    """Why amplitudes gave no magnitude on any scale, one line for each reason, stations counted."""
    settings = parameters or load_parameters().magnitude
    known = scales(settings)
    without: dict[str, list[Arrival]] = {}
    for arrival in arrivals:
        if arrival.amplitude_nm is None:
            continue
        why = _why_none(arrival, known, origin, stations, settings.amplitude_nm)
        if why:
            without.setdefault(why, []).append(arrival)
    return tuple(
        with_places(
            in_words(
                "of_stations", why=why, number=len(those), stations=few([a.station for a in those])
            ),
            those,
        )
        for why, those in without.items()
    )


def _why_none(
    arrival: Arrival,
    known: Sequence[Scale],
    origin: Origin,
    stations: Mapping[str, Station] | None,
    possible_nm: tuple[float, float],
) -> str:
    fitting = [scale for scale in known if arrival.phase in scale.phases]
    if not fitting:
        if not arrival.phase:
            return in_words("magnitude_without_phase")
        return in_words("no_magnitude_of", phase=arrival.phase)
    reasons = []
    for scale in fitting:
        found = next(_readings(scale, (arrival,), origin, stations), None)
        if found is None:
            return in_words("no_distance")
        if not (why := scale.unfit(found[1], possible_nm)):
            return ""
        reasons.append(in_words("not_sized", type=scale.type, why=why))
    return reasons[0]


def station_limits(
    limits: Iterable[Limit],
    origin: Origin,
    stations: Mapping[str, Station] | None = None,
    parameters: MagnitudeParameters | None = None,
) -> tuple[StationMagnitude, ...]:
    """The magnitude that each limit stands for; those that no scale takes are left out.

    Of several limits of one side at a station that which says the most counts: it is one station, not two.
    """
    settings = parameters or load_parameters().magnitude
    tightest: dict[tuple[str, str, str], StationMagnitude] = {}
    for limit in limits:
        sign = 1.0 if limit.bound == "upper" else -1.0
        amplitude = _amplitude(limit, origin)
        for reading in station_magnitudes((amplitude,), origin, stations, settings):
            key = (reading.station, reading.type, limit.bound)
            if key not in tightest or sign * reading.value < sign * tightest[key].value:
                tightest[key] = replace(reading, bound=limit.bound)
    return tuple(tightest.values())


def limits_left_out(
    limits: Iterable[Limit],
    origin: Origin,
    stations: Mapping[str, Station] | None = None,
    parameters: MagnitudeParameters | None = None,
) -> tuple[str, ...]:
    """Why limits stand for no magnitude on any scale, one line for each reason, stations counted."""
    amplitudes = [_amplitude(limit, origin) for limit in limits]
    found = left_out(amplitudes, origin, stations, parameters)
    return tuple(in_words("of_limits", why=why) for why in found)


def _amplitude(limit: Limit, origin: Origin) -> Arrival:
    """A limit as if it had been measured."""
    return Arrival(
        limit.station, origin.time, limit.phase, amplitude_nm=limit.amplitude_nm,
        period_s=limit.period_s, distance_deg=limit.distance_deg,
    )  # fmt: skip


def _distance(
    arrival: Arrival, origin: Origin, stations: Mapping[str, Station] | None
) -> float | None:
    station = stations.get(arrival.station) if stations else None
    if station is None:
        return arrival.distance_deg
    return distance_azimuth(origin.latitude, origin.longitude, station.latitude, station.longitude)[
        0
    ]


def _readings(
    scale: Scale,
    arrivals: Iterable[Arrival],
    origin: Origin,
    stations: Mapping[str, Station] | None,
) -> Iterator[tuple[Arrival, Reading]]:
    for arrival in arrivals:
        if arrival.amplitude_nm is None or arrival.phase not in scale.phases:
            continue
        distance = _distance(arrival, origin, stations)
        if distance is not None:
            yield (
                replace(arrival, distance_deg=distance),
                Reading(arrival.amplitude_nm, arrival.period_s, distance, origin.depth_km),
            )


def _magnitude(scale: Scale, arrival: Arrival, reading: Reading) -> tuple[float, StationMagnitude]:
    return arrival.time, StationMagnitude(
        arrival.station,
        scale.type,
        scale.value(reading),
        arrival.phase,
        reading.distance_deg,
        reading.amplitude_nm,
        reading.period_s,
    )


def _one_for_each_station(
    scale: Scale, readings: list[tuple[float, StationMagnitude]]
) -> list[StationMagnitude]:
    def rank(item: tuple[float, StationMagnitude]) -> float:
        return item[0] if scale.pick == "first" else -item[1].value

    best: dict[str, tuple[float, StationMagnitude]] = {}
    for item in readings:
        code = item[1].station
        if code not in best or rank(item) < rank(best[code]):
            best[code] = item
    return [replace(item[1], used=best[item[1].station] is item) for item in readings]


def few(names: list[str], most: int = 5) -> str:
    """The names, each once; of many the first."""
    unique = list(dict.fromkeys(names))
    return ", ".join(unique[:most]) + (" …" if len(unique) > most else "")
