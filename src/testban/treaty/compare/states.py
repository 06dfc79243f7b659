"""Two lists of States as sets, with names resolved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from testban.reference.gazetteer import Gazetteer
from testban.treaty.compare.model import Hunk

__all__ = ["Named", "SetChange", "compare_lists", "marked_names", "names_in"]


@dataclass(frozen=True, slots=True)
class Named:
    """A State's name in a list: where, as printed, and whom it may stand for."""

    start: int
    end: int
    text: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetChange:
    """A State that differs between two lists; `old` or `new` is None where it is not listed.

    `kind` is ``state_replaced``, ``state_dropped``, ``state_added``, ``state_renamed`` (another name of
    the same State) or ``state_ambiguous`` (a name that may stand for another State).
    """

    kind: str
    old: Named | None
    new: Named | None


def names_in(
    gazetteer: Gazetteer, text: str, start: int = 0, end: int | None = None
) -> list[Named]:
    """The names in a range of a condensed text."""
    piece = text[start:end]
    return [
        Named(start + name.start, start + name.end, piece[name.start : name.end], name.states)
        for name in gazetteer.find_condensed(piece)
    ]


def compare_lists(a: Sequence[Named], b: Sequence[Named]) -> list[SetChange]:
    """What the second list changes in the first, whatever their orders."""
    left, right, _ = _matched(a, b, lambda name: name.text)
    left, right, renamed = _matched(left, right, lambda name: name.states)
    found = [SetChange("state_renamed", x, y) for x, y in renamed]
    for x in [name for name in left if len(name.states) > 1 or _doubtful(right)]:
        y = next((name for name in right if set(x.states) & set(name.states)), None)
        if y is not None:
            left.remove(x)
            right.remove(y)
            found.append(SetChange("state_ambiguous", x, y))
    if len(left) == len(right) == 1:
        return [*found, SetChange("state_replaced", left[0], right[0])]
    found += [SetChange("state_dropped", x, None) for x in left]
    found += [SetChange("state_added", None, y) for y in right]
    return found


def marked_names(gazetteer: Gazetteer, a: str, b: str) -> tuple[Hunk, ...]:
    """The names that differ between two tables of States, where they stand in their texts."""
    changes = compare_lists(names_in(gazetteer, a), names_in(gazetteer, b))
    return tuple(
        Hunk(
            *((change.old.start, change.old.end) if change.old else (0, 0)),
            *((change.new.start, change.new.end) if change.new else (0, 0)),
        )
        for change in changes
    )


def _doubtful(names: Sequence[Named]) -> bool:
    return any(len(name.states) > 1 for name in names)


def _matched(
    a: Sequence[Named], b: Sequence[Named], key: Callable[[Named], Hashable]
) -> tuple[list[Named], list[Named], list[tuple[Named, Named]]]:
    """What is left of both lists, and the pairs with one key taken out of them."""
    waiting: defaultdict[Hashable, list[Named]] = defaultdict(list)
    for y in reversed(b):
        waiting[key(y)].append(y)
    pairs: list[tuple[Named, Named]] = []
    left: list[Named] = []
    for x in a:
        if waiting[key(x)]:
            pairs.append((x, waiting[key(x)].pop()))
        else:
            left.append(x)
    taken = {y.start for _, y in pairs}
    return left, [y for y in b if y.start not in taken], pairs
