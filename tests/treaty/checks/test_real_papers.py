"""What is wrong in five real papers, as a proofreader finds it by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from testban.treaty.checks import Finding, check
from testban.treaty.documents import read_document
from testban.treaty.ledger import Ledger

# The errors of docs/explanation/real-mistakes.md: line, rule, and what should stand there.
ERRORS = {
    "000": [
        *((line, "D304", "2005-09-21/2005-09-23") for line in (542, 556, 586, 616, 645, 657, 675)),
        (774, "S203", "2006-02-06"),
        (777, "S203", "2006-03-01"),
    ],
    "001": [],
    "002": [(30, "M701", ""), (82, "M702", "7")],
    "003": [],
    "004": [(line, "L601", "TPNW/MSP/2022/6") for line in (848, 849, 850)],
}
OTHERS = {
    "002": [
        *((66, "N510"), (77, "L603"), (77, "L603"), (79, "T801"), (94, "M706"), (179, "T802")),
    ],
    "004": [(254, "M703"), (291, "M705"), (319, "L606"), (325, "L605")],
}


def findings(shared: Path, number: str) -> list[Finding]:
    (path,) = (shared / "documents").glob(f"{number}_*.txt")
    return check(read_document(path), ledger=Ledger.shipped())


@pytest.mark.parametrize("number", ERRORS)
def test_the_mistakes_are_found_and_nothing_else_is_called_one(shared: Path, number: str) -> None:
    found = findings(shared, number)
    errors = [f for f in found if f.rule.severity == "error"]
    assert [(f.cite.line, f.rule.code, f.expected) for f in errors] == ERRORS[number]
    others = [(f.cite.line, f.rule.code) for f in found if f.rule.severity != "error"]
    assert others == OTHERS.get(number, [])


def test_each_finding_marks_the_very_words(shared: Path) -> None:
    quotes = {f.cite.line: f.cite.quote for f in findings(shared, "000")}
    assert quotes[542] == "2006 年 9 月 21 日-23 日"
    assert quotes[777] == "2006 年 2 月 6日"
