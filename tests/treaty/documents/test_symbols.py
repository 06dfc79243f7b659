"""Symbols of documents as papers print them, broken, spaced and abbreviated."""

from __future__ import annotations

import pytest

from testban.treaty.documents.symbol_families import STEMS, WHOLE, Family
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
        ("A/91/113-S/2036/276, annex", ["A/91/113-S/2036/276"]),
        ("A/40/915–S/17611号文件", ["A/40/915-S/17611"]),
        ("A/91/113-\nS/2036/276, annex", ["A/91/113-S/2036/276"]),
        ("A/91/50–A/91/52", ["A/91/50", "A/91/52"]),
        ("GC(81)/\nRES/7, entitled", ["GC(81)/RES/7"]),
        ("GOV/2037/41-GC(81)/16", ["GOV/2037/41-GC(81)/16"]),
        ("GC(XXXIV)/RES/530, entitled", ["GC(XXXIV)/RES/530"]),
        ("GC(81)/RES/9 B, entitled", ["GC(81)/RES/9 B"]),
        ("CM/Res. 1225(L) of 1989", ["CM/Res.1225 (L)"]),
        ("INFCIRC/153 (Corrected).", ["INFCIRC/153 (Corrected)"]),
        ("RC-7/DG.1 and EC-121/DEC.4", ["RC-7/DG.1", "EC-121/DEC.4"]),
        ("NPT/CONF/35/II", ["NPT/CONF/35/II"]),
        ("CD/PV.1999 and CCD/PV.700", ["CD/PV.1999", "CCD/PV.700"]),
        ("NPT/CONF.2040/WP.7, WP.9", ["NPT/CONF.2040/WP.7", "NPT/CONF.2040/WP.9"]),
    ],
)
def test_symbols_are_found_and_completed(text: str, symbols: list[str]) -> None:
    assert [symbol for symbol, _, _ in expand_symbols(text)] == symbols


@pytest.mark.parametrize("family", [*WHOLE, *STEMS], ids=lambda family: family.example)
def test_a_symbol_of_each_family_is_read_whole(family: Family) -> None:
    text = f"see {family.example}, annex"
    assert [symbol for symbol, _, _ in expand_symbols(text)] == [family.example]


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
