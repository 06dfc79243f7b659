"""Files cut anywhere give no value that the whole file does not, and say that they are cut."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from testban.errors import BulletinError
from testban.monitoring.formats import Bulletin, read_bulletin, write_bulletin
from testban.monitoring.model import Arrival, Event, Origin

GSE2 = """BEGIN GSE2.0
MSG_TYPE DATA
MSG_ID 1 made_up
DATA_TYPE BULLETIN GSE2.0
EVENT 280435
   Date       Time       Latitude Longitude    Depth    Ndef Nsta Gap    Mag1  N    Mag2  N    Mag3  N  Author          ID
       rms   OT_Error      Smajor Sminor Az        Err   mdist  Mdist     Err        Err        Err     Quality

2031/01/16 07:26:52.4     39.4512   20.4433     66.8            8 322  mb 3.6  3                        made_up     282672
      0.53   +- 12.69      93.6   83.7   27    +- 83.8   10.56  78.21                                   m i ke

NOWHERE
Sta    Dist   EvAz     Phase       Date      Time     TRes  Azim  AzRes  Slow  SRes Def  SNR        Amp   Per   Mag1   Mag2 Arr ID
GERES  10.56 150.3     P       2031/01/16 07:29:20.7  -0.2 163.7   13.4  13.8   0.1 T     6.8       0.6   0.3 ML 4.0         3586432
FINES  22.29 191.6     P       2031/01/16 07:31:44.1   0.2 182.0   -9.6   8.6  -2.2 T     7.3       4.5   0.8 mb 3.7         3586555
STOP
"""
EVENT = Event(
    "280435",
    Origin(1926358012.4, 39.4512, 20.4433, 66.8, origin_id="282672"),
    tuple(
        Arrival(
            code, 1926358140.7 + k, "P", azimuth_deg=163.7, slowness_s_per_deg=13.8, snr=6.8,
            amplitude_nm=21.4, period_s=1.3, arrival_id=f"358643{k}",
        )
        for k, code in enumerate(("GERES", "FINES", "ARCES", "NORES"))
    ),
)  # fmt: skip


def _values(bulletin: Bulletin) -> set[object]:
    """What is known of origins and arrivals, each value by itself."""
    found: set[object] = set()
    for event in bulletin.events:
        if event.origin:
            found.add(("origin", event.origin.latitude, event.origin.longitude))
        for a in event.arrivals:
            found |= {
                (a.station, name, getattr(a, name))
                for name in (
                    "time",
                    "phase",
                    "azimuth_deg",
                    "slowness_s_per_deg",
                    "amplitude_nm",
                    "snr",
                )
                if getattr(a, name) is not None
            }
    return found


@pytest.mark.parametrize("form", ["ims1.0", "css3.0", "json", "quakeml", "gse2.0", "isf"])
def test_a_file_cut_anywhere_gives_no_other_value(tmp_path: Path, form: str) -> None:
    text = (
        GSE2
        if form == "gse2.0"
        else write_bulletin(Bulletin((EVENT,)), form.replace("isf", "ims1.0"))
    )
    if form == "isf":  # the ISC's files begin and end without a word
        text = text[text.index("DATA_TYPE") :].replace("STOP\n", "")
    path = tmp_path / "cut.txt"
    path.write_text(text, encoding="utf-8")
    whole = _values(read_bulletin(path))
    assert len(whole) > 10
    for end in range(40, len(text) - 6, 7):
        path.write_text(text[:end], encoding="utf-8")
        try:
            found = read_bulletin(path)
        except BulletinError:
            continue
        assert _values(found) <= whole, text[:end][-120:]
        if form not in ("css3.0", "isf"):  # which have no end that could be missing
            assert found.left_out, text[:end][-120:]


def test_a_second_message_cut_short_is_told(tmp_path: Path) -> None:
    path = tmp_path / "two.txt"
    for text in (GSE2, write_bulletin(Bulletin((EVENT,)), "ims1.0")):
        path.write_text(text + text[: text.index("Lat")], encoding="utf-8")
        assert "ends without STOP" in read_bulletin(path).left_out[-1]
        path.write_text(text + text, encoding="utf-8")
        assert not any("STOP" in line for line in read_bulletin(path).left_out)


def test_half_a_line_of_a_table_or_of_a_bulletin_without_end_is_told(tmp_path: Path) -> None:
    form = {"css3.0": "# arrival", "ims1.0": "DATA_TYPE"}
    for name, start in form.items():
        text = write_bulletin(Bulletin((replace(EVENT, origin=None),)), name).replace("STOP\n", "")
        text = text[text.index(start) :]
        last = text.index("NORES") + 30
        path = tmp_path / "half.txt"
        path.write_text(text[:last], encoding="utf-8")
        (told,) = [
            line for line in read_bulletin(path).left_out if "breaks off in this line" in line
        ]
        assert told.startswith(f"{path}:{text[:last].count(chr(10)) + 1}: ")


def test_a_row_that_may_lack_its_last_value_is_doubted(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("station,time,period_s\nAAA,2031-01-16T00:00:00,\nBBB,2031-01-16T00:00:09,")
    assert "its last value is not here" in read_bulletin(path).events[0].notes[0]
