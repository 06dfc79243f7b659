"""Treaty actions: who signed, ratified, acceded, succeeded or withdrew, and when.

The shipped table, ``data/actions.csv``, holds the actions of the Comprehensive Nuclear-Test-Ban
Treaty and of the Treaty on the Prohibition of Nuclear Weapons; what its sources are, and where
their copies were found, stands in ``data/action_sources.csv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from testban.reference.tables import read_table

__all__ = [
    "ACTION_KINDS",
    "COLUMNS",
    "CONFIDENCES",
    "INSTRUMENTS",
    "RATIFICATION",
    "SCOPES",
    "SIGNATURE",
    "VOID",
    "WHOLE_TREATY",
    "Action",
    "actions",
]

SIGNATURE = "signature"
RATIFICATION = "ratification"
WHOLE_TREATY = "treaty"
VOID = "void"

INSTRUMENTS: frozenset[str] = frozenset({RATIFICATION, "acceptance", "approval", "accession"})
"""The actions by which a State consents to be bound (Vienna Convention on the Law of Treaties,
articles 14 and 15); a succession to a ratification has the same effect."""

SCOPES: Mapping[str, tuple[str, ...]] = {
    SIGNATURE: ("",),
    RATIFICATION: ("",),
    "acceptance": ("",),
    "approval": ("",),
    "accession": ("",),
    "succession": (SIGNATURE, RATIFICATION),
    "withdrawal": (RATIFICATION, WHOLE_TREATY),
    VOID: ("",),
}
"""What each kind of action can extend to: what a State succeeded to, what it withdrew."""

ACTION_KINDS: tuple[str, ...] = tuple(SCOPES)
"""``void`` is no act of a State: it is the entry by which a user says that an earlier entry should
never have been made, and it always supersedes one."""

CONFIDENCES = ("confirmed", "single", "conflict", "user")
"""How sure an entry is: two or more copies of the record agree; there is one copy; sources differ
(the note says how); entered by a user."""

COLUMNS = (
    "treaty",
    "state",
    "action",
    "scope",
    "deposited",
    "effect",
    "notified",
    "source",
    "confidence",
    "note",
)
"""The columns of ``data/actions.csv``, which are the first columns of an import file too."""


@dataclass(frozen=True, slots=True)
class Action:
    """One act of one State in respect of one treaty, as one entry of the ledger records it.

    Attributes
    ----------
    treaty, state
        Identifier of the treaty (``CTBT``) and ISO 3166-1 alpha-3 code of the State.
    action
        One of `ACTION_KINDS`.
    scope
        Of a succession: ``signature`` or ``ratification``, what the State succeeded to. Of a
        withdrawal: ``ratification`` (of a treaty not yet in force) or ``treaty``. Else empty.
    deposited
        Day of signature, or of deposit of the instrument with the depositary. Counts follow it.
    effect
        Day on which the act took effect, where that is a fact of its own (a succession takes
        effect on the day of independence). None: the treaty's rule gives it.
    notified
        Day on which the depositary was told, or told others, where a source gives it.
    source, note
        Where the entry comes from; what else there is to know.
    confidence
        One of `CONFIDENCES`.
    entered_by, entered_at, entry_id
        Who made the entry, when (UTC), and its number in a store; ``testban``, None and None for
        a shipped one.
    supersedes, reason
        Key of the entry that this one replaces, and why; empty for a plain entry.
    """

    treaty: str
    state: str
    action: str
    scope: str
    deposited: date
    effect: date | None = None
    notified: date | None = None
    source: str = ""
    confidence: str = "user"
    note: str = ""
    entered_by: str = ""
    entered_at: datetime | None = None
    entry_id: int | None = None
    supersedes: str = ""
    reason: str = ""

    @property
    def key(self) -> str:
        """``TREATY/STATE/action`` with ``/scope`` where there is one: what `supersedes` names."""
        parts = (self.treaty, self.state, self.action, self.scope)
        return "/".join(part for part in parts if part)

    @property
    def dated_key(self) -> str:
        """The key and the day of deposit: tells a second ratification from the first."""
        return f"{self.key}@{self.deposited.isoformat()}"

    @property
    def signs(self) -> bool:
        """Whether it makes the State a signatory."""
        return self.action == SIGNATURE or (self.action == "succession" and self.scope == SIGNATURE)

    @property
    def binds(self) -> bool:
        """Whether it is an instrument of consent to be bound."""
        return self.action in INSTRUMENTS or (
            self.action == "succession" and self.scope == RATIFICATION
        )

    @property
    def withdraws(self) -> bool:
        """Whether it takes an instrument back."""
        return self.action == "withdrawal"


def _action(row: list[str]) -> Action:
    treaty, state, action, scope, deposited, effect, notified, source, confidence, note = row
    return Action(
        treaty=treaty,
        state=state,
        action=action,
        scope=scope,
        deposited=date.fromisoformat(deposited),
        effect=date.fromisoformat(effect) if effect else None,
        notified=date.fromisoformat(notified) if notified else None,
        source=source,
        confidence=confidence,
        note=note,
        entered_by="testban",
    )


@cache
def actions() -> tuple[Action, ...]:
    """The shipped actions, sorted by treaty, State and day of deposit."""
    return tuple(_action(row) for row in read_table("actions.csv", COLUMNS))
