"""Corrections of what the velocity model predicts take part in location."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("numba")

from typer.testing import CliRunner

from testban.cli import app
from testban.errors import ReferenceError
from testban.monitoring import locate, locate_many
from testban.monitoring.location.geometry import moved, place, rays, unit_vector
from testban.monitoring.model import Arrival, Event, Station
from testban.monitoring.traveltimes import (
    Region,
    RegionalModel,
    SlownessAzimuth,
    SourceSpecific,
    StationTerms,
    TravelTimes,
    load_correction,
)

EPICENTRE = unit_vector(40.0, 60.0)
NEAR = (3.0, 5.0, 7.0, 9.0, 11.0, 13.0, 10.0, 6.0)
FAR = (30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 45.0, 65.0)


def event(
    distances: Sequence[float], model: TravelTimes, late: float = 0.0, wave: str = "P"
) -> tuple[list[Arrival], dict[str, Station]]:
    """First P, or S, of a surface event at stations all round; the first station's is late by some seconds."""
    stations, arrivals = {}, []
    for k, distance in enumerate(distances):
        turn = np.radians(45.0 * k + 10.0)
        spot = np.array(moved(*EPICENTRE, distance * np.sin(turn), distance * np.cos(turn)))
        code = f"S{k}"
        stations[code] = Station(code, *place(spot))
        degrees, azimuth = rays(EPICENTRE, spot[None, :])[0]
        phase = f"{wave}n" if degrees < 15 else wave
        seconds = model.predict(phase, degrees, 0.0).time_s + model.ellipticity_s(
            phase, degrees, 0.0, 40.0, azimuth
        )
        arrivals.append(Arrival(code, 1e9 + float(seconds) + (late if k == 0 else 0.0), phase))
    return arrivals, stations


def km_off(found: Event) -> float:
    assert found.origin is not None
    there = unit_vector(found.origin.latitude, found.origin.longitude)
    return float(np.degrees(np.arccos(min(there @ EPICENTRE, 1.0)))) * 111.195


def test_a_station_term_takes_a_late_station_back() -> None:
    arrivals, stations = event(FAR, TravelTimes("ak135"), late=1.5)
    terms = StationTerms({("S0", "P"): 1.5})
    without = locate(arrivals, stations, depth_km=0.0)
    found = locate(arrivals, stations, depth_km=0.0, corrections=[terms])
    assert km_off(without) > 3.0
    assert km_off(found) < 0.3
    assert abs(found.arrivals[0].residual_s or 0.0) < 0.05
    assert "corrections changed 1 time and the azimuth or slowness of 0 arrivals" in found.notes


def test_a_term_of_another_phase_changes_nothing() -> None:
    arrivals, stations = event(FAR, TravelTimes("ak135"), late=1.5)
    terms = StationTerms({("S0", "Pg"): 1.5})
    plain = locate(arrivals, stations, depth_km=0.0)
    assert locate(arrivals, stations, depth_km=0.0, corrections=[terms]).origin == plain.origin


def test_events_located_in_many_processes_are_corrected_alike() -> None:
    arrivals, stations = event(FAR, TravelTimes("ak135"), late=1.5)
    events = [Event(str(k), None, tuple(arrivals)) for k in range(26)]
    terms = StationTerms({("S0", "P"): 1.5})
    found = locate_many(events, stations, workers=2, depth_km=0.0, corrections=[terms])
    assert max(map(km_off, found)) < 0.3


def test_corrections_by_source_say_how_uncertain_they_leave_a_time(tmp_path: Path) -> None:
    arrivals, stations = event(NEAR, TravelTimes("ak135"))
    rows = [
        f"{code},Pn,{latitude},{longitude},0.0,0.3"
        for code in stations
        for latitude in (38, 42)
        for longitude in (58, 62)
    ]
    file = tmp_path / "sssc.csv"
    file.write_text("station,phase,latitude,longitude,time_s,error_s\n" + "\n".join(rows))
    correction = load_correction(file)
    assert isinstance(correction, SourceSpecific)
    plain = locate(arrivals, stations, depth_km=0.0).origin
    found = locate(arrivals, stations, depth_km=0.0, corrections=[correction]).origin
    assert plain is not None
    assert found is not None
    assert plain.ellipse is not None
    assert found.ellipse is not None
    assert found.ellipse.semi_major_km < 0.5 * plain.ellipse.semi_major_km


