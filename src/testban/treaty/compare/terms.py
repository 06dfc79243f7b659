"""Terms that were renamed throughout: one line of wording, not forty.

A term is known by its letters (the same replacement in three places or more), or by the paper's own
definition: "Provisional Technical Secretariat (PTS)", later called "the Secretariat". Another State,
another person, a word of obligation or a negation is no other name for the same, however often it
stands there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from testban.reference.gazetteer import Gazetteer
from testban.treaty.compare.model import Change, Pair, kinds
from testban.treaty.compare.units import Unit, cite
from testban.treaty.documents.model import Document
from testban.treaty.extract.model import Citation
from testban.treaty.languages import Pack

__all__ = ["Term", "term_changes", "terms_of"]

# Fewer places are changes of their own.
_THROUGHOUT = 3
# Nobody renames more; without a bound, a hostile pair of papers takes minutes.
_TERMS = 50
# How far a term may reach beyond what differs in it.
_REACH = 16
_INSIDE = re.compile(r"[\w·'’-]+")
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Term:
    """A term that was renamed throughout."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class _Edit:
    """One replacement, with what stands on both sides of it in both versions."""

    old: str
    new: str
    before: str
    after: str


def terms_of(
    pairs: Sequence[Pair],
    language: Pack,
    names: Gazetteer,
    obliges: Callable[[str], bool],
) -> list[Term]:
    """The terms that were renamed throughout, the longest first.

    `obliges` tells words of obligation and negations.
    """
    edits: defaultdict[tuple[str, str], list[_Edit]] = defaultdict(list)
    for edit in _edits(pairs):
        edits[edit.old, edit.new].append(edit)
    found: dict[Term, None] = dict.fromkeys(_defined(pairs, language))
    for same in sorted(edits.values(), key=len, reverse=True):
        for group in _groups(same, language.spaced):
            term = _term(group, language.spaced)
            if term and _is_a_name(term, group, language, names, obliges):
                found[term] = None
    return sorted(list(found)[:_TERMS], key=lambda term: -len(term.old))


def _is_a_name(
    term: Term,
    edits: Iterable[_Edit],
    language: Pack,
    names: Gazetteer,
    obliges: Callable[[str], bool],
) -> bool:
    """Not a State, not a person, and no word that obliges."""
    if any(names.find_condensed(words) or obliges(words) for words in (term.old, term.new)):
        return False
    before, after = (language.regex("compare", name) for name in ("person_before", "person_after"))
    return not any(before.search(e.before) or after.match(e.after) for e in edits)


def _edits(pairs: Iterable[Pair]) -> Iterator[_Edit]:
    for pair in pairs:
        if not pair.hunks or "states" in {u.kind for u in (*pair.a, *pair.b)}:
            continue
        a, b = Unit.joined(pair.a).shown, Unit.joined(pair.b).shown
        for a0, a1, b0, b1 in pair.hunks:
            old, new = a[a0:a1], b[b0:b1]
            if max(len(old), len(new)) > 60 or any(c.isdigit() for c in old + new):
                continue
            before = _common_end(a[max(0, a0 - _REACH) : a0], b[max(0, b0 - _REACH) : b0])
            after = _common_start(a[a1 : a1 + _REACH], b[b1 : b1 + _REACH])
            yield _Edit(old, new, before, after)


def _common_end(one: str, two: str) -> str:
    return _common_start(one[::-1], two[::-1])[::-1]


def _common_start(one: str, two: str) -> str:
    same = 0
    while same < min(len(one), len(two)) and one[same] == two[same]:
        same += 1
    return one[:same]


def _groups(edits: Sequence[_Edit], spaced: bool) -> Iterator[Sequence[_Edit]]:
    """All edits where they have a term in common, else those that share what stands after it."""
    if len(edits) < _THROUGHOUT:
        return
    if _term(edits, spaced):
        yield edits
        return
    by: defaultdict[str, list[_Edit]] = defaultdict(list)
    for edit in edits:
        by[edit.after[:2]].append(edit)
    yield from (group for group in by.values() if len(group) >= _THROUGHOUT)


