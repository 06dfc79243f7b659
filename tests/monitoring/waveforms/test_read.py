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
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from obspy import Stream, Trace, UTCDateTime

from testban.errors import WaveformError
from testban.monitoring.waveforms import Recordings, from_obspy, read_waveforms
from testban.monitoring.waveforms.quality import join
from tests.monitoring.waveforms.messages import message
from tests.monitoring.waveforms.traces import SACPZ, kinds, made_trace

RNG = np.random.default_rng(5)
NOISE = np.cumsum(RNG.integers(-40, 41, 4000)).tolist()


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
    Stream([made_trace(NOISE)]).write(str(file), format="MSEED", reclen=512)
    file.write_bytes(file.read_bytes()[:-700])
    found = read_waveforms(file)
    assert found.counts()["truncated"] == 1
    kept = found.channels[0].segments[0].samples
    assert 0 < len(kept) < 4000
    assert kept.tolist() == NOISE[: len(kept)]


def test_rubbish_and_an_empty_file_do_not_stop_the_rest(tmp_path: Path) -> None:
    Stream([made_trace(NOISE)]).write(str(tmp_path / "a.mseed"), format="MSEED")
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
    Stream([made_trace(NOISE)]).write(inner, format="MSEED")
    file = tmp_path / "a.tgz"
    with tarfile.open(file, "w:gz") as archive:
        info = tarfile.TarInfo("x/a.mseed")
        info.size = len(inner.getvalue())
        archive.addfile(info, io.BytesIO(inner.getvalue()))
    assert read_waveforms(file).channels[0].id == "XX.MADE.00.BHZ"
    file.write_bytes(gzip.compress(gzip.decompress(file.read_bytes())[:700]))
    with pytest.raises(WaveformError, match="no recordings"):
        read_waveforms(file)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("rate", [20.0, 40.0, 50.0, 100.0])
def test_sac_of_either_order_of_bytes_is_read(tmp_path: Path, rate: float, order: str) -> None:
    # The big-endian sampling interval of 40, 50 and 100 Hz begins with the byte that XML begins with.
    made_trace(NOISE, rate=rate).write(str(tmp_path / "a.sac"), format="SAC", byteorder=order)
    found = read_waveforms(tmp_path)
    assert (len(found), found.passed_over) == (1, ())
    assert found.channels[0].rate == pytest.approx(rate, rel=1e-6)
    assert found.channels[0].segments[0].samples.tolist() == NOISE


def test_event_headers_of_sac_change_nothing(tmp_path: Path) -> None:
    trace = made_trace(NOISE)
    trace.stats.sac = {"stla": 36.5, "stlo": 138.2, "cmpaz": 0.0, "cmpinc": 0.0}
    trace.write(str(tmp_path / "a.sac"), format="SAC")
    plain = read_waveforms(tmp_path / "a.sac").channels[0]
    trace.stats.sac.update({"evla": 41.3, "evlo": 129.0, "o": -65.0, "t1": 3.0, "kt1": "P"})
    trace.write(str(tmp_path / "a.sac"), format="SAC")
    told = read_waveforms(tmp_path / "a.sac").channels[0]
    assert repr(plain) == repr(told)


# -- quality ------------------------------------------------------------------------------------


def test_gaps_and_overlaps(tmp_path: Path) -> None:
    one, two = made_trace(NOISE[:2000]), made_trace(NOISE[1800:], start=1800 / 40)
    found = from_obspy(Stream([one, two]))
    assert found.channels[0].segments[0].samples.tolist() == NOISE
    assert kinds(found) == {"overlap", "no coordinates"}
    apart = from_obspy(Stream([one, made_trace(NOISE[2100:], start=2100 / 40)]))
    assert [len(s.samples) for s in apart.channels[0].segments] == [2000, 1900]
    assert "gap" in kinds(apart)


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
    dead = made_trace(np.zeros(4000), channel="BHN")
    found = from_obspy(Stream([made_trace(padded), dead]))
    (channel,) = found.channels
    assert channel.start == pytest.approx(1_000_000_010.0)
    assert len(channel.segments) == 2
    assert np.abs(channel.segments[0].samples).max() < 1e5
    assert {"padding", "gap", "spikes", "dead"} <= kinds(found)


def test_an_onset_is_no_spike_and_noise_below_a_count_is_not_dead() -> None:
    rng = np.random.default_rng(1)
    onset = rng.normal(0, 1, 4000)
    onset[2000:] += 4000 * np.exp(-np.arange(2000) / 300) * np.sin(np.arange(2000) / 3)
    quiet = (rng.random(4000) < 0.1).astype(float)
    found = from_obspy(Stream([made_trace(onset), made_trace(quiet, channel="BHN")]))
    assert kinds(found) == {"no coordinates"}
    assert found.channels[1].segments[0].samples.tolist() == onset.tolist()


def test_clipping_is_found_and_dated() -> None:
    t = np.arange(4000) / 40
    samples = np.random.default_rng(2).normal(0, 3, 4000)
    samples[2000:2400] += 9000 * np.sin(2 * np.pi * t[2000:2400])
    (plain,) = from_obspy(Stream([made_trace(samples)]))
    assert plain.clipped == ()
    (channel,) = from_obspy(Stream([made_trace(np.clip(np.round(samples), -2048, 2047))]))
    assert channel.clipped
    assert 1_000_000_050 <= channel.clipped[0][0] <= channel.clipped[-1][1] <= 1_000_000_060


def test_rates_and_instruments() -> None:
    found = from_obspy(
        Stream(
            [
                made_trace(NOISE),
                made_trace(NOISE, start=200, rate=20.0),
                made_trace(NOISE, location="10"),
            ]
        )
    )
    assert len(found) == 3
    assert {"rates", "instruments"} <= kinds(found)
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


def test_spikes_are_replaced_beside_a_strong_signal_too() -> None:
    """Where an event stands far above the noise for a minute, and so do thousands of its samples."""
    rng = np.random.default_rng(3)
    samples = rng.normal(0, 10, 7200)
    after = np.arange(6000) / 20.0
    samples[1200:] += 1e5 * np.exp(-after / 20) * rng.normal(size=6000)
    plain, spiked = samples.copy(), samples.copy()
    places = [300, 500, 700, 4500, 6000]
    spiked[places] += [4000, -9000, 3e5, 2e5, -1e5]
    found = from_obspy(Stream([made_trace(spiked, rate=20.0)]))
    (note,) = [note for note in found.notes if note.kind == "spikes"]
    assert note.text == "5 spikes replaced"
    kept = found.channels[0].segments[0].samples
    assert np.abs(kept[places] - plain[places]).max() < 100
    others = np.setdiff1d(np.arange(7200), [i + k for i in places for k in (-1, 0, 1)])
    assert (kept[others] == plain[others]).all()
    assert not [
        n for n in from_obspy(Stream([made_trace(plain, rate=20.0)])).notes if n.kind == "spikes"
    ]
