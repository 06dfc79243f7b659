"""What was left out of all events together."""

from __future__ import annotations

from testban.monitoring.location.left_out import REPEATED, UNKNOWN, UNUSED, in_all, note
from testban.monitoring.model import NOT_LOCATED, Arrival, Event

ARRIVALS = tuple(Arrival(f"S{k}", 0.0) for k in range(10))


def test_reasons_are_summed_over_events_and_lines_of_files() -> None:
    events = [
        Event(
            "a",
            None,
            ARRIVALS,
            notes=(note(ARRIVALS[:3], UNKNOWN, ["X", "Y"]), note(ARRIVALS[:1], UNUSED, ["PP"])),
        ),
        Event(
            "b",
            None,
            ARRIVALS,
            notes=(note(ARRIVALS[:1], UNKNOWN, ["X"]), "2 arrivals doubted, for …"),
        ),
        Event("c", None, ARRIVALS, notes=(note(ARRIVALS[:2], REPEATED), f"{NOT_LOCATED}too few")),
    ]
    files = (
        "a.csv:3: no time; left out (7 times)",
        "a.csv:9: no station; left out",
        "b.xml: 2 arrivals repeat another: X; left out [b.xml:7, 9]",
        "b.csv: 5 more were left out for other reasons",
    )
    assert in_all(events, files) == (
        "in all: 7 of 30 arrivals left out (4 without coordinates of the station, 2 given before, "
        "1 of phases that do not locate); 3 of 3 events not located; 15 things in the files not read"
    )


def test_nothing_left_out_is_no_line() -> None:
    assert in_all([]) == ""
