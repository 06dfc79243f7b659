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


def test_statements_tables_of_names_and_of_activities_are_found_in_an_endless_line() -> None:
    filler = "会议审议了这一问题，各国代表说明了各自的看法，并决定继续审议。" * 20
    line = (
        f"1. {filler} 2. 收到的答复如下。 阿根廷 [原件：西班牙文] [2037年5月12日] 阿根廷支持《条约》。 "
        "A. 已批准《条约》的国家 法国 智利 秘鲁 B. 附件2国家 中国 埃及 法国 "
        "1(a) 与附件2国家有关的活动 国家 日期/期间 活动和背景 评论 挪威 2036年8月-2037年5月 挪威促请埃及批准。 "
        "2036年9月 挪威致函中国。 1(b) 与非附件2国家有关的活动 瑞典 2037年1月 瑞典致函不丹。 "
        "a 只列已完成的活动。 b 名称从简。 c 埃及已答复。"
    )
    begun = [line[at:][:6] for at in breaks(line)]
    for start in (
        *("阿根廷 [原", "[原件：西班", "[2037年", "阿根廷支持《"),
        *("A. 已批准", "B. 附件2"),
        *("1(a) 与", "挪威 203", "2036年9", "1(b) 与", "瑞典 203"),
        *("a 只列已完", "b 名称从简", "c 埃及已答"),
    ):
        assert any(text.startswith(start[: len(text)]) for text in begun), start
