"""Facts found against facts annotated by hand, by readers who did not see the code.

The five real papers stay outside the repository; their annotations (codes, numbers, dates and
lines, no sentences) are in ``five_papers.json``. The specimen papers are our own.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from scoring import PAPERS, SPECIMENS, WITHOUT_TEXT, Score, annotated, score
from testban.treaty.documents import Document, read_document
from testban.treaty.extract import extract_facts


def found(document: Document) -> list[dict[str, object]]:
    return [fact.as_json() for fact in extract_facts(document)]


@pytest.mark.parametrize("name", PAPERS)
def test_a_real_paper_is_read_almost_without_error(shared: Path, name: str) -> None:
    path = shared / "documents" / name
    assert hashlib.sha256(path.read_bytes()).hexdigest() == PAPERS[name]["sha256"]
    document = read_document(path)
    result = score(found(document), PAPERS[name]["facts"], document.source.text, WITHOUT_TEXT)
    assert result.f1() >= 0.98, "\n".join(result.details)
    assert document.symbol == PAPERS[name]["symbol"]


@pytest.mark.parametrize("name", PAPERS)
def test_citations_of_a_real_paper_stand_on_the_annotated_line(shared: Path, name: str) -> None:
    document = read_document(shared / "documents" / name)
    result = score(found(document), PAPERS[name]["facts"], document.source.text, WITHOUT_TEXT)
    assert sum(result.astray.values()) <= 0.03 * sum(result.right.values())


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_a_specimen_is_read_well(path: Path) -> None:
    document = read_document(path)
    result: Score = score(found(document), annotated(path), document.source.text)
    assert result.f1() >= 0.9, "\n".join(result.details)


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_every_citation_quotes_what_its_spans_hold(path: Path) -> None:
    document = read_document(path)
    for fact in extract_facts(document):
        # The repaired text writes full-width figures as plain ones.
        cited = _plain("".join(document.source.text[a:b] for a, b in fact.cite.spans))
        quoted = _plain(fact.cite.quote.replace("…", ""))
        assert fact.cite.spans
        assert fact.cite.line == document.source.line(fact.cite.spans[0][0])
        # The quote may put the columns of a table after one another; it adds nothing.
        assert not Counter(quoted) - Counter(cited), (fact.kind, fact.cite.quote)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
