"""The longest common subsequence of two sequences, in bounded memory."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from itertools import islice

from rapidfuzz.distance import Indel

__all__ = ["Stretch", "equal_runs", "in_order", "unequal"]

Stretch = tuple[int, int, int, int]
"""Half-open ranges of both sequences: ``(a_start, a_end, b_start, b_end)``."""

# rapidfuzz keeps a bit for each pair of elements: 25 MB. A paper in one paragraph would take gigabytes.
_LARGEST = 200_000_000
# A run of so many elements that stands once in both sequences is the same run.
_ANCHOR = 8


def unequal(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Stretch]:
    """The stretches that differ, in order; no two of them touch."""
    ids: dict[Hashable, int] = {}
    left = [ids.setdefault(each, len(ids)) for each in a]
    right = [ids.setdefault(each, len(ids)) for each in b]
    found: list[Stretch] = []
    for i1, i2, j1, j2 in _steps(left, right, 0, len(left), 0, len(right)):
        if found and found[-1][1] == i1 and found[-1][3] == j1:
            found[-1] = (found[-1][0], i2, found[-1][2], j2)
        else:
            found.append((i1, i2, j1, j2))
    return found


def equal_runs(a: Sequence[Hashable], b: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """The pairs of elements that are equal and in order."""
    i = j = 0
    for i1, i2, j1, j2 in [*unequal(a, b), (len(a), len(a), len(b), len(b))]:
        yield from zip(range(i, i1), range(j, j1), strict=True)
        i, j = i2, j2


def _steps(a: list[int], b: list[int], i: int, i_end: int, j: int, j_end: int) -> Iterator[Stretch]:
    while i < i_end and j < j_end and a[i] == b[j]:
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and a[i_end - 1] == b[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
    if i == i_end or j == j_end:
        if i < i_end or j < j_end:
            yield i, i_end, j, j_end
    elif (i_end - i) * (j_end - j) <= _LARGEST:
        for step in Indel.opcodes(a[i:i_end], b[j:j_end]):
            if step.tag != "equal":
                yield i + step.src_start, i + step.src_end, j + step.dest_start, j + step.dest_end
    else:
        yield from _divided(a, b, i, i_end, j, j_end)


def _divided(
    a: list[int], b: list[int], i: int, i_end: int, j: int, j_end: int
) -> Iterator[Stretch]:
    """Between anchors; all of it differs where there are none."""
    anchors = _anchors(a[i:i_end], b[j:j_end])
    if not anchors:
        yield i, i_end, j, j_end
        return
    at, to = i, j
    for x, y in anchors:
        x, y = i + x, j + y
        if x < at or y < to:
            continue
        yield from _steps(a, b, at, x, to, y)
        at, to = x + _ANCHOR, y + _ANCHOR
    yield from _steps(a, b, at, i_end, to, j_end)


def _anchors(a: list[int], b: list[int]) -> list[tuple[int, int]]:
    """Where runs start that stand once in both, in the order of both."""
    once_a, once_b = _once(a), _once(b)
    both = sorted(
        (x, y)
        for run, x in once_a.items()
        if (y := once_b.get(run)) is not None and a[x : x + _ANCHOR] == b[y : y + _ANCHOR]
    )
    kept = in_order([y for _, y in both])
    return [pair for n, pair in enumerate(both) if n in kept]


def _once(elements: list[int]) -> dict[int, int]:
    """Where the runs that stand once start, by their hash: the runs themselves fill memory."""
    found: dict[int, int] = {}
    again: set[int] = set()
    for n, run in enumerate(
        zip(*(islice(elements, n, None) for n in range(_ANCHOR)), strict=False)
    ):
        key = hash(run)
        if key in found:
            again.add(key)
        found[key] = n
    return {key: n for key, n in found.items() if key not in again}


def in_order(values: Sequence[int]) -> set[int]:
    """The indices of a longest increasing run of `values`."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, value in enumerate(values):
        k = bisect_left(tails, value)
        before.append(ends[k - 1] if k else -1)
        if k == len(tails):
            tails.append(value)
            ends.append(n)
        else:
            tails[k], ends[k] = value, n
    kept: set[int] = set()
    n = ends[-1] if ends else -1
    while n >= 0:
        kept.add(n)
        n = before[n]
    return kept
