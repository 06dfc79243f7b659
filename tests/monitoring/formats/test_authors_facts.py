"""What other authors said of an event, and at what confidence, is written as they said it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from testban.monitoring.formats import Bulletin, read_bulletin, write_bulletin
from testban.monitoring.formats.css3 import write_css3_tables
from testban.monitoring.formats.event_types import EVENT_TYPES, QUAKEML_TYPES
from testban.monitoring.formats.ims1 import read_ims1
from testban.monitoring.formats.quakeml import read_quakeml
from testban.monitoring.model import Ellipse, Event, Magnitude, Origin, Quality, Screening
from testban.monitoring.sphere import distance_azimuth
from testban.monitoring.stations import ims_stations

from .made import ARRIVALS, BULLETIN, EVENT, ORIGIN

FOLDER = Path("monitoring/bulletins/obspy_formats")


@pytest.mark.parametrize("form", ["ims1.0", "css3.0", "json", "quakeml"])
def test_a_known_earthquake_reviewed_by_hand_stays_one(
    shared: Path, tmp_path: Path, form: str
) -> None:
    """The prototype IDC's event of 1995 is "m i ke"; of 1967 one author of six says "ke"."""
    for name in ("gse_2.0_standard.txt", "19670130012028.isf"):
        (event,) = read_bulletin(shared / FOLDER / name).events
        path = tmp_path / "again"
        path.write_text(write_bulletin(Bulletin((event,)), form), encoding="utf-8")
        (again,) = read_bulletin(path).events
        assert event.origin is not None
        assert again.origin is not None
        assert "ke" in {each.event_type for each in (event.origin, *event.other_origins)}
        for origin, kept in zip(
            (event.origin, *event.other_origins), (again.origin, *again.other_origins), strict=True
        ):
            assert (kept.analysis, kept.method, kept.event_type) == (
                origin.analysis, origin.method, origin.event_type
            )  # fmt: skip


def test_quakeml_says_so_in_its_own_words(shared: Path) -> None:
    from obspy import read_events

    bulletin = read_bulletin(shared / FOLDER / "gse_2.0_standard.txt")
    (event,) = read_events(io.BytesIO(write_bulletin(bulletin, "quakeml").encode()))
    assert (event.event_type, event.event_type_certainty) == ("earthquake", "known")
    assert event.origins[0].evaluation_mode == "manual"


def test_the_words_are_quakemls() -> None:
    from obspy.core.event.header import EventType

    assert set(EventType.keys()) == QUAKEML_TYPES
    assert {words for words, _ in EVENT_TYPES.values()} <= QUAKEML_TYPES


def test_a_type_that_ims_has_no_code_for_is_not_lost() -> None:
    origin = replace(ORIGIN, event_type="quarry blast")
    text = write_bulletin(Bulletin((Event("1", origin),)), "ims1.0")
    assert " uk " in text
    again = read_ims1(text, "x").events[0].origin
    assert again is not None
    assert again.event_type == "quarry blast"


def test_an_ellipse_of_68_percent_is_written_into_the_columns_of_90() -> None:
    """In two dimensions the 90 % ellipse is sqrt(ln 0.1 / ln 0.32) = 1.421 times as long."""
    from obspy import read_events

    assert ORIGIN.ellipse is not None
    small = replace(ORIGIN, ellipse=replace(ORIGIN.ellipse, confidence=0.68))
    text = write_bulletin(Bulletin((replace(EVENT, origin=small, other_origins=()),)), "ims1.0")
    (event,) = read_events(io.BytesIO(text.encode()))
    seen = event.origins[0].origin_uncertainty
    assert seen.confidence_level == 90
    assert seen.max_horizontal_uncertainty == pytest.approx(1000 * 11.375 * 1.4215, abs=51)
    again = read_ims1(text, "x").events[0].origin
    assert again is not None
    assert again.ellipse is not None
    assert again.ellipse.confidence == 0.68
    assert again.ellipse.semi_major_km == pytest.approx(11.375, abs=1e-5)
    assert again.depth_uncertainty_km == pytest.approx(12.25, abs=1e-5)


