"""The record section: what was recorded of an event, drawn where it belongs."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient

from testban.monitoring.formats.io import read_bulletin
from testban.monitoring.model import Event
from testban.monitoring.processing.excerpts import Excerpt, excerpts_of
from testban.monitoring.waveforms import Channel, Recordings, Segment
from testban.store import Store, open_store
from testban.web.record_section import record_section, section_rows
from tests.web.conftest import TESTS, made_up_records


@pytest.fixture(scope="module")
def event() -> Event:
    """The made-up event."""
    return read_bulletin(TESTS / "monitoring/specimens/made_up_event.json").events[0]


def test_a_pick_stands_where_the_wave_begins(event: Event) -> None:
    assert event.origin is not None
    excerpts = made_up_records(event)
    rows = section_rows(excerpts, event.origin, event.arrivals)
    assert [row.excerpt.station for row in rows] == [each.station for each in excerpts]
    for row in rows:
        # The records were made so that a pick of each station is when its wave is due.
        assert min(abs(at) for _, at in row.picks) == pytest.approx(0, abs=1e-3)
    svg = record_section(rows, (1.0, 4.0), 120, "label", "below")
    assert svg.count('class="trace"') == len(rows)
    zero = re.search(r'<path class="first" d="M([0-9.]+) ', svg)
    assert zero is not None
    assert f'<path d="M{zero[1]}' in svg


def test_a_filter_takes_out_what_is_not_in_its_band() -> None:
    seconds = np.arange(0, 200, 0.05)
    slow, fast = np.sin(2 * np.pi * 0.05 * seconds), np.sin(2 * np.pi * 2 * seconds)
    both = Excerpt("A", "BHZ", 5.0, 50.0, 0.0, 20.0, (10_000 * (slow + fast)).astype(np.int16))
    left = both.filtered((1.0, 4.0))
    assert left is not None
    assert np.abs(left[2000:] - 10_000 * fast[2000:]).std() < 0.5 * 10_000
    assert np.corrcoef(left[2000:], slow[2000:])[0, 1] == pytest.approx(0, abs=0.05)
    assert both.filtered((12.0, 16.0)) is None
    whole = both.filtered(None)
    assert whole is not None
    assert whole.mean() == pytest.approx(0, abs=1e-6)


def recordings_of(event: Event, rate_hz: float) -> Recordings:
    """A vertical channel at each of three stations, with a beat of 1 Hz from the origin time on."""
    assert event.origin is not None
    channels = []
    for number, code in enumerate("ABC"):
        seconds = np.arange(0, 900, 1 / rate_hz)
        data = 1e5 * np.sin(2 * np.pi * seconds) * (seconds > 100)
        data += np.random.default_rng(number).standard_normal(len(seconds))
        channels.append(
            Channel(
                network="XX",
                station=code,
                location="",
                code="BHZ",
                rate=rate_hz,
                segments=(Segment(event.origin.time - 100, rate_hz, data),),
                latitude=event.origin.latitude + 3 + number,
                longitude=event.origin.longitude,
            )
        )
    return Recordings(tuple(channels))


@pytest.mark.parametrize("rate_hz", [20.0, 40.0, 100.0])
def test_what_is_kept_is_the_record_around_the_waves(event: Event, rate_hz: float) -> None:
    found = excerpts_of(recordings_of(event, rate_hz), [event])[event.event_id]
    assert [each.station for each in found] == ["A", "B", "C"]
    for each in found:
        assert 20 <= each.rate_hz < 40
        assert np.abs(each.samples).max() == 32_000
        assert each.start <= each.first - 30
        assert len(each.samples) * 2 < 60_000
        spectrum = np.abs(np.fft.rfft(each.samples))
        peak = np.fft.rfftfreq(len(each.samples), 1 / each.rate_hz)[spectrum.argmax()]
        assert peak == pytest.approx(1.0, abs=0.05)


def test_the_store_keeps_them_with_the_event(event: Event, tmp_path: Path) -> None:
    excerpts = made_up_records(event)
    bulletin = read_bulletin(TESTS / "monitoring/specimens/made_up_event.json")
    with open_store(str(tmp_path / "own.sqlite")) as store:
        store.save_bulletin(bulletin, {event.event_id: excerpts})
        held = store.recorded(store.events()[0][0].number)
        assert [each.station for each in held] == [each.station for each in excerpts]
        for mine, theirs in zip(excerpts, held, strict=True):
            assert (mine.samples == theirs.samples).all()
            assert (mine.first, mine.start, mine.rate_hz) == (
                theirs.first, theirs.start, theirs.rate_hz,
            )  # fmt: skip
        # Located again without its recordings, the event has another origin: they go with the old one.
        store.save_bulletin(bulletin)
        assert store.recorded(store.events()[0][0].number) == []


def test_the_page_draws_it_filtered_as_asked(client: TestClient, store: Store) -> None:
    usual = client.get("/event/1?lang=en")
    assert "Record section" in usual.text
    assert '<option value="1-4" selected>' in usual.text
    other = client.get("/event/1?lang=en&band=0.5-2&seconds=60")
    assert '<option value="0.5-2" selected>' in other.text
    assert "<option selected>60</option>" in other.text
    traces = [re.findall(r'class="trace"[^>]*d="([^"]*)"', page.text) for page in (usual, other)]
    assert len(traces[0]) == len(traces[1]) == len(store.recorded(1)) > 3
    assert traces[0] != traces[1]
    # What is not to be chosen is the usual.
    odd = client.get("/event/1?lang=en&band=%3Cscript%3E&seconds=-1")
    assert re.findall(r'class="trace"[^>]*d="([^"]*)"', odd.text) == traces[0]
    assert len(client.get("/event/1").content) < 900_000


def test_an_event_without_recordings_has_no_section(event: Event, tmp_path: Path) -> None:
    from testban.web import create_app

    with open_store(str(tmp_path / "own.sqlite")) as store:
        store.save_bulletin(read_bulletin(TESTS / "monitoring/specimens/made_up_event.json"))
        page = TestClient(create_app(store)).get("/event/1?lang=en")
        assert page.status_code == 200
        assert "Record section" not in page.text
