"""Overviews that print each State as a heading over its activities, below a section or above it."""

from __future__ import annotations

from typing import Any

import pytest

from testban.treaty.documents import Source, parse
from testban.treaty.extract import extract_facts

SECTION_FIRST = """CTBT-Art.XIV/2035/4

Overview of activities of States under measure (k)

I. Activities at the bilateral level

A. Annex 2 States

Australia

On 12 March 2034, the Minister for Foreign Affairs raised ratification
with her counterpart of Egypt in Cairo.
In November 2034, Australia wrote to China, Israel and the United
States of America urging ratification of the Treaty.

Canada

From 3 to 5 October 2033, a Canadian delegation visited India and
discussed signature of the Treaty.

Comment: India took note.

B. Non-Annex 2 States

Japan

15 January 2034: The Ambassador handed over a note to Tuvalu.

II. Activities at the multilateral level

A. Global

Australia

In May 2035, a workshop for the States of the region was held in Kingston,
with the support of Canada, and was attended by officials from all of them.

III. Conclusion

On 1 June 2035 the overview was closed.
"""

STATE_FIRST = """CTBT-Art.XIV/2035/4

Overview of activities of States under measure (k)

AUSTRALIA

Bilateral activities

(a) Annex 2 States

- On 12 March 2034, the Minister for Foreign Affairs raised ratification
with her counterpart of Egypt in Cairo.
- In November 2034, Australia wrote to China, Israel and the United
States of America urging ratification of the Treaty.

Multilateral activities

2(a) Global

- In May 2035, a workshop for the States of the region was held in Kingston,
with the support of Canada, and was attended by officials from all of them.

CANADA

Bilateral activities

(a) Annex 2 States

- From 3 to 5 October 2033, a Canadian delegation visited India and
discussed signature of the Treaty.

Comment: India took note.

JAPAN

(b) Other States

15 January 2034

The Ambassador handed over a note to Tuvalu.
"""

CHINESE = """CTBT-Art.XIV/2035/4

各国活动概述

1(a) 与附件2国家有关的双边活动

澳大利亚

2034年3月12日，外交部长在开罗会晤埃及外交部长时提出批准问题。
2034年11月，澳大利亚致函中国、以色列和美利坚合众国，敦促批准。

加拿大

2033年10月3日至5日，加拿大代表团访问印度，讨论签署《条约》问题。

评论：印度表示注意到这一点。

1(b) 与非附件2国家有关的双边活动

日本

2034年1月15日：大使向图瓦卢政府递交了照会。

2(a) 全球活动

澳大利亚

2035年5月为该区域各国举办了讲习班，由加拿大提供支助。
"""

WANTED = {
    ("1a", "AUS", "2034-03-12", "2034-03-12", ("EGY",), None),
    ("1a", "AUS", "2034-11", "2034-11", ("CHN", "ISR", "USA"), None),
    ("1a", "CAN", "2033-10-03", "2033-10-05", ("IND",), True),
    ("1b", "JPN", "2034-01-15", "2034-01-15", ("TUV",), None),
    ("2a", "AUS", "2035-05", "2035-05", (), None),
}


def activities(text: str) -> list[dict[str, Any]]:
    document = parse(Source("paper.txt", "0" * 64, "text/plain", text))
    return [fact.fields for fact in extract_facts(document) if fact.kind == "activity"]


@pytest.mark.parametrize(
    "text", [SECTION_FIRST, STATE_FIRST, CHINESE], ids=["section first", "State first", "Chinese"]
)
def test_what_stands_below_a_name_is_that_states(text: str) -> None:
    found = {
        (f["section"], f["actor"], f["start"], f["end"], tuple(f["targets"]), _said(f["comment"]))
        for f in activities(text)
    }
    assert found == WANTED


def _said(comment: str | None) -> bool | None:
    return ("India" in comment or "印度" in comment) if comment else None


def test_a_day_before_a_colon_is_no_part_of_the_text() -> None:
    (found,) = [f for f in activities(SECTION_FIRST) if f["actor"] == "JPN"]
    assert found["text"] == "The Ambassador handed over a note to Tuvalu."


def test_a_paragraph_without_a_day_goes_on_and_an_item_stands_alone() -> None:
    text = STATE_FIRST.replace("Comment: India took note.", "Talks went on for long.")
    (talks,) = [f for f in activities(text) if f["actor"] == "CAN"]
    assert talks["text"].endswith("Talks went on for long.")
    text = STATE_FIRST.replace("Comment: India took note.", "- Further talks are planned.")
    assert [f["start"] for f in activities(text) if f["actor"] == "CAN"] == ["2033-10-03", None]
