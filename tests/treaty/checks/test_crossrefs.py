"""References of a paper to its own paragraphs, annexes and footnotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from testban.treaty.checks import check, selected
from testban.treaty.documents import Source, parse, read_document

EN = "CTBT-Art.XIV/2031/6\n\nReport of the Conference\n\n"
ZH = "CTBT-Art.XIV/2031/6\n\n会议报告\n\n"


def told(text: str, codes: str = "N") -> list[tuple[str, int]]:
    document = parse(Source("paper.txt", "", "text/plain", text))
    return [(f.rule.code, f.cite.line) for f in check(document, codes=selected(codes))]


BODY_EN = (
    f"{EN}1. The Conference met.\n\n2. The Conference decided:\n\n(a) To meet again;\n\n"
    "(b) To publish its report.\n\n3. {} The Conference closed.\n\n"
    "Annex I\n\n1. Some measures.\n\nAnnex II\n\n1. Some more.\n"
)
BODY_ZH = (
    f"{ZH}1. 会议开幕。\n\n2. 会议决定：\n\n(a) 再次举行会议；\n\n(b) 印发报告。\n\n3. {{}}会议闭幕。\n\n"
    "附件一\n\n1. 若干措施。\n\n附件二\n\n1. 其他措施。\n"
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The measures are those of paragraph 2 above.", []),
        ("The measures are those of paragraph 5 above.", ["N505"]),
        ("Paragraphs 1 to 9 were adopted.", ["N505"]),
        ("Paragraph 2 (b) was put to the vote.", []),
        ("Paragraph 2 (f) was put to the vote.", ["N505"]),
        ("It recalled paragraph 176 of the Final Document.", []),
        ("In resolution 60/95, in paragraph 8, a report is requested.", []),
        ("In its decision 4, the Meeting had confirmed paragraph 12.", []),
        ("The text is in annex II.", []),
        ("The text is in annex III.", ["N506"]),
        ("The text is in annex III to the Treaty.", []),
        ("Annex 2 of the Treaty lists 44 States.", []),
    ],
)
def test_english_references(text: str, codes: list[str]) -> None:
    assert [code for code, _ in told(BODY_EN.format(text))] == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("就第2段所列组织作出决定。", []),
        ("就第5段所列组织作出决定。", ["N505"]),
        ("除上文第61段所列文件外，没有其他文件。", ["N505"]),
        ("根据第2(b)段印发报告。", []),
        ("大会在第60/95号决议第8段请秘书长提出报告。", []),
        ("回顾第一次会议报告(TPNW/MSP/2022/6)第26和27段。", []),
        ("案文载于附件二。", []),
        ("案文载于附件五。", ["N506"]),
        ("《条约》附件五没有规定。", []),
        ("附件2国家尚未批准。", []),
    ],
)
def test_chinese_references(text: str, codes: list[str]) -> None:
    assert [code for code, _ in told(BODY_ZH.format(text))] == codes


NOTES = "{}1. 会议收到了一份报告。{}\n\n2. 会议选出主席。2\n\n3. 会议闭幕{}。\n\n__________\n\n 1 见A/61/50。\n\n 2 见A/61/51。\n"


@pytest.mark.parametrize(
    ("mark", "more", "expected"),
    [
        ("1", "", []),
        ("", "", [("N509", 13)]),
        ("1", "¹²", [("N508", 9)]),
        ("1", "[†]", [("N508", 9)]),
        ("1", "（见脚注2）", []),
        ("1", "（见上文脚注7）", [("N507", 9)]),
    ],
)
def test_marks_and_their_footnotes(mark: str, more: str, expected: list[tuple[str, int]]) -> None:
    assert told(NOTES.format(ZH, mark, more)) == expected


def test_a_mark_glued_to_a_digit_is_a_mark() -> None:
    text = f"{ZH}决定 11\n\n会议注意到各项决定。\n\n目前有 302 个2 经核证设施。\n\n__________\n\n 1 见A/61/50。\n\n 2 见A/61/51。\n"
    assert told(text, "N503,N508,N509") == []


def test_a_capital_letter_for_a_small_one() -> None:
    text = (
        "{}1. 各国依照措施({})提供信息。\n\n2. 会议采取以下措施：\n\n(a) 开会；\n\n(b) 印发报告。\n"
    )
    assert told(text.format(ZH, "b")) == []
    assert told(text.format(ZH, "B")) == [("N510", 5)]


def test_real_papers_refer_to_what_they_have(shared: Path) -> None:
    papers = [
        *(shared / "documents").glob("*.txt"),
        *(shared / "treaty" / "documents_en").glob("*[0-9n].[mt][dx]*"),
    ]
    assert len(papers) > 10
    codes = [code for code in selected("N") if code > "N504"]
    found = [
        (path.name[:3], f.cite.line, f.rule.code)
        for path in papers
        for f in check(read_document(path), codes=codes)
    ]
    # The activities are cited by measure (L), and the measures run from (a) to (o).
    assert found == [("002", 66, "N510")]


def test_an_annex_in_brackets_is_the_papers_own_unless_a_document_stands_before_it() -> None:
    assert told(BODY_ZH.format("与会者名单已经印发(附件九)。")) == [("N506", 13)]
    assert told(BODY_ZH.format("与会者名单已经印发(附件二)。")) == []
    assert told(BODY_ZH.format("名单见A/61/50号文件(附件九)。")) == []
