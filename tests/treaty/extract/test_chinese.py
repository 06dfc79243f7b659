"""Chinese sentences as official papers word them, and what each states: one fact, several or none.

The sentences are our own; years lie in the 2030s. Expected facts give the fields that matter, and
the list is complete for its kind: a fact that is not expected fails the test.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from testban.treaty.documents import Source, parse
from testban.treaty.extract import extract_facts

CTBT = "促进《全面禁止核试验条约》生效会议\n\n1. 本文件谈《全面禁止核试验条约》(《条约》)。\n\n2. "
TPNW = "禁止核武器条约缔约国会议\n\n1. 本文件谈《禁止核武器条约》(《条约》)。\n\n2. "


def found(text: str, kind: str) -> list[dict[str, Any]]:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = parse(Source("paper.txt", sha256, "text/plain", text))
    return [fact.fields for fact in extract_facts(document) if fact.kind == kind]


def _order(expected: list[dict[str, Any]]) -> Callable[[dict[str, Any]], int]:
    """The place of a fact in the list of what is expected; last, where it is none of them."""

    def place(fact: dict[str, Any]) -> int:
        same = (all(fact.get(k) == v for k, v in want.items()) for want in expected)
        return next((index for index, one in enumerate(same) if one), len(expected))

    return place


def check(text: str, kind: str, expected: list[dict[str, Any]]) -> None:
    facts = sorted(found(text, kind), key=_order(expected))
    picked = [
        {name: fact.get(name) for name in want} for fact, want in zip(facts, expected, strict=False)
    ]
    assert picked == expected
    assert len(facts) == len(expected), facts


def count(subject: str, value: int, **more: Any) -> dict[str, Any]:
    return {"subject": subject, "value": value, **more}


COUNTS = [
    (
        "截至 2033 年 9 月 5 日，共有 188 个国家签署了《条约》，179 个国家交存了批准书。",
        [count("signatories", 188, as_of="2033-09-05"), count("ratifiers", 179)],
    ),
    (
        "191 国已签署《条约》，180 国已批准，其中包括《条约》生效须经其批准的 38 个国家。",
        [count("signatories", 191), count("ratifiers", 180), count("annex2_ratifiers", 38)],
    ),
    (
        "已有 190 个国家签署和 181 个国家批准了《条约》，其中包括需经其批准《条约》才能生效的"
        " 44 个国家中的 39 个国家。",
        [
            count("signatories", 190),
            count("ratifiers", 181),
            count("annex2_states", 44),
            count("annex2_ratifiers", 39),
        ],
    ),
    (
        "附件 2 所列 44 国中已有 37 国批准《条约》。",
        [count("annex2_states", 44), count("annex2_ratifiers", 37)],
    ),
    ("我们呼吁其余七个附件 2 国家立即批准《条约》。", [count("annex2_remaining", 7)]),
    ("《条约》已获 178 个国家批准。", [count("ratifiers", 178)]),
    ("一百八十六个国家已签署《条约》。", [count("signatories", 186)]),
    ("国际监测系统的设施中已有 311 个获得核证。", [count("certified_ims_facilities", 311)]),
    ("共有 97 个批准国和签署国参加了会议。", [count("attending_states", 97)]),
    # A number of others is no total, and neither is a wish.
    ("此后又有三个国家批准了《条约》。", []),
    ("《条约》生效须经九个国家批准。", []),
    ("有五个国家对案文提出了修正。", []),
]


@pytest.mark.parametrize(("sentence", "expected"), COUNTS)
def test_counts(sentence: str, expected: list[dict[str, Any]]) -> None:
    check(CTBT + sentence, "count", expected)


def test_counts_of_states_parties() -> None:
    check(
        f"{TPNW}会议有 61 个缔约国和 33 个观察员国与会；《条约》缔约国增至 81 个。",
        "count",
        [
            count("attending_states_parties", 61),
            count("observer_states", 33),
            count("states_parties", 81),
        ],
    )


STATE_LISTS = [
    (CTBT, "会议选出阿根廷、日本和肯尼亚为副主席。", "vice_presidents", ["ARG", "JPN", "KEN"]),
    (
        CTBT,
        "会议选举以下三个国家的代表为副主席：爱尔兰、基里巴斯和纳米比亚。",
        "vice_presidents",
        ["IRL", "KIR", "NAM"],
    ),
    (
        CTBT,
        "会议任命了由下列国家组成的全权证书委员会：不丹、加拿大和秘鲁。",
        "credentials_committee",
        ["BTN", "CAN", "PER"],
    ),
    (
        CTBT,
        "已交存《条约》批准书的下列国家参加了会议：安哥拉、奥地利。",
        "attending_ratifiers_and_signatories",
        ["AGO", "AUT"],
    ),
    (CTBT, "下列非签署国出席了会议：印度和巴基斯坦。", "attending_other", ["IND", "PAK"]),
    (CTBT, "以下代表团发了言：日本、多米尼克和土耳其。", "speakers", ["JPN", "DMA", "TUR"]),
    (TPNW, "下列国家作为观察员出席了会议：巴西和比利时。", "observer_states", ["BRA", "BEL"]),
    (
        TPNW,
        "下列 3 个缔约国出席了会议：尼日尔、尼日利亚和几内亚比绍。",
        "attending_states_parties",
        ["NER", "NGA", "GNB"],
    ),
]


@pytest.mark.parametrize(("head", "sentence", "role", "states"), STATE_LISTS)
def test_lists_of_states(head: str, sentence: str, role: str, states: list[str]) -> None:
    check(head + sentence, "state_list", [{"role": role, "states": states}])


def test_states_that_are_only_named_are_no_list() -> None:
    check(f"{CTBT}中国、法国和联合王国负有特殊责任。", "state_list", [])


ORGANISATIONS = [
    (
        "下列国际组织出席了会议：非洲联盟、世界卫生组织和红十字国际委员会。",
        "attending_organisations",
        ["非洲联盟", "世界卫生组织", "红十字国际委员会"],
    ),
    (
        "国际原子能机构、红十字国际委员会以及各国议会联盟的代表以观察员身份出席了会议。",
        "observer_organisations",
        ["国际原子能机构", "红十字国际委员会", "各国议会联盟"],
    ),
    (
        "根据议事规则第 41 条，下列专门机构和政府间组织派观察员出席了会议：国际原子能机构、"
        "阿拉伯国家联盟。",
        "observer_organisations",
        ["国际原子能机构", "阿拉伯国家联盟"],
    ),
]


@pytest.mark.parametrize(("sentence", "role", "names"), ORGANISATIONS)
def test_lists_of_organisations(sentence: str, role: str, names: list[str]) -> None:
    check(TPNW + sentence, "organisation_list", [{"role": role, "names": names}])


def act(state: str, action: str, date: str | None, treaty: str = "CTBT") -> dict[str, Any]:
    return {"state": state, "action": action, "date": date, "treaty": treaty}


ACTIONS = [
    (
        "埃及于 2034 年 5 月 3 日向秘书长交存了《全面禁止核试验条约》批准书。",
        [act("EGY", "ratification", "2034-05-03")],
    ),
    ("2034 年 9 月 26 日，尼泊尔批准了《条约》。", [act("NPL", "ratification", "2034-09-26")]),
    (
        "自 2033 年会议以来，不丹签署了《条约》，尼泊尔和不丹批准了《条约》。",
        [
            act("BTN", "signature", None),
            act("NPL", "ratification", None),
            act("BTN", "ratification", None),
        ],
    ),
    (
        "哈萨克斯坦于 2031 年 3 月 2 日签署、2032 年 8 月 29 日批准了《禁止核武器条约》。",
        [
            act("KAZ", "signature", "2031-03-02", "TPNW"),
            act("KAZ", "ratification", "2032-08-29", "TPNW"),
        ],
    ),
    ("我们欢迎图瓦卢签署《条约》。", [act("TUV", "signature", None)]),
    ("我们遗憾地注意到日本决定撤回其对《条约》的批准。", [act("JPN", "withdrawal", None)]),
    # Wishes, plans and denials.
    ("会议促请中国、埃及和美国尽快批准《条约》。", []),
    ("我们希望印度尼西亚在 2034 年批准《条约》。", []),
    ("美国尚未批准《条约》，也未在 2034 年 10 月批准。", []),
    ("朝鲜民主主义人民共和国于 2031 年 9 月 3 日进行了核试验。", []),
]


@pytest.mark.parametrize(("sentence", "expected"), ACTIONS)
def test_treaty_actions(sentence: str, expected: list[dict[str, Any]]) -> None:
    check(CTBT + sentence, "treaty_action", expected)


VOTES = [
    (
        "大会第 87/66 号决议以 180 票赞成、1 票反对、4 票弃权获得通过。",
        {"resolution": "A/RES/87/66", "yes": 180, "no": 1, "abstain": 4},
    ),
    (
        "大会以 183 票对 1 票(朝鲜民主主义人民共和国)、2 票弃权(印度、毛里求斯)通过了第 88/86 号"
        "决议。",
        {
            "resolution": "A/RES/88/86",
            "yes": 183,
            "states_no": ["PRK"],
            "states_abstain": ["IND", "MUS"],
        },
    ),
    (
        "安全理事会以 14 票赞成、零票反对、1 票弃权通过了第 2910(2034)号决议。",
        {"resolution": "S/RES/2910 (2034)", "yes": 14, "no": 0, "abstain": 1},
    ),
    (
        "多米尼加对大会第 89/68 号决议投了赞成票。",
        {"resolution": "A/RES/89/68", "yes": None, "states_yes": ["DOM"]},
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), VOTES)
def test_votes(sentence: str, expected: dict[str, Any]) -> None:
    check(CTBT + sentence, "vote", [expected])


MEETINGS = [
    (
        "第十八次促进《条约》生效会议于 2033 年 9 月 3 日至 5 日在维也纳举行。",
        {"ordinal": 18, "start": "2033-09-03", "end": "2033-09-05", "place": "维也纳"},
    ),
    (
        "会议决定，第九次缔约国会议将于 2036 年 11 月 30 日至 12 月 4 日在纽约举行。",
        {"name": "第九次缔约国会议", "start": "2036-11-30", "end": "2036-12-04", "place": "纽约"},
    ),
    (
        "2034 年 12 月 8 日和 9 日在日内瓦举行了核武器的人道主义影响会议。",
        {"start": "2034-12-08", "end": "2034-12-09", "place": "日内瓦"},
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), MEETINGS)
def test_meetings(sentence: str, expected: dict[str, Any]) -> None:
    check(CTBT + sentence, "meeting", [expected])


def test_a_meeting_whose_name_takes_two_lines_of_the_title() -> None:
    text = (
        "促进《全面禁止核试验条约》\n生效会议\n2033年9月3日至5日，维也纳\n\n1. 我们举行了会议。\n"
    )
    check(text, "meeting", [{"name": "促进《全面禁止核试验条约》生效会议", "place": "维也纳"}])


def holder(role: str, state: str | None, person: str | None = None) -> dict[str, Any]:
    return {"role": role, "state": state, "person": person}


APPOINTMENTS = [
    (
        "会议以鼓掌方式选举蒙古外交部长巴特·苏赫先生阁下为会议主席。",
        [holder("president", "MNG", "巴特·苏赫")],
    ),
    (
        "荷兰外交大臣扬·德弗里斯先生和菲律宾外交部长玛丽亚·桑托斯女士当选会议主席。",
        [holder("president", "NLD", "扬·德弗里斯"), holder("president", "PHL", "玛丽亚·桑托斯")],
    ),
    ("会议选举德国和加纳共同担任主席。", [holder("president", "DEU"), holder("president", "GHA")]),
    (
        "会议确认筹备委员会执行秘书托马斯·林德博士为会议秘书。",
        [holder("secretary", None, "托马斯·林德")],
    ),
    (
        "普遍加入问题非正式工作组，由马来西亚和乌拉圭共同担任主席。",
        [holder("co_chair", "MYS"), holder("co_chair", "URY")],
    ),
    ("指定智利担任性别问题协调人。", [holder("focal_point", "CHL")]),
    (
        "我们感谢加纳和挪威担任批准国协调员。",
        [holder("coordinator", "GHA"), holder("coordinator", "NOR")],
    ),
    ("会议请秘书长任命一名协调员。", []),
]


@pytest.mark.parametrize(("sentence", "expected"), APPOINTMENTS)
def test_appointments(sentence: str, expected: list[dict[str, Any]]) -> None:
    check(CTBT + sentence, "appointment", expected)


REFERENCES = [
    ("大会第 88/25、88/63 和 89/49 号决议。", ["A/RES/88/25", "A/RES/88/63", "A/RES/89/49"]),
    (
        "安全理事会第 2918(2034)和 2974(2035)号决议。",
        ["S/RES/2918 (2034)", "S/RES/2974 (2035)"],
    ),
    ("见CTBT-Art.XIV/2033/WP.1号文件。", ["CTBT-Art.XIV/2033/WP.1"]),
    ("理事会第 2033/298 号决定。", []),
    ("会议依照第 4 条和第 12/3 段行事。", []),
]


@pytest.mark.parametrize(("sentence", "symbols"), REFERENCES)
def test_references(sentence: str, symbols: list[str]) -> None:
    check(CTBT + sentence, "reference", [{"symbol": symbol} for symbol in symbols])


AMOUNTS = [
    ("日本提供了 243 万美元，用于购买监测设备。", [(2_430_000, "USD", "购买监测设备")]),
    ("挪威捐款 100 万挪威克朗，荷兰捐款 25 万欧元。", [(1_000_000, "NOK"), (250_000, "EUR")]),
    ("会议费用为 1,234,567 美元。", [(1_234_567, "USD")]),
    ("共有 243 万人参观了展览。", []),
]


@pytest.mark.parametrize(("sentence", "amounts"), AMOUNTS)
def test_amounts(sentence: str, amounts: list[tuple[Any, ...]]) -> None:
    names = ("value", "currency", "purpose")
    check(CTBT + sentence, "amount", [dict(zip(names, amount, strict=False)) for amount in amounts])


def test_rules() -> None:
    check(
        f"{TPNW}最高分摊率为 22%，费用应列入 15%的应急准备金。",
        "rule",
        [
            {"name": "assessment_ceiling", "value": "22%"},
            {"name": "contingency_reserve", "value": "15%"},
        ],
    )


def test_measures_go_on_after_a_page() -> None:
    text = (
        f"{CTBT}我们将采取以下措施：\n\n(a) 请所有国家批准《条约》，并在\n\n第 3 页\n\n最高级别关注此事；"
        "\n\n(b) 鼓励批准国设立联络点。\n"
    )
    check(
        text,
        "measure",
        [{"label": "a", "addressee": "所有国家"}, {"label": "b", "addressee": "批准国"}],
    )


def test_agenda_items() -> None:
    check(
        f"{CTBT}会议通过了以下议程(CTBT-Art.XIV/2033/2)：\n1. 会议开幕\n2. 高级别会议：\n(a) 批准国\n"
        "(b) 签署国\n3. 会议闭幕\n",
        "agenda_item",
        [
            {"label": "1", "title": "会议开幕"},
            {"label": "2", "title": "高级别会议"},
            {"label": "2(a)", "title": "批准国"},
            {"label": "2(b)", "title": "签署国"},
            {"label": "3", "title": "会议闭幕"},
        ],
    )


def test_document_entries() -> None:
    check(
        f"{CTBT}会议收到下列文件：\nCTBT-Art.XIV/2033/1 议事规则草案\n"
        "CTBT-Art.XIV/2033/4和Add.1 开展的活动\nCTBT-Art.XIV/2033/WP.2 区域讲习班：南非提交的工作文件\n",
        "document_entry",
        [
            {"symbol": "CTBT-Art.XIV/2033/1", "title": "议事规则草案"},
            {"symbol": "CTBT-Art.XIV/2033/4", "title": "开展的活动"},
            {"symbol": "CTBT-Art.XIV/2033/4/Add.1", "title": "开展的活动"},
            {"symbol": "CTBT-Art.XIV/2033/WP.2", "submitter": "南非"},
        ],
    )


def test_decisions() -> None:
    text = f"{TPNW}会议通过了以下决定：\n\n决定 1\n\n闭会期间架构\n\n会议决定延长工作组的任期。\n"
    check(text, "decision", [{"label": "1", "title": "闭会期间架构"}])


def test_statements() -> None:
    text = "一. 导言\n\n1. 收到的答复如下。\n\n古巴\n\n[原件：西班牙文]\n[2035年5月15日]\n\n古巴支持核裁军。\n"
    check(
        text,
        "statement",
        [
            {
                "state": "CUB",
                "original_language": "es",
                "date": "2035-05-15",
                "text": "古巴支持核裁军。",
            }
        ],
    )
