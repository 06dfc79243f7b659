"""Layouts in which text extraction leaves tables and lists, each in a short paper of our own."""

from __future__ import annotations

import pytest

from .reading import CONFERENCE_ZH, HEAD, MSP, check, pairs, shown


@pytest.mark.parametrize(
    ("table", "sums"),
    [
        (  # The currency stands in brackets; columns of shares and of days hold no sums.
            "Item                     Days     Share (%)      Cost (EUR)\n"
            "Interpreters                5         40.00          12 400\n"
            "Room                        5         60.00          18 600\n",
            [(12400, "EUR", "Interpreters"), (18600, "EUR", "Room")],
        ),
        (  # A heading over the whole table: pages are no sums, what is worth one is.
            "(in United States dollars)\n"
            "Documents               120           31,750.50\n"
            "Travel                    3              9,000\n",
            [(31750.5, "USD", "Documents"), (9000, "USD", "Travel")],
        ),
        (  # Cell by cell, each on a line of its own.
            "Heading\nAmount (US$)\nConference room\n4 200\nSecurity\n1 150\n",
            [(4200, "USD", "Conference room"), (1150, "USD", "Security")],
        ),
        (  # Cells parted by tabs.
            "State\tShare\tUS dollars\nMalta\t0.5\t1,250.00\nKenya\t1.5\t3,750.00\n",
            [(1250, "USD", "Malta"), (3750, "USD", "Kenya")],
        ),
    ],
)
def test_sums_stand_under_a_heading_with_the_currency(
    table: str, sums: list[tuple[float, str, str]]
) -> None:
    text = f"1. The costs are as follows.\n\n{table}\n2. They were noted.\n"
    assert pairs(text, "amount", "value", "currency", "purpose", head=MSP) == sums


def test_a_line_of_prose_that_names_a_currency_heads_no_table() -> None:
    text = (
        "1. The costs of the meeting, which the secretariat has worked out in US dollars\n"
        "for the States parties to share among them as they did at their meeting in 2040\n"
        "and in 2041, will be met.\n"
    )
    assert pairs(text, "amount", "value", head=MSP) == []


def test_chinese_table_of_sums() -> None:
    text = "费用如下：\n\n用途              数额(欧元)\n口译                 8 300\n会场                12 700\n"
    found = pairs(text, "amount", "value", "currency", "purpose", head=CONFERENCE_ZH)
    assert found == [(8300, "EUR", "口译"), (12700, "EUR", "会场")]


def test_a_dash_in_the_last_cell_ends_a_row_read_cell_by_cell() -> None:
    text = (
        f"{HEAD}(a) Activities with Annex 2 States\n\nState\nDate\nActivity\nRemarks\n\n"
        "Chile\n4 May 2040\nThe Chilean Ambassador wrote to the Government of Egypt.\n-\n\n"
        "Ghana\n6 May 2040\nGhana received the Indian Foreign Minister.\nTalks go on.\n\n"
        "(b) Activities with States outside Annex 2\n\nState\nDate\nActivity\nRemarks\n\n"
        "Chile\nJune 2040\nChile wrote to Tonga and Nauru.\nNauru replied.\n"
    )
    rows = [
        {"section": "1a", "actor": "CHL", "start": "2040-05-04", "targets": ["EGY"]},
        {"section": "1a", "actor": "GHA", "start": "2040-05-06", "targets": ["IND"]},
        {"section": "1b", "actor": "CHL", "start": "2040-06", "targets": ["TON", "NRU"]},
    ]
    comments: list[str | None] = [None, "Talks go on.", "Nauru replied."]
    check(
        text,
        "activity",
        [row | {"comment": note} for row, note in zip(rows, comments, strict=True)],
    )
    # The heads of the columns ("Remarks") introduce no list of speakers.
    check(text, "state_list", [])


