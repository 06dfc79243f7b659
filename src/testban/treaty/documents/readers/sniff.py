"""What kind of file this is: its content tells; its name decides where the content cannot."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import Literal

from testban.errors import DocumentError

__all__ = ["READABLE", "Kind", "kind_of", "refuse_foreign", "size_limit"]

Kind = Literal["text", "pdf", "docx", "html"]

READABLE = "testban reads text, PDF, DOCX and HTML"

_MIB = 1 << 20
_PDF_LIMIT = 256 * _MIB
_OTHER_LIMIT = 64 * _MIB
"""The papers of a conference are a few MiB at most; a text of 64 MiB is some 25,000 pages."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_CONVERT = "Save it as PDF, DOCX or text first"
_UNPACK = "Unpack it and name the files inside"
_OCR = "Run text recognition on it first (ocrmypdf makes a readable PDF)"
_CHOOSE = f"Name a document: {READABLE}"

# Offset, first bytes, what it is, cure. Longer marks stand before shorter ones.
_FOREIGN: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture, not a text", _OCR),
    (0, b"\xff\xd8\xff", "a JPEG picture, not a text", _OCR),
    (0, b"GIF87a", "a GIF picture, not a text", _OCR),
    (0, b"GIF89a", "a GIF picture, not a text", _OCR),
    (0, b"II*\x00", "a TIFF picture, not a text", _OCR),
    (0, b"MM\x00*", "a TIFF picture, not a text", _OCR),
    (8, b"WEBP", "a WebP picture, not a text", _OCR),
    (0, b"{\\rtf", "an RTF document", _CONVERT),
    (0, b"\xffWPC", "a WordPerfect document", _CONVERT),
    (0, b"%!PS", "a PostScript file", "Convert it to PDF first (ps2pdf)"),
    (0, b"MZ", "a Windows program, not a document", _CHOOSE),
    (0, b"\x7fELF", "a program, not a document", _CHOOSE),
    (0, b"\xcf\xfa\xed\xfe", "a program, not a document", _CHOOSE),
    (0, b"\xca\xfe\xba\xbe", "a program, not a document", _CHOOSE),
    (0, b"SQLite format 3\x00", "an SQLite database, not a document", _CHOOSE),
    (0, b"\x1f\x8b", "a gzip archive", _UNPACK),
    (0, b"BZh", "a bzip2 archive", _UNPACK),
    (0, b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "a zstd archive", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (0, b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (0, b"PK\x05\x06", "an empty ZIP archive", _CHOOSE),
    (257, b"ustar", "a tar archive", _UNPACK),
    (4, b"ftyp", "a film or sound recording, not a text", _CHOOSE),
    (0, b"ID3", "a sound recording, not a text", _CHOOSE),
    (0, b"OggS", "a sound recording, not a text", _CHOOSE),
    (0, b"RIFF", "a sound or film recording, not a text", _CHOOSE),
)
# Marks made of letters alone open ordinary sentences too ("MZ", "BZh", "ID3"): then a control
# character must follow in the head before the file is called a binary.
_LETTERS_ONLY = re.compile(rb"[A-Za-z0-9]+")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

# What an OLE file (Word, Excel before 2007) holds is told by the names of its streams, in UTF-16.
_OLE_STREAMS = (
    ("EncryptedPackage", "an encrypted Office document", "Remove its password and save it again"),
    ("WordDocument", "a Word document of the old .doc kind", "Save it as .docx or PDF first"),
    ("Workbook", "an Excel workbook of the old .xls kind", _CONVERT),
    ("PowerPoint Document", "a PowerPoint file of the old .ppt kind", _CONVERT),
)

_PDF_HEADER = re.compile(rb"(?:^|[\r\n])\s*%PDF-\d")
_COMMENTS = re.compile(r"^(?:\s|\ufeff|<!--.*?-->|<\?xml.*?\?>|<!--.*\Z)*", re.S)
_HTML_ROOT = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
_HTML_TAG = re.compile(
    r"<(?:meta|title|base|link|style|script|h[1-6]|p|div|table|tr|td|ul|ol|li|dl|br|hr|span|a|b|i"
    r"|font|center|section|article|main|header|nav|pre|blockquote)\b[^<>]*>",
    re.I,
)
_XML = re.compile(r"<\?xml\b|<!doctype\b|<[\w.-]+:?[\w.-]*(?:\s+xmlns|\s*/?>)", re.I)


def size_limit(head: bytes) -> int:
    """The most bytes that a file beginning with `head` may have."""
    return _PDF_LIMIT if _PDF_HEADER.search(head[:1024]) else _OTHER_LIMIT


def refuse_foreign(head: bytes, where: str) -> None:
    """Raise a DocumentError that names the format, where `head` opens a file without text."""
    for offset, mark, what, cure in _FOREIGN:
        if head[offset : offset + len(mark)] != mark:
            continue
        if _LETTERS_ONLY.fullmatch(mark) and not _CONTROLS.search(head):
            continue
        raise DocumentError(what, where=where, cure=cure)


def kind_of(data: bytes, where: str) -> Kind:
    """The kind of the file that holds `data`; `where` is its name or path.

    Raises
    ------
    DocumentError
        Where it is a kind that testban does not read.
    """
    refuse_foreign(data[:4096], where)
    if data.startswith(_OLE):
        for stream, what, cure in _OLE_STREAMS:
            if stream.encode("utf-16-le") in data:
                raise DocumentError(what, where=where, cure=cure)
        raise DocumentError("an old Office file", where=where, cure=_CONVERT)
    if _PDF_HEADER.search(data[:1024]) and (data.lstrip().startswith(b"%PDF-") or b" obj" in data):
        return "pdf"
    if data.startswith(_ZIP):
        return "docx"
    suffix = PurePath(where).suffix.lower()
    kind = _markup(_beginning(data), suffix, where)
    if kind == "text" and suffix in _NAMED:
        _refuse_misnamed(data, suffix, where)
    return kind


# What a file called so must hold; of others the content alone decides.
_NAMED = {".pdf": "PDF", ".docx": "Word document"}


def _refuse_misnamed(data: bytes, suffix: str, where: str) -> None:
    """Raise a DocumentError for a file whose name promises what it does not hold."""
    what = _NAMED[suffix]
    if _CONTROLS.search(data[:4096]) and data[1:2] != b"\0" and data[:1] != b"\0":
        raise DocumentError(
            f"no {what}, although it is called {suffix}: it does not begin like one",
            where=where,
            cure="Download it again",
        )
    raise DocumentError(
        f"no {what}, although it is called {suffix}: it holds plain text",
        where=where,
        cure=f"Call it .txt, or save it as {suffix}",
    )


def _beginning(data: bytes) -> str:
    """The first few thousand characters, whatever the encoding: good enough to see tags in."""
    head = data[:8192]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", errors="replace")
    if head[1:2] == b"\0":
        return head.decode("utf-16-le", errors="replace")
    if head[:1] == b"\0":
        return head.decode("utf-16-be", errors="replace")
    return head.decode("latin-1").removeprefix("ï»¿")


def _markup(beginning: str, suffix: str, where: str) -> Kind:
    """``html`` where the text opens like a web page, else ``text``."""
    opening = _COMMENTS.match(beginning)
    rest = beginning[opening.end() if opening else 0 :]
    if _HTML_ROOT.match(rest):
        return "html"
    if suffix in {".html", ".htm", ".xhtml"} and (not rest or _HTML_TAG.search(rest)):
        return "html"
    if _HTML_TAG.match(rest) and suffix not in {".txt", ".md"}:
        return "html"
    if beginning.lstrip("\ufeff \t\r\n").startswith("<?xml") and _XML.search(rest):
        raise DocumentError("an XML file that is not a web page", where=where, cure=_CONVERT)
    return "text"
