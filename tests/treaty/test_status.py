"""Where the treaties stand on the days that matter."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest

from testban.errors import LedgerError
from testban.reference.actions import Action
from testban.reference.treaties import Treaty, treaties
from testban.treaty.ledger import Ledger
from testban.treaty.status import Status, status
from tests.pace import allowed

CTBT, TPNW, NPT = (treaties()[name] for name in ("CTBT", "TPNW", "NPT"))


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return Ledger.shipped()


def test_the_ctbt_on_the_day_of_the_2021_conference(ledger: Ledger) -> None:
    found = status(ledger, CTBT, date(2021, 9, 23))
    assert not found.in_force
    assert found.entry_into_force is None
    assert (found.requirement.required, found.requirement.met) == (44, 36)
    assert {m.state: m.signed is not None for m in found.requirement.missing} == {
        "CHN": True,
        "EGY": True,
        "IRN": True,
        "ISR": True,
        "USA": True,
        "IND": False,
        "PAK": False,
        "PRK": False,
    }


def test_the_shape_that_programs_depend_on(ledger: Ledger) -> None:
    value = json.loads(json.dumps(status(ledger, CTBT, date(2021, 9, 23)).as_json()))
    assert value["treaty"] == "CTBT"
    assert value["as_of"] == "2021-09-23"
    assert value["in_force"] is False
    assert value["entry_into_force"] is None
    assert value["cutoff"] == "2026-08-22"
    assert {"signatories": 185, "ratifiers": 170, "parties": 0, "in_force_for": 0}.items() <= value[
        "counts"
    ].items()
    requirement = value["requirement"]
    assert "XIV" in requirement["article"]
    assert (requirement["required"], requirement["met"]) == (44, 36)
    assert {"state", "signed"} <= set(requirement["missing"][0])


def test_a_withdrawn_ratification_lowers_a_count_and_keeps_the_signature(ledger: Ledger) -> None:
    before = status(ledger, CTBT, date(2023, 11, 2))
    after = status(ledger, CTBT, date(2023, 11, 3))
    assert before.counts["ratifiers"] - after.counts["ratifiers"] == 1
    assert before.counts["annex2_ratifiers"] - after.counts["annex2_ratifiers"] == 1
    assert before.counts["signatories"] == after.counts["signatories"]
    russia = next(m for m in after.requirement.missing if m.state == "RUS")
    assert russia.signed == date(1996, 9, 24)
    assert russia.withdrawn == date(2023, 11, 3)
    assert (before.requirement.missing_number, after.requirement.missing_number) == (8, 9)


def test_a_succession_counts_from_its_deposit_and_not_from_its_effect(ledger: Ledger) -> None:
    # Independence and effect on 3 June 2006; on 22 October the depositary knew nothing of it.
    before = status(ledger, CTBT, date(2006, 10, 22))
    after = status(ledger, CTBT, date(2006, 10, 23))
    assert "MNE" not in before.positions
    assert after.counts["signatories"] - before.counts["signatories"] == 1
    assert after.counts["ratifiers"] - before.counts["ratifiers"] == 1


@pytest.mark.parametrize(
    ("day", "in_force", "entry", "met", "lacking"),
    [
        ("2020-10-23", False, None, 49, 1),
        ("2020-10-24", False, "2021-01-22", 50, 0),
        ("2021-01-21", False, "2021-01-22", 50, 0),
        ("2021-01-22", True, "2021-01-22", 50, 0),
        ("2026-08-22", True, "2021-01-22", 50, 0),
    ],
)
def test_the_tpnw_entered_into_force_90_days_after_the_fiftieth_instrument(
    ledger: Ledger, day: str, in_force: bool, entry: str | None, met: int, lacking: int
) -> None:
    found = status(ledger, TPNW, date.fromisoformat(day))
    assert found.in_force is in_force
    assert found.as_json()["entry_into_force"] == entry
    assert (found.requirement.met, found.requirement.missing_number) == (met, lacking)


def test_the_rule_gives_the_day_that_was_published(ledger: Ledger) -> None:
    found = status(ledger, TPNW, date(2026, 1, 1))
    assert found.entry_into_force == TPNW.entered_into_force
    assert not found.published


def test_69_parties_of_which_the_treaty_is_in_force_for_68(ledger: Ledger) -> None:
    # At the second Meeting of States Parties Sri Lanka, which had acceded on 19 September, sat as
    # an observer: for it the treaty entered into force on 18 December.
    found = status(ledger, TPNW, date(2023, 12, 1))
    assert (found.counts["parties"], found.counts["in_force_for"]) == (69, 68)
    assert found.positions["LKA"].in_force_on == date(2023, 12, 18)
    later = status(ledger, TPNW, date(2023, 12, 18))
    assert later.counts["in_force_for"] == 69


def test_there_are_no_parties_before_entry_into_force(ledger: Ledger) -> None:
    found = status(ledger, TPNW, date(2021, 1, 21))
    assert found.counts["ratifiers"] == 51
    assert found.counts["parties"] == found.counts["in_force_for"] == 0


def test_before_it_was_opened_nobody_had_signed(ledger: Ledger) -> None:
    assert status(ledger, CTBT, date(1996, 9, 23)).counts["signatories"] == 0


@pytest.mark.parametrize("name", ["signatories", "ratifiers"])
def test_counts_only_fall_where_russia_withdrew(ledger: Ledger, name: str) -> None:
    days = sorted({action.deposited for action in ledger.of("CTBT")})
    counts = [(day, status(ledger, CTBT, day).counts[name]) for day in days]
    falls = [day for (_, a), (day, b) in pairwise(counts) if b < a]
    assert falls == ([date(2023, 11, 3)] if name == "ratifiers" else [])


def test_the_answer_says_when_it_lies_beyond_the_cutoff(ledger: Ledger) -> None:
    assert not status(ledger, CTBT, date(2026, 8, 22)).beyond_cutoff
    assert status(ledger, CTBT, date(2026, 8, 23)).beyond_cutoff


def test_of_a_treaty_without_actions_nothing_is_claimed(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match=r"of the NPT only the rules.*1970-03-05.*ledger add"):
        status(ledger, NPT, date(2020, 1, 1))


def test_a_treaty_known_in_part_is_in_force_since_the_published_day(ledger: Ledger) -> None:
    own = Action("NPT", "IRL", "signature", "", date(1968, 7, 1), source="UNTS 729")
    found = status(ledger.plus([own]), NPT, date(2020, 1, 1))
    assert found.in_force
    assert found.published
    assert found.entry_into_force == date(1970, 3, 5)
    assert found.cutoff is None
    assert not status(ledger.plus([own]), NPT, date(1970, 3, 4)).in_force


def test_when_a_required_state_leaves_later_the_requirement_stays_met() -> None:
    annex2 = CTBT.entry.required_states
    signed = [Action("CTBT", s, "signature", "", date(2000, 1, 1)) for s in annex2]
    ratified = [Action("CTBT", s, "ratification", "", date(2027, 1, 1)) for s in annex2]
    leaves = Action("CTBT", "USA", "withdrawal", "treaty", date(2028, 1, 1))
    found = status(Ledger([*signed, *ratified, leaves]), CTBT, date(2029, 1, 1))
    assert found.in_force
    assert found.requirement.missing == ()
    assert found.counts["parties"] == found.counts["annex2_ratifiers"] == 43
    assert found.counts["annex2_remaining"] == 1


def best_of(times: int, work: Callable[[], Status]) -> float:
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("treaty", [CTBT, TPNW], ids=lambda treaty: treaty.id)
def test_a_status_takes_less_than_five_milliseconds(ledger: Ledger, treaty: Treaty) -> None:
    assert best_of(20, lambda: status(ledger, treaty, date(2026, 1, 1))) < allowed(0.005)


def test_a_status_looks_no_further_than_its_day(ledger: Ledger) -> None:
    day = date(2010, 6, 1)
    assert (
        status(ledger, CTBT, day).as_json()["counts"]
        == status(ledger.until(day), CTBT, day).as_json()["counts"]
    )
