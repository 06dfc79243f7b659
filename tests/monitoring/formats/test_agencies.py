"""Bulletins as agencies and their programs write them."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from testban.errors import BulletinError
from testban.monitoring.formats import Bulletin, read_bulletin, write_bulletin

from .made import ARRIVALS, EVENT

SEISCOMP = """<?xml version="1.0" encoding="UTF-8"?>
<q:quakeml xmlns:q="http://quakeml.org/xmlns/quakeml/1.2" xmlns="http://quakeml.org/xmlns/bed/1.2">
  <eventParameters publicID="smi:made.up/ep">
    <event publicID="smi:made.up/event/2031abcd">
      <preferredOriginID>smi:made.up/Origin/1</preferredOriginID>
      <pick publicID="smi:made.up/Pick/1">
        <time><value>2031-03-05T14:04:34.02Z</value></time>
        <waveformID networkCode="GE" stationCode="AAA" channelCode="BHZ"/>
        <phaseHint>P</phaseHint><evaluationMode>automatic</evaluationMode>
      </pick>
      <amplitude publicID="smi:made.up/Amplitude/snr">
        <genericAmplitude><value>31.5</value></genericAmplitude><type>snr</type>
        <pickID>smi:made.up/Pick/1</pickID>
      </amplitude>
      <amplitude publicID="smi:made.up/Amplitude/mb">
        <genericAmplitude><value>4.5e-08</value></genericAmplitude><type>mb</type><unit>m</unit>
        <period><value>0.9</value></period><pickID>smi:made.up/Pick/1</pickID>
      </amplitude>
      <amplitude publicID="smi:made.up/Amplitude/mB">
        <genericAmplitude><value>7e-07</value></genericAmplitude><type>mB</type><unit>m/s</unit>
        <pickID>smi:made.up/Pick/1</pickID>
      </amplitude>
      <origin publicID="smi:made.up/Origin/1">
        <time><value>2031-03-05T13:58:51Z</value></time>
        <latitude><value>10.6</value></latitude><longitude><value>-41.5</value></longitude>
        <arrival publicID="smi:made.up/Origin/1#1">
          <pickID>smi:made.up/Pick/1</pickID><phase>P</phase><distance>27.0</distance>
          <timeResidual>0.4</timeResidual><timeWeight>1</timeWeight>
        </arrival>
      </origin>
    </event>
  </eventParameters>
</q:quakeml>
"""


def test_of_the_amplitudes_of_a_pick_the_displacement_counts(tmp_path: Path) -> None:
    """SeisComP hangs the ratio to the noise, without a unit, and a velocity on a pick too."""
    path = tmp_path / "sc.xml"
    path.write_text(SEISCOMP, encoding="utf-8")
    bulletin = read_bulletin(path)
    (arrival,) = bulletin.events[0].arrivals
    assert arrival.amplitude_nm == pytest.approx(45.0)
    assert arrival.period_s == 0.9
    assert arrival.time_defining
    assert bulletin.left_out == ()
    snr_alone = SEISCOMP.replace("<unit>m</unit>", "<unit>m/s</unit>")
    path.write_text(snr_alone, encoding="utf-8")
    assert read_bulletin(path).events[0].arrivals[0].amplitude_nm is None


def test_a_bulletin_within_a_page_is_read_with_its_lines(tmp_path: Path) -> None:
    """A search on the web shows it so, with links about the numbers of events."""
    text = write_bulletin(Bulletin((EVENT,)), "ims1.0")
    key = escape(EVENT.event_id)
    shown = escape(text, quote=False).replace(f"EVENT {key}", f'EVENT <a href="?id=1">{key}</a>')
    path = tmp_path / "page.html"
    path.write_text(f"<!DOCTYPE html>\n<html><body>\n<pre>\n{shown}</pre></body></html>\n")
    (event,) = read_bulletin(path).events
    assert [a.station for a in event.arrivals] == [a.station for a in ARRIVALS]
    assert event.origin is not None
    lines = path.read_text().splitlines()
    for arrival in event.arrivals:
        assert lines[int(arrival.read_from.rpartition(":")[2]) - 1].startswith(arrival.station)
    path.write_text("<html><body><pre>nothing</pre></body></html>\n")
    with pytest.raises(BulletinError, match="a page to look at"):
        read_bulletin(path)


def test_stations_in_place_of_arrivals_are_told_where_they_belong(tmp_path: Path) -> None:
    path = tmp_path / "stations.xml"
    path.write_text('<FDSNStationXML xmlns="http://www.fdsn.org/xml/station/1"/>')
    with pytest.raises(BulletinError, match="name it after --stations"):
        read_bulletin(path)


def test_what_windows_writes_is_read_or_told(tmp_path: Path) -> None:
    """Its shell writes UTF-16; its spreadsheet parts columns by semicolons where the comma is the decimal point."""
    path = tmp_path / "rows.csv"
    rows = "station,time,phase\nAAA,2031-03-05T14:04:34Z,P\n"
    path.write_text(rows, encoding="utf-16")
    assert [a.station for a in read_bulletin(path).events[0].arrivals] == ["AAA"]
    for part in (";", "\t"):
        path.write_text(rows.replace(",", part), encoding="utf-8")
        with pytest.raises(
            BulletinError, match=r"rows\.csv:1: columns parted by semicolons or tabs"
        ):
            read_bulletin(path)
