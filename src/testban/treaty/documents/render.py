"""A document's structure as plain text that a person can read."""

from __future__ import annotations

from testban.treaty.documents.model import Block, Document

__all__ = ["as_text"]


def as_text(document: Document) -> str:
    """The repaired text: one paragraph a line, items indented, table cells parted by `` | ``.

    Furniture of the page (running heads, page numbers, printed hyperlinks) is left out.
    """
    lines: list[str] = []
    before: Block | None = None
    for block in document.blocks:
        if block.kind == "furniture":
            continue
        if before is not None and not _close(before, block):
            lines.append("")
        lines.append(_line(document, block))
        before = block
    return "\n".join(lines)


def _close(before: Block, block: Block) -> bool:
    """Rows of one table, items of one series and footnotes stand without a blank line between."""
    return before.kind == block.kind and block.kind in ("row", "item", "footnote", "title")


def _line(document: Document, block: Block) -> str:
    text = _plain(block.text.text)
    if block.kind == "row":
        return " | ".join(_plain(cell.text) for cell in block.cells)
    if block.kind == "heading":
        return f"{'#' * max(block.level, 1)} {_labelled(document, block)}{text}"
    if block.kind == "footnote":
        return f"[{block.label}] {text}"
    if block.kind == "item":
        return f"{'    ' * block.level}{_labelled(document, block)}{text}"
    return f"{_labelled(document, block)}{text}"


def _plain(text: str) -> str:
    """One line without control characters: a paper must not speak to the terminal."""
    return " ".join("".join(" " if c < " " or c == "\x7f" else c for c in text).split())


def _labelled(document: Document, block: Block) -> str:
    label = _plain(document.printed_label(block))
    return f"{label} " if label else ""
