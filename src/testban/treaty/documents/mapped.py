"""Text that remembers where each of its characters stood in the original.

Repairing hard-wrapped text moves, joins and drops characters; a citation must still point at the
original. `MappedText` carries, for every character, its offset in the decoded original.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import ne, sub

__all__ = ["MappedText", "Span", "folded"]

Span = tuple[int, int]
"""A half-open range ``[start, end)`` of character offsets in the decoded original."""

# Digits and Latin letters; full-width punctuation is how Chinese is printed.
_FULL_WIDTH = {
    wide: chr(wide - 0xFEE0) for wide in range(0xFF10, 0xFF5B) if chr(wide - 0xFEE0).isalnum()
} | {ord(space): " " for space in "\xa0\u2002\u2003\u2009\u202f"}
_ANY_FULL_WIDTH = re.compile(f"[{''.join(map(chr, _FULL_WIDTH))}]")
# Offsets are cut out of one row of numbers: several times quicker than counting them each time.
_ROWS = [array("q", range(1 << 16))]
_LONGEST_ROW = 1 << 20


def _ramp(start: int, end: int) -> array[int]:
    """The offsets from `start` to `end`, one after the other."""
    row = _ROWS[0]
    if end > len(row):
        if end > _LONGEST_ROW:
            return array("q", range(start, end))
        row = _ROWS[0] = array("q", range(min(2 * end, _LONGEST_ROW)))  # for a long paper
    return row[start:end]


def folded(text: str) -> str:
    """With full-width digits and Latin letters, and unusual spaces, in their usual form."""
    if text.isascii() or _ANY_FULL_WIDTH.search(text) is None:
        return text
    return text.translate(_FULL_WIDTH)


@dataclass(slots=True, eq=False)  # frozen would make the making of it twice as slow
class MappedText:
    """A string and, for each of its characters, the offset of that character in the original.

    A character that the repair put in (the space between two joined English lines) carries the
    offset of the character before it.

    Examples
    --------
    >>> original = "nuclear\\ntest"
    >>> text = MappedText.of(original, 0, 7) + MappedText.of(original, 8, 12)
    >>> text.text, text.spans(original)
    ('nucleartest', [(0, 12)])
    """

    text: str
    origin: array[int]

    @classmethod
    def of(cls, original: str, start: int, end: int) -> MappedText:
        """The piece ``original[start:end]``, unchanged."""
        return cls(original[start:end], _ramp(start, end))

    @classmethod
    def at(cls, text: str, start: int) -> MappedText:
        """`text`, which stands at `start` of the original, one character for one."""
        return cls(text, _ramp(start, start + len(text)))

    @classmethod
    def join(cls, pieces: Iterable[MappedText], separator: str = "") -> MappedText:
        """The pieces in order, with `separator` between two pieces that are not empty."""
        texts: list[str] = []
        origin: array[int] = array("q")
        for piece in pieces:
            if not piece.text:
                continue
            if texts and separator:
                texts.append(separator)
                origin.extend([origin[-1]] * len(separator))
            texts.append(piece.text)
            origin.extend(piece.origin)
        return cls("".join(texts), origin)

    def __len__(self) -> int:
        return len(self.text)

    def __add__(self, other: MappedText) -> MappedText:
        return MappedText(self.text + other.text, self.origin + other.origin)

    def __getitem__(self, part: slice) -> MappedText:
        return MappedText(self.text[part], self.origin[part])

    def strip(self, characters: str | None = None) -> MappedText:
        """Without white space (or without `characters`) at either end."""
        stripped = self.text.strip(characters)
        if len(stripped) == len(self.text):
            return self
        start = len(self.text) - len(self.text.lstrip(characters))
        return self[start : start + len(stripped)]

    def folded(self) -> MappedText:
        """With full-width digits and Latin letters, and unusual spaces, in their usual form."""
        text = folded(self.text)
        return self if text is self.text else MappedText(text, self.origin)

    def without(self, pattern: re.Pattern[str]) -> MappedText:
        """Without the parts that `pattern` matches."""
        kept: list[MappedText] = []
        position = 0
        for match in pattern.finditer(self.text):
            kept.append(self[position : match.start()])
            position = match.end()
        if not kept:
            return self
        kept.append(self[position:])
        return MappedText.join(kept)

    def spans(self, original: str) -> list[Span]:
        """Where this text stands in `original`: as few ranges as possible, in reading order.

        Two neighbouring characters belong to one range when only white space stands between them
        in the original (a line break that the repair closed).
        """
        spans: list[Span] = []
        for first, last in self._runs():
            if spans:
                start, end = spans[-1]
                if start <= first <= end or (first > end and not original[end:first].strip()):
                    spans[-1] = (start, max(end, last))
                    continue
            spans.append((first, last))
        return spans

    def _runs(self) -> Iterator[Span]:
        """The ranges of characters that follow each other in the original as they do here."""
        origin = self.origin
        if not origin:
            return
        first, length = origin[0], len(origin)
        if origin[-1] - first == length - 1 and origin == _ramp(first, first + length):
            yield first, first + length
            return
        # Within a run, offset and index go up together: no loop in Python looks for its end.
        shifts = list(map(sub, origin, range(length)))
        breaks = bytes(map(ne, shifts, shifts[1:]))
        start = 0
        while start < length:
            end = breaks.find(1, start) + 1 or length
            yield origin[start], origin[end - 1] + 1
            start = end
