"""The physical lines of a document: which are text, and which are furniture of the page.

Extracted papers come hard-wrapped, often with a blank line after every line, with running heads,
page numbers and printed hyperlinks in mid-sentence, and with footnotes where the page ended.
This module tells those apart; `paragraphs` then joins what belongs together.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from testban.treaty.documents.markdown import bare, front_matter_ends, is_ruled, starred_lines
from testban.treaty.documents.symbols import SYMBOL

__all__ = [
    "CJK",
    "ENDLESS",
    "TERMINAL",
    "WIDE_GAP",
    "Layout",
    "Line",
    "LineKind",
    "display_width",
    "is_full",
    "layout_of",
    "lines_as_printed",
    "physical_lines",
]

TERMINAL = '。！？；：.!?;:…”’"」』'
"""What ends a sentence, or opens a list."""
CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
"""Chinese characters and their punctuation, as a class of a regular expression."""

ENDLESS = 600
"""Longer than any paragraph is likely to be without the number of another in it."""


class LineKind(Enum):
    """What a physical line is."""

    blank = "blank"
    text = "text"
    furniture = "furniture"
    rule = "rule"
    mark = "mark"  # a footnote's mark alone on its line
    note = "note"  # a line of a footnote


@dataclass(slots=True)
class Line:
    """One line of the original.

    Attributes
    ----------
    start, end
        Offsets in the original; the line's end does not include the newline.
    text
        The line as it stands, white space included.
    gap
        Blank lines before it.
    page_break
        A page ended between the line of text before and this one.
    defines
        Of a mark alone on its line: the text of its footnote follows.
    repeated
        The same words stand alone at the top of page after page: the head of a table.
    heading
        Markdown says that the line is a heading.
    """

    start: int
    end: int
    text: str
    kind: LineKind
    gap: int = 0
    page_break: bool = False
    defines: bool = False
    repeated: bool = False
    heading: bool = False

    @property
    def ends_with_space(self) -> bool:
        """Word processors leave a space where a paragraph ends, and none where a line wraps."""
        return self.text[-1:] in (" ", "\u3000", "\xa0")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a document are set.

    Attributes
    ----------
    width
        Display width (East Asian wide characters count two) of a full line.
    wrapped
        Paragraphs run over several lines.
    double_spaced
        A blank line follows every line, so that a single one means nothing.
    space_ends
        A line that ends a paragraph ends with a space, and others do not.
    """

    width: int
    wrapped: bool
    double_spaced: bool
    space_ends: bool


_URL = re.compile(r"^\s*(?:https?://\S+|www\.\S+)\s*$")
_RULE = re.compile(r"^\s*[_\u2014\u2500\u2015-]{5,}\s*$")
_MARK = re.compile(r"^\s*(?:[a-z]|\d{1,2}|\*{1,3}|[†‡§])\s*$")
# Page numbers, job numbers, bar codes and the like, as UN papers print them.
_JOB = r"\d{2}-\d{5}\*?(?:\s*\([A-Z]\))?(?:\s*\d{6})?"
_PAGE = r"\d{1,3}\s*/\s*\d{1,3}"
_PAGE_NUMBER = re.compile(
    rf"""^\s*(?:
        {_JOB} | {_PAGE} | {_PAGE}\s+{_JOB} | {_JOB}\s+{_PAGE}
      | {_JOB}\s+\d{{1,3}} | \d{{1,3}}\s+{_JOB}
      | \*\d{{2}}-?\d{{5}}\*
      | [Pp]age\s+\d{{1,3}}(?:\s+of\s+\d{{1,3}})?
      | 第?\s*\d{{1,3}}\s*页(?:\s*[,，/共]?\s*共?\s*\d{{1,3}}\s*页)?
      | [-\u2013\u2014]\s*\d{{1,3}}\s*[-\u2013\u2014]
      | GE\.\d{{2}}-\d{{5}}.*
      | V\.\d{{2}}-\d{{5}}.*
      | Please\s+recycle.* | 请回收.*
    )\s*$""",
    re.VERBOSE,
)
# With what a rule, an address, a page number or a job number begins.
_BEGINS_FURNITURE = frozenset("_-\u2013\u2014\u2015\u2500*hwpPGV第请")
_LONGEST_MARK = 3
_HEAD_WITH_PAGE = re.compile(
    rf"""^\s*(?:{_PAGE}|{_JOB}|\d{{1,3}})?\s*
    {SYMBOL.pattern}
    \*?\s*(?:{_PAGE}|{_JOB}|[Pp]age\s+\d+|\d{{1,3}})?\s*$""",
    re.VERBOSE,
)
# Beside a page of so many, or the job's number, one symbol is a running head wherever it stands.
_HEAD_OF_A_PAGE = re.compile(
    rf"^\s*(?:(?:{_PAGE}|{_JOB})\s+{SYMBOL.pattern}\*?|{SYMBOL.pattern}\*?\s+(?:{_PAGE}|{_JOB}))\s*$",
    re.VERBOSE,
)
# Narrower lines than these fill no page: nothing was wrapped.
_NARROWEST = 45
_BLOCK = 3
_MANY = 20
_EVEN = 0.88
_STOPS = "。；！？.;:："
# The front matter of a Markdown file is no longer.
_FRONT = 4000
_LONGEST_NUMBER = 3
# A head of many pages is repeated on one of so many at least, for heads of odd and even pages differ.
_PAGES_HEADED = 3
WIDE_GAP = re.compile(r"\S[ \xa0]{3,}\S")
"""What parts the cells of a line in columns."""


