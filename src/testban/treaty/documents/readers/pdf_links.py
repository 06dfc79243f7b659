"""Hyperlinks of a PDF: areas of a page that lead to a document, and the words that they cover."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

from testban.treaty.documents.symbols import symbol_in_url

__all__ = ["PageLink", "links_of", "placed"]

_MOST = 1000
_LONGEST_URL = 2048
_INSIDE = 1.0
"""Points from the edge of an area at which its first character is looked for."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """The words under a link, without white space, how often they stand before it on the page, and where it leads."""

    words: str
    before: int
    url: str


def links_of(document: Any, page: Any) -> list[PageLink]:
    """The links of a page that lead to a document with a symbol."""
    areas = [(area, url) for area, url in _areas(document, page) if symbol_in_url(url)]
    if not areas:
        return []
    textpage = page.get_textpage()
    try:
        return [link for area, url in areas if (link := _link(textpage, area, url)) is not None]
    finally:
        textpage.close()


def _areas(document: Any, page: Any) -> Iterator[tuple[Any, str]]:
    """The area of each link (of one that is broken at a line's end, its first part) and its address."""
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(_MOST):
        if not raw.FPDFLink_Enumerate(page.raw, position, link):
            return
        action = raw.FPDFLink_GetAction(link)
        length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0) if action else 0
        area = raw.FS_RECTF()
        if not 1 < length <= _LONGEST_URL or not raw.FPDFLink_GetAnnotRect(link, area):
            continue
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFAction_GetURIPath(document.raw, action, buffer, length)
        corners = raw.FS_QUADPOINTSF()
        if raw.FPDFLink_CountQuadPoints(link) and raw.FPDFLink_GetQuadPoints(link, 0, corners):
            across = (corners.x1, corners.x2, corners.x3, corners.x4)
            up = (corners.y1, corners.y2, corners.y3, corners.y4)
            area.left, area.right, area.bottom, area.top = (
                min(across),
                max(across),
                min(up),
                max(up),
            )
        yield area, buffer.value.decode("utf-8", "replace")


def _link(textpage: Any, area: Any, url: str) -> PageLink | None:
    words = _squeezed(textpage.get_text_bounded(area.left, area.bottom, area.right, area.top))
    middle = (area.bottom + area.top) / 2
    first = raw.FPDFText_GetCharIndexAtPos(
        textpage.raw, area.left + _INSIDE, middle, 2 * _INSIDE, area.top - area.bottom
    )
    if not words or first < 0:
        return None
    start = max(raw.FPDFText_GetTextIndexFromCharIndex(textpage.raw, first), 0)
    before = _squeezed(textpage.get_text_range(0, start)) if start else ""
    return PageLink(words, before.count(words), url)


def placed(text: str, links: list[PageLink]) -> Iterator[tuple[int, int, str]]:
    """Where the words of each link stand in the text of the page: start, end and address.

    Words that the reader set otherwise than PDFium are not found, and their link is left out.
    """
    if not links:
        return
    places = [index for index, sign in enumerate(text) if not sign.isspace()]
    shown = "".join(text[index] for index in places)
    for link in links:
        at = -1
        for _ in range(link.before + 1):
            at = shown.find(link.words, at + 1)
        if at >= 0:
            yield places[at], places[at + len(link.words) - 1] + 1, link.url


def _squeezed(text: str) -> str:
    return "".join(text.split())
