"""Recordings from files of every kind, and what is told of those that are damaged."""

from __future__ import annotations

import gzip
import io
import pickle
import re
import tarfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import obspy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from obspy import Stream, Trace, UTCDateTime, read_inventory
from obspy.core.inventory import Channel, Inventory, Network, Station
from obspy.core.inventory.response import (
    InstrumentSensitivity,
    PolesZerosResponseStage,
    Response,
)

from testban.errors import WaveformError
from testban.monitoring.waveforms import Recordings, from_obspy, read_waveforms
from testban.monitoring.waveforms.quality import join
from tests.monitoring.waveforms.messages import message

RNG = np.random.default_rng(5)
NOISE = np.cumsum(RNG.integers(-40, 41, 4000)).tolist()


def _kinds(found: Recordings) -> set[str]:
    return set(found.counts())


def _trace(samples: Any, *, start: float = 0.0, rate: float = 40.0, **codes: str) -> Trace:
    head = {"network": "XX", "station": "MADE", "location": "00", "channel": "BHZ", **codes}
    head |= {"sampling_rate": rate, "starttime": UTCDateTime(1_000_000_000 + start)}
    return Trace(np.asarray(samples, dtype=np.float64), head)


# -- IMS2.0 -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["CM6", "INT"])
def test_messages_give_samples_times_places_and_calibration(tmp_path: Path, form: str) -> None:
    file = tmp_path / "m.txt"
    file.write_text("BEGIN IMS2.0\nDATA_TYPE WAVEFORM\n" + message(NOISE, form=form) + "STOP\n")
    (channel,) = read_waveforms(file)
    assert channel.segments[0].samples.tolist() == NOISE
    assert (channel.station, channel.code, channel.rate) == ("ARA0", "SHZ", 40.0)
    assert channel.start == UTCDateTime("2010-01-22T02:04:48").timestamp
    assert (channel.latitude, channel.elevation_m) == (69.53486, 403.0)
    assert channel.response is not None
    # 0.0189 nm a count at one second.
    assert channel.response.gain(1.0) == pytest.approx(1 / 0.0189)


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        (message(NOISE, check=17), "checksum", "CHK2 says 17"),
        (message(NOISE, count=3990), "overrun", "overrun: 4000 samples, and the header says 3990"),
        (message(NOISE)[:-3000] + "\n", "truncated", ""),
        (message(NOISE).replace("DAT2", "TAD2"), "truncated", "no DAT2 block"),
        (message(NOISE, form="CM8"), "format", "'CM8' are not read"),
        (message(NOISE, form="INT").replace("\n12", "\nx12"), "damaged", "no whole number"),
        (message(NOISE, count=-3), "damaged", "-3 samples"),
        (message(NOISE).split("\n")[0] + "\n", "truncated", "no DAT2 block"),
        (message(NOISE, time="2010/13/22 02:04:48.000"), "damaged", "time"),
    ],
)
def test_a_damaged_segment_is_named_and_the_others_are_read(
    tmp_path: Path, text: str, kind: str, said: str
) -> None:
    file = tmp_path / "m.txt"
    file.write_text(message(NOISE, station="ARA1") + text + message(NOISE, station="ARA2"))
    found = read_waveforms(file)
    assert found.stations == ("ARA1", "ARA2")
    (note,) = [note for note in found.notes if note.lost]
    assert note.kind == kind
    assert said in str(note)
    assert str(note).startswith(f"{file}:")


def test_a_checksum_written_with_its_sign_holds(tmp_path: Path) -> None:
    # ObsPy writes it so: of its GSE2 files with a negative sum all would be called damaged.
    samples = np.arange(-900, 0, dtype=np.int32)
    file = tmp_path / "m.gse"
    Trace(samples, {"station": "MADE", "channel": "BHZ"}).write(str(file), format="GSE2")
    assert re.search(r"CHK2 +-", file.read_text())
    (channel,) = read_waveforms(file)
    assert channel.segments[0].samples.tolist() == samples.tolist()


# -- CSS3.0 -------------------------------------------------------------------------------------

WFDISC = (
    "{sta:<6} {chan:<8} {time:17.5f} {wfid:8d} {chanid:8d} {jdate:8d} {end:17.5f} {n:8d} {rate:11.7f} "
    "{calib:16.6f} {calper:16.6f} {inst:<6} o {kind} - {dir:<64} {file:<32} {foff:10d} {commid:8d} "
    "2010-04-08\n"
)


