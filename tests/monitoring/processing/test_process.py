"""One event in the recordings of one, and none in noise."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from obspy import Stream, Trace, UTCDateTime

from testban.cli import main
from testban.monitoring.detection import detect
from testban.monitoring.model import epoch
from testban.monitoring.processing import process
from testban.monitoring.sphere import distance_azimuth
from testban.monitoring.waveforms import read_waveforms

# Places calibrated by satellite images and origin times, of bulletins/dprk_relative_times/NKNT.dat.
_TESTS = {
    "2006-10-09": (41.2874, 129.1083, "2006-10-09T01:35:28.0"),
    "2009-05-25": (41.2939, 129.0817, "2009-05-25T00:54:43.1"),
    "2013-02-12": (41.2908, 129.0765, "2013-02-12T02:57:51.3"),
    "2016-01-06": (41.3003, 129.0678, "2016-01-06T01:30:00.9"),
}


@pytest.mark.parametrize("day", _TESTS)
def test_an_underground_test_is_one_event_near_its_place(shared: Path, day: str) -> None:
    latitude, longitude, time = _TESTS[day]
    found = process(read_waveforms(shared / "monitoring" / "waveforms" / "dprk" / day))
    (event,) = found.events
    origin = event.origin
    assert origin is not None
    distance, _ = distance_azimuth(latitude, longitude, origin.latitude, origin.longitude)
    assert distance * 111.2 < 15.0
    assert abs(origin.time - epoch(time)) < 1.5
    assert (origin.depth_km, origin.depth_fixed) == (0.0, True)
    assert "screened out" not in [each.result for each in event.screening]


def _noise(seed: int) -> Stream:
    rng = np.random.default_rng(seed)
    head = {"sampling_rate": 40.0, "starttime": UTCDateTime(2030, 1, 1), "channel": "BHZ"}
    stations = {"AAA": 0, "BBB": 1, "CCC": 2, "DDD": 3}
    return Stream([Trace(rng.normal(0, 10, 12000), {**head, "station": code}) for code in stations])


def test_noise_is_no_event() -> None:
    from testban.monitoring.model import Station
    from testban.monitoring.stations import load_stations

    stations = load_stations(
        [
            Station("AAA", 0.0, 0.0),
            Station("BBB", 0.0, 4.0),
            Station("CCC", 4.0, 0.0),
            Station("DDD", 4.0, 4.0),
        ]
    )
    assert process(_noise(1), stations).events == ()


def test_the_command_prints_a_bulletin(
    shared: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(shared / "monitoring" / "waveforms" / "dprk" / "2013-02-12")
    for words, shown in (
        (["process", folder, "--format", "ims1.0"], "DATA_TYPE BULLETIN IMS1.0:short"),
        (["detect", folder, "--format", "csv"], "MDJ,BHZ,2013-02-12T02:58:4"),
    ):
        monkeypatch.setattr("sys.argv", ["testban", *words])
        with pytest.raises(SystemExit) as left:
            main()
        assert not left.value.code
        assert shown in capsys.readouterr().out


def test_where_a_stream_begins_does_not_matter(shared: Path) -> None:
    from obspy import read

    folder = shared / "monitoring" / "waveforms" / "dprk" / "2013-02-12"
    path = next(
        path
        for path in sorted(folder.rglob("*"))
        if "MDJ" in path.name and "BHZ" in path.name and "PZ" not in path.name
    )
    stream = read(str(path), format="SAC")
    whole = detect(stream)
    first = whole[0]
    later = stream.copy().trim(stream[0].stats.starttime + 12.0)
    assert detect(later)[0].time == pytest.approx(first.time, abs=0.1)
