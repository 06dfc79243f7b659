"""Counts: so many signatories, ratifiers, States attending, certified facilities …"""

from __future__ import annotations

import re
from collections.abc import Iterator

from testban.treaty.documents.mapped import MappedText
from testban.treaty.extract.context import Context
from testban.treaty.extract.loose_counts import Counted, loose_counts
from testban.treaty.extract.meetings import last_day
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import Hit
from testban.treaty.extract.patterns import number

__all__ = ["extract"]

_ANYTHING = re.compile(r"(?s).*")
# Only one treaty has an Annex 2 and a monitoring system, whatever else the paper speaks of.
_OF_THE_CTBT = ("annex2", "certified_ims")
# As many States as Annex 2 names (Annex 2 to the Treaty).
_ANNEX_2 = 44
# Said twice ("44 of the 44"), one of them counts who has acted.
_ALL_OF_ANNEX_2 = re.compile(r"(?i)(?<!\d)44(?!\d)|forty-four")
# No word that numbers something stands farther before its number.
_LABEL = 40
_OF_ALL = ("signatories", "ratifiers")
# How far up "of these" reaches.
_ABOVE = 240
_NAME = 30
_ATTENDING = {
    "states_parties": "attending_states_parties",
    "signatories": "attending_signatories",
    "ratifiers": "attending_ratifiers",
}
# Of those who attend, by what is said of them.
_OF_THOSE_PRESENT = {
    "ratifiers": "attending_ratifiers",
    "signatories": "attending_signatories",
    "signed_not_ratified": "attending_signatories",
}
_OF_ANNEX_2 = ("annex2_ratifiers", "annex2_signatories", "annex2_remaining")
_STANDING = ("ratifiers", "annex2_ratifiers", "signatories", "signed_not_ratified")
_EXPECTED = ("attending", "observer", "states_parties")
# No more States of Annex 2 than these have ever been missing since it was opened to most.
_MISSING = 30
_OF_A_MEETING = ("attending", "observer", "credentials")


def extract(context: Context) -> Iterator[Fact]:
    """Each number that a rule of the pack's ``[[count]]`` finds, once.

    Where two rules read the same number, the earlier rule (the more particular) wins.
    """
    taken: set[int] = set()
    told: set[tuple[str, int, str | None]] = set()
    label = context.language.regex("parts_of_counts", "label")
    for rule, hit in context.hits("count"):
        value = number(hit.words("value"), context.language)
        piece = hit.piece("value")
        if value is None or not piece.origin or piece.origin[0] in taken:
            continue
        at = hit.match.start("value")
        # "The 79th State party" (第七十九个) says how many there are.
        ordered = rule.data.get("ordered", False)
        if not ordered and label.search(hit.passage.masked, max(0, at - _LABEL), at):
            continue  # the 2 of "Annex 2 ratifications"
        if not rule.data.get("least", value) <= value <= rule.data.get("most", value):
            continue
        taken.add(piece.origin[0])
        subject = _subject(context, rule.data["subject"], value, hit, *hit.match.span("value"))
        if subject is None:
            continue
        # The same figure told again (in a measure, over a list) is no other statement.
        key = (subject, value, hit.treaty())
        if key in told:
            continue
        told.add(key)
        yield _fact(context, subject, value, hit, hit.piece())
    for known in loose_counts(context):
        hit = _whole(known)
        piece = known.passage.piece(known.at, known.at + 1)
        if piece.origin[0] in taken:
            continue
        subject = _subject(context, known.subject, known.value, hit, known.at, known.after)
        if subject is None or (subject, known.value) in {key[:2] for key in told}:
            continue
        told.add((subject, known.value, None))
        yield _fact(context, subject, known.value, hit, hit.piece())


def _whole(known: Counted) -> Hit:
    """The clause of a count as a match."""
    clause = _ANYTHING.match(known.passage.masked, known.start, known.end)
    assert clause is not None  # `.*` matches any string
    return Hit(known.passage, clause)


def _fact(context: Context, subject: str, value: int, hit: Hit, piece: MappedText) -> Fact:
    of_meeting = subject.startswith(_OF_A_MEETING)
    return context.fact(
        "count",
        {
            "subject": subject,
            "treaty": "CTBT" if subject.startswith(_OF_THE_CTBT) else context.treaty(hit),
            "meeting": context.meeting if of_meeting else None,
            "value": value,
            "as_of": _as_of(context, hit),
        },
        piece,
        hit.passage.block.place,
    )


