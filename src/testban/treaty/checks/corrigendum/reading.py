"""The paper as corrections see it: what stands at a place, and where that is in the original."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from testban.treaty.documents.mapped import MappedText, Span
from testban.treaty.documents.model import Block, Document
from testban.treaty.extract.passage import Mention, Passage
from testban.treaty.extract.reader import Reader
from testban.treaty.gazetteer import gazetteer
from testban.treaty.languages import available, pack

__all__ = ["Edit", "Named", "Reading"]


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to stand in place of ``[start, end)`` of the original; an insertion where that is empty."""

    start: int
    end: int
    new: str

    def overlaps(self, other: Edit) -> bool:
        """Both change the same characters, or put something into the same place."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Named:
    """A State's name in the original, and whom it may stand for."""

    start: int
    end: int
    text: str
    readings: tuple[str, ...]


class Reading:
    """A paper that is looked up place by place."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = pack(document.language if document.language in available() else "en")
        self._reader = Reader(self.language)
        self._names = gazetteer(self.language.code)

    def blocks(self, spans: Sequence[Span]) -> Iterator[Block]:
        """The blocks in which `spans` stand."""
        for block in self.document.blocks:
            origin = block.text.origin
            if origin and any(s <= origin[-1] and origin[0] < e for s, e in spans):
                yield block

    def passages(self, spans: Sequence[Span]) -> Iterator[Passage]:
        """These blocks, made ready to be looked through."""
        return map(self._reader.passage, self.blocks(spans))

    def dates(self, spans: Sequence[Span]) -> Iterator[tuple[Span, str, Mention]]:
        """The dates and periods in `spans`: where in the original, how written, and which."""
        for passage in self.passages(spans):
            for mention in passage.mentions:
                if mention.kind in ("date", "period"):
                    found = self.place(passage, mention.start, mention.end, spans)
                    if found:
                        yield *found, mention

    def names(self, spans: Sequence[Span]) -> Iterator[Named]:
        """The names of States in `spans`, in order."""
        for passage in self.passages(spans):
            for mention in passage.mentions:
                if mention.kind not in ("state", "states"):
                    continue
                listed = passage.condensed[mention.start : mention.end]
                for start, end, readings in self._names.find_condensed(listed):
                    at = mention.start + start, mention.start + end
                    if found := self.place(passage, *at, spans):
                        (low, high), text = found
                        yield Named(low, high, text, readings)

    def place(
        self, passage: Passage, start: int, end: int, spans: Sequence[Span]
    ) -> tuple[Span, str] | None:
        """A range of the condensed text in the original, and as it is written there.

        None where it does not begin in `spans`, or is torn apart there by something else.
        """
        piece = passage.text[passage.index[start] : passage.index[end - 1] + 1]
        low, high = piece.origin[0], piece.origin[-1] + 1
        inside = any(first <= low < last for first, last in spans)
        return ((low, high), piece.text) if inside and self.whole(piece) else None

    def whole(self, piece: MappedText) -> bool:
        """Nothing stands in the original between the signs of `piece` but white space."""
        return len(self.document.spans(piece)) == 1
