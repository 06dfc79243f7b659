"""The record section: what is drawn where, and what is said where nothing can be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from obspy import Stream, Trace, UTCDateTime
from PIL import Image

from testban.cli import main
from testban.errors import UsageError
from testban.monitoring.formats import Bulletin, write_bulletin
from testban.monitoring.model import Arrival, Event, Origin, Station
from testban.monitoring.plotting import plot_section, save_section
from testban.monitoring.stations import load_stations
from testban.monitoring.waveforms import Recordings, from_obspy

START = UTCDateTime(2030, 1, 1)
STATIONS = [Station("FAR", 0.0, 12.0), Station("NEAR", 0.0, 4.0), Station("SEA", 0.0, -8.0)]


def _recordings(seconds: float = 600.0) -> Recordings:
    rng = np.random.default_rng(0)
    head = {"sampling_rate": 20.0, "starttime": START, "channel": "BHZ"}
    count = round(seconds * 20)
    traces = [Trace(rng.normal(0, 10, count), {**head, "station": s.code}) for s in STATIONS]
    return from_obspy(Stream(traces), load_stations(STATIONS))


def _event(time: float = 60.0) -> Event:
    origin = Origin(START.timestamp + time, 0.0, 0.0, 0.0)
    picks = (
        Arrival("NEAR", origin.time + 63.0, "Pn", time_defining=True),
        Arrival("NEAR", origin.time + 130.0, "Lg"),
    )
    return Event("1", origin, picks)


def test_rows_are_stations_by_distance_and_picks_stand_in_theirs() -> None:
    (axes,) = plot_section(_recordings(), _event()).axes
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels == ["NEAR BHZ\n4.0°", "SEA BHZ\n8.0°", "FAR BHZ\n12.0°"]
    told = [(text.get_text().strip(), *text.get_position()) for text in axes.texts]
    assert {name for name, *_ in told} == {"Pn", "Pg", "Sn", "Lg"}
    # The pick stands in the row of its station, a second from where ak135 has P of 4°.
    assert any(name == "Pn" and abs(x) < 1.5 and y < 1 for name, x, y in told)
    assert any(name == "Lg" and abs(x - 67.0) < 1.5 and y < 1 for name, x, y in told)


def test_a_band_beyond_the_sampling_rate_is_named_or_refused() -> None:
    (axes,) = plot_section(_recordings(), _event(), band_hz=(4.0, 30.0)).axes
    # 20 samples a second hold what lies below 10 Hz, and a filter wants some room.
    assert axes.get_yticklabels()[0].get_text() == "NEAR BHZ\n4.0° to 9 Hz"
    with pytest.raises(UsageError, match="--band: 12 to 30 Hz lies above what the recordings hold"):
        plot_section(_recordings(), _event(), band_hz=(12.0, 30.0))


def test_stations_sampled_too_slowly_are_named() -> None:
    slow = _recordings()
    rng = np.random.default_rng(1)
    head = {"sampling_rate": 100.0, "starttime": START, "channel": "HHZ", "station": "NEAR"}
    fast = from_obspy(Stream([Trace(rng.normal(0, 10, 60_000), head)]), load_stations(STATIONS))
    both = Recordings((*(c for c in slow if c.station != "NEAR"), *fast.channels))
    (axes,) = plot_section(both, _event(), band_hz=(12.0, 30.0)).axes
    assert len(axes.get_yticks()) == 1
    assert axes.get_xlabel().endswith("not drawn, sampled too slowly for the band: FAR, SEA")


def test_a_station_that_did_not_record_the_event_has_no_row() -> None:
    (axes,) = plot_section(_recordings(180.0), _event()).axes
    # P takes 172 s to 12°; the records end 120 s after the event.
    assert len(axes.get_yticks()) == 2
    with pytest.raises(UsageError, match="no station with coordinates recorded"):
        plot_section(_recordings(), _event(-86400.0))


def test_the_same_section_is_the_same_file(tmp_path: Path) -> None:
    one, other = tmp_path / "one.png", tmp_path / "other.png"
    save_section(one, _recordings(), _event())
    save_section(other, _recordings(), _event())
    assert one.read_bytes() == other.read_bytes()
    with Image.open(one) as image:
        assert image.size[0] > 1000


def test_another_suffix_is_refused_before_anything_is_drawn(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot draw into a file of type '\.gif'"):
        save_section(tmp_path / "section.gif", _recordings(), _event())


def _run(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["testban", *words])
    with pytest.raises(SystemExit) as left:
        main()
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out, err


def test_from_recordings_to_a_section(
    shared: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = str(shared / "monitoring" / "waveforms" / "dprk" / "2013-02-12")
    located, section = str(tmp_path / "located.xml"), str(tmp_path / "section.png")
    assert (
        _run(["process", folder, "--format", "quakeml", "-o", located], monkeypatch, capsys)[0] == 0
    )
    broken = tmp_path / "broken.mseed"
    broken.write_bytes(b"no recording at all \1\2\3" * 40)
    arguments = ["plot", folder, str(broken), "--event", located, "-o", section]
    code, out, err = _run(arguments, monkeypatch, capsys)
    assert (code, out.strip()) == (0, section)
    assert f"testban: {broken}: bytes of no format that is read; left out" in err
    with Image.open(section) as image:
        assert image.size[0] > 1000


def test_recordings_without_an_event_are_told_how_to_name_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = _run(["plot", str(tmp_path)], monkeypatch, capsys)
    assert code == 2
    assert "--event located.xml" in err


def test_of_two_recorded_events_another_can_be_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    recorded, located = str(tmp_path / "day.mseed"), str(tmp_path / "located.json")
    _recordings().to_stream().write(recorded, format="MSEED")
    table = tmp_path / "stations.csv"
    rows = [f"{each.code},{each.latitude},{each.longitude}" for each in STATIONS]
    table.write_text("\n".join(("station,latitude,longitude", *rows)))
    events = (_event(), replace(_event(200.0), event_id="2"))
    Path(located).write_text(write_bulletin(Bulletin(events), "json"))
    pictures = []
    for more, told in (([], f"testban: {located}: 2 events, drawn is 1"), (["--event", "2"], "")):
        picture = tmp_path / f"section{len(more)}.svg"
        arguments = ["plot", recorded, "--event", located, *more, "--stations", str(table)]
        code, _, err = _run([*arguments, "-o", str(picture)], monkeypatch, capsys)
        assert (code, err.split(";")[0].strip()) == (0, told)
        pictures.append(picture.read_text())
    assert pictures[0] != pictures[1]
