"""P and pP at one station err alike: what is between them says more of depth than each alone."""

from __future__ import annotations

import pytest

pytest.importorskip("numba")

from taup_events import made
from testban.monitoring import locate
from testban.monitoring.location import solving

FAR = (30.0, 90.0)


def _half(phases: list[str], monkeypatch: pytest.MonkeyPatch, most: float) -> float | None:
    truth = made(4, 8, FAR, phases)
    monkeypatch.setattr(solving, "SHARPENED", most)
    origin = locate(truth.arrivals, truth.stations).origin
    assert origin is not None
    return origin.depth_uncertainty_km


def test_the_interval_of_a_depth_by_depth_phases_counts_that(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone, together = (_half(["P", "pP"], monkeypatch, most) for most in (1.0, solving.SHARPENED))
    assert alone is not None
    assert together is not None
    assert 0.5 * alone < together < 0.97 * alone


def test_without_depth_phases_nothing_is_sharper(monkeypatch: pytest.MonkeyPatch) -> None:
    phases = ["P", "S", "PcP"]
    assert _half(phases, monkeypatch, 1.0) == _half(phases, monkeypatch, solving.SHARPENED)
