"""Changes of the States in a list or a table, and of the name that one is given there."""

from __future__ import annotations

import random
import re

from altering.altered import Planted, in_prose, replaced
from testban.reference.states import formal_name, short_name, states
from testban.treaty.compare.units import units_of
from testban.treaty.documents import Document

__all__ = [
    "add_a_state",
    "drop_a_state",
    "formal",
    "listed",
    "name_of",
    "replace_a_state",
    "table_state",
]


def name_of(code: str, language: str) -> str:
    return short_name(code, language)


def listed(document: Document, chance: random.Random) -> re.Match[str] | None:
    """A State inside a list of running text, with the mark after it."""
    names = "|".join(
        sorted((re.escape(name_of(c, document.language or "en")) for c in states()), key=len)[::-1]
    )
    zh = rf"(?<=、)(?P<name>{names})、"
    en = rf"(?<=, )(?P<name>{names}), (?=[A-Z])"
    return in_prose(document, zh if document.language == "zh" else en, chance)


def drop_a_state(document: Document, chance: random.Random) -> Planted | None:
    """A State drops out of a list."""
    match = listed(document, chance)
    return match and replaced(document, *match.span(), "", "substance", "state_dropped")


def replace_a_state(document: Document, chance: random.Random) -> Planted | None:
    """Another State stands in its place."""
    match = listed(document, chance)
    if match is None:
        return None
    text = document.source.text
    other = [n for c in states() if (n := name_of(c, document.language or "en")) not in text]
    start, end = match.span("name")
    return replaced(document, start, end, chance.choice(other), "substance", "state_replaced")


def add_a_state(document: Document, chance: random.Random) -> Planted | None:
    """A State comes into a list."""
    match = listed(document, chance)
    if match is None:
        return None
    text = document.source.text
    other = [n for c in states() if (n := name_of(c, document.language or "en")) not in text]
    new = match.group() + match.group().replace(match["name"], chance.choice(other))
    return replaced(document, *match.span(), new, "substance", "state_added")


def table_state(document: Document, chance: random.Random) -> Planted | None:
    """Another State stands in a table of States."""
    cells = [
        cell
        for unit in units_of(document)
        if unit.kind == "states"
        for block in unit.blocks
        for cell in block.cells
        if cell.origin and cell.text == document.source.text[cell.origin[0] : cell.origin[-1] + 1]
    ]
    if not cells:
        return None
    cell = chance.choice(cells)
    text = document.source.text
    other = [n for c in states() if (n := name_of(c, document.language or "en")) not in text]
    if not other:
        return None
    start, end = cell.origin[0], cell.origin[-1] + 1
    return replaced(document, start, end, chance.choice(other), "substance", "state_replaced")


def formal(document: Document, chance: random.Random) -> Planted | None:
    """A State is named by its formal name."""
    match = listed(document, chance)
    if match is None:
        return None
    language = document.language or "en"
    code = next(c for c in states() if name_of(c, language) == match["name"])
    new = formal_name(code, language)
    if new == match["name"]:
        return None
    start, end = match.span("name")
    return replaced(document, start, end, new, "wording", "state_renamed")
