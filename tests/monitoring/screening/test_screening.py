"""What the measurements of real and made-up events allow."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testban.monitoring.model import Ellipse, Event, Magnitude, Origin, Screening
from testban.monitoring.parameters import load_parameters
from testban.monitoring.screening import PhaseRatio, of_one_station, overall, screen

SHALLOW = Origin(0.0, 41.3, 129.1, 0.0, depth_fixed=True, depth_basis="no near station")
DEEP = Origin(0.0, 41.3, 129.1, 30.0, depth_uncertainty_km=10.0, ellipse=Ellipse(9.0, 5.0, 0.0))


def _event(
    mb: float | None = None, ms: float | None = None, origin: Origin = SHALLOW, error: float = 0.1
) -> Event:
    sizes = (("mb", mb), ("Ms", ms))
    made = tuple(Magnitude(kind, m, error, 10) for kind, m in sizes if m is not None)
    return Event("1", origin, magnitudes=made)


def _results(event: Event) -> dict[str, str]:
    return {answer.criterion: answer.result for answer in event.screening}


def _answer(event: Event, criterion: str) -> Screening:
    return next(answer for answer in event.screening if answer.criterion == criterion)


@pytest.mark.parametrize(
    ("year", "mb", "ms"),
    # Network magnitudes of the Data Centre, rounded; those of 2009 moved the line (Selby 2012).
    [(2009, 4.5, 3.6), (2013, 4.9, 3.9)],
)
def test_announced_tests_are_not_screened_out(year: int, mb: float, ms: float) -> None:
    event = screen(_event(mb, ms))
    assert _results(event)["Ms:mb"] == "not screened out", year
    assert _results(event)["depth"] == "insufficient data"
    assert overall(event.screening) == "not screened out"


def test_the_former_line_nearly_screened_out_the_test_of_2009_and_decides_nothing() -> None:
    event = screen(_event(4.5, 3.6, error=0.02))
    assert _results(event)["Ms:mb before 2010"] == "screened out"
    assert overall(event.screening) == "not screened out"


def test_nearly_all_explosions_of_the_catalogue_are_not_screened_out(shared: Path) -> None:
    path = shared / "monitoring/bulletins/explosion_catalogs/nuclear_explosions.csv"
    with path.open(encoding="utf-8") as lines:
        pairs = [
            (float(row["Data.Magnitude.Body"]), float(row["Data.Magnitude.Surface"]))
            for row in csv.DictReader(lines)
        ]
    both = [(mb, ms) for mb, ms in pairs if mb >= 3.5 and ms > 0.0]
    assert len(both) == 166
    results = [_results(screen(_event(mb, ms, error=0.12)))["Ms:mb"] for mb, ms in both]
    # The catalogue mixes sources; those above the line are Ms as large as mb or larger, which no
    # measurement of an underground explosion has shown, and two explosions in the air.
    assert results.count("screened out") == 8
    assert results.count("not screened out") == 158


def test_an_earthquake_of_the_same_size_is_screened_out_by_its_surface_waves() -> None:
    event = screen(_event(5.0, 5.2))
    answer = _answer(event, "Ms:mb")
    assert answer.result == "screened out"
    assert answer.value == pytest.approx(0.84)
    assert answer.uncertainty == pytest.approx(0.1414, abs=1e-3)
    assert "Selby" in answer.source


@pytest.mark.parametrize(("name", "seen"), [("MS", True), ("Ms_20", True), ("mB", False)])
def test_a_surface_wave_magnitude_counts_by_whatever_name(name: str, seen: bool) -> None:
    """The ISC writes MS; mB is a body-wave magnitude of longer periods, and not mb."""
    kinds = ("mb", name) if seen else (name, "Ms")
    event = Event("1", SHALLOW, magnitudes=tuple(Magnitude(k, 5.2, 0.1, 10) for k in kinds))
    assert (_answer(screen(event), "Ms:mb").value is not None) is seen


def test_a_depth_is_screened_out_by_two_sigmas_of_its_interval() -> None:
    # The half-width of 90 % is 1.645 σ: 30 - 2 * 10 / 1.645 = 17.8 km.
    answer = _answer(screen(_event(5.0, origin=DEEP)), "depth")
    assert (answer.result, answer.threshold) == ("screened out", 10.0)
    assert answer.uncertainty == pytest.approx(6.08, abs=0.01)
    closer = replace(DEEP, depth_km=20.0)
    assert _answer(screen(_event(5.0, origin=closer)), "depth").result == "not screened out"


@pytest.mark.parametrize(
    "odd",
    [
        {"depth_km": float("nan")},
        {"depth_uncertainty_km": float("inf")},
        {"depth_uncertainty_km": 0.0},
    ],
)
def test_a_depth_that_is_no_measurement_says_nothing(odd: dict[str, float]) -> None:
    event = _event(5.0, origin=replace(DEEP, **odd))  # type: ignore[arg-type]
    assert _answer(screen(event), "depth").result == "insufficient data"


def test_a_confidence_that_is_none_counts_as_the_usual_one() -> None:
    certain = replace(DEEP, ellipse=Ellipse(9.0, 5.0, 0.0, confidence=1.0))
    assert _answer(screen(_event(5.0, origin=certain)), "depth").uncertainty == pytest.approx(
        6.08, abs=0.01
    )


def test_a_fixed_depth_says_nothing_however_deep_it_was_fixed() -> None:
    fixed = replace(DEEP, depth_km=33.0, depth_fixed=True, depth_basis="no depth phases")
    answer = _answer(screen(_event(5.0, origin=fixed)), "depth")
    assert answer.result == "insufficient data"
    assert answer.reason == "the depth was fixed: no depth phases"
    given = _answer(
        screen(_event(5.0, origin=replace(fixed, depth_basis="fixed by the user"))), "depth"
    )
    assert given.reason == "the depth was fixed: by the user"
    unsure = replace(DEEP, depth_uncertainty_km=None)
    assert _answer(screen(_event(5.0, origin=unsure)), "depth").result == "insufficient data"


def test_a_small_event_is_not_considered_by_any_criterion() -> None:
    event = screen(_event(3.4, 3.6, origin=DEEP), ratios=(PhaseRatio("MDJ", "Pg/Lg", (6, 8), 0.3),))
    assert set(_results(event).values()) == {"not considered"}
    assert overall(event.screening) == "not considered"
    assert event.screening[0].reason == "mb 3.4 is below 3.5"


def test_an_event_of_unknown_size_is_not_screened_out_however_deep() -> None:
    event = screen(_event(origin=DEEP))
    answer = _answer(event, "depth")
    assert (answer.result, answer.value) == ("insufficient data", 30.0)
    assert answer.reason == "no mb: whether it is 3.5 or more is not known"
    assert _answer(event, "Ms:mb").reason == "no mb and no Ms"
    limited = Event("1", DEEP, magnitudes=(Magnitude("mb", 4.5, None, 0, "upper"),))
    assert _answer(screen(limited), "depth").result == "insufficient data"
    least = Event("1", DEEP, magnitudes=(Magnitude("mb", 4.5, None, 0, "lower"),))
    assert _answer(screen(least), "depth").result == "screened out"
    regional = Event("1", DEEP, magnitudes=(Magnitude("mb_Lg", 4.5, 0.1, 3),))
    assert _answer(screen(regional), "depth").result == "screened out"
    assert overall(screen(Event("1", None)).screening) == "insufficient data"


def test_a_missing_surface_wave_can_only_leave_an_event_in() -> None:
    def bounded(limit: float) -> Screening:
        upper = Magnitude("Ms", limit, None, 0, "upper")
        mb = Magnitude("mb", 4.5, 0.1, 10)
        return _answer(screen(Event("1", SHALLOW, magnitudes=(mb, upper))), "Ms:mb")

    assert bounded(3.5).result == "not screened out"
    assert bounded(3.5).reason == "Ms was not measured and is at most 3.5"
    assert bounded(4.5).result == "insufficient data"


def test_a_regional_ratio_needs_a_threshold_that_somebody_calibrated() -> None:
    ratios = (
        PhaseRatio("MDJ", "Pg/Lg", (6.0, 8.0), -0.6, 0.1),
        PhaseRatio("USK", "Pg/Lg", (6.0, 8.0), -0.8, 0.1),
        PhaseRatio("TJN", "Pg/Lg", (1.0, 2.0), 0.5, 0.1),
        PhaseRatio("INC", "Pn/Sn", (6.0, 8.0), 0.9, lower_bound=True),
    )
    uncalibrated = _answer(screen(_event(4.5), ratios=ratios), "P/S")
    assert uncalibrated.result == "insufficient data"
    assert uncalibrated.value == pytest.approx(-0.7)
    assert uncalibrated.reason.endswith("; mean of 2, 1 lower bound left out")
    settings = replace(
        load_parameters().screening, ps_threshold=(0.0,), ps_source="made up for this test"
    )
    answer = _answer(screen(_event(4.5), settings, ratios), "P/S")
    assert (answer.result, answer.source) == ("screened out", "made up for this test")
    assert answer.uncertainty == pytest.approx(0.0707, abs=1e-3)
    low = _answer(screen(_event(4.5), settings, ratios[2:3]), "P/S")
    assert low.reason == "no ratio at 4 Hz or above"
    noisy = _answer(screen(_event(4.5), settings, ratios[3:]), "P/S")
    assert noisy.reason == "S did not rise above the noise"


@given(
    st.floats(min_value=3.5, max_value=7.0),
    st.floats(min_value=1.0, max_value=8.0),
    st.floats(min_value=0.01, max_value=1.0),
    st.floats(min_value=1.0, max_value=5.0),
)
def test_less_certain_magnitudes_never_screen_out_more(
    mb: float, ms: float, error: float, factor: float
) -> None:
    sure = _results(screen(_event(mb, ms, error=error)))["Ms:mb"]
    less = _results(screen(_event(mb, ms, error=error * factor)))["Ms:mb"]
    assert not (less == "screened out" and sure == "not screened out")


def test_no_word_says_what_a_state_did() -> None:
    events = [
        screen(
            _event(mb, ms, origin),
            replace(load_parameters().screening, ps_threshold=(0.0,)),
            ratios,
        )
        for mb in (None, 3.0, 5.0)
        for ms in (None, 3.0, 6.0)
        for origin in (SHALLOW, DEEP)
        for ratios in ((), (PhaseRatio("MDJ", "Pg/Lg", (6.0, 8.0), 0.4),))
    ]
    reasons = {answer.reason for event in events for answer in event.screening}
    for word in ("nuclear", "test ", "tested", "violat", "breach", "state", "is an explosion"):
        assert not [reason for reason in reasons if word in reason.lower()]


def test_each_ratio_has_a_row_of_its_own_that_decides_nothing() -> None:
    seen = PhaseRatio("MDJ", "Pn+Pg/Sn+Lg", (4.0, 8.0), 0.6, 0.25, p_snr=270.0, s_snr=68.4)
    lost = PhaseRatio("MAJO", "Pn+Pg/Sn+Lg", (4.0, 8.0), 0.9, 0.26, True, 8.7, 1.1)
    event = screen(_event(4.8, 3.9), ratios=(seen, lost))
    rows = [each for each in event.screening if of_one_station(each)]
    assert [(each.criterion, each.value) for each in rows] == [
        ("P/S at MDJ, 4-8 Hz", 0.6),
        ("P/S at MAJO, 4-8 Hz", 0.9),
    ]
    assert rows[0].reason == "P 270, S 68.4 times the noise"
    loud = PhaseRatio("MDJ", "Pn+Pg/Sn+Lg", (4.0, 8.0), 0.6, 0.25, p_snr=12_345.6, s_snr=1220.0)
    (row, *_) = [each for each in screen(event, ratios=(loud,)).screening if of_one_station(each)]
    assert row.reason == "P 12,300, S 1,220 times the noise"
    assert rows[1].reason.startswith("a lower bound")
    assert overall(event.screening) == overall(e for e in event.screening if not of_one_station(e))
