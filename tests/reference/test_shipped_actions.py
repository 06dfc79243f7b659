"""The shipped actions: what is odd about them, and that nothing else is."""

from __future__ import annotations

from collections import Counter
from datetime import date

from testban.reference.actions import CONFIDENCES, SCOPES, Action, actions
from testban.reference.states import states
from testban.reference.tables import read_table
from testban.reference.treaties import treaties


def of(treaty: str, state: str) -> list[Action]:
    return [a for a in actions() if (a.treaty, a.state) == (treaty, state)]


def test_every_row_is_well_formed_and_has_a_source() -> None:
    titles = {row[0] for row in read_table("action_sources.csv", ("title", "found_at", "note"))}
    for action in actions():
        treaty = treaties()[action.treaty]
        assert action.state in states()
        assert action.scope in SCOPES[action.action]
        assert action.confidence in CONFIDENCES
        assert treaty.ledger_cutoff
        assert treaty.opened <= action.deposited <= treaty.ledger_cutoff
        sources = action.source.split("; ")
        assert all(source in titles or source.startswith("http") for source in sources)


def test_the_depositary_counted_so_on_its_page_of_2026_02_03() -> None:
    # treaties.un.org, chapters XXVI-4 and XXVI-9: what stands at the head of each table.
    counted = Counter(
        (action.treaty, action.signs)
        for action in actions()
        if action.deposited <= date(2026, 2, 3) and not action.withdraws
    )
    assert counted[("CTBT", True)] == 187
    assert counted[("CTBT", False)] == 178 + 1  # the page no longer shows Russia's
    assert counted[("TPNW", True)] == 95
    assert counted[("TPNW", False)] == 74


def test_montenegro_succeeded_and_did_not_sign_or_ratify() -> None:
    found = of("CTBT", "MNE")
    assert [action.key for action in found] == [
        "CTBT/MNE/succession/signature",
        "CTBT/MNE/succession/ratification",
    ]
    for action in found:
        # Deposited in October, with effect from the day of independence.
        assert (action.deposited, action.effect) == (date(2006, 10, 23), date(2006, 6, 3))


def test_russia_withdrew_its_ratification_and_not_its_signature() -> None:
    signature, ratification, withdrawal = of("CTBT", "RUS")
    assert signature.signs
    assert ratification.deposited == date(2000, 6, 30)
    assert withdrawal.key == "CTBT/RUS/withdrawal/ratification"
    assert withdrawal.deposited == withdrawal.notified == withdrawal.effect == date(2023, 11, 3)


def test_dates_that_sources_give_differently_are_marked() -> None:
    conflicts = {a.key: a for a in actions() if a.confidence == "conflict"}
    assert set(conflicts) == {
        "CTBT/CMR/ratification",
        "CTBT/CPV/ratification",
        "CTBT/GHA/ratification",
        "CTBT/GIN/ratification",
        "TPNW/TUV/ratification",
    }
    # A report of the Secretary-General has Cameroon and Cabo Verde the other way round.
    assert conflicts["CTBT/CMR/ratification"].deposited == date(2006, 2, 6)
    assert "2006-03-01" in conflicts["CTBT/CMR/ratification"].note


def test_only_tonga_rests_on_a_single_copy() -> None:
    assert {a.state for a in actions() if a.confidence == "single"} == {"TON"}
