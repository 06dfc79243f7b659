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
        TPNW,
        "缔约国会议决定，最高分摊率为费用总额的百分之二十一。",
        "rule",
        ("name", "value"),
        ("assessment_ceiling", "21%"),
    ),
    (
        TPNW,
        "各国分摊会费的最高比率仍为21%，最低比率另定。",
        "rule",
        ("name", "value"),
        ("assessment_ceiling", "21%"),
    ),
    (
        TPNW,
        "分摊会费的最低比率为0.002%。",
        "rule",
        ("name", "value"),
        ("assessment_floor", "0.002%"),
    ),
    (
        CTBT,
        "大会第95/62号决议于2040年12月7日以178票对1票、2票弃权获得通过。投反对票的是斐济；弃权的是不丹和帕劳。",
        "vote",
        ("states_no", "states_abstain"),
        (["FJI"], ["BTN", "PLW"]),
    ),
    (
        CTBT,
        "附件2所列国家中尚有7个未批准《条约》。",
        "count",
        ("subject", "value"),
        ("annex2_remaining", 7),
    ),
    (
        TPNW,
        "出席会议的有以下3个缔约国：奥地利、伯利兹和罗马教廷。",
        "count",
        ("subject", "value"),
        ("attending_states_parties", 3),
    ),
    (
        CTBT,
        "根据议事规则第40条，下述非签署国也参加了会议：不丹。",
        "state_list",
        ("role", "states"),
        ("attending_other", ["BTN"]),
    ),
    (
        CTBT,
        "会议设立全权证书委员会，成员有：哥伦比亚、摩洛哥和罗马尼亚。",
        "state_list",
        ("role", "states"),
        ("credentials_committee", ["COL", "MAR", "ROU"]),
    ),
    (
        CTBT,
        "尚未签署《条约》的国家有：不丹、朝鲜民主主义人民共和国和南苏丹。",
        "state_list",
        ("role", "states"),
        ("not_signed", ["BTN", "PRK", "SSD"]),
    ),
    (
        CTBT,
        "附件2国家中，尚未批准的有3国：中国、埃及和以色列。",
        "state_list",
        ("role", "states"),
        ("annex2_remaining", ["CHN", "EGY", "ISR"]),
    ),
    (
        CTBT,
        "津巴布韦2039年2月13日递交批准书。",
        "treaty_action",
        ("state", "action", "date"),
        ("ZWE", "ratification", "2039-02-13"),
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


def test_lists_stand_under_short_headings() -> None:
    headings = {
        "ratified": "A. 批准国",
        "annex2": "B. 附件2国家",
        "annex2_ratified": "1. 已签署和批准的附件2国家",
        "annex2_signed_not_ratified": "2. 已签署但尚待批准的附件2国家",
        "annex2_not_signed": "3. 尚待签署的附件2国家",
    }
    text = "".join(f"{heading}\n\n法国\t智利\t秘鲁\n\n" for heading in headings.values())
    check(
        CTBT + "名单如下。\n\n" + text,
        "state_list",
        [{"role": role, "states": ["FRA", "CHL", "PER"]} for role in headings],
    )


def test_two_presidents_named_in_one_sentence_are_two() -> None:
    text = "会议选举比利时外交大臣扬·皮特先生和伊拉克外交部长阿里·哈桑先生担任会议主席。"
    check(
        CTBT + text,
        "appointment",
        [
            {"role": "president", "state": "BEL", "person": "扬·皮特"},
            {"role": "president", "state": "IRQ", "person": "阿里·哈桑"},
        ],
    )


def test_notes_that_begin_with_letters_at_the_end_are_joined_to_their_marks() -> None:
    text = (
        "附件\n\n2. 多边\n\n2(a) 全球范围\n\n国家\t日期\t活动和背景\t评论\n"
        "德国\t2037年12月5日\t德国对哥伦比亚b提出的第92/59号决议投赞成票。a\t\n\n"
        "a 2个国家弃权（印度和毛里求斯），1个国家投票反对（美国）。\n"
        "b 哥伦比亚于2037年1月29日批准了《条约》。\n"
    )
    check(
        CTBT + text,
        "vote",
        [{"resolution": "A/RES/92/59", "no": 1, "abstain": 2, "states_abstain": ["IND", "MUS"]}],
    )


def test_prose_that_ends_in_a_participle_lists_no_organisations() -> None:
    text = (
        "在12月1日第10次全体会议上，会议通过了委员会报告，该报告是委员会在审查了出席会议的"
        "代表的全权证书之后提出的。"
    )
    assert stated(text, "organisation_list", TPNW) == []


def test_a_short_paper_with_a_blank_line_after_every_line_is_joined() -> None:
    text = (
        "《全面禁止核试验条约》现况 \n\n秘书处的说明 \n\n"
        "截至2039年9月12日，共有189国签署《条约》，181国批准《条约》。 \n\n \n\n"
        "1. 泰国2038年9月25日批准。 \n\n \n\n"
        "2. 44个附件2国家中，尚未批准的有8国：中国、朝鲜民主主义人民共和国、埃及、印 \n\n"
        "度、伊朗伊斯兰共和国、以色列、巴基斯坦和美国。 \n\n \n\n"
        "3. 科摩罗于二〇三一年二月十九日批准。 \n\n \n\n"
    )
    states = ["CHN", "PRK", "EGY", "IND", "IRN", "ISR", "PAK", "USA"]
    check(text, "state_list", [{"role": "annex2_remaining", "states": states}])


def test_states_that_act_one_after_the_other_have_each_its_day() -> None:
    text = "泰国和津巴布韦先后于2038年9月25日和2039年2月13日批准《条约》。"
    check(
        CTBT + text,
        "treaty_action",
        [{"state": "THA", "date": "2038-09-25"}, {"state": "ZWE", "date": "2039-02-13"}],
    )


def test_two_lists_in_one_sentence_are_two() -> None:
    text = "下列批准国派代表出席会议：安哥拉、马里和越南；下列签署国派代表出席会议：中国和埃及。"
    role = "attending_ratifiers_and_signatories"
    check(
        CTBT + text,
        "state_list",
        [
            {"role": role, "states": ["AGO", "MLI", "VNM"]},
            {"role": role, "states": ["CHN", "EGY"]},
        ],
    )


def test_signatories_of_annex_2_are_told_from_all() -> None:
    text = (
        "欢迎《条约》得到186个国家签署，包括附件2所列44个国家中的41个国家，并欢迎174个国家、"
        "包括附件2所列的36个国家批准《条约》。"
    )
    counts = {(fact["subject"], fact["value"]) for fact in stated(text, "count", CTBT)}
    assert counts == {
        ("signatories", 186),
        ("annex2_states", 44),
        ("annex2_signatories", 41),
        ("ratifiers", 174),
        ("annex2_ratifiers", 36),
    }


def test_the_day_of_a_statement_is_no_meeting_of_the_general_assembly() -> None:
    text = "大会\n\n各国政府的答复\n\n爱尔兰\n\n[原文：英文]\n\n[2034年5月3日]\n\n爱尔兰支持。"
    assert found(text, "meeting") == []
