"""Agenda items, with the labels of their parents: ``2``, ``2(a)``, ``11(f)(i)``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from testban.treaty.documents.labels import label_of
from testban.treaty.documents.model import Block
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact

__all__ = ["extract"]

_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_STOPS = "。.;；:： "


def extract(context: Context) -> Iterator[Fact]:
    """The items under the paragraph that says that the agenda was adopted."""
    opened = False
    path: list[str] = []
    for passage in context.passages:
        block = passage.block
        if block.kind == "item" and opened:
            del path[block.level - 1 :]
            path.append(_shown(block, path))
            title = block.text.text.strip().rstrip(_STOPS)
            if title:
                yield context.fact(
                    "agenda_item",
                    {"label": "".join(path), "title": title},
                    block.text,
                    block.place,
                )
        elif block.kind != "footnote":
            opened = context.pattern("agenda", "introduction").search(passage) is not None
            path = []


def _shown(block: Block, path: list[str]) -> str:
    """The label as a part of its parents' label. Chinese papers print ㈠ for the English (i)."""
    if not path:
        return block.label
    if re.fullmatch(r"[㈠-㈩]", block.label):
        label = label_of(block.label + "x")
        return f"({_ROMAN[label.value]})" if label else block.label
    return f"({block.label})"
