"""Officers, documents, agendas, counts and roll calls set as tables or as labels with their values."""

from __future__ import annotations

import pytest

from .reading import CONFERENCE_ZH, HEAD, check, pairs, shown

_PAPER = (
    "CTBT-Art.XIV/2041/9\n\nConference on Facilitating the Entry into Force of the Comprehensive "
    "Nuclear-Test-Ban Treaty\n\n1. This note is about the Treaty.\n\n"
)


def test_officers_by_their_labels() -> None:
    text = (
        "Officers\n\nPresident: Ms. Sofia Arana (Peru)\nVice-Presidents: Denmark, Jordan and Latvia\n"
        "Secretary: Mr. Viktor Hansen\nCredentials Committee: Andorra, Belize, Ghana (Chair), Ireland\n"
    )
    assert shown(text, "state_list", ("role", "states"), _PAPER) == [
        ("vice_presidents", "DNK JOR LVA"),
        ("credentials_committee", "AND BLZ GHA IRL"),
    ]
    assert sorted(pairs(text, "appointment", "role", "person", head=_PAPER)) == [
        ("president", "Sofia Arana"),
        ("secretary", "Viktor Hansen"),
    ]


def test_counts_by_their_labels() -> None:
    text = (
        "Signatories: 189\nRatifiers: 185\nAnnex 2 States having ratified: 39 of 44\n"
        "Certified facilities: 316\n"
    )
    assert sorted(pairs(text, "count", "subject", "value", head=_PAPER)) == [
        ("annex2_ratifiers", 39),
        ("certified_ims_facilities", 316),
        ("ratifiers", 185),
        ("signatories", 189),
    ]


def test_the_numbers_of_two_columns_are_not_one() -> None:
    text = "                     2037     2039\nSignatures                185      189\n"
    assert pairs(text, "count", "value", head=_PAPER) == []


def test_documents_with_their_symbols_last() -> None:
    text = (
        "Documents before the Conference:\n\n"
        "Provisional agenda                          CTBT-Art.XIV/2041/1\n"
        "List of participants                        CTBT-Art.XIV/2041/INF.2\n"
    )
    assert pairs(text, "document_entry", "symbol", "title", head=_PAPER) == [
        ("CTBT-Art.XIV/2041/1", "Provisional agenda"),
        ("CTBT-Art.XIV/2041/INF.2", "List of participants"),
    ]


def test_an_agenda_as_a_table() -> None:
    text = "Agenda\n\nItem   Title\n1      Opening of the Conference\n2      Closure\n"
    assert pairs(text, "agenda_item", "label", "title", head=_PAPER) == [
        ("1", "Opening of the Conference"),
        ("2", "Closure"),
    ]


def test_a_roll_call_goes_on_in_the_line_below() -> None:
    check(
        "A/C.1/95/9\n\nReport of the First Committee\n\n1. It is on the Comprehensive "
        "Nuclear-Test-Ban Treaty.\n\n2. The draft resolution (A/C.1/95/L.4) was put to the vote.\n"
        "Yes:      Albania   Algeria   Andorra   Angola\n          Austria   Brazil\nNo:       Chile\n"
        "Abstaining:   India   Israel   Mauritius\n",
        "vote",
        [
            {
                "resolution": "A/C.1/95/L.4",
                "states_yes": ["ALB", "DZA", "AND", "AGO", "AUT", "BRA"],
                "states_no": ["CHL"],
                "states_abstain": ["IND", "ISR", "MUS"],
            }
        ],
    )


@pytest.mark.parametrize(
    "table",
    [
        (
            "Date            State        Activity                                     Result\n"
            "4 May 2040      Kenya        Kenya wrote to Egypt on ratification.        None\n"
            "6 May 2040      Malta        Malta received the Foreign Minister of       Noted.\n"
            "                             India in Valletta.\n"
        ),
        (
            "No.  State     Date          Activity                                  Comments\n"
            "1    Kenya     4 May 2040    Kenya wrote to Egypt on ratification.     -\n"
            "2    Malta     6 May 2040    Malta received a delegation of India.     Noted.\n"
        ),
    ],
)
def test_activities_with_their_columns_in_another_order(table: str) -> None:
    rows = [
        {"actor": "KEN", "start": "2040-05-04", "targets": ["EGY"], "comment": None},
        {"actor": "MLT", "start": "2040-05-06", "targets": ["IND"], "comment": "Noted."},
    ]
    check(f"{HEAD}1(a) Activities related to Annex 2 States\n\n{table}", "activity", rows)


