"""Paragraphs, footnotes and rows that come, go, change places or are split."""

from __future__ import annotations

import random
import re
from itertools import pairwise

from altering.altered import Planted, in_prose, lines_of, prose, replaced
from testban.treaty.compare.units import units_of
from testban.treaty.documents import Document

__all__ = ["add_a_paragraph", "drop_a_footnote", "drop_a_paragraph", "drop_a_row", "move", "split"]


def _drop(
    document: Document, chance: random.Random, kinds: tuple[str, ...], *told: str
) -> Planted | None:
    units = [u for u in units_of(document) if u.kind in kinds and len(u.text.shown) > 25]
    if not units or (lines := lines_of(document, chance.choice(units))) is None:
        return None
    return replaced(document, *lines, "\n" if kinds[0] == "paragraph" else "", "substance", *told)


def drop_a_paragraph(document: Document, chance: random.Random) -> Planted | None:
    """A paragraph or an item drops out."""
    return _drop(document, chance, ("paragraph", "item"), "paragraph_dropped", "text_dropped")


def drop_a_footnote(document: Document, chance: random.Random) -> Planted | None:
    """A footnote drops out, and its mark with it."""
    text = document.source.text
    notes = [
        note
        for note in units_of(document)
        if note.kind == "footnote" and note.blocks[0].mark is not None and lines_of(document, note)
    ]
    if not notes:
        return None
    note = chance.choice(notes)
    lines, at = lines_of(document, note), note.blocks[0].mark
    assert lines is not None
    assert at is not None
    start = lines[0]
    above = text.rfind("\n", 0, max(start - 1, 0)) + 1
    if text[above:start].strip() == note.label:
        start = above
    marks = re.compile(r"\[\^?[\w†‡]{1,3}\]|\d{1,2}|[^\s\[\]^]").finditer(text, max(0, at - 3))
    mark = next((found for found in marks if found.start() <= at < found.end()), None)
    if mark is None or mark.end() > start:
        return None
    after = text[: mark.start()] + text[mark.end() : start] + text[lines[1] :]
    return Planted(after, start, lines[1], "substance", ("footnote_dropped",))


def drop_a_row(document: Document, chance: random.Random) -> Planted | None:
    """A row of a table drops out."""
    return _drop(document, chance, ("row",), "row_dropped")


def add_a_paragraph(document: Document, chance: random.Random) -> Planted | None:
    """A paragraph comes in."""
    units = [u for u in prose(document) if u.label]
    if not units or (lines := lines_of(document, chance.choice(units))) is None:
        return None
    new = {
        "en": "The gardens of the Palace are open to delegates during the lunch break on all days.",
        "zh": "会议期间，万国宫的花园午休时间对各国代表开放，欢迎前往散步。",
    }[document.language or "en"]
    label = "99. " if units[0].kind == "paragraph" else "(z) "
    at = lines[1]
    return replaced(
        document, at, at, f"\n{label}{new}\n\n", "substance", "paragraph_added", "text_added"
    )


def move(document: Document, chance: random.Random) -> Planted | None:
    """Two neighbouring items change places, each keeping its number."""
    units = units_of(document)
    pairs = [
        (one, two)
        for one, two in pairwise(units)
        if one.kind == two.kind == "item" and min(len(one.text.shown), len(two.text.shown)) > 40
    ]
    if not pairs:
        return None
    one, two = chance.choice(pairs)
    first, second = lines_of(document, one), lines_of(document, two)
    if first is None or second is None or second[0] < first[1]:
        return None
    text = document.source.text
    between = text[first[1] : second[0]]
    if between.strip():
        return None
    swapped = text[slice(*second)] + between + text[slice(*first)]
    return replaced(document, first[0], second[1], swapped, "wording", "moved", "renumbered")


def split(document: Document, chance: random.Random) -> Planted | None:
    """A paragraph that stands on one line becomes two at the end of a sentence."""
    if not document.joined:
        return None  # in wrapped text the half-empty line would be read as the end of a column
    stop = r"(?<=[a-z][.]) (?=[A-Z][a-z])" if document.language == "en" else r"(?<=。)"
    pattern = rf"(?<=[^\n]{{60}}){stop}(?=[^\n]{{60}})"
    match = in_prose(document, pattern, chance)
    return match and replaced(document, *match.span(), "\n\n", "wording", "split")
