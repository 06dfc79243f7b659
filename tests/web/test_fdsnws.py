"""The FDSN web services, asked by hand and by ObsPy's own client on the live server."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.model import Magnitude
from testban.store import Store
from testban.web import create_app
from testban.web.fdsnws import event
from tests.web.live import served

EVENT, STATION = "/fdsnws/event/1/query", "/fdsnws/station/1/query"


@pytest.fixture(scope="module")
def moved(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the made-up event at three places and times, one beyond the antimeridian."""
    from testban.store import open_store

    (single,) = store.bulletin().events
    assert single.origin is not None
    made = []
    for number, (longitude, later) in enumerate(((-179.5, 0.0), (179.5, 10.0), (10.0, 20.0))):
        origin = dataclasses.replace(
            single.origin, longitude=longitude, time=single.origin.time + later
        )
        size = Magnitude("mb", 4.0 + number, None, 3)
        made.append(
            dataclasses.replace(
                single, event_id=f"moved{number}", origin=origin, magnitudes=(size,)
            )
        )
    file = tmp_path_factory.mktemp("fdsnws") / "events.sqlite"
    with open_store(str(file)) as held:
        held.save_bulletin(Bulletin(tuple(made)))
        yield held


@pytest.fixture(scope="module")
def client(moved: Store) -> TestClient:
    """What asks a site that shows them."""
    return TestClient(create_app(moved))


def lines(client: TestClient, address: str) -> list[list[str]]:
    answer = client.get(address)
    if answer.status_code == 204:
        return []
    assert answer.status_code == 200, answer.text
    return [line.split("|") for line in answer.text.splitlines()[1:]]


def test_sizes_filter_and_sort(client: TestClient) -> None:
    def sizes(asked: str) -> list[str]:
        return [row[10] for row in lines(client, f"{EVENT}?format=text&{asked}")]

    assert sizes("orderby=magnitude") == ["6.00", "5.00", "4.00"]
    assert sizes("orderby=magnitude-asc&minmag=5") == ["5.00", "6.00"]
    assert sizes("maxmag=5&magtype=MB&orderby=magnitude") == ["5.00", "4.00"]
    assert sizes("magtype=Ms") == []


def test_the_newest_event_comes_first_and_pages_make_the_whole(client: TestClient) -> None:
    whole = lines(client, f"{EVENT}?format=text")
    assert [row[8] for row in whole] == ["moved2", "moved1", "moved0"]
    parts = [lines(client, f"{EVENT}?format=text&limit=1&offset={n}")[0] for n in (1, 2, 3)]
    assert parts == whole
    assert lines(client, f"{EVENT}?format=text&offset=4") == []
    assert lines(client, f"{EVENT}?format=text&orderby=time-asc") == whole[::-1]


def test_a_box_and_a_circle_go_round_by_180_degrees(client: TestClient) -> None:
    box = lines(client, f"{EVENT}?format=text&minlon=170&maxlon=-170")
    assert {row[8] for row in box} == {"moved0", "moved1"}
    latitude = box[0][2]
    circle = f"{EVENT}?format=text&lat={latitude}&lon=180&maxradius=1"
    assert {row[8] for row in lines(client, circle)} == {"moved0", "moved1"}
    assert {row[8] for row in lines(client, f"{circle.replace('max', 'min')}")} == {"moved2"}


def test_an_event_by_number_and_by_identifier(client: TestClient) -> None:
    row = lines(client, f"{EVENT}?format=text")[0]
    assert lines(client, f"{EVENT}?format=text&eventid={row[0]}") == [row]
    assert lines(client, f"{EVENT}?format=text&eventid=moved2") == [row]
    assert lines(client, f"{EVENT}?format=text&eventid=99999999999999999999") == []


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("starttime=2100-01-01", 204),
        ("starttime=2100-01-01&nodata=404", 404),
        ("catalog=ISC", 204),
        ("minmagnitude=9.9", 204),
        ("updatedafter=2200-01-01", 204),
        ("colour=red", 400),
        ("minlat=91", 400),
        ("minlat=nan", 400),
        ("minlat=1e999", 400),
        ("minlat=10&maxlat=5", 400),
        ("minlat=1&minlatitude=2", 400),
        ("starttime=yesterday", 400),
        ("starttime=2021-02-30", 400),
        ("starttime=0000-00-00", 400),
        ("limit=0", 400),
        ("limit=-1", 400),
        ("offset=0", 400),
        ("orderby=size", 400),
        ("format=kml", 400),
        ("maxradius=1", 400),
        ("includearrivals=perhaps", 400),
    ],
)
def test_what_the_specification_answers(client: TestClient, asked: str, status: int) -> None:
    answer = client.get(f"{EVENT}?{asked}")
    assert answer.status_code == status
    if status == 204:
        assert answer.content == b""
    else:
        assert answer.text.startswith(f"Error {status}: ")
        assert "Service version:" in answer.text


