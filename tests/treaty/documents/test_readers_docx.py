"""DOCX: the text as Word prints it, with labels, notes and tables; hostile packages are refused."""

from __future__ import annotations

import time

import pytest
from docx import Document

from testban.errors import DocumentError
from testban.treaty.documents.readers import decode
from testban.treaty.documents.readers.numerals import numeral
from tests.pace import allowed
from tests.treaty.documents.build_files import (
    add_list,
    add_note,
    add_numbered,
    docx_lines,
    docx_of,
    docx_with_body,
    unzipped,
    with_footnotes,
    zip_bomb,
    zip_that_lies,
    zipped,
)


def lines(data: bytes) -> list[str]:
    return decode(data, "paper.docx").text.removesuffix("\n").split("\n")


def p(text: str, properties: str = "") -> str:
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"
    )


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def test_paragraphs_and_headings_are_lines() -> None:
    document = Document()
    document.add_heading("全面禁止核试验条约", 1)
    document.add_paragraph("第六十一届会议")
    source = decode(docx_of(document), "paper.docx")
    assert source.text == "全面禁止核试验条约\n第六十一届会议\n"
    assert source.media_type.endswith("wordprocessingml.document")
    assert (source.page_starts, source.warnings) == ((), ())


def test_automatic_labels_are_printed() -> None:
    document = Document()
    levels = [
        ("decimal", "%1."),
        ("lowerLetter", "(%2)"),
        ("lowerRoman", "(%3)"),
        ("bullet", "\uf0b7"),
    ]
    number = add_list(document, levels)
    for text, level in [("A", 0), ("B", 1), ("C", 1), ("D", 2), ("E", 3), ("F", 0), ("G", 1)]:
        add_numbered(document, text, number, level)
    assert lines(docx_of(document)) == [
        "1. A", "(a) B", "(b) C", "(i) D", "• E", "2. F", "(a) G",
    ]  # fmt: skip


def test_chinese_labels_and_levels_within_levels() -> None:
    document = Document()
    number = add_list(
        document,
        [("chineseCounting", "第%1章"), ("decimal", "%2、"), ("decimalEnclosedCircle", "%3")],
    )
    outline = add_list(document, [("upperRoman", "%1."), ("decimal", "%1.%2")])
    for text, level in [("A", 0), ("B", 1), ("C", 2), ("D", 2), ("E", 0)]:
        add_numbered(document, text, number, level)
    for text, level in [("F", 0), ("G", 1), ("H", 1), ("I", 0), ("J", 1)]:
        add_numbered(document, text, outline, level)
    assert lines(docx_of(document)) == [
        "第一章 A", "1、 B", "① C", "② D", "第二章 E", "I. F", "I.1 G", "I.2 H", "II. I", "II.1 J",
    ]  # fmt: skip