def _row(**changes: Any) -> str:
    row = {
        "sta": "MLR", "chan": "BHZ", "time": 1_274_313_600.0, "wfid": 1, "chanid": -1,
        "jdate": 2010140, "end": 1_274_313_700.0, "n": 4000, "rate": 40.0, "calib": 0.0633,
        "calper": 1.0, "inst": "STS-2", "kind": "s4", "dir": ".", "file": "a.w", "foff": 0, "commid": -1,
    }  # fmt: skip
    return WFDISC.format(**(row | changes))


@pytest.mark.parametrize(
    ("kind", "dtype"), [("s4", ">i4"), ("i4", "<i4"), ("t4", ">f4"), ("f4", "<f4"), ("s2", ">i2")]
)
def test_wfdisc_types(tmp_path: Path, kind: str, dtype: str) -> None:
    samples = np.array(NOISE)
    (tmp_path / "a.w").write_bytes(b"head" + samples.astype(dtype).tobytes())
    (tmp_path / "x.wfdisc").write_text(_row(kind=kind, foff=4))
    (channel,) = read_waveforms(tmp_path / "x.wfdisc")
    assert channel.segments[0].samples.tolist() == NOISE
    # MLR stands in the shipped network.
    assert channel.latitude == pytest.approx(45.49, abs=0.01)


@pytest.mark.parametrize("name", ["a.w", "MLR.2010140.dat"])
def test_a_file_that_a_wfdisc_table_explains_is_not_left_out(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(np.array(NOISE, ">i4").tobytes())
    (tmp_path / "x.wfdisc").write_text(_row(file=name))
    by_name = read_waveforms([tmp_path / name, tmp_path / "x.wfdisc"])
    for found in (by_name, read_waveforms(tmp_path)):
        assert found.channels[0].segments[0].samples.tolist() == NOISE
        assert found.notes == ()
        assert found.passed_over == ()
    with pytest.raises(WaveformError, match=re.escape(name)):
        read_waveforms(tmp_path / name)


def test_wfdisc_lines_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.w").write_bytes(np.array(NOISE, ">i4").tobytes())
    secret = tmp_path.parent / "secret.w"
    secret.write_bytes(np.array(NOISE, ">i4").tobytes())
    (tmp_path / "x.wfdisc").write_text(
        _row() + _row(chan="BHN", foff=400) + _row(chan="BHE", file="b.w")
        + _row(chan="BH1", kind="q9") + "rubbish\n"
        + _row(chan="BH2", dir="..", file="secret.w")
    )  # fmt: skip
    found = read_waveforms(tmp_path / "x.wfdisc")
    assert [channel.code for channel in found] == ["BHZ"]
    assert found.counts() == {"missing": 2, "truncated": 1, "format": 1, "damaged": 1}


def _read_or_refused(file: Path) -> Recordings | WaveformError:
    try:
        return read_waveforms(file)
    except WaveformError as error:
        return error


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(min_size=1, max_size=4), st.floats(0, 1), st.floats(0, 1), st.sampled_from("itp"))
def test_no_damage_breaks_the_reader(
    tmp_path: Path, bad: bytes, where: float, cut: float, kind: str
) -> None:
    (tmp_path / "a.w").write_bytes(np.array(NOISE, ">i4").tobytes())
    pz = SACPZ.format(location="00", start="1990-01-01T00:00:00", constant="4e8")
    whole = {"i": message(NOISE[:200]), "t": _row(), "p": pz}[kind].encode()
    at = int(where * len(whole))
    damaged = (whole[:at] + bad + whole[at + len(bad) :])[: max(1, int(cut * 2 * len(whole)))]
    file = tmp_path / "x.txt"
    file.write_bytes(damaged)
    found = _read_or_refused(file)  # anything but a WaveformError is a fault of ours
    if isinstance(found, WaveformError):
        assert "\n" not in str(found)
        return
    assert found.channels or found.notes  # something came of it, or it is told why nothing did
    assert len(found.to_stream()) == sum(len(channel.segments) for channel in found)


# -- other files --------------------------------------------------------------------------------


def test_miniseed_cut_short_gives_its_whole_records(tmp_path: Path) -> None:
    file = tmp_path / "a.mseed"
    Stream([_trace(NOISE)]).write(str(file), format="MSEED", reclen=512)
    file.write_bytes(file.read_bytes()[:-700])
    found = read_waveforms(file)
    assert found.counts()["truncated"] == 1
    kept = found.channels[0].segments[0].samples
    assert 0 < len(kept) < 4000
    assert kept.tolist() == NOISE[: len(kept)]


