"""The State and the period of a row, put together where narrow columns broke them over lines.

::

    Russian 30 November to The Russian Federation raised …     Russian
    Federation 4 December 2040 the matter with China …         Federation
                                                               30 November to
                                                               4 December 2040

On the left the columns were interleaved line by line, on the right the page was read cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from testban.treaty.documents.dates import dates_of
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.paragraphs import join_pieces
from testban.treaty.extract.activity_rows import Line
from testban.treaty.extract.context import Context
from testban.treaty.extract.passage import Passage

__all__ = ["whole_head"]

# With the white space before it; what stands after the last is one, too.
_WORD = re.compile(r"\s*\S+|\s+\Z")
_LINES = 6
_NAME_WORDS = 6
_PERIOD_WORDS = 9
_SPARE = 2
"""Figures after a period that may belong to the text."""


@dataclass(frozen=True)
class _Head:
    """What a run of lines was found to begin with."""

    name: tuple[MappedText, ...] = ()
    period: tuple[MappedText, ...] = ()
    rest: tuple[MappedText, ...] = ()


def whole_head(context: Context, waiting: list[Line]) -> Line:
    """The next line; where its State or its period goes on below, with the lines that end them.

    `waiting` is the stack of lines to come, the next one last; what is used is taken off it.
    """
    line = waiting.pop()
    below = []
    for after in reversed(waiting[-_LINES + 1 :]):
        if len(after.cells) > 1:
            break
        below.append(after)
    if len(line.cells) > 1 or not below or _is_whole(context, line, below[0]):
        return line
    found = max(
        _heads(context, [line, *below], _Head()),
        key=lambda head: (_length(head), -len(head.rest)),
        default=None,
    )
    if found is None or len(found.rest) == 1:
        return line
    for _ in found.rest[1:]:
        waiting.pop()
    pieces = [*found.name, *found.period, *found.rest]
    return Line(line.block, (join_pieces([piece for piece in pieces if piece.text]),), line.joined)


def _length(head: _Head) -> int:
    return sum(len(piece) for piece in (*head.name, *head.period))


def _is_whole(context: Context, line: Line, below: Line) -> bool:
    """The line has its period whole, or begins with neither a name nor a period."""
    first = line.text.text.split(maxsplit=1)[:1]
    if not first:
        return True
    dated = _is_date_word(context, first[0])
    if not (dated or context.names.begins(first[0]) or context.names.covers(first[0])):
        return context.pattern("activities", "row").search(_passage(context, line)) is None
    passage = _passage(context, line)
    hit = context.pattern("activities", "row").search(passage)
    if hit is None or hit.mentions("when")[0].value.date.startswith("--"):
        return False
    when = hit.mentions("when")[0]
    rest = passage.condensed[when.end :]
    if any(
        context.language.regex("activities", name).match(rest) for name in ("goes_on", "several")
    ):
        return False
    # Below "November 2041", "24 and 25" says more of the period; "12 December 2041" begins a row.
    after = below.text.text.split(maxsplit=1)[:1]
    return not after or not _is_date_word(context, after[0]) or _is_dated(context, below)


def _passage(context: Context, line: Line) -> Passage:
    return context.passage(line.block, line.text)


def _is_dated(context: Context, line: Line) -> bool:
    """The line begins with a period that has its year."""
    hit = context.pattern("activities", "row").search(_passage(context, line))
    return hit is not None and not hit.mentions("when")[0].value.date.startswith("--")


def _is_date_word(context: Context, word: str) -> bool:
    return context.language.regex("activities", "date_word").match(word) is not None


def _heads(context: Context, lines: list[Line], head: _Head) -> Iterator[_Head]:
    """Every way to read the first of `lines` on from `head`, and the lines below it."""
    at = len(head.rest)
    if at == len(lines):
        return
    text = lines[at].text
    ends = _word_ends(text)
    for words in _name_words(context, text, ends, head):
        cut = ends[words - 1] if words else 0
        name = (*head.name, text[:cut].strip()) if words else head.name
        named = not name or context.names.covers(_text(name))
        run = 0
        while run < _PERIOD_WORDS and words + run < len(ends):
            start = ends[words + run - 1] if words + run else 0
            if not _is_date_word(context, text.text[start : ends[words + run]].strip()):
                break
            run += 1
        for taken in range(run, max(-1, run - _SPARE - 1), -1):
            if not words and not taken:
                continue
            end = ends[words + taken - 1]
            period = (*head.period, text[cut:end].strip()) if taken else head.period
            found = _Head(name, period, (*head.rest, text[end:].strip()))
            if not period and found.rest[-1].text:
                continue  # a State's name with which a sentence begins
            if named and period and _is_period(context, _text(period)):
                yield found
            yield from _heads(context, lines, found)


def _name_words(context: Context, text: MappedText, ends: list[int], head: _Head) -> Iterator[int]:
    """How many words of the line may belong to the State's name: the most first."""
    before = [piece.text for piece in head.name]
    if before or not head.rest:
        for words in range(min(_NAME_WORDS, len(ends)), 0, -1):
            shown = " ".join([*before, text.text[: ends[words - 1]]])
            # Below its first line a name goes on; another one is of the text.
            if context.names.begins(shown) or (not before and context.names.covers(shown)):
                yield words
    yield 0


def _is_period(context: Context, text: str) -> bool:
    found = dates_of(context.language.code).find(text) if text[-1:] not in "-–—" else []
    if not found or found[0].start or found[-1].end != len(text):
        return False
    gaps = [text[a.end : b.start] for a, b in pairwise(found)]
    several = context.language.regex("activities", "several")
    return all(map(several.fullmatch, gaps)) and not any(d.date.startswith("--") for d in found)


def _text(pieces: tuple[MappedText, ...]) -> str:
    return join_pieces(pieces).text


def _word_ends(text: MappedText) -> list[int]:
    """Where the first words of the line end."""
    words = islice(_WORD.finditer(text.text), _NAME_WORDS + _PERIOD_WORDS)
    return [word.end() for word in words]
