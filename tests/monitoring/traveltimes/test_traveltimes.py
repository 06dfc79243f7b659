"""The predictions themselves: published times, derivatives, ends, names."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testban.errors import ReferenceError, UsageError
from testban.monitoring.traveltimes import Tables, TravelTimes, lookup


@pytest.fixture(scope="module")
def ak135() -> TravelTimes:
    return TravelTimes("ak135")


def test_published_times(ak135: TravelTimes) -> None:
    # The LocSAT tables for ak135 of the Prototype International Data Centre (1995), surface focus.
    for phase, distance, time in (
        ("P", 30, 370.274),
        ("P", 90, 781.3978),
        ("S", 60, 1101.8867),
        ("PcP", 60, 654.4611),
        ("ScP", 40, 811.8444),
        ("PKPdf", 180, 1212.5273),
        ("PKPab", 160, 1240.6588),
        ("PKiKP", 120, 1132.6108),
    ):
        assert float(ak135.predict(phase, distance, 0).time_s) == pytest.approx(time, abs=0.06)


def test_what_no_table_holds_is_refused_and_nothing_stays_nothing(ak135: TravelTimes) -> None:
    with pytest.raises(
        UsageError, match=r"no travel time for a depth of 900 km. Give -10 to 760 km"
    ):
        ak135.predict(["P"], [30.0], 900)
    with pytest.raises(UsageError, match="no travel time for a distance of -1 degrees"):
        ak135.predict("P", [30.0, -1.0], 10.0)
    assert np.isnan(ak135.predict("P", [np.nan, 170.0], 10.0).time_s).all()


def test_a_model_is_made_once() -> None:
    assert TravelTimes("ak135") is TravelTimes()


def test_short_names_are_the_first_of_their_branches(ak135: TravelTimes) -> None:
    x = np.linspace(1, 179, 357)
    for name, parts in (
        ("PKP", ("PKPdf", "PKPbc", "PKPab")),
        ("SKS", ("SKSac", "SKSdf")),
        ("P", ("P", "Pg", "Pdiff")),
    ):
        first = np.fmin.reduce([ak135.predict(part, x, 15.0).time_s for part in parts])
        np.testing.assert_array_equal(ak135.predict(name, x, 15.0).time_s, first)


def test_a_phase_without_an_arrival_is_nan(ak135: TravelTimes) -> None:
    found = ak135.predict(["P", "PKP", "Pg"], [170, 60, 3], [0, 0, 100])
    for field in ("time_s", "slowness_s_per_deg", "depth_derivative_s_per_km"):
        assert np.isnan(getattr(found, field)).all()


def test_names_distances_and_depths_are_broadcast(ak135: TravelTimes) -> None:
    found = ak135.predict("P", np.array([[10.0], [20.0]]), [0.0, 10.0, 33.0])
    assert found.time_s.shape == (2, 3)
    assert found.time_s[1, 2] == ak135.predict("P", 20.0, 33.0).time_s


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["P", "S", "pP", "sP", "PcP", "ScP", "PKPdf", "PKKPbc", "Pn"]),
    st.floats(0.5, 179),
    st.floats(1.0, 699),
)
def test_derivatives_are_those_of_the_time(phase: str, distance: float, depth: float) -> None:
    tt, d = TravelTimes("ak135"), 1e-3
    around = tt.predict(
        phase, distance + np.array([-d, 0, d, 0, 0]), depth + np.array([0, 0, 0, -d, d])
    )
    t, p = around.time_s, around.slowness_s_per_deg
    # Not where two branches cross, nor across an end.
    if not np.isfinite(t).all() or np.ptp(p) > 0.1:
        return
    assert (t[2] - t[0]) / (2 * d) == pytest.approx(p[1], abs=0.06)
    q = around.depth_derivative_s_per_km
    if np.ptp(q) < 1e-3:
        assert (t[4] - t[3]) / (2 * d) == pytest.approx(q[1], abs=3e-3)


def test_a_source_above_sea_level_goes_on_as_at_the_surface(ak135: TravelTimes) -> None:
    here = ak135.predict("P", 60.0, 0.0)
    above = ak135.predict("P", 60.0, -2.0)
    assert above.time_s == pytest.approx(here.time_s - 2 * here.depth_derivative_s_per_km)


def test_waves_by_group_velocity(ak135: TravelTimes) -> None:
    # 3.5 km/s, as in the LocSAT tables.
    assert float(ak135.predict("Lg", 10.0, 5.0).time_s) == pytest.approx(317.7, abs=0.01)
    assert float(ak135.predict("T", 30.0, 0.0).time_s) == pytest.approx(2246.4, abs=0.1)


def test_the_kernel_answers_as_predict_does(ak135: TravelTimes) -> None:
    assert isinstance(ak135.kernel, Tables)
    t, p, q, c = lookup(ak135.kernel, ak135.index("P"), 60.0, 10.0)
    found = ak135.predict("P", 60.0, 10.0)
    assert (t, p, q) == (
        found.time_s,
        found.slowness_s_per_deg,
        found.depth_derivative_s_per_km,
    )
    assert c == pytest.approx(-0.0728, abs=0.001)


def test_a_ray_that_leaves_almost_level_below_the_moho(ak135: TravelTimes) -> None:
    # ObsPy's TauP: pP from 35.3 and 36 km.
    found = ak135.predict("pP", [5.0, 7.0, 12.0], [35.3, 36.0, 36.0]).time_s
    np.testing.assert_allclose(found, [80.04, 107.52, 176.07], atol=0.02)


def test_an_unknown_phase_names_the_nearest(ak135: TravelTimes) -> None:
    with pytest.raises(UsageError, match=r"no phase 'PKPdx' in ak135\. Did you mean PKPdf\?"):
        ak135.predict("PKPdx", 150.0, 0.0)


def test_model_errors_and_corrections(ak135: TravelTimes) -> None:
    # The LocSAT tables of 1996: 2.7 s for Pn at 8 deg.
    assert float(ak135.model_error_s("Pn", 8.0)) == pytest.approx(2.7)
    # Largest near 10 deg, smallest beyond 30.
    near, far = ak135.model_error_s("P", [8.0, 60.0], 10.0)
    assert near > far
    # Kennett and Gudmundsson (1996): the poles are nearer the centre.
    assert float(ak135.ellipticity_s("P", 60.0, 0.0, 90.0, 0.0)) == pytest.approx(-0.54, abs=0.01)
    # 1 km at 5.8 km/s, straight up.
    assert float(ak135.elevation_s("PKPdf", 0.0, 1000.0)) == pytest.approx(1 / 5.8)
    assert float(ak135.elevation_s("ScS", 0.0, 1000.0)) == pytest.approx(1 / 3.46)
    assert float(ak135.elevation_s("T", 74.0, 1000.0)) == 0.0


@pytest.mark.slow
def test_a_model_with_a_low_velocity_zone_as_taup_has_it() -> None:
    import obspy.taup

    prem = TravelTimes(Path(obspy.taup.__file__).parent / "data" / "prem.nd")
    taup = obspy.taup.TauPyModel("prem")
    for phase, distance, depth in (("P", 60.0, 30.0), ("S", 40.0, 200.0), ("PKPdf", 150.0, 10.0)):
        names = ["PKIKP"] if phase == "PKPdf" else [phase]
        wanted = taup.get_travel_times(depth, distance, names)[0].time
        assert float(prem.predict(phase, distance, depth).time_s) == pytest.approx(wanted, abs=0.05)


def test_locsat_tables(shared: Path, ak135: TravelTimes) -> None:
    tables = shared / "monitoring" / "tables"
    locsat = TravelTimes(tables / "locsat_iasp91_sigvisa")
    iasp91 = TravelTimes("iasp91")
    for phase, distance, depth in (("P", 60.0, 33.0), ("PcP", 40.0, 100.0), ("PKPab", 160.0, 0.0)):
        ours = float(iasp91.predict(phase, distance, depth).time_s)
        assert float(locsat.predict(phase, distance, depth).time_s) == pytest.approx(ours, abs=0.3)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "no velocity model"),
        ("0 5.8 3.4\n35 8 4.5\n20 8 4.5\n6371 11 3\n", ":3: the depths go back"),
        ("0 5.8 3.4\n35 8 nan\n", ":2: no possible depth"),
        ("0 6 3.4\n35 6 3.4\n35 8.0 4.5\n6371 11 3\n", "no fluid core"),
    ],
)
def test_a_bad_velocity_model_is_told_of(tmp_path: Path, text: str, wrong: str) -> None:
    path = tmp_path / "model.tvel"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReferenceError, match=wrong):
        TravelTimes(path)


def test_a_table_cut_short_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "README.txt").write_text("Not a table.", encoding="utf-8")
    (tmp_path / "x.P").write_text("# P\n1 # depths\n0.\n4 # distances\n0. 1. 2. 3.\n0. 19.\n")
    with pytest.raises(ReferenceError, match=r"x\.P: ends after 2 of 4 values"):
        TravelTimes(tmp_path)


@pytest.mark.parametrize(
    ("phase", "first", "last"), [("P", 0.5, 155), ("S", 0.5, 155), ("PKP", 146, 180)]
)
def test_nothing_is_missing_between_branches(
    ak135: TravelTimes, phase: str, first: float, last: float
) -> None:
    x = np.linspace(first, last, 8001)
    for depth in (0.0, 33.0, 41.7, 202.3, 209.9, 380.0, 655.0, 749.0):
        found = ak135.predict(phase, x, depth)
        assert np.isfinite(found.time_s).all()
        # The time goes on as the slowness says: no jump where one branch takes over from another.
        p = found.slowness_s_per_deg
        rise = np.diff(found.time_s) - (p[1:] + p[:-1]) / 2 * np.diff(x)
        # At a crossing the mean of two slownesses is off by at most half their difference a step.
        assert np.abs(rise).max() < 0.07
