"""Papers revised as drafting committees do it: does `compare` list what a lawyer would, and no more?

Sixty pairs, half of them Chinese: paragraphs moved, split, merged in either order, put in and
renumbered, several values and words of obligation changed in each; lists of States that were changed
and introduced by other words; tables of States in another order; terms renamed.

    python benchmarks/revisions.py [--each 3] [--seed 1996] [--verbose]
"""

from __future__ import annotations

import argparse
import platform
import random
from collections import Counter

from revising.papers import paper
from revising.revisions import REVISIONS
from testban.treaty.compare import compare
from testban.treaty.documents import Document, Source, parse

ENOUGH = 0.95


def _read(text: str) -> Document:
    return parse(Source("paper.txt", "", "text/plain", text))


def main() -> int:
    """Revise, compare, print; 1 where too little is told."""
    parser = argparse.ArgumentParser(description="Does compare list what a lawyer would?")
    parser.add_argument("--each", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1996)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    print(f"Python {platform.python_version()}, {platform.machine()}; seed {options.seed}")
    print(f"{'revision':<28}{'pairs':>6}{'changes':>9}{'told':>6}{'others told':>13}")
    for revise in REVISIONS:
        count: Counter[str] = Counter()
        for lang in ("en", "zh"):
            for number in range(options.each):
                chance = random.Random(options.seed + number)
                before = paper(chance, lang)
                after = revise(before, chance)
                found = compare(_read(before.text), _read(after.paper.text))
                told = {(c.kind.name, c.old, c.new) for c in found.substance}
                kinds = {c.kind.name for c in found.wording}
                missed = (after.substance - told, after.wording - kinds)
                others = told - after.substance
                wanted = len(after.substance) + len(after.wording)
                count.update(
                    pairs=1, wanted=wanted, told=wanted - sum(map(len, missed)), others=len(others)
                )
                if options.verbose and (any(missed) or others):
                    print(f"-- {revise.__name__} {lang} {number}: missed {missed}, others {others}")
        total.update(count)
        print(_row(revise.__name__, count))
    print(_row("all", total))
    return int(total["told"] < ENOUGH * total["wanted"])


def _row(name: str, count: Counter[str]) -> str:
    shown = name.replace("_", " ")
    return (
        f"{shown:<28}{count['pairs']:>6}{count['wanted']:>9}{count['told']:>6}{count['others']:>13}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
