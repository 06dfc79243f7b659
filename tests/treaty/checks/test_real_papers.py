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
        *((line, "D304", "2005-09-21/2005-09-23") for line in (542, 556, 586, 616, 645)),
        (651, "D308", "2006"),
        (657, "D304", "2005-09-21/2005-09-23"),
        (675, "D304", "2005-09-21/2005-09-23"),
        (774, "S203", "2006-02-06"),
        (777, "S203", "2006-03-01"),
    ],
    "001": [],
    "002": [(30, "M701", ""), (82, "M702", "7")],
    "003": [],
    "004": [(line, "L601", "TPNW/MSP/2022/6") for line in (848, 849, 850)],
}
# Warnings and infos, by rule: the lines.
OTHERS = {
    "000": {
        "C106": [701],
        "C107": [288],
        "S207": [248, 250, 250, 250, 272, 274, 274, 274, 408],
        "T804": [187, 384],
        "T808": [225, 354, 378],
    },
    "001": {"C106": [295], "T804": [57]},
    "002": {
        "C106": [83, 170],
        "L603": [77, 77],
        "M706": [94],
        "N510": [66],
        "T801": [79],
        "T802": [179],
        "T804": [56, 78, 102],
        "T805": [103],
        "T806": [101],
        "T808": [101, 194],
    },
    "003": {"T804": [320, 508], "T810": [494]},
    "004": {
        "L605": [325],
        "L606": [319],
        "M703": [254],
        "M705": [291],
        "T804": [1204, 1222],
        "T811": [1458],
    },
}


def findings(shared: Path, number: str) -> list[Finding]:
    (path,) = (shared / "documents").glob(f"{number}_*.txt")
    return check(read_document(path), ledger=Ledger.shipped())


@pytest.mark.parametrize("number", ERRORS)
def test_the_mistakes_are_found_and_nothing_else_is_called_one(shared: Path, number: str) -> None:
    found = findings(shared, number)
    errors = [f for f in found if f.rule.severity == "error"]
    assert [(f.cite.line, f.rule.code, f.expected) for f in errors] == ERRORS[number]
    others: dict[str, list[int]] = {}
    for finding in found:
        if finding.rule.severity != "error":
            others.setdefault(finding.rule.code, []).append(finding.cite.line)
    assert others == OTHERS[number]


def test_each_finding_marks_the_very_words(shared: Path) -> None:
    quotes = {f.cite.line: f.cite.quote for f in findings(shared, "000")}
    assert quotes[542] == "2006 年 9 月 21 日-23 日"
    assert quotes[777] == "2006 年 2 月 6日"


def test_nothing_is_wrong_in_the_treaties_themselves(shared: Path) -> None:
    for path in sorted((shared / "treaty" / "texts" / "nl_verdrag").glob("*.md")):
        found = check(read_document(path), ledger=Ledger.shipped())
        assert [f.cite.line for f in found if f.rule.severity != "info"] == []
