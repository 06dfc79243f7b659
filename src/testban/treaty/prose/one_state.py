"""Where one State stands in a treaty, as the name of a sentence, and what it did."""

from __future__ import annotations

from datetime import date

from testban.reference.actions import WHOLE_TREATY, Action
from testban.reference.treaties import treaties
from testban.treaty.ledger import Ledger
from testban.treaty.status import Status, status

__all__ = ["actions_by", "stands", "statuses"]


def stands(code: str, status: Status) -> tuple[str, date | None]:
    """The name in `testban.treaty.prose.words` of the sentence for where the State stands.

    Returns
    -------
    The name, and the day in the sentence, if there is one.
    """
    position = status.positions.get(code)
    if position is None:
        # Where no actions are shipped, silence of the ledger says nothing of the State.
        return ("stands_nothing" if status.cutoff else "stands_unknown"), None
    if position.instrument is None:
        withdrawn = position.withdrawn
        if withdrawn is None:
            return "stands_signed", None
        left = withdrawn.scope == WHOLE_TREATY
        return ("stands_left" if left else "stands_withdrawn"), withdrawn.deposited
    on = position.in_force_on
    if not status.in_force or on is None:
        return "stands_ratified", None
    return ("stands_party" if on <= status.as_of else "stands_party_later"), on


def actions_by(ledger: Ledger, status: Status, code: str) -> list[Action]:
    """What the State had done by the day asked about."""
    return [a for a in ledger.of(status.treaty.id, code) if a.deposited <= status.as_of]


def statuses(ledger: Ledger, as_of: date) -> list[Status]:
    """Of every treaty of which the ledger holds actions, in the order of the table."""
    held = [treaty for treaty in treaties().values() if ledger.of(treaty.id)]
    return [status(ledger, treaty, as_of) for treaty in held]
