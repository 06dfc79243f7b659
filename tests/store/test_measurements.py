"""Events in the store: there and back, saved again, and under the names of CSS3.0."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from testban.errors import UsageError
from testban.monitoring.formats import Bulletin
from testban.monitoring.model import Arrival, Event
from testban.store import Store, open_store
from testban.store.engine import connect, locate
from tests.monitoring.formats.made import BULLETIN, EVENT, ORIGIN


def test_an_event_comes_back_with_every_field(store: Store) -> None:
    assert store.save_bulletin(BULLETIN) == {"saved": 1, "replaced": 0}
    again = store.bulletin()
    assert again.events == BULLETIN.events
    assert again.unassociated == BULLETIN.unassociated
    assert store.bulletin("90001").events == BULLETIN.events
    with pytest.raises(UsageError, match="no event is called '90002'"):
        store.bulletin("90002")


def test_saved_again_an_event_takes_the_place_of_its_older_solution(store: Store, url: str) -> None:
    store.save_bulletin(BULLETIN)
    moved = replace(EVENT, origin=replace(ORIGIN, latitude=10.0))
    assert store.save_bulletin(Bulletin((moved,), BULLETIN.unassociated)) == {
        "saved": 0,
        "replaced": 1,
    }
    assert store.bulletin().events == (moved,)
    assert store.bulletin().unassociated == BULLETIN.unassociated
    engine = connect(locate(url))
    with engine.connect() as connection:
        for table, count in (("event", 1), ("origin", 2), ("arrival", 4), ("netmag", 3)):
            assert connection.scalar(sa.text(f"SELECT count(*) FROM {table}")) == count
    engine.dispose()


def test_two_events_of_one_identifier_are_both_kept(store: Store) -> None:
    other = replace(EVENT, arrivals=EVENT.arrivals[:2], magnitudes=(), screening=())
    store.save_bulletin(Bulletin((EVENT,)))
    store.save_bulletin(Bulletin((other,)))
    found = store.bulletin("90001").events
    assert len(found) == 2
    # The numbers were taken: the second event's arrivals have their identifiers in a remark.
    assert found[1].arrivals == other.arrivals


def test_events_that_were_not_located_keep_their_arrivals_apart(store: Store) -> None:
    events = tuple(
        Event(name, None, (Arrival("AAA", float(place), arrival_id="7"),), name="\x00odd")
        for place, name in enumerate(("one", "two"))
    )
    store.save_bulletin(Bulletin(events))
    found = store.bulletin().events
    assert [(event.event_id, event.arrivals[0].time) for event in found] == [
        ("one", 0.0),
        ("two", 1.0),
    ]


def test_the_columns_are_those_of_css(store: Store, url: str) -> None:
    store.save_bulletin(BULLETIN)
    engine = connect(locate(url))
    with engine.connect() as connection:
        row = connection.execute(
            sa.text(
                "SELECT a.sta, a.azimuth, s.esaz, s.phase, o.lat, o.ndef, r.sxx, m.magnitude"
                " FROM event e JOIN origin o ON o.orid = e.prefor JOIN origerr r ON r.orid = o.orid"
                " JOIN assoc s ON s.orid = o.orid JOIN arrival a ON a.arid = s.arid"
                " JOIN netmag m ON m.evid = e.evid AND m.magtype = 'mb' WHERE a.sta = 'USRK'"
            )
        ).one()
    engine.dispose()
    assert tuple(row) == ("USRK", 171.25, 350.5, "Pn", 41.293125, 57, 20.5, 4.8125)


def test_a_store_of_the_first_schema_is_brought_up_and_keeps_what_it_holds(url: str) -> None:
    from alembic import command

    from testban.store.engine import writing
    from testban.store.migrate import migrations_config

    engine = connect(locate(url))
    with writing(engine) as connection:
        command.upgrade(migrations_config(connection), "0001")
        connection.execute(
            sa.text(
                "INSERT INTO runs (id, started_at, version, what, ingested, unchanged, failed, failures)"
                " VALUES (1, '2030', '0', 'papers', 0, 0, 0, '[]')"
            )
        )
    engine.dispose()
    with open_store(url) as store:
        store.save_bulletin(BULLETIN)
        assert store.bulletin().events == BULLETIN.events
        assert len(store.runs()) == 1
