"""A draft corrigendum: like is replaced with like, one correction a place, and what is left is asked."""

from __future__ import annotations

import io
import textwrap
from datetime import date
from pathlib import Path

import docx
import pytest

from testban.treaty.checks import Finding, check
from testban.treaty.checks.corrigendum import as_corrigendum, corrected, draft
from testban.treaty.checks.corrigendum.draft import Corrigendum
from testban.treaty.checks.corrigendum.word import as_docx
from testban.treaty.documents import Document, Source, parse, read_document
from testban.treaty.ledger import Ledger

SPECIMENS = sorted((Path(__file__).parents[2] / "specimens").glob("*.txt"))


def paper(text: str) -> Document:
    return parse(Source("paper.txt", "", "text/plain", text))


def found(document: Document) -> list[Finding]:
    return check(document, ledger=Ledger.shipped())


def drafted(text: str) -> str:
    document = paper(text)
    return as_corrigendum(document, found(document))


HEAD = (
    "CTBT-Art.XIV/2017/6\nDistr.: General\n21 September 2017\nOriginal: English\n\n"
    "Report of the Conference\n\n"
)
ACT = "1. Cabo Verde ratified the Comprehensive Nuclear-Test-Ban Treaty on {}.\n"
COUNT = "1. As at 21 September 2017, {} had ratified the Comprehensive Nuclear-Test-Ban Treaty.\n"
REMAINING = (
    "1. The following States listed in Annex 2 to the Comprehensive Nuclear-Test-Ban Treaty had not "
    "ratified it as at 21 September 2017: {}.\n"
)
EIGHT = (
    "China, Democratic People's Republic of Korea, Egypt, India, Iran (Islamic Republic of), Israel, "
    "Pakistan and United States of America"
)
ZH_HEAD = "CTBT-Art.XIV/2017/6\n\n2017年9月21日\n\n会议报告\n\n"
ZH_ACT = "1. 佛得角于{}批准了《全面禁止核试验条约》。\n"
ZH_COUNT = "1. 截至2017年9月21日，{}批准了《全面禁止核试验条约》。\n"

CORRECTIONS = (
    (HEAD + ACT.format("6 February 2006"), "For 6 February 2006 read 1 March 2006"),
    (HEAD + ACT.format("Feb. 6, 2006"), "For Feb. 6, 2006 read Mar. 1, 2006"),
    (HEAD + ACT.format("2nd March 2006"), "For 2nd March 2006 read 1st March 2006"),
    (HEAD + COUNT.format("168 States"), "For 168 States read 166 States"),
    (
        HEAD + COUNT.format("One hundred and sixty-eight States"),
        "For One hundred and sixty-eight States read One hundred and sixty-six States",
    ),
    (HEAD + REMAINING.format(EIGHT.replace("India", "Ghana")), "For Ghana read India"),
    (HEAD + REMAINING.format(EIGHT.replace("India, ", "")), "After Egypt insert India"),
    (HEAD + REMAINING.format(EIGHT.replace("Egypt", "Egypt, Ghana")), "Delete Ghana"),
    (
        HEAD + REMAINING.format(EIGHT.replace(", Pakistan and ", " and ")),
        "After Israel insert Pakistan",
    ),
    (
        HEAD + REMAINING.format(EIGHT.replace("Pakistan and United States of America", "Pakistan")),
        "After Pakistan insert United States of America",
    ),
    (
        HEAD + "1. The Conference was held in New York on Tuesday, 20 September 2017.\n",
        "For Tuesday read Wednesday",
    ),
    (
        HEAD + "1. The Republic of Veneuzela took the floor.\n",
        "For Veneuzela read Venezuela",
    ),
    (
        HEAD + "1. The 2016 Conference on Facilitating the Entry into Force of the Comprehensive "
        "Nuclear-Test-Ban Treaty adopted a declaration.\n",
        "For 2016 Conference read 2015 Conference",
    ),
    (ZH_HEAD + ZH_ACT.format("2006年2月6日"), "将“2006年2月6日”改为“2006年3月1日”"),
    (ZH_HEAD + ZH_ACT.format("2006 年 2 月 6 日"), "将“2006 年 2 月 6 日”改为“2006 年 3 月 1 日”"),
    (
        ZH_HEAD + ZH_ACT.format("二〇〇六年二月六日"),
        "将“二〇〇六年二月六日”改为“二〇〇六年三月一日”",
    ),
    (ZH_HEAD + ZH_COUNT.format("168个国家"), "将“168个国家”改为“166个国家”"),
    (ZH_HEAD + ZH_COUNT.format("一百六十八个国家"), "将“一百六十八个国家”改为“一百六十六个国家”"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "instruction"), CORRECTIONS)
