"""What is known of a meeting wherever it is named: its number, its days, and the fact of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from testban.reference.gazetteer import condense
from testban.treaty.documents.dates import DateMention
from testban.treaty.documents.mapped import MappedText
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import Passage
from testban.treaty.extract.patterns import number

__all__ = ["DISTRIBUTION", "days_of", "meeting_fact", "ordinal_of"]

DISTRIBUTION = re.compile(r"(?i)\bdistr?\s?[.:]")
"""What stands above the day on which a paper was issued."""


def days_of(passage: Passage) -> list[DateMention]:
    """The days and periods that a passage names."""
    return [m.value for m in passage.mentions if m.kind in ("date", "period")]


def ordinal_of(context: Context, text: str) -> int | None:
    """The number that a meeting's name says, in condensed text."""
    match = context.language.regex("meetings", "ordinal").search(text)
    if match is None:
        return None
    shown = next(group for group in match.groups() if group)
    known = context.language.table("ordinals").get(shown.lower())
    return known if known is not None else number(shown, context.language)


def meeting_fact(
    context: Context,
    name: str,
    when: DateMention,
    place: str | None,
    pieces: Sequence[MappedText],
    where: str,
) -> Fact:
    """The meeting of that name, on those days."""
    start = context.dated(when.date)
    return context.fact(
        "meeting",
        {
            "name": name,
            "ordinal": ordinal_of(context, condense(name)[0]),
            "start": start,
            "end": context.dated(when.end_date) or start,
            "place": place,
        },
        pieces,
        where,
    )
