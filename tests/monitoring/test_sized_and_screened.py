"""A located event, sized and screened: the three steps on one file."""

from pathlib import Path

import pytest

from testban.monitoring.formats import Bulletin, read_bulletin, write_bulletin
from testban.monitoring.formats.events_json import read_json
from testban.monitoring.magnitude import size
from testban.monitoring.screening import overall, screen
from testban.monitoring.stations import load_stations

SPECIMEN = Path(__file__).parent / "specimens" / "made_up_event.json"


def test_a_made_up_event_gets_the_magnitudes_that_it_was_made_with() -> None:
    (located,) = read_bulletin(SPECIMEN).events
    event = screen(size(located, load_stations("ims")))
    sizes = {magnitude.type: magnitude for magnitude in event.magnitudes}
    for kind, made_with in (("mb", 4.8), ("Ms", 4.7)):
        error = sizes[kind].uncertainty
        assert error is not None
        assert sizes[kind].value == pytest.approx(made_with, abs=2.5 * error)
    # It was made with the surface waves of an earthquake, 12 km deep.
    answers = {answer.criterion: answer.result for answer in event.screening}
    assert answers["Ms:mb"] == "screened out"
    assert answers["depth"] == "not screened out"
    assert overall(event.screening) == "screened out"
    again = read_json(write_bulletin(Bulletin((event,)), "json"), "event.json").events
    assert again == (event,)
