"""What may be given to `locate`: events and catalogues of ObsPy, models with few phases, and not a path."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from obspy import Catalog, UTCDateTime

from testban.errors import BulletinError, LocationError, ReferenceError, UsageError
from testban.monitoring import TravelTimes, load_stations, locate, solve
from testban.monitoring.formats import read_bulletin
from testban.monitoring.formats.to_obspy import to_catalog
from testban.monitoring.location.phases import PHASES
from testban.monitoring.location.times import tables

RIDGE = Path(__file__).parents[1] / "specimens" / "ridge_2031.csv"


def test_a_catalogue_of_one_event_is_that_event() -> None:
    bulletin, network = read_bulletin(RIDGE), load_stations("ims")
    ours = locate(bulletin.events[0], network).origin
    theirs = locate(to_catalog(bulletin), network).origin
    assert ours is not None
    assert theirs is not None
    assert theirs.latitude == pytest.approx(ours.latitude, abs=1e-3)
    assert theirs.depth_basis == ours.depth_basis


def test_what_is_no_arrivals_is_named() -> None:
    network = load_stations("ims")
    (event,) = to_catalog(read_bulletin(RIDGE))
    with pytest.raises(LocationError, match="2 events are given"):
        locate(Catalog([event, event]), network)
    for wrong in (str(RIDGE), None, 3):
        with pytest.raises(LocationError, match="arrivals cannot be taken from"):
            locate(wrong, network)


class Few:
    """A model of P and S alone, as a folder of LocSAT tables may be."""

    def __init__(self) -> None:
        self.whole = TravelTimes("ak135")

    def predict(self, phase: str, distance_deg: Any, depth_km: Any) -> Any:
        """As the whole model does, of two phases."""
        if phase not in ("P", "S"):
            raise UsageError(f"no phase {phase!r}", cure="Take P or S")
        return self.whole.predict(phase, distance_deg, depth_km)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.whole, name)


def test_a_phase_without_a_table_never_comes() -> None:
    few_phases = Few()
    (event,) = read_bulletin(RIDGE).events
    usual = locate(event, load_stations("ims")).origin
    few = locate(event, load_stations("ims"), travel_times=few_phases).origin
    assert usual is not None
    assert few is not None
    assert few.latitude == pytest.approx(usual.latitude, abs=0.1)
    assert few.longitude == pytest.approx(usual.longitude, abs=0.1)
    known = ~np.isnan(tables(few_phases).nodes[..., 0]).all(axis=(0, 1))
    assert [name for name, has in zip(PHASES, known, strict=True) if has] == ["P", "S"]


def test_what_an_earlier_author_says_of_arrivals_does_not_count_for_a_new_place() -> None:
    """An arrival at an unknown station, and a PP, that defined another origin with another residual."""
    rows = [
        replace(
            a,
            phase="PP" if k == 3 else a.phase,
            time_defining=True,
            residual_s=99.0,
            time_weight=1.0,
        )
        for k, a in enumerate(read_bulletin(RIDGE).events[0].arrivals)
    ]
    rows[0] = replace(rows[0], station="NOWHERE", distance_deg=33.0)
    event = locate(rows, load_stations("ims"))
    unknown, later = event.arrivals[0], event.arrivals[3]
    assert (unknown.time_defining, unknown.residual_s, unknown.time_weight) == (False, None, None)
    assert unknown.distance_deg == 33.0
    assert not later.time_defining
    assert later.residual_s != 99.0
    assert event.origin is not None
    assert event.origin.quality is not None
    assert (
        event.origin.quality.defining
        == sum(a.time_defining for a in event.arrivals)
        <= len(rows) - 2
    )


def test_arrivals_of_a_notebook_are_taken_or_named() -> None:
    """ObsPy's times are seconds too; milliseconds, objects of JSON and depths below all earthquakes are told."""
    network, (event,) = load_stations("ims"), read_bulletin(RIDGE).events
    known = [a for a in event.arrivals if a.station in network]
    plain = locate(known, network).origin
    timed: list[Any] = [replace(a, time=UTCDateTime(a.time)) for a in known]
    assert locate(timed, network).origin == plain
    with pytest.raises(LocationError, match="19 arrivals left out: no time of a recording"):
        locate([replace(a, time=a.time * 1000) for a in known], network)
    wrong: tuple[Any, ...] = ({"station": "ARCES"}, replace(timed[0], time="noon"))
    for each in wrong:
        with pytest.raises(LocationError, match="arrival 2 is no arrival with a time in seconds"):
            locate([known[0], each], network)
    for depth in (900.0, float("nan")):
        with pytest.raises(UsageError, match="no event is at a depth of"):
            locate(known, network, depth_km=depth)


def test_what_is_no_catalogue_and_no_network_is_named() -> None:
    with pytest.raises(BulletinError, match="events cannot be taken from NoneType"):
        solve(None)
    with pytest.raises(ReferenceError, match="stations cannot be taken from int"):
        load_stations(5)
