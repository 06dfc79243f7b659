"""Regional mb of announced tests, measured on recordings, against the Data Centre's mb."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from testban.monitoring.magnitude import network_magnitude, station_magnitudes
from testban.monitoring.model import Arrival, Magnitude, Origin, epoch
from testban.monitoring.sphere import distance_azimuth

# Satellite-calibrated places and times; mb of the Reviewed Event Bulletin, rounded.
TESTS = {
    "2006-10-09": (4.1, epoch("2006-10-09T01:35:28.0"), 41.2879, 129.1083),
    "2009-05-25": (4.5, epoch("2009-05-25T00:54:43.2"), 41.2955, 129.0811),
    "2013-02-12": (4.9, epoch("2013-02-12T02:57:51.3"), 41.2926, 129.0760),
    "2016-01-06": (4.8, epoch("2016-01-06T01:30:01.0"), 41.2993, 129.0715),
}
ON_LAND = ("BJT", "HIA", "MDJ", "INCN")
"""Paths without oceanic crust, which Lg does not cross."""


def _half_cycles(data: Any, step_s: float) -> list[tuple[float, float]]:
    """Amplitude (nm) and period of each half cycle, the largest first."""
    crossings = np.flatnonzero(np.diff(np.sign(data)))
    pairs = pairwise(crossings)
    return sorted(
        (
            (float(np.abs(data[i + 1 : j + 1]).max()) * 1e9, 2.0 * (j - i) * step_s)
            for i, j in pairs
        ),
        reverse=True,
    )


def _measured(path: Path, origin: Origin) -> list[Arrival]:
    from obspy import UTCDateTime, read
    from obspy.io.sac.sacpz import attach_paz
    from obspy.taup import TauPyModel

    trace = read(path)[0]
    code = trace.stats.station
    poles = path.parent / f"SACPZ.{trace.stats.network}.{code}.{trace.stats.location}.BHZ"
    attach_paz(trace, str(poles))
    where = trace.stats.sac
    distance, _ = distance_azimuth(origin.latitude, origin.longitude, where.stla, where.stlo)
    trace.detrend("linear").taper(0.02)
    trace.simulate(paz_remove=trace.stats.paz, pre_filt=(0.05, 0.1, 8.0, 9.5))
    first = TauPyModel("ak135").get_travel_times(0.5, distance, ["P", "Pn", "p"])[0].time
    start, step = UTCDateTime(origin.time), trace.stats.delta
    short = trace.copy().filter("bandpass", freqmin=0.8, freqmax=4.5, corners=3)
    pn = _half_cycles(short.slice(start + first - 1, start + first + 5).data, step)[0]
    second = trace.copy().filter("bandpass", freqmin=0.7, freqmax=1.3, corners=2)
    km = distance * 111.195
    lg = _half_cycles(second.slice(start + km / 3.6, start + km / 3.0).data, step)[2]
    return [
        Arrival(code, 0.0, "Pn", amplitude_nm=pn[0], period_s=pn[1], distance_deg=distance),
        Arrival(code, 0.0, "Lg", amplitude_nm=lg[0], period_s=1.0, distance_deg=distance),
    ]


def _sizes(folder: Path, origin: Origin) -> dict[str, Magnitude]:
    arrivals: list[Arrival] = []
    for path in sorted(folder.glob("*.00.BHZ*SAC")):
        if path.name.split(".")[1] in ON_LAND:
            arrivals += _measured(path, origin)
    readings = station_magnitudes(arrivals, origin)
    made = {
        kind: network_magnitude([reading for reading in readings if reading.type == kind])
        for kind in ("mb_Pn", "mb_Lg")
    }
    return {kind: magnitude for kind, magnitude in made.items() if magnitude}


@pytest.mark.slow
@pytest.mark.parametrize("day", TESTS)
def test_mb_of_lg_agrees_on_continental_paths_and_mb_of_pn_is_too_large(
    shared: Path, day: str
) -> None:
    published, time, latitude, longitude = TESTS[day]
    folder = shared / "monitoring/waveforms/dprk" / day
    sizes = _sizes(folder, Origin(time, latitude, longitude, 0.0))
    assert sizes["mb_Lg"].stations >= 3
    assert sizes["mb_Lg"].value == pytest.approx(published, abs=0.2)
    # Upper mantles differ: a formula of the western United States, used in north-east Asia.
    assert 0.2 < sizes["mb_Pn"].value - published < 0.7
