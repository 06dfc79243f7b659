"""Statements of ministers, highlights of meetings and decisions in series, in their own words."""

from __future__ import annotations

import pytest

from .reading import CONFERENCE_ZH, CTBT, HEAD, MSP, MSP_ZH, check, pairs, shown


@pytest.mark.parametrize(
    ("text", "head", "lists"),
    [
        (
            "For entry into force, ratification by Chile, Ghana and Peru is still needed.",
            HEAD,
            [("annex2_remaining", "CHL GHA PER")],
        ),
        (
            "《条约》生效仍需智利、加纳和秘鲁批准。",
            CONFERENCE_ZH,
            [("annex2_remaining", "CHL GHA PER")],
        ),
        # Those who join a statement, or ratified since it was made, have not spoken.
        ("Joined this statement as of today:\n\nChile     Ghana\nKenya     Malta\n", HEAD, []),
        ("加入本声明的国家：\n\n智利      加纳\n肯尼亚    马耳他\n", CTBT, []),
        (
            "Also speaking were representatives of Chile, Ghana and Peru.",
            HEAD,
            [("speakers", "CHL GHA PER")],
        ),
        ("团长发了言，智利、加纳和秘鲁也作了发言。", CONFERENCE_ZH, [("speakers", "CHL GHA PER")]),
    ],
)
def test_lists(text: str, head: str, lists: list[tuple[str, str]]) -> None:
    assert shown(text, "state_list", ("role", "states"), head) == lists


def test_those_who_ratified_since_a_statement() -> None:
    text = "我们祝贺 2040 年声明发表以来批准《条约》的国家：智利、加纳。"
    found = pairs(text, "treaty_action", "state", "action", "since", head=CTBT)
    assert found == [("CHL", "ratification", "2040"), ("GHA", "ratification", "2040")]


def test_measures_under_small_roman_numbers() -> None:
    text = (
        "We commit ourselves to:\n\n   i.   speak of the Treaty;\n   ii.  write of it;\n"
        "   iii. pay for it.\n\n3. This is all.\n"
    )
    assert pairs(text, "measure", "label") == [("i",), ("ii",), ("iii",)]


@pytest.mark.parametrize(
    ("text", "head", "offices"),
    [
        (
            "Kenya and Malta take over from Peru as co-chairs of the working group on verification.",
            MSP,
            [("co_chair", "KEN"), ("co_chair", "MLT")],
        ),
        (
            "(a) Working group on verification: Kenya and Malta (co-chairs);",
            MSP,
            [("co_chair", "KEN"), ("co_chair", "MLT")],
        ),
        (
            "MSP11 goes to Geneva, 10–14 November 2041, under Kenya's presidency.",
            MSP,
            [("president", "KEN")],
        ),
        ("会议由肯尼亚和马耳他共同主持。", CTBT, [("president", "KEN"), ("president", "MLT")]),
        (
            "(a) 核查问题工作组：肯尼亚、马耳他(共同主席)；",
            MSP_ZH,
            [("co_chair", "KEN"), ("co_chair", "MLT")],
        ),
    ],
)
def test_offices(text: str, head: str, offices: list[tuple[str, str]]) -> None:
    assert sorted(pairs(text, "appointment", "role", "state", head=head)) == offices


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "The Tenth Meeting of States Parties was convened in Nairobi from Monday, 4 to Friday, "
            "8 May 2040.",
            ("2040-05-04", "2040-05-08"),
        ),
        (
            "Third, MSP11 goes to Geneva, 10–14 November 2041, as agreed.",
            ("2041-11-10", "2041-11-14"),
        ),
    ],
)
def test_days_with_their_weekdays_and_meetings_by_their_letters(
    text: str, days: tuple[str, str]
) -> None:
    assert pairs(text, "meeting", "start", "end", head=MSP) == [days]


def test_who_came_in_a_summary() -> None:
    text = "Seventy States parties and thirteen signatories took part. Civil society sent 140 organizations."
    assert sorted(pairs(text, "count", "subject", "value", head=MSP)) == [
        ("attending_ngos", 140),
        ("attending_signatories", 13),
        ("attending_states_parties", 70),
    ]


def test_international_organisations_are_no_states() -> None:
    text = "一百零二个国家和十五个国际组织的代表与会。"
    assert pairs(text, "count", "subject", "value", head=CTBT) == [("attending_states", 102)]


def test_decisions_by_number_with_their_titles_below() -> None:
    text = (
        "TPNW/MSP/2041/CRP.4\n\n禁止核武器条约缔约国会议\n\n会议决定汇编\n\n第 1 号决定\n选举主席团成员\n\n"
        "会议选出肯尼亚任主席。\n\n第 2 号决定\n费用\n\n费用如下。\n"
    )
    check(
        text,
        "decision",
        [{"label": "1", "title": "选举主席团成员"}, {"label": "2", "title": "费用"}],
    )


def test_a_name_whose_bracket_closes_below_its_days() -> None:
    text = (
        "STATE                     DATE OF SIGNATURE     DATE OF DEPOSIT OF RATIFICATION\n\n"
        "Ghana\n"
        "Iran (Islamic             24 SEP 2031\n"
        "Republic of)\n"
        "Malta                     01 OCT 2031           07 SEP 2033\n\n"
        "TOTAL:  SIGNATURES 188   RATIFICATIONS 183\n"
    )
    assert sorted(pairs(text, "treaty_action", "state", "action", "date")) == [
        ("IRN", "signature", "2031-09-24"),
        ("MLT", "ratification", "2033-09-07"),
        ("MLT", "signature", "2031-10-01"),
    ]
    assert sorted(pairs(text, "count", "subject", "value")) == [
        ("ratifiers", 183),
        ("signatories", 188),
    ]
