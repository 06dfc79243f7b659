"""What a notebook does: it detects and processes, with ObsPy's types in and out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import obspy
import pytest
from obspy.core.inventory import Channel, Inventory, Network, Response, Station

from testban.errors import UsageError
from testban.monitoring import detect, process, read_bulletin, to_catalog, write_bulletin
from testban.monitoring.detection import Detections
from testban.monitoring.model import Arrival, Event, Origin
from tests.monitoring.processing.recorded import processed

_DAY = "2013-02-12"


def _stream(shared: Path, channels: str) -> obspy.Stream:
    return obspy.read(
        str(shared / "monitoring" / "waveforms" / "dprk" / _DAY / f"*.00.{channels}.*")
    )


def _inventory(stream: obspy.Stream) -> Inventory:
    """Places of the stations, and a response that is flat in displacement: 1000 counts a nanometre."""
    flat = Response.from_paz([], [], 1e12, input_units="M", output_units="COUNTS")
    networks = []
    for trace in stream:
        sac = trace.stats.sac
        place = {"latitude": sac.stla, "longitude": sac.stlo, "elevation": 0.0}
        channel = Channel(
            trace.stats.channel, trace.stats.location, depth=0.0, azimuth=0.0, dip=-90.0,
            response=flat, **place,
        )  # fmt: skip
        station = Station(trace.stats.station, channels=[channel], **place)
        networks.append(Network(trace.stats.network, stations=[station]))
    return Inventory(networks)


def test_a_stream_and_an_inventory_give_arrivals_that_are_picks_of_a_catalog(shared: Path) -> None:
    stream = _stream(shared, "BHZ").select(station="MDJ")
    inventory = _inventory(stream)
    del stream[0].stats.sac  # only the inventory says where it stands and what a count is
    (first, *_) = arrivals = detect(stream, inventory)
    onset = obspy.UTCDateTime(first.time)
    # It is measured so long about the onset, in a band that holds most of it.
    half = np.ptp(stream[0].slice(onset - 0.5, onset + 5).data) / 2
    assert first.amplitude_nm == pytest.approx(half / 1000, rel=0.15)
    (event,) = to_catalog(arrivals)
    assert event.preferred_origin() is None
    assert [pick.waveform_id.station_code for pick in event.picks] == ["MDJ"] * len(arrivals)
    assert abs(event.picks[0].time.timestamp - first.time) < 1e-3


_P = Arrival("ASAR", 100.0, "P")
_EVENT = Event("one", Origin(0.0, 41.3, 129.1, 0.0), (_P,))


@pytest.mark.parametrize(
    ("given", "origins", "picks"),
    [
        (_EVENT, [1], [1]),
        ([_EVENT, _EVENT], [1, 1], [1, 1]),
        ([_P, _P], [0], [2]),
        (Detections((_P, _P), 1), [0], [2]),
        (Detections((), 1), [], []),
    ],
)
def test_events_and_arrivals_of_every_kind_are_a_catalog(
    given: Any, origins: list[int], picks: list[int]
) -> None:
    catalog = to_catalog(given)
    assert [len(event.origins) for event in catalog] == origins
    assert [len(event.picks) for event in catalog] == picks


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([_EVENT, _P, _P], "1 event and 2 arrivals of none together"),
        ([_EVENT, None], "NoneType is no event or arrival of testban"),
        (3, "int is no event or arrival of testban"),
        ("events.xml", "str is no event or arrival of testban"),
        (obspy.core.event.Catalog([obspy.core.event.Event()]), "Event is no event or arrival of testban"),
    ],
)  # fmt: skip
def test_what_no_catalog_can_be_made_of_is_told_so(given: Any, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        to_catalog(given)


@pytest.mark.parametrize("given", ["recordings/", b"x", None, 3, [1, 2]])
def test_what_is_no_stream_is_told_so(given: object) -> None:
    with pytest.raises(UsageError, match=r"is no recordings\. Give what read_waveforms"):
        detect(given)


def test_one_trace_is_a_stream_and_what_is_wrong_with_it_is_told(shared: Path) -> None:
    stream = _stream(shared, "BHZ").select(station="MDJ")
    trace = stream[0].slice(endtime=stream[0].stats.starttime + 90)
    assert [each.station for each in detect(trace)] == ["MDJ"]
    del trace.stats.sac
    trace.stats.station = "NOWH"
    (line,) = process(trace).left_out
    assert line.startswith("IC.NOWH.00.BHZ: no coordinates")


def test_what_process_gives_is_a_catalog_and_a_bulletin(shared: Path, tmp_path: Path) -> None:
    found = processed(shared, _DAY)
    (event,) = to_catalog(found)
    (ours,) = found.events
    assert ours.origin is not None
    origin = event.preferred_origin()
    assert (origin.latitude, origin.longitude) == (ours.origin.latitude, ours.origin.longitude)
    path = tmp_path / "found.txt"
    path.write_text(write_bulletin(found, "ims1.0"))
    (again,) = read_bulletin(path).events
    assert again.origin is not None
    assert again.origin.latitude == pytest.approx(ours.origin.latitude, abs=1e-4)


def test_a_stream_and_an_inventory_give_the_event(shared: Path) -> None:
    stream = _stream(shared, "BHZ")
    inventory = _inventory(stream)
    for trace in stream:
        del trace.stats.sac
    (event,) = process(stream, inventory).events
    assert event.origin is not None
    assert (event.origin.latitude, event.origin.longitude) == pytest.approx(
        (41.29, 129.08), abs=0.2
    )
    assert event.magnitudes
