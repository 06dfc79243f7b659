"""Known meetings: which one a statement speaks of."""

from __future__ import annotations

import re

from testban.reference.meetings import Meeting, meetings
from testban.treaty.checks.paper import Paper
from testban.treaty.extract.model import Fact
from testban.treaty.extract.patterns import number

__all__ = ["known_meeting", "meeting_called", "treaty_of", "year_named"]

_YEAR = r"((?:19|20)\d\d)\s?年?\s?"


def treaty_of(paper: Paper, name: str) -> str | None:
    """The treaty whose own conference a name is the name of."""
    own = paper.context.language.table("meetings").get("own", {})
    return next((treaty for treaty, names in own.items() if any(n in name for n in names)), None)


def year_named(paper: Paper, fact: Fact) -> str | None:
    """The year by which a meeting is called, in its name or before it; None for none."""
    name = str(fact.fields["name"])
    found = re.search(_YEAR, name) or re.search(_YEAR + re.escape(name), fact.cite.quote)
    if found is None and fact.cite.spans:
        start = fact.cite.spans[0][0]
        found = re.search(_YEAR + "$", paper.document.source.text[max(0, start - 8) : start])
    return found[1] if found else None


def known_meeting(paper: Paper, fact: Fact) -> Meeting | None:
    """The known meeting that a statement names by its number or its year, or is the year's own."""
    treaty = treaty_of(paper, str(fact.fields["name"]))
    if treaty is None:
        return None
    held = [m for m in meetings() if m.treaty == treaty and not m.id.endswith("RC")]
    ordinal, year = fact.fields.get("ordinal"), year_named(paper, fact)
    if ordinal is not None:
        return next((m for m in held if m.ordinal == ordinal), None)
    if year is None and treaty == "CTBT":
        year = str(fact.fields["start"])[:4]
    return next((m for m in held if str(m.start.year) == year), None)


def meeting_called(paper: Paper, words: str) -> Meeting | None:
    """The known meeting that words call by its number or its year; "the Meeting" is the paper's own.

    None for another body, and for a meeting that is not known.
    """
    language = paper.context.language
    if not language.regex("meetings", "any").search(words):
        return None
    treaty = treaty_of(paper, words) or paper.context.main_treaty
    held = [m for m in meetings() if m.treaty == treaty and not m.id.endswith("RC")]
    match = language.regex("meetings", "ordinal").search(words)
    if match:
        shown = str(match[match.lastindex or 0]).lower()
        count = number(shown, language) or language.table("ordinals").get(shown)
        return next((m for m in held if m.ordinal == count), None)
    if year := re.search(r"(?:19|20)\d\d", words):
        return next((m for m in held if str(m.start.year) == year.group()), None)
    return paper.context.own_meeting
