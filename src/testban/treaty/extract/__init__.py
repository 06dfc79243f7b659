"""Document -> facts: one module for each kind of fact; language packs hold the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from testban.treaty.collector import collecting_seldom
from testban.treaty.documents.model import Document
from testban.treaty.extract import (
    activities,
    agenda,
    amounts,
    appointments,
    counts,
    decisions,
    document_entries,
    listed_actions,
    measures,
    meetings,
    organisations,
    references,
    rules,
    state_lists,
    statements,
    status_tables,
    treaty_actions,
    votes,
)
from testban.treaty.extract.activity_table import settle
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import FIELDS, Citation, Fact
from testban.treaty.extract.participants import find_participants
from testban.treaty.languages import available, pack

__all__ = ["FIELDS", "Citation", "Fact", "extract_facts", "facts_in"]


_EXTRACTORS: tuple[Callable[[Context], Iterator[Fact]], ...] = (
    counts.extract,
    state_lists.extract,
    organisations.extract,
    treaty_actions.extract,
    listed_actions.extract,
    status_tables.extract,
    activities.extract,
    votes.extract,
    meetings.extract,
    appointments.extract,
    agenda.extract,
    measures.extract,
    decisions.extract,
    document_entries.extract,
    statements.extract,
    references.extract,
    amounts.extract,
    rules.extract,
)


def extract_facts(document: Document) -> list[Fact]:
    """Every fact that the document states, in the order in which they stand in it.

    A document in a language without a pack has no facts; `Document.warnings` says so.
    """
    if document.language not in available():
        return []
    return facts_in(Context(document, pack(document.language or "en")))


@collecting_seldom()
def facts_in(context: Context) -> list[Fact]:
    """The same, where the document's passages have been made already and are needed after."""
    settle(context)
    context.title_meeting = meetings.title_meeting(context)
    context.participants = find_participants(context)
    facts = [fact for extract in _EXTRACTORS for fact in extract(context)]
    return list(_once(sorted(facts, key=lambda fact: fact.cite.spans[:1])))


def _once(facts: list[Fact]) -> Iterator[Fact]:
    """The facts, but for an act of a day that the paper has told before."""
    told: set[tuple[object, ...]] = set()
    for fact in facts:
        if fact.kind == "treaty_action" and fact.fields["date"] is not None:
            act = tuple(fact.fields[name] for name in ("treaty", "state", "action", "date"))
            if act in told:
                continue
            told.add(act)
        yield fact
