"""Which units of A became which units of B: equal, reworded, moved, split, merged, added, dropped.

Equal units in order are the frame. What is left is paired by its words: the score of two units is
the share of their shingles (runs of three tokens) that both hold, each weighed by how rare it is
in the two papers, so that "the Conference" counts little and a name much.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from testban.treaty.compare.sequence import equal_runs, in_order
from testban.treaty.compare.units import Unit

__all__ = ["Alignment", "Group", "align"]

# Words, numbers and single characters of scripts that do not part words.
_TOKEN = re.compile(r"\d+|[^\W\d_\u2e80-\uffff]+|[\u2e80-\uffff]")
_PUNCTUATION = re.compile(r"[\W_]+")
# Less than a third of the weight in common: two paragraphs on one subject, not one reworded.
_LEAST = 0.34
# Between two aligned neighbours, with the same kind and label, less is enough.
_LEAST_IN_PLACE = 0.18
# How far after its neighbour a reworded paragraph is looked for.
_RUN = 12
# A line of the title that is read as a paragraph in the other version.
_LEAST_ACROSS = 0.6
# A part of a split or merged paragraph is nearly whole in the other.
_CONTAINED = 0.7
# A shingle that stands in so many units pairs nothing, and would make pairing quadratic.
_COMMON = 60

_CLASSES = {"title": "heading", "item": "paragraph"}


@dataclass(frozen=True, slots=True)
class Group:
    """Units of A and of B, by number, that hold the same; either may be empty."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """All groups, in the order of B, what was dropped from A where it stood.

    `common` is the share of the shorter paper's words that stand in aligned units.
    """

    groups: tuple[Group, ...]
    common: float


def align(a: Sequence[Unit], b: Sequence[Unit]) -> Alignment:
    """Pair the units of two papers; every unit is in exactly one group."""
    matched = _Matched(a, b)
    _pair_equal(matched)
    _pair_similar(matched)
    _pair_in_place(matched)
    _join_parts(matched)
    return matched.alignment()


class _Matched:
    """The units paired so far, and what their words weigh."""

    def __init__(self, a: Sequence[Unit], b: Sequence[Unit]) -> None:
        self.a, self.b = a, b
        self.keys_a, self.keys_b = [_key(u) for u in a], [_key(u) for u in b]
        self.of_a: dict[int, list[int]] = {}
        self.of_b: dict[int, list[int]] = {}
        self._shingles: dict[int, frozenset[str]] = {}
        self._weights: dict[str, float] = {}
        self._totals: dict[int, float] = {}

    def pair(self, i: int, j: int) -> None:
        self.of_a.setdefault(i, []).append(j)
        self.of_b.setdefault(j, []).append(i)

    def free_a(self) -> list[int]:
        return [i for i in range(len(self.a)) if i not in self.of_a]

    def free_b(self) -> list[int]:
        return [j for j in range(len(self.b)) if j not in self.of_b]

    def shingles(self, unit: Unit) -> frozenset[str]:
        known = self._shingles.get(id(unit))
        if known is None:
            known = self._shingles[id(unit)] = _shingles(unit)
        return known

    def weigh(self, units: Sequence[Unit]) -> None:
        """Weigh shingles by how many of `units` hold them (inverse document frequency)."""
        held = Counter(s for unit in units for s in self.shingles(unit))
        self._weights = {s: log(1 + len(units) / n) for s, n in held.items()}
        self._totals.clear()

    def total(self, unit: Unit) -> float:
        known = self._totals.get(id(unit))
        if known is None:
            known = self._totals[id(unit)] = sum(
                self._weights.get(s, 1.0) for s in self.shingles(unit)
            )
        return known

    def common(self, a: Unit, b: Unit) -> float:
        both = self.shingles(a) & self.shingles(b)
        return sum(self._weights.get(s, 1.0) for s in both)

    def score(self, a: Unit, b: Unit) -> float:
        """From 0 (nothing in common) to 1 (the same words)."""
        total = self.total(a) + self.total(b)
        return 2 * self.common(a, b) / total if total else 0.0

    def alignment(self) -> Alignment:
        groups = list(self._groups())
        sizes_a, sizes_b = ([len(key[1]) for key in keys] for keys in (self.keys_a, self.keys_b))
        shared = min(sum(sizes_a[i] for i in self.of_a), sum(sizes_b[j] for j in self.of_b))
        shorter = min(sum(sizes_a), sum(sizes_b)) or 1
        return Alignment(tuple(groups), shared / shorter)

    def _groups(self) -> Iterator[Group]:
        linked: dict[tuple[int, ...], tuple[int, ...]] = {}
        for j in range(len(self.b)):
            mine = tuple(sorted(self.of_b.get(j, ())))
            if mine:
                linked[mine] = (*linked.get(mine, ()), j)
        ordered = sorted(linked.items(), key=lambda item: item[1])
        still = in_order([a[0] for a, _ in ordered])
        groups = [Group(a, b, n not in still) for n, (a, b) in enumerate(ordered)]
        added = [Group((), (j,)) for j in self.free_b()]
        groups = sorted([*groups, *added], key=lambda group: group.b)
        yield from self._with_dropped(groups)

    def _with_dropped(self, groups: list[Group]) -> Iterator[Group]:
        """Each dropped unit after the unit of A before it."""
        after: defaultdict[int, list[int]] = defaultdict(list)
        place = {i: n for n, group in enumerate(groups) if not group.moved for i in group.a}
        before = -1
        for i in range(len(self.a)):
            before = place.get(i, before)
            if i not in self.of_a:
                after[before].append(i)
        yield from (Group((i,), ()) for i in after[-1])
        for n, group in enumerate(groups):
            yield group
            yield from (Group((i,), ()) for i in after[n])


def _key(unit: Unit) -> tuple[bool, str]:
    """Equal for units with the same words; a table of States is never equal to a sentence."""
    return unit.kind == "states", _PUNCTUATION.sub("", unit.text.shown)


def _shingles(unit: Unit) -> frozenset[str]:
    if unit.kind == "states":
        # Its names, in whatever order.
        return frozenset(cell.text for block in unit.blocks for cell in block.cells if cell.text)
    tokens = _TOKEN.findall(unit.text.shown.casefold())
    if len(tokens) < 3:
        return frozenset([" ".join(tokens)] if tokens else ())
    return frozenset(map(" ".join, zip(tokens, tokens[1:], tokens[2:], strict=False)))


def _pair_equal(matched: _Matched) -> None:
    """Equal units in order; then equal ones that stand nowhere else, wherever they went."""
    for i, j in equal_runs(matched.keys_a, matched.keys_b):
        matched.pair(i, j)
    once: defaultdict[tuple[bool, str], tuple[list[int], list[int]]]
    once = defaultdict(lambda: ([], []))
    for i in matched.free_a():
        once[matched.keys_a[i]][0].append(i)
    for j in matched.free_b():
        once[matched.keys_b[j]][1].append(j)
    for (_, words), (mine, yours) in once.items():
        if len(mine) == len(yours) == 1 and words:
            matched.pair(mine[0], yours[0])


def _pair_similar(matched: _Matched) -> None:
    """The best pairs first; of equals, the one that stands where it stood."""
    free_a, free_b = matched.free_a(), matched.free_b()
    matched.weigh([matched.a[i] for i in free_a] + [matched.b[j] for j in free_b])
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for j in free_b:
        for shingle in matched.shingles(matched.b[j]):
            holding[shingle].append(j)
    expected = _expected(matched)
    scored = []
    for i in free_a:
        near = Counter(
            j
            for shingle in matched.shingles(matched.a[i])
            if len(holding[shingle]) <= _COMMON
            for j in holding[shingle]
        )
        for j, _ in near.most_common(8):
            score = matched.score(matched.a[i], matched.b[j])
            least = _LEAST if _alike(matched.a[i], matched.b[j]) else _LEAST_ACROSS
            if score >= least:
                scored.append((-round(score, 2), abs(expected(i) - j), i, j))
    for _, _, i, j in sorted(scored):
        if i not in matched.of_a and j not in matched.of_b:
            matched.pair(i, j)


def _alike(a: Unit, b: Unit) -> bool:
    """A footnote does not become a heading, nor a row of a table a footnote."""
    return _CLASSES.get(a.kind, a.kind) == _CLASSES.get(b.kind, b.kind)


def _expected(matched: _Matched) -> Callable[[int], int]:
    """Where in B a unit of A would stand, by its nearest equal neighbour before it."""
    known = sorted((i, js[0]) for i, js in matched.of_a.items())
    starts = [i for i, _ in known]

    def place(i: int) -> int:
        n = bisect_left(starts, i) - 1
        return known[n][1] + i - starts[n] if n >= 0 else i

    return place


def _pair_in_place(matched: _Matched) -> None:
    """Alone between two aligned neighbours, with the same kind and label: reworded."""
    free = set(matched.free_b())
    for i in matched.free_a():
        before = matched.of_a.get(i - 1, [-1])[-1] if i else -1
        run: list[int] = []
        j = before + 1
        while j in free and len(run) < _RUN:
            run.append(j)
            j += 1
        for j in run:
            a, b = matched.a[i], matched.b[j]
            same = a.kind == b.kind and (a.label == b.label)
            if same and (
                matched.score(a, b) >= _LEAST_IN_PLACE
                or ((a.label or a.kind == "states") and _surrounded(matched, i, j))
            ):
                matched.pair(i, j)
                free.discard(j)
                break


def _surrounded(matched: _Matched, i: int, j: int) -> bool:
    """The units before and after both are aligned with each other."""
    before = (i == 0 and j == 0) or j - 1 in matched.of_a.get(i - 1, ())
    last = i == len(matched.a) - 1 and j == len(matched.b) - 1
    return before and (last or j + 1 in matched.of_a.get(i + 1, ()))


def _join_parts(matched: _Matched) -> None:
    """A paragraph split in B, or paragraphs merged there."""
    for j in matched.free_b():
        for neighbour in (j - 1, j + 1):
            sources = matched.of_b.get(neighbour, [])
            if len(sources) == 1 and _is_part(matched, matched.a[sources[0]], matched.b[j]):
                matched.pair(sources[0], j)
                break
    for i in matched.free_a():
        for neighbour in (i - 1, i + 1):
            targets = matched.of_a.get(neighbour, [])
            # A paragraph that was split, one of whose parts was merged with another, is reworded.
            alone = len(targets) == 1 and all(
                len(matched.of_a[k]) == 1 for k in matched.of_b[targets[0]]
            )
            if alone and _is_part(matched, matched.b[targets[0]], matched.a[i]):
                matched.pair(i, targets[0])
                break


def _is_part(matched: _Matched, whole: Unit, part: Unit) -> bool:
    """Nearly all of `part` stands in `whole`."""
    total = matched.total(part)
    return (
        _alike(whole, part)
        and len(matched.shingles(part)) >= 3
        and total > 0
        and matched.common(whole, part) / total >= _CONTAINED
    )