def _subject(context: Context, subject: str, value: int, hit: Hit, at: int, end: int) -> str | None:
    """What is counted, seen in its sentence; None where it is no total.

    "Of the 44 States in Annex 2, 41 have signed" counts those of Annex 2; "five have signed but
    not ratified" are no signatories among others; "since 2001, eight States have signed" says
    nothing of all signatories, and "urged the two States to ratify" nothing of ratifiers. Who acts
    ("two States signatories took the floor", "supported by 15 States parties") is not counted as a
    whole, nor are those of a region.
    """
    masked = hit.passage.masked
    first, last = hit.passage.sentence(*hit.match.span(), context.stops)
    before, after = masked[first : hit.match.start()], masked[hit.match.end() : last]

    def says(name: str, words: str) -> bool:
        return context.language.regex("parts_of_counts", name).search(words) is not None

    left, right = masked[first:at], masked[end:last]
    if says("none_such", right.strip()) or (
        subject.startswith(_EXPECTED) and says("assumed", masked[first:last])
    ):
        return None
    whole = subject in _OF_ANNEX_2 and value >= _ANNEX_2
    if whole and not (value == _ANNEX_2 and len(_ALL_OF_ANNEX_2.findall(masked[first:last])) > 1):
        return "annex2_states" if value == _ANNEX_2 else None
    if subject == "annex2_ratifiers" and (
        says("signed_after", right) or says("signed_before", left)
    ):
        return "annex2_signatories"
    if subject in _STANDING:
        wanting = says("wanting_after", right) or says("wanting_before", left)
        near = masked[max(0, first - _ABOVE) : last]
        if says("unsigned_after", right) or says("unsigned_before", left):
            return None
        if wanting:
            if value <= _MISSING and says("of_annex2", near):
                return "annex2_remaining"
            return subject if subject == "signed_not_ratified" else None
        if (
            value <= _ANNEX_2
            and says("acts_of_a_time", right.strip())
            and says("time_before", left)
            and not says("total", masked[first:last])
        ):
            return None
    if (
        subject in _ATTENDING
        and not says("of_total", left)
        and (says("attending_before", before) or says("attending_after", after))
    ):
        both = says("both", before[-_NAME:] + hit.match.group())
        return "attending_states" if both else _ATTENDING[subject]
    told_above = masked[max(0, first - _ABOVE) : hit.match.start()]
    if subject in _OF_THOSE_PRESENT and says("attendance", told_above):
        return _OF_THOSE_PRESENT[subject]
    if says("actors", hit.match.group()) and (says("of_actors", before) or says("acts", after)):
        return None
    if subject == "attending_states" and says("signed_only", hit.match.group()):
        return "attending_signatories"
    if subject == "annex2_remaining" and says("more", hit.match.group()):
        return subject if says("wanting", masked[first:last]) else None
    if subject not in _OF_ALL:
        return subject
    total = says("total", hit.match.group())
    if says("part", masked[first:last]) or (
        not total and (says("increase", before) or says("wish", before))
    ):
        return None
    # "Annex 2 States: 44. Of these, 41 have signed; 36 have ratified."
    full, _ = hit.passage.sentence(at, end, context.full_stops)
    of_these = says("of_these", masked[full:last].strip())
    above = masked[:full][-_ABOVE:] if of_these else ""
    of_annex2 = value <= _ANNEX_2 and (
        says("annex2", above + masked[full : hit.match.start()])
        or (of_these and says("of_annex2", above))
    )
    if subject == "signatories" and context.language.regex("parts_of_counts", "unratified").match(
        after
    ):
        subject = "signed_not_ratified"
    return f"annex2_{subject}" if of_annex2 else subject


def _as_of(context: Context, hit: Hit) -> str | None:
    """The day the sentence names after "as at", else the last day of the document's meeting."""
    passage = hit.passage
    start, end = passage.sentence(*hit.match.span(), context.stops)
    for found in context.pattern("parts_of_counts", "as_of").within(passage, start, end):
        date = found.date("date")
        return context.dated(date.date) if date else None
    return last_day(context) or context.document.date
