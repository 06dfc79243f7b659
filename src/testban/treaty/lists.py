"""Lists of States by their role in a treaty on a day, in the order of United Nations papers."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from testban.errors import UsageError
from testban.reference.states import short_name, states
from testban.reference.treaties import Treaty, states_since
from testban.treaty.positions import Position
from testban.treaty.status import Status

__all__ = ["StateList", "collation_key", "list_states", "roles", "un_order"]

_Test = Callable[[Position, Status], bool]


def _ratified(position: Position, _: Status) -> bool:
    return position.instrument is not None


def _signed_not_ratified(position: Position, _: Status) -> bool:
    return position.signed is not None and position.instrument is None


def _not_signed(position: Position, _: Status) -> bool:
    return position.signed is None and position.instrument is None


def _in_force_for(position: Position, status: Status) -> bool:
    return position.in_force_on is not None and position.in_force_on <= status.as_of


@dataclass(frozen=True, slots=True)
class _Role:
    """Who has a role, and the name of its definition; `everyone`: also States without an action."""

    definition: str
    test: _Test
    everyone: bool = False


_ROLES: Mapping[str, _Role] = {
    "signed": _Role("signatories", lambda p, _: p.signed is not None),
    "ratified": _Role("ratifiers", _ratified),
    "signed_not_ratified": _Role("signed_not_ratified", _signed_not_ratified),
    "not_signed": _Role("not_signed", _not_signed, everyone=True),
    "parties": _Role("parties", lambda p, s: s.in_force and p.instrument is not None),
    "in_force_for": _Role("in_force_for", _in_force_for),
    "withdrawn": _Role("withdrawn", lambda p, _: p.withdrawn is not None),
}
_SET_ROLES: Mapping[str, _Role] = {
    "": _Role("set", lambda p, s: True),
    "_ratified": _Role("set_ratified", _ratified),
    "_signed_not_ratified": _Role("set_signed_not_ratified", _signed_not_ratified),
    "_not_signed": _Role("set_not_signed", _not_signed),
    "_remaining": _Role("set_remaining", lambda p, _: p.instrument is None),
}
# What papers and people also call them.
_SYNONYMS: Mapping[str, str] = {
    "signatories": "signed",
    "ratifiers": "ratified",
    "states_parties": "parties",
    "missing": "remaining",
}


@dataclass(frozen=True, slots=True)
class StateList:
    """The States with one role.

    Attributes
    ----------
    role, definition
        The role, and the name of its definition in `testban.treaty.definitions`.
    states
        ISO3 codes in the order of United Nations papers for the language asked for.
    """

    role: str
    definition: str
    status: Status
    states: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The JSON shape that programs depend on."""
        return {
            "role": self.role,
            "treaty": self.status.treaty.id,
            "as_of": self.status.as_of.isoformat(),
            "states": list(self.states),
        }


def roles(treaty: Treaty) -> tuple[str, ...]:
    """The roles that a list can be asked for: those of every treaty and of its named set."""
    named = treaty.entry.required_set
    return (*_ROLES, *(named + suffix for suffix in _SET_ROLES if named))


def _find_role(treaty: Treaty, text: str) -> tuple[str, _Role]:
    name = text.strip().casefold().replace("-", "_").replace(" ", "_")
    named = treaty.entry.required_set
    name = _SYNONYMS.get(name, name)
    if name == "remaining" and named:
        name = f"{named}_remaining"
    if name in _ROLES:
        return name, _ROLES[name]
    if named and name.startswith(named) and name.removeprefix(named) in _SET_ROLES:
        return name, _SET_ROLES[name.removeprefix(named)]
    near = get_close_matches(name, roles(treaty), n=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    raise UsageError(
        f"the {treaty.id} has no list {text!r}",
        cure=f"{hint}The lists are {', '.join(roles(treaty))}.",
    )


def list_states(status: Status, role: str, lang: str = "en") -> StateList:
    """The States with `role` in the treaty and on the day of `status`.

    Raises
    ------
    UsageError
        The treaty has no such role, or there are no names in the language.

    Examples
    --------
    >>> from datetime import date
    >>> from testban.reference.treaties import find_treaty
    >>> from testban.treaty.ledger import Ledger
    >>> from testban.treaty.status import status
    >>> day = status(Ledger.shipped(), find_treaty("CTBT"), date(2021, 9, 23))
    >>> list_states(day, "annex2_not_signed").states
    ('PRK', 'IND', 'PAK')
    """
    treaty = status.treaty
    name, found = _find_role(treaty, role)
    nobody = Position("")
    if name in _ROLES:
        candidates: Iterable[str] = _eligible(status) if found.everyone else status.positions
    else:
        candidates = treaty.entry.required_states
    return StateList(
        role=name,
        definition=found.definition,
        status=status,
        states=un_order(
            (s for s in candidates if found.test(status.positions.get(s, nobody), status)), lang
        ),
    )


def _eligible(status: Status) -> list[str]:
    """States that existed on the day and that the treaty's bodies count."""
    since, left_out = states_since(), status.treaty.joining.not_counted
    return [
        state
        for state in states()
        if state not in left_out and (state not in since or since[state] <= status.as_of)
    ]


def un_order(codes: Iterable[str], lang: str = "en") -> tuple[str, ...]:
    """ISO3 codes in the order in which a United Nations paper in `lang` lists the States.

    English and Chinese papers follow the English alphabet, the others their own. Accents and, in
    Arabic, the article and the hamza do not count.

    Examples
    --------
    >>> un_order(["USA", "PRK", "CHN"], "zh")
    ('CHN', 'PRK', 'USA')
    """
    alphabet = "en" if lang == "zh" else lang
    return tuple(sorted(codes, key=lambda code: collation_key(short_name(code, alphabet))))


def collation_key(name: str) -> str:
    """What a name is sorted by in the lists of the United Nations."""
    # The article goes before the hamza does, else Germany (ألمانيا) would lose its first letters.
    words = " ".join(word.removeprefix("ال") for word in name.casefold().split())
    return "".join(
        ch for ch in unicodedata.normalize("NFKD", words) if ch.isalnum() or ch.isspace()
    )
