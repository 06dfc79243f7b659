"""The correlation of model errors: as measured, and a matrix that can be inverted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("numba")

from testban.monitoring.location.correlated import whitener
from testban.monitoring.location.geometry import unit_vector
from testban.monitoring.location.noise import GROUP, correlation_matrix, station_correlation


def test_the_correlation_is_that_of_the_variogram(shared: Path) -> None:
    """iLoc's generic P variogram: sill 0.6 s², 81 samples from 0 to 1,000 km."""
    text = (shared / "monitoring/tables/iloc/variogram.model").read_text()
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    sill = float(lines[1][0])
    samples = [(float(a), float(b)) for a, b in (line for line in lines if len(line) == 2)]
    assert len(samples) == 81
    for distance, value in samples:
        assert station_correlation(distance) == pytest.approx(1 - value / sill, abs=0.017)


def test_it_is_positive_definite_for_a_thousand_kilometres_and_more() -> None:
    rng = np.random.default_rng(2)
    stations = unit_vector(rng.uniform(30, 60, 80), rng.uniform(-20, 60, 80))
    phases = rng.integers(0, 14, 80)
    matrix = correlation_matrix(stations, phases, GROUP)
    assert np.linalg.eigvalsh(matrix + 1e-9 * np.eye(80)).min() > 0


@pytest.mark.parametrize("n", [1, 7, 250, 251, 400])
def test_a_covariance_is_inverted_alike_whole_and_in_blocks(n: int) -> None:
    rng = np.random.default_rng(n)
    stations = unit_vector(rng.uniform(-60, 60, n), rng.uniform(-180, 180, n))
    matrix = correlation_matrix(stations, rng.integers(0, 14, n), GROUP) + 0.2 * np.eye(n)
    white = whitener(matrix)
    assert not np.triu(white, 1).any()
    assert white.T @ white == pytest.approx(np.linalg.inv(matrix), abs=1e-9)
