"""A finding may stand where somebody says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from testban.errors import UsageError
from testban.treaty.checks import check, read_waivers, waived
from testban.treaty.documents import Source, parse

TEXT = "Report\n\n1. Statements were made by: Chile, Fiji, Chile and Togo.\n\n3. The end.\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "exceptions.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_exception_covers_its_finding_and_no_other(tmp_path: Path) -> None:
    findings = check(parse(Source("paper.txt", "", "text/plain", TEXT)))
    assert [finding.rule.code for finding in findings] == ["C102", "N501"]
    waivers = read_waivers(
        write(
            tmp_path,
            '[[exception]]\ncode = "c102"\nline = 3\nreason = "it spoke twice"\n'
            '[[exception]]\ncode = "N501"\nline = 77\nreason = "elsewhere"\n',
        )
    )
    kept, used = waived(findings, "papers/paper.txt", waivers)
    assert [finding.rule.code for finding in kept] == ["N501"]
    assert used == {waivers[0]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[exception", "no TOML"),
        ('[[exception]]\ncode = "C102"\nline = 3\n', "exception 1: no reason is given"),
        ('[[exception]]\ncode = "C102"\nreason = "x"\n', "exception 1: it does not say which"),
        ('[[exception]]\ncode = "X1"\nline = 1\nreason = "x"\n', "no rule is called 'X1'"),
        ('[[exception]]\ncode = "C102"\nline = "3"\nreason = "x"\n', "a line is a number"),
        ('[exceptions]\ncode = "C102"\n', "no list of exceptions"),
    ],
)
def test_a_file_that_is_none_is_told_of_in_one_line(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        read_waivers(write(tmp_path, text))
