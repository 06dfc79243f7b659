"""Mistakes planted one at a time into real papers and specimens: how many does `check` find?

    python benchmarks/checks_real.py [--mistakes 60] [--missed] [--only NAME] [PATH...]
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from pathlib import Path

from planting import days, lists, numbers, words
from planting.places import Given, Planter, findings

ALTERATIONS: tuple[Planter, ...] = (
    lists.twice, lists.out_of_order, lists.misspelt, lists.left_out, lists.does_not_belong, lists.does_not_attend,
    days.no_such_day, days.end_before_start, days.act_on_another_day, days.meeting_on_another_day,
    numbers.count, numbers.tally, numbers.paragraph_number, numbers.item_letter, numbers.reference,
    numbers.symbol_form, numbers.link, numbers.list_of_documents, numbers.footnote,
    words.sign_lost, words.doubled, words.term, words.person, words.ordinal,
)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--mistakes", type=int, default=60)
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("paths", nargs="*", type=Path)
    o = parser.parse_args()
    root = Path(__file__).resolve().parents[1]
    paths = o.paths or [*sorted(Path("/work/shared/data/documents").glob("*.txt")), *sorted((root / "tests/specimens").glob("*.txt"))]
    papers = [Given(p.stem, p.read_text(encoding="utf-8")) for p in paths]
    before = {}
    chance = random.Random(1996)
    for planter in ALTERATIONS:
        if o.only and o.only not in planter.__name__:
            continue
        real = [(p, s) for p in papers[:5] for s in planter(p)]
        spec = [(p, s) for p in papers[5:] for s in planter(p)]
        n = o.mistakes
        chosen = chance.sample(real, min(len(real), n)) + chance.sample(spec, min(len(spec), n))
        found = [0, 0]; total = [0, 0]
        codes = Counter()
        t = time.process_time()
        for p, s in chosen:
            if p.name not in before:
                before[p.name] = Counter((f.rule.code, f.cite.quote, f.expected, str(f.values.get("states", ""))) for f in findings(p.text))
            new = Counter((f.rule.code, f.cite.quote, f.expected, str(f.values.get("states", ""))) for f in findings(p.with_mistake(s))) - before[p.name]
            k = p in papers[5:]
            total[k] += 1
            found[k] += bool(new)
            codes.update({c for c, *_ in new})
            if o.missed and not new:
                a, b = s.start, s.end
                print(f"   MISS {p.name[:24]}:{p.text.count(chr(10), 0, a) + 1}: …{p.text[max(0, a - 30):a]!r}[{p.text[a:b]!r}->{s.text!r}]{p.text[b:b + 20]!r}")
        print(f"{planter.__name__:<24} sites {len(real)}+{len(spec)}  real {found[0]}/{total[0]}  spec {found[1]}/{total[1]}  {codes.most_common(5)} {time.process_time()-t:.0f}s", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
