"""What changed in the words alone: the numbers of paragraphs, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from testban.treaty.compare.model import Change, Pair, kinds
from testban.treaty.compare.units import Unit, cite
from testban.treaty.documents.model import Document
from testban.treaty.extract.model import Citation

__all__ = ["moves", "renumbered", "renumbering"]

# So many characters of a unit are cited for its place.
_SHOWN = 32


def renumbered(pairs: Sequence[Pair]) -> Iterator[tuple[Unit, Unit]]:
    """The paragraphs, items, headings and footnotes that have other numbers."""
    for pair in pairs:
        if pair.a and pair.b and pair.a[0].label and pair.b[0].label:
            one, two = pair.a[0], pair.b[0]
            if one.label != two.label and one.kind == two.kind:
                yield one, two


def renumbering(pairs: Sequence[Pair], a: Document, b: Document) -> Iterator[Change]:
    """One line for all paragraphs, and one for all footnotes, that have other numbers."""
    by: defaultdict[str, list[tuple[Unit, Unit]]] = defaultdict(list)
    for one, two in renumbered(pairs):
        by[one.kind].append((one, two))
    for kind, same in by.items():
        shown = ", ".join(_runs(same))
        places = [(_start(one, a), _start(two, b)) for one, two in same]
        yield Change(
            kinds()["renumbered"],
            *places[0],
            values={"what": kind, "shown": shown},
            places=tuple(places[1:]),
        )


def _runs(same: Sequence[tuple[Unit, Unit]]) -> Iterator[str]:
    """``5–12 → 6–13``: neighbours that move by the same number as one."""
    runs: list[list[tuple[str, str]]] = []
    for one, two in same:
        step = (one.label, two.label)
        if runs and _follows(runs[-1][-1], step):
            runs[-1].append(step)
        else:
            runs.append([step])
    for run in runs:
        if len(run) == 1:
            yield f"{run[0][0]} → {run[0][1]}"
        else:
            yield f"{run[0][0]}–{run[-1][0]} → {run[0][1]}–{run[-1][1]}"


def _follows(before: tuple[str, str], after: tuple[str, str]) -> bool:
    return all(_value(two) == _value(one) + 1 for one, two in zip(before, after, strict=True))


def _value(label: str) -> int:
    if label.isdigit():
        return int(label)
    return ord(label) if len(label) == 1 else -1000


def moves(pairs: Sequence[Pair], a: Document, b: Document) -> Iterator[Change]:
    """Paragraphs that stand elsewhere, split or merged ones; neighbours that moved as one line."""
    run: list[Pair] = []
    for pair in [*pairs, Pair((), ())]:
        # Where a footnote stands is a matter of the page.
        moved = pair.moved and pair.a[0].kind != "footnote"
        if moved and (not run or pair.a[0].number == run[-1].a[-1].number + 1):
            run.append(pair)
            continue
        if run:
            places = [_starts(each, a, b) for each in run]
            words = _opening(run[0].b[0])
            yield Change(kinds()["moved"], *places[0], "", words, places=tuple(places[1:]))
        run = [pair] if moved else []
    for pair in pairs:
        if pair.a and pair.b and len(pair.a) != len(pair.b):
            kind = "split" if len(pair.b) > len(pair.a) else "merged"
            values: Mapping[str, int] = {"count": max(len(pair.a), len(pair.b))}
            old, new = _opening(pair.a[0]), _opening(pair.b[0])
            further: list[tuple[Citation | None, Citation | None]]
            further = [(_start(unit, a), None) for unit in pair.a[1:]]
            further += [(None, _start(unit, b)) for unit in pair.b[1:]]
            both = _starts(pair, a, b)
            yield Change(kinds()[kind], *both, old, new, values, places=tuple(further))


def _starts(pair: Pair, a: Document, b: Document) -> tuple[Citation | None, Citation | None]:
    return _start(pair.a[0], a), _start(pair.b[0], b)


def _start(unit: Unit, document: Document) -> Citation | None:
    return cite(document, [unit.text.piece(0, min(_SHOWN, len(unit.text.shown)))], unit.place)


def _opening(unit: Unit) -> str:
    words = " ".join(unit.text.shown.split())
    return words if len(words) <= 60 else words[:59] + "…"
