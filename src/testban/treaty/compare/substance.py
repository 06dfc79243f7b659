"""What two aligned texts say differently, and what is left as mere wording."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from testban.reference.gazetteer import Gazetteer
from testban.treaty.checks.shown import States
from testban.treaty.compare.characters import TokenHunk, differences
from testban.treaty.compare.model import Change, kinds
from testban.treaty.compare.states import Named, SetChange, compare_lists, names_in
from testban.treaty.compare.tokens import Token
from testban.treaty.compare.units import Text, Unit, cite
from testban.treaty.documents.model import Document
from testban.treaty.extract.model import Citation
from testban.treaty.languages import Pack

__all__ = ["Side", "Versions", "compare_tables", "compare_texts"]

# So much text that one version has and the other has nothing for says something of its own.
_CLAUSE_CHARACTERS = 10
_CLAUSE_WORDS = 6
# A date that leaves one place and comes up in another of the same paragraph has moved, unless the
# two places are so near that two values have changed places.
_NEAR = 4
_SHOWN = 80
# In the order in which a reader asks.
_SUBJECTS = ("number", "date", "symbol", "name", "duty")
_NAMES_OF_KINDS = {"duty": "obligation"}


@dataclass(frozen=True, eq=False)
class Side:
    """One version's half of a pair: its text as tokens, and where it stands."""

    document: Document
    units: tuple[Unit, ...]
    text: Text
    tokens: list[Token]

    @property
    def place(self) -> str:
        """Where its first unit stands, for people."""
        return self.units[0].place

    @cached_property
    def whole(self) -> Citation | None:
        """All of it."""
        blocks = [block.text for unit in self.units for block in unit.blocks]
        return cite(self.document, blocks, self.place)

    def cite(self, start: int, end: int) -> Citation | None:
        """The characters ``[start, end)``; where there are none, the word before them."""
        if start >= end:
            ended = bisect_right(self.tokens, start, key=lambda token: token.end)
            near = self.tokens[max(ended - 1, 0)] if self.tokens else None
            start, end = (near.start, near.end) if near else (0, 0)
        return cite(self.document, [self.text.piece(start, end)], self.place)

    def words(self, start: int, end: int) -> str:
        """The characters as they are shown."""
        return " ".join(self.text.shown[start:end].split())


@dataclass(frozen=True, slots=True)
class Versions:
    """What both halves share: the names of the language, and whether both are translations."""

    names: Gazetteer
    translated: bool
    language: Pack
    renumbered: frozenset[tuple[str, str]] = frozenset()

    def follows(self, a: Side, one: Token, two: Token) -> bool:
        """The number of a paragraph that is referred to became the one that it has now."""
        if (one.value, two.value) not in self.renumbered:
            return False
        before = self.language.regex("compare", "reference_before")
        after = self.language.regex("compare", "reference_after")
        text = a.text.shown
        left, right = text[max(0, one.start - _SHOWN) : one.start], text[one.end :][:_SHOWN]
        return bool(before.search(left) and after.search(right))


def compare_tables(a: Side, b: Side, versions: Versions) -> Iterator[Change]:
    """Two tables of States as sets."""
    left = names_in(versions.names, a.text.shown)
    right = names_in(versions.names, b.text.shown)
    changes = compare_lists(left, right)
    yield from (_set_change(change, a, b) for change in changes)
    if not changes and [n.text for n in left] != [n.text for n in right]:
        yield Change(kinds()["order"], a.whole, b.whole)


def compare_texts(a: Side, b: Side, versions: Versions) -> Iterator[Change]:
    """Two versions of a paragraph: changes of substance, then one for what was reworded."""
    hunks = differences(a.tokens, b.tokens)
    yield from _lists(a, b, hunks, versions)
    deltas = [_Delta(a, b, hunk) for hunk in hunks]
    _cancel_moves(deltas)
    yield from _paired_duties(deltas, versions)
    reworded: list[_Delta] = []
    for delta in deltas:
        if whole := delta.clause():
            yield whole
            continue
        found = list(delta.changes(versions))
        yield from found
        if delta.reworded(found):
            reworded.append(delta)
    if reworded:
        yield _reworded(a, b, reworded)


