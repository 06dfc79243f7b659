"""Whatever the bytes, reading gives a source or one `DocumentError`, and soon."""

from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from testban.errors import DocumentError
from testban.treaty.documents.model import Source
from testban.treaty.documents.readers import decode
from tests.pace import allowed
from tests.treaty.documents.build_files import (
    CHINESE,
    GRID,
    docx_lines,
    pdf_of,
    pdf_of_lines,
    table_of,
    unzipped,
    zipped,
)

FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
HTML = b"<!DOCTYPE html><html><body><table><tr><td rowspan=2>A<td>B</table><ol><li>C<sup>1</sup>"
MOST_SECONDS = 10.0


def check_reading(data: bytes, name: str) -> None:
    """Read `data`; whatever comes of it, it must be a whole answer."""
    started = time.process_time()
    try:
        source = decode(data, name)
    except DocumentError as error:
        _check_error(error, name)
    else:
        _check_source(source)
    assert time.process_time() - started < allowed(MOST_SECONDS)


def _check_error(error: DocumentError, name: str) -> None:
    assert str(error).startswith(f"{name}: ")
    assert error.cure
    assert "\n" not in str(error)


def _check_source(source: Source) -> None:
    assert source.text.strip()
    assert "\0" not in source.text
    source.text.encode("utf-8")  # no lone surrogates: it can be stored and printed
    assert all(0 <= start <= len(source.text) for start in source.page_starts)


@cache
def specimens() -> dict[str, bytes]:
    rows = [
        ["国家", "活动"],
        ["澳大利亚", "促请中国尽早批准条约，同时强调中国应该发挥特殊作用。" * 2],
    ]
    return {
        "plain.pdf": pdf_of_lines(["One line", "Two lines"], ["Another page"], pageCompression=0),
        "table.pdf": pdf_of([table_of(rows, (80, 200), GRID, CHINESE)], pageCompression=0),
        "paper.docx": docx_lines("One line", "Two lines"),
        "paper.html": HTML,
        "paper.txt": "全面禁止核试验条约，1996 年\n".encode("gb18030") * 4,
    }


@FUZZ
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.pdf", "a.docx", "a.html"]))
def test_any_bytes(data: bytes, name: str) -> None:
    check_reading(data, name)


@FUZZ
@given(
    st.sampled_from(
        [b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"]
    ),
    st.binary(max_size=300),
    st.sampled_from([b"", b"\n%%EOF\n"]),
)
def test_any_bytes_after_the_mark_of_a_format(mark: bytes, data: bytes, end: bytes) -> None:
    check_reading(mark + data + end, "paper")


@FUZZ
@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16-le", "gb18030", "cp1251"]))
def test_any_text_in_any_encoding(text: str, codec: str) -> None:
    check_reading(text.encode(codec, errors="replace"), "paper.txt")


@FUZZ
@pytest.mark.parametrize(
    "name", ["plain.pdf", "table.pdf", "paper.docx", "paper.html", "paper.txt"]
)
@given(data=st.data())
def test_damaged_files(name: str, data: st.DataObject) -> None:
    content = bytearray(specimens()[name])
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        length = data.draw(st.integers(0, 12))
        content[at : at + length] = data.draw(st.binary(max_size=12))
    check_reading(bytes(content), name)


@FUZZ
@given(data=st.data())
def test_damaged_parts_of_a_sound_docx(data: st.DataObject) -> None:
    members = unzipped(specimens()["paper.docx"])
    name = data.draw(st.sampled_from(sorted(members)))
    part = bytearray(members[name])
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, max(len(part) - 1, 0)))
        part[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    check_reading(zipped(members | {name: bytes(part)}), "paper.docx")


_ELEMENTS = [
    "p", "r", "t", "tbl", "tr", "tc", "tcPr", "pPr", "numPr", "numId", "ilvl", "gridSpan", "vMerge",
    "fldChar", "footnoteReference", "sdt", "sdtContent", "ins", "del", "br", "tab", "sym", "rPr",
    "vertAlign", "txbxContent", "trPr", "gridBefore",
]  # fmt: skip
_VALUES = ["1", "-5", "99999999999", "restart", "superscript", "begin", "end", "F0B7", "x", ""]


@st.composite
def body_xml(draw: st.DrawFn, depth: int = 6) -> str:
    """Word elements nested in any order, with any values."""
    name = draw(st.sampled_from(_ELEMENTS))
    value = draw(st.sampled_from(_VALUES))
    names = ("val", "id", "fldCharType", "char")
    attributes = "".join(f' w:{name}="{value}"' for name in names)
    count = draw(st.integers(0, 3)) if depth else 0
    inside = "".join(draw(body_xml(depth - 1)) for _ in range(count))
    return f"<w:{name}{attributes}>{inside or 'x'}</w:{name}>"


@FUZZ
@given(body_xml())
def test_word_elements_in_any_order(xml: str) -> None:
    from tests.treaty.documents.build_files import docx_with_body

    check_reading(docx_with_body(f"<w:p><w:r><w:t>x</w:t></w:r></w:p>{xml}"), "paper.docx")
