"""States that a list has and should not have, or should have and has not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from testban.reference.states import short_name
from testban.treaty.checks.corrigendum.reading import Edit, Named, Reading
from testban.treaty.documents.mapped import Span

__all__ = ["deletion", "insertions", "replacement"]

# White space and signs that part two names, and nothing else.
_SEPARATOR = re.compile(r"[^\w()（）]+")
# Of ten neighbours nine in order: the list is in that order.
_ORDERED = 0.9


def deletion(reading: Reading, spans: Sequence[Span], wrong: Span) -> Edit:
    """The list in `spans` without the name at `wrong`, and without the comma that it leaves."""
    names = list(reading.names(spans))
    at = next((n for n, name in enumerate(names) if name.start == wrong[0]), None)
    if at is None:
        return Edit(*wrong, "")
    text = reading.document.source.text
    if at + 1 < len(names) and _joined(text, names[at], names[at + 1]):
        last = at + 2 == len(names) or not _joined(text, names[at + 1], names[at + 2])
        before = at and _joined(text, names[at - 1], names[at])
        if not (last and before):
            return Edit(names[at].start, names[at + 1].start, "")
        # A, B and C without B: the "and" stays.
        return Edit(names[at - 1].end, names[at].end, "")
    if at > 1 and all(_joined(text, names[n], names[n + 1]) for n in (at - 2, at - 1)):
        # A, B and C without C: A and B.
        joint = text[names[at - 1].end : names[at].start]
        one, two = (text[each.start : each.end] for each in names[at - 2 : at])
        return Edit(names[at - 2].start, names[at].end, one + joint + two)
    if at and _joined(text, names[at - 1], names[at]):
        return Edit(names[at - 1].end, names[at].end, "")
    return Edit(*wrong, "")


def _joined(text: str, one: Named, two: Named) -> bool:
    """They stand in one list: signs, perhaps with one word, part them."""
    between = text[one.end : two.start]
    return len(between) <= 12 and "\n\n" not in between and "\t" not in between


def replacement(reading: Reading, spans: Sequence[Span], wrong: Span, state: str) -> Edit | None:
    """Another State in the place of the name at `wrong`; None where it would stand out of order."""
    names = list(reading.names(spans))
    at = next((n for n, name in enumerate(names) if name.start == wrong[0]), None)
    if at is None:
        return None
    lang = reading.language.code
    before, after = names[max(at - 1, 0) : at], names[at + 1 : at + 2]
    for language in (lang, "en"):
        keys = [_key(each.readings[0], language) for each in (*before, *after)]
        own = _key(state, language)
        if all(key < own for key in keys[: len(before)]) and all(
            own < key for key in keys[len(before) :]
        ):
            return Edit(names[at].start, names[at].end, short_name(state, lang))
    return None


def insertions(reading: Reading, spans: Sequence[Span], states: Sequence[str]) -> list[Edit]:
    """The States put into the list in `spans`, each where the order of the list wants it."""
    names = list(reading.names(spans))
    if not names:
        return []
    lang = reading.language.code
    keyed = _order(names, lang)
    places: dict[int, list[str]] = {}
    for state in sorted(states, key=lambda code: _key(code, keyed)):
        own = _key(state, keyed)
        before = [n for n, name in enumerate(names) if _key(name.readings[0], keyed) < own]
        places.setdefault(before[-1] if before else -1, []).append(short_name(state, lang))
    return [_inserted(reading, names, at, new) for at, new in sorted(places.items())]


def _inserted(reading: Reading, names: Sequence[Named], at: int, new: Sequence[str]) -> Edit:
    text = reading.document.source.text
    comma, joint = _separators(text, names)
    if at < 0:
        return Edit(names[0].start, names[0].start, comma.join(new) + comma)
    if at + 1 < len(names) or joint == comma:
        return Edit(names[at].end, names[at].end, comma + comma.join(new))
    # A, B and C with D: A, B, C and D.
    listed = [*(text[each.start : each.end] for each in names[at - 1 : at + 1]), *new]
    return Edit(names[at - 1].start, names[at].end, comma.join(listed[:-1]) + joint + listed[-1])


def _separators(text: str, names: Sequence[Named]) -> tuple[str, str]:
    """What parts two names of the list, and what parts the last two."""
    between = [text[a.end : b.start] for a, b in pairwise(names)]
    commas = [gap for gap in between if _SEPARATOR.fullmatch(gap)]
    comma = (
        max(set(commas), key=commas.count)
        if commas
        else "、"
        if text[names[0].start] > "\u2e80"
        else ", "
    )
    return comma, between[-1] if between and len(between[-1]) <= 8 else comma


def _order(names: Sequence[Named], lang: str) -> str:
    """The language in whose alphabetical order the list stands: papers follow the English one."""
    for language in ("en", lang):
        keys = [_key(name.readings[0], language) for name in names]
        right = sum(one <= two for one, two in pairwise(keys))
        if right >= _ORDERED * (len(keys) - 1):
            return language
    return "en"


def _key(code: str, language: str) -> str:
    return short_name(code, language).casefold()