def _reworded(a: Side, b: Side, deltas: Sequence[_Delta]) -> Change:
    first = deltas[0]
    places = [(d.cite_a, d.cite_b) for d in deltas[1:]]
    return Change(
        kinds()["reworded"],
        first.cite_a,
        first.cite_b,
        _short("; ".join(filter(None, (d.old for d in deltas)))),
        _short("; ".join(filter(None, (d.new for d in deltas)))),
        {"shown": _short("; ".join(map(_step, deltas)), 3 * _SHOWN)},
        places=tuple(places),
    )


def _step(delta: _Delta) -> str:
    """``old → new``, ``+ new`` or ``− old``."""
    if delta.old and delta.new:
        return f"{delta.old} → {delta.new}"
    return f"+ {delta.new}" if delta.new else f"− {delta.old}"


def _short(text: str, width: int = _SHOWN) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _lists(a: Side, b: Side, hunks: Sequence[TokenHunk], versions: Versions) -> Iterator[Change]:
    """Names and lists of States that stand in the same place of both."""
    for i, j in _equal(len(a.tokens), hunks):
        one, two = a.tokens[i], b.tokens[j]
        if one.kind not in ("state", "states"):
            continue
        if a.text.shown[one.start : one.end] == b.text.shown[two.start : two.end]:
            continue
        left = names_in(versions.names, a.text.shown, one.start, one.end)
        right = names_in(versions.names, b.text.shown, two.start, two.end)
        for change in compare_lists(left, right):
            yield _set_change(change, a, b, one, two)


def _equal(size: int, hunks: Sequence[TokenHunk]) -> Iterator[tuple[int, int]]:
    """The tokens that are aligned, by index."""
    i = j = 0
    for hunk in hunks:
        yield from zip(range(i, hunk.a_start), range(j, hunk.b_start), strict=True)
        i, j = hunk.a_end, hunk.b_end
    yield from zip(range(i, size), range(j, j + size - i), strict=True)


def _set_change(
    change: SetChange, a: Side, b: Side, one: Token | None = None, two: Token | None = None
) -> Change:
    """A State's change with its place in both; where it is not listed, the list."""
    old, new = change.old, change.new
    values = {}
    if change.kind == "state_ambiguous" and old and new:
        readings = new.states if len(new.states) > 1 else old.states
        values = {
            "readings": States(readings),
            "same": States(tuple(s for s in old.states if s in new.states)),
        }
    elif old or new:
        values = {"states": States(tuple(n.states[0] for n in (old, new) if n and n.states))}
    return Change(
        kinds()[change.kind],
        _place(a, old, one),
        _place(b, new, two),
        old.text if old else "",
        new.text if new else "",
        values,
    )


def _place(side: Side, name: Named | None, listed: Token | None) -> Citation | None:
    if name:
        return side.cite(name.start, name.end)
    if listed:
        return side.cite(listed.start, listed.end)
    return side.whole


