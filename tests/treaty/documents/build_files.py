"""Files for tests, made on the spot: papers as PDF and DOCX with known text, and hostile files."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

CHINESE = ParagraphStyle("zh", fontName="STSong-Light", fontSize=10, leading=14, wordWrap="CJK")
ENGLISH = ParagraphStyle("en", fontName="Times-Roman", fontSize=10, leading=12, alignment=4)
NARROW = ParagraphStyle("cell", fontName="Times-Roman", fontSize=9, leading=11)
NOTE = ParagraphStyle("note", fontName="Times-Roman", fontSize=8, leading=10)

TOP = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
GRID = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]
)


def pdf_of(story: Sequence[Any], **options: Any) -> bytes:
    """A PDF of reportlab flowables (strings become English paragraphs)."""
    stream = io.BytesIO()
    flowables = [Paragraph(item, ENGLISH) if isinstance(item, str) else item for item in story]
    SimpleDocTemplate(stream, pagesize=A4, **options).build(flowables)
    return stream.getvalue()


def pdf_of_lines(*pages: Sequence[str], font: str = "Times-Roman", **options: Any) -> bytes:
    """A PDF with the lines given, page by page, 14 points apart."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, **options)
    for lines in pages:
        canvas.setFont(font, 10)
        for number, line in enumerate(lines):
            canvas.drawString(72, 770 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def pdf_encrypted(user_password: str) -> bytes:
    """A PDF that opens only with `user_password`; with none it opens, but may not be changed."""
    return pdf_of_lines(["Secret"], encrypt=StandardEncryption(user_password, "owner"))


def pdf_scan(pages: int, with_text: Sequence[int] = ()) -> bytes:
    """A PDF whose pages are pictures; those numbered (from 1) in `with_text` have text instead."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(Image.effect_noise((60, 80), 50))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    for number in range(1, pages + 1):
        if number in with_text:
            for line in range(5):
                canvas.drawString(72, 700 - 14 * line, "A line of text on this page")
        else:
            canvas.drawImage(picture, 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def table_of(rows: Sequence[Sequence[str]], widths: Sequence[int], style: Any, text: Any) -> Table:
    """A table whose cells wrap."""
    cells = [[Paragraph(cell, text) for cell in row] for row in rows]
    return Table(cells, colWidths=list(widths), style=style)


_WORDS = (
    "the Conference Treaty States ratification entry into force of and to in with United Nations "
    "adopted resolution nuclear test ban verification preparatory commission session"
)


def report_pages(pages: int) -> bytes:
    """A text PDF like a conference report: six paragraphs and a table of States a page."""
    words = _WORDS.split()
    story: list[Any] = []
    for page in range(pages):
        for number in range(6):
            text = " ".join(words[(page * 7 + number * 5 + i * i) % len(words)] for i in range(70))
            label = f"{page * 6 + number + 1}.&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;"
            story += [Paragraph(f"{label}{text}<super>1</super>.", ENGLISH), Spacer(1, 6)]
        story.append(Table([["Albania", "Algeria", "Andorra"]] * 8, colWidths=[150] * 3))
        story.append(PageBreak())
    return pdf_of(story)


# ---- Word ------------------------------------------------------------------------------------


def docx_of(document: Any) -> bytes:
    """The bytes of a python-docx document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def docx_lines(*lines: str) -> bytes:
    """A Word document of plain paragraphs."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    return docx_of(document)


def add_list(document: Any, levels: Sequence[tuple[str, str]]) -> int:
    """Define a numbered list; each level is its format and text (``("lowerLetter", "(%2)")``)."""
    root = document.part.numbering_part.element
    number = 900 + len(root)
    items = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    root.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{items}</w:abstractNum>'
        ),
    )
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        )
    )
    return number


def add_numbered(document: Any, text: str, number: int, level: int = 0) -> Any:
    """A paragraph of the list `number`."""
    paragraph = document.add_paragraph(text)
    place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    properties = parse_xml(f"<w:numPr {nsdecls('w')}>{place}</w:numPr>")
    paragraph._p.get_or_add_pPr().append(properties)
    return paragraph


def add_note(paragraph: Any, identifier: int) -> None:
    """The mark of a footnote at the end of the paragraph."""
    run = paragraph.add_run()
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(identifier))
    run._r.append(reference)


def with_footnotes(data: bytes, notes: dict[int, str]) -> bytes:
    """The document with a part for its footnotes, which python-docx does not write."""
    items = "".join(
        f'<w:footnote w:id="{identifier}"><w:p><w:r><w:footnoteRef/></w:r>'
        f"<w:r><w:t xml:space='preserve'> {text}</w:t></w:r></w:p></w:footnote>"
        for identifier, text in notes.items()
    )
    part = f"<w:footnotes {nsdecls('w')}>{items}</w:footnotes>"
    relation = (
        '<Relationship Id="rIdNotes" Target="footnotes.xml" Type="http://schemas.openxmlformats.org'
        '/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    members = unzipped(data)
    members["word/footnotes.xml"] = part.encode()
    relations = members["word/_rels/document.xml.rels"].decode()
    members["word/_rels/document.xml.rels"] = relations.replace(
        "</Relationships>", relation
    ).encode()
    return zipped(members)


def unzipped(data: bytes) -> dict[str, bytes]:
    """The members of a ZIP archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: dict[str, bytes]) -> bytes:
    """A ZIP archive of the members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


_NAMESPACES = (
    f"{nsdecls('w', 'r')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
)


def docx_with_body(xml: str, **parts: str) -> bytes:
    """A Word document whose body is `xml`; `parts` replace others (``styles="<w:styles …"``)."""
    members = unzipped(docx_lines(""))
    document = f"<w:document {_NAMESPACES}><w:body>{xml}</w:body></w:document>"
    members["word/document.xml"] = document.encode()
    for name, content in parts.items():
        members[f"word/{name}.xml"] = content.encode()
    return zipped(members)


def zip_bomb(size: int) -> bytes:
    """A DOCX whose text unpacks to `size` bytes of spaces."""
    members = unzipped(docx_lines("x"))
    head, tail = members["word/document.xml"].split(b"<w:body>")
    members["word/document.xml"] = head + b"<w:body>" + b" " * size + tail
    return zipped(members)


def zip_that_lies(size: int) -> bytes:
    """The same, but declaring that it unpacks to 1,000 bytes."""
    data = bytearray(zip_bomb(size))
    true_size = struct.pack("<I", len(unzipped(bytes(data))["word/document.xml"]))
    at = data.find(true_size)
    while at >= 0:
        data[at : at + 4] = struct.pack("<I", 1000)
        at = data.find(true_size, at)
    return bytes(data)


def flate_bomb_pdf(size: int) -> bytes:
    """A PDF of one page whose content unpacks to `size` bytes of drawing operators."""
    unit = b"BT /F1 1 Tf (x) Tj ET\n"
    stream = zlib.compress(unit * (size // len(unit)), 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    return pdf_of_objects(objects)


def pdf_of_objects(objects: Sequence[bytes]) -> bytes:
    """A PDF written by hand: the objects numbered from 1, a table of them, and its end."""
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(data + b"startxref\n%d\n%%%%EOF\n" % start)
