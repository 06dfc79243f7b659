"""Entries of lists of documents: symbol, title, who submitted it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.documents.symbols import expand_symbols
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import Passage

__all__ = ["extract"]

_COLON = re.compile(r"\s*[:：–—]\s*(?=\S)")
_FEWEST = 2
_SUFFIX_BELOW = re.compile(r"\s(?:\w{1,3}\s)?(?P<suffix>(?:Add|Corr|Rev)\.\d+)\*?\s{3,}")
# "X/1 and", and on a line of its own below it "Add.1": the title is on one line.
_AND = re.compile(r"(?:和|及|and)$")
_SUFFIX_LAST = re.compile(r"\s(?P<suffix>(?:Add|Corr|Rev)\.\d+)\*?$")


def extract(context: Context) -> Iterator[Fact]:
    """Rows of tables of documents, then items that end with a symbol in brackets."""
    yield from _rows(context)
    yield from _items(context)
    item, introduction = (context.pattern("documents", name) for name in ("item", "introduction"))
    opened = False
    for passage in context.passages if context.holding(introduction) else ():
        block = passage.block
        hit = item.search(passage) if opened else None
        if hit is not None and block.kind in ("item", "paragraph", "heading"):
            yield from _entries(
                context, block, [hit.mentions("symbol")[0].value], hit.piece("title")
            )
        elif block.kind != "footnote" and not (opened and _headed(context, passage)):
            opened = introduction.search(passage) is not None


def _items(context: Context) -> Iterator[Fact]:
    """Items that begin with a symbol and a colon, two and more of them."""
    found = [
        (passage, headed)
        for passage in context.passages
        if passage.block.kind in ("item", "paragraph") and (headed := _headed(context, passage))
    ]
    for passage, (symbols, title) in found if len(found) >= _FEWEST else ():
        yield from _entries(context, passage.block, symbols, title)


def _headed(context: Context, passage: Passage) -> tuple[list[str], MappedText] | None:
    """The symbols with which an item begins, and the title after their colon."""
    mention = passage.mentions[0] if passage.mentions else None
    if mention is None or mention.kind != "symbol" or mention.start:
        return None
    text = passage.text
    colon = next(iter(_COLON.finditer(text.text, passage.index[mention.end - 1] + 1)), None)
    if colon is None:
        return None
    symbols = [symbol for symbol, _, _ in expand_symbols(text.text[: colon.start()])]
    if not symbols or len("".join(symbols)) < 0.5 * colon.start():
        return None
    return symbols, text[colon.end() :].strip()


def _rows(context: Context) -> Iterator[Fact]:
    """Each row whose first cell is a symbol; ``X and Add.1`` gives an entry for each."""
    for block in context.document.blocks:
        if block.kind != "row" or len(block.cells) < 2:
            continue
        symbols = [symbol for symbol, _, _ in expand_symbols(block.cells[0].text)]
        if not symbols or len(symbols[0]) < 0.3 * len(block.cells[0].text):
            continue
        if symbols[0] == context.document.symbol and not _lists(context, block):
            continue  # the paper's own head, with its days or its languages beside the symbol
        title = MappedText.join([cell for cell in block.cells[1:] if cell.text], " ").strip()
        below = _SUFFIX_BELOW.search(title.text)
        if below is None and _AND.search(block.cells[0].text):
            below = _SUFFIX_LAST.search(title.text)
        if below is not None:
            # "and Corr.1" stands in the column of symbols, on the second line of the row.
            symbols.append(f"{symbols[0]}/{below['suffix']}")
            title = MappedText.join([title[: below.start()], title[below.end() :]], " ")
        yield from _entries(context, block, symbols, title)


def _lists(context: Context, block: Block) -> bool:
    """The table of a row lists other documents, too."""
    return any(
        other.kind == "row"
        and other.table == block.table
        and other is not block
        and other.cells
        and expand_symbols(other.cells[0].text)
        for other in context.document.blocks
    )


def _entries(
    context: Context, block: Block, symbols: list[str], title: MappedText
) -> Iterator[Fact]:
    submitter = context.search("documents", "submitter", block, title)
    for symbol in symbols:
        yield context.fact(
            "document_entry",
            {
                "symbol": symbol,
                "title": title.text,
                "submitter": submitter.words("submitter") if submitter else None,
            },
            block.text,
            block.place,
        )
