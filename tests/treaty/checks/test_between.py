"""What two papers state otherwise is found, with both places; what they state alike is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from testban.treaty.checks import Finding, contradictions, make_paper, statements
from testban.treaty.documents import Source, parse, read_document
from testban.treaty.ledger import Ledger

EN = "CTBT-Art.XIV/2021/{}\n\n30 September 2021\n\nReport of the Conference\n\n"
ZH = "CTBT-Art.XIV/2021/{}\n\n2021年9月30日\n\n促进《全面禁止核试验条约》生效会议报告\n\n"


def between(*texts: str) -> list[tuple[str, Finding]]:
    said = []
    for number, text in enumerate(texts):
        document = parse(Source(f"{number}.txt", "", "text/plain", text))
        said += statements(f"{number}.txt", make_paper(document, ledger=Ledger.shipped()))
    return list(contradictions(said))


CASES = [
    ("1. As at 23 September 2021, {} States had signed the Treaty.\n", "185", "184", "X901"),
    (
        "1. Fiji ratified the Comprehensive Nuclear-Test-Ban Treaty on {} October 1996.\n",
        "10", "11", "X902",
    ),
    (
        "1. The 2005 Article XIV Conference was held in New York from {} to 23 September 2005.\n",
        "21", "22", "X903",
    ),
    ("1. Resolution 60/95 was adopted by 150 votes to {}, with 2 abstentions.\n", "2", "3", "X904"),
    (
        "1. Resolution 60/95 was adopted by 150 votes to 1, with 2 abstentions (India and {}).\n",
        "Mauritius", "Colombia", "X904",
    ),
    ("1. The Conference elected {} as President of the Conference.\n", "South Africa", "Spain", "X905"),
    ("1. The following 3 States attended as observers: Chile, Fiji and {}.\n", "Togo", "Tonga", "X906"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "one", "other", "code"), CASES)
def test_two_papers_that_state_one_fact_otherwise(
    text: str, one: str, other: str, code: str
) -> None:
    first, second = EN.format(4) + text.format(one), EN.format(5) + text.format(other)
    ((file, finding),) = between(first, second)
    assert (file, finding.rule.code, finding.values["file"]) == ("1.txt", code, "0.txt")
    assert (finding.cite.line, finding.values["line"]) == (7, 7)
    assert "0.txt, line 7" in finding.message("en")
    assert "0.txt第7行" in finding.message("zh")
    assert between(first, EN.format(5) + text.format(one)) == []


def test_papers_in_two_languages_are_compared_by_what_they_say() -> None:
    english = f"{EN.format(4)}1. As at 23 September 2021, 185 States had signed the Treaty.\n"
    chinese = f"{ZH.format(6)}1. 截至2021年9月23日，{{}}个国家已经签署《条约》。\n"
    assert between(english, chinese.format(185)) == []
    ((_, finding),) = between(english, chinese.format(186))
    assert ": 186 here, 185 in 0.txt, line 7: " in finding.message()


def test_a_third_paper_is_held_against_the_first() -> None:
    text = EN + "1. As at 23 September 2021, {} States had signed the Treaty.\n"
    found = between(text.format(4, 185), text.format(5, 185), text.format(6, 186))
    assert [(file, f.values["file"]) for file, f in found] == [("2.txt", "0.txt")]


def test_one_paper_does_not_contradict_itself_here() -> None:
    text = "1. As at 23 September 2021, 185 States had signed.\n\n2. As at 23 September 2021, 186 States had signed.\n"
    assert between(EN.format(4) + text) == []


def test_the_draft_and_the_report_of_2021_differ_in_the_days_of_the_conference_alone(
    shared: Path,
) -> None:
    said = []
    for number in ("001", "002"):
        (path,) = (shared / "documents").glob(f"{number}_*.txt")
        said += statements(number, make_paper(read_document(path), ledger=None))
    ((file, finding),) = contradictions(said)
    assert (file, finding.rule.code) == ("002", "X907")
    assert ": held 23–24 September 2021 here; 23 September 2021 only in 001, line 1: " in (
        finding.message()
    )


def test_one_day_of_a_meeting_contradicts_nothing_and_another_day_does() -> None:
    text = EN + "1. The 2005 Article XIV Conference was held in New York {} September 2005.\n"
    period = text.format(4, "from 21 to 23")
    (told,) = between(period, text.format(5, "on 22"))
    assert (told[1].rule.code, told[1].rule.severity) == ("X907", "info")
    assert "held 22 September 2005 only here; 21–23 September 2005 in 0.txt" in told[1].message()
    assert "此处会期为2005年9月22日一天，0.txt第7行为2005年9月21日至23日" in told[1].message("zh")
    (told,) = between(period, text.format(5, "on 24"))
    assert (told[1].rule.code, told[1].rule.severity) == ("X903", "warning")


@pytest.mark.parametrize(("text", "one", "other", "code"), CASES)
def test_a_message_is_in_one_language(text: str, one: str, other: str, code: str) -> None:
    ((_, finding),) = between(EN.format(4) + text.format(one), EN.format(5) + text.format(other))
    about = finding.message("zh").partition("：")[0]
    assert code == "X904" or not re.search("[A-Za-z]", about)
    assert not re.search("[\u4e00-\u9fff_]", finding.message("en"))


TPNW = (
    "TPNW/MSP/2023/{}\n\n1 December 2023\n\nReport of the Second Meeting of States Parties to the Treaty on "
    "the Prohibition of Nuclear Weapons\n\n1. "
)


@pytest.mark.parametrize(
    ("here", "named"),
    [
        (
            "Ambassador Alexander Kmentt (Austria) was elected President of the second Meeting.",
            ["AUT"],
        ),
        ("The Meeting elected Enrique Ochoa (Mexico) as President.", ["Enrique Ochoa"]),
        ("The Meeting elected Mr. de la Fuente (Mexico) as President.", []),
        ("Austria presided over the first Meeting of States Parties.", []),
    ],
)
def test_a_president_of_one_meeting_named_in_two_ways(here: str, named: list[str]) -> None:
    there = (
        "The Meeting elected Juan Ramón de la Fuente (Mexico) as President of the second Meeting.\n"
    )
    found = between(TPNW.format(14) + there, TPNW.format(9) + here + "\n")
    assert [f.rule.code for _, f in found] == ["X905"] * len(named)
    shown = [f.values["here"] for _, f in found]
    assert [getattr(each, "name", None) or each.codes[0] for each in shown] == named
