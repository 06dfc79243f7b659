"""QuakeML and ObsPy's types: valid, whole, and safe to read from strangers."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testban.errors import BulletinError
from testban.monitoring.formats import Bulletin, read_bulletin, write_bulletin
from testban.monitoring.formats.from_obspy import from_catalog
from testban.monitoring.formats.quakeml import read_quakeml
from testban.monitoring.formats.quakeml_write import write_quakeml
from testban.monitoring.formats.to_obspy import to_catalog

from .made import ARRIVALS, BULLETIN, EVENT, ORIGIN

ONE = Bulletin((EVENT,))
WHOLE = write_bulletin(ONE, "quakeml")


def test_an_event_comes_back_with_every_field() -> None:
    again = read_quakeml(write_bulletin(ONE, "quakeml").encode(), "x")
    assert again.left_out == ()
    assert again.events == ONE.events


def test_what_is_written_is_valid_quakeml() -> None:
    from obspy.io.quakeml.core import _validate

    unlocated = replace(EVENT, event_id="2", origin=None, other_origins=(), screening=())
    for bulletin in (ONE, Bulletin((EVENT, unlocated, EVENT))):
        text = write_bulletin(bulletin, "quakeml")
        assert _validate(io.BytesIO(text.encode()))
        assert len(read_quakeml(text.encode(), "x").events) == len(bulletin.events)


def test_obspy_reads_what_its_own_writer_would_have_written(shared: Path) -> None:
    """Every field of every object, identifiers included."""
    from obspy import read_events

    folder = shared / "monitoring/bulletins/obspy_formats"
    real = read_bulletin(folder / "gse_2.0_standard.txt").events
    bulletin = Bulletin((EVENT, replace(EVENT, event_id="2", origin=None, screening=()), *real))
    catalog = to_catalog(bulletin)
    catalog.resource_id = "smi:local/testban"
    theirs = io.BytesIO()
    catalog.write(theirs, format="QUAKEML")
    theirs.seek(0)
    ours = io.BytesIO(write_quakeml(bulletin).encode())
    again, wanted = (read_events(each, format="QUAKEML") for each in (ours, theirs))
    assert again.resource_id == wanted.resource_id
    for one, other in zip(again, wanted, strict=True):
        assert one == other
        assert one.origins == other.origins
        assert one.preferred_origin() == other.preferred_origin()


def test_no_text_breaks_what_is_written() -> None:
    from obspy import read_events
    from obspy.io.quakeml.core import _validate

    text = '<a> & "b" ]]> \x00\x07\ufffe 核 \ud800'
    event = replace(
        EVENT, name=text, notes=(text,), arrivals=(replace(ARRIVALS[0], channel=text, phase="P<"),)
    )
    data = write_quakeml(Bulletin((event,))).encode()
    assert _validate(io.BytesIO(data))
    (again,) = read_quakeml(data, "x").events
    assert again.notes == (text,)
    assert str(again.arrivals[0].channel).startswith('<a> & "b" ]]>')
    assert again.arrivals[0].phase == "P<"
    assert read_events(io.BytesIO(data))[0].origins[0].arrivals[0].phase == "P<"


def test_obspy_sees_the_conventions_of_quakeml() -> None:
    (event,) = to_catalog(ONE)
    origin = event.preferred_origin()
    assert origin.depth == 620
    assert origin.arrivals[0].azimuth == ARRIVALS[0].event_azimuth_deg
    assert event.picks[0].backazimuth == ARRIVALS[0].azimuth_deg
    assert event.amplitudes[0].generic_amplitude == pytest.approx(123.4375e-9)
    assert origin.origin_uncertainty.confidence_level == 90
    assert origin.time.timestamp == ORIGIN.time
    assert from_catalog(to_catalog(BULLETIN)).events == BULLETIN.events


def test_the_fast_reader_gives_what_obspys_reader_gives(shared: Path) -> None:
    from obspy import read_events

    folder = shared / "monitoring/bulletins/obspy_formats"
    names = ("gse_2.0_standard.txt", "19670130012028.isf", "event.txt")
    real = [event for name in names for event in read_bulletin(folder / name).events]
    text = write_bulletin(Bulletin((EVENT, *real)), "quakeml")
    # Without our comments, as other programs write it.
    plain = re.sub(r"<comment>.*?</comment>", "", text, flags=re.S)
    for document in (text, plain):
        slow = from_catalog(read_events(io.BytesIO(document.encode()), format="QUAKEML"))
        fast = read_quakeml(document.encode(), "x")
        assert fast.events == slow.events
        assert len(fast.events) == 4


def test_a_document_cut_short_gives_what_stands_of_it() -> None:
    text = write_bulletin(Bulletin((EVENT, replace(EVENT, event_id="2"))), "quakeml")
    data = text[: text.rindex("<magnitude")].encode()
    bulletin = read_quakeml(data, "cut.xml")
    assert bulletin.events[0] == EVENT
    assert (bulletin.events[1].origin, bulletin.events[1].arrivals) == (ORIGIN, ARRIVALS)
    line = data.count(b"\n") + 1
    assert f"cut.xml: line {line}" in bulletin.left_out[0]
    told = "what stands of event 2 is 3 arrivals and an origin, what followed is lost; fetch the file whole"
    assert told in bulletin.left_out[0]


def test_half_a_pick_is_none_and_a_single_event_is_read_as_far_as_it_stands() -> None:
    text = write_bulletin(Bulletin((EVENT,)), "quakeml")
    second = text.index("<pick ", text.index("<pick ") + 1)
    bulletin = read_quakeml(text[: text.index("</time>", second)].encode(), "cut.xml")
    (event,) = bulletin.events
    first = ARRIVALS[0]  # amplitudes, and what the origin makes of its arrivals, stand apart
    assert [(a.station, a.time, a.phase) for a in event.arrivals] == [
        (first.station, first.time, "Pn")
    ]
    told = "\n".join(bulletin.left_out)
    assert "what stands of event 90001 is 1 arrival, what followed is lost" in told
    with pytest.raises(
        BulletinError, match=r"cut.xml: no whole origin or pick .cut short or damaged at line"
    ):
        read_quakeml(text[:1500].encode(), "cut.xml")


def test_arrivals_whose_picks_are_not_there_are_counted() -> None:
    text = re.sub(r"<pick .*</pick>", "", write_bulletin(ONE, "quakeml"), flags=re.S)
    bulletin = read_quakeml(text.encode(), "x.xml")
    assert bulletin.events[0].origin == ORIGIN
    assert "3 arrivals without the pick that has its time; left out" in bulletin.left_out[0]


@given(st.integers(min_value=1, max_value=100_000))
def test_a_document_cut_anywhere_gives_whole_arrivals_or_one_line(end: int) -> None:
    try:
        (event,) = read_quakeml(WHOLE[: end % len(WHOLE)].encode(), "cut.xml").events
    except BulletinError:
        return
    # Amplitudes stand apart, after all picks.
    assert [(a.station, a.time) for a in event.arrivals] == [
        (a.station, a.time) for a in ARRIVALS[: len(event.arrivals)]
    ]


def test_a_number_that_is_none_costs_that_number_only() -> None:
    text = write_bulletin(Bulletin((EVENT, replace(EVENT, event_id="2"))), "quakeml")
    place = text.index("<latitude>") + text[text.index("<latitude>") :].index("<value>") + 7
    bulletin = read_quakeml((text[:place] + "north" + text[place:]).encode(), "x.xml")
    assert len(bulletin.events) == 2
    assert bulletin.events[1] == replace(EVENT, event_id="2")
    assert bulletin.events[0].origin is None
    assert bulletin.events[0].arrivals == ARRIVALS
    line = text[:place].count("\n")
    assert f"x.xml:{line}: latitude: 'north41.293125' is no quantity" in bulletin.left_out[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<!DOCTYPE q [<!ENTITY a 'aaaa'>]><quakeml>&a;</quakeml>", "document type"),
        ("<!DOCTYPE q SYSTEM 'http://127.0.0.1:9/x.dtd'><quakeml/>", "document type"),
        ("<html><body/></html>", "no QuakeML"),
        ("<quakeml/>", "no whole event"),
        ("<", "not XML"),
        (
            "<quakeml><eventParameters><event/></eventParameters></quakeml>",
            "no origin|cannot|no event",
        ),
    ],
)
def test_a_hostile_or_foreign_document_is_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(BulletinError, match=said) as caught:
        read_quakeml(text.encode(), "x.xml")
    assert "\n" not in str(caught.value)


def test_real_bulletins_go_through_quakeml(shared: Path) -> None:
    from obspy.io.quakeml.core import _validate

    folder = shared / "monitoring/bulletins/obspy_formats"
    for name in ("gse_2.0_standard.txt", "19670130012028.isf", "ipe202409sel_ims.txt"):
        bulletin = read_bulletin(folder / name)
        text = write_bulletin(bulletin, "quakeml")
        assert _validate(io.BytesIO(text.encode()))
        assert read_quakeml(text.encode(), "x").events == bulletin.events
