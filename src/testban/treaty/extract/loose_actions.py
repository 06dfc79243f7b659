"""What the rules of order need that know no phrase: which act, which treaty, and whether any.

A rule of ``[[loose_action]]`` says only that a State, a day and a word for an act stand in this
order in one clause. Whether that is a statement of what the State did, the words between them
decide.
"""

from __future__ import annotations

import re
from datetime import timedelta

from testban.reference.treaties import treaties
from testban.treaty.extract.context import Context, Rule
from testban.treaty.extract.passage import MASKS, Hit

__all__ = ["act_near", "holds", "treaty_near", "without_brackets"]

_PAIR = re.compile(
    rf"[\s,;、，和及与]*(?:and )?(?:the )?{MASKS['state']}(?: ?\([^()]{{1,12}}\)|,? o?i?n {MASKS['date']})"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_CLAUSE = re.compile(r"[^,;.，；。]*")
_SLIP = timedelta(days=60)


def holds(context: Context, rule: Rule, hit: Hit, active: frozenset[int]) -> bool:
    """Nothing between State, day and act makes it a wish, another's act, or an act undone.

    Rows of activities (`active`, the offsets at which they begin) speak of what others should do.
    """
    text = hit.passage.text
    if text.origin and text.origin[0] in active:
        return False
    inside = context.language.regex("treaty_actions", "asides").sub(" ", hit.match.group())
    names = ("blocks",) if rule.data.get("actions") else ("blocks", "undone")
    return not any(context.language.regex("treaty_actions", name).search(inside) for name in names)


def act_near(context: Context, hit: Hit) -> list[str]:
    """The act of a State with its day in brackets: said after the row of them, or before it."""
    masked, at = hit.passage.masked, hit.match.end()
    while pair := _PAIR.match(masked, at):
        at = pair.end()
    first, last = hit.passage.sentence(*hit.match.span(), context.stops)
    clause = _CLAUSE.match(masked, at)
    after = clause.group() if clause else ""
    before = without_brackets(masked[first : hit.match.start()])
    of_whom = context.pattern("treaty_actions", "of_whom").regex
    if beside := of_whom.search(masked, first, hit.match.start()):
        return [context.language.table("actions")[beside["act"].lower()]]
    verbs = {
        **context.language.table("treaty_actions").get("papers", {}),
        **context.language.table("actions"),
    }
    rest = masked[at:last]
    # "Ratified: A (on one day); B and C (both on another)": the word stands before the clause.
    full, _ = hit.passage.sentence(*hit.match.span(), context.full_stops)
    above = without_brackets(masked[full:first])
    for words, find, sign in (
        (after, str.find, -1),
        (before, str.rfind, 1),
        (rest, str.find, -1),
        (above, str.rfind, 1),
    ):
        shown = words.lower()
        found = [(sign * find(shown, verb), act) for verb, act in verbs.items() if verb in shown]
        if found:
            return [max(found)[1]]
    return []


def without_brackets(text: str) -> str:
    """The text without what stands in brackets: an aside names no act of the sentence."""
    return _BRACKETS.sub("", text)


def treaty_near(context: Context, hit: Hit, date: str | None) -> str | None:
    """The treaty of an act: named in the match, right after it, else last before it in its sentence.

    None where the act is older than the treaty: the paper speaks of another one.
    """
    passage = hit.passage
    first, last = passage.sentence(*hit.match.span(), context.stops)
    clause = _CLAUSE.match(passage.masked, hit.match.end())
    end = clause.end() if clause else hit.match.end()
    ranges = (hit.match.span(), (hit.match.end(), end), (first, hit.match.start()))
    named: str | None = None
    for start, stop in ranges:
        found = [str(m.value) for m in passage.within(start, stop) if m.kind == "treaty"]
        if found:
            named = found[-1] or context.treaty(hit)
            break
    if named is None:
        annex2 = context.language.regex("parts_of_counts", "annex2").search(
            passage.masked, first, last
        )
        named = "CTBT" if annex2 else context.treaty(hit)
    known = treaties().get(named or "")
    # Long before it was opened another treaty is meant; shortly before, the day is a slip.
    if known is not None and date and date < (known.opened - _SLIP).isoformat()[: len(date)]:
        return None
    return named
