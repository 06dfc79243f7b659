"""Meetings: items of the agenda, numbers of meetings, titles, and who acts there."""

from __future__ import annotations

import pytest

from testban.treaty.checks import check, selected
from testban.treaty.documents import Source, parse

ZH = "TPNW/MSP/2023/14\n\n缔约国会议报告\n\n"
EN = "TPNW/MSP/2023/14\n\nReport of the Meeting of States Parties\n\n"


def told(text: str, codes: str = "M") -> list[tuple[str, int, str]]:
    document = parse(Source("paper.txt", "", "text/plain", text))
    return [(f.rule.code, f.cite.line, f.expected) for f in check(document, codes=selected(codes))]


AGENDA_ZH = (
    f"{ZH}1. 会议通过了议程如下：\n\n1. 会议开幕。\n\n2. 选举主席团成员。\n\n3. 科学小组的进展情况报告。\n\n"
    "4. 一般性意见交流。\n\n5. 财务事项。\n\n6. 其他事项。\n\n7. 会议闭幕。\n\n{}"
)
AGENDA_EN = (
    f"{EN}1. The Meeting adopted the following agenda:\n\n1. Opening of the Meeting.\n\n"
    "2. Election of officers.\n\n3. Progress report of the scientific group.\n\n"
    "4. General exchange of views.\n\n5. Financial matters.\n\n6. Other matters.\n\n"
    "7. Closure of the Meeting.\n\n{}"
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("会议在议程项目3下听取了科学小组的进展情况报告。", None),
        ("会议在议程项目2下听取了科学小组的进展情况报告。", "3"),
        ("会议在议程项目4下进行了一般性交换意见。", None),
        ("会议在议程项目5下进行了一般性意见交流。", "4"),
        ("会议在议程项目19下审议了财务事项。", "5"),
        ("会议在议程项目6下审议了科学小组的进展情况报告补编。", None),
        ("在议程项目1和2的审议中，会议听取了科学小组的进展情况报告。", None),
        ("大会在其议程项目下进行了审议。", None),
    ],
)
def test_an_item_under_another_number(sentence: str, expected: str | None) -> None:
    text = AGENDA_ZH.format(f"2. {sentence}\n\n3. 会议闭幕。\n")
    assert told(text) == ([] if expected is None else [("M702", 21, expected)])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Under agenda item 3, the Meeting heard a progress report of the scientific group.", None),
        ("Under agenda item 5, the Meeting heard a progress report of the scientific group.", "3"),
        ("The Meeting held a general exchange of views under item 4 of its agenda.", None),
        ("The Meeting held a general exchange of views under item 2 of its agenda.", "4"),
        ("Under agenda items 1 and 2, a general exchange of views was held.", None),
        ("Under agenda item 6, a progress report of the scientific group was added.", None),
    ],
)
def test_an_item_under_another_number_in_english(sentence: str, expected: str | None) -> None:
    text = AGENDA_EN.format(f"2. {sentence}\n\n3. The Meeting closed.\n")
    assert told(text) == ([] if expected is None else [("M702", 21, expected)])


def test_the_order_of_the_agenda_tells_what_a_sentence_does_not() -> None:
    reports = (
        "2. 会议在议程项目2下选举了主席团成员。\n\n3. 会议在议程项目{}下听取了该小组的情况介绍。\n\n"
        "4. 会议在议程项目4下进行了一般性意见交流。\n"
    )
    assert told(AGENDA_ZH.format(reports.format(3))) == []
    assert told(AGENDA_ZH.format(reports.format(1))) == [("M702", 23, "3")]


def test_an_item_under_another_title() -> None:
    chapter = "二. {}\n\n2. 会议在议程项目4下听取了各国的意见交流。\n"
    assert told(AGENDA_ZH.format(chapter.format("一般性意见交流"))) == []
    found = told(AGENDA_ZH.format(chapter.format("一般性交换意见")))
    assert found == [("M703", 21, "一般性意见交流")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{ZH}1. 条约缔约国第{{}}次会议于2023年11月27日至12月1日在纽约举行。\n", ["二", "三"]),
        (
            f"{EN}1. The {{}} Meeting of States Parties was held in New York from 27 November to 1 December 2023.\n",
            ["Second", "Third"],
        ),
    ],
)
def test_the_number_of_a_known_meeting(text: str, expected: list[str]) -> None:
    right, wrong = expected
    assert told(text.format(right)) == []
    assert told(text.format(wrong)) == [("M704", 5, "2")]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            f"{ZH}十. 第三次缔约国会议的筹备工作\n\n1. 会议还决定将与第{{}}次会议有关的所有其他事项推迟审议。\n",
            "三",
            "二",
        ),
        (
            f"{EN}X. Preparations for the Third Meeting of States Parties\n\n1. The Meeting decided to defer all "
            "other matters relating to the {} Meeting to the intersessional period.\n",
            "Third",
            "Second",
        ),
    ],
)
def test_the_number_of_the_meeting_that_a_chapter_prepares(
    text: str, right: str, wrong: str
) -> None:
    assert told(text.format(right)) == []
    assert [code for code, _, _ in told(text.format(wrong))] == ["M705"]


def test_a_title_that_lacks_a_word() -> None:
    text = (
        f"{ZH}1. 会议通过了《促进〈全面禁止核试验条约〉生效最后宣言和措施》。\n\n附件\n\n"
        "{}《全面禁止核试验条约》生效最后宣言和措施\n\n1. 我们举行了会议。\n"
    )
    assert told(text.format("促进")) == []
    expected = "促进全面禁止核试验条约生效最后宣言和措施"
    assert told(text.format("")) == [("M706", 9, expected)]


ATTENDING = "{}1. 下列批准国和签署国出席了会议：智利、斐济和多哥。\n\n2. {}主持召开了第一次会议。\n\n3. 会议闭幕。\n"


def test_whose_minister_presides_or_speaks() -> None:
    minister = "{}外交部长在项目{}下发言时代表主席致辞，随后"
    assert told(ATTENDING.format(ZH, minister.format("智利", "")), "M701") == []
    assert told(ATTENDING.format(ZH, minister.format("南非", "")), "M701") == [("M701", 7, "")]
    # An organisation's officer is nobody's minister.
    assert told(ATTENDING.format(ZH, "日本原子弹受害者组织秘书长发言，主席"), "M701") == []
    english = (
        f"{EN}1. The following signatory States attended the Meeting: Chile, Fiji and Togo.\n\n"
        "2. The Minister for Foreign Affairs of {} made a statement.\n"
    )
    assert told(english.format("Fiji"), "M701") == []
    assert told(english.format("South Africa"), "M701") == [("M701", 7, "")]


def test_a_list_of_some_of_those_attending_does_not_tell_who_was_absent() -> None:
    some = "1. The following States attended: Chile, Fiji and Ghana.\n\n"
    officers = "2. The Conference elected {} as Vice-Presidents.\n"
    text = f"{EN}{some}{officers}"
    assert told(text.format("Chile, Ghana, Japan, Mexico and Peru"), "M701") == []
    whole = "1. The following States attended: Chile, Fiji, Ghana, Japan and Mexico.\n\n"
    found = told(f"{EN}{whole}{officers}".format("Chile, Ghana, Japan, Mexico and Peru"), "M701")
    assert len(found) == 1
