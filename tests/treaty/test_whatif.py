"""Suppositions: what would follow, and what would have to happen first."""

from __future__ import annotations

from datetime import date

import pytest

from testban.errors import UsageError
from testban.reference.treaties import treaties
from testban.treaty.ledger import Ledger
from testban.treaty.whatif import whatif

CTBT, TPNW = treaties()["CTBT"], treaties()["TPNW"]
NINE = ["CHN", "EGY", "IRN", "ISR", "USA", "PRK", "IND", "PAK", "RUS"]
NEW_YEAR = date(2027, 1, 1)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return Ledger.shipped()


def test_if_the_nine_ratified_on_new_year_2027(ledger: Ledger) -> None:
    found = whatif(ledger, CTBT, NEW_YEAR, ratify=NINE)
    assert found.after.entry_into_force == date(2027, 6, 30)
    assert not found.after.in_force
    assert found.remarked("must_sign_first") == ("PRK", "IND", "PAK")
    assert found.remarked("ratifies_again") == ("RUS",)
    # The three are supposed to sign as well.
    assert found.after.counts["signatories"] - found.before.counts["signatories"] == 3
    assert found.after.counts["ratifiers"] - found.before.counts["ratifiers"] == 9


def test_if_one_of_them_held_out(ledger: Ledger) -> None:
    found = whatif(ledger, CTBT, NEW_YEAR, ratify=NINE[:-1])
    assert found.after.entry_into_force is None
    assert [missing.state for missing in found.after.requirement.missing] == ["RUS"]


def test_if_the_eight_had_ratified_before_russia_withdrew(ledger: Ledger) -> None:
    # 180 days after 1 May 2023 are over before the withdrawal of 3 November.
    found = whatif(ledger, CTBT, date(2023, 5, 1), ratify=NINE[:-1], as_of=date(2026, 8, 22))
    assert found.after.entry_into_force == date(2023, 10, 28)
    assert found.after.in_force
    # Had they ratified on 1 June, the withdrawal would have come first.
    later = whatif(ledger, CTBT, date(2023, 6, 1), ratify=NINE[:-1], as_of=date(2026, 8, 22))
    assert later.after.entry_into_force is None
    # Without hindsight nothing is known of it.
    blind = whatif(ledger, CTBT, date(2023, 6, 1), ratify=NINE[:-1])
    assert blind.after.entry_into_force == date(2023, 11, 28)


def test_on_top_of_an_earlier_day(ledger: Ledger) -> None:
    found = whatif(ledger, CTBT, date(2022, 1, 1), ratify=["CHN"], as_of=date(2021, 9, 23))
    assert found.before.counts["ratifiers"] == 170
    assert found.after.counts["ratifiers"] == 171
    assert found.after.counts["annex2_ratifiers"] == 37


def test_what_changes_nothing_is_said(ledger: Ledger) -> None:
    found = whatif(ledger, CTBT, NEW_YEAR, ratify=["FRA"], sign=["CHN"], withdraw=["IND"])
    assert found.remarked("already_ratified") == ("FRA",)
    assert found.remarked("already_signed") == ("CHN",)
    assert found.remarked("nothing_to_withdraw") == ("IND",)
    assert found.supposed == ()
    assert found.before == found.after


def test_a_withdrawal_from_a_treaty_not_in_force_takes_effect_at_once(ledger: Ledger) -> None:
    found = whatif(ledger, CTBT, NEW_YEAR, withdraw=["FRA"])
    assert found.after.counts["annex2_ratifiers"] == found.before.counts["annex2_ratifiers"] - 1
    assert found.after.counts["signatories"] == found.before.counts["signatories"]


def test_a_party_to_the_tpnw_would_leave_after_twelve_months(ledger: Ledger) -> None:
    found = whatif(ledger, TPNW, NEW_YEAR, withdraw=["AUT"])
    assert found.after.counts == found.before.counts
    assert [(r.code, r.states, r.on) for r in found.remarks] == [
        ("leaves_on", ("AUT",), date(2028, 1, 1))
    ]


def test_who_never_signed_accedes_to_the_tpnw(ledger: Ledger) -> None:
    found = whatif(ledger, TPNW, NEW_YEAR, ratify=["FRA", "BRA"])
    assert [(a.state, a.action) for a in found.supposed] == [
        ("FRA", "accession"),
        ("BRA", "ratification"),
    ]
    assert found.remarked("accedes") == ("FRA",)
    # Party at once in the depositary's count, in force for them after 90 days.
    assert found.after.counts["parties"] - found.before.counts["parties"] == 2
    assert found.after.counts["in_force_for"] == found.before.counts["in_force_for"]


def test_one_more_would_have_brought_the_tpnw_into_force_sooner(ledger: Ledger) -> None:
    found = whatif(ledger, TPNW, date(2020, 10, 23), ratify=["BRA"])
    assert found.before.entry_into_force is None
    assert found.after.entry_into_force == date(2021, 1, 21)


def test_one_withdrawal_in_time_would_have_kept_it_out_of_force(ledger: Ledger) -> None:
    # On 1 November 2020 there were fifty instruments, and ninety days had begun to run.
    found = whatif(ledger, TPNW, date(2020, 11, 1), withdraw=["HND"])
    assert found.before.entry_into_force == date(2021, 1, 22)
    assert found.after.entry_into_force is None


def test_a_supposition_is_no_entry(ledger: Ledger) -> None:
    entries = len(ledger.entries)
    found = whatif(ledger, CTBT, NEW_YEAR, ratify=["CHN"])
    assert found.after.last_entry == found.before.last_entry < NEW_YEAR
    assert len(ledger.entries) == entries


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({}, "nothing is supposed"),
        ({"ratify": ["USA"], "withdraw": ["USA"]}, "USA cannot join and withdraw"),
    ],
)
def test_what_cannot_be_supposed(
    ledger: Ledger, arguments: dict[str, list[str]], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        whatif(ledger, CTBT, NEW_YEAR, **arguments)


def test_nobody_can_sign_before_the_opening(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="not yet open for signature on 1996-09-23"):
        whatif(ledger, CTBT, date(1996, 9, 23), sign=["IND"])
