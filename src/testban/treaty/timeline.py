"""What cannot have happened: one State's actions in one treaty, checked day after day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from testban.errors import LedgerError
from testban.reference.actions import (
    ACTION_KINDS,
    CONFIDENCES,
    RATIFICATION,
    SCOPES,
    SIGNATURE,
    VOID,
    WHOLE_TREATY,
    Action,
)
from testban.reference.states import states
from testban.reference.treaties import Treaty
from testban.treaty.positions import chronological

__all__ = ["Problem", "check_fields", "problems"]

_SUPERSEDE = "To correct that entry, supersede it: --supersedes {key} --reason '…'."


@dataclass(frozen=True, slots=True)
class Problem:
    """An action that does not fit what went before, why, and what to do."""

    action: Action
    what: str
    cure: str = ""

    def error(self, where: str = "") -> LedgerError:
        """The problem as an error that names the entry, or the place where it was read."""
        return LedgerError(self.what, where=where or self.action.key, cure=self.cure)


def check_fields(treaty: Treaty, action: Action) -> Problem | None:
    """What is wrong with the action by itself, whatever else the ledger holds."""
    if action.state not in states():
        return Problem(action, f"no State has the code {action.state!r}")
    if action.action not in SCOPES:
        return Problem(
            action, f"no action is called {action.action!r}", f"Use {', '.join(ACTION_KINDS)}."
        )
    allowed = SCOPES[action.action]
    if action.scope not in allowed:
        choices = " or ".join(scope or "none" for scope in allowed)
        return Problem(
            action, f"{action.action} cannot have the scope {action.scope!r}", f"Use {choices}."
        )
    if action.confidence not in CONFIDENCES:
        return Problem(
            action,
            f"no degree of confidence is called {action.confidence!r}",
            f"Use {', '.join(CONFIDENCES)}.",
        )
    if action.deposited < treaty.opened:
        return Problem(
            action,
            f"{action.deposited} is before the {treaty.id} was opened for signature",
            f"It was opened on {treaty.opened}.",
        )
    # Only a succession reaches back, to the day of independence.
    if action.effect and action.effect < action.deposited and action.action != "succession":
        return Problem(
            action,
            f"it takes effect on {action.effect}, before its deposit on {action.deposited}",
            "Check the two days.",
        )
    if bool(action.supersedes) != bool(action.reason.strip()):
        return Problem(
            action,
            "an entry that supersedes another needs both the other's key and a reason",
            "Give --supersedes and --reason together.",
        )
    if action.action == VOID and not action.supersedes:
        return Problem(action, "a void entry must name the entry that it voids")
    return None


def _signature_problem(treaty: Treaty, action: Action, entry_on: date | None) -> Problem | None:
    closes = treaty.joining.signature_closes == "entry_into_force"
    if action.action == SIGNATURE and closes and entry_on and action.deposited >= entry_on:
        return Problem(
            action,
            f"the {treaty.id} was open for signature only until it entered into force, "
            f"on {entry_on}",
            "A State that has not signed accedes.",
        )
    return None


def _instrument_problem(
    treaty: Treaty, action: Action, entry_on: date | None, signed: bool
) -> Problem | None:
    kind = action.action
    if kind == "succession":
        return None
    joining = treaty.joining
    if kind not in joining.instruments:
        return Problem(
            action,
            f"the {treaty.id} knows no {kind} ({joining.article['en']})",
            f"Use {' or '.join(sorted(joining.instruments))}.",
        )
    accession_open = joining.accession_opens == "always" or (
        entry_on is not None and action.deposited >= entry_on
    )
    if kind == "accession":
        if not accession_open:
            return Problem(
                action,
                f"the {treaty.id} is open to accession only once it is in force "
                f"({joining.article['en']})",
                "Until then a State signs and ratifies.",
            )
        if signed:
            return Problem(
                action, "a State that has signed does not accede", "Enter a ratification."
            )
    elif not signed:
        instead = ", or enter an accession" if accession_open else ""
        return Problem(
            action,
            f"{action.state} has not signed the {treaty.id} by {action.deposited}",
            f"Enter its signature first{instead}.",
        )
    return None


def _withdrawal_problem(
    treaty: Treaty, action: Action, entry_on: date | None, holds: bool
) -> Problem | None:
    if not holds:
        return Problem(
            action,
            f"{action.state} has no instrument on deposit on {action.deposited} to withdraw",
            "Enter its ratification first.",
        )
    in_force = entry_on is not None and action.deposited >= entry_on
    if in_force and action.scope == RATIFICATION:
        return Problem(
            action,
            f"the {treaty.id} is in force since {entry_on}: a party withdraws from the treaty",
            f"Use --scope {WHOLE_TREATY}.",
        )
    if not in_force and action.scope == WHOLE_TREATY:
        return Problem(
            action,
            f"the {treaty.id} is not in force on {action.deposited}: "
            "only a ratification can be withdrawn",
            f"Use --scope {RATIFICATION}.",
        )
    return None


def problems(treaty: Treaty, actions: Iterable[Action], entry_on: date | None) -> Iterator[Problem]:
    """What does not fit in one State's live actions in one treaty.

    Parameters
    ----------
    entry_on
        The day on which the treaty enters into force, if there is one.
    """
    signed: Action | None = None
    instrument: Action | None = None
    for action in chronological(actions):
        earlier = signed if action.signs else instrument if action.binds else None
        problem = None
        if earlier:
            verb = "signed" if action.signs else f"deposited its {earlier.action}"
            problem = Problem(
                action,
                f"{action.state} {verb} on {earlier.deposited} already",
                _SUPERSEDE.format(key=earlier.key),
            )
        elif action.signs:
            problem = _signature_problem(treaty, action, entry_on)
        elif action.binds:
            problem = _instrument_problem(treaty, action, entry_on, signed is not None)
        elif action.withdraws:
            problem = _withdrawal_problem(treaty, action, entry_on, instrument is not None)
        if problem:
            yield problem
        if action.signs:
            signed = signed or action
        elif action.binds:
            instrument = action
        elif action.withdraws:
            instrument = None
