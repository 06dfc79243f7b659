"""Which units of A became which units of B: equal, reworded, moved, split, merged, added, dropped.

Equal units in order are the frame. What is left is paired by its words: the score of two units is
the share of their shingles (runs of three tokens) that both hold, each weighed by how rare it is
in the two papers, so that "the Conference" counts little and a name much.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Literal

from testban.reference.gazetteer import Gazetteer
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
# Or, edited, has that much in common with what the whole has beside its other part.
_COMPLETES = 0.4
# Fewer shingles say too little: of a neighbour, and of a unit that stands elsewhere.
_FEWEST, _FEWEST_AFAR = 3, 12
# Lists of so many States of which so much is the same are one list.
_NAMES, _SAME_NAMES = 4, 0.5
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


def align(a: Sequence[Unit], b: Sequence[Unit], names: Gazetteer) -> Alignment:
    """Pair the units of two papers; every unit is in exactly one group.

    `names` are those of States in the papers' language, by which lists are known again.
    """
    matched = _Matched(a, b, names)
    _pair_equal(matched)
    _pair_similar(matched)
    _pair_in_place(matched)
    _join_parts(matched)
    return matched.alignment()


class _Matched:
    """The units paired so far, and what their words weigh."""

    def __init__(self, a: Sequence[Unit], b: Sequence[Unit], names: Gazetteer) -> None:
        self.a, self.b = a, b
        self.keys_a, self.keys_b = [_key(u) for u in a], [_key(u) for u in b]
        self.of_a: dict[int, list[int]] = {}
        self.of_b: dict[int, list[int]] = {}
        self._shingles: dict[int, frozenset[str]] = {}
        self._weights: dict[str, float] = {}
        self._totals: dict[int, float] = {}
        self._names: dict[int, frozenset[str]] = {}
        self._gazetteer = names

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
            known = self._totals[id(unit)] = self.weight(self.shingles(unit))
        return known

    def weight(self, shingles: Iterable[str]) -> float:
        return sum([self._weights.get(s, 1.0) for s in shingles])

    def names(self, unit: Unit) -> frozenset[str]:
        """The States of a list in running text; none of a text that says more than their names."""
        known = self._names.get(id(unit))
        if known is None:
            known = self._names[id(unit)] = _listed(self._gazetteer, unit)
        return known

    def score(self, a: Unit, b: Unit) -> float:
        """From 0 (nothing in common) to 1 (the same words, or the same list of States)."""
        total = self.total(a) + self.total(b)
        words = 2 * self.weight(self.shingles(a) & self.shingles(b)) / total if total else 0.0
        one, two = self.names(a), self.names(b)
        return max(words, 2 * len(one & two) / (len(one) + len(two))) if one and two else words

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


def _listed(names: Gazetteer, unit: Unit) -> frozenset[str]:
    text = unit.text.shown
    found = names.find_condensed(text) if unit.kind in ("paragraph", "item", "footnote") else []
    # Most of the text is names, or what introduces them is one line.
    listed = sum(name.end - name.start for name in found)
    if len(found) < _NAMES or 3 * listed < len(text):
        return frozenset()
    return frozenset("/".join(name.states) for name in found)


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
    lists = [j for j in free_b if matched.names(matched.b[j])]
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
        candidates = dict.fromkeys(j for j, _ in near.most_common(8))
        if matched.names(matched.a[i]):
            candidates |= dict.fromkeys(lists[:_COMMON])
        for j in candidates:
            score = matched.score(matched.a[i], matched.b[j])
            least = _LEAST if _alike(matched.a[i], matched.b[j]) else _LEAST_ACROSS
            if not near[j]:
                least = max(least, _SAME_NAMES)
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
                or ((a.label or a.kind in ("states", "title")) and _surrounded(matched, i, j))
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
    """A paragraph split in B, or paragraphs merged there: the parts beside the pair, then others."""
    for near in (True, False):
        for j in matched.free_b():
            i = _whole_of(matched, matched.b[j], _wholes(matched.of_b, matched.of_a, j, near), "a")
            if i is not None:
                matched.pair(i, j)
        for i in matched.free_a():
            k = _whole_of(matched, matched.a[i], _wholes(matched.of_a, matched.of_b, i, near), "b")
            if k is not None:
                matched.pair(i, k)


def _wholes(
    mine: Mapping[int, list[int]], yours: Mapping[int, list[int]], n: int, near: bool
) -> list[int]:
    """The units of the other paper of which a free unit may be a part.

    A paragraph that was split, one of whose parts was merged with another, is reworded: no unit with
    a partner that has partners itself is a whole.
    """
    partners = [mine[m] for m in (n - 1, n + 1) if m in mine] if near else list(mine.values())
    return list(
        dict.fromkeys(
            group[0]
            for group in partners
            if len(group) == 1 and all(len(mine[m]) == 1 for m in yours[group[0]])
        )
    )


def _whole_of(
    matched: _Matched, part: Unit, wholes: Sequence[int], side: Literal["a", "b"]
) -> int | None:
    """The unit in which `part` stands, wholly or as the better half of what is left of it."""
    units, of = (matched.a, matched.of_a) if side == "a" else (matched.b, matched.of_b)
    others = matched.b if side == "a" else matched.a
    least = _FEWEST if len(wholes) <= 2 else _FEWEST_AFAR
    if len(matched.shingles(part)) < least:
        return None
    best: tuple[float, int] | None = None
    for n in wholes:
        if not _alike(units[n], part):
            continue
        rest = matched.shingles(units[n]).difference(*(matched.shingles(others[m]) for m in of[n]))
        share = matched.weight(matched.shingles(part) & matched.shingles(units[n]))
        total = matched.total(part)
        left = matched.weight(rest)
        common = matched.weight(rest & matched.shingles(part))
        contained = share >= _CONTAINED * total
        completes = len(wholes) <= 2 and 2 * common >= _COMPLETES * (total + left)
        if total and common and (contained or completes) and (best is None or common > best[0]):
            best = common, n
    return best[1] if best else None
