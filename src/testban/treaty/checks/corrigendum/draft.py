"""Findings -> corrections and queries: one a place, in the order of the text.

Only what is certain is corrected: a finding whose right text is known, in the paper's own form. Two
findings at one place are one correction. Where the paper merely contradicts itself, or nobody but
its author can say what was meant, the finding is a query to the author, with the correction that it
would be if the other place is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from testban.treaty.checks.corrigendum.edits import edit_of
from testban.treaty.checks.corrigendum.lists import deletion, insertions, replacement
from testban.treaty.checks.corrigendum.phrases import Phrase, Place, phrase_of, place_of
from testban.treaty.checks.corrigendum.reading import Edit, Reading
from testban.treaty.checks.model import Finding
from testban.treaty.checks.shown import States
from testban.treaty.documents.mapped import Span
from testban.treaty.documents.model import Document

__all__ = ["Correction", "Corrigendum", "Query", "corrected", "draft"]

# Two places of the paper contradict each other, or the right text is a guess: the author must say.
_UNCERTAIN = frozenset(
    {"C101", "C102", "C104", "C105", "D303", "M705", "V401", "V403", "V404", "V405"}
)
# What is missing before a number, the number does not say.
_NO_TEXT = frozenset({"N501", "N502", "N503", "N504"})
# A meeting with the number of one and the days of another: either may be meant.
_NUMBERED, _DATED = "M704", frozenset({"D304", "D307", "D308"})
_TWICE = "C102"
_NOT_IN_LIST, _MISSING = "S202", "S204"


@dataclass(frozen=True, slots=True)
class Correction:
    """One place that is wrong, and what it should read.

    Attributes
    ----------
    place
        In the words of the paper's language.
    edit
        In the original.
    phrase
        What is quoted of the paper, and what is to be read for it.
    findings
        Why: all that was found at the place.
    """

    place: Place
    edit: Edit
    phrase: Phrase
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What only the author can say; `perhaps` is the correction if the other place is right."""

    place: Place
    quote: str
    findings: tuple[Finding, ...]
    perhaps: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Corrigendum:
    """A draft: corrections and queries in the order of the text.

    `style` counts the matters of style that no corrigendum is issued for.
    """

    document: Document
    corrections: tuple[Correction, ...]
    queries: tuple[Query, ...]
    style: int


@dataclass(frozen=True, slots=True)
class _Proposal:
    edit: Edit | None
    finding: Finding
    certain: bool


def draft(document: Document, findings: Iterable[Finding]) -> Corrigendum:
    """What a corrigendum to the paper would say."""
    found = list(findings)
    grave = [f for f in found if f.rule.severity != "info"]
    reading = Reading(document)
    proposals = [*_of_lists(reading, grave), *_of_places(reading, grave)]
    corrections, rest = _settled([p for p in proposals if p.edit and p.certain])
    rest += [p for p in proposals if not (p.edit and p.certain)]
    queries = [p for p in rest if not _told(p, corrections)]
    return Corrigendum(
        document,
        tuple(
            Correction(place_of(reading, edit.start), edit, phrase_of(reading, edit), tuple(why))
            for edit, why in sorted(corrections.items(), key=lambda each: each[0].start)
        ),
        tuple(_queries(reading, queries)),
        len(found) - len(grave),
    )


def corrected(corrigendum: Corrigendum) -> str:
    """The text of the paper with all corrections made."""
    text = corrigendum.document.source.text
    for correction in reversed(corrigendum.corrections):
        edit = correction.edit
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


def _of_places(reading: Reading, findings: Sequence[Finding]) -> Iterable[_Proposal]:
    # What is itself found fault with is no right text.
    doubted = {finding.cite.quote for finding in findings}
    for finding in findings:
        code = finding.rule.code
        if code in (_NOT_IN_LIST, _MISSING):
            continue
        certain = code not in _UNCERTAIN and finding.expected not in doubted
        yield _Proposal(
            _edit(reading, finding), finding, certain and not _of_another(finding, findings)
        )


def _edit(reading: Reading, finding: Finding) -> Edit | None:
    if finding.rule.code in _NO_TEXT:
        return None
    if finding.rule.code == _TWICE and finding.cite.spans:
        around = _blocks_around(reading, finding)
        return deletion(reading, around, finding.cite.spans[-1])
    return edit_of(reading, finding)


