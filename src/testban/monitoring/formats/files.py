"""Bytes in and out: ordinary files only, within a limit, packed or not; written whole or not at all."""

from __future__ import annotations

import gzip
import io
import os
import stat
import tempfile
import zlib
from pathlib import Path

from lxml import etree

from testban.errors import BulletinError, TestbanError

__all__ = ["MOST_BYTES", "decode", "parse_xml", "read_limited", "write_atomic"]

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
    where = str(path)
    try:
        # Not blocking, so that a pipe without a writer is seen to be a pipe instead of waited for.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise error("not an ordinary file", where=where, cure="Name a file")
            data = stream.read(most + 1)
    except IsADirectoryError as caught:
        raise error("a folder, not a file", where=where, cure="Name a file in it") from caught
    except OSError as caught:
        said = (caught.strerror or "cannot be read").lower()
        raise error(said, where=where[:200], cure="Check the path") from caught
    except ValueError as caught:
        raise error("not a path", where=repr(where[:200]), cure="Check the path") from caught
    if data.startswith(_GZIP):
        data = _unpacked(data, most, where, error)
    if len(data) > most:
        raise error(
            f"larger than the limit of {most >> 20} MiB", where=where, cure="Split the file"
        )
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
    """The text of a bulletin: UTF-8 where it is that, Latin-1 (which fits anything) where not."""
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


def write_atomic(path: Path, text: str) -> None:
    """Write a text file: whole, or not at all, and never half of it over an older one.

    Raises
    ------
    BulletinError
        It cannot be written there.
    """
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as caught:
        raise _unwritable(path, caught) from caught
    except ValueError as caught:
        raise BulletinError("not a path", where=repr(str(path))) from caught
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)  # mkstemp makes it the user's alone
        Path(name).replace(path)
    except OSError as caught:
        Path(name).unlink(missing_ok=True)
        raise _unwritable(path, caught) from caught
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _unwritable(path: Path, caught: OSError) -> BulletinError:
    return BulletinError(
        f"cannot be written: {(caught.strerror or 'unknown error').lower()}",
        where=str(path),
        cure="Check the folder, and that you may write to it",
    )
