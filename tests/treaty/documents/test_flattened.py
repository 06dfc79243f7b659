"""A paper whose lines were lost reads as it did with them."""

from __future__ import annotations

from testban.treaty.documents import Document, Source, parse
from testban.treaty.documents.flattened import breaks

_PAPER = """\
CTBT-Art.XIV/2041/9

Distr.: General

2 December 2041

Original: English

Report of the Conference on Facilitating the Entry into Force of the Treaty

I. Introduction

1. The Conference was held in Vienna on 24 and 25 September 2041, as the States that had ratified the
Treaty had asked for, and it was opened by the Secretary-General of the United Nations.

2. As at 25 September 2041, 188 States had signed and 179 States had ratified the Treaty.

II. Organization

3. The Conference adopted its agenda as follows:

1. Opening of the Conference.

2. Election of the President.

3. Closure of the Conference.

4. It asked the Secretariat:

(a) To keep the list of contacts;

(b) To report to the next Conference; and

(c) To thank the host.

5. The Conference closed on 25 September 2041 with thanks to the President.

Annex

Final Declaration

1. We, the ratifying States, met in Vienna on 24 and 25 September 2041.

2. We will meet again.
"""
_FLAT = " ".join(_PAPER.split())


def _paper(text: str) -> Document:
    return parse(Source("paper.txt", "0" * 64, "text/plain", text))


def _outline(document: Document) -> list[tuple[str, str, str]]:
    return [
        (block.kind, document.printed_label(block), " ".join(block.text.text.split())[:40])
        for block in document.blocks
        if block.label
    ]


def test_paragraphs_items_and_annexes_are_found_by_their_numbers() -> None:
    assert _outline(_paper(_FLAT)) == _outline(_paper(_PAPER))


def test_the_title_block_is_found() -> None:
    flat, whole = _paper(_FLAT), _paper(_PAPER)
    assert flat.symbol == "CTBT-Art.XIV/2041/9"
    assert (flat.date, flat.original_language) == ("2041-12-02", "en")
    assert flat.title == whole.title


def test_every_block_stands_where_it_says() -> None:
    document = _paper(_FLAT)
    for block in document.blocks:
        shown = "".join(_FLAT[start:end] for start, end in document.spans(block.text))
        assert shown.split() == block.text.text.split()


def test_a_line_of_usual_length_is_left_alone() -> None:
    assert breaks("1. The Conference met. 2. It closed.") == []


def test_numbers_out_of_order_are_no_paragraphs() -> None:
    line = "In 2041 it met. 7. August was hot. " + "It went on and on. " * 60 + "3. Fin."
    assert breaks(line) == []
