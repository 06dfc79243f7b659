"""The user's ledger entries: appended, checked, and never changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from testban.errors import LedgerError
from testban.reference.actions import Action
from testban.store import Store, load_ledger
from testban.store.engine import connect, locate, writing

# Egypt signed the CTBT in 1996 and had not ratified it when the tables were made.
RATIFIES = Action(
    "CTBT", "EGY", "ratification", "", date(2031, 5, 2), source="C.N.1.2031", note="supposed"
)


def test_an_action_comes_back_as_it_was_entered(store: Store, url: str) -> None:
    entered = store.add_action(RATIFIES)
    assert entered.entry_id == 1
    assert entered.entered_by
    assert entered.entered_at is not None
    assert abs(datetime.now(UTC) - entered.entered_at) < timedelta(minutes=1)
    same = replace(entered, entered_by="", entered_at=None, entry_id=None)
    assert same == RATIFIES
    assert store.actions() == store.actions("CTBT") == [entered]
    assert store.actions("TPNW") == []
    assert entered in store.ledger().of("CTBT", "EGY")
    assert entered in load_ledger(url).of("CTBT", "EGY")


def test_a_later_entry_supersedes_and_both_stay(store: Store) -> None:
    store.add_action(RATIFIES)
    later = replace(
        RATIFIES, deposited=date(2031, 5, 3), supersedes=RATIFIES.key, reason="wrong day"
    )
    store.add_action(later)
    ledger = store.ledger()
    days = [a.deposited for a in ledger.of("CTBT", "EGY") if a.action == "ratification"]
    assert days == [date(2031, 5, 3)]
    assert [a.deposited.day for a in store.actions()] == [2, 3]


def test_of_several_actions_all_are_entered_or_none(store: Store) -> None:
    wrong = replace(RATIFIES, state="XXX")
    with pytest.raises(LedgerError):
        store.add_actions([RATIFIES, wrong])
    assert store.actions() == []
    store.add_action(RATIFIES)
    with pytest.raises(LedgerError):
        store.add_action(RATIFIES)
    assert len(store.actions()) == 1


@pytest.mark.parametrize("statement", ["UPDATE actions SET state = 'CMR'", "DELETE FROM actions"])
def test_the_database_itself_refuses_to_change_an_entry(
    store: Store, url: str, statement: str
) -> None:
    entered = store.add_action(RATIFIES)
    engine = connect(locate(url))
    with (
        pytest.raises(DBAPIError, match="the ledger is append-only"),
        writing(engine) as connection,
    ):
        connection.execute(sa.text(statement))
    engine.dispose()
    assert store.actions() == [entered]
