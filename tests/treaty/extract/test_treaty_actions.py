"""Signatures, ratifications and other acts in sentences: English, then Chinese."""

from __future__ import annotations

from typing import Any

import pytest

from .reading import CTBT, check, pairs, stated

TREATY_ACTIONS = [
    (
        "1. Palau ratified the Treaty on 1 August 2037.",
        {("PLW", "ratification", "2037-08-01", None)},
    ),
    (
        "1. Palau signed the Treaty on 12 August 2033 and ratified it on 1 August 2037.",
        {("PLW", "signature", "2033-08-12", None), ("PLW", "ratification", "2037-08-01", None)},
    ),
    (
        "1. On 1 August 2037, Palau deposited its instrument of ratification of the Treaty.",
        {("PLW", "ratification", "2037-08-01", None)},
    ),
    (
        "1. Palau, which deposited its instrument of accession with the Secretary-General of the "
        "United Nations on 1 August 2037, took the floor.",
        {("PLW", "accession", "2037-08-01", None)},
    ),
    (
        "1. We welcome the ratification of the Treaty by Palau on 1 August 2037.",
        {("PLW", "ratification", "2037-08-01", None)},
    ),
    (
        "1. We welcome the ratifications by Palau (1 August 2037) and Tonga (3 May 2038).",
        {("PLW", "ratification", "2037-08-01", None), ("TON", "ratification", "2038-05-03", None)},
    ),
    (
        "1. Palau's ratification of the Treaty on 1 August 2037 was noted.",
        {("PLW", "ratification", "2037-08-01", None)},
    ),
    (
        "1. Since the 2039 Conference, Palau has signed and ratified and Tonga has ratified the "
        "Treaty.",
        {
            ("PLW", "signature", None, "2039"),
            ("PLW", "ratification", None, "2039"),
            ("TON", "ratification", None, "2039"),
        },
    ),
    (
        "1. We welcome the ratifications of the Treaty since the 2039 Conference by Palau and "
        "Tonga.",
        {("PLW", "ratification", None, "2039"), ("TON", "ratification", None, "2039")},
    ),
    (
        "1. Since the last conference in 2039 the following States have ratified: Palau and "
        "Tonga; and Niue has signed.",
        {
            ("PLW", "ratification", None, "2039"),
            ("TON", "ratification", None, "2039"),
            ("NIU", "signature", None, "2039"),
        },
    ),
    (
        "1. The Russian Federation withdrew its ratification of the Treaty on 3 November 2023.",
        {("RUS", "withdrawal", "2023-11-03", None)},
    ),
    (
        "1. On 1 August 2037, Palau became the 180th State to ratify the Treaty.",
        {("PLW", "ratification", "2037-08-01", None)},
    ),
]


@pytest.mark.parametrize(("text", "expected"), TREATY_ACTIONS)
def test_sentences_tell_treaty_actions(text: str, expected: set[tuple[Any, ...]]) -> None:
    found = pairs(text, "treaty_action", "state", "action", "date", "since")
    assert set(found) == expected
    assert len(found) == len(expected)


NO_TREATY_ACTIONS = [
    "1. We urge Palau to sign and ratify the Treaty before 1 August 2037.",
    "1. Palau has not ratified the Treaty.",
    "1. Palau hopes to ratify the Treaty in 2037.",
    "1. Palau called on Tonga, which had not yet signed, to do so.",
    "1. The Treaty was opened for signature on 24 September 1996.",
    "1. Palau wrote to Tonga on 1 August 2037 about early ratification.",
    "1. The Conference approved the report on 1 August 2037 and Palau took the floor.",
]


@pytest.mark.parametrize("text", NO_TREATY_ACTIONS)
def test_what_is_asked_for_or_missing_is_no_action(text: str) -> None:
    assert stated(text, "treaty_action") == []


