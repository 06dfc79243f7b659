"""HTML: the text of a web page as a browser would lay it out, without its scripts and styles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from testban.errors import DocumentError
from testban.treaty.documents.readers.html_notes import find_notes, note_line, with_rule
from testban.treaty.documents.readers.hyperlinks import Hyperlinks
from testban.treaty.documents.readers.marks import raised_mark
from testban.treaty.documents.readers.numerals import numeral
from testban.treaty.documents.readers.text import decode_text

__all__ = ["read_html"]

_MOST_BYTES = 8 << 20
_SPLIT = "Save it as text, or split it into one file a document"

_META = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_CODECS = {
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb18030": "gb18030",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "windows-1252": "cp1252",
    "windows-1250": "cp1250", "windows-1251": "cp1251", "windows-1256": "cp1256",
    "iso-8859-2": "iso8859_2", "iso-8859-5": "iso8859_5", "iso-8859-6": "iso8859_6",
    "iso-8859-15": "iso8859_15", "koi8-r": "koi8_r", "koi8-u": "koi8_u",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
}  # fmt: skip

_DROPPED = {
    "head", "script", "style", "template", "noscript", "object", "applet", "svg", "del", "select",
    "textarea", "audio", "video", "canvas", "iframe", "rt", "rp",
}  # fmt: skip
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)

_BREAK = "\x0b"
_KEPT_SPACE = "\x1f"
"""Stand, until a line is finished, for a line break and for a space that does not collapse."""

_WHITE = re.compile(r"[ \t\r\n\f]+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
_MOST_PARAGRAPHS = 12
_MOST_COLUMNS = 200


def read_html(data: bytes, where: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """The text of a web page, and its links to documents: start, end and address of each.

    One line a block; one line a row of a table, its cells parted by tabs; list items with their
    markers, raised numbers and letters as note marks.

    Raises
    ------
    DocumentError
        Where it is too large, in no known encoding, nested beyond reason, or empty of text.
    """
    if len(data) > _MOST_BYTES:
        raise DocumentError(
            f"{len(data) / 2**20:.0f} MiB is too large: the limit for a web page is "
            f"{_MOST_BYTES >> 20} MiB",
            where=where,
            cure=_SPLIT,
        )
    writer = _Writer()
    lines = writer.write(_parsed(_decoded(data, where), where))
    text, links = writer.links.taken_out("\n".join(lines) + "\n")
    if not text.strip():
        raise DocumentError(
            "the web page holds no text",
            where=where,
            cure="If a script fills it, open it in a browser and print it to PDF",
        )
    return text, links


def _decoded(data: bytes, where: str) -> str:
    """The characters: by byte order mark or UTF-8's own proof, then as declared, then by look."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _META.search(data[:4096])
        codec = _CODECS.get(declared[1].decode("ascii").lower()) if declared else None
        if codec and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            try:
                return data.decode(codec)
            except UnicodeDecodeError:
                pass  # the declaration is wrong; the evidence decides below
    return decode_text(data, where)


def _parsed(text: str, where: str) -> Any:
    # Characters that stand for something here, and those that XML cannot hold.
    text = re.sub("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]", "", text)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError) as error:
        raise DocumentError("no web page that can be read", where=where, cure=_SPLIT) from error
    # The parser forgives bad markup but gives up at its limits, and keeps silent about it.
    for entry in parser.error_log:
        if entry.type_name in ("ERR_INTERNAL_ERROR", "ERR_RESOURCE_LIMIT", "ERR_NO_MEMORY"):
            raise DocumentError(
                f"the web page is nested or packed beyond reason (line {entry.line})",
                where=where,
                cure=_SPLIT,
            )
    if root is None:
        raise DocumentError("the web page holds no text", where=where, cure=_SPLIT)
    return root


@dataclass
class _Table:
    """A table being written: its finished cells of this row, and those still hanging from above."""

    is_data: bool
    row: list[str] = field(default_factory=list)
    hanging: dict[int, int] = field(default_factory=dict)


@dataclass
class _List:
    form: str | None
    number: int


