"""Document + reference + ledger -> findings: one rule, one function, one code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from testban.errors import UsageError
from testban.treaty.checks import (
    agenda,
    counts,
    crossrefs,
    dates,
    links,
    meetings,
    numbering,
    standing,
    symbols,
    terms,
    votes,
)
from testban.treaty.checks.exceptions import Waiver, read_waivers, waived
from testban.treaty.checks.model import Finding, Rule, find_rule, rules
from testban.treaty.checks.paper import Paper
from testban.treaty.documents.model import Document
from testban.treaty.extract import extract_facts
from testban.treaty.extract.model import Fact
from testban.treaty.languages import available
from testban.treaty.ledger import Ledger

__all__ = [
    "Finding",
    "Rule",
    "Waiver",
    "check",
    "find_rule",
    "read_waivers",
    "rules",
    "selected",
    "waived",
]

_CHECKS: tuple[Callable[[Paper], Iterator[Finding]], ...] = (
    counts.stated_against_listed,
    counts.doubled,
    counts.unknown_names,
    counts.sides_of_a_sum,
    standing.miscounted,
    standing.listed_wrongly,
    standing.dated_otherwise,
    standing.missing_from_list,
    dates.no_such_day,
    dates.ends_before_it_starts,
    dates.outside_the_period,
    dates.wrong_year,
    votes.tally_against_list,
    votes.on_both_sides,
    votes.more_votes_than_members,
    numbering.broken_series,
    numbering.broken_items,
    numbering.broken_notes,
    numbering.broken_annexes,
    crossrefs.no_such_paragraph,
    crossrefs.no_such_annex,
    crossrefs.no_such_footnote,
    crossrefs.mark_without_note,
    crossrefs.note_without_mark,
    crossrefs.letter_in_the_other_case,
    links.link_leads_elsewhere,
    symbols.malformed,
    links.absent_from_the_list,
    symbols.listed_and_not_cited,
    symbols.one_symbol_two_titles,
    symbols.gap_in_a_run,
    meetings.absent_but_acting,
    agenda.reported_under_another_number,
    agenda.title_quoted_otherwise,
    meetings.another_ordinal,
    meetings.another_meeting,
    meetings.title_printed_otherwise,
    terms.one_person_spelt_twice,
    terms.one_state_two_names,
    terms.unpaired,
)


def check(
    document: Document,
    *,
    facts: Sequence[Fact] | None = None,
    ledger: Ledger | None = None,
    codes: Iterable[str] | None = None,
) -> list[Finding]:
    """What is wrong in a paper, in the order of its text.

    Parameters
    ----------
    document
        As `testban.treaty.documents.read_document` reads it.
    facts
        Its facts, where they are known already.
    ledger
        To hold statements against; None: only what the paper itself contradicts.
    codes
        The rules to apply, as `selected` gives them; None for all.

    Raises
    ------
    UsageError
        There is no language pack for the paper's language.
    """
    if document.language not in available():
        raise UsageError(
            f"papers in '{document.language or 'an unknown language'}' cannot be checked yet",
            where=document.source.name,
            cure=f"Check the version in one of: {', '.join(available())}",
        )
    found_facts = extract_facts(document) if facts is None else facts
    paper = Paper(document, found_facts, ledger)
    wanted = set(rules() if codes is None else codes)
    found = [f for rule in _CHECKS for f in rule(paper) if f.rule.code in wanted]
    return sorted(found, key=lambda f: (f.cite.line, f.column, f.rule.code))


def selected(text: str) -> list[str]:
    """The codes that a list such as ``S,V`` or ``S203,C`` selects; all for an empty text.

    Raises
    ------
    UsageError
        A part of it selects no rule.

    Examples
    --------
    >>> selected("V4,s203")
    ['S203', 'V401', 'V402', 'V403']
    """
    codes: set[str] = set()
    for part in filter(None, (part.strip().upper() for part in text.split(","))):
        chosen = {code for code in rules() if code.startswith(part)}
        if not chosen:
            raise UsageError(
                f"'{part}' selects no rule", cure=f"The rules are {', '.join(rules())}"
            )
        codes |= chosen
    return sorted(codes or rules())
