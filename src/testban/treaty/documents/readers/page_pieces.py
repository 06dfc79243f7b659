"""What PDFium knows of a page's characters -> pieces of text with their places.

PDFium is asked for the whole text once and for places only where they decide something (the first
and last character of a word, and numbers that might be raised): asking for every character would
take longer than reading the page.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as raw

from testban.treaty.documents.readers.page_lines import Piece

__all__ = ["pieces_of"]

# PDFium writes U+FFFE or U+0002 for a hyphen that ends a line, and then no line break.
_HYPHENS = "\ufffe\x02"
_TOKEN = re.compile(f"[^\\s{_HYPHENS}]+")
# Runs in which a raised note mark may hide: digits, asterisks, a lone letter among ideographs.
_MARK = re.compile(r"\d+|\*+|(?<=[^\x00-\x7f])[a-z](?=[^\x00-\x7f]|$)")
_SMALLER = 0.85

# Compatibility characters that PDFs give for ordinary ones: radicals, ligatures, Arabic forms.
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\ufb00-\ufdfb\ufe70-\ufefc]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class _Placed:
    """A piece of text and its box on the page as stored, which may be turned."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    origin_x: float
    origin_y: float
    turn: int
    spaced: bool = False
    ends_spaced: bool = False


def pieces_of(page: Any) -> tuple[list[Piece], list[str]]:
    """The words of a page in reading direction, and the text that runs in another direction."""
    textpage = page.get_textpage()
    try:
        text, same_index = _characters(textpage)
        placed = _placed(text, _Ruler(textpage.raw, same_index)) if text else []
    finally:
        textpage.close()
    mirrored = 2 * len(_RIGHT_TO_LEFT.findall(text)) > len(text)
    if mirrored:  # what runs from right to left is upright
        for piece in placed:
            piece.turn = 0 if piece.turn == 2 else piece.turn
    turns = Counter(piece.turn for piece in placed)
    turn = turns.most_common(1)[0][0] if turns else 0
    upright: list[Piece] = []
    askew: list[str] = []
    for piece in placed:
        if piece.turn == turn:
            upright.append(_upright(piece, turn, mirrored))
        else:
            askew.append(_ordinary(piece.text))
    return upright, [" ".join(askew)] if askew else []


def _characters(textpage: Any) -> tuple[str, bool]:
    """The text of the page, a character each unit, and whether indices in it are PDFium's own."""
    count = textpage.count_chars()
    if count <= 0:
        return "", True
    buffer = (ctypes.c_ushort * (count + 1))()
    length = max(raw.FPDFText_GetText(textpage.raw, 0, count, buffer) - 1, 0)
    units = memoryview(buffer)[:length]
    text = bytes(units).decode("utf-16-le", errors="surrogatepass")
    if len(text) != length:  # surrogate pairs: keep the indices, lose the characters
        text = "".join(map(chr, buffer[:length]))
    return text, length == count


Box = tuple[float, float, float, float]
"""Left, bottom, right and top, as high as the font: points on the page as stored."""


class _Ruler:
    """Asks PDFium where characters stand."""

    def __init__(self, handle: Any, same_index: bool) -> None:
        self._handle = handle
        self._same_index = same_index
        self._box = raw.FS_RECTF()
        self._box_at = ctypes.byref(self._box)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._x_at, self._y_at = ctypes.byref(self._x), ctypes.byref(self._y)

    def _index(self, position: int) -> int:
        return int(raw.FPDFText_GetCharIndexFromTextIndex(self._handle, position))

    def box(self, position: int) -> Box:
        """The box of the character at `position` in the text."""
        index = position if self._same_index else self._index(position)
        raw.FPDFText_GetLooseCharBox(self._handle, index, self._box_at)
        box = self._box
        return box.left, box.bottom, box.right, box.top

    def origin(self, position: int) -> tuple[float, float]:
        """The point on the baseline where the character begins."""
        index = position if self._same_index else self._index(position)
        raw.FPDFText_GetCharOrigin(self._handle, index, self._x_at, self._y_at)
        return self._x.value, self._y.value

    def turn(self, position: int) -> int:
        """In quarter turns against the clock, the direction in which the character is set."""
        index = position if self._same_index else self._index(position)
        angle = raw.FPDFText_GetCharAngle(self._handle, index)
        return round(-angle / (math.pi / 2)) % 4 if angle > 0 else 0

    def size(self, position: int) -> float:
        """How large the character's font is."""
        return _size(self.box(position))


