"""Weak beginnings of first arrivals are taken where the event says that they are due, and only there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.monitoring.processing.recorded import processed

from testban.monitoring.detection.records import Instrument, Record
from testban.monitoring.model import Arrival, Origin, Station
from testban.monitoring.parameters import load_parameters
from testban.monitoring.processing.beginnings import begun_earlier
from testban.monitoring.processing.found import Given
from testban.monitoring.processing.network import Network
from testban.monitoring.processing.rays import rays
from testban.monitoring.traveltimes import TravelTimes

_RATE_HZ, _PICKED = 20.0, 160.0


def _begun(weak: float, due: float, snr: float = 9.0) -> float | None:
    """When an arrival begins that was picked at `_PICKED`: what comes 2.5 s before is `weak` times the noise."""
    rng = np.random.default_rng(3)
    data = rng.normal(size=4000)
    at = round(_PICKED * _RATE_HZ)
    data[at - 50 : at] *= weak
    data[at:] *= 3 * weak
    record = Record("AAA", "", "", "BHZ", 0.0, _RATE_HZ, data)
    station = Station("AAA", 0.0, 10.0)
    network = Network({"AAA": station}, {"AAA": (Instrument("AAA", (record,)),)})
    given = Given(network, TravelTimes(), load_parameters(), {}, lambda code, time: False)
    origin = Origin(0.0, 0.0, 0.0, 0.0)
    early = rays(origin, network, given.travel_times)["AAA"].first
    origin = Origin(due - early, 0.0, 0.0, 0.0)
    arrival = Arrival("AAA", _PICKED, channel="BHZ", time_uncertainty_s=0.5, snr=snr)
    found = begun_earlier([arrival], origin, given)
    return found["AAA", _PICKED].time if found else None


def test_a_weak_beginning_is_found_where_p_is_due() -> None:
    begun = _begun(3.0, _PICKED - 2.5)
    assert begun == pytest.approx(_PICKED - 2.5, abs=0.4)


@pytest.mark.parametrize(
    ("weak", "due", "snr"),
    [
        (1.0, _PICKED - 2.5, 9.0),  # nothing but noise before
        (3.0, _PICKED + 1.0, 9.0),  # P is due later
        (3.0, _PICKED - 2.5, 200.0),  # noise hides nothing of so strong a wave
    ],
)
def test_else_an_arrival_stays_where_it_was_picked(weak: float, due: float, snr: float) -> None:
    assert _begun(weak, due, snr) is None


def test_the_weak_pn_of_erimo_is_picked_where_it_begins(shared: Path) -> None:
    """2009: it rises 2 s after ak135 and 3 s before what is detected, which is not told a second time."""
    found = processed(shared, "2009-05-25")
    (event,) = found.events
    (first,) = [each for each in event.arrivals if each.station == "ERM" and each.phase == "Pn"]
    assert first.time - 1243212883.167 == pytest.approx(154.3, abs=0.8)
    assert not [
        each
        for each in found.unassociated
        if each.station == "ERM" and abs(each.time - first.time) < 4
    ]
