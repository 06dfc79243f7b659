"""What changed in the words alone: terms renamed throughout, numbers of paragraphs, order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from testban.treaty.compare.model import Change, Pair, kinds
from testban.treaty.compare.units import Unit, cite
from testban.treaty.documents.model import Document
from testban.treaty.extract.model import Citation

__all__ = ["Term", "moves", "renumbering", "term_changes", "terms_of"]

# Fewer places are changes of their own.
_THROUGHOUT = 3
# Nobody renames more; without a bound, a hostile pair of papers takes minutes.
_TERMS = 50
# How far a term may reach beyond what differs in it.
_REACH = 16
_INSIDE = re.compile(r"[\w·'’-]+")
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Term:
    """A term that was renamed throughout."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class _Edit:
    """One replacement, with what stands on both sides of it in both versions."""

    old: str
    new: str
    before: str
    after: str


def terms_of(pairs: Iterable[Pair], spaced: bool) -> list[Term]:
    """The terms that were renamed throughout, the longest first."""
    edits: defaultdict[tuple[str, str], list[_Edit]] = defaultdict(list)
    for edit in _edits(pairs):
        edits[edit.old, edit.new].append(edit)
    found: dict[Term, None] = {}
    for same in sorted(edits.values(), key=len, reverse=True):
        for group in _groups(same, spaced):
            if term := _term(group, spaced):
                found[term] = None
    return sorted(list(found)[:_TERMS], key=lambda term: -len(term.old))


def _edits(pairs: Iterable[Pair]) -> Iterator[_Edit]:
    for pair in pairs:
        if not pair.hunks or "states" in {u.kind for u in (*pair.a, *pair.b)}:
            continue
        a, b = Unit.joined(pair.a).shown, Unit.joined(pair.b).shown
        for a0, a1, b0, b1 in pair.hunks:
            old, new = a[a0:a1], b[b0:b1]
            if max(len(old), len(new)) > 60 or any(c.isdigit() for c in old + new):
                continue
            before = _common_end(a[max(0, a0 - _REACH) : a0], b[max(0, b0 - _REACH) : b0])
            after = _common_start(a[a1 : a1 + _REACH], b[b1 : b1 + _REACH])
            yield _Edit(old, new, before, after)


def _common_end(one: str, two: str) -> str:
    return _common_start(one[::-1], two[::-1])[::-1]


def _common_start(one: str, two: str) -> str:
    same = 0
    while same < min(len(one), len(two)) and one[same] == two[same]:
        same += 1
    return one[:same]


def _groups(edits: Sequence[_Edit], spaced: bool) -> Iterator[Sequence[_Edit]]:
    """All edits where they have a term in common, else those that share what stands after it."""
    if len(edits) < _THROUGHOUT:
        return
    if _term(edits, spaced):
        yield edits
        return
    by: defaultdict[str, list[_Edit]] = defaultdict(list)
    for edit in edits:
        by[edit.after[:2]].append(edit)
    yield from (group for group in by.values() if len(group) >= _THROUGHOUT)


def _term(edits: Sequence[_Edit], spaced: bool) -> Term | None:
    """What was renamed, with as much around it as all places share."""
    after = reduce(_common_start, (edit.after for edit in edits))
    before = reduce(_common_end, (edit.before for edit in edits))
    if spaced:
        after = _to_edge(after, edits[0].new, edits[0].old)
        before = _to_edge(before[::-1], edits[0].new[::-1], edits[0].old[::-1])[::-1]
    else:
        match = _INSIDE.match(after)
        after = match.group() if match else ""
        found = _INSIDE.match(before[::-1])
        before = found.group()[::-1] if found else ""
    old, new = before + edits[0].old + after, before + edits[0].new + after
    if min(len(old.strip()), len(new.strip())) < _LEAST or not _INSIDE.search(old):
        return None
    return Term(old.strip(), new.strip())


def _to_edge(after: str, *inner: str) -> str:
    """The rest of the word that the edit stands in."""
    if not all(part[-1:].isalnum() for part in inner if part):
        return ""
    match = re.match(r"[\w'’-]*", after)
    return match.group() if match else ""


def term_changes(
    terms: Sequence[Term], pairs: Sequence[Pair], a: Document, b: Document
) -> Iterator[Change]:
    """One line for each term; and one for each place where the old one was left."""
    for term in terms:
        renamed: list[tuple[Citation | None, Citation | None]] = []
        left: list[tuple[Citation | None, Citation | None]] = []
        for pair in pairs:
            if not pair.differs:
                continue
            one, two = Unit.joined(pair.a), Unit.joined(pair.b)
            mine = _places(one.shown, term)
            yours = _places(two.shown, term)
            for (_, *x), (is_new, *y) in zip(mine, yours, strict=False):
                places = (
                    cite(a, [one.piece(*x)], pair.a[0].place),
                    cite(b, [two.piece(*y)], pair.b[0].place),
                )
                (renamed if is_new else left).append(places)
        if not renamed:
            continue
        values = {"count": len(renamed)}
        yield Change(
            kinds()["term_renamed"], *renamed[0], term.old, term.new, values,
            places=tuple(renamed[1:]),
        )  # fmt: skip
        for places in left:
            yield Change(kinds()["term_left"], *places, term.old, term.new)


def _places(text: str, term: Term) -> list[tuple[bool, int, int]]:
    """Where the term stands in a text, under which name; the longer name first."""
    longest = sorted((term.old, term.new), key=len, reverse=True)
    return [
        (match.group() == term.new, match.start(), match.end())
        for match in re.finditer("|".join(map(re.escape, longest)), text)
    ]


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
    return cite(document, [unit.text.piece(0, min(_REACH * 2, len(unit.text.shown)))], unit.place)


def _opening(unit: Unit) -> str:
    words = " ".join(unit.text.shown.split())
    return words if len(words) <= 60 else words[:59] + "…"
