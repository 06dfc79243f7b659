"""Amplitudes of Lg and of surface waves where a located event says that they must be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.detection.amplitude import extremes
from testban.monitoring.detection.bands import band_pass
from testban.monitoring.detection.records import Record
from testban.monitoring.model import Arrival, Event
from testban.monitoring.processing.network import Network
from testban.monitoring.processing.rays import Ray
from testban.monitoring.processing.spans import filtered, noise_span, piece, verticals
from testban.monitoring.sphere import KM_PER_DEG

__all__ = ["KINDS", "Kind", "measured"]


@dataclass(frozen=True)
class Kind:
    """A wave whose amplitude is measured in a window of group velocities.

    `rank` is which of the largest half cycles counts; `before_km_s` are the velocities of what precedes it:
    it must rise above that by `rises`, and above the noise by `snr`.
    """

    phase: str
    band_hz: tuple[float, float]
    period_s: tuple[float, float]
    distance_deg: tuple[float, float]
    velocity_km_s: tuple[float, float]
    rank: int
    snr: float
    before_km_s: tuple[float, float] | None = None
    rises: float = 1.0


KINDS = (
    # Nuttli 1986: the third largest half cycle about one second. Across oceans Lg is missing, and what
    # stands in its window is the coda of Sn. The name is IASPEI's (2013) of such an amplitude, whose time is no
    # arrival's: no locator takes it for one.
    Kind("IAmb_Lg", (0.7, 1.3), (0.7, 1.3), (1.0, 20.0), (3.6, 3.0), 3, 2.0, (4.3, 3.8), 2.0),
    # Rezapour and Pearce 1998: the largest Rayleigh wave of 18 to 22 seconds.
    Kind("LR", (1 / 25, 1 / 16), (18.0, 22.0), (20.0, 100.0), (4.0, 2.5), 1, 2.0),
)


def measured(event: Event, network: Network, rays: Mapping[str, Ray]) -> Event:
    """The event with such amplitudes as arrivals of their own.

    Each has the channel and the time of its amplitude; it defines nothing and has no residual. The amplitudes
    that detection measured in the band of mb on shear waves are taken away: no scale is made for them.
    """
    if event.origin is None:
        return event
    rows = [
        arrival if arrival.phase in ("P", "Pn", "Pg") or _core(arrival) else _unsized(arrival)
        for arrival in event.arrivals
    ]
    seen = {arrival.station for arrival in rows}
    for kind in KINDS:
        for code in sorted(seen):
            found = _largest(kind, code, rays[code], event.origin.time, network)
            if found is not None:
                rows.append(found)
    rows.sort(key=lambda arrival: (arrival.time, arrival.station))
    return replace(event, arrivals=tuple(rows))


def _core(arrival: Arrival) -> bool:
    return (arrival.phase or "").startswith("PK")


def _unsized(arrival: Arrival) -> Arrival:
    return replace(arrival, amplitude_nm=None, period_s=None)


def _largest(
    kind: Kind, code: str, ray: Ray, origin_time: float, network: Network
) -> Arrival | None:
    """The amplitude at one station, on the first instrument that shows it; None where none does."""
    near, far = kind.distance_deg
    if not near <= ray.distance_deg <= far:
        return None
    km = ray.distance_deg * KM_PER_DEG
    start, end = (origin_time + km / velocity for velocity in kind.velocity_km_s)
    for record in verticals(network, code, start, end):
        found = _in_record(kind, record, ray, origin_time, km)
        if found is not None:
            return found
    return None


def _in_record(
    kind: Kind, record: Record, ray: Ray, origin_time: float, km: float
) -> Arrival | None:
    start, end = (origin_time + km / velocity for velocity in kind.velocity_km_s)
    quiet = noise_span(record, ray.first)
    band = band_pass(*kind.band_hz, record.rate_hz)
    trace = filtered(record, kind.band_hz, end)
    if record.gain is None or quiet is None or band is None or trace is None:
        return None
    if quiet[1] - quiet[0] < 2 * kind.period_s[1]:
        return None
    size, period, index = half_cycle(piece(record, trace, start, end), record.rate_hz, kind)
    floors = [(quiet, kind.snr)]
    if kind.before_km_s is not None:
        first, last = (origin_time + km / velocity for velocity in kind.before_km_s)
        floors.append(((first, last), kind.rises))
    for span, factor in floors:
        below, _, _ = half_cycle(piece(record, trace, *span), record.rate_hz, kind)
        if not size > factor * below:
            return None
    gain = record.gain(period) * band.gain(1 / period)
    if not (record.covers(period) and np.isfinite(gain) and gain > 0):
        return None
    noise, _, _ = half_cycle(piece(record, trace, *quiet), record.rate_hz, kind)
    return Arrival(
        station=record.station,
        time=start + index / record.rate_hz,
        channel=record.channel,
        network=record.network or None,
        location=record.location or None,
        phase=kind.phase,
        snr=round(size / noise, 2) if noise > 0 else None,
        amplitude_nm=size / gain,
        period_s=period,
        distance_deg=ray.distance_deg,
        event_azimuth_deg=ray.event_azimuth_deg,
    )


def half_cycle(data: NDArray[np.float64], rate_hz: float, kind: Kind) -> tuple[float, float, int]:
    """Amplitude (zero-to-peak), period (s) and sample of the half cycle of such a rank.

    Half cycles are the steps between neighbouring extremes, of a period within the limits.
    """
    turns, values = extremes(data)
    if len(turns) < 2:
        return 0.0, 0.0, 0
    height = np.abs(np.diff(values)) / 2
    period = 2.0 * np.diff(turns) / rate_hz
    low, high = kind.period_s
    fitting = np.flatnonzero((period >= low) & (period <= high))
    if len(fitting) < kind.rank:
        return 0.0, 0.0, 0
    at = fitting[np.argsort(-height[fitting], kind="stable")[kind.rank - 1]]
    return float(height[at]), float(period[at]), round(turns[at])
