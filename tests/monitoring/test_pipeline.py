"""From arrivals to located, sized and screened events, in a notebook's types."""

from __future__ import annotations

from pathlib import Path

from testban import monitoring
from testban.monitoring.formats.html import write_html

MADE_UP = Path(__file__).parent / "specimens" / "ridge_2031.csv"


def test_obspys_types_go_in_and_come_out() -> None:
    from obspy.core.inventory import Inventory, Network, Site, Station

    arrivals = monitoring.read_bulletin(MADE_UP)
    ims = monitoring.load_stations("ims")
    inventory = Inventory(
        networks=[
            Network(
                "IM",
                stations=[
                    Station(code, ims[code].latitude, ims[code].longitude, 0.0, site=Site(""))
                    for code in {arrival.station for arrival in arrivals.events[0].arrivals}
                    if code in ims
                ],
            )
        ]
    )
    bulletin = monitoring.solve(monitoring.to_catalog(arrivals), inventory)
    (event,) = bulletin.events
    assert event.origin is not None
    assert abs(event.origin.latitude - 10.62) < 0.3
    assert "XYZ" in " ".join(event.notes)
    (catalog_event,) = monitoring.to_catalog(bulletin)
    assert len(catalog_event.preferred_origin().arrivals) == 20
    again = monitoring.solve(bulletin, inventory)
    assert again.events[0].notes == event.notes  # what is doubted twice is told once
    assert "ARCES" in write_html(again, ims)


def test_every_public_name_is_there() -> None:
    for name in monitoring.__all__:
        assert callable(getattr(monitoring, name))
