"""Hard-wrapped lines -> paragraphs, each character still mapped to the original.

Whether two lines belong together is decided from how this very document is set (`Layout`): where
its word processor left a space at the end of every paragraph, that settles it; elsewhere the
fullness of the line, its last character, the gap and the label of the next line do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from testban.treaty.documents.labels import label_of
from testban.treaty.documents.lines import (
    Layout,
    Line,
    LineKind,
    display_width,
    layout_of,
    physical_lines,
)
from testban.treaty.documents.mapped import MappedText

__all__ = ["Paragraph", "join_lines", "join_pieces", "paragraphs"]

_TERMINAL = '。！？；：.!?;:…”’"」』'
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_JOINS_WITHOUT_SPACE = re.compile(rf"[{_CJK}]\s*$|[/]$")
_STARTS_WITHOUT_SPACE = re.compile(rf"^\s*[{_CJK}]")
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])-$")
_ORDINAL_TAIL = re.compile(r"[第/]$")


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
        return self.text.text.rstrip()[-1:] in _TERMINAL


def join_lines(original: str, lines: Iterable[Line]) -> MappedText:
    """The lines as one text: no space between CJK characters, one between words."""
    return join_pieces(MappedText.of(original, line.start, line.end).strip() for line in lines)


def join_pieces(pieces: Iterable[MappedText]) -> MappedText:
    """Pieces of text that line breaks parted, as one."""
    joined: MappedText | None = None
    for piece in pieces:
        if joined is None:
            joined = piece
        elif not piece.text:
            continue
        elif _JOINS_WITHOUT_SPACE.search(joined.text) or _STARTS_WITHOUT_SPACE.match(piece.text):
            # Between a CJK character and a number the line break stood for nothing.
            joined = joined + piece
        elif _HYPHEN.search(joined.text) and piece.text[:1].islower():
            # A hyphen at the line's end stays: `nuclear-\nweapon` far outnumbers syllable breaks
            # in papers that set no automatic hyphenation.
            joined = joined + piece
        else:
            joined = MappedText.join((joined, piece), " ")
    return joined if joined is not None else MappedText.of("", 0, 0)


def paragraphs(original: str) -> tuple[list[Paragraph], Layout]:
    """The paragraphs of `original` in order, furniture and footnotes among them, and its layout."""
    lines = physical_lines(original)
    layout = layout_of(lines)
    _find_page_breaks(lines, layout)
    _find_notes(lines, layout)
    found = [_paragraph(original, group) for group in _groups(lines, layout)]
    return found, layout


def _paragraph(original: str, group: list[Line]) -> Paragraph:
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
    shown = [line for line in lines if line.kind is not LineKind.blank]
    for before, after in pairwise(shown):
        if before.end + 1 == after.start and LineKind.text is before.kind is after.kind:
            after.page_break = True


def _find_notes(lines: list[Line], layout: Layout) -> None:
    """Lines below a rule, down to the page's end, are footnotes; so is a marked line at its foot."""
    below = False
    shown = [line for line in lines if line.kind is not LineKind.blank]
    for line, after in zip(shown, [*shown[1:], None], strict=True):
        if line.kind is LineKind.rule:
            below = True
        elif line.kind is LineKind.furniture or line.page_break:
            below = False
        elif (
            _at_page_foot(line, after, layout)
            or (below and line.kind is LineKind.text)
            or (below and line.kind is LineKind.mark)
        ):
            line.kind = LineKind.note


def _at_page_foot(line: Line, after: Line | None, layout: Layout) -> bool:
    """A line that begins with a note's mark, set apart, as the last of its page."""
    last = after is not None and (after.kind is LineKind.furniture or after.page_break)
    apart = line.gap > int(layout.double_spaced)
    return (
        last
        and apart
        and line.kind is LineKind.text
        and _NOTE_START.match(line.text) is not None
        and label_of(line.text) is None
        and line.text.rstrip()[-1:] in _TERMINAL
    )


def _groups(lines: list[Line], layout: Layout) -> Iterator[list[Line]]:
    """Lines that belong together; what stands in between (furniture, notes) comes after them."""
    group: list[Line] = []
    aside: list[list[Line]] = []
    pending_marks: list[Line] = []
    for line in lines:
        if line.kind in (LineKind.blank, LineKind.rule):
            continue
        if line.kind is LineKind.furniture:
            aside.append([line])
        elif line.kind is LineKind.note:
            if aside and aside[-1][0].kind is LineKind.note and not _starts_note(line):
                aside[-1].append(line)
            else:
                aside.append([line])
        elif line.kind is LineKind.mark:
            pending_marks.append(line)
        else:
            last = _last_text(group)
            if last is not None and _continues(last, line, layout, bool(pending_marks)):
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


def _hangs_on(last: Line, mark: Line, layout: Layout) -> bool:
    """The mark, alone on its line, is a superscript at the end of the text before it."""
    return mark.gap <= int(layout.double_spaced) and not last.ends_with_space


def _last_text(group: list[Line]) -> Line | None:
    return next((line for line in reversed(group) if line.kind is LineKind.text), None)


_NOTE_START = re.compile(r"^\s*(?:\d{1,3}|[a-z]|\*{1,3}|[†‡§])[\s\u3000]+\S|^\s*[*†‡§]")


def _starts_note(line: Line) -> bool:
    return _NOTE_START.match(line.text) is not None


def _continues(last: Line, line: Line, layout: Layout, marked: bool) -> bool:
    """Does `line` go on where `last` stopped?"""
    if not layout.wrapped or "\t" in last.text or "\t" in line.text:
        return False
    tail = last.text.rstrip()[-1:]
    terminal = tail in _TERMINAL
    if layout.space_ends:
        if last.ends_with_space:
            return False
        if marked:
            return line.gap <= 1
        return not (line.gap >= 3 and not line.page_break) and not (
            terminal and label_of(line.text) is not None
        )
    if marked and not terminal:
        return True
    usual_gap = 1 if layout.double_spaced else 0
    if line.gap > usual_gap and not line.page_break:
        return False
    full = _is_full(last, line, layout)
    if label_of(line.text) is not None and (terminal or not full):
        return False
    if line.page_break:
        return not terminal and (full or line.text.lstrip()[:1].islower())
    if terminal and _indent(line) > _indent(last):
        return False
    return full


def _is_full(last: Line, line: Line, layout: Layout) -> bool:
    """The first word of `line` would not have fitted on the line of `last`."""
    word = re.match(rf"\s*([{_CJK}]|\S+)", line.text)
    width = display_width(word.group(1)) if word else 0
    return display_width(last.text.rstrip()) + 1 + min(width, 20) > 0.88 * layout.width


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())