@dataclass
class _Writer:
    """Walks the tree once, without recursion: a hostile page may be nested deeply."""

    lines: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    raised: list[int] = field(default_factory=list)
    """Where in `parts` each open <sup> began."""
    kept: int = 0
    marks: dict[Any, str] = field(default_factory=dict)
    """Links that are marks of notes, each with its label."""
    holders: dict[Any, str] = field(default_factory=dict)
    """Elements that hold a note."""
    notes: list[str] = field(default_factory=list)
    links: Hyperlinks = field(default_factory=Hyperlinks)
    closing: list[str] = field(default_factory=list)
    """What closes each link that is open."""

    def write(self, root: Any) -> list[str]:
        """The lines of the page, its notes last."""
        self.marks, self.holders = find_notes(root)
        above: list[list[str]] = []
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            dropped = not tag or tag in _DROPPED or _is_hidden(element)
            if event == "start":
                if dropped:
                    walk.skip_subtree()
                    continue
                if element in self.holders:
                    self._finish_line()
                    above.append(self.lines)
                    self.lines = []
                self._open(tag, element)
                self._text(element.text)
            else:
                if not dropped:
                    self._close(tag, self.marks.get(element))
                if element in self.holders and not dropped:
                    self._finish_line()
                    self.notes.append(note_line(self.holders[element], " ".join(self.lines)))
                    self.lines = above.pop()
                self._text(element.tail)
        self._finish_line()
        return with_rule(self.lines, self.notes)

    @property
    def _in_cell(self) -> bool:
        return bool(self.tables) and self.tables[-1].is_data

    def _text(self, text: str | None) -> None:
        if text:
            if self.kept:
                text = text.replace("\n", _BREAK).replace(" ", _KEPT_SPACE)
            self.parts.append(text)

    def _open(self, tag: str, element: Any) -> None:
        if tag == "br":
            self.parts.append(_BREAK)
        elif tag == "sup" or element in self.marks:
            self.raised.append(len(self.parts))
        elif tag in _BLOCKS:
            self._break()
        if tag == "pre":
            self.kept += 1
        elif tag == "a":
            before, after = self.links.around(element.get("href"))
            self.parts.append(before)
            self.closing.append(after)
        elif tag in ("ol", "ul"):
            form = _LIST_FORMS.get(element.get("type", ""), "decimal") if tag == "ol" else None
            self.lists.append(_List(form, _number(element.get("start"), 1)))
        elif tag == "li":
            self._item(element)
        elif tag == "table":
            self.tables.append(_Table(_is_data(element)))
        elif tag in ("td", "th") and self._in_cell:
            self._cell(element)

    def _close(self, tag: str, mark: str | None) -> None:
        if (tag == "sup" or mark is not None) and self.raised:
            start = self.raised.pop()
            text = mark or "".join(self.parts[start:])
            self.parts[start:] = [raised_mark(text.strip())] if text.strip() else []
        elif tag == "a" and self.closing:
            self.parts.append(self.closing.pop())
        elif tag == "pre":
            self.kept -= 1
        elif tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        if tag in ("td", "th") and self._in_cell:
            table = self.tables[-1]
            if table.row:
                table.row[-1] = " ".join("".join(self._finished()).split())
            self._leave_span()
        elif tag == "tr" and self._in_cell:
            self._finish_row()
        elif tag == "table" and self.tables:
            self._break()
            self.tables.pop()
        elif tag in _BLOCKS:
            self._break()

    def _item(self, element: Any) -> None:
        current = self.lists[-1] if self.lists else _List(None, 1)
        if current.form is None:
            self.parts.append("• ")
            return
        current.number = _number(element.get("value"), current.number)
        form = _LIST_FORMS.get(element.get("type", ""), current.form)
        self.parts.append(f"{numeral(form, current.number)}. ")
        current.number += 1

    def _cell(self, element: Any) -> None:
        """Open a cell, after those that hang down from rows above."""
        table = self.tables[-1]
        self._fill_hanging(table)
        rows = _number(element.get("rowspan"), 1)
        room = max(_MOST_COLUMNS - len(table.row), 1)
        across = min(max(_number(element.get("colspan"), 1), 1), room)
        for column in range(len(table.row), len(table.row) + across):
            table.hanging[column] = rows - 1
        table.row.append("")
        self._across = across

    _across: int = 1

    @staticmethod
    def _fill_hanging(table: _Table) -> None:
        """Leave cells empty into which cells of rows above reach down."""
        while table.hanging.get(len(table.row), 0) > 0 and len(table.row) < _MOST_COLUMNS:
            table.hanging[len(table.row)] -= 1
            table.row.append("")

    def _leave_span(self) -> None:
        table = self.tables[-1]
        table.row += [""] * (self._across - 1)
        self._across = 1

    def _finish_row(self) -> None:
        table = self.tables[-1]
        self._fill_hanging(table)
        if any(table.row):
            whole = table.row[0] and not any(table.row[1:]) and len(table.row) > 1
            self.lines.append(table.row[0] if whole else "\t".join(table.row))
        table.row = []

    def _break(self) -> None:
        """Start a new line; inside a table's cell, part the words only."""
        if self._in_cell and self.tables[-1].row:
            self.parts.append(_BREAK)
        else:
            self._finish_line()

    def _finish_line(self) -> None:
        self.lines += [line for line in self._finished() if line.strip()]

    def _finished(self) -> list[str]:
        """The lines of what was gathered, white space collapsed as a browser does."""
        text = "".join(self.parts)
        self.parts.clear()
        self.raised.clear()
        lines = []
        for line in text.replace("\xa0", " ").split(_BREAK):
            shown = _WHITE.sub(_collapsed, line).strip().replace(_KEPT_SPACE, " ")
            lines.append(f"{shown} " if self._in_cell else shown.rstrip())
        return lines


def _collapsed(match: re.Match[str]) -> str:
    """One space; none where a line of Chinese was broken in the source."""
    text, start, end = match.string, match.start(), match.end()
    inside = "\n" in match.group() and start > 0 and end < len(text)
    return "" if inside and _WIDE.match(text[start - 1]) and _WIDE.match(text[end]) else " "


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else default


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _is_data(element: Any) -> bool:
    """Whether a table holds data, rather than placing the parts of the page."""
    if element.get("role") == "presentation" or element.find(".//table") is not None:
        return False
    widest = 0
    for row in element.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        widest = max(widest, len(cells))
        for cell in cells:
            inside = [item.tag for item in cell.iter() if item.tag in _BLOCKS]
            if _HEADINGS.intersection(inside) or len(inside) > _MOST_PARAGRAPHS + 1:
                return False
    return widest > 1
