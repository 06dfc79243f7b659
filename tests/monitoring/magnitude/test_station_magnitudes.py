"""Magnitudes of single readings against those that bulletins publish, and what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import log10
from pathlib import Path

import pytest

from testban.errors import UsageError
from testban.monitoring.formats import read_bulletin
from testban.monitoring.magnitude import scales, size, station_magnitudes
from testban.monitoring.magnitude.attenuation import (
    ML_ATTENUATIONS,
    lg_term,
    surface_wave_term,
    veith_clawson_q,
)
from testban.monitoring.model import Arrival, Event, Origin, Station
from testban.monitoring.parameters import MagnitudeParameters, load_parameters

SURFACE = Origin(0.0, 41.3, 129.1, 0.0)
BULLETINS = "monitoring/bulletins/obspy_formats"


def _one(arrival: Arrival, kind: str, origin: Origin = SURFACE) -> float:
    (value,) = [m.value for m in station_magnitudes((arrival,), origin) if m.type == kind]
    return value


def _published_and_ours(
    shared: Path, name: str, kind: str, settings: MagnitudeParameters | None = None
) -> Iterator[tuple[str, float, float]]:
    """Each station magnitude that a bulletin publishes, and ours from its amplitude."""
    for event in read_bulletin(shared / BULLETINS / name).events:
        theirs = [r for m in event.magnitudes if m.type == kind for r in m.readings]
        sized = size(event, parameters=settings)
        ours = {
            reading.station: reading.value
            for magnitude in sized.magnitudes
            if magnitude.author == "testban" and magnitude.type == kind
            for reading in magnitude.readings
        }
        for reading in theirs:
            yield reading.station, reading.value, ours[reading.station]


def test_every_published_station_mb_of_the_1995_bulletin_is_reproduced(shared: Path) -> None:
    compared = list(_published_and_ours(shared, "gse_2.0_2_events.txt", "mb"))
    assert [station for station, _, _ in compared] == ["FINES", "ARCES", "MBC", "ULM", "MBC"]
    for _, published, ours in compared:
        assert ours == pytest.approx(published, abs=0.05)


def test_nores_has_no_published_mb_and_the_events_mb_is_the_mean_of_the_other_three(
    shared: Path,
) -> None:
    (event,) = read_bulletin(shared / BULLETINS / "gse_2.0_standard.txt").events
    published = next(m for m in event.magnitudes if m.type == "mb")
    values = {reading.station: reading.value for reading in published.readings}
    assert values == {"FINES": 3.7, "ARCES": 3.7, "MBC": 3.3}
    assert sum(values.values()) / 3 == pytest.approx(published.value, abs=0.05)
    # The amplitude is zero-to-peak: with the peak-to-peak table NORES would give 3.71.
    ours = next(m for m in size(event).magnitudes if m.author == "testban")
    (nores,) = [r.value for r in ours.readings if r.station == "NORES"]
    assert nores == pytest.approx(4.01, abs=0.01)
    assert ours.value == pytest.approx(published.value, abs=0.1)


def test_every_published_station_ml_of_the_brno_bulletin_is_reproduced(shared: Path) -> None:
    settings = replace(load_parameters().magnitude, ml_attenuation="scherbaum-stoll")
    compared = list(_published_and_ours(shared, "ipe202409sel_ims.txt", "ML", settings))
    assert len(compared) == 6
    for _, published, ours in compared:
        assert ours == pytest.approx(published, abs=0.06)


def test_the_table_of_q_is_the_published_one_plus_log_two(shared: Path) -> None:
    lines = (shared / "monitoring/tables/iloc/VCmbQ.dat").read_text("utf-8").splitlines()
    start = lines.index("101 11") + 1
    depths = (0, 15, 40, 100, 200, 300, 400, 500, 600, 700, 800)
    different = 0
    for distance, line in enumerate(lines[start : start + 101]):
        for depth, cell in zip(depths, line.split(), strict=True):
            if distance >= 20:
                gap = veith_clawson_q(distance, depth) - float(cell) - log10(2.0)
                different += abs(gap) > 0.002
    # Three cells (91° at 400 km; 51° at 600 and 700 km) differ by 0.01-0.02 between the copies.
    assert different == 3


def test_q_follows_the_table_between_its_lines_and_is_flat_outside_its_depths() -> None:
    assert veith_clawson_q(60.5, 20.0) == pytest.approx(
        (veith_clawson_q(60.0, 20.0) + veith_clawson_q(61.0, 20.0)) / 2, abs=0.01
    )
    assert veith_clawson_q(50.0, -0.3) == veith_clawson_q(50.0, 0.0)
    assert veith_clawson_q(50.0, 900.0) == veith_clawson_q(50.0, 800.0)


def test_ms_is_the_prague_formula_at_middle_distances() -> None:
    # log(A/T) + 1.66 log Δ + 3.30 for micrometres (Vaněk and others 1962).
    for distance in (40.0, 60.0, 80.0):
        prague = 1.66 * log10(distance) + 0.30
        assert surface_wave_term(distance) == pytest.approx(prague, abs=0.12)


def test_ms_of_a_micrometre_at_twenty_seconds_and_sixty_degrees() -> None:
    wave = Arrival("AAA", 0.0, "LR", amplitude_nm=1000.0, period_s=20.0, distance_deg=60.0)
    assert _one(wave, "Ms") == pytest.approx(4.91, abs=0.01)


def test_ml_is_three_for_a_millimetre_of_a_wood_anderson_at_a_hundred_kilometres() -> None:
    # Of static magnification 2080 (IASPEI 2013), hence 481 nm of ground.
    term = ML_ATTENUATIONS["hutton-boore"].term(100.0)
    assert log10(1e6 / 2080.0) + term == pytest.approx(3.0, abs=0.02)


def test_mb_lg_of_110_micrometres_at_ten_kilometres_is_five() -> None:
    assert log10(110_000.0) + lg_term(10.0, 0.002) == pytest.approx(5.0, abs=0.01)


def test_the_first_p_counts_and_the_largest_surface_wave() -> None:
    arrivals = (
        Arrival("AAA", 20.0, "P", amplitude_nm=90.0, period_s=1.0, distance_deg=50.0),
        Arrival("AAA", 10.0, "P", amplitude_nm=9.0, period_s=1.0, distance_deg=50.0),
        Arrival("AAA", 900.0, "LR", amplitude_nm=100.0, period_s=20.0, distance_deg=50.0),
        Arrival("AAA", 940.0, "LR", amplitude_nm=200.0, period_s=20.0, distance_deg=50.0),
    )
    used = [m for m in station_magnitudes(arrivals, SURFACE) if m.used]
    assert [(m.type, m.amplitude_nm) for m in used] == [("mb", 9.0), ("Ms", 200.0)]


def test_a_station_with_coordinates_needs_no_distance_and_one_without_is_told_of() -> None:
    arrivals = (
        Arrival("AAA", 10.0, "P", amplitude_nm=9.0, period_s=1.0),
        Arrival("BBB", 10.0, "P", amplitude_nm=9.0, period_s=1.0),
    )
    event = size(Event("1", SURFACE, arrivals), [Station("AAA", -23.7, 133.9)])
    (mb,) = event.magnitudes
    assert [r.station for r in mb.readings] == ["AAA"]
    assert event.notes == (
        "no magnitude: the distance is unknown: give the coordinates of its station (1: BBB)",
    )


@pytest.mark.parametrize(
    ("amplitude", "period", "distance", "why"),
    [
        (1e12, 1.0, 50.0, "no mb: amplitude 1e+12 nm is impossible: check its unit (1: AAA)"),
        (1e-9, 1.0, 50.0, "no mb: amplitude 1e-09 nm is impossible: check its unit (1: AAA)"),
        (-3.0, 1.0, 50.0, "no mb: amplitude -3 nm is impossible: check its unit (1: AAA)"),
        (float("nan"), 1.0, 50.0, "no mb: amplitude nan nm is impossible: check its unit (1: AAA)"),
        (3.0, None, 50.0, "no mb: no period: give the one measured (1: AAA)"),
        (3.0, 20.0, 50.0, "no mb: period outside 0.1-3 s (1: AAA)"),
        (3.0, 1.0, 19.0, "no mb: distance outside 20°-105° (1: AAA)"),
    ],
)
def test_an_amplitude_that_gives_no_magnitude_is_told_of(
    amplitude: float, period: float | None, distance: float, why: str
) -> None:
    arrival = Arrival(
        "AAA", 0.0, "P", amplitude_nm=amplitude, period_s=period, distance_deg=distance
    )
    event = size(Event("1", SURFACE, (arrival,)))
    assert event.magnitudes == ()
    assert event.notes == (why,)


def test_an_unknown_attenuation_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="Take one of: hutton-boore, scherbaum-stoll"):
        scales(replace(load_parameters().magnitude, ml_attenuation="richter"))


def test_a_scale_without_room_between_its_distances_is_not_spoken_of() -> None:
    settings = replace(load_parameters().magnitude, ml_distance_deg=(0.0, 0.0))
    wave = Arrival("AAA", 0.0, "Sg", amplitude_nm=90.0, period_s=0.5, distance_deg=1.0)
    sized = size(Event("1", SURFACE, (wave,)), parameters=settings)
    assert sized.magnitudes == ()
    assert not [note for note in sized.notes if "ML" in note or "0°-0°" in note]
