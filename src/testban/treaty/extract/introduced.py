"""Whose list it is that a sentence or a heading of unknown wording introduces.

The rules of a pack know phrases; papers have more phrases than any pack. But a list of States
that a sentence introduces is somebody's list whatever the phrase, and the sentence nearly always
holds a word of the right class: some verb of attending, some word for a vice-president. The pack
keeps the classes of words under ``[list_words]``, where `roles` says, the more particular first,
which classes make which role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from testban.treaty.extract.context import Context
from testban.treaty.extract.passage import Mention, Passage
from testban.treaty.languages import pack

__all__ = ["Introduced", "introduced", "role_of", "says_elsewhere", "says_lately"]

# Blocks that tell something in sentences.
_SENTENCES = ("paragraph", "item")
_KINDS = ("state", "states")
# A single name after a colon may be anything: only some roles are borne out by one.
_LEAST = 2
# No words between those that introduce a list and the list are longer.
_NEAR = 60
# How far before its sentence Annex 2 may be named that "of these" means.
_ABOVE = 300


@dataclass(frozen=True)
class Introduced:
    """A list of States and the words around it.

    Attributes
    ----------
    role
        Whose list it is.
    passage, start, end
        Where it stands: the masked range of the sentence up to the last State.
    mentions
        The States.
    """

    role: str
    passage: Passage
    start: int
    end: int
    mentions: list[Mention]

    @property
    def states(self) -> list[tuple[str, ...]]:
        """Each State with its possible readings, in the order printed."""
        return _states(self.mentions)

    @property
    def offsets(self) -> tuple[int, int]:
        """Where the first and the last character of the names stand in the original."""
        origin, index = self.passage.text.origin, self.passage.index
        return origin[index[self.mentions[0].start]], origin[index[self.mentions[-1].end - 1]]


def introduced(context: Context) -> Iterator[Introduced]:
    """Every list that a colon (or "namely") introduces, or that alone stands in its sentence."""
    # Those whom an activity addressed are no list of the paper's.
    active = context.activity_offsets
    before = ""
    for passage in context.passages:
        block = passage.block
        told, before = before, passage.masked if block.kind in _SENTENCES else ""
        if block.kind in ("row", "footnote") or id(block) in context.listed:
            continue
        if passage.text.origin and passage.text.origin[0] in active:
            continue
        position = 0
        for mention in passage.mentions:
            if mention.kind not in _KINDS or mention.start < position:
                continue
            found = _found(context, passage, mention, told)
            if found is not None:
                yield found
                position = found.mentions[-1].end


def role_of(context: Context, words: str, number: int, *, inline: bool = False) -> str | None:
    """The role that the classes of words in `words` make; None where they make none.

    Parameters
    ----------
    words
        The sentence or heading, masked.
    number
        How many States the list has.
    inline
        The list stands inside the sentence, and nothing introduces it.
    """
    known: dict[str, bool] = {}

    def holds(name: str) -> bool:
        if name not in known:  # the rules ask for the same few classes
            known[name] = _holds(context, name, words)
        return known[name]

    for rule in context.language.table("list_words").get("roles", ()):
        if inline and not rule.get("inline"):
            continue
        if all(map(holds, rule["words"])) and not any(map(holds, rule.get("without", ()))):
            return (rule["role"] or None) if number >= rule.get("least", _LEAST) else None
    return None


def says_lately(context: Context, words: str) -> bool:
    """The words introduce those who came lately, and not all there are."""
    return _holds(context, "lately", words)


def says_elsewhere(context: Context, words: str) -> bool:
    """The words tell of an event beside the meeting: who attended it need not have attended that."""
    return context.language.regex("meetings", "beside").search(words) is not None


def _holds(context: Context, name: str, words: str) -> bool:
    return context.language.regex("list_words", name).search(words) is not None


def _found(context: Context, passage: Passage, mention: Mention, told: str) -> Introduced | None:
    """The list that a mention begins; `told` are the sentences of the paragraph before."""
    at = passage.masked_at(mention.start)
    stops = context.language.table("lists").get("stops", "。.")
    first, last = passage.sentence(at, at, stops)
    lead = passage.masked[first:at]
    if (predicate := _by_predicate(context, passage, mention, first, last, told)) is not None:
        return predicate
    if context.language.regex("lists", "introduces").search(lead[-_NEAR:]):
        if first and _holds(context, "of_these", lead.strip()):
            # "96 States attended. Among them were …": the sentence before says who they are.
            above, _ = passage.sentence(first - 1, first - 1, stops)
            lead = passage.masked[above:at]
        mentions = [m for m in passage.within(at, last) if m.kind in _KINDS]
        role = role_of(context, lead, len(_states(mentions)))
    elif mention.kind == "states":
        around = passage.within(first, last)
        mentions = _one_list(context, passage, [m for m in around if m.kind in _KINDS])
        number = len(_states(mentions))
        role = role_of(context, passage.masked[first:last], number, inline=True) if number else None
    else:
        return None
    if role is None or (role == "observer_states" and says_elsewhere(context, lead)):
        return None
    end = passage.masked_at(mentions[-1].start) + 1
    return Introduced(role, passage, first, end, mentions)


def _one_list(context: Context, passage: Passage, mentions: list[Mention]) -> list[Mention]:
    """The mentions, where they are one list but for those on whose behalf one of it acts.

    Nothing where other words part them: which of them a sentence speaks of is anybody's guess.
    """
    aside = context.language.regex("lists", "aside")
    separator = context.language.regex("lists", "separator")
    listed = mentions[:1]
    for before, mention in pairwise(mentions):
        gap = passage.condensed[before.end : mention.start]
        if aside.match(gap):
            continue
        if not separator.fullmatch(gap.lstrip(")）")):
            return []
        listed.append(mention)
    return listed


def _by_predicate(
    context: Context, passage: Passage, mention: Mention, first: int, last: int, told: str
) -> Introduced | None:
    """A list in the middle of a sentence, known by the words right before or after it.

    A rule may want a class of words in the sentence or the one before (`scope`): of those States
    that have not signed, the sentence before may say that they are of Annex 2.
    """
    at = passage.masked_at(mention.start)
    before, after = passage.masked[first:at], passage.masked[at + 1 : last]
    above = f"{told} {passage.masked[:at]}"[-_ABOVE - (at - first) :]
    number = len(mention.value) if mention.kind == "states" else 1
    for rule in _predicates(context.language.code):
        if (
            number >= rule.least
            and rule.after.match(after)
            and rule.before.search(before)
            and not (rule.role == "observer_states" and says_elsewhere(context, after[:_NEAR]))
            and (not rule.scope or _holds(context, rule.scope, above))
        ):
            return Introduced(rule.role, passage, first, at + 1, [mention])
    return None


class _Predicate(NamedTuple):
    """A rule of ``predicates`` of ``[list_words]``, compiled."""

    role: str
    least: int
    after: re.Pattern[str]
    before: re.Pattern[str]
    scope: str


@cache
def _predicates(code: str) -> list[_Predicate]:
    return [
        _Predicate(
            rule["role"],
            rule.get("least", _LEAST),
            re.compile(rule.get("after", "")),
            re.compile(rule.get("before", "") + "$"),
            rule.get("scope", ""),
        )
        for rule in pack(code).table("list_words").get("predicates", ())
    ]


def _states(mentions: list[Mention]) -> list[tuple[str, ...]]:
    return [
        readings
        for mention in mentions
        for readings in (mention.value if mention.kind == "states" else [mention.value])
    ]
