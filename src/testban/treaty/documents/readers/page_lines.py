"""The pieces of text on a page, told by their places -> its lines, as the eye reads them.

A PDF keeps no lines: it keeps pieces of text and where each begins and ends. Pieces on one baseline
are one line, whatever their order in the file; a smaller piece a little above is a footnote's mark;
a gap wider than any space between words parts the cells of a table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from testban.treaty.documents.readers.marks import LABEL, raised_mark

__all__ = ["Atom", "Line", "Piece", "lines_of"]

_SAME_BASELINE = 0.25
_SMALLER = 0.85
_RAISED = 0.12
_HIGHEST = 0.75
_LOWEST = -0.35
"""Shares of the height of a line: how far baselines of one line differ, how small and how high a
mark is, and where above or below the line its baseline may lie."""

WIDE_GAP = 1.3
NARROW_GAP = 0.6
_WORD_GAP = 0.2
"""Gaps in heights of the line: certainly between cells; perhaps; between words."""

_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")


@dataclass(slots=True)
class Piece:
    """A word, or a run of Chinese characters, as the PDF sets it; lengths in points.

    Attributes
    ----------
    left, right
        Where it begins and ends, in the direction of reading.
    base
        Height of its baseline above the foot of the page.
    size
        Height of its font, from descent to ascent.
    text
        Its characters.
    spaced
        White space stands before it in the file.
    ends_spaced
        White space follows it in the file.
    """

    left: float
    right: float
    base: float
    size: float
    text: str
    spaced: bool = False
    ends_spaced: bool = False


@dataclass(slots=True)
class Atom:
    """Pieces of one line without a gap that could part two cells; `wide`: a wide gap before it."""

    left: float
    right: float
    text: str
    wide: bool = False


@dataclass(slots=True)
class Line:
    """One line of the page.

    Attributes
    ----------
    base, size
        Of its main piece.
    pieces
        In reading order.
    atoms
        The same, joined: what stands between gaps.
    ends_spaced
        A space follows its last word.
    """

    base: float
    size: float
    pieces: list[Piece] = field(default_factory=list)
    atoms: list[Atom] = field(default_factory=list)
    ends_spaced: bool = False

    def segments(self) -> list[Atom]:
        """Its atoms joined over the narrow gaps."""
        joined: list[Atom] = []
        for atom in self.atoms:
            if joined and not atom.wide:
                before = joined[-1]
                joined[-1] = Atom(
                    before.left, atom.right, f"{before.text} {atom.text}", before.wide
                )
            else:
                joined.append(atom)
        return joined


def lines_of(pieces: list[Piece]) -> list[Line]:
    """The lines of a page, from top to bottom."""
    lines = _raised_into_lines(_on_baselines(pieces))
    for line in lines:
        line.pieces.sort(key=lambda piece: piece.left)
        _raise_marks(line)
        line.atoms = _atoms(line)
        line.ends_spaced = line.pieces[-1].ends_spaced
    return lines


def _on_baselines(pieces: list[Piece]) -> list[Line]:
    lines: list[Line] = []
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        if lines:
            line = lines[-1]
            if line.base - piece.base <= _SAME_BASELINE * min(line.size, piece.size):
                line.pieces.append(piece)
                continue
        lines.append(Line(piece.base, piece.size, [piece]))
    for line in lines:
        main = max(line.pieces, key=lambda piece: (piece.right - piece.left) * piece.size)
        line.base, line.size = main.base, main.size
    return lines


def _raised_into_lines(lines: list[Line]) -> list[Line]:
    """Put what is only raised or lowered into the line that it belongs to."""
    kept: list[Line] = []
    for index, line in enumerate(lines):
        home = next(
            (
                other
                for other in (*lines[index + 1 : index + 2], *kept[-1:])
                if line.size < _SMALLER * other.size
                and _LOWEST * other.size < line.base - other.base < _HIGHEST * other.size
                and _touches(line, other)
            ),
            None,
        )
        if home is None:
            kept.append(line)
        else:
            home.pieces.extend(line.pieces)
    return kept


def _touches(small: Line, line: Line) -> bool:
    """Whether every piece of `small` stands close to a piece of `line`."""
    reach = 0.6 * line.size
    return all(
        any(
            other.left - reach < piece.right and piece.left < other.right + reach
            for other in line.pieces
        )
        for piece in small.pieces
    )


def _raise_marks(line: Line) -> None:
    """Write raised pieces raised, except where they begin the line: there a footnote begins."""
    for piece in line.pieces[1:]:
        if piece.size < _SMALLER * line.size and piece.base > line.base + _RAISED * line.size:
            piece.text = raised_mark(piece.text)


def _atoms(line: Line) -> list[Atom]:
    """The pieces joined into words and sentences, parted at gaps that could part cells."""
    pieces = line.pieces
    gaps = [after.left - before.right for before, after in pairwise(pieces)]
    wide = WIDE_GAP * line.size
    if len(gaps) > 5 and max(gaps) < min(2 * min(gaps), 3 * line.size):
        wide = max(gaps)  # a line stretched to the margin: no gap of so many equal ones parts cells
    # Chinese characters set wide stand apart, and PDFium takes that for spaces.
    lone = sum(len(piece.text) == 1 and bool(_HAN.match(piece.text)) for piece in pieces)
    spread = len(pieces) > 6 and lone > 0.7 * len(pieces)
    atoms = [Atom(pieces[0].left, pieces[0].right, pieces[0].text)]
    for (before, piece), gap in zip(pairwise(pieces), gaps, strict=True):
        last = atoms[-1]
        if gap > NARROW_GAP * line.size and not (len(atoms) == 1 and LABEL.fullmatch(last.text)):
            atoms.append(Atom(piece.left, piece.right, piece.text, gap > wide))
            continue
        space = " " if _parted(before, piece, gap, line.size, spread) else ""
        last.text += space + piece.text
        last.right = max(last.right, piece.right)
    return atoms


def _parted(before: Piece, piece: Piece, gap: float, size: float, spread: bool) -> bool:
    """Whether a space belongs between two neighbours; `spread`: the line is set wide."""
    if (spread or not piece.spaced) and _HAN.match(before.text[-1]) and _HAN.match(piece.text[0]):
        return gap > NARROW_GAP * size
    return (piece.spaced and gap > -_WORD_GAP * size) or gap > _WORD_GAP * size
