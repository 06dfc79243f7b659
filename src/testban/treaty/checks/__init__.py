"""Document + reference + ledger -> findings: one rule, one function, one code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from testban.errors import UsageError
from testban.treaty.checks import (
    agenda,
    characters,
    council,
    counts,
    crossrefs,
    dates,
    fixed,
    links,
    meetings,
    numbering,
    occasions,
    order,
    organizations,
    persons,
    records,
    sessions,
    standing,
    symbols,
    terms,
    totals,
    urging,
    variants,
    votes,
)
from testban.treaty.checks.between import contradictions, statements
from testban.treaty.checks.exceptions import Waiver, read_waivers, waived
from testban.treaty.checks.foreign import other_language, outside
from testban.treaty.checks.model import Finding, Rule, find_rule, rules
from testban.treaty.checks.paper import Paper
from testban.treaty.collector import collecting_seldom
from testban.treaty.documents.model import Document
from testban.treaty.extract import facts_in
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact
from testban.treaty.languages import available, pack
from testban.treaty.ledger import Ledger

__all__ = [
    "Finding",
    "Rule",
    "Waiver",
    "check",
    "check_paper",
    "contradictions",
    "find_rule",
    "in_order",
    "make_paper",
    "other_language",
    "read_waivers",
    "rules",
    "selected",
    "statements",
    "waived",
]

_CHECKS: tuple[Callable[[Paper], Iterator[Finding]], ...] = (
    counts.stated_against_listed,
    counts.doubled,
    counts.unknown_names,
    counts.sides_of_a_sum,
    totals.wrong_totals,
    order.out_of_order,
    counts.named_as_another,
    standing.miscounted,
    standing.listed_wrongly,
    standing.dated_otherwise,
    standing.missing_from_list,
    standing.remaining,
    urging.urged_in_vain,
    records.treaty_dated_otherwise,
    fixed.facilities_miscounted,
    fixed.instruments_miscounted,
    dates.no_such_day,
    dates.ends_before_it_starts,
    dates.outside_the_period,
    dates.wrong_year,
    dates.year_without_meeting,
    occasions.dated_before_its_report,
    occasions.wrong_weekday,
    occasions.dated_otherwise_than_known,
    occasions.numbered_otherwise,
    occasions.series_out_of_order,
    records.resolution_out_of_session,
    sessions.session_against_symbol,
    votes.tally_against_list,
    votes.on_both_sides,
    votes.more_votes_than_members,
    votes.sponsor_against,
    votes.one_ballot_two_results,
    numbering.broken_series,
    numbering.broken_items,
    numbering.broken_names,
    numbering.broken_agenda,
    numbering.broken_notes,
    numbering.broken_annexes,
    crossrefs.no_such_paragraph,
    crossrefs.no_such_paragraph_of_annex,
    crossrefs.no_such_item,
    crossrefs.no_such_annex,
    crossrefs.no_such_footnote,
    crossrefs.mark_without_note,
    crossrefs.note_without_mark,
    crossrefs.letter_in_the_other_case,
    links.link_leads_elsewhere,
    symbols.malformed,
    symbols.head_otherwise,
    links.absent_from_the_list,
    council.resolution_of_another_year,
    council.resolution_with_a_slip,
    symbols.listed_and_not_cited,
    symbols.one_symbol_two_titles,
    symbols.gap_in_a_run,
    meetings.absent_but_acting,
    agenda.reported_under_another_number,
    agenda.reported_twice_and_the_next_never,
    agenda.title_quoted_otherwise,
    sessions.meeting_never_held,
    meetings.another_ordinal,
    meetings.ordinal_of_itself,
    meetings.another_meeting,
    meetings.title_printed_otherwise,
    records.held_elsewhere,
    persons.one_person_spelt_twice,
    terms.one_state_two_names,
    terms.unpaired,
    variants.two_forms,
    variants.mutilated_title,
    variants.mutilated_name,
    variants.unused_short_name,
    characters.doubled_words,
    characters.half_width,
    characters.latin_two_spellings,
    organizations.two_names_of_an_organization,
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
    return check_paper(make_paper(document, facts=facts, ledger=ledger), codes)


@collecting_seldom()
def make_paper(
    document: Document, *, facts: Sequence[Fact] | None = None, ledger: Ledger | None = None
) -> Paper:
    """A paper made ready for the rules, where several things are to be done with it.

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
    context = Context(document, pack(document.language))
    return Paper(context, facts_in(context) if facts is None else facts, ledger)


@collecting_seldom()
def check_paper(paper: Paper, codes: Iterable[str] | None = None) -> list[Finding]:
    """What is wrong in a paper; `codes` as for `check`."""
    wanted = set(rules() if codes is None else codes)
    found = [f for rule in _CHECKS for f in rule(paper) if f.rule.code in wanted]
    return sorted(outside(paper.document, found), key=in_order)


def in_order(finding: Finding) -> tuple[int, int, str]:
    """By what findings are sorted: their place in the paper."""
    return finding.cite.line, finding.column, finding.rule.code


def selected(text: str) -> list[str]:
    """The codes that a list such as ``S,V`` or ``S203,C`` selects; all for an empty text.

    Raises
    ------
    UsageError
        A part of it selects no rule.

    Examples
    --------
    >>> selected("D301,s203")
    ['D301', 'S203']
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
