"""Lists of States: in a sentence, under a heading, and what is no list: English, then Chinese."""

from __future__ import annotations

import pytest

from testban.reference.states import short_name, states

from .reading import CTBT, HEAD, MSP_ZH, TPNW, check, pairs, stated

STATE_LISTS = [
    (
        "1. In accordance with rule 40 of the rules of procedure, the following other State "
        "attended the Conference: Pakistan.",
        ("attending_other", ["PAK"]),
    ),
    (
        "1. The following ratifying States and States Signatories participated in the "
        "Conference: Chad, Congo, Democratic Republic of the Congo and Niger.",
        ("attending_ratifiers_and_signatories", ["TCD", "COG", "COD", "NER"]),
    ),
    (
        "1. The following 61 States parties to the Treaty participated in the Meeting: Austria, "
        "Bolivia (Plurinational State of) and Viet Nam.",
        ("attending_states_parties", ["AUT", "BOL", "VNM"]),
    ),
    (
        "1. The following States attended the Meeting as observers, in accordance with rule 1: "
        "Brazil, Netherlands (Kingdom of the) and Switzerland.",
        ("observer_states", ["BRA", "NLD", "CHE"]),
    ),
    (
        "1. The Conference elected the representatives of Kenya, the Netherlands and Spain as "
        "Vice-Presidents of the Conference.",
        ("vice_presidents", ["KEN", "NLD", "ESP"]),
    ),
    (
        "1. Chile, Fiji and Togo were elected Vice-Presidents.",
        ("vice_presidents", ["CHL", "FJI", "TGO"]),
    ),
    (
        "1. The Conference established a Credentials Committee consisting of the representatives "
        "of Canada, Guinea-Bissau and Guinea.",
        ("credentials_committee", ["CAN", "GNB", "GIN"]),
    ),
    (
        "1. The Meeting appointed Malta, Peru and Qatar as members of the Credentials Committee.",
        ("credentials_committee", ["MLT", "PER", "QAT"]),
    ),
    (
        "1. Statements were made by the representatives of the following participating States: "
        "Iran (Islamic Republic of), Iraq and Ireland.",
        ("speakers", ["IRN", "IRQ", "IRL"]),
    ),
    (
        "1. The representatives of Egypt, Jordan and Oman made statements.",
        ("speakers", ["EGY", "JOR", "OMN"]),
    ),
]


@pytest.mark.parametrize(("text", "expected"), STATE_LISTS)
def test_sentences_list_states(text: str, expected: tuple[str, list[str]]) -> None:
    assert pairs(text, "state_list", "role", "states") == [expected]


NO_STATE_LISTS = [
    "1. Kenya, the Netherlands and Spain asked the Vice-Presidents for their advice.",
    "1. The following documents were before the Conference: a letter from Kenya and one from Spain.",
    "1. The representative of Pakistan made a statement.",
]


@pytest.mark.parametrize("text", NO_STATE_LISTS)
def test_states_that_are_merely_named_are_no_list(text: str) -> None:
    assert stated(text, "state_list") == []