class _Delta:
    """A stretch that differs, and the strong tokens that only one side of it has."""

    def __init__(self, a: Side, b: Side, hunk: TokenHunk) -> None:
        self.a, self.b, self.hunk = a, b, hunk
        self.mine = a.tokens[hunk.a_start : hunk.a_end]
        self.yours = b.tokens[hunk.b_start : hunk.b_end]
        self.dropped: dict[int, Token] = _only(self.mine, self.yours)
        """The strong tokens that only A has, by where they start."""
        self.added: dict[int, Token] = _only(self.yours, self.mine)
        # Something of it stands elsewhere in the other version.
        self.unmoved = True

    @property
    def range_a(self) -> tuple[int, int]:
        return (self.mine[0].start, self.mine[-1].end) if self.mine else _gap(self.a, self.hunk[0])

    @property
    def range_b(self) -> tuple[int, int]:
        return (
            (self.yours[0].start, self.yours[-1].end) if self.yours else _gap(self.b, self.hunk[2])
        )

    @cached_property
    def old(self) -> str:
        return self.a.words(*self.range_a)

    @cached_property
    def new(self) -> str:
        return self.b.words(*self.range_b)

    @cached_property
    def cite_a(self) -> Citation | None:
        return self.a.cite(*self.range_a)

    @cached_property
    def cite_b(self) -> Citation | None:
        return self.b.cite(*self.range_b)

    def clause(self) -> Change | None:
        """A clause that one version has and the other has nothing for."""
        if bool(self.mine) == bool(self.yours):
            return None
        tokens = self.mine or self.yours
        letters = [t for t in tokens if t.strong or _letters(t)]
        spaced = self.a.document.language != "zh"
        long = len(letters) >= (_CLAUSE_WORDS if spaced else _CLAUSE_CHARACTERS)
        if not long or not self.unmoved:
            return None
        kind = kinds()["text_dropped" if self.mine else "text_added"]
        return Change(kind, self.cite_a, self.cite_b, _short(self.old), _short(self.new))

    def distance(self, other: _Delta) -> int:
        """The tokens between two stretches; negative for a stretch and itself."""
        one, two = self.hunk, other.hunk
        return max(two.a_start - one.a_end, one.a_start - two.a_end) if self is not other else -1

    def changes(self, versions: Versions) -> Iterator[Change]:
        """What the stretch changes in substance, and States under other names."""
        yield from self._states(versions)
        yield from self._treaties()
        for subject in _SUBJECTS:
            yield from self._values(subject, versions)
        yield from self._exchanged()
        yield from self._negations()

    def _states(self, versions: Versions) -> Iterator[Change]:
        left, right = (
            [
                name
                for token in tokens.values()
                if token.kind in ("state", "states")
                for name in names_in(versions.names, side.text.shown, token.start, token.end)
            ]
            for side, tokens in ((self.a, self.dropped), (self.b, self.added))
        )
        for change in compare_lists(left, right):
            yield _in_stretch(_set_change(change, self.a, self.b), change, self)

    def _treaties(self) -> Iterator[Change]:
        # "The Treaty" for a treaty's name, or the other way round, says nothing new.
        old = [t for t in _of_kind(self.dropped, "treaty") if t.value]
        new = [t for t in _of_kind(self.added, "treaty") if t.value]
        for one, two in zip(old, new, strict=False):
            yield self._change("treaty_changed", one, two)

    def _values(self, subject: str, versions: Versions) -> Iterator[Change]:
        old, new = _of_kind(self.dropped, subject), _of_kind(self.added, subject)
        name = _NAMES_OF_KINDS.get(subject, subject)
        for one, two in zip_longest(old, new):
            if subject == "name" and not (one and two):
                continue  # a name left out or put in with its words: the clause says it
            change = "changed" if one and two else "dropped" if one else "added"
            if one and two and subject == "number" and versions.follows(self.a, one, two):
                yield self._change("reference_followed", one, two)
                continue
            again = bool(
                versions.translated
                and subject == "duty"
                and one
                and two
                and one.value.force == two.value.force
            )
            yield self._change(f"{name}_{change}", one, two, retranslation=again)

    def _exchanged(self) -> Iterator[Change]:
        """The same numbers in another order: 184 votes to 1 are not 1 to 184."""
        old = [token for token in self.mine if token.kind == "number"]
        new = [token for token in self.yours if token.kind == "number"]
        if Counter(t.value for t in old) == Counter(t.value for t in new):
            for one, two in zip(old, new, strict=True):
                if one.value != two.value:
                    yield self._change("number_changed", one, two)

    def _negations(self) -> Iterator[Change]:
        old, new = _of_kind(self.dropped, "negation"), _of_kind(self.added, "negation")
        for one, two in zip_longest(old, new):
            yield self._change("negation_dropped" if one else "negation_added", one, two)

    def _change(
        self, kind: str, one: Token | None, two: Token | None, *, retranslation: bool = False
    ) -> Change:
        return Change(
            kinds()[kind],
            self.a.cite(one.start, one.end) if one else self.cite_a,
            self.b.cite(two.start, two.end) if two else self.cite_b,
            self.a.words(one.start, one.end) if one else "",
            self.b.words(two.start, two.end) if two else "",
            retranslation=retranslation,
        )

    def reworded(self, found: Sequence[Change]) -> bool:
        """Words differ besides those that `found` tells of."""
        told = {change.old for change in found} | {change.new for change in found}
        return (
            any(
                _letters(token) and token.kind in ("plain", "name", "treaty")
                for side, tokens in ((self.a, self.mine), (self.b, self.yours))
                for token in tokens
                if side.words(token.start, token.end) not in told
            )
            and self.old.casefold() != self.new.casefold()
        )


