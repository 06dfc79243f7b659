"""Measures: the lettered steps that a declaration resolves to take, and to whom each speaks."""

from __future__ import annotations

from collections.abc import Iterator

from testban.treaty.documents.labels import label_of
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact

__all__ = ["extract"]

# What introduces measures ends so.
_COLONS = (":", "：")


def extract(context: Context) -> Iterator[Fact]:
    """The items of the first level under a paragraph that introduces measures.

    Where the paragraphs are items themselves (`VII.`), these are of the level below theirs.
    """
    introduction = context.pattern("measures", "introduction")
    opened = cut = False
    first = 1
    current: list[Block] = []
    groups: list[list[Block]] = []
    for passage in context.passages if context.holding(introduction) else ():
        block = passage.block
        if block.kind == "item" and opened and block.level >= first:
            first = block.level if not current else first
            opened = not cut or block.level > first or _follows(block, current[0])
            cut = False
            if opened and block.level == first:
                current = [block]
                groups.append(current)
            elif opened:
                current.append(block)
        elif block.kind == "footnote":
            continue
        elif passage.masked.endswith(_COLONS) and introduction.search(passage) is not None:
            opened, cut, current = True, False, []
            first = block.level + 1 if block.kind == "item" else 1
        elif opened and not current and context.pattern("measures", "heading").search(passage):
            continue  # "Measures", between the sentence that introduces them and the first
        else:
            # The rest of an item that a page cut off may stand between it and the next.
            cut = block.kind == "paragraph" and not block.label and bool(current)
            opened = opened and cut
    joint = context.language.regex("lists", "joint")
    for group in groups:
        text = MappedText.join([block.text for block in group], " ")
        yield context.fact(
            "measure",
            {
                "label": group[0].label,
                "text": joint.sub("", text.text.strip()),
                "addressee": _addressee(context, group[0]),
            },
            text,
            group[0].place,
        )
    if not groups:
        yield from _named(context)


def _named(context: Context) -> Iterator[Fact]:
    """Paragraphs that call themselves recommendations, each with its number."""
    hits = list(context.found("measures", "named"))
    for hit in hits if len(hits) > 1 else ():
        block = hit.passage.block
        yield context.fact(
            "measure",
            {
                "label": hit.words("label"),
                "text": hit.words("text"),
                "addressee": _addressee(context, block),
            },
            hit.piece(),
            block.place,
        )


def _follows(block: Block, before: Block) -> bool:
    """The item's label is the next of its series."""
    label, last = (label_of(f"({item.label})") for item in (block, before))
    return label is not None and last is not None and label.value == last.value + 1


def _addressee(context: Context, block: Block) -> str | None:
    hit = context.pattern("measures", "addressee").search(context.passage(block, block.text))
    return hit.words("addressee") if hit else None
