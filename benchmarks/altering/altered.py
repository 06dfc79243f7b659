"""What is planted into a paper for `compare` to tell, and the places where that can be."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from testban.treaty.compare.units import Unit, units_of
from testban.treaty.documents import Document

__all__ = ["Planted", "Planter", "in_prose", "lines_of", "prose", "replaced"]


@dataclass(frozen=True)
class Planted:
    """A changed paper, where it was changed (in the original's text), and what should be told."""

    text: str
    start: int
    end: int
    part: str
    kinds: tuple[str, ...]


Planter = Callable[[Document, random.Random], "Planted | None"]


def prose(document: Document) -> list[Unit]:
    return [
        u for u in units_of(document) if u.kind in ("paragraph", "item") and len(u.text.shown) > 40
    ]


def in_prose(document: Document, pattern: str, chance: random.Random) -> re.Match[str] | None:
    """A place in a paragraph where a pattern matches the original."""
    inside = []
    for unit in prose(document):
        for start, end in document.spans(unit.text.mapped):
            inside += list(re.compile(pattern).finditer(document.source.text, start, end))
    return chance.choice(inside) if inside else None


def replaced(document: Document, start: int, end: int, new: str, part: str, *kinds: str) -> Planted:
    text = document.source.text
    return Planted(text[:start] + new + text[end:], start, end, part, kinds)


def lines_of(document: Document, unit: Unit) -> tuple[int, int] | None:
    """The whole lines on which a unit stands, where nothing else stands on them."""
    text = document.source.text
    spans = document.spans(unit.text.mapped)
    if len(spans) != 1 or unit.kind == "row":
        first, last = unit.blocks[0].text.origin[0], unit.blocks[-1].text.origin[-1]
    else:
        first, last = spans[0][0], spans[0][1] - 1
    start, end = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    return (start, len(text) if end < 0 else end + 1) if end - start < 4000 else None
