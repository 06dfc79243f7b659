"""Agenda, measures, decisions and statements: English, then Chinese."""

from __future__ import annotations

from .reading import CTBT, TPNW, check, pairs, stated


def test_agenda_items_carry_the_labels_of_their_parents() -> None:
    text = (
        "4. The Conference adopted the following agenda:\n\n1. Opening of the Conference.\n"
        "2. Organization:\n(a) Election of officers; and\n(b) Other matters:\n(i) Dates;\n"
        "(ii) Place.\n3. Closure.\n\n5. The Conference held two meetings.\n"
    )
    assert pairs(text, "agenda_item", "label", "title") == [
        ("1", "Opening of the Conference"),
        ("2", "Organization"),
        ("2(a)", "Election of officers"),
        ("2(b)", "Other matters"),
        ("2(b)(i)", "Dates"),
        ("2(b)(ii)", "Place"),
        ("3", "Closure"),
    ]


def test_measures_stand_under_the_words_that_announce_them() -> None:
    text = (
        "8. Convinced of the importance of universal adherence, we:\n\n"
        "(a) Encourage the remaining Annex 2 States to sign;\n"
        "(b) Request the Preparatory Commission to hold workshops;\n"
        "(c) Will spare no effort.\n\n9. The Conference closed.\n"
    )
    assert pairs(text, "measure", "label", "addressee") == [
        ("a", "remaining Annex 2 States"),
        ("b", "Preparatory Commission"),
        ("c", None),
    ]


def test_items_of_a_request_are_no_measures() -> None:
    text = "8. The note covers two subjects:\n\n(a) The budget;\n(b) The calendar.\n"
    assert stated(text, "measure") == []


def test_a_decision_holds_all_that_stands_under_its_heading() -> None:
    text = (
        "Annex\n\nDecision 1\n\nDates\n\nThe Meeting decides:\n\n(a) To meet in March;\n\n"
        "(b) To meet again.\n\nDecision 2\n\nPlace\n\nThe Meeting decides to meet in Vienna.\n"
    )
    assert pairs(text, "decision", "label", "title", "text") == [
        ("1", "Dates", "The Meeting decides:\n(a) To meet in March;\n(b) To meet again."),
        ("2", "Place", "The Meeting decides to meet in Vienna."),
    ]


def test_a_statement_stands_under_the_name_of_its_state() -> None:
    text = (
        "II. Replies received\n\nMexico\n\n[Original: Spanish]\n[27 May 2041]\n\n"
        "Mexico supports the Treaty.\n\nNew Zealand\n\n[Original: English]\n[30 May 2041]\n\n"
        "New Zealand does too.\n"
    )
    assert pairs(text, "statement", "state", "original_language", "date", "text") == [
        ("MEX", "es", "2041-05-27", "Mexico supports the Treaty."),
        ("NZL", "en", "2041-05-30", "New Zealand does too."),
    ]


def test_chinese_measures_go_on_after_a_page() -> None:
    text = (
        f"{CTBT}我们将采取以下措施：\n\n(a) 请所有国家批准《条约》，并在\n\n第 3 页\n\n最高级别关注此事；"
        "\n\n(b) 鼓励批准国设立联络点。\n"
    )
    check(
        text,
        "measure",
        [{"label": "a", "addressee": "所有国家"}, {"label": "b", "addressee": "批准国"}],
    )


def test_chinese_agenda_items() -> None:
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


def test_chinese_decisions() -> None:
    text = f"{TPNW}会议通过了以下决定：\n\n决定 1\n\n闭会期间架构\n\n会议决定延长工作组的任期。\n"
    check(text, "decision", [{"label": "1", "title": "闭会期间架构"}])


def test_chinese_statements() -> None:
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


def test_an_organisation_states_its_views_under_its_name() -> None:
    text = (
        "I. Introduction\n\n1. The replies of the States and of others follow.\n\nEuropean Union\n\n"
        "[Original: English]\n[30 April 2034]\n\nThe Union supports the Treaty.\n\n"
        "League of Arab States\n\n[Original: Arabic]\n[1 May 2034]\n\nThe League welcomes it.\n"
    )
    found = [(f["state"], f.get("group"), f["date"], f["text"]) for f in stated(text, "statement")]
    assert found == [
        ("EU", None, "2034-04-30", "The Union supports the Treaty."),
        (None, "League of Arab States", "2034-05-01", "The League welcomes it."),
    ]


def test_a_chinese_organisation_states_its_views_under_its_name() -> None:
    text = (
        "一. 导言\n\n1. 收到的答复如下。\n\n阿拉伯国家联盟\n\n[原件：阿拉伯文]\n[2034年4月30日]\n\n"
        "联盟欢迎该报告。\n"
    )
    check(text, "statement", [{"state": None, "group": "阿拉伯国家联盟", "date": "2034-04-30"}])
