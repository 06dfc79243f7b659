"""Measures: the lettered steps that a declaration resolves to take, and to whom each speaks."""

from __future__ import annotations

from collections.abc import Iterator

from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact

__all__ = ["extract"]


def extract(context: Context) -> Iterator[Fact]:
    """The items of the first level under a paragraph that introduces measures."""
    opened = False
    current: list[Block] = []
    groups: list[list[Block]] = []
    for passage in context.passages:
        block = passage.block
        if block.kind == "item" and opened:
            if block.level == 1:
                current = [block]
                groups.append(current)
            else:
                current.append(block)
        elif block.kind in ("footnote",):
            continue
        else:
            opened = context.pattern("measures", "introduction").search(passage) is not None
    for group in groups:
        text = MappedText.join([block.text for block in group], " ")
        yield context.fact(
            "measure",
            {
                "label": group[0].label,
                "text": text.text,
                "addressee": _addressee(context, group[0]),
            },
            text,
            group[0].place,
        )


def _addressee(context: Context, block: Block) -> str | None:
    hit = context.pattern("measures", "addressee").search(context.passage(block, block.text))
    return hit.words("addressee") if hit else None