def test_another_model_for_a_region_is_as_good_as_that_model() -> None:
    """ak135 with iasp91 for the region finds the place and time that iasp91 finds."""
    iasp91, ak135 = TravelTimes("iasp91"), TravelTimes("ak135")
    # P of both are the same down to 210 km, S are not.
    arrivals, stations = event(NEAR, iasp91, wave="S")
    regional = RegionalModel(iasp91, ak135, Region(30, 50, 50, 70))
    plain = locate(arrivals, stations, depth_km=0.0).origin
    found = locate(arrivals, stations, depth_km=0.0, corrections=[regional]).origin
    wanted = locate(arrivals, stations, depth_km=0.0, travel_times=iasp91).origin
    assert plain is not None
    assert found is not None
    assert wanted is not None
    assert abs(found.time - wanted.time) < 0.05 < abs(plain.time - wanted.time)


def test_real_slowness_azimuth_tables_turn_an_array_to_where_the_event_is(shared: Path) -> None:
    correction = load_correction(shared / "monitoring/tables/sasc")
    assert isinstance(correction, SlownessAzimuth)
    stations = {"BGCA": Station("BGCA", 5.18, 18.42)}
    arrival = Arrival("BGCA", 1e9, "P", azimuth_deg=40.0, slowness_s_per_deg=7.0)
    azimuths = []
    for corrections in ([], [correction]):
        found = locate([arrival], stations, depth_km=0.0, corrections=corrections)
        assert found.origin is not None
        spot = unit_vector(found.origin.latitude, found.origin.longitude)
        azimuths.append(float(rays(unit_vector(5.18, 18.42), spot[None, :])[0, 1]))
        assert abs(found.arrivals[0].azimuth_residual_deg or 0.0) < 0.5
        assert found.arrivals[0].azimuth_deg == 40.0  # what was measured stays
    _, true, _, _ = correction.tables["BGCA"].correct(7.0, 40.0)
    assert true > 45.0  # the sensors stand wrong by ten degrees, says its file
    assert azimuths == pytest.approx([40.0, true], abs=0.5)


def test_a_model_that_is_copied_or_sent_is_the_same_and_leaves_others_alone() -> None:
    iasp91, ak135 = TravelTimes("iasp91"), TravelTimes("ak135")
    before = float(ak135.predict("P", 60.0, 0.0).time_s)
    assert copy.deepcopy(iasp91) is iasp91
    assert pickle.loads(pickle.dumps(iasp91)) is iasp91
    assert ak135.name == "ak135"
    assert float(ak135.predict("P", 60.0, 0.0).time_s) == before


def test_what_is_no_correction_is_told_of(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("code,delay\nA,1\n")
    with pytest.raises(ReferenceError, match=r"x\.csv:1: no corrections.*station,phase,time_s"):
        load_correction(file)
    with pytest.raises(ReferenceError, match="no slowness-azimuth corrections"):
        load_correction(tmp_path)


def test_locate_takes_corrections_on_the_command_line(tmp_path: Path) -> None:
    terms = tmp_path / "terms.csv"
    terms.write_text("station,phase,time_s\nBDFB,,1.0\n")
    specimen = Path(__file__).parents[1] / "specimens/ridge_2031.csv"
    done = CliRunner().invoke(
        app, ["locate", str(specimen), "--corrections", str(terms), "--format", "json"]
    )
    assert "corrections changed 1 time" in done.stderr
    terms.write_text("station,phase,time_s\nBDFB,,soon\n")
    done = CliRunner().invoke(app, ["locate", str(specimen), "--corrections", str(terms)])
    assert done.exit_code != 0
