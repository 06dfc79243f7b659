"""HTML: the text as a browser shows it."""

from __future__ import annotations

import time

import pytest

from testban.errors import DocumentError
from testban.treaty.documents.readers import decode
from tests.pace import allowed


def lines(body: str, head: str = "") -> list[str]:
    data = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()
    return decode(data, "paper.html").text.removesuffix("\n").split("\n")


def test_blocks_are_lines_and_white_space_collapses() -> None:
    body = "<h1>Report</h1><p>One\n  two <b>bold</b>\t&amp; more</p>tail<div>A<br>B</div>"
    assert lines(body) == ["Report", "One two bold & more", "tail", "A", "B"]


def test_a_line_of_chinese_broken_in_the_source_is_whole() -> None:
    assert lines("<p>全面禁止\n核试验 条约</p>") == ["全面禁止核试验 条约"]


def test_what_a_browser_does_not_show_is_left_out() -> None:
    body = (
        "<script>x()</script><style>p{}</style><p>shown<!-- not --></p><p hidden>no</p>"
        "<p style='color:red; display : none'>no</p><template>no</template>"
    )
    assert lines(body, "<title>Title</title>") == ["shown"]


def test_lists_have_their_markers() -> None:
    body = (
        "<ol><li>One<ul><li>dot</ul><li value=5>Five</ol>"
        "<ol type=a start=2><li>bee</ol><ol type=I><li>eye</ol>"
    )
    assert lines(body) == ["1. One", "• dot", "5. Five", "b. bee", "I. eye"]


def test_raised_numbers_are_marks() -> None:
    assert lines(
        "<p>in 2021<sup>1</sup>, 中国<sup><a href='#b'>b</a></sup>, 75<sup>th</sup></p>"
    ) == ["in 2021¹, 中国ᵇ, 75th"]


def test_rows_of_tables() -> None:
    body = """<table><thead><tr><th>State<th>Date<th>Activity</thead>
      <tr><td rowspan=2>Australia<td>2005<td><p>Urged</p><p>China</p>
      <tr><td>2006<td>Wrote<br>a letter
      <tr><td colspan=3>1(b) Others
      <tr><td colspan=2>wide<td>last</table>after"""
    assert lines(body) == [
        "State\tDate\tActivity",
        "Australia\t2005\tUrged China",
        "\t2006\tWrote a letter",
        "1(b) Others",
        "wide\t\tlast",
        "after",
    ]


def test_tables_that_only_place_things_are_no_rows() -> None:
    inner = "<table><tr><td>A<td>B</table>"
    body = f"<table><tr><td><p>Left</p><td><h2>Head</h2>{inner}</table>"
    assert lines(body) == ["Left", "Head", "A\tB"]


def test_preformatted_lines_stay() -> None:
    assert lines("<pre>one\n  two</pre><p>x</p>") == ["one", "two", "x"]


@pytest.mark.parametrize(
    ("declared", "codec", "text"),
    [
        ("gb2312", "gb18030", "全面禁止核试验条约"),
        ("utf-8", "utf-8", "条约"),
        ("iso-8859-1", "cp1252", "Traité – “x”"),
        ("windows-1251", "cp1251", "Договор"),
        ("big5", "big5", "全面禁止核試驗條約"),
        ("utf-8", "gb18030", "全面禁止核试验条约"),  # declared wrongly: the bytes tell
    ],
)
def test_the_encoding_is_taken_from_the_page(declared: str, codec: str, text: str) -> None:
    page = f"<html><head><meta charset='{declared}'></head><p>{text}</p></html>"
    assert decode(page.encode(codec), "paper.htm").text == f"{text}\n"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_the_byte_order_mark_outweighs_the_declaration(codec: str) -> None:
    page = "<html><head><meta charset=windows-1252></head><p>条约</p></html>"
    source = decode(page.encode(codec), "paper.txt")
    assert (source.text, source.media_type) == ("条约\n", "text/html")


def test_a_page_without_text() -> None:
    with pytest.raises(DocumentError, match="the web page holds no text"):
        decode(b"<html><script>fill()</script></html>", "paper.html")


@pytest.mark.parametrize("unit", ["<div>", "<b>", "<table><tr><td>", "<ol><li>", "<sup>"])
def test_deep_nesting_is_bounded(unit: str) -> None:
    started = time.process_time()
    with pytest.raises(DocumentError, match="nested or packed beyond reason"):
        decode(f"<html>{unit * 50_000}text".encode(), "paper.html")
    assert time.process_time() - started < allowed(5)


def test_a_page_may_nest_as_deep_as_careless_ones_do() -> None:
    assert decode(f"<html>{'<font>' * 600}text".encode(), "paper.html").text == "text\n"


def test_a_very_large_page_is_refused() -> None:
    with pytest.raises(DocumentError, match="the limit for a web page is 8 MiB"):
        decode(b"<html>" + b"<p>text" * (2 << 20), "paper.html")


def test_cells_across_absurdly_many_columns_are_bounded() -> None:
    row = "<tr><td colspan=9999 rowspan=9999>a<td>b"
    text = decode(f"<html><table>{row * 300}</table>".encode(), "paper.html").text
    assert max(line.count("\t") for line in text.split("\n")) <= 1000
