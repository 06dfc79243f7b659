"""The runs of a Word paragraph -> its characters, as printed.

Tracked deletions, hidden text and the code of fields are left out; notes leave their mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from testban.treaty.documents.readers.docx_numbering import Style, attribute, child, switched_on
from testban.treaty.documents.readers.hyperlinks import Hyperlinks
from testban.treaty.documents.readers.marks import raised_mark
from testban.treaty.documents.readers.numerals import numeral
from testban.treaty.documents.readers.package import local_name

__all__ = ["Inline", "Notes"]

_SKIPPED = {
    "del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText", "rt", "sectPr",
    "tblPr", "tblGrid", "proofErr", "footnoteRef", "endnoteRef", "annotationRef",
    "separator", "continuationSeparator",
}  # fmt: skip
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# The code of a field that is a link.
_HYPERLINK = re.compile(r'HYPERLINK\s+"([^"]+)"')
# Characters of Word's symbol fonts, by the last byte of their code.
_SYMBOLS = {0xB7: "•", 0xA7: "▪", 0xD8: "➢", 0xFC: "✓", 0x2D: "−", 0xB0: "°", 0xB1: "±", 0xD7: "×"}


@dataclass
class Notes:
    """The footnotes or endnotes of a document, in the order of their marks.

    Attributes
    ----------
    form
        How they are numbered.
    used
        Identifier and mark (None: the paper writes its own) of each note, in order.
    """

    form: str = "decimal"
    used: list[tuple[str, str | None]] = field(default_factory=list)
    count: int = 0

    def mark(self, element: Any) -> str:
        """Count the note that `element` refers to; the mark to print."""
        identifier = attribute(element, "id") or ""
        if switched_on(element) and attribute(element, "customMarkFollows") in ("1", "true", "on"):
            self.used.append((identifier, None))
            return ""
        self.count += 1
        mark = numeral(self.form, self.count)
        self.used.append((identifier, mark))
        return raised_mark(mark)


@dataclass
class Inline:
    """Reads runs; what it meets on the way (notes, text boxes, symbols without a code) it keeps."""

    styles: dict[str, Style]
    footnotes: Notes
    endnotes: Notes
    boxes: list[Any] = field(default_factory=list)
    unknown_symbols: int = 0
    links: Hyperlinks = field(default_factory=Hyperlinks)
    addresses: dict[str, str] = field(default_factory=dict)
    """The addresses of the part that is being read, by identifier."""
    _fields: list[bool] = field(default_factory=list)
    """Of the fields now open, whether each is still in its code."""
    _codes: list[str] = field(default_factory=list)
    """Of the fields now open, the code, and then what closes the link that it makes."""

    def paragraph(self, element: Any) -> str:
        """The characters of one paragraph."""
        text = "".join(self._children(element))
        # The code of a field ends with its paragraph; one left open must not hide the rest.
        self._fields = [False for _ in self._fields]
        self._codes = ["" for _ in self._codes]
        return text

    def _children(self, element: Any) -> Iterator[str]:
        for item in element:
            yield from self._item(item)

    def _item(self, element: Any) -> Iterator[str]:
        name = local_name(element)
        if name == "instrText" and self._codes:
            self._codes[-1] += element.text or ""
        if name in _SKIPPED or not name:
            return
        if name == "r":
            yield from self._run(element)
        elif name == "AlternateContent":
            chosen = child(element, "Choice")
            chosen = child(element, "Fallback") if chosen is None else chosen
            if chosen is not None:
                yield from self._children(chosen)
        elif name in ("txbxContent", "textbox"):
            content = element if name == "txbxContent" else child(element, "txbxContent")
            if content is not None:
                self.boxes.append(content)
        elif name == "fldChar":
            yield self._field(attribute(element, "fldCharType"))
        elif not any(self._fields):
            yield from self._shown(element, name)

    def _shown(self, element: Any, name: str) -> Iterator[str]:
        """What prints something, outside the code of fields."""
        if name == "t":
            yield (element.text or "").replace("\n", " ").replace("\t", " ")
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name == "sym":
            yield self._symbol(attribute(element, "char") or "")
        elif name == "footnoteReference":
            yield self.footnotes.mark(element)
        elif name == "endnoteReference":
            yield self.endnotes.mark(element)
        elif name in ("hyperlink", "fldSimple"):
            before, after = self.links.around(self._address(element))
            yield before
            yield from self._children(element)
            yield after
        else:
            yield from self._children(element)

    def _address(self, element: Any) -> str | None:
        """Where a hyperlink, or a field in one element, leads."""
        code = _HYPERLINK.search(attribute(element, "instr") or "")
        return code[1] if code else self.addresses.get(attribute(element, "id") or "")

    def _run(self, element: Any) -> Iterator[str]:
        properties = child(element, "rPr")
        style = self.styles.get(attribute(child(properties, "rStyle")) or "", Style())
        hidden = child(properties, "vanish")
        if switched_on(hidden) if hidden is not None else style.hidden:
            return
        height = attribute(child(properties, "vertAlign"))
        if height == "superscript" or (height is None and style.raised):
            yield raised_mark("".join(self._children(element)))
        else:
            yield from self._children(element)

    def _field(self, kind: str | None) -> str:
        """Keep count of the fields; what opens or closes the link that one makes."""
        if kind == "begin":
            self._fields.append(True)
            self._codes.append("")
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
            code = _HYPERLINK.search(self._codes[-1])
            before, self._codes[-1] = self.links.around(code[1] if code else None)
            return before
        elif kind == "end" and self._fields:
            inside = self._fields.pop()
            closing = self._codes.pop()
            return "" if inside else closing
        return ""

    def _symbol(self, code: str) -> str:
        try:
            number = int(code, 16)
        except ValueError:
            number = 0
        if 0x20 < number < 0xD800:
            return chr(number)
        if number & 0xFF in _SYMBOLS:
            return _SYMBOLS[number & 0xFF]
        self.unknown_symbols += 1
        return "\ufffd"
