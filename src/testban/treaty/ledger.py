"""The ledger: all actions in the order of entry, append-only, with what supersedes what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from testban.errors import LedgerError
from testban.reference.actions import VOID, Action, actions
from testban.reference.treaties import Treaty, treaties
from testban.treaty.positions import chronological, entry_into_force
from testban.treaty.timeline import Problem, check_fields, problems

__all__ = ["Ledger", "LedgerEntry", "RejectedError"]


_LIST_KEYS = "List the keys with: testban ledger show."


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One entry, and the later entry that superseded it, if one did."""

    action: Action
    superseded_by: Action | None = None


class RejectedError(LedgerError):
    """Actions that were not entered, none of them.

    Attributes
    ----------
    problems
        By position in the list that was offered, from 0.
    """

    def __init__(self, problems: Sequence[tuple[int, Problem]]) -> None:
        self.problems = tuple(problems)
        first = problems[0][1]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(first.what + more, where=first.action.key, cure=first.cure)


class Ledger:
    """All entries, in the order in which they were made.

    An entry with a key in `Action.supersedes` takes the place of the entry of that key made
    before it; a ``void`` entry takes one away. Both stay visible in `entries`. Whatever is asked
    of the ledger otherwise is answered from the entries that still stand.

    Examples
    --------
    >>> ledger = Ledger.shipped()
    >>> [action.key for action in ledger.of("CTBT", "RUS")]
    ['CTBT/RUS/signature', 'CTBT/RUS/ratification', 'CTBT/RUS/withdrawal/ratification']
    """

    def __init__(self, entered: Iterable[Action]) -> None:
        self._entered = tuple(entered)

    @classmethod
    def shipped(cls) -> Ledger:
        """The ledger as it comes with the package."""
        return cls(actions())

    @cached_property
    def entries(self) -> tuple[LedgerEntry, ...]:
        """Every entry, superseded ones included."""
        superseded: dict[int, Action] = {}
        # Positions of the entries that stand, by key and by dated key.
        standing: dict[str, list[int]] = {}
        for position, action in enumerate(self._entered):
            if action.supersedes:
                for target in list(standing.get(action.supersedes, ())):
                    superseded[target] = action
                    for key in (self._entered[target].key, self._entered[target].dated_key):
                        standing[key].remove(target)
            if action.action != VOID:
                for key in (action.key, action.dated_key):
                    standing.setdefault(key, []).append(position)
        return tuple(
            LedgerEntry(action, superseded.get(position))
            for position, action in enumerate(self._entered)
        )

    @cached_property
    def _standing(self) -> Mapping[str, tuple[Action, ...]]:
        by_treaty: dict[str, list[Action]] = {}
        for entry in self.entries:
            if entry.superseded_by is None and entry.action.action != VOID:
                by_treaty.setdefault(entry.action.treaty, []).append(entry.action)
        return {treaty: tuple(chronological(group)) for treaty, group in by_treaty.items()}

    def of(self, treaty: str, state: str | None = None) -> tuple[Action, ...]:
        """The actions that stand in one treaty, by day; of one State where one is named."""
        standing = self._standing.get(treaty, ())
        if state is None:
            return standing
        return tuple(action for action in standing if action.state == state)

    def last_entry(self, treaty: str) -> date | None:
        """The latest day of deposit in one treaty; None where the ledger holds nothing of it."""
        return max((action.deposited for action in self.of(treaty)), default=None)

    def until(self, day: date) -> Ledger:
        """The ledger with the actions of that day and before, as they stand now."""
        return Ledger(
            action
            for treaty in self._standing
            for action in self._standing[treaty]
            if action.deposited <= day
        )

    def plus(self, more: Iterable[Action]) -> Ledger:
        """The ledger with further entries, unchecked: for suppositions."""
        return Ledger((*self._entered, *more))

    def add(self, more: Sequence[Action]) -> Ledger:
        """The ledger with further entries, once all of them are found to fit.

        The order of the new entries among themselves does not matter, except that one can only
        supersede another that stands before it.

        Raises
        ------
        RejectedError
            At least one does not fit; none is entered.
        """
        found = self._field_problems(more)
        if not found:
            found = self._sequence_problems(more)
        if found:
            raise RejectedError(found)
        return self.plus(more)

    def _field_problems(self, more: Sequence[Action]) -> list[tuple[int, Problem]]:
        found = []
        so_far = self
        for position, action in enumerate(more):
            treaty = treaties().get(action.treaty)
            if treaty is None:
                problem: Problem | None = Problem(action, f"no treaty is called {action.treaty!r}")
            else:
                problem = check_fields(treaty, action) or so_far._target_problem(action)
            if problem:
                found.append((position, problem))
            if any(later.supersedes for later in more[position + 1 :]):
                so_far = so_far.plus([action])
        return found

    def find(self, key: str) -> Action:
        """The standing entry with this key, or key and day.

        Raises
        ------
        LedgerError
            There is none, or the key alone does not tell two of them apart.
        """
        targets = self._targets(key)
        if not targets:
            raise LedgerError(f"no standing entry has the key {key!r}", cure=_LIST_KEYS)
        if len(targets) > 1:
            keys = " or ".join(target.dated_key for target in targets)
            raise LedgerError(f"{key!r} names two entries", cure=f"Use {keys}.")
        return targets[0]

    def _targets(self, key: str) -> list[Action]:
        return [
            entry.action
            for entry in self.entries
            if entry.superseded_by is None
            and entry.action.action != VOID
            and key in (entry.action.key, entry.action.dated_key)
        ]

    def _target_problem(self, action: Action) -> Problem | None:
        if not action.supersedes:
            return None
        try:
            self.find(action.supersedes)
        except LedgerError as error:
            return Problem(action, error.what, error.cure)
        return None

    def _sequence_problems(self, more: Sequence[Action]) -> list[tuple[int, Problem]]:
        """Problems of the States concerned that were not there before."""
        after = self.plus(more)
        touched: dict[tuple[str, str], int] = {}
        for position, action in enumerate(more):
            touched.setdefault((action.treaty, action.state), position)
            for target in self._targets(action.supersedes) if action.supersedes else ():
                touched.setdefault((target.treaty, target.state), position)
        entry_on = {
            name: _entry_on(treaties()[name], after.of(name)) for name in {t for t, _ in touched}
        }
        found = []
        for (name, state), first in touched.items():
            treaty = treaties()[name]
            known = {
                (problem.action, problem.what)
                for problem in problems(treaty, self.of(name, state), entry_on[name])
            }
            for problem in problems(treaty, after.of(name, state), entry_on[name]):
                if (problem.action, problem.what) in known:
                    continue
                position = next((i for i, a in enumerate(more) if a is problem.action), first)
                found.append((position, problem))
        return sorted(found, key=lambda pair: pair[0])


def _entry_on(treaty: Treaty, standing: Sequence[Action]) -> date | None:
    derived = entry_into_force(treaty, standing).on
    # Of some treaties the ledger holds too little to derive it.
    return derived or treaty.entered_into_force