def _in_stretch(change: Change, named: SetChange, delta: _Delta) -> Change:
    """In running text, a State that is not listed any more stood where the stretch stands."""
    a = change.a if named.old else delta.cite_a
    b = change.b if named.new else delta.cite_b
    return Change(change.kind, a, b, change.old, change.new, change.values)


def _gap(side: Side, index: int) -> tuple[int, int]:
    place = side.tokens[index - 1].end if index else 0
    return place, place


def _letters(token: Token) -> bool:
    return token.kind != "plain" or any(c.isalnum() for c in str(token.key))


def _only(mine: Sequence[Token], yours: Sequence[Token]) -> dict[int, Token]:
    """The strong tokens of the first that the second has not, as often as it has them."""
    left = Counter(token.key for token in yours)
    found = {}
    for token in mine:
        if not token.strong:
            continue
        if token.kind != "states" and left[token.key]:
            left[token.key] -= 1
        else:
            found[token.start] = token
    return found


def _cancel_moves(deltas: Sequence[_Delta]) -> None:
    """What leaves one stretch and comes up in another has moved within the paragraph."""
    coming: defaultdict[Hashable, dict[_Delta, deque[Token]]] = defaultdict(dict)
    for delta in deltas:
        replaced = _kinds(delta.dropped) | {"states"}
        for token in delta.added.values():
            if token.kind not in replaced:
                coming[token.key].setdefault(delta, deque()).append(token)
    for one in deltas:
        replacing = _kinds(one.added) | {"states"}
        for token in [t for t in one.dropped.values() if t.kind not in replacing]:
            places = coming[token.key]
            two = next((delta for delta in places if one.distance(delta) >= _NEAR), None)
            if two is None:
                continue
            del one.dropped[token.start], two.added[places[two].popleft().start]
            one.unmoved = two.unmoved = False
            if not places[two]:
                del places[two]


def _paired_duties(deltas: Sequence[_Delta], versions: Versions) -> Iterator[Change]:
    """A word of obligation that leaves one stretch, and one of its force that comes in another."""
    coming: defaultdict[str, deque[tuple[_Delta, Token]]] = defaultdict(deque)
    for delta in deltas:
        if "duty" not in _kinds(delta.dropped):
            for token in _of_kind(delta.added, "duty"):
                coming[token.value.force].append((delta, token))
    for one in deltas:
        if "duty" in _kinds(one.added):
            continue
        for old in _of_kind(one.dropped, "duty"):
            if coming[old.value.force]:
                two, new = coming[old.value.force].popleft()
                del one.dropped[old.start], two.added[new.start]
                yield Change(
                    kinds()["obligation_changed"],
                    one.a.cite(old.start, old.end),
                    two.b.cite(new.start, new.end),
                    one.a.words(old.start, old.end),
                    two.b.words(new.start, new.end),
                    retranslation=versions.translated,
                )


def _kinds(tokens: Mapping[int, Token]) -> set[str]:
    return {token.kind for token in tokens.values()}


def _of_kind(tokens: Mapping[int, Token], kind: str) -> list[Token]:
    return [token for token in tokens.values() if token.kind == kind]
