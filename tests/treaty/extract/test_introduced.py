"""Lists of States in sentences of wordings that no rule of a pack knows; and what is none."""

from __future__ import annotations

import pytest

from .reading import CTBT, HEAD, pairs, stated

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
    "1. He made statements in India, China and Japan.",
    "1. Members of the Bureau travelled to: Kenya, Uganda and Rwanda.",
    "1. 他在印度、中国和日本发表了讲话。",
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


_ENGLISH = (
    "The secretariat has the honour to circulate the lists that were asked for at the\n"
    "last session, as they stood on the day on which the present note was written.\n"
)
_CHINESE = "秘书处谨分发上届会议所要求的各份清单，清单所列为本说明编写之日的情况，此后如有变化将另行\n通知。秘书处并请各代表团核对清单，如有错漏，请于一个月内函告，以便在下次印发时一并予以改正。\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "A. States which have ratified the Treaty\n\nChad, Fiji, Peru\n\n"
            "B. The 44 States listed in Annex 2 to the Treaty\n\n"
            "(1) States which have ratified\n\nAlgeria, Australia, Austria, Bangladesh and Turkey\n\n"
            "(2) States which have signed but not yet ratified\n\nChina, Egypt and Israel\n\n"
            "(3) States which have not signed\n\nIndia, Pakistan\n",
            "en",
        ),
        (
            "A. 已批准《条约》的国家\n\n乍得、斐济、秘鲁\n\n"
            "B. 《条约》附件2所列44个国家\n\n1. 已批准的国家\n\n阿尔及利亚、澳大利亚、奥地利、孟加拉国和土耳其\n\n"
            "2. 已签署但尚未批准的国家\n\n中国、埃及和以色列\n\n3. 尚未签署的国家\n\n印度、巴基斯坦\n",
            "zh",
        ),
    ],
)
def test_lists_below_that_of_annex_2_are_of_its_states(text: str, names: str) -> None:
    # A paper all of blank lines would read as double-spaced.
    prose = (_ENGLISH if names == "en" else _CHINESE) * 4
    head = f"{HEAD}1. {prose}\n\nAppendix\n\n" if names == "en" else f"{CTBT}{prose}\n\n附录\n\n"
    assert pairs(text, "state_list", "role", "states", head=head) == [
        ("ratified", ["TCD", "FJI", "PER"]),
        ("annex2_ratified", ["DZA", "AUS", "AUT", "BGD", "TUR"]),
        ("annex2_signed_not_ratified", ["CHN", "EGY", "ISR"]),
        ("annex2_not_signed", ["IND", "PAK"]),
    ]


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        (
            "1. Of the 44 States listed in Annex 2 whose ratification is required for entry into "
            "force, 41 have signed and 33 have both signed and ratified the Treaty.",
            HEAD,
            {("annex2_states", 44), ("annex2_signatories", 41), ("annex2_ratifiers", 33)},
        ),
        (
            "1. As of today, 176 States have signed and 125 States have deposited their instruments "
            "of ratification, an increase of more than 20 ratifications since the last Conference.",
            HEAD,
            {("signatories", 176), ("ratifiers", 125)},
        ),
        (
            "《条约》附件2所列、《条约》生效须得到其批准的44个国家中，已有41个国家签署，其中32个国家已签署并批准了《条约》。",
            CTBT,
            {("annex2_states", 44), ("annex2_signatories", 41), ("annex2_ratifiers", 32)},
        ),
        (
            "《条约》已得到186个国家签署和177个国家批准。",
            CTBT,
            {("signatories", 186), ("ratifiers", 177)},
        ),
    ],
)
def test_counts_of_the_states_of_annex_2_are_told_from_those_of_all(
    text: str, head: str, expected: set[tuple[str, int]]
) -> None:
    assert set(pairs(text, "count", "subject", "value", head=head)) == expected


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        (
            "1. Mr. Alan Burns, Minister for Foreign Affairs of Australia, was elected President of "
            "the Conference by acclamation.",
            HEAD,
            ("president", "AUS", "Alan Burns"),
        ),
        (
            "1. The Conference elected by consensus Italy to the Presidency of the Conference.",
            HEAD,
            ("president", "ITA", None),
        ),
        ("Rapporteur: Ms. Aino Laine (Finland)", HEAD, ("rapporteur", "FIN", "Aino Laine")),
        ("报告员：艾诺·莱内女士(芬兰)", CTBT, ("rapporteur", "FIN", "艾诺·莱内")),
        ("会议推选秘鲁出任会议主席。", CTBT, ("president", "PER", None)),
    ],
)
def test_officers_of_other_wordings_are_read(
    text: str, head: str, expected: tuple[str, str, str | None]
) -> None:
    assert pairs(text, "appointment", "role", "state", "person", head=head) == [expected]


@pytest.mark.parametrize("verb", ["通过", "采纳", "商定", "核准"])
def test_an_agenda_is_read_whatever_was_done_with_it(verb: str) -> None:
    text = f"会议{verb}了下列议事日程：\n\n1. 会议开幕。\n2. 其他事项。\n"
    assert [title for (title,) in pairs(text, "agenda_item", "title", head=CTBT)] == [
        "会议开幕",
        "其他事项",
    ]
