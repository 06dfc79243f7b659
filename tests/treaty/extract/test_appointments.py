"""Who holds which office: English, then Chinese."""

from __future__ import annotations

from typing import Any

import pytest

from .reading import ASSEMBLY, CTBT, check, pairs, stated

APPOINTMENTS = [
    (
        "1. The Conference elected by acclamation Algeria and Germany as Presidents of the "
        "Conference.",
        {("president", "DZA", None), ("president", "DEU", None)},
    ),
    (
        "1. The Meeting elected Ana María Ortiz-Reyes (Panama) as President of the fourth Meeting.",
        {("president", "PAN", "Ana María Ortiz-Reyes")},
    ),
    (
        "1. The Conference elected Ms. Ana Ortiz (Panama) and Mr. Per Aas (Norway) as its "
        "Presidents.",
        {("president", "PAN", "Ana Ortiz"), ("president", "NOR", "Per Aas")},
    ),
    (
        "1. The Conference elected Mr. Per Aas, Minister for Foreign Affairs of Norway, and Ms. Ana "
        "Ortiz (Panama) as Presidents.",
        {("president", "NOR", "Per Aas"), ("president", "PAN", "Ana Ortiz")},
    ),
    (
        "1. The Conference confirmed the nomination by the Secretary-General of Mr. Per Aas, "
        "Executive Secretary of the Preparatory Commission, as Secretary of the Conference.",
        {("secretary", None, "Per Aas")},
    ),
    (
        "1. The Meeting confirmed Ana Ortiz, of the Office for Disarmament Affairs, as "
        "Secretary-General of the Meeting.",
        {("secretary_general", None, "Ana Ortiz")},
    ),
    (
        "1. The informal working group on universalization will be co-chaired by Chile and Fiji;",
        {("co_chair", "CHL", None), ("co_chair", "FJI", None)},
    ),
    (
        "1. Decides to appoint Malta as gender focal point and Ireland and Thailand as informal "
        "facilitators;",
        {("focal_point", "MLT", None), ("facilitator", "IRL", None), ("facilitator", "THA", None)},
    ),
    (
        "1. Finland and Peru, which had been selected as coordinators of the ratifying States, "
        "reported.",
        {("coordinator", "FIN", None), ("coordinator", "PER", None)},
    ),
]


@pytest.mark.parametrize(("text", "expected"), APPOINTMENTS)
def test_sentences_tell_appointments(text: str, expected: set[tuple[Any, ...]]) -> None:
    assert set(pairs(text, "appointment", "role", "state", "person")) == expected


def test_a_president_who_speaks_is_not_being_elected() -> None:
    text = "1. The President of Panama and the Secretary of State of Norway addressed the meeting."
    assert stated(text, "appointment") == []


def holder(role: str, state: str | None, person: str | None = None) -> dict[str, Any]:
    return {"role": role, "state": state, "person": person}


CHINESE_APPOINTMENTS = [
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


@pytest.mark.parametrize(("sentence", "expected"), CHINESE_APPOINTMENTS)
def test_chinese_appointments(sentence: str, expected: list[dict[str, Any]]) -> None:
    check(CTBT + sentence, "appointment", expected)


@pytest.mark.parametrize(
    ("symbol", "text", "bodies"),
    [
        (
            "TPNW/MSP/2022/6",
            "1. The first Meeting of States Parties elected Mr. Per Aas (Austria) as President. The "
            "second Meeting of States Parties will be held in New York, with Ms. Ana Ortiz (Mexico) as "
            "its President.",
            [("AUT", "TPNW/MSP/2022"), ("MEX", "TPNW/MSP/2023")],
        ),
        (
            "TPNW/MSP/2025/12",
            "1. 《禁止核武器条约》缔约国会议选举哈萨克斯坦为主席。会议决定，第一次审议大会将于2026年11月30日至"
            "12月4日在纽约举行，由南非担任主席。",
            [("KAZ", "TPNW/MSP/2025"), ("ZAF", "第一次审议大会")],
        ),
    ],
)
def test_the_president_of_a_later_meeting_is_that_meetings(
    symbol: str, text: str, bodies: list[tuple[str, str]]
) -> None:
    found = pairs(text, "appointment", "role", "state", "body", head=f"{symbol}\n\n")
    assert [(state, body) for role, state, body in found if role == "president"] == bodies


def test_an_article_is_no_body() -> None:
    text = "The President: Ms. Aroha Tane (New Zealand)"
    told = pairs(text, "appointment", "role", "body", "state", head=ASSEMBLY)
    assert told == [("president", None, "NZL")]
