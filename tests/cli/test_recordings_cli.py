"""What commands say of recordings on standard error."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from obspy import Stream, Trace

from testban.cli.output import tell
from testban.cli.recordings import read_and_tell, tell_of_recordings
from testban.errors import WaveformError
from testban.monitoring.waveforms import Note, Recordings


def test_the_summary_says_what_was_noticed_in_words() -> None:
    notes = (
        Note("instruments", "BJT", "two"),
        Note("instruments", "MDJ", "two"),
        Note("gap", "X", "2 s"),
    )
    assert Recordings((), notes, files=1).summary() == (
        "0 channels of 0 stations in 0 segments from 1 file; "
        "noticed: two instruments at one site (2), gap (1)"
    )


def test_a_terminal_obeys_nothing_in_the_name_of_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    name = "\x1b[31mred\n\u202e数据.mseed"
    tell(f"{name}: cut short")
    error = str(WaveformError("cut short", where=name))
    assert capsys.readouterr().err == f"testban: {error}\n"
    assert error == "\\x1b[31mred \\u202e数据.mseed: cut short"


def test_one_cause_of_many_channels_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    units = [Note("unit", f"XX.S{k:02d}..BHZ", "its header says nm") for k in range(10)]
    files = [Note("damaged", f"{name}.mseed", "cut short", lost=True) for name in "ab"]
    tell_of_recordings(Recordings((), (*units, files[0], Note("gap", "XX.A", "2 s"), files[1])))
    first, *others = capsys.readouterr().err.splitlines()
    assert first.startswith("testban: XX.S00..BHZ, XX.S01..BHZ, ")
    assert first.endswith("XX.S07..BHZ and 2 more: its header says nm")
    assert others == ["testban: a.mseed: cut short", "testban: b.mseed: cut short"]


def test_what_a_list_of_stations_could_not_give_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = Stream([Trace(np.arange(400.0) % 7, {"station": "AAA", "channel": "BHZ"})])
    stream.write(str(tmp_path / "a.mseed"), format="MSEED")
    table = tmp_path / "stations.csv"
    table.write_text("station,latitude,longitude\nAAA,10,20\nBBB,200,20\n")
    recordings = read_and_tell([tmp_path / "a.mseed"], str(table))
    assert recordings.channels[0].latitude == 10.0
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"testban: {table}:3: BBB: no place on Earth has such coordinates")
    assert not recordings.damaged
