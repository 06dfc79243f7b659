"""How a correction is worded: the phrase it quotes, and the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter
from typing import Any

from testban.treaty.checks.corrigendum.reading import Edit, Reading
from testban.treaty.documents.model import Block, Document
from testban.treaty.documents.places import ANNEX, place_in_words
from testban.treaty.extract.patterns import number

__all__ = ["Phrase", "Piece", "Place", "phrase_of", "place_of"]

# So many words (or signs, where words are not parted) are quoted at most beside what changes.
_MOST = 8
_WIDE = re.compile("[\u2e80-\uffff]")
_STOP = re.compile(r"[.。；;：:!?！？\n]")


Piece = tuple[str, bool]
"""Some text, and whether it is in italics."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is quoted of the paper, and what it should read.

    `how` is ``replace``, ``delete``, ``insert_after`` or ``insert_before``; of an insertion, `old` is
    what it stands beside and `new` what is put in.
    """

    how: str
    old: str
    new: str

    def pieces(self, words: Any) -> tuple[Piece, ...]:
        """The instruction; its own words, which are printed in italics, apart from the quoted ones."""
        found: list[Piece] = []
        for own, name, *_ in Formatter().parse(words[self.how]):
            found += [(own, True)] if own else []
            found += [(getattr(self, name), False)] if name else []
        return tuple(found)


def phrase_of(reading: Reading, edit: Edit) -> Phrase:
    """The shortest phrase around an edit that stands once in its paragraph."""
    source = reading.document.source.text
    text, low, high = _paragraph(reading, edit)
    if edit.start == edit.end:
        new = edit.new.strip(" ,、，;；")
        before = _words_before(text, low)
        if before:
            return Phrase("insert_after", before, new)
        return Phrase("insert_before", _words_after(text, high), new)
    old = " ".join(source[edit.start : edit.end].split())
    if not edit.new:
        return Phrase("delete", old.strip(" ,、，;；"), "")
    before, after = _context(reading, text, low, high)
    return Phrase("replace", f"{before}{old}{after}", f"{before}{edit.new}{after}")


def _paragraph(reading: Reading, edit: Edit) -> tuple[str, int, int]:
    """The text around an edit, and where in it the edit stands."""
    for block in reading.blocks([(edit.start, max(edit.end, edit.start + 1))]):
        origin = block.text.origin
        inside = [n for n, at in enumerate(origin) if edit.start <= at < edit.end]
        if inside:
            return block.text.text, inside[0], inside[-1] + 1
        if edit.start == edit.end:
            at = next((n for n, where in enumerate(origin) if where >= edit.start), len(origin))
            return block.text.text, at, at
    source = reading.document.source.text
    first, last = source.rfind("\n", 0, edit.start) + 1, source.find("\n", edit.end)
    line = source[first : last if last >= 0 else len(source)]
    return line, edit.start - first, edit.end - first


def _context(reading: Reading, text: str, low: int, high: int) -> tuple[str, str]:
    """As many words around ``text[low:high]`` as it takes to find it, and to be a phrase."""
    start, end = _whole_word(text, low, high)
    if _is_number(reading, text[low:high]):
        start, end = _with_its_noun(reading, text, start, end)
    for _ in range(_MOST):
        if text.count(text[start:end]) < 2:
            break
        further = _step_after(text, end)
        if further == end:
            start = _step_before(text, start)
        end = further
    return text[start:low], text[high:end]


def _is_number(reading: Reading, text: str) -> bool:
    ordinals = reading.language.table("ordinals")
    return number(text, reading.language) is not None or text.lower() in ordinals


def _with_its_noun(reading: Reading, text: str, start: int, end: int) -> tuple[int, int]:
    """A number with what it numbers (item 7, 第三次) or counts (168 States)."""
    known = reading.language.regex
    before = known("corrigendum", "labelled").search(text[:start])
    after = known("corrigendum", "counted").match(text, end)
    if before:
        return before.start(), after.end() if after and before["closed"] else end
    return (start, after.end()) if after and after.end() > end else (_step_before(text, start), end)


def _whole_word(text: str, low: int, high: int) -> tuple[int, int]:
    """A link or a word of letters is quoted whole."""
    start, end = low, high
    while start and _of_word(text[start - 1]) and _of_word(text[start]):
        start -= 1
    while end < len(text) and _of_word(text[end - 1]) and _of_word(text[end]):
        end += 1
    while end > high and text[end - 1] in ".:":
        end -= 1
    return start, end


def _of_word(character: str) -> bool:
    return character < "\u2e80" and (character.isalnum() or character in "/:.-_")


def _step_after(text: str, end: int) -> int:
    match = re.compile(r"\s*(?:[^\s\u2e80-\uffff]+|[^\s，、])").match(text, end)
    if match is None or _STOP.search(match.group()):
        return end
    return match.end()


def _step_before(text: str, start: int) -> int:
    match = re.search(r"(?:[^\s\u2e80-\uffff]+|[^\s，、])\s*$", text[:start])
    return match.start() if match and not _STOP.search(match.group()) else start


def _words_before(text: str, at: int) -> str:
    """The last name or word before a place."""
    match = re.search(r"[^,、，;；：:。.()（）\n]+$", text[:at].rstrip(" ,、，;；"))
    return " ".join(match.group().split()) if match else ""


def _words_after(text: str, at: int) -> str:
    match = re.match(r"[^,、，;；：:。.()（）\n]+", text[at:].lstrip(" ,、，;；"))
    return " ".join(match.group().split()) if match else ""


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the paper, and the line of the whole text where nothing else says it closer."""

    named: str
    line: int | None = None


