"""Recordings that were damaged on the way: what is whole is used, the rest is named, and counted."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from obspy import Stream, Trace, UTCDateTime
from typer.testing import CliRunner

from testban.cli import app
from testban.errors import WaveformError
from testban.monitoring.waveforms import read_waveforms
from testban.monitoring.waveforms.files import MOST_BYTES

RNG = np.random.default_rng(7)
SAMPLES = np.cumsum(RNG.integers(-400, 401, 12_000)).astype(np.int32)
START = 1_000_000_000.0
RATE = 40.0
RECORD = 512


def _trace() -> Trace:
    head = {"network": "XX", "station": "MADE", "location": "00", "channel": "BHZ"}
    return Trace(SAMPLES, head | {"sampling_rate": RATE, "starttime": UTCDateTime(START)})


def _mseed(path: Path) -> bytearray:
    Stream([_trace()]).write(str(path), format="MSEED", reclen=RECORD, encoding="STEIM2")
    return bytearray(path.read_bytes())


def _all_true(path: Path) -> int:
    """How many samples were read; each is the one that was written at its time."""
    count = 0
    for channel in read_waveforms(path):
        assert channel.id == "XX.MADE.00.BHZ"
        for segment in channel.segments:
            first = round((segment.start - START) * RATE)
            wanted = SAMPLES[first : first + len(segment.samples)]
            assert np.array_equal(segment.samples, wanted)
            count += len(wanted)
    return count


@pytest.mark.parametrize(
    ("at", "bits", "said"),
    [
        (300, 0x15, "does not fit its check"),  # within the differences of Steim
        (6, 0x80, "no record"),  # the letter of its quality
        (8, 0x80, "codes"),  # the first letter of the station
        (8, 0x01, "(XX.LADE.00.BHZ, 40 Hz) are of no other"),
        (21, 0x15, "its time (1988"),  # the year
        (21, 0x80, "its time cannot be"),
        (33, 0x15, "its rate"),
        (52, 0x80, "encoding"),
        (54, 0x15, "length"),
    ],
)
def test_a_flipped_byte_costs_one_record(tmp_path: Path, at: int, bits: int, said: str) -> None:
    file = tmp_path / "a.mseed"
    data = _mseed(file)
    data[3 * RECORD + at] ^= bits
    file.write_bytes(data)
    (note,) = read_waveforms(file).damaged
    assert "XX.MADE.00.BHZ: 1 of" in note.text
    assert said in note.text
    assert note.where == str(file)
    assert "Fetch the file again" in note.text
    assert len(SAMPLES) - 800 < _all_true(file) < len(SAMPLES)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 255)), min_size=1, max_size=6))
def test_no_flipped_bytes_make_samples_that_were_not_recorded(
    tmp_path: Path, flips: list[tuple[float, int]]
) -> None:
    file = tmp_path / "a.mseed"
    data = _mseed(file)
    for where, bits in flips:
        at = int(where * (len(data) - 1))
        # Of the first and last records, of bytes that libmseed takes for padding or marks, a flip of the
        # time has no neighbour to be held against; of the others none may pass.
        inside = at % RECORD
        if RECORD <= at < len(data) - RECORD and inside >= 64:
            data[at] ^= bits
    file.write_bytes(data)
    assert _all_true(file) > 0


def test_bytes_between_records_are_passed_and_told(tmp_path: Path) -> None:
    file = tmp_path / "a.mseed"
    data = _mseed(file)
    file.write_bytes(data[: 4 * RECORD] + RNG.bytes(77) + data[4 * RECORD :])
    (note,) = read_waveforms(file).damaged
    assert "77 bytes that are no record" in note.text
    assert _all_true(file) == len(SAMPLES)


def test_a_sac_file_cut_short_is_used_as_far_as_it_goes(tmp_path: Path) -> None:
    file = tmp_path / "a.sac"
    trace = _trace()
    trace.data = trace.data.astype(np.float32)
    trace.write(str(file), format="SAC")
    file.write_bytes(file.read_bytes()[: 632 + 4 * 5000 + 3])
    (note,) = read_waveforms(file).damaged
    assert "5000 of 12000 samples" in note.text
    assert _all_true(file) == 5000


def test_files_beside_recordings_are_counted_and_rubbish_is_a_loss(tmp_path: Path) -> None:
    _mseed(tmp_path / "a.mseed")
    (tmp_path / "README").write_text("Of the network.\n")
    (tmp_path / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n" + RNG.bytes(100))
    result = CliRunner().invoke(app, ["detect", str(tmp_path)])
    assert result.exit_code == 0
    assert "passed over, no recordings: 2 files (README, map.png)" in result.stderr
    (tmp_path / "b.dat").write_bytes(RNG.bytes(3000))
    result = CliRunner().invoke(app, ["detect", str(tmp_path)])
    assert result.exit_code == 1
    assert "b.dat: bytes of no format that is read; left out." in result.stderr
    assert "left out as damaged: 1" in result.stderr


def test_a_channel_that_never_moves_is_no_damage(tmp_path: Path) -> None:
    _mseed(tmp_path / "a.mseed")
    still = _trace()
    still.stats.channel, still.data = "BHN", np.zeros(12_000, np.int32)
    still.write(str(tmp_path / "b.mseed"), format="MSEED")
    found = read_waveforms(tmp_path)
    assert found.counts()["dead"] == 1
    assert not found.damaged


def test_a_file_beyond_the_limit_is_refused_by_its_size_and_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.mseed").open("wb") as file:
        file.truncate(MOST_BYTES + 1)  # a hole: it takes no room on the disk
    tracemalloc.start()
    try:
        with pytest.raises(WaveformError, match="larger than the limit of 2048 MiB"):
            read_waveforms(tmp_path / "a.mseed")
        assert tracemalloc.get_traced_memory()[1] < MOST_BYTES / 4
    finally:
        tracemalloc.stop()
