"""Symbols of documents as papers print them, broken, spaced and abbreviated."""

from __future__ import annotations

import pytest

from testban.treaty.documents.symbols import expand_symbols, normal_symbol


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("见 A/61/50 和 Corr.1。", ["A/61/50", "A/61/50/Corr.1"]),
        ("(CTBT-Art.XIV/2021/1 and Add.1)", ["CTBT-Art.XIV/2021/1", "CTBT-Art.XIV/2021/1/Add.1"]),
        ("TPNW/MSP/2023/CRP.3/Rev.1 draft", ["TPNW/MSP/2023/CRP.3/Rev.1"]),
        ("TPNW/MSP/2023/INF/1/Add.1", ["TPNW/MSP/2023/INF/1/Add.1"]),
        ("resolution S/RES/1887 (2009)", ["S/RES/1887 (2009)"]),
        ("A/CONF.229/2017/8。", ["A/CONF.229/2017/8"]),
        ("working paper (CD/1816)", ["CD/1816"]),
        ("NPT/CONF.2010/50 (Vol. I)", ["NPT/CONF.2010/50 (Vol. I)"]),
        ("NPT/CONF.2030/PC.III/WP.22", ["NPT/CONF.2030/PC.III/WP.22"]),
        ("A/RES/49/75 K of 1994", ["A/RES/49/75 K"]),
    ],
)
def test_symbols_are_found_and_completed(text: str, symbols: list[str]) -> None:
    assert [symbol for symbol, _, _ in expand_symbols(text)] == symbols


@pytest.mark.parametrize(
    "text", ["and/or", "签署和/或批准", "3/22 23-25276", "1996/31", "N/A", "A. 导言", "CD-ROM 1/2"]
)
def test_what_is_no_symbol_is_not_taken_for_one(text: str) -> None:
    assert list(expand_symbols(text)) == []


def test_the_range_points_at_the_symbol() -> None:
    text = "见第 A/RES/75/87 号决议"
    [(symbol, start, end)] = expand_symbols(text)
    assert text[start:end] == symbol == "A/RES/75/87"


def test_hyphens_and_spaces_of_print_are_normal() -> None:
    assert normal_symbol("CTBT‑Art. XIV/2021/ INF.4") == "CTBT-Art.XIV/2021/INF.4"
