"""Facts about the facilities of the Protocol."""

from __future__ import annotations

from collections import Counter

from testban.reference.facilities import Facility, facilities
from testban.reference.states import states


def by_code(code: str) -> Facility:
    return next(facility for facility in facilities() if facility.code == code)


def test_six_tables_hold_321_stations_and_16_laboratories() -> None:
    counts = Counter(facility.network for facility in facilities())
    assert counts == {
        "primary seismic": 50,
        "auxiliary seismic": 120,
        "radionuclide": 80,
        "radionuclide laboratory": 16,
        "hydroacoustic": 11,
        "infrasound": 60,
    }
    assert len({facility.code for facility in facilities()}) == 337


def test_six_hydrophone_and_five_t_phase_stations() -> None:
    types = Counter(f.type for f in facilities() if f.network == "hydroacoustic")
    assert types == {"hydrophone": 6, "T-phase": 5}


def test_four_stations_are_to_be_determined() -> None:
    open_ = {facility.code for facility in facilities() if not facility.iso3}
    assert open_ == {"PS20", "AS039", "RN35", "IS28"}


def test_hosts_are_states_and_one_station_has_two() -> None:
    assert all(set(facility.iso3) <= set(states()) for facility in facilities())
    assert [f.code for f in facilities() if len(f.iso3) > 1] == ["AS035"]
    assert by_code("AS035").iso3 == ("DEU", "ZAF")


def test_printed_hosts_of_1996_are_states_of_today() -> None:
    assert by_code("PS23").host == "Kazakstan"
    assert by_code("PS23").iso3 == ("KAZ",)
    assert by_code("IS11").iso3 == ("CPV",)


def test_coordinates_are_on_the_earth_and_missing_only_where_not_printed() -> None:
    blank = {f.code for f in facilities() if f.longitude is None and f.table != "2-B"}
    assert blank == {"PS20", "PS26", "PS38", "AS039", "AS114", "AS120", "RN35", "IS28"}
    for facility in facilities():
        if facility.latitude is not None:
            assert -90 <= facility.latitude <= 90
        if facility.longitude is not None:
            assert -180 <= facility.longitude <= 180
    assert by_code("AS114").latitude == -90


def test_wake_island_is_east_of_greenwich_in_all_three_tables() -> None:
    for code in ("RN77", "HA11", "IS60"):
        assert by_code(code).name == "Wake Island"
        assert by_code(code).longitude == 166.6
    assert "166.6 W" in by_code("HA11").disagreement
    assert "166.6 W" in by_code("IS60").disagreement


def test_other_coordinates_on_which_copies_disagree() -> None:
    assert by_code("IS21").latitude == -10.0  # Marquesas
    assert by_code("RN04").longitude == 144.6  # Melbourne
    assert by_code("RN57").longitude == 166.4  # Bilibino
    for code in ("IS21", "RN04", "RN57"):
        assert by_code(code).disagreement


def test_the_code_is_the_number_in_the_english_text() -> None:
    assert (by_code("PS50").station, by_code("PS50").iso3) == ("VNDA", ("USA",))
    assert by_code("RN79").name == "Oahu, HI"
    assert by_code("RL13").name.endswith("Moscow")
