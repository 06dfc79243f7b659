"""Where a treaty stands on any day, and where it would stand if more States acted.

Every number here is derived from the ledger by a definition named in
`testban.treaty.definitions`; the rules come from `testban.reference.treaties`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from testban.errors import LedgerError
from testban.reference.treaties import Treaty
from testban.treaty.ledger import Ledger
from testban.treaty.positions import (
    EntryIntoForce,
    Position,
    counts_towards,
    entry_into_force,
    positions,
)

__all__ = ["Missing", "Requirement", "Status", "status"]


@dataclass(frozen=True, slots=True)
class Missing:
    """A State that the rule names and that has no instrument on deposit."""

    state: str
    signed: date | None
    withdrawn: date | None

    def as_json(self) -> dict[str, Any]:
        """``{"state", "signed"}`` and the days."""
        return {
            "state": self.state,
            "signed": self.signed is not None,
            "signed_on": _iso(self.signed),
            "withdrawn_on": _iso(self.withdrawn),
        }


@dataclass(frozen=True, slots=True)
class Requirement:
    """What the treaty needs to enter into force, and how much of it there is.

    Attributes
    ----------
    required, met
        Instruments needed in all, and how many of those are on deposit; never more than needed.
    missing
        Of the States that the rule names, those without an instrument.
    missing_number
        How many instruments are still needed: those of `missing`, and those of further States,
        whichever they are.
    met_on
        Day on which the requirement was complete, or None.
    """

    required: int
    met: int
    missing: tuple[Missing, ...]
    missing_number: int
    met_on: date | None


@dataclass(frozen=True, slots=True)
class Status:
    """Where a treaty stands on the day `as_of`, with what was on deposit by then.

    Attributes
    ----------
    in_force, entry_into_force
        Whether it is in force that day; the day on which it entered, or will enter, into force
        with the instruments then on deposit, or None.
    published
        The day of entry into force is the one that the depositary published, because the ledger
        holds too little of this treaty to derive it.
    cutoff, last_entry
        Day up to which the shipped actions were gathered (None where none are shipped); latest
        day of deposit in the ledger.
    positions
        Where each State with an action stands, by ISO3 code.
    """

    treaty: Treaty
    as_of: date
    in_force: bool
    entry_into_force: date | None
    published: bool
    cutoff: date | None
    last_entry: date
    requirement: Requirement
    positions: Mapping[str, Position]

    @property
    def counts(self) -> dict[str, int]:
        """The counts by the name of their definition, the treaty's named set included."""
        held = self.positions.values()
        ratifiers = sum(1 for position in held if position.instrument)
        counts = {
            "signatories": sum(1 for position in held if position.signed),
            "ratifiers": ratifiers,
            "parties": ratifiers if self.in_force else 0,
            "in_force_for": sum(
                1 for p in held if p.in_force_on is not None and p.in_force_on <= self.as_of
            ),
        }
        rule = self.treaty.entry
        if rule.required_set:
            total = len(rule.required_states)
            holders = sum(1 for p in held if p.instrument and p.state in rule.required_states)
            counts[f"{rule.required_set}_states"] = total
            counts[f"{rule.required_set}_ratifiers"] = holders
            counts[f"{rule.required_set}_remaining"] = total - holders
        return counts

    @property
    def beyond_cutoff(self) -> bool:
        """Whether actions may be missing because the day lies after the ledger's cut-off."""
        return self.cutoff is None or self.as_of > self.cutoff

    def as_json(self) -> dict[str, Any]:
        """The JSON shape that programs depend on."""
        requirement = self.requirement
        return {
            "treaty": self.treaty.id,
            "as_of": self.as_of.isoformat(),
            "in_force": self.in_force,
            "entry_into_force": _iso(self.entry_into_force),
            "cutoff": _iso(self.cutoff),
            "last_entry": self.last_entry.isoformat(),
            "counts": self.counts,
            "requirement": {
                "article": self.treaty.entry.article["en"],
                "required": requirement.required,
                "met": requirement.met,
                "met_on": _iso(requirement.met_on),
                "missing": [missing.as_json() for missing in requirement.missing],
                "missing_number": requirement.missing_number,
            },
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def status(ledger: Ledger, treaty: Treaty, as_of: date) -> Status:
    """Where `treaty` stands on `as_of`, by what was on deposit that day.

    A later deposit is not known on an earlier day: the TPNW has no date of entry into force on
    2020-10-23, and has one from 2020-10-24, when the fiftieth instrument was deposited.

    Raises
    ------
    LedgerError
        The ledger holds no action of this treaty, so nothing can be said.

    Examples
    --------
    >>> from testban.reference.treaties import find_treaty
    >>> ctbt = status(Ledger.shipped(), find_treaty("CTBT"), date(2021, 9, 23))
    >>> ctbt.in_force, ctbt.counts["signatories"], ctbt.counts["ratifiers"]
    (False, 185, 170)
    """
    last_entry = ledger.last_entry(treaty.id)
    if last_entry is None:
        given = treaty.entered_into_force
        published_day = f" (the depositary gives {given} as its entry into force)" if given else ""
        raise LedgerError(
            f"of the {treaty.id} only the rules are shipped, no actions of States, so its status "
            f"cannot be derived{published_day}",
            cure="See its rules with: testban treaties. Enter actions with: testban ledger add.",
        )
    known = [action for action in ledger.of(treaty.id) if action.deposited <= as_of]
    entry = entry_into_force(treaty, known)
    published = entry.on is None and treaty.ledger_cutoff is None
    if published and treaty.entered_into_force and treaty.entered_into_force <= as_of:
        entry = EntryIntoForce(treaty.entered_into_force, treaty.entered_into_force)
    held = positions(treaty, known, as_of, entry)
    return Status(
        treaty=treaty,
        as_of=as_of,
        in_force=entry.on is not None and entry.on <= as_of,
        entry_into_force=entry.on,
        published=published and entry.on is not None,
        cutoff=treaty.ledger_cutoff,
        last_entry=last_entry,
        requirement=_requirement(treaty, held, entry),
        positions=held,
    )


def _requirement(
    treaty: Treaty, held: Mapping[str, Position], entry: EntryIntoForce
) -> Requirement:
    rule = treaty.entry
    if entry.met_on:
        # A requirement once met is done with, whoever leaves later.
        return Requirement(rule.required, rule.required, (), 0, entry.met_on)
    holders = {
        state
        for state, position in held.items()
        if position.instrument and counts_towards(rule, position.instrument)
    }
    nobody = Position("")
    missing = tuple(
        Missing(
            state,
            position.signed.deposited if position.signed else None,
            position.withdrawn.deposited if position.withdrawn else None,
        )
        for state in rule.required_states
        if state not in holders
        for position in (held.get(state, nobody),)
    )
    others = len(holders.difference(rule.required_states))
    lacking = max(rule.required_number - others, 0)
    return Requirement(
        required=rule.required,
        met=rule.required - len(missing) - lacking,
        missing=missing,
        missing_number=len(missing) + lacking,
        met_on=None,
    )
