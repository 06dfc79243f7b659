"""Who acts, in words that no rule knows as a phrase: told by what stands beside the names."""

from __future__ import annotations

from typing import Any

import pytest

from .reading import CONFERENCE_ZH, CTBT, HEAD, MSP, MSP_ZH, check, pairs, shown, stated

_PRESS = "PRESS RELEASE\n\nGeneva, 5 May 2041\n\nA NEW RATIFICATION\n\n"


@pytest.mark.parametrize(
    ("text", "head", "role", "states"),
    [
        (
            "Attending as observers were Chile, Finland and Ghana.",
            MSP,
            "observer_states",
            "CHL FIN GHA",
        ),
        (
            "Kenya, Malta and Peru provided the Vice-Presidents.",
            HEAD,
            "vice_presidents",
            "KEN MLT PER",
        ),
        (
            "The Annex 2 States that have signed without ratifying are Chile, Ghana and Peru.",
            HEAD,
            "annex2_signed_not_ratified",
            "CHL GHA PER",
        ),
        (
            "Of the Annex 2 States, three — Chile, Ghana and Peru — have yet to ratify.",
            HEAD,
            "annex2_remaining",
            "CHL GHA PER",
        ),
        ("以观察员身份出席会议的有智利、芬兰和加纳。", MSP_ZH, "observer_states", "CHL FIN GHA"),
        (
            "已签署但尚未批准的附件2国家有：智利、加纳和秘鲁。",
            CONFERENCE_ZH,
            "annex2_signed_not_ratified",
            "CHL GHA PER",
        ),
    ],
)
def test_lists_by_the_words_beside_them(text: str, head: str, role: str, states: str) -> None:
    assert shown(text, "state_list", ("role", "states"), head) == [(role, states)]


@pytest.mark.parametrize(
    ("text", "head", "count"),
    [
        ("With this, Kenya became the 182nd ratifying State.", HEAD, ("ratifiers", 182)),
        ("Malta became the seventy-ninth State party.", MSP, ("states_parties", 79)),
        ("肯尼亚成为第一百八十二个批准《条约》的国家。", CTBT, ("ratifiers", 182)),
        ("马耳他成为第79个缔约国。", MSP_ZH, ("states_parties", 79)),
    ],
)
def test_a_number_of_order_says_how_many_there_are(
    text: str, head: str, count: tuple[str, int]
) -> None:
    assert count in pairs(text, "count", "subject", "value", head=head)


def test_what_stands_in_the_way_is_outstanding() -> None:
    text = "Only five of the forty-four Annex 2 States now stand between us and entry into force."
    assert ("annex2_remaining", 5) in pairs(text, "count", "subject", "value")
    assert "annex2_ratifiers" not in [row[0] for row in pairs(text, "count", "subject")]


def test_the_number_of_a_station_counts_nothing() -> None:
    text = "随着辅助台站 AS088 通过核证，国际监测系统已有 305 个设施通过核证。"
    assert pairs(text, "count", "value", head=CTBT) == [(305,)]


@pytest.mark.parametrize(
    ("text", "head", "offices"),
    [
        (
            "The seventh Conference will meet in May 2043; Kenya and Malta will preside.",
            HEAD,
            [("president", "KEN"), ("president", "MLT")],
        ),
        (
            "The Meeting will take place in Geneva with Kenya presiding.",
            MSP,
            [("president", "KEN")],
        ),
        (
            "Kenya will co-chair, with Malta, the working group on verification.",
            MSP,
            [("co_chair", "KEN"), ("co_chair", "MLT")],
        ),
        (
            "肯尼亚将与马耳他共同主持核查问题工作组。",
            MSP_ZH,
            [("co_chair", "KEN"), ("co_chair", "MLT")],
        ),
        (
            "协调员肯尼亚和马耳他已分发草案。",
            CTBT,
            [("coordinator", "KEN"), ("coordinator", "MLT")],
        ),
    ],
)
def test_offices(text: str, head: str, offices: list[tuple[str, str]]) -> None:
    assert sorted(pairs(text, "appointment", "role", "state", head=head)) == offices


