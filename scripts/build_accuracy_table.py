"""Measure extraction against the hand annotations and write the table of docs/explanation/accuracy.md.

Usage: python scripts/build_accuracy_table.py [--check]

The specimens are always measured. The rows of the real papers are measured where the folder of real
data is at hand (../shared, or TESTBAN_SHARED), and left as they are where it is not. With --check
nothing is written, and the exit code is 1 where the page says something else.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from scoring import (
    PAPERS,
    SPECIMENS,
    WITHOUT_TEXT,
    Score,
    annotated,
    score,
)
from testban.treaty.documents import read_document
from testban.treaty.extract import extract_facts

__all__ = ["PAGE", "page"]

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "explanation" / "accuracy.md"
SHARED = Path(os.environ.get("TESTBAN_SHARED", ROOT.parent / "shared")) / "data" / "documents"

# The real papers by the number that their file names begin with.
REAL = {
    "000": "report of the Secretary-General, 2006",
    "001": "draft report, Article XIV conference, 2021",
    "002": "report, Article XIV conference, 2021",
    "003": "views of Governments, 2020",
    "004": "report, TPNW second meeting, 2023",
}
_MARKS = ("<!-- accuracy-table: begin -->\n", "<!-- accuracy-table: end -->\n")
_HEAD = (
    "| paper | language | facts annotated | precision | recall | F1 | citations right |\n"
    "|---|---|---|---|---|---|---|\n"
)


def page() -> str:
    """The page with the table as it should be."""
    text = PAGE.read_text(encoding="utf-8")
    start, end = (text.index(mark) for mark in _MARKS)
    before = text[start:end]
    rows = [_real(number, title, before) for number, title in REAL.items()]
    rows += [_specimens("zh"), _specimens("en")]
    return text[:start] + _MARKS[0] + "\n" + _HEAD + "".join(rows) + "\n" + text[end:]


def _real(number: str, title: str, before: str) -> str:
    name = next(name for name in PAPERS if name.startswith(number))
    path = SHARED / name
    if not path.is_file():
        row = re.search(rf"^\| {re.escape(title)} \|.*\n", before, re.MULTILINE)
        return row.group() if row else f"| {title} | zh | | | | | |\n"
    document = read_document(path)
    found = [fact.as_json() for fact in extract_facts(document)]
    facts = PAPERS[name]["facts"]
    return _row(title, "zh", [score(found, facts, document.source.text, WITHOUT_TEXT)])


def _specimens(language: str) -> str:
    paths = [path for path in SPECIMENS if path.name.startswith(language)]
    results = []
    for path in paths:
        document = read_document(path)
        found = [fact.as_json() for fact in extract_facts(document)]
        results.append(score(found, annotated(path), document.source.text))
    return _row(f"specimens, {len(paths)} papers", language, results)


def _row(title: str, language: str, results: Iterable[Score]) -> str:
    right, wrong, missed, astray = (
        sum(sum(getattr(result, name).values()) for result in results)
        for name in ("right", "wrong", "missed", "astray")
    )
    precision, recall = right / (right + wrong), right / (right + missed)
    f1 = 2 * right / (2 * right + wrong + missed)
    cited = 1 - astray / right
    figures = " | ".join(f"{value:.3f}" for value in (precision, recall, f1, cited))
    return f"| {title} | {language} | {right + missed} | {figures} |\n"


def main() -> None:
    """Write the page, or check it."""
    wanted = page()
    if "--check" in sys.argv[1:]:
        if PAGE.read_text(encoding="utf-8") != wanted:
            sys.exit(f"{PAGE.name} is stale: run python scripts/build_accuracy_table.py")
        return
    PAGE.write_text(wanted, encoding="utf-8")
    print(wanted[wanted.index(_HEAD) : wanted.index(_MARKS[1])], end="")


if __name__ == "__main__":
    main()
