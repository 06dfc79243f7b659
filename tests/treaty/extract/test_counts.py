"""Numbers of States and of facilities, and what they count: English, then Chinese."""

from __future__ import annotations

from typing import Any

import pytest

from .reading import CTBT, TPNW, check, pairs, stated

COUNTS = [
    (
        "1. To date 188 States have signed and 179 States have ratified the Treaty, including 35 "
        "whose ratification is necessary for its entry into force (Annex 2 States).",
        {("signatories", 188), ("ratifiers", 179), ("annex2_ratifiers", 35)},
    ),
    (
        "1. As at 2 May 2041, the Treaty had been signed by 188 States and ratified by 179.",
        {("signatories", 188), ("ratifiers", 179)},
    ),
    (
        "1. We call upon the remaining nine States whose ratification is required to act.",
        {("annex2_remaining", 9)},
    ),
    ("1. The nine remaining Annex 2 States should ratify soon.", {("annex2_remaining", 9)}),
    (
        "1. Nine of the 44 States listed in Annex 2 have yet to ratify.",
        {("annex2_remaining", 9), ("annex2_states", 44)},
    ),
    (
        "1. Of the 44 States listed in Annex 2, 41 have signed and 35 have ratified the Treaty.",
        {("annex2_states", 44), ("annex2_signatories", 41), ("annex2_ratifiers", 35)},
    ),
    (
        "1. Thirty-five of the forty-four States whose ratification is required have ratified it.",
        {("annex2_ratifiers", 35)},
    ),
    (
        "1. There are now one hundred and eighty-eight signatories and 71 States parties.",
        {("signatories", 188), ("states_parties", 71)},
    ),
    (
        "1. That brings the total number of ratifications to 179.",
        {("ratifiers", 179)},
    ),
    (
        "1. Of the 337 facilities foreseen, 311 have been certified.",
        {("certified_ims_facilities", 311)},
    ),
    (
        "1. The International Monitoring System counts 311 certified facilities today.",
        {("certified_ims_facilities", 311)},
    ),
    (
        "1. The number of certified facilities has reached 311.",
        {("certified_ims_facilities", 311)},
    ),
    (
        "1. So far 311 out of 337 facilities of the System have been certified.",
        {("certified_ims_facilities", 311)},
    ),
    # All 44 States of Annex 2 must ratify; a smaller number is of those that have not.
    ("1. We urge the nine States listed in Annex 2 to act.", {("annex2_remaining", 9)}),
    ("1. Representatives of 96 States attended the Conference.", {("attending_states", 96)}),
    ("1. The Conference was attended by 96 States.", {("attending_states", 96)}),
    (
        "1. In all, 61 States parties participated in the Meeting and 33 States attended as "
        "observers, as did 84 non-governmental organizations.",
        {("attending_states_parties", 61), ("observer_states", 33), ("attending_ngos", 84)},
    ),
    ("1. A total of 33 observer States were present.", {("observer_states", 33)}),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_numbers_of_states_are_counts(text: str, expected: set[tuple[str, int]]) -> None:
    assert expected <= set(pairs(text, "count", "subject", "value"))
    found = {
        pair for pair in pairs(text, "count", "subject", "value") if pair[0] != "annex2_states"
    }
    assert found <= expected


NO_COUNTS = [
    "1. The report was considered at 3 meetings and adopted under agenda item 12.",
    "1. Twelve experts from five countries took the course in 2040.",
    "1. See paragraph 44 of document CTBT-Art.XIV/2041/6 and rule 40.",
    "1. States that have not signed or ratified the Treaty in 45 years should do so.",
]


@pytest.mark.parametrize("text", NO_COUNTS)
def test_other_numbers_are_no_counts(text: str) -> None:
    assert stated(text, "count") == []


def test_a_count_holds_as_at_the_day_that_its_sentence_names() -> None:
    text = "1. As at 2 May 2041, 188 States had signed. Palau ratified on 3 June 2040."
    assert pairs(text, "count", "value", "as_of") == [(188, "2041-05-02")]


def count(subject: str, value: int, **more: Any) -> dict[str, Any]:
    return {"subject": subject, "value": value, **more}


CHINESE_COUNTS = [
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


@pytest.mark.parametrize(("sentence", "expected"), CHINESE_COUNTS)
def test_chinese_counts(sentence: str, expected: list[dict[str, Any]]) -> None:
    check(CTBT + sentence, "count", expected)


def test_chinese_counts_of_states_parties() -> None:
    check(
        f"{TPNW}会议有 61 个缔约国和 33 个观察员国与会；《条约》缔约国增至 81 个。",
        "count",
        [
            count("attending_states_parties", 61),
            count("observer_states", 33),
            count("states_parties", 81),
        ],
    )


def test_states_that_had_become_parties_are_counted_without_the_treatys_name() -> None:
    counted = pairs(
        "By 23 September 2033, 72 States had become parties.", "count", "subject", "value"
    )
    assert counted == [("states_parties", 72)]
