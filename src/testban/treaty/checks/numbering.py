"""Numbering: gaps and repeats in the series of a paper's paragraphs, items, notes and annexes.

A series is what counts for itself: the paragraphs of a part, the items under one paragraph, the
footnotes up to the next note 1. A text that is reproduced within another brings its own numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from testban.reference.gazetteer import condense
from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.shown import Numeral
from testban.treaty.documents.labels import chinese_number, roman_number, to_roman
from testban.treaty.documents.model import Block
from testban.treaty.extract.passage import Hit

__all__ = [
    "annexes_of",
    "breaks",
    "broken_agenda",
    "broken_annexes",
    "broken_items",
    "broken_names",
    "broken_notes",
    "broken_series",
    "note_series",
]


def broken_series(paper: Paper) -> Iterator[Finding]:
    """N501: a paragraph's number is not the one after the last."""
    for series in _paragraphs(paper):
        for at, before, expected in breaks([int(block.label) for block in series]):
            block = series[at]
            cite = paper.context.cite([block.text[:1]], block.place)
            yield paper.finding("N501", cite, expected, stated=block.label, before=before)


def broken_items(paper: Paper) -> Iterator[Finding]:
    """N502: a lettered or numbered item is not the one after the last."""
    for blocks in _items(paper):
        if len(blocks) == 1 and blocks[0].label == "i" and blocks[0].place.endswith("(g) (i)"):
            # Alone under (g) it is no numeral: (h) is missing.
            cite = paper.context.cite([blocks[0].text[:1]], blocks[0].place)
            yield paper.finding("N502", cite, "h", stated="i", before="g")
        form, values = _counted([block.label for block in blocks])
        if not form or len(values) < 2:
            continue
        if values[0] != 1 and paper.document.whole:
            values, blocks = [0, *values], [blocks[0], *blocks]
        for at, before, expected in breaks(values):
            block = blocks[at]
            shown = _shown(form, before) if before else "—"
            cite = paper.context.cite([block.text[:1]], block.place)
            yield paper.finding(
                "N502", cite, _shown(form, expected), stated=block.label, before=shown
            )


def broken_names(paper: Paper) -> Iterator[Finding]:
    """N502: Decision 5 after Decision 3, or Action 5 twice."""
    pattern = paper.context.pattern("beside", "series")
    series: dict[str, list[list[tuple[int, Hit]]]] = {}
    for passage in paper.context.holding(pattern):
        if (hit := pattern.search(passage)) is not None:
            runs = series.setdefault(hit.words("noun"), [])
            label = int(hit.words("label"))
            if label == 1 or not runs:  # headings repeat what a list announced
                runs.append([])
            runs[-1].append((label, hit))
    for runs in series.values():
        for run in runs:
            whole = len(run) >= _LEAST_NAMED and run[0][0] == 1
            for at, before, expected in breaks([label for label, _ in run]) if whole else ():
                hit = run[at][1]
                cite = paper.context.cite([hit.piece("label")], hit.passage.block.place)
                yield paper.finding("N502", cite, expected, stated=run[at][0], before=before)


_LEAST_NAMED = 3


def broken_agenda(paper: Paper) -> Iterator[Finding]:
    """N502: an item of an agenda that is called so ("item 9") is not the one after the last."""
    called = paper.context.language.regex("agenda", "item")
    facts = [
        fact
        for fact in paper.of("agenda_item")
        # Others carry their number as a label, and are told as items.
        if fact.fields["label"].isdigit() and called.search(condense(fact.cite.quote)[0])
    ]
    for at, before, expected in breaks([int(fact.fields["label"]) for fact in facts]):
        fact = facts[at]
        if fact.fields["label"] != "1":  # another agenda begins
            label = fact.fields["label"]
            yield paper.finding("N502", fact.cite, expected, stated=label, before=before)


def broken_notes(paper: Paper) -> Iterator[Finding]:
    """N503: a footnote's number or letter is not the one after the last."""
    for place, series in enumerate(note_series(paper.document.blocks)):
        form, values = _counted([block.label for block in series])
        if not place and paper.document.whole and len(values) == 1 and values[0] == _SECOND:
            # A note alone that is no first one.
            values, series = [0, *values], [series[0], *series]
        for at, before, expected in breaks(values) if form else ():
            block = series[at]
            cite = paper.context.cite([block.text[:1]], block.place)
            shown, last = _shown(form, expected), _shown(form, before)
            yield paper.finding("N503", cite, shown, stated=block.label, before=last)


_SECOND = 2