def test_two_lists_of_one_pattern_count_on_unless_one_starts_anew() -> None:
    numbering = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
      <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>
        <w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:suff w:val="nothing"/></w:lvl>
      </w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
      <w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">
        <w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"""
    body = "".join(
        p(text, f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
        for text, number in [("A", 1), ("B", 2), ("C", 3), ("D", 3), ("E", 0)]
    )
    assert lines(docx_with_body(body, numbering=numbering)) == ["1.A", "2.B", "1.C", "2.D", "E"]


@pytest.mark.parametrize(
    ("form", "number", "written"),
    [
        ("decimal", 12, "12"), ("lowerLetter", 26, "z"), ("lowerLetter", 27, "aa"),
        ("upperRoman", 1999, "MCMXCIX"), ("chineseCounting", 10, "十"),
        ("chineseCounting", 11, "十一"), ("chineseCounting", 20, "二十"),
        ("chineseCounting", 105, "一百零五"), ("chineseCounting", 110, "一百一十"),
        ("chineseCounting", 1005, "一千零五"), ("ideographEnclosedCircle", 2, "㊁"),
        ("decimalEnclosedParen", 3, "⑶"), ("decimalEnclosedCircle", 21, "21"),
        ("russianLower", 2, "б"), ("arabicAbjad", 3, "ج"), ("ideographTraditional", 4, "丁"),
        ("decimalZero", 7, "07"), ("decimalFullWidth", 15, "１５"), ("cardinalText", 8, "8"),
        ("lowerRoman", 0, "0"),
    ],
)  # fmt: skip
def test_numerals(form: str, number: int, written: str) -> None:
    assert numeral(form, number) == written


def test_notes_leave_their_mark_and_stand_last() -> None:
    document = Document()
    first = document.add_paragraph("The General Assembly")
    add_note(first, 3)
    first.add_run(" met in 2021")
    add_note(first, 2)
    document.add_paragraph("End")
    data = with_footnotes(docx_of(document), {2: "See annex.", 3: "A/61/50."})
    assert lines(data) == [
        "The General Assembly¹ met in 2021²",
        "End",
        "__________________",
        "1 A/61/50.",
        "2 See annex.",
    ]


def test_raised_runs_are_marks_and_ordinals_are_not() -> None:
    document = Document()
    paragraph = document.add_paragraph("中国")
    paragraph.add_run("b").font.superscript = True
    paragraph.add_run("，75")
    paragraph.add_run("th").font.superscript = True
    assert lines(docx_of(document)) == ["中国ᵇ，75th"]


def test_rows_of_tables_with_merged_cells() -> None:
    document = Document()
    table = document.add_table(4, 4)
    rows = [
        ["国家", "日期/期间", "活动和背景", "评论"],
        ["澳大利亚", "2005年8月", "促请中国", "已答复"],
        ["", "2005年10月", "致函", ""],
        ["1(a) 与附件2国家有关的活动", "", "", ""],
    ]
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 2).add_paragraph("批准条约")
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 3))
    assert lines(docx_of(document)) == [
        "国家\t日期/期间\t活动和背景\t评论",
        "澳大利亚\t2005年8月\t促请中国 批准条约\t已答复",
        "\t2005年10月\t致函\t",
        "1(a) 与附件2国家有关的活动",
    ]


def test_a_cell_across_some_columns_keeps_the_others_in_place() -> None:
    body = (
        f"<w:tbl><w:tr>{cell('A')}{cell('B')}{cell('C')}</w:tr>"
        f"<w:tr>{cell('wide', '<w:gridSpan w:val=' + repr('2') + '/>')}{cell('D')}</w:tr></w:tbl>"
    )
    assert lines(docx_with_body(body)) == ["A\tB\tC", "wide\t\tD"]


def test_the_title_block_is_lines_and_no_table() -> None:
    document = Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "General Assembly"
    table.cell(0, 1).text = "Distr.: General"
    table.cell(0, 1).add_paragraph("11 July 2006")
    table.cell(0, 1).add_paragraph("Original: English")
    assert lines(docx_of(document))[:4] == [
        "General Assembly", "Distr.: General", "11 July 2006", "Original: English",
    ]  # fmt: skip


def test_headers_and_footers_stand_first_without_page_numbers() -> None:
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "A/61/134\t\t3"
    section.footer.paragraphs[0].text = "06-42512"
    document.add_paragraph("Report")
    assert lines(docx_of(document)) == ["A/61/134", "Report"]


def test_tracked_changes_are_taken_as_accepted() -> None:
    deleted = "<w:r><w:delText>old </w:delText></w:r>"
    body = (
        f"<w:p><w:r><w:t xml:space='preserve'>The </w:t></w:r><w:del>{deleted}</w:del>"
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
        + p("joined ", "<w:rPr><w:del/></w:rPr>")
        + p("with the next")
        + f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell('x')}{cell('y')}</w:tr>"
        f"<w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl>"
        "<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>"
    )
    assert lines(docx_with_body(body)) == ["The new", "joined with the next", "a\tb"]


def test_fields_hidden_text_and_special_characters() -> None:
    body = (
        "<w:p><w:r><w:t>Page </w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        "<w:r><w:instrText>PAGEREF x</w:instrText></w:r><w:r><w:t>code</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>7</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        "<w:r><w:noBreakHyphen/><w:sym w:font='Symbol' w:char='F0B7'/><w:br/><w:t>next</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>1.</w:t><w:tab/><w:t>Text</w:t><w:tab/><w:t>cell</w:t></w:r></w:p>"
        "<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>"
    )
    assert lines(docx_with_body(body)) == ["Page 7-•", "next", "1. Text\tcell", "link"]


def test_an_unclosed_field_does_not_hide_the_rest() -> None:
    body = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:p>" + p("shown")
    assert lines(docx_with_body(body))[-1] == "shown"


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{p('in the box')}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>around</w:t></w:r></w:p>"
    )
    assert lines(docx_with_body(body)) == ["around", "in the box"]


def test_symbols_without_a_code_are_reported() -> None:
    source = decode(docx_with_body("<w:p><w:r><w:sym w:char='F0FF'/></w:r></w:p>"), "x.docx")
    assert source.warnings == ("1 characters of a symbol font have no code: lost",)


@pytest.mark.parametrize("bomb", [zip_bomb, zip_that_lies])
def test_a_zip_bomb_is_refused_at_once(bomb: object) -> None:
    data = bomb(200 << 20)  # type: ignore[operator]
    started = time.process_time()
    with pytest.raises(DocumentError, match=r"ZIP bomb|cannot be unpacked"):
        decode(data, "paper.docx")
    assert time.process_time() - started < allowed(2)


def test_many_members_are_refused() -> None:
    members = unzipped(docx_lines("x")) | {f"word/{number}.xml": b"" for number in range(10_001)}
    with pytest.raises(DocumentError, match="refused as a ZIP bomb: it has"):
        decode(zipped(members), "paper.docx")


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_document_type_definitions_are_refused(codec: str) -> None:
    members = unzipped(docx_lines("x"))
    xml = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>'
    members["word/document.xml"] = xml.encode(codec)
    with pytest.raises(DocumentError, match="brings a document type of its own"):
        decode(zipped(members), "paper.docx")


def test_external_files_are_not_read() -> None:
    members = unzipped(docx_lines("x"))
    rels = members["word/_rels/document.xml.rels"].decode()
    members["word/_rels/document.xml.rels"] = rels.replace(
        'Target="styles.xml"', 'Target="../../../etc/passwd"'
    ).encode()
    with pytest.raises(DocumentError, match="etc/passwd is missing"):
        decode(zipped(members), "paper.docx")


@pytest.mark.parametrize(
    ("member", "content", "what"),
    [
        ("word/document.xml", b"<w:document", "no well-formed XML"),
        ("word/document.xml", b"", "no well-formed XML"),
        ("word/styles.xml", b"\xff\xfe\x00", "no well-formed XML"),
        ("_rels/.rels", b"<x/>", "without its main part"),
    ],
)
def test_damaged_parts_are_named(member: str, content: bytes, what: str) -> None:
    members = unzipped(docx_lines("x")) | {member: content}
    with pytest.raises(DocumentError, match=what):
        decode(zipped(members), "paper.docx")


def test_a_document_without_text() -> None:
    with pytest.raises(DocumentError, match="the Word document holds no text"):
        decode(docx_lines("", " "), "paper.docx")


def test_deep_nesting_is_bounded() -> None:
    body = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000
    with pytest.raises(DocumentError, match="no well-formed XML"):
        decode(docx_with_body(body), "paper.docx")