def _term(edits: Sequence[_Edit], spaced: bool) -> Term | None:
    """What was renamed, with as much around it as all places share."""
    after = reduce(_common_start, (edit.after for edit in edits))
    before = reduce(_common_end, (edit.before for edit in edits))
    if spaced:
        after = _to_edge(after, edits[0].new, edits[0].old)
        before = _to_edge(before[::-1], edits[0].new[::-1], edits[0].old[::-1])[::-1]
    else:
        match = _INSIDE.match(after)
        after = match.group() if match else ""
        found = _INSIDE.match(before[::-1])
        before = found.group()[::-1] if found else ""
    old, new = before + edits[0].old + after, before + edits[0].new + after
    if min(len(old.strip()), len(new.strip())) < _LEAST or not _INSIDE.search(old):
        return None
    return Term(old.strip(), new.strip())


def _to_edge(after: str, *inner: str) -> str:
    """The rest of the word that the edit stands in."""
    if not all(part[-1:].isalnum() for part in inner if part):
        return ""
    match = re.match(r"[\w'’-]*", after)
    return match.group() if match else ""


def _defined(pairs: Sequence[Pair], language: Pack) -> Iterator[Term]:
    """What one version calls by its name or a defined short form, and the other by another of them."""
    texts = tuple(
        "\n".join(Unit.joined(units).shown for units in side if units)
        for side in ((pair.a for pair in pairs), (pair.b for pair in pairs))
    )
    definitions = tuple(dict(_definitions(text, language)) for text in texts)
    for full in dict.fromkeys([*definitions[0], *definitions[1]]):
        short_a, short_b = (d.get(full, "") for d in definitions)
        tails = [] if short_b else list(_tails(full, language))
        for old in filter(None, (short_a, full)):
            for new in filter(None, (short_b, *tails, full)):
                if old != new and _renamed(old, new, full, texts, known=new == short_b):
                    yield Term(old, new)
                    break
            else:
                continue
            break


def _definitions(text: str, language: Pack) -> Iterator[tuple[str, str]]:
    """``Provisional Technical Secretariat (PTS)``: the name, and what it is called afterwards."""
    for match in language.regex("compare", "defined").finditer(text):
        full, short = match["full"], match["short"]
        if full != short and len(short) < len(full):
            yield full, short


def _tails(full: str, language: Pack) -> Iterator[str]:
    """What is left of a name whose first words are left out: Technical Secretariat, Secretariat."""
    if language.spaced:
        words = full.split()
        yield from (" ".join(words[n:]) for n in range(1, len(words)))
    else:
        yield from (full[n:] for n in range(1, len(full) - _LEAST + 1))


def _renamed(old: str, new: str, full: str, texts: tuple[str, ...], *, known: bool) -> bool:
    def count(word: str, text: str) -> int:
        rest = text if word == full else text.replace(full, "")
        return rest.count(word)

    before, after = texts
    fewer = count(old, after) < count(old, before)
    more = count(new, after) > count(new, before)
    # Where the first version calls something else so, the name must be defined, or the old one gone.
    return fewer and more and (known or not count(new, before) or not count(old, after))


def term_changes(
    terms: Sequence[Term], pairs: Sequence[Pair], a: Document, b: Document
) -> Iterator[Change]:
    """One line for each term; and one for each place where the old one was left."""
    for term in terms:
        renamed: list[tuple[Citation | None, Citation | None]] = []
        left: list[tuple[Citation | None, Citation | None]] = []
        for pair in pairs:
            if not pair.differs:
                continue
            one, two = Unit.joined(pair.a), Unit.joined(pair.b)
            mine = _places(one.shown, term)
            yours = _places(two.shown, term)
            for (is_old, *x), (is_new, *y) in zip(mine, yours, strict=False):
                places = (
                    cite(a, [one.piece(*x)], pair.a[0].place),
                    cite(b, [two.piece(*y)], pair.b[0].place),
                )
                if is_new and not is_old:
                    renamed.append(places)
                elif not is_new and not is_old:
                    left.append(places)
        if not renamed:
            continue
        values = {"count": len(renamed)}
        yield Change(
            kinds()["term_renamed"], *renamed[0], term.old, term.new, values,
            places=tuple(renamed[1:]),
        )  # fmt: skip
        # What is told of the name itself ("hereinafter PTS") leaves it where it was.
        for places in left if len(left) < len(renamed) else ():
            yield Change(kinds()["term_left"], *places, term.old, term.new)


def _places(text: str, term: Term) -> list[tuple[bool, int, int]]:
    """Where the term stands in a text, and whether under the new name; the longer name first."""
    longest = sorted((term.old, term.new), key=len, reverse=True)
    return [
        (match.group() == term.new, match.start(), match.end())
        for match in re.finditer("|".join(map(re.escape, longest)), text)
    ]
