"""On a day of many events a station whose clock is wrong is told, and has no say."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pytest

from testban.monitoring.detection.records import Instrument, Record
from testban.monitoring.model import Arrival, Event, Origin, Station
from testban.monitoring.parameters import load_parameters
from testban.monitoring.processing.availability import Availability
from testban.monitoring.processing.day import day_events
from testban.monitoring.processing.day_clocks import WrongClock, wrong_clocks
from testban.monitoring.processing.network import Network
from testban.monitoring.processing.rays import rays
from testban.monitoring.sentences import translated
from testban.monitoring.sphere import distance_azimuth
from testban.monitoring.traveltimes import TravelTimes

START, HOURS = 1e9, 3.0
ORIGINS = (
    Origin(START + 600.0, 42.0, 90.0, 0.0),
    Origin(START + 4000.0, 37.0, -116.0, 0.0),
    Origin(START + 8000.0, 50.0, 79.0, 0.0),
)
_AT = (
    ("AAA", 64.8, -146.9), ("BBB", 54.8, -67.0), ("CCC", 37.0, -4.0), ("DDD", 60.5, 24.0),
    ("EEE", 36.5, 138.2), ("FFF", 18.5, 98.9), ("GGG", 47.8, 107.0), ("HHH", 33.6, 73.3),
    ("III", 42.8, -109.6), ("JJJ", 69.5, 25.5), ("KKK", -23.7, 133.9), ("LLL", 53.9, 84.8),
)  # fmt: skip
STATIONS = {code: Station(code, latitude, longitude) for code, latitude, longitude in _AT}
RATE = 1.0


def _network() -> Network:
    data = np.zeros(round(HOURS * 3600 * RATE))
    return Network(
        STATIONS,
        {
            code: (Instrument(code, (Record(code, "XX", "", "BHZ", START, RATE, data),)),)
            for code in STATIONS
        },
    )


def _heard(late: Mapping[str, float], seed: int = 1) -> list[Arrival]:
    """First arrivals by ak135 with errors of a second, S some time later, and noise."""
    rng, times, network = np.random.default_rng(seed), TravelTimes(), _network()
    out = []
    for origin in ORIGINS:
        for code, way in rays(origin, network, times).items():
            if way.distance_deg > 95.0:
                continue
            off = rng.normal(0.0, 0.7) + late.get(code, 0.0)
            out.append(Arrival(code, way.first + off, time_uncertainty_s=0.3, snr=12.0))
            out.append(
                Arrival(
                    code,
                    way.first + off + rng.uniform(20.0, 300.0),
                    time_uncertainty_s=1.0,
                    snr=4.0,
                )
            )
    for code in STATIONS:
        for time in START + rng.uniform(0.0, HOURS * 3600.0, 8):
            out.append(Arrival(code, float(time), time_uncertainty_s=0.5, snr=4.0))
    return sorted(out, key=lambda each: each.time)


def _wrong(heard: list[Arrival]) -> tuple[WrongClock, ...]:
    events = [Event(str(k), origin) for k, origin in enumerate(ORIGINS)]
    return wrong_clocks(events, heard, _network(), TravelTimes(), load_parameters())


@pytest.mark.parametrize("seconds", [-60.0, -8.0, 8.0, 30.0, 110.0])
def test_a_shift_of_all_first_arrivals_is_a_wrong_clock(seconds: float) -> None:
    (found,) = _wrong(_heard({"GGG": seconds}))
    assert (found.station, found.events) == ("GGG", 3)
    assert found.seconds == pytest.approx(seconds, abs=1.5)


@pytest.mark.parametrize("seed", range(5))
def test_coda_and_noise_are_no_wrong_clock(seed: int) -> None:
    """Nor is a station that hears none of the first waves, but what follows them."""
    heard = _heard({}, seed)
    late = [each for each in heard if each.station != "HHH" or (each.snr or 0.0) < 10.0]
    assert _wrong(heard) == ()
    assert _wrong(late) == ()


def test_the_bulletin_of_a_day_tells_a_wrong_clock() -> None:
    recorded = Availability((), ())
    heard = _heard({"GGG": 12.0})
    events, others, lines = day_events(
        heard, _network(), load_parameters(), recorded, TravelTimes()
    )
    assert len(events) == len(ORIGINS)
    for event, origin in zip(events, ORIGINS, strict=True):
        found = event.origin
        assert found is not None
        off, _ = distance_azimuth(
            origin.latitude, origin.longitude, found.latitude, found.longitude
        )
        assert off * 111.2 < 100.0
        told = [note for note in event.notes if note.startswith("the times of GGG disagree")]
        row = next((each for each in event.arrivals if each.station == "GGG"), None)
        assert (row is None) == (not told)
        if row is not None:
            assert row.residual_s == pytest.approx(12.0, abs=3.0)
            assert not row.time_defining
            assert "GGG台的时刻与其余台站相差+" in translated(told[0], "zh")
    assert sum(any("GGG" in note for note in event.notes) for event in events) >= 2
    (line,) = lines
    assert re.match(r"GGG: its times disagree with the others by \+1[0-4] s in 3 events", line)
    count = sum(len(event.arrivals) for event in events) + len(others)
    assert count == len(heard)
