"""Corrections: station terms, slowness and azimuth, source-specific, another model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testban.errors import ReferenceError
from testban.monitoring.traveltimes import TravelTimes
from testban.monitoring.traveltimes.corrections import (
    RayPath,
    Region,
    RegionalModel,
    Shift,
    SourceSpecific,
    StationTerms,
    total,
)
from testban.monitoring.traveltimes.sasc import SlownessAzimuth, read_sasc

PATH = RayPath("ARCES", "Pn", 67.6, 33.9, 0.0, 3.8, 120.0, 13.75)


def table(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_station_term_for_one_phase_goes_before_that_for_all(tmp_path: Path) -> None:
    file = table(tmp_path / "t.csv", "station,phase,time_s\nARCES,Pn,-0.4\nARCES,,0.1\n")
    terms = StationTerms.read(file)
    assert terms.shift(PATH) == Shift(-0.4)
    assert terms.shift(replace(PATH, phase="Lg")) == Shift(0.1)
    assert terms.shift(replace(PATH, station="NOA")) is None


def test_corrections_add_up_and_the_last_error_counts(tmp_path: Path) -> None:
    file = table(
        tmp_path / "s.csv",
        "station,phase,latitude,longitude,time_s,error_s\n"
        "ARCES,Pn,67,33,1.0,0.8\nARCES,Pn,67,35,2.0,0.8\n"
        "ARCES,Pn,69,33,1.0,0.8\nARCES,Pn,69,35,2.0,0.8\n",
    )
    grid = SourceSpecific.read(file)
    found = total([StationTerms({("ARCES", ""): -0.4}), grid], PATH)
    # 33.9 is 45 % of the way from 33 to 35.
    assert found.time_s == pytest.approx(1.45 - 0.4)
    assert found.time_error_s == pytest.approx(0.8)
    assert grid.shift(replace(PATH, latitude=66.0)) is None


def test_real_slowness_azimuth_tables(shared: Path) -> None:
    folder = shared / "monitoring" / "tables" / "sasc"
    tables = SlownessAzimuth.read(folder)
    assert len(tables.tables) == len(list(folder.iterdir()))
    # BGCA is badly oriented: its file says "True_azi = Obs_azi + 10 (degrees)".
    found = tables.shift(replace(PATH, station="BGCA", slowness_s_per_deg=30.0))
    assert found is not None
    assert found.azimuth_deg == pytest.approx(-10.0, abs=0.01)
    assert found.slowness_s_per_deg == pytest.approx(0.0, abs=0.01)
    # ARCES, the bin of 0 to 2 s/deg and 0 to 60 degrees.
    found = tables.shift(replace(PATH, slowness_s_per_deg=1.0, azimuth_deg=30.0))
    assert found is not None
    assert (found.slowness_s_per_deg, found.azimuth_deg) == pytest.approx((-0.568, -3.472))
    assert (found.slowness_error_s_per_deg, found.azimuth_error_deg) == (0.384, 13.825)


@given(st.floats(0.1, 40), st.floats(0, 359.9))
def test_outside_all_bins_the_azimuth_error_follows_from_the_slowness(
    slowness: float, azimuth: float
) -> None:
    from testban.monitoring.traveltimes.sasc import StationTable

    plain = StationTable(0.0, 0.0, 2.0, (1.0, 0.0, 0.0, 1.0), ())
    slow, az, error, azimuth_error = plain.correct(slowness, azimuth)
    assert slow == pytest.approx(slowness)
    assert (az - azimuth + 180) % 360 - 180 == pytest.approx(0.0, abs=1e-6)
    assert error == 2.0
    assert 0 < azimuth_error <= 180


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "does not begin with"),
        ("0 0 2\n2\n0 2 0 60 1 1 1 1\n", r":2: 1 bins where 2 are announced"),
        ("0 0 2\n1\n0 2 0 60\n", r":3: 4 numbers where a bin has 8"),
        ("0 0 nan\n", r":1: not a row of numbers"),
    ],
)
def test_a_bad_table_is_told_of(tmp_path: Path, text: str, wrong: str) -> None:
    with pytest.raises(ReferenceError, match=wrong):
        read_sasc(table(tmp_path / "sasc.X", text))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("station,phase\nA,P\n", ":1: no column time_s"),
        ("station,phase,time_s\nA,P,soon\n", ":2: time_s is 'soon', no number"),
    ],
)
def test_bad_station_terms_are_told_of(tmp_path: Path, text: str, wrong: str) -> None:
    with pytest.raises(ReferenceError, match=wrong):
        StationTerms.read(table(tmp_path / "t.csv", text))


def test_another_model_in_a_region() -> None:
    base = TravelTimes("ak135")
    regional = RegionalModel(base, base, Region(60, 75, 20, 40))
    assert regional.shift(PATH) == Shift(0.0, 0.0)
    assert regional.shift(replace(PATH, longitude=50.0)) is None
    assert regional.shift(replace(PATH, distance_deg=16.0)) is None


def test_a_region_may_cross_the_date_line() -> None:
    fiji = Region(-25, -10, 170, -170)
    assert fiji.holds(-18, 178)
    assert fiji.holds(-18, -178)
    assert not fiji.holds(-18, 0)