def test_speakers_numbered_one_of_them_for_a_group() -> None:
    text = (
        "Speakers, in their order\n\n1. Kenya\n2. Malta\n3. Chile (on behalf of the Group of 21)\n"
    )
    assert shown(text, "state_list", ("role", "states"), _PAPER) == [("speakers", "KEN MLT CHL")]


def test_an_officer_in_brackets_makes_no_list_of_a_sentence() -> None:
    text = (
        "议程项目7：选举主席团成员\n\n6. 会议选举安娜·科瓦奇女士(斯洛文尼亚)为主席，厄瓜多尔、加纳和"
        "菲律宾代表为副主席。\n"
    )
    assert shown(text, "state_list", ("role", "states"), CONFERENCE_ZH) == [
        ("vice_presidents", "ECU GHA PHL")
    ]


def test_attendance_in_columns_parted_by_spaces() -> None:
    text = (
        "Attendance\n\nRatifying States          Signatory States          Other States\n"
        "Albania                   China                     India\n"
        "Algeria                   Egypt                     Pakistan\n"
        "Andorra                   Israel\n"
    )
    assert shown(text, "state_list", ("role", "states"), _PAPER) == [
        ("attending_ratifiers_and_signatories", "ALB DZA AND"),
        ("attending_ratifiers_and_signatories", "CHN EGY ISR"),
        ("attending_other", "IND PAK"),
    ]


def test_officers_and_counts_by_their_labels_in_chinese() -> None:
    text = (
        "会议主席团\n\n主席：索菲亚·阿拉纳女士(秘鲁)\n副主席：丹麦、约旦、拉脱维亚\n秘书：维克托·汉森先生\n"
        "全权证书委员会：安道尔、伯利兹、加纳(主席)、爱尔兰\n经核证设施：316\n"
    )
    assert shown(text, "state_list", ("role", "states"), CONFERENCE_ZH) == [
        ("vice_presidents", "DNK JOR LVA"),
        ("credentials_committee", "AND BLZ GHA IRL"),
    ]
    assert ("secretary", "维克托·汉森") in pairs(
        text, "appointment", "role", "person", head=CONFERENCE_ZH
    )
    assert pairs(text, "count", "subject", "value", head=CONFERENCE_ZH) == [
        ("certified_ims_facilities", 316)
    ]


def test_a_chinese_roll_call_in_columns() -> None:
    check(
        "A/C.1/95/9\n\n第一委员会的报告\n\n1. 本报告谈《全面禁止核试验条约》。\n\n"
        "决议草案(A/C.1/95/L.4)付诸表决。\n赞成：    阿尔巴尼亚   阿尔及利亚   安道尔\n"
        "          奥地利   巴西\n反对：    智利\n弃权：    印度   以色列   毛里求斯\n",
        "vote",
        [
            {
                "states_yes": ["ALB", "DZA", "AND", "AUT", "BRA"],
                "states_no": ["CHL"],
                "states_abstain": ["IND", "ISR", "MUS"],
            }
        ],
    )


def test_chinese_documents_with_their_symbols_last_and_activities_with_running_numbers() -> None:
    text = (
        "会议收到下列文件：\n\n临时议程                          CTBT-Art.XIV/2041/1\n"
        "与会者名单                        CTBT-Art.XIV/2041/INF.2\n\n"
        "1(a) 与附件2国家有关的活动\n\n"
        "序号   国家      日期             活动                               备注\n"
        "1      肯尼亚    2040年5月4日     肯尼亚致函埃及，谈批准问题。       －\n"
        "2      马耳他    2040年5月6日     马耳他接待印度外交部长。           已注意。\n"
    )
    assert pairs(text, "document_entry", "symbol", "title", head=CONFERENCE_ZH) == [
        ("CTBT-Art.XIV/2041/1", "临时议程"),
        ("CTBT-Art.XIV/2041/INF.2", "与会者名单"),
    ]
    fields = ("actor", "start", "targets", "comment")
    assert pairs(text, "activity", *fields, head=CONFERENCE_ZH) == [
        ("KEN", "2040-05-04", ["EGY"], None),
        ("MLT", "2040-05-06", ["IND"], "已注意。"),
    ]