def test_an_address_with_a_control_character_reaches_no_service(client: TestClient) -> None:
    answer = client.get(f"{EVENT}?contributor=%00")
    assert answer.status_code == 400
    assert "control character" in answer.text


def test_too_many_events_are_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(event._MOST, "xml", 2)
    assert client.get(EVENT).status_code == 413
    assert client.get(f"{EVENT}?limit=3").status_code == 413
    assert client.get(f"{EVENT}?limit=2").status_code == 200
    assert client.get(f"{EVENT}?offset=2").status_code == 200


def test_stations_by_code_and_place(client: TestClient) -> None:
    def codes(asked: str) -> set[str]:
        return {row[1] for row in lines(client, f"{STATION}?format=text&{asked}")}

    assert codes("station=ARCES,AAK") == {"ARCES", "AAK"}
    assert codes("sta=arce?&net=I*") == {"ARCES"}
    assert codes("net=XX") == set()
    assert "WRA" in codes("minlat=-25&maxlat=-15&minlon=130&maxlon=140")
    assert codes("lat=69.53&lon=25.51&maxradius=0.01&sta=ARCES") == {"ARCES"}
    assert codes("station=AAK&channel=BHZ") == set()
    assert codes("station=AAK&channel=*&location=--,*") == {"AAK"}
    assert [row[0] for row in lines(client, f"{STATION}?level=network&format=text")] == ["IM"]
    assert client.get(f"{STATION}?level=channel&format=text").status_code == 204
    assert client.get(f"{STATION}?level=everything").status_code == 400


def test_stations_of_many_lines(client: TestClient) -> None:
    body = "level=station\nformat=text\nIM AAK * * 2000-01-01 2030-01-01\nIM AFI * BH? * *\n"
    answer = client.post(STATION, content=body)
    assert [line.split("|")[1] for line in answer.text.splitlines()[1:]] == ["AAK", "AFI"]
    assert client.post(STATION, content="IM AAK").status_code == 400
    assert client.post(STATION, content=b"\xff").status_code == 400
    assert client.post(STATION, content="").status_code == 400
    assert client.post(STATION, content="x" * (2 << 20)).status_code == 413


def test_stationxml_is_valid_for_obspy(client: TestClient) -> None:
    import io

    from obspy.io.stationxml.core import validate_stationxml

    for level in ("network", "station", "channel"):
        answer = client.get(f"{STATION}?level={level}&station=A*")
        valid, errors = validate_stationxml(io.BytesIO(answer.content))
        assert valid, errors


def test_obspys_client_fetches_events_and_stations(moved: Store) -> None:
    from obspy import UTCDateTime
    from obspy.clients.fdsn import Client

    (first,) = moved.bulletin("moved0").events
    assert first.origin is not None
    with served(moved.where) as address:
        client = Client(address)
        assert set(client.services) >= {"event", "station"}
        time = UTCDateTime(first.origin.time)
        catalog = client.get_events(starttime=time - 1, endtime=time + 1, includearrivals=True)
        assert len(catalog) == 1
        origin = catalog[0].preferred_origin()
        assert abs(origin.time - time) < 1e-3
        assert origin.longitude == -179.5
        assert len(origin.arrivals) == len(first.arrivals) == len(catalog[0].picks)
        assert len(client.get_events()) == 3
        assert len(client.get_events(minmagnitude=4.5, orderby="magnitude")) == 2
        inventory = client.get_stations(network="IM", station="ARCES,AAK", level="station")
        assert {s.code for n in inventory for s in n} == {"ARCES", "AAK"}
        assert inventory[0].stations[0].latitude != 0
        many = client.get_stations_bulk([("IM", "AAK", "*", "*", UTCDateTime(0), UTCDateTime())])
        assert [s.code for s in many[0]] == ["AAK"]


def test_head_says_what_get_would_send(client: TestClient) -> None:
    for address in (f"{EVENT}?format=text", "/", "/api/v1/events", "/feeds/events.atom"):
        whole, head = client.get(address), client.head(address)
        assert head.status_code == 200
        assert head.content == b""
        assert head.headers["etag"] == whole.headers["etag"]
        assert head.headers["content-length"] == whole.headers["content-length"]
        again = client.get(address, headers={"If-None-Match": whole.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
