"""Where a treaty would stand if more States signed, ratified or withdrew on some day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from testban.errors import UsageError
from testban.reference.actions import RATIFICATION, SIGNATURE, WHOLE_TREATY, Action
from testban.reference.treaties import Treaty
from testban.treaty.ledger import Ledger
from testban.treaty.positions import Position, withdrawal_effect
from testban.treaty.status import Status, status

__all__ = ["Remark", "WhatIf", "whatif"]


@dataclass(frozen=True, slots=True)
class Remark:
    """What has to be said of some of the States that a supposition names.

    ``code`` is one of ``must_sign_first`` (the treaty lets only signatories ratify before it is in
    force; the signature is supposed too), ``accedes`` (it joins without having signed),
    ``ratifies_again`` (it had withdrawn), ``already_signed``, ``already_ratified``,
    ``signature_closed`` and ``nothing_to_withdraw`` (the supposition changes nothing), and
    ``leaves_on`` (a party leaves when its notice has run, on the day `on`).
    """

    code: str
    states: tuple[str, ...]
    on: date | None = None

    def as_json(self) -> dict[str, Any]:
        """``{"code", "states", "on"}``."""
        return {
            "code": self.code,
            "states": list(self.states),
            "on": self.on.isoformat() if self.on else None,
        }


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A supposition and what would follow from it.

    Attributes
    ----------
    on
        The day of the supposed acts.
    as_of
        The actual actions of that day and before are taken to be known.
    supposed
        The acts supposed, as ledger actions.
    before, after
        The status without and with them, on the later of the two days.
    later
        The status with them on the day when the last supposed withdrawal has taken effect, where
        that is after `after`; else None.
    """

    on: date
    as_of: date
    supposed: tuple[Action, ...]
    remarks: tuple[Remark, ...]
    before: Status
    after: Status
    later: Status | None = None

    def remarked(self, code: str) -> tuple[str, ...]:
        """The States of the remark with `code`, in the order in which they were named."""
        return next((remark.states for remark in self.remarks if remark.code == code), ())

    def as_json(self) -> dict[str, Any]:
        """What programs get."""
        return {
            "treaty": self.after.treaty.id,
            "as_of": self.as_of.isoformat(),
            "on": self.on.isoformat(),
            "in_force": self.after.in_force,
            "entry_into_force": self.after.as_json()["entry_into_force"],
            "supposed": [
                {"state": action.state, "action": action.action, "scope": action.scope}
                for action in self.supposed
            ],
            "remarks": [remark.as_json() for remark in self.remarks],
            "before": self.before.as_json(),
            "after": self.after.as_json(),
            "later": self.later.as_json() if self.later else None,
        }


class _Suppositions:
    """Collects the supposed acts and the remarks on them, State by State."""

    def __init__(self, there: Status, on: date) -> None:
        self.there, self.on = there, on
        self.actions: list[Action] = []
        self._remarks: dict[tuple[str, date | None], list[str]] = {}

    def suppose(self, state: str, action: str, scope: str = "") -> None:
        """Add an action of that day."""
        treaty = self.there.treaty.id
        self.actions.append(Action(treaty, state, action, scope, self.on, source="supposed"))

    def remark(self, code: str, state: str, on: date | None = None) -> None:
        """Say of a State what the answer must explain; States of one remark are told together."""
        self._remarks.setdefault((code, on), []).append(state)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What was said, in the order in which it was met."""
        return tuple(Remark(code, tuple(who), on) for (code, on), who in self._remarks.items())

    def position(self, state: str) -> Position:
        """Where the State stands before anything is supposed."""
        return self.there.positions.get(state, Position(state))

    def sign(self, state: str) -> None:
        """Suppose a signature, where one is still possible."""
        closes = self.there.treaty.joining.signature_closes == "entry_into_force"
        if self.position(state).signed:
            self.remark("already_signed", state)
        elif closes and self.there.in_force:
            self.remark("signature_closed", state)
        else:
            self.suppose(state, SIGNATURE)

    def ratify(self, state: str, signs_now: bool) -> None:
        """Suppose an instrument, and first the signature that it may need."""
        position, treaty = self.position(state), self.there.treaty
        accession_open = treaty.joining.accession_opens == "always" or self.there.in_force
        if position.instrument:
            self.remark("already_ratified", state)
            return
        if position.withdrawn:
            self.remark("ratifies_again", state)
        if position.signed or signs_now:
            self.suppose(state, RATIFICATION)
        elif accession_open:
            self.remark("accedes", state)
            self.suppose(state, "accession")
        else:
            self.remark("must_sign_first", state)
            self.suppose(state, SIGNATURE)
            self.suppose(state, RATIFICATION)

    def withdraw(self, state: str) -> None:
        """Suppose that the State leaves, or takes its instrument back before entry into force."""
        if not self.position(state).instrument:
            self.remark("nothing_to_withdraw", state)
        elif self.there.in_force:
            self.suppose(state, "withdrawal", WHOLE_TREATY)
            leaves = withdrawal_effect(self.there.treaty, self.actions[-1])
            self.remark("leaves_on", state, leaves)
        else:
            self.suppose(state, "withdrawal", RATIFICATION)


def whatif(
    ledger: Ledger,
    treaty: Treaty,
    on: date,
    *,
    ratify: Sequence[str] = (),
    sign: Sequence[str] = (),
    withdraw: Sequence[str] = (),
    as_of: date | None = None,
) -> WhatIf:
    """Suppose that States ratify, sign or withdraw on the day `on`.

    Parameters
    ----------
    ratify, sign, withdraw
        ISO3 codes. A State that ratifies without having signed signs on the same day, or accedes
        where the treaty is open to accession; a remark says which.
    as_of
        Actual actions after this day are left out; `on` unless given.

    Raises
    ------
    UsageError
        Nothing is supposed, or a State is to join and to withdraw on the same day.
    LedgerError
        The ledger holds no action of this treaty.
    """
    if not (ratify or sign or withdraw):
        raise UsageError("nothing is supposed", cure="Give --ratify, --sign or --withdraw.")
    both = [state for state in withdraw if state in (*ratify, *sign)]
    if both:
        raise UsageError(f"{both[0]} cannot join and withdraw on one day", cure="Name it once.")
    if on < treaty.opened:
        raise UsageError(
            f"the {treaty.id} was not yet open for signature on {on}",
            cure=f"Give a day from {treaty.opened} on.",
        )
    as_of = as_of or on
    known = ledger.until(as_of)
    supposed = _Suppositions(status(known, treaty, on), on)
    for state in sign:
        supposed.sign(state)
    for state in ratify:
        supposed.ratify(state, signs_now=state in sign)
    for state in withdraw:
        supposed.withdraw(state)
    day = max(on, as_of)
    before = status(known, treaty, day)
    with_them = known.plus(supposed.actions)
    after = status(with_them, treaty, day)
    effects = [withdrawal_effect(treaty, act) for act in supposed.actions if act.withdraws]
    last = max(effects, default=day)
    return WhatIf(
        on=on,
        as_of=as_of,
        supposed=tuple(supposed.actions),
        remarks=supposed.remarks,
        before=before,
        # What is supposed is no entry of the ledger.
        after=replace(after, last_entry=before.last_entry),
        later=status(with_them, treaty, last) if last > day else None,
    )