def test_uncertainties_of_quakeml_are_standard_deviations() -> None:
    """Half-widths at 90 % are 1.645 of them; a stranger's without a confidence is one."""
    from obspy import read_events

    text = write_bulletin(BULLETIN, "quakeml")
    origin = read_events(io.BytesIO(text.encode()))[0].preferred_origin()
    assert origin.depth_errors.uncertainty == pytest.approx(12250 / 1.6449, rel=1e-4)
    assert origin.depth_errors.confidence_level == pytest.approx(68.27)
    assert origin.time_errors.uncertainty == pytest.approx(0.415 / 1.6449, rel=1e-4)
    strange = (
        '<q:quakeml xmlns:q="http://quakeml.org/xmlns/quakeml/1.2"><eventParameters><event '
        'publicID="smi:a/1"><origin publicID="smi:a/2"><time><value>2031-03-05T23:58:51Z</value>'
        "<uncertainty>2</uncertainty></time><latitude><value>1</value></latitude><longitude>"
        "<value>2</value></longitude><depth><value>9000</value><uncertainty>3000</uncertainty>"
        "<confidenceLevel>90</confidenceLevel></depth></origin></event></eventParameters></q:quakeml>"
    )
    read = read_quakeml(strange.encode(), "x").events[0].origin
    assert read is not None
    assert read.time_uncertainty_s == pytest.approx(2 * 1.6449, rel=1e-4)
    assert read.depth_uncertainty_km == pytest.approx(3.0)


def test_css3_holds_the_azimuth_back_whole_results_and_the_magnitudes_identifiers() -> None:
    station = ims_stations()["ASAR"]
    there = (ORIGIN.latitude, ORIGIN.longitude)
    distance, azimuth = distance_azimuth(*there, station.latitude, station.longitude)
    _, back = distance_azimuth(station.latitude, station.longitude, *there)
    arrival = replace(ARRIVALS[1], distance_deg=distance, event_azimuth_deg=azimuth)
    event = replace(
        EVENT, arrivals=(arrival,), magnitudes=(Magnitude("mb", 4.8, 0.1, 3), Magnitude("Ms", 4.1, 0.1, 2)),
        screening=(Screening("Ms:mb", None, None, None, "insufficient data"),),
    )  # fmt: skip
    tables = write_css3_tables(Bulletin((event,)))
    assert float(tables["assoc"].splitlines()[0][48:55]) == pytest.approx(back, abs=0.01)
    assert tables["screening"].splitlines()[0][65:83].strip() == "insufficient data"
    magids = {line[36:42].strip(): line[0:8].strip() for line in tables["netmag"].splitlines()}
    origin = tables["origin"].splitlines()[0]
    assert origin[136:144].strip() == magids["mb"]
    assert origin[153:161].strip() == magids["Ms"]


def test_an_ellipse_without_a_sound_confidence_is_taken_for_one_of_90_percent() -> None:
    text = write_bulletin(
        Bulletin((Event("1", Origin(0.0, 1, 2, 3, ellipse=Ellipse(9, 4, 0))),)), "ims1.0"
    )
    read = read_ims1(text.replace(" (#PRIME)", " (#PARAM confidence=1.5)\n (#PRIME)"), "x").events[
        0
    ]
    assert read.origin is not None
    assert read.origin.ellipse == Ellipse(9, 4, 0, 0.9)


@pytest.mark.parametrize("form", ["ims1.0", "css3.0", "json", "quakeml"])
def test_what_an_author_says_in_part_or_in_words_is_kept_as_it_is(
    shared: Path, tmp_path: Path, form: str
) -> None:
    """The ISF event of 1967: origins with Ndef or Nsta alone, magnitudes without type and stations, GT5."""
    (event,) = read_bulletin(shared / FOLDER / "19670130012028.isf").events
    path = tmp_path / "again"
    path.write_text(write_bulletin(Bulletin((event,)), form), encoding="utf-8")
    (again,) = read_bulletin(path).events
    by_author = {each.author: each for each in again.other_origins}
    assert by_author["USCGS"].quality == Quality(defining=96)
    assert by_author["EHB"].quality == Quality(stations=144, defining=168)
    assert by_author["BCIS"].quality is None
    sizes = {each.author: (each.type, each.value, each.stations) for each in again.magnitudes}
    assert sizes["BCIS"] == ("", 4.5, None)
    assert sizes["IASPEI"] == ("mb", 5.0, None)
    assert sizes["USCGS"] == ("MB", 5.1, 13)
    said = by_author["IASPEI"].comments
    assert said[:2] == ("Spitak, Armenia", "GT5 produced by HDC-RCA methodology")
    assert again.origin is not None
    assert "#PARAM pP_DEPTH=11+2" in again.origin.comments
    assert "1970           29    31 Earthquakes in USSR" in again.origin.comments
    assert again == event