def test_like_is_replaced_with_like_and_the_error_is_gone(text: str, instruction: str) -> None:
    document = paper(text)
    findings = found(document)
    assert f"    {instruction}\n" in as_corrigendum(document, findings)
    again = found(paper(corrected(draft(document, findings))))
    assert [f.message() for f in again if f.rule.severity != "info"] == []


def test_the_head_is_that_of_a_united_nations_document() -> None:
    document = paper(HEAD + ACT.format("6 February 2006"))
    lines = as_corrigendum(document, found(document), date(2017, 10, 2)).splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "United Nations CTBT-Art.XIV/2017/6/Corr.1",
        "Distr.: General",
        "2 October 2017",
        "Original: English",
        "",
        "Report of the Conference",
        "",
        "Corrigendum",
        "",
        "1. Paragraph 1",
        "For 6 February 2006 read 1 March 2006",
        "",
    ]


def test_the_corrigendum_of_a_corrigendum_is_the_next_one() -> None:
    assert "CTBT-Art.XIV/2017/6/Corr.2" in drafted(HEAD.replace("/6\n", "/6/Corr.1\n") + "1. Text.")
    assert "[symbol]/Corr.1" in drafted("Report\n\n1. The Meeting was opened.\n")


def test_where_only_the_translation_is_wrong_the_head_says_so() -> None:
    shown = drafted("报告\n\n1. 会议感谢巴哈马、多米尼加和多米尼加共和国。\n")
    assert "Chinese only" in shown
    assert "将“多米尼加和”改为“多米尼克和”" in shown


def test_the_line_or_the_sentence_of_a_long_paragraph_is_named() -> None:
    wrapped = textwrap.fill(
        "1. The Meeting was opened by the representative of the depositary, who recalled that the "
        "States that had been invited to attend had been told of the day. It was noted that Cabo "
        "Verde ratified the Comprehensive Nuclear-Test-Ban Treaty on 6 February 2006. The "
        "representative then closed the first part of the Meeting, which all had attended.",
        width=80,
    )
    assert "1.  Paragraph 1, line 3\n" in drafted(f"{HEAD}{wrapped}\n")
    one_line = wrapped.replace("\n", " ")
    assert "1.  Paragraph 1, second sentence\n" in drafted(HEAD + one_line)
    assert "1.  第1段第2句\n" in drafted(
        ZH_HEAD + "1. 会议开幕。佛得角于2006年2月6日批准了《全面禁止核试验条约》。\n"
    )


def test_one_place_is_corrected_once_whatever_number_of_rules_find_fault_with_it() -> None:
    listed = COUNT.format("The following 168 States").rstrip(".\n") + ": Fiji, Ghana and Japan.\n"
    document = paper(HEAD + listed)
    findings = [f for f in found(document) if "168" in f.cite.quote]
    assert len({f.rule.code for f in findings}) > 1
    made = draft(document, findings)
    places = [each.edit for each in made.corrections]
    assert len(places) == len(set(places)) <= 1