def _of_another(finding: Finding, findings: Iterable[Finding]) -> bool:
    """The number and the days of a meeting are those of two meetings."""
    code = finding.rule.code
    others = _DATED if code == _NUMBERED else {_NUMBERED} if code in _DATED else frozenset()
    return any(
        other.rule.code in others and start < last and first < end
        for other in findings
        for start, end in finding.cite.spans
        for first, last in other.cite.spans
    )


def _blocks_around(reading: Reading, finding: Finding) -> tuple[Span, ...]:
    """The paragraphs or rows in which a finding stands, whole."""
    origins = [block.text.origin for block in reading.blocks(finding.cite.spans)]
    return tuple((origin[0], origin[-1] + 1) for origin in origins)


def _of_lists(reading: Reading, findings: Sequence[Finding]) -> Iterable[_Proposal]:
    """States that do not belong to a list, and States that are missing from it."""
    wrong = [f for f in findings if f.rule.code == _NOT_IN_LIST]
    for finding in (f for f in findings if f.rule.code == _MISSING):
        states = finding.values["states"]
        missing = list(states.codes) if isinstance(states, States) else []
        spans = finding.cite.spans
        inside = [f for f in wrong if any(s <= f.cite.spans[0][0] < e for s, e in spans)]
        for each in inside:
            wrong.remove(each)
            edit = None
            for state in missing:
                if edit := replacement(reading, spans, each.cite.spans[0], state):
                    missing.remove(state)
                    yield _Proposal(edit, finding, True)
                    break
            edit = edit or deletion(reading, spans, each.cite.spans[0])
            yield _Proposal(edit, each, True)
        edits = insertions(reading, spans, missing) if missing else []
        yield from (_Proposal(edit, finding, True) for edit in edits)
        if missing and not edits:
            yield _Proposal(None, finding, False)
    for each in wrong:
        around = _blocks_around(reading, each)
        yield _Proposal(deletion(reading, around, each.cite.spans[0]), each, True)


def _settled(
    proposals: Iterable[_Proposal],
) -> tuple[dict[Edit, list[Finding]], list[_Proposal]]:
    """One correction a place; what two findings would correct in two ways is left to the author."""
    groups: list[list[_Proposal]] = []
    for each in sorted(proposals, key=lambda p: (p.edit.start, p.edit.end) if p.edit else (0, 0)):
        last = groups[-1] if groups else None
        if last and each.edit and any(p.edit and p.edit.overlaps(each.edit) for p in last):
            last.append(each)
        else:
            groups.append([each])
    settled: dict[Edit, list[Finding]] = {}
    open_: list[_Proposal] = []
    for group in groups:
        edits = {p.edit for p in group if p.edit}
        if len(edits) == 1:
            settled[edits.pop()] = [p.finding for p in group]
        else:
            open_ += group
    return settled, open_


def _told(proposal: _Proposal, corrections: Iterable[Edit]) -> bool:
    """Its place is corrected, and with it what was found there."""
    spans = (
        [(proposal.edit.start, proposal.edit.end)] if proposal.edit else proposal.finding.cite.spans
    )
    return any(
        edit.start < end and start < max(edit.end, edit.start + 1)
        for edit in corrections
        for start, end in spans
    )


def _queries(reading: Reading, proposals: Iterable[_Proposal]) -> Iterable[Query]:
    """One query a place, whatever the number of findings there."""
    places: dict[tuple[object, ...], list[_Proposal]] = {}
    for each in proposals:
        places.setdefault(tuple(each.finding.cite.spans), []).append(each)
    ordered = sorted(places.values(), key=lambda group: group[0].finding.cite.spans[:1])
    for group in ordered:
        cite = group[0].finding.cite
        edits = {p.edit for p in group if p.edit}
        one = edits.pop() if len(edits) == 1 else None
        start = one.start if one else cite.spans[0][0] if cite.spans else 0
        yield Query(
            place_of(reading, start),
            cite.quote,
            tuple(p.finding for p in group),
            phrase_of(reading, one) if one else None,
        )
