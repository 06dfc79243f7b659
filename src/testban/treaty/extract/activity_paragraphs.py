"""Overviews of activities in paragraphs or bullets that begin with the State and the day.

::

    1(a) Annex 2 States                       - 12 September 2037: Argentina discussed …
    2. Argentina (12 September 2037): The     - Belgium, October 2037 - wrote to …
       Minister for Foreign Affairs …

Below the heading of a section, a paragraph that names its State first and its day somewhere is an
activity, too.
"""

from __future__ import annotations

from testban.treaty.documents.mapped import MappedText
from testban.treaty.extract.activity_rows import Row, part_of, section_of, whole_when
from testban.treaty.extract.context import Context
from testban.treaty.extract.passage import Hit, Passage

__all__ = ["told_rows"]

_LEAST = 3
_MARKS = " ,，:：-–—*"
_KINDS = ("paragraph", "item")


def told_rows(context: Context) -> list[Row]:
    """The activities of an overview in paragraphs; nothing where the paper is none."""
    told = context.pattern("activities", "told")
    likely = set(map(id, context.holding(told)))
    if len(likely) < _LEAST or _is_table(context):
        return []
    rows: list[Row] = []
    strict = 0
    section = ""
    open_row: Row | None = None
    for passage in context.passages:
        block = passage.block
        if block.kind == "footnote":
            continue
        opened = section_of(context, passage, section)
        if opened or block.kind in ("heading", "title"):
            section = opened or part_of(context, passage) or ("" if block.level == 1 else section)
            open_row = None
            continue
        if block.kind in _KINDS and "\t" not in passage.text.text:
            hit = told.search(passage) if id(passage) in likely else None
            named = hit if hit is not None else _named(context, passage) if section else None
            if named is not None and (row := _row(context, passage, named, section)):
                strict += hit is not None
                rows.append(row)
                open_row = row
                continue
            if open_row is not None and not block.label:
                open_row.text.append(passage.text)
                open_row.taken.append(block)
                continue
        open_row = None
    sectioned = any(row.section for row in rows)
    return rows if strict >= _LEAST and (sectioned or _is_overview(context)) else []


def _is_table(context: Context) -> bool:
    """Some line heads the columns of a table of activities."""
    head = context.pattern("activities", "header")
    return any(head.search(passage) for passage in context.holding(head))


def _is_overview(context: Context) -> bool:
    """The title of the paper, or a heading, says that activities follow."""
    regex = context.language.regex("activities", "overview")
    return any(
        regex.search(passage.condensed)
        for passage in context.passages
        if passage.block.kind in ("title", "heading")
    )


def _named(context: Context, passage: Passage) -> Hit | None:
    """A paragraph below the heading of a section that begins with a State and names a day."""
    hit = context.pattern("activities", "names_first").search(passage)
    return hit if hit is not None and hit.date("when") is not None else None


def _row(context: Context, passage: Passage, hit: Hit, section: str) -> Row | None:
    """The activity of a paragraph, its text without the State and the day that head it."""
    actors = hit.states("actor")
    when = next((m for m in hit.mentions("when") if m.kind in ("date", "period")), None)
    if not actors or when is None:
        return None
    when = whole_when(context, passage, when)
    text = passage.text
    head: MappedText = text[0:0]
    if hit.has("head"):
        cut = len(hit.passage.piece(0, hit.match.end("head")))
        rest = text[cut:]
        head, text = text[:cut], rest[len(rest.text) - len(rest.text.lstrip(_MARKS)) :]
    return Row(
        section,
        actors,
        when,
        passage.block.place,
        head,
        passage.block,
        [text],
        taken=[passage.block],
    )
