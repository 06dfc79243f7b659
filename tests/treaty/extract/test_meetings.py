"""Meetings: name, number, days and place: English, then Chinese."""

from __future__ import annotations

from typing import Any

import pytest

from .reading import ASSEMBLY, ASSEMBLY_ZH, CTBT, check, pairs, stated

MEETINGS = [
    (
        "1. The twenty-first Conference will be held at United Nations Headquarters in New York "
        "from 21 to 23 September 2043.",
        ("2043-09-21", "2043-09-23", "New York"),
    ),
    (
        "1. The Assembly welcomed the eighth Meeting of States Parties, held in Vienna from 3 to "
        "7 March 2042.",
        ("2042-03-03", "2042-03-07", "Vienna"),
    ),
    (
        "1. At its last session it decided that the eighth Meeting of States Parties would take "
        "place in Geneva from 30 November to 4 December 2042.",
        ("2042-11-30", "2042-12-04", "Geneva"),
    ),
    (
        "1. We, the ratifying States, met in New York on 23 September 2041 for the Conference on "
        "Facilitating the Entry into Force of the Treaty.",
        ("2041-09-23", "2041-09-23", "New York"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), MEETINGS)
def test_sentences_name_meetings(text: str, expected: tuple[str, str, str]) -> None:
    assert pairs(text, "meeting", "start", "end", "place") == [expected]


NO_MEETINGS = [
    "1. At the 2nd plenary meeting, on 23 September 2041, the Conference adopted its agenda.",
    "1. The General Assembly adopted resolution 95/61 on 4 December 2040.",
    "1. Noting that the Convention was opened for signature in Paris on 14 January 2035,",
    "1. Recalling the Declaration adopted in Bamako on 1 December 2040,",
    "1. The Preparatory Committee for the 2046 Review Conference, held from 3 to 7 May 2041, met.",
]


@pytest.mark.parametrize("text", NO_MEETINGS)
def test_plenary_meetings_are_no_meetings(text: str) -> None:
    assert stated(text, "meeting") == []


CHINESE_MEETINGS = [
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


@pytest.mark.parametrize(("sentence", "expected"), CHINESE_MEETINGS)
def test_chinese_meetings(sentence: str, expected: dict[str, Any]) -> None:
    check(CTBT + sentence, "meeting", [expected])


def test_chinese_a_meeting_whose_name_takes_two_lines_of_the_title() -> None:
    text = (
        "促进《全面禁止核试验条约》\n生效会议\n2033年9月3日至5日，维也纳\n\n1. 我们举行了会议。\n"
    )
    check(text, "meeting", [{"name": "促进《全面禁止核试验条约》生效会议", "place": "维也纳"}])


SESSIONS = [
    (
        "1. The Preparatory Commission held its sixty-third session in Vienna from 11 to 13 "
        "November 2034.",
        (63, "2034-11-11", "2034-11-13", "Vienna"),
    ),
    (
        "1. The forty-fifth session of Working Group A took place in Vienna from 4 to 6 May 2035.",
        (45, "2035-05-04", "2035-05-06", "Vienna"),
    ),
    (
        "1. The Friends of the Treaty met at ministerial level in New York on 21 September 2032.",
        (None, "2032-09-21", "2032-09-21", "New York"),
    ),
    (
        "1. On 20 September 2034, Finland hosted the eighth ministerial meeting of the Friends of "
        "the CTBT.",
        (8, "2034-09-20", "2034-09-20", None),
    ),
]


@pytest.mark.parametrize(("text", "expected"), SESSIONS)
def test_sessions_and_meetings_of_friends_are_meetings(
    text: str, expected: tuple[Any, ...]
) -> None:
    assert pairs(text, "meeting", "ordinal", "start", "end", "place") == [expected]


CHINESE_SESSIONS = [
    (
        "筹备委员会第六十三届会议于2034年11月11日至13日在维也纳举行。",
        {"name": "筹备委员会第六十三届会议", "ordinal": 63, "place": "维也纳"},
    ),
    (
        "2032年9月21日，《条约》之友部长级会议在纽约召开。",
        {"name": "《条约》之友部长级会议", "start": "2032-09-21", "place": "纽约"},
    ),
    (
        "《条约》之友第十一次部长级会议于2034年9月20日在纽约举行。",
        {"ordinal": 11, "start": "2034-09-20", "place": "纽约"},
    ),
    (
        "会议商定第三次缔约国会议于二〇三三年三月十日至十二日在维也纳举行。",
        {"start": "2033-03-10", "end": "2033-03-12", "ordinal": 3},
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CHINESE_SESSIONS)
def test_chinese_sessions_and_meetings_of_friends(sentence: str, expected: dict[str, Any]) -> None:
    check(CTBT + sentence, "meeting", [expected])


def test_a_masthead_of_two_columns_names_the_meeting() -> None:
    head = (
        "CTBT-Art.XIV/2041/9\n\n"
        "Conference on Facilitating the Entry into        New York, 24 and 25 September 2041\n"
        "Force of the Comprehensive Nuclear-Test-Ban\n"
        "Treaty\n\n"
    )
    found = stated("1. The report of the Conference was adopted by all.", "meeting", head)
    assert [(f["name"], f["start"], f["end"], f["place"]) for f in found] == [
        (
            "Conference on Facilitating the Entry into Force of the Comprehensive "
            "Nuclear-Test-Ban Treaty",
            "2041-09-24",
            "2041-09-25",
            "New York",
        )
    ]


def test_the_day_of_issue_in_the_second_column_is_no_day_of_the_meeting() -> None:
    head = (
        "United Nations                                        TPNW/MSP/2031/8\n\n"
        "Meeting of States Parties to the Treaty               Distr.: General\n"
        "on the Prohibition of Nuclear Weapons                 13 June 2031\n"
        "                                                      Original: English\n"
        "Fifth Meeting\nVienna, 3-7 June 2031\n\n"
    )
    found = stated("1. The report of the Meeting was adopted by all.", "meeting", head)
    assert [(f["ordinal"], f["start"], f["end"], f["place"]) for f in found] == [
        (5, "2031-06-03", "2031-06-07", "Vienna")
    ]


def test_conferences_are_enumerated_by_days_and_places() -> None:
    text = (
        "1. Recalling the Conferences on Facilitating the Entry into Force of the Treaty held in "
        "Vienna from 6 to 8 October 2039, in New York from 11 to 13 November 2041 and in Geneva "
        "from 3 to 5 September 2043."
    )
    assert pairs(text, "meeting", "start", "end", "place") == [
        ("2039-10-06", "2039-10-08", "Vienna"),
        ("2041-11-11", "2041-11-13", "New York"),
        ("2043-09-03", "2043-09-05", "Geneva"),
    ]


def test_the_city_of_a_meeting_may_stand_in_another_sentence_than_its_building() -> None:
    text = (
        "1. The eighth Meeting of States Parties would be held from 3 to 7 December 2040 at United "
        "Nations Headquarters.\n\n2. The Meeting was held in New York from 3 to 7 December 2040."
    )
    assert pairs(text, "meeting", "ordinal", "place") == [(8, "New York")]


IN_PASSING = [
    (
        "Recalling the third Conference of States Parties (the Apia Conference), on 4 and 5 June 2036,",
        [("2036-06-04", "2036-06-05", None)],
    ),
    (
        "Recalling the report of the Sixth Biennial Meeting of States to Review the Prevention, Detection and Clearance of Radioactive Dumping in All Its Aspects, held in Geneva from 28 June to 2 July 2038,",
        [("2038-06-28", "2038-07-02", "Geneva")],
    ),
    (
        "See the report of the United Nations Conference on Dumping at Sea in All Its Aspects, New York, 9-20 July 2035.",
        [("2035-07-09", "2035-07-20", "New York")],
    ),
    (
        "Welcoming the conferences on the consequences of nuclear tests, hosted by Fiji, on 3 and 4 March 2035, Kiribati, on 9 February 2036, and, most recently, on 8 and 9 December 2037,",
        [("2035-03-03", "2035-03-04", None), ("2036-02-09", "2036-02-09", None), ("2037-12-08", "2037-12-09", None)],
    ),
    (
        "Recalling the third session of the Preparatory Committee for the 2046 Review Conference of the Parties, held in Geneva from 28 April to 9 May 2045,",
        [("2045-04-28", "2045-05-09", "Geneva")],
    ),
    (
        "Recalling the convening of the first and second Conferences on Tests, in Oslo on 4 and 5 March 2043 and in Nayarit on 13 and 14 February 2044,",
        [("2043-03-04", "2043-03-05", "Oslo"), ("2044-02-13", "2044-02-14", "Nayarit")],
    ),
    (
        "Recalls the third Conference of States Parties, on 4 and 5 June 2036, and the fourth Conference of States Parties, on 11 May 2038, both held in Suva;",
        [("2036-06-04", "2036-06-05", "Suva"), ("2038-05-11", "2038-05-11", "Suva")],
    ),
    (
        "Having met at a Special Conference chaired by the Republic of Poland in Warsaw on October 4, 2033,",
        [("2033-10-04", "2033-10-04", "Warsaw")],
    ),
    (
        "Recalling the Oslo Conference of 4 and 5 March 2043 and the Review Conference of 1995,",
        [("2043-03-04", "2043-03-05", None)],
    ),
    (
        "Recalling the high-level meeting on tests convened by Ireland in Dublin on 17 and 18 April 2039,",
        [("2039-04-17", "2039-04-18", "Dublin")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), IN_PASSING)
def test_resolutions_name_meetings_in_passing(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert pairs(text, "meeting", "start", "end", "place", head=ASSEMBLY) == expected


CHINESE_IN_PASSING = [
    (
        "欢迎2038年6月28日至7月2日在日内瓦举行的审议防止、探测和清除放射性倾弃物的第六次各国两年期会议，",
        [{"ordinal": 6, "start": "2038-06-28", "end": "2038-07-02", "place": "日内瓦"}],
    ),
    (
        "欢迎斐济于2035年3月3日和4日、基里巴斯于2036年2月9日主办的核试验后果会议，",
        [
            {"name": "核试验后果会议", "start": "2035-03-03", "end": "2035-03-04", "place": None},
            {"name": "核试验后果会议", "start": "2036-02-09", "end": "2036-02-09", "place": None},
        ],
    ),
    (
        "回顾2045年4月28日至5月9日在纽约举行的条约缔约国2046年审议大会筹备委员会第三届会议，",
        [{"ordinal": 3, "start": "2045-04-28", "end": "2045-05-09", "place": "纽约"}],
    ),
    (
        "回顾2036年6月4日举行的第三次缔约国会议和2038年5月11日举行的第四次缔约国会议均在苏瓦举行，欢迎2039年3月1日在利马举行的后续会议，",
        [
            {"ordinal": 3, "start": "2036-06-04", "place": "苏瓦"},
            {"ordinal": 4, "start": "2038-05-11", "place": "苏瓦"},
            {"name": "后续会议", "start": "2039-03-01", "place": "利马"},
        ],
    ),
    (
        "回顾肯尼亚政府2033年5月6日和7日在内罗毕主办的部长级会议以及2034年7月1日在利马举行的后续会议，",
        [
            {"name": "部长级会议", "start": "2033-05-06", "end": "2033-05-07", "place": "内罗毕"},
            {"name": "后续会议", "start": "2034-07-01", "place": "利马"},
        ],
    ),
    ("注意到该公约于2035年1月14日在巴黎开放供签署，", []),
]


@pytest.mark.parametrize(("text", "expected"), CHINESE_IN_PASSING)
def test_chinese_resolutions_name_meetings_in_passing(
    text: str, expected: list[dict[str, Any]]
) -> None:
    check(ASSEMBLY_ZH + text, "meeting", expected)


@pytest.mark.parametrize("sitting", ["第58次全体会议", "第9次会议"])
def test_a_sitting_heads_its_record_and_is_no_conference(sitting: str) -> None:
    head = f"A/95/PV.58\n\n大会\n{sitting}\n2040年12月6日星期四上午10时举行\n纽约\n\n"
    check(f"{head}主席：大会将审议《全面禁止核试验条约》。", "meeting", [])


def test_a_conference_known_by_its_number_has_its_whole_name() -> None:
    text = "1. The Assembly welcomed the eighteenth Conference on Matters of the Sea, which will take place in Vienna from 25 to 28 October 2032."
    assert pairs(text, "meeting", "name", "place") == [
        ("eighteenth Conference on Matters of the Sea", "Vienna")
    ]