def test_rubbish_and_an_empty_file_do_not_stop_the_rest(tmp_path: Path) -> None:
    Stream([_trace(NOISE)]).write(str(tmp_path / "a.mseed"), format="MSEED")
    (tmp_path / "b.mseed").write_bytes(b"")
    (tmp_path / "c.sac").write_bytes(RNG.bytes(2000))
    found = read_waveforms([tmp_path / "a.mseed", tmp_path / "b.mseed", tmp_path / "c.sac"])
    assert len(found) == 1
    assert found.counts()["unreadable"] == 2
    assert len(found.damaged) == 2
    with pytest.raises(WaveformError, match="no recordings"):
        read_waveforms(tmp_path / "c.sac")
    with pytest.raises(WaveformError, match="no such file"):
        read_waveforms(tmp_path / "none")


class _Trap:
    def __reduce__(self) -> tuple[Any, ...]:
        return (pytest.fail, ("a pickle was loaded",))


def test_a_pickle_is_never_loaded(tmp_path: Path) -> None:
    (tmp_path / "a.pickle").write_bytes(pickle.dumps(_Trap()))
    with pytest.raises(WaveformError):
        read_waveforms(tmp_path / "a.pickle")


def test_archives_are_looked_into(tmp_path: Path) -> None:
    inner = io.BytesIO()
    Stream([_trace(NOISE)]).write(inner, format="MSEED")
    file = tmp_path / "a.tgz"
    with tarfile.open(file, "w:gz") as archive:
        info = tarfile.TarInfo("x/a.mseed")
        info.size = len(inner.getvalue())
        archive.addfile(info, io.BytesIO(inner.getvalue()))
    assert read_waveforms(file).channels[0].id == "XX.MADE.00.BHZ"
    file.write_bytes(gzip.compress(gzip.decompress(file.read_bytes())[:700]))
    with pytest.raises(WaveformError, match="no recordings"):
        read_waveforms(file)


SACPZ = """* NETWORK   (KNETWK): XX
* STATION    (KSTNM): MADE
* LOCATION   (KHOLE): {location}
* CHANNEL   (KCMPNM): BHZ
* START             : {start}
* END               : 2599-12-31T23:59:59
* LATITUDE          : 36.5
* LONGITUDE         : 138.2
* ELEVATION         : 405.0
* DIP               : 0.0
* AZIMUTH           : 0.0
* INPUT UNIT        : M
ZEROS 3
POLES 2
-4.44 4.44
-4.44 -4.44
CONSTANT {constant}
"""


def test_pole_zero_files_serve_their_channel_and_time(tmp_path: Path) -> None:
    Stream([_trace(NOISE)]).write(str(tmp_path / "a.mseed"), format="MSEED")
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
    assert "response" in _kinds(read_waveforms(tmp_path))


def test_a_response_is_held_against_the_letter_of_the_channel(tmp_path: Path) -> None:
    for code in ("BHZ", "BHN", "BHE", "BDF"):
        trace = _trace(NOISE, channel=code)
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


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("rate", [20.0, 40.0, 50.0, 100.0])
def test_sac_of_either_order_of_bytes_is_read(tmp_path: Path, rate: float, order: str) -> None:
    # The big-endian sampling interval of 40, 50 and 100 Hz begins with the byte that XML begins with.
    _trace(NOISE, rate=rate).write(str(tmp_path / "a.sac"), format="SAC", byteorder=order)
    found = read_waveforms(tmp_path)
    assert (len(found), found.passed_over) == (1, ())
    assert found.channels[0].rate == pytest.approx(rate, rel=1e-6)
    assert found.channels[0].segments[0].samples.tolist() == NOISE


def test_event_headers_of_sac_change_nothing(tmp_path: Path) -> None:
    trace = _trace(NOISE)
    trace.stats.sac = {"stla": 36.5, "stlo": 138.2, "cmpaz": 0.0, "cmpinc": 0.0}
    trace.write(str(tmp_path / "a.sac"), format="SAC")
    plain = read_waveforms(tmp_path / "a.sac").channels[0]
    trace.stats.sac.update({"evla": 41.3, "evlo": 129.0, "o": -65.0, "t1": 3.0, "kt1": "P"})
    trace.write(str(tmp_path / "a.sac"), format="SAC")
    told = read_waveforms(tmp_path / "a.sac").channels[0]
    assert repr(plain) == repr(told)


# -- quality ------------------------------------------------------------------------------------


def test_gaps_and_overlaps(tmp_path: Path) -> None:
    one, two = _trace(NOISE[:2000]), _trace(NOISE[1800:], start=1800 / 40)
    found = from_obspy(Stream([one, two]))
    assert found.channels[0].segments[0].samples.tolist() == NOISE
    assert _kinds(found) == {"overlap", "no coordinates"}
    apart = from_obspy(Stream([one, _trace(NOISE[2100:], start=2100 / 40)]))
    assert [len(s.samples) for s in apart.channels[0].segments] == [2000, 1900]
    assert "gap" in _kinds(apart)