def test_a_list_against_its_number_is_a_query_and_not_a_correction() -> None:
    text = "Report\n\n1. The following three States attended the Meeting: Fiji and Japan.\n"
    shown = drafted(text)
    body, _, asked = shown.partition("Queries to the author")
    assert "There is nothing whose right text is known." in body
    assert "'three': 3 are stated, and 2 are listed" in asked
    assert "If it is this place that is wrong: For three States read two States" in asked


def test_the_number_and_the_days_of_two_meetings_are_a_query() -> None:
    text = (
        "TPNW/MSP/2025/9\n\nReport\n\n1. The Third Meeting of States Parties to the Treaty on the "
        "Prohibition of Nuclear Weapons was held in New York from 27 November to 1 December 2023.\n"
    )
    document = paper(text)
    findings = found(document)
    assert {f.rule.code for f in findings} >= {"D307", "M704"}
    assert draft(document, findings).corrections == ()


def test_a_matter_of_style_is_counted_and_not_corrected() -> None:
    shown = drafted("Report\n\n1. The Meeting noted the the report.\n")
    assert "There is nothing whose right text is known." in shown
    assert "One matter of style is not listed" in shown


def test_a_short_label_stands_in_its_words_and_what_is_right_gives_no_entry() -> None:
    agenda = (
        "Report\n\n1. The Meeting adopted the following agenda:\n\n1. Opening.\n\n"
        "2. Financial matters.\n\n3. Closure.\n\n"
        "2. Under agenda item {}, the Meeting took up financial matters.\n"
    )
    assert "1.  Paragraph 2\n    For item 1 read item 2\n" in drafted(agenda.format(1))
    assert "There is nothing whose right text is known." in drafted(agenda.format(2))


def test_a_link_is_corrected_whole() -> None:
    shown = drafted(
        "TPNW/MSP/2033/14\n\n缔约国会议报告\n\n1. 会议收到了第一次会议报告(TPNW/MSP/2032/6)。\n\n"
        "https://undocs.org/ch/TPNW/MSP/2033/6\n\n2. 会议闭幕。\n"
    )
    assert (
        "将“https://undocs.org/ch/TPNW/MSP/2033/6”改为“https://undocs.org/ch/TPNW/MSP/2032/6”"
        in shown
    )


def _grave(findings: list[Finding]) -> set[tuple[str, str]]:
    return {(f.rule.code, f.message()) for f in findings if f.rule.severity == "error"}


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_what_is_corrected_in_a_specimen_is_found_no_more_and_nothing_new_is(path: Path) -> None:
    document = read_document(path)
    before, made, after = _round_trip(document)
    assert not {message for _, message in after} & _mended(made)
    assert after <= before


def test_the_real_papers_are_right_where_they_are_corrected(shared: Path) -> None:
    papers = sorted((shared / "documents").glob("*.txt"))
    trips = [_round_trip(read_document(path)) for path in papers]
    for before, made, after in trips:
        assert not {message for _, message in after} & _mended(made)
        assert after <= before
    assert sum(len(made.corrections) for _, made, _ in trips) >= 10


def _mended(made: Corrigendum) -> set[str]:
    return {f.message() for each in made.corrections for f in each.findings}


def _round_trip(
    document: Document,
) -> tuple[set[tuple[str, str]], Corrigendum, set[tuple[str, str]]]:
    """The errors, their corrections, and the errors of the paper so corrected."""
    before = found(document)
    made = draft(document, before)
    return _grave(before), made, _grave(found(paper(corrected(made))))


def test_the_word_file_says_the_same_and_prints_for_and_read_in_italics() -> None:
    document = paper(HEAD + ACT.format("6 February 2006"))
    file = docx.Document(io.BytesIO(as_docx(draft(document, found(document)), date(2017, 10, 2))))
    assert file.tables[0].rows[0].cells[1].text == "CTBT-Art.XIV/2017/6/Corr.1"
    (paragraph,) = [p for p in file.paragraphs if p.text.startswith("For ")]
    assert paragraph.text == "For 6 February 2006 read 1 March 2006"
    assert [run.text for run in paragraph.runs if run.italic] == ["For ", " read "]