@pytest.mark.parametrize(
    ("words", "targets"),
    [
        ("the Norwegian and Swiss delegations to sign", ["NOR", "CHE"]),
        ("her Indian counterpart", ["IND"]),
        ("the South African Deputy Foreign Minister", ["ZAF"]),
        ("readers of the French version", []),
    ],
)
def test_states_by_the_adjective_of_who_acts_for_them(words: str, targets: list[str]) -> None:
    text = (
        "1(a) Activities related to Annex 2 States\n\nState\tDate\tActivity\tComments\n"
        f"Kenya\t4 May 2040\tKenya encouraged {words}.\t\n"
    )
    assert pairs(text, "activity", "actor", "targets") == [("KEN", targets)]


@pytest.mark.parametrize(
    ("text", "head", "lists"),
    [
        (  # Bullets with a full line each; labels of two levels in one.
            "B. The States listed in Annex 2 to the Treaty\n\n"
            "B.1  Those that have ratified (7)\n\n"
            "  – Algeria, Argentina, Australia, Austria, Bangladesh, Belgium, Brazil and Bulgaria\n"
            "  – Canada, Chile, Colombia, Finland, Germany, Hungary, Indonesia, Mexico and Norway\n"
            "  – Peru\n\n"
            "B.2  Those that have not signed (2)\n\n     India      Pakistan\n",
            HEAD,
            [
                (
                    "annex2_ratified",
                    "DZA ARG AUS AUT BGD BEL BRA BGR CAN CHL COL FIN DEU HUN IDN MEX NOR PER",
                ),
                ("annex2_not_signed", "IND PAK"),
            ],
        ),
        (  # Names cut where their columns end.
            "一、已批准《条约》的国家\n\n"
            "    奥地利            乍得              多米尼加          加蓬\n"
            "    波斯尼亚和黑      巴林                共和国          索马里\n"
            "      塞哥维那        不丹              厄瓜多尔\n\n"
            "二、附件 2 所列国家\n\n（一）未签署的国家（2 国）\n\n  印度      巴基斯坦\n",
            CONFERENCE_ZH,
            [
                ("ratified", "AUT TCD DOM GAB BIH BHR SOM BTN ECU"),
                ("annex2_not_signed", "IND PAK"),
            ],
        ),
    ],
)
def test_lists_in_columns_and_under_bullets(
    text: str, head: str, lists: list[tuple[str, str]]
) -> None:
    assert shown(text, "state_list", ("role", "states"), head) == lists
    assert pairs(text, "activity", "actor", head=head) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "The seventh Meeting of States Parties is planned for four days in Geneva from 6 to 9 "
            "June 2044.",
            ("2044-06-06", "2044-06-09"),
        ),
        (
            "The next Meeting of States Parties is due to open in Nairobi on 3 May 2045.",
            ("2045-05-03", "2045-05-03"),
        ),
    ],
)
def test_days_of_a_meeting_in_any_words_for_holding_it(text: str, days: tuple[str, str]) -> None:
    assert pairs(text, "meeting", "start", "end", head=MSP) == [days]


def test_what_a_meeting_did_on_a_day_says_nothing_of_its_days() -> None:
    text = (
        "The seventh Meeting of States Parties will note that it adopted decision 3 on 9 May 2044."
    )
    assert pairs(text, "meeting", "start", head=MSP) == []


def test_the_days_of_a_meeting_below_its_name_in_capitals() -> None:
    text = (
        "CTBT-Art.XIV/2041/INF.2\n\nCONFERENCE ON FACILITATING THE ENTRY INTO FORCE OF THE\n"
        "COMPREHENSIVE NUCLEAR-TEST-BAN TREATY\nVienna, 24 AND 25 SEPTEMBER 2041\n\n"
        "LIST OF PARTICIPANTS\n\nI. RATIFYING STATES\n\nKENYA\nMs. A. Odinga, Ambassador\n"
    )
    check(text, "meeting", [{"start": "2041-09-24", "end": "2041-09-25", "place": "Vienna"}])


