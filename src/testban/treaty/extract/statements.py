"""Statements: the views of a State, under its name, with original language and date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.documents.title import LANGUAGE_NAMES, ORIGINAL
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import Passage

__all__ = ["extract"]

_LONGEST_NAME = 100


@dataclass
class _Statement:
    heading: Passage
    original: str | None = None
    date: str | None = None
    lines: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)


def extract(context: Context) -> Iterator[Fact]:
    """Each heading that is a State's name followed by ``[Original: …]``, with what follows it."""
    current: _Statement | None = None
    found: list[_Statement] = []
    for index, passage in enumerate(context.passages):
        block = passage.block
        shown = block.text.text
        may_say = len(shown) < 40 and (":" in shown or "：" in shown)
        original = ORIGINAL.search(shown) if may_say else None
        if original and index and _names_author(context, context.passages[index - 1]):
            current = _Statement(context.passages[index - 1], LANGUAGE_NAMES[original[1].lower()])
            current.lines.append(block)
            found.append(current)
            current.date = _date(context, passage)
        elif current is None or block.kind == "footnote":
            continue
        elif current.date is None and not current.body and _date(context, passage):
            current.date = _date(context, passage)
            current.lines.append(block)
        elif block.kind == "heading" and block.level == 1:
            current = None
        elif not _opens_next(context, index):
            current.body.append(block)
    for statement in found:
        yield _fact(context, statement)


def _names_author(context: Context, passage: Passage) -> bool:
    """A State, several, or (as a heading) an organisation whose statement follows."""
    if _author(context, passage) is not None:
        return True
    heading = passage.block.kind == "heading" and not passage.block.label
    dated = any(mention.kind in ("date", "period", "symbol") for mention in passage.mentions)
    return heading and not dated and len(passage.condensed) <= _LONGEST_NAME


def _author(context: Context, passage: Passage) -> tuple[str, ...] | None:
    """The State whose name the heading is, alone or after "Reply received from"."""
    if len(passage.mentions) != 1 or passage.mentions[0].kind not in ("state", "states"):
        return None
    mention = passage.mentions[0]
    before, after = passage.condensed[: mention.start], passage.condensed[mention.end :].strip(" *")
    heading = context.language.regex("statements", "heading")
    if not context.names.covers(passage.text.text) and (after or not heading.match(before)):
        return None
    return mention.value if mention.kind == "state" else ()


def _opens_next(context: Context, index: int) -> bool:
    after = context.passages[index + 1] if index + 1 < len(context.passages) else None
    return (
        after is not None
        and ORIGINAL.search(after.text.text) is not None
        and _names_author(context, context.passages[index])
    )


def _date(context: Context, passage: Passage) -> str | None:
    """The date, where the line is a date in brackets and nothing else."""
    dates = [m for m in passage.mentions if m.kind == "date"]
    if len(passage.condensed) > 60 or not dates:
        return None
    if passage.condensed.lstrip()[:1] not in "[［【":
        return None
    return context.dated(dates[-1].value.date)


def _fact(context: Context, statement: _Statement) -> Fact:
    author = _author(context, statement.heading)
    group = statement.heading.text.text.strip(" *") if author is None else None
    pieces = [statement.heading.text, *(block.text for block in statement.lines)]
    pieces += [block.text for block in statement.body]
    text = "\n".join(_shown(context, block) for block in statement.body)
    whole = MappedText.join(pieces, "\n")
    return context.fact(
        "statement",
        {
            "state": context.state(author) if author else None,
            "original_language": statement.original,
            "date": statement.date,
            "text": text,
            **({"group": group} if group else {}),
        },
        whole,
        statement.heading.block.place,
    )


def _shown(context: Context, block: Block) -> str:
    """A paragraph with its label as printed."""
    label = context.document.printed_label(block)
    return f"{label} {block.text.text}" if label else block.text.text
