"""The counts of a status, each with the list of the States that it counts."""

from __future__ import annotations

from testban.treaty.lists import roles
from testban.treaty.prose.standing import count_rows
from testban.treaty.status import Status

__all__ = ["counted_rows"]

# The list of what a count counts; those that are called alike are not here.
_ROLES = {"signatories": "signed", "ratifiers": "ratified"}


def counted_rows(found: Status, lang: str) -> list[tuple[object, object, object, str]]:
    """Name, number, definition, and the address of the list."""
    rows = zip(found.counts, count_rows(found, lang), strict=True)
    return [(row[0], row[1], row[2], _address(found, name)) for name, row in rows]


def _address(found: Status, name: str) -> str:
    named = found.treaty.entry.required_set or ""
    role = _ROLES.get(name, name)
    if named and name.startswith(f"{named}_"):
        ending = name.removeprefix(f"{named}_")
        role = {"states": named, "ratifiers": f"{named}_ratified"}.get(ending, name)
    if role not in roles(found.treaty):
        return ""
    return f"/treaty/{found.treaty.id}?on={found.as_of}&role={role}#list"
