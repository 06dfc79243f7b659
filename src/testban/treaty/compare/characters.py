"""What differs between two texts, token by token, and marked by character.

The longest common subsequence is exact and found in C (rapidfuzz, bit-parallel); Python's difflib
takes seconds for two paragraphs of a page. A subsequence alone reads badly where little is left in
common, so a few equal tokens between two long differences are taken into them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from testban.treaty.compare.model import Hunk
from testban.treaty.compare.sequence import unequal
from testban.treaty.compare.tokens import Token, plain_tokens

__all__ = ["TokenHunk", "differences", "marked"]


class TokenHunk(NamedTuple):
    """A stretch that differs: half-open ranges of tokens of A and of B."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


def differences(a: Sequence[Token], b: Sequence[Token]) -> list[TokenHunk]:
    """The stretches of tokens that differ, in order."""
    found = unequal([token.key for token in a], [token.key for token in b])
    return _readable([TokenHunk(*stretch) for stretch in found], a, b)


def _readable(hunks: list[TokenHunk], a: Sequence[Token], b: Sequence[Token]) -> list[TokenHunk]:
    """Join two stretches where less stands between them than differs on either side."""
    mine, yours = _Lengths(a), _Lengths(b)

    def size(hunk: TokenHunk) -> int:
        return max(mine.between(hunk.a_start, hunk.a_end), yours.between(hunk.b_start, hunk.b_end))

    def to_join(one: TokenHunk, two: TokenHunk) -> bool:
        kept = mine.between(one.a_end, two.a_start)
        strong = mine.strong[two.a_start] - mine.strong[one.a_end]
        return not strong and kept <= min(size(one), size(two))

    joined: list[TokenHunk] = []
    for hunk in hunks:
        while joined and to_join(joined[-1], hunk):
            before = joined.pop()
            hunk = TokenHunk(before.a_start, hunk.a_end, before.b_start, hunk.b_end)
        joined.append(hunk)
    return joined


class _Lengths:
    """Running totals over tokens: a stretch that grows by joining is not counted again."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._characters = list(accumulate((t.end - t.start for t in tokens), initial=0))
        self.strong = list(accumulate((t.strong for t in tokens), initial=0))

    def between(self, start: int, end: int) -> int:
        """The characters of the tokens ``[start, end)``."""
        return self._characters[end] - self._characters[start]


def marked(a: str, b: str) -> tuple[Hunk, ...]:
    """What differs between two texts, by character: what is to be marked on the screen."""
    if a == b:
        return ()
    left, right = list(plain_tokens(a)), list(plain_tokens(b))
    return tuple(
        _trimmed(a, b, _characters(hunk, left, right)) for hunk in differences(left, right)
    )


def _characters(hunk: TokenHunk, a: Sequence[Token], b: Sequence[Token]) -> Hunk:
    a_start, a_end = _range(a, hunk.a_start, hunk.a_end)
    b_start, b_end = _range(b, hunk.b_start, hunk.b_end)
    return Hunk(a_start, a_end, b_start, b_end)


def _range(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """Characters of a range of tokens; an empty one stands after the token before it."""
    if start < end:
        return tokens[start].start, tokens[end - 1].end
    place = tokens[start - 1].end if start else 0
    return place, place


def _trimmed(a: str, b: str, hunk: Hunk) -> Hunk:
    """Without what both sides begin and end with; a number stays whole, and another word."""
    a0, a1, b0, b1 = hunk
    while a0 < a1 and b0 < b1 and a[a0] == b[b0] and not a[a0].isdigit():
        a0, b0 = a0 + 1, b0 + 1
    while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1] and not a[a1 - 1].isdigit():
        a1, b1 = a1 - 1, b1 - 1
    trimmed = Hunk(a0, a1, b0, b1)
    return (
        hunk if _is_another_word(a[hunk[0] : hunk[1]], b[hunk[2] : hunk[3]], trimmed) else trimmed
    )


def _is_another_word(one: str, other: str, trimmed: Hunk) -> bool:
    """Two words of an alphabet that share less than they differ in: Poland and Portugal."""
    a0, a1, b0, b1 = trimmed
    longest = max(len(one), len(other))
    cased = all(word.isalpha() and word.lower() != word.upper() for word in (one, other))
    return cased and 2 * max(a1 - a0, b1 - b0) > longest