TABLES = [
    (
        "States which have not signed the Treaty\n\n"
        "Democratic People's Republic of   India        Saint Vincent and\n"
        "Korea                                          the Grenadines\n"
        "Micronesia                        Pakistan     Tonga\n"
        "(Federated States of)\n",
        ["PRK", "IND", "VCT", "FSM", "PAK", "TON"],
    ),
    (
        "States which have not signed the Treaty\n\nBhutan\n\nBolivia (Plurinational\nState of)\n\n"
        "United Kingdom of Great Britain\nand Northern Ireland\n\nYemen\n",
        ["BTN", "BOL", "GBR", "YEM"],
    ),
    (
        "States which have not signed the Treaty\n\nBhutan Congo India\nSaudi Arabia Tonga Yemen\n",
        ["BTN", "COG", "IND", "SAU", "TON", "YEM"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_a_name_may_be_broken_over_lines_of_its_column(text: str, expected: list[str]) -> None:
    assert pairs(text, "state_list", "role", "states") == [("not_signed", expected)]


@pytest.mark.parametrize(
    ("names", "unknown"),
    [
        ("Albania, Atlantis, Algeria and Andorra", ["Atlantis"]),
        ("Albania and the Kingdom of Nowhere, Algeria", ["Kingdom of Nowhere"]),
        ("Albania, Algeria and Andorra", None),
    ],
)
def test_a_name_that_no_state_has_is_given_without_its_commas(
    names: str, unknown: list[str] | None
) -> None:
    sentence = (
        "3. The following States which had deposited their instruments of ratification "
        f"participated in the Conference: {names}."
    )
    (found,) = stated(sentence, "state_list")
    assert found.get("unknown") == unknown


CHINESE_STATE_LISTS = [
    (CTBT, "会议选出阿根廷、日本和肯尼亚为副主席。", "vice_presidents", ["ARG", "JPN", "KEN"]),
    (
        CTBT,
        "会议选举以下三个国家的代表为副主席：爱尔兰、基里巴斯和纳米比亚。",
        "vice_presidents",
        ["IRL", "KIR", "NAM"],
    ),
    (
        CTBT,
        "会议任命了由下列国家组成的全权证书委员会：不丹、加拿大和秘鲁。",
        "credentials_committee",
        ["BTN", "CAN", "PER"],
    ),
    (
        CTBT,
        "已交存《条约》批准书的下列国家参加了会议：安哥拉、奥地利。",
        "attending_ratifiers_and_signatories",
        ["AGO", "AUT"],
    ),
    (CTBT, "下列非签署国出席了会议：印度和巴基斯坦。", "attending_other", ["IND", "PAK"]),
    (CTBT, "以下代表团发了言：日本、多米尼克和土耳其。", "speakers", ["JPN", "DMA", "TUR"]),
    (TPNW, "下列国家作为观察员出席了会议：巴西和比利时。", "observer_states", ["BRA", "BEL"]),
    (
        TPNW,
        "下列 3 个缔约国出席了会议：尼日尔、尼日利亚和几内亚比绍。",
        "attending_states_parties",
        ["NER", "NGA", "GNB"],
    ),
]


@pytest.mark.parametrize(("head", "sentence", "role", "states"), CHINESE_STATE_LISTS)
def test_chinese_lists_of_states(head: str, sentence: str, role: str, states: list[str]) -> None:
    check(head + sentence, "state_list", [{"role": role, "states": states}])


def test_chinese_states_that_are_only_named_are_no_list() -> None:
    check(f"{CTBT}中国、法国和联合王国负有特殊责任。", "state_list", [])


def test_a_sentence_below_a_heading_that_names_its_list_is_told_once() -> None:
    text = "B. 主席团成员\n\n7. 会议选举奥地利、基里巴斯、墨西哥和南非的代表担任副主席。\n"
    assert len(stated(text, "state_list", head=MSP_ZH)) == 1


@pytest.mark.parametrize(("language", "comma", "last"), [("en", ", ", " and "), ("zh", "、", "和")])
def test_a_list_below_its_heading_may_be_one_long_paragraph(
    language: str, comma: str, last: str
) -> None:
    """Of a hundred States and more: no length of running text makes it prose."""
    codes = [code for code, row in states().items() if row.annex2][:40] * 3
    names = [short_name(code, language) for code in codes]
    text = f"{comma.join(names[:-1])}{last}{names[-1]}"
    heading = {"en": "A. States which have ratified the Treaty", "zh": "A. 已批准条约的国家"}
    head = {"en": HEAD, "zh": CTBT}[language]
    found = pairs(f"{heading[language]}\n\n{text}\n", "state_list", "role", "states", head=head)
    assert found == [("ratified", codes)]


def test_the_middle_of_a_name_that_its_column_breaks_is_no_unknown_state() -> None:
    rows = (
        "A. States which have ratified the Treaty\n\n"
        "Bahrain                   Hungary                   Qatar\n"
        "Bangladesh                Iran (Islamic Republic    Republic of Korea\n"
        "                          of)\n"
        "Barbados                  Iraq                      Rwanda\n"
    )
    (found,) = stated(rows, "state_list")
    assert found["states"] == [
        *("BHR", "HUN", "QAT"),
        *("BGD", "IRN", "KOR"),
        *("BRB", "IRQ", "RWA"),
    ]
    assert "unknown" not in found
