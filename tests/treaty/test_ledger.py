"""The ledger: nothing is lost, and nothing impossible gets in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from testban.errors import LedgerError
from testban.reference.actions import Action, actions
from testban.reference.treaties import treaties
from testban.treaty.ledger import Ledger, RejectedError
from testban.treaty.status import status

CTBT = treaties()["CTBT"]


def act(treaty: str, state: str, action: str, day: str, **more: Any) -> Action:
    values: dict[str, Any] = {"scope": "", "source": "C.N.1.2026", **more}
    return Action(treaty, state, action, deposited=date.fromisoformat(day), **values)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return Ledger.shipped()


def test_the_shipped_actions_fit_their_own_rules() -> None:
    # All at once, into an empty ledger.
    assert len(Ledger(()).add(actions()).entries) == len(actions())


def test_they_fit_in_the_order_of_their_days_too() -> None:
    ledger = Ledger(())
    for action in sorted(actions(), key=lambda a: (a.deposited, not a.signs, a.withdraws)):
        if action.state in {"MNE", "RUS", "TON", "LKA", "COK"}:
            ledger = ledger.add([action])
    assert len(ledger.of("CTBT", "RUS")) == 3


def test_adding_leaves_the_old_ledger_as_it_was(ledger: Ledger) -> None:
    more = ledger.add([act("CTBT", "CHN", "ratification", "2026-12-01")])
    assert len(more.entries) == len(ledger.entries) + 1
    day = date(2026, 12, 2)
    assert status(more, CTBT, day).counts["ratifiers"] == 180
    assert status(ledger, CTBT, day).counts["ratifiers"] == 179


def test_a_later_entry_supersedes_an_earlier_one_and_both_stay_visible(ledger: Ledger) -> None:
    correction = act(
        "CTBT", "GIN", "ratification", "2011-09-20", supersedes="CTBT/GIN/ratification",
        reason="another record has the 20th",
    )  # fmt: skip
    more = ledger.add([correction])
    entries = [e for e in more.entries if e.action.key == "CTBT/GIN/ratification"]
    assert [entry.superseded_by for entry in entries] == [correction, None]
    assert more.of("CTBT", "GIN")[-1] == correction
    day = date(2011, 9, 21)
    assert status(more, CTBT, day).counts["ratifiers"] == (
        status(ledger, CTBT, day).counts["ratifiers"] + 1
    )


def test_a_correction_can_be_corrected(ledger: Ledger) -> None:
    key = "CTBT/GIN/ratification"
    first = act("CTBT", "GIN", "ratification", "2011-09-20", supersedes=key, reason="a")
    second = act("CTBT", "GIN", "ratification", "2011-09-22", supersedes=key, reason="b")
    more = ledger.add([first]).add([second])
    chain = [e.superseded_by for e in more.entries if e.action.key == key]
    assert chain == [first, second, None]
    assert more.of("CTBT", "GIN")[-1] == second


def test_an_accession_can_turn_out_to_be_a_ratification(ledger: Ledger) -> None:
    # The open question of Tonga and the TPNW.
    signature = act("TPNW", "TON", "signature", "2026-07-07")
    ratification = act(
        "TPNW", "TON", "ratification", "2026-07-07", supersedes="TPNW/TON/accession",
        reason="the depositary's page counts 96 signatories",
    )  # fmt: skip
    more = ledger.add([signature, ratification])
    counts = status(more, treaties()["TPNW"], date(2026, 8, 1)).counts
    assert (counts["signatories"], counts["ratifiers"]) == (96, 75)


def test_a_void_entry_takes_one_away_and_stays_visible(ledger: Ledger) -> None:
    wrong = ledger.add([act("CTBT", "CHN", "ratification", "2026-12-01")])
    void = act("CTBT", "CHN", "void", "2026-12-01", supersedes="CTBT/CHN/ratification",
               reason="mistaken")  # fmt: skip
    more = wrong.add([void])
    assert [action.action for action in more.of("CTBT", "CHN")] == ["signature"]
    assert len(more.entries) == len(ledger.entries) + 2
    # The way is free for the real one.
    assert more.add([act("CTBT", "CHN", "ratification", "2027-01-01")])


def test_a_second_ratification_needs_the_day_to_be_named(ledger: Ledger) -> None:
    more = ledger.add([act("CTBT", "RUS", "ratification", "2027-01-01")])
    with pytest.raises(LedgerError, match=r"names two entries.*@2000-06-30 or .*@2027-01-01"):
        more.find("CTBT/RUS/ratification")
    assert more.find("CTBT/RUS/ratification@2027-01-01").deposited == date(2027, 1, 1)


def test_russia_can_ratify_again(ledger: Ledger) -> None:
    more = ledger.add([act("CTBT", "RUS", "ratification", "2027-01-01")])
    assert status(more, CTBT, date(2026, 12, 31)).counts["annex2_ratifiers"] == 35
    assert status(more, CTBT, date(2027, 1, 1)).counts["annex2_ratifiers"] == 36


REFUSED = [
    (act("CTBT", "FRA", "signature", "2026-12-01"), "FRA signed on 1996-09-24 already"),
    (act("CTBT", "FRA", "ratification", "2026-12-01"), "deposited its ratification on 1998-04-06"),
    (act("CTBT", "IND", "ratification", "2026-12-01"), "IND has not signed the CTBT"),
    (act("CTBT", "IND", "accession", "2026-12-01"), "accession only once it is in force"),
    (act("CTBT", "CHN", "approval", "2026-12-01"), "knows no approval"),
    (act("TPNW", "BRA", "accession", "2026-12-01"), "has signed does not accede"),
    (act("TPNW", "FRA", "ratification", "2026-12-01"), "or enter an accession"),
    (
        act("CTBT", "CHN", "withdrawal", "2026-12-01", scope="ratification"),
        "CHN has no instrument on deposit",
    ),
    (
        act("CTBT", "RUS", "withdrawal", "2026-12-01", scope="ratification"),
        "RUS has no instrument on deposit",
    ),
    (
        act("CTBT", "FRA", "withdrawal", "2026-12-01", scope="treaty"),
        "only a ratification can be withdrawn",
    ),
    (
        act("TPNW", "AUT", "withdrawal", "2026-12-01", scope="ratification"),
        "a party withdraws from the treaty",
    ),
    (act("CTBT", "FRA", "withdrawal", "2026-12-01"), "cannot have the scope ''"),
    (act("CTBT", "FRA", "signature", "2026-12-01", scope="x"), "cannot have the scope 'x'"),
    (act("CTBT", "IND", "signature", "1996-09-23"), "before the CTBT was opened for signature"),
    (
        act("CTBT", "CHN", "ratification", "2026-12-01", effect=date(2026, 11, 30)),
        "before its deposit",
    ),
    (act("CTBT", "XYZ", "signature", "2026-12-01"), "no State has the code 'XYZ'"),
    (act("ABC", "FRA", "signature", "2026-12-01"), "no treaty is called 'ABC'"),
    (act("CTBT", "FRA", "denunciation", "2026-12-01"), "no action is called 'denunciation'"),
    (act("CTBT", "IND", "signature", "2026-12-01", confidence="sure"), "confidence"),
    (
        act("CTBT", "IND", "signature", "2026-12-01", supersedes="CTBT/IND/signature"),
        "needs both the other's key and a reason",
    ),
    (
        act("CTBT", "IND", "signature", "2026-12-01", supersedes="CTBT/IND/signature", reason="x"),
        "no standing entry has the key 'CTBT/IND/signature'",
    ),
    (act("CTBT", "IND", "void", "2026-12-01"), "must name the entry that it voids"),
    (
        act("CTBT", "FRA", "void", "2026-12-01", supersedes="CTBT/FRA/signature", reason="x"),
        "FRA has not signed the CTBT by 1998-04-06",
    ),
]


@pytest.mark.parametrize(("action", "says"), REFUSED, ids=[says for _, says in REFUSED])
def test_what_cannot_be_is_refused_in_one_line_with_a_cure(
    ledger: Ledger, action: Action, says: str
) -> None:
    with pytest.raises(RejectedError) as error:
        ledger.add([action])
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_signing_the_ctbt_ends_with_its_entry_into_force(ledger: Ledger) -> None:
    annex2 = CTBT.entry.required_states
    held = {action.state for action in ledger.of("CTBT") if action.binds} - {"RUS"}
    missing = [state for state in annex2 if state not in held]
    unsigned = [s for s in missing if not any(a.signs for a in ledger.of("CTBT", s))]
    done = ledger.add(
        [act("CTBT", s, "signature", "2027-01-01") for s in unsigned]
        + [act("CTBT", s, "ratification", "2027-01-01") for s in missing]
    )
    with pytest.raises(RejectedError, match="open for signature only until"):
        done.add([act("CTBT", "BTN", "signature", "2027-06-30")])
    with pytest.raises(RejectedError, match="once it is in force"):
        done.add([act("CTBT", "BTN", "accession", "2027-06-29")])
    assert done.add([act("CTBT", "BTN", "accession", "2027-06-30")])


def test_one_bad_action_keeps_the_good_ones_out(ledger: Ledger) -> None:
    good = act("CTBT", "CHN", "ratification", "2026-12-01")
    bad = act("CTBT", "XYZ", "ratification", "2026-12-01")
    with pytest.raises(RejectedError) as error:
        ledger.add([good, bad, replace(bad, state="ZZZ")])
    assert [position for position, _ in error.value.problems] == [1, 2]
    assert "(and 1 more)" in str(error.value)


def test_the_order_of_new_entries_does_not_matter(ledger: Ledger) -> None:
    ratification = act("CTBT", "IND", "ratification", "2027-02-01")
    signature = act("CTBT", "IND", "signature", "2027-01-01")
    assert ledger.add([ratification, signature]).of("CTBT", "IND") == (signature, ratification)


def test_the_same_action_twice_in_one_list_is_refused(ledger: Ledger) -> None:
    twice = act("CTBT", "CHN", "ratification", "2026-12-01")
    with pytest.raises(RejectedError, match="already"):
        ledger.add([twice, replace(twice, source="another")])


def test_an_entry_that_supersedes_nothing_any_more_still_counts() -> None:
    # A store made with older shipped actions: what its entry corrected may be gone.
    orphan = act("CTBT", "CHN", "ratification", "2026-12-01", supersedes="CTBT/CHN/x", reason="r")
    signature = act("CTBT", "CHN", "signature", "1996-09-24")
    assert len(Ledger([signature, orphan]).of("CTBT")) == 2
