"""Responses and places of channels, from files of every kind that describes them."""

from __future__ import annotations

import tarfile
from pathlib import Path

import numpy as np
import obspy
import pytest
from obspy import Stream, read_inventory
from obspy.core.inventory import Channel, Inventory, Network, Station
from obspy.core.inventory.response import (
    InstrumentSensitivity,
    PolesZerosResponseStage,
    Response,
)

from testban.monitoring.waveforms import from_obspy, read_waveforms
from tests.monitoring.waveforms.traces import SACPZ, kinds, made_trace

RNG = np.random.default_rng(5)
NOISE = np.cumsum(RNG.integers(-40, 41, 4000)).tolist()


def test_pole_zero_files_serve_their_channel_and_time(tmp_path: Path) -> None:
    Stream([made_trace(NOISE)]).write(str(tmp_path / "a.mseed"), format="MSEED")
    pz = tmp_path / "SACPZ.XX.MADE.00.BHZ"
    pz.write_text(SACPZ.format(location="00", start="1990-01-01T00:00:00", constant="4e8"))
    (channel,) = read_waveforms(tmp_path)
    assert (channel.latitude, channel.longitude, channel.elevation_m) == (36.5, 138.2, 405.0)
    assert channel.response is not None
    # Far above its corner the seismometer has the gain of its constant times omega, for velocity.
    omega = 2 * np.pi * 100
    assert channel.response.gain(0.01) == pytest.approx(4e8 * omega * 1e-9, rel=1e-3)
    pz.write_text(SACPZ.format(location="00", start="2020-01-01T00:00:00", constant="4e8"))
    (late,) = (found := read_waveforms(tmp_path))
    assert late.response is None
    (note,) = (n for n in found.notes if n.kind == "response")
    assert note.where == str(pz)
    assert "1 channel (XX.MADE.00.BHZ) is given only for 2020-01-01 to 2599-12-31" in note.text
    assert "the recording is of 2001-09-09" in note.text
    assert note.text.endswith("Give that of the day of the recording")
    assert late.latitude == 36.5
    pz.write_text(SACPZ.format(location="10", start="1990-01-01T00:00:00", constant="4e8"))
    assert "only for location 10" in str(read_waveforms(tmp_path).notes[0])
    pz.write_text(SACPZ.format(location="00", start="1990-01-01T00:00:00", constant="nan"))
    assert "response" in kinds(read_waveforms(tmp_path))


def test_a_response_is_held_against_the_letter_of_the_channel(tmp_path: Path) -> None:
    for code in ("BHZ", "BHN", "BHE", "BDF"):
        trace = made_trace(NOISE, channel=code)
        trace.write(str(tmp_path / f"{code}.mseed"), format="MSEED")
        text = SACPZ.format(location="00", start="1990-01-01T00:00:00", constant="4e8")
        text = text.replace(": BHZ", f": {code}").replace("UNIT        : M", "UNIT        : PA")
        (tmp_path / f"SACPZ.XX.MADE.00.{code}").write_text(text)
    found = read_waveforms(tmp_path)
    assert [(c.code, c.pressure, c.response is None) for c in found] == [
        ("BDF", True, False), ("BHE", False, True), ("BHN", False, True), ("BHZ", False, True)
    ]  # fmt: skip
    # One line for the three, not three.
    (note,) = (n for n in found.notes if n.kind == "response")
    assert "3 channels (XX.MADE.00.BHE, XX.MADE.00.BHN, XX.MADE.00.BHZ) is of pressure" in note.text
    assert "the H of the channel code is a high-gain seismometer" in note.text
    assert note.where.endswith("SACPZ.XX.MADE.00.BHE and 2 more")


def test_real_explosions_with_their_responses(shared: Path) -> None:
    dprk = read_waveforms(shared / "monitoring/waveforms/dprk/2013-02-12")
    assert all(c.placed and c.response is not None for c in dprk)
    majo = next(c for c in dprk if c.id == "IU.MAJO.10.BH1")
    assert majo.azimuth_deg == 357.0
    assert majo.response is not None
    # SENSITIVITY of the file: 3.36e10 counts/(m/s) at 0.02-5 Hz.
    assert majo.response.gain(1.0) == pytest.approx(3.36086e10 * 2 * np.pi * 1e-9, rel=0.03)
    assert "instruments" in dprk.counts()


