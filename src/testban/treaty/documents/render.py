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
        lines.append(_line(block))
        before = block
    return "\n".join(lines)


def _close(before: Block, block: Block) -> bool:
    """Rows of one table, items of one series and footnotes stand without a blank line between."""
    return before.kind == block.kind and block.kind in ("row", "item", "footnote", "title")


def _line(block: Block) -> str:
    text = " ".join(block.text.text.split())
    if block.kind == "row":
        return " | ".join(" ".join(cell.text.split()) for cell in block.cells)
    if block.kind == "heading":
        return f"{'#' * max(block.level, 1)} {_labelled(block)}{text}"
    if block.kind == "footnote":
        return f"[{block.label}] {text}"
    if block.kind == "item":
        return f"{'    ' * block.level}{_labelled(block)}{text}"
    return f"{_labelled(block)}{text}"


def _labelled(block: Block) -> str:
    label = block.label
    if not label or "㈠" <= label <= "㈩" or "①" <= label <= "⑳":
        return f"{label} " if label else ""
    if block.kind == "item" and not label.isdigit():
        return f"({label}) "
    return f"{label}. "