def _size(box: Box) -> float:
    """The height of the font; its width where the box has no height."""
    height = box[3] - box[1]
    return height if height >= 1 else max(height, box[2] - box[0])


def _placed(text: str, ruler: _Ruler) -> list[_Placed]:
    pieces: list[_Placed] = []
    end = 0
    for token in _TOKEN.finditer(text):
        start, stop = token.span()
        between = text[end:start]
        end = stop
        follower = text[stop : stop + 1]
        first_box = ruler.box(start)
        last_box = ruler.box(stop - 1) if stop - start > 1 else first_box
        at = len(pieces)
        cuts = _cuts(token, first_box, last_box, ruler)
        if cuts is None:
            before = pieces[-1] if pieces else None
            pieces.append(_piece(token.group(), start, first_box, last_box, before, ruler))
        else:
            for a, b in pairwise(cuts):
                box, box_b = ruler.box(a), ruler.box(b - 1)
                pieces.append(_piece(text[a:b], a, box, box_b, None, ruler))
        pieces[at].spaced = between == " " or bool(between.strip("\r\n" + _HYPHENS))
        if follower in (" ", "\xa0", "\u3000"):
            pieces[-1].ends_spaced = True
        elif follower and follower in _HYPHENS:
            pieces[-1].text += "-"
    return pieces


def _cuts(token: re.Match[str], first_box: Box, last_box: Box, ruler: _Ruler) -> list[int] | None:
    """Where the token changes its size, its ends included; None where it does not."""
    start, end = token.span()
    first, last = _size(first_box), _size(last_box)
    least = _SMALLER * max(first, last)
    if first < least or last < least:
        small = [ruler.size(position) < least for position in range(start, end)]
    else:
        marks = [
            mark
            for mark in _MARK.finditer(token.string, start, end)
            if mark.end() - mark.start() < end - start
            and (ruler.size(mark.start()) < least or ruler.size(mark.end() - 1) < least)
        ]
        if not marks:
            return None
        inside = {position for mark in marks for position in range(*mark.span())}
        small = [p in inside and ruler.size(p) < least for p in range(start, end)]
    changes = [start + i for i in range(1, end - start) if small[i] != small[i - 1]]
    return [start, *changes, end]


def _piece(
    text: str, start: int, box: Box, last: Box, before: _Placed | None, ruler: _Ruler
) -> _Placed:
    """A piece from its first and last box; `before`: the piece before, if of a whole word."""
    left, bottom, right, top = box
    if len(text) > 1:
        across, up = last[0] + last[2] - left - right, last[1] + last[3] - bottom - top
        turn = (0 if across >= 0 else 2) if abs(across) >= abs(up) else (1 if up > 0 else 3)
    else:
        turn = ruler.turn(start)
    if before is not None and turn == before.turn == 0 and before.bottom == bottom:
        # The same font on the same baseline: PDFium need not be asked again.
        x, y = left, before.origin_y
    else:
        x, y = ruler.origin(start)
    if last is not box:
        left, bottom = min(left, last[0]), min(bottom, last[1])
        right, top = max(right, last[2]), max(top, last[3])
    return _Placed(text, left, bottom, right, top, x, y, turn)


def _upright(piece: _Placed, turn: int, mirrored: bool) -> Piece:
    """The piece as the reader turns the page: `turn` quarter turns clockwise."""
    if turn == 1:
        left, right, base, size = piece.bottom, piece.top, -piece.origin_x, piece.right - piece.left
    elif turn == 2:
        left, right, base, size = (
            -piece.right, -piece.left, -piece.origin_y, piece.top - piece.bottom
        )  # fmt: skip
    elif turn == 3:
        left, right, base, size = (
            -piece.top, -piece.bottom, piece.origin_x, piece.right - piece.left
        )  # fmt: skip
    else:
        left, right, base, size = piece.left, piece.right, piece.origin_y, piece.top - piece.bottom
    if mirrored:
        left, right = -right, -left
    text = _ordinary(piece.text)
    return Piece(left, right, base, max(size, 1.0), text, piece.spaced, piece.ends_spaced)


def _ordinary(text: str) -> str:
    """`text` with ordinary characters for compatibility ones."""
    if text.isascii():
        return text
    text = _COMPATIBLE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    return _SURROGATE.sub("\ufffd", text)