def test_thousands_of_overlaps_take_no_longer_than_their_samples() -> None:
    """Each piece begins with the last two samples of the one before; one in three tells otherwise of them."""
    rng = np.random.default_rng(3)
    samples = rng.normal(size=3_000_000)
    pieces = []
    for number, at in enumerate(range(0, len(samples), 1000)):
        piece = samples[max(at - 2, 0) : at + 1000].copy()
        if number % 3 == 1:
            piece[0] += 1.0
        pieces.append((max(at - 2, 0) / 40.0, 40.0, piece))
    begin = time.process_time()
    ((_, _, found),), gaps, same, other = join(pieces)
    assert np.array_equal(found, samples)
    assert (gaps, same, other) == (0, 1999, 1000)
    # Copying all that was joined at each overlap took half a minute.
    assert time.process_time() - begin < 5.0


def test_padding_filled_gaps_spikes_and_dead_channels() -> None:
    samples = np.array(NOISE, dtype=float)
    padded = np.concatenate([np.zeros(400), samples, np.zeros(300)])
    padded[2000:2200] = padded[2000]
    padded[1000] += 1e6
    dead = _trace(np.zeros(4000), channel="BHN")
    found = from_obspy(Stream([_trace(padded), dead]))
    (channel,) = found.channels
    assert channel.start == pytest.approx(1_000_000_010.0)
    assert len(channel.segments) == 2
    assert np.abs(channel.segments[0].samples).max() < 1e5
    assert {"padding", "gap", "spikes", "dead"} <= _kinds(found)


def test_an_onset_is_no_spike_and_noise_below_a_count_is_not_dead() -> None:
    rng = np.random.default_rng(1)
    onset = rng.normal(0, 1, 4000)
    onset[2000:] += 4000 * np.exp(-np.arange(2000) / 300) * np.sin(np.arange(2000) / 3)
    quiet = (rng.random(4000) < 0.1).astype(float)
    found = from_obspy(Stream([_trace(onset), _trace(quiet, channel="BHN")]))
    assert _kinds(found) == {"no coordinates"}
    assert found.channels[1].segments[0].samples.tolist() == onset.tolist()


def test_clipping_is_found_and_dated() -> None:
    t = np.arange(4000) / 40
    samples = np.random.default_rng(2).normal(0, 3, 4000)
    samples[2000:2400] += 9000 * np.sin(2 * np.pi * t[2000:2400])
    (plain,) = from_obspy(Stream([_trace(samples)]))
    assert plain.clipped == ()
    (channel,) = from_obspy(Stream([_trace(np.clip(np.round(samples), -2048, 2047))]))
    assert channel.clipped
    assert 1_000_000_050 <= channel.clipped[0][0] <= channel.clipped[-1][1] <= 1_000_000_060


def test_rates_and_instruments() -> None:
    found = from_obspy(
        Stream([_trace(NOISE), _trace(NOISE, start=200, rate=20.0), _trace(NOISE, location="10")])
    )
    assert len(found) == 3
    assert {"rates", "instruments"} <= _kinds(found)
    with pytest.raises(WaveformError, match="no recordings"):
        from_obspy(Stream())


# -- real files ---------------------------------------------------------------------------------


def test_real_arrays_and_formats(shared: Path) -> None:
    base = shared / "monitoring"
    cmar = read_waveforms(base / "waveforms/cmar")
    assert len(cmar) == 36
    assert not [note for note in cmar.notes if note.lost]
    cached = read_waveforms(base / "formats/KURK_CM6_CACHE.response")
    assert cached.stations == ("KUR02",)
    assert "cut off" in str(cached.notes[0])
    mlr = read_waveforms(base / "formats/css30/wfdisc_gms_s4.txt")
    assert {channel.code for channel in mlr} == {"BHE", "BHN", "BHZ"}
    assert [len(segment.samples) for segment in mlr.channels[0].segments][:1] == [6000]


def test_real_cm6_and_int_agree(shared: Path) -> None:
    formats = shared / "monitoring/formats"
    packed, plain = (read_waveforms(formats / f"KURK_{form}.response") for form in ("CM6", "INT"))
    for one, other in zip(packed, plain, strict=True):
        assert one.segments[0].samples.tolist() == other.segments[0].samples.tolist()


