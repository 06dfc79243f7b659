"""Events inside and beside a small network; the truth is ObsPy's TauP, not our own tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("numba")

from taup_events import made
from testban.monitoring import locate


@pytest.mark.parametrize(
    ("count", "degrees", "phases", "names"),
    [
        (6, (0.05, 1.0), ["P"], True),
        (12, (0.05, 1.0), ["P"], True),
        (8, (0.05, 1.0), ["Pg"], True),
        (8, (0.05, 1.0), ["P", "S"], False),
        (10, (0.05, 1.0), ["Pg", "Sg"], False),
        (10, (1.5, 3.0), ["P"], True),
    ],
)
def test_a_local_event_is_not_put_on_the_other_side_of_the_earth(
    count: int, degrees: tuple[float, float], phases: list[str], names: bool
) -> None:
    """Within twenty seconds of each other the first arrivals could be of PKP as well, by a coarse look."""
    for seed in range(5):
        truth = made(seed, count, degrees, phases)
        given = truth.arrivals if names else [replace(a, phase=None) for a in truth.arrivals]
        event = locate(given, truth.stations)
        assert truth.km(event) < 10
        assert event.origin is not None
        assert not event.other_origins
        assert event.origin.quality is not None
        assert event.origin.quality.defining >= 0.9 * len(given)
