"""Agenda items, with the labels of their parents: ``2``, ``2(a)``, ``11(f)㈠``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import Passage

__all__ = ["extract"]

_NUMBERED = re.compile(
    r"(?:^|(?<=[\s;；:：,，、。]))\(?(?P<label>\d{1,2})[.)、．]\s?"
    r"(?P<title>[^;；。]{2,160}?)(?=[;；。]|\.?$|, \d{1,2}\.)"
)
_TITLE = 160
# The agenda as a table: the number of the item, and its title.
_ROW = re.compile(r"^(?P<label>\d{1,2})(?:\t| {2,}|\u3000+)(?P<title>\S.{1,160})$")
_HEADER = re.compile(r"(?i)^(?:items?|no\.?|项目|序号)(?:\t| {2,}|\u3000+)\S{1,20}$")
_STOPS = "。.;；:： "


def extract(context: Context) -> Iterator[Fact]:
    """The items under the paragraph that says that the agenda was adopted."""
    item, introduction = (context.pattern("agenda", name) for name in ("item", "introduction"))
    opened = named = headed = False
    path: list[str] = []
    for passage in context.passages:
        block = passage.block
        if block.kind == "item" and opened and not block.label.isalnum() and not _circled(block):
            continue  # a dash below an item is none of the agenda
        if block.kind == "item" and opened:
            level = block.level + int(named)
            del path[level - 1 :]
            path.append(_shown(block, path))
            if block.text.text.strip(_STOPS):
                yield _fact(context, path, block.text, block.text, block.place)
        elif opened and (hit := item.search(passage)):
            named = True
            path = [unicodedata.normalize("NFKC", hit.words("label"))]
            yield _fact(context, path, hit.piece("title"), hit.piece(), block.place)
        elif opened and not path and _HEADER.match(block.text.text):
            continue
        elif opened and (row := _ROW.match(block.text.text)) and _is_due(row["label"], path):
            named = True
            path = [row["label"]]
            yield _fact(context, path, block.text[row.start("title") :], block.text, block.place)
        elif opened and (named or not path) and _is_next(block, path, sentences=headed):
            named = True
            path = [block.label]
            yield _fact(context, path, block.text, block.text, block.place)
        elif block.kind != "footnote":
            headed = _is_heading(context, passage)
            opened = headed or introduction.search(passage) is not None
            named = False
            path = []
            yield from _in_sentence(context, passage)


def _circled(block: Block) -> bool:
    """A label that brings its own brackets, or is an item's of its parent's (5.1)."""
    return "㈠" <= block.label <= "㈩" or "." in block.label


def _is_heading(context: Context, passage: Passage) -> bool:
    """A heading that names an agenda, of which the list stands below; not of a section about it."""
    if passage.block.kind != "heading":
        return False
    return context.pattern("agenda", "heading").search(passage) is not None


def _is_next(block: Block, path: list[str], *, sentences: bool) -> bool:
    """A paragraph with the next number: the agenda printed as a list of them.

    With `sentences` it may end with a full stop: so it may only under the heading of an agenda.
    """
    if block.kind != "paragraph" or not block.label.isdigit():
        return False
    shown = block.text.text.rstrip()
    ended = shown[-1:] in ".。"
    return _is_due(block.label, path) and len(shown) <= _TITLE and (sentences or not ended)


def _is_due(label: str, path: list[str]) -> bool:
    """The number is the next after that of the item above."""
    last = int(path[0]) if path and path[0].isdigit() else 0
    return int(label) == last + 1


def _in_sentence(context: Context, passage: Passage) -> Iterator[Fact]:
    """The items of an agenda that a sentence enumerates: ``… the agenda: 1. Opening; 2. …``."""
    lead = context.pattern("agenda", "in_sentence").search(passage)
    if lead is None:
        return
    found = list(_NUMBERED.finditer(passage.masked, lead.match.end()))
    for number, match in enumerate(found, 1):
        if int(match["label"]) != number:
            return  # no series
    for match in found if len(found) > 1 else ():
        piece = passage.piece(*match.span("title")).strip()
        yield _fact(context, [match["label"]], piece, piece, passage.block.place)


def _fact(
    context: Context, path: list[str], title: MappedText, cited: MappedText, place: str
) -> Fact:
    joint = context.language.regex("lists", "joint")
    fields = {"label": "".join(path), "title": joint.sub("", title.text.strip()).rstrip(_STOPS)}
    return context.fact("agenda_item", fields, cited, place)


def _shown(block: Block, path: list[str]) -> str:
    """The label as a part of its parents' label; ㈠ brings its own brackets."""
    bare = not path or "㈠" <= block.label <= "㈩"
    if path and block.label.startswith(f"{path[-1]}."):
        return block.label[len(path[-1]) :]  # 5.1 says itself whose part it is
    return block.label if bare else f"({block.label})"
