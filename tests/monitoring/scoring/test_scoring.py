"""Scoring: the matching is the best there is, the real bulletins of Wells 2008 score as published."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testban.errors import UsageError
from testban.monitoring.model import Arrival, Event, Magnitude, Origin
from testban.monitoring.scoring import Gates, explain, match_events, score


def _event(
    name: str,
    time: float,
    latitude: float,
    longitude: float,
    *stations: str,
    magnitude: float | None = None,
) -> Event:
    return Event(
        name,
        Origin(time, latitude, longitude, 0.0),
        tuple(Arrival(station, time + 100.0 + 10 * n) for n, station in enumerate(stations)),
        () if magnitude is None else (Magnitude("mb", magnitude, None, 3),),
    )


def test_an_event_is_matched_across_the_antimeridian_and_over_the_pole() -> None:
    events = [_event("a", 0.0, 10.0, 179.0), _event("b", 1000.0, 89.0, 0.0)]
    truth = [_event("c", 5.0, 10.0, -179.0), _event("d", 1000.0, 89.0, 180.0)]
    assert [(m.event, m.truth) for m in match_events(events, truth)] == [(0, 0), (1, 1)]


def test_the_nearest_pair_gives_way_where_that_makes_two_pairs() -> None:
    # b is nearest to c; but then a, which only c can match, would be alone.
    events = [_event("a", 0.0, 0.0, 0.0), _event("b", 0.0, 0.0, 4.0)]
    truth = [_event("c", 0.0, 0.0, 4.5), _event("d", 0.0, 0.0, 8.0)]
    assert [(m.event, m.truth) for m in match_events(events, truth)] == [(0, 0), (1, 1)]


def _weights(
    cost: dict[tuple[int, int], float | None], order: tuple[int | None, ...]
) -> list[float]:
    weights = [cost[a, b] for a, b in enumerate(order) if b is not None]
    return [weight for weight in weights if weight is not None]


_places = st.lists(
    st.tuples(st.floats(0, 120), st.floats(-4, 4), st.floats(-4, 4)), min_size=1, max_size=4
)


@given(_places, _places)
def test_no_other_matching_has_more_pairs_or_is_closer(
    one: list[tuple[float, float, float]], two: list[tuple[float, float, float]]
) -> None:
    events = [_event(str(n), *place) for n, place in enumerate(one)]
    truth = [_event(str(n), *place) for n, place in enumerate(two)]
    gates = Gates()

    def weight(a: int, b: int) -> float | None:
        found = match_events([events[a]], [truth[b]], gates)
        if not found:
            return None
        return found[0].distance_deg / gates.distance_deg + abs(found[0].time_s) / gates.time_s

    cost = {(a, b): weight(a, b) for a in range(len(events)) for b in range(len(truth))}
    slots = [*range(len(truth)), *[None] * len(events)]
    best = min(
        (-len(kept), sum(kept))
        for kept in (_weights(cost, order) for order in set(permutations(slots, len(events))))
    )
    chosen = [cost[m.event, m.truth] for m in match_events(events, truth, gates)]
    assert (-len(chosen), pytest.approx(sum(w for w in chosen if w is not None))) == best


def test_precision_recall_errors_and_shares() -> None:
    events = [
        _event("a", 0.0, 0.0, 0.0, "AAA", "BBB", "CCC"),
        _event("b", 1000.0, 50.0, 50.0, "AAA", "BBB"),
    ]
    truth = [
        _event("c", 2.0, 0.0, 1.0, "AAA", "BBB", magnitude=4.2),
        _event("d", 5000.0, 0.0, 0.0, "AAA", "BBB", magnitude=3.9),
        _event("e", 9000.0, 0.0, 0.0, magnitude=4.4),
        Event("f", None),
    ]
    # c's arrivals are two seconds after a's: not the same.
    found = score(events, truth)
    assert (found.matched, found.events, found.truth, found.without_origin) == (1, 2, 3, 1)
    assert found.precision == 1 / 2
    assert found.recall == pytest.approx(1 / 3)
    assert found.f1 == pytest.approx(0.4)
    assert found.location_error_km.median == pytest.approx(111.195, abs=0.01)
    assert (found.time_error_s.median, found.time_error_s.p90) == (2.0, 2.0)
    assert [(s.name, s.found, s.of) for s in found.by_magnitude] == [
        ("3.5 to 4.0", 0, 1),
        ("4.0 to 4.5", 1, 2),
    ]
    assert (found.arrivals_correct, found.arrivals) == (0, 4)


def test_arrivals_of_the_matched_event_are_counted_once_each() -> None:
    truth = [_event("c", 0.0, 0.0, 0.0, "AAA", "BBB", "CCC")]
    event = Event(
        "a",
        Origin(1.0, 0.0, 0.0, 0.0),
        (
            Arrival("AAA", 100.4),
            Arrival("AAA", 100.2),
            Arrival("BBB", 109.5),
            Arrival("CCC", 125.0),
        ),
    )
    found = score([event], truth)
    assert (found.arrivals_correct, found.arrivals) == (2, 3)


def test_what_too_few_heard_is_neither_missed_nor_false() -> None:
    truth = [
        _event("well", 0.0, 0.0, 0.0, "A", "B", "C"),
        _event("found all the same", 5000.0, 0.0, 0.0, "A", "B"),
        _event("unseen", 9000.0, 0.0, 0.0, "A"),
    ]
    events = [_event("1", 1.0, 0.0, 0.0, "A"), _event("2", 5001.0, 0.0, 0.0, "A")]
    found = score(events, truth, least_stations=3)
    assert (found.events, found.truth, found.matched, found.unheard) == (1, 1, 1, 2)
    assert (found.precision, found.recall) == (1.0, 1.0)
    assert (found.arrivals_correct, found.arrivals) == (1, 3)
    assert explain(events, truth, least_stations=3) == []
    assert [case.truth for case in explain(events, truth)] == ["unseen"]


def test_nothing_on_either_side_is_said_and_no_error() -> None:
    found = score([], [])
    assert (found.precision, found.recall, found.f1) == (None, None, None)
    assert found.location_error_km.median is None


def test_what_became_of_each_event() -> None:
    truth = [
        _event("kept", 0.0, 0.0, 0.0, "A", "B", "C"),
        _event("merged", 20.0, 1.0, 0.0, "D", "E", "F"),
        _event("moved", 5000.0, 0.0, 0.0, "A", "B", "C"),
        _event("missed", 9000.0, 0.0, 0.0, "A", "B"),
    ]
    one = Event(
        "one", Origin(0.0, 0.0, 0.0, 0.0), (*truth[0].arrivals, *truth[1].arrivals)
    )  # has the arrivals of two
    events = [
        one,
        Event("far", Origin(5000.0, 40.0, 0.0, 0.0), truth[2].arrivals),
        _event("false", 20000.0, 0.0, 0.0, "A"),
        _event("again", 30.0, 2.0, 0.0),
    ]
    told = {(case.kind, case.event, case.truth): case.reason for case in explain(events, truth)}
    # "again" is within the gates of "merged", so it is matched with it, and nothing is merged.
    assert set(told) == {
        ("moved", "far", "moved"),
        ("missed", None, "missed"),
        ("false", "false", None),
    }
    assert told["moved", "far", "moved"] == (
        "39.8 degrees and 0 s away; 3 stations: A/- B/- C/- in event far"
    )
    told = {(case.kind, case.event, case.truth): case.reason for case in explain([one], truth[:2])}
    assert list(told) == [("merged", "one", "merged")]
    told = {
        (case.kind, case.event, case.truth): case.reason
        for case in explain([truth[0], events[3]], truth[:1])
    }
    assert list(told) == [("split", "again", "kept")]


def test_what_was_heard_and_not_used_is_told_from_what_was_not_heard() -> None:
    truth = [_event("1", 0.0, 0.0, 0.0, "A", "B", "C"), _event("2", 9000.0, 0.0, 0.0, "A", "B")]
    heard = [arrival for arrival in truth[1].arrivals if arrival.station == "A"]
    (case,) = explain(truth[:1], truth, unassociated=heard)
    assert case.reason == "2 stations: A/- in none, B/- not there"


@pytest.mark.parametrize("gates", [(0.0, 50.0), (5.0, -1.0), (200.0, 50.0), (5.0, float("nan"))])
def test_gates_that_match_nothing_are_refused(gates: tuple[float, float]) -> None:
    with pytest.raises(UsageError, match="gates"):
        Gates(*gates)


def _wells(path: Path) -> list[Event]:
    """Origins as `lon lat depth time mb score evid`."""
    rows = [list(map(float, line.split())) for line in path.read_text("ascii").splitlines()]
    return [
        Event(
            str(n),
            Origin(row[3], row[1], row[0], row[2]),
            magnitudes=(Magnitude("mb", row[4], None, 0),),
        )
        for n, row in enumerate(rows)
    ]


def test_the_bulletins_of_the_wells_earthquake_score_in_their_known_order(shared: Path) -> None:
    """LEB is SEL3 as analysts left it: against ISC it is the more precise; NET-VISA recalls more."""
    folder = shared / "monitoring" / "bulletins" / "sigvisa_wells2008"
    isc = _wells(folder / "isc_bulletin.txt")
    leb, sel3, visa = (
        score(_wells(folder / name), isc, Gates(2.0, 50.0))
        for name in ("leb_bulletin_leb.txt", "sel3_bulletin_sel3.txt", "visa_bulletin_visa.txt")
    )
    assert leb.precision is not None
    assert sel3.precision is not None
    assert leb.recall is not None
    assert sel3.recall is not None
    assert visa.recall is not None
    assert leb.precision > sel3.precision
    assert leb.recall > sel3.recall
    assert visa.recall > sel3.recall
