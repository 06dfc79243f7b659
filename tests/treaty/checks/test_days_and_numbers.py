"""Days, totals, votes and States' standing: a rule fires on a mistake and is silent without."""

from __future__ import annotations

import pytest

from testban.treaty.checks import check
from testban.treaty.checks.words import years_of
from testban.treaty.documents import Source, parse
from testban.treaty.ledger import Ledger

LEDGER = Ledger.shipped()
ZH = "CTBT-Art.XIV/2021/6\n\n2021年9月30日\n\n促进《全面禁止核试验条约》生效会议报告\n\n"
EN = "CTBT-Art.XIV/2021/6\n\n30 September 2021\n\nReport of the Conference\n\n"
TPNW = "TPNW/MSP/2023/14\n\n13 December 2023\n\nReport of the Meeting\n\n"
TABLE_EN = (
    f"{EN}1. The following was paid:\n\nRegion\tStates\tAmount\nAfrica\t10\t1 200\nAsia\t20\t300\n"
)
TABLE_ZH = f"{ZH}1. 会费情况如下：\n\n区域\t国家数\t金额\n非洲\t10\t1 200\n亚洲\t20\t300\n"
ROWS = "{}\n\n附件\n\n活动概览\n\n2005年8月至2006年5月\n\n国家 日期/期间 活动和背景 评论\n\n1. 双边努力\n\n1(a) 与附件2国家有关的活动\n\n"


def told(text: str, ledger: Ledger | None = LEDGER) -> list[tuple[str, str]]:
    found = check(parse(Source("paper.txt", "", "text/plain", text)), ledger=ledger)
    return [(f.rule.code, f.expected) for f in found]


