"""Papers that a paper cites, lists or announces: English, then Chinese."""

from __future__ import annotations

import pytest

from .reading import CTBT, check, pairs, stated

REFERENCES = [
    ("its resolution 60/95 of 8 December 2005", ["A/RES/60/95"]),
    (
        "Security Council resolutions 1718 (2006), 2087 (2013) and 2397 (2017)",
        ["S/RES/1718 (2006)", "S/RES/2087 (2013)", "S/RES/2397 (2017)"],
    ),
    ("General Assembly resolutions 50/245, 72/70 and 73/86", ["A/RES/50/245", "A/RES/72/70", "A/RES/73/86"]),
    ("Economic and Social Council resolution 1996/31", ["E/RES/1996/31"]),
    ("Economic and Social Council resolution 1235 (XLII)", ["E/RES/1235 (XLII)"]),
    (
        "Human Rights Council resolution 61/35 and resolution 62/3 of the Human Rights Council",
        ["A/HRC/RES/61/35", "A/HRC/RES/62/3"],
    ),
    ("Commission on Human Rights resolution 2002/45", ["E/CN.4/RES/2002/45"]),
    ("resolutions S-14/2 and ES-11/4", ["A/RES/S-14/2", "A/RES/ES-11/4"]),
    (
        "its resolutions 1145 (XII) of 14 November 1957 and 2602 C (XXIV) of 16 December 1969",
        ["A/RES/1145 (XII)", "A/RES/2602 C (XXIV)"],
    ),
    ("resolutions GC(81)/RES/7 and CM/Res.1153 (XLVIII)", ["GC(81)/RES/7", "CM/Res.1153 (XLVIII)"]),
    ("document A/50/1027 and A/61/50 and Corr.1", ["A/50/1027", "A/61/50", "A/61/50/Corr.1"]),
    ("depositary notification C.N.118.2032.TREATIES-XXVI.4", ["C.N.118.2032.TREATIES-XXVI.4"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REFERENCES)
def test_documents_are_cited_by_symbol(text: str, expected: list[str]) -> None:
    assert [f["symbol"] for f in stated(f"1. See {text}.", "reference")] == expected


def test_lists_of_documents_say_who_submitted_each() -> None:
    text = (
        "Documents\n\nTPNW/MSP/2041/1 and Add.1\tProvisional agenda\n"
        "TPNW/MSP/2041/WP.1\tFunding: working paper submitted by Norway and Panama\n"
        "TPNW/MSP/2041/3\tReport submitted by the Scientific Advisory Group\n"
    )
    assert pairs(text, "document_entry", "symbol", "submitter") == [
        ("TPNW/MSP/2041/1", None),
        ("TPNW/MSP/2041/1/Add.1", None),
        ("TPNW/MSP/2041/WP.1", "Norway and Panama"),
        ("TPNW/MSP/2041/3", "Scientific Advisory Group"),
    ]


CHINESE_REFERENCES = [
    ("大会第 88/25、88/63 和 89/49 号决议。", ["A/RES/88/25", "A/RES/88/63", "A/RES/89/49"]),
    (
        "安全理事会第 2918(2034)和 2974(2035)号决议。",
        ["S/RES/2918 (2034)", "S/RES/2974 (2035)"],
    ),
    ("见CTBT-Art.XIV/2033/WP.1号文件。", ["CTBT-Art.XIV/2033/WP.1"]),
    (
        "回顾1957年11月14日第1145(XII)号和第2602 C (XXIV)号决议。",
        ["A/RES/1145 (XII)", "A/RES/2602 C (XXIV)"],
    ),
    ("人权理事会第61/35号决议和经社理事会第2033/7号决议。", ["A/HRC/RES/61/35", "E/RES/2033/7"]),
    ("见第S-14/2号决议和GC(81)/DEC/9号决定。", ["A/RES/S-14/2", "GC(81)/DEC/9"]),
    ("理事会第 2033/298 号决定。", []),
    ("会议依照第 4 条和第 12/3 段行事。", []),
]


@pytest.mark.parametrize(("sentence", "symbols"), CHINESE_REFERENCES)
def test_chinese_references(sentence: str, symbols: list[str]) -> None:
    check(CTBT + sentence, "reference", [{"symbol": symbol} for symbol in symbols])


def test_chinese_document_entries() -> None:
    check(
        f"{CTBT}会议收到下列文件：\nCTBT-Art.XIV/2033/1 议事规则草案\n"
        "CTBT-Art.XIV/2033/4和Add.1 开展的活动\nCTBT-Art.XIV/2033/WP.2 区域讲习班：南非提交的工作文件\n",
        "document_entry",
        [
            {"symbol": "CTBT-Art.XIV/2033/1", "title": "议事规则草案"},
            {"symbol": "CTBT-Art.XIV/2033/4", "title": "开展的活动"},
            {"symbol": "CTBT-Art.XIV/2033/4/Add.1", "title": "开展的活动"},
            {"symbol": "CTBT-Art.XIV/2033/WP.2", "submitter": "南非"},
        ],
    )


SERIES = [
    ("1. See A/95/1, Add.1 and 2.", ["A/95/1", "A/95/1/Add.1", "A/95/1/Add.2"]),
    ("1. See A/C.1/95/L.1, 2 and 4.", ["A/C.1/95/L.1", "A/C.1/95/L.2", "A/C.1/95/L.4"]),
    ("1. See A/95/1/Add.1-3.", ["A/95/1/Add.1", "A/95/1/Add.2", "A/95/1/Add.3"]),
    ("1. See A/C.1/95/PV.4 and S/PV.9999.", ["A/C.1/95/PV.4", "S/PV.9999"]),
    ("1. See A/RES/95/71 A and B.", ["A/RES/95/71 A", "A/RES/95/71 B"]),
    ("1. See A/C.1/95/L.1, 2 December 2040.", ["A/C.1/95/L.1"]),
    ("1. In its decision 95/516 and its resolution 95/77.", ["A/DEC/95/516", "A/RES/95/77"]),
    ("1. See decisions 95/516 and 95/517.", ["A/DEC/95/516", "A/DEC/95/517"]),
    ("1. Decision 3 of the Meeting was taken.", []),
]


@pytest.mark.parametrize(("text", "expected"), SERIES)
def test_symbols_share_a_stem_and_decisions_are_no_resolutions(
    text: str, expected: list[str]
) -> None:
    assert [f["symbol"] for f in stated(text, "reference")] == expected


def test_chinese_symbols_share_a_stem_and_decisions_are_no_resolutions() -> None:
    check(
        f"{CTBT}大会第95/516号决定和第95/77号决议。另见A/95/1和Add.1及2。",
        "reference",
        [
            {"symbol": "A/DEC/95/516"},
            {"symbol": "A/RES/95/77"},
            {"symbol": "A/95/1"},
            {"symbol": "A/95/1/Add.1"},
            {"symbol": "A/95/1/Add.2"},
        ],
    )
