"""Footnotes joined to their marks, and the marks taken out of the text.

In extracted text a superscript is just one more character: ``决定 11`` is decision 1 with note 1,
``Treaty2`` the Treaty with note 2. A character is taken for a mark only where a footnote of that
label follows, at the most plausible place before it, and each mark once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from testban.reference.gazetteer import Gazetteer
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.documents.readers.marks import raised_mark
from testban.treaty.documents.symbols import SYMBOL

__all__ = ["join_notes"]

_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
# What a number before it counts or numbers, so that it is no mark.
_COUNTER = r"\s?[年月日个名条项票次段届国份号时天周座处种位]"
_RAISED = "[⁰¹²³⁴-⁹]"
_RAISED_SIGN = rf"(?<!{_RAISED})\s?@(?!{_RAISED})"
_KINDS = (r"\d", "[a-z]", _RAISED)
_BRACKETED = r"\s?\["
_ADDED = re.compile(r"\b(?:Add|Corr|Rev)\.\d{1,3}\b")
# From the surest sign of a mark to the weakest; `@` stands for the label.
_NUMBER_SIGNS = (
    rf"{_BRACKETED}\^?@\]",
    r"(?<=[。，、；：》”）)」.,;:\"'’])\s?@(?=\s|$|[{cjk}])(?!{counter})",
    r"(?<=[{cjk}])\s@\s(?=[{cjk}])(?!{counter})",
    r"(?<=[{cjk}A-Za-z])@$",
    r"(?<=[a-z]{{3}})@(?=[\s,.;:)]|$)",
    r"(?<=[{cjk}])@(?=\s?[{cjk}])(?!{counter})",
)
_LETTER_SIGNS = (
    rf"{_BRACKETED}\^?@\]",
    r"(?<=[{cjk}])\s?@(?=[{cjk}]|\s|$)",
    r"(?<=[.,;:)\]\d\"'”’])@(?=[\s,.;:)]|$)",
    r"(?<=[a-z])\s@$",
)
_SIGN_SIGNS = (rf"{_BRACKETED}@\]", r"(?<=\S)\s?@")
# A mark stands at most so many blocks of text before its note: notes cost no more than they are.
_REACH = 2_000


def join_notes(
    blocks: Sequence[Block], alone: Iterable[tuple[str, int]], gazetteer: Gazetteer
) -> tuple[Block, ...]:
    """The blocks with marks taken out of the text, and each footnote told where its mark stood.

    Parameters
    ----------
    alone
        Marks that stood on lines of their own: the mark and its offset in the original.
    """
    joined = list(blocks)
    waiting = list(alone)
    shown = [i for i, block in enumerate(blocks) if block.kind not in ("footnote", "furniture")]
    since = 0
    for index, block in enumerate(blocks):
        if block.kind != "footnote" or not block.label:
            continue
        known = next((m for m in waiting if m[0] == block.label), None)
        if known is not None:
            waiting.remove(known)
            joined[index] = replace(block, mark=known[1])
            continue
        before = bisect_left(shown, index)
        reach = shown[max(bisect_left(shown, since), before - _REACH) : before]
        if not block.label.isalnum() and _is_legend(joined, reach, block.label):
            continue
        found = _find(joined, reach, block.label, gazetteer)
        if found is not None:
            at, start, end = found
            text = joined[at].text
            offset = text.origin[end - 1]
            joined[at] = _without(joined[at], start, end)
            joined[index] = replace(block, mark=offset)
            if block.label.isdigit() and block.label != "1":
                since = at
    return tuple(joined)


def _is_legend(blocks: Sequence[Block], reach: Sequence[int], label: str) -> bool:
    """The sign stands on many items: it is part of the list, and the note explains it."""
    return sum(blocks[at].text.text.rstrip().endswith(label) for at in reach) > 1


def _find(
    blocks: Sequence[Block], reach: Sequence[int], label: str, gazetteer: Gazetteer
) -> tuple[int, int, int] | None:
    """The block, start and end of the mark: the surest sign first, then the nearest before."""
    signs = _NUMBER_SIGNS if label.isdigit() else _LETTER_SIGNS if label.isalpha() else _SIGN_SIGNS
    raised = raised_mark(label)
    # A reader that saw the mark raised wrote it raised: the surest sign of all.
    looked_for = [(_RAISED_SIGN, raised)] if label.isalnum() else []
    looked_for += [(sign, label) for sign in signs]
    holding = {
        mark: [at for at in reach if mark in blocks[at].text.text] for mark in (raised, label)
    }
    for sign, mark in looked_for:
        if not holding[mark]:
            continue
        pattern = _compiled(sign, _like(mark))
        bracketed = sign.startswith(_BRACKETED)
        for at in holding[mark]:
            text = blocks[at].text.text
            if bracketed and "[" not in text:
                continue
            match = _first(pattern, mark, text)
            if match is not None and not _in_symbol(text, match.end()):
                return at, match.start(), match.end()
    return _on_a_name(blocks, reach, label, gazetteer) if label.isalpha() else None


def _first(pattern: re.Pattern[str], mark: str, text: str) -> re.Match[str] | None:
    """The first match of a pattern for all marks of its length that has this mark."""
    match = pattern.search(text)
    while match is not None and match["mark"] != mark:
        match = pattern.search(text, match.start() + 1)
    return match


def _like(mark: str) -> str:
    """An expression for all marks of its length: compiling costs more than looking."""
    kind = next((kind for kind in _KINDS if re.fullmatch(f"{kind}+", mark)), None)
    return re.escape(mark) if kind is None else f"{kind}{{{len(mark)}}}"


@lru_cache(maxsize=512)
def _compiled(sign: str, mark: str) -> re.Pattern[str]:
    return re.compile(sign.format(cjk=_CJK, counter=_COUNTER).replace("@", f"(?P<mark>{mark})"))


def _in_symbol(text: str, end: int) -> bool:
    """The last digit of `…/Rev.1`, or of `Add.1` beside a symbol, is no mark."""
    found = (*SYMBOL.finditer(text), *_ADDED.finditer(text))
    return any(symbol.start() < end <= symbol.end() for symbol in found)


def _on_a_name(
    blocks: Sequence[Block], reach: Sequence[int], label: str, gazetteer: Gazetteer
) -> tuple[int, int, int] | None:
    """A letter glued to a State's name (`Chinab`)."""
    pattern = re.compile(rf"(?<=[a-z]){label}(?=[\s,.;:)]|$)")
    for at in reach:
        text = blocks[at].text.text
        for match in pattern.finditer(text):
            names = gazetteer.find(text[: match.start()])
            if names and names[-1].end == match.start():
                return at, match.start(), match.end()
    return None


def _without(block: Block, start: int, end: int) -> Block:
    text = block.text[:start] + block.text[end:]
    cells = tuple(
        cell
        if not (cell.origin and cell.origin[0] <= block.text.origin[end - 1] <= cell.origin[-1])
        else _cut(cell, block.text.origin[start], block.text.origin[end - 1])
        for cell in block.cells
    )
    return replace(block, text=text, cells=cells)


def _cut(cell: MappedText, first: int, last: int) -> MappedText:
    keep = [i for i, offset in enumerate(cell.origin) if not first <= offset <= last]
    return MappedText.join(cell[i : i + 1] for i in keep)
