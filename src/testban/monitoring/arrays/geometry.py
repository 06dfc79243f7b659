"""Which channels make an array, and where its elements stand."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from testban.errors import WaveformError
from testban.monitoring.stations import ims_stations
from testban.monitoring.waveforms.model import Channel, Recordings

__all__ = ["array_channels", "array_name", "arrays_in", "centre", "offsets_km", "offsets_of"]

FEWEST = 3
_APERTURE_KM = 120.0
_SAME_SITE_KM = 0.005
# WGS84: equatorial radius (km) and the square of the first eccentricity.
_RADIUS_KM = 6378.137
_E2 = 0.00669437999014


def offsets_km(
    latitudes: Sequence[float], longitudes: Sequence[float], latitude: float, longitude: float
) -> NDArray[np.float64]:
    """East and north of a place, in km, of each element: on the ellipsoid, to second order.

    >>> offsets_km([0.0, 0.01], [0.01, 0.0], 0.0, 0.0).round(3).tolist()
    [[1.113, 0.0], [0.0, 1.106]]
    """
    lat, lon = np.radians(np.asarray(latitudes)), np.radians(np.asarray(longitudes) - longitude)
    lon = (lon + np.pi) % (2 * np.pi) - np.pi
    lat0 = math.radians(latitude)
    across = _RADIUS_KM / np.sqrt(1 - _E2 * np.sin(lat) ** 2)
    along = _RADIUS_KM * (1 - _E2) / (1 - _E2 * math.sin(lat0) ** 2) ** 1.5
    east = lon * np.cos(lat) * across
    # A parallel bends away from the great circle that touches it.
    north = (lat - lat0) * along + 0.5 * lon**2 * np.sin(lat) * np.cos(lat) * across
    return np.column_stack([east, north])


def offsets_of(channels: Sequence[Channel], place: tuple[float, float]) -> NDArray[np.float64]:
    """East and north of a place, in km, of channels whose coordinates are known."""
    return offsets_km(
        [c.latitude or 0.0 for c in channels], [c.longitude or 0.0 for c in channels], *place
    )


def centre(channels: Iterable[Channel]) -> tuple[float, float]:
    """Mean latitude and longitude."""
    places = [(c.latitude, c.longitude) for c in channels]
    latitudes = np.array([place[0] for place in places], dtype=float)
    turned = np.exp(1j * np.radians(np.array([place[1] for place in places], dtype=float)))
    return float(latitudes.mean()), float(np.degrees(np.angle(turned.mean())))


def array_name(channel: Channel) -> str:
    """The array that a channel's station belongs to by the shipped table, or by its header; or none."""
    known = ims_stations().get(channel.station) if channel.station else None
    if known is not None and known.array:
        return known.array
    return channel.network if len(channel.network) > 2 else ""


def array_channels(
    recordings: Recordings, array: str | None = None
) -> tuple[tuple[Channel, ...], str, tuple[str, ...]]:
    """One channel a site of an array, its name, and what was left out and why.

    Vertical or pressure channels of one code and one rate are taken, those of which there are most;
    without a name the array with the most sites.

    Raises
    ------
    WaveformError
        No array of three sites with coordinates is among the recordings.
    """
    fitting = [c for c in recordings if c.vertical or c.pressure]
    placed = [c for c in fitting if c.placed]
    notes = []
    if lost := sorted({c.station for c in fitting} - {c.station for c in placed}):
        notes.append(f"no coordinates for {', '.join(lost[:8])}: not in the array")
    groups = _groups(placed)
    if array is not None:
        wanted = array.upper()
        named = {name: some for name, some in groups.items() if name.upper() == wanted}
        if not named:
            have = ", ".join(sorted(groups)[:8]) or "none"
            raise WaveformError(
                f"no array {wanted} among the recordings", cure=f"Name one of these: {have}"
            )
        groups = named
    best: tuple[Channel, ...] = ()
    called = ""
    for name, some in groups.items():
        chosen = _alike(some)
        if len(chosen) > len(best):
            best, called = chosen, name
    if len(best) < FEWEST:
        raise WaveformError(
            f"an array has at least {FEWEST} sites with coordinates, and there are {len(best) or 'none'}",
            cure="Name recordings of an array, and give --stations with its elements",
        )
    members = {id(c) for c in best}
    rest = [c for c in groups[called] if id(c) not in members]
    here = [c for c in rest if c.code == best[0].code and abs(c.rate / best[0].rate - 1) < 1e-3]
    if here:
        notes.append(f"{here[0].id} stands where another element does: not used")
    others = Counter(f"{c.code} at {c.rate:g} Hz" for c in rest if c not in here)
    for what, count in others.items():
        notes.append(f"{count} of {what} not used: the array is of {best[0].code}")
    return best, called, tuple(notes)


