"""The patterns of a pack, and which of them may match in a text: one walk over it tells.

Most patterns match nowhere in most texts, and each knows words that any match would hold (see
`testban.treaty.literals`). An automaton of all these words finds those of a text at once; only the
patterns whose words stand there are tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick

from testban.treaty.extract.patterns import Pattern, pattern
from testban.treaty.languages import pack
from testban.treaty.literals import Need

__all__ = ["PatternIndex", "Rule", "index_of", "named_pattern", "patterns_of", "rules_of"]

# The named patterns for which passage after passage is searched.
_NAMED = {
    "activities": ("section", "part", "header", "row", "comment", "capacity", "told"),
    "agenda": ("heading", "introduction", "in_sentence", "item"),
    "decisions": ("heading", "listed"),
    "documents": ("introduction", "item", "submitter"),
    "measures": ("introduction", "heading", "named", "addressee"),
    "meetings": ("calendar", "calendar_head", "column_name", "loose", "loose_next", "title"),
    "offices": ("head", "introduces"),
    "participants": ("title",),
    "references": ("resolutions", "decisions"),
    "treaty_actions": ("act_heading",),
    "votes": ("yes", "no", "abstain", "other"),
}


@dataclass(frozen=True)
class Rule:
    """One rule of a language pack: its compiled pattern and whatever else it says."""

    pattern: Pattern
    data: Mapping[str, Any]


@cache
def rules_of(section: str, code: str) -> list[Rule]:
    """The rules of a section of the pack `code`, compiled."""
    return [Rule(pattern(rule["pattern"], code), rule) for rule in pack(code).rules(section)]


@cache
def patterns_of(section: str, code: str) -> frozenset[Pattern]:
    """The patterns of the rules of a section."""
    return frozenset(rule.pattern for rule in rules_of(section, code))


@cache
def named_pattern(section: str, name: str, code: str) -> Pattern:
    """One named pattern of a section of the pack `code`; one that never matches where it has none."""
    return pattern(pack(code).table(section).get(name, r"(?!)"), code)


class PatternIndex:
    """Patterns by the words that they need.

    Parameters
    ----------
    patterns
        Those to be found.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        # Of each word, the needs that it answers, a bit each.
        answers: dict[str, int] = {}
        bits: dict[Need, int] = {}
        # A pattern is looked at where one of the words of its most telling need stands.
        self._by_word: dict[str, list[tuple[Pattern, int]]] = {}
        wanting = []
        for each in patterns:
            wanted = 0
            for need in each.needs:
                bit = bits.setdefault(need, 1 << len(bits))
                wanted |= bit
                for word in need:
                    answers[word] = answers.get(word, 0) | bit
            for word in each.needs[0] if each.needs else ():
                self._by_word.setdefault(word, []).append((each, wanted))
            if not each.needs:
                wanting.append(each)
        self._without_needs = frozenset(wanting)
        self._automaton = ahocorasick.Automaton()
        for word, answered in answers.items():
            self._automaton.add_word(word, (word, answered))
        self._automaton.make_automaton()

    def likely(self, lower: str) -> frozenset[Pattern]:
        """The patterns whose words `lower` holds, a text in lower case (see `Passage.lower`)."""
        held = dict([found for _, found in self._automaton.iter(lower)])
        answered = 0
        for bits in held.values():
            answered |= bits
        by_word = self._by_word
        found = [
            each
            for word in held
            if word in by_word
            for each, wanted in by_word[word]
            if wanted & answered == wanted
        ]
        return self._without_needs.union(found)


@cache
def index_of(code: str) -> PatternIndex:
    """The index of all rules of the pack `code` and of its named patterns, for its passages."""
    language = pack(code)
    sections = [name for name, rules in language.data.items() if isinstance(rules, list)]
    found = {rule.pattern: None for name in sections for rule in rules_of(name, code)}
    found |= {named_pattern(s, name, code): None for s, names in _NAMED.items() for name in names}
    index = PatternIndex(found)
    for each in found:
        each.indexed = True  # passages know the answer
    return index
