"""What two aligned texts say differently, and what is left as mere wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from testban.treaty.compare.delta import Delta, set_change, short, step
from testban.treaty.compare.model import Change, kinds
from testban.treaty.compare.moved import cancel_moves, compared, paired_duties
from testban.treaty.compare.side import Side, Versions
from testban.treaty.compare.states import compare_lists, names_in

__all__ = ["compare_tables", "compare_texts"]

# So much of what was reworded is shown, of each version and of the steps between them.
_SHOWN = 80


def compare_tables(a: Side, b: Side, versions: Versions) -> Iterator[Change]:
    """Two tables of States as sets."""
    left = names_in(versions.names, a.text.shown)
    right = names_in(versions.names, b.text.shown)
    changes = compare_lists(left, right)
    yield from (set_change(change, a, b) for change in changes)
    if not changes and [n.text for n in left] != [n.text for n in right]:
        yield Change(kinds()["order"], a.whole, b.whole)


def compare_texts(a: Side, b: Side, versions: Versions) -> Iterator[Change]:
    """Two versions of a paragraph: changes of substance, then one for what was reworded."""
    found = compared(a, b)
    yield from _lists(a, b, found.equal, versions)
    deltas = [Delta(a, b, hunk) for hunk in found.hunks]
    cancel_moves(deltas)
    yield from paired_duties(deltas, versions)
    reworded: list[Delta] = []
    for delta in deltas:
        if whole := delta.clause():
            yield whole
            continue
        changes = list(delta.changes(versions))
        yield from changes
        if delta.reworded(changes, versions):
            reworded.append(delta)
    if reworded:
        yield _reworded(reworded)
    for clause in found.moved:
        moved = Delta(a, b, clause)
        yield Change(kinds()["clause_moved"], moved.cite_a, moved.cite_b, "", short(moved.new))


def _reworded(deltas: Sequence[Delta]) -> Change:
    first = deltas[0]
    places = [(d.cite_a, d.cite_b) for d in deltas[1:]]
    return Change(
        kinds()["reworded"],
        first.cite_a,
        first.cite_b,
        short("; ".join(filter(None, (d.old for d in deltas)))),
        short("; ".join(filter(None, (d.new for d in deltas)))),
        {"shown": short("; ".join(map(step, deltas)), 3 * _SHOWN)},
        places=tuple(places),
    )


def _lists(
    a: Side, b: Side, equal: Iterable[tuple[int, int]], versions: Versions
) -> Iterator[Change]:
    """Names and lists of States that stand in the same place of both."""
    for i, j in equal:
        one, two = a.tokens[i], b.tokens[j]
        if one.kind not in ("state", "states"):
            continue
        if a.text.shown[one.start : one.end] == b.text.shown[two.start : two.end]:
            continue
        left = names_in(versions.names, a.text.shown, one.start, one.end)
        right = names_in(versions.names, b.text.shown, two.start, two.end)
        for change in compare_lists(left, right):
            yield set_change(change, a, b, one, two)
