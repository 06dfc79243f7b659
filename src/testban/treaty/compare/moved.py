"""What stands elsewhere in the same paragraph: values that moved, and clauses that did.

A clause that leaves one place of a paragraph and comes up in another, perhaps with other words, is
compared with itself: what it changes is told, and not that it was dropped and added.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from testban.treaty.compare.characters import TokenHunk, differences
from testban.treaty.compare.delta import Delta, duty_changed, kinds_of, of_kind
from testban.treaty.compare.model import Change
from testban.treaty.compare.side import Side, Versions
from testban.treaty.compare.tokens import Token

__all__ = ["Compared", "cancel_moves", "compared", "paired_duties"]

# A date that leaves one place and comes up in another of the same paragraph has moved, unless the
# two places are so near that two values have changed places.
_NEAR = 4
# So many tokens are a clause, and so much in common makes two of them one.
_CLAUSE, _SAME = 6, 0.6
# Between many long stretches nobody can tell which moved where.
_MOST = 40


class Compared(NamedTuple):
    """Two texts laid beside each other.

    `equal` are the pairs of tokens that are the same, by index; `hunks` the stretches that differ;
    `moved` the clauses that stand elsewhere.
    """

    equal: list[tuple[int, int]]
    hunks: list[TokenHunk]
    moved: list[TokenHunk]


def compared(a: Side, b: Side) -> Compared:
    """The tokens of both sides, with clauses that moved compared with themselves."""
    hunks = differences(a.tokens, b.tokens)
    equal = list(_equal(len(a.tokens), hunks))
    moved = list(_moved(hunks, a.tokens, b.tokens))
    if not moved:
        return Compared(equal, hunks, [])
    gone = {one for one, _ in moved}, {two for _, two in moved}
    rest, clauses = [], []
    for n, (a0, a1, b0, b1) in enumerate(hunks):
        left = TokenHunk(a0, a0 if n in gone[0] else a1, b0, b0 if n in gone[1] else b1)
        if left.a_start < left.a_end or left.b_start < left.b_end:
            rest.append(left)
    for one, two in moved:
        clause = TokenHunk(*hunks[one][:2], *hunks[two][2:])
        inner = differences(
            a.tokens[clause.a_start : clause.a_end], b.tokens[clause.b_start : clause.b_end]
        )
        for i, j in _equal(clause.a_end - clause.a_start, inner):
            equal.append((i + clause.a_start, j + clause.b_start))
        rest += [
            TokenHunk(
                hunk.a_start + clause.a_start, hunk.a_end + clause.a_start,
                hunk.b_start + clause.b_start, hunk.b_end + clause.b_start,
            )
            for hunk in inner
        ]  # fmt: skip
        clauses.append(clause)
    return Compared(equal, rest, clauses)


def _moved(
    hunks: Sequence[TokenHunk], a: Sequence[Token], b: Sequence[Token]
) -> Iterator[tuple[int, int]]:
    """The stretches whose words of A stand, nearly the same, in another stretch of B."""
    gone = [n for n, hunk in enumerate(hunks) if hunk.a_end - hunk.a_start >= _CLAUSE]
    come = [n for n, hunk in enumerate(hunks) if hunk.b_end - hunk.b_start >= _CLAUSE]
    if max(len(gone), len(come)) > _MOST:
        return
    words_a = {n: Counter(t.key for t in a[hunks[n].a_start : hunks[n].a_end]) for n in gone}
    words_b = {n: Counter(t.key for t in b[hunks[n].b_start : hunks[n].b_end]) for n in come}
    scored = [
        (score, i, j)
        for i in gone
        for j in come
        if (score := _common(words_a[i], words_b[j])) >= _SAME
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in sorted(scored, key=lambda each: (-each[0], each[1:])):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            if i != j:
                yield i, j


def _common(one: Counter[Hashable], two: Counter[Hashable]) -> float:
    both = sum((one & two).values())
    return 2 * both / (one.total() + two.total())


def _equal(size: int, hunks: Sequence[TokenHunk]) -> Iterator[tuple[int, int]]:
    """The tokens that are aligned, by index."""
    i = j = 0
    for hunk in hunks:
        yield from zip(range(i, hunk.a_start), range(j, hunk.b_start), strict=True)
        i, j = hunk.a_end, hunk.b_end
    yield from zip(range(i, size), range(j, j + size - i), strict=True)


def cancel_moves(deltas: Sequence[Delta]) -> None:
    """What leaves one stretch and comes up in another has moved within the paragraph."""
    coming: defaultdict[Hashable, dict[Delta, deque[Token]]] = defaultdict(dict)
    for delta in deltas:
        replaced = kinds_of(delta.dropped) | {"states"}
        for token in delta.added.values():
            if token.kind not in replaced:
                coming[token.key].setdefault(delta, deque()).append(token)
    for one in deltas:
        replacing = kinds_of(one.added) | {"states"}
        for token in [t for t in one.dropped.values() if t.kind not in replacing]:
            places = coming[token.key]
            two = next((delta for delta in places if one.distance(delta) >= _NEAR), None)
            if two is None:
                continue
            del one.dropped[token.start], two.added[places[two].popleft().start]
            one.unmoved = two.unmoved = False
            if not places[two]:
                del places[two]


def paired_duties(deltas: Sequence[Delta], versions: Versions) -> Iterator[Change]:
    """A word of obligation that leaves one stretch, and one of its scale that comes in another."""
    coming: defaultdict[str, deque[tuple[Delta, Token]]] = defaultdict(deque)
    for delta in deltas:
        if "duty" not in kinds_of(delta.dropped):
            for token in of_kind(delta.added, "duty"):
                coming[versions.scale(token.value)].append((delta, token))
    for one in deltas:
        if "duty" in kinds_of(one.added):
            continue
        for old in of_kind(one.dropped, "duty"):
            if waiting := coming[versions.scale(old.value)]:
                two, new = waiting.popleft()
                del one.dropped[old.start], two.added[new.start]
                yield duty_changed(one, old, two, new, versions)
