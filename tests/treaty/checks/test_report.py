"""Findings for others: SARIF, a draft corrigendum, the marked paper."""

from __future__ import annotations

from testban.treaty.checks import check
from testban.treaty.checks.corrigendum import as_corrigendum
from testban.treaty.checks.report import as_html, as_sarif
from testban.treaty.documents import Document, Source, parse
from testban.treaty.ledger import Ledger


def paper(text: str) -> Document:
    return parse(Source("paper.txt", "", "text/plain", text))


ZH = paper("报告\n\n1. 佛得角于2006年2月6日批准了《全面禁止核试验条约》<b>。\n")
EN = paper("Report\n\n1. Cabo Verde ratified the CTBT on 6 February 2006.\n")


def test_a_corrigendum_says_what_to_read_for_what() -> None:
    zh = as_corrigendum(ZH, check(ZH, ledger=Ledger.shipped())).splitlines()
    assert zh[:7] == [
        "paper.txt/Corr.…",
        "中文",
        "",
        "报告",
        "",
        "更正",
        "",
    ]
    assert zh[7:9] == ["1. 第1段（第3行）", "将“2006年2月6日”改为“2006 年 3 月 1 日”"]
    en = as_corrigendum(EN, check(EN, ledger=Ledger.shipped())).splitlines()
    assert en[1:6] == ["English", "", "Report", "", "Corrigendum"]
    assert en[7:9] == ["1. Paragraph 1 (line 3)", "For 6 February 2006 read 1 March 2006"]


AGENDA = (
    "Report\n\n1. The Meeting adopted the following agenda:\n\n1. Opening.\n\n2. Financial matters.\n\n"
    "3. Closure.\n\n2. Under agenda item {}, the Meeting took up financial matters.\n"
)


def test_what_is_short_stands_in_its_words_and_what_is_right_gives_no_entry() -> None:
    wrong, right = paper(AGENDA.format(1)), paper(AGENDA.format(2))
    draft = as_corrigendum(wrong, check(wrong))
    assert "1. Paragraph 2 (line 11)\nFor agenda item 1 read agenda item 2\n" in draft
    assert "Nothing whose right text is known." in as_corrigendum(right, check(right))


def test_a_link_is_corrected_whole_and_a_missing_state_is_added() -> None:
    text = (
        "TPNW/MSP/2033/14\n\n缔约国会议报告\n\n1. 会议收到了第一次会议报告(TPNW/MSP/2032/6)。\n\n"
        "https://undocs.org/ch/TPNW/MSP/2033/6\n\n2. 会议闭幕。\n"
    )
    link = paper(text)
    draft = as_corrigendum(link, check(link))
    assert "改为“https://undocs.org/ch/TPNW/MSP/2032/6”" in draft


def test_sarif_names_rule_level_and_place() -> None:
    log = as_sarif([("papers/paper.txt", check(EN, ledger=Ledger.shipped()))])
    (result,) = log["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("S203", "error")
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (3, 36)
    assert log["version"] == "2.1.0"


def test_the_marked_paper_is_one_file_and_nothing_in_the_paper_can_act_in_it() -> None:
    page = as_html(ZH, check(ZH, ledger=Ledger.shipped()), "zh")
    assert "<mark>2006年2月6日</mark>" in page
    assert "&lt;b&gt;" in page
    assert "<b>。" not in page
    assert "http" not in page
    assert "佛得角于2006-03-01批准《全面禁止核试验条约》" in page
