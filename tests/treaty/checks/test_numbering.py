"""Series of paragraphs, items, footnotes and annexes: what breaks them, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testban.treaty.checks import check, selected
from testban.treaty.checks.numbering import breaks
from testban.treaty.documents import Source, parse, read_document

EN = "CTBT-Art.XIV/2031/6\n\nReport of the Conference\n\n"
ZH = "CTBT-Art.XIV/2031/6\n\n会议报告\n\n"


def told(text: str, codes: str = "N") -> list[tuple[str, int, str]]:
    document = parse(Source("paper.txt", "", "text/plain", text))
    return [(f.rule.code, f.cite.line, f.expected) for f in check(document, codes=selected(codes))]


def items(*labels: str) -> str:
    shown = "".join(f"({label}) To publish list {n};\n\n" for n, label in enumerate(labels))
    return f"{EN}1. The Conference decided:\n\n{shown}2. The Conference closed.\n"


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("a b d e", (11, "c")),
        ("a b b c", (11, "c")),
        ("b c d", (7, "a")),
        ("a b c d e f g j", (21, "h")),
        ("i iii iv", (9, "ii")),
        ("a b i iii c", (13, "ii")),
    ],
)
def test_a_gap_or_a_repeat_in_the_items_of_a_paragraph(
    labels: str, expected: tuple[int, str]
) -> None:
    assert told(items(*labels.split())) == [("N502", *expected)]


@pytest.mark.parametrize(
    "labels", ["a b c", "a b i ii iii c", "i ii iii iv v", "g h i j", "a b c d e f g h i j k l"]
)
def test_whole_series_of_items(labels: str) -> None:
    found = told(items(*labels.split()))
    assert found == ([("N502", 7, "a")] if labels.startswith("g") else [])


def test_items_of_an_agenda_have_their_own_numbers() -> None:
    agenda = (
        "{}1. 会议通过了议程如下：\n\n1. 会议开幕。\n\n2. 选举主席。\n\n(a) 提名；\n\n({}) 表决；\n\n"
        "{}. 通过议程。\n\n4. 会议闭幕。\n\n2. 会议听取了发言。\n\n3. 会议闭幕。\n"
    )
    assert told(agenda.format(ZH, "b", "3")) == []
    assert told(agenda.format(ZH, "c", "3")) == [("N502", 13, "b")]
    assert told(agenda.format(ZH, "b", "5")) == [("N502", 15, "3")]


def test_chinese_items() -> None:
    text = ZH + "1. 会议：\n\n㈠ 核准预算；\n\n{} 选举主席。\n\n2. 会议闭幕。\n"
    assert told(text.format("㈡")) == []
    assert told(text.format("㈢")) == [("N502", 9, "㈡")]


@pytest.mark.parametrize(
    ("notes", "expected"), [("1 2 3", []), ("1 2 4", [("N503", 17, "3")]), ("a b c", [])]
)
def test_numbers_of_footnotes(notes: str, expected: list[tuple[str, int, str]]) -> None:
    marks = notes.split()
    body = "".join(f"{n}. 会议收到了一份文件。{mark}\n\n" for n, mark in enumerate(marks, start=1))
    below = "\n\n".join(f" {mark} 见A/61/5{n}。" for n, mark in enumerate(marks))
    assert told(f"{ZH}{body}__________\n\n{below}\n", "N503") == expected


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (["附件一", "附件二", "附件三"], []),
        (["附件一", "附件三"], [("N504", 11, "II")]),
        (["Annex I", "Annex II", "Annex II"], [("N504", 15, "III")]),
        (["Annex I", "Annex II", "Appendix I"], []),
    ],
)
def test_numbers_of_annexes(heads: list[str], expected: list[tuple[str, int, str]]) -> None:
    lang = EN if heads[0].startswith("Annex") else ZH
    closing = "The Conference closed." if lang is EN else "会议闭幕。"
    parts = "".join(f"{head}\n\n1. {closing}\n\n" for head in heads)
    assert told(f"{lang}1. {closing}\n\n{parts}", "N501,N504") == expected


def test_a_text_that_is_reproduced_has_its_own_numbers() -> None:
    text = EN + "".join(f"{n}. The Conference met.\n\n" for n in (11, 12, 4, 5, 6, 13, 14))
    assert told(text, "N501") == []
    assert told(text.replace("14.", "15."), "N501") == [("N501", 17, "14")]


@given(st.integers(1, 30), st.integers(2, 40), st.data())
def test_one_number_that_falls_out_is_told_once(
    first: int, length: int, data: st.DataObject
) -> None:
    series = list(range(first, first + length + 1))
    assert list(breaks(series)) == []
    gone = data.draw(st.integers(1, length - 1))
    lost = series.pop(gone)
    assert list(breaks(series)) == [(gone, lost - 1, lost)]


def test_no_series_of_the_real_papers_is_broken(shared: Path) -> None:
    papers = [
        *(shared / "documents").glob("*.txt"),
        *(shared / "treaty" / "documents_en").glob("*[0-9n].[mt][dx]*"),
    ]
    assert len(papers) > 10
    for path in papers:
        found = check(read_document(path), codes=selected("N501,N502,N503,N504"))
        assert [(path.name, f.cite.line, f.message()) for f in found] == []


def test_the_items_of_an_agenda_that_are_called_so_are_a_series() -> None:
    agenda = f"{ZH}1. 会议通过了如下议程：\n\n议程项目１　会议开幕\n\n议程项目２　选举主席\n\n议程项目{{}}　会议闭幕\n\n2. 会议结束。\n"
    assert told(agenda.format("３")) == []
    assert told(agenda.format("７３")) == [("N502", 11, "3")]
    assert told(agenda.format("２")) == [("N502", 11, "3")]
