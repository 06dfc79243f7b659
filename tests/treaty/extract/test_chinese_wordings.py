"""Chinese papers of other conferences say the same things in other words."""

from __future__ import annotations

from typing import Any

import pytest

from .reading import CTBT, TPNW, check, found, pairs, stated

ONE_FACT = [
    (
        CTBT,
        "批准国中有2个是岛国；签署国中有181个已交存批准书。",
        "count",
        ("subject", "value"),
        ("ratifiers", 181),
    ),
    (
        CTBT,
        "我们呼吁其余七个其批准为《条约》生效所必需的国家签署和批准《条约》。",
        "count",
        ("subject", "value"),
        ("annex2_remaining", 7),
    ),
    (
        TPNW,
        "会议又决定，费用分摊比例上限为21%。",
        "rule",
        ("name", "value"),
        ("assessment_ceiling", "21%"),
    ),
    (
        CTBT,
        "马尔代夫的易卜拉欣·瓦希德女士当选为委员会主席。",
        "appointment",
        ("role", "state", "person"),
        ("chair", "MDV", "易卜拉欣·瓦希德"),
    ),
    (
        CTBT,
        "会议任命扬·维瑟尔先生（荷兰）为特别代表。",
        "appointment",
        ("role", "state", "person"),
        ("special_representative", "NLD", "扬·维瑟尔"),
    ),
    (
        TPNW,
        "12个缔约国的代表出席了会议，即：奥地利、伯利兹和罗马教廷。",
        "state_list",
        ("role", "states"),
        ("attending_states_parties", ["AUT", "BLZ", "VAT"]),
    ),
    (
        TPNW,
        "3个国家作为观察员出席了会议：刚果民主共和国、挪威和瑞士。",
        "state_list",
        ("role", "states"),
        ("observer_states", ["COD", "NOR", "CHE"]),
    ),
    (
        CTBT,
        "出席会议的还有下列非政府组织的代表：军控协会、绿色地平线以及和平船。",
        "organisation_list",
        ("role", "names"),
        ("attending_ngos", ["军控协会", "绿色地平线", "和平船"]),
    ),
]


@pytest.mark.parametrize(("head", "text", "kind", "fields", "expected"), ONE_FACT)
def test_a_sentence_states_one_fact(
    head: str, text: str, kind: str, fields: tuple[str, ...], expected: tuple[Any, ...]
) -> None:
    picked = [tuple(fact[name] for name in fields) for fact in found(head + text, kind)]
    assert picked == [expected]


def test_two_states_that_are_urged_to_ratify_are_no_total() -> None:
    assert stated("3. 挪威外交大臣敦促两国批准《条约》。", "count", CTBT) == []


def test_who_is_welcomed_for_ratifying_has_ratified() -> None:
    text = "我们对东帝汶、多米尼克和图瓦卢自2037年会议以来交存批准书表示欢迎。"
    expected = [
        {"state": state, "action": "ratification", "date": None, "since": "2037"}
        for state in ("TLS", "DMA", "TUV")
    ]
    check(CTBT + text, "treaty_action", expected)


def test_one_state_does_two_things_in_one_sentence() -> None:
    text = "乍得于2033年12月4日批准了《全面禁止核试验条约》，并签署了《不扩散核武器条约》。"
    check(
        CTBT + text,
        "treaty_action",
        [
            {"treaty": "CTBT", "state": "TCD", "action": "ratification", "date": "2033-12-04"},
            {"treaty": "NPT", "state": "TCD", "action": "signature", "date": None},
        ],
    )


@pytest.mark.parametrize(
    "introduction",
    [
        "我们商定采取下列具体而切实的步骤，以推动《条约》早日生效和普遍化：\n\n措施",
        "为此，我们决定：",
        "我们一致同意：",
        "为此目的，我们将采取以下行动：",
    ],
)
def test_measures_are_introduced_in_many_ways(introduction: str) -> None:
    text = f"{introduction}\n\n(a) 支持区域一级的宣传举措；\n\n(b) 请秘书处继续收集资料。"
    check(CTBT + text, "measure", [{"label": "a"}, {"label": "b"}])


def test_what_a_conference_decides_is_no_measure() -> None:
    text = "决定1\n\n缔约国会议决定：\n\n(a) 设立工作组；\n\n(b) 任命协调人。"
    assert stated(text, "measure", TPNW) == []


TABLES = [
    "国家\t日期\t对象\t说明\t评论\n挪威\t2040年6月2日\t埃及、以色列\t敦促批准。\t埃及已答复。\n",
    "日期\t国家\t活动\t对象国\t备注\n2040年6月2日\t挪威\t敦促批准。\t埃及、以色列\t埃及已答复。\n",
    "国家\t针对国家\t活动说明\t活动期间\t意见\n挪威\t埃及、以色列\t敦促批准。\t2040年6月2日\t埃及已答复。\n",
]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("section", ["(a) 针对附件2国家的活动", "1(a) 与附件2国家有关的活动"])
def test_the_heading_of_a_table_says_what_its_columns_hold(table: str, section: str) -> None:
    text = f"附件\n\n1. 双边\n\n{section}\n\n{table}"
    fields = ("section", "actor", "start", "targets", "text", "comment")
    assert pairs(text, "activity", *fields, head=CTBT) == [
        ("1a", "NOR", "2040-06-02", ["EGY", "ISR"], "敦促批准。", "埃及已答复。")
    ]


def test_states_that_act_together_do_not_address_each_other() -> None:
    text = (
        "附件\n\n2. 多边\n\n(a) 全球一级\n\n国家\t日期\t说明\t评论\n"
        "墨西哥\t2040年9月23日\t墨西哥与澳大利亚、日本共同主持会议。\t\n"
    )
    assert pairs(text, "activity", "section", "actor", "targets", head=CTBT) == [("2a", "MEX", [])]