def arrays_in(recordings: Recordings) -> dict[str, Recordings]:
    """The recordings of each array that can be told from a network, by name.

    Seismic arrays are known by the shipped table or by their headers; stations that merely stand near each
    other are a network. Infrasound is recorded by arrays alone, which nearness tells.
    """
    placed = [c for c in recordings if c.placed]
    named = [c for c in placed if c.vertical and not c.pressure and array_name(c)]
    out: dict[str, Recordings] = {}
    for some in (named, [c for c in placed if c.pressure]):
        for name, channels in _groups(some).items():
            codes = {c.station for c in channels}
            if len(_alike(channels)) >= FEWEST:
                members = tuple(c for c in recordings if c.station in codes)
                out[name] = Recordings(members, (), recordings.files)
    return out


def _groups(channels: list[Channel]) -> dict[str, list[Channel]]:
    """By the name of the array where it is known; the others by nearness."""
    groups: dict[str, list[Channel]] = defaultdict(list)
    loose: list[Channel] = []
    for channel in channels:
        name = array_name(channel)
        (groups[name] if name else loose).append(channel)
    for name in list(groups):
        # A network that is named like an array is none: nothing but nearness tells what of it is one.
        away = _from_the_middle(groups[name])
        loose += [c for c, km in zip(groups[name], away, strict=True) if km > _APERTURE_KM / 2]
        groups[name] = [
            c for c, km in zip(groups[name], away, strict=True) if km <= _APERTURE_KM / 2
        ]
    while loose:
        here = loose[0]
        away = np.hypot(*offsets_of(loose, (here.latitude or 0.0, here.longitude or 0.0)).T)
        near = [c for c, km in zip(loose, away, strict=True) if km <= _APERTURE_KM / 2]
        groups[_common(sorted({c.station for c in near}))].extend(near)
        loose = [c for c, km in zip(loose, away, strict=True) if km > _APERTURE_KM / 2]
    return groups


def _from_the_middle(channels: Sequence[Channel]) -> NDArray[np.float64]:
    """How far each is, in km, from the one to which half of them are nearest."""
    away = [
        np.hypot(*offsets_of(channels, (c.latitude or 0.0, c.longitude or 0.0)).T) for c in channels
    ]
    return np.asarray(min(away, key=np.median))


def _common(codes: list[str]) -> str:
    """What the codes of the elements begin with."""
    first, last = codes[0], codes[-1]
    same = next((j for j in range(len(first)) if first[j] != last[j : j + 1]), len(first))
    return first[:same] or first


def _alike(channels: list[Channel]) -> tuple[Channel, ...]:
    """The channels of the commonest code and rate, one a site, those with most samples."""
    kinds: dict[tuple[str, float], list[Channel]] = defaultdict(list)
    for channel in channels:
        for (code, rate), some in kinds.items():
            if code == channel.code and abs(channel.rate / rate - 1) < 1e-3:
                some.append(channel)
                break
        else:
            kinds[channel.code, channel.rate].append(channel)
    best: tuple[Channel, ...] = ()
    for some in kinds.values():
        chosen: list[Channel] = []
        some.sort(key=lambda c: (-sum(len(s.samples) for s in c.segments), c.id))
        for channel in some:
            if all(_apart(channel, other) for other in chosen):
                chosen.append(channel)
        if len(chosen) > len(best):
            best = tuple(sorted(chosen, key=lambda c: c.id))
    return best


def _apart(one: Channel, other: Channel) -> bool:
    if one.station == other.station:
        return False
    east, north = offsets_of([one], (other.latitude or 0.0, other.longitude or 0.0))[0]
    return math.hypot(east, north) > _SAME_SITE_KM
