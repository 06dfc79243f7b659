"""What is checked of a PDF's bytes before PDFium opens it: that it is whole, and no bomb."""

from __future__ import annotations

import re
import zlib

from testban.errors import DocumentError

__all__ = ["refuse_bomb", "refuse_cut_short"]

_MIB = 1 << 20
_MOST_STREAM = 16 * _MIB
_MOST_TOTAL = 512 * _MIB
"""What one stream of drawing operators, and all together, may unpack to: PDFium keeps some 25 bytes
a byte of a page's operators, and a page of text has a few thousand bytes of them."""

_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 2048
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_OBJECT_PARTS = re.compile(rb"\d\s+obj\b|\bendstream\b|\bendobj\b")


def refuse_cut_short(data: bytes, where: str) -> None:
    """Refuse a PDF without its end mark: PDFium mends it and says nothing of the missing pages."""
    end = data.rfind(b"%%EOF")
    if end >= 0 and not _OBJECT_PARTS.search(data, end):
        return
    if end < 0 and re.search(rb"startxref\s+\d+\s*\Z", data[-256:]):
        return
    raise DocumentError(
        f"the PDF is cut short: it ends at byte {len(data)} without its end mark",
        where=where,
        cure="Download it again",
    )


def refuse_bomb(data: bytes, where: str) -> None:
    """Refuse a PDF with a stream, other than a picture, that unpacks beyond reason."""
    total = 0
    end = 0
    for match in _STREAM.finditer(data):
        if match.start() < end:
            continue
        start = match.end()
        end = data.find(b"endstream", start)
        end = len(data) if end < 0 else end
        dictionary = data[max(0, match.start() - _DICTIONARY) : match.start()]
        dictionary = dictionary[dictionary.rfind(b" obj") + 1 :]
        packings = len(_FLATE.findall(dictionary))
        if not packings or _IMAGE.search(dictionary):
            continue
        size = _unpacked(data[start:end], min(packings, 4))
        total += size
        if size > _MOST_STREAM or total > _MOST_TOTAL:
            raise DocumentError(
                f"refused as a bomb: the stream at byte {start} of the PDF unpacks to more than "
                f"{_MOST_STREAM // _MIB} MiB"
                if size > _MOST_STREAM
                else f"refused as a bomb: the PDF unpacks to more than {_MOST_TOTAL // _MIB} MiB",
                where=where,
                cure="Open it in a PDF viewer and print it to a new PDF, if you trust it",
            )


def _unpacked(data: bytes, times: int) -> int:
    """How many bytes `data` unpacks to, looking no further than the limit."""
    for _ in range(times):
        try:
            data = zlib.decompressobj().decompress(data, _MOST_STREAM + 1)
        except zlib.error:
            break  # damaged: PDFium takes what there is before the damage
    return len(data)
