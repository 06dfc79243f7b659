"""Mistakes planted by hand into right papers, as an absent-minded drafter makes them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from testban.treaty.checks import Finding, check
from testban.treaty.documents import Source, parse
from testban.treaty.ledger import Ledger

PAPERS = Path(__file__).parent / "papers"
LEDGER = Ledger.shipped()
# The paper, its words, what stands there instead, and the rule that tells it; "" where none does yet.
PLANTED = [
    (
        "en_conference_2019",
        "Slovakia and Viet Nam as members",
        "Slovenia and Viet Nam as members",
        "M701",
    ),
    ("en_conference_2019", "Wednesday, 25 September 2019", "Thursday, 25 September 2019", "D306"),
    ("en_conference_2019", "11 to 13 November 2001", "11 to 13 November 2002", "D307"),
    ("en_conference_2019", "leaving eight whose", "leaving nine whose", "C101"),
    (
        "en_conference_2019",
        "Norway, Senegal and Zimbabwe",
        "Norway, Senegal, Uruguay and Zimbabwe",
        "M701",
    ),
    (
        "en_conference_2019",
        "14. Under agenda item 7, the representatives of Belgium",
        "14. Under agenda item 8, the representatives of Belgium",
        "M709",
    ),
    (
        "en_conference_2019",
        "16. Under agenda item 9, a statement",
        "16. Under agenda item 10, a statement",
        "M702",
    ),
    ("en_conference_2019", "paragraph 4 of the annex", "paragraph 6 of the annex", "N505"),
    (
        "en_conference_2019",
        "5. The measures in paragraph 4 will",
        "5. The measures in paragraph 7 will",
        "N505",
    ),
    ("en_conference_2019", " (CTBT-Art.XIV/2019/4).[^1]", " (CTBT-Art.XIV/2019/4).", "N509"),
    ("en_conference_2019", "Ms. Maurer introduced", "Ms. Mauer introduced", "T801"),
    ("en_conference_2019", "Zimbabwe on 13 February 2019", "Zimbabwe on 13 February 2018", "S203"),
    ("en_conference_2019", "(CTBT-Art.XIV/2019/5), which", "(CTBT-Art.XIV/2019/15), which", "L603"),
    (
        "en_conference_2019",
        "the following two other States attended: Pakistan and Saudi Arabia",
        "the following two other States attended: Mauritius, Pakistan and Saudi Arabia",
        "C101",
    ),
    ("en_conference_2019", "since the tenth Conference", "since the ninth Conference", ""),
    ("en_conference_2019", "\nNiger\n", "\nNigeria\n", "S204"),
    ("en_tpnw_status_2023", "93 States had signed", "92 States had signed", "S201"),
    (
        "en_tpnw_status_2023",
        "following four States have become party: the Democratic Republic of the Congo, the Dominican Republic, Malawi",
        "following four States have become party: the Democratic Republic of the Congo, Dominica, Malawi",
        "",
    ),
    (
        "en_tpnw_status_2023",
        "(a) Malawi ratified on 29 June 2022",
        "(a) Malawi ratified on 29 June 2023",
        "S203",
    ),
    (
        "en_tpnw_status_2023",
        "entered into force on 22 January 2021",
        "entered into force on 22 January 2022",
        "S209",
    ),
    (
        "en_tpnw_status_2023",
        "the 28 signatories that are not yet party in annex II",
        "the 28 signatories that are not yet party in annex III",
        "N506",
    ),
    (
        "en_tpnw_status_2023",
        "on 18 December 2023, as provided",
        "on 18 November 2023, as provided",
        "S209",
    ),
    ("en_tpnw_status_2023", "the fiftieth instrument", "the sixtieth instrument", "S211"),
    (
        "en_vote_2019",
        "adopted by 14 votes to 1, with 4",
        "adopted by 15 votes to 1, with 4",
        "V401",
    ),
    (
        "en_vote_2019",
        "Abstaining: Egypt, India, Israel.",
        "Abstaining: Egypt, India, Israel, Peru.",
        "V401",
    ),
    (
        "en_vote_2019",
        "1. At its 23rd meeting, on Friday",
        "1. At its 23rd meeting, on Tuesday",
        "D306",
    ),
    ("en_vote_2019", "paragraphs 2 and 3 above", "paragraphs 2 and 8 above", "N505"),
    ("en_vote_2019", "were Australia, Mexico", "were Australia, Syrian Arab Republic, Mexico", ""),
    ("en_vote_2019", "under agenda item 105.", "under agenda item 150.", ""),
    ("zh_declaration_2017", "缅甸于2016年9月21日", "缅甸于2016年11月21日", "S203"),
    ("zh_declaration_2017", "其中36个国家已批准", "其中35个国家已批准", "S201"),
    ("zh_declaration_2017", "其余八个国家须", "其余九个国家须", "S206"),
    ("zh_declaration_2017", "\n尼日尔\n", "\n尼日利亚\n", "S204"),
    ("zh_declaration_2017", "依照第9段开展工作", "依照第19段开展工作", "N505"),
    ("zh_declaration_2017", "附件2国家名单见附录二", "附件2国家名单见附录三", "N506"),
    ("zh_declaration_2017", "2016年9月9日和2017年9月3日", "2016年9月9日和2017年9月31日", "D301"),
    ("zh_declaration_2017", "第2310（2016）号决议", "第2301（2016）号决议", "L609"),
    ("zh_declaration_2017", "321个监测台站", "331个监测台站", "S210"),
    ("zh_tpnw_2022", "6月21日星期二", "6月21日星期三", "D306"),
    ("zh_tpnw_2022", "爱尔兰、哈萨克斯坦和南非为副主席", "冰岛、哈萨克斯坦和南非为副主席", "M701"),
    ("zh_tpnw_2022", "在议程项目9下，会议通过了维也纳", "在议程项目10下，会议通过了维也纳", "M709"),
    (
        "zh_tpnw_2022",
        "65个国家批准或加入《条约》。会议审议",
        "66个国家批准或加入《条约》。会议审议",
        "S201",
    ),
    ("zh_tpnw_2022", "依照上文第13段", "依照上文第23段", "N505"),
    ("zh_tpnw_2022", "将于2023年11月27日至12月1日", "将于2023年11月27日至11月1日", "D302"),
    ("zh_tpnw_2022", "（TPNW/MSP/2022/3）", "（TPNW/MSP/2022/8）", "L603"),
    ("zh_tpnw_2022", "下列五个国家作为观察员", "下列四个国家作为观察员", "C101"),
    ("zh_tpnw_2022", "附件一和附件二的报告", "附件一和附件三的报告", "N506"),
    ("zh_sg_report_2019", "泰国于2018年9月25日批准", "泰国于2018年9月25日签署", "S203"),
    ("zh_sg_report_2019", "2018年11月12日至13日", "2019年11月12日至13日", "D303"),
    ("zh_sg_report_2019", "168个国家批准《条约》。附件", "186个国家批准《条约》。附件", "S201"),
    ("zh_sg_report_2019", "2018年9月27日\t比利时", "2018年9月27日至25日\t比利时", "D302"),
    ("zh_sg_report_2019", "第九次部长级会议", "第八次部长级会议", "D308"),
]


def findings(text: str) -> list[Finding]:
    return check(parse(Source("paper.txt", "", "text/plain", text)), ledger=LEDGER)


@cache
def right(name: str) -> str:
    return (PAPERS / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted({name for name, *_ in PLANTED}))
def test_nothing_is_told_of_a_right_paper(name: str) -> None:
    assert [(f.rule.code, f.cite.line) for f in findings(right(name))] == []


@pytest.mark.parametrize(("name", "words", "instead", "code"), [p for p in PLANTED if p[3]])
def test_a_mistake_is_told(name: str, words: str, instead: str, code: str) -> None:
    assert words in right(name)
    found = findings(right(name).replace(words, instead, 1))
    assert code in {f.rule.code for f in found}


def test_what_is_not_found_is_known() -> None:
    missed = [p for p in PLANTED if not p[3]]
    told = [p for p in missed if findings(right(p[0]).replace(p[1], p[2], 1))]
    assert told == []  # else give the rule in the table, and the figures in docs/explanation
    assert (len(PLANTED), len(missed)) == (52, 4)
