"""Organizations: one that a paper calls by two names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper

__all__ = ["two_names_of_an_organization"]

# Two organizations of a list may be much alike.
_SAME_ORGANIZATION = 0.82
# A shorter name is like many others.
_LEAST = 6


def two_names_of_an_organization(paper: Paper) -> Iterator[Finding]:
    """T811: who submitted a document is called otherwise in a list of organizations."""
    listed = {str(n): f for f in paper.of("organisation_list") for n in f.fields["names"]}
    for fact in paper.of("document_entry"):
        shown = re.sub(r"\(.*?\)", "", str(fact.fields["submitter"] or "")).strip()
        if len(shown) < _LEAST or any(name in shown or shown in name for name in listed):
            continue
        best = max(listed, key=lambda name: _likeness(shown, name), default="")
        if best and _likeness(shown, best) >= _SAME_ORGANIZATION:
            line = _line_of(paper, best) or listed[best].cite.line
            yield paper.finding("T811", fact.cite, best, name=shown, other=best, line=line)


def _line_of(paper: Paper, name: str) -> int:
    """The first line on which a name stands; 0 where it stands on none."""
    for passage in paper.context.passages:
        place = passage.condensed.find(name)
        if place >= 0:
            return paper.document.source.line(passage.text.origin[passage.index[place]])
    return 0


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
