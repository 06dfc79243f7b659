"""Lists of States: who ratified, who attended, who spoke, who sat on the credentials committee.

A list is either in a sentence, after the words that introduce it, or in a table under a heading
that names it. States keep the order printed, row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from testban.reference.gazetteer import condense
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.extract import participants
from testban.treaty.extract.context import Context, Rule
from testban.treaty.extract.introduced import introduced, says_elsewhere
from testban.treaty.extract.model import Fact
from testban.treaty.extract.name_tables import states_in
from testban.treaty.extract.passage import Hit
from testban.treaty.extract.state_tables import OF_TREATY, names_of, states_of, tables_of_states

__all__ = ["extract"]

_NO_STATE = "EU"
_OBSERVERS = "observer_states"
_NEXT = 16
_NAME_LENGTH = 40
_RUN = 2


def extract(context: Context) -> Iterator[Fact]:
    """Lists in sentences, then lists in tables."""
    taken: set[int] = set()
    for rule, hit in context.hits("state_list"):
        if rule.data.get("own") and context.meeting is None:
            continue  # in the paper of no meeting, "the Meeting" is anybody's
        if rule.data["role"] == _OBSERVERS and says_elsewhere(context, _with_next_words(hit)):
            continue
        states, piece = _after(context, rule, hit)
        if len(states) < rule.data.get("least", 1) or not piece.origin:
            continue
        if any(offset in taken for offset in (piece.origin[0], piece.origin[-1])):
            continue
        taken.update((piece.origin[0], piece.origin[-1]))
        # The words that introduce the list are part of the statement.
        stated = [hit.piece()] if hit.has("states") else [hit.piece(), piece]
        yield _fact(context, rule.data["role"], states, stated, hit.passage.block.place, piece)
    for known in introduced(context):
        pieces = [known.passage.piece(known.start, known.end)]
        if taken.isdisjoint(known.offsets):
            taken.update(known.offsets)
            yield _fact(context, known.role, known.states, pieces, known.passage.block.place)
    yield from participants.states(context)
    for table in tables_of_states(context):
        if any(_is_told(block, taken) for block in table.blocks):
            continue
        if _among_activities(context, table.blocks):
            continue
        states = table.states or _listed(context, table.blocks)
        if len(states) >= table.least:
            pieces = [block.text for block in table.blocks]
            yield _fact(context, table.role, states, pieces, table.place)


def _with_next_words(hit: Hit) -> str:
    """The match, with the few words after it that may say what was attended."""
    return hit.passage.masked[hit.match.start() : hit.match.end() + _NEXT]


def _is_told(block: Block, taken: set[int]) -> bool:
    """A list that begins with the block, or stands in the sentence that it is, has been told."""
    origin = block.text.origin
    if not origin:
        return False
    return origin[0] in taken or (
        block.kind == "paragraph" and any(origin[0] <= at <= origin[-1] for at in taken)
    )


def _among_activities(context: Context, blocks: Sequence[Block]) -> bool:
    """Activities stand between the names: each heads what its State did."""
    starts = [block.text.origin[0] for block in blocks if block.text.origin]
    return bool(starts) and any(
        min(starts) < offset < max(starts) for offset in context.activity_offsets
    )


def _listed(context: Context, blocks: Sequence[Block]) -> list[tuple[str, ...]]:
    """The States of the blocks under a heading: of running text as it reads, else of columns."""
    comma = context.language.regex("lists", "comma")
    passages = [context.passage(block, block.text) for block in blocks]
    names = [names_of(passage) for passage in passages]
    if all(
        comma.search(passage.condensed[found[0].start : found[-1].end])
        for passage, found in zip(passages, names, strict=True)
        if found
    ):
        return [readings for found in names for mention in found for readings in states_of(mention)]
    return states_in(blocks, context.document.source.text, context.names)


def _after(context: Context, rule: Rule, hit: Hit) -> tuple[list[tuple[str, ...]], MappedText]:
    """The States of a match: those of its group ``states``, else all to the end of the sentence."""
    if hit.has("states"):
        return hit.states("states"), hit.piece("states")
    passage = hit.passage
    start = hit.match.end()
    _, end = passage.sentence(start, start, context.language.table("lists").get("stops", "。."))
    other = context.language.regex("lists", "next_list").search(passage.masked, start, end)
    end = other.start() if other else end
    mentions = [m for m in passage.within(start, end) if m.kind in ("state", "states")]
    if not mentions:
        return [], passage.text[0:0]
    found = [readings for mention in mentions for readings in states_of(mention)]
    first, last = mentions[0].start, mentions[-1].end
    return found, passage.text[passage.index[first] : passage.index[last - 1] + 1]


def _fact(
    context: Context,
    role: str,
    found: list[tuple[str, ...]],
    pieces: list[MappedText],
    place: str,
    listed: MappedText | None = None,
) -> Fact:
    """The fact; `listed` is where the names stand, if the pieces hold more than the list."""
    states = [readings for readings in found if _NO_STATE not in readings]
    of_treaty = role.startswith(OF_TREATY)
    held = pieces if listed is None else [listed]
    unknown = [name for piece in held for name in _unknown(context, piece)]
    return context.fact(
        "state_list",
        {
            "role": role,
            "states": context.states(states),
            "treaty": context.main_treaty,
            "meeting": None if of_treaty else context.meeting,
            **context.readings(states),
            **({"unknown": unknown} if unknown else {}),
        },
        pieces,
        place,
    )


def _unknown(context: Context, piece: MappedText) -> Iterator[str]:
    """What stands between two names of a list and is neither a name nor a separator."""
    if len(context.names.find(piece.text)) < _RUN:
        return  # a cell
    text, _ = condense(piece.text)
    names = context.names.find_condensed(text)
    if len(names) < _RUN:
        return  # a cell
    separator = context.language.regex("lists", "separator")
    edge = context.language.regex("lists", "edge")
    aside = context.language.regex("lists", "aside")
    for before, after in pairwise(names):
        gap = text[before.end : after.start]
        if not gap.strip() or separator.fullmatch(gap) or aside.match(gap):
            continue
        name = edge.sub("", gap).strip()
        if name[:1].islower():
            continue  # the middle of a name that a column broke over its lines
        if 1 < len(name) <= _NAME_LENGTH and not any(c in name for c in ":：。.(（"):
            yield name
