"""The sentence of a paragraph that answers a query, with its place in the original."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from testban.store.tokens import Phrase, tokenise
from testban.treaty.documents.mapped import MappedText, Span
from testban.treaty.extract.model import Citation

__all__ = ["Paragraph", "best_sentence", "sentences"]

# A full stop ends a sentence where a new one seems to begin, and no abbreviation ends.
_END = re.compile(
    r"[。！？；][”’」』）)》]*"
    r"|[!?;؟۔][\"'”’»)]*(?=\s)"
    r"|(?<![A-Z])(?<!\bNo)(?<!\bSt)(?<!\bMr)(?<!\bMs)(?<!\bDr)\.[\"'”’»)]*(?=\s+[^\sa-zа-я0-9])"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stored block, and the part of its document that it was taken from.

    Attributes
    ----------
    origin
        Pairs (index in `text`, offset in the original), one wherever offsets do not go on by one.
    start, original
        Offset in the original at which `original`, the part that the block covers, begins.
    line
        Of the block's first character.
    """

    text: str
    origin: Sequence[Sequence[int]]
    start: int
    original: str
    line: int
    page_starts: Sequence[int]
    place: str

    def cite(self, start: int, end: int) -> Citation:
        """The citation of ``text[start:end]``."""
        offsets = self._offsets()
        part = MappedText(self.text, offsets)[start:end]
        relative = MappedText(part.text, array("q", (o - self.start for o in part.origin)))
        spans = tuple(
            (first + self.start, last + self.start) for first, last in relative.spans(self.original)
        )
        first = part.origin[0]
        return Citation(
            spans=spans,
            line=self.line + self._lines_between(offsets[0], first),
            page=bisect_right(self.page_starts, first) or None if self.page_starts else None,
            place=self.place,
            quote=part.text,
        )

    def _offsets(self) -> array[int]:
        offsets: array[int] = array("q")
        ends = [index for index, _ in self.origin[1:]] + [len(self.text)]
        for (index, offset), end in zip(self.origin, ends, strict=True):
            offsets.extend(range(offset, offset + end - index))
        return offsets

    def _lines_between(self, first: int, second: int) -> int:
        low, high = sorted((first - self.start, second - self.start))
        lines = self.original.count("\n", low, high)
        return lines if second >= first else -lines


def sentences(text: str) -> list[Span]:
    """The sentences of a paragraph, without the white space around them."""
    found: list[Span] = []
    start = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        piece = text[start:end]
        if piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            found.append((first, first + len(piece.strip())))
        start = end
    return found


def best_sentence(text: str, terms: Sequence[Phrase]) -> tuple[Span, tuple[Span, ...]]:
    """The sentence with most of the terms (of equals the first), and the matches in it.

    A match that runs over the end of a sentence brings the next one in. Matches are ranges of
    characters in the sentence, apart from each other.
    """
    tokenised = tokenise(text)
    matches = [(span, term) for term in terms for span in term.find(tokenised)]
    best: Span = (0, len(text))
    most = -1
    for start, end in _whole(sentences(text) or [best], [span for span, _ in matches]):
        different = len({term for span, term in matches if start <= span[0] < end})
        if different > most:
            best, most = (start, end), different
    start, end = best
    inside = (span for span, _ in matches if start <= span[0] and span[1] <= end)
    return best, tuple((first - start, last - start) for first, last in _apart(inside))


def _whole(found: list[Span], matches: list[Span]) -> list[Span]:
    """The sentences, those joined that a match runs over."""
    joined = [found[0]]
    for sentence in found[1:]:
        if any(first < joined[-1][1] < last for first, last in matches):
            joined[-1] = (joined[-1][0], sentence[1])
        else:
            joined.append(sentence)
    return joined


def _apart(spans: Iterable[Span]) -> list[Span]:
    """The ranges in order, those that touch or overlap made one."""
    apart: list[Span] = []
    for start, end in sorted(spans):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
