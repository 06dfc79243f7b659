"""Hard-wrapped lines -> paragraphs, each character still mapped to the original.

Whether two lines belong together is decided from how this very document is set (`Layout`): where
its word processor left a space at the end of every paragraph, that settles it; elsewhere the
fullness of the line, its last character, the gap and the label of the next line do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from testban.treaty.documents.labels import Label, label_of
from testban.treaty.documents.lines import (
    CJK,
    TERMINAL,
    WIDE_GAP,
    Layout,
    Line,
    LineKind,
    display_width,
    is_full,
    layout_of,
    physical_lines,
)
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.note_lines import (
    find_definitions,
    find_lettered_notes,
    find_notes,
    starts_note,
)
from testban.treaty.documents.symbols import SYMBOL, may_hold_symbol

__all__ = ["Paragraph", "join_lines", "join_pieces", "paragraphs"]

_FEW_WORDS = 4
_BLANKS = " \u3000\xa0"
_SPACES = f"{_BLANKS}\r\n\f"
_JOINS_WITHOUT_SPACE = re.compile(rf"[{CJK}]\s*$|[/]$")
_STARTS_WITHOUT_SPACE = re.compile(rf"^\s*(?:[{CJK}]|/\w)")
_ENUMERATION = 4
# As much of a line's end as says how the next one joins it.
_TAIL = 20
# Cells side by side: words of Chinese parted by single spaces, or anything by wide gaps.
_COLUMNS = re.compile(
    r"\s*[\u4e00-\u9fff（）()]{2,}(?:[ \u3000\xa0]+[\u4e00-\u9fff（）()]{2,})+\s*$"
)
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])-$")
# The end of a sentence, with the mark of a footnote perhaps.
_ENDING = re.compile(r"[。！？；：.!?;:…”’\"」』)）](?:\d{1,2}|[a-z])?$")
_SYMBOL_ROW = re.compile(rf"^\s*(?:{SYMBOL.pattern})\*?\s*[^\s,.;:、，。；：)）]", re.VERBOSE)
# "X/1 and", and below it in the same column "Add.1".
_AND_BELOW = re.compile(
    rf"^\s*(?:{SYMBOL.pattern})\*?\s?(?:和|及|and)(?=[ \u3000]{{3}})", re.VERBOSE
)
_SUFFIX = re.compile(r"^\s*(?:Add|Corr|Rev)\.\d+\*?\s*$")
_ROW_WIDTH = 0.6
# The head of the list, repeated on each page: a word over each of two columns.
_HEADER = re.compile(rf"^\s*[{CJK}]{{2,4}}[\s\u3000]+[{CJK}]{{2,4}}\s*$")


@dataclass(slots=True)
class Paragraph:
    """A run of lines that read as one.

    Attributes
    ----------
    kind
        ``text``, ``note`` (of a footnote), ``mark`` (a footnote's mark alone on its line) or
        ``furniture``.
    lines
        Its physical lines.
    text
        The lines joined.
    gap, page_break
        Of its first line.
    marks
        Marks of footnotes that stood on lines of their own: the mark and its offset.
    """

    kind: LineKind
    lines: list[Line]
    text: MappedText
    gap: int = 0
    page_break: bool = False
    marks: list[tuple[str, int]] = field(default_factory=list)

    @property
    def ended(self) -> bool:
        """The sentence is finished."""
        return self.text.text.rstrip()[-1:] in TERMINAL


def join_lines(original: str, lines: Iterable[Line]) -> MappedText:
    """The lines as one text: no space between CJK characters, one between words."""
    return join_pieces(map(_piece, lines))


def _piece(line: Line) -> MappedText:
    """The line without the white space around it: but a tab at its start is an empty cell."""
    text = line.text.lstrip(_SPACES)
    start = line.start + len(line.text) - len(text)
    return MappedText.at(text.rstrip(_SPACES), start).folded()


def join_pieces(pieces: Iterable[MappedText]) -> MappedText:
    """Pieces of text that line breaks parted, as one."""
    parts: list[MappedText] = []
    tail = ""
    for piece in pieces:
        if parts and not piece.text:
            continue
        if tail and not _joins_without_space(tail, piece.text):
            parts.append(MappedText(" ", parts[-1].origin[-1:]))
        parts.append(piece)
        tail = (tail + piece.text)[-_TAIL:]
    return parts[0] if len(parts) == 1 else MappedText.join(parts)


def _joins_without_space(tail: str, text: str) -> bool:
    # Between a CJK character and a number the line break stood for nothing.
    if "\u4e00" <= tail[-1] <= "\u9fff":
        return True
    if _JOINS_WITHOUT_SPACE.search(tail) or _STARTS_WITHOUT_SPACE.match(text):
        return True
    # A hyphen at the line's end stays: `nuclear-\nweapon`, `Guinea-\nBissau` far outnumber syllable
    # breaks in papers that set no automatic hyphenation.
    return _HYPHEN.search(tail) is not None and text[:1].isalpha()


def paragraphs(original: str, *, reflowed: bool = False) -> tuple[list[Paragraph], Layout]:
    """The paragraphs of `original` in order, furniture and footnotes among them, and its layout.

    `reflowed` says that the format keeps paragraphs, so that a line is one (see `layout_of`).
    """
    lines = physical_lines(original)
    layout = layout_of(lines, reflowed=reflowed)
    _find_page_breaks(lines, layout)
    find_notes(lines, layout)
    find_definitions(lines)
    find_lettered_notes(lines)
    _find_table_heads(lines)
    found = [_paragraph(original, group) for group in _groups(lines, layout)]
    return found, layout


def _paragraph(original: str, group: list[Line]) -> Paragraph:
    if len(group) == 1:  # most of them: the rows of a table, a heading, a page number
        line = group[0]
        return Paragraph(line.kind, group, _piece(line), line.gap, line.page_break)
    text = [line for line in group if line.kind is not LineKind.mark]
    marks = [
        (line.text.strip(), line.start + len(line.text) - len(line.text.lstrip()))
        for line in group
        if line.kind is LineKind.mark and text
    ]
    first = group[0]
    return Paragraph(
        first.kind if len(group) == 1 or first.kind is not LineKind.mark else text[0].kind,
        group,
        join_lines(original, text or group),
        first.gap,
        first.page_break,
        marks,
    )


def _find_page_breaks(lines: list[Line], layout: Layout) -> None:
    """In double-spaced text, two lines without a blank one between them straddle a page break."""
    if not layout.double_spaced:
        return
    for before, after in pairwise(lines):
        if LineKind.text is before.kind is after.kind and not after.gap:
            after.page_break = True


def _find_table_heads(lines: list[Line]) -> None:
    """A line of several words that stands again and again is the head of a table, and no prose."""
    texts = [" ".join(line.text.split()) for line in lines]
    times = Counter(
        text for text, line in zip(texts, lines, strict=True) if line.kind is LineKind.text
    )
    for text, line in zip(texts, lines, strict=True):
        if times[text] > 2:
            line.repeated = " " in text and text[-1] not in f"{TERMINAL},，、"


def _groups(lines: list[Line], layout: Layout) -> Iterator[list[Line]]:
    """Lines that belong together; what stands in between (furniture, notes) comes after them."""
    group: list[Line] = []
    aside: list[list[Line]] = []
    pending_marks: list[Line] = []
    followers = _followers(lines)
    for line in lines:
        if line.kind is LineKind.rule:
            continue
        if line.kind is LineKind.furniture:
            aside.append([line])
        elif line.kind is LineKind.note:
            open_note = aside[-1] if aside and aside[-1][0].kind is LineKind.note else None
            if open_note is not None and not starts_note(line, open_note):
                aside[-1].append(line)
            else:
                aside.append([line])
        elif line.kind is LineKind.mark and line.defines:
            if group:
                yield group
            yield from aside
            yield from ([mark] for mark in pending_marks)
            yield [line]
            group, aside, pending_marks = [], [], []
        elif line.kind is LineKind.mark:
            pending_marks.append(line)
        else:
            last = _last_text(group)
            after = followers.get(line.start)
            if (
                last is not None
                and not _begins(group, line, after)
                and (
                    _fills_row(group, last, line, after, layout)
                    or _continues(last, line, after, layout, bool(pending_marks))
                )
            ):
                group += [*pending_marks, line]
            else:
                while (
                    pending_marks and last is not None and _hangs_on(last, pending_marks[0], layout)
                ):
                    group.append(pending_marks.pop(0))
                if group:
                    yield group
                yield from aside
                aside = []
                yield from ([mark] for mark in pending_marks)
                group = [line]
            pending_marks = []
    if group:
        yield group
    yield from ([mark] for mark in pending_marks)
    yield from aside


def _followers(lines: list[Line]) -> dict[int, Line]:
    """Of each line of text, by its start, the next one on its page."""
    shown = [line for line in lines if line.kind is LineKind.text]
    return {a.start: b for a, b in pairwise(shown) if not b.page_break}


def _hangs_on(last: Line, mark: Line, layout: Layout) -> bool:
    """The mark, alone on its line, is a superscript at the end of the text before it."""
    return mark.gap <= int(layout.double_spaced) and not last.ends_with_space


def _last_text(group: list[Line]) -> Line | None:
    for line in reversed(group):
        if line.kind is LineKind.text:
            return line
    return None


def _begins(group: list[Line], line: Line, after: Line | None) -> bool:
    """The line begins as its group did: the next symbol of a list, the next label of a series.

    Or the line below it, `after`, goes on with the series that it begins.
    """
    first = group[0].text
    if _is_symbol_row(line.text) and _is_symbol_row(first):
        return True
    label = label_of(line.text)
    if label is None:
        return False
    if label.form == "bullet":
        # A dash at a line's beginning may be of the sentence; below another one it is a bullet.
        above = label_of(first)
        indents = (len(text) - len(text.lstrip()) for text in (first, line.text))
        return above is not None and above.text == label.text and len(set(indents)) == 1
    return _follows(label, label_of(first)) or (
        after is not None and label.value > 0 and _follows(label_of(after.text), label)
    )


def _is_symbol_row(text: str) -> bool:
    """A row of a list of documents: a symbol and the beginning of its title."""
    return may_hold_symbol(text) and _SYMBOL_ROW.match(text) is not None


def _follows(label: Label | None, before: Label | None) -> bool:
    """The label is the next of its series."""
    return (
        label is not None
        and before is not None
        and label.form == before.form
        and label.value == before.value + 1
    )


def _fills_row(
    group: list[Line], last: Line, line: Line, after: Line | None, layout: Layout
) -> bool:
    """The line goes on with the title in the second column of a list of documents."""
    if not layout.wrapped or layout.space_ends or not _is_symbol_row(group[0].text):
        return False
    near = line.gap <= int(layout.double_spaced)
    if _under_title(group[0], line) and (near or line.page_break):
        return True
    if near and _SUFFIX.match(line.text) and _AND_BELOW.match(group[0].text):
        return True
    label = label_of(after.text) if after is not None else None
    if label is not None and label.value > 1 and not is_full(last, line, layout):
        return False  # a heading, and the next paragraph below it
    return (
        label_of(line.text) is None
        and near
        and "\t" not in line.text
        and _HEADER.match(line.text) is None
        and last.text.rstrip()[-1:] not in TERMINAL[:4]
        and display_width(last.text.strip()) > _ROW_WIDTH * layout.width
    )


def _under_title(row: Line, line: Line) -> bool:
    """The line begins in the column of the row's title, and leaves the column of symbols empty."""
    gap = WIDE_GAP.search(row.text)
    return gap is not None and len(line.text) - len(line.text.lstrip(_BLANKS)) == gap.end() - 1


def _continues(last: Line, line: Line, after: Line | None, layout: Layout, marked: bool) -> bool:
    """Does `line` go on where `last` stopped? `after` is the line of text below it."""
    if last.repeated or line.repeated or last.heading or line.heading:
        return False
    tail = last.text.rstrip()[-1:]
    if "\t" in last.text or "\t" in line.text:
        return False
    if _is_in_columns(line) or (not marked and _is_in_columns(last)):
        return False
    if not layout.wrapped:
        # One line a paragraph; but no paragraph ends with a comma.
        clause = line.text.lstrip()[:1].isupper() and last.text.count(",") < _ENUMERATION
        if clause or label_of(line.text) is not None:
            return False  # but the clauses of a preamble do
        return tail in ",，、" and line.gap == 0
    terminal = tail in TERMINAL
    if layout.space_ends:
        if last.ends_with_space:
            return False
        if marked:
            return line.gap <= 1 and (layout.double_spaced or not terminal)
        return not (line.gap >= 3 and not line.page_break) and not (
            terminal and label_of(line.text) is not None
        )
    if marked and not terminal:
        return True
    usual_gap = 1 if layout.double_spaced else 0
    if line.gap > usual_gap and not line.page_break:
        return False
    full = is_full(last, line, layout)
    if label_of(line.text) is not None and (terminal or not full):
        return False
    if line.page_break:
        return not terminal and (full or line.text.lstrip()[:1].islower())
    if terminal and _indent(line) > _indent(last):
        return False
    if tail in ",，" and _indent(line) > _body_indent(last) + 2:
        return False  # the clauses of a preamble end with commas, and begin indented
    if full and after is not None and _stands_alone(last, line, after, layout):
        return False
    return full or _is_open(last, line)


def _is_in_columns(line: Line) -> bool:
    """Cells stand side by side on the line."""
    body = _body(line)
    shown = body.strip()
    # Most lines of Chinese have no blank, and most others no two in a row.
    if not any(map(shown.__contains__, _BLANKS)):
        return False
    gapped = ("  " in shown or "\xa0" in shown) and WIDE_GAP.search(body) is not None
    return gapped or _COLUMNS.match(body) is not None


def _is_open(last: Line, line: Line) -> bool:
    """A sentence plainly goes on, however short its line: text that was wrapped twice."""
    text = last.text.rstrip()
    if text[-1:] in TERMINAL or label_of(line.text) is not None:
        return False
    listing = text.endswith("、") or (
        text.endswith(",") and (text.count(",") >= _ENUMERATION or len(text.split()) <= _FEW_WORDS)
    )
    return listing or line.text.lstrip()[:1].islower()


def _stands_alone(last: Line, line: Line, after: Line, layout: Layout) -> bool:
    """A sentence ended above, and the line neither ends one nor is full: it is a heading."""
    above, own = (_ENDING.search(text.text.rstrip()) for text in (last, line))
    if above is None or is_full(line, after, layout):
        return False
    # Of two lines that end with a colon, the second heads a list of its own.
    return own is None or above.group()[0] in own.group()[0] in ":："


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _body(line: Line) -> str:
    """The line after its label, which layouts set apart by any number of spaces."""
    label = label_of(line.text)
    return line.text[label.length :] if label else line.text


def _body_indent(line: Line) -> int:
    return len(line.text) - len(_body(line).lstrip())