def test_stationxml_responses_and_an_inventory_agree(shared: Path, tmp_path: Path) -> None:
    nnsn = shared / "monitoring/waveforms/nnsn"
    recorded = nnsn / "CHI19932780159/CHI19932780159_NS.MOL.00.SHZ.mseed"
    with tarfile.open(nnsn / "RESPONSES_stationxml.tar.gz") as archive:
        stream = archive.extractfile("RESPONSES/MOL.xml")
        assert stream is not None
        (tmp_path / "MOL.xml").write_bytes(stream.read())
    (by_file,) = read_waveforms([recorded, tmp_path / "MOL.xml"])
    (given_it,) = read_waveforms(recorded, read_inventory(str(tmp_path / "MOL.xml")))
    assert by_file.response is not None
    assert given_it.response is not None
    assert by_file.response.gain(1.0) == given_it.response.gain(1.0) > 0
    assert by_file.latitude == given_it.latitude


def test_a_response_is_taken_from_beside_stationxml_that_stops_at_channels(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    Stream([made_trace(NOISE)]).write(str(tmp_path / "a.mseed"), format="MSEED")
    (tmp_path / "SACPZ.XX.MADE.00.BHZ").write_text(
        SACPZ.format(location="00", start="1990-01-01T00:00:00", constant="4e8")
    )
    place = Channel("BHZ", "00", 36.6, 138.3, 400.0, 0.0, azimuth=0.0, dip=-90.0)
    site = Station("MADE", 36.6, 138.3, 400.0, channels=[place])
    given_it = Inventory([Network("XX", [site])])
    (channel,) = (found := read_waveforms(tmp_path, given_it))
    assert channel.response is not None
    assert (channel.latitude, channel.incidence_deg) == (36.6, 0.0)
    assert not [note for note in found.notes if note.kind == "response"]
    # In one folder too, and whichever is newer.
    given_it.write(str(tmp_path / "stations.xml"), format="STATIONXML")
    (channel,) = read_waveforms(tmp_path)
    assert channel.response is not None


@pytest.mark.parametrize(("unit", "counts"), [("PA", 2.0), ("hPa", 0.02), ("MBAR", 0.02)])
def test_pressure_is_in_pascals_whatever_the_response_is_given_in(unit: str, counts: float) -> None:
    stage = PolesZerosResponseStage(
        1, 2.0, 1.0, unit, "COUNTS", "LAPLACE (RADIANS/SECOND)", 1.0, [], []
    )
    total = InstrumentSensitivity(2.0, 1.0, unit, "COUNTS")
    response = Response(instrument_sensitivity=total, response_stages=[stage])
    sensor = Channel("BDF", "00", 36.6, 138.3, 400.0, 0.0, response=response)
    site = Station("MADE", 36.6, 138.3, 400.0, channels=[sensor])
    stream = Stream([made_trace(NOISE, channel="BDF")])
    (channel,) = from_obspy(stream, Inventory([Network("XX", [site])]))
    assert channel.response is not None
    assert channel.response.unit == "Pa"
    assert abs(channel.response.table[1][80]) == pytest.approx(counts, rel=1e-6)


@pytest.mark.slow
def test_a_whole_archive_of_responses(shared: Path) -> None:
    nnsn = shared / "monitoring/waveforms/nnsn"
    found = read_waveforms([nnsn / "CHI19932780159", nnsn / "RESPONSES_stationxml.tar.gz"])
    assert sum(c.response is not None for c in found) > 10


@pytest.mark.parametrize(
    ("unit", "gain"),
    [("M", 1.0), ("M/SEC", 2 * np.pi), ("CM/S", 200 * np.pi), ("MM/S**2", 1e3 * (2 * np.pi) ** 2),
     ("M/(S**2)", (2 * np.pi) ** 2), ("M/S2", None), ("CM/S/S", None), ("GAL", None)],
)  # fmt: skip
def test_the_unit_of_a_response_is_turned_into_metres_or_the_response_left_out(
    unit: str, gain: float | None
) -> None:
    """1e9 counts a unit; counts a nanometre at one second."""
    stage = PolesZerosResponseStage(
        1,
        1e9,
        1.0,
        unit,
        "COUNTS",
        "LAPLACE (RADIANS/SECOND)",
        1.0,
        [],
        [],
        normalization_factor=1.0,
    )
    response = Response(
        instrument_sensitivity=InstrumentSensitivity(1e9, 1.0, unit, "COUNTS"),
        response_stages=[stage],
    )
    channel = Channel("BHZ", "00", 60.0, 10.0, 0.0, 0.0, response=response)
    site = Station("MADE", 60.0, 10.0, 0.0, channels=[channel])
    found = from_obspy(Stream([made_trace(NOISE)]), Inventory([Network("XX", [site])]))
    (read,) = found.channels
    if gain is None:
        assert read.response is None
        assert f"input unit '{unit}' is none of motion or pressure" in found.told()[0]
    else:
        assert read.response is not None
        assert read.response.gain(1.0) == pytest.approx(gain, rel=1e-6)


def test_a_folder_of_stations_that_describes_no_channel_is_told_of(tmp_path: Path) -> None:
    """A list of stations in it is not read: who named the folder would be told to name --stations."""
    made_trace(NOISE).write(str(tmp_path / "a.mseed"), format="MSEED")
    folder = tmp_path / "stations"
    folder.mkdir()
    (folder / "stations.csv").write_text("station,latitude,longitude\nMADE,61.0,10.0\n")
    told = f"{folder}: no description of channels in it. Name a list of stations itself"
    (channel,) = found = read_waveforms(tmp_path / "a.mseed", folder)
    assert not channel.placed
    assert sum(line.startswith(told) for line in found.told()) == 1
    assert "not used of the stations given (1)" in found.summary()
    (folder / "RESP.XX.MADE.00.BHZ").write_text(_RESP)
    assert told not in "".join(read_waveforms(tmp_path / "a.mseed", folder).told())


_RESP = """\
B050F03     Station:     MADE
B050F16     Network:     XX
B052F03     Location:    00
B052F04     Channel:     BHZ
B052F22     Start date:  2000,001,00:00:00
B052F23     End date:    No Ending Time
B053F03     Transfer function type:                A [Laplace Transform (Rad/sec)]
B053F04     Stage sequence number:                 1
B053F05     Response in units lookup:              M/S - Velocity in Meters Per Second
B053F06     Response out units lookup:             COUNTS - Digital Counts
B053F07     A0 normalization factor:               +1.00000E+00
B053F08     Normalization frequency:               +1.00000E+00
B053F09     Number of zeroes:                      0
B053F14     Number of poles:                       0
B058F03     Stage sequence number:                 1
B058F04     Gain:                                  +1.00000E+09
B058F05     Frequency of gain:                     +1.00000E+00 HZ
B058F06     Number of calibrations:                0
B058F03     Stage sequence number:                 0
B058F04     Sensitivity:                           +1.00000E+09
B058F05     Frequency of sensitivity:              +1.00000E+00 HZ
B058F06     Number of calibrations:                0
"""


@pytest.mark.parametrize("beside", [True, False])
def test_a_resp_file_gives_the_response_and_no_place(tmp_path: Path, beside: bool) -> None:
    made_trace(NOISE).write(str(tmp_path / "a.mseed"), format="MSEED")
    resp = tmp_path / "RESP.XX.MADE.00.BHZ"
    resp.write_text(_RESP)
    found = read_waveforms(tmp_path) if beside else read_waveforms(tmp_path / "a.mseed", str(resp))
    (channel,) = found.channels
    assert channel.response is not None
    # 1e9 counts for a metre a second: 2π counts a nanometre at one second.
    assert channel.response.gain(1.0) == pytest.approx(2 * np.pi, rel=1e-6)
    assert not channel.placed
    assert found.passed_over == ()


def test_dataless_seed_gives_place_orientation_and_response(tmp_path: Path) -> None:
    dataless = Path(obspy.__file__).parent / "io/xseed/tests/data/dataless.seed.BW_FURT"
    if not dataless.is_file():
        pytest.skip("ObsPy's own test data are not installed")
    (expected, *_) = read_inventory(str(dataless)).select(channel="EHZ")[0][0]
    trace = made_trace(NOISE, network="BW", station="FURT", location="", channel="EHZ")
    trace.write(str(tmp_path / "a.mseed"), format="MSEED")
    for found in (
        read_waveforms([tmp_path / "a.mseed", dataless]),
        read_waveforms(tmp_path / "a.mseed", str(dataless)),
    ):
        (channel,) = found.channels
        assert (channel.latitude, channel.longitude) == (expected.latitude, expected.longitude)
        assert channel.incidence_deg == 0.0
        assert channel.response is not None
        there = abs(
            expected.response.get_evalresp_response_for_frequencies([1.0], output="DISP")[0]
        )
        assert channel.response.gain(1.0) == pytest.approx(there * 1e-9, rel=1e-3)


def test_damaged_station_metadata_is_told_where_it_was_given_for_stations(tmp_path: Path) -> None:
    made_trace(NOISE).write(str(tmp_path / "a.mseed"), format="MSEED")
    (tmp_path / "s.xml").write_text('<FDSNStationXML xmlns="http://www.fdsn.org/xml/station/1">')
    (tmp_path / "d.seed").write_bytes(b"000001V 0100099 2.4 cut")
    for name, said in (("s.xml", "StationXML that cannot be read"), ("d.seed", "SEED volume that")):
        found = read_waveforms(tmp_path / "a.mseed", str(tmp_path / name))
        (note,) = found.damaged
        assert said in note.text
        assert note.where.endswith(name)
