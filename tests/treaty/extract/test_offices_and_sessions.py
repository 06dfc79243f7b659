"""Offices, sessions, acts and lists in words that papers of other hands use, in both languages."""

from __future__ import annotations

import pytest

from .reading import CTBT, HEAD, TPNW, found, pairs, wrapped

OFFICES = [
    (
        HEAD,
        "The Chairperson of Working Group B, Ms. Ana Horvat of Croatia, reported orally.",
        [("chair", "HRV", "Ana Horvat")],
    ),
    (
        HEAD,
        "Ambassador Jan Novak of Slovenia, Chairman of the Commission for 2041, presided.",
        [("chair", "SVN", "Jan Novak")],
    ),
    (
        HEAD,
        "The Committee was chaired by Mr. Ali Hassan (Jordan).",
        [("chair", "JOR", "Ali Hassan")],
    ),
    (
        HEAD,
        "The Commission decided to elect Ms. Rosa Vega of Chile as its Chairperson for 2042.",
        [("chair", "CHL", "Rosa Vega")],
    ),
    (
        HEAD,
        "We ask the President of the Conference, Mr. Per Lind (Sweden), to transmit it.",
        [("president", "SWE", "Per Lind")],
    ),
    (
        HEAD,
        "Introducing the report, Chile and Ghana, coordinators since the last conference, spoke.",
        [("coordinator", "CHL", None), ("coordinator", "GHA", None)],
    ),
    (CTBT, "自2039年以来担任协调国的智利代表介绍了情况。", [("coordinator", "CHL", None)]),
    (
        CTBT,
        "这两年间，智利和加纳担任第十四条协调员。",
        [("coordinator", "CHL", None), ("coordinator", "GHA", None)],
    ),
    (CTBT, "主持委员会工作的是安娜·霍瓦特女士（克罗地亚）。", [("chair", "HRV", "安娜·霍瓦特")]),
    (
        CTBT,
        "会议任命了全权证书委员会，由智利代表罗莎·维加女士任主席。",
        [("chair", "CHL", "罗莎·维加")],
    ),
    (
        CTBT,
        "会议推选瑞典外交部长佩尔·林德先生为会议主席。",
        [("president", "SWE", "佩尔·林德")],
    ),
    (
        TPNW,
        "核裁军核查问题工作组由智利和加纳担任；核查方法工作组由泰国担任。",
        [("co_chair", "CHL", None), ("co_chair", "GHA", None), ("co_chair", "THA", None)],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), OFFICES)
