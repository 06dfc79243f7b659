"""What a reader is told to look at again: names that no State has, and days that no calendar has."""

from __future__ import annotations

import pytest

from testban.treaty.documents import Source, parse
from testban.treaty.extract import extract_facts
from testban.treaty.extract.doubts import doubts


def told(text: str) -> list[str]:
    document = parse(Source("paper.txt", "", "text/plain", text))
    return doubts(document, extract_facts(document))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1. The Conference met.\n\n2. Atlantis ratified the Treaty on 3 May 2033.\n", "Atlantis"),
        ("1. The Conference met.\n\n2. On 3 May 2033, Wakanda acceded to the Treaty.\n", "Wakanda"),
        (
            "1. The Conference met.\n\n2. Brazil, Chile, Guatamala, Japan and Peru attended.\n",
            "Guatamala",
        ),
        (
            "1. 会议开幕。\n\n2. 亚特兰蒂斯于2033年5月3日批准了《全面禁止核试验条约》。\n",
            "亚特兰蒂斯",
        ),
        ("1. 会议开幕。\n\n2. 到会的有巴西、智利、亚特兰蒂斯、日本和秘鲁。\n", "亚特兰蒂斯"),
    ],
)
def test_a_name_that_no_state_has_is_told_with_its_line(text: str, name: str) -> None:
    (line,) = told(text)
    assert line.startswith(f"paper.txt:3: no State is called '{name}' (")
    near = {"Guatamala": "Perhaps Guatemala is meant", "Wakanda": "Perhaps Rwanda is meant"}
    cure = near.get(name, "Check the name")
    assert line.endswith(f"; what is said of it is left out. {cure}")


@pytest.mark.parametrize(
    "text",
    [
        "1. Parliament ratified the Treaty on 3 May 2033, and the Minister signed the Treaty.",
        "1. Brazil, Chile, the European Union, Japan, Norway and Peru spoke.",
        "1. Workshops were held in Nairobi, Kenya, Tokyo, Japan, and Lima, Peru.",
        "1. Brazil, Chile, Japan and Peru, which met in Vienna, and Kenya and Norway spoke.",
        "1. 议会于2033年5月3日批准了《全面禁止核试验条约》。",
        "1. 巴西、智利、欧洲联盟、国际原子能机构、日本、挪威和秘鲁作了发言。",
    ],
)
def test_what_is_no_name_of_a_state_raises_no_doubt(text: str) -> None:
    assert told(f"{text}\n") == []


def test_a_day_of_no_calendar_is_told_with_its_line() -> None:
    (line,) = told("1. 会议开幕。\n\n2. 佛得角于2006年2月30日批准了《条约》。\n")
    assert line.startswith("paper.txt:3: '2006年2月30日' is no day of the calendar")
