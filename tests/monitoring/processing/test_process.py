"""One event in the recordings of one, and none in noise."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from obspy import Stream, Trace, UTCDateTime, read
from obspy.io.sac.sacpz import attach_paz
from scipy.signal import resample_poly
from tests.monitoring.processing.recorded import processed

from testban.cli import main
from testban.monitoring.detection import detect
from testban.monitoring.location import locate
from testban.monitoring.model import Event, epoch
from testban.monitoring.parameters import load_parameters
from testban.monitoring.processing import process
from testban.monitoring.sphere import distance_azimuth
from testban.monitoring.waveforms import Recordings, Segment, read_waveforms

# Places calibrated by satellite images and origin times, of bulletins/dprk_relative_times/NKNT.dat.
_TESTS = {
    "2006-10-09": (41.2874, 129.1083, "2006-10-09T01:35:28.0"),
    "2009-05-25": (41.2939, 129.0817, "2009-05-25T00:54:43.1"),
    "2013-02-12": (41.2908, 129.0765, "2013-02-12T02:57:51.3"),
    "2016-01-06": (41.3003, 129.0678, "2016-01-06T01:30:00.9"),
}


def _folder(shared: Path, day: str) -> Path:
    return shared / "monitoring" / "waveforms" / "dprk" / day


def _near(event: Event, day: str, km: float) -> None:
    """Fail unless the event is the test of that day, so near."""
    latitude, longitude, time = _TESTS[day]
    origin = event.origin
    assert origin is not None
    distance, _ = distance_azimuth(latitude, longitude, origin.latitude, origin.longitude)
    assert distance * 111.2 < km
    assert abs(origin.time - epoch(time)) < 1.5


@pytest.mark.parametrize("day", _TESTS)
def test_an_underground_test_is_one_event_near_its_place(shared: Path, day: str) -> None:
    (event,) = processed(shared, day).events
    _near(event, day, 10.0)
    assert event.origin is not None
    assert (event.origin.depth_km, event.origin.depth_fixed) == (0.0, True)
    assert "screened out" not in [each.result for each in event.screening]
    first = {a.station: a for a in reversed(event.arrivals) if a.time_defining}
    assert {a.phase for a in first.values()} == {"Pn"}  # 3° to 12° away
    assert {a.phase for a in event.arrivals if a.time_defining} == {"Pn", "Lg"}


def test_located_again_from_its_bulletin_an_event_stays_where_it_was(shared: Path) -> None:
    """What was measured of Lg is an amplitude's time, and none of an arrival: taken for one, it moved the place by 13 km."""
    found = processed(shared, "2013-02-12")
    (event,) = found.events
    again = locate(event, found.stations, depth_km=0.0).origin
    assert event.origin is not None
    assert again is not None
    here, there = ((each.latitude, each.longitude) for each in (event.origin, again))
    assert distance_azimuth(*here, *there)[0] * 111.2 < 5.0


def test_responses_removed_as_the_manual_has_it_make_no_second_event(shared: Path) -> None:
    """Tapered, and tapered again by the removal: noise grows at every station as long before P as windows begin."""
    stream = read(str(_folder(shared, "2009-05-25") / "*BHZ*SAC"))
    for trace in stream:
        attach_paz(trace, str(_folder(shared, "2009-05-25") / f"SACPZ.{trace.id}"))
        trace.detrend("linear")
        trace.taper(0.05)
        nyquist = trace.stats.sampling_rate / 2
        trace.simulate(
            paz_remove=trace.stats.paz, pre_filt=(0.02, 0.05, 0.8 * nyquist, 0.9 * nyquist)
        )
    (event,) = process(stream).events
    _near(event, "2009-05-25", 18.0)


@pytest.mark.parametrize("rate_hz", [20.0, 40.0])
def test_resampled_records_without_responses_give_a_place_and_no_size(
    shared: Path, rate_hz: float
) -> None:
    """The test that is fainter than the others, as a stranger might hand it over."""
    recordings = read_waveforms(_folder(shared, "2006-10-09"))
    (event,) = process(_resampled(recordings, rate_hz)).events
    _near(event, "2006-10-09", 10.0)
    assert event.magnitudes == ()
    assert event.notes[-1] == "no magnitude: of no station that recorded it is the response known"


@pytest.mark.parametrize("missing", ["MDJ", "INCN"])
def test_a_faint_event_is_found_where_few_stations_detect_it(shared: Path, missing: str) -> None:
    """mb 4.1, and of its strong stations one is left out: what is weak elsewhere speaks for it."""
    recordings = read_waveforms(_folder(shared, "2006-10-09"))
    events = process(_without(recordings, (missing,))).events
    assert len(events) == 1
    _near(events[0], "2006-10-09", 18.0)


