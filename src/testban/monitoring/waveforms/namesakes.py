"""Stations of one code in different networks and places: all that follows knows stations by their code alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from testban.monitoring.sphere import KM_PER_DEG, distance_azimuth
from testban.monitoring.waveforms.model import Channel, Note

__all__ = ["told_apart"]

_SAME_SITE_KM = 10.0
"""Nearer ones are taken for instruments at one site, as where two networks share a vault."""


def told_apart(channels: Sequence[Channel]) -> tuple[list[Channel], list[Note]]:
    """The channels, those of a namesake with its network behind the code, and a note on each that is called so.

    The network with the most channels keeps the code, the first of them in order where there are as many.
    """
    of_code: dict[str, dict[str, list[Channel]]] = defaultdict(lambda: defaultdict(list))
    for channel in channels:
        if channel.placed:
            of_code[channel.station][channel.network].append(channel)
    called: dict[tuple[str, str], str] = {}
    notes = []
    for code, networks in of_code.items():
        count = Counter({network: len(some) for network, some in networks.items()})
        (first, _), *others = count.most_common()
        for network, _ in others:
            away = _km(networks[first][0], networks[network][0])
            if away > _SAME_SITE_KM:
                name = called[network, code] = f"{code}_{network}" if network else f"{code}_"
                text = f"stands {away:.0f} km from {first}.{code}: called {name} here"
                notes.append(Note("same code", f"{network}.{code}", text))
    out = [
        replace(channel, station=called.get((channel.network, channel.station), channel.station))
        for channel in channels
    ]
    return sorted(out, key=lambda each: each.id) if called else list(channels), notes


def _km(one: Channel, other: Channel) -> float:
    """The distance of two channels whose places are known."""
    distance, _ = distance_azimuth(
        one.latitude or 0.0, one.longitude or 0.0, other.latitude or 0.0, other.longitude or 0.0
    )
    return distance * KM_PER_DEG
