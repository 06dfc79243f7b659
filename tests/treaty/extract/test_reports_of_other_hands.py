"""Reports and declarations as other hands lay them out: parts of lists, outstanding States, rule 41."""

from __future__ import annotations

import pytest

from .reading import CONFERENCE_ZH, CTBT, HEAD, pairs, shown


def test_a_speaker_for_others_belongs_to_the_list() -> None:
    text = (
        "Statements were made by Australia, Chile, the Netherlands (Kingdom of the) and, on behalf of "
        "the European Union, Portugal. Statements were made by Ghana, Kenya and, on behalf of the "
        "Arab Group, Egypt."
    )
    assert shown(text, "state_list", ("role", "states")) == [
        ("speakers", "AUS CHL NLD PRT"),
        ("speakers", "GHA KEN EGY"),
    ]


@pytest.mark.parametrize(
    ("text", "head", "names"),
    [
        (
            "The African Union, the European Union and the Institute of Reefs were represented in "
            "accordance with rule 41.",
            HEAD,
            ["African Union", "European Union", "Institute of Reefs"],
        ),
        (
            "非洲联盟、国际礁石中心和各国议会联盟根据第41条派代表出席。",
            CONFERENCE_ZH,
            ["非洲联盟", "国际礁石中心", "各国议会联盟"],
        ),
        ("与会的国际组织和机构：非洲联盟；礁石研究所。", CONFERENCE_ZH, ["非洲联盟", "礁石研究所"]),
    ],
)
def test_organisations(text: str, head: str, names: list[str]) -> None:
    assert pairs(text, "organisation_list", "names", head=head) == [(names,)]


def test_those_that_a_count_leaves() -> None:
    text = (
        "Of the 44 States whose ratification is required, 41 have signed and 39 have ratified, leaving "
        "three: Chile, Ghana and Peru."
    )
    assert shown(text, "state_list", ("role", "states")) == [("annex2_remaining", "CHL GHA PER")]
    assert sorted(pairs(text, "count", "subject", "value")) == [
        ("annex2_ratifiers", 39),
        ("annex2_remaining", 3),
        ("annex2_signatories", 41),
        ("annex2_states", 44),
    ]


def test_names_parted_by_spaced_dots_and_short_heads_below_a_heading() -> None:
    text = (
        "A. Ratifiers in alphabetical order (extract): Albania . Algeria . Andorra . Angola . "
        "Argentina\n\nB. Annex 2 States that have not ratified\n\n   a) Signed\n      Chile\n"
        "      Ghana\n\n   b) Not signed\n      Kenya\n      Malta\n"
    )
    assert shown(f"\n{text}", "state_list", ("role", "states")) == [
        ("ratified", "ALB DZA AND AGO ARG"),
        ("annex2_signed_not_ratified", "CHL GHA"),
        ("annex2_not_signed", "KEN MLT"),
    ]


def test_the_next_conference_by_it() -> None:
    text = (
        "The Conference noted the cost of the next conference, US$ 214,700, and decided that it would "
        "be held in New York on 23 and 24 September 2043."
    )
    assert pairs(text, "meeting", "start", "end") == [("2043-09-23", "2043-09-24")]


def test_counts_of_annex_2_in_chinese() -> None:
    text = "185国已批准《条约》，包括附件2所列44国中的39国。"
    assert ("annex2_ratifiers", 39) in pairs(text, "count", "subject", "value", head=CTBT)


def test_the_secretary_confirmed() -> None:
    text = "维克托·汉森先生(挪威)被确认为会议秘书。"
    found = pairs(text, "appointment", "role", "state", "person", head=CONFERENCE_ZH)
    assert found == [("secretary", "NOR", "维克托·汉森")]


def test_a_sponsor_after_a_clause() -> None:
    text = "Chile, which signed on 4 May 2031, co-sponsored resolution 88/75 on the Treaty."
    assert pairs(text, "vote", "resolution", "sponsors") == [("A/RES/88/75", ["CHL"])]
