"""Misspelt States: a name in which a sign was lost or two changed places, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick

from testban.reference.states import names
from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.slips import slips
from testban.treaty.checks.words import words

__all__ = ["misspelt_states"]

# What a slip makes of a shorter name may be another word, unless it stands by itself.
_SHORTEST = {True: 6, False: 4}
_BY_ITSELF = 3
_APART = re.compile(r"[\s、，,;；:：。()（）|和及与]")
_WORD = re.compile(r"[^\W\d_]")


def misspelt_states(paper: Paper, told: set[int]) -> Iterator[Finding]:
    """C103: a State's name with a slip; `told` holds the offsets of names that are told already."""
    language = paper.context.language
    text, _ = paper.condensed
    right = [(m.start, m.end) for m in _named(paper)]
    for end, (name, wrong) in _automaton(language.code, language.spaced).iter(text):
        start = end + 1 - len(wrong)
        if language.spaced and (_in_a_word(text, start - 1) or _in_a_word(text, end + 1)):
            continue
        # What is a State's name, or begins in one, is no slip: 几内亚 and 比绍.
        if any(a <= start and end < b for a, b in right):
            continue
        if len(name) < _SHORTEST[language.spaced] and not _stands_alone(paper, start, end):
            continue
        cite = paper.cite_at(start, end + 1)
        if cite.spans and cite.spans[0][0] not in told:
            told.add(cite.spans[0][0])
            yield paper.finding("C103", cite, name, name=cite.quote)


def _stands_alone(paper: Paper, first: int, last: int) -> bool:
    """Nothing is joined to what stands there: it is a cell of a table or an entry of a list."""
    text = paper.document.source.text
    cite = paper.cite_at(first, last + 1)
    start, end = cite.spans[0][0], cite.spans[-1][1]
    around = (text[start - 1 : start], text[end : end + 1])
    return end - start == len(cite.quote) and all(not c or _APART.match(c) for c in around)


def _in_a_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and bool(_WORD.match(text[at]))


class _Range:
    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end


def _named(paper: Paper) -> Iterator[_Range]:
    """Where right names stand in the condensed text of the whole paper."""
    _, starts = paper.condensed
    for begin, (_, entries) in zip(starts, paper.named, strict=False):
        for entry in entries:
            yield _Range(begin + entry.start, begin + entry.end)


@cache
def _automaton(lang: str, spaced: bool) -> ahocorasick.Automaton:
    """What slips make of the names of States, each with the right name."""
    known = {name.text for name in names(lang)}
    no_slip = words(lang).regex("no_slip")
    automaton = ahocorasick.Automaton()
    for name in sorted(known):
        if len(name) < (_SHORTEST[spaced] if spaced else _BY_ITSELF) or "(" in name:
            continue
        for wrong in slips(name):
            if (
                len(wrong) >= _BY_ITSELF
                and wrong not in known
                and not no_slip.search(wrong)
                and not _other(wrong, name, known)
            ):
                automaton.add_word(wrong, (name, wrong))
    automaton.make_automaton()
    return automaton


def _other(wrong: str, name: str, known: set[str]) -> bool:
    """Nothing but a name that is used as well, with other signs: it is no slip."""
    return wrong in name or wrong.replace("-", " ") in known
