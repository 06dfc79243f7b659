"""Symbols: well written, listed and cited, one for one document."""

from __future__ import annotations

import pytest

from testban.treaty.checks import check, selected
from testban.treaty.documents import Source, parse
from testban.treaty.documents.symbol_families import STEMS, WHOLE

ZH = "TPNW/MSP/2033/14\n\n缔约国会议报告\n\n"
EN = "TPNW/MSP/2033/14\n\nReport of the Meeting of States Parties\n\n"


def told(text: str, codes: str) -> list[tuple[str, int, str]]:
    document = parse(Source("paper.txt", "", "text/plain", text))
    return [(f.rule.code, f.cite.line, f.expected) for f in check(document, codes=selected(codes))]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("CTBT-Art.XIV/2021/INF4", "CTBT-Art.XIV/2021/INF.4"),
        ("CTBT-Art.XVI/2021/6", "CTBT-Art.XIV/2021/6"),
        ("CTBT/Art.XIV/2021/6", "CTBT-Art.XIV/2021/6"),
        ("TPNW/MPS/2023/6", "TPNW/MSP/2023/6"),
        ("TPNW/MSP/23/6", "TPNW/MSP/2023/6"),
        ("TPNW/MSP/2023.6", "TPNW/MSP/2023/6"),
        ("TPNW/MSP/2023//6", "TPNW/MSP/2023/6"),
        ("TPNW/MSP/2023/CRP.4/Rev1", "TPNW/MSP/2023/CRP.4/Rev.1"),
        ("A/RES/6O/95", "A/RES/60/95"),
        ("A/RES60/95", "A/RES/60/95"),
        ("A/CONF.229/2017.8", "A/CONF.229/2017/8"),
    ],
)
def test_a_slip_in_a_symbol_and_what_was_meant(wrong: str, right: str) -> None:
    assert told(f"{EN}1. The Meeting recalled {wrong}.\n", "L602") == [("L602", 5, right)]
    assert told(f"{ZH}1. 会议回顾了{wrong}号文件。\n", "L602") == [("L602", 5, right)]
    assert told(f"{EN}1. The Meeting recalled {right}.\n", "L602") == []


@pytest.mark.parametrize(
    "symbol",
    [
        "A/RES/74/78", "A/RES/49/75 K", "A/RES/S-10/2", "A/RES/ES-10/24", "A/RES/2373 (XXII)",
        "S/RES/1887 (2009)", "S/RES/1540(2004)", "A/61/50/Corr.1", "A/77/CRP.1/Add.8",
        "A/CONF.229/2017/CRP.1/Rev.1", "NPT/CONF.2000/28 (Parts I and II)", "A/C.1/60/L.4",
        "TPNW/MSP/2023/INF/1/Add.1", "TPNW/MSP/2023/NGO/27", "CTBT-Art.XIV/2005/WP.1", "CD/1816",
        "A/51/113-S/1996/276", "A/40/915-S/17611", "NPT/CONF/35/II", "NPT/CONF.IV/DC/1/Add.3",
        *(family.example for family in (*WHOLE, *STEMS)),
    ],
)  # fmt: skip
def test_symbols_as_the_united_nations_writes_them(symbol: str) -> None:
    assert told(f"{EN}1. The Meeting recalled document {symbol}.\n", "L602") == []


def test_a_year_without_a_meeting() -> None:
    text = "{}1. The Meeting recalled CTBT-Art.XIV/{}/6.\n"
    assert told(text.format(EN, 2020), "L607") == [("L607", 5, "")]
    assert told(text.format(EN, 2019), "L607") == []
    # What comes after the last known meeting cannot be known.
    assert told(text.format(EN, 2041), "L607") == []


LIST_ZH = (
    "{}1. 会议收到了代表团的{}(TPNW/MSP/2033/2)。\n\n附件\n\n文件\n\n"
    "TPNW/MSP/2033/1 临时议程\n\nTPNW/MSP/2033/2 罗马教廷代表团的解释性发言\n\nTPNW/MSP/2033/14 报告\n"
)


def test_a_document_under_two_titles() -> None:
    wrong = LIST_ZH.format(ZH, "罗马教廷代表团的解释性声明").replace("了代表团的", "了")
    right = LIST_ZH.format(ZH, "罗马教廷代表团的解释性发言").replace("了代表团的", "了")
    assert told(wrong, "L605") == [("L605", 5, "罗马教廷代表团的解释性发言")]
    assert told(right, "L605") == []


def test_a_symbol_twice_in_the_list() -> None:
    text = LIST_ZH.format(ZH, "文件").replace("2033/1 临时", "2033/2 临时")
    assert [code for code, _, _ in told(text, "L605")] == ["L605"]


@pytest.mark.parametrize(("lang", "joint"), [(EN, " and "), (ZH, "和")])
def test_a_run_of_symbols_that_skips_one(lang: str, joint: str) -> None:
    def run(*numbers: int) -> str:
        shown = [f"TPNW/MSP/2033/{number}" for number in numbers]
        comma = "、" if lang is ZH else ", "
        return comma.join(shown[:-1]) + joint + shown[-1]

    word = "会议审议了" if lang is ZH else "The Meeting considered "
    text = f"{{}}1. {word}{{}}.\n\n2. {word}{{}}.\n"
    assert told(text.format(lang, run(2, 3, 4, 7), run(2, 3, 4, 5, 7)), "L606") == [("L606", 5, "")]
    assert told(text.format(lang, run(2, 3, 4, 5, 7), run(2, 3, 4, 5, 7)), "L606") == []
    assert told(text.format(lang, run(2, 3, 4), run(2, 3, 4, 5)), "L606") == []


def test_a_listed_document_that_alone_is_not_cited() -> None:
    cited = "".join(f"{n}. 会议审议了TPNW/MSP/2033/{n}。\n\n" for n in range(1, 7))
    rows = "".join(f"TPNW/MSP/2033/{n} 第{n}号文件的标题\n\n" for n in range(1, 8))
    text = f"{ZH}{cited}附件\n\n文件\n\n{rows}"
    assert [code for code, _, _ in told(text, "L604")] == ["L604"]
    assert (
        told(
            text.replace("会议审议了TPNW/MSP/2033/6", "会议审议了TPNW/MSP/2033/6和TPNW/MSP/2033/7"),
            "L604",
        )
        == []
    )
    # Where few are cited, a list is just a list.
    assert told(f"{ZH}1. 会议审议了TPNW/MSP/2033/1。\n\n附件\n\n文件\n\n{rows}", "L604") == []
