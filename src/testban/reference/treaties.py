"""The treaties and their rules, read from ``data/treaties.toml``: another treaty is a row there."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from testban.errors import ReferenceError, UsageError

__all__ = [
    "EntryRule",
    "JoiningRule",
    "LaterRule",
    "Text",
    "Treaty",
    "WithdrawalRule",
    "find_treaty",
    "read_treaties",
    "states_since",
    "treaties",
]

Text = Mapping[str, str]
"""The same words by language code."""


@dataclass(frozen=True, slots=True)
class EntryRule:
    """When a treaty enters into force.

    Attributes
    ----------
    article
        Where the treaty says so, by language.
    required_set, set_names, required_states
        A named set of States all of which must have an instrument on deposit at the same time
        (``annex2``); empty where the treaty names none.
    required_number
        How many instruments of other States are needed besides.
    counted
        The kinds of instrument that count.
    delay_days
        Days from the deposit that completes the requirement to entry into force.
    not_before
        The earliest day on which the treaty can enter into force in any case, or None.
    """

    article: Text
    required_set: str
    set_names: Text
    required_states: tuple[str, ...]
    required_number: int
    counted: frozenset[str]
    delay_days: int
    not_before: date | None

    @property
    def required(self) -> int:
        """How many instruments the rule needs in all."""
        return len(self.required_states) + self.required_number


@dataclass(frozen=True, slots=True)
class LaterRule:
    """When a treaty enters into force for a State that joins later.

    ``after`` says who is later: States that deposit after the ``entry_into_force`` of the treaty,
    or after the ``requirement`` for it was complete.
    """

    article: Text
    delay_days: int
    after: Literal["entry_into_force", "requirement"]


@dataclass(frozen=True, slots=True)
class JoiningRule:
    """By which acts, and until or from when, a State can join.

    `not_counted` holds States that the treaty's own bodies do not count among those that have yet
    to sign.
    """

    article: Text
    instruments: frozenset[str]
    signature_closes: Literal["entry_into_force", "never"]
    accession_opens: Literal["entry_into_force", "always"]
    not_counted: frozenset[str]


@dataclass(frozen=True, slots=True)
class WithdrawalRule:
    """The notice that a party has to give, in calendar months."""

    article: Text
    months: int


@dataclass(frozen=True, slots=True)
class Treaty:
    """A treaty: its names by language, its days, its rules.

    Attributes
    ----------
    id
        ``CTBT``, ``TPNW``, ``NPT``, ``PTBT``: what people type and what JSON carries.
    names
        Official title in the six official languages of the United Nations.
    aliases
        Other names and abbreviations under which it is found.
    collection
        Chapter and number in the United Nations Treaty Collection; empty where the
        Secretary-General is not the depositary.
    ledger_cutoff
        The day up to which the shipped actions were gathered; None where none are shipped.
    entered_into_force
        The day that the depositary published; None where there is none.
    source
        Where the wording of the rules was read.
    """

    id: str
    names: Text
    aliases: tuple[str, ...]
    collection: str
    depositary: str
    adopted: date
    opened: date
    entry: EntryRule
    later: LaterRule
    joining: JoiningRule
    withdrawal: WithdrawalRule
    ledger_cutoff: date | None
    entered_into_force: date | None
    source: str


def _treaty(row: Mapping[str, Any]) -> Treaty:
    entry, later = row["entry_into_force"], row["later_states"]
    joining, withdrawal = row["joining"], row["withdrawal"]
    return Treaty(
        id=row["id"],
        names=row["names"],
        aliases=tuple(row["aliases"]),
        collection=row["collection"],
        depositary=row["depositary"],
        adopted=row["adopted"],
        opened=row["opened"],
        entry=EntryRule(
            article=entry["article"],
            required_set=entry.get("required_set", ""),
            set_names=entry.get("set_names", {}),
            required_states=tuple(entry.get("required_states", ())),
            required_number=entry["required_number"],
            counted=frozenset(entry["counted"]),
            delay_days=entry["delay_days"],
            not_before=entry.get("not_before"),
        ),
        later=LaterRule(later["article"], later["delay_days"], later["after"]),
        joining=JoiningRule(
            article=joining["article"],
            instruments=frozenset(joining["instruments"]),
            signature_closes=joining["signature_closes"],
            accession_opens=joining["accession_opens"],
            not_counted=frozenset(joining.get("not_counted", ())),
        ),
        withdrawal=WithdrawalRule(withdrawal["article"], withdrawal["months"]),
        ledger_cutoff=row.get("ledger_cutoff"),
        entered_into_force=row.get("entered_into_force"),
        source=row["source"],
    )


def read_treaties(text: str, where: str) -> dict[str, Treaty]:
    """Treaties by identifier from TOML in the form of ``data/treaties.toml``.

    Raises
    ------
    ReferenceError
        The text is no TOML, or a treaty lacks a field; it names `where`.
    """
    try:
        rows = tomllib.loads(text)["treaty"]
        return {row["id"]: _treaty(row) for row in rows}
    except tomllib.TOMLDecodeError as error:
        raise ReferenceError(str(error), where=where) from error
    except KeyError as error:
        raise ReferenceError(f"a treaty lacks the field {error}", where=where) from error


@cache
def _shipped() -> str:
    return files("testban.reference").joinpath("data/treaties.toml").read_text(encoding="utf-8")


@cache
def treaties() -> Mapping[str, Treaty]:
    """The shipped treaties by identifier, in the order of the table."""
    return read_treaties(_shipped(), "treaties.toml")


@cache
def states_since() -> Mapping[str, date]:
    """The day since which a State exists, for the few younger than the treaties (by ISO3)."""
    since: dict[str, date] = tomllib.loads(_shipped())["states_since"]
    return since


def _fold(text: str) -> str:
    return "".join(ch for ch in text.casefold() if ch.isalnum())


@cache
def _spellings() -> Mapping[str, Treaty]:
    return {
        _fold(spelling): treaty
        for treaty in treaties().values()
        for spelling in (treaty.id, *treaty.names.values(), *treaty.aliases)
    }


def find_treaty(text: str) -> Treaty:
    """The treaty that a person means by an identifier, a title or another name, in any language.

    Raises
    ------
    UsageError
        There is none; the error names the nearest, or all.

    Examples
    --------
    >>> find_treaty("ctbt").names["zh"]
    '全面禁止核试验条约'
    >>> find_treaty("《禁止核武器条约》").id
    'TPNW'
    """
    treaty = _spellings().get(_fold(text))
    if treaty:
        return treaty
    near = get_close_matches(_fold(text), _spellings(), n=1, cutoff=0.6)
    hint = f"Did you mean {_spellings()[near[0]].id}? " if near else ""
    raise UsageError(
        f"no treaty is called {text!r}",
        cure=f"{hint}The treaties are {', '.join(treaties())}.",
    )
