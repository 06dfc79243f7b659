"""Two lists of States as sets, with names resolved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from testban.reference.gazetteer import Gazetteer

__all__ = ["Named", "SetChange", "compare_lists", "names_in"]


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
    left, right = list(a), list(b)
    _take(left, right, lambda x, y: x.text == y.text)
    found: list[SetChange] = []
    for x, y in _take(left, right, lambda x, y: x.states == y.states):
        found.append(SetChange("state_renamed", x, y))
    for x, y in _take(left, right, lambda x, y: bool(set(x.states) & set(y.states))):
        found.append(SetChange("state_ambiguous", x, y))
    if len(left) == len(right) == 1:
        return [*found, SetChange("state_replaced", left[0], right[0])]
    found += [SetChange("state_dropped", x, None) for x in left]
    found += [SetChange("state_added", None, y) for y in right]
    return found


def _take(
    left: list[Named], right: list[Named], same: Callable[[Named, Named], bool]
) -> list[tuple[Named, Named]]:
    """Take the pairs for which `same` holds out of both lists."""
    taken: list[tuple[Named, Named]] = []
    for x in list(left):
        for y in right:
            if same(x, y):
                left.remove(x)
                right.remove(y)
                taken.append((x, y))
                break
    return taken
