"""Which lines are footnotes: below a rule, at the foot of a page, or at the document's end."""

from __future__ import annotations

import re
from itertools import zip_longest

from testban.treaty.documents.labels import label_of
from testban.treaty.documents.lines import CJK, TERMINAL, Layout, Line, LineKind, is_full

__all__ = ["find_definitions", "find_lettered_notes", "find_notes", "starts_note"]

_NOTE_START = re.compile(
    r"^\s*(?P<label>\d{1,3}|[a-z]|\*{1,3}|[†‡§])[\s\u3000]+\S|^\s*(?P<sign>[*†‡§]|[⁰¹²³⁴-⁹ᵃ-ᵛ]{1,2})"
    r"|^\s*[(（](?P<bracketed>[a-z]|\d{1,2})[)）]\s*\S"
)
_CELLS = re.compile(r"\S\s{2,}\S.*\S\s{2,}\S|\S(?:\s{4,}|\t)\S")
# A number and a space before the beginning of a sentence, not before what is counted.
_NEXT_NOTE = re.compile(
    rf"^\s*(\d{{1,3}})[\s\u3000]+(?![年月日个名条项票次段国届份号时天周座处])[A-Z“\"(（《{CJK}]"
)
_NOTE_LABEL = re.compile(r"^\s*(\d{1,3}|[a-z])\s*$")
_LETTERED = re.compile(rf"^\s*([a-z])[ \u3000]+(?=[{CJK}\d“（(])")
_FEWEST = 2
_GLUED_LETTER = re.compile(rf"(?<=[{CJK}])\s?([a-z])(?=[{CJK}\s]|$)")


def find_notes(lines: list[Line], layout: Layout) -> None:
    """Lines below a rule, down to the page's end, are footnotes; so is a marked line at its foot."""
    below = False
    number = 0
    note: Line | None = None
    before: Line | None = None
    for line, after in zip_longest(lines, lines[1:]):
        above, before = before, line
        if line.kind is LineKind.rule:
            if not _is_of_table(above, after):
                below, note = True, None
            continue
        if line.kind is LineKind.furniture or line.page_break:
            below = False
        if line.kind is LineKind.furniture:
            continue
        if below and note is not None and _is_past_notes(note, line, layout):
            below = False
        elif _at_page_foot(line, after, number, layout) or (
            below and line.kind in (LineKind.text, LineKind.mark)
        ):
            line.kind, note = LineKind.note, line
            label = _note_label(line)
            number = int(label) if label is not None and label.isdecimal() else number


def _is_of_table(above: Line | None, after: Line | None) -> bool:
    """The rule stands between the rows of a table: cells above or below it, and no note below."""
    return (
        above is not None
        and after is not None
        and (_CELLS.search(above.text) or _CELLS.search(after.text)) is not None
        and not _NOTE_START.match(after.text)
    )


def _is_past_notes(note: Line, line: Line, layout: Layout) -> bool:
    """The last note has ended, and no other begins: the text goes on.

    A blank line more than the layout has between all lines sets the text apart from the notes;
    where there is none, the note's last line has to be short.
    """
    if line.kind is not LineKind.text or _NOTE_START.match(line.text):
        return False
    if line.gap > int(layout.double_spaced) and note.text.rstrip()[-1:] in TERMINAL:
        return True
    if layout.double_spaced:
        return False
    if layout.space_ends:
        return note.ends_with_space
    return note.text.rstrip()[-1:] in TERMINAL and not is_full(note, line, layout)


def find_definitions(lines: list[Line]) -> None:
    """Letters alone on their lines, in order, at the document's end: each opens a footnote.

    Marks within the text may stand alone too; the notes are the last unbroken series, whose
    letters the text before has used already.
    """
    marks = [line for line in lines if line.kind is LineKind.mark and line.text.strip().isalpha()]
    start = len(marks) - 1
    while start > 0 and ord(marks[start - 1].text.strip()) + 1 == ord(marks[start].text.strip()):
        start -= 1
    before = {mark.text.strip() for mark in marks[: max(start, 0)]}
    series = marks[max(start, 0) :]
    for line in lines:
        if not series or line is series[0]:
            break
        before.update(_GLUED_LETTER.findall(line.text))
    if len(series) > 1 and before & {mark.text.strip() for mark in series}:
        for mark in series:
            mark.defines = True


def find_lettered_notes(lines: list[Line]) -> None:
    """Lines that begin with a letter and a space, one after the other, at the document's end.

    They are notes where the text above has their letters glued to its words, and no list.
    """
    shown = [line for line in lines if line.kind is LineKind.text]
    starts = [
        (at, match[1]) for at, line in enumerate(shown) if (match := _LETTERED.match(line.text))
    ]
    first = len(starts) - 1
    while first > 0 and ord(starts[first - 1][1]) + 1 == ord(starts[first][1]):
        first -= 1
    series = starts[max(first, 0) :]
    if len(series) < _FEWEST:
        return
    begin, letters = series[0][0], {letter for _, letter in series}
    glued = {letter for line in shown[:begin] for letter in _GLUED_LETTER.findall(line.text)}
    if len(glued & letters) < _FEWEST:
        return
    ended, begins = False, {at for at, _ in series}
    for at, line in enumerate(shown[begin:], start=begin):
        if ended and at not in begins:
            return
        line.kind = LineKind.note
        ended = line.text.rstrip()[-1:] in TERMINAL


def _at_page_foot(line: Line, after: Line | None, number: int, layout: Layout) -> bool:
    """A line that begins with a note's mark, as the last of its page.

    It is set apart, or its mark is the number that comes after `number`, the last note's.
    """
    if after is None or not (after.kind is LineKind.furniture or after.page_break):
        return False
    next_note = _NEXT_NOTE.match(line.text)
    apart = line.gap > int(layout.double_spaced) or (
        next_note is not None and int(next_note[1]) == number + 1
    )
    return (
        apart
        and line.kind is LineKind.text
        and _NOTE_START.match(line.text) is not None
        and label_of(line.text) is None
        and line.text.rstrip()[-1:] in TERMINAL
    )


def starts_note(line: Line, open_note: list[Line]) -> bool:
    """The line begins with the mark that comes after that of the note before it.

    "2 (India and Pakistan)" below note f is the second line of that note, not note 2.
    """
    label, before = _note_label(line), _note_label(open_note[0])
    if label is None or before is None:
        return label is not None
    if _is_bracketed(line) and not _is_bracketed(open_note[0]):
        return False  # "(a)" below note 3 is a part of it
    if label.isdecimal() and before.isdecimal():
        return int(label) > int(before)
    plain = [mark.isascii() and mark.isalnum() for mark in (label, before)]
    return not all(plain) or (label.isalpha() and before.isalpha() and label > before)


def _is_bracketed(line: Line) -> bool:
    match = _NOTE_START.match(line.text)
    return match is not None and match["bracketed"] is not None


def _note_label(line: Line) -> str | None:
    match = _NOTE_START.match(line.text)
    if match is not None:
        return match["label"] or match["sign"] or match["bracketed"]
    alone = _NOTE_LABEL.match(line.text)
    return alone[1] if alone else None
