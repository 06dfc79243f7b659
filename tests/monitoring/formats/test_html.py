"""The page: it needs nothing from elsewhere, and runs nothing that a bulletin may hold."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html

from testban.monitoring.formats import Bulletin, write_bulletin
from testban.monitoring.model import Arrival, Ellipse

from .made import BULLETIN, EVENT, ORIGIN

EVIL = "</title><script>alert('x')</script><img src=x onerror=alert(1)>\"'&"


def test_whatever_a_name_holds_is_shown_and_not_run() -> None:
    event = replace(
        EVENT,
        event_id=EVIL,
        name=EVIL,
        notes=(EVIL,),
        arrivals=(
            Arrival(EVIL, 0.0, phase=EVIL, distance_deg=3.0, event_azimuth_deg=1.0),
            *EVENT.arrivals,
        ),
        origin=replace(ORIGIN, author=EVIL, depth_basis=EVIL),
    )
    page = write_bulletin(Bulletin((event,), left_out=(EVIL,)), "html")
    tree = html.fromstring(page)
    assert not tree.xpath("//script | //img | //*[@onerror]")
    assert EVIL in " ".join(tree.itertext())


def test_the_page_loads_nothing() -> None:
    page = write_bulletin(BULLETIN, "html")
    assert not re.search(r"(src=|href=|url\()", page)
    assert "default-src 'none'" in page


def test_the_page_says_what_the_event_is() -> None:
    text = " ".join(html.fromstring(write_bulletin(BULLETIN, "html")).itertext())
    for word in ("2031-03-05T23:58:51.32Z", "41.2931° N", "129.0764° W", "(fixed)", "11.4 × 7.1 km",
                 "not screened out", "insufficient data", "mb", "< 3.10", "USRK", "TORD"):  # fmt: skip
        assert word in text, word


def test_sentences_fold_and_letters_are_explained() -> None:
    page = html.fromstring(write_bulletin(BULLETIN, "html"))
    folding = {cell.text_content() for cell in page.xpath("//td[@class='p']")}
    assert "fixed at the surface: no depth phase, nearest station at 3.3°" in folding
    assert "a" * 64 not in folding  # a digest has no place to fold
    assert "T the time, A the azimuth, S the slowness" in page.text_content()


def test_stations_stand_where_they_are_seen_from_the_epicentre() -> None:
    arrivals = (
        Arrival("NORTH", 0.0, distance_deg=10.0, event_azimuth_deg=0.0),
        Arrival("EAST", 0.0, distance_deg=5.0, event_azimuth_deg=90.0),
    )
    page = write_bulletin(Bulletin((replace(EVENT, arrivals=arrivals),)), "html")
    places = {
        match[3]: (float(match[1]), float(match[2]) + 4)
        for match in re.finditer(r'<path d="M([\d.]+) ([\d.-]+)l[^>]*><title>(\w+)', page)
    }
    x, y = places["NORTH"]
    assert (x, y) == (200.0, pytest.approx(12.0, abs=0.2))
    x, y = places["EAST"]
    assert (x, y) == (pytest.approx(294.0, abs=0.2), 200.0)


@pytest.mark.parametrize("latitude", [-90.0, -89.99, 0.0, 90.0])
@pytest.mark.parametrize("longitude", [-180.0, 0.0, 179.99])
def test_a_map_is_drawn_anywhere_on_earth(latitude: float, longitude: float) -> None:
    for ellipse in (
        None,
        Ellipse(0.01, 0.001, 10.0),
        Ellipse(900.0, 1.0, 10.0),
        Ellipse(0.0, 0.0, 0.0),
    ):
        origin = replace(ORIGIN, latitude=latitude, longitude=longitude, ellipse=ellipse)
        page = write_bulletin(Bulletin((replace(EVENT, origin=origin),)), "html")
        assert "nan" not in page.lower().replace("dominant", "")
