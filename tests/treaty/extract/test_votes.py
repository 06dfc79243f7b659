"""Votes: tallies and roll calls: English, then Chinese."""

from __future__ import annotations

from typing import Any

import pytest

from .reading import CTBT, check, pairs, stated

VOTES = [
    (
        "1. Resolution 95/61 was adopted by a recorded vote of 181 to 1 (Democratic People's "
        "Republic of Korea), with 3 abstentions (India, Mauritius and Syrian Arab Republic).",
        ("A/RES/95/61", None, 181, 1, 3, ["PRK"], ["IND", "MUS", "SYR"]),
    ),
    (
        "1. By 181 votes to none, with 3 abstentions, the Assembly adopted resolution 95/61.",
        ("A/RES/95/61", None, 181, 0, 3, [], []),
    ),
    (
        "1. Operative paragraph 4 of resolution 95/61 was retained by a separate recorded vote of "
        "170 to 2, with 9 abstentions.",
        ("A/RES/95/61", "operative paragraph 4", 170, 2, 9, [], []),
    ),
    (
        "1. Resolution 95/61 was adopted by a recorded vote of 3 to 1, with 2 abstentions, as "
        "follows:\n\nIn favour:\nAlbania, Bolivia (Plurinational State of), Chad.\n\nAgainst:\n"
        "Niger.\n\nAbstaining:\nNigeria, Oman.\n",
        ("A/RES/95/61", None, 3, 1, 2, ["NER"], ["NGA", "OMN"]),
    ),
]


@pytest.mark.parametrize(("text", "expected"), VOTES)
def test_sentences_and_roll_calls_tell_votes(text: str, expected: tuple[Any, ...]) -> None:
    fields = ("resolution", "part", "yes", "no", "abstain", "states_no", "states_abstain")
    assert pairs(text, "vote", *fields) == [expected]


def test_a_roll_call_lists_those_in_favour() -> None:
    found = stated(VOTES[3][0], "vote")
    assert found[0]["states_yes"] == ["ALB", "BOL", "TCD"]


def test_a_ratio_is_no_vote() -> None:
    assert stated("1. Some 4 to 6 experts will travel, with 3 assistants, in 2041.", "vote") == []


CHINESE_VOTES = [
    (
        "大会第 87/66 号决议以 180 票赞成、1 票反对、4 票弃权获得通过。",
        {"resolution": "A/RES/87/66", "yes": 180, "no": 1, "abstain": 4},
    ),
    (
        "大会以 183 票对 1 票(朝鲜民主主义人民共和国)、2 票弃权(印度、毛里求斯)通过了第 88/86 号"
        "决议。",
        {
            "resolution": "A/RES/88/86",
            "yes": 183,
            "states_no": ["PRK"],
            "states_abstain": ["IND", "MUS"],
        },
    ),
    (
        "安全理事会以 14 票赞成、零票反对、1 票弃权通过了第 2910(2034)号决议。",
        {"resolution": "S/RES/2910 (2034)", "yes": 14, "no": 0, "abstain": 1},
    ),
    (
        "多米尼加对大会第 89/68 号决议投了赞成票。",
        {"resolution": "A/RES/89/68", "yes": None, "states_yes": ["DOM"]},
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CHINESE_VOTES)
def test_chinese_votes(sentence: str, expected: dict[str, Any]) -> None:
    check(CTBT + sentence, "vote", [expected])


RECORD = """A/C.1/95/PV.21

The Chair: A recorded vote has been requested on the draft.

In favour:
Albania, Algeria, Zimbabwe

Against:
Democratic People's Republic of Korea

Abstaining:
India, Mauritius

Absent:
Eswatini, Tonga

Draft resolution A/C.1/95/L.44 was adopted by 3 votes to 1, with 2 abstentions.

The Committee will now vote on operative paragraph 4 of draft resolution A/C.1/95/L.45.

In favour:
Austria, Brazil

Against:
None

Abstaining:
France

Operative paragraph 4 was retained by 2 votes to none, with 1 abstention.
"""


def test_a_record_prints_the_roll_call_before_the_tally() -> None:
    fields = ("resolution", "part", "yes", "no", "abstain", "states_no", "states_abstain")
    found = [tuple(f[name] for name in fields) for f in stated(RECORD, "vote", "")]
    assert found == [
        ("A/C.1/95/L.44", None, 3, 1, 2, ["PRK"], ["IND", "MUS"]),
        ("A/C.1/95/L.45", "operative paragraph 4", 2, 0, 1, [], ["FRA"]),
    ]


def test_a_draft_in_the_name_of_others_has_them_as_sponsors() -> None:
    (vote,) = stated(
        "智利代表以下列国家的名义提出了决议草案：阿根廷、巴西和斐济。第95/60号决议以172票对1票、4票弃权通过。",
        "vote",
        head=CTBT,
    )
    assert vote["sponsors"] == ["ARG", "BRA", "FJI"]
