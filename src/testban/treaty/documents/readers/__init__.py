"""From a file to its decoded original: plain text, PDF, DOCX and HTML, told apart by content."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePath

from testban.treaty.documents.model import Source
from testban.treaty.documents.readers.files import read_bytes
from testban.treaty.documents.readers.sniff import kind_of

__all__ = ["decode", "read_source"]

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_source(path: Path) -> Source:
    """The decoded original of the file at `path`.

    Parameters
    ----------
    path
        An ordinary file of at most 64 MiB, a PDF of at most 256 MiB. What kind it is, its content
        decides.

    Raises
    ------
    DocumentError
        Where the file cannot be read; the error names the file, the place in it, and the cure.
    """
    return decode(read_bytes(Path(path)), str(path))


def decode(data: bytes, where: str) -> Source:
    """The decoded original of a file that holds `data`; `where` is its path or name.

    Raises
    ------
    DocumentError
        As `read_source` does.
    """
    # The readers are imported when needed: PDFium and lxml would slow down every command.
    kind = kind_of(data, where)
    name, digest = PurePath(where).name, hashlib.sha256(data).hexdigest()
    if kind == "pdf":
        from testban.treaty.documents.readers.pdf import read_pdf

        text, starts, warnings, links = read_pdf(data, where)
        return Source(name, digest, "application/pdf", text, starts, warnings, links)
    if kind == "docx":
        from testban.treaty.documents.readers.docx import read_docx

        text, warnings, links = read_docx(data, where)
        return Source(name, digest, _DOCX, text, (), warnings, links)
    if kind == "html":
        from testban.treaty.documents.readers.html import read_html

        text, links = read_html(data, where)
        return Source(name, digest, "text/html", text, links=links)
    from testban.treaty.documents.readers.text import decode_text, page_starts, text_warnings

    text = decode_text(data, where)
    return Source(name, digest, "text/plain", text, page_starts(text), text_warnings(text))
