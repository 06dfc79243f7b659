"""A row of an overview of activities, and the section that it stands in."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.extract.context import Context
from testban.treaty.extract.passage import Mention, Passage

__all__ = ["Row", "section_of"]


@dataclass
class Row:
    """One activity as printed.

    Attributes
    ----------
    section
        ``1a``, ``1b``, ``2a`` or ``2b``; empty before the first section.
    actors
        The States (each with its possible readings) whose activity it is, carried down.
    when
        The mention of its period or date; None where it names none.
    text, comment
        The pieces of its third and fourth cell, in order.
    addressed
        The cell that says whom the activity addressed, where the table has a column for it.
    """

    section: str
    actors: list[tuple[str, ...]]
    when: Mention | None
    place: str
    head: MappedText
    block: Block
    text: list[MappedText] = field(default_factory=list)
    comment: list[MappedText] = field(default_factory=list)
    addressed: list[MappedText] = field(default_factory=list)
    taken: list[Block] = field(default_factory=list)


def section_of(context: Context, passage: Passage, current: str) -> str:
    """The section that a line opens: by its label, or by its words under a main heading."""
    if len(passage.condensed) > 160:
        return ""
    hit = context.pattern("activities", "section").search(passage)
    if hit is not None:
        label = f"{hit.words('major')}{hit.words('minor').lower()}"
        return unicodedata.normalize("NFKC", label)
    for rule in context.rules("activity_section"):
        if rule.pattern.search(passage):
            section = str(rule.data["section"])
            # "Bilateral" alone opens 1, and its parts follow.
            return section if len(section) == 2 else f"{section}a" if current[:1] != section else ""
    return ""
