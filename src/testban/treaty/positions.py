"""From actions to where each State stands, and to when the treaty enters into force.

All functions take one treaty's actions, already freed of superseded entries, in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from testban.reference.actions import RATIFICATION, WHOLE_TREATY, Action
from testban.reference.treaties import EntryRule, Treaty
from testban.treaty.days import add_days, add_months

__all__ = [
    "EntryIntoForce",
    "Position",
    "chronological",
    "counts_towards",
    "entry_into_force",
    "positions",
    "withdrawal_effect",
]


@dataclass(frozen=True, slots=True)
class Position:
    """Where one State stands in one treaty on one day.

    Attributes
    ----------
    signed
        Its signature, or its succession to one; never lost again.
    instrument
        Its instrument of consent, unless withdrawn with effect by that day.
    withdrawn
        The withdrawal that took its instrument back, if that was the last of the two.
    in_force_on
        Day on which the treaty enters, or entered, into force for it; None where that cannot be
        said yet, or where it has no instrument on deposit.
    """

    state: str
    signed: Action | None = None
    instrument: Action | None = None
    withdrawn: Action | None = None
    in_force_on: date | None = None


@dataclass(frozen=True, slots=True)
class EntryIntoForce:
    """The day on which the requirement was complete, and the day of entry into force."""

    met_on: date | None = None
    on: date | None = None


def chronological(actions: Iterable[Action]) -> list[Action]:
    """The actions by day of deposit; on one day signature first and withdrawal last."""
    return sorted(actions, key=lambda a: (a.deposited, not a.signs, a.withdraws))


def withdrawal_effect(treaty: Treaty, action: Action) -> date:
    """The day from which a withdrawal has effect.

    A ratification of a treaty not in force is withdrawn by the notification itself; a party leaves
    a treaty in force when the notice that the treaty asks for has run.
    """
    if action.effect:
        return action.effect
    if action.scope == WHOLE_TREATY:
        return add_months(action.deposited, treaty.withdrawal.months)
    return action.deposited


def counts_towards(rule: EntryRule, action: Action) -> bool:
    """Whether the instrument counts towards entry into force.

    A succession to a ratification counts as the ratification that it continues.
    """
    kind = action.scope if action.action == "succession" else action.action
    return kind in rule.counted


def _satisfied(rule: EntryRule, holders: set[str]) -> bool:
    required = set(rule.required_states)
    return required <= holders and len(holders - required) >= rule.required_number


def entry_into_force(treaty: Treaty, actions: Iterable[Action]) -> EntryIntoForce:
    """When the treaty enters into force, by its rule, given these actions.

    The instruments must be on deposit at the same time, and stay so until the day of entry into
    force: before it no State is bound, and one that withdraws its instrument is no longer among
    those that the rule counts. Once in force, a treaty does not lapse because the number falls
    again (Vienna Convention on the Law of Treaties, article 55).
    """
    rule = treaty.entry
    # (day, whether it is a withdrawal, State): on one day withdrawals come last, once sorted.
    events: list[tuple[date, bool, str]] = []
    for action in actions:
        if action.binds and counts_towards(rule, action):
            events.append((action.deposited, False, action.state))
        elif action.withdraws and action.scope == RATIFICATION:
            events.append((withdrawal_effect(treaty, action), True, action.state))
    events.sort()
    holders: set[str] = set()
    entry = EntryIntoForce()
    for day, same_day in groupby(events, key=lambda event: event[0]):
        if entry.on and day >= entry.on:
            return entry
        for _, withdraws, state in same_day:
            (holders.discard if withdraws else holders.add)(state)
        if not _satisfied(rule, holders):
            entry = EntryIntoForce()
        elif not entry.on:
            on = add_days(day, rule.delay_days)
            entry = EntryIntoForce(day, max(on, rule.not_before) if rule.not_before else on)
    return entry


def _in_force_on(treaty: Treaty, entry: EntryIntoForce, instrument: Action) -> date | None:
    if entry.on is None or entry.met_on is None:
        return None
    if instrument.effect:
        return max(instrument.effect, entry.on)
    start = entry.on if treaty.later.after == "entry_into_force" else entry.met_on
    if instrument.deposited <= start:
        return entry.on
    return max(add_days(instrument.deposited, treaty.later.delay_days), entry.on)


def positions(
    treaty: Treaty, actions: Iterable[Action], as_of: date, entry: EntryIntoForce
) -> Mapping[str, Position]:
    """Where each State with an action stands on `as_of`, by ISO3 code."""
    signed: dict[str, Action] = {}
    instruments: dict[str, Action] = {}
    withdrawn: dict[str, Action] = {}
    for action in chronological(actions):
        state = action.state
        if action.deposited > as_of:
            break
        if action.signs:
            signed.setdefault(state, action)
        elif action.binds:
            instruments.setdefault(state, action)
            withdrawn.pop(state, None)
        elif action.withdraws and withdrawal_effect(treaty, action) <= as_of:
            instruments.pop(state, None)
            withdrawn[state] = action
    return {
        state: Position(
            state,
            signed.get(state),
            instrument := instruments.get(state),
            withdrawn.get(state),
            _in_force_on(treaty, entry, instrument) if instrument else None,
        )
        for state in {**signed, **instruments, **withdrawn}
    }
