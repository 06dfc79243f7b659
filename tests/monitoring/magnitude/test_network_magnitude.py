"""Averages, outliers and bounds of a network."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.formats.events_json import read_json, write_json
from testban.monitoring.magnitude import Limit, network_magnitude, size, station_limits
from testban.monitoring.model import Arrival, Event, Origin, StationMagnitude

SURFACE = Origin(0.0, 41.3, 129.1, 0.0)


def _readings(*values: float, bound: str | None = None) -> list[StationMagnitude]:
    return [
        StationMagnitude(f"{bound or 'S'}{i}", "mb", value, bound=bound)  # type: ignore[arg-type]
        for i, value in enumerate(values)
    ]


def test_the_mean_has_the_error_that_the_bulletin_of_1995_gives() -> None:
    # GSE_IDC event 280435: 3.7, 3.7, 3.3 -> mb 3.6 +-0.2 of 3 stations.
    mb = network_magnitude(_readings(3.7, 3.7, 3.3))
    assert mb is not None
    assert (round(mb.value, 1), round(mb.uncertainty or 0.0, 1), mb.stations) == (3.6, 0.2, 3)


def test_one_absurd_station_does_not_move_the_event_and_is_named() -> None:
    arrivals = [
        Arrival(code, 0.0, "P", amplitude_nm=amplitude, period_s=1.0, distance_deg=60.0)
        for code, amplitude in (("AAA", 10.0), ("BBB", 12.0), ("CCC", 9.0), ("DDD", 9e4))
    ]
    event = size(Event("1", SURFACE, tuple(arrivals)))
    (mb,) = event.magnitudes
    assert mb.stations == 3
    assert mb.value == pytest.approx(4.73, abs=0.05)
    assert [r.station for r in mb.readings if not r.used] == ["DDD"]
    assert event.notes == (
        "mb: DDD gives 8.7, far from 4.7: left out (check its amplitude and its unit)",
    )


def test_half_a_metre_of_ground_motion_is_no_magnitude_of_12() -> None:
    """No earthquake was larger than that of Chile, 1960, Mw 9.5."""
    arrivals = [
        Arrival(code, 0.0, "P", amplitude_nm=amplitude, period_s=1.0, distance_deg=60.0)
        for code, amplitude in (("AAA", 10.0), ("BBB", 5e8))
    ]
    event = size(Event("1", SURFACE, tuple(arrivals)))
    (mb,) = event.magnitudes
    assert [reading.station for reading in mb.readings] == ["AAA"]
    assert event.notes == (
        "no mb: 12.4 from 5e+08 nm is larger than any event was: check its unit (1: BBB)",
    )


def test_the_attenuation_that_ml_rests_on_is_told() -> None:
    arrival = Arrival("AAA", 0.0, "S", amplitude_nm=100.0, distance_deg=1.0)
    (ml,) = size(Event("1", SURFACE, (arrival,))).magnitudes
    assert "1.11 log R + 0.00189 R - 2.09 (Hutton and Boore 1987" in ml.method


def test_of_two_stations_neither_is_an_outlier() -> None:
    mb = network_magnitude(_readings(4.0, 6.0))
    assert mb is not None
    assert mb.stations == 2
    assert mb.uncertainty is not None
    assert mb.uncertainty > 0.4


def test_only_non_detections_give_an_upper_bound_and_only_clipped_ones_a_lower() -> None:
    upper = network_magnitude((), _readings(3.5, 3.6, 3.4, bound="upper"))
    lower = network_magnitude((), _readings(5.5, 5.6, 5.4, bound="lower"))
    assert upper is not None
    assert lower is not None
    assert (upper.bound, lower.bound) == ("upper", "lower")
    assert (upper.uncertainty, upper.stations) == (None, 0)
    # The larger the event, the less likely that all three missed it: at most 3.47 at 90 %.
    assert 3.3 < upper.value < 3.6
    # The mirror image.
    assert lower.value - 5.5 == pytest.approx(3.5 - upper.value, abs=1e-6)


def test_more_silent_stations_make_a_tighter_bound() -> None:
    few = network_magnitude((), _readings(3.5, bound="upper"))
    many = network_magnitude((), _readings(*[3.5] * 10, bound="upper"))
    assert few is not None
    assert many is not None
    assert many.value < few.value


def test_a_limit_at_a_station_that_measured_is_not_counted() -> None:
    readings = _readings(4.0, 4.1, 4.2)
    limit = [StationMagnitude("S0", "mb", 3.0, bound="upper")]
    with_limit, without = network_magnitude(readings, limit), network_magnitude(readings)
    assert with_limit is not None
    assert without is not None
    assert with_limit.value == without.value


def test_maximum_likelihood_takes_away_the_bias_of_loud_stations() -> None:
    # Ringdal (1976): 20 stations see mb 4.0 through a threshold of 4.0; the mean of those that
    # detect is too large by 0.8 standard deviations.
    rng = np.random.default_rng(20260101)
    plain, likely, covered = [], [], 0
    for _ in range(200):
        drawn = rng.normal(4.0, 0.34, 20)
        seen = _readings(*drawn[drawn > 4.0])
        silent = _readings(*[4.0] * int((drawn <= 4.0).sum()), bound="upper")
        mean, best = network_magnitude(seen), network_magnitude(seen, silent)
        assert mean is not None
        assert best is not None
        assert best.uncertainty is not None
        plain.append(mean.value)
        likely.append(best.value)
        covered += abs(best.value - 4.0) < 1.645 * best.uncertainty
    assert np.mean(plain) - 4.0 > 0.2
    assert abs(np.mean(likely) - 4.0) < 0.02
    assert 0.82 < covered / 200 < 0.97


def test_a_noise_level_becomes_the_magnitude_that_it_would_have_been() -> None:
    limit = Limit("AAA", "P", amplitude_nm=1.0, period_s=1.0, distance_deg=60.0)
    (reading,) = station_limits((limit,), SURFACE)
    assert reading.bound == "upper"
    assert reading.value == pytest.approx(3.73, abs=0.01)
    event = size(Event("1", SURFACE), limits=(limit,))
    (mb,) = event.magnitudes
    assert mb.bound == "upper"


def test_scales_are_not_mixed() -> None:
    with pytest.raises(ValueError, match="several scales"):
        network_magnitude([*_readings(4.0), StationMagnitude("X", "Ms", 4.0)])


def test_magnitudes_of_others_stay_and_ours_are_made_once() -> None:
    arrival = Arrival("AAA", 0.0, "P", amplitude_nm=10.0, period_s=1.0, distance_deg=60.0)
    theirs = network_magnitude(_readings(4.0))
    assert theirs is not None
    once = size(Event("1", SURFACE, (arrival,), (theirs,)))
    assert [m.author for m in once.magnitudes] == ["", "testban"]
    assert size(once) == once


@given(
    st.lists(st.floats(min_value=2.0, max_value=7.0), min_size=1, max_size=12),
    st.lists(st.floats(min_value=2.0, max_value=7.0), max_size=6),
)
def test_the_answer_is_finite_and_below_what_the_readings_alone_give(
    values: list[float], silent: list[float]
) -> None:
    plain = network_magnitude(_readings(*values))
    bounded = network_magnitude(_readings(*values), _readings(*silent, bound="upper"))
    assert plain is not None
    assert bounded is not None
    assert plain.uncertainty is not None
    assert bounded.uncertainty is not None
    assert np.isfinite([bounded.value, bounded.uncertainty]).all()
    assert bounded.value <= plain.value + 1e-3


def test_a_bound_survives_the_way_through_json() -> None:
    limit = Limit("AAA", "P", amplitude_nm=1.0, period_s=1.0, distance_deg=60.0)
    event = size(Event("1", SURFACE), limits=(limit,))
    (again,) = read_json(write_json(Bulletin((event,))), "event.json").events
    assert again.magnitudes == event.magnitudes