@pytest.mark.parametrize(
    ("text", "head", "acts"),
    [
        (
            "Kenya signed the Treaty on 4 May 2031, its instrument of ratification being deposited "
            "on 6 August 2032.",
            HEAD,
            [("KEN", "ratification", "2032-08-06"), ("KEN", "signature", "2031-05-04")],
        ),
        (
            "Ratified: Kenya (4 May 2031); Malta and Peru (both on 6 May 2031).",
            HEAD,
            [
                ("KEN", "ratification", "2031-05-04"),
                ("MLT", "ratification", "2031-05-06"),
                ("PER", "ratification", "2031-05-06"),
            ],
        ),
        (
            "肯尼亚2031年5月4日签署《条约》，批准书于2032年8月6日交存。",
            CTBT,
            [("KEN", "ratification", "2032-08-06"), ("KEN", "signature", "2031-05-04")],
        ),
        (
            "会议欢迎下列批准：肯尼亚，2031年5月4日；最近则有马耳他(2031年5月6日)。",
            CTBT,
            [("KEN", "ratification", "2031-05-04"), ("MLT", "ratification", "2031-05-06")],
        ),
    ],
)
def test_acts(text: str, head: str, acts: list[tuple[str, str, str]]) -> None:
    found = pairs(text, "treaty_action", "state", "action", "date", head=head)
    assert sorted(found) == acts


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            f"{_PRESS}Today the Republic of Malta deposited its instrument of ratification of the "
            "Comprehensive Nuclear-Test-Ban Treaty in New York.\n",
            "2041-05-05",
        ),
        (
            "某某社日内瓦 2041 年 5 月 5 日电\n\n马耳他批准条约\n\n马耳他 4 日向联合国秘书长交存了"
            "《全面禁止核试验条约》批准书。\n",
            "2041-05-04",
        ),
    ],
)
def test_a_press_release_dates_by_its_own_day(text: str, date: str) -> None:
    check(
        text,
        "treaty_action",
        [{"state": "MLT", "treaty": "CTBT", "action": "ratification", "date": date}],
    )


def test_a_vote_whose_abstentions_stand_before_their_verb() -> None:
    text = (
        "Resolution 95/66 was adopted by 178 votes to 2 (Chile and Ghana), 3 States (Kenya, Malta "
        "and Peru) abstaining."
    )
    fields = ("yes", "no", "abstain", "states_no", "states_abstain")
    found = pairs(text, "vote", *fields)
    assert found == [(178, 2, 3, ["CHL", "GHA"], ["KEN", "MLT", "PER"])]


def test_the_number_of_a_note_is_no_resolution() -> None:
    assert stated("照会第118/2033号。", "reference", CTBT) == []


def test_a_ceiling_for_any_state() -> None:
    text = "费用按比额表分摊；任何国家所缴不超过25%。"
    assert pairs(text, "rule", "name", "value", head=MSP_ZH) == [("assessment_ceiling", "25%")]


_ROWS = (
    "        Acronym League for                  Mayors without Borders*\n"
    "           Verification                     Pax Montana\n"
    "        Rule 36                             Seismologists for Peace and the\n"
    "                                               Environment\n"
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            f"2. Organizations in consultative status with the Council (5)\n\n{_ROWS}",
            [
                "Acronym League for Verification",
                "Mayors without Borders",
                "Pax Montana",
                "Rule 36",
                "Seismologists for Peace and the Environment",
            ],
        ),
        (
            "2. Organizations without consultative status (4)\n\n"
            "  (1) Council of Islands     (2) Reef Initiative\n"
            "  (3) Peace Canoe            (4) Youth of the Atolls\n",
            ["Council of Islands", "Reef Initiative", "Peace Canoe", "Youth of the Atolls"],
        ),
    ],
)
def test_organisations_in_columns_below_their_heading(text: str, names: list[str]) -> None:
    found: list[dict[str, Any]] = stated(
        f"\n{text}\n3. The list is final.\n", "organisation_list", MSP
    )
    assert [fact["names"] for fact in found] == [names]


def test_organisations_that_follow_the_proceedings() -> None:
    text = (
        "Chile spoke. The International Committee of the Red Cross, the League of Arab States and "
        "the Reef Institute likewise followed the proceedings. It rained."
    )
    assert pairs(text, "organisation_list", "names", head=MSP) == [
        (
            [
                "International Committee of the Red Cross",
                "League of Arab States",
                "Reef Institute",
            ],
        )
    ]
