"""Stations: the shipped network, and users' files of four formats."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from testban.errors import ReferenceError
from testban.monitoring.model import Arrival
from testban.monitoring.stations import load_stations, with_stations
from testban.reference.facilities import facilities


def test_the_shipped_network_holds_the_arrays_with_their_elements() -> None:
    stations = load_stations("ims")
    arces = stations.elements("ARCES")
    # 25 short-period elements in rings, and a broadband one at the centre.
    assert len(arces) == 26
    assert {"ARA0", "ARD9"} <= {station.code for station in arces}
    widest = max(math.hypot(e.latitude - stations["ARCES"].latitude, 0) for e in arces)
    assert widest * 111.2 < 1.6  # the outer ring has a radius of 1.5 km
    assert len(stations.elements("CMAR")) > 18
    assert stations["arces"] is stations["ARCES"]


def test_every_station_belongs_to_a_facility_of_the_protocol() -> None:
    import csv
    from importlib.resources import files

    text = files("testban.reference").joinpath("data/stations.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    codes = {facility.code: facility for facility in facilities()}
    for row in rows:
        if row["facility"]:
            assert codes[row["facility"]].network == row["network"], row["code"]
    assert {
        row["code"]: row["facility"] for row in rows if row["code"] in ("WRA", "KEST", "I53US")
    } == {
        "WRA": "PS02",
        "KEST": "PS42",
        "I53US": "IS53",
    }


CSV = (
    "station,latitude,longitude,elevation_m\nAAA,10,20,300\nBBB,,20,5\nCCC,95,0,0\nDDD,-1.5,200,\n"
)
SITE = (
    "AR01    1998154  2286324   69.534859   25.505777    0.4030 Somewhere_cold   ss   ARX     0.1612    0.0534 20080910\n"
    "AR01    2001001  2286324   69.600000   25.505777    0.4030 Somewhere_cold   ss   ARX     0.1612    0.0534 20080910\n"
    "WRONG\n"
)
ISC = "AAA, AAA, 27.06470, -98.68330, 155.0\nBBB, BBB, 41,1990, 79.2180, 1457.0\n"
XML = """<?xml version="1.0"?><FDSNStationXML xmlns="http://www.fdsn.org/xml/station/1">
<Network code="XX"><Station code="AAA"><Latitude>1.5</Latitude><Longitude>2.5</Longitude>
<Elevation>12</Elevation><Site><Name>Here</Name></Site></Station>"""


def given(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "stations"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_csv_file_is_read_and_what_is_useless_is_named(tmp_path: Path) -> None:
    stations = load_stations(given(tmp_path, CSV))
    assert set(stations) == {"AAA", "DDD"}
    assert stations["DDD"].longitude == -160
    told = " | ".join(stations.left_out)
    line = next(n for n, row in enumerate(CSV.splitlines(), 1) if row.startswith("BBB"))
    assert f"stations:{line}: BBB: no coordinates; left out; give latitude and longitude" in told
    assert "CCC: no place on Earth has such coordinates (latitude and longitude exchanged?)" in told


@pytest.mark.parametrize(
    "text",
    [
        '"station","latitude","longitude","elevation_m"\n"AAA","-10.5","20.25","300"\n',
        "station;latitude;longitude;elevation_m\nAAA;-10,5;20,25;300\n",
        "Station\tLat\tLon\tElevation\nAAA\t-10.5\t20.25\t300\n",
        "台站代码,纬度,经度,高程\nAAA,-10.5,20.25,300\n",
    ],
    ids=["quoted", "semicolons", "tabs", "chinese"],
)
def test_tables_of_spreadsheets_are_read(tmp_path: Path, text: str) -> None:
    station = load_stations(given(tmp_path, text))["AAA"]
    assert (station.latitude, station.longitude, station.elevation_m) == (-10.5, 20.25, 300.0)


def test_a_station_given_twice_at_different_places_is_told_of(tmp_path: Path) -> None:
    rows = ("station,latitude,longitude", "AAA,10,20", "BBB,1,2", "AAA,10.001,20.001", "AAA,11,20")
    stations = load_stations(given(tmp_path, "\n".join(rows)))
    assert stations["AAA"].latitude == 11.0
    assert [line.partition("stations:")[2] for line in stations.left_out] == [
        "5: AAA: given before at another place; this one is used"
    ]


@pytest.mark.parametrize("newest_last", [True, False])
def test_of_a_station_given_twice_nothing_is_told_where_a_newer_epoch_is_used(
    tmp_path: Path, newest_last: bool
) -> None:
    rows = [
        f"AAA    {since}       -1  {latitude}.0000   10.0000    0.1000 Place          ss   AAA"
        for since, latitude in (("1990001", 60), ("1990001", 62), ("2000001", 64))
    ]
    stations = load_stations(given(tmp_path, "\n".join(rows if newest_last else rows[::-1]) + "\n"))
    assert stations["AAA"].latitude == 64.0
    assert stations.left_out == ()


def test_of_a_css_site_the_newest_epoch_is_taken_and_kilometres_become_metres(
    tmp_path: Path,
) -> None:
    stations = load_stations(given(tmp_path, SITE))
    assert stations["AR01"].latitude == 69.6
    assert stations["AR01"].elevation_m == pytest.approx(403)
    assert [each.code for each in stations.elements("ARX")] == ["AR01"]
    assert "WRONG: no line of a site table" in stations.left_out[0]


def test_an_isc_list_keeps_its_good_lines(tmp_path: Path) -> None:
    stations = load_stations(given(tmp_path, ISC))
    assert set(stations) == {"AAA"}
    assert "BBB" in stations.left_out[0]


def test_a_stationxml_cut_short_gives_what_stands_before_the_cut(tmp_path: Path) -> None:
    stations = load_stations(given(tmp_path, XML))
    assert stations["AAA"].name == "Here"
    assert "line 3" in stations.left_out[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>", "document type"),
        ("<quakeml/>", "no StationXML"),
        ("nothing of the kind\n", "no list of stations"),
        ("station,latitude,longitude\nAAA,,\n", "no station with coordinates"),
        ("   \n", "empty"),
    ],
)
def test_what_is_no_station_file_is_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ReferenceError, match=said) as caught:
        load_stations(given(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_arrivals_at_unknown_stations_are_counted_and_named() -> None:
    arrivals = [Arrival("ARCES", 0.0), Arrival("NONE", 1.0), Arrival("NONE", 2.0)]
    kept, told = with_stations(arrivals, load_stations("ims"))
    assert kept == arrivals[:1]
    assert told == ("2 arrivals left out: no coordinates for 1 station (NONE)",)


def test_an_obspy_inventory_is_taken(shared: Path) -> None:
    from obspy import read_inventory

    path = shared / "monitoring/bulletins/obspy_formats/inventory.xml"
    of_obspy = load_stations(read_inventory(str(path)))
    of_file = load_stations(path)
    assert of_obspy["GERES"].latitude == of_file["GERES"].latitude == 51.008


def test_the_iscs_list_and_the_ims_agree_on_where_stations_stand(shared: Path) -> None:
    isc = load_stations(shared / "monitoring/tables/iloc/isc_stalist.gz")
    assert len(isc) > 30000
    assert "USH" in isc.left_out[0]  # its latitude has a comma
    ims = load_stations("ims")
    far = [
        code
        for code, station in ims.items()
        if not station.array
        and code in isc
        and math.hypot(
            station.latitude - isc[code].latitude,
            (station.longitude - isc[code].longitude) * math.cos(math.radians(station.latitude)),
        )
        > 0.2
    ]
    assert far == []