def test_days_in_figures_of_a_table_of_signatures() -> None:
    text = (
        "State                    Signature      Ratification\n"
        "Chile                    24-SEP-2031    03-JUL-2032\n"
        "Ghana                    25/09/2031     -\n"
        "Kenya                    26.09.2031     4.7.2033\n"
    )
    assert sorted(pairs(text, "treaty_action", "state", "action", "date")) == [
        ("CHL", "ratification", "2032-07-03"),
        ("CHL", "signature", "2031-09-24"),
        ("GHA", "signature", "2031-09-25"),
        ("KEN", "ratification", "2033-07-04"),
        ("KEN", "signature", "2031-09-26"),
    ]
    assert pairs(text, "state_list", "role") == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                "国家            日期                    活动                            评论",
                "1. 双边活动",
                "(a) 与附件 2 国家有关的活动",
                "芬兰            2037 年 9 月            外交部长致函埃及外交部长，促请该国      持续进行",
                "                                        批准《条约》。",
                "                2038 年 3 月 5 日至 7 日  访问以色列期间与对方讨论批准问题。",
                "挪威            2037 年 9 月至 2039 年 5 月  作为第十四条协调员与印度、中国和巴",
                "                                        基斯坦接触。",
                "2. 区域活动",
                "日本            2038 年 11 月           在东京举办讲习班。",
            ],
            [
                ("1a", "FIN", "2037-09", "2037-09"),
                ("1a", "FIN", "2038-03-05", "2038-03-07"),
                ("1a", "NOR", "2037-09", "2039-05"),
                ("2b", "JPN", "2038-11", "2038-11"),
            ],
        ),
        (
            [
                "State           Date                    Activity                        Comment",
                "Finland         September 2037          Wrote to Egypt on the Treaty.   Ongoing",
                "Norway          30 November to 2 December 2038  Visited Israel to discuss the Treaty.",
                "Japan           May 2039                Held a workshop on the Treaty.",
            ],
            [
                (None, "FIN", "2037-09", "2037-09"),
                (None, "NOR", "2038-11-30", "2038-12-02"),
                (None, "JPN", "2039-05", "2039-05"),
            ],
        ),
    ],
)
def test_a_day_wider_than_its_column_stays_whole(
    lines: list[str], expected: list[tuple[str | None, ...]]
) -> None:
    head = CONFERENCE_ZH if "国家" in lines[0] else HEAD
    found = pairs("\n".join(lines), "activity", "section", "actor", "start", "end", head=head)
    assert found == expected


def test_a_list_of_documents_goes_on_over_a_page_and_below_its_symbols() -> None:
    """What is added to a document stands in the column of symbols; a title goes on in its own column."""
    text = """1. The Conference was opened on the day that its officers had agreed upon with the States that
took part in the informal consultations held before it.

2. The Conference adopted its rules of procedure.

3. The Conference held three plenary meetings, at which it heard the statements of all those
who had asked for the floor, and had before it the following documents:

CTBT-Art.XIV/2041/1 and           Draft rules of procedure
Add.1
CTBT-Art.XIV/2041/2               Draft provisional agenda
CTBT-Art.XIV/2041/INF.1           Progress report on the work of the coordinators of the


CTBT-Art.XIV/2041/9
Page 4


                                  ratifying States, prepared by Chile and Ghana
CTBT-Art.XIV/2041/INF.2           Information for participants
"""
    assert pairs(text, "document_entry", "symbol", "title") == [
        ("CTBT-Art.XIV/2041/1", "Draft rules of procedure"),
        ("CTBT-Art.XIV/2041/1/Add.1", "Draft rules of procedure"),
        ("CTBT-Art.XIV/2041/2", "Draft provisional agenda"),
        (
            "CTBT-Art.XIV/2041/INF.1",
            "Progress report on the work of the coordinators of the ratifying States, prepared by "
            "Chile and Ghana",
        ),
        ("CTBT-Art.XIV/2041/INF.2", "Information for participants"),
    ]
