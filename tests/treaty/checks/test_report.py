"""Findings for others: SARIF, the marked paper."""

from __future__ import annotations

from testban.treaty.checks import check
from testban.treaty.checks.report import as_html, as_sarif
from testban.treaty.documents import Document, Source, parse
from testban.treaty.ledger import Ledger


def paper(text: str) -> Document:
    return parse(Source("paper.txt", "", "text/plain", text))


ZH = paper("报告\n\n1. 佛得角于2006年2月6日批准了《全面禁止核试验条约》<b>。\n")
EN = paper("Report\n\n1. Cabo Verde ratified the CTBT on 6 February 2006.\n")


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
    assert "佛得角于2006年3月1日批准《全面禁止核试验条约》" in page