CASES = [
    # C104
    (
        f"{TPNW}1. A total of {{}} States attended the Meeting: 59 States parties and 35 observer States.\n",
        None, None, [],
    ),
    # C105
    (TABLE_EN + "Total\t{}\t1 500\n", "31", "30", [("C105", "30")]),
    (TABLE_ZH + "合计\t30\t{}\n", "1 400", "1 500", [("C105", "1500")]),
    # C107: the Dominican Republic's short name for Dominica
    (f"{ZH}1. 会议感谢巴哈马、{{}}和多米尼加共和国。\n", "多米尼加", "多米尼克", [("C107", "多米尼克")]),
    # S206
    (
        f"{EN}1. The remaining {{}} Annex 2 States have not yet ratified the Treaty.\n",
        "nine", "eight", [("S206", "8")],
    ),
    (f"{ZH}1. 余下{{}}个附件2国家尚未批准《条约》。\n", "九", "八", [("S206", "8")]),
    # D305
    (
        f"{EN}1. Tuvalu ratified the Comprehensive Nuclear-Test-Ban Treaty on {{}}.\n",
        "31 March 2022", None, [("D305", "")],
    ),
    (f"{ZH}1. 图瓦卢于{{}}批准了《全面禁止核试验条约》。\n", "2022年3月31日", None, [("D305", "")]),
    # D306
    (f"{EN}1. The Conference opened on {{}}, 23 September 2021.\n", "Wednesday", "Thursday", [("D306", "Thursday")]),
    (f"{EN}1. The Conference opened on 23 September 2021 ({{}}).\n", "Wednesday", "Thursday", [("D306", "Thursday")]),
    (f"{ZH}1. 会议于2021年9月23日（星期{{}}）开幕。\n", "三", "四", [("D306", "四")]),
    (f"{ZH}1. 会议于2021年9月26日（周{{}}）闭幕。\n", "六", "日", [("D306", "日")]),
    # D307
    (
        f"{EN}1. The 2005 Article XIV Conference was held in New York from {{}} September 2005.\n",
        "22 to 24", "21 to 23", [("D307", "2005-09-21/2005-09-23")],
    ),
    (
        f"{ZH}1. 2005年第十四条大会于2005年9月{{}}日在纽约举行。\n",
        "22日至24", "21日至23", [("D307", "2005-09-21/2005-09-23")],
    ),
    (
        f"{TPNW}1. The second Meeting of States Parties to the Treaty on the Prohibition of Nuclear Weapons "
        "was held in New York from {} November to 1 December 2023.\n",
        "28", "27", [("D307", "2023-11-27/2023-12-01")],
    ),
    # D308
    (
        f"{EN}1. The third ministerial meeting of the Friends of the CTBT was held in New York in September {{}}.\n",
        "2005", "2006", [("D308", "2006")],
    ),
    (f"{ZH}1. 会议回顾{{}}年9月在纽约举行的第三次《条约》之友会议。\n", "2005", "2006", [("D308", "2006")]),
    (f"{ZH}1. 《条约》之友第九次部长级会议于{{}}年9月27日举行。\n", "2016", "2018", [("D308", "2018")]),
    (f"{ZH}1. 第六十一届联合国大会讨论了此事。大会第六十一届会议于{{}}年9月举行。\n", "2005", "2006", [("D308", "2006")]),
    # D309
    (
        f"{EN}1. The first Meeting of Pacific Experts was held in Suva on 3 May 2010.\n\n"
        "2. The second Meeting of Pacific Experts was held in Apia on 4 May {}.\n",
        "2009", "2011", [("D309", "")],
    ),
    # V404
    (
        f"{EN}1. Resolution 60/95, sponsored by Canada and {{}}, was adopted by 150 votes to 3 (Chile, Cuba and India), "
        "with 2 abstentions (Fiji and Togo).\n",
        "India", "Peru", [("V404", "")],
    ),
    # V405
    (
        f"{EN}1. Resolution 60/95 was adopted by 150 votes to 2, with 2 abstentions.\n\n"
        "2. The Conference recalled resolution 60/95, adopted by {} votes to 2, with 2 abstentions.\n",
        "151", "150", [("V405", "")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wrong", "right", "expected"), CASES)
def test_a_rule_fires_on_a_mistake_and_is_silent_without_it(
    text: str, wrong: str | None, right: str | None, expected: list[tuple[str, str]]
) -> None:
    if wrong is not None:
        assert told(text.format(wrong)) == expected
    if right is not None:
        assert told(text.format(right)) == []


def test_states_urged_to_ratify_are_those_that_can() -> None:
    row = "斐济 2006年1月 斐济外交部长敦促{}尽早批准《条约》。\n\n"
    more = "".join(
        f"{name} 2005年8月-2006年5月 {name}一再强调《条约》。\n\n"
        for name in ("巴西", "加拿大", "芬兰")
    )
    text = ROWS.format("A/61/9\n\n全面禁止核试验条约\n\n秘书长的报告\n\n1. 本报告说明各国的努力。")
    for state, code in (("古巴", "S207"), ("智利", "S208"), ("中国", None)):
        found = {c for c, _ in told(text + more + row.format(state))}
        assert found & {"S207", "S208"} == ({code} if code else set())
    both = row.replace("批准", "签署和批准").format("古巴")
    assert not {c for c, _ in told(text + more + both)} & {"S207", "S208"}


def test_a_total_that_counts_only_what_follows_the_last_one_is_right() -> None:
    text = (
        TABLE_EN
        + "Subtotal\t30\t1 500\nEurope\t5\t100\nAmericas\t6\t100\nSubtotal\t11\t200\nTotal\t41\t1 700\n"
    )
    assert told(text) == []


def test_a_paper_that_says_its_numbers_are_rounded_is_believed() -> None:
    assert told(f"{TABLE_EN}Total\t31\t1 500\n\n2. Totals may differ because of rounding.\n") == []


def test_those_that_attend_are_not_taken_for_all_parties() -> None:
    text = f"{TPNW}1. A total of 94 States attended the Meeting: 59 States parties and 35 observer States.\n"
    assert told(text) == []


def test_known_meetings_are_not_held_against_a_paper_without_a_ledger() -> None:
    text = f"{EN}1. The 2005 Article XIV Conference was held in New York from 22 to 24 September 2005.\n"
    assert [code for code, _ in told(text, None)] == []


def test_a_day_of_a_meeting_is_no_other_meeting() -> None:
    assert told(f"{ZH}1. 2005年第十四条大会于2005年9月21日在纽约开幕。\n") == []
    assert (
        told(f"{EN}1. The 2005 Article XIV Conference was held in New York in September 2005.\n")
        == []
    )


def test_meetings_that_come_back_have_their_years() -> None:
    assert years_of("friends", 9)[0] == 2018  # CTBTO: ninth ministerial meeting, 27 September 2018
    assert years_of("friends", 99) == range(0)
    assert list(years_of("assembly", 76)) == [2021, 2022]
    assert list(years_of("agency", 50)) == [2006]
