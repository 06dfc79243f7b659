"""Two versions of a paper -> what changed in substance, and what in the words alone."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from testban.errors import UsageError
from testban.reference.gazetteer import Gazetteer
from testban.treaty.collector import collecting_seldom
from testban.treaty.compare.align import align
from testban.treaty.compare.characters import marked
from testban.treaty.compare.model import Change, Comparison, Kind, Note, Pair, kinds
from testban.treaty.compare.side import Side, Versions
from testban.treaty.compare.states import marked_names
from testban.treaty.compare.substance import compare_tables, compare_texts
from testban.treaty.compare.terms import Term, term_changes, terms_of
from testban.treaty.compare.tokens import Tokens
from testban.treaty.compare.units import Unit, note_marks, units_of
from testban.treaty.compare.whole import one_sided, title_in_one_line
from testban.treaty.compare.wording import moves, renumbered, renumbering
from testban.treaty.documents.model import Document
from testban.treaty.gazetteer import gazetteer
from testban.treaty.languages import available, guess_language, pack

__all__ = ["Change", "Comparison", "Kind", "compare", "kinds"]

# Shorter lines are names, symbols and headings, which stand in any language.
_SENTENCE = 40
# A paper is in two languages where the second has so much of what the first has.
_SECOND = 0.25
# With less than a tenth of the shorter paper's words in common these are two papers.
_COMMON = 0.1
# Two versions of one paper have more than that in common.
_VERSIONS = 0.4


@collecting_seldom()
def compare(a: Document, b: Document) -> Comparison:
    """What changed from version `a` of a paper to version `b`.

    Raises
    ------
    UsageError
        The two are in different languages, there is no language pack for theirs, or they have
        nothing in common.
    """
    _check_languages(a, b)
    left, right = units_of(a), units_of(b)
    names = gazetteer(a.language or "en")
    alignment = align(left, right, names)
    if alignment.common < _COMMON:
        raise UsageError(
            "the two papers have next to nothing in common",
            where=f"{a.source.name}, {b.source.name}",
            cure="Compare two versions of one paper",
        )
    pairs = tuple(
        _marked(Pair(tuple(left[i] for i in g.a), tuple(right[j] for j in g.b), g.moved), names)
        for g in alignment.groups
    )
    changes = sorted(
        title_in_one_line(_changes(pairs, a, b), left, right), key=_place_in(pairs, a, b)
    )
    return Comparison(
        a,
        b,
        tuple(c for c in changes if c.kind.part == "substance"),
        tuple(c for c in changes if c.kind.part == "wording"),
        pairs,
        (
            *(note for document in (a, b) if (note := _languages(document))),
            *_little_in_common(alignment.common),
        ),
    )


def _little_in_common(share: float) -> Iterator[Note]:
    """A line for two papers that are hardly two versions of one."""
    if share < _VERSIONS:
        yield Note(
            f"the two papers have {share:.0%} of their words in common: perhaps they are two papers, "
            "and not two versions of one",
            f"两份文件只有{share:.0%}的词语相同：或许是两份文件，而不是一份文件的两个版本",
        )


def _languages(document: Document) -> Note | None:
    """A line for a paper of which a good part is in another language; None for all others."""
    if not (second := _second(document)):
        return None
    name, both = document.source.name, f"{document.language}, {second}"
    return Note(
        f"{name}: the paper is in two languages ({both}); "
        f"what its parts in {second} change is told as wording",
        f"{name}：文件使用两种语文（{both}）；{second}部分的变化一律列为文字变化",
    )


def _second(document: Document) -> str | None:
    """The language of a good part of the paper besides its own."""
    sizes: Counter[str] = Counter()
    for block in document.blocks:
        if block.kind in ("paragraph", "item") and len(block.text) > _SENTENCE:
            sizes[guess_language(block.text.text) or ""] += len(block.text)
    main = document.language or ""
    # English says in three letters what Chinese says in one.
    weighed = {code: size / (1 if code == "zh" else 3) for code, size in sizes.items() if code}
    own = weighed.pop(main, 0)
    second = max(weighed, key=lambda code: weighed[code], default=None)
    return second if second and weighed[second] >= _SECOND * own else None


def _named(document: Document) -> str:
    second = _second(document)
    return (document.language or "unknown") + (f" and {second}" if second else "")


def _check_languages(a: Document, b: Document) -> None:
    if a.language != b.language:
        raise UsageError(
            f"the versions are in two languages ({_named(a)}, {_named(b)})",
            where=f"{a.source.name}, {b.source.name}",
            cure="Compare two versions in one language",
        )
    if a.language not in available():
        raise UsageError(
            f"papers in '{a.language or 'an unknown language'}' cannot be compared yet",
            where=a.source.name,
            cure=f"Compare the versions in one of: {', '.join(available())}",
        )


def _marked(pair: Pair, names: Gazetteer) -> Pair:
    if not (pair.a and pair.b):
        return pair
    a, b = Unit.joined(pair.a).shown, Unit.joined(pair.b).shown
    if a == b:
        return pair
    hunks = marked_names(names, a, b) if _tabular(pair) else marked(a, b)
    return Pair(pair.a, pair.b, pair.moved, True, hunks)


def _tabular(pair: Pair) -> bool:
    return all(unit.kind == "states" for unit in (*pair.a, *pair.b))


def _changes(pairs: Sequence[Pair], a: Document, b: Document) -> Iterator[Change]:
    yield from one_sided(pairs, a, b)
    language = pack(a.language or "en")
    terms = terms_of(pairs, language, gazetteer(language.code), Tokens(language).obliges)
    yield from _within(pairs, terms, a, b)
    yield from term_changes(terms, pairs, a, b)
    yield from renumbering(pairs, a, b)
    yield from moves(pairs, a, b)


def _within(
    pairs: Sequence[Pair], terms: Sequence[Term], a: Document, b: Document
) -> Iterator[Change]:
    """What changed inside the aligned paragraphs and tables."""
    language = pack(a.language or "en")
    tokens = Tokens(language, {word: term.new for term in terms for word in (term.old, term.new)})
    versions = Versions(
        gazetteer(language.code),
        _translated(a) and _translated(b),
        language,
        frozenset((one.label, two.label) for one, two in renumbered(pairs)),
    )
    marks = note_marks(a), note_marks(b)
    found: list[Change] = []
    small: list[Change] = []
    for pair in pairs:
        if not pair.differs:
            continue
        one, two = _side(pair.a, a, tokens, marks[0]), _side(pair.b, b, tokens, marks[1])
        told = compare_tables if _tabular(pair) else compare_texts
        changes = list(told(one, two, versions))
        found += changes
        if not changes and not _renamed(one, terms):
            small.append(Change(kinds()["punctuation"], one.cite(0, 1), two.cite(0, 1)))
    yield from _gathered(found)
    if small:
        places = tuple((change.a, change.b) for change in small[1:])
        yield replace(small[0], values={"count": len(small)}, places=places)


def _side(units: Sequence[Unit], document: Document, tokens: Tokens, marks: frozenset[int]) -> Side:
    text = Unit.joined(units)
    return Side(document, tuple(units), text, tokens.of(units[0].blocks[0], text, marks))


def _renamed(side: Side, terms: Iterable[Term]) -> bool:
    """A term that was renamed throughout stands there: that is told in its own line."""
    return any(term.old in side.text.shown for term in terms)


def _translated(document: Document) -> bool:
    """Most papers are written in English; those that are not say so."""
    return document.language != (document.original_language or "en")


# Where the same change stands in many places, it is one change.
_GATHERED = frozenset(
    {"state_renamed", "state_replaced", "name_changed", "obligation_changed", "treaty_changed"}
)


def _gathered(changes: Iterable[Change]) -> Iterator[Change]:
    """The same change in many places as one, with all its places."""
    gathered: dict[tuple[str, str, str], Change] = {}
    for number, change in enumerate(changes):
        one = change.kind.name in _GATHERED
        key = (change.kind.name, *((change.old, change.new) if one else (str(number), "")))
        known = gathered.get(key)
        if known is not None:
            change = replace(known, places=(*known.places, (change.a, change.b)))
        gathered[key] = change
    yield from gathered.values()


def _place_in(
    pairs: Sequence[Pair], a: Document, b: Document
) -> Callable[[Change], tuple[int, int]]:
    """Where a change stands in B; what B has not, after what stands before it in A."""
    aligned = sorted(
        (pair.a[0].text.mapped.origin[0], pair.b[0].text.mapped.origin[0])
        for pair in pairs
        if pair.a and pair.b and not pair.moved
    )
    starts = [start for start, _ in aligned]

    def place(change: Change) -> tuple[int, int]:
        if change.b is not None:
            return change.b.spans[0][0], 0
        at = change.a.spans[0][0] if change.a else 0
        before = bisect_right(starts, at) - 1
        return (aligned[before][1], at) if before >= 0 else (0, at)

    return place
