"""First arrivals that come late are trusted the less the weaker they are; early ones are not excused."""

from __future__ import annotations

import pytest

from testban.monitoring.model import Arrival
from testban.monitoring.parameters import load_parameters
from testban.monitoring.processing.owning import less_if_late

_SETTINGS = load_parameters().process


def _trusted_s(late: float, snr: float = 4.0, distance: float = 10.0) -> float:
    """The uncertainty of an arrival picked to 0.5 s that comes so many seconds late."""
    arrival = Arrival("AAA", 0.0, time_uncertainty_s=0.5, snr=snr)
    located = Arrival("AAA", 0.0, residual_s=late, distance_deg=distance)
    trusted = less_if_late(arrival, located, _SETTINGS)
    assert trusted.time_uncertainty_s is not None
    return trusted.time_uncertainty_s


def test_what_comes_twice_as_late_pulls_hardly_more() -> None:
    pulls = [late / _trusted_s(late) ** 2 for late in (2.0, 4.0, 8.0)]
    assert pulls[0] < pulls[1] < pulls[2] < 1.05 * pulls[0]


@pytest.mark.parametrize(
    ("late", "snr", "distance"),
    [
        (-3.0, 4.0, 10.0),  # early
        (0.0, 4.0, 10.0),
        (3.0, 4.0, 30.0),  # no Pn
    ],
)
def test_else_an_arrival_is_as_sure_as_it_was_picked(
    late: float, snr: float, distance: float
) -> None:
    assert _trusted_s(late, snr, distance) == 0.5


def test_a_strong_arrival_is_excused_less() -> None:
    assert _trusted_s(3.0, snr=100.0) < 1.3 < 4.5 < _trusted_s(3.0, snr=3.0)
