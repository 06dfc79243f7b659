"""Plain text: every encoding that official papers come in decodes to the same characters."""

from __future__ import annotations

from pathlib import Path

import pytest

from testban.errors import DocumentError
from testban.treaty.documents.readers import decode, read_source

CHINESE = (
    "全面禁止核试验条约\n\n1. 大会请秘书长编写报告，说明已批准条约的国家为促进条约生效作出的努力。\n"
    "2. 会议于 2021 年 9 月 23 日举行，185 个国家签署了条约。\n"
)
STATES = "阿尔巴尼亚、阿尔及利亚、安道尔、亚美尼亚、澳大利亚、哥斯达黎加、埃塞俄比亚、斯威士兰\n"
ENGLISH = "1. The “Treaty” — opened for signature in 1996 — isn’t in force.\n"
FRENCH = (
    "L’Assemblée générale prie instamment tous les États de signer le Traité à brève échéance.\n"
)
SPANISH = (
    "La Asamblea insta a los Estados que aún no lo hayan firmado: España, Perú, México, el año.\n"
)
RUSSIAN = "Договор о всеобъемлющем запрещении ядерных испытаний. Генеральная Ассамблея призывает.\n"
ARABIC = "معاهدة الحظر الشامل للتجارب النووية تحث الجمعية العامة جميع الدول على التوقيع عليها\n"
EUROPEAN = [
    *[(FRENCH, codec) for codec in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252")],
    *[(SPANISH, codec) for codec in ("utf-8", "utf-16-le", "cp1252")],
    *[(RUSSIAN, codec) for codec in ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "koi8_r")],
    *[(ARABIC, codec) for codec in ("utf-8", "utf-16-le", "utf-16-be", "cp1256")],
    *[(ENGLISH, codec) for codec in ("utf-8", "utf-16-le", "utf-16-be", "cp1252", "gb18030")],
]


def test_real_papers_decode_as_utf8(shared: Path) -> None:
    papers = sorted((shared / "documents").glob("*.txt"))
    assert papers
    for paper in papers:
        source = read_source(paper)
        assert source.text == paper.read_bytes().decode("utf-8")
        assert source.media_type == "text/plain"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "gb18030"])
def test_real_papers_decode_from_other_encodings(shared: Path, codec: str) -> None:
    for paper in sorted((shared / "documents").glob("*.txt")):
        text = paper.read_bytes().decode("utf-8")
        assert decode(text.encode(codec), paper.name).text == text


@pytest.mark.parametrize("text", [CHINESE, STATES, "条约\n", "第六十一届会议\n"])
@pytest.mark.parametrize(
    "codec",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "gb18030",
        "gbk",
        "gb2312",
    ],
)
def test_chinese_decodes_from_every_encoding(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "paper.txt").text == text


@pytest.mark.parametrize(("text", "codec"), EUROPEAN)
def test_other_languages_decode(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "paper.txt").text == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (
            "포괄적 핵실험 금지 조약은 모든 핵실험을 금지하는 조약이다. 총회는 아직 서명하지 않은"
            * 3,
            "euc_kr",
        ),
        (
            "包括的核実験禁止条約は、すべての核実験を禁止する条約である。署名を要請する。" * 3,
            "euc_jp",
        ),
        (
            "包括的核実験禁止条約は、すべての核実験を禁止する条約である。署名を要請する。" * 3,
            "shift_jis",
        ),
        ("全面禁止核試驗條約是禁止一切核試驗的條約。聯合國大會促請所有國家批准條約。" * 3, "big5"),
        (RUSSIAN * 3, "iso8859_5"),
        (RUSSIAN * 3, "cp866"),
        (FRENCH.replace("’", "'") * 3, "cp850"),
        (FRENCH * 3, "mac_roman"),
        (ARABIC * 3, "iso8859_6"),
    ],
)
def test_an_encoding_it_does_not_know_is_refused_and_not_mangled(text: str, codec: str) -> None:
    with pytest.raises(DocumentError, match=r"^old\.txt: .*byte \d+ \(line \d+\).*iconv"):
        decode(text.encode(codec), "old.txt")


@pytest.mark.parametrize(("codec", "name"), [("utf-8", "UTF-8"), ("gb18030", "GB18030")])
def test_a_damaged_byte_is_named_with_its_line(codec: str, name: str) -> None:
    data = bytearray((CHINESE * 5).encode(codec))
    line = data.index("秘书长".encode(codec))
    data[line] = 0xFF
    with pytest.raises(DocumentError, match=rf"not valid {name} at byte {line} \(line 3\): 0xFF"):
        decode(bytes(data), "paper.txt")


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "gb18030"])
def test_a_text_cut_within_a_character_is_called_cut_short(codec: str) -> None:
    data = (CHINESE.rstrip() * 5).encode(codec)[:-1]
    with pytest.raises(DocumentError, match="breaks off in the middle of a character at byte"):
        decode(data, "paper.txt")


def test_two_encodings_in_one_file_are_refused() -> None:
    data = (CHINESE * 4).encode("utf-8") + CHINESE.encode("gb18030")
    with pytest.raises(DocumentError, match=r"not valid UTF-8 at byte \d+ \(line 17\)"):
        decode(data, "paper.txt")


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [(CHINESE, "gb18030", "latin-1"), (FRENCH.replace("’", "'"), "utf-8", "cp1252")],
)
def test_text_mangled_before_it_was_saved_is_refused(text: str, first: str, second: str) -> None:
    mangled = text.encode(first).decode(second).encode("utf-8")
    with pytest.raises(DocumentError, match=r"mangled|control characters"):
        decode(mangled, "paper.txt")


def test_line_ends_and_positions_stay() -> None:
    text = "One\r\nTwo\nThree\rFour\r\n"
    source = decode(b"\xef\xbb\xbf" + text.encode(), "paper.txt")
    assert source.text == text
    assert source.line(text.index("Three")) == 3
    assert source.page_starts == ()


def test_form_feeds_part_pages() -> None:
    source = decode(b"One\n\fTwo\n\fThree\n\f", "paper.txt")
    assert source.page_starts == (0, 5, 10)
    assert source.page(source.text.index("Three")) == 3


def test_characters_lost_before_are_reported() -> None:
    source = decode("One\nTw\ufffd\n".encode(), "paper.txt")
    assert source.warnings == ("1 characters were lost before (U+FFFD), the first in line 2",)


@pytest.mark.parametrize("data", [b" \n\t\r\n ", b"\xef\xbb\xbf\n", "\n \n".encode("utf-16")])
def test_white_space_alone_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match="nothing but white space"):
        decode(data, "paper.txt")


@pytest.mark.parametrize(
    "data", [b"text \x00 text", bytes(range(1, 32)) * 20, b"abc\x01\x02\x03\x04"]
)
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(DocumentError, match="not a text"):
        decode(data, "paper.txt")