def place_of(reading: Reading, offset: int) -> Place:
    """Where something stands, as a corrigendum says it: Annex I, paragraph 5 (a), line 2."""
    words = reading.language.table("corrigendum")
    block = next(reading.blocks([(offset, offset + 1)]), None)
    line = reading.document.source.line(offset)
    if block is None or not (block.place or block.kind == "title"):
        return Place("", line)
    if block.kind == "title":
        return Place(words["title_block"])
    named = place_in_words(_shortest(reading.document, block), reading.language.code)
    # Of a row or of a paragraph without a number, the line of the text says which.
    if "para. " not in block.place and block.kind != "footnote":
        return Place(named, line)
    return Place(str(words["joint"]).join((named, *_within(reading, block, offset, words))))


def _shortest(document: Document, block: Block) -> str:
    """Without the headings above a paragraph whose number stands once in its part of the paper."""
    parts = block.place.split(", ")
    at = next((n for n, part in enumerate(parts) if part.startswith("para. ")), None)
    if not at:
        return block.place
    same = [
        b for b in document.blocks
        if b.kind == "paragraph" and b.annex == block.annex and f"para. {b.label}" == _para(parts[at])
    ]  # fmt: skip
    kept = [part for part in parts[:at] if ANNEX.match(part)] if len(same) == 1 else parts[:at]
    return ", ".join((*kept, *parts[at:]))


def _para(part: str) -> str:
    return " ".join(part.split()[:2])


def _within(reading: Reading, block: Block, offset: int, words: Any) -> Iterator[str]:
    """The line or, where a paragraph is one line, the sentence."""
    source, origin = reading.document.source, block.text.origin
    first = source.line(origin[0])
    if source.line(origin[-1]) > first:
        yield words["line"].format(n=source.line(offset) - first + 1)
        return
    stops = reading.language.table("lists").get("full_stops", "。")
    text = block.text.text
    at = next((n for n, where in enumerate(origin) if where >= offset), len(text))
    body = text.rstrip()
    if any(body.count(stop, 0, len(body) - len(stop)) for stop in stops):
        yield _sentence(1 + sum(text.count(stop, 0, at) for stop in stops), reading, words)


def _sentence(number: int, reading: Reading, words: Any) -> str:
    named = {value: word for word, value in reading.language.table("ordinals").items()}
    return str(words["sentence"].format(n=number, ordinal=named.get(number, str(number))))
