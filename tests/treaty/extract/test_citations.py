"""A citation points at the characters that it quotes, whatever the paper, its layout or its format."""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from testban.treaty.documents import Document, Source, parse, read_document
from testban.treaty.extract import Fact, extract_facts

from .reading import TPNW

SPECIMENS = sorted((Path(__file__).parents[2] / "specimens").glob("*.txt"))
# Figures and letters of full width are quoted as plain ones.
# What is not of the statement between its lines: labels, marks of notes, the bars of tables.
_MARKS = re.compile(r"[\s|\u200b\[\]()（）.．、*†‡§•#]|[㈠-㈩]|[⁰¹²³⁴-⁹ᵃ-ᵛ]")


def _plain(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


def _astray(document: Document, facts: list[Fact]) -> list[tuple[str, str, str]]:
    """The facts whose quote has words that do not stand, in this order, between the spans."""
    found = []
    source = document.source.text
    for fact in facts:
        spans, quote = fact.cite.spans, fact.cite.quote
        assert spans
        assert all(0 <= a < b <= len(source) for a, b in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert fact.cite.line == source.count("\n", 0, spans[0][0]) + 1
        # The spans are in the order of the paper; the quote in that of the statement's parts.
        shown = _plain("".join(source[a:b] for a, b in spans))
        parts = [_plain(part) for part in quote.split(" … ")]
        if not all(_holds(shown, part) for part in parts):
            found.append((fact.kind, quote[:80], shown[:80]))
    return found


def _holds(shown: str, part: str) -> bool:
    """Every character of `part` stands in `shown`, in its order (marks of notes left out)."""
    rest = iter(shown)
    return part in shown or all(character in rest for character in part)


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_citations_quote_the_paper(path: Path) -> None:
    document = read_document(path)
    assert _astray(document, extract_facts(document)) == []


@pytest.mark.parametrize("path", SPECIMENS[::4], ids=lambda path: path.stem)
def test_citations_quote_the_paper_in_every_format(path: Path, tmp_path: Path) -> None:
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    page = tmp_path / "page.html"
    page.write_text("".join(f"<p>{html.escape(line)}</p>" for line in lines), encoding="utf-8")
    paper = docx.Document()
    for line in lines:
        paper.add_paragraph(line)
    paper.save(str(tmp_path / "paper.docx"))
    for copy in (page, tmp_path / "paper.docx"):
        document = read_document(copy)
        facts = extract_facts(document)
        assert facts
        assert _astray(document, facts) == []


_ALTERED = (
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("\n", "\n\n"),
    lambda text: re.sub(r"(?<=[^\n])\n(?=[^\n])", " ", text),
    lambda text: re.sub(r"^", "    ", text, flags=re.MULTILINE),
    lambda text: text.replace("(", "（").replace(")", "）"),
)


@pytest.mark.parametrize("alter", range(len(_ALTERED)))
@pytest.mark.parametrize("path", SPECIMENS[1::5], ids=lambda path: path.stem)
def test_citations_quote_an_altered_copy(path: Path, alter: int) -> None:
    text = _ALTERED[alter](path.read_text(encoding="utf-8"))
    document = parse(Source("paper.txt", "0" * 64, "text/plain", text))
    assert _astray(document, extract_facts(document)) == []


_PIECES = st.lists(
    st.sampled_from(
        [
            "智利于2040年5月4日批准了该条约。", "下列国家出席了会议：智利、\n加纳 和泰\n国。",
            "会议选举安娜·霍瓦特女士（克罗地亚）为会议主席。", "费用为25 000美元。\f",
            "TPNW/MSP/2041/6\n", "__________\n1 见A/RES/60/95。\n", "共有70个缔约国、93个签署国。",
        ]
    ),
    min_size=1,
    max_size=8,
)  # fmt: skip


@given(_PIECES, st.sampled_from(["", "\n", "\n\n", " ", "\r\n"]))
def test_citations_quote_whatever_is_put_together(pieces: list[str], gap: str) -> None:
    text = TPNW + gap.join(pieces)
    document = parse(Source("paper.txt", "0" * 64, "text/plain", text))
    assert _astray(document, extract_facts(document)) == []
