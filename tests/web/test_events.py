"""Events of files that all call theirs 1: told apart everywhere by the same number, found, named."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.model import Magnitude, Screening
from testban.store import Store, open_store
from testban.web import create_app

PLACES = ((41.3, 129.0, "1"), (-12.0, -179.97, "Punggye"), (10.0, 20.0, ""))


@pytest.fixture(scope="module")
def held(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Three events from three files, each of them the file's event 1."""
    (single,) = store.bulletin().events
    assert single.origin is not None
    with open_store(str(tmp_path_factory.mktemp("events") / "events.sqlite")) as made:
        for number, (latitude, longitude, name) in enumerate(PLACES):
            origin = dataclasses.replace(
                single.origin,
                latitude=latitude,
                longitude=longitude,
                # 2013-02-12T02:57:51Z, and a day later each.
                time=1360637871.0 + 86400 * number,
                origin_id="1",
            )
            arrivals = tuple(
                dataclasses.replace(each, time=each.time + number) for each in single.arrivals
            )
            sizes = Magnitude("mb_Pn", 4.6, None, 2), Magnitude("mb_Lg", 4.8 + number, None, 7)
            event = dataclasses.replace(
                single, event_id="1", name=name, origin=origin, magnitudes=sizes, arrivals=arrivals,
                screening=(Screening("depth", 0.0, None, 10.0, "not screened out"),),
            )  # fmt: skip
            made.save_bulletin(Bulletin((event,)))
        yield made


@pytest.fixture(scope="module")
def client(held: Store) -> TestClient:
    """What asks a site that shows them."""
    return TestClient(create_app(held))


def test_each_event_has_one_number_wherever_it_is_told(client: TestClient) -> None:
    numbers = [1, 2, 3]
    served = client.get("/fdsnws/event/1/query?orderby=time-asc").text
    of_service = re.findall(r'<event publicID="([^"]+)"', served)
    assert len(set(of_service)) == 3
    for number, identifier, (latitude, _, _) in zip(numbers, of_service, PLACES, strict=True):
        written = client.get(f"/event/{number}.xml").text
        assert f'<event publicID="{identifier}"' in written
        (told,) = client.get(f"/event/{number}.json").json()["events"]
        assert (told["id"], told["identifier"]) == (str(number), "1")
        assert told["latitude"] == pytest.approx(latitude)
        assert client.get(f"/api/v1/events/{number}").json()["events"] == [told]
        rows = list(csv.DictReader(io.StringIO(client.get(f"/event/{number}.csv").text)))
        assert {row["event"] for row in rows} == {str(number)}
        assert f"\nEVENT {number}" in client.get(f"/event/{number}.ims1").text
    whole = "".join(client.get(f"/event/{number}.xml").text for number in numbers)
    keys = re.findall(r'publicID="(smi:local/(?!testban")[^"]+)"', whole)
    assert len(keys) == len(set(keys)) > 30
    feed = client.get("/feeds/events.atom").text
    assert len(set(re.findall(r"<entry><id>([^<]+)", feed))) == 3


def test_an_event_saved_again_keeps_its_number(held: Store) -> None:
    (first,) = held.read_events([1])
    held.save_bulletin(Bulletin((dataclasses.replace(first, score=0.5),)))
    (again,) = held.read_events([1])
    assert (again.event_id, again.score) == ("1", 0.5)
    assert len(held.bulletin().events) == 3


def test_events_are_called_by_time_and_place_and_by_a_name_that_is_one(client: TestClient) -> None:
    page = client.get("/event/1?lang=en").text
    assert "<h1>2013-02-12 02:57:51 · 41.3°N 129.0°E</h1>" in page
    assert "<title>2013-02-12 02:57:51 · 41.3°N 129.0°E · testban</title>" in page
    assert "<h1>Punggye · 2013-02-13 02:57:51 · 12.0°S 180.0°W</h1>" in client.get("/event/2").text
    # The size that most stations measured, with its type.
    assert re.search(r"mb_Lg 4\.8</td>", client.get("/events").text)
    feed = client.get("/feeds/events.atom?lang=en").text
    assert "<title>2013-02-12 02:57:51 · 41.3°N 129.0°E</title>" in feed
    assert "<summary>mb_Pn 4.6, mb_Lg 4.8; depth: not screened out</summary>" in feed
    chinese = client.get("/feeds/events.atom?lang=zh").text
    assert "mb_Lg 4.8; " in chinese
    assert "not screened out" not in chinese


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("2013-02-12", [1]), ("2013-02", [3, 2, 1]), ("2013", [3, 2, 1]), ("2013年2月13日", [2]),
        ("2013-02-30", []), ("41.3", [1]), ("41.3 129.0", [1]), ("41.9N, 129.3E", [1]),
        ("12.5°S 179.9°E", [2]), ("41.3 120.0", []), ("mb", [3, 2, 1]), ("mb_Lg", [3, 2, 1]),
        ("mb_Lg >= 5.5", [3, 2]), ("mb 4.6", [3, 2, 1]), ("Ms", []), ("punggye", [2]), ("%", []),
        ("95 300", []), ("1", []),
    ],
)  # fmt: skip
def test_events_are_found_by_day_place_size_and_name(
    client: TestClient, words: str, numbers: list[int]
) -> None:
    page = client.get("/search", params={"q": words}) if words != "%" else client.get("/search")
    assert page.status_code == 200
    assert [int(n) for n in re.findall(r'href="/event/(\d+)"', page.text)] == numbers
