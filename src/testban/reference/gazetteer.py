"""Finding the names of States in text: Aho-Corasick over every official spelling, longest wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import ahocorasick

__all__ = ["Gazetteer", "NameMention", "condense"]

# One character to one, so that offsets hold: full-width forms, brackets, apostrophes, dashes.
# Chinese commas, colons and the like keep their form: they part clauses.
_FOLD: dict[int, str] = {
    wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F) if chr(wide) not in "，：；！？"
}
_FOLD |= {ord(mark): "'" for mark in "’‘ʼ"}
_FOLD |= {ord(space): " " for space in "\xa0\u3000"}
_FOLD |= {ord(dash): "-" for dash in "‐‑–"}
_ANY_FOLD = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}]")
# What may stand between two names of a list, and around it.
_BETWEEN = " \t\u3000*,、"
# No name is so long, nor white space within one.
_LONGEST = 200
# White space but for a single blank between two characters that are not wide.
_FIRST_WIDE = "\u2e80"
_WIDE = f"{_FIRST_WIDE}-\U0010ffff"
_LOOSE = re.compile(rf"(?s)\s(?:\s+|(?<=[^ ])|(?<=[{_WIDE}].)|(?<!..)|(?=[{_WIDE}]|\Z))")


class NameMention(NamedTuple):
    """A name found in text: where, and which States it may stand for.

    Attributes
    ----------
    start, end
        Half-open range in the text that was searched.
    states
        ISO 3166 codes; more than one where the spelling is ambiguous.
    """

    start: int
    end: int
    states: tuple[str, ...]


# No longer than a row of names in columns, which is asked for again and again.
_CELL = 120
_MOST_KNOWN = 2_000


def _is_condensed(text: str) -> bool:
    """Nothing to take away: no white space, or single spaces inside text without CJK."""
    if "\n" in text or "\t" in text:
        return False
    return " " not in text or (
        text.isascii() and "  " not in text and text[0] != " " and text[-1] != " "
    )


def condense(text: str) -> tuple[str, Sequence[int]]:
    """`text` folded and without the white space that line breaks left beside CJK characters.

    Returns
    -------
    The condensed text, and for each of its characters the index of that character in `text`.
    Runs of white space between other characters become one space.

    Examples
    --------
    >>> condense("附件 2国家")[0], condense("Viet\\n  Nam")[0]
    ('附件2国家', 'Viet Nam')
    """
    return _condensed_cell(text) if len(text) <= _CELL else _condensed(text)


def _condensed(text: str) -> tuple[str, Sequence[int]]:
    plain = text.isascii() or _ANY_FOLD.search(text) is None
    folded = text if plain else text.translate(_FOLD)
    if _is_condensed(folded):
        return folded, range(len(folded))
    kept: list[str] = []
    index: list[int] = []
    position = 0
    for run in _LOOSE.finditer(folded):
        start, after = run.span()
        kept.append(folded[position:start])
        index.extend(range(position, start))
        before_wide = start == 0 or folded[start - 1] >= _FIRST_WIDE
        if not (before_wide or after == len(folded) or folded[after] >= _FIRST_WIDE):
            kept.append(" ")
            index.append(start)
        position = after
    kept.append(folded[position:])
    index.extend(range(position, len(folded)))
    return "".join(kept), index


# The cells of lists are names, and asked for again and again.
_condensed_cell = lru_cache(maxsize=_MOST_KNOWN)(_condensed)


class Gazetteer:
    """Names of one language, ready to be found.

    Parameters
    ----------
    names
        Pairs of a spelling and the code of the State that it names.
    blockers
        Longer words that contain a name but name no State (发展中国家 is not 中国).
    spaced
        The language parts words by spaces, so that a name must not begin or end inside a word.
    """

    def __init__(
        self,
        names: Iterable[tuple[str, str]],
        blockers: Iterable[str] = (),
        *,
        spaced: bool,
    ) -> None:
        states: dict[str, list[str]] = {}
        for text, state in names:
            for spelling in self._spellings(condense(text)[0], spaced):
                known = states.setdefault(spelling, [])
                if state not in known:
                    known.append(state)
        self._spaced = spaced
        self._known: dict[str, list[NameMention]] = {}
        self._goes_on: dict[str, bool] = {}
        self._automaton = ahocorasick.Automaton()
        for text in blockers:
            self._automaton.add_word(condense(text)[0], (len(condense(text)[0]), (), 0))
        for text, found in states.items():
            # With each name where its first comma stands: "Congo, Republic of the".
            self._automaton.add_word(text, (len(text), tuple(found), text.find(", ") + 1))
        self._automaton.make_automaton()

    @staticmethod
    def _spellings(text: str, spaced: bool) -> tuple[str, ...]:
        # Headings print names in capitals; short abbreviations are capitals already.
        return (text, text.upper()) if spaced and len(text) > 3 else (text,)

    def find(self, text: str) -> list[NameMention]:
        """Every name in `text`, left to right, without overlaps."""
        if len(text) > _CELL:
            return self._find(text)
        # The cells of lists are names, and asked for again and again.
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[text] = self._find(text)
        return known.copy()

    def _find(self, text: str) -> list[NameMention]:
        condensed, index = condense(text)
        return [
            NameMention(index[m.start], index[m.end - 1] + 1, m.states)
            for m in self.find_condensed(condensed)
        ]

    def find_condensed(self, text: str) -> list[NameMention]:
        """The same in text that `condense` made, with offsets in it."""
        found: list[NameMention] = []
        end = 0  # of the name before
        for last, (length, states, comma) in self._automaton.iter_long(text):
            start = last - length + 1
            if not states or start < end:
                continue
            after = last + 1
            if self._spaced and (
                text[after : after + 1].isalnum() or (start and text[start - 1].isalnum())
            ):
                continue  # inside a word
            if comma and text.startswith(f" {text[start : start + comma - 1]}", after):
                # "Congo, Democratic Republic of the Congo" is two names, and none turned round.
                found += self._parted(text, start, start + comma + 1, after + comma)
                end = found[-1].end if found else 0
            else:
                found.append(NameMention(start, after, states))
                end = after
        return found

    def _parted(self, text: str, start: int, middle: int, end: int) -> Iterator[NameMention]:
        for first, last in ((start, middle), (middle, end)):
            for name in self.find_condensed(text[first:last]):
                yield NameMention(first + name.start, first + name.end, name.states)

    def covers(self, text: str) -> bool:
        """`text` is names and nothing else (white space, asterisks and commas apart)."""
        shown = text.strip(_BETWEEN)
        if not shown or not (len(shown) < _LONGEST or self._starts_with_name(shown[:_LONGEST])):
            return False
        position = 0
        found = self.find(text)
        for mention in found:
            if text[position : mention.start].strip(_BETWEEN):
                return False
            position = mention.end
        return bool(found) and not text[position:].strip(_BETWEEN)

    def _starts_with_name(self, text: str) -> bool:
        found = self.find(text)
        return bool(found) and found[0].start == 0

    def goes_on(self, text: str) -> bool:
        """`text`, a name itself or not, is the beginning of a longer name."""
        known = self._goes_on.get(text)
        if known is None:
            shown = condense(text)[0]
            longer = sum(1 for _ in islice(self._automaton.keys(shown), 2))
            known = self._goes_on[text] = longer > (shown in self._automaton)
            if len(self._goes_on) > _MOST_KNOWN:
                self._goes_on.clear()
        return known

    def begins(self, text: str) -> bool:
        """`text` is the beginning of a name (or a whole one)."""
        shown = condense(text)[0].strip()
        return bool(shown) and bool(self._automaton.match(shown))
