"""PDF: the text layer, page by page, with pypdfium2."""

from __future__ import annotations

import ctypes
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from testban.errors import DocumentError
from testban.treaty.documents.readers.page_lines import lines_of
from testban.treaty.documents.readers.page_pieces import pieces_of
from testban.treaty.documents.readers.page_tables import page_text
from testban.treaty.documents.readers.pdf_checks import refuse_bomb, refuse_cut_short
from testban.treaty.documents.readers.pdf_links import PageLink, links_of, placed

__all__ = ["read_pdf"]

_OCR = "Run text recognition on it first (ocrmypdf makes a readable PDF)"
_AGAIN = "Download it again, or open it in a PDF viewer and print it to a new PDF"
_FEW = 30
"""A page with fewer characters than this beside a picture is a scan with a stamp on it."""

_MOST_PAGES = 20_000
_MOST_SECONDS = 120.0
_MOST_CHARACTERS = 64 << 20

_OPENING = {
    raw.FPDF_ERR_PASSWORD: (
        "the PDF is encrypted and opens only with a password",
        "Remove the password first (qpdf --decrypt --password=... IN OUT)",
    ),
    raw.FPDF_ERR_SECURITY: (
        "the PDF is encrypted in a way that cannot be read",
        "Open it in a PDF viewer and print it to a new PDF",
    ),
}
_UNUSABLE = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")


_Link = tuple[int, int, str]


def read_pdf(
    data: bytes, where: str
) -> tuple[str, tuple[int, ...], tuple[str, ...], tuple[_Link, ...]]:
    """The text of a PDF, where its pages start, warnings about pages that gave none, and its links.

    Raises
    ------
    DocumentError
        Where it is encrypted, damaged or cut short, or is a scan without a text layer.
    """
    refuse_cut_short(data, where)
    refuse_bomb(data, where)
    texts: list[str] = []
    links: list[list[PageLink]] = []
    scanned: list[int] = []
    started = time.monotonic()
    size = 0
    with _opened(data, where) as document:
        pages = len(document)
        if not 0 < pages <= _MOST_PAGES:
            raise DocumentError(
                f"the PDF has {pages} pages; from 1 to {_MOST_PAGES} can be read",
                where=where,
                cure="Split it into one file a document" if pages else _AGAIN,
            )
        for number in range(pages):
            text, is_scan, leading = _page(document, number, where)
            texts.append(text)
            links.append(leading)
            scanned += [number + 1] * is_scan
            size += len(text)
            if size > _MOST_CHARACTERS or time.monotonic() - started > _MOST_SECONDS:
                raise DocumentError(
                    f"the PDF holds too much to be one paper: stopped at page {number + 1} "
                    f"of {pages}",
                    where=where,
                    cure="Split it into one file a document",
                )
    whole = "\n\f".join(texts)
    _refuse_unreadable(whole, scanned, pages, where)
    starts = [0]
    for text in texts[:-1]:
        starts.append(starts[-1] + len(text) + 2)
    found = tuple(
        (start + a, start + b, url)
        for start, text, leading in zip(starts, texts, links, strict=True)
        for a, b, url in placed(text, leading)
    )
    return whole, tuple(starts), _warnings(whole, scanned), found


@contextmanager
def _opened(data: bytes, where: str) -> Iterator[Any]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        what, cure = _OPENING.get(
            error.err_code or 0, ("the PDF is damaged and cannot be opened", _AGAIN)
        )
        raise DocumentError(what, where=where, cure=cure) from error
    try:
        yield document
    finally:
        document.close()


def _page(document: Any, number: int, where: str) -> tuple[str, bool, list[PageLink]]:
    """The text of a page, whether it is a picture of text, and its links to documents."""
    try:
        page = document[number]
        try:
            pieces, askew = pieces_of(page)
            letters = sum(len(piece.text) for piece in pieces)
            is_scan = letters < _FEW and _has_picture(page, letters)
            text = page_text(lines_of(pieces), lambda: _rules(page), opens_paper=number == 0)
            shown = "\n".join([text, *askew] if text else askew)
            return shown, is_scan, links_of(document, page)
        finally:
            page.close()
    except pdfium.PdfiumError as error:
        raise DocumentError(
            f"page {number + 1} of the PDF is damaged", where=where, cure=_AGAIN
        ) from error


def _has_picture(page: Any, letters: int) -> bool:
    """Whether something is drawn on the page that may show text."""
    kinds = {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_SHADING}
    if not letters:
        kinds |= {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_TEXT}
    count = raw.FPDFPage_CountObjects(page)
    return any(
        raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index)) in kinds
        for index in range(min(count, 1000))
    )


def _rules(page: Any) -> Sequence[float]:
    """The heights of the horizontal lines drawn on the page, highest first."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    heights: list[float] = []
    for index in range(min(raw.FPDFPage_CountObjects(page), 5000)):
        drawn = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if not raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            continue
        if top.value - bottom.value < 3 and right.value - left.value > 20:
            heights.append((top.value + bottom.value) / 2)
    return sorted(heights, reverse=True)


def _refuse_unreadable(text: str, scanned: list[int], pages: int, where: str) -> None:
    letters = len("".join(text.split()))
    if len(scanned) == pages or (scanned and not letters):
        raise DocumentError(
            f"a scan: its {pages} {'page holds' if pages == 1 else 'pages hold'} pictures and no "
            "text layer",
            where=where,
            cure=_OCR,
        )
    if not letters:
        raise DocumentError(
            f"the PDF is blank: {pages} {'page' if pages == 1 else 'pages'} without text",
            where=where,
            cure=_AGAIN,
        )
    if len(_UNUSABLE.findall(text)) * 5 > letters:
        raise DocumentError(
            "the text layer of the PDF holds no characters, only the shapes of its fonts",
            where=where,
            cure="Run text recognition on it (ocrmypdf --force-ocr makes a readable PDF)",
        )


def _warnings(text: str, scanned: list[int]) -> tuple[str, ...]:
    found = []
    if scanned:
        shown = ", ".join(map(str, scanned[:10])) + (" ..." if len(scanned) > 10 else "")
        noun = "page" if len(scanned) == 1 else "pages"
        found.append(f"{noun} {shown} without a text layer (scanned): not read. {_OCR}")
    unusable = len(_UNUSABLE.findall(text))
    if unusable:
        found.append(f"{unusable} characters of the text layer have no code and are lost")
    return tuple(found)