def test_who_holds_which_office(
    head: str, text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert pairs(text, "appointment", "role", "state", "person", head=head) == expected


MEETINGS = [
    (
        HEAD,
        "Earlier conferences had met in Vienna from 6 to 8 October 2039 and in New York on 4 May 2040.",
        [("2039-10-06", "2039-10-08"), ("2040-05-04", "2040-05-04")],
    ),
    (
        HEAD,
        "The Sixty-First Session of the Commission was held in Vienna from 5 to 7 June 2041.",
        [("2041-06-05", "2041-06-07")],
    ),
    (
        HEAD,
        "It decided to hold its Sixty-Second Session from 4 to 6 November 2041.",
        [("2041-11-04", "2041-11-06")],
    ),
    (
        HEAD,
        "We met on 22 September 2041 in New York at the thirteenth Conference.",
        [("2041-09-22", "2041-09-22")],
    ),
    (HEAD, "We look forward to the ninth Conference, in May 2042.", [("2042-05", "2042-05")]),
    (
        CTBT,
        "以往各次会议分别于2037年5月6日至8日（维也纳）和2039年9月3日（纽约）举行。",
        [("2037-05-06", "2037-05-08"), ("2039-09-03", "2039-09-03")],
    ),
    (
        CTBT,
        "上次会议（2039年9月21日至23日，纽约）以来，情况有了进展。",
        [("2039-09-21", "2039-09-23")],
    ),
    (CTBT, "会议商定，下次会议将于2043年9月召开。", [("2043-09", "2043-09")]),
]


@pytest.mark.parametrize(("head", "text", "expected"), MEETINGS)
def test_when_meetings_are_held(head: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text, "meeting", "start", "end", head=head) == expected


ACTS = [
    (
        HEAD,
        "The Assembly welcomes the ratification by Chile and by Ghana, both on 21 May 2040.",
        [("CHL", "ratification", "2040-05-21"), ("GHA", "ratification", "2040-05-21")],
    ),
    (
        CTBT,
        "新增批准国两个：智利（2040年5月4日）和加纳（2040年6月2日）。",
        [("CHL", "ratification", "2040-05-04"), ("GHA", "ratification", "2040-06-02")],
    ),
    (CTBT, "智利早在2036年9月24日就签署了《条约》。", [("CHL", "signature", "2036-09-24")]),
    (
        CTBT,
        "5月4日开幕前，即2040年5月3日，智利和加纳同时交存了批准书。",
        [("CHL", "ratification", "2040-05-03"), ("GHA", "ratification", "2040-05-03")],
    ),
    (CTBT, "智利2040年5月4日成为第165个批准国。", [("CHL", "ratification", "2040-05-04")]),
    (CTBT, "黑山2036年10月23日以继承方式成为签署国。", [("MNE", "succession", "2036-10-23")]),
]


@pytest.mark.parametrize(("head", "text", "expected"), ACTS)
def test_what_states_did_when(head: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert pairs(text, "treaty_action", "state", "action", "date", head=head) == expected


COUNTS = [
    (
        HEAD,
        "Among the 44 States named in Annex 2 to the Treaty, 41 had signed and 35 had ratified.",
        {("annex2_signatories", 41), ("annex2_ratifiers", 35)},
    ),
    (HEAD, "The 28 signatories whose ratification is awaited met.", {("signed_not_ratified", 28)}),
    (
        HEAD,
        "106 States Signatories were represented at the session.",
        {("attending_signatories", 106)},
    ),
    (
        CTBT,
        "附件2所列四十四国中，签署的四十一国，批准的三十四国。",
        {("annex2_signatories", 41), ("annex2_ratifiers", 34)},
    ),
    (CTBT, "参加会议的有下列3个批准国：智利、加纳和泰国。", {("attending_ratifiers", 3)}),
    (CTBT, "下列2个签署国也参加了会议：中国和埃及。", {("attending_signatories", 2)}),
    (CTBT, "已签署而未批准《条约》的17个国家应尽快批准。", {("signed_not_ratified", 17)}),
    (CTBT, "国际监测系统337个设施中，经核证的有289个。", {("certified_ims_facilities", 289)}),
]


@pytest.mark.parametrize(("head", "text", "expected"), COUNTS)
def test_what_is_counted(head: str, text: str, expected: set[tuple[str, int]]) -> None:
    told = set(pairs(text, "count", "subject", "value", head=head))
    assert told - {("annex2_states", 44)} == expected


def test_lists_of_states_in_a_sentence() -> None:
    text = "根据议事规则第40条列席会议的有智利、加纳和泰国等三个非签署国。"
    assert pairs(text, "state_list", "role", "states", head=CTBT) == [
        ("attending_other", ["CHL", "GHA", "THA"])
    ]
    text = "附件2所列四十四国中，尚有三国未批准，即：中国、埃及和印度。"
    assert pairs(text, "state_list", "role", "states", head=CTBT) == [
        ("annex2_remaining", ["CHN", "EGY", "IND"])
    ]


def test_an_agenda_whose_items_have_parts_of_their_own_number() -> None:
    text = (
        "4. The following agenda was adopted:\n\n1. Opening of the session\n2. Reports:\n"
        "2.1 Working Group A\n2.2 Working Group B\n3. Adoption of the report\n\n"
        "5. The Commission met in private."
    )
    assert [(f["label"], f["title"]) for f in found(HEAD + text, "agenda_item")] == [
        ("1", "Opening of the session"), ("2", "Reports"), ("2.1", "Working Group A"),
        ("2.2", "Working Group B"), ("3", "Adoption of the report"),
    ]  # fmt: skip


def test_a_chinese_agenda_numbered_like_chapters() -> None:
    text = (
        "8. 会议通过了以下议程：\n\n一、会议开幕\n二、全权证书\n(一) 任命委员会\n三、会议闭幕\n\n"
        "9. 会议注意到时间表。\n\n三、会议经过\n\n10. 会议开始工作。\n"
    )
    assert [f["label"] for f in found(CTBT + text, "agenda_item")] == ["一", "二", "二(一)", "三"]


def test_recommendations_with_numbers_are_measures() -> None:
    text = (
        "The chairs recommend as follows.\n\nRecommendation 1: States to sign without delay.\n\n"
        "Recommendation 2: The Secretariat to publish a guide.\n"
    )
    assert pairs(text, "measure", "label", "text") == [
        ("1", "States to sign without delay."), ("2", "The Secretariat to publish a guide."),
    ]  # fmt: skip


def test_documents_whose_titles_stand_in_quotation_marks() -> None:
    text = (
        "The Conference had before it the documents listed below:\n\n"
        '(i) CTBT-Art.XIV/2041/1, entitled "Draft rules of procedure";\n'
        '(ii) CTBT-Art.XIV/2041/2, entitled "Provisional agenda".\n'
    )
    assert pairs(text, "document_entry", "symbol", "title") == [
        ("CTBT-Art.XIV/2041/1", "Draft rules of procedure"),
        ("CTBT-Art.XIV/2041/2", "Provisional agenda"),
    ]


def test_prose_beside_a_wider_table_is_joined() -> None:
    paragraphs = (
        "1. 报告所涉期间，各国代表在纽约和维也纳多次会晤，讨论了条约生效的前景，并请尚未批准的国家"
        "尽早批准条约，还请各国向秘书处提供资料。",
        "2. 秘书处编写了本文件，概述各国提供的资料，供各国参考使用，其中第三节所列的活动按照日期的"
        "先后顺序排列，各国可以随时补充更正。",
        "3. 批准条约的国家又有两个。新增批准国两个：智利（2040年5月4日）、加纳（2040年6月2日），使"
        "批准国的总数达到一百六十四个之多，令人欣慰。",
    )
    prose = "\n\n".join("\n".join(wrapped(text, 54)) for text in paragraphs)
    table = "".join(
        f"智利 2040年{month}月 智利代表在同中国举行的年度军控磋商中历次提请该国尽早完成批准\n"
        for month in range(1, 10)
    )
    acts = pairs(f"{prose}\n\n{table}", "treaty_action", "state", "date", head=CTBT)
    assert acts == [("CHL", "2040-05-04"), ("GHA", "2040-06-02")]
