"""One version's half of what is compared, and what both versions share."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from testban.reference.gazetteer import Gazetteer
from testban.treaty.compare.tokens import Duty, Token
from testban.treaty.compare.units import Text, Unit, cite
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Document
from testban.treaty.extract.model import Citation
from testban.treaty.languages import Pack

__all__ = ["Side", "Versions"]

# How much around a number says whether it is that of a paragraph.
_AROUND = 80


@dataclass(frozen=True, eq=False)
class Side:
    """One version's half of a pair: its text as tokens, and where it stands."""

    document: Document
    units: tuple[Unit, ...]
    text: Text
    tokens: list[Token]

    @property
    def place(self) -> str:
        """Where its first unit stands, for people."""
        return self.units[0].place

    @cached_property
    def whole(self) -> Citation | None:
        """All of it."""
        blocks = [block.text for unit in self.units for block in unit.blocks]
        return cite(self.document, blocks, self.place)

    def cite(self, start: int, end: int) -> Citation | None:
        """The characters ``[start, end)``; where there are none, the word before them."""
        if start >= end:
            ended = bisect_right(self.tokens, start, key=lambda token: token.end)
            near = self.tokens[max(ended - 1, 0)] if self.tokens else None
            start, end = (near.start, near.end) if near else (0, 0)
        piece = self.text.piece(start, end)
        return cite(self.document, [piece], self._place_of(piece))

    def _place_of(self, piece: MappedText) -> str:
        """Where the unit stands that holds it: several may be told together."""
        for unit in self.units if piece.origin else ():
            origin = unit.text.mapped.origin
            if origin and origin[0] <= piece.origin[0] <= origin[-1]:
                return unit.place
        return self.place

    def words(self, start: int, end: int) -> str:
        """The characters as they are shown."""
        return " ".join(self.text.shown[start:end].split())


@dataclass(frozen=True, slots=True)
class Versions:
    """What both halves share: the names of the language, and whether both are translations."""

    names: Gazetteer
    translated: bool
    language: Pack
    renumbered: frozenset[tuple[str, str]] = frozenset()

    def strength(self, old: Duty, new: Duty) -> str:
        """``weaker`` or ``stronger``, where both words are on one scale; empty where they are not."""
        for scale in self._scales():
            if old.force in scale and new.force in scale and old.force != new.force:
                weaker = scale.index(new.force) > scale.index(old.force)
                return "weaker" if weaker else "stronger"
        return ""

    def scale(self, duty: Duty) -> str:
        """What words of obligation have in common that one may replace another for."""
        return next((scale[0] for scale in self._scales() if duty.force in scale), duty.force)

    def _scales(self) -> Sequence[Sequence[str]]:
        found: Sequence[Sequence[str]] = self.language.table("compare").get("scales", ())
        return found

    def follows(self, a: Side, one: Token, two: Token) -> bool:
        """The number of a paragraph that is referred to became the one that it has now."""
        if (one.value, two.value) not in self.renumbered:
            return False
        before = self.language.regex("compare", "reference_before")
        after = self.language.regex("compare", "reference_after")
        text = a.text.shown
        left, right = text[max(0, one.start - _AROUND) : one.start], text[one.end :][:_AROUND]
        return bool(before.search(left) and after.search(right))
