"""Decisions: label, title and text, in the order in which they were taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact

__all__ = ["extract"]


_TITLE = 80
_STOPS = ".。;；:：!?,，、"


@dataclass
class _Decision:
    label: str
    intersessional: bool
    heading: Block
    title: MappedText | None = None
    body: list[Block] = field(default_factory=list)


def extract(context: Context) -> Iterator[Fact]:
    """Decisions under headings of their own; those only listed by title, from the list."""
    headed = list(_headed(context))
    known = {(d.label, d.intersessional) for d in headed}
    for decision in headed:
        yield _fact(context, decision)
    listed = context.pattern("decisions", "listed")
    for passage in context.holding(listed):
        if passage.block.kind in ("paragraph", "item", "row", "heading"):
            hit = listed.search(passage)
            if hit is not None and (hit.words("label"), hit.has("intersessional")) not in known:
                yield context.fact(
                    "decision",
                    {"label": hit.words("label"), "title": hit.words("title").strip("；;。. ")},
                    hit.piece(),
                    passage.block.place,
                )


def _headed(context: Context) -> Iterator[_Decision]:
    current: _Decision | None = None
    pattern = context.pattern("decisions", "heading")
    number = 0  # of the paper's own paragraph last passed
    for passage in context.passages:
        block = passage.block
        follows = _follows(block, number)
        if current is None or follows:
            number = int(block.label) if _is_numbered(block) else number
        hit = pattern.search(passage) if block.kind in ("heading", "title") else None
        if hit is not None:
            if current is not None:
                yield current
            current = _Decision(hit.words("label"), hit.has("intersessional"), block)
            if hit.has("title") and hit.words("title"):
                current.title = hit.piece("title")
        elif current is None or block.kind == "footnote":
            continue
        elif follows or (block.kind == "heading" and block.level == 1):
            # The paper's own paragraphs go on; or an annex of the decision begins, or of the paper.
            yield current
            current = None
        elif current.title is None and not current.body and _is_title(block):
            current.title = block.text
        elif block.kind == "heading" and block.level == 3 and current.body:
            yield current
            current = None
        else:
            current.body.append(block)
    if current is not None:
        yield current


def _is_title(block: Block) -> bool:
    """The line below the number of a decision: a heading, or words that end in no stop."""
    shown = block.text.text.rstrip()
    short = block.kind in ("paragraph", "title") and len(shown) <= _TITLE and not block.label
    return block.kind == "heading" or (short and shown[-1:] not in _STOPS)


def _is_numbered(block: Block) -> bool:
    return block.kind == "paragraph" and block.label.isdecimal()


def _follows(block: Block, number: int) -> bool:
    """The paragraph's number is the next after `number`; a decision counts its own from 1."""
    return number > 0 and _is_numbered(block) and int(block.label) == number + 1


def _fact(context: Context, decision: _Decision) -> Fact:
    pieces = [decision.heading.text]
    # A title beside the label is part of the heading.
    if decision.title is not None and decision.title.origin[0] > pieces[0].origin[-1]:
        pieces.append(decision.title)
    pieces += [block.text for block in decision.body]
    return context.fact(
        "decision",
        {
            "label": decision.heading.text.text if decision.intersessional else decision.label,
            "title": decision.title.text if decision.title is not None else None,
            "text": "\n".join(_shown(context, block) for block in decision.body),
            "intersessional": decision.intersessional,
        },
        MappedText.join(pieces, "\n"),
        decision.heading.place,
    )


def _shown(context: Context, block: Block) -> str:
    label = context.document.printed_label(block)
    return f"{label} {block.text.text}" if label else block.text.text
