"""The ZIP package of an Office document, opened as a file from a stranger.

Sizes are limited twice, as declared and as unpacked; XML is read without DTD, entities, network.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from testban.errors import DocumentError

__all__ = ["Package", "Part", "local_name"]

_MIB = 1 << 20
_MOST_MEMBERS = 10_000
_MOST_DECLARED = 1024 * _MIB
_MOST_PART = 32 * _MIB
_MOST_READ = 64 * _MIB
_MOST_RATIO = 250
_RATIO_FROM = 8 * _MIB
"""Word compresses XML about 10 to 30 times; nothing honest reaches 250 times."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)
"""What the zipfile module raises on damaged, encrypted and oddly compressed members."""

_AGAIN = "Download it again, or open it in a word processor and save it as .docx"
_CONVERT = "Save it as PDF, DOCX or text first"

_KINDS = {
    "workbook": "an Excel workbook, not a text document",
    "presentation": "a PowerPoint file, not a text document",
}
_ODF = {
    "application/vnd.oasis.opendocument.text": "an OpenDocument text (.odt)",
    "application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet (.ods)",
    "application/vnd.oasis.opendocument.presentation": "an OpenDocument presentation (.odp)",
    "application/epub+zip": "an EPUB book",
}


@dataclass(frozen=True)
class Part:
    """One XML part: its name in the package, its root, and its relationships by identifier."""

    name: str
    root: Any
    related: dict[str, tuple[str, str]]
    """Identifier -> kind of relationship (the last word of its type) and name of the part."""
    addresses: dict[str, str] = field(default_factory=dict)
    """Identifier -> the address outside the package to which a hyperlink leads."""

    def first(self, kind: str) -> str | None:
        """The name of the first related part of this kind."""
        return next((name for found, name in self.related.values() if found == kind), None)


class Package:
    """An Office document's parts, read on demand and within limits."""

    def __init__(self, data: bytes, where: str) -> None:
        self._where = where
        self._read = 0
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._members = {info.filename: info for info in self._archive.infolist()}
        except _BROKEN as error:
            raise DocumentError(
                "a DOCX or ZIP file that is damaged or cut short", where=where, cure=_AGAIN
            ) from error
        self._refuse_bomb()

    def _refuse_bomb(self) -> None:
        declared = sum(info.file_size for info in self._members.values())
        if len(self._members) > _MOST_MEMBERS:
            raise self._bomb(f"it has {len(self._members)} members")
        if declared > _MOST_DECLARED:
            raise self._bomb(f"it unpacks to {declared / _MIB:.0f} MiB")
        for info in self._members.values():
            ratio = info.file_size / max(info.compress_size, 1)
            if info.file_size > _RATIO_FROM and ratio > _MOST_RATIO:
                raise self._bomb(f"{_shown(info.filename)} unpacks to {ratio:.0f} times its size")

    def _bomb(self, why: str) -> DocumentError:
        return DocumentError(
            f"refused as a ZIP bomb: {why}",
            where=self._where,
            cure="Open it in a word processor and save it as .docx, if you trust it",
        )

    def _damaged(self, name: str, why: str) -> DocumentError:
        return DocumentError(
            f"the DOCX is damaged: {_shown(name)} {why}", where=self._where, cure=_AGAIN
        )

    def main(self) -> Part:
        """The main part of a text document; other kinds of package are refused by name."""
        if "_rels/.rels" not in self._members:
            raise DocumentError(self._foreign(), where=self._where, cure=_CONVERT)
        relations = self._relations("")
        name = next((name for kind, name in relations.values() if kind == "officeDocument"), None)
        if name is None:
            raise DocumentError(self._foreign(), where=self._where, cure=_CONVERT)
        part = self.part(name)
        kind = local_name(part.root)
        if kind != "document":
            what = _KINDS.get(kind, "an Office file that is not a text document")
            raise DocumentError(what, where=self._where, cure=_CONVERT)
        return part

    def _foreign(self) -> str:
        if "mimetype" in self._members:
            mime = self._bytes("mimetype")[:100].decode("ascii", errors="replace").strip()
            if mime in _ODF:
                return _ODF[mime]
        if "META-INF/MANIFEST.MF" in self._members:
            return "a Java archive, not a document"
        if any(name.endswith(".rels") or "[Content_Types]" in name for name in self._members):
            return "an Office document without its main part"
        return "a ZIP archive, not a document"

    def part(self, name: str) -> Part:
        """The XML part called `name`, parsed.

        Raises
        ------
        DocumentError
            Where it is missing, too large, damaged, or brings a DTD.
        """
        return Part(name, self._xml(name), self._relations(name), self._addresses(name))

    def _relations(self, name: str) -> dict[str, tuple[str, str]]:
        folder, _ = posixpath.split(name)
        relations = {}
        for element in self._relationships(name):
            if element.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
            kind = element.get("Type", "").rpartition("/")[2]
            relations[element.get("Id", "")] = (kind, target.lstrip("/"))
        return relations

    def _addresses(self, name: str) -> dict[str, str]:
        return {
            element.get("Id", ""): element.get("Target", "")
            for element in self._relationships(name)
            if element.get("TargetMode") == "External"
        }

    def _relationships(self, name: str) -> Iterator[Any]:
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if path in self._members:
            yield from self._xml(path)

    def _xml(self, name: str) -> Any:
        data = self._bytes(name)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        if re.search(rb"<!(?:DOCTYPE|ENTITY)", data[:65536].replace(b"\0", b"")):
            raise self._damaged(name, "brings a document type of its own, which Word never writes")
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._damaged(name, "is no well-formed XML") from error
        if root is None or root.getroottree().docinfo.internalDTD is not None:
            raise self._damaged(name, "is no plain XML")
        return root

    def _bytes(self, name: str) -> bytes:
        info = self._members.get(name)
        if info is None:
            raise self._damaged(name, "is missing")
        if info.flag_bits & 0x1:
            raise DocumentError(
                "the DOCX is encrypted", where=self._where, cure="Save it without a password"
            )
        try:
            with self._archive.open(info) as member:
                data = member.read(_MOST_PART + 1)
        except _BROKEN as error:
            raise self._damaged(name, "cannot be unpacked") from error
        self._read += len(data)
        if len(data) > _MOST_PART or self._read > _MOST_READ:
            raise self._bomb(f"{_shown(name)} unpacks to more than {_MOST_PART // _MIB} MiB")
        return data


def local_name(element: Any) -> str:
    """The name of an XML element without its namespace; empty for what is no element.

    Word writes one of two namespaces (transitional and strict); the local names are the same.
    """
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _shown(name: str) -> str:
    """A member's name, made safe to print."""
    return name if name.isprintable() and len(name) < 80 else repr(name[:40])
