"""Lists of States in sentences of wordings that no rule of a pack knows; and what is none."""

from __future__ import annotations

import pytest

from .reading import pairs, stated

UNKNOWN_WORDINGS = [
    (
        "1. Delegations of the following States, being ratifiers or signatories, were registered "
        "and duly in attendance throughout: Chad, Peru and Yemen.",
        ("attending_ratifiers_and_signatories", ["TCD", "PER", "YEM"]),
    ),
    (
        "1. By virtue of rule 40, there were also present, in a capacity other than that of "
        "signatory, namely as other States: India and Pakistan.",
        ("attending_other", ["IND", "PAK"]),
    ),
    (
        "1. The remaining offices of Vice-President were, after consultations, filled by election "
        "from the regional groups, which put forward: Benin, Chile and Oman.",
        ("vice_presidents", ["BEN", "CHL", "OMN"]),
    ),
    (
        "1. A body to look into credentials, the Credentials Committee, was named by the Chair, on "
        "which Fiji, Mali, Norway and Peru agreed to have seats as members.",
        ("credentials_committee", ["FJI", "MLI", "NOR", "PER"]),
    ),
    (
        "1. In the ensuing discussion the floor was requested and given in turn to: Benin, Chile, "
        "Oman and Palau.",
        ("speakers", ["BEN", "CHL", "OMN", "PLW"]),
    ),
    (
        "1. 会议期间先后登记并派团与会的批准国和签署国共计如下：乍得、秘鲁和也门。",
        ("attending_ratifiers_and_signatories", ["TCD", "PER", "YEM"]),
    ),
    (
        "1. 此外，尚有按规定可到会的其他国家，即：印度和巴基斯坦。",
        ("attending_other", ["IND", "PAK"]),
    ),
    (
        "1. 经各区域组协商，副主席人选产生如下：贝宁、智利和阿曼。",
        ("vice_presidents", ["BEN", "CHL", "OMN"]),
    ),
    (
        "1. 全权证书委员会随即成立，斐济、马里、挪威和秘鲁为其组成国。",
        ("credentials_committee", ["FJI", "MLI", "NOR", "PER"]),
    ),
    (
        "1. 在随后的讨论中依次登台讲话者包括：贝宁、智利、阿曼和帕劳。",
        ("speakers", ["BEN", "CHL", "OMN", "PLW"]),
    ),
]


@pytest.mark.parametrize(("text", "expected"), UNKNOWN_WORDINGS)
def test_the_classes_of_its_words_tell_whose_list_it_is(
    text: str, expected: tuple[str, list[str]]
) -> None:
    assert pairs(text, "state_list", "role", "states") == [expected]


NO_LISTS = [
    "1. The Credentials Committee examined the credentials of Fiji, Mali, Norway and Peru.",
    "1. The exercise was held in the following places: Jordan and Kazakhstan.",
    "1. Voting against: India and Israel.",
    "1. The draft was introduced by the following delegations: Australia, Mexico and New Zealand.",
    "1. 全权证书委员会审查了斐济、马里、挪威和秘鲁的全权证书。",
    "1. 演练在下列地点进行：约旦和哈萨克斯坦。",
    "1. 投反对票的国家如下：印度和以色列。",
]


@pytest.mark.parametrize("text", NO_LISTS)
def test_states_that_a_sentence_names_otherwise_are_no_list(text: str) -> None:
    assert stated(text, "state_list") == []


def test_a_list_on_the_lines_below_a_long_introduction_is_read() -> None:
    text = (
        "1. The following 3 States that had already deposited their instruments of ratification of "
        "the Treaty before the opening of the Conference and States Signatories, which had not yet "
        "deposited their instruments of ratification before the opening of the Conference, "
        "participated in the Conference:\nAlgeria, Sao Tomé and Principe\nand Zambia.\n"
    )
    assert pairs(text, "state_list", "role", "states") == [
        ("attending_ratifiers_and_signatories", ["DZA", "STP", "ZMB"])
    ]
    assert pairs(text, "count", "subject", "value") == [("attending_states", 3)]


def test_columns_that_the_text_runs_across_are_none() -> None:
    text = """Activities

State              Date/period             Activity and background        Comments

1 (a) Activities in relation to Annex 2 States

Austria            20 October 2005         During a visit to Jakarta the Minister stressed to
                                           Indonesia and to the Foreign Minister of Viet
                                           Nam how much depended upon their ratification of
                                           the Treaty, and did so on several occasions.
"""
    (fact,) = stated(text, "activity")
    assert fact["targets"] == ["IDN", "VNM"]
    assert fact["comment"] is None
