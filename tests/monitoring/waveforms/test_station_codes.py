"""Stations that share a code, and recordings that name none, are kept apart and told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from obspy import Stream, Trace
from obspy.core.inventory.response import (
    Response,
)

from testban.monitoring.waveforms import from_obspy, read_waveforms
from tests.monitoring.waveforms.traces import made_trace

RNG = np.random.default_rng(5)
NOISE = np.cumsum(RNG.integers(-40, 41, 4000)).tolist()


def test_stations_of_one_code_in_two_networks_are_told_apart() -> None:
    """Else P of one would pass for an arrival at the other."""

    def at(network: str, latitude: float, **codes: str) -> Trace:
        trace = made_trace(NOISE, network=network, **codes)
        trace.stats.coordinates = {"latitude": latitude, "longitude": 10.0, "elevation": 0.0}
        return trace

    made = [at("XX", 60.0), at("XX", 60.0, channel="BHN"), at("YY", 64.0), at("ZZ", 60.01)]
    found = from_obspy(Stream(made))
    assert {(c.network, c.station) for c in found} == {
        ("XX", "MADE"), ("YY", "MADE_YY"), ("ZZ", "MADE"),
    }  # fmt: skip
    assert found.told() == ["YY.MADE: stands 446 km from XX.MADE: called MADE_YY here"]
    assert found.summary().endswith("noticed: one code in two networks (1)")


def test_files_that_name_no_station_are_kept_apart_and_told(tmp_path: Path) -> None:
    """As SEG-Y and WAV files: two of them would pass for overlapping pieces of one channel."""
    for name, start in (("north", 0), ("south", 5)):
        head = {"station": "", "network": "", "location": "", "channel": ""}
        made_trace(np.array(NOISE) + start, **head).write(
            str(tmp_path / f"{name}.txt"), format="TSPAIR"
        )
    table = tmp_path / "stations.csv"
    table.write_text("station,latitude,longitude\nNORTH,61.0,10.0\nSOUTH,60.0,10.0\n")
    found = read_waveforms([tmp_path / "north.txt", tmp_path / "south.txt"], str(table))
    assert [(c.station, c.latitude, len(c.segments[0].samples)) for c in found] == [
        ("north", 61.0, 4000),
        ("south", 60.0, 4000),
    ]
    said = found.told()
    assert len(said) == 2
    assert "north.txt: names no station: called north" in said[0]


_NAMELESS = {"station": "", "network": "", "location": "", "channel": ""}


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (("2013.02.12.north.txt", "2013.02.12.south.txt"), ["2013-02-12-north", "2013-02-12-south"]),
        (("a/hill.txt", "b/hill.txt"), ["hill", "hill-2"]),
        # A list of stations knows capital letters alone.
        (("Hill.txt", "hill.asc"), ["Hill", "hill-2"]),
        (("made.txt", "made-2.txt"), ["made-2", "made-2-2"]),
        (("\x1b[31m.txt", "....txt"), ["31m", "file"]),
    ],
)  # fmt: skip
def test_no_two_files_give_one_name_to_stations_that_have_none(
    tmp_path: Path, files: tuple[str, str], names: list[str]
) -> None:
    for start, file in enumerate(files):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        made = made_trace(np.array(NOISE) * (start + 1), start=float(start), **_NAMELESS)
        made.write(str(tmp_path / file), format="TSPAIR")
    made_trace(NOISE).write(str(tmp_path / "named.mseed"), format="MSEED")
    found = read_waveforms([tmp_path / file for file in (*files, "named.mseed")])
    assert sorted(c.station for c in found) == sorted([*names, "MADE"])
    assert {len(c.segments[0].samples) for c in found} == {4000}
    told = [line for line in found.told() if "names no station" in line]
    assert [line.partition(": called ")[2].partition(". Give")[0] for line in told] == names


def test_traces_of_a_stream_that_name_no_station_stay_two_and_keep_their_responses() -> None:
    made = [made_trace(np.array(NOISE) * gain, start=gain, **_NAMELESS) for gain in (1.0, 2.0)]
    for trace in made:
        trace.stats.response = Response.from_paz([], [], 1e12, input_units="M")
    found = from_obspy(Stream(made))
    assert [(c.station, len(c.segments[0].samples)) for c in found] == [
        ("trace", 4000),
        ("trace-2", 4000),
    ]
    assert all(c.response is not None for c in found)
    assert sum("names no station: called trace to trace-2" in line for line in found.told()) == 1
