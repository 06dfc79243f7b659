"""The sets of mistakes: into made declarations and reports, single sentences, and papers as they are."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from planting import days, lists, numbers, words
from planting.declaration_mistakes import PLANTERS as OF_DECLARATIONS
from planting.declarations import declaration
from planting.measure import Mistake
from planting.pairs import FACTS, paper_on
from planting.places import Given, Planter
from planting.report_mistakes import PLANTERS as OF_REPORTS
from planting.reports import report
from planting.sentences import ROWS

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
LANGUAGES = ("en", "zh")

OF_PAPERS: tuple[Planter, ...] = (
    lists.twice,
    lists.out_of_order,
    lists.misspelt,
    lists.left_out,
    lists.does_not_belong,
    lists.does_not_attend,
    days.no_such_day,
    days.end_before_start,
    days.act_on_another_day,
    days.meeting_on_another_day,
    numbers.count,
    numbers.tally,
    numbers.paragraph_number,
    numbers.item_letter,
    numbers.reference,
    numbers.symbol_form,
    numbers.link,
    numbers.list_of_documents,
    numbers.footnote,
    words.sign_lost,
    words.doubled,
    words.term,
    words.person,
    words.ordinal,
)


def into_declarations(chance: random.Random, mistakes: int) -> Iterator[Mistake]:
    """So many mistakes in declarations, half of which are Chinese."""
    for number in range(mistakes):
        turn = number % len(OF_DECLARATIONS)
        if not turn:
            paper = declaration(chance, LANGUAGES[number // len(OF_DECLARATIONS) % 2])
        planter = OF_DECLARATIONS[turn]
        yield Mistake(planter.__name__, paper.text, planter(paper, chance))


def into_reports(chance: random.Random, mistakes: int) -> Iterator[Mistake]:
    """So many mistakes in reports, half of which are Chinese."""
    for number in range(mistakes):
        turn = number % len(OF_REPORTS)
        if not turn:
            paper = report(chance, LANGUAGES[number // len(OF_REPORTS) % 2])
        planter = OF_REPORTS[turn]
        yield Mistake(planter.__name__, paper.text, planter(paper, chance))


def into_sentences(chance: random.Random, mistakes: int) -> Iterator[Mistake]:
    """Every mistake of the table of sentences, once."""
    for row in ROWS:
        for wrong in row.wrong:
            yield Mistake(row.code, row.text(row.right), row.text(wrong), row.frame)


def into_pairs(chance: random.Random, mistakes: int) -> Iterator[Mistake]:
    """Every fact of the table of pairs, wrong in one of two papers, in each pair of languages."""
    for fact, one, other in product(FACTS, LANGUAGES, LANGUAGES):
        # Bodies are called by their names, which no two languages share.
        if fact.code == "X905" and one != other:
            continue
        beside = paper_on(fact, one, fact.right[one], 4)
        right = paper_on(fact, other, fact.right[other], 6)
        for wrong in fact.wrong[other]:
            where = f"{one}, {other}: {wrong}"
            yield Mistake(fact.code, right, paper_on(fact, other, wrong, 6), where, beside)


def into_papers(chance: random.Random, mistakes: int) -> Iterator[Mistake]:
    """Mistakes in the real papers, where they are at hand, and the specimens: an equal share each kind."""
    folders = (SHARED / "documents", ROOT / "tests" / "specimens")
    paths = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    papers = [Given(path.stem, path.read_text(encoding="utf-8")) for path in paths]
    for planter in OF_PAPERS:
        sites = [(paper, site) for paper in papers for site in planter(paper)]
        for paper, site in chance.sample(sites, min(len(sites), mistakes // len(OF_PAPERS))):
            line = paper.text.count("\n", 0, site.start) + 1
            old = paper.text[site.start : site.end]
            where = f"{paper.name}:{line}: {old!r} -> {site.text!r}"
            yield Mistake(planter.__name__, paper.text, paper.with_mistake(site), where)


SETS = {
    "declarations": into_declarations,
    "reports": into_reports,
    "sentences": into_sentences,
    "pairs": into_pairs,
    "papers": into_papers,
}