def test_it_is_the_treaty_named_last_where_a_paper_names_two() -> None:
    text = (
        "1. Palau ratified the Comprehensive Nuclear-Test-Ban Treaty on 1 August 2037. It signed "
        "the Treaty on the Prohibition of Nuclear Weapons on 2 May 2036 and ratified it on 5 June "
        "2038."
    )
    head = "A/96/12\n\nViews of Governments on the cessation of tests\n\n"
    found = [(f["treaty"], f["action"], f["date"]) for f in stated(text, "treaty_action", head)]
    assert sorted(found) == [
        ("CTBT", "ratification", "2037-08-01"),
        ("TPNW", "ratification", "2038-06-05"),
        ("TPNW", "signature", "2036-05-02"),
    ]


def act(state: str, action: str, date: str | None, treaty: str = "CTBT") -> dict[str, Any]:
    return {"state": state, "action": action, "date": date, "treaty": treaty}


CHINESE_ACTIONS = [
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


@pytest.mark.parametrize(("sentence", "expected"), CHINESE_ACTIONS)
def test_chinese_treaty_actions(sentence: str, expected: list[dict[str, Any]]) -> None:
    check(CTBT + sentence, "treaty_action", expected)


POINTING_BACK = [
    (
        "1. On 1 March 2034, Tuvalu signed the Treaty; Tonga did so on 4 April 2034, and Nauru "
        "followed suit on 5 May of the same year.",
        {
            ("TUV", "signature", "2034-03-01"),
            ("TON", "signature", "2034-04-04"),
            ("NRU", "signature", "2034-05-05"),
        },
    ),
    (
        "1. Dominica deposited its instrument of ratification on 3 June 2033. Bhutan did the same "
        "on 4 June 2033. On the same day, Somalia signed the Treaty.",
        {
            ("DMA", "ratification", "2033-06-03"),
            ("BTN", "ratification", "2033-06-04"),
            ("SOM", "signature", "2033-06-04"),
        },
    ),
    (
        "1. Tonga, which had signed on 24 September 2031, ratified the Treaty on 2 December 2034.",
        {("TON", "signature", "2031-09-24"), ("TON", "ratification", "2034-12-02")},
    ),
    ("1. The Assembly met on 2 May 2034. Tonga did so on 4 May 2034.", set()),
]


@pytest.mark.parametrize(("text", "expected"), POINTING_BACK)
def test_acts_and_days_that_were_named_before(text: str, expected: set[tuple[str, ...]]) -> None:
    assert set(pairs(text, "treaty_action", "state", "action", "date")) == expected


def test_chinese_acts_on_the_same_day_and_days_in_chinese_numerals() -> None:
    check(
        f"{CTBT}二〇三三年二月六日，汤加批准《条约》，帕劳于同日批准该条约；瑙鲁也于同日签署，并于同日批准。",
        "treaty_action",
        [
            {"state": "TON", "action": "ratification", "date": "2033-02-06"},
            {"state": "PLW", "action": "ratification", "date": "2033-02-06"},
            {"state": "NRU", "action": "signature", "date": "2033-02-06"},
            {"state": "NRU", "action": "ratification", "date": "2033-02-06"},
        ],
    )


def test_respectively_is_said_of_the_act_beside_it() -> None:
    text = (
        "1. Tonga and Tuvalu, which had signed on 20 September 2037, had ratified the Treaty on 26 "
        "September 2038 and on 27 September 2040 respectively."
    )
    assert set(pairs(text, "treaty_action", "state", "action", "date")) == {
        ("TON", "signature", "2037-09-20"),
        ("TUV", "signature", "2037-09-20"),
        ("TON", "ratification", "2038-09-26"),
        ("TUV", "ratification", "2040-09-27"),
    }


def test_chinese_respectively_stands_before_its_days() -> None:
    check(
        f"{CTBT}汤加和图瓦卢均于2037年9月20日签署，并分别于2038年9月26日和2040年9月27日批准《条约》。",
        "treaty_action",
        [
            {"state": "TON", "action": "signature", "date": "2037-09-20"},
            {"state": "TUV", "action": "signature", "date": "2037-09-20"},
            {"state": "TON", "action": "ratification", "date": "2038-09-26"},
            {"state": "TUV", "action": "ratification", "date": "2040-09-27"},
        ],
    )
