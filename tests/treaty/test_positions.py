"""Entry into force and the standing of States, on made-up actions under real and made-up rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from testban.reference.actions import Action
from testban.reference.treaties import EntryRule, LaterRule, Treaty, treaties
from testban.treaty.positions import EntryIntoForce, entry_into_force, positions

CTBT, TPNW, NPT, PTBT = (treaties()[name] for name in ("CTBT", "TPNW", "NPT", "PTBT"))
ANNEX_2 = CTBT.entry.required_states
STATES = [f"S{number:02}" for number in range(60)]


def act(treaty: Treaty, state: str, action: str, day: date, **more: object) -> Action:
    scope = str(more.pop("scope", ""))
    return Action(treaty.id, state, action, scope, day, **more)  # type: ignore[arg-type]


def ratify(treaty: Treaty, states: list[str] | tuple[str, ...], day: date) -> list[Action]:
    return [act(treaty, state, "ratification", day) for state in states]


def test_the_ctbt_waits_for_the_last_of_the_44() -> None:
    most = ratify(CTBT, ANNEX_2[:-1], date(2000, 1, 1))
    others = ratify(CTBT, STATES, date(2000, 1, 1))
    assert entry_into_force(CTBT, most + others).on is None
    last = ratify(CTBT, ANNEX_2[-1:], date(2027, 1, 1))
    assert entry_into_force(CTBT, most + last) == EntryIntoForce(
        date(2027, 1, 1), date(2027, 6, 30)
    )


def test_the_ctbt_waits_for_the_second_anniversary_of_its_opening() -> None:
    # All 44 on the first day, 180 days later would be March 1997.
    entry = entry_into_force(CTBT, ratify(CTBT, ANNEX_2, date(1996, 9, 24)))
    assert entry.on == date(1998, 9, 24)


def test_a_withdrawal_before_the_last_deposit_reopens_the_requirement() -> None:
    first, *rest = ANNEX_2
    actions = [
        *ratify(CTBT, [first], date(2000, 1, 1)),
        act(CTBT, first, "withdrawal", date(2001, 1, 1), scope="ratification"),
        *ratify(CTBT, rest, date(2002, 1, 1)),
    ]
    assert entry_into_force(CTBT, actions).on is None
    actions += ratify(CTBT, [first], date(2003, 1, 1))
    assert entry_into_force(CTBT, actions).met_on == date(2003, 1, 1)


def test_a_withdrawal_while_the_180_days_run_stops_them() -> None:
    actions = ratify(CTBT, ANNEX_2, date(2027, 1, 1))
    out = act(CTBT, "USA", "withdrawal", date(2027, 6, 29), scope="ratification")
    assert entry_into_force(CTBT, [*actions, out]).on is None
    # On the day of entry into force it is too late.
    late = replace(out, deposited=date(2027, 6, 30))
    assert entry_into_force(CTBT, [*actions, late]).on == date(2027, 6, 30)


def test_a_withdrawal_that_leaves_enough_does_not_stop_the_tpnw() -> None:
    actions = ratify(TPNW, STATES[:51], date(2020, 1, 1))
    out = act(TPNW, STATES[0], "withdrawal", date(2020, 2, 1), scope="ratification")
    assert entry_into_force(TPNW, [*actions, out]).on == date(2020, 3, 31)


def test_once_in_force_the_tpnw_stays_so_though_parties_leave() -> None:
    # Vienna Convention on the Law of Treaties, article 55.
    actions = ratify(TPNW, STATES[:50], date(2020, 1, 1))
    actions += [act(TPNW, s, "withdrawal", date(2021, 1, 1), scope="treaty") for s in STATES[:50]]
    assert entry_into_force(TPNW, actions).on == date(2020, 3, 31)


def test_a_party_leaves_the_tpnw_twelve_months_after_its_notice() -> None:
    actions = ratify(TPNW, STATES[:50], date(2020, 1, 1))
    actions.append(act(TPNW, "S00", "withdrawal", date(2021, 5, 31), scope="treaty"))
    entry = entry_into_force(TPNW, actions)
    before = positions(TPNW, actions, date(2022, 5, 30), entry)["S00"]
    after = positions(TPNW, actions, date(2022, 5, 31), entry)["S00"]
    assert before.instrument
    assert not before.withdrawn
    assert after.withdrawn
    assert not after.instrument


def test_who_is_late_for_the_tpnw_is_late_from_the_fiftieth_deposit() -> None:
    actions = ratify(TPNW, STATES[:50], date(2020, 10, 24))
    actions += ratify(TPNW, STATES[50:51], date(2020, 10, 25))
    entry = entry_into_force(TPNW, actions)
    held = positions(TPNW, actions, date(2021, 3, 1), entry)
    assert held["S00"].in_force_on == date(2021, 1, 22)
    assert held["S50"].in_force_on == date(2021, 1, 23)


def test_who_is_late_for_the_ctbt_is_late_from_its_entry_into_force() -> None:
    actions = ratify(CTBT, ANNEX_2, date(2027, 1, 1))
    actions += ratify(CTBT, ["TON"], date(2027, 6, 30)) + ratify(CTBT, ["FJI"], date(2027, 7, 1))
    entry = entry_into_force(CTBT, actions)
    held = positions(CTBT, actions, date(2028, 1, 1), entry)
    assert held["TON"].in_force_on == date(2027, 6, 30)
    assert held["FJI"].in_force_on == date(2027, 7, 31)


def test_the_npt_needs_its_depositaries_and_forty_others() -> None:
    day = date(1970, 3, 5)
    depositaries = ratify(NPT, NPT.entry.required_states, day)
    assert entry_into_force(NPT, depositaries + ratify(NPT, STATES[:39], day)).on is None
    assert entry_into_force(NPT, depositaries + ratify(NPT, STATES[:40], day)).on == day
    # "Forty other States signatory": an accession does not help.
    acceding = [act(NPT, state, "accession", day) for state in STATES[:40]]
    assert entry_into_force(NPT, depositaries + acceding).on is None
    assert entry_into_force(NPT, ratify(NPT, STATES[:60], day)).on is None


def test_the_ptbt_entered_into_force_with_the_third_original_party() -> None:
    day = date(1963, 10, 10)
    actions = ratify(PTBT, PTBT.entry.required_states, day)
    assert entry_into_force(PTBT, actions).on == PTBT.entered_into_force == day


def test_a_succession_to_a_ratification_counts_as_the_ratification() -> None:
    first, *rest = ANNEX_2
    day = date(2027, 1, 1)
    succession = act(CTBT, first, "succession", day, scope="ratification")
    signature = replace(succession, scope="signature")
    assert entry_into_force(CTBT, [*ratify(CTBT, rest, day), succession]).on
    assert not entry_into_force(CTBT, [*ratify(CTBT, rest, day), signature]).on


MADE_UP = replace(
    TPNW,
    entry=EntryRule({}, "", {}, ("S00", "S01"), 2, frozenset({"ratification"}), 10, None),
    later=LaterRule({}, 5, "requirement"),
)

acts = st.lists(
    st.tuples(st.sampled_from(STATES[:5]), st.integers(0, 30), st.booleans()), max_size=25
)


def held_on(history: list[tuple[str, int, bool]], day: int) -> set[str]:
    """Who has an instrument on deposit at the end of the day, worked out day by day."""
    holders: set[str] = set()
    for number in range(day + 1):
        today = [(state, out) for state, when, out in history if when == number]
        holders |= {state for state, out in today if not out}
        holders -= {state for state, out in today if out}
    return holders


def slow_entry(history: list[tuple[str, int, bool]]) -> int | None:
    """The rule by definition: satisfied on ten days running and the day before the eleventh."""
    run = 0
    for day in range(60):
        if run == 10:
            return day
        holders = held_on(history, day)
        satisfied = {"S00", "S01"} <= holders and len(holders - {"S00", "S01"}) >= 2
        run = run + 1 if satisfied else 0
    return None


@given(acts)
def test_entry_into_force_is_what_a_day_by_day_reading_of_the_rule_gives(
    history: list[tuple[str, int, bool]],
) -> None:
    start = date(2020, 1, 1)
    actions = [
        act(MADE_UP, state, "withdrawal" if out else "ratification", start + timedelta(days=day),
            scope="ratification" if out else "")
        for state, day, out in history
    ]  # fmt: skip
    expected = slow_entry(history)
    on = entry_into_force(MADE_UP, actions).on
    assert on == (None if expected is None else start + timedelta(days=expected))