@pytest.mark.parametrize("missing", [("INCN", "MAJO"), ("HIA", "INCN")])
def test_a_faint_event_is_found_that_hardly_any_station_detects(
    shared: Path, missing: tuple[str, str]
) -> None:
    """One or two stations detect it: their directions and Lg tell where the others may show it weakly."""
    recordings = read_waveforms(_folder(shared, "2006-10-09"))
    settings = load_parameters()
    deaf = replace(settings, detection=replace(settings.detection, sigmas=5.3, short_s=0.86))
    (event,) = process(_without(recordings, missing), None, deaf).events
    origin = event.origin
    assert origin is not None
    assert origin.ellipse is not None
    latitude, longitude, _ = _TESTS["2006-10-09"]
    distance, _ = distance_azimuth(latitude, longitude, origin.latitude, origin.longitude)
    assert distance * 111.2 < max(18.0, origin.ellipse.semi_major_km)


def _without(recordings: Recordings, stations: tuple[str, ...]) -> Recordings:
    left = tuple(each for each in recordings.channels if each.station not in stations)
    return Recordings(left, recordings.notes, recordings.files)


def test_a_place_that_late_picks_have_drawn_away_has_an_ellipse_that_reaches_the_truth(
    shared: Path,
) -> None:
    """Without the stations that are sure, the late pick of ERM fits: the place is 24 km off."""
    recordings = read_waveforms(_folder(shared, "2009-05-25"))
    (event,) = process(_without(recordings, ("MAJO", "MDJ"))).events
    origin = event.origin
    assert origin is not None
    assert origin.ellipse is not None
    latitude, longitude, _ = _TESTS["2009-05-25"]
    turn, azimuth = distance_azimuth(origin.latitude, origin.longitude, latitude, longitude)
    away = np.radians(azimuth - origin.ellipse.strike_deg)
    along, across = turn * 111.2 * np.cos(away), turn * 111.2 * np.sin(away)
    reach = np.hypot(along / origin.ellipse.semi_major_km, across / origin.ellipse.semi_minor_km)
    assert reach < 1.0


def test_another_place_that_explains_the_detections_as_well_is_told(shared: Path) -> None:
    """Of the faint test, without two stations, a false detection makes a place 294 km off likelier."""
    recordings = read_waveforms(_folder(shared, "2006-10-09"))
    (event,) = process(_without(recordings, ("HIA", "INCN"))).events
    assert event.origin is not None
    latitude, longitude, _ = _TESTS["2006-10-09"]
    places = [event.origin, *event.other_origins]
    off = [distance_azimuth(latitude, longitude, o.latitude, o.longitude)[0] for o in places]
    assert min(off) * 111.2 < 100.0
    assert any("another place fits about as well" in note for note in event.notes) or (
        off[0] * 111.2 < 18.0
    )


@pytest.mark.slow
def test_recordings_of_several_events_give_each_of_them_once(shared: Path) -> None:
    events = process(read_waveforms([_folder(shared, day) for day in _TESTS])).events
    assert [event.event_id for event in events] == ["1", "2", "3", "4"]
    for event, day in zip(events, _TESTS, strict=True):
        _near(event, day, 10.0)


def test_stations_that_disagree_give_no_faint_event(shared: Path) -> None:
    """Minutes of coda, each station by another clock: looked at twice, and nothing is made of it."""
    rng = np.random.default_rng(11)
    for day in _TESTS:
        recordings = read_waveforms(_folder(shared, day))
        late = {code: rng.uniform(-60.0, 60.0) for code in recordings.stations}
        channels = []
        for channel in recordings.channels:
            pieces = [s.between(channel.start + 150.0, 1e12) for s in channel.segments]
            moved = tuple(
                replace(piece, start=piece.start + late[channel.station])
                for piece in pieces
                if piece is not None
            )
            channels.append(replace(channel, segments=moved, clipped=()))
        shuffled = Recordings(tuple(channels), recordings.notes, recordings.files)
        assert process(shuffled).events == ()


def _resampled(recordings: Recordings, rate_hz: float) -> Recordings:
    channels = []
    for channel in recordings.channels:
        share = Fraction(rate_hz / channel.rate).limit_denominator(100)
        pieces = tuple(
            Segment(
                piece.start,
                rate_hz,
                resample_poly(np.asarray(piece.samples, float), share.numerator, share.denominator),
            )
            for piece in channel.segments
        )
        channels.append(replace(channel, segments=pieces, response=None))
    return Recordings(tuple(channels), recordings.notes, recordings.files)


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
    told: list[tuple[int, int, str]] = []
    found = process(_noise(1), stations, progress=lambda *step: told.append(step))
    assert found.events == ()
    assert told[-1] == (0, 0, "finding events")  # of how many nobody knows


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


def test_recordings_that_show_no_event_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A day of zeros: nothing is searched, nothing is found, and both are told."""
    head = {"sampling_rate": 20.0, "station": "ZERO", "network": "XX", "channel": "BHZ"}
    path = tmp_path / "day.mseed"
    Stream([Trace(np.zeros(86400 * 20, dtype=np.int32), head)]).write(str(path), format="MSEED")
    monkeypatch.setattr("sys.argv", ["testban", "process", str(path), "--format", "json"])
    with pytest.raises(SystemExit) as left:
        main()
    out, err = capsys.readouterr()
    assert not left.value.code
    assert json.loads(out)["events"] == []
    assert "XX.ZERO..BHZ: nothing moves in it; left out" in err
    assert "no event: 0 arrivals at 0 stations agree on none" in err
