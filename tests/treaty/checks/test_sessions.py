"""Sessions, sittings, years of conferences, resolutions of the Council, annexes named together."""

from __future__ import annotations

import pytest

from tests.treaty.checks.test_right_text import EN, ZH, codes

OF_THE_ASSEMBLY = (
    "A/76/137\n\nGeneral Assembly\n\n{} session\n\n20 July 2021\n\nComprehensive Nuclear-Test-Ban Treaty"
    "\n\nReport of the Secretary-General\n\n1. The report is submitted pursuant to resolution 75/87.\n"
)
APPENDICES = "\n\nAppendix I\n\nStates\n\nAustria.\n\nAppendix II\n\nDocuments\n\nNone.\n"
AGENDA = (
    f"{EN}1. The Conference adopted the following agenda:\n\n1. Opening of the Conference\n\n"
    "2. Election of the President\n\n3. Adoption of the agenda\n\n4. Adoption of the rules of procedure"
    "\n\n5. General exchange of views\n\n2. Under agenda item {}, the Conference adopted its agenda.\n\n"
    "3. Under agenda item 5, the Conference held a general exchange of views.\n"
)


@pytest.mark.parametrize(
    ("text", "wrong", "right", "code"),
    [
        (OF_THE_ASSEMBLY, "Seventy-fifth", "Seventy-sixth", "D311"),
        (f"{EN}1. At its {{}} session, the General Assembly adopted resolution 76/66.\n",
         "seventy-fifth", "seventy-sixth", "D311"),
        (f"{EN}1. It recalled resolution 76/66, adopted by the General Assembly at its {{}} session.\n",
         "76th", "seventy-sixth", ""),
        (f"{ZH}1. 大会第七十{{}}届会议通过了第76/66号决议。\n", "五", "六", "D311"),
        (f"{EN}1. At the conference in {{}}, ratifying States adopted a declaration.\n",
         "2016", "2017", "D304"),
        (f"{EN}1. The Article XIV Conference held in New York in September {{}} adopted it.\n",
         "2016", "2017", "D304"),
        (f"{EN}1. {{}} in 2016 did not take place.\n",
         "The Article XIV Conference", "The Review Conference", "D304"),
        (f"{ZH}1. 会议回顾了{{}}年在纽约举行的第十四条会议。\n", "2016", "2017", "D304"),
        (f"{EN}1. The lists are in appendices I and {{}} to the present report.{APPENDICES}",
         "III", "II", "N506"),
        (f"{EN}1. The lists are in appendices I to {{}} below.{APPENDICES}", "IV", "II", "N506"),
        (f"{ZH}1. 名单载于本报告附录一和附录{{}}。\n\n附录一\n\n国家名单\n\n奥地利。\n\n附录二\n\n文件清单\n\n无。\n",
         "三", "二", "N506"),
        (f"{EN}1. The Conference recalled Security Council resolution {{}} (2016).\n",
         "2301", "2310", "L609"),
        (f"{EN}1. The Conference recalled Security Council resolution 2310 ({{}}).\n",
         "2015", "2016", "L608"),
        (f"{ZH}1. 会议回顾安全理事会关于《条约》的第{{}}(2016)号决议。\n", "2301", "2310", "L609"),
        (f"{EN}1. The Conference held four plenary meetings.\n\n2. At its {{}} meeting, the Conference "
         "adopted its report.\n", "6th", "fourth", "M708"),
        (f"{EN}1. The Conference held four plenary meetings.\n\n2. At its 6th meeting, the {{}} adopted "
         "its report.\n", "Conference", "Credentials Committee", "M708"),
        (f"{ZH}1. 会议共举行了四次全体会议。\n\n2. 在第{{}}次全体会议上，会议通过了报告。\n", "6", "四", "M708"),
        (AGENDA, "4", "3", "M702"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_and_the_right_text_is_not(
    text: str, wrong: str, right: str, code: str
) -> None:
    assert [each for each in codes(text.format(wrong)) if each != "S201"] == (
        [code] if code else []
    )
    assert codes(text.format(right)) == []