def test_real_e1_file(shared: Path) -> None:
    data = (shared / "monitoring/formats/css30/I22FR.e1.w").read_bytes()
    from testban.monitoring.waveforms.compression import e1

    # Every block's last sample agrees with its header, or the reader stops.
    samples, wrong = e1(data, 604_800)
    assert len(samples) == 604_800
    assert not wrong


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
    Stream([_trace(NOISE)]).write(str(tmp_path / "a.mseed"), format="MSEED")
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
    stream = Stream([_trace(NOISE, channel="BDF")])
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
    found = from_obspy(Stream([_trace(NOISE)]), Inventory([Network("XX", [site])]))
    (read,) = found.channels
    if gain is None:
        assert read.response is None
        assert f"input unit '{unit}' is none of motion or pressure" in found.told()[0]
    else:
        assert read.response is not None
        assert read.response.gain(1.0) == pytest.approx(gain, rel=1e-6)


def test_spikes_are_replaced_beside_a_strong_signal_too() -> None:
    """Where an event stands far above the noise for a minute, and so do thousands of its samples."""
    rng = np.random.default_rng(3)
    samples = rng.normal(0, 10, 7200)
    after = np.arange(6000) / 20.0
    samples[1200:] += 1e5 * np.exp(-after / 20) * rng.normal(size=6000)
    plain, spiked = samples.copy(), samples.copy()
    places = [300, 500, 700, 4500, 6000]
    spiked[places] += [4000, -9000, 3e5, 2e5, -1e5]
    found = from_obspy(Stream([_trace(spiked, rate=20.0)]))
    (note,) = [note for note in found.notes if note.kind == "spikes"]
    assert note.text == "5 spikes replaced"
    kept = found.channels[0].segments[0].samples
    assert np.abs(kept[places] - plain[places]).max() < 100
    others = np.setdiff1d(np.arange(7200), [i + k for i in places for k in (-1, 0, 1)])
    assert (kept[others] == plain[others]).all()
    assert not [
        n for n in from_obspy(Stream([_trace(plain, rate=20.0)])).notes if n.kind == "spikes"
    ]


def test_stations_of_one_code_in_two_networks_are_told_apart() -> None:
    """Else P of one would pass for an arrival at the other."""

    def at(network: str, latitude: float, **codes: str) -> Trace:
        trace = _trace(NOISE, network=network, **codes)
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
        _trace(np.array(NOISE) + start, **head).write(
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
        made = _trace(np.array(NOISE) * (start + 1), start=float(start), **_NAMELESS)
        made.write(str(tmp_path / file), format="TSPAIR")
    _trace(NOISE).write(str(tmp_path / "named.mseed"), format="MSEED")
    found = read_waveforms([tmp_path / file for file in (*files, "named.mseed")])
    assert sorted(c.station for c in found) == sorted([*names, "MADE"])
    assert {len(c.segments[0].samples) for c in found} == {4000}
    told = [line for line in found.told() if "names no station" in line]
    assert [line.partition(": called ")[2].partition(". Give")[0] for line in told] == names


def test_traces_of_a_stream_that_name_no_station_stay_two_and_keep_their_responses() -> None:
    made = [_trace(np.array(NOISE) * gain, start=gain, **_NAMELESS) for gain in (1.0, 2.0)]
    for trace in made:
        trace.stats.response = Response.from_paz([], [], 1e12, input_units="M")
    found = from_obspy(Stream(made))
    assert [(c.station, len(c.segments[0].samples)) for c in found] == [
        ("trace", 4000),
        ("trace-2", 4000),
    ]
    assert all(c.response is not None for c in found)
    assert sum("names no station: called trace to trace-2" in line for line in found.told()) == 1


def test_a_folder_of_stations_that_describes_no_channel_is_told_of(tmp_path: Path) -> None:
    """A list of stations in it is not read: who named the folder would be told to name --stations."""
    _trace(NOISE).write(str(tmp_path / "a.mseed"), format="MSEED")
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


# -- dataless SEED and RESP ---------------------------------------------------------------------

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
    _trace(NOISE).write(str(tmp_path / "a.mseed"), format="MSEED")
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
    trace = _trace(NOISE, network="BW", station="FURT", location="", channel="EHZ")
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
    _trace(NOISE).write(str(tmp_path / "a.mseed"), format="MSEED")
    (tmp_path / "s.xml").write_text('<FDSNStationXML xmlns="http://www.fdsn.org/xml/station/1">')
    (tmp_path / "d.seed").write_bytes(b"000001V 0100099 2.4 cut")
    for name, said in (("s.xml", "StationXML that cannot be read"), ("d.seed", "SEED volume that")):
        found = read_waveforms(tmp_path / "a.mseed", str(tmp_path / name))
        (note,) = found.damaged
        assert said in note.text
        assert note.where.endswith(name)