# The wide characters that make up nearly all of a Chinese line; `_char_width` knows the others.
_WIDE = re.compile("[\u4e00-\u9fff\u3000-\u3029\uff01-\uff60]+")


@lru_cache(maxsize=4096)
def _char_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@lru_cache(maxsize=1024)  # a line is measured again for each of its neighbours
def display_width(text: str) -> int:
    """Columns that `text` takes: two for an East Asian wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    rest = _WIDE.sub("", text)
    wide = 2 * (len(text) - len(rest))
    return wide + (len(rest) if rest.isascii() else sum(map(_char_width, rest)))


_VALUES = attrgetter(*(field.name for field in fields(Line)))


def physical_lines(text: str) -> list[Line]:
    """Every line of `text` but for blank ones, told apart, in order."""
    return [Line(*_VALUES(line)) for line in lines_as_printed(text)]


@lru_cache(maxsize=1)  # whoever reads a paper asks twice
def lines_as_printed(text: str) -> tuple[Line, ...]:
    """The same lines for those who only look at them: they are not to be changed."""
    lines: list[Line] = []
    position = gap = 0
    broken = False
    front = front_matter_ends(text[:_FRONT].split("\n"))
    starred = starred_lines(text)
    for number, (body, taken) in enumerate(_raw_lines(text)):
        start = position
        position += taken
        if not body and number >= front:  # half the lines of most papers
            gap += 1
            continue
        body = body[:-1] if body.endswith("\r") else body
        # A form feed starts a page; it is no text of its own.
        broken = broken or body.startswith("\f")
        ends_page = body.endswith("\f") and len(body) > 1
        start += len(body) - len(body.lstrip("\f"))
        shown = body.strip("\f")
        ruled = is_ruled(shown)
        sign, shown = bare(shown)
        start += sign
        if number in starred and shown.startswith("* "):
            shown = shown.replace("*", "-", 1)
        kind = LineKind.furniture if number < front else _kind(shown)
        if ruled or kind is LineKind.blank:
            gap += 1
            broken = broken or ends_page
            continue
        heading = sign > 1
        if heading and kind is LineKind.mark:
            kind = LineKind.text  # "### 69" heads paragraph 69
        end = start + len(shown)
        lines.append(Line(start, end, shown, kind, gap, broken, heading=heading))
        gap, broken = 0, ends_page
    _mark_running_heads(lines)
    _measure_gaps(lines)
    return tuple(lines)


def _raw_lines(text: str) -> Iterator[tuple[str, int]]:
    """The lines, and how many characters each takes with its end.

    An endless line comes in the pieces of which it was made.
    """
    for raw in text.split("\n"):
        if len(raw) < ENDLESS:
            yield raw, len(raw) + 1
            continue
        # Most papers have no such line, and no need of what it takes to break one.
        from testban.treaty.documents.flattened import breaks

        for start, end in pairwise([0, *breaks(raw), len(raw)]):
            yield raw[start:end], end - start + (end == len(raw))


def _kind(text: str) -> LineKind:
    shown = text.strip()
    if not shown:
        return LineKind.blank
    begins = shown[0] in _BEGINS_FURNITURE or shown[0].isdigit()
    if not begins and len(shown) > _LONGEST_MARK:
        return LineKind.text
    if _RULE.match(text):
        return LineKind.rule
    if _URL.match(text) or _PAGE_NUMBER.match(text):
        return LineKind.furniture
    if _MARK.match(text):
        return LineKind.mark
    return LineKind.text


def _mark_running_heads(shown: list[Line]) -> None:
    """Symbols that stand alone again and again, or beside a page number, are running heads."""
    bare = [_is_number(line.text) for line in shown]
    head = [_is_head(line.text) for line in shown]
    heads = Counter(
        line.text.split()[0].strip("*")
        for line, is_head in zip(shown, head, strict=True)
        if is_head
    )
    for index, line in enumerate(shown):
        if not bare[index] and not head[index]:
            continue
        near = [*range(max(0, index - 3), index), *range(index + 1, min(index + 4, len(shown)))]
        if bare[index]:
            if any(head[other] and not bare[other] for other in near):
                line.kind = LineKind.furniture
        elif index > 8 and (
            heads[line.text.split()[0].strip("*")] > 1
            or any(bare[other] or shown[other].kind is LineKind.furniture for other in near)
            or _HEAD_OF_A_PAGE.match(line.text) is not None
        ):
            line.kind = LineKind.furniture
    _mark_repeated_heads(shown)


def _is_number(text: str) -> bool:
    """A number of at most three figures alone on its line."""
    shown = text.strip()
    return len(shown) <= _LONGEST_NUMBER and shown.isdecimal()


def _is_head(text: str) -> bool:
    """A symbol alone on its line, or beside a page number."""
    return "/" in text and _HEAD_WITH_PAGE.match(text) is not None


def _mark_repeated_heads(shown: list[Line]) -> None:
    """Lines of words (the paper's title, say) repeated beside furniture are running heads too."""
    stripped = [line.text.strip() for line in shown]
    texts = Counter(
        text for text, line in zip(stripped, shown, strict=True) if line.kind is LineKind.text
    )
    titled = _titled_heads(shown, stripped)
    paged = [_is_of_page(line) for line in shown]
    pages = sum(after and not before for before, after in pairwise(paged))
    for index, line in enumerate(shown[1:-1], start=1):
        text = stripped[index]
        repeated = texts[text] >= 3 or text in titled
        if line.kind is not LineKind.text or not repeated or index <= 8:
            continue
        beside = index - 1, index + 1
        numbered = any(_PAGE_NUMBER.match(shown[other].text) for other in beside)
        headed = any(_is_of_page(shown[other]) for other in beside)
        # The row of a table that begins a page below its head may say what others say, too.
        often = texts[text] * _PAGES_HEADED >= pages
        sure = often or (any(paged[other] for other in beside) and WIDE_GAP.search(text) is None)
        if numbered or (headed and sure and texts[text] >= 3):
            line.kind = LineKind.furniture


def _is_of_page(line: Line) -> bool:
    """A head or a number of the page, and no printed hyperlink."""
    return line.kind is LineKind.furniture and not _URL.match(line.text)


def _titled_heads(shown: list[Line], stripped: list[str]) -> set[str]:
    """Lines of the paper's symbol and title (`A/RES/77/94 Test-Ban Treaty`, or turned round)."""
    first = next((m for line in shown[:12] if (m := SYMBOL.search(line.text))), None)
    if first is None:
        return set()
    symbol = first.group()
    words = set(stripped)
    found = set()
    for text in stripped:
        if text.startswith(f"{symbol} ") or text.endswith(f" {symbol}"):
            title = text.replace(symbol, "").strip()
            if any(title in other for other in words if symbol not in other):
                found.add(text)
    return found


def _measure_gaps(lines: list[Line]) -> None:
    """What stands between two lines of text stands between them with the furniture there, too."""
    gap = 0
    broken = False
    for line in lines:
        gap += line.gap
        broken = broken or line.page_break
        if line.kind is LineKind.furniture:
            line.gap, broken = 0, True
        else:
            line.gap, line.page_break = gap, broken
            gap, broken = 0, False


def layout_of(lines: list[Line], *, reflowed: bool = False) -> Layout:
    """How the document is set, from the statistics of its lines of text.

    Parameters
    ----------
    reflowed
        The format (a web page, a word processor's) keeps paragraphs: only many lines, all of a
        width, show that somebody put wrapped lines into it.
    """
    shown = [line for line in lines if line.kind is LineKind.text]
    # A row of cells says nothing of how wide a line of prose is.
    prose = [line for line in shown if "\t" not in line.text] or shown
    widths = sorted(display_width(line.text.strip()) for line in prose)
    if not widths:
        return Layout(0, False, False, False)
    gaps = Counter(min(line.gap, 3) for line in shown)
    apart = gaps[0] < 0.25 * len(shown)
    width = widths[int(len(widths) * 0.93)] if len(widths) > 20 else widths[-1]
    # Wrapped text has few lines longer than the common full width; one line a paragraph has many.
    long = len(widths) - bisect_right(widths, 1.5 * width)
    wrapped = _NARROWEST <= width < 200 and long <= max(1, len(widths) // 100)
    wrapped = wrapped and _breaks_sentences(prose, width)
    wrapped = wrapped and not (reflowed and len(widths) <= _MANY)
    if wrapped:
        width = _prose_width(prose, width)
    double_spaced = apart and (
        gaps[1] > 0.5 * len(shown) or (wrapped and _goes_on_after_a_blank(shown, gaps, width))
    )
    spaced = sum(line.ends_with_space for line in shown) / len(shown)
    ends = [line for line in shown if line.text.rstrip()[-1:] in _STOPS]
    spaced_ends = sum(line.ends_with_space for line in ends) / len(ends) if ends else 0.0
    middles = [line for line in shown if display_width(line.text.strip()) > 0.9 * width]
    loose = [line for line in middles if line.text.rstrip()[-1:] not in _STOPS]
    spaced_middles = sum(line.ends_with_space for line in loose) / len(loose) if loose else 0.0
    space_ends = 0.05 < spaced < 0.9 and spaced_ends > 0.5 and spaced_middles < 0.25
    return Layout(width, wrapped, double_spaced, space_ends)


def _prose_width(prose: list[Line], width: int) -> int:
    """The width of a line of prose where a table is set wider and has more lines.

    It shows in blocks of lines, set apart from others, that are all as wide as the next but for
    the last.
    """
    blocks: list[list[int]] = []
    for line in prose:
        if line.gap or not blocks:
            blocks.append([])
        blocks[-1].append(display_width(line.text.strip()))
    full = [max(b) for b in blocks if len(b) >= _BLOCK and min(b[:-1]) > _EVEN * max(b)]
    narrow = [found for found in full if _NARROWEST <= found <= _EVEN * width]
    most = len(narrow) >= _BLOCK and 2 * len(narrow) > len(full)
    return max(narrow) if most else width


def _goes_on_after_a_blank(shown: list[Line], gaps: Counter[int], width: int) -> bool:
    """Paragraphs are set apart by more than one blank line, and sentences go on after one.

    So it is in a short paper whose few paragraphs are hardly longer than a line.
    """
    if gaps[0] > 1 or gaps[2] + gaps[3] < 0.3 * len(shown):
        return False
    open_ends = [
        after.gap
        for before, after in pairwise(shown)
        if before.text.strip()[-1] not in TERMINAL
        and display_width(before.text.strip()) > 0.88 * width
    ]
    return bool(open_ends) and all(gap == 1 for gap in open_ends)


def _breaks_sentences(prose: list[Line], width: int) -> bool:
    """Some full line stops in the middle of a sentence: else every paragraph fits on its line."""
    full = (line.text.strip() for line in prose if display_width(line.text.strip()) > 0.8 * width)
    return any(text[-1] not in _STOPS for text in full)


# Chinese breaks a line after any character, so that "2019年" may stand at the end of one as "2019".
_FIRST_WORD = re.compile(rf"\s*([{CJK}]|[^\s{CJK}]+)")


def is_full(last: Line, line: Line, layout: Layout) -> bool:
    """The first word of `line` would not have fitted on the line of `last`."""
    word = _FIRST_WORD.match(line.text)
    width = display_width(word.group(1)) if word else 0
    return display_width(last.text.rstrip()) + 1 + min(width, 20) > 0.88 * layout.width
