"""Meetings in calendars of bullets and of columns, and in sentences of other wordings; activities are none."""

from __future__ import annotations

import pytest

from .reading import CONFERENCE_ZH, HEAD, MSP, MSP_ZH, said

# Above which head a sentence stands, the sentence, and the fields of each fact that it states.
MEETING_1: list[tuple[str, str, list[str]]] = [
    (
        MSP_ZH,
        "已通知各方的还有：闭会期间会议将于2046年11月4日在维也纳召开。",
        ["2046-11-04|2046-11-04|维也纳"],
    ),
    (MSP_ZH, "核查工作组2046年举行三次会议。", []),
    (
        MSP_ZH,
        "工作组的下次会议定于2046年6月9日至10日在吉隆坡举行。",
        ["2046-06-09|2046-06-10|吉隆坡"],
    ),
    (
        MSP_ZH,
        "会议日历\n\n- 2046年6月9日至10日：核查工作组会议，吉隆坡\n- 2046年11月4日：闭会期间会议，维也纳\n- 2047年3月2日至6日：第九次缔约国会议，纽约\n",
        [
            "2046-06-09|2046-06-10|吉隆坡",
            "2046-11-04|2046-11-04|维也纳",
            "2047-03-02|2047-03-06|纽约",
        ],
    ),
    (
        MSP_ZH,
        "会议日历\n\n| 日期 | 会议 | 地点 |\n|---|---|---|\n| 2046年6月9日至10日 | 核查工作组会议 | 吉隆坡 |\n| 2046年11月4日 | 闭会期间会议 | 维也纳 |\n",
        ["2046-06-09|2046-06-10|吉隆坡", "2046-11-04|2046-11-04|维也纳"],
    ),
    (
        MSP,
        "Calendar of meetings\n\n- 9-10 June 2046: Working group on verification, Kuala Lumpur\n- 4 November 2046: Intersessional meeting, Vienna\n- 2-6 March 2047: Ninth Meeting of States Parties, New York\n",
        [
            "2046-06-09|2046-06-10|Kuala Lumpur",
            "2046-11-04|2046-11-04|Vienna",
            "2047-03-02|2047-03-06|New York",
        ],
    ),
    (
        MSP,
        "Calendar of meetings\n\n| Meeting | Dates | Place |\n|---|---|---|\n| Working group on verification | 9-10 June 2046 | Kuala Lumpur |\n| Intersessional meeting | 4 November 2046 | Vienna |\n",
        ["2046-06-09|2046-06-10|Kuala Lumpur", "2046-11-04|2046-11-04|Vienna"],
    ),
    (
        HEAD,
        "On 25 September 2036 we co-chaired, with Australia and Japan, the fourteenth ministerial meeting of the Friends of the CTBT.",
        ["2036-09-25|2036-09-25|-"],
    ),
    (
        HEAD,
        "The fourteenth ministerial meeting of the Friends of the CTBT, hosted by Japan, gathered 101 States in New York on 25 September 2036.",
        ["2036-09-25|2036-09-25|New York"],
    ),
    (
        HEAD,
        "The next Conference is to take place in the second half of September 2043 in New York.",
        ["2043-09|2043-09|New York"],
    ),
    (
        CONFERENCE_ZH,
        "2036年9月25日，第十四次《条约》之友部长级会议在纽约举行，由日本主办。",
        ["2036-09-25|2036-09-25|纽约"],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), MEETING_1)
def test_meeting_1_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "meeting", ("start", "end", "place"), head) == expected


MEETING_2: list[tuple[str, str, list[str]]] = [
    (
        CONFERENCE_ZH,
        "活动\n\n| 国家 | 时间 | 活动 | 备注 |\n|---|---|---|---|\n| 智利 | 2043年10月3日 | 会见埃及大使。 | |\n| 秘鲁 | 2044年11月8日 | 致函印度。 | |\n",
        [],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), MEETING_2)
def test_meeting_2_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "meeting", ("name", "start", "end", "place"), head) == expected
