"""The crest of Lg behind a first arrival."""

from __future__ import annotations

import math

import numpy as np
import pytest

from testban.monitoring.detection.records import Instrument, Record
from testban.monitoring.model import Arrival
from testban.monitoring.parameters import load_parameters
from testban.monitoring.processing.crests import Crest, crest_gain, crests, lg_arrivals
from testban.monitoring.processing.network import Network
from testban.monitoring.traveltimes import TravelTimes

RATE = 40.0
P_S = 60.0
SETTINGS = load_parameters().process


def network(lg_s: float | None, lg_size: float = 30.0) -> Network:
    """One station: noise, P with a coda that decays, and a hump of Lg so long after P."""
    rng = np.random.default_rng(3)
    seconds = np.arange(0, 400, 1 / RATE)
    size = np.ones(len(seconds))
    after = seconds >= P_S
    size[after] += 40.0 * np.exp(-(seconds[after] - P_S) / 12)
    if lg_s is not None:
        size += lg_size * np.exp(-(((seconds - P_S - lg_s) / 8) ** 2))
    records = tuple(
        Record("ABC", "", "", code, 0.0, RATE, rng.normal(size=len(seconds)) * size)
        for code in ("BHN", "BHE")
    )
    return Network({}, {"ABC": (Instrument("ABC", (), records),)})


def found(lg_s: float | None, lg_size: float = 30.0) -> Crest | None:
    arrival = Arrival("ABC", P_S)
    return crests([arrival], network(lg_s, lg_size), SETTINGS).get(("ABC", P_S))


@pytest.mark.parametrize("lg_s", [25.0, 57.0, 180.0])
def test_a_crest_is_where_the_waves_behind_p_are_strongest(lg_s: float) -> None:
    crest = found(lg_s)
    assert crest is not None
    assert crest.time == pytest.approx(P_S + lg_s, abs=3.0)


def test_a_coda_that_falls_has_no_crest() -> None:
    assert found(None) is None


def test_what_hardly_rises_above_the_noise_is_no_crest() -> None:
    assert found(57.0, lg_size=1.0) is None


def test_a_crest_that_the_recording_ends_before_is_none() -> None:
    there = network(57.0)
    [instrument] = there.instruments["ABC"]
    short = tuple(
        Record("ABC", "", "", r.channel, 0.0, RATE, r.data[: int((P_S + 45) * RATE)])
        for r in instrument.horizontals
    )
    cut = Network({}, {"ABC": (Instrument("ABC", (), short),)})
    assert crests([Arrival("ABC", P_S)], cut, SETTINGS) == {}


def test_a_crest_speaks_for_the_distance_from_which_it_comes() -> None:
    degrees = np.array([2.0, 3.34, 5.0, 40.0])
    crest = Crest(3.34 * 111.195 / SETTINGS.crest_km_s)
    gain = crest_gain(crest, np.zeros(4), degrees, SETTINGS)
    assert gain.argmax() == 1
    assert gain[1] > 2.0
    # From where there is no Lg, it is of something else.
    assert gain[3] == pytest.approx(math.log(SETTINGS.crest_wrong))


def test_lg_by_its_crest_comes_as_early_as_the_table_says_and_only_where_explained() -> None:
    arrival, travel_times = Arrival("ABC", P_S), TravelTimes()
    crest = {("ABC", P_S): Crest(3.0 * 111.195 / SETTINGS.crest_km_s)}
    near, far = (
        lg_arrivals([arrival], crest, 0.0, {"ABC": degrees}, travel_times, SETTINGS)
        for degrees in (3.0, 9.0)
    )
    [lg] = near
    assert (lg.station, lg.phase) == ("ABC", "Lg")
    assert lg.time == pytest.approx(3.0 * 111.195 / 3.5, abs=0.2)
    assert far == []
