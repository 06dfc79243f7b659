"""Changes planted one at a time: how many does `compare` report, and in the right part?

A paper is held against itself with one known change: a number, a date, a symbol, a State, a word of
obligation, a negation, a paragraph, a footnote or a row (substance); a State's other name, a term
renamed throughout, other words for the same, another order, other line breaks (wording). A change
is found where its part of the answer names it at its place; every other change of substance that is
reported is false. The places are found by patterns written here, not by the program's own.

    python benchmarks/comparison.py [--each 4] [--seed 1996] [PAPER...]
"""

from __future__ import annotations

import argparse
import platform
import random
import re
import resource
import time
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from altering.altered import Planted, Planter
from altering.members import add_a_state, drop_a_state, formal, replace_a_state, table_state
from altering.parts import (
    add_a_paragraph,
    drop_a_footnote,
    drop_a_paragraph,
    drop_a_row,
    move,
    split,
)
from altering.values import date, duty, negation, number, office, swap_numbers, symbol
from altering.wordings import rename, reword, rewrap
from testban.treaty.compare import Change, Comparison, compare
from testban.treaty.documents import Document, Source, parse, read_document

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"
ENOUGH = 0.95
PAGE = 3_000
LONGEST, LARGEST = 3.0, 300
# How far from its place a change may be cited: a list is cited by the name before the gap.
_NEAR = 60


PLANTERS: tuple[Planter, ...] = (
    number, date, symbol, drop_a_state, replace_a_state, add_a_state, table_state, duty, negation,
    office,
    drop_a_paragraph, add_a_paragraph, drop_a_footnote, drop_a_row,
    swap_numbers, formal, rename, reword, move, split, rewrap,
)  # fmt: skip


def _cited(change: Change, planted: Planted) -> bool:
    """The change is told at the place where it was planted."""
    pairs = [(change.a, change.b), *change.places]
    spans = [span for a, b in pairs for cite in (a, b) if cite for span in cite.spans]
    low, high = planted.start - _NEAR, planted.end + _NEAR
    return any(start < high and end > low for start, end in spans)


def judged(found: Comparison, planted: Planted) -> tuple[bool, list[Change]]:
    """Was it told in its part, and what of substance was told that is not there?"""
    part = found.substance if planted.part == "substance" else found.wording
    right = [c for c in part if c.kind.name in planted.kinds and _cited(c, planted)]
    false = [c for c in found.substance if c not in right]
    return bool(right) or not planted.part, false


def papers(named: list[str]) -> Iterator[Document]:
    """The specimens, and the real papers where they are at hand."""
    paths = [Path(name) for name in named] or [
        *sorted((ROOT / "tests" / "specimens").glob("*.txt")),
        *sorted((SHARED / "documents").glob("*.txt")),
        *sorted((SHARED / "treaty" / "documents_en").glob("[AC]*.*")),
    ]
    for path in paths:
        document = read_document(path)
        if document.language in ("en", "zh"):
            yield document


def main() -> int:
    """Plant, look, print; 1 where too few are found."""
    parser = argparse.ArgumentParser(description="How many planted changes does compare report?")
    parser.add_argument("papers", nargs="*")
    parser.add_argument("--each", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1996)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    counts: dict[str, Counter[str]] = {planter.__name__: Counter() for planter in PLANTERS}
    for document in papers(options.papers):
        for planter in PLANTERS:
            for _ in range(options.each):
                planted = planter(document, chance)
                if planted is None:
                    break
                _measure(document, planted, planter.__name__, counts, options.verbose)
    total = sum(counts.values(), Counter())
    print(f"Python {platform.python_version()}, {platform.machine()}; seed {options.seed}")
    print(f"{'change planted':<20}{'planted':>8}{'found':>8}{'share':>8}{'false':>8}")
    for name, count in {**counts, "all": total}.items():
        share = count["found"] / count["planted"] if count["planted"] else 0
        shown = name.replace("_", " ")
        print(
            f"{shown:<20}{count['planted']:>8}{count['found']:>8}{share:>8.1%}{count['false']:>8}"
        )
    slow = long_papers()
    return int(total["found"] < ENOUGH * total["planted"] or slow)


def _measure(
    document: Document, planted: Planted, name: str, counts: dict[str, Counter[str]], verbose: bool
) -> None:
    after = parse(Source(document.source.name, "", document.source.media_type, planted.text))
    found, false = judged(compare(document, after), planted)
    counts[name].update(planted=1, found=int(found), false=len(false))
    if verbose and (not found or false):
        text = document.source.text[planted.start - 30 : planted.end + 30].replace("\n", "⏎")
        after_text = planted.text[planted.start - 30 : planted.start + 60].replace("\n", "⏎")
        print(
            f"-- {name} {'MISSED' if not found else ''} {document.source.name}:{document.source.line(planted.start)}"
        )
        print(f"   {text[:200]}\n   {after_text}")
        for change in false:
            print(f"   false: {change.kind.name} {change.message()[:150]}")


def long_papers() -> bool:
    """Two versions of a hundred pages: seconds and memory; the same by Python's difflib."""
    chance = random.Random(7)
    text = (ROOT / "tests" / "specimens" / "en_tpnw_report_2031.txt").read_text("utf-8")
    words = text.split(" ")
    parts = []
    while sum(map(len, parts)) < 100 * PAGE:
        # Every copy says something else, as the pages of a real paper do.
        parts.append(
            " ".join(
                w if chance.random() > 0.2 else f"{w[:3]}{chance.randrange(99)}" for w in words
            )
        )
    before = "\n\n".join(parts)
    after = re.sub(r"\bStates\b", "Countries", before)
    after = "\n".join(
        line.replace(" the ", " this ", 1) if chance.random() < 0.3 else line
        for line in after.split("\n")
    )
    started = time.process_time()
    compare(
        parse(Source("a", "", "text/plain", before)), parse(Source("b", "", "text/plain", after))
    )
    seconds = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"two versions of 100 pages of {PAGE:,} characters: {seconds:.2f} s, {memory:.0f} MB")
    started = time.process_time()
    SequenceMatcher(None, before[: 2 * PAGE], after[: 2 * PAGE], autojunk=False).get_opcodes()
    rival = time.process_time() - started
    print(f"difflib on the characters of 2 of these pages, without any meaning: {rival:.2f} s")
    return seconds > LONGEST or memory > LARGEST


if __name__ == "__main__":
    raise SystemExit(main())
