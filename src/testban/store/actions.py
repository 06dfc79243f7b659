"""The user's entries in the ledger: appended, never changed."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from testban.reference.actions import Action
from testban.store.schema import actions
from testban.treaty.ledger import Ledger

__all__ = ["append", "entered"]

# Two processes that enter at once: the second checks its entries against the first one's.
_LEDGER_LOCK = 0x7E57BA3


def entered(connection: Connection) -> list[Action]:
    """The user's actions, in the order in which they were entered."""
    return [_action(row) for row in connection.execute(sa.select(actions).order_by(actions.c.id))]


def append(connection: Connection, new: Sequence[Action]) -> list[Action]:
    """Enter actions, all or none; what was entered, with number, time and person.

    Raises
    ------
    LedgerError
        One of them does not fit the ledger.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LEDGER_LOCK)))
    before = entered(connection)
    Ledger.shipped().plus(before).add(new)
    time = datetime.now(UTC).isoformat(timespec="microseconds")
    for action in new:
        connection.execute(sa.insert(actions).values(_row(action, time)))
    return entered(connection)[len(before) :]


def _row(action: Action, time: str) -> dict[str, Any]:
    return {
        "treaty": action.treaty,
        "state": action.state,
        "action": action.action,
        "scope": action.scope,
        "deposited": action.deposited,
        "effect": action.effect,
        "notified": action.notified,
        "source": action.source,
        "confidence": action.confidence,
        "note": action.note,
        "entered_by": action.entered_by or _person(),
        "entered_at": time,
        "supersedes": action.supersedes,
        "reason": action.reason,
    }


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        # A container may run under a number that has no name.
        return "user"


def _action(row: Any) -> Action:
    return Action(
        treaty=row.treaty,
        state=row.state,
        action=row.action,
        scope=row.scope,
        deposited=row.deposited,
        effect=row.effect,
        notified=row.notified,
        source=row.source,
        confidence=row.confidence,
        note=row.note,
        entered_by=row.entered_by,
        entered_at=datetime.fromisoformat(row.entered_at),
        entry_id=row.id,
        supersedes=row.supersedes,
        reason=row.reason,
    )
