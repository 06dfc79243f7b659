"""Weak beginnings of first arrivals, looked for before the pick where the event says that P is due.

Pn begins weakly, and what a detector picks is often a stronger wave some seconds later. That a wave is due then is
evidence too: an earlier onset which the trace alone would not bear out is taken where both together do.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from testban.monitoring.detection.amplitude import amplitude
from testban.monitoring.detection.bands import Filter, band_pass
from testban.monitoring.detection.onset import MARGIN, akaike
from testban.monitoring.detection.picking import CLEARLY_S, EARLIER_NATS
from testban.monitoring.detection.records import Record
from testban.monitoring.model import Arrival, Origin
from testban.monitoring.parameters import Parameters
from testban.monitoring.processing.found import Given
from testban.monitoring.processing.owning import AT_MOST, hidden_s
from testban.monitoring.processing.rays import rays

__all__ = ["begun_earlier"]

NOISE_S = 10.0
"""So much noise is compared with what follows."""


def begun_earlier(
    arrivals: Sequence[Arrival], origin: Origin, given: Given
) -> dict[tuple[str, float], Arrival]:
    """The first arrivals that begin earlier than they were picked, by station and time of the pick."""
    ways = rays(origin, given.network, given.travel_times)
    found = {}
    for arrival in arrivals:
        for record in _records(arrival, given):
            way = ways[arrival.station]
            most = hidden_s(arrival, way.distance_deg, given.parameters.process, AT_MOST)
            begun = _begun(arrival, record, way.first, most, given.parameters)
            if begun is not None:
                found[arrival.station, arrival.time] = begun
    return found


def _records(arrival: Arrival, given: Given) -> list[Record]:
    """The record on which an arrival was picked; none of an array's beam."""
    return [
        record
        for instrument in given.network.instruments.get(arrival.station, ())
        for record in instrument.verticals
        if (record.channel, record.location) == (arrival.channel, arrival.location or "")
        and record.start < arrival.time <= record.end
    ]


def _begun(
    arrival: Arrival, record: Record, due: float, most_s: float, parameters: Parameters
) -> Arrival | None:
    """An arrival from its weak beginning on; None where it has none."""
    if arrival.time - due < CLEARLY_S or most_s < CLEARLY_S:
        return None
    bands = (band_pass(*each, record.rate_hz) for each in parameters.detection.bands_hz)
    onsets = [
        onset
        for band in bands
        if band and (onset := _onset(record, band, arrival.time, due, most_s, parameters))
    ]
    if not onsets:
        return None
    time, sd = min(onsets)
    size = amplitude(record, time, parameters.detection)
    return replace(
        arrival,
        time=time,
        time_uncertainty_s=round(math.hypot(sd, parameters.detection.onset_sd_s), 3),
        amplitude_nm=size[0] if size else None,
        period_s=size[1] if size else None,
    )


def _onset(
    record: Record, band: Filter, picked: float, due: float, most_s: float, parameters: Parameters
) -> tuple[float, float] | None:
    """The onset in one band before the pick, and its standard deviation in seconds."""
    rate, settings = record.rate_hz, parameters.process
    earliest = picked - most_s
    first = max(record.at(min(due, earliest) - NOISE_S), 0)
    trace = band.piece(record.data, first, record.at(picked))
    n = len(trace)
    if n < 4 * MARGIN:
        return None
    time = record.start + (first + np.arange(n)) / rate
    independent = min(2.0 * (band.band_hz[1] - band.band_hz[0]) / rate, 1.0)
    risen = n * math.log(max(float(np.var(trace)), 1e-300)) - akaike(trace, MARGIN)
    nearer = ((picked - due) ** 2 - (time - due) ** 2) / settings.match_s**2
    gain = 0.5 * (independent * risen + nearer)
    gain[(time < earliest) | (time > picked - CLEARLY_S)] = -np.inf
    at = int(np.argmax(gain))
    quiet, loud = float(np.var(trace[:at])), float(np.var(trace[at:]))
    weak = loud < settings.relook_snr**2 * quiet
    if not gain[at] > EARLIER_NATS or weak or time[at] < due - settings.match_s:
        return None
    weight = np.exp(gain - gain[at])
    sd = math.sqrt(float((weight * (time - time[at]) ** 2).sum() / weight.sum()))
    return float(time[at]), sd
