"""Activities: what a State did to promote the Treaty, when, towards whom, and in which forum."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.paragraphs import join_pieces
from testban.treaty.extract.activity_rows import EMPTY, Row
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import Passage

__all__ = ["extract"]


def extract(context: Context) -> Iterator[Fact]:
    """One fact for each row of the table of activities."""
    for row in context.rows:
        text, comment = join_pieces(row.text), join_pieces(row.comment)
        if not text.text:
            continue
        passage = context.passage(row.block, text)
        said = [context.passage(row.block, cell) for cell in row.addressed] + [passage]
        actors = context.states(row.actors)
        fields: dict[str, Any] = {
            "section": row.section or None,
            "actor": actors[0] if actors else None,
            "capacity": _capacity(context, row, text) or _capacity(context, row, row.head),
            "start": context.dated(row.when.value.date) if row.when else None,
            "end": context.dated(row.when.value.end_date or row.when.value.date)
            if row.when
            else None,
            "targets": _targets(context, said, actors, len(row.addressed)),
            "groups": _groups(context, said),
            "forums": _forums(context, passage),
            "text": text.text,
            "comment": None if comment.text.strip().lower() in EMPTY else comment.text or None,
        }
        if len(actors) > 1:
            fields["actors"] = actors
        found = [r for p in said for m in p.mentions for r in _readings(m.kind, m.value)]
        fields |= context.readings(found)
        pieces = [row.head, *row.addressed, *row.text, *row.comment]
        yield context.fact("activity", fields, pieces, _place(row))


def _place(row: Row) -> str:
    """The annex and the section: rows of the table have no numbers of their own."""
    first = row.place.split(",")[0]
    annex = first if first.startswith(("annex", "appendix")) else ""
    section = f"sect. {row.section[:1]} ({row.section[1:]})" if row.section else ""
    section = section.removesuffix(" ()")
    return ", ".join(part for part in (annex, section) if part)


def _readings(kind: str, value: Any) -> list[tuple[str, ...]]:
    return [value] if kind == "state" else list(value) if kind == "states" else []


def _capacity(context: Context, row: Row, text: MappedText) -> str | None:
    """In what capacity a part of a row says that the State acted: a known one, or as printed."""
    hit = context.search("activities", "capacity", row.block, text)
    if hit is None:
        return None
    shown = hit.words("capacity").strip(" ，,")
    known = context.language.table("capacities")
    return next((name for words, name in known.items() if words in shown), shown)


def _targets(context: Context, said: list[Passage], actors: list[str], addressed: int) -> list[str]:
    """The States that the activity addressed: those named, but for the actor and mere places.

    The first `addressed` passages are cells of a column that holds nothing but them.
    """
    away = {
        (index, m.start)
        for index, passage in enumerate(said)
        if index >= addressed
        for rule in context.likely("not_a_target", passage)
        for hit in rule.pattern.every(passage)
        for m in hit.mentions("states")
    }
    mentions = [(index, m) for index, passage in enumerate(said) for m in passage.mentions]
    found: list[str] = []
    for index, mention in mentions:
        if (index, mention.start) in away:
            continue
        for readings in _readings(mention.kind, mention.value):
            state = context.state(readings)
            if state not in found and state not in actors and state != "EU":
                found.append(state)
    return found


def _groups(context: Context, said: list[Passage]) -> list[str]:
    """Groups of States addressed: ``annex2``, ``non_annex2``, ``non_signatories`` …"""
    found: list[str] = []
    for rule in context.rules("group"):
        if any(rule.pattern.search(passage) for passage in said):
            found += [group for group in rule.data["groups"] if group not in found]
    return found


def _forums(context: Context, passage: Passage) -> list[str]:
    """Meetings and organisations in which the activity took place, as printed, longest first."""
    found: list[MappedText] = []
    for rule in context.likely("forum", passage):
        for hit in rule.pattern.every(passage):
            piece = hit.piece("forum") if hit.has("forum") else hit.piece()
            inside = any(
                piece.origin and known.origin[0] <= piece.origin[0] <= known.origin[-1]
                for known in found
            )
            if piece.text and not inside:
                found.append(piece)
    found.sort(key=lambda piece: piece.origin[0])
    return list(dict.fromkeys(piece.text for piece in found))
