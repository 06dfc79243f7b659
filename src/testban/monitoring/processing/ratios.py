"""Regional P over S at each station: how much compressional energy there is for the shear energy.

Root mean squares of a vertical record in a band: P from the first arrival to a group velocity between those
of Pg and Sn, S from Sn to the end of Lg. Their noise is taken off as power. The ratio is of the records:
an instrument multiplies both alike, so that no response is needed, and no path is corrected for.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from testban.monitoring.detection.records import Record
from testban.monitoring.model import Event
from testban.monitoring.parameters import ProcessParameters
from testban.monitoring.processing.network import Network
from testban.monitoring.processing.rays import Ray
from testban.monitoring.processing.spans import (
    filtered,
    noise_span,
    rms,
    verticals,
)
from testban.monitoring.screening import PhaseRatio
from testban.monitoring.sphere import KM_PER_DEG

__all__ = ["PHASES", "ratios"]

PHASES = "Pn+Pg/Sn+Lg"
P_SLOWEST_KM_S = 5.0
"""Slower than Pg, faster than Sn."""
S_KM_S = (4.7, 3.0)
"""Sn at the top of the mantle, and the end of Lg."""
EARLY_S = 1.0
LEAST_P_S = 5.0
NOISE_DRIFT = 0.3
"""The power of noise differs by so much between before P and after it."""
PER_LN = 1 / math.log(10)


def ratios(
    event: Event,
    network: Network,
    rays: Mapping[str, Ray],
    settings: ProcessParameters,
    scatter: float,
) -> tuple[PhaseRatio, ...]:
    """Of each station at regional distance whose record shows P above the noise; nearest first.

    Of several instruments at a station the one with the best signal counts. `scatter` is the standard
    deviation of log10 ratios from path to path, which no measurement at one station can tell of.
    """
    if event.origin is None:
        return ()
    seen = {arrival.station for arrival in event.arrivals}
    near, far = settings.ps_distance_deg
    inside = [
        (ray.distance_deg, code, ray)
        for code, ray in rays.items()
        if code in seen and near <= ray.distance_deg <= far
    ]
    out: list[PhaseRatio] = []
    for _, code, ray in sorted(inside, key=lambda each: each[:2]):
        for band_hz in settings.ps_bands_hz:
            found = list(_of_station(code, ray, event.origin.time, network, band_hz, settings))
            if found:
                best = max(found, key=lambda ratio: ratio.p_snr or 0.0)
                out.append(_with_scatter(best, scatter))
    return tuple(out)


def _of_station(
    code: str,
    ray: Ray,
    origin_time: float,
    network: Network,
    band_hz: tuple[float, float],
    settings: ProcessParameters,
) -> Iterator[PhaseRatio]:
    km = ray.distance_deg * KM_PER_DEG
    p = ray.first - EARLY_S, origin_time + km / P_SLOWEST_KM_S
    s = origin_time + km / S_KM_S[0], origin_time + km / S_KM_S[1]
    if p[1] - p[0] < LEAST_P_S:
        return
    for record in verticals(network, code, p[0], s[1]):
        found = _of_record(record, ray.first, p, s, band_hz, settings)
        if found is not None:
            yield found


def _of_record(
    record: Record,
    first: float,
    p_span: tuple[float, float],
    s_span: tuple[float, float],
    band_hz: tuple[float, float],
    settings: ProcessParameters,
) -> PhaseRatio | None:
    quiet = noise_span(record, first)
    if quiet is None or record.rate_hz / 2 <= band_hz[1]:
        return None
    trace = filtered(record, band_hz, s_span[1])
    if trace is None:
        return None
    noise, p, s = (rms(record, trace, *span) for span in (quiet, p_span, s_span))
    if not noise > 0 or p < settings.ps_least_snr[0] * noise:
        return None
    unseen = s < settings.ps_least_snr[1] * noise
    p_power = p * p - noise * noise
    # All of an S that is not seen above the noise: the true one is smaller, and the ratio larger.
    s_power = s * s if unseen else s * s - noise * noise
    errors = [0.5 * PER_LN * NOISE_DRIFT * noise**2 / power for power in (p_power, s_power)]
    return PhaseRatio(
        record.station,
        PHASES,
        band_hz,
        0.5 * math.log10(p_power / s_power),
        math.hypot(*errors),
        unseen,
        p / noise,
        s / noise,
    )


def _with_scatter(ratio: PhaseRatio, scatter: float) -> PhaseRatio:
    return PhaseRatio(
        ratio.station,
        ratio.phases,
        ratio.band_hz,
        ratio.log10_ratio,
        math.hypot(ratio.uncertainty or 0.0, scatter),
        ratio.lower_bound,
        ratio.p_snr,
        ratio.s_snr,
    )
