"""Files of measurements as bytes and text: within a limit, packed or not."""

from __future__ import annotations

import codecs
import gzip
import io
import os
import zlib
from pathlib import Path

from lxml import etree

from testban.errors import BulletinError, TestbanError
from testban.files import opened, shortened

__all__ = ["MOST_BYTES", "decode", "parse_xml", "read_limited"]

MOST_BYTES = 256 << 20
"""A year of the ISC's reviewed bulletin is some 200 MB of text; more is somebody's mistake."""

_GZIP = b"\x1f\x8b"


def read_limited(
    path: Path, *, most: int = MOST_BYTES, error: type[TestbanError] = BulletinError
) -> bytes:
    """All bytes of an ordinary file, unpacked where it is gzip.

    Raises
    ------
    TestbanError
        Of the class `error`: there is no such file, it is no ordinary one, it is empty or damaged,
        or holds more than `most` bytes, packed or unpacked.
    """
    where = shortened(path)
    large = error(f"larger than the limit of {most >> 20} MiB", where=where, cure="Split the file")
    with opened(path, error) as stream:
        if os.fstat(stream.fileno()).st_size > most:
            raise large
        data = stream.read(most + 1)
    if data.startswith(_GZIP):
        data = _unpacked(data, most, where, error)
    if len(data) > most:
        raise large
    if not data.strip():
        raise error("the file is empty", where=where, cure="Save or download it again")
    return data


def _unpacked(data: bytes, most: int, where: str, error: type[TestbanError]) -> bytes:
    try:
        # One byte more than may be is enough to know; a bomb is never unpacked.
        return gzip.GzipFile(fileobj=io.BytesIO(data)).read(most + 1)
    except (OSError, EOFError, zlib.error) as caught:
        raise error(
            "the gzip file is damaged or cut short", where=where, cure="Download it again"
        ) from caught


def decode(data: bytes) -> str:
    """The text of a bulletin: UTF-16 where it begins so, as Windows' shell writes it; UTF-8 where it is that;
    Latin-1 (which fits anything) where not."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def parse_xml(
    data: bytes, where: str, error: type[TestbanError] = BulletinError
) -> tuple[etree._Element, str]:
    """The root of an XML document from a stranger, and what is wrong with its end.

    A document cut short is read as far as it goes; the second value says where that is, or is
    empty. No entity is replaced, nothing is fetched.

    Raises
    ------
    TestbanError
        Of the class `error`: it has a document type of its own, or there is nothing to be read.
    """
    head = data[:4096]
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head or b"<!ENTITY" in data:
        raise error(
            "XML with a document type of its own is not read",
            where=where,
            cure="Save it without its DOCTYPE",
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as caught:
        raise error(f"not XML ({caught})", where=where, cure="Save or download it again") from None
    if root is None:
        raise error("not XML", where=where, cure="Save or download it again")
    serious = [entry for entry in parser.error_log if entry.level_name == "FATAL"]
    return root, f"line {serious[0].line}: {serious[0].message.strip()}" if serious else ""