def note_series(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """The footnotes with a number or letter, a list for each part that counts for itself."""
    notes = [b for b in blocks if b.kind == "footnote" and b.label.isalnum() and b.text.origin]
    for _, run in groupby(notes, key=lambda block: block.label.isdigit()):
        yield from _restarting(run)


def broken_annexes(paper: Paper) -> Iterator[Finding]:
    """N504: an annex or appendix is not the one after the last."""
    heads = [
        (block, kind, number) for block, kind, number in annexes_of(paper) if "," not in block.place
    ]
    for kind in ("annex", "appendix"):
        of_kind = [(block, number) for block, each, number in heads if each == kind and number]
        numbers = [number for _, number in of_kind]
        for at, before, expected in breaks(numbers):
            if numbers[at] == 1 and before > 1 and at + 1 < len(numbers):
                continue  # annexes of a text that is reproduced
            block = of_kind[at][0]
            cite = paper.context.cite([block.text], block.place)
            shown = block.text.text.strip()
            values = {"before": Numeral(before), "next": Numeral(expected)}
            yield paper.finding("N504", cite, to_roman(expected), stated=shown, **values)


_ANNEX = re.compile(r"(annex|appendix)(?: ([IVX]+))?$")


def annexes_of(paper: Paper) -> Iterator[tuple[Block, str, int]]:
    """The headings of annexes and appendices, with their kind and number; 0 for no number."""
    for block in paper.document.blocks:
        if block.kind == "heading" and block.level == 1 and (match := _ANNEX.search(block.place)):
            yield block, match[1], (roman_number(match[2]) or 0) if match[2] else 0


def breaks(values: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Where a series does not go on: the index, the last number, and the one that was expected.

    One wrong number is told once, and a run with numbers of its own, after which the series goes
    on, is a text that is reproduced there.

    >>> list(breaks([1, 2, 4, 5])), list(breaks([1, 2, 7, 4]))
    ([(2, 2, 3)], [(2, 2, 3)])
    >>> list(breaks([1, 2, 2, 3])), list(breaks([11, 12, 4, 5, 6, 13]))
    ([(2, 2, 3)], [])
    """
    at, last = 1, values[0] if values else 0
    while at < len(values):
        expected = last + 1
        if values[at] == expected:
            last = expected
        elif (own := _own_numbers(values, at, expected)) > at:
            at = own - 1
        else:
            yield at, last, expected
            after = values[at + 1] if at + 1 < len(values) else None
            # After one wrong number the rest goes on as if it had been right, or not been there.
            if after == expected + 1 and values[at] != last:
                last = expected
            elif after != expected or values[at] == last:
                last = values[at]
        at += 1


def _own_numbers(values: Sequence[int], at: int, expected: int) -> int:
    """The index at which the series goes on after a run of other numbers; `at` for none."""
    end = at + 1
    while end < len(values) and values[end] == values[end - 1] + 1:
        end += 1
    resumes = end < len(values) and values[end] == expected
    own = values[at] == 1 or end - at > 1
    return end if resumes and own and values[at] != expected - 1 else at


def _paragraphs(paper: Paper) -> list[list[Block]]:
    """The numbered paragraphs, a list for each part that counts for itself."""
    series: list[list[Block]] = []
    part: tuple[object, ...] = ()
    for block in paper.document.blocks:
        if block.kind != "paragraph" or not block.label.isdigit():
            continue
        here = (block.annex, block.place.rpartition("para.")[0] if block.annex else "")
        # A paper that begins to count again has begun another part.
        if here != part or block.label == "1":
            series.append([])
        part = here
        series[-1].append(block)
    return series


def _items(paper: Paper) -> Iterator[list[Block]]:
    """The items of each paragraph or item that has some, a list for each series."""
    parents: dict[tuple[int, str, int], list[Block]] = defaultdict(list)
    order = 0
    for block in paper.document.blocks:
        if block.kind in ("heading", "paragraph") and block.label:
            order += 1
        elif block.kind == "item" and _readings(block.label):
            parent = block.place.removesuffix(f"({block.label})")
            parents[order, parent, block.level].append(block)
    for blocks in parents.values():
        yield from _restarting(blocks)


def _restarting(blocks: Iterable[Block]) -> list[list[Block]]:
    """The blocks, parted where they begin to count again."""
    series: list[list[Block]] = []
    for block in blocks:
        first = 1 in _readings(block.label).values() and block.label not in "iI"
        last = series[-1][-1] if series else None
        if last is None or (first and (last.label, last.annex) != (block.label, block.annex)):
            series.append([])
        series[-1].append(block)
    return series


def _counted(labels: Sequence[str]) -> tuple[str, list[int]]:
    """The form that all labels of a series have, and their values; no form where they share none.

    >>> _counted(["h", "i", "j"]), _counted(["i", "ii"]), _counted(["a", "1"])
    (('letter', [8, 9, 10]), ('roman', [1, 2]), ('', []))
    """
    readings = [_readings(label) for label in labels]
    for form in ("number", "roman", "letter", "chinese"):
        values = [reading[form] for reading in readings if form in reading]
        # (i) is a letter after (h), and a numeral where it stands first.
        if len(values) == len(labels) and not (form == "roman" and values[0] != 1):
            return form, values
    return "", []


_CHINESE_ITEMS = {chr(0x3220 + n): n + 1 for n in range(10)}
_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)}


def _readings(label: str) -> dict[str, int]:
    """What a label can count, by its form: ``i`` is a letter and a Roman numeral."""
    if label.isdecimal():
        return {"number": int(label)}
    readings: dict[str, int] = {}
    chinese = _CHINESE_ITEMS.get(label) or _CIRCLED.get(label) or chinese_number(label)
    if chinese:
        readings["chinese"] = chinese
    if label.isascii() and label.isalpha():
        if len(set(label)) == 1 and len(label) < 3:
            readings["letter"] = ord(label[0].lower()) - ord("a") + 1 + 26 * (len(label) - 1)
        if roman := roman_number(label):
            readings["roman"] = roman
    return readings


def _shown(form: str, value: int) -> str:
    if form == "letter":
        return chr(ord("a") + (value - 1) % 26) * (1 + (value - 1) // 26)
    if form == "chinese" and value <= len(_CHINESE_ITEMS):
        return list(_CHINESE_ITEMS)[value - 1]
    return to_roman(value).lower() if form == "roman" else str(value)
