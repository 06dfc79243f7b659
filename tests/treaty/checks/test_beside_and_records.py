"""Numbers against the names beside them, and what is on record of treaties, resolutions, meetings."""

from __future__ import annotations

import pytest

from tests.treaty.checks.test_rules import EN, ZH, told


def errors(text: str) -> list[tuple[str, str]]:
    return [(code, expected) for code, _, expected in told(text)]


@pytest.mark.parametrize(
    ("wrong", "right", "code", "expected"),
    [
        (
            "1. The Committee was made up of five States: Chile, Fiji, Togo and Peru.",
            "1. The Committee was made up of four States: Chile, Fiji, Togo and Peru.",
            "C101",
            "4",
        ),
        (
            "1. Statements were made on behalf of three States (Chile, Fiji, Togo and Peru).",
            "1. Statements were made on behalf of four States (Chile, Fiji, Togo and Peru).",
            "C101",
            "4",
        ),
        (
            "1. 会议由三个国家担任副主席：智利、斐济、多哥和秘鲁。",
            "1. 会议由四个国家担任副主席：智利、斐济、多哥和秘鲁。",
            "C101",
            "4",
        ),
        ("1. 古巴、埃及和法国四国代表发了言。", "1. 古巴、埃及和法国三国代表发了言。", "C101", "3"),
        (
            "1. 尚有两个国家没有答复，即古巴、埃及和法国，主席表示遗憾。",
            "1. 尚有三个国家没有答复，即古巴、埃及和法国，主席表示遗憾。",
            "C101",
            "3",
        ),
        (
            "1. The Meeting adopted the following three decisions:\n\nDecision 1: Costs\n\nDecision 2: Rules",
            "1. The Meeting adopted the following two decisions:\n\nDecision 1: Costs\n\nDecision 2: Rules",
            "C101",
            "2",
        ),
        (
            "1. 会议通过了以下三项决定：\n\n决定 1：费用\n\n决定 2：规则",
            "1. 会议通过了以下两项决定：\n\n决定 1：费用\n\n决定 2：规则",
            "C101",
            "2",
        ),
        (
            "1. The President thanked Chile, Peru, Chile and Togo for their papers.",
            "1. The President thanked Chile, Peru, Cuba and Togo for their papers.",
            "C102",
            "",
        ),
        (
            "1. The experts met from 7 to 5 June 2021 in Vienna.",
            "1. The experts met from 5 to 7 June 2021 in Vienna.",
            "D302",
            "",
        ),
        (
            "1. We recall resolution 74/78 of 12 December 2020.",
            "1. We recall resolution 75/87 of 7 December 2020.",
            "D310",
            "2019",
        ),
        (
            "1. 回顾2020年12月12日第74/78号决议。",
            "1. 回顾2019年12月12日第74/78号决议。",
            "D310",
            "2019",
        ),
        (
            "1. The Comprehensive Nuclear-Test-Ban Treaty was opened for signature in New York on "
            "24 September 1997.",
            "1. The Comprehensive Nuclear-Test-Ban Treaty was opened for signature in New York on "
            "24 September 1996.",
            "S209",
            "1996-09-24",
        ),
        (
            "1. 《禁止核武器条约》于2020年1月22日生效。",
            "1. 《禁止核武器条约》于2021年1月22日生效。",
            "S209",
            "2021-01-22",
        ),
        (
            "1. The 2019 Conference on Facilitating the Entry into Force of the Comprehensive "
            "Nuclear-Test-Ban Treaty was held in Vienna on 25 September 2019.",
            "1. The 2019 Conference on Facilitating the Entry into Force of the Comprehensive "
            "Nuclear-Test-Ban Treaty was held in New York on 25 September 2019.",
            "M707",
            "New York",
        ),
        (
            "1. A note was issued as CTBT-Art.XIV/2020/1.",
            "1. A note was issued as CTBT-Art.XIV/2019/1.",
            "L607",
            "",
        ),
        (
            "1. It adopted a plan.\n\nAction 1: Write.\n\nAction 2: Report.\n\nAction 4: Meet.",
            "1. It adopted a plan.\n\nAction 1: Write.\n\nAction 2: Report.\n\nAction 3: Meet.",
            "N502",
            "3",
        ),
        (
            "1. It was noted (annex III).\n\nAnnex I\n\nNames\n\nAnnex II\n\nPapers",
            "1. It was noted (annex II).\n\nAnnex I\n\nNames\n\nAnnex II\n\nPapers",
            "N506",
            "",
        ),
    ],
)
def test_fires_on_the_mistake_and_is_silent_on_the_right_text(
    wrong: str, right: str, code: str, expected: str
) -> None:
    frame = EN if wrong.isascii() else ZH
    assert (code, expected) in errors(f"{frame}{wrong}\n")
    assert errors(f"{frame}{right}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "1. Under agenda item 5 the following States spoke: Chile, Peru and Cuba.",
        "1. At least four States (Chile, Peru and Cuba) took part; two (Chile and Peru) spoke.",
        "1. The group of seven States includes: Chile and Peru.",
        "1. Two representatives of African States attended: Ghana, Kenya and Togo.",
        "1. Ten experts from two States (Ghana and Kenya) came.",
        "1. 来自五个非洲国家的十名专家（加纳、肯尼亚、多哥、马里和乍得）参加了会议。",
        "1. 两名来自加纳、肯尼亚和多哥的专家发了言。中国、美国等五国提出修正案。",
        "1. 在议程项目5下，下列国家代表发言：中国和秘鲁。12个国家发了言，其中包括：中国和秘鲁。",
        "1. 四个区域组各国名单：中国、秘鲁和古巴。",
        "1. 人权理事会2016年6月30日第32/8号决议与此有关。",
        "1. The Human Rights Council adopted Council resolution 32/8 of 30 June 2016.",
        "1. Chile signed the Comprehensive Nuclear-Test-Ban Treaty on the day it was opened for signature "
        "and deposited its instrument on 12 July 2000.",
    ],
)
def test_says_nothing_where_the_number_is_of_something_else(text: str) -> None:
    frame = EN if text.isascii() else ZH
    assert errors(f"{frame}{text}\n") == []
