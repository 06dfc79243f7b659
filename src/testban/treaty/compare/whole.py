"""Paragraphs, footnotes, annexes, rows and tables that only one version has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile

from testban.treaty.compare.model import Change, Pair, kinds
from testban.treaty.compare.units import Unit, cite
from testban.treaty.documents.model import Document
from testban.treaty.extract.model import Citation

__all__ = ["one_sided", "title_in_one_line"]

# So many neighbours that only one version has are a part of it, told in one line.
_PART = 6
_SHOWN = 80
# One line that changed is told as what it is.
_LINES_OF_TITLE = 2


def one_sided(pairs: Sequence[Pair], a: Document, b: Document) -> Iterator[Change]:
    """What was dropped and what was added; long runs in one line each."""
    kept_a = {unit.annex for pair in pairs if pair.b for unit in pair.a}
    kept_b = {unit.annex for pair in pairs if pair.a for unit in pair.b}
    for side, group in groupby(pairs, key=_side):
        if side == "both":
            continue
        units = [unit for pair in group for unit in (pair.a or pair.b)]
        document, ending = (a, "dropped") if side == "a" else (b, "added")
        kept = kept_a if side == "a" else kept_b
        for run in _by_annex(units):
            yield from _told(run, document, ending, kept)


def _side(pair: Pair) -> str:
    return "both" if pair.a and pair.b else "a" if pair.a else "b"


def _by_annex(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    for _, run in groupby(units, key=lambda unit: unit.annex):
        yield list(run)


def _told(
    units: Sequence[Unit], document: Document, ending: str, kept: set[int]
) -> Iterator[Change]:
    """`kept` are the annexes of which the other version has something."""
    first = units[0]
    opens = first.kind == "heading" and first.blocks[0].level == 1
    if opens and first.annex not in kept:
        yield _change(f"annex_{ending}", units, document, ending)
    elif len(units) >= _PART and not _is_table(units):
        yield _change(f"part_{ending}", units, document, ending)
    else:
        for unit in units:
            yield _change(_kind(unit, ending), [unit], document, ending)


def _is_table(units: Iterable[Unit]) -> bool:
    return all(unit.kind in ("row", "footnote") for unit in units)


def _kind(unit: Unit, ending: str) -> str:
    if unit.kind in ("title", "heading"):
        return f"heading_{ending}"
    if unit.kind == "states":
        return f"table_{ending}"
    if unit.kind in ("footnote", "row"):
        return f"{unit.kind}_{ending}"
    return f"paragraph_{ending}"


def _change(kind: str, units: Sequence[Unit], document: Document, ending: str) -> Change:
    cites = [_cite(unit, document) for unit in units]
    first = units[0]
    # "Annex II" alone says little: the line after it is its title.
    named = units[:2] if first.kind == "heading" and len(units) > 1 else units[:1]
    words = " ".join(" ".join(f"{unit.printed} {unit.text.shown}" for unit in named).split())
    words = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
    dropped = ending == "dropped"
    last = cites[-1].line if cites[-1] else 0
    cells = sum(bool(cell.text.strip()) for block in first.blocks for cell in block.cells)
    values = {
        "what": first.kind,
        "count": cells if first.kind == "states" else len(units),
        "first": cites[0].line if cites[0] else 0,
        "last": last,
    }
    both: list[tuple[Citation | None, Citation | None]]
    both = [(c, None) if dropped else (None, c) for c in cites]
    old, new = (words, "") if dropped else ("", words)
    return Change(kinds()[kind], *both[0], old, new, values, places=tuple(both[1:]))


def title_in_one_line(
    changes: Iterable[Change], a: Sequence[Unit], b: Sequence[Unit]
) -> Iterator[Change]:
    """Several changes of wording in the title block (day, language, place, title) told as one."""
    ends = _end_of_title(a), _end_of_title(b)
    inside: list[Change] = []
    for change in changes:
        cites = zip((change.a, change.b), ends, strict=True)
        title = all(cite is None or cite.spans[-1][1] <= end for cite, end in cites)
        if title and change.kind.part == "wording":
            inside.append(change)
        else:
            yield change
    if len(inside) < _LINES_OF_TITLE:
        yield from inside
        return
    first = inside[0]
    shown = "; ".join(str(c.values.get("shown") or _step(c)) for c in inside)
    places = [(c.a, c.b) for c in inside[1:]] + [each for c in inside for each in c.places]
    shown = shown if len(shown) <= 3 * _SHOWN else shown[: 3 * _SHOWN - 1] + "…"
    values = {"count": len(inside), "shown": shown}
    yield Change(kinds()["title_changed"], first.a, first.b, "", "", values, places=tuple(places))


def _end_of_title(units: Sequence[Unit]) -> int:
    """The offset at which the lines above the text end; 0 for a paper without."""
    title = list(takewhile(lambda unit: unit.kind == "title", units))
    ends = [origin[-1] + 1 for unit in title if (origin := unit.text.mapped.origin)]
    return max(ends, default=0)


def _step(change: Change) -> str:
    if change.old and change.new:
        return f"{change.old} → {change.new}"
    return f"+ {change.new}" if change.new else f"− {change.old}"


def _cite(unit: Unit, document: Document) -> Citation | None:
    return cite(document, [block.text for block in unit.blocks], unit.place)
