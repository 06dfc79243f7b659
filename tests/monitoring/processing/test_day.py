"""A network's day from recordings: several events, several days thrown together, what stations recorded."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.monitoring.processing.recorded import processed

from testban.cli import main
from testban.monitoring.formats import read_bulletin
from testban.monitoring.model import Station, epoch
from testban.monitoring.processing import availability, process
from testban.monitoring.processing.availability import with_expected
from testban.monitoring.scoring import score
from testban.monitoring.simulate import primary_seismic, recorded, sensors
from testban.monitoring.simulate.day import Exercise, Settings
from testban.monitoring.waveforms import Channel, Note, Recordings, Segment, read_waveforms
from testban.monitoring.waveforms.episodes import episodes

MIDNIGHT = epoch("2030-01-01T00:00:00")


def channel(station: str, *spans: tuple[float, float], code: str = "BHZ") -> Channel:
    """Recorded from each time to another, in seconds after midnight."""
    segments = tuple(
        Segment(MIDNIGHT + start, 1.0, np.arange(round(end - start), dtype=np.float64))
        for start, end in spans
    )
    return Channel("XX", station, "", code, 1.0, segments, 0.0, 0.0)


def test_a_gap_of_one_station_is_no_gap_of_the_network() -> None:
    recordings = Recordings(
        (
            channel("AAA", (0, 6000)),
            channel("BBB", (0, 2000), (3000, 6000)),
            channel("BBB", (0, 1000), code="BHN"),
        ),
        (Note("dead", "XX.CCC..BHZ", "nothing moves in it; left out", lost=True),),
    )
    found = availability(recordings)
    assert found.spans == ((MIDNIGHT, MIDNIGHT + 6000),)
    whole, broken, dead = found.stations
    assert (whole.station, whole.share, whole.gaps) == ("AAA", 1.0, ())
    assert broken.share == pytest.approx(5000 / 6000)
    assert broken.gaps == ((MIDNIGHT + 2000, MIDNIGHT + 3000),)
    assert dict(broken.channels) == {"XX.BBB..BHN": 1000.0, "XX.BBB..BHZ": 5000.0}
    assert (dead.station, dead.share, dead.dead) == ("CCC", 0.0, ("XX.CCC..BHZ",))
    assert "1 gap, 1 dead channel, 0 late starts or early ends" in found.line()
    least, *_ = (line for line in found.text().splitlines() if line.startswith("CCC"))
    assert "XX.CCC..BHZ" in least
    assert found.json()["stations"][1]["gaps"] == [
        {"start": "2030-01-01T00:33:20.000Z", "end": "2030-01-01T00:50:00.000Z"}
    ]


def test_days_that_nobody_recorded_are_not_missing() -> None:
    later = 5 * 86400.0
    recordings = Recordings(
        (channel("AAA", (0, 600), (later, later + 600)), channel("BBB", (later, later + 300)))
    )
    one, two = availability(recordings).stations
    assert one.share == 1.0
    assert two.share == pytest.approx(300 / 1200)
    assert two.absent == ((MIDNIGHT, MIDNIGHT + 600),)
    # A record that ends earlier than another has no gap.
    assert two.gaps == ()
    assert two.outside == ((MIDNIGHT + later + 300, MIDNIGHT + later + 600),)
    assert [part.stations for part in episodes(recordings)] == [("AAA",), ("AAA", "BBB")]


def test_years_of_triggered_recordings_are_parted_and_counted_in_seconds() -> None:
    """Forty stations that recorded a minute of each of four thousand days, and one that missed every other."""
    days = [(2 * k * 86400.0, 2 * k * 86400.0 + 60.0) for k in range(4000)]
    all_days = (channel(f"S{k:02d}", *days) for k in range(40))
    recordings = Recordings((*all_days, channel("HALF", *days[::2])))
    begin = time.process_time()
    parts = episodes(recordings)
    found = availability(recordings)
    assert time.process_time() - begin < 10.0
    assert [len(part.stations) for part in parts] == [41, 40] * 2000
    assert len(found.spans) == 4000
    assert [each.share for each in found.stations] == pytest.approx([0.5, *[1.0] * 40])
    assert len(found.stations[0].absent) == 2000


def test_a_station_that_was_due_and_sent_nothing_is_in_the_report() -> None:
    recordings = Recordings((channel("AAA", (0, 6000)), channel("EL1", (0, 6000))))
    due = {
        "AAA": Station("AAA", 0.0, 0.0),
        "ARR": Station("ARR", 0.0, 0.0, array="ARR"),
        "EL1": Station("EL1", 0.0, 0.0, array="ARR"),
        "EL2": Station("EL2", 0.0, 0.0, array="ARR"),
        "OUT": Station("OUT", 0.0, 0.0),
    }
    found = with_expected(availability(recordings), due, {})
    # The array is there by its element, and an element that is missing is no station.
    assert [(each.station, each.share) for each in found.stations] == [
        ("AAA", 1.0), ("EL1", 1.0), ("OUT", 0.0),
    ]  # fmt: skip
    assert found.stations[2].absent == found.spans
    assert found.share == pytest.approx(2 / 3)
    assert found.line().endswith("; nothing from 1: OUT")
    assert found.text().splitlines()[4].startswith("OUT           0.00%")


def test_recordings_of_one_time_are_left_alone() -> None:
    recordings = Recordings((channel("AAA", (0, 600)), channel("BBB", (3000, 3600))))
    assert episodes(recordings)[0] is recordings


def test_days_thrown_together_give_the_events_that_each_gives(shared: Path) -> None:
    folder = shared / "monitoring" / "waveforms" / "dprk"
    days = [folder / "2006-10-09", folder / "2016-01-06"]
    together = process(read_waveforms(days)).events
    apart = [
        replace(event, event_id=str(number))
        for number, day in enumerate(days, start=1)
        for event in processed(shared, day.name).events
    ]
    assert len(apart) == 2
    assert list(together) == apart


def _run(*words: str) -> int:
    """What the command line answers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["testban", *words])
        with pytest.raises(SystemExit) as left:
            main()
    return int(left.value.code or 0)


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two explosions of the same hour, as sixteen stations would record them, one of which fails."""
    folder = tmp_path_factory.mktemp("made")
    chosen = sorted(sensors(primary_seismic()), key=lambda each: each.noise_log_nm)[:16]
    lines = [
        f"{each.station.code},{each.station.latitude},{each.station.longitude},0" for each in chosen
    ]
    (folder / "net.csv").write_text("\n".join(("station,latitude,longitude,elevation_m", *lines)))
    (folder / "shots.csv").write_text(
        "time,latitude,longitude,yield_kt\n"
        "2030-01-01T00:02:00Z,42,90,150\n2030-01-01T00:09:00Z,37,-116,300\n"
    )
    (folder / "noise.csv").write_text(
        "station,kind\n" + "".join(f"{each.station.code},array\n" for each in chosen)
    )
    assert _run(
        "simulate", "--network", str(folder / "net.csv"), "--days", "0.02", "--events", "0", "--noise",
         str(folder / "noise.csv"), "--noise-per-station-day", "20", "--seed", "3", "--explosions",
         str(folder / "shots.csv"), "--recordings", "-o", str(folder / "day"),
    ) == 0  # fmt: skip
    return folder / "day"


def test_recordings_of_an_exercise_give_its_events_back(exercise: Path, tmp_path: Path) -> None:
    report = tmp_path / "availability.json"
    bulletin = tmp_path / "found.json"
    status = _run(
        "process", str(exercise / "recordings"), "--search", "day", "--format", "json", "-o",
         str(bulletin), "--availability", str(report),
    )  # fmt: skip
    assert status == 0
    events = read_bulletin(bulletin).events
    got = score(events, read_bulletin(exercise / "truth.json").events)
    assert (got.matched, got.events, got.truth) == (2, 2, 2)
    assert got.location_error_km.median is not None
    assert got.location_error_km.median < 60.0
    sizes = {e.magnitudes[0].type: e.magnitudes[0].value for e in events if e.magnitudes}
    assert sizes["mb"] == pytest.approx(6.2, abs=0.4)
    told = json.loads(report.read_text("utf-8"))
    assert len(told["stations"]) == 16
    assert all(each["share"] > 0.99 for each in told["stations"])


def test_recordings_are_silent_in_an_outage() -> None:
    network = sensors(primary_seismic())[:1]
    from testban.monitoring.simulate import Outage

    settings = Settings(days=0.01)
    code = network[0].station.code
    outage = Outage(code, settings.start + 300.0, settings.start + 400.0)
    day = Exercise((), (), (outage,), settings)
    ((name, stream),) = recorded(day, network)
    assert name == code
    assert [len(t) for t in stream.select(channel="BHZ")] == [6000, 9280]
    again = next(recorded(day, network))[1]
    assert all(np.array_equal(a.data, b.data) for a, b in zip(stream, again, strict=True))
